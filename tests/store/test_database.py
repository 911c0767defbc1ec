"""A file of SQLite of whatever version: refused untouched, brought up wholly or not at all, whole whenever the program is killed."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from pathlib import Path

import pytest

from assistant.store import database
from assistant.store.database import Schema, opened, transaction
from assistant.store.problems import StoreProblem
from assistant.store.results import SCHEMA as RESULTS
from assistant.store.rooms_sqlite import SCHEMA as ROOMS

FIRST = "CREATE TABLE said (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
SECOND = """
CREATE TABLE told (key TEXT PRIMARY KEY, value TEXT NOT NULL, day TEXT NOT NULL);
INSERT INTO told SELECT key, value, '' FROM said;
DROP TABLE said;
"""
OLD, NEW = Schema((FIRST,)), Schema((FIRST, SECOND))
ROWS = [(f"mark.{number}", "yes 80") for number in range(40)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of the first version with rows in it."""
    path = tmp_path / "kept.sqlite3"
    db = opened(path, OLD, 0.1)
    with transaction(db):
        db.executemany("INSERT INTO said VALUES (?,?)", ROWS)
    db.close()
    return path


def tables(db: sqlite3.Connection) -> set[str]:
    return {str(row[0]) for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_an_earlier_version_is_brought_up_with_all_its_rows(file: Path) -> None:
    db = opened(file, NEW, 0.1)
    assert tables(db) == {"told"}
    assert db.execute("SELECT key, value FROM told ORDER BY rowid").fetchall() == ROWS
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    db.close()
    with pytest.raises(StoreProblem, match="newer"):
        opened(file, OLD, 0.1)


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("schema", [RESULTS, ROOMS, OLD])
def test_a_later_version_is_refused_and_stays_as_it_is(tmp_path: Path, schema: Schema, private: bool) -> None:
    path = tmp_path / "kept.sqlite3"
    opened(path, schema, 0.1, private=private).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version={schema.version + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreProblem, match="newer"):
        opened(path, schema, 0.1, private=private)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_step_that_cannot_be_made_changes_nothing(file: Path) -> None:
    broken = Schema((FIRST, f"{SECOND}INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(sqlite3.OperationalError):
        opened(file, broken, 0.1)
    db = opened(file, OLD, 0.1)
    assert db.execute("SELECT * FROM said ORDER BY rowid").fetchall() == ROWS
    db.close()


def _killed(path: str, statements: int) -> None:
    """In a process of its own: open the file, and be gone before this many statements were carried out."""
    real = sqlite3.connect

    def connect(*arguments: object, **named: object) -> sqlite3.Connection:
        db = real(*arguments, **named)  # type: ignore[call-overload]
        left = [statements]

        def traced(_: str) -> None:
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)

        db.set_trace_callback(traced)
        return db

    database.sqlite3.connect = connect  # type: ignore[assignment]
    opened(Path(path), NEW, 0.1)
    os._exit(0)


@pytest.mark.skipif(os.name == "nt", reason="no fork on Windows")
def test_whenever_it_is_killed_the_file_is_the_old_one_or_the_new_one(file: Path) -> None:
    whole, seen = file.read_bytes(), set[int]()
    for statements in range(30):
        for beside in file.parent.iterdir():
            beside.unlink()
        file.write_bytes(whole)
        child = multiprocessing.get_context("fork").Process(target=_killed, args=(str(file), statements))
        child.start()
        child.join()
        db = sqlite3.connect(file)
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        table = {1: "said", 2: "told"}[version]
        assert tables(db) == {table}
        assert db.execute(f"SELECT key, value FROM {table} ORDER BY rowid").fetchall() == ROWS
        db.close()
        seen.add(version)
        done = opened(file, NEW, 0.1)
        assert tables(done) == {"told"}
        done.close()
        if child.exitcode == 0:
            break
    assert child.exitcode == 0
    assert seen == {1, 2}
