"""What a page must have for everybody: no findings of axe, no sideways scrolling at 400% zoom, and print that works."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from playwright.async_api import Browser, Page
from practice.classes import hand_in
from pypdf import PdfReader
from tui_walk import guide

from tests_browser.room import ROOT, chromium

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
REPORTS = (
    "model_conversation",
    "danger_suicide",
    "youth_worker_group_and_images",
    "everything_unknown",
    "out_of_scope_family",
)


async def findings(page: Page) -> list[str]:
    """What axe has against a page, in words; its own rules for WCAG 2.0 to 2.2, A and AA, and good practice."""
    await page.evaluate(f"if (!window.axe) {{ {AXE} }}")
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {each['help']} {[node['html'][:120] for node in each['nodes']]}" for each in found["violations"]
    ]


async def sideways(page: Page) -> int:
    """The pixels by which a page is wider than the window."""
    return int(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def assistant(*arguments: str, home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def self_check_report(case: str, language: str, folder: Path) -> Path:
    """The report of a test case, as a file."""
    told = yaml.safe_load((ROOT / f"tests/cases/{case}.yaml").read_text("utf-8"))
    answers, page = folder / f"{case}.yaml", folder / f"{case}-{language}.html"
    answers.write_text(yaml.safe_dump({"as_of": told["as_of"], "answers": told["answers"]}), "utf-8")
    assistant(
        "run",
        told["dialogue"],
        "--answers",
        str(answers),
        "--format",
        "html",
        "--lang",
        language,
        "--out",
        str(page),
        home=folder,
    )
    return page


def class_report(language: str, folder: Path) -> Path:
    """The report of a class of eight, as a file."""
    handed_in, page = hand_in(folder / "class", guide()), folder / f"class-{language}.html"
    files_in = map(str, handed_in)
    assistant("class", "collect", *files_in, "--format", "html", "--lang", language, "--out", str(page), home=folder)
    return page


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_report_is_for_everybody(language: str, tmp_path: Path) -> None:
    reports = {case: self_check_report(case, language, tmp_path) for case in REPORTS}
    reports["class"] = class_report(language, tmp_path)
    async with chromium() as browser:
        found = {name: await wrong_with(browser, file, language) for name, file in reports.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


async def test_the_scan_and_the_measure_see_what_is_wrong(tmp_path: Path) -> None:
    page_file = tmp_path / "wrong.html"
    page_file.write_text(
        "<title>x</title><body style='width:3000px'><img src='x.png'><p style='color:#bbb'>pale", "utf-8"
    )
    async with chromium() as browser:
        page = await browser.new_page()
        await page.goto(page_file.as_uri())
        seen = " ".join(await findings(page))
        assert all(rule in seen for rule in ("image-alt", "color-contrast", "html-has-lang"))
        assert await sideways(page) > 0


async def wrong_with(browser: Browser, file: Path, language: str) -> list[str]:
    """What is wrong with a report: for axe, in a narrow window, in print, and if it asks for anything."""
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(file.as_uri())
    found = await findings(page)
    if await page.evaluate("document.documentElement.lang") != language:
        found.append("another language")
    await page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400%
    if wide := await sideways(page):
        found.append(f"{wide} pixels too wide")
    printed = PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True)))
    letters = "".join("".join(each.extract_text().split()) for each in printed.pages)
    shown = await page.locator("h1, h2").all_inner_texts()
    found += [f"not printed: {title}" for title in shown if "".join(title.split()) not in letters]
    found += [f"asked for {url}" for url in asked if url != file.as_uri()]
    await page.close()
    return found
