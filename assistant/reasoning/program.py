"""Rules compiled to a propositional program: ground clauses over numbered atoms, in strata.

Atoms are named `kind:id`, `kind:id@impact=strong,when=recent`, `kind:id=absent`, `number:id<6000`, `any:3` (an auxiliary fact for a
choice or a group, never shown), `not:4` and `count:5` (closed by the host when everything below is known).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from assistant.content.model import All, Alternative, AnyOf, Condition, Quals, Rule
from assistant.content.model.conditions import parts_of
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


@dataclass(frozen=True, slots=True)
class Compiled:
    """A condition of a rule, with the atoms that together mean that it holds.

    `inner` are the conditions inside it; of a choice, `clauses` are those that conclude it, one per alternative.
    """

    condition: Condition
    atoms: tuple[int, ...]
    inner: tuple[Compiled, ...] = ()
    clauses: tuple[int, ...] = ()

    def leaves(self) -> Iterator[Compiled]:
        """The single conditions in it, in the order of the file."""
        if not self.inner:
            yield self
        for each in self.inner:
            yield from each.leaves()

    def choices(self, within: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
        """Every alternative of every choice, in the order of the file, as the clauses that fire when it is taken; negations have none."""
        if self.clauses:
            for each, clause in zip(self.inner, self.clauses, strict=True):
                yield (*within, clause)
                yield from each.choices((*within, clause))
        elif isinstance(self.condition, All):
            for each in self.inner:
                yield from each.choices(within)


@dataclass(frozen=True, slots=True)
class Plan:
    """The conditions of one rule, compiled."""

    when: tuple[Compiled, ...]
    unless: tuple[Compiled, ...]

    def leaves(self) -> Iterator[Compiled]:
        """Every single condition, in the order of the file."""
        for each in (*self.when, *self.unless):
            yield from each.leaves()


@dataclass(frozen=True)
class Program:
    """A compiled rule set. `strata[n]` are the closures to decide before clauses above them can be complete.

    `bodies` has per rule, and per condition in it in the order of the file, the atoms that mean that it holds; of a choice its one atom
    and then the clause of each alternative.
    """

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
    bodies: tuple[tuple[tuple[int, ...], ...], ...] = ()
    _plans: dict[int, Plan] = field(default_factory=dict, compare=False)

    def plan(self, rule: int) -> Plan:
        """The conditions of a rule, by its number, with what they were compiled to."""
        plan = self._plans.get(rule)
        if plan is None:
            bodies, own = iter(self.bodies[rule]), self.rules[rule]
            when = tuple([_compiled(condition, bodies) for condition in own.when])
            unless = tuple([_compiled(condition, bodies) for condition in own.unless])
            plan = self._plans[rule] = Plan(when, unless)
        return plan

    def concluding(self, fired: frozenset[int]) -> Iterator[tuple[int, int]]:
        """What fired clauses conclude of what is shown: the number of the rule, and the atom; in the order of the rules."""
        for number in sorted(fired):
            clause = self.clauses[number]
            if clause.rule != NO_RULE and clause.head in self.shown:
                yield clause.rule, clause.head

    def alternatives(self, fired: frozenset[int]) -> frozenset[Alternative]:
        """What of every rule fired, when these clauses did: the rule itself, and the alternatives of its choices."""
        found: set[Alternative] = set()
        for rule in {rule for rule, _ in self.concluding(fired)}:
            name, plan = self.rules[rule].id, self.plan(rule)
            chains = [chain for each in plan.when for chain in each.choices()]
            found.add((name, 0))
            found.update((name, number) for number, chain in enumerate(chains, 1) if fired.issuperset(chain))
        return frozenset(found)

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
        bodies: tuple[tuple[tuple[int, ...], ...], ...],
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
            bodies=bodies,
        )


def _compiled(condition: Condition, bodies: Iterator[tuple[int, ...]]) -> Compiled:
    """A condition with its own body, and those inside it with the bodies that follow."""
    body = next(bodies)
    inner = tuple([_compiled(each, bodies) for each in parts_of(condition)])
    if isinstance(condition, AnyOf):
        return Compiled(condition, body[:1], inner, body[1:])
    return Compiled(condition, body, inner)


@dataclass(frozen=True, slots=True)
class Model:
    """The outcome of one evaluation: which atoms hold and which clauses fired."""

    true: frozenset[int]
    fired: frozenset[int]
