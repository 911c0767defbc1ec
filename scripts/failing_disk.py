"""All stores of a device on a disk that fails: every call of every kind, once and for ever, with each error. Nothing healthy is set aside, no answer that
was said to be kept is lost, and what goes wrong is a StoreProblem.

    python scripts/failing_disk.py [--quick]     (Linux, with a C compiler)
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
KINDS = "orwsnut"
ERRORS = (errno.EIO, errno.ENOSPC, errno.EAGAIN, errno.ENOMEM)
MOST_CALLS = 60
DAY = "2026-11-24"


def library(folder: Path) -> Path | None:
    """The failing disk, built into `folder`; None where no compiler is."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    target = folder / "failing_disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", target, HERE / "failing_disk.c", "-ldl"], check=True)
    return target


class Course:
    """What was tried, and what went wrong with it."""

    def __init__(self, quick: bool) -> None:
        self.quick = quick
        self.tried = self.failed = 0
        self.faults: list[str] = []
        self.disk = ctypes.CDLL(os.environ["LD_PRELOAD"])

    def over(
        self,
        name: str,
        path: str,
        before: Callable[[Path], set[str]],
        work: Callable[[Path, set[str]], None],
        after: Callable[[Path], set[str]],
    ) -> None:
        """Do `work` on what `before` made, failing at each call; `after` must still find all that was said to be kept."""
        from assistant.store.problems import StoreProblem

        for kind in KINDS:
            for error in ERRORS[:1] if self.quick else ERRORS:
                for only in (1, 0):
                    for number in range(MOST_CALLS):
                        with tempfile.TemporaryDirectory() as folder:
                            home = Path(folder)
                            said = before(home)
                            self.disk.fail_at(ord(kind), number, error, only, path.encode())
                            told = ""
                            try:
                                work(home, said)
                            except StoreProblem as problem:
                                told = problem.code
                            except Exception as fault:
                                self.faults.append(f"{name} {kind} {number} {errno.errorcode[error]}: {fault!r}")
                            hits = self.disk.fail_at(ord("-"), -1, 0, 0, b"-")
                            self.tried += 1
                            self.failed += bool(hits)
                            found = after(home)
                            if not said <= found:
                                self.faults.append(
                                    f"{name} {kind} {number} {errno.errorcode[error]} {only}: lost {said - found}, told {told!r}"
                                )
                            aside = [each.name for each in home.rglob("*damaged*")]
                            if aside:
                                self.faults.append(
                                    f"{name} {kind} {number} {errno.errorcode[error]} {only}: set aside {aside}"
                                )
                        if not hits:
                            break  # there are no more calls of this kind


def practice(course: Course) -> None:
    """A round under way: opened, two answers, finished."""
    from assistant.store.results import Record, Results

    def before(home: Path) -> set[str]:
        with Results(home) as results:
            results.begin(Record("u", "C", "case", "1", "practice", DAY, cues={"a": "b"}, answers={"mark.a": "yes 80"}))
        return {"mark.a"}

    def work(home: Path, said: set[str]) -> None:
        with Results(home) as results:
            for key in ("mark.b", "mark.c"):
                results.answer("u", key, "no 60")
                said.add(key)
            results.commit("u", DAY)
            said.add("finished")
            results.find("u")

    def after(home: Path) -> set[str]:
        with Results(home) as results:
            record = results.find("u")
            return set() if record is None else {*record.answers, *(["finished"] if record.committed else [])}

    course.over("practice", "practice.sqlite3", before, work, after)


def shelf(course: Course) -> None:
    """A kept conversation: listed, opened, two answers."""
    from assistant.dialogue.session import Answer, Session
    from assistant.store.kept import Shelf

    def session(*keys: str) -> Session:
        return Session("self_check", DAY, {key: Answer(chosen=("yes",)) for key in keys})

    def before(home: Path) -> set[str]:
        Shelf(home, DAY).keep(session("a"), "1.0.0", 7)
        return {"a"}

    def work(home: Path, said: set[str]) -> None:
        there = Shelf(home, DAY)
        listed = there.shelved()
        if len(listed.lines) + len(listed.unopened) != 1:
            raise AssertionError(listed)
        kept = there.open(next((home / "sessions").glob("*.json")).stem)
        for keys in (("a", "b"), ("a", "b", "c")):
            kept = there.save(kept, session(*keys))
            said.add(keys[-1])

    def after(home: Path) -> set[str]:
        there = Shelf(home, DAY)
        return {key for line in there.shelved().lines for key in (line.session.answers if line.session else ())}

    course.over("shelf", "sessions/", before, work, after)


def rooms(course: Course) -> None:
    """A class: found by its code, and two more people come in."""
    from assistant.store.rooms_sqlite import SqliteRooms

    def before(home: Path) -> set[str]:
        store = SqliteRooms(home / "rooms.sqlite3", b"k" * 32)
        room = store.make("trainer", "once", 1)
        store.join(room.id, "first", "1")
        store.finish()
        return {"first"}

    def work(home: Path, said: set[str]) -> None:
        store = SqliteRooms(home / "rooms.sqlite3", b"k" * 32)
        try:
            room = store.latest("trainer")
            if room is None:
                raise AssertionError("the class is gone")
            for ticket in ("second", "third"):
                store.join(room.id, ticket, ticket)
                said.add(ticket)
        finally:
            store.finish()

    def after(home: Path) -> set[str]:
        store = SqliteRooms(home / "rooms.sqlite3", b"k" * 32)
        found = {ticket for ticket in ("first", "second", "third") if store.seat(ticket) is not None}
        store.finish()
        return found

    course.over("rooms", "rooms.sqlite3", before, work, after)


def main() -> int:
    quick = "--quick" in sys.argv
    if "fail_at" not in os.environ.get("LD_PRELOAD_NOTE", ""):
        with tempfile.TemporaryDirectory() as folder:
            built = library(Path(folder))
            if built is None:
                print("not run: this needs Linux and a C compiler")
                return 0
            # PYTHONPATH: the script runs from a checkout, also uninstalled
            more = {"LD_PRELOAD": str(built), "LD_PRELOAD_NOTE": "fail_at", "PYTHONPATH": str(HERE.parent)}
            return subprocess.run([sys.executable, *sys.argv], env={**os.environ, **more}, check=False).returncode
    from assistant.content import regular
    from assistant.store import results

    regular.PAUSE = results.PAUSE = 0.0
    course = Course(quick)
    practice(course)
    shelf(course)
    rooms(course)
    for fault in course.faults[:40]:
        print(fault)
    print(f"{course.tried} runs, in {course.failed} of which a call failed: {len(course.faults)} faults")
    return 1 if course.faults or not course.failed else 0


if __name__ == "__main__":
    sys.exit(main())
