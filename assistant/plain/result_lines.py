"""The result as plain lines: one numbering through all parts, and why each item stands there."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.plain.lines import wrap
from assistant.report.explain_text import why_not_text
from assistant.report.text import tree_lines
from assistant.result.contract import not_drawn
from assistant.result.document import document_of
from assistant.result.page import Item
from assistant.result.result import Result
from assistant.result.tree import grounds, how
from assistant.result.words import capital


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item of the result with its number; `part` is the part it stands in."""

    number: int
    part: str
    item: Item


def numbered(result: Result, language: Language) -> tuple[Numbered, ...]:
    """All items of the result, numbered from one."""
    found = [(part.id, item) for part in document_of(result, language).parts for item in part.items]
    return tuple(Numbered(number, part, item) for number, (part, item) in enumerate(found, 1))


def result_lines(result: Result, items: tuple[Numbered, ...], language: Language) -> list[str]:
    """The result: overview, then the parts. No lines of dashes: a screen reader would read every one of them."""
    document = document_of(result, language)
    lines = ["", document.title, *wrap(document.remark)]
    for label, text in document.overview:
        lines += wrap(f"{label}. {text}")
    for part in document.parts:
        lines += ["", part.title, *wrap(part.intro)]
        for each in (each for each in items if each.part == part.id):
            item = each.item
            label = f" ({item.label})" if item.label else ""
            text = f"{item.title}{label}"
            text = f"{text}{'' if text.endswith(('.', '?', '!')) else '.'} {item.text}".strip()
            lines += wrap(text, "    ", f"{each.number:>2}  ")
        lines += wrap(part.outro)
    return [*lines, "", *wrap(document.footer)]


def why_lines(result: Result, each: Numbered, language: Language) -> list[str]:
    """Why an item stands there: its proof, or where a named thing comes from."""
    ref = each.item.ref
    kind, _, name = ref.partition(":")
    if not ref or result.pack.entry(kind, name) is None:
        return wrap(phrases(language)("tui.result.no_more"))
    branch = how(result, ref, language) if ref in result.outcome.conclusions else grounds(result, ref, language)
    return tree_lines(branch, boxes=False)


def why_not_list(result: Result, language: Language) -> list[str]:
    """What does not stand in the result, numbered."""
    refs = not_drawn(result)
    if not refs:
        return wrap(phrases(language)("explain.nothing"))
    words = phrases(language)
    lines = wrap(phrases(language, "hands")("plain.why_not_intro"))
    for number, ref in enumerate(refs, 1):
        name = capital(result.name(ref, language))
        lines += wrap(f"{name} ({words('kind.' + ref.partition(':')[0])})", "    ", f"{number:>2}  ")
    return lines


def why_not_lines(result: Result, number: int, language: Language) -> list[str]:
    """Why one of them does not stand there."""
    refs = not_drawn(result)
    if not 1 <= number <= len(refs):
        return why_not_list(result, language)
    return why_not_text(result, refs[number - 1], language).rstrip("\n").split("\n")
