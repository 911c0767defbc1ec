"""A page for paper with only the first sources under each item, and all of them in one list further on in the same file."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.records import replace
from assistant.result.page import Document, Item

MOST = 2
"""Under each item, so that concerns and what helps keep about one length."""


def with_few_sources(document: Document, language: Language) -> Document:
    """The same page, with at most MOST sources under an item and how many more there are."""
    more = phrases(language)

    def brief(item: Item) -> Item:
        left = len(item.sources) - MOST
        if left <= 0:
            return item
        return replace(item, sources=(*item.sources[:MOST], more("tui.card.sources", count=left)))

    parts = tuple(replace(part, items=tuple(map(brief, part.items))) for part in document.parts)
    return replace(document, parts=parts)


def all_sources(document: Document) -> tuple[str, ...]:
    """Every source under any item, once, in order."""
    return tuple(dict.fromkeys(name for part in document.parts for item in part.items for name in item.sources))
