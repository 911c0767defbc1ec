"""The result in parts: the one page first, then why, what to do, how to begin the conversation, and the note, with all there is.

Pure: a result and a language in, blocks of text and items out. The sections are those of the document; nothing is concluded here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Driver, Entry, Language, Observation, Ref, Text, Trigger, of_kind
from assistant.content.vocabulary import PAGE_ENDINGS
from assistant.present.look_again import can_look_again
from assistant.present.talk import sharing_dialogue
from assistant.result.document import document_of
from assistant.result.note import NOTHING_ADDED, OwnWords, note_of
from assistant.result.one_page import page_of
from assistant.result.page import BALANCE, Document, Item, Part
from assistant.result.presumed import asked_of, openers_of, opening_of
from assistant.result.result import ORGANISATION, PERSON, SHARING, Result
from assistant.result.words import capital, sentence

WORDS = "result"
FULL = ("steps", "partners", "unknown")
MORE = {
    "overview": ("note", "share", "save", "keep", "open", "plan", "review", "whynot", "home"),
    "why": ("whynot", "review"),
    "do": ("share", "open", "lookup"),
    "talk": ("note",),
    "note": ("write", "save_note"),
    "all": ("earlier", "note", "review", "save", "keep", "home"),
}
"""The ways on from each part, at its end: `share` where a conversation about sharing exists, `earlier` where one waits."""
NOT_OF_ORGANISATIONS = ("whynot", "open", "lookup", "share")
PERSON_PARTS = ("overview", "why", "do", "talk", "note")
FULL_LISTS = {"concerns": "why", "helps": "why", "steps": "do", "unknown": "do", "openers": "talk"}
"""The part in which all of a section of the page stands."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sections of equal weight, drawn beside each other where there is room. `close`: already in a window of 80 columns."""

    left: Part
    right: Part
    close: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to read, each with a label before it (or none)."""

    lines: tuple[tuple[str, str], ...]


Block = Part | Pair | Lines


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the result. `id` is overview, why, do, talk, note, or all for a result that has no parts."""

    id: str
    title: str
    blocks: tuple[Block, ...]


def result_pages(
    result: Result, language: Language, own: OwnWords = NOTHING_ADDED, *, waits: bool = False
) -> tuple[Tab, ...]:
    """The parts, in order. A conversation that ended early, and one about sharing, is one page.

    `waits` says whether an earlier conversation waits to be gone back to.
    """
    return tuple(_Pages(result, language, own, waits).pages())


def page_names(result: Result) -> tuple[str, ...]:
    """Which parts a result has, in order, without making them."""
    if _early(result) or result.about == SHARING:
        return ("all",)
    return ("overview", "do") if result.about == ORGANISATION else ("overview", "why", "do", "talk", "note")


def result_page(result: Result, language: Language, name: str) -> Tab | None:
    """One part by itself; None when the result has no such part."""
    return _Pages(result, language, NOTHING_ADDED, waits=False).named(name) if name in page_names(result) else None


def _early(result: Result) -> bool:
    return result.ended in ("danger", *PAGE_ENDINGS)


class _Pages:
    def __init__(self, result: Result, language: Language, own: OwnWords, waits: bool) -> None:
        self.result = result
        self.ways = {
            "earlier": waits,
            "share": bool(sharing_dialogue(result.pack)),
            "plan": can_look_again(result),
        }
        self.language: Language = language
        self.own = own
        self.words: Phrases = phrases(language, WORDS)
        self.page = page_of(result, language)

    @cached_property
    def document(self) -> Document:
        """All of the result, for the parts behind the page."""
        return document_of(self.result, self.language)

    def pages(self) -> Iterator[Tab]:
        yield from map(self.named, page_names(self.result))

    def named(self, name: str) -> Tab:
        full = ("helps", *FULL) if self.result.about == ORGANISATION else FULL
        match name:
            case "all":
                blocks: Iterable[Block | None] = (
                    self._overview() if self.result.about == SHARING and not _early(self.result) else self._ended()
                )
            case "overview":
                blocks = self._overview()
            case "why":
                blocks = self._why()
            case "do":
                blocks = (self.document.part(each) for each in full)
            case "talk":
                blocks = self._talk()
            case _:
                blocks = self._note()
        return self._page(name, blocks)

    def _page(self, name: str, blocks: Iterable[Block | None]) -> Tab:
        filled = [block for block in blocks if block is not None]
        if name == "note":
            filled.insert(1, self._more(name))
        else:
            filled.append(self._more(name))
        return Tab(name, self.words(f"result.page.{name}"), tuple(filled))

    def _more(self, name: str) -> Part:
        wanted = MORE[name]
        if name == "all" and self.result.ended in PAGE_ENDINGS:
            wanted = tuple(each for each in wanted if each not in ("note", "save", "keep"))
        wanted = tuple(each for each in wanted if self.ways.get(each, True))
        if self.result.about == ORGANISATION:
            wanted = tuple(each for each in wanted if each not in NOT_OF_ORGANISATIONS)
        items = tuple(Item(f"do:{each}", self.words(f"result.do.{each}"), "", "") for each in wanted)
        return Part("more", self.words("result.more"), "", items)

    def _say(self, key: str, **values: object) -> str:
        noun = self.result.noun
        return self.words(key, persoon=noun.nl, person=noun.en, **values)

    # ------------------------------------------------------------ the parts

    def _ended(self) -> Iterator[Block]:
        """A page that ended early: all of it is whom to call, or where to go."""
        page = self.page
        yield Lines(tuple(("", line) for line in (*page.banner, page.remark) if line) or (("", page.title),))
        yield from page.first
        yield Lines((("", page.footer),))

    def _overview(self) -> Iterator[Block | None]:
        """The one page: what is never cut, the own impression, for and against, three things, how to begin, what to find out."""
        page = self.page
        title = page.title if self.result.about == PERSON else ""  # what to do first; the other one stands on its tab
        yield Lines(tuple(("", line) for line in (*page.banner, title, page.under_title, page.remark) if line))
        for part in page.first:
            yield self._together(part) if part.id == "do_not" else part
        yield Lines(page.own) if page.own else None
        parts = {part.id: self._with_left(part) for part in page.rest}
        yield self._pair(*(parts.get(name) for name in BALANCE), close=True)
        yield parts.get("seeks")
        yield parts.get("steps")
        yield self._pair(parts.get("openers"), parts.get("unknown"))
        yield Lines((("", page.footer),))

    def _together(self, part: Part) -> Lines:
        """Short sentences that belong together, in one paragraph."""
        return Lines(((part.title, " ".join(item.title for item in part.items)),))

    def _with_left(self, part: Part) -> Part:
        """A section that says how many more there are, and in which part."""
        if not part.left:
            return part
        name = "do" if self.result.about == ORGANISATION else FULL_LISTS[part.id]
        number = 2 if self.result.about == ORGANISATION else PERSON_PARTS.index(name) + 1
        title = self.words(f"result.page.{name}")
        return replace(part, outro=self.words("page.left.part", count=part.left, number=number, page=title))

    def _pair(self, left: Part | None, right: Part | None, *, close: bool = False) -> Block | None:
        return Pair(left, right, close) if left is not None and right is not None else left or right

    def _why(self) -> Iterator[Block | None]:
        yield Pair(self._impression(), self._recognised(), close=True)
        yield self._pair(*(self.document.part(name) for name in BALANCE))
        yield self.document.part("seeks")
        yield self.document.part("changes")

    def _impression(self) -> Part:
        """The user's own judgement, as it was given before the program showed its view."""
        told = [
            self.result.name(entry.ref, self.language)
            for entry in self._present("context")
            if entry.id.startswith("impression_")
        ]
        said = " ".join(sentence(name) for name in told) or self.words("result.own.none")
        return Part("own", self.words("result.own"), "", (Item("", said, "", self.words("result.own.counts")),))

    def _recognised(self) -> Part:
        names = [self.result.name(ref, self.language) for ref in self.result.points_to]
        said = sentence("; ".join(names)) if names else self.words("result.recognised.none")
        return Part(
            "seen", self.words("result.recognised"), "", (Item("", said, "", self.words("result.recognised.is")),)
        )

    # ------------------------------------------------------------ how to begin the conversation

    def _talk(self) -> Iterator[Block]:
        yield Lines((("", self._say("result.talk.intro")),))
        said: set[str] = set()
        if self.document.part("page"):  # a call comes before any talk
            yield Lines((("", self._say("result.talk.first_call")),))
            return
        for kind in ("trigger", "driver"):
            for name, entry in self.result.pack.kind(kind).items():
                if f"{kind}:{name}" in self.result.outcome.conclusions:
                    yield from self._openers(entry, said)
        lines = list(openers_of(self.result))
        seen = [(ref, text) for ref, text in lines if of_kind(ref, "event", "change", "cue")]
        yield from self._group("noticed", seen, said)
        yield from self._group("well", [(ref, text) for ref, text in lines if of_kind(ref, "protective")], said)
        if not said:
            part = self.document.part("openers")
            yield part if part is not None else Lines((("", self._say("result.talk.none")),))
        yield Lines((("", self._say("result.talk.outro")),))

    def _openers(self, entry: Entry, said: set[str]) -> Iterator[Part]:
        """What one can say about one trigger factor or driver, and what one can try to find out."""
        if not isinstance(entry, Trigger | Driver):
            return
        title = capital(self.result.name(entry.ref, self.language))
        label = self.words(f"result.talk.{Ref.parse(entry.ref).kind}")
        items = [Item(entry.ref, text, "", "") for text in self._fresh(opening_of(self.result, entry.ref), said)]
        asks = " ".join(self.result.say(text, self.language) for text in asked_of(self.result, entry))
        if asks:
            items.append(Item(entry.ref, self.words("result.talk.ask"), "", asks))
        if items:
            yield Part("openers", f"{title} ({label})", "", tuple(items))

    def _group(self, name: str, lines: list[tuple[str, Text]], said: set[str]) -> Iterator[Part]:
        items = tuple(Item(ref, text, "", "") for ref, line in lines for text in self._fresh((line,), said))
        if items:
            yield Part("openers", self._say(f"result.talk.{name}"), "", items)

    def _fresh(self, texts: Iterable[Text], said: set[str]) -> Iterator[str]:
        for text in texts:
            line = self.result.say(text, self.language)
            if line not in said:
                said.add(line)
                yield f"“{line}”"

    def _present(self, *kinds: str) -> Iterator[Observation]:
        """What the user named, of these kinds."""
        for fact in self.result.situation.present():
            entry = self.result.pack.entry(fact.kind, fact.id)
            if fact.kind in kinds and isinstance(entry, Observation):
                yield entry

    # ------------------------------------------------------------ the note

    def _note(self) -> Iterator[Block]:
        note = note_of(self.result, self.language, self.own)
        yield Lines((("", self.words("result.note.intro")),))
        yield Lines(tuple(("", line) for line in (*note.banner, f"{note.title}. {note.remark}")))
        for part in note.parts:
            items = tuple(Item("", line, "", "") for line in part.lines)
            room = self.words("result.note.room") if part.room and not part.lines else ""
            yield Part("note", part.title, part.hint, items, room)
        yield Lines((("", note.footer),))
