"""Planning to look again: choose a day, and get a file for one's own calendar with nothing in it but that day."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult

from assistant import settings
from assistant.content.interface import phrases
from assistant.present.look_again import WORDS, LookAgain, days_to_look, first_named
from assistant.report.calendar import file_name, free_path, to_ics
from assistant.report.files import FileNotWritten, FileTaken, write_file
from assistant.result.result import Result
from assistant.tui.base import BaseScreen
from assistant.tui.keys import bindings
from assistant.tui.picklist import PickList, Row
from assistant.tui.text import Words, literal


class LookAgainScreen(BaseScreen[Path]):
    """The days; one key chooses. Gives back the file that was written."""

    where = "plan"
    BINDINGS = bindings("plan")

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result
        self.problem = ""

    def body(self) -> ComposeResult:
        """What one gets, the days, and where it goes."""
        yield Words(classes="intro padded")
        yield PickList()
        yield Words(classes="hint padded")

    def on_mount(self) -> None:
        """The pointer on the nearest day that a step names."""
        self.query_one(PickList).renew(self.rows(), first_named(self.days()).again)

    def heading(self) -> str:
        """The title."""
        return self.say("calendar.plan")

    def say(self, key: str, **values: object) -> str:
        """Words of the result, in the language in use."""
        return phrases(self.host.language, WORDS)(key, **values)

    def days(self) -> tuple[LookAgain, ...]:
        """The days one can choose from."""
        return days_to_look(self.result, self.host.as_of, self.host.language)

    def rows(self) -> list[Row]:
        """The days, by digit."""
        return [Row(each.again, each.told, f"{n} ", str(n)) for n, each in enumerate(self.days(), 1)]

    def redraw(self) -> None:
        """Everything in the language in use."""
        self.query_one(".intro", Words).say(literal(self.say("calendar.intro")))
        self.query_one(PickList).show(self.rows())
        hint = self.query_one(".hint", Words)
        where = self.words("tui.save.hint", folder=settings.documents())
        hint.say(literal(self.problem or where))
        hint.set_class(bool(self.problem), "problem")

    def home_focus(self) -> None:
        """The days."""
        self.query_one(PickList).focus()

    def picked(self, row: Row) -> None:
        """Write the file, beside any other of that day; or say what is in the way."""
        chosen = next(each for each in self.days() if each.again == row.id)
        name = file_name(chosen.day, self.host.language)
        path = free_path(settings.documents(), name)
        try:
            write_file(path, to_ics(chosen.day, self.host.as_of, self.host.language), overwrite=False)
        except (FileNotWritten, FileTaken) as error:
            key = "tui.save.failed" if path.parent.is_dir() else "tui.save.failed.folder"
            self.problem = self.say(key, reason=error, folder=path.parent)
            self.draw()
        else:
            self.dismiss(path)
