"""A list to choose from: arrows, digits, Enter and the mouse. Chosen and not chosen differ by a glyph, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual import events
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message

from assistant.tui.text import Hanging

CURSOR, NO_CURSOR = "› ", "  "


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `mark` stands before the text; a row that is not `enabled` is only read; `style` is a CSS class."""

    id: str
    text: str
    mark: str = ""
    key: str = ""
    enabled: bool = True
    style: str = ""


class RowLine(Hanging):
    """A row as it is drawn."""

    def __init__(self, row: Row, position: int) -> None:
        super().__init__(classes=f"row {row.style}")
        self.row = row
        self.position = position
        self.pointed = False
        self._dress()

    def put(self, row: Row, *, pointed: bool) -> None:
        """Show another row, or the cursor."""
        if (row, pointed) == (self.row, self.pointed):
            return
        taller = row.text != self.row.text or row.mark != self.row.mark
        self.set_classes(f"row {row.style}")
        self.row, self.pointed = row, pointed
        self._dress()
        self.refresh(layout=taller)

    def _dress(self) -> None:
        arrow = "" if self.row.style == "group" else CURSOR if self.pointed else NO_CURSOR
        self.mark, self.text = arrow + self.row.mark, self.row.text
        self.set_class(self.pointed, "pointed")
        self.set_class(not self.row.enabled, "still")

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        event.stop()
        if self.row.enabled and isinstance(self.parent, PickList):
            self.parent.picked_at(self.position)


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

    def compose(self) -> Iterable[RowLine]:
        """One widget per row."""
        for position, row in enumerate(self.rows):
            line = RowLine(row, position)
            line.put(row, pointed=position == self.cursor)
            yield line

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
        if self.is_mounted:
            self._sync()

    def on_mount(self) -> None:
        """The rows may have changed while the list was put together."""
        self._sync()

    def _sync(self) -> None:
        """Make the lines say what the rows say."""
        lines = list(self.query_children(RowLine))
        for line, row in zip(lines, self.rows, strict=False):
            line.put(row, pointed=line.position == self.cursor)
        with self.app.batch_update():
            for line in lines[len(self.rows) :]:
                line.remove()
            fresh = [RowLine(row, place) for place, row in enumerate(self.rows)][len(lines) :]
            if fresh:
                self.mount(*fresh)
        self._point()

    def mark(self, marks: dict[str, str]) -> None:
        """Change the marks of some rows."""
        self.show(replace(row, mark=marks.get(row.id, row.mark)) for row in self.rows)

    def point_at(self, row_id: str) -> None:
        """Put the cursor on a row."""
        for place, row in enumerate(self.rows):
            if row.id == row_id and row.enabled:
                self._go(place)
                return

    def _first(self) -> int:
        return next((place for place, row in enumerate(self.rows) if row.enabled), -1)

    def _point(self) -> None:
        for line in self.query_children(RowLine):
            if line.position < len(self.rows):
                line.put(self.rows[line.position], pointed=line.position == self.cursor)

    def _go(self, place: int) -> None:
        if place == self.cursor or not 0 <= place < len(self.rows):
            return
        self.cursor = place
        self._point()
        for line in self.query_children(RowLine):
            if line.position == place:
                line.scroll_visible(animate=False)
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

    def picked_at(self, place: int) -> None:
        """Choose by mouse."""
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
