"""The result as plain text for a terminal or a pipe."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

from assistant.content.model import Language
from assistant.report.sheet import Annex, sheet_of
from assistant.result.page import BALANCE, Part, ResultPage, labelled
from assistant.result.result import Result
from assistant.result.tree import Branch

WIDTH = 78
COLUMN = 37
_GAP = WIDTH - 2 * COLUMN


def to_text(result: Result, language: Language, *, full: bool = False) -> str:
    """The page of a result as plain text, at most WIDTH columns wide; `full` adds the annex."""
    sheet = sheet_of(result, language, full=full)
    lines = _page(sheet.page)
    if sheet.annex is not None:
        lines += ["", *_annex(sheet.annex)]
    return "\n".join([*lines, ""])


def _page(page: ResultPage) -> list[str]:
    lines = [*wrap(page.motto), ""] if page.motto else []
    lines += [page.title.upper(), *wrap(page.under_title)]
    for line in page.banner:
        lines += wrap(line)
    for part in page.first:
        lines += ["", *_section(part)]
    if page.own:
        lines.append("")
    for own in page.own:
        lines += wrap(labelled(own))
    beside = [part for part in page.rest if part.id in BALANCE]
    if len(beside) == 2:
        lines += ["", *_columns(beside[0], beside[1])]
    for part in page.rest:
        if len(beside) != 2 or part.id not in BALANCE:
            lines += ["", *_section(part)]
    return [*lines, "", *wrap(page.footer)]


def _annex(annex: Annex) -> list[str]:
    lines = [annex.title.upper()]
    for part in annex.document.parts:
        lines += ["", *_section(part)]
    if annex.proofs:
        lines += ["", *_title(annex.proof_title)]
        for branch in annex.proofs:
            lines += tree_lines(branch)
    for each in annex.lists:
        lines += ["", *_title(each.title)]
        for line in each.lines:
            lines += wrap(line, "   ", "-  ")
    return [*lines, "", *wrap(annex.document.footer)]


def wrap(text: str, indent: str = "", first: str = "", width: int = WIDTH) -> list[str]:
    """The text in lines of at most `width` columns."""
    return textwrap.wrap(text, width, initial_indent=first or indent, subsequent_indent=indent)


def _title(title: str, width: int = WIDTH) -> list[str]:
    lines = wrap(title, width=width)
    return [*lines, "-" * max(map(len, lines), default=0)]


def _columns(left: Part, right: Part) -> list[str]:
    """Two sections beside each other, each as wide as the other."""
    sides = (_section(part, COLUMN) for part in (left, right))
    pairs = zip_longest(*sides, fillvalue="")
    return [f"{one:<{COLUMN}}{'':{_GAP}}{two}".rstrip() for one, two in pairs]


def _section(part: Part, width: int = WIDTH) -> list[str]:
    if part.id == "do_not":  # short sentences that belong together
        return wrap(f"{part.title}: {' '.join(item.title for item in part.items)}", width=width)
    return [*_title(part.title, width), *_part(part, width)]


def _part(part: Part, width: int) -> list[str]:
    lines = wrap(part.intro, width=width)
    for number, item in enumerate(part.items, 1):
        mark = f"{number}. " if part.numbered else "- "
        label = f" ({item.label})" if item.label else ""
        lines += wrap(f"{item.title}{label}", "   ", mark.ljust(3), width)
        for text in (item.text, *item.duties):
            lines += wrap(text, "   ", "   ", width)
    return [*lines, *wrap(part.outro, width=width)]


def tree_lines(branch: Branch, *, boxes: bool = True) -> list[str]:
    """A proof tree as lines, with box drawing or plain indentation."""
    lines = [branch.text]
    _children(branch, "", lines, boxes)
    return lines


def _children(branch: Branch, before: str, lines: list[str], boxes: bool) -> None:
    for number, child in enumerate(branch.children, 1):
        last = number == len(branch.children)
        mark = ("└─ " if last else "├─ ") if boxes else "- "
        below = ("   " if last else "│  ") if boxes else "  "
        wrapped = textwrap.wrap(child.text, max(30, WIDTH - len(before) - 3)) or [""]
        lines.append(before + mark + wrapped[0])
        inner = before + below
        lines.extend(
            inner + ("│  " if boxes and child.children else "   " if boxes else "  ") + more for more in wrapped[1:]
        )
        _children(child, inner, lines, boxes)
