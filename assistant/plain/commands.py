"""The commands of a conversation in lines, and which line is one."""

from __future__ import annotations

from assistant.language.typed import COMMANDS as COMMANDS
from assistant.plain.keeping import says_how_long

_TAKES = {"why", "change", "save", "keep", "resume", "lookup", "plan"}


def command_in(typed: str, *, own_words: bool) -> tuple[str, str] | None:
    """The name of the command in a line and what follows it; None when it is an answer, or `own_words` that begin with a command."""
    head, _, rest = typed.partition(" ")
    name = next((name for name, words in COMMANDS.items() if head.lower() in words), "")
    if name == "danger" and rest.isdecimal():  # with one's work: the lines for that
        return name, rest.strip()
    if not name or (rest and name not in _TAKES):
        return None
    if rest and own_words and not (name == "keep" and says_how_long(rest)):
        return None
    return name, rest.strip()
