"""Rule files to typed values."""

from __future__ import annotations

from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.conditions import fact_of, read_conditions, read_given
from assistant.content.nodes import Seq
from assistant.content.reader import Fields


def read_rules(fields: Fields) -> list[tuple[m.Rule, tuple[m.Example, ...]]]:
    """All rules in a rules file, each with its examples."""
    rules = []
    for inner in fields.each("rules"):
        rule = _rule(inner)
        examples = tuple(_example(one) for one in inner.each("examples"))
        inner.done()
        if rule.id:
            rules.append((rule, examples))
    return rules


def _rule(fields: Fields) -> m.Rule:
    when = read_conditions(fields, "when")
    if not fields.items("when"):
        fields.missing("when")
    then = read_conclusions(fields, "then")
    if not fields.items("then"):
        fields.missing("then")
    return m.Rule(
        id=fields.identifier("rule"),
        when=when,
        unless=read_conditions(fields, "unless"),
        then=then,
        because=fields.text("because", need=True),
        basis=fields.choice("basis", v.BASES, default="seen"),
        sources=fields.citations("source"),
        review_by=fields.date("review_by"),
        place=fields.place,
    )


def read_conclusions(fields: Fields, key: str) -> tuple[m.Ref, ...]:
    """A list of conclusions such as `{trigger: loss_school_work}`, or `{step: [a, b]}` for several of one kind."""
    found: list[m.Ref] = []
    for inner in fields.each(key):
        observed = [word for word in inner.node.entries if word in (*v.OBSERVED, v.NUMBER)]
        if observed:
            fields.notes.add("rule/observed-conclusion", inner.at(observed[0]), kind=observed[0])
            continue
        named = [word for word in inner.node.entries if word in v.DERIVED]
        if len(named) == 1 and isinstance(inner.get(named[0]), Seq):
            ids = inner.items(named[0])
            found += [m.Ref(named[0], word, inner.place) for node in ids if (word := inner.id_of(node, named[0]))]
        elif pair := fact_of(inner, v.DERIVED):
            found.append(m.Ref(*pair, inner.place))
        inner.done()
    return tuple(dict.fromkeys(found))


def _example(fields: Fields) -> m.Example:
    given = tuple(fact for item in fields.items("given") if (fact := read_given(item, fields)) is not None)
    example = m.Example(given, read_conclusions(fields, "expect"), read_conclusions(fields, "expect_not"), fields.place)
    if not example.expect and not example.expect_not:
        fields.notes.add("rule/empty-example", fields.place)
    fields.done()
    return example
