"""What may be found nowhere afterwards, and looking for it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

SECRET = "Quintijn Wasserbergen bsn 111222333"
WORDS = (b"Quintijn", b"Wasserbergen", b"111222333")


def traces_in(folder: Path, words: Iterable[bytes] = WORDS) -> list[str]:
    """Every file below the folder that holds a secret word, in its name or its bytes."""
    wanted, found = tuple(words), []
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if any(word in data or word in os.fsencode(path.name) for word in wanted):
            found.append(str(path))
    return found
