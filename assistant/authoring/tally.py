"""What a set of situations uses of a pack: questions, options, rules, and every single condition both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from assistant.authoring.script import Script
from assistant.authoring.walked import Path
from assistant.content import model as m
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import NONE_OF_THESE, Answer
from assistant.errors import Place
from assistant.reasoning.lanes import Lanes, condition, leaves
from assistant.reasoning.literals import base_atoms
from assistant.reasoning.situation import Situation

BATCH = 1024
FEW = 3


@dataclass(frozen=True)
class Part:
    """One thing that can be used: a question, an option, a rule, or one side of a condition."""

    what: str  # question, option, rule, holds, fails
    name: str
    place: Place = field(compare=False)


def words_of(one: m.Condition) -> str:
    """A condition in the words of the file, for a list of what is missing."""
    match one:
        case m.FactIs():
            return " ".join([f"{one.kind}:{one.id}", *(f"{name}={value}" for name, value in one.quals)])
        case m.Absent() | m.Unknown():
            return f"{'absent' if isinstance(one, m.Absent) else 'unknown'} {one.kind}:{one.id}"
        case m.Count():
            sign = "at_least" if one.at_least else "fewer_than"
            where = "".join(f" {name}={value}" for name, value in one.where)
            return f"{sign} {one.count} {one.kind or _few([f'{k}:{i}' for k, i in one.listed])}{where}"
        case m.NumberIs():
            return f"number:{one.id} " + " ".join(f"{sign} {bound / 1000:g}" for sign, bound in one.tests)
        case m.All() | m.AnyOf() | m.NoneOf():
            sign = {m.All: "all", m.AnyOf: "any", m.NoneOf: "none"}[type(one)]
            return f"{sign} of [{_few([words_of(inner) for inner in one.of], '; ')}]"


def _few(words: list[str], between: str = ", ") -> str:
    """Words as a list; of a long one the first, and how many there are."""
    return between.join(words) if len(words) <= FEW else f"{between.join(words[:FEW])} … ({len(words)})"


class Tally:
    """Counts what was used. Situations are worked out many at a time."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.program = guide.reasoner.program
        self.lanes = Lanes(self.program)
        self.used: set[Part] = set()
        self.refs: Counter[str] = Counter()
        self.fired: Counter[str] = Counter()
        self.number = 0
        self._base: dict[int, int] = {}
        self._width = 0

    @cached_property
    def conditions(self) -> list[tuple[m.Condition, Part, Part]]:
        """Every single condition of every rule, with what it is called when it holds and when it does not."""
        found = []
        for rule in self.program.rules:
            for number, one in enumerate(leaves((*rule.when, *rule.unless)), 1):
                name = f"{rule.id} {number}: {words_of(one)}"
                place = one.place if one.place.line else rule.place
                found.append((one, Part("holds", name, place), Part("fails", name, place)))
        return found

    @cached_property
    def rules(self) -> list[tuple[Part, int, tuple[int, ...]]]:
        """Every rule with the clauses that are its own."""
        own: dict[int, list[int]] = {}
        for number, clause in enumerate(self.program.clauses):
            own.setdefault(clause.rule, []).append(number)
        return [
            (Part("rule", rule.id, rule.place), number, tuple(own.get(number, ())))
            for number, rule in enumerate(self.program.rules)
        ]

    # ------------------------------------------------------------ what is there

    def all_parts(self) -> Iterator[Part]:
        """Everything that can be used."""
        for dialogue in self.guide.pack.dialogues.values():
            yield from parts_of(dialogue)
        yield from (part for part, _, _ in self.rules)
        for _, holds, fails in self.conditions:
            yield holds
            yield fails

    # ------------------------------------------------------------ what is used

    def add_path(self, script: Script, path: Path) -> None:
        """One walked conversation."""
        self.answered(script.dialogue, path.answers)
        self._add(script.atoms.base(path.state, reasoning=True))

    def answered(self, dialogue: m.Dialogue, answers: Iterable[tuple[str, Answer]]) -> None:
        """The questions and options of a conversation."""
        for key, answer in answers:
            name = key.partition("@")[0]
            self.used.add(Part("question", f"{dialogue.id}.{name}", dialogue.place))
            for option in answer.chosen:
                self.used.add(Part("option", f"{dialogue.id}.{name}.{option}", dialogue.place))
            for qualifier, value in answer.rows:
                self.used.add(Part("option", f"{dialogue.id}.{name}.{qualifier}.{value}", dialogue.place))

    def add_situation(self, situation: Situation) -> None:
        """One situation, such as an example on a rule."""
        self._add(base_atoms(self.program, situation.for_reasoning()))

    def _add(self, atoms: Iterable[int]) -> None:
        bit, base = 1 << self._width, self._base
        for atom in atoms:
            base[atom] = base.get(atom, 0) | bit
        self._width += 1
        self.number += 1
        if self._width >= BATCH:
            self.settle()

    def settle(self) -> tuple[list[int], int]:
        """Work out what was added since the last time; per atom the situations in which it holds, and how many there were."""
        width, full = self._width, (1 << self._width) - 1
        true, fired = self.lanes.run(self._base, width)
        for part, _, clauses in self.rules:
            lanes = 0
            for clause in clauses:
                lanes |= fired[clause]
            if lanes:
                self.used.add(part)
                self.fired[part.name] += lanes.bit_count()
        if width:
            for one, holds, fails in self.conditions:
                if holds in self.used and fails in self.used:
                    continue
                lanes = condition(one, self.program, true, full, self.guide.pack)
                if lanes:
                    self.used.add(holds)
                if lanes != full:
                    self.used.add(fails)
        for atom, (kind, name) in self.program.shown.items():
            if true[atom]:
                self.refs[f"{kind}:{name}"] += true[atom].bit_count()
        self._base, self._width = {}, 0
        return true, width


def parts_of(dialogue: m.Dialogue) -> Iterator[Part]:
    """The questions and options of a dialogue."""
    for question in dialogue.questions:
        name = f"{dialogue.id}.{question.id}"
        yield Part("question", name, question.place)
        for option in question.options:
            yield Part("option", f"{name}.{option.id}", option.place)
        if question.none_of_these:
            yield Part("option", f"{name}.{NONE_OF_THESE}", question.place)
        for row in question.rows:
            for option in row.options:
                yield Part("option", f"{name}.{row.qualifier}.{option.id}", option.place)
