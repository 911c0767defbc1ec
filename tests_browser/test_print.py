"""A result printed from a real browser: one page, two at most, as the PDF."""

from __future__ import annotations

import io
import random
import statistics
from pathlib import Path

import pytest
from pypdf import PdfReader
from tui_walk import guide

from assistant.content.model import Language
from assistant.report.html import to_html
from assistant.result.result import Result, result_of_session
from benchmarks.lot import by_lot
from tests_browser.room import chromium

NUMBER, MOST_PAGES = 40, 2


def complete(number: int) -> list[Result]:
    """Results of whole self-checks by lot: fuller than those of people."""
    chance, found = random.Random(16), list[Result]()
    while len(found) < number:
        result = result_of_session(guide(), by_lot(guide(), "self_check", chance))
        found += [result] if result.ended == "complete" else []
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_result_prints_on_one_page_or_two(language: Language, tmp_path: Path) -> None:
    file, pages = tmp_path / "result.html", list[int]()
    async with chromium() as browser:
        page = await browser.new_page()
        for result in complete(NUMBER):
            file.write_text(to_html(result, language), "utf-8")
            await page.goto(file.as_uri())
            printed = await page.pdf(prefer_css_page_size=True, format="A4")
            pages.append(len(PdfReader(io.BytesIO(printed)).pages))
    print(language, "median", statistics.median(pages), "largest", max(pages))
    assert statistics.median(pages) == 1
    assert max(pages) <= MOST_PAGES
