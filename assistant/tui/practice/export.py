"""Taking one's results along: which form, and a file name. Never over an existing file without asking."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Input

from assistant import settings
from assistant.practice.export import files_of
from assistant.report.files import FileNotWritten, FileTaken, write_file
from assistant.tui.base import BaseScreen
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.page_screens import ConfirmScreen
from assistant.tui.picklist import PickList, Row
from assistant.tui.practice.room import PracticeController
from assistant.tui.result.save_screen import file_named
from assistant.tui.text import Words, literal
from assistant.tui.ways import ONE, ONE_CHOSEN

FORMS = {"csv": "csv", "excel": "csv", "json": "json", "xapi": "xapi", "decisions": "xapi"}
"""The forms, each with the ending of its file; the same choices as on the command line."""


class ExportScreen(BaseScreen[Path | None]):
    """Gives back the file that was written."""

    where = "export"
    BINDINGS = bindings("export")

    def __init__(self) -> None:
        super().__init__()
        self.form = ""
        self.problem = ""

    @property
    def room(self) -> PracticeController:
        """Practice in the app."""
        return self.host.practice

    def body(self) -> ComposeResult:
        """The forms, a file name, and what went wrong."""
        yield Words(classes="intro padded")
        yield PickList(classes="roomy")
        line = Line(max_length=200)
        line.display = False
        yield line
        yield Words(classes="hint padded")

    def heading(self) -> str:
        """The title."""
        return self.room.words("export.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        words, some = self.room.words, bool(self.room.desk.finished)
        self.query_one(".intro", Words).say(literal(words("export.intro" if some else "export.none")))
        rows = [
            Row(form, words(f"export.{form}"), f"{n} {ONE_CHOSEN if form == self.form else ONE} ", str(n))
            for n, form in enumerate(FORMS, 1)
        ]
        choices = self.query_one(PickList)
        choices.display = some
        choices.show(rows)
        where = words("export.folder", folder=settings.documents())
        hint = f"{words('export.name')} {where}" if self.form else words("export.pick") if some else ""
        self.query_one(".hint", Words).say(literal(self.problem or hint))
        self._fit_keys()

    def home_focus(self) -> None:
        """The forms, or the file name."""
        self.query_one(Input if self.form else PickList).focus()

    def picked(self, row: Row) -> None:
        """A form: then its file name."""
        line = self.query_one(Line)
        self.form, self.problem = row.id, ""
        line.display = True
        line.propose(f"{self.room.words('export.file')}-{self.room.desk.today}.{FORMS[self.form]}")
        self.draw()
        line.focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Write, or say what is in the way."""
        message.stop()
        if not self.on_top or not self.form:
            return
        path = file_named(message.value, f".{FORMS[self.form]}")
        if path is None:
            self._complain(self.words("tui.save.bad_name"))
        else:
            self._write(path, replace=False)

    def _write(self, path: Path, *, replace: bool) -> None:
        desk, form = self.room.desk, self.form
        files = files_of(
            self.host.guide.pack.cases,
            desk.code,
            desk.finished,
            FORMS[form],
            self.host.language,
            excel=form == "excel",
            decisions=form == "decisions",
        )
        named = {path.with_name(f"{path.stem}{tail}") if tail else path: data for tail, data in files.items()}
        taken = next((each for each in named if each.exists()), None)
        if taken is not None and not replace:
            screen = ConfirmScreen("export.exists", "trainee", name=taken.name)
            self.app.push_screen(screen, lambda yes: self._write(path, replace=True) if yes else None)
            return
        try:
            for each, data in named.items():
                write_file(each, data, overwrite=replace)
        except FileTaken as error:
            self._complain(self.words("practice.file.taken", path=error))
        except FileNotWritten as error:
            self._complain(self.room.words("export.failed", reason=error))
        else:
            self.dismiss(path)

    def _complain(self, problem: str) -> None:
        self.problem = problem
        self.draw()
