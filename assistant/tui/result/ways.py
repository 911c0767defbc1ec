"""What leads on from a result: its note, its files, and a change of an answer and back. Made by the app, opened when asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.present.talk import Talk, sharing_dialogue, with_same_answers
from assistant.records import dataclass
from assistant.tui.router import made

if TYPE_CHECKING:
    from assistant.result.note import OwnWords
    from assistant.result.result import Result
    from assistant.store.kept_file import Kept
    from assistant.tui.host import Host
    from assistant.tui.keeping.keeping import Keeping


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation that waits while the user asks about sharing: its answers, where it is kept, and the words in its note."""

    talk: Talk
    kept: Kept | None
    own: OwnWords | None


class Shown(Protocol):
    """A result on screen, which says where its files are."""

    result: Result
    saved: str

    def redraw(self) -> None:
        """Draw it anew."""


class ResultWays:
    """The ways on from a result, and what was added to its note: in memory only, gone with the conversation."""

    def __init__(self, app: Host, keeping: Keeping) -> None:
        self.app = app
        self.keeping = keeping
        self._own: OwnWords | None = None
        self.waiting: Waiting | None = None

    @property
    def own(self) -> OwnWords:
        """What was added to the note in own words."""
        from assistant.result.note import NOTHING_ADDED  # at a result, never at the start

        return self._own or NOTHING_ADDED

    def forget(self) -> None:
        """Another conversation begins, or this one is left."""
        self._own = self.waiting = None

    def ask_about_sharing(self) -> None:
        """Begin the conversation about sharing with the answers that fit it; the one under way waits."""
        app, dialogue = self.app, sharing_dialogue(self.app.guide.pack)
        if app.talk is None or not dialogue or app.talk.session.dialogue == dialogue:
            return
        waiting = Waiting(app.talk, self.keeping.kept, self._own)
        self.keeping.let_go()
        app.compared = None
        app.talk = Talk(with_same_answers(app.guide, waiting.talk.session, dialogue))
        self._own, self.waiting = None, waiting
        app.show_talk()

    def back_to_waiting(self) -> None:
        """Go on with the conversation that waits, at its result or its open question."""
        if self.waiting is None:
            return
        app, waiting = self.app, self.waiting
        self.keeping.let_go()
        self.keeping.kept = waiting.kept
        app.compared = None
        app.talk, self._own, self.waiting = waiting.talk, waiting.own, None
        app.show_talk()
        if app.position().current is None:
            app.show_result()

    def wrote(self, own: OwnWords) -> None:
        """What stands in the note now: held at every letter, so that no way out of its page loses it."""
        self._own = own

    def write_note(self, result: Result) -> None:
        """Complete the note."""
        self.app.push_screen(made("note", result, self.own))

    def save(self, screen: Shown, form: str = "pdf") -> None:
        """Save the result, or the note, as a file; afterwards the result says where it is."""
        self.app.push_screen(made("save", screen.result, form), partial(_tell_where, screen))

    def plan(self, screen: Shown) -> None:
        """Plan to look again: a day for one's own calendar, as a file; afterwards the result says where it is."""
        self.app.push_screen(made("look_again", screen.result), partial(_tell_where, screen))


def _tell_where(screen: Shown, path: Path | None) -> None:
    """Let the result say where the file is that was written."""
    if path is not None:
        screen.saved = str(path)
        screen.redraw()
