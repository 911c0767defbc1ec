"""Looking up how things are called in the files of a pack, for who writes: typing searches, Enter copies the name."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from assistant.content.interface import phrases
from assistant.content.model.refs import Ref
from assistant.present.names import found_for
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.picklist import PickList, Row
from assistant.tui.seek_screen import ARROWS, SeekScreen
from assistant.tui.text import Words

MOST = 60
"""Rows that are drawn at once: more are told as a number."""


class NamesScreen(SeekScreen[None]):
    """Everything files can name, by list, narrowed while one types. Below the line stands where the row under the cursor is."""

    where = "names"
    BINDINGS = [*bindings("names"), *ARROWS]
    DEFAULT_CSS = """
    NamesScreen PickList { height: 1fr; padding: 1 1 0 1; }
    NamesScreen Input { border: tall $panel; height: 3; }
    NamesScreen Input:focus { border: tall $primary; }
    NamesScreen #how { height: auto; padding: 0 1; }
    """

    def body(self) -> ComposeResult:
        """What to do, a line to search on, and the list."""
        yield Words(id="how")
        yield Line(max_length=100, searches=True)
        yield PickList()

    def heading(self) -> str:
        """The title."""
        return phrases(self.host.language, "trainer")("list.title")

    def redraw(self) -> None:
        """The list in the language in use."""
        field = self.query_one(Input)
        field.placeholder = self.words("tui.lookup.search")
        self.query_one("#how", Words).say(phrases(self.host.language, "trainer")("list.how"))
        self.narrow(field.value)

    def narrow(self, wanted: str) -> None:
        """Show what fits, under the name of its list."""
        say = phrases(self.host.language, "trainer")
        rows: list[Row] = []
        left = 0
        for name, found in found_for(self.host.guide.pack, wanted, self.host.language):
            if not found:
                continue
            rows.append(Row(f"group:{name}", say(f"list.{name}"), enabled=False, style="group"))
            shown = found[: max(MOST // 10, MOST - len(rows))]
            left += len(found) - len(shown)
            rows += [Row(f"{each.kind}:{each.id}", f"{each.id} – {each.name}") for each in shown]
        if left:
            rows.append(Row("group:left", say("list.left", number=left), enabled=False, style="group"))
        self.query_one(PickList).show(rows or [Row("none", self.words("tui.lookup.nothing"), enabled=False)])

    def picked(self, row: Row) -> None:
        """The name goes to the clipboard, to paste it into a file."""
        name = Ref.parse(row.id).id
        self.app.copy_to_clipboard(name)
        self.query_one("#how", Words).say(phrases(self.host.language, "trainer")("list.copied", name=name))
