"""The palette: everything one can do on the screen below, as a list to search. Our own, so that it follows language and danger key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from assistant.tui.base import BaseScreen
from assistant.tui.keys import Key, bindings, keys_for
from assistant.tui.picklist import PickList, Row


class PaletteScreen(BaseScreen[str]):
    """Gives back the name of the key whose action was chosen."""

    where = "palette"
    BINDINGS = [
        *bindings("palette"),
        Binding("down", "list(1)", show=False),
        Binding("up", "list(-1)", show=False),
    ]

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about

    def body(self) -> ComposeResult:
        """A line to search on, and the list."""
        yield Input(select_on_focus=False, max_length=100)
        yield PickList()

    def heading(self) -> str:
        """The title."""
        return self.words("tui.key.palette.help")

    def redraw(self) -> None:
        """The list in the language in use."""
        field = self.query_one(Input)
        field.placeholder = self.words("tui.lookup.search")
        self.query_one(PickList).show(self.rows(field.value))

    def rows(self, wanted: str) -> list[Row]:
        """What can be done, as far as it fits the words typed."""
        asked = wanted.casefold().split()
        found = [
            Row(key.name, self._told(key), f"{key.shown:<8}")
            for key in keys_for(self.about)
            if key.name != "palette" and all(word in self._told(key).casefold() for word in asked)
        ]
        return found or [Row("none", self.words("tui.lookup.nothing"), enabled=False)]

    def _told(self, key: Key) -> str:
        return f"{self.words('tui.key.' + key.name)} – {self.words(f'tui.key.{key.name}.help')}"

    def home_focus(self) -> None:
        """The line to search on."""
        self.query_one(Input).focus()

    def action_list(self, step: int) -> None:
        """The arrows move in the list, also while typing."""
        self.query_one(PickList).action_move(step)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Narrow the list."""
        message.stop()
        self.query_one(PickList).show(self.rows(message.value))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter takes the row under the cursor."""
        message.stop()
        self.query_one(PickList).action_pick()

    def picked(self, row: Row) -> None:
        """Give back what was chosen."""
        self.dismiss(row.id)
