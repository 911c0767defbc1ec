"""The line of keys below every screen: one drawing in which each key can be clicked."""

from __future__ import annotations

import pytest
from tui_walk import app_for, settled

from assistant.tui.base import KeyBar
from assistant.tui.keys import footer_for
from assistant.tui.page_screens import HelpScreen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_click_on_a_key_does_what_the_key_does(size: tuple[int, int]) -> None:
    app = app_for()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        bar = app.screen.query_one(KeyBar)
        action = next(key.action for key in footer_for("talk") if key.name == "help")
        before = sum(len(key) + len(does) for name, key, does in bar.taps[: [tap[0] for tap in bar.taps].index(action)])
        await pilot.click(KeyBar, offset=(before + 1, 0))
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)


async def test_what_a_click_would_do_stands_out_and_nothing_else() -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        bar = app.screen.query_one(KeyBar)
        await pilot.hover(KeyBar, offset=(1, 0))
        await settled(pilot)
        lined = "".join(segment.text for segment in bar.render_line(0) if segment.style and segment.style.underline)
        assert lined == "".join(bar.taps[0][1:])
        await pilot.hover("#heading")
        await settled(pilot)
        assert not any(segment.style and segment.style.underline for segment in bar.render_line(0))


async def test_a_click_beside_the_keys_does_nothing() -> None:
    app = app_for("en")
    async with app.run_test(size=(200, 60)) as pilot:
        await settled(pilot)
        before = app.screen
        await pilot.click(KeyBar, offset=(198, 0))
        await settled(pilot)
        assert app.screen is before
