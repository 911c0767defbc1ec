"""What leads on from a result: its note, its files, and a change of an answer and back. Made by the app, opened when asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.result.note import OwnWords
    from assistant.result.result import Result
    from assistant.tui.app import AssistantApp
    from assistant.tui.result.screen import ResultScreen


class ResultWays:
    """The ways on from a result, and what was added to its note: in memory only, gone with the conversation."""

    def __init__(self, app: AssistantApp) -> None:
        self.app = app
        self._own: OwnWords | None = None

    @property
    def own(self) -> OwnWords:
        """What was added to the note in own words."""
        from assistant.result.note import NOTHING_ADDED  # at a result, never at the start

        return self._own or NOTHING_ADDED

    def forget(self) -> None:
        """Another conversation begins, or this one is left."""
        self._own = None

    def wrote(self, own: OwnWords) -> None:
        """What stands in the note now: held at every letter, so that no way out of its page loses it."""
        self._own = own

    def write_note(self, result: Result) -> None:
        """Complete the note."""
        from assistant.tui.result.note_screen import NoteScreen

        self.app.push_screen(NoteScreen(result, self.own))

    def save(self, screen: ResultScreen, form: str = "pdf") -> None:
        """Save the result, or the note, as a file; afterwards the result says where it is."""
        from assistant.tui.result.save_screen import SaveScreen

        def saved(path: Path | None) -> None:
            if path is not None:
                screen.saved = str(path)
                screen.redraw()

        self.app.push_screen(SaveScreen(screen.result, form), saved)
