"""Conversations kept on this device: for the owner only, gone by themselves, whole whatever happens."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, Answer, Session
from assistant.store import disk
from assistant.store import kept as module
from assistant.store.days import MOST_DAYS
from assistant.store.kept import FOLDER, Shelf
from assistant.store.kept_file import check_of
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


def files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / FOLDER).iterdir() if not path.name.startswith("."))


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
    raw = (tmp_path / FOLDER / f"{one.id}.json").read_text("utf-8")
    assert not any(word in raw for word in ("self_check", "danger_now", "dismissal", "geheim"))
    (line,) = shelf(tmp_path).shelved().lines
    assert (line.locked, line.dialogue, line.answers) == (True, "", 0)
    assert code_of(shelf(tmp_path).open, one.id) == "locked"
    assert code_of(shelf(tmp_path).open, one.id, "anders") == "passphrase"
    assert "geheim" not in repr(shelf(tmp_path).open(one.id, "geheim"))


@pytest.mark.parametrize("field", ["expires", "kept_on", "revision", "writer"])
def test_a_locked_file_cannot_be_given_another_head(tmp_path: Path, field: str) -> None:
    """Even with a fitting checksum: the sealed part vouches for the head."""
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3, "geheim")
    path = tmp_path / FOLDER / f"{one.id}.json"
    data = json.loads(path.read_text("utf-8"))
    data[field] = 99 if field == "revision" else "2026-11-25"
    data["check"] = check_of(data)
    path.write_text(json.dumps(data), "utf-8")
    assert code_of(shelf(tmp_path).open, one.id, "geheim") == "passphrase"


def test_a_save_seals_anew_and_asks_for_no_passphrase_again(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3, "geheim")
    path = tmp_path / FOLDER / f"{one.id}.json"
    before = json.loads(path.read_text("utf-8"))["sealed"]
    two = shelf(tmp_path).save(one, SESSION.answered("cues", DONT_KNOW))
    after = json.loads(path.read_text("utf-8"))["sealed"]
    assert before["nonce"] != after["nonce"]
    assert before["salt"] == after["salt"]
    assert shelf(tmp_path).open(two.id, "geheim").session.answers["cues"] == DONT_KNOW


# ---------------------------------------------------------------- days


def test_it_goes_by_itself(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    assert shelf(tmp_path, "2026-11-26").shelved().lines[0].days_left == 1
    assert shelf(tmp_path, "2026-11-27").shelved().expired == 1
    assert shelf(tmp_path, "2026-11-28").shelved() == module.Shelved(())
    assert code_of(shelf(tmp_path, "2026-11-28").open, one.id) == "unknown"
    for day in ("2026-12-05", "2026-12-07", "2026-12-08"):
        shelf(tmp_path, day).shelved()
    assert files(tmp_path) == []


def test_what_has_expired_cannot_be_opened_before_it_is_cleared(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    assert code_of(shelf(tmp_path, "2026-12-30").open, one.id) == "expired"


def test_a_clock_that_goes_back_makes_nothing_younger(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    assert shelf(tmp_path, "2026-11-26").shelved().lines[0].days_left == 1
    assert shelf(tmp_path, "2000-01-01").shelved().lines[0].days_left == 1
    assert shelf(tmp_path, "2000-01-02").shelved().expired == 1
    assert code_of(shelf(tmp_path, "2000-01-02").open, one.id) == "expired"
    shelf(tmp_path, "2000-01-03").shelved()
    assert code_of(shelf(tmp_path, "2000-01-03").open, one.id) == "unknown"


def test_a_clock_that_goes_back_and_half_way_forward_deletes_nothing(tmp_path: Path) -> None:
    """The years between are no days that passed (R19)."""
    shelf(tmp_path, "2026-11-28").keep(SESSION, "1.0.0", 7)
    for today in ("2026-12-04", "2020-01-01", "2026-12-01"):
        (line,) = shelf(tmp_path, today).shelved().lines
        assert line.days_left == 1


def test_one_look_in_a_wrong_year_deletes_nothing_and_it_can_be_brought_back(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 7)
    for today in ("2099-01-01", "2099-01-01", DAY):
        assert shelf(tmp_path, today).shelved().lines == ()
        assert shelf(tmp_path, today).restorable() == (one.id,)
    shelf(tmp_path).restore(one.id)
    assert shelf(tmp_path).shelved().lines[0].days_left == 7
    assert dict(shelf(tmp_path).open(one.id).session.answers) == {**ANSWERS, "noticed": Answer()}


def test_what_a_date_took_away_comes_back_for_a_week_and_what_a_person_deletes_does_not(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    for today in ("2026-12-01", "2026-12-02"):
        shelf(tmp_path, today).shelved()
    assert files(tmp_path) == [f"{one.id}.expired"]
    shelf(tmp_path, "2026-12-04").restore(one.id)
    assert shelf(tmp_path, "2026-12-04").shelved().lines[0].days_left == 7
    assert shelf(tmp_path, "2026-12-12").shelved().lines == ()
    shelf(tmp_path, "2026-12-12").restore(one.id)
    shelf(tmp_path, "2026-12-12").delete(one.id)
    assert code_of(shelf(tmp_path, "2026-12-12").restore, one.id) == "unknown"
    two = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    shelf(tmp_path, "2026-12-12").shelved()
    assert shelf(tmp_path, "2026-12-12").purge() == 1
    assert code_of(shelf(tmp_path, "2026-12-12").restore, two.id) == "unknown"


def test_a_file_that_was_set_aside_comes_back_when_it_is_mended(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    path = tmp_path / FOLDER / f"{one.id}.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    assert len(shelf(tmp_path).shelved().set_aside) == 1
    assert code_of(shelf(tmp_path).restore, one.id) == "damaged"
    (tmp_path / FOLDER / f"{one.id}.damaged-1").write_bytes(whole)
    shelf(tmp_path).restore(one.id)
    assert shelf(tmp_path).open(one.id).session.dialogue == "self_check"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
def test_one_entry_that_cannot_be_opened_holds_nothing_up(tmp_path: Path) -> None:
    """A folder, a link to a device, a pipe (R2); each is named, nothing is set aside, and the rest works."""
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    folder = tmp_path / FOLDER
    (folder / "bbbbbbbb.json").mkdir()
    (folder / "cccccccc.json").symlink_to("/dev/zero")
    os.mkfifo(folder / "dddddddd.json")
    seen = shelf(tmp_path).shelved()
    assert [line.id for line in seen.lines] == [one.id]
    assert [Path(problem.values["path"]).stem for problem in seen.unopened] == ["bbbbbbbb", "cccccccc", "dddddddd"]
    assert (seen.set_aside, seen.aside) == ((), ())
    assert code_of(shelf(tmp_path).open, "bbbbbbbb") == "unopened"
    assert shelf(tmp_path).save(one, SESSION).id == one.id
    assert shelf(tmp_path).purge(everything=True) == 3


@pytest.mark.parametrize("number", ["Infinity", "NaN", "1e999"])
def test_a_forged_number_is_damage(tmp_path: Path, number: str) -> None:
    """With the right check sum (R23)."""
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    path = tmp_path / FOLDER / f"{one.id}.json"
    data = json.loads(path.read_bytes())
    data["body"]["answers"]["how_many"]["number"] = float(number)
    path.write_text(json.dumps(data | {"check": check_of(data)}))
    shelf(tmp_path).shelved()
    assert code_of(shelf(tmp_path).open, one.id) in ("damaged", "unknown")


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


@pytest.mark.parametrize("spoiled", [b"", b"[]", b"{", b'{"x": [1]}', b'{"00000000": ["9999-12-30", "0000-00-00"]}'])
def test_a_spoiled_list_of_days_is_no_obstacle(tmp_path: Path, spoiled: bytes) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    (tmp_path / FOLDER / ".days").write_bytes(spoiled.replace(b"00000000", one.id.encode()))
    shelf(tmp_path, "1999-01-01").shelved()
    (tmp_path / FOLDER / ".days").unlink()
    assert shelf(tmp_path, "2026-11-27").shelved().lines == ()


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1])
def test_not_for_ever(tmp_path: Path, days: int) -> None:
    assert code_of(shelf(tmp_path).keep, SESSION, "1.0.0", days) == "days"
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize("part", range(12))
def test_a_damaged_file_is_set_aside_and_not_deleted(tmp_path: Path, part: int) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    path = tmp_path / FOLDER / f"{one.id}.json"
    data = bytearray(path.read_bytes())
    spot = len(data) * part // 12 + 2
    damaged = bytes(data[:spot]) if part % 2 else bytes(data[:spot]) + bytes([data[spot] ^ 1]) + bytes(data[spot + 1 :])
    path.write_bytes(damaged)
    view = shelf(tmp_path).shelved()
    assert view.lines == ()
    (aside,) = view.set_aside
    assert Path(aside).read_bytes() == damaged
    assert shelf(tmp_path).shelved().set_aside == ()
    assert shelf(tmp_path).shelved().aside == (aside,)


def test_opening_a_damaged_file_says_where_it_went(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    (tmp_path / FOLDER / f"{one.id}.json").write_bytes(b"\x00" * 99)
    with pytest.raises(StoreProblem) as caught:
        shelf(tmp_path).open(one.id)
    assert caught.value.code == "damaged"
    assert Path(str(caught.value.values["path"])).read_bytes() == b"\x00" * 99


def test_damaged_files_go_after_some_time_too(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    (tmp_path / FOLDER / f"{one.id}.json").write_bytes(b"x")
    (aside,) = shelf(tmp_path).shelved().set_aside
    for today in ("2199-01-01", "2199-01-02"):
        shelf(tmp_path, today).shelved()
    assert shelf(tmp_path, "2199-01-02").shelved().aside == ()
    assert not Path(aside).exists()


def test_a_file_of_a_newer_version_stays_as_it_is(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    path = tmp_path / FOLDER / f"{one.id}.json"
    path.write_text(json.dumps({"kept": 2, "anything": True}), "utf-8")
    assert shelf(tmp_path).shelved().newer == (str(path),)
    assert code_of(shelf(tmp_path).open, one.id) == "newer"
    assert path.exists()


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


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EROFS, "read_only"), (errno.EIO, "disk")],
)
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_earlier_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, step: str
) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    real = os.write

    def refuse(*arguments: Any) -> int:
        if step == "write" and len(arguments[1]) > 20:
            return real(arguments[0], bytes(arguments[1])[:20])  # some of it, then no more
        raise OSError(number, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, refuse)
        assert code_of(shelf(tmp_path).save, one, SESSION.answered("cues", DONT_KNOW)) == code
    assert dict(shelf(tmp_path).open(one.id).session.answers) == {**ANSWERS, "noticed": Answer()}
    assert not list((tmp_path / FOLDER).glob("*.part"))
    later = shelf(tmp_path).save(one, SESSION.answered("cues", DONT_KNOW))  # when there is room again
    assert shelf(tmp_path).open(later.id).session.answers["cues"] == DONT_KNOW


def test_a_folder_that_cannot_be_synced_makes_no_second_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file has its name already, only the last step fails: said, and the next save goes on in the same file."""
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)

    def refuse(_: Path) -> None:
        raise OSError(errno.EIO, "no")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync_folder", refuse)
        assert code_of(shelf(tmp_path).save, one, SESSION.answered("cues", DONT_KNOW)) == "disk"
        assert code_of(shelf(tmp_path).keep, SESSION, "1.0.0", 3) == "disk"
    later = shelf(tmp_path).save(one, SESSION.answered("changes", RATHER_NOT))
    assert (later.id, later.split_from) == (one.id, "")
    assert files(tmp_path) == [f"{one.id}.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_full_disk_for_real(tmp_path: Path) -> None:
    """A limit on the size of files, set in a process of its own, refuses the write half-way."""
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    child = os.fork()
    if not child:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        try:
            shelf(tmp_path).save(one, SESSION.answered("cues", DONT_KNOW))
        except StoreProblem as problem:
            os._exit(7 if problem.code == "full" else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert "cues" not in shelf(tmp_path).open(one.id).session.answers


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
    assert files(tmp_path) == []


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
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.05)
    with shelf(tmp_path)._locked():
        assert code_of(shelf(tmp_path).save, one, SESSION) == "busy"
        assert len(shelf(tmp_path).shelved().lines) == 1  # looking still works


def test_purge_leaves_nothing(tmp_path: Path) -> None:
    one = shelf(tmp_path).keep(SESSION, "1.0.0", 3)
    shelf(tmp_path).keep(SESSION, "1.0.0", 3, "geheim")
    (tmp_path / FOLDER / f"{one.id}.json").write_bytes(b"x")
    shelf(tmp_path).shelved()
    assert shelf(tmp_path).purge() == 0
    assert shelf(tmp_path).purge(everything=True) == 2
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == {".lock"}
