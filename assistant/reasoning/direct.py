"""The direct interpreter: counters per clause. For everything that needs many evaluations."""

from __future__ import annotations

from assistant.reasoning.literals import base_atoms
from assistant.reasoning.program import Model, Program
from assistant.reasoning.situation import Situation


def evaluate(program: Program, situation: Situation) -> Model:
    """The one stratified model of the program over this situation."""
    true, fired = run(program, base_atoms(program, situation))
    return Model(frozenset(atom for atom, holds in enumerate(true) if holds), frozenset(fired))


def run(program: Program, base: list[int]) -> tuple[bytearray, list[int]]:
    """Which atoms hold (one byte per atom) and which clauses fired, from the atoms that hold at the start."""
    true = bytearray(len(program.atoms))
    open_conditions = list(program.sizes)
    uses, clauses = program.uses, program.clauses
    fired: list[int] = []
    agenda = list(base)
    for atom in agenda:
        true[atom] = 1
    for closures in ((), *program.strata):
        for closure in closures:
            of = closure.of
            number = true[of[0]] if len(of) == 1 else sum(map(true.__getitem__, of))
            if (number >= closure.count) == closure.at_least:
                true[closure.atom] = 1
                agenda.append(closure.atom)
        while agenda:
            for number in uses[agenda.pop()]:
                open_conditions[number] -= 1
                if not open_conditions[number]:
                    fired.append(number)
                    head = clauses[number].head
                    if not true[head]:
                        true[head] = 1
                        agenda.append(head)
    return true, fired
