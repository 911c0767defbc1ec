"""The choices of a question. A letter is never a shortcut here: what is typed looks for a choice, and Enter then takes it."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.message import Message

from assistant.tui.picklist import PickList

MOST = 40_000
"""Letters that are kept: nobody types so much, but somebody may paste it."""


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

    class Told(Message):
        """Enter was pressed, or something else was chosen, while words stand here: what is found by them is taken, if anything is."""

        def __init__(self, options: Options, text: str) -> None:
            super().__init__()
            self.options = options
            self.text = text
            self.row = options.current if options.hit and options.current and options.current.enabled else None
            self.serial = options.serial

    sought = ""
    hit = False
    """Whether the pointer is on what was looked for: without that, Enter takes nothing."""

    def seek(self, text: str) -> None:
        """Look for something else; for nothing, when `text` is empty."""
        if text != self.sought:
            self.sought = text[:MOST]
            self.post_message(self.Sought(self.sought))

    def action_pick(self) -> None:
        """Enter after typing takes what was found, as its digit would; who is asked decides what words without a choice are."""
        if self.sought:
            self.post_message(self.Told(self, self.sought))
        else:
            super().action_pick()

    def take(self, told: Told) -> None:
        """Choose what was found by words, when it was."""
        if told.row is not None and told.serial == self.serial:
            self.post_message(self.Picked(self, told.row, "key"))

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
        self.seek(self.sought + "\n".join(" ".join(line.split()) for line in event.text[:MOST].splitlines()))
