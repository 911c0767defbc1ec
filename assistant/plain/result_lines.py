"""The result as plain lines: one numbering through all parts, and why each item stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.content.interface import phrases
from assistant.content.model import Language, Ref
from assistant.plain.lines import wrap
from assistant.present.look_again import LookAgain
from assistant.report.explain_text import why_not_text
from assistant.report.text import tree_lines
from assistant.result.contract import not_drawn
from assistant.result.page import Document, Item, Part, ResultPage, labelled, left_in_words
from assistant.result.result import Result
from assistant.result.tree import grounds, how
from assistant.result.words import capital

NOT_NUMBERED = ("page", "do_not")
"""Parts about which there is nothing to ask: the pages of danger have numbers of their own, and these are to be kept."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item of the result with its number; `part` is the part it stands in."""

    number: int
    part: str
    item: Item


def numbered(parts: Iterable[Part]) -> tuple[Numbered, ...]:
    """The items of these parts that one can ask about, numbered from one."""
    asked = [(part.id, item) for part in parts if part.id not in NOT_NUMBERED for item in part.items]
    return tuple(Numbered(number, part, item) for number, (part, item) in enumerate(asked, 1))


def result_page_lines(page: ResultPage, items: tuple[Numbered, ...], language: Language) -> list[str]:
    """The one page. No lines of dashes and no columns: a screen reader would read them across."""
    lines = ["", page.title, *wrap(page.under_title), *wrap(page.remark)]
    for line in page.banner:
        lines += wrap(line)
    for part in page.first:
        lines += _part(part, items, language)
    if page.own:
        lines.append("")
    for own in page.own:
        lines += wrap(labelled(own))
    for part in page.rest:
        lines += _part(part, items, language)
    return [*lines, "", *wrap(page.footer)]


def document_lines(document: Document, items: tuple[Numbered, ...], language: Language) -> list[str]:
    """The full lists."""
    lines = ["", document.title]
    for part in document.parts:
        lines += _part(part, items, language)
    return [*lines, "", *wrap(document.footer)]


def _part(part: Part, items: tuple[Numbered, ...], language: Language) -> list[str]:
    if part.id == "do_not":  # short sentences that belong together
        return ["", *wrap(f"{part.title}: {' '.join(item.title for item in part.items)}")]
    lines = ["", part.title, *wrap(part.intro)]
    if part.id in NOT_NUMBERED:
        for number, item in enumerate(part.items, 1):
            lines += wrap(_text(item), "    ", f"{number}. ".ljust(4) if part.numbered else "    ")
    for each in (each for each in items if each.part == part.id):
        lines += wrap(_text(each.item), "    ", f"{each.number:>2}  ")
        for duty in each.item.duties:
            lines += wrap(duty, "    ", "    ")
    for closing in (left_in_words(part, phrases(language, "result")), part.outro):
        lines += wrap(closing)
    return lines


def _text(item: Item) -> str:
    """An item in sentences."""
    title = f"{item.title} ({item.label})" if item.label else item.title
    return f"{title}{'' if title.endswith(('.', '?', '!', '”')) else '.'} {item.text}".strip()


def why_lines(result: Result, each: Numbered, language: Language) -> list[str]:
    """Why an item stands there: its proof, or where a named thing comes from."""
    ref = each.item.ref
    if not ref or result.pack.entry_at(ref) is None:
        return wrap(phrases(language)("tui.result.no_more"))
    branch = how(result, ref, language) if ref in result.outcome.conclusions else grounds(result, ref, language)
    return tree_lines(branch, boxes=False)


def plan_lines(days: Iterable[LookAgain], language: Language) -> list[str]:
    """The days on which one can look again, numbered."""
    lines = wrap(phrases(language, "result")("calendar.intro"))
    for number, each in enumerate(days, 1):
        lines += wrap(each.told, "    ", f"{number:>2}  ")
    return lines


def why_not_list(result: Result, language: Language) -> list[str]:
    """What does not stand in the result, numbered."""
    refs = not_drawn(result)
    if not refs:
        return wrap(phrases(language)("explain.nothing"))
    words = phrases(language)
    lines = wrap(phrases(language, "hands")("plain.why_not_intro"))
    for number, ref in enumerate(refs, 1):
        name = capital(result.name(ref, language))
        lines += wrap(f"{name} ({words('kind.' + Ref.parse(ref).kind)})", "    ", f"{number:>2}  ")
    return lines


def why_not_lines(result: Result, number: int, language: Language) -> list[str]:
    """Why one of them does not stand there."""
    refs = not_drawn(result)
    if not 1 <= number <= len(refs):
        return why_not_list(result, language)
    return why_not_text(result, refs[number - 1], language).rstrip("\n").split("\n")
