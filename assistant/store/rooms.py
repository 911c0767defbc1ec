"""What is kept of classes: rooms, stories, seats, answers and snapshots. One interface; SQLite for one machine, PostgreSQL for several.

Never kept: anything of a self-check, names, own words, addresses, user agents, times of answers, or what a phone or trainer is known
again by (only its HMAC). A room is gone when it is closed, and HOURS after the last thing that happened in it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from assistant.content.regular import read_regular
from assistant.store.people import People
from assistant.store.trainers import Trainers

KEY_NAME = "rooms.key"
MAX_KEY = 1_000
HOURS = 12
MOST_SEATS = 300
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE, SEAT_CODE = 6, 4
Why = Literal["gone", "door", "full", "closed", "frozen"]


class Refused(Exception):
    """Something that the room does not take: it is gone, its door is closed, it is full, the story is closed, the answer is frozen."""

    def __init__(self, why: Why) -> None:
        self.why: Why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room. `code` is typed, `joinkey` is in the QR code; `rev` grows with everything that a wall or desk may show otherwise."""

    id: int
    code: str
    joinkey: str
    trainer: str
    door: bool
    turn: int
    rev: int


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story in a room. `takes` says whether answers are taken; `snapshot` is what has been shown, `people` how many are in it."""

    turn: int
    case: str
    version: str
    mode: str
    phase: str
    step: int
    far: int
    takes: bool
    people: int = 0
    snapshot: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HandsRow:
    """Hands that were counted in the room and are in no snapshot yet."""

    people: int
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Held:
    """A room as it is now. `ready` phones are done with the story, `waiting` of them are in no snapshot yet."""

    room: RoomRow
    stories: tuple[StoryRow, ...]
    ready: int
    waiting: int
    hands: tuple[HandsRow, ...]
    answers: Callable[[], Sequence[Mapping[str, str]]] = field(compare=False, repr=False)
    """Reads the answers of those who wait; only while the room is being changed."""

    @property
    def story(self) -> StoryRow | None:
        """The story that is on."""
        return self.stories[-1] if self.stories else None


@dataclass(frozen=True)
class Change:
    """What becomes of a room. `story` replaces the story of its turn, or begins it; `hands` are added, after those that wait are gone
    when `hands_anew`; `phones` and `hands_counted` say that whoever waits is now in the snapshot of `story`.
    """

    story: StoryRow | None = None
    door: bool | None = None
    hands: HandsRow | None = None
    hands_anew: bool = False
    phones_counted: bool = False
    hands_counted: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """One phone in a room."""

    id: int
    room: int


@dataclass(frozen=True, slots=True)
class Given:
    """What a seat answered in one story, and whether it is done with it."""

    answers: Mapping[str, str]
    ready: bool


class Rooms(Protocol):
    """The store. Everything that writes is on disk when it returns. All raise StoreProblem when the store itself fails."""

    def make(self, trainer: str, once: str, hour: int) -> RoomRow:
        """A new room; the one that was made before with the same `once`. Rooms that are over are removed."""

    def by_code(self, code: str) -> RoomRow | None:
        """The room with this code."""

    def by_joinkey(self, joinkey: str) -> RoomRow | None:
        """The room of a QR code."""

    def latest(self, trainer: str) -> RoomRow | None:
        """The newest room of a trainer."""

    def held(self, room: int) -> Held | None:
        """A room as it is now."""

    def change(self, room: int, decide: Callable[[Held], Change | None], hour: int) -> Held:
        """Change a room, alone with it, by what `decide` says of it as it is now; nothing for None. Raises Refused when it is gone."""

    def close(self, room: int) -> None:
        """The room, with all that is in it, is gone."""

    def purge(self, hour: int) -> int:
        """Remove what is over; how many rooms that were."""

    def join(self, room: int, ticket: str, once: str, most: int = MOST_SEATS) -> Seat:
        """A new seat; the one that was made before with the same `once`. Raises Refused."""

    def seat(self, ticket: str) -> Seat | None:
        """The seat of a ticket."""

    def link(self, seat: Seat, ticket: str) -> None:
        """One more ticket for a seat: another browser of the same person."""

    def seat_code(self, seat: Seat) -> str:
        """The code with which this seat goes on in another browser; right in this room only, and kept nowhere."""

    def seat_with(self, room: int, code: str) -> Seat | None:
        """The seat with this code; None also when two have it."""

    def given(self, seat: Seat, turn: int) -> Given:
        """What a seat answered."""

    def answer(self, seat: Seat, turn: int, key: str, value: str, *, settles: bool) -> None:
        """Keep one answer; with `settles` the first one stays. Raises Refused."""

    def ready(self, seat: Seat, turn: int, keys: Sequence[str], hour: int) -> bool:
        """The seat is done, and its answers are frozen; False when one of `keys` is not answered. Raises Refused."""

    def forget(self, seat: Seat) -> None:
        """The seat and its answers are gone. What a snapshot holds of it is a number among five or more, and stays."""

    def admit(self, cookie: str, trainer: str, hour: int) -> None:
        """Whoever has this cookie is this trainer, for HOURS."""

    def trainer(self, cookie: str, hour: int) -> str | None:
        """The trainer with this cookie; None for nobody."""

    def copied(self) -> Iterator[str]:
        """Everything, as lines of a file that either store restores; of one moment."""

    def restored(self, lines: Iterable[str]) -> int:
        """Put a copy back into an empty store; how many rooms. Raises StoreProblem: `not_empty`, `newer`, or `copy` for what is none."""

    def label(self, name: str) -> str:
        """What is kept in the place of a trainer's name: it cannot be read, and is the same every time."""

    def unlink(self, seat: Seat, turn: int) -> None:
        """What this seat answered is gone, for its own person keeps it; only when nothing of it can be counted any more."""

    def finish(self) -> None:
        """Close the connection."""


class Store(Rooms, People, Trainers, Protocol):
    """Everything that is kept for the pages: classes, practice under a code, and trainers with a code."""


def store_key(folder: Path) -> bytes:
    """The key of the HMACs, for this user only; made the first time. It never changes: with it gone, no phone finds its seat again."""
    path = folder / KEY_NAME
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(read_regular(path, MAX_KEY).decode("ascii"))
    key = secrets.token_bytes(32)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(key.hex())
        stream.flush()
        os.fsync(stream.fileno())
    return key


def drawn(length: int) -> str:
    """Letters drawn by lot, without those that look alike on a wall."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))
