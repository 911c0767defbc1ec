"""Names of files as every system takes them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

ENDINGS = (".pdf", ".txt", ".html", ".htm", ".md", ".json")
"""Endings that say in which form a file is: another form needs another ending."""
MOST_BYTES = 200
_ODD = set('<>:"|?*\\')
_TAKEN = {"con", "prn", "aux", "nul", *(f"{kind}{number}" for kind in ("com", "lpt") for number in range(1, 10))}
"""Names that Windows keeps for itself."""


def file_for(typed: str, folder: Path, suffix: str, *, kept: Collection[str] = ()) -> Path | None:
    """The file that was meant, in `folder` unless a folder was typed; None when there is nothing to make a name of.

    Signs that some system does not take become dashes. The ending is `suffix`, whatever form the name spoke of; one of `kept` may stay.
    """
    name = typed.strip()
    if not name or name.endswith(("/", "\\")):
        return None
    head, slash, last = name.rpartition("/")
    cleaned = clean(last)
    if not cleaned:
        return None
    ending = Path(cleaned).suffix.lower()
    if ending not in {suffix, *kept}:
        cleaned = (cleaned[: -len(ending)] if ending in ENDINGS else cleaned) + suffix
    path = Path(_shown(head + slash)).expanduser() / _short(cleaned)
    return path if path.is_absolute() else folder / path


def clean(name: str) -> str:
    """A name without what some system does not take."""
    kept = "".join("-" if sign in _ODD else sign if sign.isprintable() else " " for sign in name)
    kept = " ".join(kept.split()).strip(" .-")
    return f"_{kept}" if kept.partition(".")[0].casefold() in _TAKEN else kept


def _shown(folder: str) -> str:
    return "".join(sign for sign in folder if sign.isprintable())


def _short(name: str) -> str:
    """At most so long as a file system takes; the ending stays."""
    stem, dot, ending = name.rpartition(".")
    while len(name.encode()) > MOST_BYTES and len(stem) > 1:
        stem = stem[:-1]
        name = f"{stem}{dot}{ending}"
    return name
