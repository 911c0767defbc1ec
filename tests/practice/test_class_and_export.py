"""Results taken along, and a class together: nothing is lost, nobody is named, and nothing is told of fewer than five."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import uuid
from dataclasses import replace

import pytest

from assistant.dialogue.guide import Guide
from assistant.errors import InputError
from assistant.plain.classroom import class_json, class_markdown, hands_markdown, paper
from assistant.practice.case_round import Round, round_of
from assistant.practice.classroom import case_report, class_report, measured, tally_of
from assistant.practice.export import COLUMNS, codebook, from_json, table, to_csv, to_json, to_xapi
from assistant.practice.files import read_hands
from tests.practice.conftest import EXPERT, played

ALL_DECOYS = {**EXPERT, "clothes": 90, "habit": 90, "chair": 90}


def group(gym: Guide, size: int, name: str = "friend_a", yes: dict[str, int] | None = None, **more: str) -> list[Round]:
    return [played(gym, name, yes, code=f"CODE-{n:04}", uid=f"{name}-{n}", **more) for n in range(size)]


# ---------------------------------------------------------------- export


def test_a_round_can_be_rebuilt_from_the_full_export(gym: Guide) -> None:
    rounds = (
        played(gym),
        replace(played(gym, uid="u2"), again_from="matter"),
        played(gym, mode="simulation", uid="u3"),
    )
    code, found = from_json(to_json("ABCD-EFGH", rounds).encode(), "mine.json")
    assert code == "ABCD-EFGH"
    assert found == rounds


def test_the_csv_has_one_row_per_person_and_cue_and_a_code_book(gym: Guide) -> None:
    rows = list(
        csv.DictReader(io.StringIO(to_csv(gym.pack.cases, [played(gym), played(gym, "calm", uid="u2")]).decode()))
    )
    assert len(rows) == 19
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["cue"], rows[0]["matters"], rows[0]["confidence"], rows[0]["verdict"]) == (
        "best_friend_died",
        "yes",
        "0.90",
        "seen",
    )
    explained = [row[0] for row in csv.reader(io.StringIO(codebook("nl").decode()))][1:]
    assert tuple(explained) == COLUMNS


def test_the_csv_opens_in_a_dutch_spreadsheet(gym: Guide) -> None:
    data = to_csv(gym.pack.cases, [played(gym)], excel=True)
    assert data.startswith("\ufeff".encode())
    first = data.decode("utf-8-sig").splitlines()[1].split(";")
    assert first[COLUMNS.index("confidence")] == "0,90"


@pytest.mark.parametrize("risky", ["=1+1", "+31", "-1", "@named", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_is_made_harmless(risky: str) -> None:
    (row,) = csv.reader(io.StringIO(table([["safe", risky, 'a "b", c']]).decode(), newline=""))
    assert row == ["safe", f"'{risky}", 'a "b", c']


@pytest.mark.parametrize("decisions", [False, True])
def test_a_learning_system_gets_only_completed_unless_everything_is_chosen(gym: Guide, decisions: bool) -> None:
    found = json.loads(to_xapi(gym.pack.cases, [played(gym)], "nl", decisions=decisions))
    verbs = [statement["verb"]["id"].rpartition("/")[2] for statement in found]
    assert verbs == (["answered"] * 15 if decisions else []) + ["completed"]
    text = json.dumps(found)
    assert "score" not in text
    assert "duration" not in text
    assert found[0]["actor"]["account"]["name"] == "ABCD-EFGH"
    assert len({statement["id"] for statement in found}) == len(found)
    assert found == json.loads(to_xapi(gym.pack.cases, [played(gym)], "nl", decisions=decisions))


ANSWERED = {"id", "actor", "verb", "object", "result", "context"}
IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")


def test_statements_keep_the_rules_of_xapi(gym: Guide) -> None:
    """xAPI 1.0.3, part two: ids are UUIDs, everything that names a thing is an IRI, one way to identify the actor, no time at all."""
    rounds = [played(gym), played(gym, "friend_b", uid="u2", mode="simulation")]
    found = json.loads(to_xapi(gym.pack.cases, rounds, "nl", decisions=True))
    for one in found:
        assert set(one) == ANSWERED
        assert str(uuid.UUID(one["id"])) == one["id"]
        assert one["actor"] == {
            "objectType": "Agent",
            "account": {"homePage": one["actor"]["account"]["homePage"], "name": "ABCD-EFGH"},
        }
        named = [one["actor"]["account"]["homePage"], one["verb"]["id"], one["object"]["id"]]
        named += [
            one["object"]["definition"]["type"],
            *one["result"].get("extensions", {}),
            *one["context"]["extensions"],
        ]
        assert all(IRI.match(each) for each in named), named
        assert set(one["result"]) <= {"completion", "response", "extensions"}  # no score, no success, no duration
        assert one["result"].get("completion", True) is True
        assert isinstance(one["result"].get("response", ""), str)
        assert set(one["verb"]["display"]) == set(one["object"]["definition"]["name"]) == {"nl-NL", "en-GB"}
        assert "" not in one["object"]["definition"]["name"].values()
        assert str(uuid.UUID(one["context"]["registration"])) == one["context"]["registration"]
        around = one["context"]["contextActivities"]
        assert set(around) == ({"grouping", "parent"} if one["verb"]["id"].endswith("answered") else {"grouping"})
        assert all(IRI.match(each["id"]) for activities in around.values() for each in activities)
    sequence = [number for one in found for name, number in one["context"]["extensions"].items() if "sequence" in name]
    assert sequence == list(range(1, len(found) + 1))
    assert len({one["context"]["registration"] for one in found}) == 2
    assert not re.search(r"20\d\d-\d\d-\d\d|T\d\d:", json.dumps(found)), "no day and no time"


def test_exports_have_days_and_no_times(gym: Guide) -> None:
    one = [played(gym)]
    for text in (to_json("C", one), to_csv(gym.pack.cases, one).decode()):
        assert "2026-11-24" in text
        assert "T00" not in text
        assert "seconds" not in text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not json", "practice/not-an-export"),
        ("[]", "practice/not-an-export"),
        ('{"kind": "practice-results", "schema": 2}', "practice/export-version"),
        ('{"kind": "practice-results", "schema": 1, "code": "C", "rounds": [{}]}', "practice/not-an-export"),
        ('{"kind": "practice-results", "schema": 1, "code": 3, "rounds": []}', "practice/not-an-export"),
        ("[" * 100_000, "practice/not-an-export"),
    ],
)
def test_another_file_is_refused_with_a_reason(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        from_json(text.encode(), "file.json")
    assert caught.value.findings[0].code == code


def test_any_change_to_an_export_is_read_or_refused(gym: Guide) -> None:
    draw = random.Random(7)
    whole = to_json("C", [played(gym)])
    for _ in range(200):
        place = draw.randrange(len(whole))
        text = whole[:place] + draw.choice('x0"{}[],: ') + whole[place + 1 :]
        try:
            class_report(gym.pack.cases, from_json(text.encode(), "file.json")[1])
        except InputError:
            continue


# ---------------------------------------------------------------- class


def test_nothing_is_told_of_four_people(gym: Guide) -> None:
    report = class_report(gym.pack.cases, [*group(gym, 4), *group(gym, 5, "calm")])
    assert [one.case.id for one in report.cases] == ["calm"]
    assert report.hidden == ("friend_a",)
    text = class_markdown(gym, class_report(gym.pack.cases, group(gym, 4)), "nl")
    assert "|" not in text


def test_no_name_or_code_stands_in_the_report(gym: Guide) -> None:
    report = class_report(gym.pack.cases, group(gym, 6, yes=ALL_DECOYS))
    for text in (class_markdown(gym, report, "nl"), class_markdown(gym, report, "en"), class_json(report)):
        assert "CODE-" not in text
        assert "friend_a-0" not in text


def test_the_first_finished_round_of_each_person_counts_once(gym: Guide) -> None:
    first, later = played(gym, day="2026-11-24"), played(gym, yes={}, day="2026-11-30", uid="u2")
    again = replace(first, uid="u3", again_from="matter", committed="2026-11-01")
    assert measured([later, again, first]) == (first,)
    twice = class_report(gym.pack.cases, [*group(gym, 5), *group(gym, 5)])
    assert twice.cases[0].tally.people == 5


def test_the_heat_map_counts_choices(gym: Guide) -> None:
    rounds = [
        *group(gym, 6),
        *(replace(one, code=f"X{n}", uid=f"x{n}") for n, one in enumerate(group(gym, 2, yes=ALL_DECOYS))),
    ]
    report = class_report(gym.pack.cases, rounds).cases[0]
    cells = {cell.cue.id: (cell.yes, cell.no) for cell in report.cells}
    assert cells["clothes"] == (2, 6)
    assert cells["message"] == (8, 0)
    assert report.least_agreed[0].cue.id in ("clothes", "habit", "chair")
    assert report.agreement.ac1 is not None
    assert report.agreement.kappa_interval is not None


def test_the_bias_gap_is_about_ordinary_things_in_matched_stories(gym: Guide) -> None:
    rounds = [*group(gym, 8, "friend_a"), *group(gym, 8, "friend_b", ALL_DECOYS)]
    (gap,) = class_report(gym.pack.cases, rounds).gaps
    assert gap.gap.false_alarms == pytest.approx(-1.0)
    assert (gap.gap.first_only, gap.gap.second_only) == (0, 24)
    assert gap.gap.p < 0.001
    told = class_markdown(gym, class_report(gym.pack.cases, rounds), "en")
    assert r"jihadist (friend\_b, n = 8)" in told
    assert "24 of 24" in told


def test_a_missed_danger_is_talked_about_first_with_its_questions(gym: Guide) -> None:
    missed = {name: sure for name, sure in EXPERT.items() if name != "message"}
    rounds = [
        *group(gym, 5, "calm", None),
        *group(gym, 5, "friend_b", missed),
    ]
    report = class_report(gym.pack.cases, rounds)
    assert report.first[0].case.id == "friend_b"
    told = class_markdown(gym, report, "en")
    assert "Point 10 comes before everything. Not noticed by 5 of 5." in told
    assert told.index("What did it do?") < told.index("## What the group noticed")


def test_trigger_factors_that_get_mixed_up(gym: Guide) -> None:
    rounds = group(gym, 6, triggers="death_confrontation joining_radical_group")
    report = class_report(gym.pack.cases, rounds)
    assert report.confused == (("social_ties_broken", "joining_radical_group", 6),)


def test_numbers_never_stand_without_an_interval_and_a_sentence(gym: Guide) -> None:
    told = class_markdown(gym, class_report(gym.pack.cases, group(gym, 20, yes=ALL_DECOYS)), "en")
    for word in ("**Sensitivity ", "**Specificity ", "**Precision ", "**d′ ", "**Criterion ", "**Sureness (Brier) "):
        (line,) = [line for line in told.splitlines() if word in line]
        assert "95% interval" in line
    agreement = ("Same choice", "Kappa", "AC1")
    for one in told.split("\n### ")[-1:]:
        assert all(any(f"**{name} " in line and "interval" in line for line in one.splitlines()) for name in agreement)
    assert "111 mistaken worries" in told


def test_items_are_for_the_trainer(gym: Guide) -> None:
    rounds = [
        *group(gym, 6),
        *(replace(one, code=f"X{n}", uid=f"x{n}") for n, one in enumerate(group(gym, 2, yes=ALL_DECOYS))),
    ]
    data = json.loads(class_json(class_report(gym.pack.cases, rounds)))
    items = {item["cue"]: item for item in data["cases"][0]["items"]}
    assert items["clothes"]["difficulty"] == pytest.approx(0.75)
    assert items["clothes"]["discrimination"] == pytest.approx(1.0)
    assert items["closed_group"]["difficulty"] is None
    assert "d_prime" not in data["measures"]  # 24 and 24 points are too few


def test_an_unknown_case_is_named_and_the_rest_counts(gym: Guide) -> None:
    report = class_report(gym.pack.cases, [*group(gym, 5), round_of(played(gym).data | {"case": "elsewhere"})])
    assert report.unknown == ("elsewhere",)
    assert len(report.cases) == 1


# ---------------------------------------------------------------- without devices


def test_a_case_on_paper_has_no_answers_before_the_key(gym: Guide) -> None:
    text = paper(gym, gym.pack.cases["friend_a"], "nl")
    sheet, _, key = text.rpartition("page-break-after")
    assert "**10.**" in sheet
    assert "gaat voor alles" not in sheet
    assert "gaat voor alles" in key
    assert "Wat deed dit?" in key
    assert sheet.count("☐") > 20
    page = paper(gym, gym.pack.cases["friend_a"], "nl", "html")
    assert page.count("page-break-after") == 2
    assert "<strong>10.</strong>" in page


def test_counted_hands_give_the_same_report_as_exports(gym: Guide) -> None:
    rounds = group(gym, 7, yes=ALL_DECOYS)
    tally = tally_of(gym.pack.cases["friend_a"], rounds)
    text = "case: friend_a\npeople: 7\nmarks: {" + ", ".join(f"{cue}: {n}" for cue, n in tally.yes.items()) + "}\n"
    case, counted = read_hands(text.encode(), "hands.yaml", gym.pack)
    assert counted.yes == tally.yes
    assert counted.no == tally.no
    assert case_report(case, counted).agreement == case_report(case, tally).agreement
    assert "| 2 |" in hands_markdown(gym, case_report(case, counted), "nl")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("case: friend_a\npeople: 7\nmarks: {clothes: 8}", "practice/hands"),
        ("case: friend_a\npeople: 7\nmarks: {cloths: 3}", "practice/choice"),
        ("case: friend\npeople: 7", "practice/case"),
        ("case: friend_a", "field/missing"),
        ("case: friend_a\npeople: 0", "practice/people"),
        ("- friend_a", "input/shape"),
    ],
)
def test_wrong_hands_are_told(gym: Guide, text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_hands(text.encode(), "hands.yaml", gym.pack)
    assert code in [finding.code for finding in caught.value.findings]
