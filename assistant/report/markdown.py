"""The result as Markdown: a personal note, not an official document."""

from __future__ import annotations

import re

from assistant.content.model import Language
from assistant.report.sheet import Annex, sheet_of
from assistant.result.page import Part, ResultPage
from assistant.result.result import Result
from assistant.result.tree import Branch

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_LINE_START = re.compile(r"^(\s*\d*)([-+.)])(?=\s)")


def escape(text: str) -> str:
    """Text as Markdown shows it literally: nothing in it becomes a link, a tag or a heading."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def to_markdown(result: Result, language: Language, *, full: bool = False) -> str:
    """The page of a result as Markdown; `full` adds the annex."""
    sheet = sheet_of(result, language, full=full)
    lines = _page(sheet.page)
    if sheet.annex is not None:
        lines += _annex(sheet.annex)
    return "\n".join([*lines, ""])


def _page(page: ResultPage) -> list[str]:
    lines = [f"*{escape(page.motto)}*", ""] if page.motto else []
    lines += [f"# {escape(page.title)}", ""]
    lines += [f"**{escape(page.under_title)}**", ""] if page.under_title else []
    for line in page.banner:
        lines += [f"**{escape(line)}**", ""]
    for part in page.first:
        lines += _section(part)
    for label, text in page.own:
        lines += [f"**{escape(label)}:** {escape(text)}" if label else escape(text), ""]
    for part in page.rest:
        lines += _section(part)
    return [*lines, "---", "", f"*{escape(page.footer)}*"]


def _annex(annex: Annex) -> list[str]:
    lines = ["", f"# {escape(annex.title)}", ""]
    for part in annex.document.parts:
        lines += _section(part)
    if annex.proofs:
        lines += [f"## {escape(annex.proof_title)}", ""]
        for branch in annex.proofs:
            lines += _branch(branch, 0)
        lines.append("")
    for each in annex.lists:
        lines += [f"## {escape(each.title)}", "", *(f"- {escape(line)}" for line in each.lines), ""]
    return [*lines, "---", "", f"*{escape(annex.document.footer)}*"]


def _section(part: Part) -> list[str]:
    if part.id == "do_not":  # short sentences that belong together
        return [f"**{escape(part.title)}.** {escape(' '.join(item.title for item in part.items))}", ""]
    return [f"## {escape(part.title)}", "", *_part(part), ""]


def _part(part: Part) -> list[str]:
    lines = [escape(part.intro), ""] if part.intro else []
    for number, item in enumerate(part.items, 1):
        mark = f"{number}." if part.numbered else "-"
        label = f" ({escape(item.label)})" if item.label else ""
        text = f" {escape(item.text)}" if item.text else ""
        end = "" if item.title.endswith((".", "?", "!")) or (not item.text and not item.label) else "."
        title = f"**{escape(item.title)}**" if text or label else escape(item.title)  # a bare line needs no weight
        lines.append(f"{mark} {title}{label}{end}{text}")
        lines += [f"  <br>{escape(duty)}" for duty in item.duties]
        if item.sources:
            lines.append(f"  <br>*{escape('; '.join(item.sources))}*")
    return [*lines, "", escape(part.outro)] if part.outro else lines


def _branch(branch: Branch, depth: int) -> list[str]:
    text = escape(branch.text)
    lines = [f"{'  ' * depth}- {f'**{text}**' if branch.role == 'conclusion' else text}"]
    for child in branch.children:
        lines += _branch(child, depth + 1)
    return lines
