"""Work that an answer makes: the next question is the first thing drawn after a key that answers, and nothing big is written out for it."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input
from tui_walk import STORY, app_for, by_keys, guide, open_key, prompt, settled

from assistant.content.model import Pack
from assistant.tui.prompts import Prompt
from assistant.tui.talk_screen import TalkScreen

ONE_KEY = ("danger_now", "age_band", "changes_since", "own_impression")


@pytest.mark.parametrize("key", ONE_KEY)
async def test_a_digit_that_answers_draws_the_next_question_at_once(key: str) -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.workers.wait_for_complete()
        await by_keys(pilot, until=key)
        await settled(pilot)
        drawn: list[str] = []
        display = app._display

        def watched(screen: Any, renderable: Any) -> None:
            drawn.append(screen.query_one(Prompt).view.key)
            display(screen, renderable)

        app._display = watched  # type: ignore[method-assign]
        digit = next(choice.key for choice in prompt(app).view.choices if choice.id == STORY[key][0])
        await pilot.press(digit)
        await settled(pilot)
        assert drawn
        assert drawn[0] == open_key(app) != key


async def test_no_answer_writes_out_the_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual names a worker after its function with all arguments: with the pack among them that took 100 ms."""
    written = []
    monkeypatch.setattr(Pack, "__repr__", lambda pack: written.append(pack) or "Pack")
    async with app_for().run_test(size=(80, 24)) as pilot:
        await by_keys(pilot)
    assert not written


def test_a_pack_is_named_in_short() -> None:
    assert len(repr(guide().pack)) < 100


async def test_the_first_question_is_drawn_before_what_it_does_not_show() -> None:
    app = app_for()
    at_first: list[tuple[bool, int]] = []
    display = app._display

    def watched(screen: Any, renderable: Any) -> None:
        sheets = any(name.endswith("pages.tcss") for name, _ in app.stylesheet.source)
        if isinstance(screen, TalkScreen):
            at_first.append((sheets, len(screen.query(Input))))
        display(screen, renderable)

    app._display = watched  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert at_first[0] == (False, 0)
        await app.workers.wait_for_complete()
        await settled(pilot)
        assert len(app.screen.query(Input)) == 1
        await pilot.press("f1")
        assert app.screen.query_one(".reading").styles.padding.left == 2
