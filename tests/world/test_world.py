"""The situations of the world are well formed; danger opens its page for everybody; what is ordinary stays ordinary."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from world import COURSES, SHORT, Course, concerns, drawn, ids, longer_ago, measured, page_shown, possible
from world_files import KINDS, WORLD, World, read_situation, situations, with_fine_facts

from assistant.content.pack import read_pack, shipped
from assistant.content.vocabulary import PROFESSIONS
from assistant.dialogue.guide import Guide
from assistant.errors import InputError
from assistant.result.one_page import page_of

GUIDE = Guide(read_pack(shipped()))
FILES = sorted(WORLD.glob("*.yaml"))
ALL = tuple(situations(GUIDE.pack))
DANGER = [world for world in ALL if world.kind == "danger"]
ORDINARY = [world for world in ALL if world.kind == "ordinary"]
CASE = (WORLD / "01-buurtvrijwilliger-na-dood-moeder.yaml").read_text("utf-8")

# Ordinary situations of the half that may be looked at, and the concerns they still give. Take off what is mended; never add.
KNOWN: dict[str, set[str]] = {}
KNOWN_IN_EXAM = 0  # of 31
# So many of the trigger factors that sources name in that half are drawn or told as possible. Raise what is better; never lower.
FLOOR: list[tuple[Course, bool, int]] = [
    ("self-check", False, 25),
    ("self-check", True, 28),
    ("infer", False, 28),
    ("infer", True, 31),
]
# Of those 32, so many stand on the result: drawn, possible, or told as longer ago.
IN_SIGHT: dict[Course, int] = {"self-check": 28, "self-check, own words": 31, "infer": 31}


def named(world: World) -> str:
    return world.name


# ---------------------------------------------------------------- the files


def test_there_are_enough_of_every_kind_in_both_halves() -> None:
    assert len(ALL) == len(FILES) == len({world.name for world in ALL})
    assert len(DANGER) >= 12
    assert len(ORDINARY) >= 20
    assert {(world.kind, world.half) for world in ALL} == {(kind, half) for kind in KINDS for half in ("dev", "exam")}


@pytest.mark.parametrize("world", ALL, ids=named)
def test_every_file_is_a_whole_conversation_about_what_it_says(world: World) -> None:
    position = GUIDE.position(with_fine_facts(GUIDE, world))
    assert position.ended == ("danger" if world.expected.danger_page else "complete")
    facts = {f"{fact.kind}:{fact.id}" for fact in world.given if fact.state == "present"}
    assert {fact.ref for fact in position.situation.present()} <= facts


BROKEN = {  # what stands there, what replaces it, the word on the line that is told, and the code
    "a kind that does not exist": ("kind: case", "kind: hopeless", "hopeless", "field/choice"),
    "a source nobody saw": ("how_sure: seen", "how_sure: made by the writer", "made by", "field/choice"),
    "no address": (
        "address: https://fi.wikipedia.org./wiki/Mohammed_Bouyeri",
        "address: ''",
        "address:",
        "field/missing",
    ),
    "a step that does not exist": ("- talk_open\n", "- talk_opne\n", "talk_opne", "reference/unknown"),
    "a fact that does not exist": ("- event: bereavement", "- event: bereavment", "bereavment", "reference/unknown"),
    "an option that does not exist": (
        "- left_school\n  events_",
        "- left_skool\n  events_",
        "left_skool",
        "input/option",
    ),
    "a page that does not exist": ("danger_page: null", "danger_page: fire", "fire", "field/choice"),
    "expected and forbidden": ("    - call_112\n", "    - talk_open\n", "    - talk_open", "case/key-twice"),
    "no words of the source": ("    death_confrontation: ", "    detention: ", "    detention: ", "field/missing"),
    "a field nobody knows": ("why:\n", "because: x\nwhy:\n", "because", "field/unknown"),
    "nothing": (CASE, "", "", "input/shape"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_in_a_file_is_told_with_its_line(name: str) -> None:
    right, wrong, word, code = BROKEN[name]
    assert CASE.count(right) == 1, "the file changed: choose another place to break it"
    broken = CASE.replace(right, wrong)
    with pytest.raises(InputError) as raised:
        read_situation(broken.encode(), "case.yaml", GUIDE.pack)
    line = broken[: broken.index(word)].count("\n") + 1
    assert [(finding.code, finding.place.line) for finding in raised.value.findings] == [(code, line)]


def test_one_broken_field_is_told_once_and_beside_another() -> None:
    broken = CASE.replace("kind: case", "kind: hopeless").replace("danger_page: null", "danger_page: fire")
    with pytest.raises(InputError) as raised:
        read_situation(broken.encode(), "case.yaml", GUIDE.pack)
    assert len(raised.value.findings) == 2


# ---------------------------------------------------------------- what follows


@pytest.mark.parametrize("course", SHORT)
@pytest.mark.parametrize("world", DANGER, ids=named)
def test_danger_opens_its_page_whatever_the_role(world: World, course: str) -> None:
    shown = {role: page_shown(GUIDE, world, course, role) for role in PROFESSIONS}
    assert "wrong" not in shown.values(), shown


@pytest.mark.parametrize("world", [w for w in ALL if w.kind != "danger"], ids=named)
def test_without_danger_no_page_opens(world: World) -> None:
    for course in COURSES:
        result = drawn(GUIDE, world, course)
        assert result.ended != "danger"
        assert not ids(result, "partner") & {"emergency_112"}


@pytest.mark.parametrize("world", [w for w in ORDINARY if w.half == "dev"], ids=named)
def test_what_is_ordinary_gives_no_concern_but_those_we_know_of(world: World) -> None:
    for course in COURSES:
        given = concerns(drawn(GUIDE, world, course), world.expected.possible)
        assert given <= KNOWN.get(world.name, set()), course


@pytest.mark.parametrize("world", [w for w in ORDINARY if w.half == "dev"], ids=named)
def test_what_is_ordinary_calls_nobody_and_asks_nothing_that_would_be_wrong(world: World) -> None:
    for course in COURSES:
        result = drawn(GUIDE, world, course)
        assert not ids(result, "partner") & world.expected.not_partners, course
        assert not ids(result, "step") & world.expected.not_steps, course


def test_what_is_ordinary_gives_no_more_concern_in_the_half_that_nobody_looks_at() -> None:
    exam = [world for world in ORDINARY if world.half == "exam"]
    for course in COURSES:
        number = sum(bool(concerns(drawn(GUIDE, world, course), world.expected.possible)) for world in exam)
        assert number <= KNOWN_IN_EXAM, course


DEV_CASES = [world for world in ALL if world.kind == "case" and world.half == "dev"]


@pytest.mark.parametrize("world", DEV_CASES, ids=named)
def test_a_case_gives_no_trigger_factor_or_partner_that_would_be_wrong(world: World) -> None:
    for course in COURSES:
        result = drawn(GUIDE, world, course)
        assert not ids(result, "trigger") & world.expected.not_triggers
        assert not ids(result, "partner") & world.expected.not_partners


@pytest.mark.parametrize(("course", "doubt", "least"), FLOOR)
def test_what_a_source_names_is_drawn_or_stays_visible_as_possible(course: Course, doubt: bool, least: int) -> None:
    results = ((world, drawn(GUIDE, world, course, doubt=doubt)) for world in DEV_CASES)
    seen = [world.expected.triggers & (ids(result, "trigger") | possible(result)) for world, result in results]
    assert sum(map(len, seen)) >= least


@pytest.mark.parametrize("course", COURSES)
def test_what_a_source_names_does_not_disappear_because_it_is_longer_ago(course: Course) -> None:
    results = ((world, drawn(GUIDE, world, course)) for world in DEV_CASES)
    told = [world.expected.triggers & (ids(r, "trigger") | possible(r) | longer_ago(r)) for world, r in results]
    assert sum(map(len, told)) >= IN_SIGHT[course]


@pytest.mark.parametrize("world", [w for w in ORDINARY if w.half == "dev"], ids=named)
def test_what_somebody_looks_for_is_nothing_that_an_ordinary_situation_points_to(world: World) -> None:
    for course in COURSES:
        result = drawn(GUIDE, world, course)
        part, sought = page_of(result, "nl").part("concerns"), page_of(result, "nl").part("seeks")
        assert part is not None
        pointed = {item.ref for item in part.items if item.ref}
        assert all(ref.startswith("driver:") or ref.partition(":")[2] in world.expected.possible for ref in pointed)
        if not concerns(result):
            assert not pointed
            looked_for = {item.ref for item in sought.items} if sought else set()
            assert looked_for == {f"driver:{name}" for name in ids(result, "driver")}


@pytest.mark.parametrize("world", [w for w in ALL if w.expected.triggers], ids=named)
def test_not_knowing_when_or_how_it_weighed_draws_nothing_more(world: World) -> None:
    for course in COURSES:
        known, doubted = drawn(GUIDE, world, course), drawn(GUIDE, world, course, doubt=True)
        assert ids(doubted, "trigger") <= ids(known, "trigger")
        assert not possible(doubted) & ids(doubted, "trigger")


def test_the_figures_are_of_every_situation_and_add_up() -> None:
    lines = measured(GUIDE, ALL[:12])
    kinds = {(world.half, world.kind) for world in ALL[:12]}
    assert {tuple(name.split()[1:3]) for name in lines} == kinds
    for half, kind in kinds:
        number = sum((world.half, world.kind) == (half, kind) for world in ALL[:12])
        assert all(lines[f"world {half} {kind} {course}"].startswith(f"n {number}: ") for course in COURSES)
