"""Line mode: a story that is typed where a choice is asked waits for the question in own words; danger in it comes first."""

from pathlib import Path

import pytest

from assistant.content.interface import phrases
from assistant.dialogue.guide import Guide
from tests.plain.test_talk import LINES, hold

STORY = "Sinds haar leerbaan weg is trekt ze zich terug"
READY = phrases("nl", "hands")("plain.early.waits").split(".")[0]


@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_a_story_at_a_list_is_ready_at_its_question(guide: Guide, tmp_path: Path, before: int) -> None:
    lines = (*LINES[:before], STORY, *LINES[before:4])
    talk, written = hold(guide, lines, tmp_path / "waits")
    assert READY in written
    assert talk.talk.early == STORY
    assert {"urgent_today", "role", "age_band"} <= set(talk.talk.session.answers)
    talk, written = hold(guide, (*lines, "", *"2222"), tmp_path / "sent")
    assert "Bedoelt u: ontslag" in written
    assert talk.talk.early == ""
    assert STORY not in str(talk.talk)


def test_more_is_added_and_a_dash_clears_it(guide: Guide, tmp_path: Path) -> None:
    lines = (*LINES[:2], STORY, *LINES[2:4])
    _, written = hold(guide, (*lines, "en drinkt veel alcohol"), tmp_path / "more")
    assert "Bedoelt u" in written
    talk, written = hold(guide, (*lines, "-"), tmp_path / "dash")
    assert (talk.talk.early, "noticed" in talk.talk.session.answers) == ("", False)
    assert phrases("nl", "hands")("plain.forgotten") in written


def test_danger_in_it_is_told_at_once_and_once(guide: Guide, tmp_path: Path) -> None:
    clear = "ze zegt dat ze dood wil"
    talk, written = hold(guide, (*LINES[:2], clear), tmp_path / "clear")
    assert "113" in written
    assert "role" not in talk.talk.session.answers
    _, told = hold(guide, (*LINES[:2], clear, *LINES[2:4], ""), tmp_path / "once")
    assert told.count("Levensgevaar of een plan voor nu?") == written.count("Levensgevaar of een plan voor nu?")
    _, told = hold(guide, (*LINES[:2], clear, *LINES[2:4], "ze wil dood"), tmp_path / "again")
    assert told.count("Levensgevaar of een plan voor nu?") > written.count("Levensgevaar of een plan voor nu?")
    talk, written = hold(guide, (*LINES[:2], "hij praat steeds over messen", "nee", *LINES[2:4]), tmp_path / "quiet")
    assert "Is er een wapen of een dreiging?" in written
    assert "Bel nu 112." not in written
    assert talk.talk.early == "hij praat steeds over messen"


def test_danger_is_heard_too_where_no_text_can_wait(guide: Guide, tmp_path: Path) -> None:
    for place in (5, 7):  # a list, and a short question about an event
        talk, written = hold(guide, (*LINES[:place], "ze wil dood en heeft pillen"), tmp_path / str(place))
        assert "113" in written
        assert READY not in written
        assert talk.talk.early == ""
