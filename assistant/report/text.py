"""The result as plain text for a terminal or a pipe."""

from __future__ import annotations

import textwrap

from assistant.content.model import Language
from assistant.result.document import document_of
from assistant.result.page import Part
from assistant.result.result import Result
from assistant.result.tree import Branch

WIDTH = 78


def to_text(result: Result, language: Language) -> str:
    """The whole result as plain text, at most WIDTH columns wide."""
    document = document_of(result, language)
    lines = [document.title.upper(), *wrap(document.remark), ""]
    for label, text in document.overview:
        lines += wrap(f"{label}. {text}")
    for part in document.parts:
        lines += ["", part.title, "-" * len(part.title), *_part(part)]
    return "\n".join([*lines, "", *wrap(document.footer), ""])


def wrap(text: str, indent: str = "", first: str = "") -> list[str]:
    """The text in lines of at most WIDTH columns."""
    return textwrap.wrap(text, WIDTH, initial_indent=first or indent, subsequent_indent=indent)


def _part(part: Part) -> list[str]:
    lines = wrap(part.intro)
    for number, item in enumerate(part.items, 1):
        mark = f"{number}. " if part.numbered else "- "
        label = f" ({item.label})" if item.label else ""
        lines += wrap(f"{item.title}{label}", "   ", mark.ljust(3))
        if item.text:
            lines += wrap(item.text, "   ", "   ")
    return lines + wrap(part.outro)


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
