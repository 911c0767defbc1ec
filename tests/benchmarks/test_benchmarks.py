"""The parts of the benchmarks that work out and draw: fits, budgets, trend, pictures. Nothing is timed here."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sqlite3
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.content.pack import read_pack, shipped
from assistant.dialogue.guide import Guide
from assistant.practice.export import to_csv
from benchmarks import budgets, history, packs, page, scale
from benchmarks.budgets import ABOVE, AT_LEAST, AT_MOST, BUDGETS, TIMES, Budget, verdict
from benchmarks.fit import power_law, upper_half
from benchmarks.growth import CHARTS, Curve, section
from benchmarks.report import Sample, Section
from benchmarks.rounds import played
from benchmarks.soaking.watch import Reading, Watch
from benchmarks.svg import Series, chart

SVG = "{http://www.w3.org/2000/svg}"

# Every sentence of the budgets in the contract of the product, by the budgets that hold it.
CONTRACT = {
    "first question within 1.5 times an empty app": {"first_question"},
    "line mode, check and infer without Textual": {"without_textual"},
    "within 150 ms with the checked pack cached": {"plain_cached", "infer_cached", "check_cached"},
    "500 ms without": {"plain_uncached", "infer_uncached", "check_uncached"},
    "answer to next question drawn p99 under 50 ms": {"answer_80x24", "answer_200x60"},
    "one full evaluation under 5 ms": {"evaluation"},
    "200 turns within twice 20 turns": {"resume_200"},
    "an empty app plus 45 MiB": {"memory"},
    "opening grows linearly": {"opening_questions", "opening_rules"},
    "2,000 dialogues a second": {"explore"},
    "practice usable within a second": {"practice_open"},
    "class report within two seconds": {"class_report"},
    "check within two seconds": {"check_large"},
    "preview within 300 ms": {"preview"},
    "unusable input told within two seconds": {"bad_input"},
    "a result has a median of 180 words, the largest 250": {
        "page_words",
        "page_words_largest",
        "page_words_en",
        "page_words_en_largest",
    },
    "a PDF of one page median, two at most": {"page_pdf", "page_pdf_largest"},
    "1,000 conversations: answer p95 60 ms, result 150 ms, 250 MiB; first page 20 ms": {
        "web_answer",
        "web_result",
        "web_memory",
        "web_first",
    },
    "300 phones: answer p95 50 ms, the wall within 3 s, class view 50 ms": {
        "web_class_answer",
        "web_class_changed",
        "web_class_view",
    },
    "question page 5 kB, result 40 kB, styles 8 kB, script 3 kB": {
        "web_question_bytes",
        "web_result_bytes",
        "web_css",
        "web_js",
    },
    "danger in typed words: first 60 ms, next 5 ms, linear, 15 MiB": {
        "danger_first",
        "danger_next",
        "danger_growth",
        "danger_memory",
    },
}


@given(st.floats(0.1, 3), st.floats(0.001, 100))
def test_the_exponent_of_a_power_law_is_found(exponent: float, factor: float) -> None:
    fit = power_law([(size, factor * size**exponent) for size in (10, 30, 100, 300, 1000)])
    assert fit is not None
    assert fit.exponent == pytest.approx(exponent)
    assert fit.at(50) == pytest.approx(factor * 50**exponent)


def test_fixed_costs_at_small_sizes_do_not_hide_the_growth() -> None:
    points = [(size, 100 + size**2) for size in (1, 3, 10, 100, 1000, 10_000)]
    fit = power_law(points)
    assert fit is not None
    assert fit.exponent == pytest.approx(2, abs=0.05)
    assert upper_half(points) == points[3:]
    assert power_law(points[:1]) is None


def test_every_budget_has_a_row_of_its_own_and_a_figure_that_some_benchmark_makes() -> None:
    ids = [budget.id for budget in BUDGETS]
    assert len(set(ids)) == len(ids)
    assert set().union(*CONTRACT.values()) == {budget.id for budget in BUDGETS if budget.limit is not None}
    rows = budgets.rows(budgets.verdicts({}))
    assert len(rows) == len(BUDGETS) + 1
    assert {row[-1] for row in rows[1:]} == {"not measured"}


@pytest.mark.parametrize(
    ("kind", "limit", "figure", "met", "share"),
    [
        (AT_MOST, 50, 40.0, True, 0.8),
        (AT_MOST, 50, 60.0, False, 1.2),
        (AT_LEAST, 50, 60.0, True, 1.2),
        (AT_LEAST, 50, 40.0, False, 0.8),
        (TIMES, 1.5, 140.0, True, 0.933),
        (TIMES, 1.5, 160.0, False, 1.067),
        (ABOVE, 45, 140.0, True, 0.889),
        (ABOVE, 45, 150.0, False, 1.111),
        (AT_MOST, 0, 0.0, True, 0.0),
        (AT_MOST, 0, 2.0, False, 1.0),
    ],
)
def test_a_budget_is_held_against_its_figure(kind: str, limit: float, figure: float, met: bool, share: float) -> None:
    budget = Budget("x", "design", "it", "S/it", limit, "ms", kind, "S/yard", "that")
    found = verdict(budget, {"S/it": figure, "S/yard": 100.0})
    assert (found.met, found.share) == (met, pytest.approx(share, abs=0.001))
    assert found.words.startswith("met" if met else "**not met**")
    assert verdict(budget, {"S/yard": 100.0}).met is None


def test_a_ratio_without_its_yardstick_is_not_judged() -> None:
    found = verdict(Budget("x", "design", "it", "S/it", 2, "ms", TIMES, "S/yard", "that"), {"S/it": 1.0})
    assert found.met is None
    assert "1 could not be judged" in budgets.counted([found])


def test_the_trend_shows_every_main_figure_run_by_run(tmp_path) -> None:
    path = tmp_path / "history.jsonl"
    for commit, ours in (("aaa", 500.0), ("bbb", 300.0)):
        figures = {"Start": {"first_question": ours, "empty_app": 200.0}}
        history.add({"date": "2026-11-26", "commit": commit, "loaded": commit == "aaa", "figures": figures}, path)
    lines = history.trend(history.read(path))
    row = next(line for line in lines if "first question on screen" in line)
    assert row.split("|")[2:5] == [" 2.50 ", " 1.50 ", " -40% "]
    assert any("aaa*" in line for line in lines)


def test_a_theme_that_was_measured_alone_since_takes_the_place_of_the_one_before() -> None:
    whole = {"date": "1", "commit": "a", "figures": {"One": {"x": 1.0}, "Pages": {"y": 1.0}}}
    alone = {"date": "2", "commit": "b", "figures": {"Pages": {"y": 2.0}}, "loaded": True}
    found = history.newest([alone, whole, alone])
    assert found["figures"] == {"One": {"x": 1.0}, "Pages": {"y": 2.0}}
    assert found["also"] == ["Pages: 2, commit b, on a machine that did much else"]
    assert whole["figures"]["Pages"] == {"y": 1.0}
    assert history.newest([]) == {}


def test_a_chart_is_sound_accessible_and_holds_every_point() -> None:
    lines = [Series("a < b & c", ((10, 0.5), (100, 5), (1000, 50))), Series("flat", ((10, 2), (1000, 2)))]
    root = ElementTree.fromstring(chart("Title", "What it shows", "rules", "ms", lines))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "t d"
    assert [root.find(f"{SVG}{name}").text for name in ("title", "desc")] == ["Title", "What it shows"]  # type: ignore[union-attr]
    places = [
        [tuple(map(float, spot.split(","))) for spot in line.get("points", "").split()]
        for line in root.iter(f"{SVG}polyline")
    ]
    assert [len(each) for each in places] == [3, 2]
    (x1, y1), (x2, y2), (x3, y3) = places[0]
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.2)  # a power law is a straight line
    assert y1 - y2 == pytest.approx(y2 - y3, abs=0.2)
    assert all(0 < x < 720 and 0 < y < 440 for each in places for x, y in each)
    with pytest.raises(ValueError, match="above zero"):
        chart("t", "d", "x", "y", [Series("none", ((10, 0),))])


def test_growth_names_the_exponent_and_says_what_is_not_straight() -> None:
    bad = Curve("replay_turns", "turns", "replay", 1, points=[(10, 1), (100, 100), (1000, 10_000), (2000, 40_000)])
    good = Curve("view_turns", "turns", "view", 1, points=[(10, 1), (100, 10), (1000, 100), (2000, 200)])
    made = section([bad, good])
    assert made.figures["replay_turns"] == pytest.approx(2, abs=0.01)
    assert [row[-1] for row in made.table[1:]] == ["**grows worse**", "straight"]
    drawn = page.pictures([Section.from_data(json.loads(json.dumps(made.data())))])
    assert list(drawn) == ["turns.svg"]
    assert "exponent 2.00" in drawn["turns.svg"]
    assert set(CHARTS) >= {"turns"}


def test_the_page_begins_with_every_budget_and_says_when_the_machine_was_busy() -> None:
    run = {
        "date": "2026-11-26", "version": "1", "commit": "abc", "machine": "m", "versions": "v", "load": 3.0, "others": 0.5,
        "loaded": True, "seconds": 60,
    }  # fmt: skip
    start = Section("Start", figures={"first_question": 500.0, "empty_app": 200.0})
    text = page.page(run, [start], [], {"first_question": "where the time goes"})
    assert "loaded machine" in text
    assert text.index("## Every budget") < text.index("where the time goes") < text.index("## Start")
    assert "not met" in text


def test_quartiles_and_the_99th_of_100() -> None:
    sample = Sample.of(range(100))
    assert (sample.low, sample.median, sample.high, sample.part(0.99)) == (25, 49.5, 75, 99)
    assert (Sample.of((3, 1, 2)).low, Sample.of((3, 1, 2)).high) == (1, 3)


def test_a_written_pack_is_clean_and_its_session_answers_so_many_questions(tmp_path) -> None:
    packs.write_pack(tmp_path, 30, 20)
    pack = read_pack(tmp_path)
    assert len(pack.dialogues[packs.DIALOGUE].questions) == 30
    assert len(pack.rules) == 20
    position = Guide(pack).position(packs.session(25))
    assert (len(position.turns), position.unused) == (25, ())


def run_of(
    figures: dict[str, dict[str, float]], curves: dict[str, list[list[float]]] | None = None
) -> dict[str, object]:
    return {
        "date": "2026-11-26",
        "commit": "abc",
        "machine": "m",
        "loaded": False,
        "figures": figures,
        "curves": curves or {},
    }


def test_the_scale_plan_has_no_number_that_was_not_measured() -> None:
    text = scale.TEXT.read_text("utf-8")
    bare = scale.filled(text, run_of({}))
    assert "[[" not in bare
    assert bare.count(scale.NOT_YET) > 20
    figures = {"Pages": {"memory": 60.0, "answer_cpu": 50.0, "class_answer_cpu": 2.0, "poll_cpu": 0.5, "commit": 0.2}}
    some = scale.filled(text, run_of(figures, {"practice_open": [[100, 100], [10_000, 10_000]]}))
    assert "| cores for the answers of 1,000 rooms of 30, one every 20 s | 3.0 |" in some
    assert "| part of its time that one writer of SQLite is busy with them | 30% |" in some
    assert "| cores that 30 people need who each answer every 20 s | 0.07 |" in some
    assert "| open practice | 1,000 ms | 1,000 finished rounds on one device |" in some


def test_where_a_limit_is_passed_is_read_off_between_two_points() -> None:
    points = [(10, 1), (100, 10), (1_000, 100)]
    assert scale.size_at(points, 30) == (pytest.approx(300), False)
    assert scale.size_at(points, 0.5) == (10, False)
    assert scale.size_at(points, 500) == (1_000, True)


def test_the_sql_of_the_scale_plan_takes_a_real_export_twice_and_hides_groups_under_five() -> None:
    guide = Guide(read_pack(shipped()))
    case = next(iter(guide.pack.cases.values()))
    rounds = [played(guide, case, random.Random(n), f"P{n}", f"uid{n}") for n in range(5)]
    rows = list(csv.reader(io.StringIO(to_csv(guide.pack.cases, rounds).decode())))
    create, insert, view = re.findall(r"```sql\n(.*?)```", scale.TEXT.read_text("utf-8"), re.DOTALL)
    db = sqlite3.connect(":memory:")
    db.executescript(create + view)

    def arrive(some: list[list[str]]) -> None:
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO arriving VALUES ({marks})", [[cell or None for cell in row] for row in some])
        db.executescript(insert)

    people = len(case.cues)
    arrive(rows[1 : 1 + 4 * people])
    assert db.execute("SELECT count(*) FROM cue_by_case").fetchone() == (0,)
    arrive(rows[1:])
    arrive(rows[1:])
    assert db.execute("SELECT count(*) FROM practice_cue").fetchone() == (len(rows) - 1,)
    assert db.execute("SELECT DISTINCT people FROM cue_by_case").fetchall() == [(5,)]
    db.close()


def test_growth_over_the_second_half_is_a_leak_and_warming_up_is_not() -> None:
    def run(memory: list[float]) -> list[str]:
        watch = Watch([Reading(n * 10, value, 50_000, 9, 2) for n, value in enumerate(memory)])
        return watch.leaks()

    assert run([50 + n for n in range(20)] + [70.0] * 20) == []
    assert len(run([70.0] * 20 + [70.0 + n for n in range(20)])) == 1
    assert run([70.0, 90.0, 110.0]) == []  # too short to tell
