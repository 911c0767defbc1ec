"""SQL that SQLite and PostgreSQL both know: what every part of the shared store is built on, and its tables."""

from __future__ import annotations

import hashlib
import hmac
from contextlib import AbstractContextManager
from typing import Any

ROOMS = """
CREATE TABLE meta (version INTEGER NOT NULL);
CREATE TABLE room (id {ID}, code TEXT NOT NULL UNIQUE, joinkey TEXT NOT NULL UNIQUE, trainer TEXT NOT NULL, once TEXT NOT NULL UNIQUE,
    door INTEGER NOT NULL, turn INTEGER NOT NULL, rev INTEGER NOT NULL, expires INTEGER NOT NULL);
CREATE TABLE story (room INTEGER NOT NULL REFERENCES room ON DELETE CASCADE, turn INTEGER NOT NULL, case_id TEXT NOT NULL,
    version TEXT NOT NULL, mode TEXT NOT NULL, phase TEXT NOT NULL, step INTEGER NOT NULL, far INTEGER NOT NULL, takes INTEGER NOT NULL,
    people INTEGER NOT NULL, snapshot TEXT NOT NULL, PRIMARY KEY (room, turn));
CREATE TABLE hands (id {ID}, room INTEGER NOT NULL REFERENCES room ON DELETE CASCADE, turn INTEGER NOT NULL,
    people INTEGER NOT NULL, counts TEXT NOT NULL);
CREATE TABLE seat (id {ID}, room INTEGER NOT NULL REFERENCES room ON DELETE CASCADE, once TEXT NOT NULL UNIQUE);
CREATE INDEX seat_room ON seat (room);
CREATE TABLE ticket (ticket TEXT PRIMARY KEY, seat INTEGER NOT NULL REFERENCES seat ON DELETE CASCADE);
CREATE TABLE ready (seat INTEGER NOT NULL REFERENCES seat ON DELETE CASCADE, turn INTEGER NOT NULL, counted INTEGER NOT NULL,
    PRIMARY KEY (seat, turn));
CREATE TABLE answer (seat INTEGER NOT NULL REFERENCES seat ON DELETE CASCADE, turn INTEGER NOT NULL, key TEXT NOT NULL,
    value TEXT NOT NULL, PRIMARY KEY (seat, turn, key));
CREATE TABLE pass (cookie TEXT PRIMARY KEY, trainer TEXT NOT NULL, expires INTEGER NOT NULL);
INSERT INTO meta VALUES (1)
"""
PEOPLE = """
CREATE TABLE person (id {ID}, code TEXT NOT NULL UNIQUE, day TEXT NOT NULL);
CREATE TABLE played (id {ID}, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, uid TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL, version TEXT NOT NULL, mode TEXT NOT NULL, started TEXT NOT NULL, committed TEXT NOT NULL,
    again_from TEXT NOT NULL, cues TEXT NOT NULL);
CREATE INDEX played_person ON played (person);
CREATE TABLE choice (played INTEGER NOT NULL REFERENCES played ON DELETE CASCADE, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (played, key));
CREATE TABLE trainer (id {ID}, code TEXT NOT NULL UNIQUE, label TEXT NOT NULL UNIQUE, until TEXT NOT NULL);
UPDATE meta SET version = 2
"""
STEPS = (ROOMS, PEOPLE)
"""What brings the store from each version to the next. A step that was ever in use is never changed: another form is one step more."""
VERSION = len(STEPS)
COLUMNS = {
    "room": "id, code, joinkey, trainer, once, door, turn, rev, expires",
    "story": "room, turn, case_id, version, mode, phase, step, far, takes, people, snapshot",
    "hands": "id, room, turn, people, counts",
    "seat": "id, room, once",
    "ticket": "ticket, seat",
    "ready": "seat, turn, counted",
    "answer": "seat, turn, key, value",
    "pass": "cookie, trainer, expires",
    "person": "id, code, day",
    "played": "id, person, uid, case_id, version, mode, started, committed, again_from, cues",
    "choice": "played, key, value",
    "trainer": "id, code, label, until",
}
"""Every table that a copy holds, in an order in which they can be filled. The version stands in a table too, for both kinds of store."""
NUMBERED = ("room", "hands", "seat", "person", "played", "trainer")


def statements(step: str, identity: str) -> list[str]:
    """The statements of a step, with how this kind of store numbers its rows."""
    return step.replace("{ID}", identity).strip().split(";\n")


class Sql:
    """A store in SQL. A subclass says how to connect, to read, and to write alone."""

    alone = ""
    shared = ""
    """What ends a SELECT of a row that is kept as it is, for this change alone or beside others that only need it so."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        raise NotImplementedError

    def _write(self) -> AbstractContextManager[None]:
        """One change that is wholly on disk when this ends, or not at all."""
        raise NotImplementedError

    def _read(self) -> AbstractContextManager[None]:
        """Several readings of one state."""
        raise NotImplementedError

    def _one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        return next(iter(self._all(sql, *values)), None)

    def _hidden(self, purpose: str, text: str) -> str:
        return hmac.new(self._key, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
