"""What a terminal sends, in whole pieces: letters, escape sequences, pastes, and the key Esc.

Over ssh and through tmux a sequence can come in pieces, a quarter of a second apart. Taken for keys, the pieces of a function key would
answer questions: F9 is `ESC [ 2 0 ~`. A sequence that has begun is therefore waited for, and one that stays broken is dropped.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.records import dataclass

ESC = "\x1b"
ESCAPE_AFTER = 0.1
"""Seconds after which ESC alone is the key Esc."""
BROKEN_AFTER = 1.5
"""Seconds without a piece after which a sequence is dropped."""
LATE = 1.0
"""Seconds after Esc in which what looks like the rest of a sequence is one: the pieces came slower than `ESCAPE_AFTER`."""
LATE_LETTER = 0.6
"""Seconds after which a single O after Esc is a letter."""
PASTE_OVER = 2.0
"""Seconds without a piece after which a paste whose end got lost is taken as it is."""
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
NEVER = float("-inf")
_WHOLE = re.compile(
    r"\x1b{1,2}\[\[[A-E]"  # function keys of the Linux console
    r"|\x1b\[M[\s\S]{3}"  # the mouse as old terminals tell it
    r"|\x1b{1,2}\[(?!\[|M)[0-?]*[ -/]*[@-~]"
    r"|\x1b{1,2}O[0-9;]*[@-~]"
    r"|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)"  # what a terminal tells of itself
    r"|\x1b[^\[O\]P_^X\x1b]"  # a letter with Alt
)
_BEGUN = re.compile(  # the longest first
    r"\x1b[\]P_^X][^\x07\x1b]{0,4096}\x1b?|\x1b\[M[\s\S]{0,2}|\x1b{1,2}\[\[|\x1b{1,2}\[[0-?]*[ -/]*|\x1b{1,2}O[0-9;]*|\x1b"
)
_LATE_KEYS = re.compile(r"O[PQRSABCDHF]")
_TOLD = ("]", "P", "_", "^", "X")
"""After ESC: what a terminal tells of itself. Nothing here asked for it."""
LARGEST = (1000, 500)
"""Columns and rows of a window; what says that it is larger is not believed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One whole piece. `text` of a paste is without the marks around it."""

    kind: Literal["letters", "sequence", "paste", "escape"]
    text: str


class Pieces:
    """Holds back what has only begun. All times are in seconds, of any clock that goes on."""

    def __init__(self) -> None:
        self._held = ""
        self._paste: list[str] | None = None
        self._came = 0.0
        self._escape_at = NEVER
        self._late = False
        """Whether what is held came after an Esc that was let go already."""

    def feed(self, text: str, now: float) -> list[Piece]:
        """The pieces that are whole now."""
        data, self._held, self._came = self._held + text, "", now
        pieces: list[Piece] = []
        while data:
            if self._paste is not None:
                data = self._pasted(data, pieces)
            elif data[0] == ESC:
                data = self._sequence(data, pieces)
            elif self._rest_of_one(data, now):
                self._late = True
                data = self._sequence(ESC + data, pieces)
            else:
                end = data.find(ESC)
                pieces.append(Piece("letters", data if end < 0 else data[:end]))
                data = "" if end < 0 else data[end:]
                self._escape_at = NEVER
        return pieces

    def tick(self, now: float) -> list[Piece]:
        """What time makes whole: ESC alone becomes the key Esc. What stays broken is dropped."""
        waited = now - self._came
        if self._paste is not None:
            if waited < PASTE_OVER:
                return []
            text, self._paste, self._held = "".join(self._paste) + self._held, None, ""
            return [Piece("paste", text)]
        if not self._held:
            return []
        if self._held == ESC and waited >= ESCAPE_AFTER:
            self._held, self._escape_at = "", now
            return [Piece("escape", ESC)]
        if self._late and self._held == ESC + "O" and waited >= LATE_LETTER:
            self._held, self._late = "", False
            return [Piece("letters", "O")]
        if waited >= BROKEN_AFTER:
            self._held, self._late = "", False
        return []

    def _rest_of_one(self, data: str, now: float) -> bool:
        """Whether this is the rest of a sequence whose ESC was taken for the key Esc."""
        if now - self._escape_at > LATE:
            return False
        return data[0] == "[" or data == "O" or bool(_LATE_KEYS.match(data))

    def _sequence(self, data: str, pieces: list[Piece]) -> str:
        if self._late and data.startswith(ESC + "O") and len(data) > len(ESC + "O") and not _LATE_KEYS.match(data[1:]):
            self._late, self._escape_at = False, NEVER
            pieces.append(Piece("letters", "O"))  # a letter after all
            return data[2:]
        whole = _WHOLE.match(data)
        if whole is not None:
            self._late, self._escape_at = False, NEVER
            if whole.group() == PASTE_BEGINS:
                self._paste = []
            elif whole.group() != PASTE_ENDS and not whole.group()[1:].startswith(_TOLD):
                pieces.append(Piece("sequence", whole.group()))
            return data[whole.end() :]
        if _BEGUN.fullmatch(data):
            self._held = data
            return ""
        if data.startswith(ESC + ESC):
            pieces.append(Piece("escape", ESC))
            return data[1:]
        begun = _BEGUN.match(data)  # broken off by something else
        self._late, self._escape_at = False, NEVER
        return data[begun.end() if begun else 1 :]

    def _pasted(self, data: str, pieces: list[Piece]) -> str:
        assert self._paste is not None
        end = data.find(PASTE_ENDS)
        if end >= 0:
            pieces.append(Piece("paste", "".join(self._paste) + data[:end]))
            self._paste = None
            return data[end + len(PASTE_ENDS) :]
        begun = next(
            (n for n in range(min(len(PASTE_ENDS) - 1, len(data)), 0, -1) if PASTE_ENDS.startswith(data[-n:])), 0
        )
        self._paste.append(data[: len(data) - begun])
        self._held = data[len(data) - begun :]
        return ""
