"""Practice: opening it with many cases and results, the debrief of a round, and the report of a class."""

from __future__ import annotations

import random
import re
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.content.pack import read_pack, shipped
from assistant.dialogue.guide import Guide
from assistant.plain.classroom import class_markdown
from assistant.practice.case_round import Round
from assistant.practice.classroom import class_report
from assistant.practice.debrief import debrief
from assistant.practice.export import to_json
from assistant.present.practice.debrief import debrief_view
from assistant.present.practice.progress import progress_view
from assistant.store.results import Record, Results
from benchmarks.authors import shipped_copy
from benchmarks.packs import DAY
from benchmarks.processes import assistant, run, surroundings
from benchmarks.report import Section, ms, ratio, timed
from benchmarks.rounds import CODE, played
from benchmarks.stores import fill_practice, kept_rounds, opened_practice

CASES, RESULTS = 500, 50_000
PEOPLE, CLASS_CASES = 30, 24


def measure(quick: bool) -> list[Section]:
    rounds = 2 if quick else 5
    guide = Guide(read_pack(shipped()))
    many = _with_cases(guide, CASES)
    draw = random.Random(20261124)
    with tempfile.TemporaryDirectory() as folder:
        kept = fill_practice(Path(folder), many, RESULTS, RESULTS)
        opened = [timed(lambda: opened_practice(many, Path(folder))) for _ in range(rounds)]
        looked = [timed(lambda: progress_view(many, kept_rounds(Path(folder)), DAY, CODE, "nl")) for _ in range(rounds)]
        keeping = _keeping(Path(folder), 20 if quick else 200)
        whole = _command(Path(folder), CASES if not quick else 100, rounds)
    people = list(_class(many, draw))
    with tempfile.TemporaryDirectory() as folder:
        collected = _collect(Path(folder), people, rounds)
    report = [timed(lambda: class_markdown(many, class_report(many.pack.cases, people), "nl")) for _ in range(rounds)]
    case = next(iter(guide.pack.cases.values()))
    one = played(guide, case, draw, "code")
    thinking = [timed(lambda: debrief(guide.reasoner, case, one)) for _ in range(rounds * 4)]
    drawing = [timed(lambda: debrief_view(guide, one, "nl")) for _ in range(rounds * 4)]
    median = statistics.median
    section = Section(
        "Practice",
        [
            f"{CASES} cases (the shipped ones, repeated) and {kept:,} kept rounds with {RESULTS:,} answers; {rounds} rounds, median.",
        ],
        [
            ("", "median", "budget", "median : budget"),
            (
                "open practice: read the results, list the cases",
                ms(median(opened)),
                "1,000 ms",
                ratio(median(opened), 1000),
            ),
            (
                "whole command `assistant practise --list` on such a pack, kept from before",
                ms(whole),
                "1,000 ms",
                ratio(whole, 1000),
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
            (
                f"whole command `assistant class collect` on their {PEOPLE} files",
                ms(collected),
                "2,000 ms",
                ratio(collected, 2000),
            ),
        ],
        figures={
            "open": round(median(opened), 1),
            "command": round(whole, 1),
            "class": round(median(report), 1),
            "collect": round(collected, 1),
            "keep": round(keeping, 2),
        },
    )
    return [section]


def _command(folder: Path, number: int, rounds: int) -> float:
    """The list of cases as a whole command, on a pack of so many cases, with the results that are in this folder."""
    pack = shipped_copy(folder / "pack")
    files = sorted((pack / "dialogues/cases").glob("*.yaml"))
    texts = [file.read_text("utf-8") for file in files]
    for copy in range(1, -(-number // max(1, sum(len(_CASE.findall(text)) for text in texts)))):
        for file, text in zip(files, texts, strict=True):
            renamed = _CASE.sub(rf"\g<1>_{copy}", text)
            file.with_name(f"{file.stem}_{copy}.yaml").write_text(_FAMILY.sub(rf"\g<1>_{copy}", renamed), "utf-8")
    words = assistant("practise", "--list", "--pack", str(pack))
    times = [run(words, surroundings(folder)).wall for _ in range(rounds + 1)]
    return statistics.median(times[1:])


def _collect(folder: Path, people: list[Round], rounds: int) -> float:
    """The report of a class as a whole command, from the files that its people hand in."""
    for code in {one.code for one in people}:
        own = [one for one in people if one.code == code]
        (folder / f"{code}.json").write_text(to_json(code, own), "utf-8")
    words = assistant("class", "collect", str(folder), "--out", str(folder / "report.md"), "--force")
    times = [run(words, surroundings(folder)).wall for _ in range(rounds + 1)]
    return statistics.median(times[1:])


_CASE = re.compile(r"^(\s*(?:- )?(?:case|variant): [\w]+)", re.MULTILINE)
_FAMILY = re.compile(r"^(\s*family: [\w]+)", re.MULTILINE)


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


def _keeping(folder: Path, times: int) -> float:
    with Results(folder) as results:
        uid = results.begin(Record("", CODE, "case", "1", "practice", DAY)).uid
        return statistics.median(timed(lambda n=n: results.answer(uid, f"mark.{n}", "yes 80")) for n in range(times))


def _class(guide: Guide, draw: random.Random) -> Iterator[Round]:
    cases = list(guide.pack.cases.values())[:CLASS_CASES]
    for person in range(PEOPLE):
        for case in cases:
            yield played(guide, case, draw, f"P{person}", f"{person}/{case.id}")
