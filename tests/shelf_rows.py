"""What is on a shelf, looked at and spoiled behind the back of the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assistant.store import kept
from assistant.store.kept import FOLDER, NAME


def there(home: Path) -> dict[str, bytes]:
    """What is kept, by name: every conversation as it stands, and every file beside them."""
    folder = home / FOLDER
    if not folder.is_dir():
        return {}
    beside = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith((".", NAME))}
    with closing(sqlite3.connect(folder / NAME)) as db:
        rows = (
            db.execute("SELECT * FROM conversations ORDER BY id").fetchall() if (folder / NAME).stat().st_size else []
        )
    return {**{str(row[0]): repr(row).encode() for row in rows}, **beside}


def spoil(home: Path, name: str) -> None:
    """Damage one conversation."""
    with closing(sqlite3.connect(home / FOLDER / NAME)) as db, db:
        db.execute("UPDATE conversations SET content = 'x' WHERE id = ?", (name,))


def refuse(patch: pytest.MonkeyPatch, reason: str) -> None:
    """From now on SQLite says `reason` to every change of what is kept."""

    def refusing(*_: object) -> None:
        raise sqlite3.OperationalError(reason)

    patch.setattr(kept, "put_row", refusing)
