"""What is kept of classes, on SQLite and on PostgreSQL: an answer twice is one, what was acknowledged stays, what is over is gone."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.store.problems import StoreProblem
from assistant.store.rooms import HOURS, Change, HandsRow, Held, Refused, RoomRow, Rooms, Seat, StoryRow, store_key
from assistant.store.rooms_sqlite import NAME, SqliteRooms
from assistant.store.sql import VERSION
from tests.store import postgres
from tests.store.postgres import KEY

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("ROOM_KILLS", "5"))
NOW = 500_000
STORY = StoryRow(1, "lost_friend_a", "1.0.0", "simulation", "open", 0, 0, True)


def opened(rooms: Rooms, once: str = "x", story: StoryRow = STORY) -> RoomRow:
    """A room in which a story is open."""
    room = rooms.make("me", once, NOW)
    return rooms.change(room.id, lambda _: Change(story), NOW).room


def seated(rooms: Rooms, room: RoomRow, number: int) -> list[Seat]:
    return [rooms.join(room.id, f"ticket {n}", f"once {n}") for n in range(number)]


def test_a_room_is_found_by_its_codes_and_made_once(rooms: Rooms) -> None:
    room, other = rooms.make("me", "a", NOW), rooms.make("me", "b", NOW)
    assert rooms.make("me", "a", NOW) == room
    assert rooms.by_code(room.code) == rooms.by_joinkey(room.joinkey) == room
    assert rooms.latest("me") == other
    assert rooms.latest("you") is None
    assert rooms.by_code("NOSUCH") is None
    assert len({room.code, other.code}) == 2


def test_the_same_answer_twice_is_one_and_the_last_counts_until_it_is_frozen(rooms: Rooms) -> None:
    room = opened(rooms)
    (seat,) = seated(rooms, room, 1)
    for value in ("yes 80", "yes 80", "no 60"):
        rooms.answer(seat, 1, "mark.one", value, settles=False)
    rooms.answer(seat, 1, "mark.two", "yes 50", settles=True)
    rooms.answer(seat, 1, "mark.two", "no 50", settles=True)
    assert rooms.given(seat, 1).answers == {"mark.one": "no 60", "mark.two": "yes 50"}
    assert not rooms.ready(seat, 1, ["mark.one", "mark.two", "step"], NOW)
    assert rooms.ready(seat, 1, ["mark.one", "mark.two"], NOW)
    for again in (
        lambda: rooms.answer(seat, 1, "mark.one", "yes 50", settles=False),
        lambda: rooms.ready(seat, 1, [], NOW),
    ):
        with pytest.raises(Refused, match="frozen"):
            again()
    assert rooms.given(seat, 1).ready
    assert rooms.given(seat, 1).answers["mark.one"] == "no 60"


def test_a_seat_is_made_once_and_goes_on_in_another_browser(rooms: Rooms) -> None:
    room, elsewhere = opened(rooms), opened(rooms, "y")
    seat = rooms.join(room.id, "one", "once")
    assert rooms.join(room.id, "two", "once") == seat
    assert rooms.seat("one") == rooms.seat("two") == seat
    assert rooms.seat("three") is None
    code = rooms.seat_code(seat)
    assert rooms.seat_with(room.id, code) == seat
    assert rooms.seat_with(elsewhere.id, code) is None
    rooms.link(seat, "three")
    assert rooms.seat("three") == seat
    rooms.forget(seat)
    assert rooms.seat("one") is None
    with pytest.raises(Refused, match="gone"):
        rooms.answer(seat, 1, "mark.one", "yes 80", settles=False)


def test_a_door_that_is_closed_and_a_full_room_take_nobody_new(rooms: Rooms) -> None:
    room = opened(rooms)
    seated(rooms, room, 2)
    with pytest.raises(Refused, match="full"):
        rooms.join(room.id, "late", "late", most=2)
    rooms.change(room.id, lambda _: Change(door=False), NOW)
    with pytest.raises(Refused, match="door"):
        rooms.join(room.id, "late", "late")
    assert rooms.join(room.id, "again", "once 1") == rooms.seat("ticket 1")
    with pytest.raises(Refused, match="gone"):
        rooms.join(room.id + 1000, "late", "late")


def test_who_waits_is_read_once_counted_and_gone_with_the_next_story(rooms: Rooms) -> None:
    room = opened(rooms)
    seats = seated(rooms, room, 3)
    for seat in seats[:2]:
        rooms.answer(seat, 1, "step", str(seat.id), settles=False)
        rooms.ready(seat, 1, ["step"], NOW)
    read: list[dict[str, str]] = []

    def counting(held: Held) -> Change:
        assert (held.ready, held.waiting) == (2, 2)
        read.extend(dict(each) for each in held.answers())
        assert held.story is not None
        return Change(replace(held.story, people=2, snapshot={"a": 1}), phones_counted=True)

    after = rooms.change(room.id, counting, NOW)
    assert read == [{"step": str(seat.id)} for seat in seats[:2]]
    assert (after.ready, after.waiting) == (2, 0)
    rooms.change(room.id, lambda _: Change(hands=HandsRow(3, {"marks/one": 2})), NOW)
    assert rooms.change(room.id, lambda _: Change(hands=HandsRow(4, {}), hands_anew=True), NOW).hands == (
        HandsRow(4, {}),
    )
    after = rooms.change(room.id, lambda _: Change(replace(STORY, turn=2, case="the_watch")), NOW)
    assert [(each.turn, each.people, each.snapshot) for each in after.stories] == [(1, 2, {"a": 1}), (2, 0, {})]
    assert (after.ready, after.hands) == (0, ())
    assert not rooms.given(seats[0], 1).answers
    with pytest.raises(Refused, match="closed"):
        rooms.answer(seats[2], 1, "step", "x", settles=False)
    rooms.answer(seats[2], 2, "step", "x", settles=False)


def test_a_story_that_takes_no_answers_refuses_them(rooms: Rooms) -> None:
    room = opened(rooms, story=replace(STORY, takes=False))
    (seat,) = seated(rooms, room, 1)
    with pytest.raises(Refused, match="closed"):
        rooms.answer(seat, 1, "step", "x", settles=False)
    with pytest.raises(Refused, match="closed"):
        rooms.ready(seat, 1, [], NOW)


def test_rooms_and_passes_go_after_hours_or_at_once(rooms: Rooms) -> None:
    room, other = opened(rooms), opened(rooms, "y")
    (seat,) = seated(rooms, room, 1)
    rooms.answer(seat, 1, "step", "x", settles=False)
    rooms.admit("cookie", "me", NOW)
    assert rooms.trainer("cookie", NOW + HOURS - 1) == "me"
    assert rooms.trainer("cookie", NOW + HOURS) is None
    assert rooms.trainer("other", NOW) is None
    rooms.close(other.id)
    assert rooms.held(other.id) is None
    with pytest.raises(Refused, match="gone"):
        rooms.change(other.id, lambda _: Change(), NOW)
    assert rooms.purge(NOW + HOURS - 1) == 0
    assert rooms.purge(NOW + HOURS) == 1
    assert rooms.seat("ticket 0") is None
    assert rooms.held(room.id) is None


def test_a_wall_is_told_of_what_it_shows_and_not_of_who_came_in_or_answered(rooms: Rooms) -> None:
    room = opened(rooms)
    (seat,) = seated(rooms, room, 1)
    rooms.answer(seat, 1, "step", "x", settles=False)
    held = rooms.held(room.id)
    assert held is not None
    assert held.room.rev == room.rev
    rooms.ready(seat, 1, ["step"], NOW)
    held = rooms.held(room.id)
    assert held is not None
    assert held.room.rev == room.rev + 1


# ---------------------------------------------------------------- against a plain model


@dataclass
class Model:
    """The store as a plain value."""

    answers: dict[int, dict[str, str]] = field(default_factory=dict)
    ready: set[int] = field(default_factory=set)
    counted: set[int] = field(default_factory=set)
    takes: bool = True
    turn: int = 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_course_by_lot_leaves_what_a_plain_model_holds(rooms: Rooms, seed: int) -> None:
    lot, model = random.Random(seed), Model()
    room = opened(rooms, f"{seed} {lot.random()}")
    seats: list[Seat] = []
    for _ in range(40):
        move, who = lot.random(), lot.choice(seats) if seats else None
        if move < 0.2 or who is None:
            name = f"{room.id} {len(seats)}"
            seats.append(rooms.join(room.id, name, name))
            model.answers[seats[-1].id] = {}
        elif move < 0.6:
            key, value, settles = lot.choice("abc"), lot.choice("xyz"), lot.random() < 0.3
            taken = model.takes and who.id in model.answers and who.id not in model.ready
            try:
                rooms.answer(who, model.turn, key, value, settles=settles)
                assert taken
                mine = model.answers[who.id]
                mine[key] = mine.get(key, value) if settles else value
            except Refused:
                assert not taken
        elif move < 0.75:
            may = model.takes and who.id in model.answers and who.id not in model.ready
            try:
                done = rooms.ready(who, model.turn, ["a"], NOW)
                assert may
                assert done == ("a" in model.answers[who.id])
                model.ready |= {who.id} if done else set()
            except Refused:
                assert not may
        elif move < 0.82:
            rooms.forget(who)
            model.answers.pop(who.id, None)
            model.ready.discard(who.id)
        elif move < 0.9:
            model.takes = not model.takes
            rooms.change(room.id, lambda held: Change(replace(held.stories[-1], takes=model.takes)), NOW)
        elif move < 0.96:
            rooms.change(room.id, lambda _: Change(phones_counted=True), NOW)
            model.counted |= model.ready
        else:
            model.turn += 1
            model.takes, model.ready, model.counted = True, set(), set()
            model.answers = {seat: {} for seat in model.answers}
            rooms.change(room.id, lambda _: Change(replace(STORY, turn=model.turn)), NOW)
        held = rooms.held(room.id)
        assert held is not None
        assert (held.ready, held.waiting) == (len(model.ready), len(model.ready - model.counted))
    for seat in seats:
        found = rooms.given(seat, model.turn)
        assert found.answers == model.answers.get(seat.id, {})
        assert found.ready == (seat.id in model.ready)


def test_many_at_once_lose_and_double_nothing(rooms: Rooms) -> None:
    room = opened(rooms)
    wrong: list[Exception] = []

    def phone(number: int) -> None:
        try:
            seat = rooms.join(room.id, f"t{number}", f"o{number}")
            for key in "abcde":
                for _ in range(2):
                    rooms.answer(seat, 1, key, f"{number}", settles=False)
            assert rooms.ready(seat, 1, list("abcde"), NOW)
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=phone, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    held = rooms.held(room.id)
    assert held is not None
    assert held.ready == 12
    found = [rooms.given(seat, 1).answers for n in range(12) if (seat := rooms.seat(f"t{n}"))]
    assert found == [dict.fromkeys("abcde", str(n)) for n in range(12)]


def test_a_database_that_was_gone_is_used_again(database: str) -> None:
    import psycopg

    rooms = postgres.store(database, "again")
    room = opened(rooms)
    with psycopg.connect(database, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    with pytest.raises(StoreProblem) as problem:
        rooms.by_code(room.code)
    assert "rooms@" not in str(problem.value.values)
    assert rooms.by_code(room.code) == room
    rooms.finish()


def test_two_machines_serve_one_room(database: str) -> None:
    from assistant.store.rooms_pg import PostgresRooms

    one = postgres.store(database, "two")
    two = PostgresRooms(f"{database}&options=-csearch_path%3Dtwo", KEY)
    room = opened(one)
    wrong: list[Exception] = []

    def phones(rooms: Rooms, name: str) -> None:
        try:
            for number in range(8):
                seat = rooms.join(room.id, f"{name}{number}", f"{name}{number}")
                rooms.answer(seat, 1, "step", name, settles=False)
                assert rooms.ready(seat, 1, ["step"], NOW)
                rooms.change(room.id, lambda _: Change(door=True), NOW)
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=phones, args=(each, f"{n}")) for n, each in enumerate((one, two, one, two))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    held = two.held(room.id)
    assert held is not None
    assert (held.ready, held.room.rev) == (32, room.rev + 64)
    one.finish()
    two.finish()


# ---------------------------------------------------------------- a copy


def filled(rooms: Rooms) -> RoomRow:
    """A room in which something of everything is kept."""
    room = opened(rooms)
    for seat in seated(rooms, room, 3):
        rooms.answer(seat, 1, "step", f"é {seat.id}", settles=False)
    (first, *_) = [seat for n in range(3) if (seat := rooms.seat(f"ticket {n}"))]
    rooms.ready(first, 1, ["step"], NOW)
    rooms.change(room.id, lambda held: Change(replace(held.stories[-1], snapshot={"people": 0})), NOW)
    rooms.change(room.id, lambda _: Change(hands=HandsRow(3, {"marks/one": 2})), NOW)
    rooms.admit("cookie", "me", NOW)
    return room


@pytest.mark.parametrize("there", ["sqlite", "postgres"])
def test_a_copy_goes_over_to_either_store_and_goes_on_there(
    rooms: Rooms, there: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    room = filled(rooms)
    lines = list(rooms.copied())
    if there == "sqlite":
        other: Rooms = SqliteRooms(tmp_path / "other.sqlite3", KEY)
    else:
        other = postgres.store(request.getfixturevalue("database"), f"copy{request.node.name}")
    assert other.restored(lines) == 1
    assert other.held(room.id) == rooms.held(room.id)
    assert list(other.copied()) == lines
    seat = other.seat("ticket 1")
    assert seat is not None
    assert other.given(seat, 1) == rooms.given(seat, 1)
    other.answer(seat, 1, "step", "later", settles=False)
    assert other.join(room.id, "new", "new").id > 3  # numbers go on after the highest
    assert other.make("me", "new", NOW).id > room.id
    for wrong, code in ((lines, "not_empty"), (["{}"], "copy"), ([lines[0].replace(str(VERSION), "99")], "newer")):
        with pytest.raises(StoreProblem, match=code):
            other.restored(wrong)
    with pytest.raises(StoreProblem, match="copy"):
        SqliteRooms(None, KEY).restored([lines[0], '["room", [1]]'])
    other.finish()


# ---------------------------------------------------------------- the file


def test_the_file_is_for_its_owner_and_holds_no_code_that_lets_anybody_in(tmp_path: Path) -> None:
    rooms = SqliteRooms(tmp_path / NAME, store_key(tmp_path))
    room = opened(rooms)
    seat = rooms.join(room.id, "my-ticket", "my-once")
    rooms.admit("my-cookie", "me", NOW)
    code = rooms.seat_code(seat)
    db = rooms._db
    assert [
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")
    ] == [
        "wal",
        2,
        1,
    ]
    dump = "\n".join(db.iterdump())
    for secret in ("my-ticket", "my-once", "my-cookie", f"'{code}'"):
        assert secret not in dump
    assert "lost_friend_a" in dump
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert store_key(tmp_path) == store_key(tmp_path)
    rooms.finish()


@pytest.mark.parametrize("how", ["close", "purge", "forget", "next"])
def test_what_is_removed_is_not_left_in_any_file(tmp_path: Path, how: str) -> None:
    rooms = SqliteRooms(tmp_path / NAME, KEY)
    room = opened(rooms)
    for seat in seated(rooms, room, 5):
        rooms.answer(seat, 1, "step", "an answer that can be found", settles=False)

    def found() -> bool:
        return any(b"an answer that can be found" in path.read_bytes() for path in tmp_path.iterdir())

    assert found()
    if how == "close":
        rooms.close(room.id)
    elif how == "purge":
        assert rooms.purge(NOW + HOURS) == 1
    elif how == "next":
        rooms.change(room.id, lambda _: Change(replace(STORY, turn=2, phase="lobby")), NOW)
    else:
        for number in range(5):
            seat = rooms.seat(f"ticket {number}")
            assert seat is not None
            rooms.forget(seat)
    assert not found()
    rooms.finish()


def test_a_newer_file_and_a_place_that_cannot_be_are_told(tmp_path: Path) -> None:
    rooms = SqliteRooms(tmp_path / NAME, KEY)
    rooms._db.execute("PRAGMA user_version=99")
    rooms.finish()
    with pytest.raises(StoreProblem, match="newer"):
        SqliteRooms(tmp_path / NAME, KEY)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreProblem, match="folder"):
        SqliteRooms(tmp_path / "file" / NAME, KEY)


CHILD = """
import sys, threading
from pathlib import Path
from assistant.store.rooms_sqlite import SqliteRooms
rooms = SqliteRooms(Path(sys.argv[1]), bytes(32))
room = rooms.latest("me")
lock = threading.Lock()
def phone(number):
    seat = rooms.join(room.id, f"t{number}", f"o{number}")
    for turn in range(200):
        rooms.answer(seat, 1, f"k{turn}", f"{sys.argv[2]} {turn}", settles=True)
        with lock:
            print(number, turn, flush=True)
threads = [threading.Thread(target=phone, args=(n,), daemon=True) for n in range(30)]
[t.start() for t in threads]
[t.join() for t in threads]
"""


def test_a_server_killed_while_thirty_phones_answer_loses_and_doubles_nothing(tmp_path: Path) -> None:
    path, lot = tmp_path / NAME, random.Random(7)
    rooms = SqliteRooms(path, KEY)
    room = opened(rooms)
    rooms.finish()
    first: dict[tuple[int, int], str] = {}
    for life in range(KILLS):
        command = [sys.executable, "-c", CHILD, str(path), str(life)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            told = [child.stdout.readline() for _ in range(lot.randrange(30, 300))]
            child.send_signal(signal.SIGKILL)
            told += child.stdout.readlines()
        for line in told:
            if line.count(" ") == 1 and line.endswith("\n"):
                number, turn = map(int, line.split())
                first.setdefault((number, turn), str(life))
    assert len(first) >= 30
    rooms = SqliteRooms(path, KEY)
    kept = {n: rooms.given(seat, 1).answers for n in range(30) if (seat := rooms.seat(f"t{n}"))}
    lost = [each for each in first if f"k{each[1]}" not in kept[each[0]]]
    assert lost == []
    later = [each for each, life in first.items() if kept[each[0]][f"k{each[1]}"].split()[0] > life]
    assert later == []  # what settled in one life is not overwritten in the next
    assert rooms._db.execute("SELECT COUNT(*) FROM seat").fetchone() == (len(kept),)
    assert rooms._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert rooms.by_code(room.code) is not None
    rooms.finish()


@pytest.mark.parametrize(
    ("pragma", "code", "after"),
    [("max_page_count=1", "full", "max_page_count=9999"), ("query_only=ON", "read_only", "query_only=OFF")],
)
def test_a_disk_that_takes_nothing_is_told_and_loses_nothing(
    tmp_path: Path, pragma: str, code: str, after: str
) -> None:
    rooms = SqliteRooms(tmp_path / NAME, KEY)
    (seat,) = seated(rooms, opened(rooms), 1)
    kept = {}
    for number in range(20):
        kept[f"k{number}"] = "x" * 500
        rooms.answer(seat, 1, f"k{number}", kept[f"k{number}"], settles=False)
    rooms._db.execute(f"PRAGMA {pragma}")
    told = ""
    for number in range(200):
        try:
            rooms.answer(seat, 1, f"more{number}", "x" * 500, settles=False)
        except StoreProblem as problem:
            told = problem.code
            break
        kept[f"more{number}"] = "x" * 500
    assert told == code
    assert rooms.given(seat, 1).answers == kept
    rooms._db.execute(f"PRAGMA {after}")
    rooms.answer(seat, 1, "later", "y", settles=False)
    assert rooms.given(seat, 1).answers == {**kept, "later": "y"}
    rooms.finish()
