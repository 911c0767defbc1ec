"""`python -m benchmarks [--quick] [--resume] [--page] [--keep] [theme …]`: measure, print, write docs/benchmarks.md, keep the run.

A run goes theme by theme and keeps each in .benchmarks/ at once: one that was broken off goes on with --resume. The page, the pictures
and the line in benchmarks/history.jsonl are made when every theme has been measured at this commit.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import json
import os
import sys
import time
from collections.abc import Sequence
from typing import Any

from assistant import __version__
from benchmarks import budgets, history, machine, scale
from benchmarks.report import ROOT, Section, table

THEMES = (
    "small",
    "reasoning",
    "start",
    "commands",
    "answering",
    "resume",
    "reports",
    "result_page",
    "practice",
    "check",
    "authors",
    "danger",
    "explore",
    "sizes",
    "growth",
    "web",
)
OPTIONAL = ("web",)
PARTS = ROOT / ".benchmarks"
QUICK = tuple(theme for theme in THEMES if theme not in ("small", "growth", "web"))
"""What `--quick` measures: all that a budget is held against, but for the growth; under two minutes."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the assistant.")
    parser.add_argument("themes", nargs="*", choices=[*THEMES, []], help="one or more themes; all when left out")
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds and smaller sizes; prints, and writes nothing"
    )
    parser.add_argument(
        "--resume", action="store_true", help="keep the themes that were already measured at this commit today"
    )
    parser.add_argument(
        "--page", action="store_true", help="measure nothing: make the page again from what was measured last"
    )
    parser.add_argument(
        "--keep", action="store_true", help="with one theme: keep its figures, and make docs/scale.md with them"
    )
    options = parser.parse_args()
    if options.page:
        return _finish(_parts(THEMES), keep=False)
    wanted = options.themes or (QUICK if options.quick else THEMES)
    mode = "quick" if options.quick else "full"
    for theme in wanted:
        if not (options.resume and _fresh(_part(theme, mode))):
            _measure(theme, mode)
    parts = _parts(wanted, mode)
    sections = [section for part in parts for section in part["sections"]]
    print("\n".join(section.markdown() for section in sections))
    found = [each for each in budgets.verdicts(history.flat(history.figures_of(sections))) if each.figure is not None]
    print("\n".join([*table(budgets.rows(found)), "", budgets.counted(found)]))
    print(f"Measured in {sum(part['seconds'] for part in parts):.0f} s.", file=sys.stderr)
    if options.keep:
        _keep_alone(parts)
    return 0 if options.quick or tuple(wanted) != THEMES else _finish(parts, keep=True)


def _measure(theme: str, mode: str) -> None:
    """Measure one theme in this process and keep what came out; a theme that breaks is told and does not stop the others."""
    print(f"== {theme}", file=sys.stderr, flush=True)
    watch, begun = machine.Watch(), time.monotonic()
    sections: list[Section] = []
    problem = ""
    try:
        sections = importlib.import_module(f"benchmarks.{theme}").measure(mode == "quick")
    except ModuleNotFoundError as error:
        problem = f"not measured here: {error}"
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"[:600]
        print(f"   {theme} broke off: {problem}", file=sys.stderr)
    data = {
        "theme": theme,
        "commit": machine.commit(),
        "date": datetime.date.today().isoformat(),
        "seconds": round(time.monotonic() - begun, 1),
        "load": round(watch.load, 2),
        "others": round(watch.others(), 3),
        "problem": problem,
        "sections": [section.data() for section in sections],
    }
    PARTS.mkdir(exist_ok=True)
    path = PARTS / f"{mode}-{theme}.json"
    path.with_suffix(".part").write_text(json.dumps(data), encoding="utf-8")
    os.replace(path.with_suffix(".part"), path)


def _part(theme: str, mode: str) -> dict[str, Any] | None:
    path = PARTS / f"{mode}-{theme}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _fresh(part: dict[str, Any] | None) -> bool:
    """Whether this part was measured today, at this commit, to its end."""
    today = datetime.date.today().isoformat()
    return part is not None and (part["commit"], part["date"]) == (machine.commit(), today) and not part["problem"]


def _parts(themes: Sequence[str], mode: str = "full") -> list[dict[str, Any]]:
    found = []
    for theme in themes:
        part = _part(theme, mode)
        if part is not None:
            part["sections"] = [Section.from_data(data) for data in part["sections"]]
            found.append(part)
    return found


def _keep_alone(parts: Sequence[dict[str, Any]]) -> None:
    """Keep what was measured of a theme alone; the plan for scale takes it from there."""
    history.add(_run(parts))
    scale.write(history.newest(history.read()))
    print("Written: docs/scale.md.", file=sys.stderr)


def _run(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A run as it is kept."""
    sections = [section for part in parts for section in part["sections"]]
    seconds = sum(part["seconds"] for part in parts)
    others = sum(part["others"] * part["seconds"] for part in parts) / max(1.0, seconds)
    return {
        "date": parts[-1]["date"],
        "version": __version__,
        "commit": ", ".join(dict.fromkeys(part["commit"] for part in parts)),
        "machine": machine.hardware(),
        "versions": machine.versions(),
        "load": parts[0]["load"],
        "others": round(others, 3),
        "loaded": others > machine.BUSY,
        "seconds": round(seconds),
        "figures": history.figures_of(sections),
        "curves": history.curves_of(sections),
    }


def _finish(parts: Sequence[dict[str, Any]], *, keep: bool) -> int:
    """Keep the run, when it is a new one, and write page and pictures."""
    from benchmarks import page
    from benchmarks.profiles import profiles

    if not parts:
        print("Nothing was measured yet.", file=sys.stderr)
        return 1
    sections = [section for part in parts for section in part["sections"]]
    problems = [f"{part['theme']}: {part['problem']}" for part in parts if part["problem"]]
    run = _run(parts)
    if keep:
        history.add(run)
    unmet = [each.budget.id for each in budgets.verdicts(history.flat(run["figures"])) if each.met is False]
    if problems:
        sections.append(Section("What could not be measured", [f"- {problem}" for problem in problems]))
    page.write(page.page(run, sections, history.read(), profiles(unmet)), page.pictures(sections))
    scale.write(run)
    print("Written: docs/benchmarks.md, docs/growth, docs/scale.md.", file=sys.stderr)
    return 1 if any(part["problem"] for part in parts if part["theme"] not in OPTIONAL) else 0


if __name__ == "__main__":
    sys.exit(main())
