"""The result in parts that each fit a screen or two: overview, why, what to do, how to begin the conversation, and the note.

Pure: a result and a language in, blocks of text and items out. The sections are those of the document; nothing is concluded here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Driver, Entry, Language, Observation, Text, Trigger
from assistant.content.vocabulary import CONCERNS
from assistant.result.content_used import content_used
from assistant.result.document import document_of
from assistant.result.note import NOTHING_ADDED, OwnWords, note_of
from assistant.result.page import Document, Item, Part
from assistant.result.presumed import asked_of, openers_of, opening_of
from assistant.result.result import ORGANISATION, Result
from assistant.result.words import capital, sentence

WORDS = "result"
BALANCE = ("concerns", "helps")
SHORT = ("unknown", "steps", "partners")
DOING = ("unknown", "steps", "partners")
OWN_JUDGEMENT = ("own", "seen")
MORE = {
    "overview": ("review", "note", "save", "keep", "whynot", "open", "home"),
    "why": ("whynot", "review"),
    "do": ("open", "lookup"),
    "talk": ("note",),
    "note": ("write", "save_note"),
    "all": ("note", "review", "save", "keep", "home"),
}
"""The ways on from each part, at its end."""


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
class ResultPage:
    """One part of the result. `id` is overview, why, do, talk, note, or all for a result that has no parts."""

    id: str
    title: str
    blocks: tuple[Block, ...]


def result_pages(result: Result, language: Language, own: OwnWords = NOTHING_ADDED) -> tuple[ResultPage, ...]:
    """The parts, in order. A conversation that ended early, and one about an organisation, is one page."""
    return tuple(_Pages(result, language, own).pages())


class _Pages:
    def __init__(self, result: Result, language: Language, own: OwnWords) -> None:
        self.result = result
        self.language: Language = language
        self.own = own
        self.words: Phrases = phrases(language, WORDS)
        self.document: Document = document_of(result, language)

    def pages(self) -> Iterator[ResultPage]:
        if self.result.ended in ("danger", "out_of_scope") or self.result.about == ORGANISATION:
            yield self._page("all", self._whole())
            return
        yield self._page("overview", self._overview())
        yield self._page("why", self._why())
        yield self._page("do", (self.document.part(name) for name in DOING))
        yield self._page("talk", self._talk())
        yield self._page("note", self._note())

    def _page(self, name: str, blocks: Iterable[Block | None]) -> ResultPage:
        filled = [block for block in blocks if block is not None]
        if name == "note":
            filled.insert(1, self._more(name))
        else:
            filled.append(self._more(name))
        return ResultPage(name, self.words(f"result.page.{name}"), tuple(filled))

    def _more(self, name: str) -> Part:
        wanted = MORE[name]
        if name == "all" and self.result.ended == "out_of_scope":
            wanted = tuple(each for each in wanted if each not in ("note", "save", "keep"))
        items = tuple(Item(f"do:{each}", self.words(f"result.do.{each}"), "", "") for each in wanted)
        return Part("more", self.words("result.more"), "", items)

    def _say(self, key: str, **values: object) -> str:
        noun = self.result.noun
        return self.words(key, persoon=noun.nl, person=noun.en, **values)

    # ------------------------------------------------------------ the parts

    def _whole(self) -> Iterator[Block]:
        document = self.document
        lines = (("", document.remark), *document.overview)
        told = tuple(line for line in lines if line[1])
        if told:
            yield Lines(told)
        yield from document.parts
        yield Lines((("", document.footer),))

    def _overview(self) -> Iterator[Block | None]:
        document = self.document
        yield Lines((("", document.remark), *document.overview))
        yield from (part for part in document.parts if part.id == "page")  # a call that cannot wait
        yield self._pair(*(self._short(name) for name in BALANCE), close=True)
        yield self._short("unknown")
        yield self._pair(self._short("steps"), self._short("partners"))
        yield Lines((("", document.footer),))

    def _short(self, name: str) -> Part | None:
        """A section with only the title of each item, and what it is."""
        part = self.document.part(name)
        if part is None:
            return None
        items = tuple(replace(item, text="", sources=()) for item in part.items)
        if name not in SHORT:
            return replace(part, items=items, outro="")
        lines = (f"{item.title}, {item.label}" if item.label else item.title for item in items)
        plain = tuple(replace(item, title=line, label="") for item, line in zip(items, lines, strict=True))
        return replace(part, items=plain, intro="", outro="")

    def _pair(self, left: Part | None, right: Part | None, *, close: bool = False) -> Block | None:
        return Pair(left, right, close) if left is not None and right is not None else left or right

    def _why(self) -> Iterator[Block | None]:
        yield Pair(self._impression(), self._recognised(), close=True)
        yield self._pair(*(self.document.part(name) for name in BALANCE))
        yield self.document.part("changes")
        used = tuple(("", line) for line in content_used(self.result, self.language))
        yield Lines((("", self.words("result.content")), *used))

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
        names = [
            self.result.name(ref, self.language)
            for ref in self.result.outcome.conclusions
            if ref.partition(":")[0] in CONCERNS
        ]
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
        seen = [(ref, text) for ref, text in lines if ref.startswith(("event:", "change:", "cue:"))]
        yield from self._group("noticed", seen, said)
        yield from self._group("well", [(ref, text) for ref, text in lines if ref.startswith("protective:")], said)
        if not said:
            part = self.document.part("openers")
            yield part if part is not None else Lines((("", self._say("result.talk.none")),))
        yield Lines((("", self._say("result.talk.outro")),))

    def _openers(self, entry: Entry, said: set[str]) -> Iterator[Part]:
        """What one can say about one trigger factor or driver, and what one can try to find out."""
        if not isinstance(entry, Trigger | Driver):
            return
        title = capital(self.result.name(entry.ref, self.language))
        label = self.words(f"result.talk.{entry.ref.partition(':')[0]}")
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
        yield Lines((("", f"{note.title}. {note.remark}"),))
        for part in note.parts:
            items = tuple(Item("", line, "", "") for line in part.lines)
            room = self.words("result.note.room") if part.room and not part.lines else ""
            yield Part("note", part.title, part.hint, items, room)
        yield Lines((("", note.footer),))
