"""What a set of situations uses of a pack: questions, options, rules, and every single condition both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from assistant.authoring.script import Script
from assistant.authoring.walked import Path
from assistant.content import model as m
from assistant.content.model.conditions import FILE, in_words
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import NONE_OF_THESE, Answer
from assistant.errors import Place
from assistant.reasoning.batch import Lanes, together
from assistant.reasoning.grounding import base_atoms
from assistant.reasoning.situation import Situation

BATCH = 1024


@dataclass(frozen=True)
class Part:
    """One thing that can be used: a question, an option, a rule, or one side of a condition."""

    what: str  # question, option, rule, holds, fails
    name: str
    place: Place = field(compare=False)


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
    def conditions(self) -> list[tuple[tuple[int, ...], Part, Part]]:
        """The atoms of every single condition of every rule, with what it is called when it holds and when it does not."""
        found = []
        for place, rule in enumerate(self.program.rules):
            for number, leaf in enumerate(self.program.plan(place).leaves(), 1):
                name = f"{rule.id} {number}: {in_words(leaf.condition, FILE)}"
                at = leaf.condition.place if leaf.condition.place.line else rule.place
                found.append((leaf.atoms, Part("holds", name, at), Part("fails", name, at)))
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
            for atoms, holds, fails in self.conditions:
                if holds in self.used and fails in self.used:
                    continue
                lanes = together(atoms, true, full)
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
