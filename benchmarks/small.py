"""The small parts that everything else consists of, measured by pyperf: in several processes each, for what a value is also depends on
the process (the order of hashes, the layout of memory). The rest of the suite takes tens of milliseconds and more, or whole commands:
there pyperf's workers would cost minutes and add nothing, and things that are compared must be measured in turns.

As a script, `python benchmarks/small.py --which` is what pyperf runs in its workers.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = {
    "python": "yardstick: a Python loop that adds up 10,000 numbers",
    "engine": "one evaluation by durable_rules",
    "direct": "one evaluation by the direct interpreter",
    "position": "replay of a whole self-check",
    "view": "view of a whole self-check for the screen",
    "proof": "every proof of a result",
    "find": "find observations by everyday words",
}


def measure(quick: bool) -> list[object]:
    import pyperf

    from benchmarks.processes import surroundings
    from benchmarks.report import Sample, Section, ms, spread

    processes, values = (1, 2) if quick else (6, 4)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "small.json"
        command = [
            sys.executable,
            str(Path(__file__)),
            "--quiet",
            f"-p{processes}",
            f"-n{values}",
            "-w1",
            "--min-time=0.05",
        ]
        command += ["--inherit-environ=PYTHONPATH,ASSISTANT_HOME", "-o", str(out)]
        done = subprocess.run(command, env=surroundings(Path(folder)), capture_output=True, text=True, check=False)
        if done.returncode or not out.exists():
            raise RuntimeError(done.stderr[-600:])
        suite = pyperf.BenchmarkSuite.load(str(out))
    found = {one.get_name(): Sample.of(value * 1000 for value in one.get_values()) for one in suite.get_benchmarks()}
    section = Section(
        "Small parts",
        [
            f"By pyperf, {processes} processes with {values} values each: median (quartiles) of all values. The model conversation on the shipped pack.",
        ],
        [("", "time", "smallest to largest", "to the yardstick")],
        figures={name: round(sample.median, 4) for name, sample in found.items()},
    )
    yard = found["python"].median
    for name, sample in found.items():
        ends = f"{ms(min(sample.values))} to {ms(sample.worst)}"
        section.table.append((NAMES[name], spread(sample), ends, f"{sample.median / yard:.2f}"))
    return [section]


def actions() -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    from assistant import settings
    from assistant.content.files import shipped
    from assistant.content.opened import open_pack
    from assistant.dialogue.answers import read_answers
    from assistant.dialogue.guide import Guide
    from assistant.finder.finder import proposals
    from assistant.present.conversation import conversation
    from assistant.reasoning import direct
    from benchmarks.packs import again

    guide = Guide(open_pack(shipped(), settings.cache()))
    file = ROOT / "tests/cases/model_conversation.yaml"
    session = read_answers(file.read_bytes(), file.name, guide.dialogue("self_check"), guide.pack, "2026-11-24")
    situation = guide.position(session).situation.for_reasoning()
    engine, program = guide.reasoner.engine, guide.reasoner.program
    return {
        "python": lambda: sum(number for number in range(10_000)),
        "engine": lambda: engine.evaluate(situation),
        "direct": lambda: direct.evaluate(program, situation),
        "position": lambda: guide.position(again(session), silent_stops=True),
        "view": lambda: conversation(guide, again(session), "nl"),
        "proof": lambda: guide.reasoner.conclude_fast(situation),
        "find": lambda: proposals(guide.pack, "is van school gestuurd", "nl"),
    }


if __name__ == "__main__":
    import pyperf

    runner = pyperf.Runner()
    for name, action in actions().items():
        runner.bench_func(name, action)
