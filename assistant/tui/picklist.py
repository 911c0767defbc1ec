"""A list to choose from: arrows, digits, Enter and the mouse. Chosen and not chosen differ by a glyph, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from assistant.tui.text import hanging, literal, quiet

CURSOR, NO_CURSOR = "› ", "  "
STYLES = {"group": "bold", "unused": "quiet italic", "proof-source": "quiet", "proof-conclusion": "bold"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `mark` stands before the text; a row that is not `enabled` is only read; `style` is one of STYLES,
    and a `spaced` group has a blank line above it.
    """

    id: str
    text: str
    mark: str = ""
    key: str = ""
    enabled: bool = True
    style: str = ""
    spaced: bool = True


class RowsView(Widget):
    """All rows as one drawing: a widget per row would make every new question slow."""

    def __init__(self) -> None:
        super().__init__(classes="rows")
        self.rows: tuple[Row, ...] = ()
        self.cursor = -1
        self._laid: tuple[int, list[tuple[int, str]]] = (-1, [])

    def put(self, rows: tuple[Row, ...], cursor: int) -> None:
        """Draw other rows, or another cursor."""
        if (rows, cursor) == (self.rows, self.cursor):
            return
        width = self._laid[0]
        before = len(self.lines(width)) if width > 0 else -1
        self.rows, self.cursor, self._laid = rows, cursor, (-1, [])
        self.refresh(layout=before != (len(self.lines(width)) if width > 0 else -2))

    def lines(self, width: int) -> list[tuple[int, str]]:
        """What is drawn at `width` cells: per line the place of its row and the text. A group has a blank line above it."""
        if self._laid[0] != width:
            found: list[tuple[int, str]] = []
            for place, row in enumerate(self.rows):
                if row.style == "group" and found and row.spaced:
                    found.append((-1, ""))
                arrow = "" if row.style == "group" else CURSOR if place == self.cursor else NO_CURSOR
                found += [(place, line) for line in hanging(arrow + row.mark, row.text, width)]
            self._laid = (width, found)
        return self._laid[1]

    def lines_of(self, place: int) -> tuple[int, int]:
        """Where a row is drawn: its first line, and how many it has."""
        found = [number for number, (here, _) in enumerate(self.lines(self._width)) if here == place]
        return (found[0], len(found)) if found else (0, 1)

    @property
    def _width(self) -> int:
        return self.content_size.width or self.size.width or 60

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the wrapped rows."""
        return len(self.lines(width))

    def render(self) -> RenderResult:
        """The rows, literally; the row under the cursor stands out by its mark and by bold, and in colour by its ground."""
        width = self._width
        focused = self.parent is not None and isinstance(self.parent, Widget) and self.parent.has_focus
        parts = []
        for place, line in self.lines(width):
            style = STYLES.get(self.rows[place].style, "").replace("quiet", quiet(self)) if place >= 0 else ""
            if place == self.cursor and place >= 0:
                line = line + " " * max(0, width - cell_len(line))
                style = "bold on $panel" if focused else "bold"
            parts.append(literal(line, style))
        return Content("\n").join(parts)

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        event.stop()
        lines = self.lines(self._width)
        if isinstance(self.parent, PickList) and 0 <= event.y < len(lines):
            self.parent.clicked(lines[event.y][0])


class PickList(VerticalScroll, can_focus=True):
    """The list. It keeps its cursor by row id when the rows change, so that a change of language loses nothing."""

    BINDINGS = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "pick", show=False),
    ]

    class Picked(Message):
        """A row was chosen."""

        def __init__(self, picklist: PickList, row: Row, by: str) -> None:
            super().__init__()
            self.picklist = picklist
            self.row = row
            self.by = by

        @property
        def control(self) -> PickList:
            """The list the row is in."""
            return self.picklist

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, picklist: PickList, row: Row) -> None:
            super().__init__()
            self.picklist = picklist
            self.row = row

        @property
        def control(self) -> PickList:
            """The list the row is in."""
            return self.picklist

    def __init__(
        self,
        rows: Iterable[Row] = (),
        *,
        start: str = "",
        classes: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(classes=f"picklist {classes}", id=id)
        self.rows: tuple[Row, ...] = tuple(rows)
        places = [place for place, row in enumerate(self.rows) if row.id == start and row.enabled]
        self.cursor = places[0] if places else self._first()

    def compose(self) -> Iterable[RowsView]:
        """One drawing."""
        view = RowsView()
        view.put(self.rows, self.cursor)
        yield view

    # ------------------------------------------------------------ rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def show(self, rows: Iterable[Row]) -> None:
        """Put other rows in the list; the cursor stays on the same id where that still exists."""
        old = self.current.id if self.current else None
        self.rows = tuple(rows)
        places = [place for place, row in enumerate(self.rows) if row.id == old and row.enabled]
        self.cursor = places[0] if places else self._first()
        self._sync()

    def on_mount(self) -> None:
        """The rows may have changed while the list was put together."""
        self._sync()
        self.call_after_refresh(self._reveal)

    def on_focus(self) -> None:
        """The cursor is drawn otherwise in the list that has the focus."""
        self._redraw()

    def on_blur(self) -> None:
        """The cursor is drawn otherwise in the list that has the focus."""
        self._redraw()

    def _redraw(self) -> None:
        for view in self.query_children(RowsView):
            view.refresh()

    def _sync(self) -> None:
        """Make the drawing say what the rows say."""
        for view in self.query_children(RowsView):
            view.put(self.rows, self.cursor)

    def _reveal(self) -> None:
        """Scroll until the row under the cursor is in sight, here and in what this list stands in."""
        for view in self.query_children(RowsView):
            if self.cursor < 0 or not view.size.width:
                return
            first, count = view.lines_of(self.cursor)
            top = 0 if self.cursor == self._first() else first
            spot = Region(view.region.x, view.region.y + top, view.region.width, first - top + count)
            for box in (self, *self.ancestors):
                if isinstance(box, VerticalScroll):
                    inside = spot.translate(-box.content_region.offset + box.scroll_offset)
                    box.scroll_to_region(inside, animate=False, immediate=True)

    def point_at(self, row_id: str) -> None:
        """Put the cursor on a row."""
        for place, row in enumerate(self.rows):
            if row.id == row_id and row.enabled:
                self._go(place)
                return

    def _first(self) -> int:
        return next((place for place, row in enumerate(self.rows) if row.enabled), -1)

    def _go(self, place: int) -> None:
        if place == self.cursor or not 0 <= place < len(self.rows):
            return
        self.cursor = place
        self._sync()
        self.call_after_refresh(self._reveal)
        self.post_message(self.Moved(self, self.rows[place]))

    # ------------------------------------------------------------ keys and mouse

    def action_move(self, step: int) -> None:
        """To the next row that can be chosen; at the edge the list scrolls on."""
        place = self.cursor + step
        while 0 <= place < len(self.rows) and not self.rows[place].enabled:
            place += step
        if 0 <= place < len(self.rows):
            self._go(place)
        else:
            self.scroll_relative(y=step, animate=False)

    def action_edge(self, side: int) -> None:
        """To the first or the last row."""
        places = [place for place, row in enumerate(self.rows) if row.enabled]
        if places:
            self._go(places[0] if side < 0 else places[-1])

    def action_pick(self) -> None:
        """Choose the row under the cursor."""
        if self.current is not None and self.current.enabled:
            self.post_message(self.Picked(self, self.current, "enter"))

    def clicked(self, place: int) -> None:
        """Choose by mouse."""
        if 0 <= place < len(self.rows) and self.rows[place].enabled:
            self._go(place)
            self.focus()
            self.post_message(self.Picked(self, self.rows[place], "mouse"))

    def on_key(self, event: events.Key) -> None:
        """A digit, or the minus sign, chooses the row that carries it."""
        place = self.row_for(event.character) if event.character else None
        if place is not None:
            event.stop()
            event.prevent_default()
            self._go(place)
            self.post_message(self.Picked(self, self.rows[place], "key"))

    def row_for(self, character: str) -> int | None:
        """The row that carries this digit."""
        return next((p for p, row in enumerate(self.rows) if row.key == character and row.enabled), None)
