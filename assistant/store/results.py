"""Results of practice on this device, in SQLite. Every answer is on disk before `answer` returns; nothing about a real person is in it.

Only days are kept, no times. A file that cannot be read is set aside, never deleted.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.store.database import Schema, opened, opened_or_begun, told, transaction
from assistant.store.problems import StoreProblem

NAME = "practice.sqlite3"
BUSY_SECONDS = 3.0
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SCHEMA = Schema(
    (
        """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rounds (
    number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL, case_id TEXT NOT NULL, version TEXT NOT NULL,
    mode TEXT NOT NULL, started TEXT NOT NULL, committed TEXT NOT NULL DEFAULT '', again_from TEXT NOT NULL DEFAULT '',
    cues TEXT NOT NULL);
CREATE TABLE answers (
    round INTEGER NOT NULL REFERENCES rounds(number), key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (round, key)) WITHOUT ROWID;
CREATE INDEX rounds_of ON rounds (code, committed)
""",
    )
)


@dataclass(frozen=True)
class Record:
    """One round as it is kept."""

    uid: str
    code: str
    case: str
    version: str
    mode: str
    started: str
    committed: str = ""
    again_from: str = ""
    cues: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


class Results:
    """The results in one folder. Use as a context manager. `set_aside` names a damaged file that was put away on opening."""

    def __init__(self, folder: Path | None, patience: float | None = None) -> None:
        """Opens (and makes) the file in `folder`; None keeps everything in memory only. Raises StoreProblem.

        `patience`: for how many seconds to wait for another window that is writing; BUSY_SECONDS unless said.
        """
        self.path = folder / NAME if folder is not None else None
        self.patience = BUSY_SECONDS if patience is None else patience
        self.set_aside = ""
        self._db = self._open()

    def __enter__(self) -> Results:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # ------------------------------------------------------------ opening

    def _open(self) -> sqlite3.Connection:
        """The file; a damaged one is set aside first, and a new one begun."""
        if self.path is None:
            with told(None):
                return opened(None, SCHEMA, self.patience)
        db, self.set_aside = opened_or_begun(self.path, SCHEMA, self.patience)
        return db

    @contextmanager
    def _write(self) -> Iterator[None]:
        """One change that is wholly on disk when this ends, or not at all."""
        with told(self.path), transaction(self._db):
            yield

    # ------------------------------------------------------------ codes

    def code(self) -> str:
        """The pseudonym of this device: drawn by lot the first time, then the same. It says nothing about anyone."""
        with told(self.path):
            row = self._db.execute("SELECT value FROM settings WHERE name = 'code'").fetchone()
        if row:
            return str(row[0])
        with self._write():
            self._db.execute("INSERT OR IGNORE INTO settings VALUES ('code', ?)", (drawn(),))
            row = self._db.execute("SELECT value FROM settings WHERE name = 'code'").fetchone()
        return str(row[0])

    def use(self, code: str) -> None:
        """From now on this is the code of the device."""
        with self._write():
            self._db.execute("INSERT OR REPLACE INTO settings VALUES ('code', ?)", (code,))

    def codes(self) -> tuple[str, ...]:
        """Every code with rounds on this device, in the order of the alphabet."""
        with told(self.path):
            return tuple(str(row[0]) for row in self._db.execute("SELECT DISTINCT code FROM rounds ORDER BY code"))

    # ------------------------------------------------------------ rounds

    def begin(self, record: Record) -> Record:
        """Keep a new round, with the answers it already has. It gets a uid when it has none."""
        uid = record.uid or uuid.uuid4().hex
        with self._write():
            row = (uid, record.code, record.case, record.version, record.mode, record.started, record.again_from)
            number = self._db.execute(
                "INSERT INTO rounds (uid, code, case_id, version, mode, started, again_from, cues) VALUES (?,?,?,?,?,?,?,?)",
                (*row, json.dumps(dict(record.cues))),
            ).lastrowid
            self._db.executemany(
                "INSERT INTO answers VALUES (?,?,?)", [(number, key, value) for key, value in record.answers.items()]
            )
        return replace(record, uid=uid, committed="")

    def answer(self, uid: str, key: str, value: str) -> None:
        """Keep one answer. Raises StoreProblem when the round was finished or removed elsewhere."""
        with self._write():
            number = self._open_round(uid)
            self._db.execute("INSERT OR REPLACE INTO answers VALUES (?,?,?)", (number, key, value))

    def commit(self, uid: str, day: str) -> None:
        """Finish a round."""
        with self._write():
            self._db.execute("UPDATE rounds SET committed = ? WHERE number = ?", (day, self._open_round(uid)))

    def _open_round(self, uid: str) -> int:
        row = self._db.execute("SELECT number, committed FROM rounds WHERE uid = ?", (uid,)).fetchone()
        if row is None:
            raise StoreProblem("gone")
        if row[1]:
            raise StoreProblem("finished")
        return int(row[0])

    def unfinished(self, code: str) -> tuple[Record, ...]:
        """The rounds that were begun and not finished, the last one first."""
        return self._records("code = ? AND committed = '' ORDER BY number DESC", (code,))

    def finished(self, code: str) -> tuple[Record, ...]:
        """The finished rounds, in the order in which they were begun."""
        return self._records("code = ? AND committed <> '' ORDER BY number", (code,))

    def find(self, uid: str) -> Record | None:
        """One round."""
        return next(iter(self._records("uid = ?", (uid,))), None)

    def _records(self, where: str, values: tuple[str, ...]) -> tuple[Record, ...]:
        with told(self.path):
            rows = self._db.execute(
                "SELECT number, uid, code, case_id, version, mode, started, committed, again_from, cues FROM rounds"
                f" WHERE {where}",
                values,
            ).fetchall()
            condition = where.partition(" ORDER")[0]
            answers: dict[int, dict[str, str]] = {row[0]: {} for row in rows}
            for number, key, value in self._db.execute(
                f"SELECT round, key, value FROM answers WHERE round IN (SELECT number FROM rounds WHERE {condition})",
                values,
            ):
                answers.setdefault(number, {})[key] = value
        return tuple(_record(row, answers[row[0]]) for row in rows)

    def forget(self, code: str) -> int:
        """Remove every round of a code; how many there were."""
        with self._write():
            inner = "SELECT number FROM rounds WHERE code = ?"
            self._db.execute(f"DELETE FROM answers WHERE round IN ({inner})", (code,))
            return self._db.execute("DELETE FROM rounds WHERE code = ?", (code,)).rowcount


def drawn() -> str:
    """A new code, drawn by lot. It says nothing about anyone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(2))


def _record(row: Sequence[Any], answers: Mapping[str, str]) -> Record:
    _, uid, code, case, version, mode, started, committed, again_from, cues = row
    return Record(uid, code, case, version, mode, started, committed, again_from, json.loads(cues), answers)
