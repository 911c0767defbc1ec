"""A list to choose from: arrows, digits, Enter and the mouse. Chosen and not chosen differ by a glyph, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from assistant.records import dataclass
from assistant.tui.text import Lined, hanging, literal, quiet

CURSOR, NO_CURSOR = "› ", "  "
NOWHERE = "nowhere:"
GAP = "  "
STYLES = {"group": "bold", "unused": "quiet italic", "proof-source": "quiet", "proof-conclusion": "bold"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `mark` stands before the text; a row that is not `enabled` is only read; `style` is one of STYLES,
    and a `spaced` group has a blank line above it. Rows that are `beside` each other share a line where they fit.
    A key chooses within the `group` where the cursor is.
    """

    id: str
    text: str
    mark: str = ""
    key: str = ""
    enabled: bool = True
    style: str = ""
    spaced: bool = True
    beside: bool = False
    group: str = ""


Drawn = tuple[tuple[int, str], ...]
"""One drawn line: pieces of text, each with the place of its row, or -1."""


class RowsView(Lined):
    """All rows as one drawing: a widget per row would make every new question slow."""

    def __init__(self) -> None:
        super().__init__(classes="rows")
        self.rows: tuple[Row, ...] = ()
        self.cursor = -1
        self._laid: tuple[int, list[Drawn]] = (-1, [])

    def put(self, rows: tuple[Row, ...], cursor: int) -> None:
        """Draw other rows, or another cursor."""
        if (rows, cursor) == (self.rows, self.cursor):
            return
        width = self._laid[0]
        before = len(self.lines(width)) if width > 0 else -1
        self.rows, self.cursor, self._laid = rows, cursor, (-1, [])
        self.refresh(layout=before != (len(self.lines(width)) if width > 0 else -2))

    def lines(self, width: int) -> list[Drawn]:
        """What is drawn at `width` cells. A group has a blank line above it."""
        if self._laid[0] != width:
            found: list[Drawn] = []
            column, columns = self._columns(width)
            taken = 0  # columns of the line that still takes rows beside each other
            for place, row in enumerate(self.rows):
                if row.style == "group" and found and row.spaced:
                    found.append(((-1, ""),))
                told = self._arrow(place) + row.mark + row.text
                fits = row.beside and cell_len(told) <= column
                if fits and 0 < taken < columns:
                    last_place, last = found[-1][-1]
                    found[-1] = (
                        *found[-1][:-1],
                        (last_place, last + " " * (column - cell_len(last))),
                        (-1, GAP),
                        (place, told),
                    )
                    taken += 1
                    continue
                found += [((place, line),) for line in hanging(self._arrow(place) + row.mark, row.text, width)]
                taken = 1 if fits else 0
            self._laid = (width, found)
        return self._laid[1]

    def _arrow(self, place: int) -> str:
        return "" if self.rows[place].style == "group" else CURSOR if place == self.cursor else NO_CURSOR

    def _columns(self, width: int) -> tuple[int, int]:
        """How wide a column is of the rows that stand beside each other, the same in the whole list, and how many there are."""
        widths = [cell_len(NO_CURSOR + row.mark + row.text) for row in self.rows if row.beside]
        half = (width - len(GAP)) // 2
        column = max((each for each in widths if each <= half), default=width)
        return column, max(1, (width + len(GAP)) // (column + len(GAP)))

    def lines_of(self, place: int) -> tuple[int, int]:
        """Where a row is drawn: its first line, and how many it has."""
        found = [n for n, line in enumerate(self.lines(self.room)) if any(here == place for here, _ in line)]
        return (found[0], len(found)) if found else (0, 1)

    def column_of(self, place: int) -> int:
        """The first cell of a row on its line."""
        line = next((line for line in self.lines(self.room) if any(here == place for here, _ in line)), ())
        before = takewhile(lambda piece: piece[0] != place, line)
        return sum(cell_len(text) for _, text in before)

    def row_at(self, x: int, y: int) -> int:
        """The place of the row that is drawn there; -1 when there is none."""
        lines = self.lines(self.room)
        if not 0 <= y < len(lines):
            return -1
        line, start = lines[y], 0
        for place, text in line:
            start += cell_len(text)
            if x < start:
                return place
        return line[0][0] if len(line) == 1 else -1

    def render(self) -> RenderResult:
        """The rows, literally; the row under the cursor stands out by its mark and by bold, and in colour by its ground."""
        width = self.room
        focused = self.parent is not None and isinstance(self.parent, Widget) and self.parent.has_focus
        parts = []
        for line in self.lines(width):
            pieces = []
            for place, text in line:
                style = STYLES.get(self.rows[place].style, "").replace("quiet", quiet(self)) if place >= 0 else ""
                if place == self.cursor and place >= 0:
                    text = text + " " * max(0, width - cell_len(text)) if len(line) == 1 else text
                    style = "bold on $panel" if focused else "bold"
                pieces.append(literal(text, style))
            parts.append(pieces[0] if len(pieces) == 1 else Content("").join(pieces))
        return Content("\n").join(parts)

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        event.stop()
        if isinstance(self.parent, PickList):
            self.parent.clicked(self.row_at(event.x, event.y))


class PickList(VerticalScroll, can_focus=True):
    """The list. It keeps its cursor by row id when the rows change, so that a change of language loses nothing."""

    BINDINGS = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("left,h", "aside(-1)", show=False),
        Binding("right,l", "aside(1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("enter", "pick", show=False),
    ]

    class Picked(Message):
        """A row was chosen. `serial` tells which content of the list it belonged to.

        Who takes it calls `draw_rows` when the list is still there afterwards. Textual draws at most once in 17 ms, and the second time
        in a row only after two such ticks: were the cursor drawn at once, what the choice leads to would come that much later.
        """

        def __init__(self, picklist: PickList, row: Row, by: str) -> None:
            super().__init__()
            self.picklist = picklist
            self.row = row
            self.by = by
            self.serial = picklist.serial

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

    class Nowhere(Message):
        """Enter was pressed while the cursor is on no row."""

    class Begun(Message):
        """A digit was typed that can be the first of two; `text` is empty when that is over."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

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
        self.serial = 0
        self.begun = ""
        """A digit that can be the first of two."""
        self._start = start
        self.cursor = self._place_of(start)

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
        old = self.current.id if self.current else NOWHERE if self._start == NOWHERE else ""
        self.rows = tuple(rows)
        self.cursor = self._place_of(old)
        self.draw_rows()

    def renew(self, rows: Iterable[Row], start: str = "") -> None:
        """Put rows of something else in the list, the cursor on `start`. What was chosen before this does not count any more."""
        self.serial += 1
        self.begun = ""
        self._start = start
        self.rows = tuple(rows)
        self.cursor = self._place_of(start)
        self.draw_rows()
        self.scroll_home(animate=False)
        self.call_after_refresh(self._reveal)

    def _place_of(self, row_id: str) -> int:
        if row_id == NOWHERE:
            return -1
        places = [place for place, row in enumerate(self.rows) if row.id == row_id and row.enabled]
        return places[0] if places else self._first()

    def on_mount(self) -> None:
        """The rows may have changed while the list was put together."""
        self.draw_rows()
        self.call_after_refresh(self._reveal)

    def on_resize(self) -> None:
        """In a window of another size the row under the cursor stays in sight."""
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

    def draw_rows(self) -> None:
        """Make the drawing say what the rows and the cursor say; nothing when it does."""
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

    def _go(self, place: int, *, drawn: bool = True) -> None:
        if place == self.cursor or not 0 <= place < len(self.rows):
            return
        self.cursor = place
        if drawn:
            self.draw_rows()
        self.call_after_refresh(self._reveal)
        self.post_message(self.Moved(self, self.rows[place]))

    # ------------------------------------------------------------ keys and mouse

    def action_move(self, step: int) -> None:
        """To the next row that can be chosen, on another line; at the edge the list scrolls on."""
        place = self._beyond(step)
        while 0 <= place < len(self.rows) and not self.rows[place].enabled:
            place += step
        if 0 <= place < len(self.rows):
            self._go(place)
        else:
            self.scroll_relative(y=step, animate=False)

    def _beyond(self, step: int) -> int:
        """The nearest row above or below the line of the cursor; the one straight above or below it first."""
        place = self.cursor + step
        view = next(iter(self.query_children(RowsView)), None)
        if view is None or not any(row.beside for row in self.rows):
            return place
        here, column = view.lines_of(self.cursor)[0], view.column_of(self.cursor)
        while 0 <= place < len(self.rows) and (not self.rows[place].enabled or view.lines_of(place)[0] == here):
            place += step
        if not 0 <= place < len(self.rows):
            return place
        there = view.lines_of(place)[0]
        same = [p for p, row in enumerate(self.rows) if row.enabled and view.lines_of(p)[0] == there]
        return min(same, key=lambda p: (abs(view.column_of(p) - column), p))

    def action_aside(self, step: int) -> None:
        """To the row to the left or to the right, on the same line."""
        place = self.cursor + step
        if 0 <= place < len(self.rows) and self.rows[place].enabled and self.rows[place].beside:
            self._go(place)

    def action_edge(self, side: int) -> None:
        """To the first or the last row."""
        places = [place for place, row in enumerate(self.rows) if row.enabled]
        if places:
            self._go(places[0] if side < 0 else places[-1])

    def action_page(self, side: int) -> None:
        """As many lines up or down as one sees: the cursor goes along, so that Enter takes a row that is in sight."""
        view = next(iter(self.query_children(RowsView)), None)
        places = [place for place, row in enumerate(self.rows) if row.enabled]
        if view is None or not places:
            self.scroll_relative(y=side * max(1, self.size.height - 1), animate=False)
            return
        seen = min(box.size.height for box in (self, *self.ancestors) if isinstance(box, VerticalScroll))
        here = view.lines_of(self.cursor)[0] if self.cursor >= 0 else 0
        there = here + side * max(1, seen - 1)
        firsts = {place: view.lines_of(place)[0] for place in places}
        reached = [place for place in places if (firsts[place] <= there if side > 0 else firsts[place] >= there)]
        self._go((max if side > 0 else min)(reached, default=places[0 if side < 0 else -1]))

    def action_pick(self) -> None:
        """Choose the row under the cursor; the one whose key was begun, as its key would."""
        begun, self.begun = self.row_for(self.begun) if self.begun else None, ""
        if begun is not None:
            self.post_message(self.Picked(self, self.rows[begun], "key"))
        elif self.current is not None and self.current.enabled:
            self.post_message(self.Picked(self, self.current, "enter"))
        else:
            self.post_message(self.Nowhere())

    def clicked(self, place: int) -> None:
        """Choose by mouse."""
        if 0 <= place < len(self.rows) and self.rows[place].enabled:
            self._go(place, drawn=False)
            self.focus()
            self.post_message(self.Picked(self, self.rows[place], "mouse"))

    def on_key(self, event: events.Key) -> None:
        """A digit, or the minus sign, chooses the row that carries it. One that begins the key of another row waits for a second."""
        if event.key == "enter":
            return
        was, self.begun = self.begun, ""
        typed = was + event.character if event.character and event.is_printable else ""
        place = self.row_for(typed) if typed else None
        if typed and any(row.key.startswith(typed) and row.key != typed for row in self.rows if row.enabled):
            self.begun = typed
            if place is not None:
                self._go(place)
            self.post_message(self.Begun(typed))
        elif place is not None:
            self._go(place, drawn=False)
            self.post_message(self.Picked(self, self.rows[place], "key"))
        else:
            if was:
                self.post_message(self.Begun(""))
            return
        event.stop()
        event.prevent_default()

    def row_for(self, character: str) -> int | None:
        """The row that carries this digit; with several groups of rows, the one in the group where the cursor is, or in none."""
        here = self.current.group if self.current else ""
        able = [p for p, row in enumerate(self.rows) if row.key == character and row.enabled]
        return next((p for group in (here, "") for p in able if self.rows[p].group == group), None)
