"""Collecting what a class hands in: everything that is wrong is told with its file, and the rest counts."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.dialogue.guide import Guide
from assistant.practice.case_round import round_of
from assistant.practice.classroom import class_report
from assistant.practice.export import to_json
from assistant.practice.gather import Gathered, gather
from assistant.present.class_view import class_view, remark_text
from tests.practice.classes import CASES, class_rounds, hand_in


@pytest.fixture
def folder(guide: Guide, tmp_path: Path) -> Path:
    """Eight people, four cases."""
    hand_in(tmp_path, guide)
    return tmp_path


def codes(found: Gathered) -> list[str]:
    return sorted(remark.code for remark in found.remarks)


def people(found: Gathered, guide: Guide) -> int:
    return class_report(guide.pack.cases, found.rounds).people


def test_a_folder_a_pattern_and_a_file_named_twice_count_once(guide: Guide, folder: Path) -> None:
    found = gather([str(folder), str(folder / "*.json"), str(folder / "1.json")], guide.pack)
    assert (codes(found), found.files, len(found.rounds)) == ([], 8, 8 * len(CASES))


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("9.json", "not json", "not-an-export"),
        ("9.json", '{"kind": "class-report", "schema": 1}', "not-an-export"),
        ("9.json", '{"kind": "practice-results", "schema": 2}', "version"),
        ("9.json", '{"kind": "practice-results", "schema": 1, "code": "A", "rounds": [{}, 3]}', "broken"),
        ("9.json", '{"kind": "practice-results", "schema": 1, "code": "A", "rounds": []}', "no-rounds"),
    ],
)
def test_a_wrong_file_is_told_and_the_rest_counts(guide: Guide, folder: Path, name: str, text: str, code: str) -> None:
    (folder / name).write_text(text, "utf-8")
    found = gather([str(folder)], guide.pack)
    assert code in codes(found)
    assert people(found, guide) == 8
    told = [remark_text(guide, remark, "nl") for remark in found.remarks]
    assert all(str(folder / name) in each and "{" not in each for each in told)


def test_nothing_where_something_was_named_is_told(guide: Guide, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = gather([str(tmp_path / "empty"), str(tmp_path / "*.xml"), str(tmp_path / "a.json")], guide.pack)
    assert codes(found) == ["empty-folder", "no-match", "not-there"]
    assert all(remark.left_out for remark in found.remarks)


def test_files_that_are_no_files_at_all(guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.practice.gather.LARGEST", 1000)
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    (tmp_path / "bytes.json").write_bytes(bytes(range(256)))
    (tmp_path / "large.json").write_bytes(b" " * 2000)
    names = [str(tmp_path / name) for name in ("loop.json", "bytes.json", "large.json")]
    found = gather([*names, "~nobody-here/x.json"], guide.pack)
    assert codes(found) == ["not-an-export", "not-there", "too-large", "unreadable"]


def test_a_copy_and_the_same_person_twice(guide: Guide, folder: Path) -> None:
    shutil.copy(folder / "1.json", folder / "copy.json")
    other = json.loads((folder / "2.json").read_text("utf-8"))
    other["rounds"] = other["rounds"][:2]
    (folder / "again.json").write_text(json.dumps(other), "utf-8")
    found = gather([str(folder)], guide.pack)
    assert codes(found) == ["copy", "same-person"]
    report = class_report(guide.pack.cases, found.rounds)
    assert {one.tally.people for one in report.cases} == {8}


def test_a_case_that_changed_since_is_matched_by_point(guide: Guide, tmp_path: Path) -> None:
    ((code, (one, *_)),) = class_rounds(guide, 1, CASES[:1]).items()
    prints = dict(one.cues)
    first, second, *_ = prints
    prints[first] = "00000000"
    del prints[second]
    prints["gone"] = "11111111"
    answers = {key: value for key, value in one.kept.items() if key != f"mark.{second}"}
    answers |= {"mark.gone": "yes 80", "partner": "nobody_here"}
    changed = round_of(one.data | {"version": "0.9.0", "cues": prints, "answers": answers})
    (tmp_path / "old.json").write_text(to_json(code, [changed]), "utf-8")
    found = gather([str(tmp_path)], guide.pack)
    assert codes(found) == ["changed", "not-offered"]
    (kept,) = found.rounds
    assert first in kept.marks
    assert "gone" not in kept.marks
    assert "partner" not in kept.answers
    remark = next(each for each in found.remarks if each.code == "changed")
    assert (remark.changed.reworded, remark.changed.new, remark.changed.gone) == ((first,), (second,), ("gone",))
    assert "Written differently: point 1." in remark_text(guide, remark, "en")


def test_another_version_of_a_case_and_an_unknown_case(guide: Guide, tmp_path: Path) -> None:
    for number, (code, rounds) in enumerate(class_rounds(guide, 5, CASES[:2]).items()):
        other = [replace(rounds[0], version="0.1.0"), round_of(rounds[1].data | {"case": "elsewhere"})]
        (tmp_path / f"{number}.json").write_text(to_json(code, other), "utf-8")
    found = gather([str(tmp_path)], guide.pack)
    assert codes(found) == ["case-version", "unknown-case"]  # once, with all files
    assert [len(remark.files) for remark in found.remarks] == [5, 5]
    assert "and 2 more" in remark_text(guide, found.remarks[0], "en")
    assert class_report(guide.pack.cases, found.rounds).cases[0].tally.people == 5


def test_what_a_hostile_export_says_is_never_shown(guide: Guide, tmp_path: Path) -> None:
    """A name in a place where a choice belongs does not reach the report."""
    for code, rounds in class_rounds(guide, 6, CASES[:1]).items():
        answers = {**rounds[0].kept, "triggers": "Jan_Jansen", "step": "Jan_Jansen", "partner": "Jan_Jansen"}
        (tmp_path / f"{code}.json").write_text(
            to_json(code, [round_of(rounds[0].data | {"answers": answers})]), "utf-8"
        )
    found = gather([str(tmp_path)], guide.pack)
    view = class_view(guide, class_report(guide.pack.cases, found.rounds), "nl")
    assert "Jansen" not in repr(view)
    assert "KLAS-" not in repr(view)


def test_pairs_of_the_same_people_stay_hidden_below_five(guide: Guide) -> None:
    """Two groups of six may share two people: what those two did differently is not told."""
    rounds = [one for each in class_rounds(guide, 10, CASES[1:3]).values() for one in each]
    order = sorted({one.code for one in rounds})
    kept = [
        one for one in rounds if (order.index(one.code) < 6 if one.case == CASES[1] else order.index(one.code) >= 4)
    ]
    (gap,) = class_report(guide.pack.cases, kept).gaps
    assert (gap.people, gap.both, gap.gap.first_only, gap.gap.second_only) == ((6, 6), 2, 0, 0)
    assert Counter(one.case for one in kept) == {CASES[1]: 6, CASES[2]: 6}
