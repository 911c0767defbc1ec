"""Kept conversations as rows of SQLite: one row each, with its fingerprint, and beside it the days that passed. Whoever calls has begun a
transaction where something is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from assistant.store.database import Schema
from assistant.store.days import known_day
from assistant.store.kept_file import Unreadable, compact, sound

SCHEMA = Schema(
    (
        """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, form INTEGER NOT NULL, kept_on TEXT NOT NULL, expires TEXT NOT NULL, revision INTEGER NOT NULL,
    writer TEXT NOT NULL, part TEXT NOT NULL, content TEXT NOT NULL, fingerprint TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE days (id TEXT PRIMARY KEY, latest TEXT NOT NULL, clock TEXT NOT NULL) WITHOUT ROWID
""",
    )
)
"""`part` says what `content` is: `body`, the answers, or `sealed`, the same behind a passphrase."""
_NAMES = ("id", "kept", "kept_on", "expires", "revision", "writer")
_COLUMNS = "id, form, kept_on, expires, revision, writer, part, content, fingerprint"
Days = Mapping[str, tuple[str, str]]
"""By conversation the latest day that passed, and the day that the clock last showed."""


def put_row(db: sqlite3.Connection, data: Mapping[str, Any]) -> None:
    """Write the data of one conversation, in the place of what was there."""
    part = "body" if "body" in data else "sealed"
    row = [*(data[name] for name in _NAMES), part, compact(data[part]).decode(), data["check"]]
    db.execute(f"INSERT OR REPLACE INTO conversations ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)", row)


def row_of(db: sqlite3.Connection, name: str) -> dict[str, Any] | None:
    """The data of one conversation; None when there is none. Raises Unreadable."""
    row = db.execute(f"SELECT {_COLUMNS} FROM conversations WHERE id = ?", (name,)).fetchone()
    return None if row is None else _data(row)


def raw_row(db: sqlite3.Connection, name: str) -> bytes:
    """Everything in a row, sound or not: for whoever wants to look at a damaged one."""
    row = db.execute(f"SELECT {_COLUMNS} FROM conversations WHERE id = ?", (name,)).fetchone()
    return compact(dict(zip(_COLUMNS.split(", "), map(str, row), strict=True)))


def names_in(db: sqlite3.Connection) -> list[str]:
    """The names of all conversations, sorted."""
    return [str(row[0]) for row in db.execute("SELECT id FROM conversations ORDER BY id")]


def remove_row(db: sqlite3.Connection, name: str) -> bool:
    """Remove a conversation and its days; whether there was one."""
    db.execute("DELETE FROM days WHERE id = ?", (name,))
    return db.execute("DELETE FROM conversations WHERE id = ?", (name,)).rowcount > 0


def days_in(db: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """The days of all conversations."""
    return {
        str(name): (known_day(latest), known_day(clock)) for name, latest, clock in db.execute("SELECT * FROM days")
    }


def put_days(db: sqlite3.Connection, days: Days, *, known: bool = True) -> None:
    """Write days. Without `known`, only of conversations of which none are written yet."""
    instead = "REPLACE" if known else "IGNORE"
    rows = [(name, latest, clock) for name, (latest, clock) in days.items()]
    db.executemany(f"INSERT OR {instead} INTO days VALUES (?,?,?)", rows)


def _data(row: tuple[Any, ...]) -> dict[str, Any]:
    *head, part, content, fingerprint = row
    try:
        data = {**dict(zip(_NAMES, head, strict=True)), part: json.loads(content), "check": fingerprint}
    except (ValueError, TypeError, RecursionError):
        raise Unreadable from None
    return sound(data, str(row[0]))
