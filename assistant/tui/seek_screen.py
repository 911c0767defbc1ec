"""A screen with a line to search on and a list: typing narrows the list, the arrows move in it, Enter takes the row under the cursor."""

from __future__ import annotations

from typing import Generic

from textual.binding import Binding
from textual.widgets import Input

from assistant.danger import asks_for_danger
from assistant.tui.base import BaseScreen, T
from assistant.tui.picklist import PickList, Row

DANGER = "danger:page"
"""The row that leads to whom to call."""
ARROWS = [Binding("down", "list(1)", show=False), Binding("up", "list(-1)", show=False)]
"""Up and down while a line has the focus: what they do is in `action_list`."""


class SeekScreen(BaseScreen[T], Generic[T]):
    """Subclasses have one Input and one PickList, ARROWS among their bindings, and `narrow`."""

    def narrow(self, wanted: str) -> None:
        """Show in the list what fits the words typed."""

    def home_focus(self) -> None:
        """The line to search on."""
        self.query_one(Input).focus()

    def action_list(self, step: int) -> None:
        """To the next or previous row, while the line to search on keeps the focus."""
        self.query_one(PickList).action_move(step)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Narrow the list."""
        message.stop()
        self.narrow(message.value)
        self._danger_first(message.value)

    def _danger_first(self, wanted: str) -> None:
        """Who types 112 or danger sees whom to call before all that was found."""
        if asks_for_danger(wanted):
            rows = self.query_one(PickList)
            rows.renew([Row(DANGER, self.words("tui.seek.danger"), "! "), *rows.rows], DANGER)

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """A row was chosen."""
        if message.row.id == DANGER:
            message.stop()
            message.prevent_default()  # the handler of every screen would follow by itself
            self.host.action_danger()
            message.picklist.draw_rows()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter takes the row under the cursor."""
        message.stop()
        self.query_one(PickList).action_pick()
