"""The way in for a trainer: a folder or files with results, or a case to count hands with."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input

from assistant.practice.gather import ENDING
from assistant.present.practice.cases import case_lines
from assistant.result.words import capital
from assistant.tui.classroom.screen import ClassBase
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.picklist import PickList, Row
from assistant.tui.seek_screen import ARROWS
from assistant.tui.text import Words, literal

if TYPE_CHECKING:
    from assistant.tui.classroom.desk import ClassController


class ClassFilesScreen(ClassBase[None]):
    """A line for a folder or files, and the ways to go without typing."""

    where = "classfiles"
    BINDINGS = [
        *bindings("classfiles"),
        *ARROWS,
    ]
    CSS = """
    ClassFilesScreen Input { border: tall $panel; height: 3; margin: 0 1; }
    ClassFilesScreen Input:focus { border: tall $primary; }
    ClassFilesScreen .problem-text { padding: 0 2; }
    ClassFilesScreen PickList { height: 1fr; padding: 1 1 0 1; }
    """

    def __init__(self, desk: ClassController) -> None:
        super().__init__(desk)
        self.problem: list[str] = []

    def body(self) -> ComposeResult:
        """What is asked, the line, what went wrong, and the ways without typing."""
        yield Words(classes="intro padded")
        yield Line(max_length=2000)
        yield Words(classes="hint problem-text")
        yield PickList()

    def heading(self) -> str:
        """The title."""
        return self.class_words("files.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        told = self.class_words
        self.query_one(".intro", Words).say(literal(told("files.intro")))
        self.query_one(Input).placeholder = told("files.label")
        self.query_one(".problem-text", Words).say(literal("\n".join(self.problem or [told("files.hint")])))
        self.query_one(PickList).show(self.rows())

    def rows(self) -> list[Row]:
        """The folder one is in, when it has files that may be results; and counting hands."""
        told, folder = self.class_words, Path.cwd()
        try:
            number = sum(1 for each in folder.iterdir() if each.suffix.lower() == ENDING)
        except OSError:
            number = 0
        found = []
        if number:
            count = told("files.folder.count", number=number)
            found.append(Row("folder", f"{told('files.folder', folder=folder)} ({count})"))
        found.append(Row("hands", told("files.hands")))
        return [Row(row.id, row.text, "→ ") for row in found]

    def home_focus(self) -> None:
        """The line."""
        self.query_one(Input).focus()

    def action_list(self, step: int) -> None:
        """The arrows go to the list below the line."""
        self.query_one(PickList).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Read what was named."""
        message.stop()
        if self.on_top:
            self._read(names_in(message.value))

    def picked(self, row: Row) -> None:
        """The folder one is in, or hands."""
        if row.id == "hands":
            self.desk.choose_case()
        else:
            self._read([str(Path.cwd())])

    def _read(self, names: list[str]) -> None:
        self.problem = self.desk.read(names) if names else [self.class_words("files.none")]
        self.draw()


def names_in(typed: str) -> list[str]:
    """The files in a typed line: one name as it stands when there is such a file, else split as a shell does."""
    line = typed.strip()
    if not line or Path(line).expanduser().exists():
        return [line] if line else []
    try:
        return shlex.split(line, posix="\\" not in line)
    except ValueError:
        return [line]


class ClassChooseScreen(ClassBase[None]):
    """All cases, to choose one to count hands with."""

    where = "classchoose"
    BINDINGS = bindings("classchoose")
    CSS = "ClassChooseScreen PickList { height: 1fr; padding: 1 1 0 1; }"

    def body(self) -> ComposeResult:
        """What is asked, and the cases."""
        yield Words(classes="intro padded")
        yield PickList()

    def heading(self) -> str:
        """The title."""
        return self.class_words("screen.hands.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        self.query_one(".intro", Words).say(literal(self.class_words("hands.choose")))
        self.query_one(PickList).show(self.rows())

    def rows(self) -> list[Row]:
        """Every case by setting, with its variant."""
        guide, language = self.desk.guide, self.host.language
        found: list[Row] = []
        setting = ""
        lines = {line.id: line for line in case_lines(guide, (), self.host.as_of, "", language)}
        for case in sorted(guide.pack.cases.values(), key=lambda case: (case.setting, case.family, case.id)):
            if case.setting != setting:
                setting = case.setting
                title = capital(self.words(f"practice.setting.{setting}"))
                found.append(Row(f"group:{setting}", title, enabled=False, style="group"))
            variant = self.words(f"practice.ideology.{case.ideology}")
            found.append(Row(case.id, f"{lines[case.id].title} ({variant})"))
        return found

    def home_focus(self) -> None:
        """The list."""
        self.query_one(PickList).focus()

    def picked(self, row: Row) -> None:
        """Count hands with this case."""
        self.desk.count_hands(row.id)
