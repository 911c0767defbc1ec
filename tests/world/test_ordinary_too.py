"""Fifty ordinary situations give no concern, no partner for radicalisation and nothing for today; one step further they do."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from turned_world import TURNS, Turn
from world import COURSES, Course, concerns, drawn, ids
from world_files import WORLD, World, finished, situations, with_fine_facts

from assistant.content.pack import read_pack, shipped
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import NONE_OF_THESE, Answer
from assistant.result.danger import reader_of
from assistant.result.one_page import page_of
from assistant.result.result import Result, result_of_session

GUIDE = Guide(read_pack(shipped()))
ALL = {world.name: world for world in situations(GUIDE.pack, WORLD / "ordinary_too")}
RADICALISATION = frozenset(
    ("focal_officer", "lse", "municipality", "ess", "ror", "zvh", "police_cter", "nctv", "meld_anoniem")
)


def named(world: World) -> str:
    return world.name


def test_there_are_enough_and_each_is_a_whole_conversation() -> None:
    assert len(ALL) >= 40
    assert len(TURNS) >= 20
    for world in ALL.values():
        position = GUIDE.position(with_fine_facts(GUIDE, world))
        facts = {f"{fact.kind}:{fact.id}" for fact in world.given if fact.state == "present"}
        assert position.ended == "complete", world.name
        assert {fact.ref for fact in position.situation.present()} <= facts, world.name


@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("world", ALL.values(), ids=named)
def test_what_is_ordinary_gives_no_concern_and_nobody_who_would_be_wrong(world: World, course: Course) -> None:
    result = drawn(GUIDE, world, course)
    assert concerns(result, world.expected.possible) == frozenset()
    assert not ids(result, "partner") & RADICALISATION
    assert not ids(result, "step") & world.expected.not_steps
    assert result.ended != "danger"
    assert "colleague" in ids(result, "partner")
    assert "leave_the_word_out" not in ids(
        result, "step"
    )  # where there is nothing to think of, no word for it is named


def turned(turn: Turn) -> Result:
    """The situation with what a turn adds: in a question of several beside what was chosen, else in its place."""
    world = ALL[turn.name]
    answers = dict(with_fine_facts(GUIDE, world).answers)
    for question, options in turn.adds.items():
        spot = GUIDE.dialogue("self_check").by_id[question]
        before = answers[question].chosen if question in answers and spot.kind == "any_of" else ()
        kept = tuple(name for name in before if name != NONE_OF_THESE)
        answers[question] = Answer(chosen=kept + options)
        if question in ("events", "events_around"):
            answers |= {f"about_event@{name}": Answer(rows=tuple(turn.about.items())) for name in options}
    session = replace(with_fine_facts(GUIDE, world), answers=answers)
    return result_of_session(GUIDE, finished(GUIDE, session, world.given))


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: f"{turn.name}-{'-'.join(turn.adds)}")
def test_one_thing_more_that_somebody_did_brings_the_concern_or_the_page(turn: Turn) -> None:
    result = turned(turn)
    if turn.page:
        assert result.ended == "danger"
        assert turn.page in reader_of(GUIDE.pack, result.situation).kinds
        return
    assert turn.triggers <= ids(result, "trigger")
    assert ids(result, "signal")
    assert ids(result, "partner") & turn.partner
    assert "leave_the_word_out" in ids(result, "step") or "veilig_thuis_before_talk" in ids(result, "step")


def test_what_weighs_most_stands_first_among_what_was_named() -> None:
    turn = next(each for each in TURNS if each.name == "inval-op-het-verkeerde-adres")
    own = dict(page_of(turned(turn), "nl").own)
    assert own["U noemde"].startswith("praat geweld goed;")
