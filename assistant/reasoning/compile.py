"""Compile the rules of a pack, once, into a stratified propositional program.

A choice becomes an auxiliary atom with one clause per alternative; what is negated or counted becomes an atom that the host closes
between strata. Raises InputError for rules whose meaning would depend on order: circles through negation or counting, and concerns
that rest on the absence of something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.content import model as m
from assistant.content.model.conditions import NAME, walk
from assistant.content.vocabulary import CONCERNS, OBSERVED, WITNESS_KINDS, stricter
from assistant.errors import Finding, InputError
from assistant.reasoning.program import NO_RULE, Clause, Closure, Program
from assistant.reasoning.strata import Circles, stratify

MAX_BODY = 15


def compile_pack(pack: m.Pack, queries: Sequence[tuple[m.Condition, ...]] = ()) -> Program:
    """The program for the rules of `pack`. Each of `queries` (conditions that must all hold) becomes an atom in `Program.queries`.

    Raises InputError naming the rules and lines of every circle and of every concern that depends on negation.
    """
    compiler = _Compiler(pack)
    for number, rule in enumerate(pack.rules):
        compiler.rule(number, rule)
    compiler.qualified_triggers()
    goals = tuple(compiler.query(conditions) for conditions in queries)
    return compiler.finish(goals)


class _Compiler:
    def __init__(self, pack: m.Pack) -> None:
        self.pack = pack
        self.names: list[str] = []
        self.index: dict[str, int] = {}
        self.clauses: dict[tuple[int, tuple[int, ...], int], Clause] = {}
        self.closures: dict[int, Closure] = {}
        self.shared: dict[object, int] = {}
        self.observed: dict[str, list[tuple[int, m.Quals]]] = {}
        self.stated: dict[str, list[tuple[int, str]]] = {}
        self.numbers: dict[str, list[tuple[int, str, int]]] = {}
        self.wanted: dict[tuple[str, m.Quals], int] = {}
        self.witnessed: set[tuple[str, m.Quals]] = set()
        self.concluding: dict[str, list[tuple[int, m.Rule]]] = {}
        for number, rule in enumerate(pack.rules):
            for ref in rule.then:
                if ref.kind == "trigger":
                    self.concluding.setdefault(ref.id, []).append((number, rule))

    # ------------------------------------------------------------ atoms

    def atom(self, name: str) -> int:
        number = self.index.get(name)
        if number is None:
            number = self.index[name] = len(self.names)
            self.names.append(name)
        return number

    def _helper(self, what: str) -> int:
        return self.atom(f"{what}:{len(self.names)}")

    def fact(self, kind: str, fact_id: str, quals: m.Quals = ()) -> int:
        ref = f"{kind}:{fact_id}"
        name = ref + NAME.details(quals)
        known = name in self.index
        number = self.atom(name)
        if not known and kind in OBSERVED:
            self.observed.setdefault(ref, []).append((number, quals))
        if not known and kind == "trigger" and quals:
            self.wanted[(fact_id, quals)] = number
        return number

    def stated_as(self, ref: str, state: str) -> int:
        name = f"{ref}={state}"
        known = name in self.index
        number = self.atom(name)
        if not known:
            self.stated.setdefault(ref, []).append((number, state))
        return number

    def number(self, number_id: str, sign: str, bound: int) -> int:
        name = f"number:{number_id}{sign}{bound}"
        known = name in self.index
        number = self.atom(name)
        if not known:
            self.numbers.setdefault(number_id, []).append((number, sign, bound))
        return number

    # ------------------------------------------------------------ conditions

    def body(self, conditions: Iterable[m.Condition]) -> tuple[int, ...]:
        """Atoms that together mean that all conditions hold."""
        found: dict[int, None] = {}
        for condition in conditions:
            found.update(dict.fromkeys(self._atoms(condition)))
        return tuple(found)

    def _atoms(self, condition: m.Condition) -> tuple[int, ...]:
        match condition:
            case m.FactIs():
                return (self.fact(condition.kind, condition.id, condition.quals),)
            case m.Absent() | m.Unknown():
                return (self.stated_as(condition.ref, condition.state),)
            case m.NumberIs():
                return tuple(self.number(condition.id, sign, bound) for sign, bound in condition.tests)
            case m.All():
                return self.body(condition.of)
            case m.AnyOf():
                return (self._choice(condition.of),)
            case m.NoneOf():
                return tuple(self._not(inner) for inner in condition.of)
            case m.Count():
                return (self._count(condition),)

    def _choice(self, alternatives: tuple[m.Condition, ...]) -> int:
        bodies = tuple(dict.fromkeys(self.body((inner,)) for inner in alternatives))
        key = ("any", frozenset(bodies))
        if key not in self.shared:
            self.shared[key] = head = self._helper("any")
            for body in bodies:
                self.add(head, body)
        return self.shared[key]

    def _group(self, body: tuple[int, ...]) -> int:
        """One atom that means all of `body`."""
        if len(body) == 1:
            return body[0]
        key = ("all", frozenset(body))
        if key not in self.shared:
            self.shared[key] = head = self._helper("any")
            self.add(head, body)
        return self.shared[key]

    def _not(self, inner: m.Condition) -> int:
        target = self._group(self.body((inner,)))
        key = ("not", target)
        if key not in self.shared:
            self.shared[key] = atom = self._helper("not")
            self.closures[atom] = Closure(atom, (target,), at_least=False, count=1)
        return self.shared[key]

    def _count(self, condition: m.Count) -> int:
        counted = condition.over(self.pack.observed_ids)
        of = tuple(sorted(self.fact(kind, each, condition.where) for kind, each in counted))
        key = ("count", condition.at_least, condition.count, of)
        if key not in self.shared:
            self.shared[key] = atom = self._helper("count")
            self.closures[atom] = Closure(atom, of, condition.at_least, condition.count)
        return self.shared[key]

    # ------------------------------------------------------------ clauses

    def add(self, head: int, body: tuple[int, ...], rule: int = NO_RULE) -> None:
        """One clause; a body of more than MAX_BODY atoms is cut into a chain of auxiliary facts."""
        body = self._cut(body)
        self.clauses[head, body, rule] = Clause(head, body, rule)

    def _cut(self, body: tuple[int, ...]) -> tuple[int, ...]:
        while len(body) > MAX_BODY:
            body = (self._group(body[:MAX_BODY]), *body[MAX_BODY:])
        return body

    def rule(self, number: int, rule: m.Rule) -> None:
        body = self.body(rule.when)
        for blocker in rule.unless:
            body = (*body, self._not(blocker))
        body = tuple(dict.fromkeys(body))
        for ref in rule.then:
            self.add(self.fact(ref.kind, ref.id), body, number)

    def qualified_triggers(self) -> None:
        """A trigger carries qualifiers when one alternative that concludes it names an event or change with all of them."""
        while len(self.witnessed) < len(self.wanted):
            for (trigger, quals), head in list(self.wanted.items()):
                if (trigger, quals) in self.witnessed:
                    continue
                self.witnessed.add((trigger, quals))
                for number, rule in self.concluding.get(trigger, ()):
                    condition = self.witness(m.All(rule.when), quals)
                    if condition is not None:
                        self.add(head, self.body((condition,)), number)

    def witness(self, condition: m.Condition, quals: m.Quals) -> m.Condition | None:
        """`condition`, and moreover it names a present event or change that carries `quals`; None if it never can."""
        match condition:
            case m.FactIs() if condition.kind in WITNESS_KINDS:
                both = _joined(condition.quals, quals)
                return None if both is None else m.FactIs(condition.kind, condition.id, both, condition.place)
            case m.All():
                ways = []
                for position, inner in enumerate(condition.of):
                    found = self.witness(inner, quals)
                    if found is not None:
                        rest = (*condition.of[:position], found, *condition.of[position + 1 :])
                        ways.append(m.All(rest, condition.place))
                return _one_of(tuple(ways), condition)
            case m.AnyOf():
                found_ways = (self.witness(inner, quals) for inner in condition.of)
                return _one_of(tuple(way for way in found_ways if way is not None), condition)
            case m.Count() if condition.at_least:
                both = _joined(condition.where, quals)
                if both is None:
                    return None
                names = [pair for pair in condition.over(self.pack.observed_ids) if pair[0] in WITNESS_KINDS]
                ways_of = tuple(m.FactIs(kind, each, both, condition.place) for kind, each in names)
                if not ways_of:
                    return None
                return m.All((condition, m.AnyOf(ways_of, condition.place)), condition.place)
            case _:
                return None

    def query(self, conditions: tuple[m.Condition, ...]) -> int:
        body = self.body(conditions)
        self.qualified_triggers()
        head = self._helper("query")
        self.add(head, body)
        return head

    # ------------------------------------------------------------ the whole

    def bodies(self) -> Iterator[tuple[tuple[int, ...], ...]]:
        """What every condition of every rule was compiled to; see `Program.bodies`."""
        numbers = {key: number for number, key in enumerate(self.clauses)}
        for rule in self.pack.rules:
            inner = [each for condition in (*rule.when, *rule.unless) for each in walk(condition)]
            yield tuple([self._body(each, numbers) for each in inner])

    def _body(self, condition: m.Condition, numbers: Mapping[tuple[int, tuple[int, ...], int], int]) -> tuple[int, ...]:
        body = self.body((condition,))
        if not isinstance(condition, m.AnyOf):
            return body
        ways = [self._cut(self.body((inner,))) for inner in condition.of]
        return (*body, *[numbers[body[0], way, NO_RULE] for way in ways])

    def finish(self, queries: tuple[int, ...]) -> Program:
        bodies = tuple(self.bodies())
        clauses = tuple(self.clauses.values())
        result = stratify(len(self.names), clauses, self.closures)
        if isinstance(result, Circles):
            raise InputError(self._circle(clauses) for clauses in result.clauses)
        levels, tainted = result
        self._positive_concerns(clauses, tainted)
        depth = max((levels[atom] for atom in self.closures), default=0)
        strata = tuple(
            tuple(closure for atom, closure in self.closures.items() if levels[atom] == level)
            for level in range(1, depth + 1)
        )
        return Program.whole(
            rules=self.pack.rules,
            atoms=tuple(self.names),
            clauses=clauses,
            strata=strata,
            queries=queries,
            observed={ref: tuple(found) for ref, found in self.observed.items()},
            stated={ref: tuple(found) for ref, found in self.stated.items()},
            numbers={ref: tuple(found) for ref, found in self.numbers.items()},
            bodies=bodies,
        )

    def _circle(self, circle: tuple[Clause, ...]) -> Finding:
        numbers = dict.fromkeys(clause.rule for clause in circle if clause.rule != NO_RULE)
        rules = sorted((self.pack.rules[number] for number in numbers), key=lambda rule: (rule.place, rule.id))
        named = ", ".join(f"{rule.id} ({rule.place})" for rule in rules)
        also = rules[1].place if len(rules) > 1 else None
        return Finding("rule/circle", rules[0].place if rules else m.NOWHERE, {"rules": named}, also)

    def _positive_concerns(self, clauses: tuple[Clause, ...], tainted: set[int]) -> None:
        findings: dict[tuple[object, ...], Finding] = {}
        for clause in clauses:
            if clause.rule == NO_RULE or not any(atom in tainted for atom in clause.body):
                continue
            rule = self.pack.rules[clause.rule]
            for ref in rule.then:
                if ref.kind in CONCERNS and self.index[f"{ref.kind}:{ref.id}"] == clause.head:
                    below = next(self.names[atom] for atom in clause.body if atom in tainted)
                    via = "" if m.Ref.parse(below).kind in ("not", "count", "any") else below
                    finding = Finding("rule/concern-on-absence", rule.place, {"concern": str(ref), "via": via})
                    findings[finding.key()] = finding
        if findings:
            raise InputError(findings.values())


def _joined(first: m.Quals, second: m.Quals) -> m.Quals | None:
    """Both sets of qualifiers together; None when they contradict each other."""
    merged = dict(first)
    for name, value in second:
        both = stricter(name, merged.get(name, value), value)
        if not both:
            return None
        merged[name] = both
    return tuple(sorted(merged.items()))


def _one_of(ways: tuple[m.Condition, ...], condition: m.All | m.AnyOf) -> m.Condition | None:
    if not ways:
        return None
    return ways[0] if len(ways) == 1 else m.AnyOf(ways, condition.place)
