"""What would change it: the smallest sets of edits, of size one or two, that add or remove a conclusion.

Exact without trying everything. An edit can only matter if it flips an atom that the conclusion's truth rests on (`rests_on`): for a
true atom what its fired clauses need, for a false one what its clauses lack, turned around at every negation. For a set of two, one
edit must touch what the conclusion rests on now, the other what it rests on after the first. Every set is verified by evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reasoning import direct
from assistant.reasoning.edits import Edit, edits_of
from assistant.reasoning.literals import atoms_of, base_atoms
from assistant.reasoning.program import Closure, Program
from assistant.reasoning.situation import Fact, Situation

EditSet = tuple[Edit, ...]
MAX_KNOWN = 20_000


@dataclass(frozen=True)
class Links:
    """The program read backwards: the clauses of every head, the closure of every closed atom, the fact of every base atom."""

    clauses: tuple[tuple[int, ...], ...]
    closures: dict[int, Closure]
    facts: dict[int, str]


def links(program: Program) -> Links:
    """Build the backward reading of a program; do it once."""
    clauses: list[list[int]] = [[] for _ in program.atoms]
    for number, clause in enumerate(program.clauses):
        clauses[clause.head].append(number)
    facts = {atom: ref for ref, found in program.observed.items() for atom, _ in found}
    facts |= {atom: ref for ref, found in program.stated.items() for atom, _ in found}
    facts |= {atom: f"number:{name}" for name, found in program.numbers.items() for atom, _, _ in found}
    closures = {closure.atom: closure for stratum in program.strata for closure in stratum}
    return Links(tuple(tuple(numbers) for numbers in clauses), closures, facts)


class World:
    """One situation, evaluated, with what is needed to look around it."""

    def __init__(
        self,
        program: Program,
        back: Links,
        situation: Situation,
        base: frozenset[int],
        known: dict[frozenset[int], bytearray],
    ) -> None:
        """`known` holds the worlds evaluated before, by their base atoms: different questions visit the same ones."""
        self.program = program
        self.back = back
        self.situation = situation
        self.base = base
        self.known = known
        if base not in known:
            if len(known) >= MAX_KNOWN:
                known.clear()
            known[base], _ = direct.run(program, list(base))
        self.true = known[base]

    @classmethod
    def of(cls, program: Program, back: Links, situation: Situation) -> World:
        """The world of a situation as it is."""
        return cls(program, back, situation, frozenset(base_atoms(program, situation.for_reasoning())), {})

    def after(self, edit: Edit) -> World:
        """The world after an edit."""
        return self._with(edit.apply(self.situation), edit.target)

    def with_fact(self, fact: Fact) -> World:
        """The world with one fact set."""
        return self._with(self.situation.with_fact(fact), fact.ref)

    def _with(self, situation: Situation, ref: str) -> World:
        """The world of a situation that differs in one fact; only what that touches is worked out anew."""
        old = atoms_of(self.program, self.situation, ref)
        new = atoms_of(self.program, situation, ref)
        unchanged = self.situation.in_danger or old == new
        base = self.base if unchanged else self.base.difference(old).union(new)
        return World(self.program, self.back, situation, base, self.known)

    def rests_on(self, goal: int) -> set[int]:
        """The observed atoms whose flipping could change the truth of `goal`, here, as long as nothing else flips."""
        seen: set[int] = set()
        found: set[int] = set()
        waiting = [goal]
        while waiting:
            atom = waiting.pop()
            if atom in seen:
                continue
            seen.add(atom)
            if atom in self.back.facts:
                found.add(atom)
            holds = bool(self.true[atom])
            closure = self.back.closures.get(atom)
            if closure is not None:
                # A true lower bound and a false upper bound both turn on what is true now.
                wanted = holds == closure.at_least
                waiting.extend(inner for inner in closure.of if bool(self.true[inner]) == wanted)
            for number in self.back.clauses[atom]:
                body = self.program.clauses[number].body
                if not holds:
                    waiting.extend(inner for inner in body if not self.true[inner])
                elif all(self.true[inner] for inner in body):
                    waiting.extend(body)
        return found

    def edits(self, goal: int, *, alone: bool) -> Iterator[tuple[Edit, World]]:
        """The atomic edits that may matter to `goal`, each with the world after it.

        With `alone` only edits that themselves flip something `goal` rests on; without, every edit of a fact it rests on: two details
        of one fact can flip together what neither flips alone.
        """
        resting = self.rests_on(goal)
        for ref in sorted({self.back.facts[atom] for atom in resting}):
            for edit in edits_of(self.program, self.situation, ref):
                if not alone or self._touches(edit, resting):
                    yield edit, self.after(edit)

    def _touches(self, edit: Edit, resting: set[int]) -> bool:
        old = atoms_of(self.program, self.situation, edit.target)
        new = atoms_of(self.program, edit.apply(self.situation), edit.target)
        return old != new and not resting.isdisjoint(set(old).symmetric_difference(new))


def smallest_changes(world: World, goal: int) -> tuple[EditSet, ...]:
    """All smallest sets of edits, of size one, else of size two, that change whether `goal` holds; sorted."""
    before = bool(world.true[goal])
    first = list(world.edits(goal, alone=False))
    singles = sorted({(edit,) for edit, after in first if bool(after.true[goal]) != before})
    if singles:
        return tuple(singles)
    pairs: set[EditSet] = set()
    for one, between in first:
        for two, after in between.edits(goal, alone=True):
            if _apart(one, two) and bool(after.true[goal]) != before:
                pairs.add(tuple(sorted((one, two))))
    return tuple(sorted(pairs))


def _apart(one: Edit, two: Edit) -> bool:
    """Whether two edits make a set of two: not the same spot twice, and no qualifier of a fact that is taken away."""
    if one.target != two.target:
        return True
    if one.qualifier == two.qualifier:
        return False
    state = one if not one.qualifier else two if not two.qualifier else None
    return state is None or state.value == "present"
