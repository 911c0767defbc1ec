"""Completing the note: five boxes to write in, with a warning while typing for what points to a person. Kept in memory only."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from assistant.content.interface import phrases
from assistant.present.result_pages import WORDS
from assistant.result.note import OWN_WORDS, OwnWords
from assistant.result.privacy import privacy_warning
from assistant.result.result import ORGANISATION, Result
from assistant.tui.base import BaseScreen
from assistant.tui.box import Box
from assistant.tui.keys import bindings
from assistant.tui.text import Words, literal

MAX_LETTERS = 4000


class NoteScreen(BaseScreen[None]):
    """What only the professional can add. Nobody stores these words and no rule reads them."""

    where = "note"
    BINDINGS = bindings("note")

    def __init__(self, result: Result, own: OwnWords) -> None:
        super().__init__()
        self.result = result
        self.own = own

    def body(self) -> ComposeResult:
        """Introduction, how to go on to the next box, what was seen that points to a person, and the boxes with what each is for."""
        yield Words(classes="intro padded")
        yield Words(classes="hint padded")
        yield Words(id="privacy")
        with VerticalScroll(id="note-boxes", can_focus=False):
            for name in OWN_WORDS:
                yield Words(id=f"label-{name}", classes="note-label")
                yield Box(getattr(self.own, name), most=MAX_LETTERS, id=f"note-{name}")

    def heading(self) -> str:
        """The title."""
        return self.say("tui.note.title")

    def say(self, key: str) -> str:
        """Words of the note, with the word for the person filled in."""
        noun = self.result.noun
        return phrases(self.host.language, WORDS)(key, persoon=noun.nl, person=noun.en)

    def redraw(self) -> None:
        """Everything in the language in use."""
        intro = "tui.note.intro.organisation" if self.result.about == ORGANISATION else "tui.note.intro"
        self.query_one(".intro", Words).say(literal(self.say(intro)))
        self.query_one(".hint", Words).say(literal(self.say("tui.note.hint")))
        for name in OWN_WORDS:
            self.query_one(f"#label-{name}", Words).say(literal(self.say(f"tui.note.{name}")))
        self._warn()

    def _warn(self) -> None:
        """What may point to a person, in all boxes together."""
        warning = privacy_warning("\n".join(self._texts().values()), self.host.language)
        line = self.query_one("#privacy", Words)
        line.say(literal(" ".join(("!", warning.title, *warning.lines, warning.advice)) if warning else ""))
        line.display = warning is not None

    def _texts(self) -> dict[str, str]:
        return {name: self.query_one(f"#note-{name}", Box).text for name in OWN_WORDS}

    def home_focus(self) -> None:
        """The first box."""
        self.query_one(Box).focus()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Hold what was typed, and look at it."""
        message.stop()
        self.host.results.wrote(OwnWords(**self._texts()))
        self._warn()
