"""Minimal supports: the smallest sets of what a person said that alone carry a conclusion."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, islice

from assistant.content.model import of_kind
from assistant.reasoning.change import Links
from assistant.reasoning.program import Model, Program
from assistant.records import dataclass

SHOWN = 20
_KEPT = 64
HELPER = "any"  # atoms for a choice or a group have no meaning of their own


@dataclass(frozen=True, slots=True)
class GroundSupport:
    """`facts` are atoms the person's answers made true; `nots` are atoms that stayed false and had to."""

    facts: frozenset[int]
    nots: frozenset[int]

    def order(self) -> tuple[int, list[int], list[int]]:
        """Smallest first, then by atom."""
        return len(self.facts), sorted(self.facts), sorted(self.nots)


class Supports:
    """Finds minimal supports in one evaluation, from the clauses that fired in it; `base` are the atoms true at the start."""

    def __init__(self, program: Program, back: Links, model: Model, base: Iterable[int]) -> None:
        self.program = program
        self.back = back
        self.true = model.true
        self.found: dict[int, list[GroundSupport]] = {
            atom: [GroundSupport(frozenset((atom,)), frozenset())] for atom in base
        }
        self.cut: set[int] = set()
        self._solve(sorted(model.fired))

    def of(self, atom: int) -> tuple[tuple[GroundSupport, ...], bool]:
        """At most SHOWN minimal supports of a true atom, smallest first, and whether more exist."""
        found = self.found.get(atom, [])
        return tuple(found[:SHOWN]), len(found) > SHOWN or atom in self.cut

    def _solve(self, fired: list[int]) -> None:
        """Pass over the fired clauses and closures until no atom gains a support: circles end because sets only shrink."""
        closures = [c for c in self.back.closures.values() if c.atom in self.true]
        changed = True
        while changed:
            changed = False
            for closure in closures:
                inner_true = [atom for atom in closure.of if atom in self.true]
                if closure.at_least:
                    ready = [atom for atom in inner_true if atom in self.found]
                    choices = islice(combinations(ready, closure.count), _KEPT + 1)
                    ways = [way for choice in choices for way in self._joined(closure.atom, choice)]
                else:
                    ways = self._without(closure.atom, [a for a in closure.of if a not in self.true])
                changed |= self._gain(closure.atom, ways)
            for number in fired:
                clause = self.program.clauses[number]
                if all(atom in self.found for atom in clause.body):
                    changed |= self._gain(clause.head, self._joined(clause.head, clause.body))

    def _without(self, head: int, atoms: Iterable[int]) -> list[GroundSupport]:
        """Why none of these atoms holds."""
        ways = [GroundSupport(frozenset(), frozenset())]
        for atom in atoms:
            ways = self._smallest(head, _both(ways, self._false(head, atom)))
        return ways

    def _false(self, head: int, atom: int) -> list[GroundSupport]:
        """Why an atom does not hold. What was negated twice fails because of something that was said."""
        closure = self.back.closures.get(atom)
        if closure is not None and closure.at_least:
            return self._without(head, [inner for inner in closure.of if inner not in self.true])
        if closure is not None:
            ready = [inner for inner in closure.of if inner in self.found]
            choices = islice(combinations(ready, closure.count), _KEPT + 1)
            return self._smallest(head, [way for choice in choices for way in self._joined(head, choice)])
        if not of_kind(self.program.atoms[atom], HELPER):
            return [GroundSupport(frozenset(), frozenset((atom,)))]
        ways = [GroundSupport(frozenset(), frozenset())]
        for number in self.back.clauses[atom]:
            lacking = [inner for inner in self.program.clauses[number].body if inner not in self.true]
            ways = self._smallest(head, _both(ways, [way for inner in lacking for way in self._false(head, inner)]))
        return ways

    def _joined(self, head: int, body: Iterable[int]) -> list[GroundSupport]:
        ways = [GroundSupport(frozenset(), frozenset())]
        for atom in body:
            if atom in self.cut:
                self.cut.add(head)
            ways = self._smallest(head, _both(ways, self.found[atom]))
        return ways

    def _gain(self, atom: int, ways: list[GroundSupport]) -> bool:
        old = self.found.get(atom, [])
        new = self._smallest(atom, [*old, *ways])
        self.found[atom] = new
        return new != old

    def _smallest(self, head: int, ways: list[GroundSupport]) -> list[GroundSupport]:
        """The ways that contain no other way, smallest first, at most _KEPT."""
        kept: list[GroundSupport] = []
        for way in sorted(set(ways), key=GroundSupport.order):
            if not any(other.facts <= way.facts and other.nots <= way.nots for other in kept):
                kept.append(way)
                if len(kept) > _KEPT:
                    self.cut.add(head)
                    return kept[:_KEPT]
        return kept


def _both(first: list[GroundSupport], second: list[GroundSupport]) -> list[GroundSupport]:
    """Every way of the first together with every way of the second."""
    return [GroundSupport(a.facts | b.facts, a.nots | b.nots) for a in first for b in second]
