"""Conversations that the user chose to keep on this device: one file each, for its owner only, gone by itself after some days.

Every answer is on disk before `save` returns. Own words (text answers) are never written. A file that cannot be read is set aside and
named, never deleted at once. Two programs may use the folder at the same time: each write happens under one lock.

A date takes nothing away on one look: a clock may be wrong. On the first look past it a conversation is no longer shown; on the next,
on another day, its file gets another name, and a week later it goes. Until then `restore` brings it back. What a person deletes is gone
at once.
"""

from __future__ import annotations

import contextlib
import datetime
import fnmatch
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.content.collecting import nothing_thrown_away
from assistant.content.regular import private_folder, read_regular
from assistant.dialogue.session import Session
from assistant.store.days import MOST_DAYS, day_of, known_day, passed
from assistant.store.disk import lock, problem_of, put, sync_folder
from assistant.store.encryption import new_seal
from assistant.store.kept_file import Kept, Unreadable, bytes_of, compact, data_in, kept_in
from assistant.store.problems import StoreProblem

FOLDER = "sessions"
WEEK = 7
"""Days in which what a date took away can be brought back."""
EXPIRED = ".expired"
BACK, SINCE = "+", "@"
"""After a name in the list of what is over: until when it is back; since when a file stands there."""
LOCK_SECONDS = 5.0
MOST_BYTES = 4_000_000
_NAME = re.compile(r"[0-9a-f]{8}\Z")


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
    """What is on the shelf: conversations, files that were set aside just now or earlier, and files of a newer version."""

    lines: tuple[Listed, ...]
    set_aside: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    expired: int = 0
    unopened: tuple[StoreProblem, ...] = ()
    """What cannot be opened now, each with the reason: it holds nothing else up."""


def _gone(path: Path) -> bool:
    """Remove a file; whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


class Shelf:
    """The folder with kept conversations. Nothing is made before something is kept."""

    def __init__(self, home: Path, today: str, patience: float | None = None) -> None:
        """`home` is the folder of the program, `today` the day by the clock of this device.

        `patience` is how many seconds to wait for another program that is writing.
        """
        self.folder = home / FOLDER
        self.today = today
        self.patience = patience

    # ------------------------------------------------------------ what a shell asks

    def shelved(self) -> Shelved:
        """Everything that is kept. What has expired is removed, what is damaged is set aside."""
        if not self.folder.is_dir():
            return Shelved(())
        try:
            with self._locked():
                self._sweep()
                return self._look(tidy=True)
        except StoreProblem:
            return self._look(tidy=False)  # the folder can only be read: show what is there

    def keep(self, session: Session, version: str, days: int, passphrase: str = "") -> Kept:
        """Keep a conversation from now on, for `days` days. Raises StoreProblem; then nothing is kept."""
        if not 1 <= days <= MOST_DAYS:
            raise StoreProblem("days", most=MOST_DAYS)
        expires = (day_of(self.today) + datetime.timedelta(days=days)).isoformat()
        seal = new_seal(passphrase) if passphrase else None
        with self._locked(make=True):
            kept = Kept(self._new_id(), session, version, self.today, expires, seal=seal)
            try:
                put(self._path(kept.id), bytes_of(kept))
            except StoreProblem:
                with contextlib.suppress(OSError):
                    self._path(kept.id).unlink(missing_ok=True)
                raise
            self._days({kept.id: (self.today, self.today)})
            return kept

    def save(self, kept: Kept, session: Session) -> Kept:
        """Write the answers so far; on disk when this returns. Raises StoreProblem; the earlier file is then whole.

        When another program wrote in the same file, this conversation goes on in a file of its own, and both stay.
        """
        with self._locked():
            try:
                there = self._read(self._path(kept.id))
            except FileNotFoundError:
                raise StoreProblem("gone") from None
            except Unreadable:
                there = {}
            new = replace(kept, session=session, revision=int(there.get("revision", 0)) + 1, split_from="")
            if there.get("revision") != kept.revision and there.get("writer") != kept.writer:
                new = replace(new, id=self._new_id(), revision=1, split_from=kept.id)
            put(self._path(new.id), bytes_of(new))
            return new

    def open(self, name: str, passphrase: str = "") -> Kept:
        """A kept conversation. Raises StoreProblem: unknown, expired, passphrase, damaged, newer."""
        with self._maybe_locked():
            path = self._path(name)
            try:
                data = self._read(path)
            except FileNotFoundError:
                raise StoreProblem("unknown", id=name) from None
            except Unreadable as error:
                if error.newer:
                    raise StoreProblem("newer", path=path) from None
                raise StoreProblem("damaged", path=self._set_aside(path) or path) from None
            if self._left(data, self._seen_of(name), self._over()) < 1:
                raise StoreProblem("expired")
            return kept_in(data, passphrase, path)

    def delete(self, name: str) -> None:
        """Remove one kept conversation. Raises StoreProblem."""
        with self._locked():
            try:
                self._path(name).unlink()
            except FileNotFoundError:
                raise StoreProblem("unknown", id=name) from None
            except OSError as error:
                raise problem_of(error, self.folder) from error

    def restorable(self) -> tuple[str, ...]:
        """The ids of what a date took away, or what was set aside: `restore` brings them back when they can be read."""
        if not self.folder.is_dir():
            return ()
        with self._maybe_locked():
            over = self._over()
            hidden = {path.stem for path in self._paths("*.json") if path.stem in over}
            gone = {path.name[:8] for pattern in (f"*{EXPIRED}", "*.damaged-*") for path in self._paths(pattern)}
            return tuple(sorted(name for name in hidden | gone if _NAME.match(name)))

    def restore(self, name: str) -> None:
        """Bring back what a date took away, or what was set aside and can be read after all; it stays for a week. Raises StoreProblem."""
        with self._locked():
            path = self._path(name)
            over = self._over()
            found = [path] if name in over and path.exists() else []
            found += self._paths(f"{name}{EXPIRED}") + self._paths(f"{name}.damaged-*")
            if not found:
                raise StoreProblem("unknown", id=name)
            for each in found:
                if each != path and path.exists():
                    raise StoreProblem("there", id=name)
                try:
                    data_in(self._bytes(each), name)
                except Unreadable:
                    continue
                if each != path:
                    try:
                        os.replace(each, path)
                        sync_folder(self.folder)
                    except OSError as error:
                        raise problem_of(error, self.folder) from error
                until = (day_of(self.today) + datetime.timedelta(days=WEEK)).isoformat()
                self._write_over({**{key: day for key, day in over.items() if key != name}, name + BACK: until})
                self._days({name: (self.today, self.today)})
                return
            raise StoreProblem("damaged", path=found[0])

    def purge(self, *, everything: bool = False) -> int:
        """Remove what has expired, or everything, damaged files and leftovers too. Gives how many files went."""
        if not self.folder.is_dir():
            return 0
        with self._locked():
            self._sweep()
            if not everything:
                self._look(tidy=True)
                over = self._over()
                gone = [path for path in self._paths("*.json") if path.stem in over] + self._paths(f"*{EXPIRED}")
                return sum(_gone(path) for path in gone)
            gone = [
                path for path in self._paths("*") if path.name != ".lock" and (path.is_symlink() or not path.is_dir())
            ]
            removed = [path for path in gone if _gone(path)]
            if len(removed) < len(gone):
                raise StoreProblem("read_only", path=self.folder)
            return sum(not path.name.startswith(".") for path in gone)

    # ------------------------------------------------------------ the folder

    def _path(self, name: str) -> Path:
        if not _NAME.match(name):
            raise StoreProblem("unknown", id=name)
        return self.folder / f"{name}.json"

    def _new_id(self) -> str:
        while True:
            name = secrets.token_hex(4)
            if not self._path(name).exists():
                return name

    @contextlib.contextmanager
    def _locked(self, *, make: bool = False) -> Iterator[None]:
        try:
            if make:
                new = not self.folder.exists()
                private_folder(self.folder)
                os.chmod(self.folder, 0o700)
                if new:
                    sync_folder(self.folder.parent)
            handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            raise StoreProblem("gone") from None
        except OSError as error:
            raise problem_of(error, self.folder) from error
        try:
            lock(handle, LOCK_SECONDS if self.patience is None else self.patience)
            yield
        finally:
            os.close(handle)  # the lock goes with it

    @contextlib.contextmanager
    def _maybe_locked(self) -> Iterator[None]:
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(StoreProblem):
                stack.enter_context(self._locked())
            yield

    def _sweep(self) -> None:
        """Remove half-written files. Under the lock nobody is writing, so each is left over from a program that was stopped."""
        for path in self._paths(".*.part"):
            with contextlib.suppress(OSError):
                path.unlink()

    def _paths(self, pattern: str) -> list[Path]:
        """The files whose names fit, sorted. Names are compared, for comparing paths takes longer than all the rest of a long list."""
        try:
            names = os.listdir(self.folder)
        except OSError:
            return []
        return [self.folder / name for name in sorted(fnmatch.filter(names, pattern))]

    def _look(self, *, tidy: bool) -> Shelved:
        with nothing_thrown_away():
            return self._looked(tidy=tidy)

    def _looked(self, *, tidy: bool) -> Shelved:
        lines, set_aside, newer, unopened = [], [], [], []
        expired = 0
        seen, was_over = self._seen(), self._over()
        over = {key: day for key, day in was_over.items() if key.endswith(BACK) and day >= self.today}
        days: dict[str, tuple[str, str]] = {}
        for path in self._paths("*.json"):
            if not _NAME.match(path.stem):
                continue
            try:
                data = self._read(path)
            except FileNotFoundError:
                continue
            except StoreProblem as problem:
                unopened.append(problem)
                if path.stem in seen:
                    days[path.stem] = seen[path.stem]
                continue
            except Unreadable as error:
                if error.newer:
                    newer.append(str(path))
                elif tidy:
                    set_aside.append(str(self._set_aside(path) or path))
                else:
                    set_aside.append(str(path))
                continue
            days[path.stem] = passed(data, seen.get(path.stem), self.today)
            left = self._left(data, seen.get(path.stem), was_over)
            if left < 1:
                expired += path.stem not in was_over
                if tidy and self._agreed(path.stem, was_over, over):
                    with contextlib.suppress(OSError):
                        os.replace(path, path.with_suffix(EXPIRED))
                        del days[path.stem], over[path.stem]
                continue
            lines.append(self._listed(path.stem, data, left))
        if tidy:
            self._forget_old("*.damaged*", MOST_DAYS, was_over, over)
            self._forget_old(f"*{EXPIRED}", WEEK, was_over, over)
            self._days(days, whole=True)
            if over != was_over:
                self._write_over(over)
        aside = tuple(str(path) for path in self._paths("*.damaged*"))
        lines.sort(key=lambda line: (line.kept_on, line.id), reverse=True)
        return Shelved(tuple(lines), tuple(set_aside), aside, tuple(newer), expired, tuple(unopened))

    def _listed(self, name: str, data: Mapping[str, Any], left: int) -> Listed:
        line = Listed(name, data["kept_on"], data["expires"], left, locked="sealed" in data)
        if not line.locked:
            with contextlib.suppress(StoreProblem):  # opening it will say what is wrong
                session = kept_in(data, "", self._path(name)).session
                return replace(line, dialogue=session.dialogue, answers=len(session.answers), session=session)
        return line

    def _forget_old(self, pattern: str, days: int, was_over: Mapping[str, str], over: dict[str, str]) -> None:
        """Files that nobody opens may hold answers, so they do not stay for ever either."""
        for path in self._paths(pattern):
            since = over[path.name + SINCE] = was_over.get(path.name + SINCE, self.today)
            if (day_of(self.today) - day_of(since)).days <= days:
                continue
            if self._agreed(path.name, was_over, over) and _gone(path):
                del over[path.name], over[path.name + SINCE]

    def _agreed(self, key: str, was_over: Mapping[str, str], over: dict[str, str]) -> bool:
        """Whether a look on another day said too that the days of this have passed; noted for the next look."""
        over[key] = was_over.get(key, self.today)
        return over[key] != self.today

    def _set_aside(self, path: Path) -> Path | None:
        """Give a damaged file another name; None when that cannot be done."""
        for number in range(1, 1000):
            target = path.with_suffix(f".damaged-{number}")
            if not target.exists():
                with contextlib.suppress(OSError):
                    os.replace(path, target)
                    os.utime(target)  # counts from today
                    return target
                return None
        return None

    def _read(self, path: Path) -> dict[str, Any]:
        """The data in a file. Raises FileNotFoundError or Unreadable."""
        try:
            return data_in(self._bytes(path), path.stem)
        except Unreadable:
            return data_in(self._bytes(path), path.stem)  # damaged is only what is so twice

    def _bytes(self, path: Path) -> bytes:
        try:
            return read_regular(path, MOST_BYTES)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise StoreProblem("unopened", path=path, reason=error.strerror or type(error).__name__) from error

    # ------------------------------------------------------------ days

    def _left(self, data: Mapping[str, Any], seen: tuple[str, str] | None, over: Mapping[str, str]) -> int:
        """How many days are left; the clock of the device may have gone back. What was brought back stays a week."""
        now, _ = passed(data, seen, self.today)
        until = max(data["expires"], over.get(data["id"] + BACK, ""))
        return (day_of(until) - day_of(now)).days

    def _over(self) -> dict[str, str]:
        """What looked past its date on an earlier look, with the day of that look; and until when something is back."""
        try:
            data = json.loads(read_regular(self.folder / ".over", MOST_BYTES))
            return {str(key): known_day(day) for key, day in data.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def _write_over(self, over: Mapping[str, str]) -> None:
        with contextlib.suppress(StoreProblem):
            put(self.folder / ".over", compact(over), sync=False)

    def _seen(self) -> dict[str, tuple[str, str]]:
        """Per conversation the latest day that passed, and the day the clock last showed."""
        try:
            data = json.loads(read_regular(self.folder / ".days", MOST_BYTES))
            return {str(key): (known_day(mark), known_day(last)) for key, (mark, last) in data.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def _seen_of(self, name: str) -> tuple[str, str] | None:
        """The same of one conversation, without reading those of all others."""
        try:
            raw = read_regular(self.folder / ".days", MOST_BYTES)
        except OSError:
            return None
        found = re.search(rb'"%s":\["(\d{4}-\d\d-\d\d)","(\d{4}-\d\d-\d\d)"\]' % name.encode(), raw)
        return (found[1].decode(), found[2].decode()) if found else None

    def _days(self, days: Mapping[str, tuple[str, str]], *, whole: bool = False) -> None:
        """Remember those days. Not being able to is no reason to stop."""
        old = self._seen()
        new = dict(days) if whole else {**old, **days}
        if new != old:
            with contextlib.suppress(StoreProblem):
                put(self.folder / ".days", compact(new), sync=False)
