"""The story of a case: numbered points, the one that is asked now in bold with a glyph, one's own marks at those that are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from assistant.practice.case_round import Mark
from assistant.present.practice.story import StoryPart
from assistant.tui.text import Lined, hanging, literal, quiet

NOW, YES, NO, LATER = "▶", "●", "○", " "
MAX_WIDTH = 84
AIRY_FROM = 30
"""Lines of the window from which there is a blank line between two points."""


class StoryText(Lined):
    """The text itself."""

    def __init__(self) -> None:
        super().__init__(classes="story-text")
        self.parts: tuple[StoryPart, ...] = ()
        self.marks: Mapping[str, Mark] = {}
        self.told: Mapping[str, str] = {}

    def put(self, parts: Sequence[StoryPart], marks: Mapping[str, Mark], told: Mapping[str, str]) -> None:
        """Draw other parts. `told` says a mark in words."""
        if (tuple(parts), marks, told) != (self.parts, self.marks, self.told):
            self.parts, self.marks, self.told = tuple(parts), marks, told
            self.refresh(layout=True)

    def lines(self, width: int) -> list[tuple[int, str]]:
        """Each line with the place of its part, or -1."""
        found: list[tuple[int, str]] = []
        airy = self.app.size.height >= AIRY_FROM
        for place, part in enumerate(self.parts):
            if found and (airy or not part.number):
                found.append((-1, ""))
            found += [(place, line) for line in hanging(self._head(part), self._text(part), min(width, MAX_WIDTH))]
        return found

    def _head(self, part: StoryPart) -> str:
        if not part.number:
            return ""
        mark = self.marks.get(part.cue)
        glyph = NOW if part.state == "current" else LATER if mark is None else YES if mark.matters else NO
        return f"{glyph} {part.number:>2}  "

    def _text(self, part: StoryPart) -> str:
        told = self.told.get(part.cue, "") if part.cue in self.marks else ""
        return f"{part.text} ({told})" if told else part.text

    def lines_of(self, state: str) -> tuple[int, int]:
        """Where the first part in this state is drawn: its first line and how many it has; (0, 0) without one."""
        wanted = next((place for place, part in enumerate(self.parts) if part.state == state and part.number), -1)
        lines = [n for n, (place, _) in enumerate(self.lines(self.room)) if place == wanted and place >= 0]
        return (lines[0], len(lines)) if lines else (0, 0)

    def render(self) -> RenderResult:
        """The lines, literally."""
        styles = {"current": "bold", "done": quiet(self)}
        found = []
        for place, line in self.lines(self.room):
            found.append(literal(line, styles.get(self.parts[place].state, "") if place >= 0 else ""))
        return Content("\n").join(found)

    def on_click(self, event: events.Click) -> None:
        """A click on a point that was answered shows it again."""
        lines = self.lines(self.room)
        place = lines[event.y][0] if 0 <= event.y < len(lines) else -1
        if place >= 0 and self.parts[place].cue in self.marks and cell_len(self.parts[place].cue):
            event.stop()
            self.post_message(Story.Chosen(self.parts[place].cue))


class Story(VerticalScroll, can_focus=True):
    """The story in a box that scrolls; the point that is asked now is always in sight."""

    BINDINGS = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("space", "page_down", show=False),
    ]

    class Chosen(Message):
        """A point that was answered before was clicked."""

        def __init__(self, cue: str) -> None:
            super().__init__()
            self.cue = cue

    def compose(self) -> ComposeResult:
        """One text."""
        yield StoryText()

    def show(self, parts: Sequence[StoryPart], marks: Mapping[str, Mark], told: Mapping[str, str]) -> None:
        """Draw the story and bring the point that is asked now in sight."""
        self.query_one(StoryText).put(parts, marks, told)
        self.call_after_refresh(self.reveal)

    def reveal(self) -> None:
        """Scroll until the point that is asked now is in sight, with a line above it where there is room."""
        for text in self.query_children(StoryText):
            first, count = text.lines_of("current")
            if not count or not self.size.height:
                return
            margin = 1 if count + 2 <= self.size.height else 0
            spot = Region(0, max(0, first - margin), 1, count + 2 * margin)
            if first <= margin:
                spot = Region(0, 0, 1, first + count)
            self.scroll_to_region(spot, animate=False, immediate=True)

    def on_resize(self) -> None:
        """In another window the point stays in sight."""
        self.call_after_refresh(self.reveal)
