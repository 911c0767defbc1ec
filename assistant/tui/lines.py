"""A line to type on, on which 112 and the word for danger lead to whom to call; a box of several lines is in `box`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from assistant.later import later

if TYPE_CHECKING:
    from assistant import danger as danger
else:
    danger = later("assistant.danger")  # 70 ms, with its lists of words: only where somebody types


class DangerAsked(Message):
    """112 or the word for danger was typed where words are typed. What stood there before it stands there still."""


class Line(Input):
    """One line. Where a `number` is asked, 112 can be the answer; the word for danger is never one.

    A line that `searches` never goes anywhere by itself: what is found stands in the list below it, danger first.
    """

    def __init__(
        self,
        value: str = "",
        *,
        max_length: int,
        number: bool = False,
        searches: bool = False,
        compact: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(value, select_on_focus=False, max_length=max_length, compact=compact, id=id)
        self.number = number
        self.searches = searches
        self.cursor_blink = False

    def propose(self, name: str) -> None:
        """A name of a file to start from: what is typed takes its place, and its ending stays."""
        self.value = name
        self.selection = Selection(0, len(name.rpartition(".")[0]))

    def _on_paste(self, event: events.Paste) -> None:
        """All that is pasted, on this one line (Textual would keep the first line of it)."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(event.text.split()))

    async def action_submit(self) -> None:
        """Enter."""
        may_ask = not self.searches and not (self.number and self.value.strip().isdecimal())
        if may_ask and danger.asks_for_danger(self.value):
            self.post_message(DangerAsked())
        else:
            await super().action_submit()
