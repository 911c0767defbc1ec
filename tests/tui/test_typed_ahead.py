"""Keys that are typed faster than the screen can follow: each goes to the question it was meant for."""

from __future__ import annotations

import pytest
import tui_walk as t

from assistant.tui import key_queue
from assistant.tui.box import Box


async def test_a_conversation_typed_ahead_gets_the_answers_that_were_typed() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        t.at_once(app, *"26", "enter", *"22", "enter", "4", "enter", "0", "enter", *"111", "enter", *"14", "enter")
        for _ in range(1_000):
            if t.open_key(app) == "changes_since":
                break
            await pilot.pause(0.01)
        chosen = {key: answer.chosen for key, answer in app.talk.session.answers.items()}
    assert chosen["urgent_today"] == ("none_of_these",)
    assert chosen["role"] == ("teacher_mbo",)
    assert chosen["events"] == ("dismissal",)
    assert dict(app.talk.session.answers["about_event@dismissal"].rows)["when"] == "recent"
    assert len(chosen["changes"]) == 2


async def test_letters_and_backspace_keep_their_order() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        t.at_once(app, *"abx", "backspace", "c", "left", "left", "delete", "d", "end", "e")
        box = app.screen.query_one(Box)
        for _ in range(200):
            if box.text == "adce":
                break
            await pilot.pause(0.01)
        assert box.text == "adce"


async def test_danger_and_leaving_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does anything wait for ever for a widget that does not answer."""
    monkeypatch.setattr(key_queue, "PATIENCE", 0.05)
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        monkeypatch.setattr(key_queue.KeyQueue, "_follow", lambda *_: None)  # no widget ever says that it is through
        t.at_once(app, "4", "f9")
        await t.settled(pilot)
        assert app.screen.where == "danger"
        t.at_once(app, "escape", "escape")
        for _ in range(200):
            if app.screen.where == "home":
                break
            await pilot.pause(0.01)
        assert app.screen.where == "home"


async def test_what_is_looked_for_in_a_hurry_is_taken_before_the_next_question_is_answered() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        t.at_once(app, *"nee", "enter", "6", "enter", *"reclass", "enter", "3")
        await t.waited(pilot, lambda: t.open_key(app) == "noticed")
        answers = {key: answer.chosen for key, answer in app.talk.session.answers.items()}
        assert answers == {
            "danger_now": ("no",),
            "urgent_today": ("none_of_these",),
            "role": ("detention_worker",),
            "age_band": ("age_16_17",),
        }
