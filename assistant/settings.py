"""What the surroundings decide: the clock, the home folder, the language. The only module that looks at them."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from types import ModuleType

from assistant.content.model import Language


def today() -> str:
    """The date of today, `2026-11-24`; the environment variable ASSISTANT_TODAY overrides it (for tests and demonstrations)."""
    return os.environ.get("ASSISTANT_TODAY") or datetime.date.today().isoformat()


def _platform() -> ModuleType:
    import platformdirs  # 3 ms: only where no folder is named

    return platformdirs


def home() -> Path:
    """Where things are kept: ASSISTANT_HOME, else the data folder of the platform. Not created here."""
    override = os.environ.get("ASSISTANT_HOME")
    if override:
        return Path(override)
    return Path(_platform().user_data_dir("trigger-assistant", appauthor=False))


def documents() -> Path:
    """Where files go that the user saves: the folder for documents, else the home of the user; or ASSISTANT_DOCUMENTS."""
    override = os.environ.get("ASSISTANT_DOCUMENTS")
    if override:
        return Path(override).absolute()
    folder = Path(_platform().user_documents_path())
    return folder if folder.is_dir() else Path.home()


def cache() -> Path:
    """Where checked packs are kept so that they open fast; content only, never anything of a conversation. Not created here.

    ASSISTANT_CACHE overrides it.
    """
    if os.environ.get("ASSISTANT_CACHE"):
        return Path(os.environ["ASSISTANT_CACHE"])
    if os.environ.get("ASSISTANT_HOME"):
        return home() / "cache"
    return Path(_platform().user_cache_dir("trigger-assistant", appauthor=False))


def web_key() -> bytes:
    """The key of the server of pages: 64 hexadecimal digits in ASSISTANT_WEB_KEY; empty when there is none, or when it is no such key."""
    try:
        key = bytes.fromhex(os.environ.get("ASSISTANT_WEB_KEY", ""))
    except ValueError:
        return b""
    return key if len(key) == 32 else b""


def language() -> Language:
    """Dutch, unless ASSISTANT_LANG or the locale clearly says English."""
    wish = os.environ.get("ASSISTANT_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "nl"
    return "en" if wish.lower().startswith("en") and "ASSISTANT_LANG" in os.environ else "nl"


def no_color() -> bool:
    """Whether the user asked for no colour at all (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def terminal_is_simple() -> bool:
    """Whether the terminal says that it cannot place a cursor: then there are only lines."""
    return os.environ.get("TERM", "") in ("dumb", "unknown")


def has_screen() -> bool:
    """Whether somebody types and reads at a terminal on which screens can be drawn."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not terminal_is_simple()
