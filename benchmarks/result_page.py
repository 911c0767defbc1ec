"""How much there is to read: words, lines and pages of the one page of many results, of conversations held by lot."""

from __future__ import annotations

import io
import random
import statistics
from collections.abc import Iterator

from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.report.pdf import to_pdf
from assistant.report.text import to_text
from assistant.result.document import document_of
from assistant.result.one_page import page_of
from assistant.result.page import lines_of, words_on
from assistant.result.result import Result, result_of_session
from benchmarks.lot import by_lot
from benchmarks.report import Section
from benchmarks.stores import shipped_guide

RESULTS = 700
LANGUAGES: tuple[Language, ...] = ("nl", "en")
SEED = 16


def measure(quick: bool) -> list[Section]:
    from pypdf import PdfReader

    number = RESULTS // 10 if quick else RESULTS
    results = list(complete(shipped_guide(), number))
    rows: list[tuple[str, ...]] = [("", "median", "largest")]
    figures: dict[str, float] = {}

    def told(name: str, what: str, values: list[int]) -> None:
        figures[f"{name}_median"], figures[f"{name}_largest"] = statistics.median(values), max(values)
        rows.append((what, f"{statistics.median(values):g}", f"{max(values)}"))

    for language in LANGUAGES:
        told(
            f"words_{language}",
            f"words that count, {language}",
            [words_on(page_of(each, language)) for each in results],
        )
        lines = [len(to_text(each, language).splitlines()) for each in results]
        told(f"lines_{language}", f"lines of 78 columns, all of the page, {language}", lines)
    told("words_full", "words of the full lists, nl", [_words_in_full(each) for each in results])
    pages = [len(PdfReader(io.BytesIO(to_pdf(each, "nl"))).pages) for each in results]
    told("pages", "pages of the PDF, nl", pages)
    with_annex = [
        len(PdfReader(io.BytesIO(to_pdf(each, "nl", full=True))).pages) for each in results[:: 10 if quick else 25]
    ]
    told("pages_full", f"pages of the PDF with its annex, nl ({len(with_annex)} of them)", with_annex)
    intro = [
        f"The results of {number} whole self-checks with all answers drawn by lot: fuller than those of people. Words that count are all",
        "but danger, duties by law and what not to do (which are never cut), and the fixed lines that head and close every paper.",
    ]
    return [Section("One page", intro, rows, figures=figures)]


def complete(guide: Guide, number: int) -> Iterator[Result]:
    """Results of conversations by lot that came to their end."""
    chance = random.Random(SEED)
    while number:
        result = result_of_session(guide, by_lot(guide, "self_check", chance))
        if result.ended == "complete":
            number -= 1
            yield result


def _words_in_full(result: Result) -> int:
    return sum(len(text.split()) for part in document_of(result, "nl").parts for text in lines_of(part))
