"""Dialogue files to typed values."""

from __future__ import annotations

from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.conditions import read_conditions, read_given
from assistant.content.reader import Fields


def read_dialogue(fields: Fields) -> m.Dialogue:
    """The dialogue in a file of dialogues/."""
    sections: list[m.Section] = []
    questions: list[m.Question] = []
    for inner in fields.each("sections"):
        section = m.Section(inner.identifier("section"), inner.text("title", need=True))
        sections.append(section)
        for each in inner.each("questions"):
            questions.append(_question(each, section.id))
            each.done()
        inner.done()
    dialogue = m.Dialogue(
        id=fields.identifier("dialogue"),
        version=fields.word("version", need=True),
        title=fields.text("title", need=True),
        minutes=fields.number("minutes", default=8),
        intro=fields.texts("intro"),
        sections=tuple(sections),
        questions=tuple(questions),
        endings=_endings(fields),
        about=fields.choice("about", v.ABOUT, default="person"),
        formerly=fields.word_map("formerly"),
        place=fields.place,
    )
    if not questions:
        fields.notes.add("dialogue/no-questions", fields.place)
    fields.done()
    return dialogue


def _endings(fields: Fields) -> dict[str, m.Page]:
    node = fields.mapping("endings")
    if node is None:
        return {}
    pages: dict[str, m.Page] = {}
    around = Fields(node, fields.notes)
    for name in ("complete", *v.ENDINGS):
        if inner_node := around.mapping(name):
            inner = Fields(inner_node, fields.notes)
            pages[name] = m.Page(inner.text("title", need=True), inner.texts("lines"))
            inner.done()
    around.done()
    return pages


def _question(fields: Fields, section: str) -> m.Question:
    kind = fields.choice("kind", v.QUESTION_KINDS, need=True, default="one_of")
    none_node = fields.mapping("none_of_these")
    return m.Question(
        id=fields.identifier("question"),
        kind=kind,
        section=section,
        ask=fields.text("text" if kind == "say" else "ask", need=True),
        help=fields.text("help"),
        why=fields.text("why"),
        after=fields.text("after"),
        options=_options(fields, kind),
        none_of_these=_label(Fields(none_node, fields.notes)) if none_node else m.NO_TEXT,
        unknown=_unknown(fields),
        refusable=fields.flag("refusable", default=kind != "say"),
        unticked_absent=fields.choice("unticked", ("absent", "not_reported")) == "absent",
        at_most=fields.number("at_most"),
        choose_from=fields.words("choose_from"),
        for_each=fields.words("for_each"),
        narrowed_by=fields.identifier("narrowed_by") if fields.has("narrowed_by") else "",
        rows=tuple(_row(row) for row in fields.each("rows")),
        qualifies=fields.words("qualifies"),
        records=_records(fields),
        only_if=read_conditions(fields, "only_if"),
        offers_danger_page=fields.flag("offers_danger_page"),
        own_impression=fields.flag("own_impression"),
        formerly=fields.word_map("formerly"),
        place=fields.place,
    )


def _label(fields: Fields) -> m.Text:
    text = fields.text("label", need=True)
    fields.done()
    return text


def _unknown(fields: Fields) -> m.Text:
    node = fields.mapping("unknown")
    return _label(Fields(node, fields.notes)) if node else m.NO_TEXT


def _options(fields: Fields, kind: str) -> tuple[m.Option, ...]:
    if kind == "yes_no":
        pairs = [(word, fields.mapping(word)) for word in ("yes", "no")]
        for word, node in pairs:
            if node is None:
                fields.missing(word)
        return tuple(_option(Fields(node, fields.notes), word) for word, node in pairs if node is not None)
    return tuple(_option(inner) for inner in fields.each("options"))


def _option(fields: Fields, option_id: str = "") -> m.Option:
    sets_node = fields.mapping("sets")
    option = m.Option(
        id=option_id or fields.identifier("option"),
        label=fields.text("label", need=not option_id),
        records=_records(fields),
        sets=tuple(sorted(_sets(Fields(sets_node, fields.notes)))) if sets_node else (),
        ends=fields.choice("ends", v.ENDINGS),
        next=fields.identifier("next") if fields.has("next") else "",
        place=fields.place,
    )
    fields.done()
    return option


def _sets(fields: Fields) -> list[tuple[str, str]]:
    found = [(name, fields.choice(name, (*values, "unknown"))) for name, values in v.QUALIFIERS.items()]
    fields.done()
    return [(name, value) for name, value in found if value and value != "unknown"]


def _records(fields: Fields) -> tuple[m.Given, ...]:
    return tuple(given for item in fields.items("records") if (given := read_given(item, fields)) is not None)


def _row(fields: Fields) -> m.Row:
    qualifier = fields.choice("qualifier", v.QUALIFIERS, need=True, default="when")
    row = m.Row(qualifier, fields.text("ask", need=True), tuple(_option(o) for o in fields.each("options")))
    for option in row.options:
        if option.id not in v.QUALIFIERS[qualifier]:
            known = v.QUALIFIERS[qualifier]
            fields.notes.unknown(
                "field/choice", option.place, option.id, known, field=qualifier, known=", ".join(known)
            )
    fields.done()
    return row
