"""Results of practice on this device, in SQLite. Every answer is on disk before `answer` returns; nothing about a real person is in it.

Only days are kept, no times. A file that cannot be read is set aside, never deleted.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError

NAME = "practice.sqlite3"
VERSION = 1
BUSY_SECONDS = 3.0
CHECKED_BELOW = 8_000_000
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rounds (
    number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL, case_id TEXT NOT NULL, version TEXT NOT NULL,
    mode TEXT NOT NULL, started TEXT NOT NULL, committed TEXT NOT NULL DEFAULT '', again_from TEXT NOT NULL DEFAULT '',
    cues TEXT NOT NULL);
CREATE TABLE answers (
    round INTEGER NOT NULL REFERENCES rounds(number), key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (round, key)) WITHOUT ROWID;
CREATE INDEX rounds_of ON rounds (code, committed);
"""


class StoreProblem(AssistantError):
    """Something is the matter with what is kept. `code` names the sentence, `values` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


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
        if self.path is None:
            return self._prepared(sqlite3.connect(":memory:", isolation_level=None))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreProblem("folder", path=str(self.path.parent), reason=error.strerror or "?") from error
        try:
            return self._connected(self.path)
        except sqlite3.DatabaseError as error:
            if not _damaged(error):
                raise _problem(error, self.path) from error
        self.set_aside = str(self._put_aside(self.path))
        with told(self.path):
            return self._connected(self.path)

    def _connected(self, path: Path) -> sqlite3.Connection:
        """The opened file. On anything that is wrong with it the connection is closed again."""
        db = sqlite3.connect(path, timeout=self.patience, isolation_level=None)
        try:
            return self._prepared(db)
        except BaseException:
            db.close()
            raise

    def _prepared(self, db: sqlite3.Connection) -> sqlite3.Connection:
        found = int(db.execute("PRAGMA user_version").fetchone()[0])
        if found > VERSION:
            raise StoreProblem("newer", path=str(self.path))
        if self.path is not None and self.path.stat().st_size < CHECKED_BELOW:
            told = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            if told != "ok":
                raise sqlite3.DatabaseError(f"malformed: {told}")
        db.execute("PRAGMA foreign_keys=ON")
        if found == VERSION and not _writable(db):
            return db  # reading goes on; the first answer says that it cannot be kept
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        if found == 0:
            db.execute("BEGIN IMMEDIATE")
            if int(db.execute("PRAGMA user_version").fetchone()[0]) == 0:
                for statement in _TABLES.strip().split(";\n"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version={VERSION}")
            db.execute("COMMIT")
        return db

    @staticmethod
    def _put_aside(path: Path) -> Path:
        """Rename a damaged file, with what belongs to it, to a name that is free."""
        number = 1
        while (aside := path.with_name(f"{path.stem}-damaged-{number}{path.suffix}")).exists():
            number += 1
        try:
            os.replace(path, aside)
            for tail in ("-wal", "-shm"):
                if (beside := path.with_name(path.name + tail)).exists():
                    os.replace(beside, aside.with_name(aside.name + tail))
        except OSError as error:
            raise StoreProblem("damaged", path=str(path), reason=error.strerror or "?") from error
        return aside

    @contextmanager
    def _write(self) -> Iterator[None]:
        """One change that is wholly on disk when this ends, or not at all."""
        with told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

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


def _writable(db: sqlite3.Connection) -> bool:
    """Whether the file can be written to."""
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "readonly" in str(error):
            return False
        raise
    return True


def _damaged(error: sqlite3.DatabaseError) -> bool:
    told = str(error)
    return "malformed" in told or "not a database" in told or "no such table" in told or "no such column" in told


def _problem(error: sqlite3.Error, path: Path | None) -> StoreProblem:
    """The kind of problem behind an error of SQLite."""
    told = str(error)
    kinds = {
        "locked": "busy",
        "busy": "busy",
        "full": "full",
        "readonly": "read_only",
        "unable to open": "unreadable",
        "disk I/O": "disk",
    }
    code = next((code for word, code in kinds.items() if word in told), "")
    if not code:
        code = "damaged" if isinstance(error, sqlite3.DatabaseError) and _damaged(error) else "other"
    return StoreProblem(code, path=str(path), reason=told)


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turn errors of SQLite into a StoreProblem."""
    try:
        yield
    except sqlite3.Error as error:
        raise _problem(error, path) from error
