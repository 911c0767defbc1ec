"""Dialogue files to typed values."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.conditions import read_conditions, read_given
from assistant.content.nodes import Scalar
from assistant.content.questions import IN_PACKS
from assistant.content.reader import Fields
from assistant.content.rules import read_conclusions


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
        minutes=fields.minutes(8),
        intro=fields.texts("intro"),
        sections=tuple(sections),
        questions=tuple(questions),
        endings=_endings(fields),
        about=fields.choice("about", v.ABOUT, default="person"),
        formerly=fields.word_map("formerly"),
        one_of=tuple(group for word in v.GROUPS for group in _groups(fields, word)),
        place=fields.place,
    )
    if not questions:
        fields.notes.add("dialogue/no-questions", fields.place)
    fields.done()
    return dialogue


def _groups(fields: Fields, word: str) -> Iterator[m.OneOf]:
    """The groups of conclusions under `exactly_one_of` or `at_least_one_of`."""
    for inner in fields.each(word):
        refs = read_conclusions(inner, "of")
        if len(refs) < 2:
            fields.notes.add("dialogue/group-small", inner.place, word=word)
        inner.done()
        yield m.OneOf(word, refs, inner.place)


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


class _Block:
    """The block of a question, as its kind reads it."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.words = fields.words
        self.word_map = fields.word_map
        self.number = fields.number
        self.choice = fields.choice

    def at_most(self) -> int:
        """How many may be chosen, at least one; 0 when nothing is said of it."""
        found = self.fields.number("at_most")
        if self.fields.has("at_most") and found < 1:
            self.fields.notes.add("field/at-most", self.fields.at("at_most"), word=str(found))
        return max(0, found)

    def word(self, key: str) -> str:
        """An id, empty when it is not there."""
        return self.fields.identifier(key) if self.fields.has(key) else ""

    def options(self) -> tuple[m.Option, ...]:
        """The options, each with an id and a label."""
        return tuple(_option(inner) for inner in self.fields.each("options"))

    def option(self, word: str) -> m.Option | None:
        """The option that stands under a word of its own, such as `yes`; None, noted, when there is none."""
        node = self.fields.mapping(word)
        if node is None:
            self.fields.missing(word)
            return None
        return _option(Fields(node, self.fields.notes), word)

    def rows(self) -> tuple[m.Row, ...]:
        """The short questions of one screen."""
        return tuple(_row(row) for row in self.fields.each("rows"))

    def records(self) -> tuple[m.Given, ...]:
        """What any answer records."""
        return _records(self.fields)

    def label(self, key: str) -> m.Text:
        """The label in a block of its own."""
        node = self.fields.mapping(key)
        if node is None:
            return m.NO_TEXT
        inner = Fields(node, self.fields.notes)
        text = inner.text("label", need=True)
        inner.done()
        return text


_OF_SOME_KIND = (
    *("text", "ask", "options", "yes", "no", "none_of_these", "at_most", "unticked", "choose_from", "for_each"),
    *("narrowed_by", "rows", "qualifies", "records", "formerly"),
)
"""The fields that only some kinds have: of a question without a kind nobody knows whether they fit."""


def _question(fields: Fields, section: str) -> m.Question:
    named = fields.choice("kind", IN_PACKS, need=True)
    kind = IN_PACKS.get(named) or next(iter(IN_PACKS.values()))
    if (
        not named
    ):  # nobody implements it, which was noted: what it would have said of its own is not held against it too
        fields.asked |= dict.fromkeys(fields.node.entries if fields.has("kind") else _OF_SOME_KIND)
    block = _Block(fields)
    compulsory = isinstance(fields.node.entries.get("unknown"), Scalar) and not fields.flag("unknown", default=True)
    if compulsory and (kind.repeated or kind.silent):  # there it would be read and do nothing
        fields.notes.add("field/type", fields.at("unknown"), field="unknown", wanted="mapping")
    return m.Question(
        id=fields.identifier("question"),
        kind=kind.name,
        section=section,
        ask=fields.text("text" if kind.says else "ask", need=True),
        help=fields.text("help"),
        why=fields.text("why"),
        after=fields.text("after"),
        unknown=m.NO_TEXT if compulsory else block.label("unknown"),
        refusable=fields.flag("refusable", default=not kind.says) and not compulsory,
        needs_answer=compulsory,
        only_if=read_conditions(fields, "only_if"),
        offers_danger_page=fields.flag("offers_danger_page"),
        own_impression=fields.flag("own_impression"),
        place=fields.place,
        **kind.read(block),
    )


def _option(fields: Fields, option_id: str = "") -> m.Option:
    sets_node = fields.mapping("sets")
    option = m.Option(
        id=option_id or fields.identifier("option"),
        label=fields.text("label", need=not option_id),
        records=_records(fields),
        sets=tuple(sorted(_sets(Fields(sets_node, fields.notes)))) if sets_node else (),
        ends=fields.choice("ends", v.ENDINGS),
        next=fields.identifier("next") if fields.has("next") else "",
        lands=fields.text("lands") if fields.has("lands") else m.NO_TEXT,
        because=fields.text("because") if fields.has("because") else m.NO_TEXT,
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
