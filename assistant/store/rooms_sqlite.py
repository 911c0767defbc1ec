"""Rooms in one SQLite file on this machine: for its owner only, on disk before anything is acknowledged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from assistant.store.copies import SqlCopies
from assistant.store.database import Schema, opened, told, transaction
from assistant.store.people_sql import SqlPeople
from assistant.store.rooms import Change, Held, Seat
from assistant.store.rooms_sql import SqlRooms
from assistant.store.sql import STEPS, statements
from assistant.store.trainers import SqlTrainers

NAME = "rooms.sqlite3"
BUSY_SECONDS = 5.0
SCHEMA = Schema(tuple(";\n".join(statements(step, "INTEGER PRIMARY KEY")) for step in STEPS))


class SqliteRooms(SqlRooms, SqlPeople, SqlTrainers, SqlCopies):
    """The store in one file on this machine; any number of processes may use it."""

    def __init__(self, path: Path | None, key: bytes, patience: float = BUSY_SECONDS) -> None:
        """`path` is the file, None for memory only. Raises StoreProblem."""
        super().__init__(key)
        self.path = path
        self._lock = threading.RLock()
        with self._told():
            self._db = opened(path, SCHEMA, patience, private=True)

    def _told(self) -> AbstractContextManager[None]:
        return told(self.path)

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._db.execute(sql, values).fetchall()

    @contextmanager
    def _in(self, begin: str) -> Iterator[None]:
        with self._lock, self._told(), transaction(self._db, begin):
            yield

    def _write(self) -> AbstractContextManager[None]:
        return self._in("BEGIN IMMEDIATE")

    def _read(self) -> AbstractContextManager[None]:
        return self._in("BEGIN")

    def change(self, room: int, decide: Callable[[Held], Change | None], hour: int) -> Held:
        """See Rooms."""
        after = super().change(room, decide, hour)
        if after.story is not None and after.story.phase == "lobby":  # the next story: answers to the one before went
            self._wiped()
        return after

    def close(self, room: int) -> None:
        """See Rooms."""
        super().close(room)
        self._wiped()

    def purge(self, hour: int) -> int:
        """See Rooms."""
        number = super().purge(hour)
        if number:
            self._wiped()
        return number

    def forget(self, seat: Seat) -> None:
        """See Rooms."""
        super().forget(seat)
        self._wiped()

    def unlink(self, seat: Seat, turn: int) -> None:
        """See Rooms."""
        super().unlink(seat, turn)
        self._wiped()

    def forget_person(self, code: str) -> int:
        """See People."""
        number = super().forget_person(code)
        self._wiped()
        return number

    def purge_people(self, before: str) -> int:
        """See People."""
        number = super().purge_people(before)
        if number:
            self._wiped()
        return number

    def _wiped(self) -> None:
        """What was removed is not left in the log beside the file either."""
        with self._lock, self._told():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def finish(self) -> None:
        """See Rooms."""
        with self._lock:
            self._db.close()
