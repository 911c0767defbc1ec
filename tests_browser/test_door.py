"""The door in a real browser: wrong codes, the right one, a full room, and every way to stop."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from tests_browser.room import chromium, room, seat, until


async def test_a_wrong_code_is_refused_and_slowed_down_and_starts_nothing(tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path) as here, seat(browser, here) as one:
        await one.page.goto(here.address)
        for number in range(4):
            await one.page.wait_for_selector("#code:focus")
            await one.page.keyboard.type(f"wrong{number}")
            async with one.page.expect_navigation():
                await one.page.keyboard.press("Enter")
            assert await one.page.locator("[role=alert]").is_visible()
            assert await one.page.evaluate("document.activeElement.id") == "code"
        assert "seconden" in await one.page.locator("[role=alert]").inner_text()
        await one.page.goto(f"{here.address}/session")
        assert one.page.url.rstrip("/") == here.address
        assert here.sessions() == []


async def test_the_right_code_leads_to_the_app_and_stopping_leads_out_by_keyboard(tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path) as here, seat(browser, here) as one:
        assert here.sessions() == []
        await one.sit_down()
        assert len(here.sessions()) == 1
        await one.page.keyboard.press("Escape")
        await one.page.wait_for_selector("#ended:not([hidden])")
        await until(lambda: not here.sessions(), "the process of the session is still there")
        assert await one.page.evaluate("document.activeElement.id") == "ended"
        await one.page.keyboard.press("Tab")
        await one.page.keyboard.press("Enter")  # open again
        await one.shows("F8")


async def test_leaving_at_once_leaves_an_empty_page(tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path) as here, seat(browser, here) as one:
        await one.sit_down()
        await one.page.keyboard.press("F8")  # covers
        await one.shows("F8 of Enter")
        await one.page.keyboard.press("F8")
        await one.page.wait_for_url("about:blank")
        await until(lambda: not here.sessions(), "the process of the session is still there")


async def test_a_full_room_says_so_and_has_a_place_again(tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path, "--most", "1") as here, seat(browser, here) as first:
        await first.sit_down()
        async with seat(browser, here) as second:
            await second.enter()
            await second.open()
            assert "bezet" in await second.page.locator("h1").inner_text()
            await first.page.close()
            await until(lambda: not here.sessions(), "the place did not come free")
            await second.open()
            await second.shows("F8")


async def test_a_second_tab_takes_over(tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path) as here, seat(browser, here) as one:
        await one.sit_down()
        other = await one.page.context.new_page()
        await other.goto(f"{here.address}/session?reader=1")
        await other.wait_for_selector(".xterm-accessibility-tree >> text=F8")
        await one.page.wait_for_selector("[data-reason=elsewhere]:not([hidden])")
        await until(lambda: len(here.sessions()) == 1, "one person has two sessions")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
async def test_every_process_is_gone_when_the_server_stops(how: signal.Signals, tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path) as here, seat(browser, here) as one, seat(browser, here) as two:
        await asyncio.gather(one.sit_down(), two.sit_down())
        assert len(here.sessions()) == 2
        code = await here.stop(how)
        assert code == (0 if how != signal.SIGKILL else -signal.SIGKILL)
        await until(lambda: not here.sessions(), "sessions outlive the server")
        await one.page.wait_for_selector("#ended:not([hidden])")
