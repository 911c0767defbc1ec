"""Earlier runs: one line of JSON each in benchmarks/history.jsonl. What a run measured is never changed afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.budgets import BUDGETS, Verdict, shown, verdict
from benchmarks.report import ROOT, Section, table

HISTORY = ROOT / "benchmarks/history.jsonl"
SHOWN_RUNS = 8
ALIKE = 0.10


def flat(figures: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The figures of a run as `Section/key`."""
    return {f"{title}/{key}": value for title, found in figures.items() for key, value in found.items()}


def figures_of(sections: Iterable[Section]) -> dict[str, dict[str, float]]:
    """The figures of a run as they are kept."""
    return {section.title: section.figures for section in sections if section.figures}


def curves_of(sections: Iterable[Section]) -> dict[str, list[list[float]]]:
    """The points of every growth curve of a run, by the name of the curve."""
    return {
        curve["id"]: [[size, round(cost, 3)] for size, cost in curve["points"]]
        for section in sections
        for curve in section.curves
    }


def read(path: Path = HISTORY) -> list[dict[str, Any]]:
    """All runs, the oldest first."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def newest(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The last run of every theme, with the figures of a theme that was measured alone since; `also` tells of each such run."""
    whole = [run for run in runs if len(run["figures"]) > 1]
    made: dict[str, Any] = {**whole[-1], "figures": dict(whole[-1]["figures"]), "also": []} if whole else {}
    for run in runs[runs.index(whole[-1]) + 1 if whole else 0 :]:
        made.setdefault("figures", {}).update(run["figures"])
        loaded = ", on a machine that did much else" if run.get("loaded") else ""
        made.setdefault("also", []).append(
            f"{', '.join(run['figures'])}: {run['date']}, commit {run['commit']}{loaded}"
        )
    return made


def add(entry: Mapping[str, Any], path: Path = HISTORY) -> None:
    """Keep a run."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def trend(runs: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every main figure, run by run, as lines of Markdown: the latest runs, and where the last one went compared with the one before.

    Where a yardstick stands beside a figure their ratio is shown: that says something on another machine too.
    """
    latest = list(runs)[-SHOWN_RUNS:]
    if not latest:
        return []
    head = ("figure", *(f"{run['date']} {run['commit']}{'*' if run.get('loaded') else ''}" for run in latest), "")
    lines: list[tuple[str, ...]] = [head]
    for budget in BUDGETS:
        found = [verdict(budget, flat(run["figures"])) for run in latest]
        if all(each.figure is None for each in found):
            continue
        ratios = bool(budget.yardstick) and budget.unit == "ms"
        name = f"{budget.what}{f' : {budget.beside}' if ratios else ''}"
        values = [_value(each, ratios) for each in found]
        cells = ["" if value is None else f"{value:.2f}" if ratios else shown(value, budget.unit) for value in values]
        lines.append((name, *cells, _way(values)))
    note = "A run marked * was made while the machine did much else: its times are too high."
    return ["## Earlier runs", "", note, "", *table(lines), ""]


def _value(found: Verdict, ratios: bool) -> float | None:
    if found.figure is None or not ratios:
        return found.figure
    return found.figure / found.yardstick if found.yardstick else None


def _way(values: Sequence[float | None]) -> str:
    """Where the last run went from the one before."""
    known = [value for value in values if value is not None]
    if len(known) < 2 or values[-1] is None or not known[-2]:
        return ""
    change = known[-1] / known[-2] - 1
    return "=" if abs(change) < ALIKE else f"{change:+.0%}"
