"""Lines of text: where they come from and go to, and how wide they are."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from assistant.present.conversation import Choice

WIDTH = 78


def wrap(text: str, indent: str = "", first: str | None = None) -> list[str]:
    """The text in lines of at most WIDTH columns."""
    return textwrap.wrap(text, WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent)


def block(title: str, lines: Iterable[str]) -> list[str]:
    """A title and lines; nothing when there are no lines."""
    found = list(lines)
    return ["", title, *found] if found else []


def choice_lines(choices: Iterable[Choice], chosen: Collection[str] = (), told: str = "") -> list[str]:
    """Choices below each other, each behind the key that picks it; `told` stands behind those that are `chosen` already."""
    lines: list[str] = []
    for choice in choices:
        mark = f" ({told})" if choice.id in chosen else ""
        lines += wrap(f"{choice.label}{mark}", "    ", f"{choice.key:>2}  ")
    return lines


PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around pasted text (bracketed paste)."""


def whole_paste(line: str, read: Callable[[], str | None]) -> str:
    """The line, and when a paste of several lines begins in it, those too, up to its end or the end of the input; without the marks."""
    lines = [line]
    while lines[-1].rfind(PASTE_BEGINS) > lines[-1].rfind(PASTE_ENDS) or (
        len(lines) > 1 and PASTE_ENDS not in lines[-1]
    ):
        more = read()
        if more is None:
            break
        lines.append(more)
    return "\n".join(lines).replace(PASTE_BEGINS, "").replace(PASTE_ENDS, "")


@dataclass
class Line:
    """Where lines come from and go to. `read` gives None at the end of the input; `comes` waits so many seconds, and gives whether a
    line is there; `clear` empties what a terminal shows. Where lines come from a pipe there is nothing to wait for and to empty.
    """

    read: Callable[[str], str | None]
    write: Callable[[str], None]
    comes: Callable[[float], bool] = lambda seconds: True
    clear: Callable[[], None] = lambda: None

    def tell(self, *texts: str) -> None:
        """Write texts, wrapped."""
        for text in texts:
            self.write("\n".join(wrap(text)) if text else "")
