"""The screens about keeping: for how long, the passphrase, one kept conversation, and all that is kept on this device."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from assistant.present.keeping import SHORTEST
from assistant.result.words import date_in_words
from assistant.store.days import MOST_DAYS
from assistant.tui.base import BaseScreen
from assistant.tui.keeping.keeping import WORDS, numbered
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.list_screens import ListScreen
from assistant.tui.page_screens import ConfirmScreen
from assistant.tui.picklist import PickList, Row
from assistant.tui.text import Words, literal

DAYS = (1, 7, 30)
_NUMBER = re.compile(r"\d{1,3}\Z", re.ASCII)
Wish = tuple[int, str]


class Secret(Input):
    """A line that shows dots. What is typed there cannot be copied out of it."""

    def __init__(self) -> None:
        super().__init__(password=True, max_length=200)
        self.cursor_blink = False

    def action_copy(self) -> None:
        """Nothing: a passphrase does not go to the clipboard."""

    def action_cut(self) -> None:
        """Only delete."""
        self.delete_selection()


class KeepScreen(BaseScreen["Wish | None"]):
    """For how many days, and with a passphrase or not. Gives back both; nothing when the user steps out."""

    where = "keep"
    BINDINGS = [*bindings("keep"), Binding("down", "to_list", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.step = "days"
        self.days = 0
        self.problem = ""
        self._first = ""

    def body(self) -> ComposeResult:
        """What keeping means, the question of this step, and a list or a line to answer it with."""
        yield Words(classes="intro padded")
        yield Words(classes="ask padded")
        yield PickList()
        yield Line(number=True, max_length=3, id="other")
        yield Secret()
        yield Words(classes="hint padded")

    def heading(self) -> str:
        """The title."""
        return self.host.keeping.words("title")

    def redraw(self) -> None:
        """The question of this step."""
        words = self.host.keeping.words
        self.query_one(".intro", Words).say(literal(self._intro()))
        self.query_one(".ask", Words).say(literal(words(f"keep.{self.step}", most=MOST_DAYS, letters=SHORTEST)))
        shown = {"other": "#other", "first": "Secret", "second": "Secret"}.get(self.step, "PickList")
        for name in ("PickList", "#other", "Secret"):
            self.query_one(name).display = name == shown
        if shown == "PickList":
            self.query_one(PickList).show(self.rows())
        hint = self.problem or (words(f"keep.{self.step}.hint") if shown != "PickList" else "")
        line = self.query_one(".hint", Words)
        line.say(literal(hint))
        line.set_class(bool(self.problem), "problem")
        self._fit_keys()
        if self.on_top and self.roomy:
            self.query_one(shown).focus()

    def _intro(self) -> str:
        words = self.host.keeping.words
        if self.step != "days":
            return words("keep.words")
        return words("keep.intro")

    def rows(self) -> list[Row]:
        """The choices of this step."""
        words = self.host.keeping.words
        if self.step == "days":
            rows = [(str(days), words("keep.some_days", days=days)) for days in DAYS]
            return numbered([*rows, ("other", words("keep.some_other", most=MOST_DAYS)), ("none", words("keep.none"))])
        return numbered([("open", words("keep.open")), ("locked", words("keep.locked"))])

    def home_focus(self) -> None:
        """Where this step is answered; `redraw` does it."""

    def picked(self, row: Row) -> None:
        """Days, another number, nothing; with or without a passphrase."""
        if row.id == "none":
            self.dismiss(None)
        elif row.id == "open":
            self.dismiss((self.days, ""))
        elif row.id in ("other", "locked"):
            self._go("other" if row.id == "other" else "first")
        else:
            self.days = int(row.id)
            self._go("lock")

    def _go(self, step: str, problem: str = "") -> None:
        self.step, self.problem = step, problem
        for line in self.query(Input):
            line.clear()
        self.draw()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """A number of days, or the passphrase, twice."""
        message.stop()
        if not self.on_top:
            return
        words, typed = self.host.keeping.words, message.value
        if self.step == "other":
            if _NUMBER.match(typed.strip()) and 1 <= int(typed) <= MOST_DAYS:
                self.days = int(typed)
                self._go("lock")
            else:
                self._go("other", words("keep.other.wrong", most=MOST_DAYS))
        elif self.step == "first":
            if len(typed) < SHORTEST:
                self._go("first", words("keep.short", letters=SHORTEST))
            else:
                self._first = typed
                self._go("second")
        elif typed == self._first:
            wish, self._first = (self.days, typed), ""
            message.input.clear()
            self.dismiss(wish)
        else:
            self._first = ""
            self._go("first", words("keep.different"))

    def action_to_list(self) -> None:
        """Nothing to go to from a line."""

    def action_step_out(self) -> None:
        """One step back; from the first away, and nothing is kept."""
        self._first = ""
        if self.step == "days":
            self.dismiss(None)
        else:
            self._go({"second": "first", "first": "lock"}.get(self.step, "days"))


class UnlockScreen(BaseScreen[None]):
    """The passphrase of a kept conversation; a wrong one is told, and one may try again."""

    where = "unlock"
    BINDINGS = bindings("unlock")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.kept_name = name
        self.problem = ""

    def body(self) -> ComposeResult:
        """A question, a line, and what went wrong."""
        yield Words(classes="ask padded")
        yield Secret()
        yield Words(classes="hint padded")

    def heading(self) -> str:
        """The title."""
        return self.host.keeping.words("title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        words = self.host.keeping.words
        self.query_one(".ask", Words).say(literal(words("unlock.ask")))
        line = self.query_one(".hint", Words)
        line.say(literal(words(self.problem or "unlock.hint")))
        line.set_class(bool(self.problem), "problem")

    def home_focus(self) -> None:
        """The line."""
        self.query_one(Secret).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Try it."""
        message.stop()
        if self.on_top:
            typed = message.value
            message.input.clear()
            self.problem = "unlock.wrong" if typed and self.host.keeping.open(self.kept_name, typed) else ""
            if self.on_top:
                self.draw()


class KeptScreen(ListScreen):
    """One kept conversation: go on with it, or take it off this device."""

    where = "kept"
    BINDINGS = bindings("kept")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.kept_name = name

    def heading(self) -> str:
        """The title."""
        return self.host.keeping.words("title")

    @property
    def _here(self) -> bool:
        kept = self.host.keeping.kept
        return kept is not None and kept.id == self.kept_name

    def introduction(self) -> str:
        """What is kept, since when and until when."""
        keeping = self.host.keeping
        if self._here and keeping.kept is not None:
            until = date_in_words(keeping.kept.expires, self.host.language)
            return keeping.words("kept.here", day=until, folder=keeping.shelf().folder)
        view = keeping.view()
        line = next((line for line in view.lines if line.id == self.kept_name), None) if view else None
        return keeping.words("kept.one", title=line.title, told=line.told) if line else keeping.words("kept.gone")

    def rows(self) -> list[Row]:
        """Go on, or take it away."""
        words = self.host.keeping.words
        return numbered([("go_on", words("kept.go_on")), ("delete", words("kept.delete"))])

    def picked(self, row: Row) -> None:
        """Do it; taking away asks first."""
        keeping = self.host.keeping
        if row.id == "delete":
            self.app.push_screen(ConfirmScreen("delete", WORDS), lambda yes: self._delete() if yes else None)
        elif self._here:
            self.dismiss(None)
            self.host.call_later(self.host.show_talk)
        else:
            keeping.resume(self.kept_name)

    def _delete(self) -> None:
        self.host.keeping.delete(self.kept_name)
        self.dismiss(None)


class ShelfScreen(ListScreen):
    """Everything that is kept on this device, with what is to be said of it; taking one or all of it away."""

    where = "shelf"
    BINDINGS = bindings("shelf")

    def heading(self) -> str:
        """The title."""
        return self.host.keeping.words("home.shelf")

    def introduction(self) -> str:
        """What keeping means, and what must be said."""
        keeping = self.host.keeping
        view = keeping.view()
        parts = [keeping.words("shelf.intro" if view and view.lines else "shelf.none"), *keeping.remarks]
        if view and view.aside:
            parts.append(keeping.words("shelf.aside", number=len(view.aside), folder=keeping.shelf().folder))
        return "\n".join(parts)

    def rows(self) -> list[Row]:
        """The conversations, and a way to take all of it away."""
        keeping = self.host.keeping
        view = keeping.view()
        here = keeping.kept.id if keeping.kept is not None else ""
        rows = [
            (
                line.id,
                keeping.words("shelf.here" if line.id == here else "shelf.line", title=line.title, told=line.told),
            )
            for line in (view.lines if view else ())
        ]
        if keeping.restorable():
            rows.append(("back", keeping.words("shelf.back")))
        return numbered([*rows, ("all", keeping.words("shelf.purge"))] if view and (rows or view.aside) else rows)

    def picked(self, row: Row) -> None:
        """One conversation, or all back, or all away."""
        if row.id == "back":
            self.host.keeping.restore()
        elif row.id == "all":
            self.app.push_screen(ConfirmScreen("purge", WORDS), lambda yes: self.host.keeping.purge() if yes else None)
        else:
            self.app.push_screen(KeptScreen(row.id))


class QuitScreen(ConfirmScreen):
    """Stopping with answers that are not kept: the question before it, with a way to keep them."""

    def __init__(self) -> None:
        super().__init__("tui.quit")

    def choices(self) -> tuple[str, ...]:
        """Go back, stop, or keep first."""
        return ("no", "yes", "keep")

    def picked(self, row: Row) -> None:
        """Give back whether to stop; keeping first shows its question."""
        self.dismiss(row.id == "yes")
        if row.id == "keep":
            self.host.call_later(self.host.keeping.ask)
