"""Explanations as prose and trees for a terminal."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language, Ref
from assistant.report.text import tree_lines, wrap
from assistant.result.result import Result
from assistant.result.tree import how
from assistant.result.whynot_words import changes_in_words, why_not_in_words
from assistant.result.words import capital
from assistant.result.worth import how_of

MAX_OPEN = 15


def how_text(result: Result, ref: str, language: Language) -> str:
    """Why a conclusion was drawn, as a tree."""
    if ref not in result.outcome.conclusions:
        return phrases(language)("explain.not_drawn", name=capital(result.name(ref, language))) + "\n"
    return "\n".join(tree_lines(how(result, ref, language))) + "\n"


def why_not_text(result: Result, ref: str, language: Language) -> str:
    """Why a conclusion was not drawn: per rule what is missing, nearest first."""
    words = phrases(language)
    name = capital(result.name(ref, language))
    if ref in result.outcome.conclusions:
        return words("explain.drawn", name=name) + "\n"
    told = why_not_in_words(result, ref, language)
    lines = [told.title]
    for line in told.because or (words("tui.whynot.no_rule"),):
        lines += wrap(line, "    ", "  - ")
    return "\n".join([*lines, *_changes(result, ref, language, "explain.appears"), ""])


def change_text(result: Result, ref: str, language: Language) -> str:
    """What would add or remove a conclusion."""
    words = phrases(language)
    drawn = ref in result.outcome.conclusions
    lines = [f"{capital(result.name(ref, language))} ({words('kind.' + Ref.parse(ref).kind)})"]
    return "\n".join([*lines, *_changes(result, ref, language, "explain.falls" if drawn else "explain.appears"), ""])


def _changes(result: Result, ref: str, language: Language, key: str) -> list[str]:
    words = phrases(language)
    changes = changes_in_words(result, result.explainer.changes(ref), language)
    if not changes:
        key = "explain.no_change_danger" if result.situation.in_danger else "explain.no_change"
        return wrap(words(key), "  ", "  ")
    lines = wrap(words(key), "  ", "  ")
    for said in changes:
        lines += wrap(said, "      ", "    - ")
    return lines


def open_text(result: Result, about: str | None, language: Language) -> str:
    """What is still worth finding out."""
    words = phrases(language)
    lines = wrap(words("explain.open"))
    items = [
        item
        for item in (() if result.asks_nothing else result.open)
        if about is None or about in (item.fact, *item.could_add, *item.could_remove, *item.with_details)
    ]
    for item in items[:MAX_OPEN]:
        ref, _, qualifier = item.fact.partition("@")
        name = capital(result.name(ref, language))
        what = words(f"open.{qualifier}", name=name) if qualifier else name
        lines += wrap(what, "  ", "- ")
        if way := how_of(result.pack, item.fact):
            lines += wrap(words(f"how.{way}", persoon=result.noun.nl, person=result.noun.en), "    ", "    ")
        for key, refs in (("open.adds", (*item.could_add, *item.with_details)), ("open.removes", item.could_remove)):
            if refs:
                lines += wrap(words(key, names="; ".join(result.name(each, language) for each in refs)), "    ", "    ")
    if len(items) > MAX_OPEN:
        lines.append(words("open.more", number=len(items) - MAX_OPEN))
    return "\n".join([*lines, ""])
