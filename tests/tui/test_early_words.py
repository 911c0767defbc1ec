"""A story that is typed where a choice is asked: danger in it first, then it waits in the box of the question for own words."""

import gc

import pytest
import tui_walk as t
from textual import events

from assistant.present.talk import Talk, answered_all, stepped_out, talk_view, told_early, typed
from assistant.tui.box import Box
from assistant.tui.options import Options
from assistant.tui.page_screens import DangerScreen
from assistant.tui.talk_screen import TalkScreen

STORY = "Sinds haar leerbaan weg is trekt ze zich terug"
CLEAR = "ze zegt dat ze dood wil"
QUIET = "hij praat steeds over messen"


def early(until: str, text: str, found: str = "") -> tuple[Talk, Talk]:
    talk = t.told(until=until)
    return talk, told_early(t.guide(), talk, text, "nl", found)


@pytest.mark.parametrize("until", ["danger_now", "urgent_today", "role", "age_band"])
def test_a_story_at_a_list_waits_and_answers_nothing(until: str) -> None:
    talk, after = early(until, STORY)
    assert (after.early, after.session) == (STORY, talk.session)
    assert (after.urgent, after.meant) == ((), ())


def test_a_search_or_a_story_for_which_it_is_too_late_changes_nothing() -> None:
    for until, text, found in (
        ("role", "zorg", ""),
        ("role", "iets met zorg", "care_worker"),
        ("events", STORY, ""),
        ("urgent_today", "denkt aan zelfdoding nu", "suicide"),
    ):
        talk, after = early(until, text, found)
        assert after is talk, (until, text)


def test_danger_in_it_is_heard_at_once_and_only_once() -> None:
    talk, after = early("role", CLEAR)
    assert [meant.ref for meant in after.urgent] == ["danger:suicide_thoughts"]
    assert (after.early, after.session) == (CLEAR, talk.session)
    _, after = early("role", QUIET)
    assert talk_view(t.guide(), after, "nl").question.proposes == "danger:immediate"
    _, late = early("events", "wil dood", "")
    assert [meant.ref for meant in late.urgent] == ["danger:suicide_thoughts"], "also where no text can wait"
    _, late = early("events", CLEAR, "bereavement")
    assert late.urgent, "also when a choice was found by it"
    assert told_early(t.guide(), late, CLEAR, "nl", "bereavement") is late, "the second time the choice is taken"


def test_at_its_question_it_stands_ready_and_then_it_is_forgotten() -> None:
    _, after = early("age_band", CLEAR)
    after = answered_all(t.guide(), after, "age_band", {"age_band": t.answer_for(("age_16_17",), "one_of")})
    assert talk_view(t.guide(), after, "nl").question.typed == CLEAR
    sent = typed(t.guide(), after, "noticed", CLEAR, "nl")
    assert (sent.early, sent.heard, sent.urgent) == ("", frozenset(), ()), "its danger was told of already"
    changed = typed(t.guide(), after, "noticed", f"{CLEAR}. Nu", "nl")
    assert changed.urgent
    assert stepped_out(after).early == ""
    over = answered_all(t.guide(), early("role", STORY)[1], "role", {"role": t.answer_for(("not_for_this",), "one_of")})
    assert over.early == "", "where the conversation ends it has nothing to wait for"


def keys(text: str) -> list[str]:
    return ["space" if sign == " " else sign for sign in text]


async def test_a_story_typed_at_a_list_comes_back_in_the_box() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="role")
        await pilot.press(*keys(STORY))
        await t.settled(pilot)
        assert app.talk.early == ""
        assert "Enter zet het klaar" in t.shown(app)
        await pilot.press("enter")
        await t.settled(pilot)
        assert (app.talk.early, t.open_key(app), t.prompt(app).sought) == (STORY, "role", "")
        assert "Uw tekst staat klaar" in t.prompt(app).note
        await pilot.press("2", "3")
        await t.settled(pilot)
        assert t.open_key(app) == "noticed"
        box = t.prompt(app).query_one(Box)
        assert (box.text, app.screen.focused) == (STORY, box)
        assert t.prompt(app).note
        await pilot.press(*" en zwijgt", "enter")
        await t.settled(pilot)
        assert "event:dismissal" in [meant.ref for meant in app.talk.meant]
        assert app.talk.words == f"{STORY} en zwijgt"
        while app.talk.meant:
            await pilot.press("2")
            await t.settled(pilot)
        assert (app.talk.early, box.text, t.prompt(app).note) == ("", "", "")
        gc.collect()
        assert [
            each for each in gc.get_objects() if isinstance(each, dict) and f"{STORY} en zwijgt" in each.values()
        ] == []


async def test_escape_forgets_it_and_a_second_story_comes_after_the_first() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="role")
        await pilot.press(*keys(STORY), "escape")
        await t.settled(pilot)
        assert (app.talk.early, t.prompt(app).sought, type(app.screen)) == ("", "", TalkScreen)
        app.screen.query_one(Options).post_message(events.Paste("het gaat niet\ngoed met haar"))
        await t.settled(pilot)
        await t.click_row(pilot, "teacher_mbo")  # by mouse it is not lost either
        await t.settled(pilot)
        await pilot.press(*keys("ook thuis niet meer"), "enter", "3")
        await t.settled(pilot)
        assert t.prompt(app).query_one(Box).text == "het gaat niet\ngoed met haar\nook thuis niet meer"


async def test_danger_typed_at_a_list_shows_whom_to_call_and_answers_nothing() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="role")
        answers = dict(app.talk.session.answers)
        await pilot.press(*keys(CLEAR), "enter")
        await t.settled(pilot)
        assert isinstance(app.screen, DangerScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        assert (app.talk.session.answers, t.prompt(app).view.key, app.talk.early) == (answers, "role", CLEAR)
        await pilot.press(*keys(QUIET), "enter")
        await t.settled(pilot)
        assert t.prompt(app).view.proposes == "danger:immediate"
        await pilot.press("2")
        await t.settled(pilot)
        assert (t.prompt(app).view.key, app.talk.early) == ("role", f"{CLEAR}\n{QUIET}")
