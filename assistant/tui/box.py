"""A box of several lines to type in."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

from assistant.danger import asks_for_danger
from assistant.tui.lines import DangerAsked


class Box(TextArea):
    """Several lines that grow with what is typed. `sends`: Enter hands them over, and Ctrl+J begins a new line."""

    BINDINGS = [
        Binding("ctrl+j", "new_line", show=False),
        Binding("down", "beyond(1)", show=False),
    ]

    class Sent(Message):
        """Enter was pressed in a box that sends. `text` lives in this message only."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """Down was pressed on the last line."""

    def __init__(self, text: str = "", *, most: int, sends: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(text, tab_behavior="focus", show_line_numbers=False, id=id, classes="box")
        self.cursor_blink = False
        self.most = most
        self.sends = sends

    def on_text_area_changed(self) -> None:
        """No more than it can hold: a page that was pasted by mistake does not stay whole."""
        if len(self.text) > self.most:
            self.load_text(self.text[: self.most])
            self.move_cursor(self.document.end)

    async def on_key(self, event: events.Key) -> None:
        """Enter hands over, or begins a new line; after a line that asks for danger it does neither."""
        if event.key != "enter":
            return
        row = self.cursor_location[0]
        if asks_for_danger(self.document.get_line(row)) or asks_for_danger(self.text):
            self._take_out(row)
            self.post_message(DangerAsked())
        elif self.sends:
            self.post_message(self.Sent(self.text))
        else:
            return
        event.stop()
        event.prevent_default()

    def _take_out(self, row: int) -> None:
        """The line that asked for danger goes; what was typed around it stays."""
        lines = self.text.split("\n")
        rest = lines[:row] + lines[row + 1 :]
        self.load_text("\n".join(rest))
        self.move_cursor(self.document.end)

    def action_new_line(self) -> None:
        """A new line in a box where Enter hands over."""
        self.insert("\n")

    def action_beyond(self, step: int) -> None:
        """One line down; from the last line to what stands below the box."""
        if self.cursor_location[0] == self.document.line_count - 1:
            self.post_message(self.Left())
        else:
            self.action_cursor_down()
