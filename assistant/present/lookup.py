"""What the pack knows, to browse and to search, as plain pages with links both ways: from trigger factors to sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.content.directory import NO_DIRECTORY, Directory, phone_of
from assistant.content.interface import Phrases, phrases
from assistant.content.model import (
    Driver,
    Entry,
    Language,
    Law,
    Observation,
    Pack,
    Partner,
    Signal,
    Source,
    Step,
    Term,
    Text,
    Trigger,
)
from assistant.content.support import NOT_ENTERED
from assistant.present.links import KINDS, links_of
from assistant.records import dataclass
from assistant.result.result import NOUN, fill
from assistant.result.support_words import support_lines
from assistant.result.verified import unchecked
from assistant.result.words import capital, date_in_words

_WORD = re.compile(r"\w+")
NAMED = ("trigger", "driver", "signal", "partner", "term")
"""The kinds whose names are recognised in a text that stands on the screen."""


@dataclass(frozen=True, slots=True)
class LookupEntry:
    """One thing to look up. `lines` are pairs of a heading (or nothing) and a text; `links` are refs of others."""

    ref: str
    kind: str
    title: str
    lines: tuple[tuple[str, str], ...]
    links: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()

    def matches(self, wanted: str) -> bool:
        """Whether every word of `wanted` begins some word in it."""
        return all(any(each.startswith(word) for each in self.known) for word in _WORD.findall(wanted.casefold()))

    def rank(self, wanted: str) -> int:
        """How well it fits: 0 when its title begins with it, 1 when a word of the title does, 2 for a word in its text."""
        title, wanted = self.title.casefold(), wanted.casefold().strip()
        if title.startswith(wanted):
            return 0
        words = _WORD.findall(title)
        return 1 if all(any(each.startswith(word) for each in words) for word in _WORD.findall(wanted)) else 2


def found_in(entries: Iterable[LookupEntry], wanted: str) -> list[LookupEntry]:
    """The entries that fit what was typed, the best first; all of them when nothing was typed."""
    if not wanted.strip():
        return list(entries)
    return sorted((entry for entry in entries if entry.matches(wanted)), key=lambda entry: entry.rank(wanted))


def named_in(entries: Iterable[LookupEntry], text: str) -> list[LookupEntry]:
    """The entries whose name stands in a text: what one may want to look up while reading it."""
    told = text.casefold()
    found = []
    for entry in entries:
        title = entry.title.casefold().partition(" (")[0]
        if entry.ref.partition(":")[0] in NAMED and title in told and re.search(rf"\b{re.escape(title)}\b", told):
            found.append(entry)
    return found


def lookup_entries(
    pack: Pack, as_of: str, language: Language, noun: Text = NOUN, directory: Directory = NO_DIRECTORY
) -> tuple[LookupEntry, ...]:
    """Everything that can be looked up, in the order of the pack."""
    page = _Pages(pack, as_of, language, noun, directory)
    return tuple(page.entry(entry) for kind in KINDS for entry in pack.kind(kind).values())


class _Pages:
    def __init__(self, pack: Pack, as_of: str, language: Language, noun: Text, directory: Directory) -> None:
        self.directory = directory
        self.pack = pack
        self.links = links_of(pack)
        self.as_of = as_of
        self.language: Language = language
        self.noun = noun
        self.words: Phrases = phrases(language)

    def entry(self, entry: Entry) -> LookupEntry:
        lines = [(heading, text) for heading, text in self._lines(entry) if text]
        kind, title = self.words(f"tui.lookup.{entry.kind}"), capital(self._say(entry.name))
        text = " ".join((title, kind, *(part for line in lines for part in line)))
        known = frozenset(_WORD.findall(text.casefold()))
        return LookupEntry(entry.ref, kind, title, tuple(lines), self.links.get(entry.ref, ()), known)

    def _say(self, text: Text) -> str:
        return fill(text, self.language, self.noun)

    def _lines(self, entry: Entry) -> Iterator[tuple[str, str]]:
        match entry:
            case Trigger():
                yield from self._trigger(entry)
            case Driver():
                yield "", self._say(entry.description)
                yield from self._list("address", entry.address)
                yield from self._list("ask", entry.ask)
                yield from self._list("opening", entry.opening)
            case Partner():
                yield "", self._say(entry.role)
                yield self._head("for_whom"), self._say(entry.for_whom)
                yield self._head("when"), self._say(entry.when)
                yield self._head("not_for"), self._say(entry.not_for)
                yield from self._reach(entry)
            case Step() | Term():
                yield "", self._say(entry.text)
            case Law():
                yield "", self._say(entry.text)
                yield "", self.words(f"tui.lookup.law.{entry.truth}")
                day = date_in_words(entry.as_of, self.language)
                yield "", self.words("tui.lookup.law.as_of", date=day, owner=entry.owner)
            case Signal() | Observation():
                yield "", self._say(entry.note)
            case Source():
                yield from self._source(entry)
        yield from self._grounds(entry)

    def _trigger(self, entry: Trigger) -> Iterator[tuple[str, str]]:
        level = self.words(f"tui.lookup.level.{entry.level}")
        yield "", self.words("label.later", label=level) if entry.list == "later" else level
        yield "", self._say(entry.definition)
        yield self._head("is_not"), self._say(entry.is_not)
        yield from self._list("ask", entry.ask)
        yield from self._list("opening", entry.opening)
        yield self._head("ordinary"), self._names("explanation", [ref.id for ref in entry.ordinary])
        yield self._head("drivers"), self._drivers(entry)
        yield self._head("partners"), self._names("partner", [ref.id for ref in entry.partners])
        yield self._head("still_counts"), self._say(entry.still_counts)
        if set(entry.support.values()) <= {NOT_ENTERED}:
            yield self._head("support"), self.words("tui.lookup.not_entered")
        else:
            for number, line in enumerate(support_lines(entry, self.language)):
                yield self._head("support") if number == 0 else "", line

    def _source(self, entry: Source) -> Iterator[tuple[str, str]]:
        """A publication: who made it, where it is, how much of it was read, and whether somebody checked it."""
        yield "", ", ".join(part for part in (entry.publisher, entry.year) if part)
        yield "", entry.url
        read = f"tui.source.read.{entry.read}"
        yield "", self.words(read) if read in self.words.texts else ""
        yield "", self.words("tui.source.checked" if entry.verified else "tui.source.unchecked")

    def _reach(self, entry: Partner) -> Iterator[tuple[str, str]]:
        """How to reach a partner: what the local directory says, else which role to look for."""
        contact = self.directory.contact(entry.id)
        phone, _ = phone_of(entry, contact)
        if contact is None:
            yield "", self._say(entry.look_for)
        elif contact.name:
            yield self._head("local"), contact.name.in_(self.language)
        if phone:
            told = "partner.unverified" if unchecked(entry, self.directory) else "partner.phone"
            yield "", self.words(told, phone=phone)
        if contact is not None:
            hours = contact.hours.in_(self.language)
            yield "", self.words("partner.hours", hours=hours) if hours else ""
            yield "", contact.note.in_(self.language)

    def _drivers(self, entry: Trigger) -> str:
        found = []
        for link in entry.drivers:
            driver = self.pack.entry("driver", link.driver)
            inferred = f" ({self.words('label.inference')})" if link.basis == "inference" else ""
            found.append((self._say(driver.name) if driver else link.driver) + inferred)
        return "; ".join(found)

    def _names(self, kind: str, ids: list[str]) -> str:
        entries = [self.pack.entry(kind, name) for name in ids]
        return "; ".join(self._say(entry.name) for entry in entries if entry)

    def _list(self, heading: str, texts: tuple[Text, ...]) -> Iterator[tuple[str, str]]:
        for number, text in enumerate(texts):
            yield self._head(heading) if number == 0 else "", self._say(text)

    def _grounds(self, entry: Entry) -> Iterator[tuple[str, str]]:
        titles = []
        for citation in entry.sources:
            source = self.pack.entry("source", citation.source)
            if isinstance(source, Source):
                titles.append(", ".join(part for part in (self._say(source.name), citation.at) if part))
        yield self._head("sources"), "; ".join(dict.fromkeys(titles))
        if entry.basis in ("inference", "product_choice"):
            yield "", capital(self.words(f"label.{entry.basis}")) + "."
        if entry.review_by:
            key = "tui.lookup.expired" if entry.review_by < self.as_of else "tui.lookup.review_by"
            yield "", self.words(key, date=date_in_words(entry.review_by, self.language))

    def _head(self, name: str) -> str:
        return self.words(f"tui.lookup.{name}")
