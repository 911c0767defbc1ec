"""`assistant check` on a written pack of 500 questions and 1,000 rules, in a fresh Python, against two seconds."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.packs import DAY, write_pack
from benchmarks.processes import assistant, run, surroundings
from benchmarks.report import Section, in_turns, ms, ratio, spread

QUESTIONS, RULES, BUDGET = 500, 1_000, 2_000
PARSE = """
import pathlib, sys, yaml
for file in pathlib.Path(sys.argv[1]).rglob("*.yaml"):
    yaml.load(file.read_bytes(), yaml.CSafeLoader)
"""


def measure(quick: bool) -> list[Section]:
    """The whole command, and the processor time it takes: the second says more on a busy machine."""
    rounds = 1 if quick else 7
    with tempfile.TemporaryDirectory() as folder:
        pack, home = Path(folder) / "pack", Path(folder) / "home"
        write_pack(pack, QUESTIONS, RULES)
        size = sum(file.stat().st_size for file in pack.rglob("*.yaml"))
        cpu: dict[str, list[float]] = {"check": [], "shipped": []}

        def checked(which: str) -> float:
            ran = check(pack if which == "check" else None, home)
            cpu[which].append(ran[1])
            return ran[0]

        found = in_turns(
            {
                "check": lambda: checked("check"),
                "yaml": lambda: run([sys.executable, "-c", PARSE, str(pack)]).wall,
                "shipped": lambda: checked("shipped"),
            },
            rounds,
        )
    least = {name: min(values) for name, values in cpu.items()}
    section = Section(
        "Check",
        [
            f"A pack of {QUESTIONS} questions and {RULES:,} rules ({size / 1e6:.1f} MB of YAML), whole commands, in turns, {rounds} rounds, "
            "median (quartiles)."
        ],
        [
            ("", "time", "to the budget"),
            ("from command to exit", spread(found["check"]), ratio(found["check"].median, BUDGET)),
            ("processor time of it, least", ms(least["check"]), ratio(least["check"], BUDGET)),
            ("only parse its YAML with the C loader, nothing else", spread(found["yaml"]), ""),
            ("the shipped pack", spread(found["shipped"]), ""),
            ("processor time of it, least", ms(least["shipped"]), ""),
        ],
        figures={
            "wall": round(found["check"].median),
            "cpu": round(least["check"]),
            "yaml": round(found["yaml"].median),
            "shipped": round(found["shipped"].median),
            "shipped_cpu": round(least["shipped"]),
        },
    )
    return [section]


def check(pack: Path | None, home: Path) -> tuple[float, float]:
    """Time and processor time of one `assistant check`, in milliseconds."""
    words = ["check", "--today", DAY, *([str(pack)] if pack else [])]
    ran = run(assistant(*words), surroundings(home))
    return ran.wall, ran.cpu
