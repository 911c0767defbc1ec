"""What was said: one line per answered question, as one drawing. A click on a line shows its question again."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from assistant.present.conversation import Line
from assistant.tui.text import joined, quiet

META = "line"


class Transcript(Widget):
    """All answered questions, each on one line with the remark of the program under it.

    Each is wrapped once and only what is in sight is drawn: after two hundred answers the next costs as much as the first.
    """

    ALLOW_SELECT = False

    class Chosen(Message):
        """A line was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(id="lines")
        self.lines: tuple[Line, ...] = ()
        self._look: tuple[int, Style, str] | None = None
        self._wrapped: dict[Line, list[Strip]] = {}
        self._strips: list[Strip] = []

    def show(self, lines: tuple[Line, ...]) -> None:
        """Draw these lines."""
        if lines != self.lines:
            self.lines = lines
            self.refresh(layout=True)

    def _wrap(self, width: int) -> None:
        """Wrap what was not wrapped yet at this width and in these colours."""
        look = (width, self.visual_style, quiet(self))
        known = self._wrapped if look == self._look else {}
        self._look = look
        self._wrapped = {line: known.get(line) or self._wrapped_line(line, width, look[1]) for line in self.lines}
        self._strips = [strip for line in self.lines for strip in self._wrapped[line]]

    def _wrapped_line(self, line: Line, width: int, style: Style) -> list[Strip]:
        parts: list[str | tuple[str, str]] = [(f"{line.ask} ", quiet(self)), line.answer]
        if line.remark:
            parts.append((f"\n  {line.remark}", "italic"))
        content: Content = joined(*parts).stylize_before(Style.from_meta({META: line.key}))
        return Visual.to_strips(self, content, width, None, style, pad=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the wrapped lines."""
        self._wrap(width)
        return len(self._strips)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The part that is in sight."""
        self._wrap(self.size.width)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line on screen."""
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Look at this question again."""
        event.stop()
        key = event.style.meta.get(META)
        if isinstance(key, str):
            self.post_message(self.Chosen(key))
