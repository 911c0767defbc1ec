"""Helpers for the conversation line by line: a user at a keyboard who answers by the digits on screen."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tui_walk import AS_OF

from assistant.dialogue.guide import Guide
from assistant.plain.lines import Line
from assistant.plain.talk import PlainTalk
from assistant.store.kept import Shelf

# What the user of the model conversation types.
LINES = ("2", "6", "2", "3", "", "4", "0", "1 1 1", "1 4", "1", "1", "3", "3 4 6", "2", "2", "1")
SECRET = "zeer geheim"


def hold(
    guide: Guide, typed: Iterable[str], home: Path, *, language: str = "nl", today: str = AS_OF, secret: str = SECRET
) -> tuple[PlainTalk, str]:
    """Type these lines, then let the input end. Gives the conversation and everything that was written."""
    lines, written = iter(typed), list[str]()

    def read(prompt: str) -> str | None:
        written.append(prompt)
        return next(lines, None)

    talk = PlainTalk(
        guide,
        "self_check",
        today,
        Line(read, lambda text: written.append(text + "\n")),
        language,  # type: ignore[arg-type]
        Shelf(home, today),
        lambda prompt: secret,
    )
    talk.run()
    return talk, "".join(written)
