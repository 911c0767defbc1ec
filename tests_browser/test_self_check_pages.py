"""The pages in a real browser: without scripts and with them, at the width of a phone and of a desk, in light and in dark."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page
from tui_walk import STORY, guide

from tests_browser.room import PATIENCE, ROOT, chromium
from tests_browser.test_access import findings, sideways

WORDS = {"nl": "Hij is zijn baan kwijt en praat over messen.", "en": "He lost his job and talks about knives."}
CASE = sorted(guide().pack.cases)[0]
BEHIND = ("antwoorden", "deel/why", "deel/do", "deel/talk", "waarom", "niet", "notitie", "gevaar")


@asynccontextmanager
async def pages(home: Path, *options: str, under: tuple[str, ...] = ()) -> AsyncIterator[str]:
    """A server on a free port; gives its address. `under`: a program that starts it."""
    process = await asyncio.create_subprocess_exec(
        *(*under, sys.executable, "-m", "assistant", "serve", "--port", "0", "--no-open", *options),
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_HOME": str(home), "ASSISTANT_LANG": "nl"},
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    said = (await asyncio.wait_for(process.stderr.readline(), PATIENCE)).decode()
    address = re.search(r"http://\S+", said)
    assert address is not None, said
    try:
        yield address[0]
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), PATIENCE)


@asynccontextmanager
async def tab(
    browser: Browser, *, lang: str = "nl", width: int = 390, scripts: bool = True, scheme: str = "light"
) -> AsyncIterator[Page]:
    """A tab of a browser without a past."""
    context: BrowserContext = await browser.new_context(
        locale=f"{lang}-{'NL' if lang == 'nl' else 'GB'}",
        viewport={"width": width, "height": 800},
        java_script_enabled=scripts,
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE * 1000)
    try:
        yield await context.new_page()
    finally:
        await context.close()


async def key_of(page: Page) -> str:
    """The key of the question that is open; empty where there is none."""
    box = page.locator("#f input[name=q]")
    return str(await box.get_attribute("value")) if await box.count() else ""


async def answer(page: Page) -> None:
    """Answer the question as in the model conversation."""
    key = await key_of(page)
    for chosen in STORY.get(key, ("unknown",)):
        name, is_row, value = chosen.partition("=")
        wanted = (
            f"input[name='{name}@{key.partition('@')[2]}'][value='{value}']" if is_row else f"input[value='{chosen}']"
        )
        if await page.locator(wanted).count():
            await page.locator(wanted).check()
    await page.locator("button[value=next]").click()


async def begin(page: Page, address: str) -> None:
    await page.goto(address)
    await page.locator("button[value=self_check]").click()


@pytest.mark.parametrize("scripts", [False, True])
async def test_a_whole_self_check_on_a_phone_and_back_forward_and_reload_lose_nothing(
    tmp_path: Path, scripts: bool
) -> None:
    async with pages(tmp_path) as address, chromium() as browser, tab(browser, scripts=scripts) as page:
        await begin(page, address)
        keys = []
        while key := await key_of(page):
            keys.append(key)
            await answer(page)
        assert len(keys) > 12
        assert await page.locator("nav.further").count() == 1
        for key in reversed(keys[-3:]):
            await page.go_back()
            assert await key_of(page) == key
        await page.reload()
        assert await key_of(page) == keys[-3]
        await page.go_forward()
        assert await key_of(page) == keys[-2]
        await page.go_back()
        await answer(page)  # what came after it was not lost
        assert await page.locator("nav.further").count() == 1


@pytest.mark.parametrize("scripts", [False, True])
async def test_after_leaving_nothing_in_the_history_can_be_read(tmp_path: Path, scripts: bool) -> None:
    async with (
        pages(tmp_path, "--exit-url", "http://127.0.0.1:9/") as address,
        chromium() as browser,
        tab(browser, scripts=scripts) as page,
    ):
        await page.context.route("http://127.0.0.1:9/**", lambda route: route.fulfill(body="weather"))
        await begin(page, address)
        await answer(page)
        await answer(page)
        asked = page.url
        await page.locator("a[data-exit]").first.click()
        await page.wait_for_url("http://127.0.0.1:9/")
        await page.go_back()
        assert await key_of(page) == ""
        back = await page.goto(asked)
        assert back is not None
        assert back.status == 410


async def test_a_self_check_by_keyboard_alone(tmp_path: Path) -> None:
    async with pages(tmp_path) as address, chromium() as browser, tab(browser, width=1280) as page:
        await page.goto(address)
        for _ in range(3):  # skip link, danger, and the first choice
            await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/check?s=*")
        for _ in range(4):  # skip link, danger, leaving, and the answers
            await page.keyboard.press("Tab")
        await page.keyboard.press("Space")
        await page.keyboard.press("ArrowDown")
        async with page.expect_navigation():
            await page.keyboard.press("Enter")
        assert await key_of(page) == "urgent_today"


async def test_an_error_has_the_focus_and_leads_to_the_answers(tmp_path: Path) -> None:
    async with pages(tmp_path) as address, chromium() as browser, tab(browser) as page:
        await begin(page, address)
        await page.locator("button[value=next]").click()
        assert await page.evaluate("document.activeElement.id") == "summary"
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.name") == "a"


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
async def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    tmp_path: Path, lang: str, width: int, scheme: str
) -> None:
    async with (
        pages(tmp_path) as address,
        chromium() as browser,
        tab(browser, lang=lang, width=width, scheme=scheme) as page,
    ):
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)

        async def look(name: str) -> None:
            assert await findings(page) == [], name
            assert await sideways(page) <= 0, name

        paths = (
            "/",
            "/gevaar",
            "/zelf",
            "/over",
            "/privacy",
            "/toegankelijkheid",
            "/opzoeken",
            "/opzoeken?q=school",
            "/opzoeken/driver/identity",
            "/oefenen",
        )
        for path in (*paths, f"/oefenen/{CASE}"):
            await page.goto(address + path)
            await look(path)
        await page.locator("button[value=simulation]").click()
        while await page.locator("input[name=q]").count():
            await look(str(await page.locator("input[name=q]").get_attribute("value")))
            await page.locator("input[name=a]").first.check()
            if await page.locator("input[name=sure]").count():
                await page.locator("input[name=sure]").first.check()
            await page.locator("form button").first.click()
        await look("debrief")
        await begin(page, address)
        while key := await key_of(page):
            await look(key)
            if key == "noticed":
                await page.locator("textarea").fill(WORDS[lang])
                await page.locator("button[value=next]").click()
                await look("meant")
                await page.go_back()
            await answer(page)
        await look("result")
        token = page.url.partition("?")[2]
        for name in BEHIND:
            await page.goto(f"{address}/check/{name}?{token}")
            await look(name)
        assert trouble == []
        await page.goto(f"{address}/check?s=none")
        await look("over")
