"""What would change it: the smallest sets of edits, of size one or two, that add or remove a conclusion.

Exact without trying everything. An edit can only matter if it flips an atom that the conclusion's truth rests on (`rests_on`): for a
true atom what its fired clauses need, for a false one what its clauses lack, turned around at every negation. For a set of two, one
edit must touch what the conclusion rests on now, the other what it rests on after the first. Every set is verified by evaluation.
Edits that flip the same atoms are tried once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from assistant.reasoning.batch import Lanes
from assistant.reasoning.direct import Circuit, State
from assistant.reasoning.edits import Edit, edits_of
from assistant.reasoning.grounding import atoms_of, base_atoms
from assistant.reasoning.program import Closure, Program
from assistant.reasoning.situation import PRESENT, Situation
from assistant.records import dataclass, field

EditSet = tuple[Edit, ...]


@dataclass(frozen=True)
class Links:
    """The program read backwards: the clauses of every head, the closure of every closed atom, the fact of every base atom.

    `circuit` follows changes forward, `lanes` works out many situations side by side.
    """

    clauses: tuple[tuple[int, ...], ...]
    closures: dict[int, Closure]
    facts: dict[int, str]
    circuit: Circuit
    lanes: Lanes
    detailed: dict[str, frozenset[frozenset[int]]] = field(default_factory=dict)
    """Worked out when first asked for, by fact: what each mix of its details makes true."""


def links(program: Program, circuit: Circuit) -> Links:
    """Build the backward reading of a program; do it once."""
    clauses: list[list[int]] = [[] for _ in program.atoms]
    for number, clause in enumerate(program.clauses):
        clauses[clause.head].append(number)
    facts = {atom: ref for ref, found in program.observed.items() for atom, _ in found}
    facts |= {atom: ref for ref, found in program.stated.items() for atom, _ in found}
    facts |= {atom: f"number:{name}" for name, found in program.numbers.items() for atom, _, _ in found}
    closures = {closure.atom: closure for stratum in program.strata for closure in stratum}
    return Links(tuple(tuple(numbers) for numbers in clauses), closures, facts, circuit, Lanes(program))


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """All edits of one fact that turn the same observed atoms off and on."""

    ref: str
    off: frozenset[int]
    on: frozenset[int]
    edits: tuple[Edit, ...]

    def touches(self, atoms: set[int]) -> bool:
        """Whether it turns one of these atoms."""
        return not (atoms.isdisjoint(self.on) and atoms.isdisjoint(self.off))


class World:
    """One situation, evaluated, with what is needed to look around it."""

    def __init__(self, program: Program, back: Links, situation: Situation) -> None:
        self.program = program
        self.back = back
        self.situation = situation
        self.in_danger = situation.in_danger
        self.now = back.circuit.settle(base_atoms(program, situation.for_reasoning()))
        self._paired: dict[str, tuple[tuple[EditSet, State], ...]] = {}
        self._turned: dict[tuple[frozenset[int], frozenset[int]], State] = {}

    # ------------------------------------------------------------ looking around

    def turned(self, off: frozenset[int], on: frozenset[int]) -> State:
        """The state when these observed atoms, on and off now, are turned; worked out once, for different questions ask for the same."""
        if not off and not on:
            return self.now
        if (off, on) not in self._turned:
            self._turned[off, on] = self.back.circuit.turned(self.now, off, on)
        return self._turned[off, on]

    def seen_in(self, situation: Situation, ref: str) -> State:
        """The state of a situation that differs from this one in one fact or number."""
        return self.with_atoms(ref, frozenset(atoms_of(self.program, situation, ref)))

    def with_atoms(self, ref: str, atoms: frozenset[int]) -> State:
        """The state in which one fact or number makes just these atoms true."""
        if self.in_danger:
            return self.now
        old = frozenset(atoms_of(self.program, self.situation, ref))
        return self.turned(old - atoms, atoms - old)

    def rests_on(self, goal: int, state: State) -> set[int]:
        """The observed atoms whose flipping could change the truth of `goal` in that state."""
        true, closures, clauses = state.true, self.back.closures, self.back.clauses
        facts, bodies = self.back.facts, self.program.clauses
        seen: set[int] = {goal}
        found: set[int] = set()
        waiting = [goal]
        while waiting:
            atom = waiting.pop()
            holds = true[atom]
            next_ones: Iterable[int] = ()
            if atom in facts:
                found.add(atom)
            elif atom in closures:
                # A true lower bound and a false upper bound both turn on what is true now.
                closure = closures[atom]
                wanted = bool(holds) == closure.at_least
                next_ones = [inner for inner in closure.of if bool(true[inner]) == wanted]
            elif holds:
                next_ones = [i for n in clauses[atom] if not state.lacking[n] for i in bodies[n].body]
            else:
                next_ones = [i for n in clauses[atom] for i in bodies[n].body if not true[i]]
            for inner in next_ones:
                if inner not in seen:
                    seen.add(inner)
                    waiting.append(inner)
        return found

    # ------------------------------------------------------------ edits

    @cached_property
    def turns(self) -> dict[str, tuple[Turn, ...]]:
        """For every fact and number that rules look at, its edits by what they turn; edits that turn nothing are left out."""
        return {ref: tuple(self._turns(self.situation, ref)) for ref in dict.fromkeys(self.back.facts.values())}

    def _turns(self, situation: Situation, ref: str) -> Iterator[Turn]:
        old = frozenset(atoms_of(self.program, situation, ref))
        by_atoms: dict[frozenset[int], list[Edit]] = {}
        for edit in edits_of(self.program, situation, ref):
            by_atoms.setdefault(frozenset(atoms_of(self.program, edit.apply(situation), ref)), []).append(edit)
        for new, edits in by_atoms.items():
            if new != old:
                yield Turn(ref, old - new, new - old, tuple(edits))

    def pairs_of(self, ref: str) -> tuple[tuple[EditSet, State], ...]:
        """Every set of two edits of the same fact (two of its details, or that it is present after all with one detail) and the
        state after it; worked out once, for it is asked for every conclusion.
        """
        if ref not in self._paired:
            found = [(pair, self.seen_in(situation, ref)) for pair, situation in self._edit_pairs(ref)]
            self._paired[ref] = tuple((pair, state) for pair, state in found if state is not self.now)
        return self._paired[ref]

    def _edit_pairs(self, ref: str) -> Iterator[tuple[EditSet, Situation]]:
        for one in edits_of(self.program, self.situation, ref):
            if one.qualifier or one.value == PRESENT:
                between = one.apply(self.situation)
                for two in edits_of(self.program, between, ref):
                    # In order, so that each set comes once and a state before its details.
                    if two.qualifier and one.qualifier < two.qualifier:
                        yield (one, two), two.apply(between)


def single_changes(world: World, goal: int) -> tuple[EditSet, ...]:
    """All single edits that change whether `goal` holds; sorted."""
    return () if world.in_danger else _singles(world, goal, _touching(world, goal))


def smallest_changes(world: World, goal: int) -> tuple[EditSet, ...]:
    """All smallest sets of edits, of size one, else of size two, that change whether `goal` holds; sorted."""
    if world.in_danger:
        return ()  # rules then look at danger and context only, which are left alone
    turns = _touching(world, goal)
    return _singles(world, goal, turns) or _pairs(world, goal, turns)


def _touching(world: World, goal: int) -> dict[Turn, State]:
    """What turns something the goal rests on, each with the state after it."""
    resting = world.rests_on(goal, world.now)
    refs = dict.fromkeys(world.back.facts[atom] for atom in resting)
    turns = [turn for ref in refs for turn in world.turns[ref] if turn.touches(resting)]
    return {turn: world.turned(turn.off, turn.on) for turn in turns}


def _singles(world: World, goal: int, turns: dict[Turn, State]) -> tuple[EditSet, ...]:
    before = world.now.true[goal]
    return tuple(sorted((edit,) for turn, state in turns.items() if state.true[goal] != before for edit in turn.edits))


def _pairs(world: World, goal: int, turns: dict[Turn, State]) -> tuple[EditSet, ...]:
    """Sets of two, where no single edit does it."""
    before = world.now.true[goal]
    facts = world.back.facts
    pairs: set[EditSet] = set()
    # Two details of one fact can do together what neither does alone, and so can a fact and a detail of it.
    for ref in {facts[atom] for atom in world.rests_on(goal, world.now)}:
        pairs.update(pair for pair, state in world.pairs_of(ref) if state.true[goal] != before)
    place = {turn: number for number, turn in enumerate(turns)}
    for one, state in turns.items():
        between = world.rests_on(goal, state)
        for ref in {facts[atom] for atom in between} - {one.ref}:
            for two in world.turns[ref]:
                # A set of which both touch what the goal rests on now would be found from either side: once is enough.
                if place.get(two, len(place)) < place[one] or not two.touches(between):
                    continue
                if world.back.circuit.turned(state, two.off, two.on).true[goal] != before:
                    pairs.update((a, b) if a < b else (b, a) for a in one.edits for b in two.edits)
    return tuple(sorted(pairs))
