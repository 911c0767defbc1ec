"""Leaving at once in lines: the screen empties first; what comes next ends it or brings it back."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.plain.commands import command_in
from assistant.plain.lines import Line

LEAVES_AFTER = 10.0
"""Seconds after which leaving at once goes on by itself."""


class Left(Exception):
    """Somebody left: the screen is empty, and nothing more is written on it."""


def asks_to_leave(typed: str) -> bool:
    """Whether a line is the command to leave at once."""
    return (command_in(typed.strip(), own_words=False) or ("",))[0] == "leave"


def leave(line: Line, language: Language) -> str:
    """Empty the screen at once. Gives the line that brings it back; raises Left after the command again, Enter, or ten seconds."""
    line.clear()
    line.tell(phrases(language, "hands")("plain.leave"))
    typed = line.read("> ") if line.comes(LEAVES_AFTER) else None
    if not (typed or "").strip() or asks_to_leave(str(typed)):
        line.clear()
        raise Left
    return str(typed)
