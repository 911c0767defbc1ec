"""What is left of a screen that has gone is given back."""

from __future__ import annotations

import gc
import weakref

from tui_walk import app_for, settled


async def test_nothing_of_a_closed_screen_stays_in_memory() -> None:
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f1")
        await settled(pilot)
        drawings = [weakref.ref(widget._styles_cache) for widget in app.screen.walk_children()]
        screen = weakref.ref(app.screen)
        assert len(drawings) > 3
        await pilot.press("escape")
        await pilot.pause(0.05)
        gc.collect()
        assert screen() is None
        assert [each() for each in drawings] == [None] * len(drawings)
