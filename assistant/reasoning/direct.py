"""The direct interpreter: counters per clause. For everything that needs many evaluations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from assistant.reasoning.literals import base_atoms
from assistant.reasoning.program import Closure, Model, Program
from assistant.reasoning.situation import Situation


def evaluate(program: Program, situation: Situation) -> Model:
    """The one stratified model of the program over this situation."""
    true, fired = run(program, base_atoms(program, situation))
    return Model(frozenset(atom for atom, holds in enumerate(true) if holds), frozenset(fired))


def run(program: Program, base: list[int]) -> tuple[bytearray, list[int]]:
    """Which atoms hold (one byte per atom) and which clauses fired, from the atoms that hold at the start."""
    true, _, fired = settle(program, base)
    return true, fired


def settle(program: Program, base: Iterable[int]) -> tuple[bytearray, list[int], list[int]]:
    """Which atoms hold, how many conditions every clause still lacks, and which clauses fired."""
    true = bytearray(len(program.atoms))
    lacking = list(program.sizes)
    uses, clauses = program.uses, program.clauses
    fired: list[int] = []
    agenda = list(base)
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
    return true, lacking, fired


def shifted(
    program: Program,
    counted: Mapping[int, Sequence[Closure]],
    true: bytearray,
    lacking: list[int],
    off: Iterable[int],
    on: Iterable[int],
) -> tuple[bytearray, list[int]] | None:
    """What `settle` gives when some observed atoms are turned off and others on: by following only what that touches.

    None when it takes more than adding: a fired clause loses a condition, or a negation or count turns around (`counted` gives the
    closures over an atom). Then everything has to be worked out anew.
    """
    uses, clauses = program.uses, program.clauses
    for atom in off:
        for number in uses[atom]:
            if not lacking[number]:
                return None
    after, left = bytearray(true), lacking.copy()
    for atom in off:
        after[atom] = 0
        for number in uses[atom]:
            left[number] += 1
    fresh = list(on)
    for atom in fresh:
        after[atom] = 1
    for atom in fresh:  # grows while it is walked
        for number in uses[atom]:
            left[number] -= 1
            if not left[number]:
                head = clauses[number].head
                if not after[head]:
                    after[head] = 1
                    fresh.append(head)
    for atom in chain(off, fresh):
        for closure in counted.get(atom, ()):
            if closure.holds(after) != true[closure.atom]:
                return None
    return after, left
