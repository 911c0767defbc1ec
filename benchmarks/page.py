"""docs/benchmarks.md and the pictures in docs/growth, made from the data of one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import budgets, history
from benchmarks.fit import power_law
from benchmarks.growth import CHARTS
from benchmarks.machine import BUSY
from benchmarks.report import ROOT, Section, table
from benchmarks.svg import Series, chart, number

PAGE = ROOT / "docs/benchmarks.md"
PICTURES = ROOT / "docs/growth"
SOAK = ROOT / "benchmarks/soak.md"


def page(
    run: Mapping[str, Any], sections: Sequence[Section], runs: Sequence[Mapping[str, Any]], profiles: Mapping[str, str]
) -> str:
    """The whole page: the run, every budget, the details, the soak, earlier runs."""
    found = budgets.verdicts(history.flat(history.figures_of(sections)))
    parts = [_head(run), _summary(found), _unmet(found, profiles)]
    for section in sections:
        parts.append(section.markdown())
        if section.curves:
            parts.append(_pictures(section))
    soak = SOAK.read_text(encoding="utf-8") if SOAK.exists() else ""
    return "\n".join(part for part in (*parts, soak, "\n".join(history.trend(runs))) if part)


def _head(run: Mapping[str, Any]) -> str:
    lines = [
        "# Benchmarks",
        "",
        "Made by `make bench`, which overwrites this page; `make bench-quick` only prints. Not one of these figures is a test:",
        "they depend on the machine and on what else it does. What counts are ratios to a yardstick measured in the same run.",
        "",
        f"{run['date']}, version {run['version']} at commit {run['commit']}. {run['machine']}. {run['versions']}. "
        f"Load when it began {run['load']:.1f}; other programs used {run['others']:.0%} of all cores meanwhile. "
        f"The whole took {run['seconds'] / 60:.0f} minutes.",
        "",
    ]
    if run["loaded"]:
        lines += [
            f"**This run was made on a loaded machine** (others used more than {BUSY:.0%}): its times are too high, and a budget that is not",
            "met here may be met on a quiet one. Ratios between things that were measured in turns say more.",
            "",
        ]
    return "\n".join(lines)


def _summary(found: Sequence[budgets.Verdict]) -> str:
    return "\n".join(["## Every budget", "", budgets.counted(found), "", *table(budgets.rows(found)), ""])


def _unmet(found: Sequence[budgets.Verdict], profiles: Mapping[str, str]) -> str:
    """What is not met, and where its time goes."""
    unmet = [each for each in found if each.met is False]
    if not unmet:
        return ""
    lines = ["## What is not met, and where the limit is", ""]
    for each in unmet:
        lines += [f"**{each.budget.what}**: {each.words.replace('**', '')}.", ""]
        if each.budget.id in budgets.LIMITS:
            lines += [budgets.LIMITS[each.budget.id], ""]
        if each.budget.id in profiles:
            lines += ["```text", profiles[each.budget.id].rstrip(), "```", ""]
    return "\n".join(lines)


def _pictures(section: Section) -> str:
    """The pictures of a section with curves, as links; the table beside them says the same in words."""
    lines = ["Each picture has both axes in powers of ten: a straight line is a power law, its slope the exponent.", ""]
    for name, (title, across, beside) in CHARTS.items():
        told = [_told(curve) for curve in section.curves if curve["chart"] == name]
        if told:
            lines += [f"![{title} ({beside}). {'; '.join(told)}.](growth/{name}.svg)", ""]
        _ = across
    return "\n".join(lines)


def _told(curve: Mapping[str, Any]) -> str:
    """One curve in words: what, and its exponent."""
    name = curve["name"].replace("`", "")
    fit = power_law([(size, cost) for size, cost in curve["points"]])
    exponent = "" if fit is None else f" (exponent {fit.exponent:.2f})"
    return f"{name}{exponent}"


def pictures(sections: Sequence[Section]) -> dict[str, str]:
    """Every picture by its file name."""
    curves = [curve for section in sections for curve in section.curves]
    found = {}
    for name, (title, across, beside) in CHARTS.items():
        here = [curve for curve in curves if curve["chart"] == name and curve["points"]]
        if not here:
            continue
        lines = [Series(_told(curve), tuple((size, cost) for size, cost in curve["points"])) for curve in here]
        ends = [f"{line.name}: {number(line.points[0][1])} ms at {number(line.points[0][0])}, "
                f"{number(line.points[-1][1])} ms at {number(line.points[-1][0])}" for line in lines]  # fmt: skip
        told = f"{title}, {beside}. Both axes in powers of ten. {'. '.join(ends)}."
        found[f"{name}.svg"] = chart(title, told, f"{across} ({beside})", "milliseconds", lines)
    return found


def write(text: str, drawn: Mapping[str, str], page: Path = PAGE, folder: Path = PICTURES) -> None:
    """Put the page and the pictures in their places; pictures that are no longer made are removed."""
    page.write_text(text, encoding="utf-8")
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.svg"):
        if old.name not in drawn:
            old.unlink()
    for name, svg in drawn.items():
        (folder / name).write_text(svg, encoding="utf-8")
