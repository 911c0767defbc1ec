"""A whole self-check in the app, by keyboard and by mouse, in both languages, to the result."""

import pytest
import tui_walk as t

from assistant.dialogue.session import Answer
from assistant.tui.home_screen import HomeScreen
from assistant.tui.picklist import PickList
from assistant.tui.result.cards import Card
from assistant.tui.result.screen import ResultScreen
from assistant.tui.talk_screen import TalkScreen
from assistant.tui.transcript import Transcript

EXPECTED = {"trigger:loss_school_work", "driver:significance", "step:talk_open"}


@pytest.mark.parametrize(
    ("language", "size"), [("nl", (80, 24)), pytest.param("en", (120, 40), marks=pytest.mark.long)]
)
async def test_by_keyboard_to_the_result(language: str, size: tuple[int, int]) -> None:
    app = t.app_for(language)
    async with app.run_test(size=size) as pilot:
        await t.by_keys(pilot)
        assert isinstance(app.screen, TalkScreen)
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert set(app.screen.result.outcome.conclusions) >= EXPECTED
        assert app.screen.result.ended == "complete"
        assert isinstance(app.focused, Card)


@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), pytest.param("nl", (80, 24), marks=pytest.mark.long)])
async def test_by_mouse_to_the_result(language: str, size: tuple[int, int]) -> None:
    app = t.app_for(language)
    async with app.run_test(size=size) as pilot:
        await t.by_mouse(pilot)
        await t.click_row(pilot, "result")
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert set(app.screen.result.outcome.conclusions) >= EXPECTED


async def test_from_home_with_a_digit() -> None:
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("1")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)
        assert t.open_key(app) == "danger_now"


async def test_answered_questions_stay_on_screen() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.by_keys(pilot, until="age_band")
        assert [line.key for line in app.screen.query_one(Transcript).lines] == ["danger_now", "urgent_today", "role"]


async def test_arrows_and_enter_answer_too() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press("enter")
        await t.settled(pilot)
        assert app.talk is not None
        assert "danger_now" not in app.talk.session.answers, (
            "Enter alone never answers a question that can end the talk"
        )
        await pilot.press("down", "down", "enter")
        await t.settled(pilot)
        assert app.talk.session.answers["danger_now"] == Answer(chosen=("no",))


async def test_dont_know_and_rather_not_stand_alone() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.by_keys(pilot, until="events")
        ticked = t.prompt(app)
        await pilot.press("1", "4")
        assert ticked.ticked == {"bereavement", "dismissal"}  # type: ignore[attr-defined]
        await pilot.press("0")
        assert ticked.ticked == {"unknown"}  # type: ignore[attr-defined]
        await pilot.press("2", "minus")
        assert ticked.ticked == {"refused"}  # type: ignore[attr-defined]
        await pilot.press("enter")
        await t.settled(pilot)
        assert app.talk is not None
        assert app.talk.session.answers["events"].state == "refused"


async def test_nothing_chosen_does_not_go_on() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.by_keys(pilot, until="events")
        await pilot.press("end", "enter")
        await t.settled(pilot)
        assert t.open_key(app) == "events"
        assert t.prompt(app).problem


async def test_what_was_typed_is_never_kept() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.by_keys(pilot, until="noticed")
        await pilot.press(*"geheim1", "enter")
        await t.settled(pilot)
        assert app.talk is not None
        assert app.talk.session.answers["noticed"] == Answer()
        while app.talk.meant:
            await pilot.press("2")
            await t.settled(pilot)
        assert "geheim1" not in app.export_screenshot()


async def test_what_is_left_open_of_an_event_is_unknown() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.by_keys(pilot, until="about_event@dismissal")
        await pilot.press("2", "0", "end", "enter")
        await t.settled(pilot)
        assert app.talk is not None
        assert app.talk.session.answers["about_event@dismissal"] == Answer(rows=(("when", "older"),))


async def test_panel_shows_no_concerns_before_the_own_impression() -> None:
    app = t.app_for()
    async with app.run_test(size=(120, 40)) as pilot:
        await t.at(pilot, until="own_impression")
        assert app.screen.query_one("#panel").display
        assert not app.screen.query("#panel PickList")
        await t.by_keys(pilot)
        assert app.screen.query_one("#panel PickList", PickList).rows
