"""Opening a file that was just saved, with the program this device has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def opener() -> tuple[str, ...]:
    """The command that opens a file here; empty where there is no screen to open it on (ssh)."""
    if os.environ.get("SSH_CONNECTION"):
        return ()
    if sys.platform == "darwin":
        return ("open",)
    if os.name == "nt":
        return ("cmd", "/c", "start", "")
    has_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return ("xdg-open",) if has_screen and shutil.which("xdg-open") else ()


def open_file(path: Path) -> bool:
    """Open a file; gives whether that could be begun. What that program says does not come into this terminal."""
    command = opener()
    if not command or not path.is_file():
        return False
    try:
        subprocess.Popen(
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True
