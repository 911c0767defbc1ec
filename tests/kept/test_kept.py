"""Conversations kept on this device: for the owner only, gone by themselves, whole whatever happens."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shelf_rows

from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, Answer, Session
from assistant.store import kept as module
from assistant.store.encryption import new_seal
from assistant.store.kept import FOLDER, NAME, Shelf
from assistant.store.kept_file import Kept, check_of, compact, data_of
from assistant.store.kept_rows import put_row, row_of
from assistant.store.problems import StoreProblem

DAY = "2026-11-24"
SECRET = "Jeroen van den Berg"
ANSWERS: Mapping[str, Answer] = {
    "danger_now": Answer(chosen=("no",)),
    "noticed": Answer(text=SECRET),
    "events": Answer(chosen=("dismissal", "left_school")),
    "about_event@dismissal": Answer(rows=(("impact", "strong"), ("when", "recent"))),
    "changes": DONT_KNOW,
    "age_band": RATHER_NOT,
    "how_many": Answer(number=2500),
    "since": Answer(moment="2026-08"),
}
SESSION = Session("self_check", DAY, ANSWERS)


def shelf(home: Path, today: str = DAY) -> Shelf:
    return Shelf(home, today)


@contextmanager
def rows(home: Path) -> Iterator[sqlite3.Connection]:
    """The file, changed behind the back of the program."""
    with closing(sqlite3.connect(home / FOLDER / NAME)) as db, db:
        yield db


def kept_there(home: Path) -> list[str]:
    with rows(home) as db:
        return [str(row[0]) for row in db.execute("SELECT id FROM conversations ORDER BY id")]


def from_before(home: Path, passphrase: str = "", today: str = DAY) -> tuple[Kept, Path]:
    """A conversation in a file, as an earlier version kept it."""
    kept = Kept("00a265f5", SESSION, "1.0.0", today, "2026-11-27", seal=new_seal(passphrase) if passphrase else None)
    path = home / FOLDER / "00a265f5.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(compact(data_of(kept)) + b"\n")
    return kept, path


def code_of(work: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(StoreProblem) as caught:
        work(*arguments, **named)
    return caught.value.code


@pytest.mark.parametrize("passphrase", ["", "een lange zin met ë"])
def test_every_answer_comes_back_except_own_words(tmp_path: Path, passphrase: str) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3, passphrase)
    back = shelf(tmp_path).open(one.id, passphrase)
    assert dict(back.session.answers) == {**ANSWERS, "noticed": Answer()}
    assert (back.session.as_of, back.version, back.session.dialogue) == (DAY, "1.0.0", "self_check")
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in (tmp_path / FOLDER).iterdir())


@pytest.mark.skipif(os.name == "nt", reason="no such rights on Windows")
def test_only_the_owner_can_read(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    finally:
        os.umask(old)
    folder = tmp_path / FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    assert shelf(tmp_path).shelved().lines == ()
    assert shelf(tmp_path).purge(everything=True) == 0
    assert list(tmp_path.iterdir()) == []


def test_with_a_passphrase_nothing_of_the_conversation_can_be_read(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3, "geheim")
    raw = b"".join(path.read_bytes() for path in (tmp_path / FOLDER).iterdir())
    assert one.id.encode() in raw
    assert not any(word in raw for word in (b"self_check", b"danger_now", b"dismissal", b"geheim"))
    (line,) = shelf(tmp_path).shelved().lines
    assert (line.locked, line.dialogue, line.answers) == (True, "", 0)
    assert code_of(shelf(tmp_path).open, one.id) == "locked"
    assert code_of(shelf(tmp_path).open, one.id, "anders") == "passphrase"
    assert "geheim" not in repr(shelf(tmp_path).open(one.id, "geheim"))


@pytest.mark.parametrize("field", ["expires", "kept_on", "revision", "writer"])
def test_a_locked_file_cannot_be_given_another_head(tmp_path: Path, field: str) -> None:
    """Even with a fitting checksum: the sealed part vouches for the head."""
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3, "geheim")
    with rows(tmp_path) as db:
        data = row_of(db, one.id)
        assert data is not None
        data[field] = 99 if field == "revision" else "2026-11-25"
        data["check"] = check_of(data)
        put_row(db, data)
    assert code_of(shelf(tmp_path).open, one.id, "geheim") == "passphrase"


def test_a_save_seals_anew_and_asks_for_no_passphrase_again(tmp_path: Path) -> None:
    def box() -> Any:
        with rows(tmp_path) as db:
            return (row_of(db, one.id) or {})["sealed"]

    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3, "geheim")
    before = box()
    two = shelf(tmp_path).save(one, SESSION.answered("cues", DONT_KNOW))
    after = box()
    assert before["nonce"] != after["nonce"]
    assert before["salt"] == after["salt"]
    assert shelf(tmp_path).open(two.id, "geheim").session.answers["cues"] == DONT_KNOW


# ---------------------------------------------------------------- days


def test_it_goes_by_itself(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    assert shelf(tmp_path, "2026-11-26").shelved().lines[0].days_left == 1
    assert shelf(tmp_path, "2026-11-27").shelved().expired == 1
    assert kept_there(tmp_path) == []
    assert code_of(shelf(tmp_path).open, one.id) == "unknown"


def test_what_has_expired_cannot_be_opened_before_it_is_cleared(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    assert code_of(shelf(tmp_path, "2026-12-30").open, one.id) == "expired"


def test_a_clock_that_goes_back_makes_nothing_younger(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    assert shelf(tmp_path, "2026-11-26").shelved().lines[0].days_left == 1
    assert shelf(tmp_path, "2000-01-01").shelved().lines[0].days_left == 1
    assert shelf(tmp_path, "2000-01-02").shelved().expired == 1
    assert code_of(shelf(tmp_path, "2000-01-02").open, one.id) == "unknown"


def test_a_clock_that_goes_back_and_is_put_right_costs_nothing(tmp_path: Path) -> None:
    """An empty battery: the clock starts in 2000 and is right again later that day."""
    shelf(tmp_path).keep(SESSION, "1.0.0", 9)
    for today in (DAY, "2000-01-01", "2000-01-02", "2026-11-26"):
        view = shelf(tmp_path, today).shelved()
        assert len(view.lines) == 1
    assert view.lines[0].days_left == 7


def test_what_was_kept_while_the_clock_was_wrong_goes_too(tmp_path: Path) -> None:
    shelf(tmp_path, "2000-01-01").keep(SESSION, "1.0.0", 9)
    assert shelf(tmp_path, DAY).shelved().expired == 1


@pytest.mark.parametrize("spoiled", [b"", b"[]", b"{", b'{"x": [1]}', b'{"00a265f5": ["9999-12-30", "0000-00-00"]}'])
def test_a_spoiled_list_of_days_from_before_is_no_obstacle(tmp_path: Path, spoiled: bytes) -> None:
    from_before(tmp_path)
    (tmp_path / FOLDER / ".days").write_bytes(spoiled)
    shelf(tmp_path, "1999-01-01").shelved()
    assert not (tmp_path / FOLDER / ".days").exists()
    assert shelf(tmp_path, "2026-11-27").shelved().lines == ()


@pytest.mark.parametrize("days", [0, -1, module.MOST_DAYS + 1])
def test_not_for_ever(tmp_path: Path, days: int) -> None:
    assert code_of(shelf(tmp_path).keep, SESSION, "1.0.0", days) == "days"
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("content", "{"),
        ("content", "[]"),
        ("content", '{"answers":{}}'),
        ("part", "sealed"),
        ("part", "other"),
        ("kept_on", "2026-11-25"),
        ("expires", "never"),
        ("revision", "x"),
        ("writer", ""),
        ("fingerprint", "0"),
        ("form", 0),
        ("content", b"\xff"),
    ],
)
def test_a_damaged_row_is_set_aside_and_not_deleted(tmp_path: Path, column: str, value: object) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    other = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    with rows(tmp_path) as db:
        db.execute(f"UPDATE conversations SET {column} = ? WHERE id = ?", (value, one.id))
    view = shelf(tmp_path).shelved()
    assert [line.id for line in view.lines] == [other.id]
    (aside,) = view.set_aside
    assert json.loads(Path(aside).read_bytes())[column] == str(value)
    assert shelf(tmp_path).shelved().set_aside == ()
    assert shelf(tmp_path).shelved().aside == (aside,)


@pytest.mark.parametrize("part", range(6))
def test_a_damaged_file_from_before_is_set_aside_and_not_deleted(tmp_path: Path, part: int) -> None:
    _, path = from_before(tmp_path)
    data = bytearray(path.read_bytes())
    spot = len(data) * part // 6 + 2
    damaged = bytes(data[:spot]) if part % 2 else bytes(data[:spot]) + bytes([data[spot] ^ 1]) + bytes(data[spot + 1 :])
    path.write_bytes(damaged)
    (aside,) = shelf(tmp_path).shelved().set_aside
    assert Path(aside).read_bytes() == damaged
    assert shelf(tmp_path).shelved().aside == (aside,)


def test_a_whole_file_that_is_damaged_is_set_aside_and_keeping_goes_on(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    (tmp_path / FOLDER / NAME).write_bytes(b"\x00" * 9999)
    with pytest.raises(StoreProblem) as caught:
        shelf(tmp_path).save(one, SESSION)
    aside = Path(str(caught.value.values["path"]))
    assert (caught.value.code, aside.read_bytes()) == ("damaged", b"\x00" * 9999)
    assert shelf(tmp_path).shelved().aside == (str(aside),)
    assert shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    assert shelf(tmp_path).purge(everything=True) == 2
    assert not aside.exists()


def test_opening_what_is_damaged_says_where_it_went(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    with rows(tmp_path) as db:
        db.execute("UPDATE conversations SET content = 'x'")
    with pytest.raises(StoreProblem) as caught:
        shelf(tmp_path).open(one.id)
    assert caught.value.code == "damaged"
    assert json.loads(Path(str(caught.value.values["path"])).read_bytes())["content"] == "x"


def test_damaged_files_go_after_some_time_too(tmp_path: Path) -> None:
    from_before(tmp_path)[1].write_bytes(b"x")
    (aside,) = shelf(tmp_path).shelved().set_aside
    assert shelf(tmp_path, "2199-01-01").shelved().aside == ()
    assert not Path(aside).exists()


def test_what_a_newer_version_kept_stays_as_it_is(tmp_path: Path) -> None:
    one, path = from_before(tmp_path)
    path.write_text(json.dumps({"kept": 2, "anything": True}), "utf-8")
    assert shelf(tmp_path).shelved().newer == (str(path),)
    assert code_of(shelf(tmp_path).open, one.id) == "newer"
    assert path.exists()
    with rows(tmp_path) as db:
        db.execute("PRAGMA user_version=2")
    before = (tmp_path / FOLDER / NAME).read_bytes()
    assert str(tmp_path / FOLDER / NAME) in shelf(tmp_path).shelved().newer
    for refused in (shelf(tmp_path).open, shelf(tmp_path).delete):
        assert code_of(refused, one.id) == "newer"
    assert code_of(shelf(tmp_path).keep, SESSION, "1.0.0", 3) == "newer"
    assert (tmp_path / FOLDER / NAME).read_bytes() == before


# ---------------------------------------------------------------- files from before


def test_a_file_goes_once_its_row_was_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, path = from_before(tmp_path)
    with monkeypatch.context() as patch:  # what was written is not what is read back
        patch.setattr(module, "put_row", lambda *_: None)
        assert shelf(tmp_path).open(kept.id).session.answers["changes"] == DONT_KNOW
        assert path.exists()
    assert len(shelf(tmp_path).shelved().lines) == 1
    assert not path.exists()
    assert dict(shelf(tmp_path).open(kept.id).session.answers) == {**ANSWERS, "noticed": Answer()}


def test_killed_between_row_and_file_both_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, path = from_before(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Shelf, "_file_goes", lambda *_: None)
        assert len(shelf(tmp_path).shelved().lines) == 1
        later = shelf(tmp_path).save(shelf(tmp_path).open(kept.id), SESSION.answered("cues", DONT_KNOW))
    assert (later.id, path.exists()) == (kept.id, True)
    assert shelf(tmp_path).open(kept.id).session.answers["cues"] == DONT_KNOW  # the row is later than the file
    assert not path.exists()


def test_what_an_earlier_version_went_on_with_counts(tmp_path: Path) -> None:
    kept, path = from_before(tmp_path)
    shelf(tmp_path).shelved()
    later = replace(kept, session=SESSION.answered("cues", DONT_KNOW), revision=2)
    path.write_bytes(compact(data_of(later)))
    assert shelf(tmp_path).open(kept.id).session.answers["cues"] == DONT_KNOW
    assert not path.exists()


def test_a_file_behind_a_passphrase_stays_until_it_is_gone_on_with(tmp_path: Path) -> None:
    kept, path = from_before(tmp_path, "geheim")
    before = path.read_bytes()
    (line,) = shelf(tmp_path, "2026-11-26").shelved().lines
    assert (line.locked, line.days_left) == (True, 1)
    assert shelf(tmp_path, "2026-11-25").shelved().lines[0].days_left == 1  # its days are remembered all the same
    one = shelf(tmp_path).open(kept.id, "geheim")
    assert path.read_bytes() == before
    shelf(tmp_path).save(one, SESSION.answered("cues", DONT_KNOW))
    assert not path.exists()
    assert shelf(tmp_path).open(kept.id, "geheim").session.answers["cues"] == DONT_KNOW
    _, path = from_before(tmp_path, "geheim")
    shelf(tmp_path).delete(kept.id)
    assert not path.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ABCDEF12", "x" * 8, "12345678.json"])
def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    assert code_of(shelf(tmp_path).open, name) == "unknown"
    assert code_of(shelf(tmp_path).keep(SESSION, "1", 1) and shelf(tmp_path).delete, name) == "unknown"


def test_half_written_files_are_swept(tmp_path: Path) -> None:
    shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    (tmp_path / FOLDER / ".12345678.json.part").write_bytes(b"half")
    shelf(tmp_path).shelved()
    assert not list((tmp_path / FOLDER).glob("*.part"))


# ---------------------------------------------------------------- the disk


@pytest.mark.parametrize(("pragma", "code"), [("max_page_count=1", "full"), ("query_only=ON", "read_only")])
def test_a_disk_that_refuses_leaves_what_was_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pragma: str, code: str
) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    many = {f"question_{number}": Answer(chosen=("x" * 99,)) for number in range(200)}
    real = module.opened_or_begun

    def refusing(*arguments: Any, **named: Any) -> tuple[sqlite3.Connection, str]:
        db, aside = real(*arguments, **named)
        db.execute(f"PRAGMA {pragma}")
        return db, aside

    with monkeypatch.context() as patch:
        patch.setattr(module, "opened_or_begun", refusing)
        assert code_of(shelf(tmp_path).save, one, Session("self_check", DAY, many)) == code
        assert code_of(shelf(tmp_path).keep, Session("self_check", DAY, many), "1.0.0", 3) == code
        assert len(shelf(tmp_path).shelved().lines) == 1
    assert kept_there(tmp_path) == [one.id]
    assert dict(shelf(tmp_path).open(one.id).session.answers) == {**ANSWERS, "noticed": Answer()}
    later = shelf(tmp_path).save(one, SESSION.answered("cues", DONT_KNOW))  # when there is room again
    assert (later.id, later.split_from) == (one.id, "")
    assert shelf(tmp_path).open(later.id).session.answers["cues"] == DONT_KNOW


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_full_disk_for_real(tmp_path: Path) -> None:
    """A limit on the size of files, set in a process of its own, refuses the write half-way."""
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    many = {f"question_{number}": Answer(chosen=("x" * 99,)) for number in range(2000)}
    child = os.fork()
    if not child:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        try:
            shelf(tmp_path).save(one, Session("self_check", DAY, many))
        except StoreProblem as problem:
            os._exit(7 if problem.code in ("full", "disk") else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert dict(shelf(tmp_path).open(one.id).session.answers) == {**ANSWERS, "noticed": Answer()}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_folder_that_may_only_be_read_for_real(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    os.chmod(tmp_path / FOLDER, 0o500)
    try:
        assert len(shelf(tmp_path).shelved().lines) == 1
        assert shelf(tmp_path).open(one.id).session.answers
    finally:
        os.chmod(tmp_path / FOLDER, 0o700)


def test_a_home_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "no")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert code_of(shelf(tmp_path / "x").keep, SESSION, "1.0.0", 3) == "read_only"


# ---------------------------------------------------------------- two programs


def test_two_programs_in_one_conversation_lose_nothing(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    mine, yours = shelf(tmp_path).open(one.id), shelf(tmp_path).open(one.id)
    mine = shelf(tmp_path).save(mine, SESSION.answered("cues", Answer(chosen=("matter",))))
    yours = shelf(tmp_path).save(yours, SESSION.answered("cues", Answer(chosen=("fair",))))
    assert mine.id == one.id
    assert yours.split_from == one.id
    assert yours.id != one.id
    assert shelf(tmp_path).open(mine.id).session.answers["cues"].chosen == ("matter",)
    assert shelf(tmp_path).open(yours.id).session.answers["cues"].chosen == ("fair",)
    assert shelf(tmp_path).save(yours, SESSION).split_from == ""


def test_what_was_deleted_elsewhere_is_not_written_again(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    shelf(tmp_path).delete(one.id)
    assert code_of(shelf(tmp_path).save, one, SESSION) == "gone"
    assert kept_there(tmp_path) == []


def _writer(home: str, number: int) -> None:
    mine = Shelf(Path(home), DAY)
    session = Session("self_check", DAY, {})
    one = mine.keep(session, "1.0.0", 3)
    for place in range(25):
        session = session.answered(f"question_{place}", Answer(chosen=(f"by_{number}",)))
        one = mine.save(one, session)
        mine.shelved()


def test_several_programs_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")
    writers = [context.Process(target=_writer, args=(str(tmp_path), number)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0] * 4
    view = shelf(tmp_path).shelved()
    assert [line.answers for line in view.lines] == [25] * 4
    assert view.set_aside == ()


def test_a_lock_that_is_never_given_back_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    with rows(tmp_path) as db:
        db.execute("BEGIN IMMEDIATE")
        assert code_of(shelf(tmp_path).save, one, SESSION) == "busy"
        assert len(shelf(tmp_path).shelved().lines) == 1  # looking still works


def test_purge_leaves_nothing(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    two = shelf(tmp_path).keep(SESSION, "1.0.0", 3, "geheim")
    from_before(tmp_path)[1].write_bytes(b"x")
    shelf(tmp_path).shelved()
    assert shelf(tmp_path).purge() == 0
    assert shelf(tmp_path).purge(everything=True) == 3
    assert shelf_rows.there(tmp_path) == {}
    raw = b"".join(path.read_bytes() for path in (tmp_path / FOLDER).iterdir())
    assert not any(word.encode() in raw for word in (one.id, two.id, "dismissal"))
