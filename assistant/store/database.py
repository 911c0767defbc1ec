"""One file of SQLite: opened, brought to the form that this program knows, its errors told. All that is kept in SQLite goes through here.

A file that a later version wrote is refused before anything is written to it; one of an earlier version is brought up in one transaction,
wholly or not at all.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
    path: Path | None,
    schema: Schema,
    patience: float,
    *,
    private: bool = False,
    checked: bool = False,
    brief: bool = False,
) -> sqlite3.Connection:
    """The file, ready for use; None is in memory only. Raises StoreProblem (`folder`, `newer`) and sqlite3.Error; then it is closed again.

    `patience` is for how many seconds to wait for another program that is writing. A `private` file is for its owner only, wiped where
    something is removed, and for several threads. A small file that is `checked` is looked through first. One that is opened `brief`, for
    one change or look at a time, has no log beside it: making and clearing that away each time costs ten times the change.
    """
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if private:
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
                path.chmod(0o600)
        except OSError as error:
            raise StoreProblem("folder", path=str(path.parent), reason=error.strerror or "?") from error
    db = sqlite3.connect(path or ":memory:", timeout=patience, isolation_level=None, check_same_thread=not private)
    try:
        _prepare(db, path, schema, private=private, checked=checked, brief=brief)
    except BaseException:
        db.close()
        raise
    return db


def opened_or_begun(
    path: Path, schema: Schema, patience: float, *, private: bool = False, brief: bool = False
) -> tuple[sqlite3.Connection, str]:
    """The file, ready for use and looked through, and the name under which a damaged one was put away first (empty when none was).

    Raises StoreProblem.
    """
    try:
        return opened(path, schema, patience, private=private, checked=True, brief=brief), ""
    except sqlite3.DatabaseError as error:
        if not damaged(error):
            raise problem(error, path) from error
    aside = _put_aside(path)
    with told(path):
        return opened(path, schema, patience, private=private, checked=True, brief=brief), str(aside)


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


def for_reading(path: Path) -> sqlite3.Connection:
    """The file as it stands, for reading only; nothing is made or changed. Raises sqlite3.Error.

    In a folder that may only be read, SQLite cannot lay the files beside it that writing needs: then it is read as one that nobody writes.
    """
    address = path.resolve().as_uri()
    db = sqlite3.connect(f"{address}?mode=ro", uri=True, isolation_level=None)
    try:
        _version(db)
    except sqlite3.OperationalError:
        db.close()
        db = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return db


def _prepare(
    db: sqlite3.Connection, path: Path | None, schema: Schema, *, private: bool, checked: bool, brief: bool
) -> None:
    found = _version(db)
    if found > schema.version:
        raise StoreProblem("newer", path=str(path))
    if checked and path is not None and path.stat().st_size < CHECKED_BELOW:
        looked = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if looked != "ok":
            raise sqlite3.DatabaseError(f"malformed: {looked}")
    db.execute("PRAGMA foreign_keys=ON")
    if found == schema.version and not _writable(db):
        return  # reading goes on; the first answer says that it cannot be kept
    db.execute(f"PRAGMA journal_mode={'TRUNCATE' if brief else 'WAL'}")
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
    }
    code = next((code for word, code in kinds.items() if word in reason), "")
    if not code:
        code = "damaged" if damaged(error) else "other"
    return StoreProblem(code, path=str(path), reason=reason)


def damaged(error: sqlite3.Error) -> bool:
    """Whether a file is no longer what was written."""
    reason = str(error)
    words = ("malformed", "not a database", "no such table", "no such column")
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
