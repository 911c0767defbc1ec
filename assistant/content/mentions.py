"""What a condition mentions."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.errors import Place


def facts_in(condition: m.Condition) -> Iterator[tuple[str, str, Place, bool]]:
    """Every fact a condition mentions: kind, id, place, and whether it stands under a negation or a count."""
    match condition:
        case m.FactIs():
            yield condition.kind, condition.id, condition.place, False
        case m.Absent() | m.Unknown():
            yield condition.kind, condition.id, condition.place, False
        case m.NumberIs():
            yield v.NUMBER, condition.id, condition.place, False
        case m.Count():
            places = condition.listed_at or (condition.place,) * len(condition.listed)
            for (kind, fact_id), place in zip(condition.listed, places, strict=True):
                yield kind, fact_id, place, True
        case m.NoneOf():
            for inner in condition.of:
                yield from ((k, i, p, True) for k, i, p, _ in facts_in(inner))
        case m.All() | m.AnyOf():
            for inner in condition.of:
                yield from facts_in(inner)


def walk(condition: m.Condition) -> Iterator[m.Condition]:
    """The condition and all conditions inside it."""
    yield condition
    if isinstance(condition, m.All | m.AnyOf | m.NoneOf):
        for inner in condition.of:
            yield from walk(inner)
