"""Writing a result to a file: complete or not at all, readable for its owner only, and never over another file by accident."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

_ODD = set('<>:"|?*') | {chr(code) for code in range(32)}


def file_for(typed: str, folder: Path) -> Path | None:
    """The file that was meant; None when that cannot be a file name. Gets `.md` when it has no ending."""
    name = typed.strip()
    if not name or set(name) & _ODD or name.endswith(("/", "\\")):
        return None
    path = Path(name).expanduser()
    path = path if path.suffix else path.with_name(path.name + ".md")
    return path if path.is_absolute() else folder / path


def write(path: Path, text: str, *, replace: bool) -> None:
    """Write `text` to `path`. Raises FileExistsError when it exists and may not be replaced; OSError when it cannot be written."""
    handle, temporary = tempfile.mkstemp(prefix=".note-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            Path(temporary).replace(path)
        else:
            _put(Path(temporary), path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)


def _put(temporary: Path, path: Path) -> None:
    """Give the file its name, unless that name is taken."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(str(path)) from None
        temporary.replace(path)
