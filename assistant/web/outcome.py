"""The result in pages: the one page, the full lists, the reasons, the note and the files. Each comes from what other shells draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response

from assistant.content.interface import phrases
from assistant.content.model import Language, Ref
from assistant.content.vocabulary import PAGE_ENDINGS
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.present.result_pages import Lines, Pair, Tab, page_names, result_page
from assistant.present.review import ReviewLine
from assistant.present.talk import sharing_dialogue
from assistant.report.explain_text import why_not_text
from assistant.report.forms import WITH_ANNEX, made
from assistant.report.note import note_text
from assistant.result.contract import not_drawn
from assistant.result.note import NOTHING_ADDED, OWN_WORDS, OwnWords, note_of
from assistant.result.one_page import page_of
from assistant.result.page import BALANCE, Item, Part
from assistant.result.privacy import privacy_warning
from assistant.result.result import PERSON, Result, fill, noun_of
from assistant.result.tree import Branch, grounds, how
from assistant.result.words import capital
from assistant.web.render import Renderer

KINDS = {
    "pdf": ("application/pdf", ".pdf"),
    "html": ("text/html; charset=utf-8", ".html"),
    "md": ("text/markdown; charset=utf-8", ".md"),
    "text": ("text/plain; charset=utf-8", ".txt"),
}
LISTS = ("why", "do", "talk")
"""The parts of the result with a page of their own; the note has one that can be filled in."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One block of a part as the template draws it: sections (two of one weight make a pair), or lines."""

    place: int
    parts: tuple[Part, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def pair(self) -> bool:
        """Whether two sections stand beside each other."""
        return len(self.parts) == 2


class Outcome:
    """The pages of a finished conversation."""

    def __init__(self, guide: Guide, render: Renderer) -> None:
        self.guide, self.render = guide, render

    def page(self, result: Result, language: Language, token: str, changed: Sequence[str], *, waits: bool) -> Response:
        """The one page, and the ways on from it."""
        ended = result.ended in PAGE_ENDINGS
        whole = result.ended not in ("danger", *PAGE_ENDINGS)
        tabs = [name for name in page_names(result) if name in LISTS] if whole else []
        return self.render(
            "result.html",
            language,
            phrases(language, "pages")("question.outcome"),
            token=token,
            in_form=True,
            page=page_of(result, language),
            changed=changed,
            balance=BALANCE,
            tabs=tabs,
            reasons=whole and result.about == PERSON,
            notes=not ended,
            shares=whole and result.about == PERSON and bool(sharing_dialogue(self.guide.pack)),
            waits=waits,
            files=() if ended else WITH_ANNEX,
        )

    def answers(self, lines: Sequence[ReviewLine], language: Language, token: str, *, done: bool) -> Response:
        """Every answer by section; those that do not count now stand apart, below."""
        words = phrases(language, "pages")
        sections: dict[str, list[ReviewLine]] = {}
        for line in lines:
            sections.setdefault(line.section if line.counted else words("answers.unused"), []).append(line)
        return self.render(
            "answers.html",
            language,
            words("answers.title"),
            token=token,
            at="antwoorden",
            in_form=bool(lines),
            sections=list(sections.items()),
            done=done,
        )

    def tab(self, result: Result, language: Language, token: str, name: str) -> Response | None:
        """One part with all there is; None when the result has no such part."""
        tab = result_page(result, language, name) if name in LISTS else None
        if tab is None:
            return None
        return self.render(
            "tab.html",
            language,
            phrases(language, "pages")("question.outcome"),
            token=token,
            tab=tab,
            blocks=_drawn(tab),
        )

    def why(self, result: Result, language: Language, token: str) -> Response:
        """What each line of the page rests on, to be opened one by one."""
        items = [item for part in page_of(result, language).parts for item in part.items if item.ref]
        found: dict[str, tuple[Item, Branch]] = {}
        for item in items:
            if item.ref not in found and result.pack.entry_at(item.ref) is not None:
                drawn = item.ref in result.outcome.conclusions
                found[item.ref] = (item, (how if drawn else grounds)(result, item.ref, language))
        name = phrases(language, "pages")("why.title")
        return self.render("why.html", language, name, token=token, at="waarom", proofs=list(found.values()))

    def why_not(self, result: Result, language: Language, token: str, place: int = 0) -> Response:
        """What does not stand in the result, and of the one at `place` (from one) why."""
        words, refs = phrases(language), not_drawn(result)
        names = [f"{capital(result.name(ref, language))} ({words('kind.' + Ref.parse(ref).kind)})" for ref in refs]
        chosen = 1 <= place <= len(refs)
        text = why_not_text(result, refs[place - 1], language).rstrip("\n").split("\n") if chosen else ()
        name = phrases(language, "pages")("not.title")
        return self.render(
            "whynot.html",
            language,
            name,
            token=token,
            at="niet",
            names=names,
            chosen=names[place - 1] if chosen else "",
            text=[line for line in text if line.strip()],
        )

    def note(
        self, result: Result, language: Language, token: str, own: OwnWords = NOTHING_ADDED, *, save: bool = False
    ) -> Response:
        """The note to fill in; with `save` as a file."""
        words, note = phrases(language, "pages"), note_of(result, language, own)
        if save:
            return _file(note_text(note).encode(), "text", words("file.note"))
        typed = {name: getattr(own, name) for name in OWN_WORDS}
        return self.render(
            "note.html",
            language,
            words("note.title"),
            token=token,
            at="notitie",
            note=note,
            own=typed,
            fields=OWN_WORDS,
            warning=privacy_warning("\n".join(typed.values()), language),
            most=2_000,
        )

    def file(self, result: Result, language: Language, _token: str, form: str, *, full: bool) -> Response:
        """The result in a form, with the annex when `full`."""
        name = phrases(language, "pages")("file.name")
        return _file(made(result, form, language, full=full), form, name)

    def named(self, session: Session, ref: str, language: Language) -> str:
        """What something is called, for the person this is about."""
        entry = self.guide.pack.entry_at(ref)
        noun = noun_of(self.guide.pack, self.guide.position(session, silent_stops=True).situation)
        return capital(fill(entry.name, language, noun)) if entry else Ref.parse(ref).id


def _drawn(tab: Tab) -> list[Drawn]:
    """The blocks of a part for the template, but for the ways on, which a page has as links."""
    drawn = []
    for place, block in enumerate(tab.blocks):
        if isinstance(block, Lines):
            drawn.append(Drawn(place, lines=block.lines))
        elif isinstance(block, Pair):
            drawn.append(Drawn(place, (block.left, block.right)))
        elif block.id != "more":
            drawn.append(Drawn(place, (block,)))
    return drawn


def _file(data: bytes, form: str, name: str) -> Response:
    kind, ending = KINDS[form]
    disposition = f'attachment; filename="{name}{ending}"'
    return Response(data, HTTPStatus.OK, {"Content-Disposition": disposition, "Content-Type": kind})
