"""From command to first screen, and to the answer of `assistant infer`; memory at the first screen."""

from __future__ import annotations

import json
import os
import pty
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.report import ROOT, Section, ms, ratio

FACTS = '{"as_of": "2026-11-24", "facts": [{"event": "dismissal", "when": "recent", "impact": "strong"}]}'


def measure(quick: bool) -> list[Section]:
    rounds = 3 if quick else 11
    times: dict[str, list[float]] = {"empty": [], "assistant": []}
    memory: dict[str, list[float]] = {"empty": [], "assistant": []}
    for _ in range(rounds):
        for which, found in times.items():  # in turns, so that a busy moment hits both
            took, mib = first_screen(which)
            found.append(took)
            memory[which].append(mib)
    empty, ours = (statistics.median(times[name]) for name in ("empty", "assistant"))
    start = Section(
        "Start",
        [
            f"A process of its own in a pseudo-terminal of 120 by 40, from its start until the first question is drawn; median of "
            f"{rounds}, in turns. The empty app is a Textual app with one character.",
        ],
        [
            ("", "median"),
            ("an empty Textual app", ms(empty)),
            ("the assistant, first question of the self-check", ms(ours)),
        ],
        [f"Ratio {ours / empty:.2f}; the budget is 1.5, so {ratio(ours / empty, 1.5)} of it."],
        {
            "empty_app": round(empty, 1),
            "first_question": round(ours, 1),
            "first_question_ratio": round(ours / empty, 3),
        },
    )
    for name, took in _parts(rounds):
        start.table.append((f"of which: {name}", ms(took)))
        start.figures[name.replace(" ", "_")] = round(took, 1)
    room = Section(
        "Memory",
        ["Memory in use when the first screen is drawn, in the same processes (median)."],
        [("", "MiB")],
    )
    plain, used = (statistics.median(memory[name]) for name in ("empty", "assistant"))
    room.table += [("an empty Textual app", f"{plain:.0f}"), ("the assistant", f"{used:.0f}")]
    room.notes.append(
        f"{used - plain:.0f} MiB more than an empty app; the budget is 45, so {ratio(used - plain, 45)} of it."
    )
    room.figures = {"empty_app": round(plain, 1), "assistant": round(used, 1)}
    return [start, _commands(rounds), room]


PARTS = """
import json, time
found, last = {}, time.perf_counter()
def part(name):
    global last
    found[name], last = (time.perf_counter() - last) * 1000, time.perf_counter()
import assistant.tui.app
part("import the app with Textual")
from assistant import settings
from assistant.content.files import shipped
from assistant.content.opened import open_pack
pack = open_pack(shipped(), settings.cache())
part("open the shipped content (kept from an earlier start)")
from assistant.content.pack import read_pack
part("import the readers")
read_pack(shipped())
part("read and check the shipped content, when nothing is kept")
last = time.perf_counter()
from assistant.dialogue.guide import Guide
guide = Guide(pack)
part("compile the rules")
guide.reasoner.engine
part("build durable_rules")
print(json.dumps(found))
"""


def _parts(rounds: int) -> list[tuple[str, float]]:
    """What the start of the assistant consists of, by the median of processes that do only that."""
    found = [json.loads(_run(["-c", PARTS])) for _ in range(rounds)]
    return [(name, statistics.median(each[name] for each in found)) for name in found[0]]


def first_screen(which: str) -> tuple[float, float]:
    """Milliseconds until the first screen is drawn, and the memory then."""
    reading, writing = os.pipe()
    terminal, inside = pty.openpty()
    os.set_inheritable(writing, True)
    surroundings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.child", which, str(writing)],
        stdin=inside, stdout=inside, stderr=inside, pass_fds=(writing,), cwd=ROOT, env=surroundings, start_new_session=True,
    )  # fmt: skip
    os.close(writing)
    os.close(inside)
    seen: list[bytes] = []
    reader = threading.Thread(target=_drain, args=(terminal, seen), daemon=True)
    reader.start()
    with os.fdopen(reading, "rb") as pipe:
        line = pipe.readline()
        took = (time.perf_counter() - begun) * 1000
    process.wait()
    reader.join(timeout=5)
    os.close(terminal)
    if not line:
        raise RuntimeError(f"{which} never drew a screen: {b''.join(seen)[-2000:].decode(errors='replace')}")
    return took, json.loads(line)["mib"]


def _drain(terminal: int, seen: list[bytes]) -> None:
    try:
        while data := os.read(terminal, 65_536):
            seen.append(data)
    except OSError:
        return


def _commands(rounds: int) -> Section:
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.json"
        facts.write_text(FACTS)
        command = "from assistant.cli.main import main; main()"
        plain = _process(["-c", "pass"], rounds)
        imported = _process(["-c", "import assistant.cli.main"], rounds)
        infer = _process(["-c", command, "infer", str(facts), "--format", "json"], rounds)
        asked = _run(["-c", "import sys, assistant.cli.headless; print('textual' in sys.modules)"])
    return Section(
        "Commands",
        [f"Whole processes, median of {rounds}."],
        [
            ("", "median", "budget", "part of it"),
            ("Python itself", ms(plain), "", ""),
            ("`import assistant.cli.main`, above Python itself", ms(imported - plain), "", ""),
            ("`assistant infer FACTS --format json`", ms(infer), "500 ms", ratio(infer, 500)),
        ],
        [f"Textual is {'' if 'True' in asked else 'not '}imported by `assistant infer`."],
        {"python": round(plain, 1), "import_infer": round(imported - plain, 1), "infer": round(infer, 1)},
    )


def _process(arguments: list[str], rounds: int) -> float:
    found = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        _run(arguments)
        found.append((time.perf_counter() - begun) * 1000)
    return statistics.median(found[1:])


def _run(arguments: list[str]) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout
