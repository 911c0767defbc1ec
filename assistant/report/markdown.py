"""The result as Markdown: a personal note, not an official document."""

from __future__ import annotations

import re

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.vocabulary import CONCERNS
from assistant.report.brief import all_sources, with_few_sources
from assistant.result.content_used import content_used
from assistant.result.document import document_of
from assistant.result.page import Document, Part
from assistant.result.result import ORGANISATION, PERSON, SHARING, Result
from assistant.result.tree import Branch, answer_line, how, once

MOTTO = {PERSON: "report.motto", ORGANISATION: "organisation.motto", SHARING: "sharing.motto"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_LINE_START = re.compile(r"^(\s*\d*)([-+.)])(?=\s)")


def escape(text: str) -> str:
    """Text as Markdown shows it literally: nothing in it becomes a link, a tag or a heading."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def to_markdown(result: Result, language: Language) -> str:
    """The whole result as Markdown."""
    words = phrases(language)
    whole = document_of(result, language)
    document = with_few_sources(whole, language)
    lines = [f"*{escape(words(MOTTO[result.about]))}*", "", f"# {escape(document.title)}", ""]
    if document.remark:
        lines += [escape(document.remark), ""]
    lines += [f"**{escape(label)}.** {escape(text)}  " for label, text in document.overview]
    for part in document.parts:
        lines += ["", f"## {escape(part.title)}", "", *_part(part)]
    lines += _proofs(result, document, language)
    if result.position and result.position.turns:
        lines += ["", f"## {escape(words('part.own'))}", ""]
        shown = [turn for turn in result.position.turns if turn.question.kind not in ("say", "text")]
        lines += [f"- {escape(answer_line(result, turn, language))}" for turn in shown]
    if sources := all_sources(whole):
        lines += ["", f"## {escape(words('part.sources'))}", "", *(f"- {escape(name)}" for name in sources)]
    if document.overview:
        lines += ["", f"## {escape(phrases(language, 'result')('result.content.title'))}", ""]
        lines += [f"- {escape(line)}" for line in content_used(result, language)]
    lines += ["", "---", "", f"*{escape(document.footer)}*", ""]
    return "\n".join(lines)


def _part(part: Part) -> list[str]:
    lines = [escape(part.intro), ""] if part.intro else []
    for number, item in enumerate(part.items, 1):
        mark = f"{number}." if part.numbered else "-"
        label = f" ({escape(item.label)})" if item.label else ""
        text = f" {escape(item.text)}" if item.text else ""
        end = "" if item.title.endswith((".", "?", "!")) or (not item.text and not item.label) else "."
        lines.append(f"{mark} **{escape(item.title)}**{label}{end}{text}")
        if item.sources:
            lines.append(f"  <br>*{escape('; '.join(item.sources))}*")
    return [*lines, "", escape(part.outro)] if part.outro else lines


def _proofs(result: Result, document: Document, language: Language) -> list[str]:
    words = phrases(language)
    refs = [ref for ref in result.outcome.conclusions if ref.partition(":")[0] in (*CONCERNS, "step")]
    if not refs or not document.overview:
        return []
    lines = ["", f"## {escape(words('part.proof'))}", ""]
    for branch in once((how(result, ref, language) for ref in refs), language):
        lines += _branch(branch, 0)
    return lines


def _branch(branch: Branch, depth: int) -> list[str]:
    text = escape(branch.text)
    lines = [f"{'  ' * depth}- {f'**{text}**' if branch.role == 'conclusion' else text}"]
    for child in branch.children:
        lines += _branch(child, depth + 1)
    return lines
