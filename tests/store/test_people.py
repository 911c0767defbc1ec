"""Practice under a code, and trainers with a code, on SQLite and on PostgreSQL."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from assistant.store.database import Schema, opened
from assistant.store.people import OwnRounds
from assistant.store.problems import StoreProblem
from assistant.store.results import Record
from assistant.store.rooms import Store
from assistant.store.rooms_sqlite import NAME, SqliteRooms
from assistant.store.sql import ROOMS, VERSION, statements
from tests.store import postgres

ANN, BOB = "ANNA-ANNA", "BOBB-BOBB"
DAY = "2026-11-24"


def record(case: str = "lost_friend_a") -> Record:
    return Record("", "", case, "1.0.0", "practice", DAY, cues={"one": "abc"}, answers={"mark.one": "yes 80"})


def test_rounds_under_a_code_come_back_and_are_nobody_elses(rooms: Store) -> None:
    assert rooms.enrol(ANN, DAY)
    assert not rooms.enrol(ANN, DAY)
    assert rooms.enrol(BOB, DAY)
    kept = rooms.begin_round(ANN, record())
    rooms.answer_round(ANN, kept.uid, "step", "first")
    rooms.answer_round(ANN, kept.uid, "step", "é")
    own = OwnRounds(rooms, ANN)
    assert [one.answers for one in own.unfinished(ANN)] == [{"mark.one": "yes 80", "step": "é"}]
    assert rooms.played(BOB) == ()
    for code in (BOB, "NOBO-DYYY"):
        with pytest.raises(StoreProblem, match="gone"):
            rooms.answer_round(code, kept.uid, "step", "theirs")
    rooms.commit_round(ANN, kept.uid, DAY)
    assert [one.committed for one in own.finished(ANN)] == [DAY]
    for write in (
        lambda: rooms.answer_round(ANN, kept.uid, "step", "x"),
        lambda: rooms.commit_round(ANN, kept.uid, DAY),
    ):
        with pytest.raises(StoreProblem, match="finished"):
            write()
    with pytest.raises(StoreProblem, match="gone"):
        rooms.begin_round("NOBO-DYYY", record())


def test_a_person_goes_at_once_or_long_after_the_last_day(rooms: Store) -> None:
    for code in (ANN, BOB):
        rooms.enrol(code, DAY)
        rooms.begin_round(code, record())
    assert rooms.knows(ANN, "2026-12-01")
    assert rooms.knows(ANN, "2026-11-25")  # a clock that went back takes nothing away
    assert rooms.purge_people("2026-12-01") == 1
    assert not rooms.knows(BOB, DAY)
    assert rooms.played(BOB) == ()
    assert rooms.forget_person(ANN) == 1
    assert rooms.forget_person(ANN) == 0
    assert not rooms.knows(ANN, DAY)
    assert not any(line.startswith(('["person', '["played', '["choice')) for line in rooms.copied())


@pytest.mark.parametrize("seed", range(3))
def test_a_course_by_lot_leaves_what_a_plain_model_holds(rooms: Store, seed: int) -> None:
    lot, held = random.Random(seed), dict[str, dict[str, dict[str, str]]]()
    done = set[str]()
    for _ in range(80):
        code = lot.choice((ANN, BOB, "CARL-CARL"))
        mine = held.get(code)
        uid = lot.choice([*(mine or ()), "none"])
        match lot.choice(
            ("enrol", "begin", "answer", "answer", "commit", "forget" if lot.random() < 0.2 else "answer")
        ):
            case "enrol":
                assert rooms.enrol(code, DAY) == (mine is None)
                held.setdefault(code, {})
            case "begin" if mine is not None:
                mine[rooms.begin_round(code, record()).uid] = dict(record().answers)
            case "forget":
                assert rooms.forget_person(code) == len(held.pop(code, {}))
            case act if act in ("answer", "commit"):
                write = (code, uid, "step", str(lot.random())) if act == "answer" else (code, uid, DAY)
                call = rooms.answer_round if act == "answer" else rooms.commit_round
                if mine is None or uid not in mine or uid in done:
                    with pytest.raises(StoreProblem, match="finished" if mine and uid in mine else "gone"):
                        call(*write)  # type: ignore[call-arg, arg-type]
                    continue
                call(*write)  # type: ignore[call-arg, arg-type]
                if act == "answer":
                    mine[uid]["step"] = write[3]  # type: ignore[misc]
                else:
                    done.add(uid)
        for each in (ANN, BOB, "CARL-CARL"):
            assert {one.uid: dict(one.answers) for one in rooms.played(each)} == held.get(each, {})


def test_a_trainer_comes_in_with_a_code_until_the_last_day_or_until_removed(rooms: Store) -> None:
    assert rooms.add_trainer("Noor", "AAAA", "2026-12-31")
    assert not rooms.add_trainer("Noor", "BBBB", "")
    assert rooms.add_trainer("Sam", "CCCC", "")
    assert [(row.label, row.until) for row in rooms.trainers()] == [("Noor", "2026-12-31"), ("Sam", "")]
    noor, sam = rooms.trainer_with("AAAA", "2026-12-31"), rooms.trainer_with("CCCC", "2030-01-01")
    assert noor not in (None, sam, rooms.label("Noor"))
    assert rooms.trainer_with("AAAA", "2027-01-01") is None
    assert rooms.trainer_with("BBBB", DAY) is None
    assert noor is not None
    rooms.admit("cookie", noor, 10)
    assert rooms.trainer("cookie", 10) == noor
    assert rooms.remove_trainer("Noor")
    assert rooms.trainer("cookie", 10) is None
    assert rooms.trainer_with("AAAA", DAY) is None
    assert not rooms.remove_trainer("Noor")


def test_persons_and_trainers_are_in_a_copy_and_no_code_is(rooms: Store, tmp_path: Path) -> None:
    rooms.enrol(ANN, DAY)
    kept = rooms.begin_round(ANN, record())
    rooms.add_trainer("Noor", "AAAA-BBBB", "")
    lines = list(rooms.copied())
    assert not any(code in line for line in lines for code in (ANN, "AAAA"))
    other = SqliteRooms(tmp_path / "other.sqlite3", postgres.KEY)
    assert other.restored([lines[0].replace(str(VERSION), "1"), *lines[1:]]) == 0  # as an earlier version wrote it
    assert other.played(ANN) == rooms.played(ANN)
    assert other.trainer_with("AAAA-BBBB", DAY) == rooms.trainer_with("AAAA-BBBB", DAY)
    with pytest.raises(StoreProblem, match="not_empty"):
        other.restored(lines)
    assert other.begin_round(ANN, record()).uid != kept.uid
    other.finish()


def test_a_file_of_the_first_version_is_brought_up_and_keeps_its_rooms(tmp_path: Path) -> None:
    first = Schema((";\n".join(statements(ROOMS, "INTEGER PRIMARY KEY")),))
    db = opened(tmp_path / NAME, first, 1, private=True)
    db.execute(
        "INSERT INTO room (code, joinkey, trainer, once, door, turn, rev, expires) VALUES ('ABCDEF','j','','o',1,0,1,9)"
    )
    db.close()
    store = SqliteRooms(tmp_path / NAME, postgres.KEY)
    assert store.by_code("ABCDEF") is not None
    assert store.enrol(ANN, DAY)
    store.finish()
    with sqlite3.connect(tmp_path / NAME) as again:
        assert again.execute("SELECT version FROM meta").fetchone() == (2,)
    again.close()


def test_a_database_of_the_first_version_is_brought_up_and_keeps_its_rooms(database: str) -> None:
    import psycopg

    from assistant.store.rooms_pg import PostgresRooms

    postgres.store(database, "earlier").finish()
    with psycopg.connect(f"{database}&options=-csearch_path%3Dearlier", autocommit=True) as db:
        db.execute("DROP TABLE choice, played, person, trainer; UPDATE meta SET version = 1")
        db.execute(
            "INSERT INTO room (code, joinkey, trainer, once, door, turn, rev, expires) VALUES ('ABCDEF','j','','o',1,0,1,9)"
        )
    store = PostgresRooms(f"{database}&options=-csearch_path%3Dearlier", postgres.KEY)
    assert store.by_code("ABCDEF") is not None
    assert store.enrol(ANN, DAY)
    store.finish()


def test_what_is_forgotten_is_in_no_file_any_more(tmp_path: Path) -> None:
    store = SqliteRooms(tmp_path / NAME, postgres.KEY)
    store.enrol(ANN, DAY)
    uid = store.begin_round(ANN, record("a_case_that_can_be_found")).uid
    found = [file for file in tmp_path.iterdir() if uid.encode() in file.read_bytes()]
    assert found
    store.forget_person(ANN)
    for file in tmp_path.iterdir():
        assert uid.encode() not in file.read_bytes()
        assert b"a_case_that_can_be_found" not in file.read_bytes()
    store.finish()
