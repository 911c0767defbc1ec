"""Why a conclusion was drawn: per rule, every alternative of its conditions that holds, down to the person's own facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from assistant.content import model as m
from assistant.content.vocabulary import OBSERVED
from assistant.reasoning.literals import SIGNS
from assistant.reasoning.program import Model, Program
from assistant.reasoning.situation import Situation
from assistant.records import dataclass

MAX_ALTERNATIVES = 20


@dataclass(frozen=True, slots=True)
class Support:
    """One way in which a condition holds.

    `facts` are what it rests on, as `kind:id`, `kind:id=absent` or `number:id`; `nots` what had to stay out, as `kind:id` or a short
    description of a count; `needs` the facts with the qualifiers asked for, as `kind:id@when=recent`.
    """

    facts: tuple[str, ...] = ()
    nots: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def __or__(self, other: Support) -> Support:
        return Support(
            tuple(dict.fromkeys((*self.facts, *other.facts))),
            tuple(dict.fromkeys((*self.nots, *other.nots))),
            tuple(dict.fromkeys((*self.needs, *other.needs))),
        )


@dataclass(frozen=True, slots=True)
class Because:
    """One fired alternative of one rule."""

    rule: m.Rule
    support: Support


class View:
    """Answers whether a condition holds in one evaluated situation, and in which ways."""

    def __init__(self, program: Program, situation: Situation, outcome: Model, pack: m.Pack) -> None:
        self.situation = situation
        self.pack = pack
        self.concluded = {f"{kind}:{entry}" for atom, (kind, entry) in program.shown.items() if atom in outcome.true}
        self.qualified = {program.atoms[atom] for atom in outcome.true if m.of_kind(program.atoms[atom], "trigger")}

    # ------------------------------------------------------------ truth

    def fact_holds(self, kind: str, fact_id: str, quals: m.Quals = ()) -> bool:
        """Whether a fact is present (or concluded) with these qualifiers."""
        ref = f"{kind}:{fact_id}"
        if kind in OBSERVED:
            fact = self.situation.facts.get(ref)
            return fact is not None and fact.carries(quals)
        if quals:
            return f"{ref}@{','.join(f'{q}={value}' for q, value in quals)}" in self.qualified
        return ref in self.concluded

    def holds(self, condition: m.Condition) -> bool:
        """Whether the condition holds."""
        match condition:
            case m.FactIs():
                return self.fact_holds(condition.kind, condition.id, condition.quals)
            case m.Absent():
                return self.situation.state(f"{condition.kind}:{condition.id}") == "absent"
            case m.Unknown():
                return self.situation.state(f"{condition.kind}:{condition.id}") == "unknown"
            case m.NumberIs():
                number = self.situation.numbers.get(condition.id)
                return number is not None and all(SIGNS[s](number.value, bound) for s, bound in condition.tests)
            case m.All():
                return all(self.holds(inner) for inner in condition.of)
            case m.AnyOf():
                return any(self.holds(inner) for inner in condition.of)
            case m.NoneOf():
                return not any(self.holds(inner) for inner in condition.of)
            case m.Count():
                number_of = len(self.counted(condition))
                return number_of >= condition.count if condition.at_least else number_of < condition.count

    def counted(self, condition: m.Count) -> tuple[str, ...]:
        """The facts a count counts."""
        listed = condition.listed or tuple((condition.kind, e) for e in self.pack.observed_ids[condition.kind])
        return tuple(f"{kind}:{e}" for kind, e in listed if self.fact_holds(kind, e, condition.where))

    # ------------------------------------------------------------ proof

    def becauses(self) -> dict[str, list[Because]]:
        """For every conclusion, each fired alternative of each rule that gives it."""
        found: dict[str, list[Because]] = {}
        for rule in self.pack.rules:
            if not all(self.holds(condition) for condition in rule.when):
                continue
            if any(self.holds(condition) for condition in rule.unless):
                continue
            ways = self.rule_ways(rule)
            for ref in rule.then:
                found.setdefault(str(ref), []).extend(ways)
        return found

    def rule_ways(self, rule: m.Rule) -> list[Because]:
        """Each alternative of a rule that holds, at most MAX_ALTERNATIVES."""
        conditions = (*rule.when, m.NoneOf(rule.unless)) if rule.unless else rule.when
        ways = dict.fromkeys(islice(self.ways(m.All(conditions)), MAX_ALTERNATIVES))
        return [Because(rule, support) for support in ways]

    def ways(self, condition: m.Condition) -> Iterator[Support]:
        """Every way in which the condition holds; nothing when it does not hold."""
        if not self.holds(condition):
            return
        match condition:
            case m.FactIs():
                ref = f"{condition.kind}:{condition.id}"
                yield Support((ref,), (), (ref + _at(condition.quals),))
            case m.Absent() | m.Unknown():
                state = "absent" if isinstance(condition, m.Absent) else "unknown"
                ref = f"{condition.kind}:{condition.id}={state}"
                yield Support((ref,), (), (ref,))
            case m.NumberIs():
                tests = ",".join(f"{sign}{bound / 1000:g}" for sign, bound in condition.tests)
                yield Support((f"number:{condition.id}",), (), (f"number:{condition.id}{tests}",))
            case m.All():
                for combination in product(*(list(islice(self.ways(c), MAX_ALTERNATIVES)) for c in condition.of)):
                    yield joined(combination)
            case m.AnyOf():
                for inner in condition.of:
                    yield from self.ways(inner)
            case m.NoneOf():
                for combination in product(*(list(islice(self.failures(c), MAX_ALTERNATIVES)) for c in condition.of)):
                    yield joined(combination)
            case m.Count():
                refs = self.counted(condition)
                needs = tuple(ref + _at(condition.where) for ref in refs)
                yield Support(refs, () if condition.at_least else names_of(condition), needs)

    def failures(self, condition: m.Condition) -> Iterator[Support]:
        """Every way in which the condition fails to hold: mostly what stayed out, but what is negated twice fails because of a fact."""
        if self.holds(condition):
            return
        match condition:
            case m.All():
                for inner in condition.of:
                    yield from self.failures(inner)
            case m.AnyOf():
                for combination in product(*(list(islice(self.failures(c), MAX_ALTERNATIVES)) for c in condition.of)):
                    yield joined(combination)
            case m.NoneOf():
                for inner in condition.of:
                    yield from self.ways(inner)
            case m.Count() if not condition.at_least:
                refs = self.counted(condition)
                yield Support(refs, (), tuple(ref + _at(condition.where) for ref in refs))
            case _:
                yield Support(nots=names_of(condition))


def joined(supports: Iterable[Support]) -> Support:
    """All of the supports together."""
    result = Support()
    for support in supports:
        result = result | support
    return result


def names_of(condition: m.Condition) -> tuple[str, ...]:
    """What a negated condition is about, in short names."""
    match condition:
        case m.FactIs():
            return (f"{condition.kind}:{condition.id}" + _at(condition.quals),)
        case m.Absent():
            return (f"{condition.kind}:{condition.id}=absent",)
        case m.Unknown():
            return (f"{condition.kind}:{condition.id}=unknown",)
        case m.NumberIs():
            return tuple(f"number:{condition.id}{sign}{bound / 1000:g}" for sign, bound in condition.tests)
        case m.All() | m.AnyOf() | m.NoneOf():
            return tuple(name for inner in condition.of for name in names_of(inner))
        case m.Count():
            word = "at_least" if condition.at_least else "fewer_than"
            what = condition.kind or "+".join(f"{kind}:{each}" for kind, each in condition.listed)
            return (f"{word}:{condition.count}:{what}" + _at(condition.where),)


def _at(quals: m.Quals) -> str:
    """Qualifiers as they stand behind a fact: `@impact=strong,when=recent`."""
    return "@" + ",".join(f"{name}={value}" for name, value in quals) if quals else ""


def ground(becauses: Mapping[str, list[Because]], ref: str) -> tuple[str, ...]:
    """The observed facts a conclusion rests on, through every chain: what the person said and nothing else."""
    seen: dict[str, None] = {}
    found: dict[str, None] = {}
    waiting = [ref]
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen[name] = None
        for because in becauses.get(name, ()):
            for fact in because.support.facts:
                if fact in becauses:
                    waiting.append(fact)
                else:
                    found[fact] = None
    return tuple(found)
