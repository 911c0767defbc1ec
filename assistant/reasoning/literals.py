"""From a situation to the atoms of a program that hold before any rule fires. Shared by both evaluators."""

from __future__ import annotations

import operator

from assistant.reasoning.program import Program
from assistant.reasoning.situation import Situation

SIGNS = {"<": operator.lt, "<=": operator.le, "=": operator.eq, ">=": operator.ge, ">": operator.gt}


def base_atoms(program: Program, situation: Situation) -> list[int]:
    """The atoms that the observed facts and numbers make true, each once, in a fixed order."""
    found: list[int] = []
    for ref, fact in situation.facts.items():
        for atom, quals in program.observed.get(ref, ()):
            if fact.carries(quals):
                found.append(atom)
        for atom, state in program.stated.get(ref, ()):
            if fact.state == state:
                found.append(atom)
    for number in situation.numbers.values():
        for atom, sign, bound in program.numbers.get(number.id, ()):
            if SIGNS[sign](number.value, bound):
                found.append(atom)
    found.sort()
    return found
