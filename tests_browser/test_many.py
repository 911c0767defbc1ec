"""A whole class at once: each gets a first screen of their own and an answer, and afterwards nothing is left."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

from tests_browser.playing import POINT, SURE, begin, heading
from tests_browser.room import chromium, room, seat, until

MANY = 20


async def test_twenty_at_once_each_reach_their_own_story_and_answer_in_it(tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path, "--most", str(MANY)) as here:
        async with contextlib.AsyncExitStack() as stack:
            seats = [await stack.enter_async_context(seat(browser, here, width=700, height=520)) for _ in range(MANY)]
            codes = await asyncio.gather(*(begin(one) for one in seats))
            assert len(set(codes)) == MANY
            assert len(here.sessions()) == MANY
            await asyncio.gather(*(one.page.keyboard.press("2") for one in seats))
            screens = await asyncio.gather(*(one.shows(POINT, SURE) for one in seats))
            assert len({heading(screen) for screen in screens}) > 1  # who begins with which story is drawn by lot
            late = await stack.enter_async_context(seat(browser, here))
            await late.enter()
            await late.open()
            assert "bezet" in await late.page.title()
            assert len(here.sessions()) == MANY  # one too many gets a page, and no process
        await until(lambda: not here.sessions(), "sessions outlive their tabs")
        assert len([path for path in (tmp_path / "served").iterdir() if path.is_dir()]) == MANY
