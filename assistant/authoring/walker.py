"""The one walker of everything that tries conversations: all of them where they fit, else by lot, each way as likely as any other.

`explore`, `coverage` and `diff` walk with this. Where the exact course is too large to be worked out, the ways cannot be counted, and it
walks as `Script.walks` does.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from assistant.authoring.course import Course, Group, Node, TooMany, Trace, Turned, course, traced
from assistant.authoring.script import Script, refs_of
from assistant.authoring.walked import Choice, Path, State
from assistant.content.model import Option, Question
from assistant.dialogue.session import Answer


@dataclass(frozen=True)
class _Lot:
    """A screen at a point, ready to draw from: each group up to which number, and where it leads."""

    totals: list[int]
    groups: list[tuple[Group, list[int], Node | None]]


class Walker:
    """One dialogue, to be walked. `course` is what was worked out; None when that was too much, at the question `stopped_at`."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.course: Course | None = None
        self.stopped_at = ""
        self._trace: Trace | None = None
        self._lots: dict[int, _Lot] = {}
        self._picked: dict[tuple[str, ...], Choice] = {}
        try:
            self.course, self._trace = traced(script)
        except TooMany:
            self._untraced()

    def _untraced(self) -> None:
        """The course alone, which takes more together than one that is walked."""
        try:
            self.course = course(self.script)
        except TooMany as error:
            self.stopped_at = error.question

    @property
    def even(self) -> bool:
        """Whether each way is as likely as any other when it goes by lot."""
        return self._trace is not None

    def fits(self, number: int) -> bool:
        """Whether all conversations can be walked within this number; never where some can be had in own words alone."""
        return self.course is not None and self.course.whole and self.course.ways <= number

    def every(self) -> Iterator[Path]:
        """All conversations."""
        return self.script.every()

    def by_lot(self, seed: str) -> Iterator[Path]:
        """Conversations by lot without end, the same for the same seed: each way is as likely as any other where they can be counted."""
        chance = random.Random(seed)
        if self._trace is None:
            yield from self.script.walks(chance, branches=4)
        while True:
            yield self._one(self._trace, chance)  # type: ignore[arg-type]

    def _one(self, trace: Trace, chance: random.Random) -> Path:
        script, state, said, skip_to = self.script, State(), list[tuple[str, Answer]](), ""
        node = trace.start
        for question in script.dialogue.questions:
            if skip_to and question.id != skip_to:
                continue
            skip_to = ""
            if not script.asked(question, state):
                continue
            for number, (key, _) in enumerate(script.turns(question, state)):
                lot = self._lot(trace.turned(node, question, number, state))
                group, members, after = lot.groups[_drawn(lot.totals, chance)]
                choice = self._choice(question, group, members, state, chance)
                said.append((key, choice.answer))
                state.take(key, choice)
                if after is None:
                    return Path(tuple(said), choice.ends, state)
                node, skip_to = after, choice.next
        return Path(tuple(said), "complete", state)

    def _lot(self, turned: Turned) -> _Lot:
        found = self._lots.get(id(turned))
        if found is None:
            groups = [
                (group, list(accumulate(way.ways for way in group.members)), after and after.now())
                for group, after in zip(turned.groups, turned.after, strict=True)
            ]
            found = self._lots[id(turned)] = _Lot(list(accumulate(turned.ways)), groups)
        return found

    def _choice(
        self, question: Question, group: Group, members: list[int], state: State, chance: random.Random
    ) -> Choice:
        """One of the ways of a group, each as likely as any other."""
        way = group.members[_drawn(members, chance) if len(members) > 1 else 0]
        if way.ways == 1:
            return way.choice
        options = self.script.offered(question.choose_from, state) if question.choose_from else question.options
        ids = {option.id for some, number in way.sorts for option in _some(some, number, chance)}
        picked = tuple(option for option in options if option.id in ids)
        key = (question.id, *[option.id for option in picked], *refs_of(picked))
        if key not in self._picked:
            self._picked[key] = self.script.pick(question, picked)
        return self._picked[key]


def _drawn(totals: list[int], chance: random.Random) -> int:
    """The place of the stretch in which a whole number by lot falls; `totals` is where each stretch ends."""
    return bisect_right(totals, chance.randrange(totals[-1]))


def _some(options: tuple[Option, ...], number: int, chance: random.Random) -> Iterator[Option]:
    """So many of these, each choice as likely as any other; quicker than `sample` for the few there are."""
    for place, option in enumerate(options):
        if number and chance.random() * (len(options) - place) < number:
            number -= 1
            yield option
