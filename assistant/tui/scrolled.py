"""A page of cards that scrolls and has no keys of its own, and the keys that the screen around it has for it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget


class Scrolled(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The screen moves its pointer and the page together. With the keys of a scrolling container the pointer would never move."""

    def to_edge(self, cards: Sequence[Widget], side: int) -> None:
        """To the start or the end of the page, and the pointer to the first or the last of its cards."""
        if cards:
            cards[0 if side < 0 else -1].focus(scroll_visible=False)
        self.scroll_home(animate=False) if side < 0 else self.scroll_end(animate=False)


MOVES = [
    Binding("up,k", "step(-1)", show=False),
    Binding("down,j", "step(1)", show=False),
    Binding("home,g", "edge(-1)", show=False),
    Binding("end,G", "edge(1)", show=False),
    Binding("pageup", "page(-1)", show=False),
    Binding("pagedown", "page(1)", show=False),
]
"""The keys that move over the cards of such a page, for the screen it stands on."""


def pointed_at(cards: Sequence[Widget], focused: Widget | None) -> int:
    """The place of the card with the focus; the first when none has it."""
    return next((place for place, card in enumerate(cards) if card is focused), 0)
