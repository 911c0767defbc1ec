"""What matters of a conversation for the rest of it: until which question every answer counts, and which facts count as alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from assistant.authoring.script import Script
from assistant.authoring.walked import State
from assistant.content.model import Given, Option, Quals, Question, Ref, of_kind
from assistant.content.vocabulary import DANGER
from assistant.reasoning.grounding import SIGNS
from assistant.reasoning.program import Program


class Matters:
    """For one dialogue and some goals, whose `program` is the part of the rules that these rest on."""

    def __init__(self, script: Script, program: Program, goals: tuple[int, ...]) -> None:
        self.queries = script.queries
        self.atoms = script.atoms
        self.pack = script.guide.pack
        self.questions = script.dialogue.questions
        self.program = program
        self.goals = goals
        self._needs()
        self._classes()

    def _needs(self) -> None:
        """Until which question every fact and every list of chosen options still matters."""
        after = len(self.questions)
        self.until: dict[str, int] = dict.fromkeys([*self.program.observed, *self.program.stated], after)
        self.numbers: dict[str, int] = dict.fromkeys(self.program.numbers, after)
        self.chosen_until: dict[str, int] = {}
        for position, question in enumerate(self.questions):
            query = self.queries.get(question.id)
            if query is not None:
                for ref in query.refs:
                    self.until[ref] = max(self.until.get(ref, 0), position)
                for name in query.numbers:
                    self.numbers[name] = max(self.numbers.get(name, 0), position)
            narrowed = (question.narrowed_by,) if question.narrowed_by else ()
            for name in (*question.for_each, *question.choose_from, *question.qualifies, *narrowed):
                self.chosen_until[name] = max(self.chosen_until.get(name, 0), position)

    def _classes(self) -> None:
        """Facts that everything treats alike have the same class."""
        programs = [self.program, *(query.program for query in self.queries.values())]
        read, recorded = self._read_by(programs), self._recorded_by()
        numbers: dict[object, int] = {}
        self.classes: dict[str, int] = {}
        self.tests: dict[str, set[tuple[str, int]]] = {}
        for program in programs:
            for name, tests in program.numbers.items():
                self.tests.setdefault(name, set()).update((sign, bound) for _, sign, bound in tests)
        for ref in self.until:
            danger = ref if of_kind(ref, "danger") else ""
            by = recorded[ref]
            look = (frozenset(read[ref]), frozenset(by), len(by), danger, Ref.parse(ref).kind)
            self.classes[ref] = numbers.setdefault(look, len(numbers))
        self.quals = {
            ref: {name for program in programs for _, quals in program.observed.get(ref, ()) for name, _ in quals}
            for ref in self.until
        }
        self.stated = {ref: any(ref in program.stated for program in programs) for ref in self.until}
        self.several = Counter(
            ref for question in self.questions for ref in {f"{g.kind}:{g.id}" for g in _givens(question)}
        )

    def _read_by(self, programs: list[Program]) -> dict[str, list[object]]:
        """What every fact does in the rules and in the conditions of questions."""
        found: dict[str, list[object]] = {ref: [] for ref in self.until}
        for number, program in enumerate(programs):
            used: dict[int, set[object]] = {}
            for clause in program.clauses:
                for atom in clause.body:
                    rest = frozenset(clause.body) - {atom}
                    used.setdefault(atom, set()).add((clause.head, rest))
            for stratum in program.strata:
                for closure in stratum:
                    for atom in closure.of:
                        used.setdefault(atom, set()).add(closure.atom)
            goals = {*self.goals} if program is self.program else set()
            for table in (program.observed, program.stated):
                for ref, pairs in table.items():
                    for atom, local in pairs:
                        own = ("goal", atom) if atom in goals else None
                        found[ref].append((number, local, frozenset(used.get(atom, ())), own))
        return found

    def _recorded_by(self) -> dict[str, list[object]]:
        """Which options record every fact, and what those do besides."""
        found: dict[str, list[object]] = {ref: [] for ref in self.until}
        for question in self.questions:
            for option in question.options:
                for given in option.records:
                    if (ref := f"{given.kind}:{given.id}") in found:
                        alone = (option.ends, option.next, option.sets) if len(option.records) == 1 else option.id
                        found[ref].append((question.id, given.state, given.quals, alone))
            for given in question.records:
                if (ref := f"{given.kind}:{given.id}") in found:
                    found[ref].append((question.id, given.state, given.quals, ref))
        return found

    def option(self, option: Option) -> tuple[object, ...]:
        """What is of interest of an option: alike for options that do the same."""
        facts = tuple(
            (self.classes[ref], given.state, given.quals)
            for given in option.records
            if (ref := f"{given.kind}:{given.id}") in self.classes
        )
        return (facts, option.ends, option.next, option.sets)

    def needed(self, ref: str, quals: Quals) -> Quals:
        """The qualifiers of a fact that are ever read."""
        need = self.quals.get(ref, set())
        return tuple(pair for pair in quals if pair[0] in need)

    def side(self, name: str, value: int) -> tuple[bool, ...]:
        """On which side a number is of every bound that matters."""
        return tuple(SIGNS[sign](value, bound) for sign, bound in sorted(self.tests.get(name, ())))

    def kept(self, ref: str, strength: int) -> bool:
        """Whether what an answer says of a fact can matter at all: danger that is there always does."""
        return ref in self.until or (not strength and of_kind(ref, DANGER))

    def forget(self, state: State, position: int, *, chosen: bool) -> None:
        """Take out of a state what no longer matters after the question at `position`, and when `chosen` the options chosen."""
        for ref, (strength, _) in list(state.facts.items()):
            if self.until.get(ref, -1) <= position and (strength or not of_kind(ref, DANGER)):
                del state.facts[ref]
                state.extra.pop(ref, None)
        if chosen:
            for name in [name for name in state.chosen if self.chosen_until[name] <= position]:
                del state.chosen[name]
        for name in [name for name in state.numbers if self.numbers.get(name, -1) <= position]:
            del state.numbers[name]

    def _look(self, state: State, ref: str) -> object:
        strength, quals = state.fact(ref) or (9, ())
        if strength:
            if not self.stated.get(ref):
                strength = 9  # not there, whatever the reason
            quals = state.extra.get(ref, ()) if self.several[ref] > 1 else ()  # they count once it is there after all
            if strength == 9 and self.needed(ref, quals):
                strength = 8
        return (self.classes.get(ref, ref), strength, self.needed(ref, quals))

    def key(self, state: State) -> object:
        """What is the same for states that go on alike."""
        looks = {ref: self._look(state, ref) for ref in state.facts}
        chosen = tuple(
            (
                name,
                tuple(
                    (
                        self.option(option),
                        tuple(looks.get(ref) for g in option.records if (ref := f"{g.kind}:{g.id}") in self.classes),
                    )
                    for option in options
                ),
            )
            for name, options in sorted(state.chosen.items())
        )
        numbers = tuple(sorted((name, self.side(name, value)) for name, value in state.numbers.items()))
        facts = frozenset(Counter(look for look in looks.values() if look[1] != 9).items())  # type: ignore[index]
        return (facts, chosen, numbers)


def _givens(question: Question) -> Iterator[Given]:
    """Everything that some answer to a question records."""
    return chain(question.records, (given for option in question.options for given in option.records))
