"""The direct interpreter: counters per clause. For everything that needs many evaluations."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from assistant.reasoning.grounding import base_atoms
from assistant.reasoning.program import Model, Program
from assistant.reasoning.situation import Situation
from assistant.reasoning.strata import rests_on_itself


def evaluate(program: Program, situation: Situation) -> Model:
    """The one stratified model of the program over this situation."""
    true, fired = run(program, base_atoms(program, situation))
    return Model(frozenset(atom for atom, holds in enumerate(true) if holds), frozenset(fired))


def run(program: Program, base: Iterable[int]) -> tuple[bytearray, list[int]]:
    """Which atoms hold (one byte per atom) and which clauses fired, from the atoms that hold at the start."""
    state = settle(program, base)
    return state.true, state.fired


class State:
    """What follows from some observed atoms: which atoms hold, and how many conditions every clause still lacks."""

    __slots__ = ("base", "counts", "fired", "lacking", "support", "true")

    def __init__(self, base: frozenset[int], true: bytearray, lacking: bytearray, fired: list[int]) -> None:
        self.base = base
        self.true = true
        self.lacking = lacking
        self.fired = fired
        self.support = array("I")
        self.counts = array("I")


def settle(program: Program, base: Iterable[int]) -> State:
    """Work everything out, stratum by stratum."""
    true = bytearray(len(program.atoms))
    lacking = bytearray(program.sizes)
    uses, clauses = program.uses, program.clauses
    fired: list[int] = []
    agenda = list(base)
    found = State(frozenset(agenda), true, lacking, fired)
    for atom in agenda:
        true[atom] = 1
    for closures in ((), *program.strata):
        for closure in closures:
            if closure.holds(true):
                true[closure.atom] = 1
                agenda.append(closure.atom)
        while agenda:
            for number in uses[agenda.pop()]:
                lacking[number] -= 1
                if not lacking[number]:
                    fired.append(number)
                    head = clauses[number].head
                    if not true[head]:
                        true[head] = 1
                        agenda.append(head)
    return found


class Circuit:
    """A program read as a circuit: what turns on or off when some observed atoms are turned, by following only what that touches.

    Exact where no atom rests on itself, however indirectly; where one does, everything is worked out anew.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.closures = [closure for stratum in program.strata for closure in stratum]
        self.counted: dict[int, list[int]] = {}
        for number, closure in enumerate(self.closures):
            for atom in closure.of:
                self.counted.setdefault(atom, []).append(number)
        self.circular = rests_on_itself(len(program.atoms), program.clauses, self.closures)

    def settle(self, base: Iterable[int]) -> State:
        """Work everything out."""
        state = settle(self.program, base)
        if not self.circular:
            state.support = array("I", [0]) * len(self.program.atoms)
            for number in state.fired:
                state.support[self.program.clauses[number].head] += 1
            state.counts = array("I", [sum(map(state.true.__getitem__, closure.of)) for closure in self.closures])
        return state

    def turned(self, old: State, off: Iterable[int], on: Iterable[int]) -> State:
        """The state in which these observed atoms, on and off until then, are turned. Its `fired` is not kept."""
        base = old.base.difference(off).union(on)
        if self.circular:
            return settle(self.program, base)
        state = State(base, bytearray(old.true), bytearray(old.lacking), [])
        state.support, state.counts = old.support[:], old.counts[:]
        self.turn(state, off, on)
        return state

    def turn(self, state: State, off: Iterable[int], on: Iterable[int]) -> None:
        """Turn these observed atoms in the state itself. Its `base` and `fired` are not kept; not for a circular program."""
        turns = [~atom for atom in off] + list(on)  # ~atom: off
        for turn in turns:
            state.true[turn if turn >= 0 else ~turn] = turn >= 0
        for turn in turns:  # grows while it is walked
            if turn >= 0:
                self._on(state, turn, turns)
            else:
                self._off(state, ~turn, turns)

    def _on(self, state: State, atom: int, turns: list[int]) -> None:
        true, lacking, support, counts = state.true, state.lacking, state.support, state.counts
        for number in self.program.uses[atom]:
            lacking[number] -= 1
            if not lacking[number]:
                head = self.program.clauses[number].head
                support[head] += 1
                if support[head] == 1:
                    true[head] = 1
                    turns.append(head)
        for number in self.counted.get(atom, ()):
            counts[number] += 1
            closure = self.closures[number]
            if counts[number] == closure.count:
                true[closure.atom] = closure.at_least
                turns.append(closure.atom if closure.at_least else ~closure.atom)

    def _off(self, state: State, atom: int, turns: list[int]) -> None:
        true, lacking, support, counts = state.true, state.lacking, state.support, state.counts
        for number in self.program.uses[atom]:
            lacking[number] += 1
            if lacking[number] == 1:
                head = self.program.clauses[number].head
                support[head] -= 1
                if not support[head]:
                    true[head] = 0
                    turns.append(~head)
        for number in self.counted.get(atom, ()):
            counts[number] -= 1
            closure = self.closures[number]
            if counts[number] == closure.count - 1:
                true[closure.atom] = not closure.at_least
                turns.append(~closure.atom if closure.at_least else closure.atom)
