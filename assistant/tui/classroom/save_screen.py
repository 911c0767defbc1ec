"""Saving a report of a class, or counted hands: asks for a file name, and asks again before it replaces a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input

from assistant import settings
from assistant.report.files import FileNotWritten, FileTaken, write_file
from assistant.tui.classroom.screen import ClassBase
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.result.save_screen import ask_about_taken, file_named
from assistant.tui.text import Words, literal

KEPT = (".html", ".htm", ".json", ".txt", ".yaml", ".yml")
"""Endings that a name may have here: they say in which form the file is written."""

if TYPE_CHECKING:
    from assistant.tui.classroom.desk import ClassController


class ClassSaveScreen(ClassBase[Path | None]):
    """A file name and Enter. `what` is report or hands; `text` gives what to write for a file. Gives back the file."""

    where = "classsave"
    BINDINGS = bindings("classsave")
    CSS = """
    ClassSaveScreen Input { border: tall $panel; height: 3; margin: 1 1 0 1; }
    ClassSaveScreen Input:focus { border: tall $primary; }
    """

    def __init__(self, desk: ClassController, what: str, name: str, text: Callable[[Path], str]) -> None:
        super().__init__(desk)
        self.what = what
        self.start = name
        self.text = text
        self.problem = ""

    def body(self) -> ComposeResult:
        """Introduction, file name, and what went wrong."""
        yield Words(classes="intro padded")
        yield Line(self.start, max_length=2000)
        yield Words(classes="hint padded")

    def heading(self) -> str:
        """The title."""
        return self.class_words("save.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        self.query_one(".intro", Words).say(literal(self.class_words(f"save.{self.what}")))
        hint = self.problem or self.class_words("save.hint", folder=settings.documents())
        self.query_one(".hint", Words).say(literal(hint))

    def home_focus(self) -> None:
        """The file name."""
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Write, or say what is in the way."""
        message.stop()
        if not self.on_top:
            return
        path = file_named(message.value, ".md", KEPT)
        if path is None:
            self._complain(self.class_words("save.bad_name"))
        else:
            self._write(path, over=False)

    def _write(self, path: Path, *, over: bool) -> None:
        try:
            write_file(path, self.text(path).encode(), overwrite=over)
        except FileTaken:
            ask_about_taken(self, path.name, lambda: self._write(path, over=True))
        except FileNotWritten as error:
            self._complain(self.class_words("save.failed", reason=error))
        else:
            self.dismiss(path)

    def _complain(self, problem: str) -> None:
        self.problem = problem
        self.draw()
