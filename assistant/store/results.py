"""Results of practice on this device, in SQLite. Every answer is on disk before `answer` returns; nothing about a real person is in it.

Only days are kept, no times. A file that cannot be read is set aside, never deleted; a disk that fails is no damaged file. Each row has a
check sum: what no longer fits it is left out and named, and the rest works.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sqlite3
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.content.regular import read_regular
from assistant.store.database import Schema, opened, problem, told, transaction
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
        """
ALTER TABLE rounds ADD COLUMN proof TEXT NOT NULL DEFAULT '';
ALTER TABLE answers ADD COLUMN proof TEXT NOT NULL DEFAULT ''
""",
    )
)
_OF_ROUND = "uid, code, case_id, version, mode, started, committed, again_from, cues"
MOST_READ = 1 << 31
TRIES = 3
PAUSE = 0.05
_LOOK = (
    "SELECT name, value FROM settings LIMIT 0",
    "SELECT number, uid, code, case_id, version, mode, started, committed, again_from, cues, proof FROM rounds LIMIT 0",
    "SELECT round, key, value, proof FROM answers LIMIT 0",
)
"""Whether all columns are there: damage in the description of the tables shows only then."""


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
        self.hurt: set[str] = set()
        """The cases of rounds that are damaged, or of which an answer is; they are left out."""
        self._looked = False
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
        """The file; a damaged one is set aside first, and a new one begun.

        Damaged is what is so every time, of a file that can be read from its first byte to its last.
        """
        for attempt in range(TRIES):
            try:
                return self._opened()
            except (sqlite3.Error, UnicodeDecodeError) as error:  # the second: SQLite quotes what it cannot read
                found = _problem(error, self.path)
                if self.path is None or found.code not in ("damaged", "disk"):
                    raise found from error
                if attempt == TRIES - 1 and found.code == "disk":
                    raise found from error
                time.sleep(PAUSE)
        assert self.path is not None
        try:
            read_regular(self.path, MOST_READ)
        except OSError as error:
            raise StoreProblem("disk", path=str(self.path), reason=error.strerror or "?") from error
        self.set_aside = str(self._put_aside(self.path))
        with told(self.path):
            return self._opened()

    def _opened(self) -> sqlite3.Connection:
        db = opened(self.path, SCHEMA, self.patience, private=True, checked=True)
        db.text_factory = lambda data: data.decode("utf-8", "replace")  # one bad letter is one bad row
        try:
            for statement in _LOOK:
                db.execute(statement)
        except BaseException:
            db.close()
            raise
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
                with contextlib.suppress(FileNotFoundError):  # closing the file may have taken it away
                    os.replace(path.with_name(path.name + tail), aside.with_name(aside.name + tail))
        except OSError as error:
            raise StoreProblem("damaged", path=str(path), reason=error.strerror or "?") from error
        return aside

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
            row = (uid, record.code, record.case, record.version, record.mode, record.started)
            end = (record.again_from, json.dumps(dict(record.cues)))
            number = self._db.execute(
                "INSERT INTO rounds (uid, code, case_id, version, mode, started, again_from, cues, proof)"
                " VALUES (?,?,?,?,?,?,?,?,?)",
                (*row, *end, proof_of(*row, "", *end)),
            ).lastrowid
            self._db.executemany(
                "INSERT INTO answers VALUES (?,?,?,?)",
                [(number, key, value, proof_of(uid, key, value)) for key, value in record.answers.items()],
            )
        return replace(record, uid=uid, committed="")

    def answer(self, uid: str, key: str, value: str) -> None:
        """Keep one answer. Raises StoreProblem when the round was finished or removed elsewhere."""
        with self._write():
            number = self._open_round(uid)
            self._db.execute(
                "INSERT OR REPLACE INTO answers VALUES (?,?,?,?)", (number, key, value, proof_of(uid, key, value))
            )

    def commit(self, uid: str, day: str) -> None:
        """Finish a round."""
        with self._write():
            number = self._open_round(uid)
            row = self._db.execute(f"SELECT {_OF_ROUND} FROM rounds WHERE number = ?", (number,)).fetchone()
            answers = self._db.execute("SELECT count(*) FROM answers WHERE round = ?", (number,)).fetchone()[0]
            done = (*row[:6], day, *row[7:], answers)
            self._db.execute(
                "UPDATE rounds SET committed = ?, proof = ? WHERE number = ?", (day, proof_of(*done), number)
            )

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
                f"SELECT number, {_OF_ROUND}, proof FROM rounds WHERE {where}",
                values,
            ).fetchall()
            condition = where.partition(" ORDER")[0]
            answers: dict[int, list[tuple[str, str, str]]] = {row[0]: [] for row in rows}
            for number, key, value, proof in self._db.execute(
                f"SELECT round, key, value, proof FROM answers WHERE round IN (SELECT number FROM rounds WHERE {condition})",
                values,
            ):
                answers.setdefault(number, []).append((key, value, proof))
            if not self._looked:
                self._looked = True
                self._look_through()
        return tuple(record for row in rows if (record := self._sound(row, answers[row[0]])) is not None)

    def _look_through(self) -> None:
        """Note what is damaged so that no question finds it: a round under a code that nobody has, answers to no round."""
        counted = f"SELECT {_OF_ROUND}, proof, (SELECT count(*) FROM answers WHERE round = number) FROM rounds"
        for *written, proof, answers in self._db.execute(counted):
            if not _fits(proof, *((*written, answers) if written[6] else written)):
                self.hurt.add(str(written[2]))
        if self._db.execute("SELECT 1 FROM answers WHERE round NOT IN (SELECT number FROM rounds) LIMIT 1").fetchone():
            self.hurt.add("?")

    def _sound(self, row: Sequence[Any], answers: Sequence[tuple[str, str, str]]) -> Record | None:
        """A round as it was written; None when it is damaged. A damaged answer of a round under way is asked again."""
        _, *written, proof = row
        uid, case, committed = written[0], written[2], written[6]
        whole = {key: value for key, value, sum_ in answers if _fits(sum_, uid, key, value)}
        try:
            told = (*written, len(answers)) if committed else written
            if not _fits(proof, *told) or (committed and len(whole) < len(answers)):
                raise ValueError
            record = _record(written, whole)
        except (ValueError, TypeError, RecursionError):
            self.hurt.add(str(case))
            return None
        if len(whole) < len(answers):
            self.hurt.add(str(case))
        return record

    def forget(self, code: str) -> int:
        """Remove every round of a code; how many there were."""
        with self._write():
            inner = "SELECT number FROM rounds WHERE code = ?"
            self._db.execute(f"DELETE FROM answers WHERE round IN ({inner})", (code,))
            return self._db.execute("DELETE FROM rounds WHERE code = ?", (code,)).rowcount


def drawn() -> str:
    """A new code, drawn by lot. It says nothing about anyone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(2))


def _problem(error: Exception, path: Path | None) -> StoreProblem:
    if isinstance(error, sqlite3.Error):
        return problem(error, path)
    return StoreProblem("damaged", path=str(path), reason="")


def proof_of(*written: object) -> str:
    """The check sum of what stands in one row."""
    return hashlib.sha256(json.dumps(written, default=repr).encode()).hexdigest()[:16]


def _fits(proof: object, *written: object) -> bool:
    """Whether a row is what was written. One of a version before there were check sums has none: then its kinds must be right."""
    return proof == proof_of(*written) if proof else all(isinstance(each, str | int) for each in written)


def _record(row: Sequence[Any], answers: Mapping[str, str]) -> Record:
    uid, code, case, version, mode, started, committed, again_from, cues = row
    known = json.loads(cues)
    if not isinstance(known, dict):
        raise TypeError
    return Record(uid, code, case, version, mode, started, committed, again_from, known, answers)
