"""Files in the cache folder: what was worked out before, beside the fingerprint of it. Never needed, and never trusted blindly.

A file that is damaged, changed, or could have been written by somebody else is not used. It is read in one go, and nothing is read
from it again once its fingerprint was checked; it is written under another name and then put in place. So several starts of the
program at the same moment, and whoever puts something else there meanwhile, change nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from assistant.content.regular import private_folder

MAGIC = "assistant-pack-3"
MAX_KEPT = {"pack": 8, "program": 8, "words": 40}


def write(folder: Path, name: str, body: bytes) -> None:
    """Keep `body` under a name that begins with one of MAX_KEPT. Does nothing when that is not possible: the cache is a convenience."""
    import tempfile  # costs more than all of reading

    head = f"{MAGIC} {hashlib.sha256(body).hexdigest()}\n".encode()
    try:
        private_folder(folder)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".pack-", suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(head + body)
        os.replace(temporary, folder / name)
        _forget_old(folder, name.partition("-")[0])
    except OSError:
        return


def read(folder: Path, name: str) -> bytes | None:
    """What is kept under a name; None when there is nothing that can be trusted."""
    try:
        with (folder / name).open("rb") as stream:
            info = os.fstat(stream.fileno())
            if hasattr(os, "getuid") and (info.st_uid != os.getuid() or info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
                return None
            head = stream.readline(200).decode("ascii", "replace").split()
            body = stream.read()
    except (OSError, ValueError):
        return None
    return body if head == [MAGIC, hashlib.sha256(body).hexdigest()] else None


def _forget_old(folder: Path, kind: str) -> None:
    found = sorted(folder.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[MAX_KEPT[kind] :]:
        path.unlink(missing_ok=True)
