"""Practice under a code in a real browser: the trainee on the train goes on at home, by keyboard, with scripts and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page

from tests_browser.room import chromium
from tests_browser.test_access import findings, sideways
from tests_browser.test_self_check_pages import CASE, pages, tab


async def point(page: Page) -> None:
    """Answer the point that is open by keyboard alone."""
    for name in ("a", "sure"):
        if await page.locator(f"input[name={name}]").count():
            await page.locator(f"input[name={name}]").first.focus()
            await page.keyboard.press("Space")
    here = page.url
    await page.locator("main form button").first.focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url(lambda url: url != here)


@pytest.mark.parametrize(
    ("lang", "width", "scheme", "scripts"),
    [("nl", 390, "light", False), ("en", 320, "dark", True), ("nl", 1280, "light", True)],
)
async def test_a_round_begun_on_one_device_goes_on_at_another_and_axe_finds_nothing(
    tmp_path: Path, lang: str, width: int, scheme: str, scripts: bool
) -> None:
    how = {"lang": lang, "width": width, "scheme": scheme}

    async with (
        pages(tmp_path) as address,
        chromium() as browser,
        tab(browser, scripts=scripts, **how) as train,  # type: ignore[arg-type]
        tab(browser, **how) as home,  # type: ignore[arg-type]
    ):

        async def look(path: str = "") -> None:
            """What axe says needs scripts: the same page at home."""
            if path:
                await home.goto(address + path)
            assert await findings(home) == [], home.url
            assert await sideways(home) <= 0, home.url

        await train.goto(f"{address}/oefenen/code")
        await train.locator("button[value=new]").click()
        code = await train.locator(".call").inner_text()
        await train.goto(f"{address}/oefenen/{CASE}")
        await train.locator("button[value=simulation]").click()
        first = train.url
        for _ in range(3):
            await point(train)
        await train.go_back()
        await train.reload()
        assert train.url.endswith("/3")
        assert await train.locator("input[name=a]:checked").count() == 1
        assert first.endswith("/1")

        await look("/oefenen/code")
        await home.fill("#code", "wrong")
        await home.locator("button[value=use]").click()
        await look()
        await home.fill("#code", code.lower())
        await home.locator("button[value=use]").click()
        await look()
        await look("/oefenen")
        await home.locator("main a[href*='/oefenen/ronde/']").first.click()
        assert home.url.endswith("/4")
        while await home.locator("input[name=q]").count():
            await point(home)
        await look()
        await look("/oefenen/voortgang")
        assert await home.locator("main a[href*='/oefenen/ronde/']").count() == 1
        async with home.expect_download() as kept:
            await home.locator("a[href$='form=json']").click()
        assert CASE in Path(await (await kept.value).path()).read_text("utf-8")
        await look("/oefenen/voortgang/weg")
        await home.locator("main form button").click()
        await train.goto(f"{address}/oefenen/voortgang")
        assert train.url.endswith("/oefenen/code")
