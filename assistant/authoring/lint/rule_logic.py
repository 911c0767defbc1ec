"""Rules that never fire, say nothing, repeat one another, or take back what another holds back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from assistant.authoring.lint.answers import Recorders
from assistant.authoring.lint.desk import Desk, found
from assistant.authoring.lint.logic import Claim, Clash, Logic, Way, implies, interval, ways, ways_of
from assistant.content import model as m
from assistant.content.model.conditions import CLAIM, in_words, walk
from assistant.errors import Finding


def look(desk: Desk) -> Iterator[Finding]:
    """Every rule that cannot do what it says."""
    yield from _Rules(desk).findings()


class _Rules:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pack = desk.pack
        self.recorders = Recorders(desk.pack.dialogues.values())
        self.bodies = {rule.id: ways((*rule.when, *_not(rule.unless))) for rule in self.pack.rules}
        self.never: dict[str, m.Rule] = {}
        self.clashes = self._clashes()

    @cached_property
    def logic(self) -> Logic:
        return Logic(self.pack, self.recorders, frozenset(self.never))

    def _clashes(self) -> dict[str, Clash]:
        """Why each rule that never fires does not; what only such rules conclude is never concluded either."""
        clashes: dict[str, Clash] = {}
        concluding: dict[str, list[m.Rule]] = {}
        for rule in self.pack.rules:
            for ref in rule.then:
                concluding.setdefault(str(ref), []).append(rule)
        while True:
            logic = Logic(self.pack, self.recorders, frozenset(self.never))
            for rule in self.pack.rules:
                if rule.id not in clashes and (clash := logic.all_clash(self.bodies[rule.id])):
                    clashes[rule.id] = clash
            more = {
                ref: rules[0]
                for ref, rules in concluding.items()
                if ref not in self.never and all(rule.id in clashes for rule in rules)
            }
            if not more:
                return clashes
            self.never |= more

    def findings(self) -> Iterator[Finding]:
        for rule in self.pack.rules:
            if clash := self.clashes.get(rule.id):
                yield self._never_fires(rule, clash)
            else:
                yield from self._parts(rule)
            yield from _needless(rule.when)
            yield from self._numbers(rule)
            yield from self._itself(rule)
        yield from self._pairs()

    # ------------------------------------------------------------ one rule

    def _never_fires(self, rule: m.Rule, clash: Clash) -> Finding:
        if clash.code == "condition/never-here":
            other = self.never[clash.claim.ref]
            values = {"rule": rule.id, "word": clash.claim.ref, "other": other.id}
            return found("rule/never-fires", clash.claim.place, also=other.place, **values)
        return told(clash, rule.id)

    def _parts(self, rule: m.Rule) -> Iterator[Finding]:
        """Alternatives that can never hold, and exceptions that never apply, in a rule that can fire."""
        for chosen, whole in _alternatives(rule.when):
            if self.logic.impossible((*whole, *_not(rule.unless))):
                yield found("condition/dead-branch", chosen.place, what=rule.id)
        for blocker in rule.unless:
            if self.logic.impossible((*rule.when, blocker)):
                yield found("condition/never-blocks", blocker.place, what=rule.id)

    def _numbers(self, rule: m.Rule) -> Iterator[Finding]:
        for condition in (*rule.when, *rule.unless):
            yield from numbers_that_say_nothing(self.pack, condition)

    def _itself(self, rule: m.Rule) -> Iterator[Finding]:
        body = self.bodies[rule.id] or []
        for ref in rule.then:
            if body and all(any(c.ref == str(ref) and not c.negated for c in way) for way in body):
                yield found("rule/itself", ref.place, word=str(ref), rule=rule.id)

    # ------------------------------------------------------------ two rules

    def _pairs(self) -> Iterator[Finding]:
        firsts: dict[object, m.Rule] = {}
        for rule in sorted(self.pack.rules, key=lambda rule: (rule.place, rule.id)):
            body = self.bodies[rule.id]
            if rule.id in self.clashes or not body:
                continue
            same = firsts.setdefault((frozenset(map(frozenset, body)), frozenset(rule.then)), rule)
            if same is not rule:
                yield found("rule/duplicate", rule.place, also=same.place, rule=rule.id, other=same.id)
        yield from self._near(list(firsts.values()))

    def _near(self, rules: list[m.Rule]) -> Iterator[Finding]:
        """Pairs of rules of which one may cover the other: they share a conclusion and, in some way, a fact."""
        frequency = Counter(ref for rule in rules for ref in {c.ref for way in self.bodies[rule.id] or () for c in way})
        by_rarest: dict[tuple[str, str], list[m.Rule]] = {}
        for rule in rules:
            rarest = {
                min((c.ref for c in way), key=lambda ref: (frequency[ref], ref), default="") for way in self.body(rule)
            }
            for concluded in rule.then:
                for ref in rarest:
                    by_rarest.setdefault((str(concluded), ref), []).append(rule)
        told_pairs: set[tuple[str, str]] = set()
        for one in rules:
            yield from self._covered(one, by_rarest, told_pairs)
            for blocker in one.unless:
                yield from self._undone(one, blocker, by_rarest)

    def body(self, rule: m.Rule) -> list[Way]:
        """The ways in which a rule can fire, where they could be written out."""
        return self.bodies[rule.id] or []

    def _candidates(self, one: m.Rule, body: list[Way], by_rarest: dict[tuple[str, str], list[m.Rule]]) -> list[m.Rule]:
        """The rules that may fire whenever `body` holds, going by the facts of its first way."""
        refs = {claim.ref for claim in body[0]} | {""}
        found_rules = {
            rule.id: rule for ref in refs for concluded in one.then for rule in by_rarest.get((str(concluded), ref), ())
        }
        return [rule for rule in found_rules.values() if rule is not one and _may_cover(_common(self.body(rule)), body)]

    def _covered(
        self, one: m.Rule, by_rarest: dict[tuple[str, str], list[m.Rule]], told_pairs: set[tuple[str, str]]
    ) -> Iterator[Finding]:
        """Whether `one` adds nothing beside another, which fires at least as often and concludes at least as much."""
        for two in self._candidates(one, self.body(one), by_rarest):
            covers = set(one.then) <= set(two.then) and implies(self.body(one), self.body(two))
            if not covers or (two.id, one.id) in told_pairs:
                continue
            told_pairs.add((one.id, two.id))
            if set(two.then) <= set(one.then) and implies(self.body(two), self.body(one)):
                later, first = (one, two) if two.place < one.place else (two, one)
                yield found("rule/duplicate", later.place, also=first.place, rule=later.id, other=first.id)
            else:
                yield found("rule/subsumed", one.place, also=two.place, rule=one.id, other=two.id)

    def _undone(
        self, one: m.Rule, blocker: m.Condition, by_rarest: dict[tuple[str, str], list[m.Rule]]
    ) -> Iterator[Finding]:
        """Whether another rule concludes the very thing in the very case in which `one` holds it back."""
        blocked = ways((*one.when, blocker))
        if not blocked or self.logic.all_clash(blocked):
            return
        for two in self._candidates(one, blocked, by_rarest):
            if implies(blocked, self.body(two)):
                both = next(ref for ref in one.then if ref in two.then)
                values = {"rule": one.id, "other": two.id, "word": str(both), "witness": _facts_of(blocked[0])}
                yield found("rule/exception-undone", blocker.place, also=two.place, **values)


def told(clash: Clash, what: str) -> Finding:
    """A clash as a finding about `what`, a rule or a question."""
    claims = (clash.other, clash.claim) if clash.other else (clash.claim,)
    also = clash.other.place if clash.other and clash.other.place != clash.claim.place else None
    values = {**clash.values, "what": what, "witness": _facts_of(tuple(claims))}
    return found(clash.code, clash.claim.place, also=also, **values)


def _facts_of(way: Way) -> str:
    """A way as words, for the example in a finding."""
    return ", ".join(_words(claim) for claim in way if claim.ref)


def _words(claim: Claim) -> str:
    return ("not " if claim.negated else "") + in_words(claim.condition, CLAIM)


def _not(conditions: tuple[m.Condition, ...]) -> tuple[m.Condition, ...]:
    return (m.NoneOf(conditions, conditions[0].place),) if conditions else ()


def _alternatives(conditions: tuple[m.Condition, ...]) -> Iterator[tuple[m.Condition, tuple[m.Condition, ...]]]:
    """Every alternative of every choice, with the conditions as they are when that alternative is the one."""
    for position, condition in enumerate(conditions):
        before, after = conditions[:position], conditions[position + 1 :]
        match condition:
            case m.AnyOf() if len(condition.of) > 1:
                for inner in condition.of:
                    yield inner, (*before, inner, *after)
            case m.All():
                for chosen, inside in _alternatives(condition.of):
                    yield chosen, (*before, *inside, *after)


def _needless(conditions: tuple[m.Condition, ...]) -> Iterator[Finding]:
    """Conditions of one list that another of them already says; and alternatives that another already covers."""
    yield from needless_in(conditions, narrow=True)
    for condition in conditions:
        for inner in walk(condition):
            if isinstance(inner, m.AnyOf):
                yield from needless_in(inner.of, narrow=False)
            elif isinstance(inner, m.All):
                yield from needless_in(inner.of, narrow=True)


def needless_in(conditions: tuple[m.Condition, ...], *, narrow: bool) -> Iterator[Finding]:
    """In a list that must all hold (`narrow`) the wider of two is needless; in a choice the narrower."""
    written = [ways_of(condition, False) for condition in conditions]
    gone: set[int] = set()
    for one, first in enumerate(written):
        for two, second in enumerate(written):
            if one == two or one in gone or two in gone:
                continue
            needless = implies(second, first) if narrow else implies(first, second)
            if needless and not (one < two and _same(first, second)):
                gone.add(one)
                yield found("condition/twice", conditions[one].place, also=conditions[two].place)


def _same(first: list[Way] | None, second: list[Way] | None) -> bool:
    return implies(first, second) and implies(second, first)


def numbers_that_say_nothing(pack: m.Pack, condition: m.Condition) -> Iterator[Finding]:
    """Comparisons that every possible value of the number passes."""
    for inner in walk(condition):
        if isinstance(inner, m.NumberIs):
            entry = pack.entry("number", inner.id)
            low, high = interval(inner)
            if isinstance(entry, m.Observation) and low <= entry.minimum * 1000 and entry.maximum * 1000 <= high:
                limits = f"{entry.minimum}-{entry.maximum}"
                yield found("condition/number-always", inner.place, word=inner.id, limits=limits)


def _common(body: list[Way]) -> list[frozenset[str]]:
    return [frozenset(claim.ref for claim in way if claim.ref) for way in body]


def _may_cover(wider: list[frozenset[str]], body: list[Way]) -> bool:
    """A quick look whether `wider` could cover every way of `body`: its facts are among those of the way."""
    return all(any(refs <= {claim.ref for claim in way} for refs in wider) for way in body)
