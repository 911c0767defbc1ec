"""Why a conclusion was drawn: per rule, every alternative that fired, down to the person's own facts. Read from the clauses that fired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from assistant.content import model as m
from assistant.content.model.conditions import NAME, in_words, names_of, said_when
from assistant.reasoning.program import Compiled, Model, Program
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
    """Reads one evaluation: which conditions of rules hold in it, and in which ways. Nothing is worked out again here."""

    def __init__(self, program: Program, model: Model, pack: m.Pack) -> None:
        self.program = program
        self.model = model
        self.pack = pack

    # ------------------------------------------------------------ truth

    def holds(self, part: Compiled) -> bool:
        """Whether the condition holds."""
        return self.model.true.issuperset(part.atoms)

    def counted(self, count: m.Count) -> tuple[m.FactIs, ...]:
        """The facts a count counts."""
        index, true = self.program.index, self.model.true
        facts = (m.FactIs(*pair, count.where) for pair in count.over(self.pack.observed_ids))
        return tuple(fact for fact in facts if index[in_words(fact, NAME)] in true)

    # ------------------------------------------------------------ proof

    def becauses(self) -> dict[str, list[Because]]:
        """For every conclusion, each alternative that fired of each rule that gave it."""
        found: dict[str, list[Because]] = {}
        ways: dict[int, list[Because]] = {}
        for rule, head in self.program.concluding(self.model.fired):
            if rule not in ways:
                ways[rule] = self.rule_ways(rule)
            found.setdefault(self.program.atoms[head], []).extend(ways[rule])
        return found

    def rule_ways(self, number: int) -> list[Because]:
        """Each alternative that fired of a rule, by its number; at most MAX_ALTERNATIVES."""
        plan = self.program.plan(number)
        conditions = [self.ways(part) for part in plan.when]
        if plan.unless:
            conditions.append(_together(self.failures(part) for part in plan.unless))
        supports = dict.fromkeys(islice(_together(conditions), MAX_ALTERNATIVES))
        return [Because(self.program.rules[number], support) for support in supports]

    def ways(self, part: Compiled) -> Iterator[Support]:
        """Every way in which the condition holds; nothing when it does not hold."""
        if not self.holds(part):
            return
        match condition := part.condition:
            case m.All():
                yield from _together(self.ways(inner) for inner in part.inner)
            case m.AnyOf():
                for inner, clause in zip(part.inner, part.clauses, strict=True):
                    if clause in self.model.fired:
                        yield from self.ways(inner)
            case m.NoneOf():
                yield from _together(self.failures(inner) for inner in part.inner)
            case m.Count():
                yield self._count(condition, () if condition.at_least else names_of(condition))
            case _:
                name = in_words(condition, NAME)
                yield Support((said_when(condition),), (), (name,))

    def failures(self, part: Compiled) -> Iterator[Support]:
        """Every way in which the condition fails to hold: mostly what stayed out, but what is negated twice fails because of a fact."""
        if self.holds(part):
            return
        match condition := part.condition:
            case m.All():
                for inner in part.inner:
                    yield from self.failures(inner)
            case m.AnyOf():
                yield from _together(self.failures(inner) for inner in part.inner)
            case m.NoneOf():
                for inner in part.inner:
                    yield from self.ways(inner)
            case m.Count() if not condition.at_least:
                yield self._count(condition, ())
            case _:
                yield Support(nots=names_of(condition))

    def _count(self, count: m.Count, nots: tuple[str, ...]) -> Support:
        facts = self.counted(count)
        return Support(tuple(fact.ref for fact in facts), nots, tuple(in_words(fact, NAME) for fact in facts))


def _together(conditions: Iterable[Iterator[Support]]) -> Iterator[Support]:
    """Every way of each condition together with every way of all others."""
    for combination in product(*[list(islice(ways, MAX_ALTERNATIVES)) for ways in conditions]):
        yield joined(combination)


def joined(supports: Iterable[Support]) -> Support:
    """All of the supports together."""
    result = Support()
    for support in supports:
        result = result | support
    return result


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
