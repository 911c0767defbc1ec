"""The look-up: typing searches at once, the arrows go through what was found, Enter opens a page, and its links lead on to others."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from assistant.present.lookup import LookupEntry, found_in, lookup_entries, named_in
from assistant.result.result import NOUN, noun_of
from assistant.tui.base import BaseScreen
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.page_screens import Reader
from assistant.tui.picklist import PickList, Row
from assistant.tui.seek_screen import ARROWS, SeekScreen

NEAR = "near:"
"""Before the id of a row that stands in the list a second time, because its name is in the text one comes from."""


MOST_BELOW = 12
"""Pages that wait below one another; each takes memory."""


class KnowledgeScreen(BaseScreen[None]):
    """A screen that draws from all pages of the look-up, in the language in use."""

    _made: ClassVar[tuple[tuple[object, ...], dict[str, LookupEntry]]] = ((), {})

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, LookupEntry] = {}

    def gather(self) -> None:
        """Make the pages, in the language in use; the last ones made are kept, for going from page to page."""
        host = self.host
        noun = noun_of(host.guide.pack, host.position().situation) if host.talk else NOUN
        wanted = (host.guide.pack.digest, host.as_of, host.language, noun, id(host.guide.directory))
        if KnowledgeScreen._made[0] != wanted:
            found = lookup_entries(host.guide.pack, host.as_of, host.language, noun, host.guide.directory)
            KnowledgeScreen._made = (wanted, {entry.ref: entry for entry in found})
        self.entries = KnowledgeScreen._made[1]

    def action_scroll_page(self, side: int) -> None:
        """The text a page up or down."""
        reader = self.query_one(Reader)
        reader.scroll_page_up(animate=False) if side < 0 else reader.scroll_page_down(animate=False)


class LookupScreen(SeekScreen[None], KnowledgeScreen):
    """A line to search on, what was found, and beside it the page under the pointer. `about` is the text one comes from."""

    where = "lookup"
    BINDINGS = [
        *bindings("lookup"),
        *ARROWS,
        Binding("pageup", "scroll_page(-1)", show=False, priority=True),
        Binding("pagedown", "scroll_page(1)", show=False, priority=True),
    ]

    def __init__(self, about: str = "", wanted: str = "") -> None:
        super().__init__()
        self.about = about
        self.wanted = wanted

    def body(self) -> ComposeResult:
        """Search, list, page."""
        yield Line(self.wanted, max_length=100, searches=True)
        with Horizontal(id="lookup"):
            with Vertical(id="lookup-left"):
                yield PickList()
            yield Reader(id="lookup-page")

    def heading(self) -> str:
        """The title."""
        return self.words("tui.lookup.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        self.gather()
        self.query_one(Input).placeholder = self.words("tui.lookup.search")
        self.narrow(self.query_one(Input).value)

    def narrow(self, wanted: str) -> None:
        """Show what was found, and the page of the first of it."""
        rows = self._found(wanted) if wanted.strip() else self._all()
        self.query_one(PickList).show(rows or [Row("none", self.words("tui.lookup.nothing"), enabled=False)])
        self.query_one(PickList).action_edge(-1)
        self._page()

    def _found(self, wanted: str) -> list[Row]:
        return [Row(entry.ref, f"{entry.title} ({entry.kind})") for entry in found_in(self.entries.values(), wanted)]

    def _all(self) -> list[Row]:
        """First what is named in the text one comes from, then everything by kind."""
        rows: list[Row] = []
        near = named_in(self.entries.values(), self.about) if self.about else []
        if near:
            rows.append(Row("group:near", self.words("tui.lookup.near"), enabled=False, style="group"))
            rows += [Row(NEAR + entry.ref, entry.title) for entry in near]
        kind = ""
        for entry in self.entries.values():
            if entry.kind != kind:
                kind = entry.kind
                rows.append(Row(f"group:{kind}", kind, enabled=False, style="group"))
            rows.append(Row(entry.ref, entry.title))
        return rows

    def _page(self) -> None:
        row = self.query_one(PickList).current
        entry = self.entries.get(row.id.removeprefix(NEAR)) if row else None
        reader = self.query_one(Reader)
        reader.tell([(entry.title, ""), *entry.lines] if entry else [("", "")])
        reader.scroll_home(animate=False)

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        """Show the page of the row under the cursor."""
        message.stop()
        self._page()

    def picked(self, row: Row) -> None:
        """Open the page."""
        self.app.push_screen(EntryScreen(row.id.removeprefix(NEAR)))


class EntryScreen(KnowledgeScreen):
    """One page, with what it is linked with, both ways. A link opens the next page; Esc goes back to the one before."""

    where = "entry"
    BINDINGS = [
        *bindings("entry"),
        Binding("pageup", "scroll_page(-1)", show=False, priority=True),
        Binding("pagedown,space", "scroll_page(1)", show=False, priority=True),
    ]

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.ref = ref

    def body(self) -> ComposeResult:
        """The text and its links."""
        with Horizontal(id="entry"):
            yield Reader(id="entry-page")
            yield PickList(id="entry-links")

    def heading(self) -> str:
        """What kind of thing it is, and its name."""
        entry = self.entries.get(self.ref)
        return f"{entry.kind}: {entry.title}" if entry else self.words("tui.lookup.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        self.gather()
        entry = self.entries.get(self.ref)
        if entry is None:
            return
        self.query_one(Reader).tell([(entry.title, ""), *entry.lines])
        self.query_one(PickList).show(self._links(entry))
        self._draw_frame()

    def _links(self, entry: LookupEntry) -> list[Row]:
        rows: list[Row] = []
        kind = ""
        for number, other in enumerate((self.entries[ref] for ref in entry.links), 1):
            if other.kind != kind:
                kind = other.kind
                rows.append(Row(f"group:{kind}", kind, enabled=False, style="group"))
            key = str(number) if number < 10 else ""
            rows.append(Row(other.ref, other.title, f"{key or ' '} ", key))
        return rows

    def home_focus(self) -> None:
        """The links, or the text when there are none."""
        has_links = any(row.enabled for row in self.query_one(PickList).rows)
        (self.query_one(PickList) if has_links else self.query_one(Reader)).focus()

    def picked(self, row: Row) -> None:
        """On to that page; this one stays below, as far as anybody goes back."""
        if sum(isinstance(screen, EntryScreen) for screen in self.app.screen_stack) < MOST_BELOW:
            self.app.push_screen(EntryScreen(row.id))
        else:
            self.app.switch_screen(EntryScreen(row.id))
