"""`assistant rooms`: a copy, what is kept under a practice code, and who may lead a class."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from web_visitor import Clock, Visitor, guide, site_for

from assistant.cli.main import main
from assistant.practice.case_round import open_key
from assistant.practice.case_script import SIMULATION
from assistant.practice.export import from_json
from assistant.present.practice.desk import PracticeDesk
from assistant.store.people import OwnRounds
from assistant.store.rooms import store_key
from assistant.store.rooms_sqlite import NAME, SqliteRooms
from assistant.web.room import ClassPlan


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["rooms", *arguments, "--lang", "en"])
    return done.exit_code, done.output


def test_classes_are_saved_and_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "copy"
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "one"))
    rooms = SqliteRooms(tmp_path / "one" / NAME, store_key(tmp_path / "one"))
    code = rooms.make("", "a", 500_000).code
    rooms.finish()
    assert run("save", str(file)) == (
        0,
        f"1 class and 0 practice codes saved in {file}. "
        "Keep rooms.key with it: without that key nobody finds their seat or exercises again.\n",
    )
    assert file.stat().st_mode & 0o077 == 0
    assert run("save", str(file))[0] == 2  # an older copy is not written over
    assert run("restore", str(file))[0] == 2
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "two"))
    assert run("restore", str(tmp_path / "none"))[0] == 2
    assert run("restore", str(file))[0] == 0
    other = SqliteRooms(tmp_path / "two" / NAME, bytes(32))
    assert other.by_code(code) is not None
    other.finish()


def test_a_person_gets_everything_that_is_kept_under_a_code_and_can_have_it_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path))
    store, code = SqliteRooms(tmp_path / NAME, store_key(tmp_path)), "ABCD-EFGH"
    store.enrol(code, "2026-11-24")
    desk = PracticeDesk(guide(), None, "2026-11-24", code, own=OwnRounds(store, code))
    one = desk.begin(next(iter(guide().pack.cases.values())), SIMULATION)
    store.answer_round(code, one.uid, open_key(guide().pack, one), "yes 80")
    status, told = run("person", "abcdefgh")
    assert status == 0
    found, rounds = from_json(told.encode(), "x")
    desk.refresh()
    assert (found, rounds) == (code, desk.rounds)
    assert rounds[0].answers
    assert run("person", "AAAA-AAAA")[0] == 2
    assert run("forget", code) == (0, "1 round of code ABCD-EFGH removed.\n")
    assert store.played(code) == ()
    assert run("forget", code)[0] == 2
    store.finish()


def test_a_trainer_with_a_code_leads_rooms_of_their_own_until_it_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path))
    codes = {}
    for label in ("Noor", "Sam"):
        status, told = run("trainer", "add", label)
        assert status == 0
        codes[label] = told.partition(": ")[2].partition(".")[0]
    assert run("trainer", "add", "Noor")[0] == 2
    assert run("trainer", "add", "Ans", "--until", "2020-01-31")[0] == 0
    assert run("trainer", "list")[1] == "Ans\t2020-01-31 (over)\nNoor\t-\nSam\t-\n"
    store = SqliteRooms(tmp_path / NAME, store_key(tmp_path))
    clock = Clock()
    site = site_for(clock, classes=ClassPlan(lambda: store))
    noor, sam = Visitor(site), Visitor(site)
    for visitor, label in ((noor, "Noor"), (sam, "Sam")):
        assert visitor.post({"code": codes[label].lower().replace("-", " ")}, "/leiding").status == 200
    room = noor.post({"case": "lost_friend_a", "mode": "simulation", "once": "a"}, "/leiding/nieuw").response.url.path
    assert noor.get(room).status == 200
    assert sam.get(room).status == 410
    assert run("trainer", "remove", "Noor")[0] == 0
    assert run("trainer", "remove", "Noor")[0] == 2
    assert "Trainercode" in noor.get(room).text
    assert noor.post({"code": codes["Noor"]}, "/leiding").status == 422
    store.finish()
