"""The choices of a question. A letter is never a shortcut here: what is typed looks for a choice, and Enter then takes it."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.message import Message

from assistant.tui.picklist import PickList

MOST = 40
"""Letters that are kept: more no longer help to find something."""


class Options(PickList, inherit_bindings=False):
    """A list in which one can type. `sought` is what was typed since the last choice."""

    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "aside(-1)", show=False),
        Binding("right", "aside(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("enter", "pick", show=False),
    ]

    class Sought(Message):
        """What was typed has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    sought = ""
    hit = False
    """Whether the pointer is on what was looked for: without that, Enter takes nothing."""

    def seek(self, text: str) -> None:
        """Look for something else; for nothing, when `text` is empty."""
        if text != self.sought:
            self.sought = text[:MOST]
            self.post_message(self.Sought(self.sought))

    def action_pick(self) -> None:
        """Enter after typing takes what was found, as its digit would."""
        if not self.sought:
            super().action_pick()
        elif self.hit and self.current is not None and self.current.enabled:
            self.post_message(self.Picked(self, self.current, "key"))

    def on_key(self, event: events.Key) -> None:
        """A letter looks for a choice; Backspace takes the last one back. Digits choose, until one looks for something."""
        letter = event.character or ""
        if letter.isalpha() or (self.sought and letter.strip() and letter.isprintable()):
            self.seek(self.sought + letter)
        elif event.key == "backspace" and self.sought:
            self.seek(self.sought[:-1])
        else:
            return
        self.begun = ""
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted looks for a choice; it never answers by itself."""
        event.stop()
        self.seek(" ".join(event.text[:MOST].split()))
