"""`python -m benchmarks [--quick] [theme …]`: measure, print, write docs/benchmarks.md and add to benchmarks/history.jsonl."""

from __future__ import annotations

import argparse
import datetime
import importlib
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from assistant import __version__
from benchmarks.report import ROOT, Section

THEMES = ("reasoning", "start", "answering", "practice", "check", "explore")
PAGE = ROOT / "docs/benchmarks.md"
HISTORY = ROOT / "benchmarks/history.jsonl"
SOAK = ROOT / "benchmarks/soak.md"
PACKAGES = ("durable-rules", "textual", "clipspy", "experta")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the assistant.")
    parser.add_argument("themes", nargs="*", choices=[*THEMES, []], help="one or more themes; all when left out")
    parser.add_argument("--quick", action="store_true", help="fewer rounds; prints, and writes nothing")
    options = parser.parse_args()
    themes = options.themes or THEMES
    sections: list[Section] = []
    for theme in themes:
        print(f"== {theme}", file=sys.stderr)
        sections += importlib.import_module(f"benchmarks.{theme}").measure(options.quick)
    page = "\n".join(section.markdown() for section in sections)
    print(page)
    if not options.quick and tuple(themes) == THEMES:
        PAGE.write_text(_head() + page + _soak() + _trend(), encoding="utf-8")
        figures = {section.title: section.figures for section in sections}
        entry = {
            "date": datetime.date.today().isoformat(),
            "version": __version__,
            "commit": _commit(),
            "figures": figures,
        }
        with HISTORY.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
        print(f"Written: {PAGE.relative_to(ROOT)}, {HISTORY.relative_to(ROOT)}.", file=sys.stderr)
    return 0


def _head() -> str:
    packages = [f"{name} {version}" for name in PACKAGES if (version := _version(name))]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    machine = f"{platform.system()} on {platform.machine()}, {cores} cores{_processor()}"
    return "\n".join(
        (
            "# Benchmarks",
            "",
            "Made by `make bench`, which overwrites this page; `make bench-quick` only prints. Not one of these figures is a test:",
            "they depend on the machine and on what else it does. A ratio above 1 is over its budget.",
            "",
            f"{datetime.date.today().isoformat()}, version {__version__} at commit {_commit()}. {machine}. "
            f"Python {platform.python_version()}, {', '.join(packages)}. Load when it began: {os.getloadavg()[0]:.1f}.",
            "",
            "",
        )
    )


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return ""
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f" ({names[0]})" if names else ""


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def _soak() -> str:
    return "\n" + SOAK.read_text(encoding="utf-8") if SOAK.exists() else ""


def _trend() -> str:
    """The figures that matter most, run by run."""
    if not HISTORY.exists():
        return ""
    lines = [json.loads(line) for line in HISTORY.read_text(encoding="utf-8").splitlines()[-9:]]
    table = [
        "",
        "## Earlier runs",
        "",
        "| date | version | durable_rules, 200 rules | direct, 200 rules | first question : empty app | answer, 99 of 100 |",
        "|---|---|---|---|---|---|",
    ]
    for line in lines:
        found = line["figures"]
        cells = (
            line["date"],
            f"{line['version']} ({line['commit']})",
            f"{found['Reasoning']['engine_200']} ms",
            f"{found['Reasoning']['direct_200']} ms",
            f"{found['Start']['first_question_ratio']}",
            f"{found['From answer to next question']['p99']} ms",
        )
        table.append(f"| {' | '.join(cells)} |")
    return "\n".join(table) + "\n"


if __name__ == "__main__":
    sys.exit(main())
