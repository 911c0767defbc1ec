"""Many situations worked out at once: every atom is a whole number with one bit per situation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from assistant.content import model as m
from assistant.content.vocabulary import OBSERVED
from assistant.reasoning.program import Clause, Closure, Program


class Lanes:
    """A program, read for many situations side by side. The same meaning as `direct`, at a fraction of the time each."""

    def __init__(self, program: Program) -> None:
        self.program = program
        waves: list[tuple[tuple[Closure, ...], list[tuple[int, Clause]]]] = []
        left = list(enumerate(program.clauses))
        known = set(range(len(program.atoms))) - {clause.head for clause in program.clauses}
        known -= {closure.atom for stratum in program.strata for closure in stratum}
        for number, closures in enumerate(((), *program.strata)):
            known |= {closure.atom for closure in closures}
            last = number == len(program.strata)
            above = {closure.atom for stratum in program.strata[number:] for closure in stratum}
            heads: dict[int, int] = {}
            for _, clause in left:
                heads[clause.head] = heads.get(clause.head, 0) + 1
            wave: list[tuple[int, Clause]] = []
            while True:
                ready = [pair for pair in left if last or not above.intersection(pair[1].body)]
                ready = [pair for pair in ready if known.issuperset(pair[1].body)]
                if not ready:
                    break
                wave += ready
                done = {pair[0] for pair in ready}
                left = [pair for pair in left if pair[0] not in done]
                remaining = {clause.head for _, clause in left}
                known |= {clause.head for _, clause in ready if clause.head not in remaining}
            waves.append((closures, wave))
        self.waves = waves
        self.rest = left  # clauses that rest on themselves, or on a head of which a clause still has to come

    def run(self, base: dict[int, int], width: int) -> tuple[list[int], list[int]]:
        """Per atom and per clause the situations in which it holds, from the situations in which each base atom holds."""
        full = (1 << width) - 1
        true = [0] * len(self.program.atoms)
        fired = [0] * len(self.program.clauses)
        for atom, lanes in base.items():
            true[atom] = lanes
        for closures, wave in self.waves:
            for closure in closures:
                enough = at_least([true[atom] for atom in closure.of], closure.count, full)
                true[closure.atom] = enough if closure.at_least else full & ~enough
            for number, clause in wave:
                self._fire(number, clause, true, fired, full)
            self._settle(true, fired, full)
        return true, fired

    def _settle(self, true: list[int], fired: list[int], full: int) -> None:
        moved = bool(self.rest)
        while moved:
            moved = False
            for number, clause in self.rest:
                moved |= self._fire(number, clause, true, fired, full)

    def _fire(self, number: int, clause: Clause, true: list[int], fired: list[int], full: int) -> bool:
        lanes = full
        for atom in clause.body:
            lanes &= true[atom]
            if not lanes:
                return False
        if lanes == fired[number]:
            return False
        fired[number] = lanes
        true[clause.head] |= lanes
        return True


def at_least(counted: Sequence[int], wanted: int, full: int) -> int:
    """The situations in which at least `wanted` of these hold."""
    if wanted <= 0:
        return full
    reached = [0] * wanted  # reached[n]: more than n of those seen so far
    for lanes in counted:
        if lanes:
            for number in range(wanted - 1, 0, -1):
                reached[number] |= reached[number - 1] & lanes
            reached[0] |= lanes
    return reached[-1]


def condition(one: m.Condition, program: Program, true: Sequence[int], full: int, pack: m.Pack) -> int:
    """The situations in which a condition of a rule holds."""
    index = program.index
    match one:
        case m.FactIs():
            name = f"{one.kind}:{one.id}"
            if one.quals:
                name += "@" + ",".join(f"{qualifier}={value}" for qualifier, value in one.quals)
            return true[index[name]] if name in index else 0
        case m.Absent() | m.Unknown():
            name = f"{one.kind}:{one.id}={'absent' if isinstance(one, m.Absent) else 'unknown'}"
            return true[index[name]] if name in index else 0
        case m.All():
            lanes = full
            for inner in one.of:
                lanes &= condition(inner, program, true, full, pack)
            return lanes
        case m.AnyOf():
            lanes = 0
            for inner in one.of:
                lanes |= condition(inner, program, true, full, pack)
            return lanes
        case m.NoneOf():
            lanes = full
            for inner in one.of:
                lanes &= full & ~condition(inner, program, true, full, pack)
            return lanes
        case m.Count():
            listed = one.listed or tuple((one.kind, each) for each in pack.observed_ids[one.kind])
            counted = [condition(m.FactIs(k, i, one.where), program, true, full, pack) for k, i in listed]
            enough = at_least(counted, one.count, full)
            return enough if one.at_least else full & ~enough
        case m.NumberIs():
            lanes = full
            for sign, bound in one.tests:
                lanes &= true[index[f"number:{one.id}{sign}{bound}"]]
            return lanes


def leaves(conditions: Iterable[m.Condition]) -> list[m.Condition]:
    """Every single condition inside these, in the order of the file."""
    found: list[m.Condition] = []
    for one in conditions:
        if isinstance(one, m.All | m.AnyOf | m.NoneOf):
            found += leaves(one.of)
        else:
            found.append(one)
    return found


def observed_only(conditions: Iterable[m.Condition]) -> bool:
    """Whether these read only what was answered."""
    return all(getattr(one, "kind", "number") in (*OBSERVED, "number", "") for one in chain(leaves(conditions)))
