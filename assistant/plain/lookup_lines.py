"""The look-up line by line: words find pages, a number opens one, and its links are numbered in turn."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content.interface import phrases
from assistant.content.model import Language, Text
from assistant.dialogue.guide import Guide
from assistant.plain.lines import wrap
from assistant.present.lookup import LookupEntry, found_in, lookup_entries
from assistant.present.reading import row_number

MOST = 15
"""Lines of a list that are read out at once."""


class PlainLookup:
    """Remembers the list that was written last, so that a number leads on."""

    def __init__(self, guide: Guide, as_of: str) -> None:
        self.guide = guide
        self.as_of = as_of
        self.offered: tuple[str, ...] = ()

    def lines(self, asked: str, language: Language, noun: Text) -> list[str]:
        """What to write for `asked`: words to search for, or the number of a line that was written before."""
        say = phrases(language, "result")
        made = lookup_entries(self.guide.pack, self.as_of, language, noun, self.guide.directory)
        entries = {entry.ref: entry for entry in made}
        if 1 <= row_number(asked) <= len(self.offered):
            return list(self._page(entries[self.offered[row_number(asked) - 1]], entries, language))
        if not asked or asked.isdigit():
            return wrap(say("plain.lookup.how"))
        found = found_in(made, asked)
        self.offered = tuple(entry.ref for entry in found[:MOST])
        lines = list(self._list(found[:MOST]))
        if len(found) > MOST:
            lines += wrap(say("plain.lookup.more", count=len(found) - MOST))
        return [*lines, *wrap(say("plain.lookup.open"))] if found else wrap(phrases(language)("tui.lookup.nothing"))

    def _list(self, found: list[LookupEntry]) -> Iterator[str]:
        for number, entry in enumerate(found, 1):
            yield from wrap(f"{entry.title} ({entry.kind})", "    ", f"{number:>2}  ")

    def _page(self, entry: LookupEntry, entries: dict[str, LookupEntry], language: Language) -> Iterator[str]:
        yield from ("", *wrap(f"{entry.title} ({entry.kind})"))
        for heading, text in entry.lines:
            yield from wrap(f"{heading}: {text}" if heading else text)
        links = [entries[ref] for ref in entry.links][:MOST]
        self.offered = tuple(link.ref for link in links)
        if links:
            yield from ("", *wrap(phrases(language)("tui.lookup.links") + ":"), *self._list(links))
