"""Every chosen event is told of on one screen that scrolls; the same for all takes one key, or one click.

No digits here make 112 together: typed in haste that is the number to call, on this screen too.
"""

from __future__ import annotations

import pytest
from tui_walk import app_for, at, at_result, by_keys, by_mouse, click_row, open_key, prompt, settled, shown

from assistant.tui.app import AssistantApp
from assistant.tui.picklist import PickList
from assistant.tui.result.screen import ResultScreen
from assistant.tui.ways import GO_ON, SAME

EVENTS = ("bereavement", "dismissal", "clash", "detained")
AROUND = ("tie_lost",)
KEYS = {f"about_event@{name}" for name in (*EVENTS, *AROUND)}
MANY = {"events": EVENTS, "events_around": AROUND}


def rows_said(app: AssistantApp) -> dict[str, dict[str, str]]:
    assert app.talk is not None
    return {key: dict(answer.rows) for key, answer in app.talk.session.answers.items() if key in KEYS}


async def test_all_events_stand_on_one_screen_and_five_count() -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "about_event@bereavement", **MANY)
        assert {row.key for row in prompt(app).view.rows} == KEYS
        await pilot.press("1", "1", "0", *(["2", "2", "2"] * 3), "3", "0", "0", "enter")
        await settled(pilot)
        assert open_key(app) == "changes"
        said = rows_said(app)
        assert said["about_event@bereavement"] == {"when": "recent", "impact": "strong"}
        assert said["about_event@detained"] == {"when": "older", "impact": "some", "origin": "told"}
        assert said["about_event@tie_lost"] == {"when": "ongoing"}


async def test_what_is_left_open_is_not_known() -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "about_event@bereavement", **MANY)
        await click_row(pilot, GO_ON)
        await settled(pilot)
        assert open_key(app) == "changes"
        assert rows_said(app) == {key: {} for key in KEYS}


@pytest.mark.parametrize("mouse", [False, True])
async def test_the_same_for_all_is_one_key_or_one_click(mouse: bool) -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "about_event@bereavement", **MANY)
        await pilot.press("3", "1", "2")
        if mouse:
            await click_row(pilot, SAME)
            await click_row(pilot, GO_ON)
        else:
            await pilot.press("=", "enter")
        await settled(pilot)
        assert open_key(app) == "changes"
        assert rows_said(app) == {key: {"when": "ongoing", "impact": "strong", "origin": "told"} for key in KEYS}


async def test_the_same_takes_over_what_was_last_told_of_and_can_be_changed_after() -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "about_event@bereavement", **MANY)
        await pilot.press("1", "1", "0", "2", "2", "2", "=")
        await click_row(pilot, "when@detained=ongoing")
        await click_row(pilot, GO_ON)
        await settled(pilot)
        said = rows_said(app)
        assert said["about_event@bereavement"] == {"when": "older", "impact": "some", "origin": "told"}
        assert said["about_event@detained"] == {"when": "ongoing", "impact": "some", "origin": "told"}


async def test_before_anything_was_told_the_same_key_says_so_and_answers_nothing() -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "about_event@bereavement", **MANY)
        await pilot.press("=")
        await settled(pilot)
        assert prompt(app).problem
        assert open_key(app) == "about_event@bereavement"


async def test_about_one_event_there_is_nothing_to_take_over() -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "about_event@dismissal")
        assert SAME not in {row.id for row in app.screen.query(PickList).last(PickList).rows}


async def test_going_back_and_changing_shows_the_whole_screen_with_what_was_said() -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "about_event@bereavement", **MANY)
        await pilot.press("1", "2", "1", "=", "enter")
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        view = prompt(app).view
        assert {row.key for row in view.rows} == KEYS
        assert dict(view.chosen_rows)["impact@tie_lost"] == "some"
        await pilot.press("f7")  # one screen back, not one event
        await settled(pilot)
        assert prompt(app).view.key == "events_around"


async def test_an_event_that_is_added_later_is_asked_about_with_the_others_filled_in() -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "changes", events=EVENTS[:2])
        assert app.talk is not None
        before = app.talk.session.answers["about_event@bereavement"]
        app.talk = app.talk.__class__(app.talk.session, revisiting="events")
        app.show_talk()
        await settled(pilot)
        await pilot.press("8", "enter")
        await settled(pilot)
        assert open_key(app) == "about_event@detained"
        await pilot.press("1", "1", "1", "enter")
        await settled(pilot)
        assert open_key(app) == "changes"
        assert app.talk.session.answers["about_event@bereavement"] == before
        assert dict(app.talk.session.answers["about_event@detained"].rows)["when"] == "recent"


MOST_KEYS = 34
"""From the first question to the result of a self-check with five events, two changes and three things that protect."""


async def test_a_self_check_with_five_events_takes_few_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui_walk import STORY

    app, keys = app_for(), list[str]()
    async with app.run_test(size=(80, 24)) as pilot:
        press = pilot.press

        async def counted(*pressed: str) -> None:
            keys.extend(pressed)
            await press(*pressed)

        monkeypatch.setattr(pilot, "press", counted)
        await by_keys(pilot, {**STORY, **MANY}, until="about_event@bereavement")
        await pilot.press("1", "1", "1", "=", "enter")
        await settled(pilot)
        await by_keys(pilot, {**STORY, **MANY})
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert {key: said["when"] for key, said in rows_said(app).items()} == dict.fromkeys(KEYS, "recent")
    assert len(keys) <= MOST_KEYS, keys


@pytest.mark.parametrize("walk", [by_keys, pytest.param(by_mouse, marks=pytest.mark.long)])
async def test_a_story_with_several_events_is_answered_by_keyboard_and_by_mouse(walk: object) -> None:
    from tui_walk import STORY

    story = {**STORY, **MANY, "about_event@detained": ("when=ongoing", "impact=some", "origin=told")}
    app = app_for()
    async with app.run_test(size=(100, 30)) as pilot:
        await walk(pilot, story)  # type: ignore[operator]
        assert rows_said(app)["about_event@detained"] == {"when": "ongoing", "impact": "some", "origin": "told"}
        assert rows_said(app)["about_event@dismissal"]["impact"] == "strong"


async def test_what_is_not_known_stays_possible_on_the_result() -> None:
    app = app_for()
    async with app.run_test(size=(100, 60)) as pilot:
        await at_result(pilot, **{"about_event@dismissal": ("impact=strong", "origin=seen")})
        for _ in range(30):  # until it is in sight
            if "sinds wanneer" in shown(app):
                break
            await pilot.press("pagedown")
            await settled(pilot)
        assert "sinds wanneer" in shown(app)
