"""Practice: opening it with many cases and results, the debrief of a round, and the report of a class."""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.content.model import Case
from assistant.content.pack import read_pack, shipped
from assistant.dialogue.guide import Guide
from assistant.plain.classroom import class_markdown
from assistant.practice.classroom import class_report
from assistant.practice.debrief import debrief
from assistant.practice.round import Round, answered, begin, commit, keys_of, partner_choices, step_choices
from assistant.present.practice import case_lines, debrief_view, progress_view
from assistant.store.results import Record, Results
from benchmarks.report import Section, ms, ratio, timed

CASES, RESULTS = 500, 50_000
PEOPLE, CLASS_CASES = 30, 24
DAY = "2026-11-24"


def measure(quick: bool) -> list[Section]:
    rounds = 2 if quick else 5
    guide = Guide(read_pack(shipped()))
    many = _with_cases(guide, CASES)
    draw = random.Random(20261124)
    with tempfile.TemporaryDirectory() as folder:
        kept = _filled(many, Path(folder), draw)
        opened = [timed(lambda: _open(many, Path(folder))) for _ in range(rounds)]
        looked = [timed(lambda: _look_back(many, Path(folder))) for _ in range(rounds)]
        keeping = _keeping(Path(folder), 20 if quick else 200)
    people = list(_class(guide, draw))
    report = [timed(lambda: class_markdown(guide, class_report(guide.pack.cases, people), "nl")) for _ in range(rounds)]
    case = next(iter(guide.pack.cases.values()))
    one = _played(guide, case, draw, "code")
    thinking = [timed(lambda: debrief(guide.reasoner, case, one)) for _ in range(rounds * 4)]
    drawing = [timed(lambda: debrief_view(guide, one, "nl")) for _ in range(rounds * 4)]
    median = statistics.median
    section = Section(
        "Practice",
        [
            f"{CASES} cases (the shipped ones, repeated) and {kept} kept rounds with {RESULTS:_} answers".replace(
                "_", ","
            )
            + "; median."
        ],
        [
            ("", "median", "budget", "median : budget"),
            (
                "open practice: read the results, list the cases",
                ms(median(opened)),
                "1,000 ms",
                ratio(median(opened), 1000),
            ),
            ("one's own progress", ms(median(looked)), "", ""),
            ("keep one answer, on disk", ms(keeping), "", ""),
            ("debrief of one round", ms(median(thinking)), "", ""),
            ("the same, with every proof as a tree", ms(median(drawing)), "", ""),
            (
                f"class report, {PEOPLE} people and {CLASS_CASES} cases",
                ms(median(report)),
                "2,000 ms",
                ratio(median(report), 2000),
            ),
        ],
        figures={"open": round(median(opened), 1), "class": round(median(report), 1), "keep": round(keeping, 2)},
    )
    return [section]


def _with_cases(guide: Guide, number: int) -> Guide:
    """The guide with so many cases: the shipped ones under other names."""
    known = list(guide.pack.cases.values())
    cases = {}
    for n in range(number):
        case = known[n % len(known)]
        copy = n // len(known)
        name = f"{case.id}_{copy}" if copy else case.id
        cases[name] = replace(case, id=name, family=f"{case.family}_{copy}" if copy else case.family)
    made = object.__new__(Guide)
    made.__dict__.update(guide.__dict__ | {"pack": replace(guide.pack, cases=cases)})
    return made


def _played(guide: Guide, case: Case, draw: random.Random, code: str, uid: str = "") -> Round:
    """A finished round with choices drawn by lot."""
    one = begin(case, "simulation", DAY, code=code, uid=uid)
    picks = {"step": step_choices(guide.pack, case), "partner": partner_choices(guide.pack, case)}
    for key in keys_of(case, one.mode):
        if key.startswith("mark."):
            value = f"{draw.choice(('yes', 'no'))} {draw.choice((50, 60, 70, 80, 90, 100))}"
        elif key in picks:
            value = draw.choice(picks[key])
        elif key.startswith("fork."):
            value = draw.choice(("-1", "0", "1"))
        else:
            value = " ".join(ref.id for ref in (case.key.triggers if key == "triggers" else case.key.drivers))
        one = answered(guide.pack, case, one, key, value)
    return commit(case, one, DAY)


def _filled(guide: Guide, folder: Path, draw: random.Random) -> int:
    """A file with results of one person: so many answers."""
    cases = list(guide.pack.cases.values())
    templates = [_played(guide, case, draw, "ME") for case in cases]
    rows, answers, number = [], [], 0
    while len(answers) < RESULTS:
        one = templates[number % len(templates)]
        number += 1
        rows.append((number, f"uid{number}", "ME", one.case, one.version, one.mode, DAY, DAY, "", "{}"))
        answers += [(number, key, value) for key, value in one.answers.items()]
    with Results(folder) as results:
        db = results._db
        db.execute("BEGIN")
        db.executemany("INSERT INTO rounds VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
        db.executemany("INSERT INTO answers VALUES (?,?,?)", answers[:RESULTS])
        db.execute("COMMIT")
    return number


def _rounds(folder: Path) -> list[Round]:
    with Results(folder) as results:
        return [Round(**vars(one)) for one in (*results.finished("ME"), *results.unfinished("ME"))]


def _open(guide: Guide, folder: Path) -> object:
    return case_lines(guide, _rounds(folder), DAY, "ME", "nl")


def _look_back(guide: Guide, folder: Path) -> object:
    return progress_view(guide, _rounds(folder), DAY, "ME", "nl")


def _keeping(folder: Path, times: int) -> float:
    with Results(folder) as results:
        uid = results.begin(Record("", "ME", "case", "1", "practice", DAY)).uid
        return statistics.median(timed(lambda n=n: results.answer(uid, f"mark.{n}", "yes 80")) for n in range(times))


def _class(guide: Guide, draw: random.Random) -> Iterator[Round]:
    cases = list(guide.pack.cases.values())[:CLASS_CASES]
    for person in range(PEOPLE):
        for case in cases:
            yield _played(guide, case, draw, f"P{person}", f"{person}/{case.id}")
