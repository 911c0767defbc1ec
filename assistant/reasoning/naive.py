"""A naive interpreter of rules, the oracle to check the others against. It reads the loaded rule values and nothing that was compiled.

Slow and simple on purpose: no result is made with it. Tests and `make soak` compare, and where durable_rules is absent
it is the second check. A world is two sets: the conclusions drawn, and the
triggers that carry qualifiers; and which alternatives of rules fired. Conditions are looked up one by one as the truth table of the design
has it; rules are tried again and again until nothing changes, lowest layer first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.content import model as m
from assistant.content.vocabulary import DERIVED
from assistant.reasoning.situation import Situation

Pair = tuple[str, str]


class CircleError(Exception):
    """Rules that hang on their own negation or count."""


# ------------------------------------------------------------ layers


def derived_in(pack: m.Pack, condition: m.Condition) -> Iterator[tuple[Pair, bool]]:
    """Every conclusion a condition looks at, and whether under a negation or a count."""
    if isinstance(condition, m.FactIs):
        if condition.kind in DERIVED:
            yield (condition.kind, condition.id), False
    elif isinstance(condition, m.Count):
        for kind, name in listed(pack, condition):
            if kind in DERIVED:
                yield (kind, name), True
    elif isinstance(condition, m.All | m.AnyOf):
        for inner in condition.of:
            yield from derived_in(pack, inner)
    elif isinstance(condition, m.NoneOf):
        for inner in condition.of:
            for pair, _ in derived_in(pack, inner):
                yield pair, True


def listed(pack: m.Pack, condition: m.Count) -> tuple[Pair, ...]:
    """The facts a count is over."""
    if condition.kind:
        return tuple((condition.kind, name) for name in pack.entries.get(condition.kind, {}))
    return condition.listed


def layers(pack: m.Pack) -> dict[Pair, int]:
    """A number for every conclusion: at least as high as what it rests on, higher than what it negates or counts.

    Raise the numbers until they fit. More conclusions than there are can not stand above each other: then they stand in a circle.
    """
    height = {(ref.kind, ref.id): 0 for rule in pack.rules for ref in rule.then}
    limit = len(height)
    below = []
    for rule in pack.rules:
        needs = [pair for condition in rule.when for pair in derived_in(pack, condition)]
        needs += [(pair, True) for condition in rule.unless for pair, _ in derived_in(pack, condition)]
        below.append(({(ref.kind, ref.id) for ref in rule.then}, needs))
    changed = True
    while changed:
        changed = False
        for heads, needs in below:
            for head in heads:
                for need, closed in needs:
                    wanted = height.get(need, 0) + (1 if closed else 0)
                    if height[head] < wanted:
                        height[head] = wanted
                        changed = True
                        if wanted > limit:
                            raise CircleError(head)
    return height


# ------------------------------------------------------------ truth


class World:
    """What is observed, what has been concluded so far, and what must be taken as not concluded."""

    def __init__(self, pack: m.Pack, situation: Situation, held_false: Iterable[str] = ()) -> None:
        self.pack = pack
        self.situation = situation
        self.held_false = frozenset(held_false)
        self.drawn: set[Pair] = set()
        self.qualified: set[tuple[str, m.Quals]] = set()
        self.fired: set[m.Alternative] = set()

    def fact(self, kind: str, name: str, quals: m.Quals) -> bool:
        """Whether a fact is present or concluded, with these qualifiers."""
        if kind in DERIVED:
            if f"{kind}:{name}" in self.held_false:
                return False
            return (name, quals) in self.qualified if quals else (kind, name) in self.drawn
        fact = self.situation.facts.get(f"{kind}:{name}")
        if fact is None or fact.state != "present":
            return False
        return all(pair in said_by(fact.quals) for pair in quals)

    def holds(self, condition: m.Condition) -> bool:
        """Whether a condition holds in what is known so far."""
        if isinstance(condition, m.FactIs):
            return self.fact(condition.kind, condition.id, condition.quals)
        if isinstance(condition, m.Absent):
            fact = self.situation.facts.get(f"{condition.kind}:{condition.id}")
            return fact is not None and fact.state == "absent"
        if isinstance(condition, m.Unknown):
            fact = self.situation.facts.get(f"{condition.kind}:{condition.id}")
            return fact is not None and fact.state == "unknown"
        if isinstance(condition, m.NumberIs):
            number = self.situation.numbers.get(condition.id)
            return number is not None and all(compare(number.value, sign, bound) for sign, bound in condition.tests)
        if isinstance(condition, m.All):
            return all(self.holds(inner) for inner in condition.of)
        if isinstance(condition, m.AnyOf):
            return any(self.holds(inner) for inner in condition.of)
        if isinstance(condition, m.NoneOf):
            return not any(self.holds(inner) for inner in condition.of)
        found = {pair for pair in listed(self.pack, condition) if self.fact(*pair, condition.where)}
        return len(found) >= condition.count if condition.at_least else len(found) < condition.count

    def fires(self, rule: m.Rule) -> bool:
        """Whether all that a rule asks for holds, and nothing of what it excepts."""
        return all(self.holds(c) for c in rule.when) and not any(self.holds(c) for c in rule.unless)

    def alternatives(self, rule: m.Rule) -> set[m.Alternative]:
        """What of a rule fired: itself as number 0, and each alternative of its choices that holds, counted as `choices` has them."""
        if not self.fires(rule):
            return set()
        chains = [chain for condition in rule.when for chain in choices(condition)]
        return {(rule.id, 0)} | {
            (rule.id, number) for number, chain in enumerate(chains, 1) if all(map(self.holds, chain))
        }

    # -------------------------------------------------------- qualifiers of a trigger

    def named(self, condition: m.Condition) -> set[Pair]:
        """The present events and changes that a condition names in some way in which it holds."""
        if not self.holds(condition):
            return set()
        if isinstance(condition, m.FactIs) and condition.kind in ("event", "change"):
            return {(condition.kind, condition.id)}
        if isinstance(condition, m.All | m.AnyOf):
            return {pair for inner in condition.of for pair in self.named(inner)}
        if isinstance(condition, m.Count) and condition.at_least:
            pairs = listed(self.pack, condition)
            return {p for p in pairs if p[0] in ("event", "change") and self.fact(*p, condition.where)}
        return set()

    def qualifiers_from(self, rule: m.Rule) -> set[m.Quals]:
        """Every set of qualifiers that one named event or change carries, all of them at once."""
        found: set[m.Quals] = set()
        for condition in rule.when:
            for kind, name in self.named(condition):
                found.update(subsets(said_by(self.situation.facts[f"{kind}:{name}"].quals)))
        return found


def choices(condition: m.Condition, within: tuple[m.Condition, ...] = ()) -> Iterator[tuple[m.Condition, ...]]:
    """Every alternative of every choice, in the order of the file, behind the alternatives it stands in; negations have none."""
    if isinstance(condition, m.All):
        for inner in condition.of:
            yield from choices(inner, within)
    elif isinstance(condition, m.AnyOf):
        for inner in condition.of:
            yield (*within, inner)
            yield from choices(inner, (*within, inner))


def compare(value: int, sign: str, bound: int) -> bool:
    """Whether a value passes one test."""
    if sign == "<":
        return value < bound
    if sign == "<=":
        return value <= bound
    if sign == "=":
        return value == bound
    if sign == ">=":
        return value >= bound
    return value > bound


def said_by(quals: m.Quals) -> m.Quals:
    """These qualifiers, and that what still goes on counts as recent."""
    return (*quals, ("when", "recent")) if ("when", "ongoing") in quals else quals


def subsets(quals: m.Quals) -> Iterator[m.Quals]:
    """Every part of some qualifiers except nothing, sorted."""
    for mask in range(1, 2 ** len(quals)):
        yield tuple(sorted(pair for place, pair in enumerate(quals) if mask >> place & 1))


# ------------------------------------------------------------ conclusions


def world(pack: m.Pack, situation: Situation, held_false: Iterable[str] = ()) -> World:
    """Everything that follows. `held_false` are conclusions (`kind:id`) that conditions must take as not drawn."""
    height = layers(pack)
    found = World(pack, situation.for_reasoning(), held_false)
    for layer in range(max(height.values(), default=0) + 1):
        changed = True
        while changed:
            changed = False
            for rule in pack.rules:
                heads = [ref for ref in rule.then if height[ref.kind, ref.id] == layer]
                if not heads or not found.fires(rule):
                    continue
                for ref in heads:
                    if (ref.kind, ref.id) not in found.drawn:
                        found.drawn.add((ref.kind, ref.id))
                        changed = True
                    if ref.kind == "trigger":
                        new = {(ref.id, quals) for quals in found.qualifiers_from(rule)} - found.qualified
                        if new:
                            found.qualified |= new
                            changed = True
    found.fired = {alternative for rule in pack.rules for alternative in found.alternatives(rule)}
    return found


def conclusions(pack: m.Pack, situation: Situation, held_false: Iterable[str] = ()) -> frozenset[str]:
    """The conclusions as `kind:id`."""
    return frozenset(f"{kind}:{name}" for kind, name in world(pack, situation, held_false).drawn)


def concerns_on_absence(pack: m.Pack) -> set[str]:
    """The concerns that some rule lets depend, in whatever number of steps, on a negation or on `fewer_than`."""
    soft: set[Pair] = set()
    changed = True
    while changed:
        changed = False
        for rule in pack.rules:
            closed = bool(rule.unless) or any(has_negation(c) for c in rule.when)
            leans = any(pair in soft for c in rule.when for pair, _ in derived_in(pack, c))
            heads = {(ref.kind, ref.id) for ref in rule.then}
            if (closed or leans) and not heads <= soft:
                soft |= heads
                changed = True
    return {f"{kind}:{name}" for kind, name in soft if kind in ("trigger", "driver", "signal")}


def has_negation(condition: m.Condition) -> bool:
    """Whether a condition rests on what is not there."""
    if isinstance(condition, m.NoneOf):
        return True
    if isinstance(condition, m.Count):
        return not condition.at_least
    return isinstance(condition, m.All | m.AnyOf) and any(has_negation(inner) for inner in condition.of)
