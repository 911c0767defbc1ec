"""One item of the result: title, what it is, text and sources. Concerns and what helps use the very same widget."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from assistant.result.page import Item, Part
from assistant.tui.text import Lined, Words, joined, literal, quiet, wrap

MAX_SOURCES = 2
"""Shown under an item; all of them stand on the page that says why. Keeps concerns and what helps at about one length."""


class Card(Lined, can_focus=True):
    """An item that can be chosen. A mark before the title shows where the focus is, in every colour and in none."""

    BINDINGS = [Binding("enter", "choose", show=False), Binding("space", "choose", show=False)]

    class Chosen(Message):
        """An item was chosen."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    def __init__(self, item: Item, more: Callable[[int], str], number: int = 0) -> None:
        super().__init__(classes="card full" if item.text and item.title else "card")
        self.item = item
        self.more = more
        self.number = number

    def lines(self, width: int) -> list[tuple[str, str]]:
        """Every line with its style."""
        item = self.item
        head = f"{self.number}. {item.title}" if self.number else item.title
        room = max(1, width - 2)
        brief = f"{head} ({item.label})"
        if item.label and not (item.text or item.duties) and cell_len(brief) <= room:
            lines = [(brief, "")]  # on one line where it fits: the page is to be seen in one go
        else:
            strong = "bold" if item.label or item.text else ""  # a bare line needs no weight
            lines = [(line, strong) for line in wrap(head, room)]
            lines += [(line, "italic") for line in wrap(item.label, room) if item.label]
        if item.text:
            lines += [(line, "") for line in wrap(item.text, room)]
        lines += [(line, "") for duty in item.duties for line in wrap(duty, room)]
        if item.sources:
            shown = [*item.sources[:MAX_SOURCES]]
            if left := len(item.sources) - len(shown):
                shown.append(self.more(left))
            lines += [(line, quiet(self)) for line in wrap("; ".join(shown), room)]
        return lines

    def render(self) -> RenderResult:
        """The lines, with the mark of the focus before the first."""
        mark = "› " if self.has_focus else "  "
        parts: list[str | tuple[str, str]] = []
        for number, (line, style) in enumerate(self.lines(self.room)):
            before = mark if number == 0 else "  "
            parts.append(f"\n{before}" if number else before)
            parts.append((line, style) if style else line)
        return joined(*parts) if parts else Content("")

    def action_choose(self) -> None:
        """Enter or space."""
        self.post_message(self.Chosen(self.item))

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        event.stop()
        self.focus()
        self.post_message(self.Chosen(self.item))


class PartBox(Vertical):
    """One section of the result."""

    def __init__(self, part: Part, more: Callable[[int], str]) -> None:
        super().__init__(classes=f"part part-{part.id}")
        self.part = part
        self.more = more

    def compose(self) -> ComposeResult:
        """Title, introduction, items, closing words."""
        part = self.part
        yield Words(literal(part.title), classes="part-title")
        if part.intro:
            yield Words(literal(part.intro), classes="part-intro")
        for number, item in enumerate(part.items, 1):
            card = Card(item, self.more, number if part.numbered else 0)
            card.set_class(number == len(part.items), "last")
            yield card
        if part.outro:
            yield Words(literal(part.outro), classes="part-intro")
