"""From command to first question in a real terminal, what that consists of, and the memory then; also on a fresh install."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.child import WORD
from benchmarks.processes import assistant, first_paint, resident, run, surroundings
from benchmarks.report import ROOT, Sample, Section, in_turns, mib, ratio, spread

EMPTY = [sys.executable, "-m", "benchmarks.child"]
OURS = assistant("run", "self_check")


def first_words() -> str:
    """The beginning of the first question of the self-check, in Dutch, as it stands on screen."""
    from assistant.content.pack import read_pack, shipped

    question = read_pack(shipped()).dialogues["self_check"].questions[0]
    return question.ask.nl[:14]


def measure(quick: bool) -> list[Section]:
    rounds = 3 if quick else 15
    wanted = first_words()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        memory: dict[str, list[float]] = {"empty": [], "ours": []}
        cpu: dict[str, list[float]] = {"empty": [], "ours": []}

        def paint(which: str) -> float:
            command, word = (EMPTY, WORD) if which == "empty" else (OURS, wanted)
            painted = first_paint(command, word, surroundings(home))
            memory[which].append(painted.mib)
            cpu[which].append(painted.cpu)
            return painted.wall

        times = in_turns({"empty": lambda: paint("empty"), "ours": lambda: paint("ours")}, rounds)
        fresh = _fresh(Path(folder), wanted, 1 if quick else 5)
        parts = _parts(home, rounds)
        result = [
            float(run([sys.executable, "-m", "benchmarks.start"], surroundings(home)).out)
            for _ in range(1 if quick else 3)
        ]
    empty, ours = times["empty"], times["ours"]
    section = Section(
        "Start",
        [
            "Whole commands in a pseudo-terminal of 120 by 40, from the start of Python until the text stands in what is written to",
            f"the terminal; in turns, {rounds} rounds, median (quartiles). The empty app is a Textual app with one word.",
        ],
        [("", "time", "to the empty app")],
        [
            f"Ratio {ours.median / empty.median:.2f}; the budget is 1.5, so {ratio(ours.median / empty.median, 1.5)} of it."
        ],
        {
            "empty_app": round(empty.median, 1),
            "first_question": round(ours.median, 1),
            "first_question_ratio": round(ours.median / empty.median, 3),
        },
    )
    for name, key, sample, beside in (
        ("an empty Textual app", "", empty, empty),
        ("first question of the self-check", "", ours, empty),
        ("the same, first run after an install: compiled, no pack kept yet", "first_run", fresh["first"], empty),
        ("an empty Textual app, nothing compiled (no .pyc, also not of the libraries)", "empty_bare", fresh["empty"], fresh["empty"]),
        ("first question, nothing compiled and no pack kept yet", "bare_run", fresh["bare"], fresh["empty"]),
    ):  # fmt: skip
        section.table.append((name, spread(sample), f"{sample.median / beside.median:.2f}"))
        if key:
            section.figures[key] = round(sample.median, 1)
    spent = {name: Sample.of(values) for name, values in cpu.items()}
    section.table.append(
        (
            "processor time of the first question",
            spread(spent["ours"]),
            f"{spent['ours'].median / max(1, spent['empty'].median):.2f}",
        )
    )
    section.figures["first_question_cpu"] = round(spent["ours"].median, 1)
    for name, sample in parts.items():
        section.table.append((f"of which: {name}", spread(sample), ""))
        section.figures[name.replace(" ", "_")] = round(sample.median, 1)
    used = {name: Sample.of(values) for name, values in memory.items()}
    return [section, _memory(used["empty"], used["ours"], Sample.of(result))]


def _memory(empty: Sample, ours: Sample, result: Sample) -> Section:
    more = ours.median - empty.median
    return Section(
        "Memory",
        [
            "Memory in use (resident) at the first screen, in the same processes; and of a headless app after a whole self-check."
        ],
        [
            ("", "median", "smallest to largest"),
            *(
                (name, mib(each.median), f"{min(each.values):.0f} to {each.worst:.0f}")
                for name, each in (
                    ("an empty Textual app", empty),
                    ("the assistant, first question", ours),
                    ("the assistant, at the result of a whole self-check", result),
                )
            ),
        ],
        [f"{more:.0f} MiB more than an empty app; the budget is 45, so {ratio(more, 45)} of it."],
        {
            "empty_app": round(empty.median, 1),
            "assistant": round(ours.median, 1),
            "result": round(result.median, 1),
        },
    )


def _fresh(folder: Path, wanted: str, rounds: int) -> dict[str, Sample]:
    """The first question when nothing was kept by an earlier start, and when nothing was compiled either."""
    number = iter(range(1_000_000))

    def place() -> Path:
        return folder / f"fresh{next(number)}"

    def bare(command: list[str], word: str) -> float:
        return first_paint(command, word, surroundings(place(), PYTHONPYCACHEPREFIX=str(place()))).wall

    return in_turns(
        {
            "first": lambda: first_paint(OURS, wanted, surroundings(place())).wall,
            "empty": lambda: bare(EMPTY, WORD),
            "bare": lambda: bare(OURS, wanted),
        },
        rounds,
        warm=0,
    )


PARTS = """
import json, time
found, last = {}, time.perf_counter()
def part(name):
    global last
    found[name], last = (time.perf_counter() - last) * 1000, time.perf_counter()
import assistant.cli.main
part("import the commands")
import assistant.tui.app
part("import the app with Textual")
from assistant import settings
from assistant.content.files import shipped
from assistant.content.opened import open_pack
pack = open_pack(shipped(), settings.cache())
part("open the shipped content (kept from an earlier start)")
from assistant.dialogue.guide import Guide
guide = Guide(pack)
part("compile the rules")
guide.reasoner.engine
part("build durable_rules (only when a conclusion is drawn)")
from assistant.content.pack import read_pack
part("import the readers (only when nothing is kept)")
read_pack(shipped())
part("read and check the shipped content (only when nothing is kept)")
print(json.dumps(found))
"""


def _parts(home: Path, rounds: int) -> dict[str, Sample]:
    """What the start of the assistant consists of, in processes that do only that."""
    found = [json.loads(run([sys.executable, "-c", PARTS], surroundings(home)).out) for _ in range(rounds)]
    return {name: Sample.of(each[name] for each in found) for name in found[0]}


def _at_result() -> float:
    """The memory of this process after a whole self-check in a headless app, at its result."""
    sys.path.insert(0, str(ROOT / "tests"))
    from tui_walk import app_for, by_keys, settled

    async def walk() -> float:
        app = app_for()
        async with app.run_test(size=(120, 40)) as pilot:
            await by_keys(pilot)
            await pilot.press("1")
            await settled(pilot)
            return resident()

    return asyncio.run(walk())


if __name__ == "__main__":
    print(_at_result())
