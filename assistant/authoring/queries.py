"""Whether a question is asked, worked out fast from what was said so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from assistant.authoring.walked import State
from assistant.content import model as m
from assistant.content.model import Quals
from assistant.content.vocabulary import OBSERVED, carried
from assistant.reasoning import direct
from assistant.reasoning.grounding import SIGNS
from assistant.reasoning.program import Program
from assistant.reasoning.situation import ABSENT, NOT_REPORTED, PRESENT, UNKNOWN

STATES = (PRESENT, ABSENT, UNKNOWN, NOT_REPORTED)


class Atoms:
    """From facts to the atoms of a program, each combination looked up once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.known: dict[tuple[str, int, Quals], tuple[int, ...]] = {}

    def of(self, ref: str, strength: int, quals: Quals) -> tuple[int, ...]:
        """The atoms one fact makes true."""
        key = (ref, strength, quals)
        found = self.known.get(key)
        if found is None:
            program = self.program
            atoms = [atom for atom, state in program.stated.get(ref, ()) if state == STATES[strength]]
            if strength == 0:
                known = carried(quals)
                atoms += [atom for atom, need in program.observed.get(ref, ()) if known.issuperset(need)]
            found = self.known[key] = tuple(atoms)
        return found

    def number(self, name: str, value: int) -> tuple[int, ...]:
        """The atoms one number makes true."""
        tests = self.program.numbers.get(name, ())
        return tuple(atom for atom, sign, bound in tests if SIGNS[sign](value, bound))

    def base(self, state: State, *, reasoning: bool) -> Iterator[int]:
        """The atoms of a whole state; for reasoning, with danger only danger and context count."""
        only = reasoning and any(not fact[0] and m.of_kind(ref, "danger") for ref, fact in state.facts.items())
        return self.some(state, state.facts, state.numbers, only=only)

    def some(self, state: State, refs: Iterable[str], numbers: Iterable[str], *, only: bool) -> Iterator[int]:
        """The atoms of these facts and numbers in a state; `only` danger and context when danger is there."""
        for ref in refs:
            if only and not m.of_kind(ref, "danger", "context"):
                continue
            fact = state.fact(ref)
            if fact is not None:
                yield from self.of(ref, *fact)
        if not only:
            for name in numbers:
                if name in state.numbers:
                    yield from self.number(name, state.numbers[name])


def cone(program: Program, goals: Iterable[int]) -> Program:
    """The part of a program that some atoms rest on."""
    needed: set[int] = set()
    closures = {closure.atom: closure for stratum in program.strata for closure in stratum}
    heads: dict[int, list[tuple[int, ...]]] = {}
    for clause in program.clauses:
        heads.setdefault(clause.head, []).append(clause.body)
    work = list(goals)
    while work:
        atom = work.pop()
        if atom in needed:
            continue
        needed.add(atom)
        if atom in closures:
            work += closures[atom].of
        for body in heads.get(atom, ()):
            work += body
    clauses = tuple(clause for clause in program.clauses if clause.head in needed)
    uses: list[list[int]] = [[] for _ in program.atoms]
    for number, clause in enumerate(clauses):
        for atom in clause.body:
            uses[atom].append(number)

    def inside(table: Mapping[str, tuple[tuple[int, object], ...]]) -> dict[str, tuple[tuple[int, object], ...]]:
        kept = {ref: tuple(pair for pair in pairs if pair[0] in needed) for ref, pairs in table.items()}
        return {ref: pairs for ref, pairs in kept.items() if pairs}

    numbers = {name: tuple(test for test in tests if test[0] in needed) for name, tests in program.numbers.items()}
    return replace(
        program,
        clauses=clauses,
        strata=tuple(tuple(c for c in stratum if c.atom in needed) for stratum in program.strata),
        uses=tuple(tuple(use) for use in uses),
        sizes=tuple(len(clause.body) for clause in clauses),
        observed=inside(program.observed),  # type: ignore[arg-type]
        stated=inside(program.stated),  # type: ignore[arg-type]
        numbers={name: tests for name, tests in numbers.items() if tests},
    )


class Query:
    """The `only_if` of one question, answered from the few facts it reads; every combination of them is worked out once."""

    def __init__(self, program: Program, goal: int, dangers: tuple[str, ...] = ()) -> None:
        """`dangers` are the facts that stand for danger: with one of them most others no longer count."""
        self.goal = goal
        self.dangers = dangers
        self.program = cone(program, [goal])
        self.refs = tuple(sorted({*self.program.observed, *self.program.stated}))
        self.numbers = tuple(sorted(self.program.numbers))
        self.atoms = Atoms(self.program)
        self.known: dict[tuple[object, ...], bool] = {}

    def holds(self, state: State) -> bool:
        """Whether the condition is met by what was said so far."""
        fact, facts, numbers = state.fact, state.facts, state.numbers
        danger = any(ref in facts and not facts[ref][0] for ref in self.dangers)
        key = (danger, *[fact(ref) for ref in self.refs], *[numbers.get(name) for name in self.numbers])
        found = self.known.get(key)
        if found is None:
            base = self.atoms.some(state, self.refs, self.numbers, only=danger)
            true, _ = direct.run(self.program, sorted(set(base)))
            found = self.known[key] = bool(true[self.goal])
        return found


Test = Callable[[State], bool]


def tested(conditions: Iterable[m.Condition], pack: m.Pack) -> Test | None:
    """A test of whether all of these hold, for conditions that read only what was answered; None when one reads a conclusion."""
    tests = [_test(condition, pack) for condition in conditions]
    known = [test for test in tests if test is not None]
    return (lambda state: all(test(state) for test in known)) if len(known) == len(tests) else None


def _test(condition: m.Condition, pack: m.Pack) -> Test | None:
    match condition:
        case m.FactIs() if condition.kind in OBSERVED:
            return _present(f"{condition.kind}:{condition.id}", condition.quals)
        case m.Absent():
            return _stated(f"{condition.kind}:{condition.id}", 1)
        case m.Unknown():
            return _stated(f"{condition.kind}:{condition.id}", 2)
        case m.Count():
            listed = condition.listed or tuple((condition.kind, each) for each in pack.observed_ids[condition.kind])
            if any(kind not in OBSERVED for kind, _ in listed):
                return None
            each = [_present(f"{kind}:{name}", condition.where) for kind, name in listed]
            return lambda state: (sum(test(state) for test in each) >= condition.count) == condition.at_least
        case _:
            return None


def _present(ref: str, quals: Quals) -> Test:
    if not quals:
        return lambda state: (found := state.facts.get(ref)) is not None and not found[0]
    need = set(quals)
    return lambda state: (found := state.fact(ref)) is not None and not found[0] and need <= carried(found[1])


def _stated(ref: str, strength: int) -> Test:
    return lambda state: (found := state.facts.get(ref)) is not None and found[0] == strength
