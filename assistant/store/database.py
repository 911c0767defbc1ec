"""One file of SQLite: opened, brought to the form that this program knows, its errors told. All that is kept in SQLite goes through here.

A file that a later version wrote is refused before anything is written to it; one of an earlier version is brought up in one transaction,
wholly or not at all.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.content.regular import private_folder
from assistant.store.problems import StoreProblem

CHECKED_BELOW = 8_000_000
"""Bytes of a file that is looked through when it is opened; a larger one would keep somebody waiting."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The form of a file. Each of its `steps`, statements with `;` and a line end between them, brings it to the next version; the first
    makes its tables. A step that was ever in use is never changed: another form is one step more.
    """

    steps: tuple[str, ...]

    @property
    def version(self) -> int:
        """The version that this program knows; kept in the file as `user_version`."""
        return len(self.steps)


def opened(
    path: Path | None, schema: Schema, patience: float, *, private: bool = False, checked: bool = False
) -> sqlite3.Connection:
    """The file, ready for use; None is in memory only. Raises StoreProblem (`folder`, `newer`) and sqlite3.Error; then it is closed again.

    `patience` is for how many seconds to wait for another program that is writing. A file is for its owner only. A `private` one is also
    wiped where something is removed, and for several threads. A small file that is `checked` is looked through first.
    """
    if path is not None:
        _for_its_owner(path)
    db = sqlite3.connect(path or ":memory:", timeout=patience, isolation_level=None, check_same_thread=not private)
    try:
        _prepare(db, path, schema, private=private, checked=checked)
    except BaseException:
        db.close()
        raise
    return db


def _for_its_owner(path: Path) -> None:
    """Make the file and its folder when they are not there, and see to it that nobody else reads it. Raises StoreProblem."""
    try:
        private_folder(path.parent)
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        elif path.is_file() and path.stat().st_mode & 0o077:
            with contextlib.suppress(PermissionError):  # of somebody else, or on a disk that is only read
                path.chmod(0o600)
    except OSError as error:
        if error.errno == errno.EROFS:
            return  # what is there can be read
        raise StoreProblem("folder", path=str(path.parent), reason=error.strerror or "?") from error
    if not path.is_file():
        raise StoreProblem("unreadable", path=str(path))


def _prepare(db: sqlite3.Connection, path: Path | None, schema: Schema, *, private: bool, checked: bool) -> None:
    found = _version(db)
    if found > schema.version:
        raise StoreProblem("newer", path=str(path))
    if checked and path is not None and path.stat().st_size < CHECKED_BELOW:
        looked = _looked(db)
        if "index" in looked and _writable(db):  # what is written twice can be made anew from the rows
            db.execute("REINDEX")
            looked = _looked(db)
        code = re.search(r"error code (?:= )?(\d+)", looked.replace("code=", "code = "))
        if code and int(code[1]) & 0xFF != sqlite3.SQLITE_CORRUPT:  # it could not look: the disk, or memory
            raise sqlite3.OperationalError(f"disk I/O error: {looked}")
        if looked != "ok":
            raise sqlite3.DatabaseError(f"malformed: {looked}")
    db.execute("PRAGMA foreign_keys=ON")
    if found == schema.version and not _writable(db):
        return  # reading goes on; the first answer says that it cannot be kept
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    if private:
        db.execute("PRAGMA secure_delete=ON")
    if found < schema.version:
        _bring_up(db, schema)


def _bring_up(db: sqlite3.Connection, schema: Schema) -> None:
    """Every step that the file lacks, in one transaction. Another program may have done it meanwhile."""
    with transaction(db):
        for step in schema.steps[_version(db) :]:
            for statement in step.strip().rstrip(";").split(";\n"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version={schema.version}")


def _looked(db: sqlite3.Connection) -> str:
    return str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(db: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """One change that is wholly on disk when this ends, or not at all."""
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


# ---------------------------------------------------------------- what can be wrong


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turn errors of SQLite into a StoreProblem."""
    try:
        yield
    except sqlite3.Error as error:
        raise problem(error, path) from error


def problem(error: sqlite3.Error, path: Path | None) -> StoreProblem:
    """The kind of problem behind an error of SQLite."""
    reason = str(error)
    kinds = {
        "locked": "busy",
        "busy": "busy",
        "full": "full",
        "readonly": "read_only",
        "unable to open": "unreadable",
        "disk I/O": "disk",
        "out of memory": "disk",
    }
    code = next((code for word, code in kinds.items() if word in reason), "")
    if not code:
        code = "damaged" if damaged(error) else "other"
    return StoreProblem(code, path=str(path), reason=reason)


def damaged(error: sqlite3.Error) -> bool:
    """Whether a file is no longer what was written."""
    reason = str(error)
    words = ("malformed", "not a database", "unsupported file format", "no such table", "no such column")
    return isinstance(error, sqlite3.DatabaseError) and any(word in reason for word in words)


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
