"""Rules compiled to a propositional program: ground clauses over numbered atoms, in strata.

Atoms are named `kind:id`, `kind:id@impact=strong,when=recent`, `kind:id=absent`, `number:id<6000`, `any:3` (an auxiliary fact for a
choice or a group, never shown), `not:4` and `count:5` (closed by the host when everything below is known).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.content.model import Quals, Rule
from assistant.records import dataclass, field

NO_RULE = -1


@dataclass(frozen=True, slots=True)
class Clause:
    """`head` holds when all of `body` hold. `rule` is the index of the rule it concludes for, or NO_RULE."""

    head: int
    body: tuple[int, ...]
    rule: int = NO_RULE


@dataclass(frozen=True, slots=True)
class Closure:
    """An atom the host decides once everything in `of` is final: fewer than, or at least, `count` of them hold.

    `not x` is fewer than one of x.
    """

    atom: int
    of: tuple[int, ...]
    at_least: bool
    count: int

    def holds(self, true: bytearray) -> bool:
        """Whether the atom holds, given one byte per atom that says whether it is true."""
        of = self.of
        number = true[of[0]] if len(of) == 1 else sum(map(true.__getitem__, of))
        return (number >= self.count) == self.at_least


@dataclass(frozen=True)
class Program:
    """A compiled rule set. `strata[n]` are the closures to decide before clauses above them can be complete."""

    rules: tuple[Rule, ...]
    atoms: tuple[str, ...]
    clauses: tuple[Clause, ...]
    strata: tuple[tuple[Closure, ...], ...]
    queries: tuple[int, ...] = ()
    index: Mapping[str, int] = field(default_factory=dict)
    uses: tuple[tuple[int, ...], ...] = ()
    sizes: tuple[int, ...] = ()
    observed: Mapping[str, tuple[tuple[int, Quals], ...]] = field(default_factory=dict)
    stated: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    numbers: Mapping[str, tuple[tuple[int, str, int], ...]] = field(default_factory=dict)
    shown: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def whole(
        cls,
        *,
        rules: tuple[Rule, ...],
        atoms: tuple[str, ...],
        clauses: tuple[Clause, ...],
        strata: tuple[tuple[Closure, ...], ...],
        queries: tuple[int, ...],
        observed: Mapping[str, tuple[tuple[int, Quals], ...]],
        stated: Mapping[str, tuple[tuple[int, str], ...]],
        numbers: Mapping[str, tuple[tuple[int, str, int], ...]],
    ) -> Program:
        """The program of these parts, with all that follows from them: which clauses use an atom, what is shown."""
        index = {name: number for number, name in enumerate(atoms)}
        uses: list[list[int]] = [[] for _ in atoms]
        for number, clause in enumerate(clauses):
            for atom in clause.body:
                uses[atom].append(number)
        return cls(
            rules=rules,
            atoms=atoms,
            clauses=clauses,
            strata=strata,
            queries=queries,
            index=MappingProxyType(index),
            uses=tuple(map(tuple, uses)),
            sizes=tuple(len(clause.body) for clause in clauses),
            observed=observed,
            stated=stated,
            numbers=numbers,
            shown={index[f"{ref.kind}:{ref.id}"]: (ref.kind, ref.id) for rule in rules for ref in rule.then},
        )


@dataclass(frozen=True, slots=True)
class Model:
    """The outcome of one evaluation: which atoms hold and which clauses fired."""

    true: frozenset[int]
    fired: frozenset[int]
