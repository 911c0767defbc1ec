"""From a situation to the atoms of a program that hold before any rule fires. Shared by both evaluators."""

from __future__ import annotations

import operator

from assistant.content.model import Ref, of_kind
from assistant.content.vocabulary import carried
from assistant.reasoning.program import Program
from assistant.reasoning.situation import PRESENT, Situation

SIGNS = {"<": operator.lt, "<=": operator.le, "=": operator.eq, ">=": operator.ge, ">": operator.gt}


def base_atoms(program: Program, situation: Situation) -> list[int]:
    """The atoms that the observed facts and numbers make true, each once, in a fixed order."""
    found: list[int] = []
    for ref in situation.facts:
        found += atoms_of(program, situation, ref)
    for name in situation.numbers:
        found += atoms_of(program, situation, f"number:{name}")
    found.sort()
    return found


def atoms_of(program: Program, situation: Situation, ref: str) -> list[int]:
    """The atoms that one fact `kind:id` or one number `number:id` makes true."""
    if of_kind(ref, "number"):
        name = Ref.parse(ref).id
        number = situation.numbers.get(name)
        tests = program.numbers.get(name, ()) if number is not None else ()
        return [atom for atom, sign, bound in tests if number is not None and SIGNS[sign](number.value, bound)]
    fact = situation.facts.get(ref)
    if fact is None:
        return []
    found = [atom for atom, state in program.stated.get(ref, ()) if fact.state == state]
    if fact.state == PRESENT:
        known = carried(fact.quals)
        found += [atom for atom, quals in program.observed.get(ref, ()) if known.issuperset(quals)]
    return found
