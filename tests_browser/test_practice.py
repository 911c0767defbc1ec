"""Practice in a real browser, by keyboard: a whole round, a reload halfway, another device, a download, and two people side by side."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from tests_browser.playing import END, POINT, begin, heading, play
from tests_browser.room import chromium, room, seat, until


async def test_a_whole_round_with_a_reload_halfway_and_the_results_as_a_download(tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path) as here, seat(browser, here) as one:
        await begin(one)
        await play(one, until="Punt 3.")
        story = heading(await one.text())
        await one.page.reload()
        await one.shows("F8", story)  # the first screen names it, and practice goes on with it
        await one.press("1")
        await one.press(digit_before(story, await one.shows("Verder waar u was", story)))
        assert "Punt 3." in await one.shows(POINT)
        assert heading(await play(one)).startswith(f"{END}: {story}")

        await one.press("Escape", "Escape")
        await one.press(digit_before("Mijn voortgang", await one.shows("Mijn voortgang")))
        await one.press(digit_before("resultaten mee", await one.shows("resultaten mee")))
        await one.press(digit_before("JSON", await one.shows("JSON")))
        await one.shows("uw browser haalt het bestand op")
        before = {path for path in tmp_path.rglob("*") if path.is_file()}
        async with one.page.expect_download() as downloading:
            await one.page.keyboard.press("Enter")
        file = await (await downloading.value).path()
        assert json.loads(file.read_text("utf-8"))["rounds"]
        assert {path for path in tmp_path.rglob("*") if path.is_file()} == before  # nothing was written by the server


def digit_before(words: str, screen: str) -> str:
    """The digit with which a line is chosen."""
    return next(line for line in screen.splitlines() if words in line).strip("› ")[0]


async def test_somebody_goes_on_at_another_device_and_others_see_nothing_of_it(tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path) as here:
        async with seat(browser, here) as one, seat(browser, here) as other:
            own, others = await asyncio.gather(begin(one), other.sit_down())
            assert own != others
            await play(one, until="Punt 2.")
            story = heading(await one.text())
            assert story not in await other.text()
            folders = [path for path in (tmp_path / "served").iterdir() if path.is_dir()]
            assert len(folders) == 2
            assert all(path.stat().st_mode & 0o077 == 0 for path in folders)
        await until(lambda: not here.sessions(), "sessions outlive their tabs")
        async with seat(browser, here) as elsewhere:
            assert await elsewhere.enter(own=own.lower()) == own
            await elsewhere.open()
            await elsewhere.shows("F8", story)


async def test_a_self_check_is_gone_after_a_reload_and_every_page_says_so(tmp_path: Path) -> None:
    async with chromium() as browser, room(tmp_path, "--self-check") as here, seat(browser, here) as one:
        await one.enter()
        assert "Herlaadt of sluit u de pagina" in await one.page.locator("main").inner_text()
        await one.open()
        screen = await one.shows("F8", "niet uw eigen computer", "herlaadt")
        await one.press(digit_before("8 minuten", screen))
        await one.shows("direct gevaar")
        await one.press("2", "6", "Enter", "2")
        await one.page.reload()
        assert "Verder met uw gesprek" not in await one.shows("F8", "niet uw eigen computer")
        await one.page.keyboard.press("Escape")
        await one.page.wait_for_selector("#ended:not([hidden])")
        assert "geheugen" in await one.page.locator("#ended").inner_text()
    kept = [
        path.name
        for path in tmp_path.rglob("*")
        if path.is_file() and "danger_now" in path.read_text("utf-8", "replace")
    ]
    assert [
        name for name in kept if not name.startswith("pack-")
    ] == []  # the content has the question, nothing has an answer
