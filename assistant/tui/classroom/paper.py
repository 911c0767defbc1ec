"""A page drawn line by line for the width there is, and the way its lines are made: prose, lists and heat maps share it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from assistant.tui.text import Lined, hanging, joined, quiet

Line = tuple[tuple[str, str], ...]
"""One line: pieces of text, each with a style; the style `quiet` is for less important words."""
Draw = Callable[[int], Sequence[Line]]
READABLE = 84
"""Prose is never wider than this, however wide the window is."""


def prose(text: str, width: int, style: str = "", mark: str = "") -> list[Line]:
    """A paragraph; its second line starts under its first."""
    return [((line, style),) for line in hanging(mark, text, min(width, READABLE))]


def title(text: str, width: int) -> list[Line]:
    """A heading with a blank line above."""
    return [((" ", ""),), *prose(text, width, "bold")]


BLANK: Line = ((" ", ""),)


def paragraphs(texts: Iterable[str], width: int, mark: str = "") -> list[Line]:
    """Paragraphs with a blank line between; with a mark a close list."""
    found: list[Line] = []
    for text in texts:
        if found and not mark:
            found.append(BLANK)
        found += prose(text, width, mark=mark)
    return found


class Paper(Lined):
    """What `Draw` gives at the width there is."""

    def __init__(self) -> None:
        super().__init__(classes="paper")
        self._draw: Draw = lambda _: ()
        self._laid: tuple[int, Sequence[Line]] = (-1, ())

    def put(self, draw: Draw) -> None:
        """Draw something else."""
        self._draw, self._laid = draw, (-1, ())
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Line]:
        """What is drawn at `width` cells."""
        if self._laid[0] != width:
            self._laid = (width, self._draw(width))
        return self._laid[1]

    def render(self) -> RenderResult:
        """The lines, literally."""
        parts: list[str | tuple[str, str]] = []
        soft = quiet(self)
        for line in self.lines(self.room):
            parts += ["\n"] if parts else []
            parts += [(text, style.replace("quiet", soft)) if style else text for text, style in line]
        return joined(*parts)


class Sheet(VerticalScroll, can_focus=True):
    """A paper that scrolls with the arrows."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    Sheet:focus { scrollbar-color: $primary; }
    Paper { height: auto; width: 1fr; }
    """
    BINDINGS = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One paper."""
        yield Paper()

    def put(self, draw: Draw, *, again: bool = False) -> None:
        """Draw something else from its top; `again` draws the same thing anew and stays where one was."""
        self.query_one(Paper).put(draw)
        if not again:
            self.scroll_home(animate=False)
