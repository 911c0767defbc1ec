"""A live class in a real browser: eight phones, wall and desk; with scripts and without; a network that fails; the server killed."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from tests_browser.room import PATIENCE, ROOT, chromium
from tests_browser.test_access import findings, sideways
from tests_browser.test_self_check_pages import tab

CASE = "lost_friend_a"
CUT = float(os.environ.get("CUT_SECONDS", "0"))
"""For how long the network is gone; longer by hand."""
PICTURES = os.environ.get("CLASS_PICTURES", "")
"""A folder to put pictures in, for who wants to look."""


@dataclass
class Class:
    """A server with a class: what it printed."""

    address: str
    code: str
    link: str
    process: asyncio.subprocess.Process


@asynccontextmanager
async def serving(home: Path, *options: str) -> AsyncIterator[Class]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant", "serve", "--no-open", *options),
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_HOME": str(home), "ASSISTANT_LANG": "nl"},
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    said = ""
    while "Ctrl+C" not in said:
        line = await asyncio.wait_for(process.stderr.readline(), PATIENCE)
        assert line, said
        said += line.decode()
    address, link = re.search(r"http://\S+", said), re.search(r"http://\S+/leiding/in/\S+", said)
    code = re.search(r"Klascode (\w{6})", said)
    assert address is not None
    assert link is not None
    try:
        yield Class(address[0], code[1] if code else "", link[0], process)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), PATIENCE)


async def lead(page: Page, room: Class) -> None:
    """Come in as the trainer, by the link."""
    await page.goto(room.link)
    await page.locator("main button").click()
    await page.wait_for_url(f"**/leiding/{room.code}")


async def act(desk: Page, do: str) -> None:
    async with desk.expect_navigation():
        await desk.locator(f"main.wall button[value='{do}'], button[value='{do}']").first.click()


async def join(page: Page, room: Class) -> None:
    await page.goto(f"{room.address}/klas")
    await page.fill("#code", room.code.lower())
    await page.locator("main button").click()
    await page.wait_for_url("**/mee")


async def point(page: Page, *, yes: bool = True) -> None:
    """Answer the point that is open."""
    await (page.locator("input[name=a]").first if yes else page.locator("input[name=a]").last).check()
    if await page.locator("input[name=sure]").count():
        await page.locator("input[name=sure]").nth(3).check()
    before = page.url
    await page.locator("main form button").click()
    await page.wait_for_url(lambda url: url != before)


async def play(page: Page, *, yes: bool = True) -> None:
    """From *Beginnen* to *Klaar*."""
    await page.goto(page.url)
    await page.locator("a[href='/mee/1']").click()
    while re.search(r"/mee/\d+$", page.url):
        await point(page, yes=yes)
    await page.locator("main form button").click()
    await page.wait_for_url("**/mee")


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


async def wall_says(wall: Page, words: str) -> None:
    await wall.wait_for_function("words => document.body.innerText.includes(words)", arg=words)


@asynccontextmanager
async def seats(browser: Browser, number: int) -> AsyncIterator[list[Page]]:
    """Phones, every other one without scripts."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(tab(browser, scripts=n % 2 == 0)) for n in range(number)]


async def test_a_debrief_with_eight_browsers_from_the_lobby_to_the_card(tmp_path: Path) -> None:
    async with (
        serving(tmp_path, "--port", "0", "--case", CASE) as room,
        chromium() as browser,
        tab(browser, width=1280) as desk,
        seats(browser, 8) as phones,
    ):
        await lead(desk, room)
        wall = await desk.context.new_page()
        await wall.goto(f"{room.address}/wand")
        await wall_says(wall, f"{room.code[:3]} {room.code[3:]}")
        assert await wall.locator(".qr svg").bounding_box() is not None
        await picture(wall, "wall-lobby")
        await picture(desk, "desk-lobby")
        for phone in phones:
            await join(phone, room)
        await act(desk, "open")
        await asyncio.gather(*(play(phone, yes=place < 5) for place, phone in enumerate(phones)))
        await wall_says(wall, "8 klaar")  # the wall looked for itself
        await picture(phones[0], "phone-look")
        await act(desk, "close")
        await act(desk, "on")
        await act(desk, "on")
        await wall_says(wall, "De keuzes")
        await picture(wall, "wall-choices")
        await picture(desk, "desk-choices")
        assert "5" in await wall.locator("tbody tr td").first.inner_text()
        await wall.keyboard.press("ArrowRight")
        await wall_says(wall, "Feiten")
        await picture(wall, "wall-question")
        await act(wall, "on")
        await wall_says(wall, "De sleutel")
        await picture(wall, "wall-key")
        await phones[0].wait_for_selector("a[download]")  # with scripts the debrief comes by itself
        await phones[1].reload()
        assert await phones[1].locator("a[download]").count() == 1
        await picture(phones[1], "phone-debrief")
        await desk.goto(f"{room.address}/leiding")
        while await desk.locator("button[value=on]").count():
            await act(desk, "on")
        await wall_says(wall, "De straat")
        async with desk.expect_download() as downloading:
            await desk.locator("a[href$='form=html']").click()
        report = (await (await downloading.value).path()).read_text("utf-8")
        assert f"{CASE}, 8" in report


async def test_what_fails_on_the_way_loses_nothing(tmp_path: Path) -> None:
    async with (
        serving(tmp_path, "--port", "0", "--case", CASE) as room,
        chromium() as browser,
        AsyncExitStack() as stack,
    ):
        phone, desk = [await stack.enter_async_context(tab(browser, width=width)) for width in (390, 1280)]
        await lead(desk, room)
        await join(phone, room)
        await act(desk, "open")
        await phone.wait_for_selector("a[href='/mee/1']")  # it saw by itself that the story began
        await phone.locator("a[href='/mee/1']").click()
        await point(phone)
        await point(phone)
        await phone.go_back()
        assert await phone.locator("input[name=a]").first.is_checked()
        await phone.goto(f"{room.address}/mee/3")
        await phone.context.set_offline(True)
        await phone.locator("input[name=a]").first.check()
        await phone.locator("input[name=sure]").nth(2).check()
        await phone.locator("main form button").click()
        await phone.wait_for_selector("#lost:not([hidden])")
        assert await phone.locator("input[name=a]").first.is_checked()
        await asyncio.sleep(CUT)
        await phone.context.set_offline(False)
        await phone.locator("main form button").click()
        await phone.wait_for_url("**/mee/4")
        room.process.kill()
        await room.process.wait()
        port = room.address.rpartition(":")[2]
        async with serving(tmp_path, "--port", port) as again:
            await phone.goto(f"{again.address}/mee")
            await phone.wait_for_url("**/mee/4")
            await desk.reload()
            assert await desk.locator("button[value=close]").count() == 1
            await act(desk, "close")


@pytest.mark.parametrize(("lang", "width", "scheme"), [("nl", 320, "light"), ("en", 1280, "dark")])
async def test_axe_finds_nothing_in_a_class_and_no_page_scrolls_sideways(
    tmp_path: Path, lang: str, width: int, scheme: str
) -> None:
    async with (
        serving(tmp_path, "--port", "0", "--case", CASE) as room,
        chromium() as browser,
        tab(browser, lang=lang, width=width, scheme=scheme) as desk,
        tab(browser, lang=lang, width=width, scheme=scheme) as phone,
    ):
        trouble: list[str] = []
        for page in (desk, phone):
            page.on("pageerror", lambda error: trouble.append(str(error)))
            page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)

        async def look(page: Page, path: str = "") -> None:
            if path:
                await page.goto(room.address + path)
            assert await findings(page) == [], page.url
            assert await sideways(page) <= 0, page.url

        await look(desk, "/leiding")
        await look(desk, room.link.removeprefix(room.address))
        await lead(desk, room)
        await look(desk)
        await look(phone, "/klas")
        await join(phone, room)
        for path in ("/mee", "/mee/stoel", "/mee/weg"):
            await look(phone, path)
        await look(desk, f"/wand/{room.code}")
        await look(desk, f"/leiding/{room.code}/handen")
        await desk.goto(f"{room.address}/leiding")
        await act(desk, "open")
        await look(phone, "/mee")
        await phone.goto(f"{room.address}/mee/1")
        while re.search(r"/mee/\d+$", phone.url):
            await look(phone)
            await point(phone)
        await look(phone)
        await phone.locator("main form button").click()
        await phone.wait_for_url("**/mee")
        await look(phone)
        boxes = {"people": "5"}
        await desk.goto(f"{room.address}/leiding/{room.code}/handen")
        for name in await desk.locator("input[name^='marks/']").evaluate_all("all => all.map(each => each.name)"):
            boxes[name] = "3"
        for name, value in boxes.items():
            await desk.fill(f"input[name='{name}']", value)
        await desk.locator("main form button").click()
        await desk.wait_for_url(f"**/leiding/{room.code}")
        await act(desk, "close")
        while await desk.locator("button[value=on]").count():
            await look(desk)
            await look(desk, f"/wand/{room.code}")
            await desk.goto(f"{room.address}/leiding")
            await act(desk, "on")
        await look(desk)
        await look(phone, "/mee")
        await phone.locator("form[action='/oefenen/bewaar'] button").click()
        await look(phone)
        await phone.locator("button[value=new]").click()
        await look(phone)
        await look(phone, "/mee")
        await look(phone, "/oefenen/voortgang")
        assert trouble == []
