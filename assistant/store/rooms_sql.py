"""Rooms in the SQL that SQLite and PostgreSQL both know."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from assistant.store.rooms import (
    CODE,
    HOURS,
    LETTERS,
    MOST_SEATS,
    SEAT_CODE,
    Change,
    Given,
    HandsRow,
    Held,
    Refused,
    RoomRow,
    Seat,
    StoryRow,
    drawn,
)
from assistant.store.sql import Sql

_ROOM = "id, code, joinkey, trainer, door, turn, rev"
_STORY = "turn, case_id, version, mode, phase, step, far, takes, people, snapshot"
_WAITING = "FROM ready JOIN seat ON seat.id = ready.seat WHERE seat.room = ? AND ready.turn = ? AND ready.counted = 0"


class SqlRooms(Sql):
    """Rooms in any store in SQL."""

    # ------------------------------------------------------------ rooms

    def make(self, trainer: str, once: str, hour: int) -> RoomRow:
        """See Rooms."""
        hidden = self._hidden("room", once)
        with self._write():
            self._purge(hour)
            while (found := self._one(f"SELECT {_ROOM} FROM room WHERE once = ?", hidden)) is None:
                self._all(
                    "INSERT INTO room (code, joinkey, trainer, once, door, turn, rev, expires) VALUES (?,?,?,?,1,0,1,?)"
                    " ON CONFLICT DO NOTHING",
                    *(drawn(CODE), secrets.token_urlsafe(16), trainer, hidden, hour + HOURS),
                )
        return _room(found)

    def by_code(self, code: str) -> RoomRow | None:
        """See Rooms."""
        return self._found("code = ?", code)

    def by_joinkey(self, joinkey: str) -> RoomRow | None:
        """See Rooms."""
        return self._found("joinkey = ?", joinkey)

    def latest(self, trainer: str) -> RoomRow | None:
        """See Rooms."""
        return self._found("trainer = ? ORDER BY id DESC LIMIT 1", trainer)

    def _found(self, where: str, value: str) -> RoomRow | None:
        with self._read():
            row = self._one(f"SELECT {_ROOM} FROM room WHERE {where}", value)
        return None if row is None else _room(row)

    def held(self, room: int) -> Held | None:
        """See Rooms."""
        with self._read():
            return self._held(room)

    def _held(self, room: int, alone: str = "") -> Held | None:
        row = self._one(f"SELECT {_ROOM} FROM room WHERE id = ?{alone}", room)
        if row is None:
            return None
        found = _room(row)
        stories = self._all(f"SELECT {_STORY} FROM story WHERE room = ? ORDER BY turn", room)
        ready, waiting = self._all(
            "SELECT COUNT(*), COALESCE(SUM(1 - ready.counted), 0) FROM ready JOIN seat ON seat.id = ready.seat"
            " WHERE seat.room = ? AND ready.turn = ?",
            *(room, found.turn),
        )[0]
        hands = self._all("SELECT people, counts FROM hands WHERE room = ? AND turn = ? ORDER BY id", room, found.turn)
        return Held(
            found,
            tuple(_story(each) for each in stories),
            int(ready),
            int(waiting),
            tuple(HandsRow(people, json.loads(counts)) for people, counts in hands),
            lambda: self._waiting(room, found.turn),
        )

    def _waiting(self, room: int, turn: int) -> list[dict[str, str]]:
        found: dict[int, dict[str, str]] = {}
        for seat, key, value in self._all(
            f"SELECT seat, key, value FROM answer WHERE turn = ? AND seat IN (SELECT ready.seat {_WAITING})",
            *(turn, room, turn),
        ):
            found.setdefault(seat, {})[key] = value
        return [found[seat] for seat in sorted(found)]

    def change(self, room: int, decide: Callable[[Held], Change | None], hour: int) -> Held:
        """See Rooms."""
        with self._write():
            return self._changed(room, decide, hour)

    def _changed(self, room: int, decide: Callable[[Held], Change | None], hour: int) -> Held:
        held = self._held(room, self.alone)
        if held is None:
            raise Refused("gone")
        change = decide(held)
        if change is None:
            return held
        turn = held.room.turn
        if change.hands_anew or change.hands_counted:
            self._all("DELETE FROM hands WHERE room = ? AND turn = ?", room, turn)
        if change.hands is not None and not change.hands_counted:
            counts = json.dumps(dict(change.hands.counts))
            self._all(
                "INSERT INTO hands (room, turn, people, counts) VALUES (?,?,?,?)",
                *(room, turn, change.hands.people, counts),
            )
        if change.phones_counted:
            self._all(
                "UPDATE ready SET counted = 1 WHERE turn = ? AND seat IN (SELECT id FROM seat WHERE room = ?)",
                *(turn, room),
            )
        if change.story is not None:
            turn = self._put(held, change.story)
        door = held.room.door if change.door is None else change.door
        self._all(
            "UPDATE room SET door = ?, turn = ?, rev = rev + 1, expires = ? WHERE id = ?",
            *(int(door), turn, hour + HOURS, room),
        )
        after = self._held(room)
        assert after is not None
        return after

    def _put(self, held: Held, story: StoryRow) -> int:
        """Write the story; when it is the next one, single answers to the one before are gone, and its snapshot stays."""
        room, before = held.room.id, held.room.turn
        if story.turn != before:
            for table in ("answer", "ready"):
                self._all(f"DELETE FROM {table} WHERE seat IN (SELECT id FROM seat WHERE room = ?)", room)
            self._all("DELETE FROM hands WHERE room = ?", room)
        row = (story.phase, story.step, story.far, int(story.takes), story.people, json.dumps(dict(story.snapshot)))
        self._all(
            f"INSERT INTO story (room, {_STORY}) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (room, turn) DO UPDATE SET"
            " phase = excluded.phase, step = excluded.step, far = excluded.far, takes = excluded.takes,"
            " people = excluded.people, snapshot = excluded.snapshot",
            *(room, story.turn, story.case, story.version, story.mode, *row),
        )
        return story.turn

    def close(self, room: int) -> None:
        """See Rooms."""
        with self._write():
            self._all("DELETE FROM room WHERE id = ?", room)

    def purge(self, hour: int) -> int:
        """See Rooms."""
        with self._write():
            return self._purge(hour)

    def _purge(self, hour: int) -> int:
        self._all("DELETE FROM pass WHERE expires <= ?", hour)
        return len(self._all("DELETE FROM room WHERE expires <= ? RETURNING id", hour))

    # ------------------------------------------------------------ seats

    def join(self, room: int, ticket: str, once: str, most: int = MOST_SEATS) -> Seat:
        """See Rooms."""
        hidden = self._hidden("seat", once)
        with self._write():
            row = self._one(f"SELECT door FROM room WHERE id = ?{self.alone}", room)
            if row is None:
                raise Refused("gone")
            found = self._one("SELECT id FROM seat WHERE once = ? AND room = ?", hidden, room)
            if found is None:
                if not row[0]:
                    raise Refused("door")
                if self._all("SELECT COUNT(*) FROM seat WHERE room = ?", room)[0][0] >= most:
                    raise Refused("full")
                found = self._all("INSERT INTO seat (room, once) VALUES (?,?) RETURNING id", room, hidden)[0]
            seat = Seat(found[0], room)
            self._link(seat, ticket)
        return seat

    def _link(self, seat: Seat, ticket: str) -> None:
        self._all(
            "INSERT INTO ticket VALUES (?,?) ON CONFLICT (ticket) DO UPDATE SET seat = excluded.seat",
            *(self._hidden("ticket", ticket), seat.id),
        )

    def seat(self, ticket: str) -> Seat | None:
        """See Rooms."""
        with self._read():
            row = self._one(
                "SELECT seat.id, seat.room FROM ticket JOIN seat ON seat.id = ticket.seat WHERE ticket.ticket = ?",
                self._hidden("ticket", ticket),
            )
        return None if row is None else Seat(*row)

    def link(self, seat: Seat, ticket: str) -> None:
        """See Rooms."""
        with self._write():
            self._link(seat, ticket)

    def seat_code(self, seat: Seat) -> str:
        """See Rooms."""
        number = int(self._hidden("seat code", f"{seat.room} {seat.id}"), 16)
        letters = []
        for _ in range(SEAT_CODE):
            number, place = divmod(number, len(LETTERS))
            letters.append(LETTERS[place])
        return "".join(letters)

    def seat_with(self, room: int, code: str) -> Seat | None:
        """See Rooms."""
        with self._read():
            seats = [Seat(row[0], room) for row in self._all("SELECT id FROM seat WHERE room = ?", room)]
        found = [seat for seat in seats if hmac.compare_digest(self.seat_code(seat).encode(), code.encode())]
        return found[0] if len(found) == 1 else None

    def given(self, seat: Seat, turn: int) -> Given:
        """See Rooms."""
        with self._read():
            return self._given(seat, turn)

    def _given(self, seat: Seat, turn: int) -> Given:
        rows = self._all("SELECT key, value FROM answer WHERE seat = ? AND turn = ?", seat.id, turn)
        ready = self._one("SELECT counted FROM ready WHERE seat = ? AND turn = ?", seat.id, turn)
        return Given(dict(rows), ready is not None)

    def answer(self, seat: Seat, turn: int, key: str, value: str, *, settles: bool) -> None:
        """See Rooms."""
        with self._write():
            self._taken(seat, turn)
            how = "NOTHING" if settles else "UPDATE SET value = excluded.value"
            self._all(
                f"INSERT INTO answer VALUES (?,?,?,?) ON CONFLICT (seat, turn, key) DO {how}",
                *(seat.id, turn, key, value),
            )

    def _taken(self, seat: Seat, turn: int) -> None:
        """Raises Refused when this seat cannot answer in this turn. Keeps the room as it is until the change ends."""
        row = self._one(
            "SELECT room.turn, story.takes FROM seat JOIN room ON room.id = seat.room"
            f" JOIN story ON story.room = room.id AND story.turn = room.turn WHERE seat.id = ?{self.shared}",
            seat.id,
        )
        if row is None:
            raise Refused("gone")
        if row[0] != turn or not row[1]:
            raise Refused("closed")
        if self._one("SELECT 1 FROM ready WHERE seat = ? AND turn = ?", seat.id, turn):
            raise Refused("frozen")

    def ready(self, seat: Seat, turn: int, keys: Sequence[str], hour: int) -> bool:
        """See Rooms."""
        with self._write():
            self._one(f"SELECT id FROM room WHERE id = ?{self.alone}", seat.room)
            self._taken(seat, turn)
            if set(keys) - set(self._given(seat, turn).answers):
                return False
            self._all("INSERT INTO ready VALUES (?,?,0)", seat.id, turn)
            self._all("UPDATE room SET rev = rev + 1, expires = ? WHERE id = ?", hour + HOURS, seat.room)
        return True

    def forget(self, seat: Seat) -> None:
        """See Rooms."""
        with self._write():
            self._one(f"SELECT id FROM room WHERE id = ?{self.alone}", seat.room)
            self._all("DELETE FROM seat WHERE id = ?", seat.id)
            self._all("UPDATE room SET rev = rev + 1 WHERE id = ?", seat.room)

    def unlink(self, seat: Seat, turn: int) -> None:
        """See Rooms."""
        with self._write():
            self._all("DELETE FROM answer WHERE seat = ? AND turn = ?", seat.id, turn)

    # ------------------------------------------------------------ trainers

    def admit(self, cookie: str, trainer: str, hour: int) -> None:
        """See Rooms."""
        with self._write():
            self._all("INSERT INTO pass VALUES (?,?,?)", self._hidden("pass", cookie), trainer, hour + HOURS)

    def trainer(self, cookie: str, hour: int) -> str | None:
        """See Rooms."""
        with self._read():
            row = self._one(
                "SELECT trainer FROM pass WHERE cookie = ? AND expires > ?", self._hidden("pass", cookie), hour
            )
        return None if row is None else str(row[0])

    def label(self, name: str) -> str:
        """See Rooms."""
        return self._hidden("trainer", name)


def _room(row: Sequence[Any]) -> RoomRow:
    found = RoomRow(*row)
    return replace(found, door=bool(found.door))


def _story(row: Sequence[Any]) -> StoryRow:
    turn, case, version, mode, phase, step, far, takes, people, snapshot = row
    return StoryRow(turn, case, version, mode, phase, step, far, bool(takes), people, json.loads(snapshot))
