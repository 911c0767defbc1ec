"""Order the atoms of a program so that whatever is negated or counted is known before it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.reasoning.program import Clause, Closure
from assistant.records import dataclass


@dataclass(frozen=True, slots=True)
class Circles:
    """For every circle that runs through a negation or a count, its clauses: those that lead from the circle into it again."""

    clauses: tuple[tuple[Clause, ...], ...]


def stratify(
    size: int, clauses: Sequence[Clause], closures: Mapping[int, Closure]
) -> tuple[list[int], set[int]] | Circles:
    """The level of every atom, and the atoms that depend on the absence of something; or all circles.

    A level is the largest number of closures on any way to the atom.
    """
    below = _below(size, clauses, closures.values())
    component, order = _components(below)
    closed = {component[a] for a, closure in closures.items() if any(component[i] == component[a] for i in closure.of)}
    if closed:
        inside: dict[int, list[Clause]] = {number: [] for number in sorted(closed)}
        for clause in clauses:
            number = component[clause.head]
            if number in inside and any(component[atom] == number for atom in clause.body):
                inside[number].append(clause)
        return Circles(tuple(tuple(found) for found in inside.values()))
    levels = [0] * size
    tainted: set[int] = set()
    for group in order:
        level = 0
        for atom in group:
            step = 1 if atom in closures else 0
            level = max(level, max((levels[inner] + step for inner in below[atom]), default=step))
        negative = any(atom in closures and not closures[atom].at_least for atom in group)
        if negative or any(inner in tainted for atom in group for inner in below[atom]):
            tainted.update(group)
        for atom in group:
            levels[atom] = level
    return levels, tainted


def rests_on_itself(size: int, clauses: Iterable[Clause], closures: Iterable[Closure]) -> bool:
    """Whether some atom rests on itself, directly or through others."""
    below = _below(size, clauses, closures)
    _, order = _components(below)
    return any(len(group) > 1 for group in order) or any(atom in found for atom, found in enumerate(below))


def _below(size: int, clauses: Iterable[Clause], closures: Iterable[Closure]) -> list[set[int]]:
    """What every atom directly rests on."""
    below: list[set[int]] = [set() for _ in range(size)]
    for clause in clauses:
        below[clause.head].update(clause.body)
    for closure in closures:
        below[closure.atom].update(closure.of)
    return below


def _components(below: Sequence[set[int]]) -> tuple[list[int], list[list[int]]]:
    """Strongly connected components, those that others depend on first (Tarjan, without recursion)."""
    size = len(below)
    number, low, component = [-1] * size, [0] * size, [-1] * size
    stack: list[int] = []
    order: list[list[int]] = []
    counter = 0
    for root in range(size):
        if number[root] != -1:
            continue
        work = [(root, iter(sorted(below[root])))]
        number[root] = low[root] = counter
        counter += 1
        stack.append(root)
        while work:
            atom, children = work[-1]
            for child in children:
                if number[child] == -1:
                    number[child] = low[child] = counter
                    counter += 1
                    stack.append(child)
                    work.append((child, iter(sorted(below[child]))))
                    break
                if component[child] == -1:
                    low[atom] = min(low[atom], number[child])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[atom])
                if low[atom] == number[atom]:
                    group: list[int] = []
                    while not group or group[-1] != atom:
                        group.append(stack.pop())
                        component[group[-1]] = len(order)
                    order.append(group)
    return component, order
