"""The one way to open a file that somebody named, and to make a folder of one's own: regular files only, up to a size, tried again when a
disk falters. A pipe, a device or a folder is refused at once instead of waited for.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path

TRIES = 3
PAUSE = 0.05
"""Seconds between two tries: a network drive or a disk that wakes up needs a moment."""
PASSES = frozenset(
    {errno.EIO, errno.EAGAIN, errno.EINTR, errno.ENOMEM, errno.ETIMEDOUT, getattr(errno, "ESTALE", errno.EIO)}
)
"""What may be over a moment later."""


def read_regular(path: str | Path, limit: int) -> bytes:
    """The bytes of a regular file, at most one more than `limit`, so that its reader can see that it is too large. Raises OSError."""
    for attempt in range(TRIES):
        try:
            return _read(path, limit)
        except OSError as error:
            if error.errno not in PASSES or attempt == TRIES - 1:
                raise
            time.sleep(PAUSE)
        except ValueError as error:  # a zero byte in the name
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL)) from error
    raise AssertionError  # pragma: no cover - the last try returns or raises


def _read(path: str | Path, limit: int) -> bytes:
    # Without waiting: opening a pipe that nobody writes to would never come back.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        kind = os.fstat(handle).st_mode
        if stat.S_ISDIR(kind):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, "not a regular file")
        parts: list[bytes] = []
        left = limit + 1
        while left and (part := os.read(handle, min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner only. Raises OSError."""
    missing: list[Path] = []
    while not folder.is_dir() and folder.parent != folder:
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
