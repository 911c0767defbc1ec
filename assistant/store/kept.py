"""Conversations that the user chose to keep on this device: a row each in a file of SQLite, for its owner only, gone by itself after
some days.

Every answer is on disk before `save` returns. Own words (text answers) are never written. What cannot be read is set aside and named,
never deleted at once. Two programs may use the file at the same time. Earlier versions kept a file for each conversation: what is in those
becomes rows, and a file goes only once its row was read back and is equal. One behind a passphrase stays as it is until it is gone on with.
"""

from __future__ import annotations

import contextlib
import datetime
import fnmatch
import json
import os
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.dialogue.session import Session
from assistant.store.database import for_reading, opened_or_begun, told, transaction
from assistant.store.days import day_of, known_day, passed
from assistant.store.disk import lock, problem_of, put, sync_folder
from assistant.store.encryption import new_seal
from assistant.store.kept_file import Kept, Unreadable, data_in, data_of, kept_in
from assistant.store.kept_rows import (
    SCHEMA,
    days_in,
    names_in,
    put_days,
    put_row,
    raw_row,
    remove_row,
    row_of,
)
from assistant.store.problems import StoreProblem

FOLDER = "sessions"
NAME = "kept.sqlite3"
MOST_DAYS = 90
BUSY_SECONDS = 5.0
MOST_BYTES = 4_000_000
_ID = re.compile(r"[0-9a-f]{8}\Z")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list. Of a locked conversation the dialogue, the answers and how far it went are not known."""

    id: str
    kept_on: str
    expires: str
    days_left: int
    locked: bool
    dialogue: str = ""
    answers: int = 0
    session: Session | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Shelved:
    """What is on the shelf: conversations, what was set aside just now or earlier, and files of a newer version."""

    lines: tuple[Listed, ...]
    set_aside: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    expired: int = 0


class Shelf:
    """The folder with kept conversations. Nothing is made before something is kept."""

    def __init__(self, home: Path, today: str, patience: float | None = None) -> None:
        """`home` is the folder of the program, `today` the day by the clock of this device.

        `patience` is how many seconds to wait for another program that is writing.
        """
        self.folder = home / FOLDER
        self.path = self.folder / NAME
        self.today = today
        self.patience = patience
        self._set_aside_now: list[str] = []

    # ------------------------------------------------------------ what a shell asks

    def shelved(self) -> Shelved:
        """Everything that is kept. What has expired is removed, what is damaged is set aside."""
        if not self.folder.is_dir():
            return Shelved(())
        try:
            with self._opened() as db, transaction(db):
                self._sweep()
                return self._look(db, tidy=True)
        except StoreProblem as problem:  # the folder can only be read: show what is there
            newer = (str(self.path),) if problem.code == "newer" else ()
            with self._for_reading() as seen:
                return self._look(seen, tidy=False, newer=newer)

    def keep(self, session: Session, version: str, days: int, passphrase: str = "") -> Kept:
        """Keep a conversation from now on, for `days` days. Raises StoreProblem; then nothing is kept."""
        if not 1 <= days <= MOST_DAYS:
            raise StoreProblem("days", most=MOST_DAYS)
        expires = (day_of(self.today) + datetime.timedelta(days=days)).isoformat()
        seal = new_seal(passphrase) if passphrase else None
        with self._opened(make=True) as db, transaction(db):
            kept = Kept(self._new_id(db), session, version, self.today, expires, seal=seal)
            put_row(db, data_of(kept))
            put_days(db, {kept.id: (self.today, self.today)})
            return kept

    def save(self, kept: Kept, session: Session) -> Kept:
        """Write the answers so far; on disk when this returns. Raises StoreProblem; what was kept earlier is then whole.

        When another program went on with the same conversation, this one goes on in a row of its own, and both stay.
        """
        with self._opened() as db:
            self._say_damaged()
            with transaction(db):
                try:
                    there = self._there(db, kept.id)
                except Unreadable:
                    there = {}
                if there is None:
                    raise StoreProblem("gone")
                new = replace(kept, session=session, revision=int(there.get("revision", 0)) + 1, split_from="")
                if there.get("revision") != kept.revision and there.get("writer") != kept.writer:
                    new = replace(new, id=self._new_id(db), revision=1, split_from=kept.id)
                data = data_of(new)
                put_row(db, data)
            if self._file(new.id).exists():
                self._file_goes(self._file(new.id), data)
            return new

    def open(self, name: str, passphrase: str = "") -> Kept:
        """A kept conversation. Raises StoreProblem: unknown, expired, passphrase, damaged, newer."""
        path = self._file(name)
        if not self.folder.is_dir():
            raise StoreProblem("unknown", id=name)
        with self._to_open() as db:
            self._say_damaged()
            try:
                data = self._there(db, name)
            except Unreadable as error:
                if error.newer:
                    raise StoreProblem("newer", path=path) from None
                raise StoreProblem("damaged", path=self._put_away(db, name) or path) from None
            if data is None:
                raise StoreProblem("unknown", id=name)
            if self._left(data, days_in(db).get(name) if db else None) < 1:
                raise StoreProblem("expired")
            return kept_in(data, passphrase, path)

    def delete(self, name: str) -> None:
        """Remove one kept conversation. Raises StoreProblem."""
        path = self._file(name)
        with self._opened() as db, transaction(db):
            there = path.exists()
            if not remove_row(db, name) and not there:
                raise StoreProblem("unknown", id=name)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise problem_of(error, self.folder) from error

    def purge(self, *, everything: bool = False) -> int:
        """Remove what has expired, or everything, damaged files and leftovers too. Gives how many went."""
        if not self.folder.is_dir():
            return 0
        with self._opened() as db, transaction(db):
            self._sweep()
            if not everything:
                return self._look(db, tidy=True).expired
            gone = sum(remove_row(db, name) for name in names_in(db))
            for path in self.folder.iterdir():
                if path.is_file() and not path.name.startswith((NAME, ".lock")):
                    path.unlink(missing_ok=True)
                    gone += not path.name.startswith(".") and not path.name.endswith(("-wal", "-shm"))
            return gone

    # ------------------------------------------------------------ the file of SQLite

    @contextlib.contextmanager
    def _opened(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        """The file, ready for writing, with everything in it that stood in files before. Raises StoreProblem."""
        if make:
            self._make_folder()
        elif not self.folder.is_dir():
            raise StoreProblem("gone")
        with _in_words(self.path):
            db, aside = opened_or_begun(self.path, SCHEMA, self._patience(), private=True, brief=True)
            if aside:
                self._set_aside_now.append(aside)
            try:
                self._move_in(db)
                yield db
            finally:
                db.close()

    @contextlib.contextmanager
    def _for_reading(self) -> Iterator[sqlite3.Connection | None]:
        """The file as it stands; None when there is none, or none that can be read."""
        try:
            db = for_reading(self.path)
            names_in(db)
        except sqlite3.Error:
            yield None
            return
        with contextlib.closing(db), _in_words(self.path):
            yield db

    @contextlib.contextmanager
    def _to_open(self) -> Iterator[sqlite3.Connection | None]:
        """The file for writing where that is possible, else for reading. Raises StoreProblem (`newer`)."""
        with contextlib.ExitStack() as stack:
            try:
                db: sqlite3.Connection | None = stack.enter_context(self._opened())
            except StoreProblem as problem:
                if problem.code == "newer":
                    raise
                db = stack.enter_context(self._for_reading())
            yield db

    def _make_folder(self) -> None:
        try:
            new = not self.folder.exists()
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.chmod(self.folder, 0o700)
            if new:
                sync_folder(self.folder.parent)
        except OSError as error:
            raise problem_of(error, self.folder) from error

    def _patience(self) -> float:
        return BUSY_SECONDS if self.patience is None else self.patience

    def _new_id(self, db: sqlite3.Connection) -> str:
        taken = {*names_in(db)}
        while True:
            name = secrets.token_hex(4)
            if name not in taken and not self._file(name).exists():
                return name

    def _there(self, db: sqlite3.Connection | None, name: str) -> dict[str, Any] | None:
        """The data of a conversation, in its row or in a file from before; None when there is none. Raises Unreadable."""
        data = row_of(db, name) if db else None
        if data is not None:
            return data
        try:
            return self._read(self._file(name))
        except FileNotFoundError:
            return None

    # ------------------------------------------------------------ looking

    def _look(self, db: sqlite3.Connection | None, *, tidy: bool, newer: tuple[str, ...] = ()) -> Shelved:
        found = Shelved((), tuple(self._set_aside_now), newer=newer)
        self._set_aside_now.clear()
        seen = days_in(db) if db else {}
        days: dict[str, tuple[str, str]] = {}
        for name in sorted({*(names_in(db) if db else ()), *self._old_names()}):
            try:
                data = self._there(db, name)
            except Unreadable as error:
                if error.newer:
                    found = replace(found, newer=(*found.newer, str(self._file(name))))
                else:
                    away = self._put_away(db, name) if tidy else None
                    found = replace(found, set_aside=(*found.set_aside, str(away or self._file(name))))
                continue
            if data is None:
                continue
            left = self._left(data, seen.get(name))
            if left < 1:
                found = replace(found, expired=found.expired + 1)
                if tidy and db:
                    self._remove(db, name)
                continue
            days[name] = passed(data, seen.get(name), self.today)
            found = replace(found, lines=(*found.lines, self._listed(name, data, left)))
        if tidy and db:
            found = replace(found, expired=found.expired + self._forget_damaged())
            if changed := {name: pair for name, pair in days.items() if pair != seen.get(name)}:
                put_days(db, changed)
        lines = sorted(found.lines, key=lambda line: (line.kept_on, line.id), reverse=True)
        return replace(found, lines=tuple(lines), aside=tuple(str(path) for path in self._aside()))

    def _listed(self, name: str, data: Mapping[str, Any], left: int) -> Listed:
        line = Listed(name, data["kept_on"], data["expires"], left, locked="sealed" in data)
        if not line.locked:
            with contextlib.suppress(StoreProblem):  # opening it will say what is wrong
                session = kept_in(data, "", self._file(name)).session
                return replace(line, dialogue=session.dialogue, answers=len(session.answers), session=session)
        return line

    def _remove(self, db: sqlite3.Connection, name: str) -> None:
        remove_row(db, name)
        with contextlib.suppress(OSError):
            self._file(name).unlink(missing_ok=True)

    def _left(self, data: Mapping[str, Any], seen: tuple[str, str] | None) -> int:
        """How many days are left; the clock of the device may have gone back."""
        now, _ = passed(data, seen, self.today)
        return (day_of(data["expires"]) - day_of(now)).days

    # ------------------------------------------------------------ what is damaged

    def _say_damaged(self) -> None:
        """Raises StoreProblem when the whole file was put away just now: then it is not a conversation that is unknown."""
        if self._set_aside_now:
            raise StoreProblem("damaged", path=self._set_aside_now.pop())

    def _put_away(self, db: sqlite3.Connection | None, name: str) -> Path | None:
        """Put a damaged conversation away in a file of its own; None when that cannot be done."""
        path = self._file(name)
        try:
            if db is None or name not in names_in(db):
                return self._away(path, lambda target: os.replace(path, target))
            with contextlib.nullcontext() if db.in_transaction else transaction(db):
                raw = raw_row(db, name)
                away = self._away(path, lambda target: put(target, raw))
                if away:
                    remove_row(db, name)
                return away
        except (sqlite3.Error, StoreProblem):
            return None

    @staticmethod
    def _away(path: Path, write: Callable[[Path], None]) -> Path | None:
        for number in range(1, 1000):
            target = path.with_suffix(f".damaged-{number}")
            if not target.exists():
                with contextlib.suppress(OSError):
                    write(target)
                    os.utime(target)  # counts from today
                    return target
                return None
        return None

    def _aside(self) -> list[Path]:
        """What was put away: conversations, and whole files."""
        whole = [path for path in self._paths("*-damaged-*") if not path.name.endswith(("-wal", "-shm"))]
        return sorted([*self._paths("*.damaged*"), *whole])

    def _forget_damaged(self) -> int:
        """Damaged files may hold answers, so they do not stay for ever either."""
        gone = 0
        for path in self._aside():
            with contextlib.suppress(OSError, OverflowError, ValueError):
                since = datetime.date.fromtimestamp(path.stat().st_mtime)
                if (day_of(self.today) - since).days > MOST_DAYS:
                    path.unlink()
                    for tail in ("-wal", "-shm"):
                        path.with_name(path.name + tail).unlink(missing_ok=True)
                    gone += 1
        return gone

    # ------------------------------------------------------------ files from before

    def _file(self, name: str) -> Path:
        """Where an earlier version kept that conversation. Raises StoreProblem for what is no name."""
        if not _ID.match(name):
            raise StoreProblem("unknown", id=name)
        return self.folder / f"{name}.json"

    def _paths(self, pattern: str) -> list[Path]:
        """The files whose names fit, sorted. Names are compared, for comparing paths takes longer than all the rest of a long list."""
        try:
            names = os.listdir(self.folder)
        except OSError:
            return []
        return [self.folder / name for name in sorted(fnmatch.filter(names, pattern))]

    def _old_names(self) -> list[str]:
        return [path.stem for path in self._paths("*.json") if _ID.match(path.stem)]

    def _sweep(self) -> None:
        """Remove half-written files; an earlier version wrote them, under a lock."""
        for path in self._paths(".*.part"):
            with contextlib.suppress(OSError):
                path.unlink()

    def _read(self, path: Path) -> dict[str, Any]:
        """The data in a file. Raises FileNotFoundError or Unreadable."""
        try:
            with path.open("rb") as stream:
                raw = stream.read(MOST_BYTES + 1)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise problem_of(error, path) from error
        return data_in(raw, path.stem)

    def _move_in(self, db: sqlite3.Connection) -> None:
        """Make rows of the files from before that can be read without a passphrase; a file goes once its row was read back."""
        if not self._old_names():
            return
        with self._old_lock():
            files: dict[Path, dict[str, Any]] = {}
            for name in self._old_names():
                with contextlib.suppress(FileNotFoundError, Unreadable):  # looking says what is the matter with it
                    data = self._read(self._file(name))
                    if "body" in data:
                        files[self._file(name)] = data
            with transaction(db):
                for data in files.values():
                    if self._later(db, data):
                        put_row(db, data)
                put_days(db, self._old_days(), known=False)
            for path, data in files.items():
                self._file_goes(path, data)
            with contextlib.suppress(OSError):
                (self.folder / ".days").unlink(missing_ok=True)

    @staticmethod
    def _later(db: sqlite3.Connection, data: Mapping[str, Any]) -> bool:
        """Whether a file says more than its row: there is none, or an earlier version went on with the file."""
        try:
            row = row_of(db, data["id"])
        except Unreadable:
            return True
        return row is None or row["revision"] < data["revision"]

    def _file_goes(self, path: Path, data: Mapping[str, Any]) -> None:
        """Remove a file from before, once another look at the disk shows that its row holds `data`, or what was answered since."""
        with self._for_reading() as fresh, contextlib.suppress(Unreadable, OSError):
            row = row_of(fresh, data["id"]) if fresh else None
            if row == data or (row is not None and row["revision"] > data["revision"]):
                path.unlink()

    @contextlib.contextmanager
    def _old_lock(self) -> Iterator[None]:
        """The lock under which an earlier version writes its files."""
        try:
            handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise problem_of(error, self.folder) from error
        try:
            lock(handle, self._patience())
            yield
        finally:
            os.close(handle)  # the lock goes with it

    def _old_days(self) -> dict[str, tuple[str, str]]:
        """The days that an earlier version wrote beside its files."""
        try:
            data = json.loads((self.folder / ".days").read_bytes())
            return {str(key): (known_day(mark), known_day(last)) for key, (mark, last) in data.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Whatever SQLite or the folder says as one of the problems that a shell has a sentence for."""
    try:
        with told(path):
            yield
    except StoreProblem as problem:
        if problem.code in ("folder", "unreadable", "other"):
            raise StoreProblem("disk", **problem.values) from problem
        raise
