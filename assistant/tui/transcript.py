"""What was said: one line per answered question, as one drawing. A click on a line shows its question again."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from assistant.present.conversation import Line
from assistant.tui.text import joined, quiet

META = "line"


class Transcript(Widget):
    """All answered questions, each on one line with the remark of the program under it.

    Each is measured once and only what is in sight is drawn: after two hundred answers the next costs as much as the first.
    """

    class Chosen(Message):
        """A line was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(id="lines")
        self.lines: tuple[Line, ...] = ()
        self._contents: dict[Line, Content] = {}
        self._heights: dict[tuple[Line, int], int] = {}
        self._strips: dict[Line, list[Strip]] = {}
        self._look: tuple[int, Style, str] | None = None
        self._tops: list[int] = []

    def show(self, lines: tuple[Line, ...]) -> None:
        """Draw these lines."""
        if lines != self.lines:
            if gone := set(self.lines) - set(lines):
                self._contents = {line: content for line, content in self._contents.items() if line not in gone}
                self._heights = {key: height for key, height in self._heights.items() if key[0] not in gone}
                self._strips = {line: strips for line, strips in self._strips.items() if line not in gone}
            self.lines = lines
            self.refresh(layout=True)

    def _content(self, line: Line) -> Content:
        if line not in self._contents:
            parts: list[str | tuple[str, str]] = [(f"{line.ask} ", quiet(self)), line.answer]
            if line.remark:
                parts.append((f"\n  {line.remark}", "italic"))
            self._contents[line] = joined(*parts).stylize_before(Style.from_meta({META: line.key}))
        return self._contents[line]

    def _height(self, line: Line, width: int) -> int:
        if width < 1:
            return 0
        if (line, width) not in self._heights:
            self._heights[line, width] = self._content(line).get_height({}, width)
        return self._heights[line, width]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the wrapped lines."""
        return sum(self._height(line, width) for line in self.lines)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The part that is in sight."""
        look = (self.size.width, self.visual_style, quiet(self))
        if look != self._look:
            self._strips, self._contents, self._look = {}, {}, look
        heights = (self._height(line, look[0]) for line in self.lines)
        self._tops = list(accumulate(heights, initial=0))
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line on screen, with what is selected of it marked."""
        strip = self._line(y).apply_offsets(0, y)
        span = self.text_selection.get_span(y) if self.text_selection else None
        if span is None:
            return strip
        start, end = span[0], strip.cell_length if span[1] < 0 else span[1]
        marked = strip.crop(start, end).apply_style(self.screen.get_component_rich_style("screen--selection"))
        return Strip.join([strip.crop(0, start), marked, strip.crop(end)])

    def _line(self, y: int) -> Strip:
        width, style, _ = self._look or (self.size.width, self.visual_style, "")
        place = bisect_right(self._tops, y) - 1
        if not 0 <= place < len(self.lines):
            return Strip.blank(width, style.rich_style)
        line = self.lines[place]
        if line not in self._strips:
            self._strips[line] = Visual.to_strips(
                self, self._content(line), width, None, style, pad=True, apply_selection=False
            )
        strips, inside = self._strips[line], y - self._tops[place]
        return strips[inside] if inside < len(strips) else Strip.blank(width, style.rich_style)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that was marked with the mouse, as it stands on screen, to be copied."""
        text = "\n".join(self._line(y).text.rstrip() for y in range(self.size.height))
        return selection.extract(text), "\n"

    def on_click(self, event: events.Click) -> None:
        """Look at this question again; a drag of the mouse marks text to copy, and goes nowhere."""
        event.stop()
        if self.text_selection is not None:
            return
        key = event.style.meta.get(META)
        if isinstance(key, str):
            self.post_message(self.Chosen(key))


class History(VerticalScroll, can_focus=False):
    """What was said. It follows its end, unless somebody reads back."""

    _left = False

    @property
    def reading_back(self) -> bool:
        """Whether somebody scrolled away from the end and is not there again."""
        if self.scroll_offset.y >= self.max_scroll_y:
            self._left = False
        return self._left

    def release_anchor(self) -> None:
        """The reader scrolls."""
        super().release_anchor()
        self._left = True

    def anchor(self, anchor: bool = True) -> None:
        """Follow the end again."""
        super().anchor(anchor)
        self._left = False
