"""Small things that this device remembers of how one likes to work: a word each, in the home folder. Never anything of a conversation."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from pathlib import Path

from assistant.content.regular import private_folder, read_regular

MOST_BYTES = 40


def remember(home: Path, name: str, word: str = "") -> None:
    """Write a word down under a name; where that cannot be, it is simply not remembered."""
    with contextlib.suppress(OSError):
        private_folder(home)
        path = home / name
        path.touch(mode=0o600)
        path.write_text(word, encoding="utf-8")


def remembered(home: Path, name: str, words: Collection[str]) -> str:
    """The word under a name, when it is one of `words`; else empty."""
    try:
        word = read_regular(home / name, MOST_BYTES).decode("ascii", "replace").strip()
    except OSError:
        return ""
    return word if word in words else ""
