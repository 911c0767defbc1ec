"""What was said on a walk through a dialogue: one way to answer, the state after it, a whole conversation."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.content.model import Option, Quals
from assistant.dialogue.session import NONE_OF_THESE, SEEN, Answer, Session
from assistant.reasoning.situation import ABSENT, NOT_REPORTED, PRESENT, UNKNOWN

STRENGTH = {PRESENT: 0, ABSENT: 1, UNKNOWN: 2, NOT_REPORTED: 3}
DAY = "2026-11-24"
ENDING_SELDOM = 20  # random walks take an answer that ends the conversation once in so many times
Effect = tuple[str, int, Quals]


@dataclass(frozen=True)
class Choice:
    """One way to answer a question: the facts it records, what it qualifies, and where it leads."""

    answer: Answer
    effects: tuple[Effect, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    extra: tuple[tuple[str, Quals], ...] = ()
    chosen: tuple[Option, ...] | None = None
    ends: str = ""
    next: str = ""
    many: str = ""  # of a list: none, one, two or more


class Ways(tuple[Choice, ...]):
    """The ways to answer one question, sorted for who picks one at random."""

    lists: dict[str, tuple[Choice, ...]]
    going: tuple[Choice, ...]

    @classmethod
    def of(cls, found: Iterable[Choice]) -> Ways:
        """These ways."""
        ways = cls(found)
        ways.lists = {}
        for many in ("none", "one", "two", "more"):
            if some := tuple(way for way in ways if way.many == many):
                ways.lists[many] = some
        ways.going = tuple(way for way in ways if not way.ends)
        return ways

    def pick(self, chance: random.Random) -> Choice:
        """One of them: of a list nothing, one, two and all equally often; seldom one that ends the conversation."""
        if len(self) == 1:
            return self[0]
        choice = self[int(chance.random() * len(self))]
        if self.lists:
            some = self.lists.get(("none", "one", "two", "more", "")[int(chance.random() * 5)])
            if some:
                choice = some[int(chance.random() * len(some))]
        if choice.ends and self.going and chance.random() * ENDING_SELDOM > 1:
            choice = self.going[int(chance.random() * len(self.going))]
        return choice


@dataclass
class State:
    """What was said so far: facts as (strength, qualifiers), qualifiers given afterwards, numbers, chosen options."""

    facts: dict[str, tuple[int, Quals]] = field(default_factory=dict)
    extra: dict[str, Quals] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    chosen: dict[str, tuple[Option, ...]] = field(default_factory=dict)

    def copy(self) -> State:
        """A copy that can go its own way."""
        return State(dict(self.facts), dict(self.extra), dict(self.numbers), dict(self.chosen))

    def take(self, key: str, choice: Choice) -> None:
        """Add what an answer says."""
        facts = self.facts
        for ref, strength, quals in choice.effects:
            old = facts.get(ref)
            if old is None or strength < old[0]:
                facts[ref] = (strength, quals)
            elif strength == old[0] and quals != old[1]:
                facts[ref] = (strength, _joined(old[1], quals))
        for name, value in choice.numbers:
            self.numbers.setdefault(name, value)
        for ref, quals in choice.extra:
            self.extra[ref] = _joined(self.extra.get(ref, ()), quals)
        if choice.chosen is not None:
            self.chosen[key] = choice.chosen

    def fact(self, ref: str) -> tuple[int, Quals] | None:
        """State and qualifiers of a fact, those given afterwards included."""
        found = self.facts.get(ref)
        if found is None or found[0] or ref not in self.extra:
            return found
        return (0, _joined(found[1], self.extra[ref]))


def _joined(first: Quals, second: Quals) -> Quals:
    """Both sets of qualifiers; the first goes before the second."""
    if not first or not second:
        return first or second
    return tuple(sorted((dict(second) | dict(first)).items()))


@dataclass(frozen=True)
class Path:
    """One complete conversation: its answers in order, how it ended, and what was said in it."""

    answers: tuple[tuple[str, Answer], ...]
    ended: str
    state: State

    @property
    def questions(self) -> int:
        """How many questions were asked; screens that only say something do not count, and a repeated question is one screen."""
        return len({key.partition("@")[0] for key, answer in self.answers if answer is not SEEN})

    def session(self, dialogue: str) -> Session:
        """The same as a session that can be replayed."""
        kept = {key: answer for key, answer in self.answers if answer is not SEEN}
        return Session(dialogue, DAY, kept)


def weight(answer: Answer) -> tuple[int, int]:
    """How much an answer says: nothing of it, not known, or how many things."""
    if answer.state != "known":
        return (1, 0)
    if answer.chosen == (NONE_OF_THESE,) or answer.chosen in (("no",), ("none",)):
        return (0, 0)
    return (2, len(answer.chosen) + len(answer.rows))
