"""Knowledge files: lists of entries to typed values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.conditions import read_conditions
from assistant.content.mentions import facts_in, walk
from assistant.content.nodes import Map, Scalar
from assistant.content.reader import Fields


def _common(fields: Fields, kind: str) -> dict[str, Any]:
    """The fields every entry shares. The key with the kind's own name holds the id."""
    return {
        "kind": kind,
        "id": fields.identifier(kind),
        "place": fields.place,
        "name": fields.text("title" if kind == "source" else "name", need=True),
        "basis": fields.choice("basis", v.BASES, need=kind != "source", default="not_entered"),
        "basis_of": fields.word_map("basis_of"),
        "sources": fields.citations("sources"),
        "review_by": fields.date("review_by"),
    }


def _needs(fields: Fields) -> m.Needs:
    """`needs: none`, or a list of conditions of which one is enough."""
    node = fields.get("needs")
    if node is None:
        return m.NO_NEEDS
    if isinstance(node, Scalar) and node.value == "none":
        return m.Needs((), True)
    found = read_conditions(fields, "needs")
    facts = tuple(each for each in found if _presumable(each))
    if len(facts) < len(found) or not fields.items("needs"):
        fields.notes.add("needs/shape", fields.at("needs"))
    return m.Needs(facts, True)


def _presumable(condition: m.Condition) -> bool:
    """Whether it is about observed facts, and about what is there: a text cannot rest on what is not known."""
    plain = all(
        isinstance(each, m.FactIs | m.Absent | m.All | m.AnyOf) or (isinstance(each, m.Count) and each.at_least)
        for each in walk(condition)
    )
    counted = [each.kind for each in walk(condition) if isinstance(each, m.Count) and each.kind]
    return plain and all(kind in v.OBSERVED for kind in (*(kind for kind, *_ in facts_in(condition)), *counted))


def _sayings(fields: Fields, key: str) -> tuple[m.Saying, ...]:
    """A list of texts, each of which may say what it needs."""
    found: list[m.Saying] = []
    for item in fields.items(key):
        needs, node = m.NO_NEEDS, item
        if isinstance(item, Map):
            needs = _needs(Fields(item, fields.notes))
            entries = {name: value for name, value in item.entries.items() if name != "needs"}
            node = Map(entries, {name: place for name, place in item.keys.items() if name != "needs"}, item.place)
        text = fields.text_of(node, key)
        found.append(m.Saying(text.nl, text.en, needs))
    return tuple(found)


def _source(fields: Fields) -> m.Source:
    return m.Source(
        **_common(fields, "source"),
        publisher=fields.word("publisher"),
        year=fields.word("year"),
        url=fields.word("url"),
        number=fields.word("ref"),
        read=fields.choice("read", ("whole", "opening", "abstract", "contents"), default="opening"),
        verified=fields.flag("verified"),
    )


def _spot(fields: Fields) -> m.Spot | None:
    """`QUESTION` or `QUESTION.OPTION`; whether these exist is checked when all files are read."""
    question, _, option = fields.word("part_of").partition(".")
    return m.Spot(question, option, fields.node.entries["part_of"].place) if question else None


def _observation(kind: str) -> Callable[[Fields], m.Observation]:
    def read(fields: Fields) -> m.Observation:
        return m.Observation(
            **_common(fields, kind),
            note=fields.text("note"),
            opener=fields.text("opener"),
            help=fields.text("help"),
            noun=fields.text("noun"),
            profession=fields.flag("profession"),
            background=fields.flag("background"),
            page=_page(fields),
            formerly=fields.words("formerly"),
            part_of=_spot(fields),
            practice_only=fields.text("practice_only"),
            how=_how(fields),
            safety=fields.flag("safety"),
            at_home=fields.flag("at_home"),
            needs=_needs(fields),
            unit=fields.text("unit"),
            minimum=fields.number("minimum"),
            maximum=fields.number("maximum", default=1000),
        )

    return read


def _page(fields: Fields) -> m.DangerText | None:
    node = fields.mapping("page")
    if node is None:
        return None
    inside = Fields(node, fields.notes)
    page = read_page(inside)
    inside.done()
    return page


def read_page(fields: Fields) -> m.DangerText:
    """The fields of a danger page."""
    return m.DangerText(
        fields.text("title", need=True),
        fields.text("call"),
        fields.texts("lines"),
        fields.texts("today"),
        fields.texts("do_not"),
        tuple(_lines_for(each) for each in fields.each("lines_for")),
    )


def _lines_for(fields: Fields) -> m.LinesFor:
    found = m.LinesFor(
        fields.choice("part", v.PAGE_PARTS, default="lines"),
        fields.texts("lines"),
        fields.choices("professions", v.PROFESSIONS),
        fields.choices("ages", v.AGE_BANDS),
    )
    if not found.lines:
        fields.missing("lines")
    fields.done()
    return found


def _help_page(fields: Fields) -> m.HelpPage:
    return m.HelpPage(**_common(fields, "help_page"), page=_page(fields) or m.DangerText(m.NO_TEXT))


def _trigger(fields: Fields) -> m.Trigger:
    return m.Trigger(
        **_common(fields, "trigger"),
        level=fields.choice("level", v.LEVELS, need=True, default="micro"),
        list=fields.choice("list", ("study_2015", "later"), default="study_2015"),
        definition=fields.text("definition", need=True),
        is_not=fields.text("is_not"),
        note=fields.text("note"),
        direction=fields.choice("direction", v.DIRECTIONS, default="not_entered"),
        role=fields.choice("role", v.ROLES, default="not_entered"),
        drivers=tuple(_driver_link(link) for link in fields.each("drivers")),
        looks_like=fields.text_map("looks_like", v.SETTINGS),
        ask=_sayings(fields, "ask"),
        opening=_sayings(fields, "opening"),
        still_counts=fields.text("still_counts"),
        ordinary=fields.refs("ordinary", "explanation"),
        partners=fields.refs("partners", "partner"),
        leads_to=tuple(_trigger_link(link) for link in fields.each("leads_to")),
        support=fields.word_map("support", v.SUPPORT_CELLS),
    )


def _driver_link(fields: Fields) -> m.DriverLink:
    link = m.DriverLink(
        fields.identifier("driver"),
        fields.choice("basis", v.BASES, need=True, default="not_entered"),
        fields.citations("sources"),
        fields.place,
    )
    fields.done()
    return link


def _trigger_link(fields: Fields) -> m.TriggerLink:
    link = m.TriggerLink(
        fields.identifier("trigger"),
        fields.choice("basis", v.BASES, need=True, default="not_entered"),
        fields.citations("sources"),
        fields.place,
    )
    fields.done()
    return link


def _driver(fields: Fields) -> m.Driver:
    return m.Driver(
        **_common(fields, "driver"),
        description=fields.text("description", need=True),
        sought=fields.text("sought"),
        note=fields.text("note"),
        address=fields.texts("address"),
        ask=_sayings(fields, "ask"),
        opening=_sayings(fields, "opening"),
        ordinary=fields.refs("ordinary", "explanation"),
    )


def _signal(fields: Fields) -> m.Signal:
    return m.Signal(
        **_common(fields, "signal"), note=fields.text("note"), ordinary=fields.refs("ordinary", "explanation")
    )


def _how(fields: Fields) -> m.How | None:
    word = fields.choice("how", m.HOWS)
    return next((how for how in m.HOWS if how == word), None)


def _inquiry(fields: Fields) -> m.Inquiry:
    return m.Inquiry(
        **_common(fields, "inquiry"), note=fields.text("note"), how=_how(fields), do_not=fields.text("do_not")
    )


def _step(fields: Fields) -> m.Step:
    return m.Step(
        **_common(fields, "step"),
        text=fields.text("text", need=True),
        text_for=fields.text_map("text_for", v.PROFESSIONS),
        phase=fields.choice("phase", v.PHASES, default="then"),
        danger_page=fields.identifier("danger_page") if fields.has("danger_page") else "",
        sharing=fields.choice("sharing", v.SHARING_PARTS, default="how"),
        asks_nothing=fields.flag("asks_nothing"),
        home_unsure=fields.flag("home_unsure"),
        act=fields.choice("act", v.ACTS, default="help"),
        partners=fields.refs("with", "partner"),
        same_as=fields.refs("same_as", "step"),
        duty=fields.choice("duty", v.DUTIES),
        limits=fields.refs("limits", "step"),
        again=fields.choice("again", v.AGAIN),
        do_not=fields.text("do_not"),
        needs=_needs(fields),
    )


def _partner(fields: Fields) -> m.Partner:
    fits = fields.mapping("fits")
    inside = Fields(fits, fields.notes) if fits else None
    entry = m.Partner(
        **_common(fields, "partner"),
        name_for=fields.text_map("name_for", v.PROFESSIONS),
        short=fields.text("short"),
        role=fields.text("role"),
        for_whom=fields.text("for_whom"),
        when=fields.text("when"),
        not_for=fields.text("not_for"),
        look_for=fields.text("look_for"),
        phone=fields.word("phone"),
        verified_on=fields.date("verified_on"),
        fits_triggers=inside.refs("triggers", "trigger") if inside else (),
        fits_levels=inside.words("levels") if inside else (),
        reach=fields.word_map("reach", v.PROFESSIONS),
    )
    if inside:
        inside.done()
    return entry


def _law(fields: Fields) -> m.Law:
    return m.Law(
        **_common(fields, "law"),
        about=fields.choice("about", v.LAW_ABOUT, need=True, default="help"),
        truth=fields.choice("truth", v.LAW_TRUTHS, need=True, default="ask"),
        owner=fields.word("owner", need=True),
        as_of=_needed_date(fields, "as_of"),
        professions=fields.choices("professions", v.PROFESSIONS),
        ages=fields.choices("ages", v.AGE_BANDS),
        text=fields.text("text", need=True),
    )


def _needed_date(fields: Fields, key: str) -> str:
    if not fields.has(key):
        fields.missing(key)
    return fields.date(key)


def _term(fields: Fields) -> m.Term:
    return m.Term(**_common(fields, "term"), text=fields.text("text", need=True))


LISTS: dict[str, tuple[str, Callable[[Fields], m.Entry]]] = {
    "sources": ("source", _source),
    "triggers": ("trigger", _trigger),
    "drivers": ("driver", _driver),
    "events": ("event", _observation("event")),
    "changes": ("change", _observation("change")),
    "cues": ("cue", _observation("cue")),
    "context": ("context", _observation("context")),
    "protective": ("protective", _observation("protective")),
    "explanations": ("explanation", _observation("explanation")),
    "danger": ("danger", _observation("danger")),
    "danger_pages": ("help_page", _help_page),
    "numbers": ("number", _observation("number")),
    "signals": ("signal", _signal),
    "inquiries": ("inquiry", _inquiry),
    "steps": ("step", _step),
    "partners": ("partner", _partner),
    "law_and_help": ("law", _law),
    "glossary": ("term", _term),
}


def read_info(fields: Fields) -> m.PackInfo:
    """The `pack:` block."""
    info = m.PackInfo(
        fields.identifier("id"),
        fields.word("version", need=True),
        fields.text("title", need=True),
        fields.word("licence"),
        fields.date("reviewed_on"),
    )
    fields.done()
    return info


def read_list(name: str, fields: Fields) -> list[m.Entry]:
    """All entries of the list `name` (one of LISTS) in a knowledge file."""
    _, read = LISTS[name]
    entries = []
    for inner in fields.each(name):
        entry = read(inner)
        inner.done()
        if entry.id:
            entries.append(entry)
    return entries
