"""What people hand in: the answers of a round, and hands that a trainer counted (YAML or JSON)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.content.model import Case, Pack
from assistant.content.nodes import Map, Node, Scalar, Seq
from assistant.content.reader import Fields, Notes, nearest
from assistant.content.source import parse
from assistant.dialogue.answers import answers_of
from assistant.errors import Finding, InputError, Place
from assistant.practice.case_round import Round, begin, script_for
from assistant.practice.case_script import (
    DRIVERS,
    FORK_AT,
    LINE,
    MARK,
    MODES,
    PARTNER,
    SIMULATION,
    STEP,
    TRIGGERS,
    script_of,
)
from assistant.practice.classroom import Tally

MOST_PEOPLE = 1000
COUNTED = {"triggers": TRIGGERS, "drivers": DRIVERS, "steps": STEP, "partners": PARTNER}
"""What hands are counted for beside the points, with the question that offers it."""


def case_named(cases: Mapping[str, Case], name: str, place: Place = Place("dialogues/cases")) -> Case:  # noqa: B008
    """The case called `name`. Raises InputError with the nearest names."""
    if name not in cases:
        raise InputError([Finding("practice/case", place, {"word": name, "near": nearest(name, cases)})])
    return cases[name]


def _mapping(data: bytes, file: str, notes: Notes) -> Fields:
    nodes, findings = parse(data, file)
    notes.findings += findings
    if not findings and (len(nodes) != 1 or not isinstance(nodes[0], Map)):
        notes.add("input/shape", Place(file, 1, 1))
    _stop(notes)
    assert isinstance(nodes[0], Map)
    return Fields(nodes[0], notes)


def _stop(notes: Notes) -> None:
    errors = [finding for finding in notes.findings if finding.severity == "error"]
    if errors:
        raise InputError(errors)


# ---------------------------------------------------------------- the answers of a round


def read_round(data: bytes, file: str, pack: Pack, day: str, *, case: str = "", mode: str = "") -> tuple[Case, Round]:
    """The round in an answers file: `{case, mode, marks: {cue: yes 80}, triggers, drivers, step, partner, forks, line}`."""
    notes = Notes()
    fields = _mapping(data, file, notes)
    named = fields.identifier("case") if fields.has("case") or not case else case
    wish = fields.choice("mode", MODES, default="practice")
    _stop(notes)
    vignette = case_named(pack.cases, case or named, fields.at("case"))
    one = begin(vignette, mode or wish, day)
    answers = answers_of(_by_question(fields), script_for(pack, one), pack, notes, day)
    fields.done()
    _stop(notes)
    return vignette, replace(one, session=one.session.answered_all(answers))


def _by_question(fields: Fields) -> Map:
    """The answers of the file by the keys of the questions, as the answers of every conversation are read."""
    entries: dict[str, Node] = {}
    for name, prefix in (("marks", MARK), ("forks", FORK_AT)):
        node = fields.mapping(name)
        entries |= {prefix + cue: value for cue, value in node.entries.items()} if node else {}
    for name in (TRIGGERS, DRIVERS, STEP, PARTNER, LINE):
        value = fields.get(name)
        if isinstance(value, Seq) and not value.items:
            value = Scalar("none", "str", value.place)
        if value is not None:
            entries[name] = value
    return Map(entries, {key: value.place for key, value in entries.items()}, fields.place)


# ---------------------------------------------------------------- counted hands


def read_hands(data: bytes, file: str, pack: Pack) -> tuple[Case, Tally]:
    """Hands counted in a room: `{case, people, marks: {cue: hands}, triggers: {id: hands}, drivers, steps, partners}`."""
    notes = Notes()
    fields = _mapping(data, file, notes)
    name = fields.identifier("case")
    people = fields.number("people", need=True)
    _stop(notes)
    case = case_named(pack.cases, name, fields.at("case"))
    if not 1 <= people <= MOST_PEOPLE:
        notes.add("practice/people", fields.at("people"))
    known = hand_choices(pack, case)
    counted = {key: _counted(fields, key, names, people) for key, names in known.items()}
    fields.done()
    _stop(notes)
    return case, hands_of(case, people, {f"{k}/{each}": n for k, votes in counted.items() for each, n in votes.items()})


def hand_choices(pack: Pack, case: Case) -> dict[str, list[str]]:
    """What hands can be counted for: the cues, and what is named or chosen."""
    asked = script_of(pack, case, SIMULATION).by_id
    return {"marks": list(case.by_id), **{part: [o.id for o in asked[key].options] for part, key in COUNTED.items()}}


def hands_of(case: Case, people: int, counted: Mapping[str, int]) -> Tally:
    """What a group chose, from hands by `marks/CUE`, `triggers/ID` and so on. Whoever raised no hand said: ordinary."""

    def part(key: str) -> dict[str, int]:
        return {name.partition("/")[2]: n for name, n in counted.items() if name.startswith(f"{key}/")}

    yes = part("marks")
    no = {cue: people - hands for cue, hands in yes.items()}
    return Tally(people, yes, no, part("triggers"), part("drivers"), part("steps"), part("partners"))


def hands_yaml(case: Case, people: int, counted: Mapping[str, int]) -> str:
    """Counted hands as the file that `read_hands` reads."""
    lines = [f"case: {case.id}", f"people: {people}"]
    tally = hands_of(case, people, counted)
    groups = (tally.yes, tally.triggers, tally.drivers, tally.steps, tally.partners)
    for key, votes in zip(("marks", "triggers", "drivers", "steps", "partners"), groups, strict=True):
        if votes:
            lines += [f"{key}:", *(f'  "{name}": {hands}' for name, hands in votes.items())]
    return "\n".join(lines) + "\n"


def _counted(fields: Fields, key: str, known: list[str], people: int) -> dict[str, int]:
    node = fields.mapping(key)
    if node is None:
        return {}
    inner = Fields(node, fields.notes)
    found = {}
    for name in node.entries:
        if name not in known:
            fields.notes.unknown("practice/choice", node.keys[name], name, known, known=", ".join(known))
            inner.get(name)
            continue
        hands = inner.number(name)
        if not 0 <= hands <= people:
            fields.notes.add("practice/hands", node.keys[name], word=name, known=str(people))
        found[name] = hands
    inner.done()
    return found
