"""Conversations that the user chose to keep on this device: one file each, for its owner only, gone by itself after some days.

Every answer is on disk before `save` returns. Own words (text answers) are never written. A file that cannot be read is set aside and
named, never deleted at once. Two programs may use the folder at the same time: each write happens under one lock.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import hashlib
import json
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.dialogue.session import KNOWN, REFUSED, UNKNOWN, Answer, Session
from assistant.errors import AssistantError
from assistant.store.sealing import NotOpened, Seal, new_seal, opened, sealed

FOLDER = "sessions"
FORMAT = 1
MOST_DAYS = 90
LOCK_SECONDS = 5.0
MOST_BYTES = 4_000_000
_NAME = re.compile(r"[0-9a-f]{8}\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_HEADER = ("kept", "id", "kept_on", "expires", "revision", "writer")


class KeptProblem(AssistantError):
    """Something is the matter with what is kept. `code` names the sentence, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


class _Unreadable(Exception):
    """A file that is not what was written. `newer` when a later version of this program wrote it."""

    def __init__(self, *, newer: bool = False) -> None:
        self.newer = newer
        super().__init__()


@dataclass(frozen=True)
class Kept:
    """A conversation that is kept. `version` is that of the dialogue; `split_from` names the file another program went on with.

    `writer` marks what this program wrote itself: after a write that only half succeeded it knows its own file again.
    """

    id: str
    session: Session
    version: str
    kept_on: str
    expires: str
    revision: int = 1
    seal: Seal | None = field(default=None, repr=False)
    split_from: str = ""
    writer: str = field(default_factory=lambda: secrets.token_hex(8), repr=False)


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
        except KeptProblem:
            return self._look(tidy=False)  # the folder can only be read: show what is there

    def keep(self, session: Session, version: str, days: int, passphrase: str = "") -> Kept:
        """Keep a conversation from now on, for `days` days. Raises KeptProblem; then nothing is kept."""
        if not 1 <= days <= MOST_DAYS:
            raise KeptProblem("days", most=MOST_DAYS)
        expires = (_day(self.today) + datetime.timedelta(days=days)).isoformat()
        seal = new_seal(passphrase) if passphrase else None
        with self._locked(make=True):
            kept = Kept(self._new_id(), session, version, self.today, expires, seal=seal)
            try:
                self._write(kept)
            except KeptProblem:
                with contextlib.suppress(OSError):
                    self._path(kept.id).unlink(missing_ok=True)
                raise
            self._days({kept.id: (self.today, self.today)})
            return kept

    def save(self, kept: Kept, session: Session) -> Kept:
        """Write the answers so far; on disk when this returns. Raises KeptProblem; the earlier file is then whole.

        When another program wrote in the same file, this conversation goes on in a file of its own, and both stay.
        """
        with self._locked():
            try:
                there = self._read(self._path(kept.id))
            except FileNotFoundError:
                raise KeptProblem("gone") from None
            except _Unreadable:
                there = {}
            new = replace(kept, session=session, revision=int(there.get("revision", 0)) + 1, split_from="")
            if there.get("revision") != kept.revision and there.get("writer") != kept.writer:
                new = replace(new, id=self._new_id(), revision=1, split_from=kept.id)
            self._write(new)
            return new

    def open(self, name: str, passphrase: str = "") -> Kept:
        """A kept conversation. Raises KeptProblem: unknown, expired, passphrase, damaged, newer."""
        with self._maybe_locked():
            path = self._path(name)
            try:
                data = self._read(path)
            except FileNotFoundError:
                raise KeptProblem("unknown", id=name) from None
            except _Unreadable as error:
                if error.newer:
                    raise KeptProblem("newer", path=path) from None
                raise KeptProblem("damaged", path=self._set_aside(path) or path) from None
            if self._left(data, self._seen_of(name)) < 1:
                raise KeptProblem("expired")
            return self._kept(data, passphrase)

    def delete(self, name: str) -> None:
        """Remove one kept conversation. Raises KeptProblem."""
        with self._locked():
            try:
                self._path(name).unlink()
            except FileNotFoundError:
                raise KeptProblem("unknown", id=name) from None
            except OSError as error:
                raise _problem(error, self.folder) from error

    def purge(self, *, everything: bool = False) -> int:
        """Remove what has expired, or everything, damaged files and leftovers too. Gives how many files went."""
        if not self.folder.is_dir():
            return 0
        with self._locked():
            self._sweep()
            if not everything:
                return self._look(tidy=True).expired
            gone = [path for path in self.folder.iterdir() if path.is_file() and path.name != ".lock"]
            for path in gone:
                path.unlink(missing_ok=True)
            return sum(not path.name.startswith(".") for path in gone)

    # ------------------------------------------------------------ the folder

    def _path(self, name: str) -> Path:
        if not _NAME.match(name):
            raise KeptProblem("unknown", id=name)
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
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.chmod(self.folder, 0o700)
                if new:
                    _sync_folder(self.folder.parent)
            handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            raise KeptProblem("gone") from None
        except OSError as error:
            raise _problem(error, self.folder) from error
        try:
            _lock(handle, LOCK_SECONDS if self.patience is None else self.patience)
            yield
        finally:
            os.close(handle)  # the lock goes with it

    @contextlib.contextmanager
    def _maybe_locked(self) -> Iterator[None]:
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(KeptProblem):
                stack.enter_context(self._locked())
            yield

    def _sweep(self) -> None:
        """Remove half-written files. Under the lock nobody is writing, so each is left over from a program that was stopped."""
        for path in self.folder.glob(".*.part"):
            with contextlib.suppress(OSError):
                path.unlink()

    def _look(self, *, tidy: bool) -> Shelved:
        lines, set_aside, newer = [], [], []
        expired = 0
        seen = self._seen()
        days: dict[str, tuple[str, str]] = {}
        for path in sorted(self.folder.glob("*.json")):
            if not _NAME.match(path.stem):
                continue
            try:
                data = self._read(path)
            except FileNotFoundError:
                continue
            except _Unreadable as error:
                if error.newer:
                    newer.append(str(path))
                elif tidy:
                    set_aside.append(str(self._set_aside(path) or path))
                else:
                    set_aside.append(str(path))
                continue
            days[path.stem] = _passed(data, seen.get(path.stem), self.today)
            left = self._left(data, seen.get(path.stem))
            if left < 1:
                expired += 1
                if tidy:
                    with contextlib.suppress(OSError):
                        path.unlink()
                        del days[path.stem]
                continue
            lines.append(self._listed(path.stem, data, left))
        if tidy:
            expired += self._forget_damaged()
            self._days(days, whole=True)
        aside = tuple(str(path) for path in sorted(self.folder.glob("*.damaged*")))
        lines.sort(key=lambda line: (line.kept_on, line.id), reverse=True)
        return Shelved(tuple(lines), tuple(set_aside), aside, tuple(newer), expired)

    def _listed(self, name: str, data: Mapping[str, Any], left: int) -> Listed:
        line = Listed(name, data["kept_on"], data["expires"], left, locked="sealed" in data)
        if not line.locked:
            with contextlib.suppress(KeptProblem):  # opening it will say what is wrong
                session = self._kept(data, "").session
                return replace(line, dialogue=session.dialogue, answers=len(session.answers), session=session)
        return line

    def _forget_damaged(self) -> int:
        """Damaged files may hold answers, so they do not stay for ever either."""
        gone = 0
        for path in self.folder.glob("*.damaged*"):
            with contextlib.suppress(OSError, OverflowError, ValueError):
                since = datetime.date.fromtimestamp(path.stat().st_mtime)
                if (_day(self.today) - since).days > MOST_DAYS:
                    path.unlink()
                    gone += 1
        return gone

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

    # ------------------------------------------------------------ one file

    def _write(self, kept: Kept) -> None:
        header = {
            "kept": FORMAT,
            "id": kept.id,
            "kept_on": kept.kept_on,
            "expires": kept.expires,
            "revision": kept.revision,
            "writer": kept.writer,
        }
        body = {
            "dialogue": kept.session.dialogue,
            "version": kept.version,
            "as_of": kept.session.as_of,
            "answers": {key: _out(answer) for key, answer in kept.session.answers.items()},
        }
        part = {"body": body} if kept.seal is None else {"sealed": sealed(kept.seal, _bytes(body), _bytes(header))}
        data = {**header, **part}
        data["check"] = _check(data)
        self._put(self._path(kept.id), _bytes(data) + b"\n")

    def _put(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        """Write whole or not at all."""
        temporary = path.with_name(f".{path.name}.part")
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
            try:
                left = memoryview(data)
                while left:
                    left = left[os.write(handle, left) :]
                if sync:
                    os.fsync(handle)
            finally:
                os.close(handle)
            os.replace(temporary, path)
            if sync:
                _sync_folder(self.folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise _problem(error, self.folder) from error

    def _read(self, path: Path) -> dict[str, Any]:
        """The data in a file. Raises FileNotFoundError or _Unreadable."""
        try:
            with path.open("rb") as stream:
                raw = stream.read(MOST_BYTES + 1)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise _problem(error, path) from error
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            raise _Unreadable from None
        if not isinstance(data, dict):
            raise _Unreadable
        if isinstance(data.get("kept"), int) and data["kept"] > FORMAT:
            raise _Unreadable(newer=True)
        sound = (
            data.get("kept") == FORMAT
            and data.get("id") == path.stem
            and isinstance(data.get("revision"), int)
            and isinstance(data.get("writer"), str)
            and all(isinstance(data.get(name), str) and _DAY.match(data[name]) for name in ("kept_on", "expires"))
            and (isinstance(data.get("body"), dict) or isinstance(data.get("sealed"), dict))
            and data.get("check") == _check(data)
        )
        if not sound:
            raise _Unreadable
        return data

    def _kept(self, data: Mapping[str, Any], passphrase: str) -> Kept:
        seal: Seal | None = None
        body = data.get("body")
        if body is None:
            if not passphrase:
                raise KeptProblem("locked")
            try:
                raw, seal = opened(passphrase, data["sealed"], _bytes({name: data[name] for name in _HEADER}))
                body = json.loads(raw)
            except (NotOpened, ValueError):
                raise KeptProblem("passphrase") from None
        try:
            answers = {str(key): _in(value) for key, value in body["answers"].items()}
            session = Session(str(body["dialogue"]), str(body["as_of"]), answers)
            return Kept(
                data["id"], session, str(body["version"]), data["kept_on"], data["expires"], data["revision"], seal
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise KeptProblem("damaged", path=self._path(data["id"])) from None

    # ------------------------------------------------------------ days

    def _left(self, data: Mapping[str, Any], seen: tuple[str, str] | None) -> int:
        """How many days are left; the clock of the device may have gone back."""
        now, _ = _passed(data, seen, self.today)
        return (_day(data["expires"]) - _day(now)).days

    def _seen(self) -> dict[str, tuple[str, str]]:
        """Per conversation the latest day that passed, and the day the clock last showed."""
        try:
            data = json.loads((self.folder / ".days").read_bytes())
            return {str(key): (_known(mark), _known(last)) for key, (mark, last) in data.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _seen_of(self, name: str) -> tuple[str, str] | None:
        """The same of one conversation, without reading those of all others."""
        try:
            raw = (self.folder / ".days").read_bytes()
        except OSError:
            return None
        found = re.search(rb'"%s":\["(\d{4}-\d\d-\d\d)","(\d{4}-\d\d-\d\d)"\]' % name.encode(), raw)
        return (found[1].decode(), found[2].decode()) if found else None

    def _days(self, days: Mapping[str, tuple[str, str]], *, whole: bool = False) -> None:
        """Remember those days. Not being able to is no reason to stop."""
        old = self._seen()
        new = dict(days) if whole else {**old, **days}
        if new != old:
            with contextlib.suppress(KeptProblem):
                self._put(self.folder / ".days", _bytes(new), sync=False)


def _passed(data: Mapping[str, Any], seen: tuple[str, str] | None, today: str) -> tuple[str, str]:
    """The latest day that really passed, when the clock shows `today`.

    A clock that went back does not make a conversation younger: the highest day stays, and days go on being added to it.
    """
    mark, last = seen or (data["kept_on"], data["kept_on"])
    if today >= mark:
        return today, today
    if today > last:
        with contextlib.suppress(OverflowError):
            mark = (_day(mark) + (_day(today) - _day(last))).isoformat()
    return mark, today


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return datetime.date.min


def _known(text: object) -> str:
    if not isinstance(text, str) or not _DAY.match(text):
        raise ValueError
    return text


def _out(answer: Answer) -> dict[str, Any]:
    """An answer as data. Own words are left out, always."""
    found: dict[str, Any] = {"state": answer.state}
    if answer.chosen:
        found["chosen"] = list(answer.chosen)
    if answer.rows:
        found["rows"] = [list(row) for row in answer.rows]
    if answer.number:
        found["number"] = answer.number
    if answer.month:
        found["month"] = answer.month
    return found


def _in(value: Mapping[str, Any]) -> Answer:
    state = value["state"]
    if state not in (KNOWN, UNKNOWN, REFUSED):
        raise ValueError
    rows = tuple((str(name), str(each)) for name, each in value.get("rows", ()))
    chosen = tuple(str(each) for each in value.get("chosen", ()))
    return Answer(state, chosen, rows, int(value.get("number", 0)), str(value.get("month", "")))


def _bytes(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _check(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(_bytes({name: value for name, value in data.items() if name != "check"})).hexdigest()


def _problem(error: OSError, path: Path) -> KeptProblem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return KeptProblem("full")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return KeptProblem("read_only", path=path)
    return KeptProblem("disk", path=path, reason=error.strerror or type(error).__name__)


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder last; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lock(handle: int, patience: float) -> None:
    """Wait for the lock; it is only ever held for the time of a write. Raises KeptProblem when that takes too long."""
    until = time.monotonic() + patience
    while True:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > until:
                raise KeptProblem("busy") from None
            time.sleep(0.02)
        else:
            return
