"""Writing for a conversation that is kept: whole or not at all, for its owner only, one program at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path

from assistant.store.problems import StoreProblem

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def put(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write a file whole or not at all; on disk when this returns, with `sync`. Raises StoreProblem."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(handle, left) :]
            if sync:
                os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, path)
        if sync:
            sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise problem_of(error, path.parent) from error


def problem_of(error: OSError, path: Path) -> StoreProblem:
    """The sentence for what the system says about a file or folder."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StoreProblem("full")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StoreProblem("read_only", path=path)
    return StoreProblem("disk", path=path, reason=error.strerror or type(error).__name__)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lock(handle: int, patience: float) -> None:
    """Wait for the lock; it is only ever held for the time of a write. Raises StoreProblem when that takes too long."""
    until = time.monotonic() + patience
    while True:
        try:
            if sys.platform == "win32":
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > until:
                raise StoreProblem("busy") from None
            time.sleep(0.02)
        else:
            return
