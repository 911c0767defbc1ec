"""Write a file whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assistant.errors import AssistantError


class FileTaken(AssistantError):
    """There is already a file with that name."""


class FileNotWritten(AssistantError):
    """The file could not be written; the message says why."""


def write_file(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write `data` to `path` in one step. Raises FileTaken or FileNotWritten; an existing file is then untouched."""
    if path.exists() and not overwrite:
        raise FileTaken(str(path))
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if overwrite and path.exists():
            os.chmod(temporary, path.stat().st_mode & 0o7777)  # who may read a file that is written over stays the same
        _put(Path(temporary), path, overwrite=overwrite)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise FileNotWritten(error.strerror or str(error)) from error


def _put(temporary: Path, path: Path, *, overwrite: bool) -> None:
    """Give the file its name; a file that appeared there meanwhile is not replaced unasked."""
    if not overwrite:
        try:
            os.link(temporary, path)
            temporary.unlink()
            return
        except FileExistsError:
            temporary.unlink(missing_ok=True)
            raise FileTaken(str(path)) from None
        except OSError:  # a file system without hard links
            pass
    os.replace(temporary, path)
