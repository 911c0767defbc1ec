"""Files that people have from before still open, and say what they said. What they are is in README.md beside them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, Answer
from assistant.practice.classroom import tally_of
from assistant.practice.export import from_json, to_csv, to_json
from assistant.practice.files import read_hands, read_round
from assistant.practice.gather import gather
from assistant.present.practice.debrief import debrief_view
from assistant.present.practice.desk import PracticeDesk
from assistant.store.kept import Shelf
from assistant.store.problems import StoreProblem

HERE = Path(__file__).parent
CODE = "K7QM-2FHX"
ROUNDS: dict[str, dict[str, Any]] = json.loads((HERE / "rounds.json").read_text("utf-8"))
SECRET = "een lange zin met ë"
KEPT = {
    "danger_now": Answer(chosen=("no",)),
    "noticed": Answer(),
    "events": Answer(chosen=("dismissal", "left_school")),
    "about_event@dismissal": Answer(rows=(("impact", "strong"), ("when", "recent"))),
    "changes": DONT_KNOW,
    "age_band": RATHER_NOT,
    "how_many": Answer(number=2500),
    "since": Answer(moment="2026-08"),
    "on_day": Answer(moment="2026-08-31"),
}


def opened(guide: Guide, home: Path, kind: str) -> PracticeDesk:
    """The rounds in a copy of one of the folders."""
    for file in (HERE / kind).iterdir():
        shutil.copy(file, home)
    desk = PracticeDesk(guide, home, "2026-11-28", CODE)
    desk.open()
    assert desk.problems == []
    return desk


def plain(desk: PracticeDesk) -> dict[str, dict[str, Any]]:
    """Every round as it is exported, by uid."""
    data = json.loads(to_json(desk.code, desk.rounds))
    return {one["uid"]: one for one in data["rounds"]}


@pytest.mark.parametrize(("kind", "number"), [("practice", 6), ("practice_killed", 7)])
def test_rounds_come_back_as_they_were(guide: Guide, tmp_path: Path, kind: str, number: int) -> None:
    desk = opened(guide, tmp_path, kind)
    kept = plain(desk)
    assert kept == {uid: one for uid, one in ROUNDS.items() if uid in kept}
    assert len(kept) == number
    assert [one.mode for one in desk.finished] == ["practice", "simulation", "worked"]
    assert all(debrief_view(guide, one, "nl").title for one in desk.finished)
    desk.close()
    with sqlite3.connect(tmp_path / "practice.sqlite3") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_round_that_was_begun_goes_on(guide: Guide, tmp_path: Path) -> None:
    desk = opened(guide, tmp_path, "practice_killed")
    waiting = next(one for one in desk.resumable if not one.again_from and one.mode == "simulation")
    done = desk.commit(waiting)  # everything was answered
    desk.close()
    desk = PracticeDesk(guide, tmp_path, "2026-11-28", CODE)
    desk.open()
    assert plain(desk)[done.uid] == ROUNDS[done.uid] | {"committed": "2026-11-28"}
    desk.close()


def test_an_export_is_read_and_written_as_before(guide: Guide) -> None:
    data = (HERE / "exports" / "results.json").read_bytes()
    code, rounds = from_json(data, "results.json")
    assert to_json(code, rounds).encode() == data
    assert {one["uid"]: one for one in json.loads(data)["rounds"]}.items() <= ROUNDS.items()
    answers = {row["answers"]["partner"] for row in json.loads(data)["rounds"] if row["mode"] != "worked"}
    table = to_csv(guide.pack.cases, rounds).decode()
    assert all(answer in table for answer in answers)


def test_what_a_class_handed_in_still_counts(guide: Guide) -> None:
    gathered = gather([str(HERE / "class")], guide.pack)
    assert gathered.files == len(gathered.rounds) == 5
    assert not any(remark.left_out for remark in gathered.remarks)
    written = [json.loads(file.read_bytes())["rounds"][0] for file in sorted((HERE / "class").iterdir())]
    tally = tally_of(guide.pack.cases[written[0]["case"]], gathered.rounds)
    assert tally.people == 5
    for cue, number in tally.yes.items():
        assert number == sum(one["answers"][f"mark.{cue}"].startswith("yes") for one in written)


def test_counted_hands_and_the_answers_of_a_round_are_still_read(guide: Guide) -> None:
    case, tally = read_hands((HERE / "hands.yaml").read_bytes(), "hands.yaml", guide.pack)
    assert (case.id, tally.people, dict(tally.triggers)) == ("closed_door_a", 12, {"death_confrontation": 7})
    assert (tally.yes["match_team"], tally.no["match_team"]) == (9, 3)
    case, one = read_round((HERE / "round.yaml").read_bytes(), "round.yaml", guide.pack, "2026-11-28")
    marks = {cue: mark.word for cue, mark in one.marks.items()}
    assert marks["match_team"] == "yes 90"
    assert marks["opinion"] == "no 80"
    assert one.named("triggers") == ("death_confrontation", "home_problems")
    assert one.named("drivers") == ()
    done = CliRunner().invoke(main, ["practise", "--answers", str(HERE / "round.yaml"), "--lang", "en"])
    assert (done.exit_code, done.stderr) == (0, "")


def test_kept_conversations_open_with_and_without_a_passphrase(tmp_path: Path) -> None:
    shutil.copytree(HERE / "kept", tmp_path, dirs_exist_ok=True)
    shelf = Shelf(tmp_path, "2026-11-28")
    lines = {line.locked: line for line in shelf.shelved().lines}
    assert lines[False].days_left == lines[True].days_left == 26
    with pytest.raises(StoreProblem):
        shelf.open(lines[True].id)
    for locked, passphrase in ((False, ""), (True, SECRET)):
        kept = shelf.open(lines[locked].id, passphrase)
        assert dict(kept.session.answers) == KEPT
        assert (kept.session.dialogue, kept.session.as_of, kept.version) == ("self_check", "2026-11-24", "1.0.0")
        later = shelf.save(kept, kept.session.answered("events", DONT_KNOW))
        assert shelf.open(later.id, passphrase).session.answers["events"] == DONT_KNOW
