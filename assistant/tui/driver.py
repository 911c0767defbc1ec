"""The terminal as this app reads it: whole pieces only (see `pieces`), and no byte that it cannot read ever ends the app.

It keeps to what Textual's driver for Linux and macOS does, but for its loop that reads.
"""

from __future__ import annotations

import os
import selectors
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from assistant.tui.pieces import LARGEST, Piece, Pieces

OFTEN = 0.05
"""Seconds between two looks at what is held back."""
AT_ONCE = 4096
ALT = 2
"""Signs of a key with Alt: ESC and that key."""
MOST_FAULTS = 20
"""Errors while reading, after which there is no terminal any more."""


class Sequences:
    """Makes events of pieces. What Textual does not know, or breaks on, is dropped: it never becomes letters."""

    def __init__(self) -> None:
        self._parser = XTermParser()

    def events(self, piece: Piece) -> list[Message]:
        """The events of one piece."""
        if piece.kind == "escape":
            return [events.Key("escape", piece.text)]
        if piece.kind == "paste":
            return [events.Paste(piece.text.replace("\x00", ""))]
        try:
            with_alt = piece.kind == "sequence" and len(piece.text) == ALT
            made: list[Message] = list(
                self._parser._sequence_to_key_events(piece.text[1], alt=True)
                if with_alt
                else self._parser.feed(piece.text)
            )
        except (ValueError, OverflowError, StopIteration, RuntimeError):  # the code of a key that does not exist
            made = []
            self._anew()
        if self._parser._timeout_time is not None:  # it waits for more of a sequence that is whole
            self._anew()
        return [each for each in made if not _too_large(each) and not _no_letter(piece, each)]

    def _anew(self) -> None:
        was, self._parser = self._parser, XTermParser()
        for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
            if hasattr(was, name):
                setattr(self._parser, name, getattr(was, name))


def _no_letter(piece: Piece, message: Message) -> bool:
    """Whether a letter was made of a sequence that never means one: `ESC [ 50 ~` is no 2."""
    control = piece.kind == "sequence" and piece.text.lstrip("\x1b").startswith("[") and not piece.text.endswith("u")
    return control and isinstance(message, events.Key) and message.is_printable


def _too_large(message: Message) -> bool:
    if not isinstance(message, events.Resize):
        return False
    return message.size.width > LARGEST[0] or message.size.height > LARGEST[1]


class AssistantDriver(LinuxDriver):
    """Reads the terminal in whole pieces."""

    def _run_input_thread(self) -> None:
        """An error while reading leads to the fault page, not to lines of code on the terminal; and reading goes on."""
        for _ in range(MOST_FAULTS):
            try:
                self.run_input_thread()
            except Exception as fault:
                self._app.call_later(self._app._handle_exception, fault)
            if self.exit_event.wait(OFTEN):
                return

    def run_input_thread(self) -> None:
        """Read until the app ends."""
        pieces, sequences = Pieces(), Sequences()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(OFTEN):
                    read = os.read(self.fileno, AT_ONCE)
                    if not read:  # the terminal has gone, or the pipe is empty
                        self.exit_event.wait(OFTEN)
                    self._give(pieces.feed(decode(read), time.monotonic()), sequences)
                self._give(pieces.tick(time.monotonic()), sequences)

    def _give(self, pieces: Iterable[Piece], sequences: Sequences) -> None:
        for piece in pieces:
            for message in sequences.events(piece):
                self.process_message(message)
