"""What leads on from a result: its note, its files, and a change of an answer and back. Made by the app, opened when asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.result.note import NOTHING_ADDED, OwnWords
from assistant.result.result import Result
from assistant.tui.base import BaseScreen

if TYPE_CHECKING:
    from assistant.tui.app import AssistantApp
    from assistant.tui.result_screen import ResultScreen


class ResultWays:
    """The ways on from a result. `own` is what was added to the note: in memory only, gone with the conversation."""

    def __init__(self, app: AssistantApp) -> None:
        self.app = app
        self.own = NOTHING_ADDED

    def forget(self) -> None:
        """Another conversation begins, or this one is left."""
        self.own = NOTHING_ADDED

    def write_note(self, result: Result) -> None:
        """Complete the note."""
        from assistant.tui.result_note_screen import NoteScreen

        self.app.push_screen(NoteScreen(result, self.own), self._written)

    def _written(self, own: OwnWords | None) -> None:
        if own is not None:
            self.own = own
            if isinstance(self.app.screen, BaseScreen):
                self.app.screen.draw()

    def save(self, screen: ResultScreen, form: str = "md") -> None:
        """Save the result, or the note, as a file; afterwards the result says where it is."""
        from assistant.tui.save_screen import SaveScreen

        def saved(path: Path | None) -> None:
            if path is not None:
                screen.saved = str(path)
                screen.redraw()

        self.app.push_screen(SaveScreen(screen.result, form), saved)
