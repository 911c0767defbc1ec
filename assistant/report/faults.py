"""A report of a fault in the program: where it broke, with which version. Never a value, a message or a line that may hold an answer."""

from __future__ import annotations

import contextlib
import os
import platform
import traceback
from pathlib import Path

from assistant import __version__
from assistant.content.regular import private_folder

FOLDER = "faults"
MOST_FILES = 20
_PARTS = ("site-packages", "dist-packages", "lib")


def fault_text(error: BaseException, command: str, day: str) -> str:
    """The report: versions, the command, and per exception its type and the places it went through."""
    lines = [
        "Fault report of the assistant. It holds no answers: only places in the program.",
        f"version {__version__}",
        f"python {platform.python_version()} on {platform.system()}",
        f"day {day}",
        f"command {command}",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        kind = type(current)
        lines += ["", f"{kind.__module__}.{kind.__qualname__}"]
        for frame, number in traceback.walk_tb(current.__traceback__):
            lines.append(f"  {_place(frame.f_code.co_filename)}:{number} {frame.f_code.co_name}")
        current = current.__cause__ or current.__context__
    return "\n".join([*lines, ""])


def places(error: BaseException) -> tuple[object, ...]:
    """What makes a fault the same as another: its kind and where it broke."""
    went = [(frame.f_code.co_filename, number) for frame, number in traceback.walk_tb(error.__traceback__)]
    return (type(error), *went)


def _place(file: str) -> str:
    """A file of this program or of a library, without the folders of this machine."""
    parts = Path(file).parts
    for anchor in ("assistant", *_PARTS):
        if anchor in parts:
            place = len(parts) - 1 - parts[::-1].index(anchor)
            return "/".join(parts[place if anchor == "assistant" else place + 1 :])
    return Path(file).name


def write_fault(home: Path, error: BaseException, command: str, day: str) -> Path | None:
    """Write the report for its owner only; None when that cannot be done. Keeps the latest reports and lets older ones go."""
    folder = home / FOLDER
    with contextlib.suppress(OSError):
        private_folder(folder)
        old = sorted(folder.glob("fault-*.txt"), key=lambda path: path.stat().st_mtime)
        for path in old[: max(0, len(old) - MOST_FILES + 1)]:
            path.unlink(missing_ok=True)
        for number in range(1, 1000):
            path = folder / f"fault-{day}-{number}.txt"
            try:
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(fault_text(error, command, day))
            return path
    return None
