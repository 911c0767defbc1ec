"""Small dialogues by lot, and everything that can be said in them: every combination of ticks, and of numbers and months far more
values than any bound. Played by replay and the reasoner only; knows nothing of the exact course, which is held against it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product
from pathlib import Path

from authoring import trial

from assistant.content.questions import kind_of
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Turn
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, Answer, Session

AS_OF = "2026-11-24"
FACTS = "abcde"
MOST = 900
GOALS = ("step:goal", "partner:friend")


class TooLarge(Exception):
    """More conversations than one waits for."""


@dataclass
class Everything:
    """What all conversations show: how each ended, with danger or not, with which goals; the questions; the fewest questions."""

    ends: set[tuple[str, bool, frozenset[str]]] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    lengths: dict[str, set[int]] = field(default_factory=dict)
    ways: int = 0
    moves: set[tuple[str, str]] = field(default_factory=set)
    """From which question to which question or ending."""


# ---------------------------------------------------------------- dialogues by lot


@dataclass
class Lot:
    """One dialogue as text, and the bounds of its numbers."""

    questions: str
    rules: str
    knowledge: str
    bounds: dict[str, set[int]]
    typed: bool

    def guide(self, folder: Path) -> Guide:
        """Made ready to talk."""
        return trial.guide(folder, self.questions, self.rules, self.knowledge)


def lot(seed: int) -> Lot:
    """A dialogue by lot: four ticks or more, and by chance a jump, an ending, decimals, numbers below zero, months, days, details."""
    return _Maker(random.Random(seed)).made()


NUMBERS = {"amount": (-2, 3), "since": (0, 4), "days": (0, 5)}
KNOWLEDGE = "numbers:\n" + "".join(
    trial.number(low, high, name).partition("\n")[2] for name, (low, high) in NUMBERS.items()
)
KNOWLEDGE += f"events:\n  - {{event: loss, name: {trial.name('verlies', 'loss')}, {trial.ENTRY}}}\n"
KNOWLEDGE += f"  - {{event: move, name: {trial.name('verhuizing', 'move')}, {trial.ENTRY}}}\n"


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.bounds: dict[str, set[int]] = {}
        self.facts: list[str] = []
        self.numbers: list[str] = []
        self.recorded: list[str] = []
        """By the question that is being made."""
        self.typed: list[str] = []
        self.listed = ""

    def made(self) -> Lot:
        chance = self.chance
        parts = [trial.DANGER_FIRST] if chance.random() < 0.4 else []
        makers = [
            self._ticks,
            *chance.sample((self._number, self._again, self._yes, self._details), chance.choice((1, 1, 2))),
        ]
        if chance.random() < 0.3:
            makers[0:2] = makers[1::-1]
        for place, make in enumerate(makers):
            parts.append(make(place, "last"))
            self.facts += self.recorded
            self.numbers += self.typed
            self.recorded, self.typed = [], []
        self.facts = [each for each in self.facts if not each.startswith("danger")]
        parts.append(trial.question("last", trial.yes_no(self._only_if(0.5))))
        rules = "".join(self._rule(number) for number in range(chance.choice((2, 3, 4))))
        return Lot("".join(parts), rules, KNOWLEDGE, self.bounds, bool(self.numbers))

    # ------------------------------------------------------------ questions

    def _only_if(self, likely: float = 0.4) -> str:
        if not (self.facts or self.numbers) or self.chance.random() > likely:
            return ""
        return self._condition()

    def _ticks(self, place: int, last: str) -> str:
        chance = self.chance
        only_if, options = self._only_if(), []
        for number, letter in enumerate(FACTS[: chance.choice((4, 4, 5))]):
            records = [f"{{context: {letter}}}"]
            if chance.random() < 0.15:
                records.append(f"{{context: {chance.choice(FACTS)}}}")
            if chance.random() < 0.1:
                records = [f"{{absent: {{context: {letter}}}}}"]
            if chance.random() < 0.1:
                records = [f"{{event: {chance.choice(('loss', 'move'))}}}"]
            self.recorded += [each.replace("{absent: ", "").strip("{}") for each in records]
            leads = chance.random()
            more = f", next: {last}" if leads < 0.12 else ", ends: out_of_scope" if leads < 0.2 else ""
            if 0.2 <= leads < 0.3:
                records, more = [*records, "{danger: weapon}"], ", ends: danger"
            label = trial.name("Iets", "Some")
            options.append(f"  - {{option: o{number}, label: {label}, records: [{', '.join(records)}]{more}}}")
        extra = [f"none_of_these: {{label: {trial.name('Geen', 'None')}}}"] if chance.random() < 0.7 else []
        extra += ["unticked: absent"] if chance.random() < 0.3 else []
        extra += [f"at_most: {chance.choice((2, 3))}"] if chance.random() < 0.2 else []
        condition = [f"only_if: [{only_if}]"] if only_if else []
        self.listed = f"ticks{place}"
        return trial.question(f"ticks{place}", "\n".join(["kind: any_of", *condition, "options:", *options, *extra]))

    def _number(self, place: int, last: str) -> str:
        only_if = self._only_if()
        name, kind = self.chance.choice(
            (("amount", "number"), ("amount", "number"), ("since", "month"), ("days", "date"))
        )
        self.typed.append(name)
        condition = f"only_if: [{only_if}]\n" if only_if else ""
        return trial.question(f"number{place}", f"{condition}kind: {kind}\nrecords: [{{number: {name}}}]")

    def _yes(self, place: int, last: str) -> str:
        only_if = self._only_if(0.8)
        yes = self.chance.choice((f"records: [{{context: d}}], next: {last}", "records: [{context: b}]"))
        self.recorded += ["context: e", "context: d" if "next" in yes else "context: b"]
        return trial.question(f"yes{place}", trial.yes_no(only_if, yes))

    def _again(self, place: int, last: str) -> str:
        """Which of the ticked things one means, when there is anything to choose from."""
        if not self.listed:
            return self._yes(place, last)
        kind = self.chance.choice(("one_of", "any_of", "any_of\nat_most: 2"))
        return trial.question(f"again{place}", f"kind: {kind}\nchoose_from: [{self.listed}]")

    def _details(self, place: int, last: str) -> str:
        """Events, and when each of them was."""
        events = trial.question(
            f"events{place}",
            "kind: any_of\noptions:\n"
            f"  - {{option: loss{place}, label: {trial.name('Verlies', 'Loss')}, records: [{{event: loss}}]}}\n"
            f"  - {{option: move{place}, label: {trial.name('Verhuizing', 'Move')}, records: [{{event: move}}]}}\n"
            f"none_of_these: {{label: {trial.name('Geen', 'None')}}}",
        )
        rows = (
            f"rows:\n  - qualifier: when\n    ask: {trial.name('Wanneer?', 'When?')}\n    options:\n"
            f"      - {{option: recent, label: {trial.name('Kort', 'Recent')}}}\n"
            f"      - {{option: older, label: {trial.name('Lang', 'Long')}}}"
        )
        few = "at_most: 1\n" if self.chance.random() < 0.3 else ""
        about = trial.question(f"about{place}", f"kind: qualifiers\nfor_each: [events{place}]\n{few}{rows}")
        self.recorded += ["event: loss", "event: move"]
        return events + about

    # ------------------------------------------------------------ conditions

    def _condition(self, deep: int = 0) -> str:
        chance = self.chance
        what = chance.random()
        if self.numbers and what < 0.35:
            return self._compared(chance.choice(self.numbers))
        if not self.facts:
            return self._compared(chance.choice(self.numbers))
        fact = chance.choice(self.facts)
        if what < 0.6 or deep > 1:
            when = ", when: recent" if fact.startswith("event") and chance.random() < 0.5 else ""
            return f"{{{fact}{when}}}"
        if what < 0.66:
            return f"{{absent: {{{fact}}}}}"
        if what < 0.76:
            listed = sorted({each for each in self.facts if each.startswith("context")})
            if len(listed) > 1:
                word = chance.choice(("at_least", "fewer_than"))
                of = ", ".join(f"{{{each}}}" for each in listed)
                return f"{{{word}: {{count: {chance.randint(1, len(listed))}, of: [{of}]}}}}"
        inner = ", ".join(self._condition(deep + 1) for _ in range(chance.choice((1, 2, 3))))
        return f"{{{chance.choice(('all', 'any', 'none'))}: [{inner}]}}"

    def _compared(self, name: str) -> str:
        low, high = NUMBERS[name]
        steps = (250, 500, 999, 1000) if name == "amount" else (1000,)
        tests = []
        for word in self.chance.sample(
            ("less_than", "at_most", "equals", "at_or_above", "more_than"), self.chance.choice((1, 1, 2))
        ):
            value = self.chance.randrange(low * 1000, high * 1000 + 1, self.chance.choice(steps))
            self.bounds.setdefault(name, set()).add(value)
            tests.append(f"{word}: {value / 1000:g}")
        return f"{{number: {name}, {', '.join(tests)}}}"

    def _rule(self, number: int) -> str:
        chance = self.chance
        if not (self.facts or self.numbers):
            self.facts.append("context: a")
        when = [self._condition() for _ in range(chance.choice((1, 1, 2, 3)))]
        if number == 3:
            when[0] = "{step: goal}"
        unless = self._condition() if chance.random() < 0.3 else ""
        return trial.rule(f"r{number}", ", ".join(when), "partner: friend" if number % 2 else "step: goal", unless)


# ---------------------------------------------------------------- everything that can be said


def everything(guide: Guide, made: Lot) -> Everything:
    """Play every conversation. Raises TooLarge when there are more than one waits for."""
    found = Everything()
    waiting = [Session("d", AS_OF, {})]
    while waiting:
        session = waiting.pop()
        position = guide.position(session)
        found.asked.update(turn.question.id for turn in position.turns)
        if position.current is None:
            found.ways += 1
            if found.ways > MOST:
                raise TooLarge
            drawn = guide.reasoner.refs(position.situation)
            goals = frozenset(drawn.intersection(GOALS))
            found.ends.add((position.ended, position.situation.in_danger, goals))
            names = list(dict.fromkeys(turn.question.id for turn in position.turns))
            found.moves.update(zip(names, [*names[1:], position.ended], strict=True))
            found.lengths.setdefault(position.ended, set()).add(len(position.screens()))
            continue
        waiting += [session.answered(position.current.key, answer) for answer in answers(position.current, made)]
    return found


def answers(turn: Turn, made: Lot) -> Iterator[Answer]:
    """Everything that can be answered to one question."""
    question, kind = turn.question, kind_of(turn.question)
    yield DONT_KNOW
    if kind.several:
        most = question.at_most or len(question.options)
        for size in range(1, most + 1):
            yield from (Answer(chosen=tuple(o.id for o in some)) for some in combinations(question.options, size))
        if question.none_of_these:
            yield Answer(chosen=(NONE_OF_THESE,))
    elif kind.chooses:
        yield from (Answer(chosen=(option.id,)) for option in question.options)
    elif kind.repeated:
        values = [[(row.qualifier, option.id) for option in row.options] for row in question.rows]
        yield from (Answer(rows=rows) for rows in product(*values))
    elif question.kind == "number":
        yield from (Answer(number=value) for value in _values(made.bounds.get("amount", set())))
    elif question.kind == "month":
        yield from (Answer(moment=f"2026-{month:02d}") for month in range(7, 12))
    else:
        yield from (Answer(moment=f"2026-11-{day:02d}") for day in (30, *range(16, 25)))


def _values(bounds: set[int]) -> list[int]:
    low, high = (edge * 1000 for edge in NUMBERS["amount"])
    marks = sorted({low, high, *bounds})
    between = [(one + two) // 2 for one, two in pairwise(marks)]
    near = [mark + step for mark in marks for step in (-1, 0, 1)]
    return sorted({value for value in (*near, *between) if low <= value <= high})
