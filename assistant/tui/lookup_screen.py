"""The look-up: every trigger factor, driver, partner, step and term, with a line to search on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from assistant.present.lookup import LookupEntry, lookup_entries
from assistant.result.result import NOUN, noun_of
from assistant.tui.base import BaseScreen
from assistant.tui.keys import bindings
from assistant.tui.page_screens import Reader, page_text
from assistant.tui.picklist import PickList, Row


class LookupScreen(BaseScreen[None]):
    """List and page side by side; typing narrows the list."""

    where = "lookup"
    BINDINGS = [*bindings("lookup"), Binding("slash", "search", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, LookupEntry] = {}

    def body(self) -> ComposeResult:
        """Search, list, page."""
        yield Input(select_on_focus=False)
        with Horizontal(id="lookup"):
            with Vertical(id="lookup-left"):
                yield PickList()
            yield Reader(id="lookup-page")

    def heading(self) -> str:
        """The title."""
        return self.words("tui.lookup.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        host = self.host
        noun = noun_of(host.guide.pack, host.position().situation) if host.talk else NOUN
        found = lookup_entries(host.guide.pack, host.as_of, host.language, noun, host.guide.directory)
        self.entries = {entry.ref: entry for entry in found}
        self.query_one(Input).placeholder = self.words("tui.lookup.search")
        self._narrow(self.query_one(Input).value)

    def _narrow(self, wanted: str) -> None:
        rows: list[Row] = []
        kind = ""
        for entry in self.entries.values():
            if not entry.matches(wanted):
                continue
            if entry.kind != kind:
                kind = entry.kind
                rows.append(Row(f"group:{kind}", kind, enabled=False, style="group"))
            rows.append(Row(entry.ref, entry.title))
        self.query_one(PickList).show(rows or [Row("none", self.words("tui.lookup.nothing"), enabled=False)])
        self._page()

    def _page(self) -> None:
        row = self.query_one(PickList).current
        entry = self.entries.get(row.id) if row else None
        reader = self.query_one(Reader)
        lines = [(entry.title, ""), *entry.lines] if entry else [("", "")]
        reader.say(page_text(lines))
        reader.scroll_home(animate=False)

    def home_focus(self) -> None:
        """The list."""
        self.query_one(PickList).focus()

    def action_search(self) -> None:
        """To the line to search on."""
        self.query_one(Input).focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Narrow the list."""
        message.stop()
        self._narrow(message.value)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """To the list."""
        message.stop()
        self.query_one(PickList).focus()

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        """Show the page of the row under the cursor."""
        message.stop()
        self._page()

    def picked(self, row: Row) -> None:
        """To the page, to read and scroll."""
        self._page()
        self.query_one(Reader).focus()
