"""Generated rules in four layers, and one situation of 30 facts, for the benchmarks of reasoning."""

from __future__ import annotations

import random
from types import MappingProxyType

from assistant.content import model as m
from assistant.reasoning.situation import PRESENT, Fact, Number, Situation

EVENTS = 50
PRESENT_EVENTS = 25
NUMBERS = 5
LAYERS = ("trigger", "driver", "signal", "step")
QUALS = ((), (), (("when", "recent"),), (("impact", "strong"),), (("impact", "strong"), ("when", "recent")))


def pack(rules: int, seed: int = 7) -> m.Pack:
    """`rules` rules in four layers; each rests on observed facts or numbers and, above the first layer, on the layer below.

    No negation and no counting: the rules must mean the same to every engine that is compared. One in eight has a choice.
    """
    rng = random.Random(seed)
    per_layer = rules // len(LAYERS)
    heads = {kind: [f"{kind}_{n}" for n in range(max(4, per_layer // 2))] for kind in LAYERS}
    events = [f"event_{n}" for n in range(EVENTS)]
    numbers = [f"number_{n}" for n in range(NUMBERS)]
    made = []
    for number in range(rules):
        layer = min(number // per_layer, len(LAYERS) - 1)
        when: list[m.Condition] = [_observed(rng, events, numbers)]
        if layer:
            below = LAYERS[layer - 1]
            when += [m.FactIs(below, rng.choice(heads[below])) for _ in range(rng.choice((1, 1, 2)))]
        else:
            when.append(_observed(rng, events, numbers))
        kind = LAYERS[layer]
        made.append(m.Rule(f"r{number:05}", tuple(when), (m.Ref(kind, rng.choice(heads[kind])),)))
    entries: dict[str, dict[str, m.Entry]] = {
        "event": {name: m.Observation("event", name, m.Text(name, name)) for name in events},
        "number": {name: m.Observation("number", name, m.Text(name, name), maximum=100) for name in numbers},
    }
    entries |= {
        kind: {name: m.Entry(kind, name, m.Text(name, name)) for name in names} for kind, names in heads.items()
    }
    return m.Pack(m.PackInfo(), entries, tuple(made), {})


def _observed(rng: random.Random, events: list[str], numbers: list[str]) -> m.Condition:
    roll = rng.random()
    if roll < 0.1:
        return m.NumberIs(rng.choice(numbers), ((rng.choice(("<", ">=")), rng.choice((3, 6, 12)) * 1000),))
    if roll < 0.22:
        return m.AnyOf(tuple(m.FactIs("event", rng.choice(events), rng.choice(QUALS)) for _ in range(3)))
    return m.FactIs("event", rng.choice(events), rng.choice(QUALS))


def situation(seed: int = 11) -> Situation:
    """25 events with their qualifiers, and 5 numbers."""
    rng = random.Random(seed)
    facts = {}
    for n in rng.sample(range(EVENTS), PRESENT_EVENTS):
        quals = (("impact", rng.choice(("strong", "some"))), ("when", rng.choice(("recent", "older"))))
        facts[f"event:event_{n}"] = Fact("event", f"event_{n}", PRESENT, quals)
    numbers = {f"number_{n}": Number(f"number_{n}", rng.choice((1, 4, 9)) * 1000) for n in range(NUMBERS)}
    return Situation(MappingProxyType(facts), MappingProxyType(numbers))
