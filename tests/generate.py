"""Random packs and situations that cover every construct of the rule language; conclusions in layers, concerns never on negation.

One generator draws from anything with the few methods of `random.Random`: a seeded `random.Random` (fast, for many) or a hypothesis
strategy (`packs`, `situations`; shrinks to a small example).
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hypothesis import strategies as st

from assistant.content import model as m
from assistant.content.vocabulary import CONCERNS, DERIVED, OBSERVED, QUALIFIERS
from assistant.reasoning.edits import Edit, edits_of
from assistant.reasoning.program import Program
from assistant.reasoning.situation import ABSENT, NOT_REPORTED, PRESENT, UNKNOWN, Fact, Number, Situation

QUALIFIABLE = ("event", "change", "cue", "protective")
SIGNS = ("<", "<=", "=", ">=", ">")


@dataclass(frozen=True)
class Shape:
    """How large and how wild a pack is."""

    per_kind: int = 3
    rules: int = 18
    depth: int = 2
    layers: int = 3
    negation: bool = True
    soft_concerns: bool = False  # lets concerns rest on negation, which is an author's error
    layered: bool = True  # without, rules may stand in circles, which may be an author's error
    numbers: int = 2
    kinds: tuple[str, ...] = OBSERVED
    text: m.Text = field(default=m.Text("omdat", "because"))


USUAL = Shape()
SMALL = Shape(per_kind=2, rules=7, layers=3, numbers=1, kinds=("event", "change", "protective"))
POSITIVE = Shape(negation=False)


def make_pack(rng: random.Random, shape: Shape = USUAL) -> m.Pack:
    """A random pack with a stratified set of rules."""
    return _Maker(rng, shape).pack()


class _Maker:
    def __init__(self, rng: random.Random, shape: Shape) -> None:
        self.rng = rng
        self.shape = shape
        self.observed = {kind: tuple(f"{kind[0]}{n}" for n in range(shape.per_kind)) for kind in shape.kinds}
        self.derived = {kind: tuple(f"{kind[0]}{n}" for n in range(shape.per_kind)) for kind in DERIVED}
        self.numbers = tuple(f"n{n}" for n in range(shape.numbers))
        # Concerns stand in the lower layers as often as the rest, so that they get chains of their own.
        self.layer = {
            (kind, name): rng.randrange(shape.layers) for kind, names in self.derived.items() for name in names
        }

    def pack(self) -> m.Pack:
        entries: dict[str, dict[str, m.Entry]] = {}
        for kind, names in (self.observed | self.derived).items():
            entries[kind] = {name: _entry(kind, name) for name in names}
        entries["number"] = {
            name: m.Observation("number", name, m.Text(name, name), maximum=21) for name in self.numbers
        }
        heads = list(self.layer)
        rules = tuple(self.rule(number, heads) for number in range(self.shape.rules))
        return m.Pack(m.PackInfo(), entries, tuple(sorted(rules, key=lambda rule: rule.id)), {})

    def rule(self, number: int, heads: list[tuple[str, str]]) -> m.Rule:
        rng = self.rng
        first = rng.choice(heads)
        then = [first]
        for _ in range(rng.choice((0, 0, 0, 1, 2))):
            other = rng.choice(heads)
            if other not in then:
                then.append(other)
        concern = any(kind in CONCERNS for kind, _ in then)
        # Concerns rest on what is said and on concerns; the rest may look at anything.
        soft = self.shape.negation and (not concern or self.shape.soft_concerns)
        top = min(self.layer[head] for head in then)
        look = _Look(top, CONCERNS if concern and not self.shape.soft_concerns else DERIVED, soft)
        when = tuple(self.condition(look, self.shape.depth) for _ in range(rng.choice((1, 1, 1, 2, 2, 3))))
        if any(kind == "trigger" for kind, _ in then) and rng.random() < 0.6:
            when = (self.happened(), *when[1:])
        unless: tuple[m.Condition, ...] = ()
        if soft and rng.random() < 0.3:
            under = replace(look, closed=True)
            unless = tuple(self.condition(under, 1) for _ in range(rng.choice((1, 1, 2))))
        return m.Rule(
            f"r{number:04}",
            when,
            tuple(m.Ref(*head) for head in then),
            unless,
            self.shape.text,
            sources=(m.Citation("s"),),
        )

    def condition(self, look: _Look, depth: int) -> m.Condition:
        rng = self.rng
        roll = rng.random()
        if depth > 0 and roll < 0.34:
            inner = lambda: tuple(self.condition(look, depth - 1) for _ in range(rng.choice((1, 2, 2, 3))))  # noqa: E731
            if look.soft and roll < 0.10:
                return m.NoneOf(
                    tuple(self.condition(replace(look, closed=True), depth - 1) for _ in range(rng.choice((1, 2))))
                )
            return m.AnyOf(inner()) if roll < 0.24 else m.All(inner())
        if roll < 0.44:
            return self.count(look)
        if roll < 0.50 and self.numbers:
            return self.number()
        if roll < 0.56:
            kind = rng.choice(tuple(self.observed))
            return m.Absent(kind, rng.choice(self.observed[kind]))
        if roll < 0.78:
            found = self.concluded(look)
            if found:
                kind, name = rng.choice(found)
                return m.FactIs(kind, name, self.quals() if kind == "trigger" and rng.random() < 0.5 else ())
        kind = rng.choice(tuple(self.observed))
        quals = self.quals() if kind in QUALIFIABLE and rng.random() < 0.5 else ()
        return m.FactIs(kind, rng.choice(self.observed[kind]), quals)

    def happened(self) -> m.Condition:
        """What triggers mostly rest on: an event or a change, or one of several."""
        rng = self.rng
        facts = [
            m.FactIs(kind, rng.choice(self.observed[kind]), self.quals() if rng.random() < 0.3 else ())
            for kind in rng.choice((("event",), ("event", "change"), ("event", "event", "change")))
        ]
        return facts[0] if len(facts) == 1 else m.AnyOf(tuple(facts))

    def concluded(self, look: _Look, *, counted: bool = False) -> list[tuple[str, str]]:
        """Conclusions that a rule may look at: from lower layers, or from its own when nothing is turned around."""
        if not self.shape.layered:
            return [pair for pair in self.layer if pair[0] in look.kinds]
        lowest = look.top - 1 if counted or look.closed else look.top
        return [pair for pair, layer in self.layer.items() if layer <= lowest and pair[0] in look.kinds]

    def count(self, look: _Look) -> m.Count:
        rng = self.rng
        at_least = not look.soft or rng.random() < 0.6
        if rng.random() < 0.5:
            kinds = list(self.observed)
            # A whole kind may be counted when all of it lies in lower layers.
            below = set(self.concluded(look, counted=True))
            kinds += [k for k in look.kinds if all((k, name) in below for name in self.derived[k])] * 2
            kind = rng.choice(kinds)
            where = self.quals() if (kind in QUALIFIABLE or kind == "trigger") and rng.random() < 0.5 else ()
            return m.Count(at_least, rng.choice((1, 2, 2, 3)), kind, (), where)
        below = self.concluded(look, counted=True)
        pool = [(kind, name) for kind, names in self.observed.items() for name in names] + below * 2
        if rng.random() < 0.5:
            pool = [pair for pair in pool if pair[0] in (*QUALIFIABLE, "trigger")]
        pairs = tuple(dict.fromkeys(rng.choice(pool) for _ in range(rng.choice((2, 3, 4)))))
        able = all(kind in (*QUALIFIABLE, "trigger") for kind, _ in pairs)
        where = self.quals() if able and rng.random() < 0.6 else ()
        return m.Count(at_least, rng.randint(1, len(pairs)), "", pairs, where)

    def number(self) -> m.NumberIs:
        rng = self.rng
        tests = {rng.choice(SIGNS): rng.choice((1, 2, 3, 5, 5, 8)) * 1000 + rng.choice((0, 0, 0, 500))}
        if rng.random() < 0.3:
            tests[rng.choice(SIGNS)] = rng.choice((2, 4, 6, 9)) * 1000
        return m.NumberIs(rng.choice(self.numbers), tuple(tests.items()))

    def quals(self) -> m.Quals:
        rng = self.rng
        names = [name for name in QUALIFIERS if rng.random() < 0.3] or [rng.choice(list(QUALIFIERS))]
        return tuple(sorted((name, rng.choice(QUALIFIERS[name])) for name in names))


@dataclass(frozen=True)
class _Look:
    """What a condition may look at: the layer of its conclusion, kinds of conclusions, negation, and being inside one."""

    top: int
    kinds: tuple[str, ...]
    soft: bool
    closed: bool = False


def _entry(kind: str, name: str) -> m.Entry:
    text = m.Text(f"{kind} {name}", f"{kind} {name}")
    make = {"trigger": m.Trigger, "driver": m.Driver, "signal": m.Signal, "inquiry": m.Inquiry}.get(kind)
    make = make or {"step": m.Step, "partner": m.Partner}.get(kind, m.Observation)
    return make(kind, name, text)


# ------------------------------------------------------------ situations


def make_situation(rng: random.Random, pack: m.Pack, *, danger: float = 0.04, full: float = 0.75) -> Situation:
    """A random situation: every state, qualifiers known and unknown, numbers on and beside the borders."""
    facts: dict[str, Fact] = {}
    for kind in OBSERVED:
        for name in pack.kind(kind):
            if rng.random() > full or (kind == "danger" and rng.random() > danger):
                continue
            state = rng.choice((PRESENT, PRESENT, PRESENT, PRESENT, ABSENT, ABSENT, UNKNOWN, NOT_REPORTED))
            quals = _some_quals(rng) if state == PRESENT and kind in QUALIFIABLE else ()
            facts[f"{kind}:{name}"] = Fact(kind, name, state, quals, (f"q_{name}",))
    numbers = {
        name: Number(
            name, rng.choice((0, 1, 2, 3, 4, 5, 6, 8, 9, 20)) * 1000 + rng.choice((0, 0, 0, 500)), ("q_number",)
        )
        for name in pack.kind("number")
        if rng.random() < 0.7
    }
    return Situation(MappingProxyType(facts), MappingProxyType(numbers))


def _some_quals(rng: random.Random) -> m.Quals:
    return tuple(sorted((name, rng.choice(values)) for name, values in QUALIFIERS.items() if rng.random() < 0.7))


def make_edit(rng: random.Random, program: Program, pack: m.Pack, situation: Situation) -> Edit | None:
    """One random edit of anything that may be edited; None when there is nothing."""
    refs = [f"{kind}:{name}" for kind in (*OBSERVED, "number") for name in pack.kind(kind)]
    rng.shuffle(refs)
    for ref in refs:
        edits = list(edits_of(program, situation, ref))
        if edits:
            return rng.choice(edits)
    return None


def shuffled(rng: random.Random, pack: m.Pack) -> m.Pack:
    """The same pack with rules in another order."""
    rules = list(pack.rules)
    rng.shuffle(rules)
    return replace(pack, rules=tuple(rules))


# ------------------------------------------------------------ what a case covers


def constructs(pack: m.Pack) -> Counter[str]:
    """How often each construct of the rule language occurs."""
    found: Counter[str] = Counter()
    for rule in pack.rules:
        found["several conclusions"] += len(rule.then) > 1
        found["unless"] += bool(rule.unless)
        for condition in (*rule.when, *rule.unless):
            _count_in(condition, found, 0)
    return found


def _count_in(condition: m.Condition, found: Counter[str], depth: int) -> None:
    match condition:
        case m.FactIs():
            where = "qualified " if condition.quals else ""
            found[
                where
                + ("trigger" if condition.kind == "trigger" else "conclusion" if condition.kind in DERIVED else "fact")
            ] += 1
        case m.Count():
            word = "at_least" if condition.at_least else "fewer_than"
            found[f"{word} of a {'kind' if condition.kind else 'list'}{' where' if condition.where else ''}"] += 1
            kinds = {condition.kind} if condition.kind else {kind for kind, _ in condition.listed}
            found["count of conclusions"] += any(kind in DERIVED for kind in kinds)
            found["count of qualified triggers"] += "trigger" in kinds and bool(condition.where)
        case m.All() | m.AnyOf() | m.NoneOf():
            name = {"All": "all", "AnyOf": "any", "NoneOf": "none"}[type(condition).__name__]
            found[f"nested {name}" if depth else name] += 1
            for inner in condition.of:
                _count_in(inner, found, depth + 1)
        case m.Absent():
            found["absent"] += 1
        case m.NumberIs():
            found["number"] += 1
        case m.Unknown():
            found["unknown"] += 1


ALL_CONSTRUCTS = (
    "several conclusions", "unless", "trigger", "qualified trigger", "conclusion", "fact", "qualified fact", "absent", "number",
    "any", "all", "none", "nested any", "nested all", "nested none", "count of conclusions", "count of qualified triggers",
    "at_least of a kind", "at_least of a kind where", "at_least of a list", "at_least of a list where",
    "fewer_than of a kind", "fewer_than of a kind where", "fewer_than of a list", "fewer_than of a list where",
)  # fmt: skip


# ------------------------------------------------------------ for hypothesis


@st.composite
def packs(draw: st.DrawFn, shape: Shape = USUAL) -> m.Pack:
    """Random packs; hypothesis makes a failing one smaller."""
    rng = draw(st.randoms(use_true_random=False))
    rules = draw(st.integers(1, shape.rules))
    return make_pack(rng, replace(shape, rules=rules))


@st.composite
def situations(draw: st.DrawFn, pack: m.Pack) -> Situation:
    """Random situations for a pack."""
    return make_situation(draw(st.randoms(use_true_random=False)), pack)
