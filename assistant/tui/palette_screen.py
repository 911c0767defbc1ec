"""The palette: everything one can do on the screen below, as a list to search. Our own, so that it follows language and danger key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from assistant.tui.base import BaseScreen
from assistant.tui.home_screen import HomeScreen
from assistant.tui.keys import Key, bindings, keys_for, shown
from assistant.tui.lines import Line
from assistant.tui.picklist import PickList, Row
from assistant.tui.seek_screen import ARROWS, SeekScreen

AT_HOME, LOOK_UP = "home:", "look_up:"
"""Before what is chosen: a row of home, or words to look up."""


class PaletteScreen(SeekScreen[str]):
    """Gives back the name of the key whose action was chosen."""

    where = "palette"
    BINDINGS = [
        *bindings("palette"),
        *ARROWS,
    ]

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about

    def body(self) -> ComposeResult:
        """A line to search on, and the list."""
        yield Line(max_length=100, searches=True)
        yield PickList()

    def heading(self) -> str:
        """The title."""
        return self.words("tui.key.palette.help")

    def redraw(self) -> None:
        """The list in the language in use."""
        field = self.query_one(Input)
        field.placeholder = self.words("tui.lookup.search")
        self.narrow(field.value)

    def rows(self, wanted: str) -> list[Row]:
        """What can be done, as far as it fits the words typed."""
        asked = wanted.casefold().split()
        found = [
            Row(key.name, self._told(key), f"{shown(key, self.host.preferences.keys):<8}")
            for key in keys_for(self.about)
            if key.name != "palette" and all(word in self._told(key).casefold() for word in asked)
        ]
        found += [row for row in self._at_home() if all(word in row.text.casefold() for word in asked)]
        if wanted.strip():
            found.append(
                Row(LOOK_UP + wanted.strip(), self.words("tui.palette.look_up", words=wanted.strip()), f"{'':<8}")
            )
        return found or [Row("none", self.words("tui.lookup.nothing"), enabled=False)]

    def _at_home(self) -> list[Row]:
        """The ways to begin that home offers, from wherever one is."""
        home = next((screen for screen in self.app.screen_stack if isinstance(screen, HomeScreen)), None)
        names = {key.name for key in keys_for(self.about)} | {"language", "help", "quit", "lookup", "shelf"}
        rows = home.rows() if home is not None else []
        return [Row(AT_HOME + row.id, row.text, f"{'':<8}") for row in rows if row.enabled and row.id not in names]

    def _told(self, key: Key) -> str:
        return f"{self.words('tui.key.' + key.name)} – {self.words(f'tui.key.{key.name}.help')}"

    def narrow(self, wanted: str) -> None:
        """Show what fits."""
        self.query_one(PickList).show(self.rows(wanted))

    def picked(self, row: Row) -> None:
        """Give back what was chosen."""
        self.dismiss(row.id)

    @staticmethod
    def carry_out(below: BaseScreen[object], chosen: str | None) -> None:
        """Do what was chosen in the palette, on the screen below it."""
        host = below.host
        if not chosen:
            return
        if chosen.startswith(LOOK_UP):
            host.show_lookup(wanted=chosen.removeprefix(LOOK_UP))
        elif chosen.startswith(AT_HOME):
            home = next(screen for screen in host.screen_stack if isinstance(screen, HomeScreen))
            host.go_home()
            row = next((row for row in home.rows() if row.id == chosen.removeprefix(AT_HOME)), None)
            if row is not None:
                home.call_later(home.picked, row)
        else:
            key = next((key for key in keys_for(below.where) if key.name == chosen), None)
            if key is not None:
                target = f"screen.{key.action}" if hasattr(below, f"action_{key.action}") else f"app.{key.action}"
                host.call_later(host.run_action, target)
