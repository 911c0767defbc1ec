"""What was said: one line per answered question, as one drawing. A click on a line shows its question again."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from assistant.present.conversation import Line
from assistant.tui.text import joined, quiet

META = "line"


class Transcript(Static):
    """All answered questions, each on one line with the remark of the program under it."""

    class Chosen(Message):
        """A line was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__("", markup=False, id="lines")
        self.lines: tuple[Line, ...] = ()
        self._drawn: tuple[tuple[Line, ...], str] = ((), "")

    def show(self, lines: tuple[Line, ...]) -> None:
        """Draw these lines."""
        self.lines = lines
        if self._drawn != (lines, quiet(self)):
            self._drawn = (lines, quiet(self))
            self.update(Content("\n").join([self._content(line) for line in lines]))

    def _content(self, line: Line) -> Content:
        parts: list[str | tuple[str, str]] = [(f"{line.ask} ", quiet(self)), line.answer]
        if line.remark:
            parts.append((f"\n  {line.remark}", "italic"))
        return joined(*parts).stylize_before(Style.from_meta({META: line.key}))

    def on_click(self, event: events.Click) -> None:
        """Look at this question again."""
        event.stop()
        key = event.style.meta.get(META)
        if isinstance(key, str):
            self.post_message(self.Chosen(key))
