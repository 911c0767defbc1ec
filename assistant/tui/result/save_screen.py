"""Saving the result as a file: a form, a language and a name. Never over a file unasked, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input

from assistant import settings
from assistant.content.interface import phrases
from assistant.content.model import Language, Ref
from assistant.present.result_pages import WORDS
from assistant.report.files import FileNotWritten, FileTaken, write_file
from assistant.report.forms import SUFFIXES, WITH_ANNEX, made
from assistant.report.names import file_for
from assistant.result.privacy import labels_somebody
from assistant.result.result import Result
from assistant.tui.base import BaseScreen
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.list_screens import ListScreen
from assistant.tui.picklist import PickList, Row
from assistant.tui.text import Words, literal
from assistant.tui.ways import MANY, MANY_CHOSEN, ONE, ONE_CHOSEN

LANGUAGES: tuple[Language, ...] = ("nl", "en")


class NameLine(Line):
    """The name of a file. Until one has typed in it, a digit still chooses from the list above it."""

    class Digit(Message):
        """A digit that chooses."""

        def __init__(self, character: str) -> None:
            super().__init__()
            self.character = character

    untouched = True

    def on_key(self, event: events.Key) -> None:
        """The first letter, or a move in the line, makes it a name; digits then belong to it."""
        if event.key in ("enter", "escape", "tab", "up", "down"):
            return
        if self.untouched and event.character and event.character.isdecimal():
            event.stop()
            event.prevent_default()
            self.post_message(self.Digit(event.character))
        elif event.is_printable or event.key in ("left", "right", "home", "end", "backspace", "delete"):
            self.untouched = False


class SaveScreen(BaseScreen[Path]):
    """A form (a digit), the annex or not (a tick), and a name (Enter). Gives back the file that was written."""

    where = "save"
    BINDINGS = bindings("save")

    def __init__(self, result: Result, form: str = "pdf") -> None:
        super().__init__()
        self.result = result
        self.form = form
        self.full = False
        self.language: Language = "nl"
        self.problem = ""
        self._proposed = ""

    # ------------------------------------------------------------ drawing

    def body(self) -> ComposeResult:
        """Introduction, forms and languages, the name, and what went wrong."""
        with VerticalScroll(id="save", can_focus=False):
            yield Words(classes="intro padded")
            yield PickList()
            yield NameLine(max_length=200)
            yield Words(classes="hint padded")

    def heading(self) -> str:
        """The title."""
        return self.words("tui.save.title")

    def say(self, key: str, **values: object) -> str:
        """Words of saving, in the language in use."""
        return phrases(self.host.language, WORDS)(key, **values)

    def on_mount(self) -> None:
        """The language in use to begin with, and a name."""
        self.language = self.host.language
        self._propose()
        self.query_one(PickList).renew(self.rows(), f"form:{self.form}")

    def redraw(self) -> None:
        """Everything in the language in use."""
        self.query_one(".intro", Words).say(literal(self.say("tui.save.choose")))
        self.query_one(PickList).show(self.rows())
        self._draw_hint()

    def rows(self) -> list[Row]:
        """The forms, then the languages."""
        found = [Row("form", self.say("tui.save.group.form"), enabled=False, style="group")]
        for number, name in enumerate(SUFFIXES, 1):
            mark = f"{number} {self._mark(name == self.form)} "
            found.append(Row(f"form:{name}", self.say(f"tui.save.form.{name}"), mark, str(number)))
        tick = len(SUFFIXES) + 1
        if self.form in WITH_ANNEX:
            mark = f"{tick} {MANY_CHOSEN if self.full else MANY} "
            found.append(Row("annex", self.say("tui.save.annex"), mark, str(tick)))
        found.append(Row("language", self.say("tui.save.group.language"), enabled=False, style="group", spaced=False))
        for number, language in enumerate(LANGUAGES, tick + 1):
            mark = f"{number} {self._mark(language == self.language)} "
            told = self.say(f"tui.save.language.{language}")
            found.append(Row(f"language:{language}", told, mark, str(number), beside=True))
        return found

    def _mark(self, chosen: bool) -> str:
        return ONE_CHOSEN if chosen else ONE

    def _draw_hint(self) -> None:
        hint = self.query_one(".hint", Words)
        hint.say(literal(self.problem or self.words("tui.save.hint", folder=settings.documents())))
        hint.set_class(bool(self.problem), "problem")

    def home_focus(self) -> None:
        """The forms."""
        self.query_one(PickList).focus()

    # ------------------------------------------------------------ choosing

    def _propose(self) -> None:
        """A name to start from, for as long as the user has not given one."""
        field = self.query_one(NameLine)
        if field.value in ("", self._proposed):
            name = phrases(self.language, WORDS)("tui.save.note_name" if self.form == "note" else "tui.save.name")
            self._proposed = f"{name}-{self.result.as_of}{SUFFIXES[self.form]}"
            field.propose(self._proposed)
        elif field.value and (path := file_for(field.value, Path(), SUFFIXES[self.form])) is not None:
            field.value = str(path)
            field.cursor_position = len(field.value)

    def picked(self, row: Row) -> None:
        """A form or a language; then on to the name."""
        kind, name = Ref.parse(row.id).pair
        if kind == "annex":  # a tick: one goes on choosing
            self.full = not self.full
            self.draw()
            return
        if kind == "form":
            self.form = name
        elif name in LANGUAGES:
            self.language = "en" if name == "en" else "nl"
        self.problem = ""
        self._propose()
        self.draw()
        self.query_one(Input).focus()

    def on_name_line_digit(self, message: NameLine.Digit) -> None:
        """A digit while no name was typed yet."""
        message.stop()
        choices = self.query_one(PickList)
        place = choices.row_for(message.character)
        if place is not None:
            choices.point_at(choices.rows[place].id)
            self.picked(choices.rows[place])
        else:
            self.wrong_key(message.character)

    def on_input_changed(self, message: Input.Changed) -> None:
        """A name of a person does not belong in the name of a file."""
        message.stop()
        self.problem = ""
        self._draw_hint()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Write, or say what is in the way."""
        message.stop()
        if not self.on_top:
            return
        path = file_named(message.value, SUFFIXES[self.form])
        if path is None:
            self._complain(self.words("tui.save.bad_name"))
        elif labels_somebody(path.stem):
            self._complain(self.say("tui.save.person"))
        else:
            self._write(path, over=False)

    def _write(self, path: Path, *, over: bool) -> None:
        try:
            data = made(self.result, self.form, self.language, self.host.own, full=self.full)
        except Exception:  # a library for one form that is not there, or that fails: the other forms still work
            self._complain(self.say("tui.save.failed.form"))
            return
        try:
            write_file(path, data, overwrite=over)
        except FileTaken:
            ask_about_taken(self, path.name, lambda: self._write(path, over=True))
        except FileNotWritten as error:
            writable = path.parent.is_dir()
            key = "tui.save.failed" if writable else "tui.save.failed.folder"
            self._complain(self.say(key, reason=error, folder=path.parent))
        else:
            self.dismiss(path)

    def _complain(self, problem: str) -> None:
        self.problem = problem
        self._draw_hint()


class TakenScreen(ListScreen):
    """There is a file with that name: another name, over it, or not at all. The safe choice comes first."""

    where = "confirm"
    BINDINGS = bindings("confirm")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name_taken = name

    def heading(self) -> str:
        """The title."""
        return self.words("tui.save.title")

    def introduction(self) -> str:
        """The question."""
        return phrases(self.host.language, WORDS)("tui.save.taken", name=self.name_taken)

    def rows(self) -> list[Row]:
        """The three choices."""
        say = phrases(self.host.language, WORDS)
        names = ("other", "over", "cancel")
        return [Row(name, say(f"tui.save.taken.{name}"), f"{n} ", str(n)) for n, name in enumerate(names, 1)]


def ask_about_taken(screen: BaseScreen[Any], name: str, over: Callable[[], None]) -> None:
    """Ask on a screen with a line for a name what to do when `name` is taken: `over` it, another name, or not at all."""

    def chosen(choice: str | None) -> None:
        if choice == "over":
            over()
        elif choice == "cancel":
            screen.call_later(screen.action_step_out)
        else:
            screen.query_one(Input).focus()

    screen.app.push_screen(TakenScreen(name), chosen)


def file_named(typed: str, suffix: str, kept: Collection[str] = ()) -> Path | None:
    """The file that was meant, in the Documents folder when no folder was typed."""
    return file_for(typed, settings.documents(), suffix, kept=kept)
