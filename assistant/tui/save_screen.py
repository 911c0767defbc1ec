"""Saving the result as Markdown: asks for a file name, and asks again before it replaces a file."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Input

from assistant.report.markdown import to_markdown
from assistant.result.result import Result
from assistant.tui.base import BaseScreen
from assistant.tui.keys import bindings
from assistant.tui.page_screens import ConfirmScreen
from assistant.tui.saving import file_for, write
from assistant.tui.text import Words, literal


class SaveScreen(BaseScreen[Path | None]):
    """A file name and Enter. Gives back the file that was written."""

    where = "save"
    BINDINGS = bindings("save")

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result
        self.problem = ""

    def body(self) -> ComposeResult:
        """Introduction, file name, and what went wrong."""
        yield Words(classes="intro padded")
        yield Input(select_on_focus=False)
        yield Words(classes="hint padded")

    def heading(self) -> str:
        """The title."""
        return self.words("tui.save.title")

    def on_mount(self) -> None:
        """A name to start from."""
        name = "note" if self.host.language == "en" else "notitie"
        self.query_one(Input).value = f"{name}-{self.result.as_of}.md"

    def redraw(self) -> None:
        """Everything in the language in use."""
        self.query_one(".intro", Words).say(literal(self.words("tui.save.intro")))
        self.query_one(".hint", Words).say(literal(self.problem or self.words("tui.save.hint", folder=Path.cwd())))

    def home_focus(self) -> None:
        """The file name."""
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Write, or say what is in the way."""
        message.stop()
        if not self.on_top:
            return
        path = file_for(message.value, Path.cwd())
        if path is None:
            self._complain(self.words("tui.save.bad_name"))
        else:
            self._write(path, replace=False)

    def _write(self, path: Path, *, replace: bool) -> None:
        try:
            write(path, to_markdown(self.result, self.host.language), replace=replace)
        except FileExistsError:
            self.app.push_screen(ConfirmScreen("tui.save.exists", name=path.name), lambda yes: self._again(path, yes))
        except OSError as error:
            self._complain(self.words("tui.save.failed", reason=error.strerror or "?"))
        else:
            self.dismiss(path)

    def _again(self, path: Path, yes: bool | None) -> None:
        if yes:
            self._write(path, replace=True)

    def _complain(self, problem: str) -> None:
        self.problem = problem
        self.draw()
