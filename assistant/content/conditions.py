"""Conditions and facts as authors write them: mappings to typed values."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.nodes import Map, Node, Scalar, printable
from assistant.content.reader import Fields
from assistant.errors import Place

MAX_CONDITIONS = 500
_WORDS = ("absent", "unknown", "all", "any", "none", "at_least", "fewer_than")
_NUMBER = re.compile(r"-?\d{1,7}(\.\d{1,3})?\Z")
NUMBER_LIMIT = 2_000_000


def read_conditions(fields: Fields, key: str) -> tuple[m.Condition, ...]:
    """A list of conditions."""
    found = [condition_of(item, fields) for item in fields.items(key)]
    if len(found) > MAX_CONDITIONS:
        fields.notes.add("rule/too-many-conditions", fields.at(key), limit=str(MAX_CONDITIONS))
        return ()
    return tuple(condition for condition in found if condition is not None)


def condition_of(node: Node, around: Fields) -> m.Condition | None:
    """One condition; None when it cannot be read (a finding says why)."""
    if not isinstance(node, Map):
        around.notes.add("condition/shape", node.place)
        return None
    fields = Fields(node, around.notes)
    condition = _read(fields)
    if condition is not None:
        fields.done()
    return condition


def _read(fields: Fields) -> m.Condition | None:
    present = [word for word in fields.node.entries if word in _WORDS]
    if len(present) > 1:
        fields.notes.add("condition/two", fields.at(present[1]), first=present[0], second=present[1])
        return None
    if present:
        return _READERS[present[0]](fields, present[0])
    if "number" in fields.node.entries:
        return _number(fields)
    kind_id = fact_of(fields, v.FACT_KINDS)
    if kind_id is None:
        return None
    return m.FactIs(*kind_id, quals_of(fields, kind_id[0]), fields.place)


def _nested(fields: Fields, word: str) -> m.Condition | None:
    inner = read_conditions(fields, word)
    if not inner:
        if not fields.items(word):
            fields.notes.add("condition/empty", fields.at(word), word=word)
        return None
    if word == "all":
        return m.All(inner, fields.place)
    return m.AnyOf(inner, fields.place) if word == "any" else m.NoneOf(inner, fields.place)


def _state(fields: Fields, word: str) -> m.Condition | None:
    node = fields.get(word)
    if not isinstance(node, Map):
        fields.notes.add("condition/shape", fields.at(word))
        return None
    inner = Fields(node, fields.notes)
    kind_id = fact_of(inner, v.OBSERVED, of=word)
    inner.done()
    if kind_id is None:
        return None
    return (m.Absent if word == "absent" else m.Unknown)(*kind_id, place=fields.place)


def _count(fields: Fields, word: str) -> m.Condition | None:
    node = fields.get(word)
    if not isinstance(node, Map):
        fields.notes.add("condition/count", fields.at(word), word=word)
        return None
    inner = Fields(node, fields.notes)
    count = inner.number("count", need=True)
    of = inner.get("of")
    kind = ""
    listed: dict[tuple[str, str], Place] = {}
    if isinstance(of, Scalar):
        kind = inner.choice("of", (*v.OBSERVED, *v.DERIVED))
        if not kind:
            return None
    elif of is None:
        inner.missing("of")
        return None
    else:
        for each in inner.each("of"):
            if pair := fact_of(each, v.FACT_KINDS[:-1]):
                listed.setdefault(pair, each.place)
            each.done()
    where_node = inner.mapping("where")
    where: m.Quals = ()
    if where_node is not None:
        where_fields = Fields(where_node, fields.notes)
        where = quals_of(where_fields, kind or next((k for k, _ in listed), ""))
        where_fields.done()
        odd = [k for k in ({kind} if kind else {k for k, _ in listed}) if k not in v.QUALIFIED]
        if odd:
            fields.notes.add("condition/where-kind", where_node.place, kind=odd[0])
    inner.done()
    if count < 1:
        fields.notes.add("condition/count-size", inner.at("count"), count=str(count))
        return None
    if not kind and count > len(listed):
        fields.notes.add("condition/count-larger", inner.at("count"), count=str(count), size=str(len(listed)))
        return None
    return m.Count(word == "at_least", count, kind, tuple(listed), where, fields.place, tuple(listed.values()))


_READERS = {
    "absent": _state,
    "unknown": _state,
    "all": _nested,
    "any": _nested,
    "none": _nested,
    "at_least": _count,
    "fewer_than": _count,
}


def _number(fields: Fields) -> m.Condition | None:
    name = fields.identifier("number")
    tests: list[tuple[str, int]] = []
    for word, sign in v.COMPARISONS.items():
        if fields.has(word):
            value = thousandths(fields, word)
            if value is not None:
                tests.append((sign, value))
    fields.done()
    if not tests:
        known = ", ".join(v.COMPARISONS)
        fields.notes.add("condition/comparison", fields.place, known=known)
        return None
    return m.NumberIs(name, tuple(tests), fields.place)


def thousandths(fields: Fields, key: str) -> int | None:
    """A number times 1,000 (at most three decimals, up to two million), as the engine wants it."""
    node = fields.get(key)
    if isinstance(node, Scalar) and node.type in ("int", "float") and _NUMBER.match(node.value):
        try:
            value = Decimal(node.value)
        except InvalidOperation:  # pragma: no cover - the pattern above admits no such text
            value = Decimal(NUMBER_LIMIT + 1)
        if abs(value) <= NUMBER_LIMIT:
            return int(value * 1000)
    place = node.place if node is not None else fields.at(key)
    fields.notes.add("field/number", place, field=key, limit=str(NUMBER_LIMIT))
    return None


def fact_of(fields: Fields, kinds: tuple[str, ...], of: str = "") -> tuple[str, str] | None:
    """The `kind: id` pair of a mapping such as `{event: dismissal, when: recent}`."""
    named = [key for key in fields.node.entries if key in kinds]
    if not named:
        others = [key for key in fields.node.entries if key not in v.QUALIFIERS]
        word = printable(others[0]) if others else ""
        place = fields.at(others[0]) if others else fields.place
        if of and word in v.DERIVED:
            fields.notes.add("condition/observed-only", place, word=of, kind=word)
        else:
            fields.notes.unknown("fact/kind", place, word, kinds, known=", ".join(kinds))
        return None
    if len(named) > 1:
        fields.notes.add("condition/two", fields.at(named[1]), first=named[0], second=named[1])
        return None
    fact_id = fields.identifier(named[0])
    return (named[0], fact_id) if fact_id else None


def quals_of(fields: Fields, kind: str) -> m.Quals:
    """The qualifiers of a fact, sorted. `unknown` is no condition: it is left out with a finding."""
    found = []
    for name, values in sorted(v.QUALIFIERS.items()):
        if not fields.has(name):
            continue
        if kind not in v.QUALIFIED:
            fields.notes.add("condition/qualifier-kind", fields.at(name), word=name, kind=kind)
        value = fields.choice(name, values)
        if value:
            found.append((name, value))
    return tuple(found)


def read_given(node: Node, around: Fields, *, derived: bool = False) -> m.Given | None:
    """A fact as somebody states it: present with qualifiers, `absent`, `unknown`, or a number with a value."""
    if not isinstance(node, Map):
        around.notes.add("condition/shape", node.place)
        return None
    fields = Fields(node, around.notes)
    given = _given(fields)
    fields.done()
    return given


def _given(fields: Fields) -> m.Given | None:
    for state in ("absent", "unknown"):
        if inner_node := fields.mapping(state):
            inner = Fields(inner_node, fields.notes)
            pair = fact_of(inner, v.OBSERVED, of=state)
            inner.done()
            return m.Given(*pair, state=state, place=fields.place) if pair else None
    if "number" in fields.node.entries:
        name = fields.identifier("number")
        value = thousandths(fields, "value") if fields.has("value") else 0
        return None if value is None else m.Given("number", name, value=value, place=fields.place)
    derived = [key for key in fields.node.entries if key in v.DERIVED]
    if derived:
        fields.notes.add("fact/derived", fields.at(derived[0]), kind=derived[0])
        for name in v.QUALIFIERS:
            fields.get(name)
        fields.get(derived[0])
        return None
    pair = fact_of(fields, v.OBSERVED)
    if pair is None:
        return None
    quals = []
    for name, values in sorted(v.QUALIFIERS.items()):
        word = fields.choice(name, (*values, "unknown"))
        if word and word != "unknown":
            quals.append((name, word))
    return m.Given(*pair, quals=tuple(quals), place=fields.place)
