"""Text as it stands: content never becomes markup. Text wraps under its own mark."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static


def quiet(widget: Widget) -> str:
    """The style of less important words: a colour with enough contrast, and without colours the dim of the terminal."""
    return "dim" if widget.app.no_color else "$quiet"


def literal(text: str, style: str = "") -> Content:
    """`text` as content that shows every bracket."""
    return Content.styled(text, style) if style else Content(text)


def joined(*parts: str | tuple[str, str]) -> Content:
    """Several pieces of text, each plain or with a style."""
    return Content("").join([literal(*part) if isinstance(part, tuple) else literal(part) for part in parts])


class Words(Static):
    """A paragraph of literal text."""

    def __init__(self, text: str | Content = "", *, classes: str = "", id: str | None = None) -> None:  # noqa: A002
        self._said = _content(text)
        super().__init__(self._said, markup=False, classes=classes, id=id)

    @property
    def text(self) -> str:
        """What it says, without styles."""
        return self._said.plain

    def say(self, text: str | Content) -> None:
        """Show another text; the same text costs nothing, not even a new layout."""
        content = _content(text)
        if not content.is_same(self._said):
            self._said = content
            self.update(content)


class Lined(Widget):
    """A widget that draws its own `lines`, as wide as there is room and as high as they are."""

    def lines(self, width: int) -> Sequence[object]:
        """What is drawn at `width` cells, line by line."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """The cells in a line."""
        return self.content_size.width or self.size.width or 60

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the lines."""
        return len(self.lines(width))


def _content(text: str | Content) -> Content:
    return Content(text) if isinstance(text, str) else text


def wrap(text: str, width: int) -> list[str]:
    """The words of `text` in lines of at most `width` cells; a word that is too long is cut."""
    lines, line = [], ""
    for word in text.split():
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while cell_len(word) > width > 0:
            cut = width
            while cut > 1 and cell_len(word[:cut]) > width:
                cut -= 1
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line or not lines else lines


def hanging(mark: str, text: str, width: int) -> list[str]:
    """A mark and a text; the second line of the text starts under its first."""
    indent = cell_len(mark)
    wrapped = wrap(text, max(1, width - indent))
    return [(mark if number == 0 else " " * indent) + line for number, line in enumerate(wrapped)]
