"""What one benchmark hands back: a table for people, figures for the history."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.sample import Sample, cpu_timed, in_turns, median, repeated, timed

__all__ = [
    "ROOT",
    "Sample",
    "Section",
    "cpu_timed",
    "in_turns",
    "median",
    "mib",
    "ms",
    "ratio",
    "repeated",
    "spread",
    "table",
    "timed",
]

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Section:
    """A heading, lines before the table, the table (first row is its head), lines after it; `figures` go to the history, `curves`
    are drawn (see benchmarks.growth).
    """

    title: str
    intro: list[str] = field(default_factory=list)
    table: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    curves: list[dict[str, Any]] = field(default_factory=list)

    def markdown(self) -> str:
        lines = [f"## {self.title}", "", *self.intro, ""]
        if self.table:
            lines += [*table(self.table), ""]
        if self.notes:
            lines += [*(f"- {note}" for note in self.notes), ""]
        return "\n".join(lines)

    def data(self) -> dict[str, Any]:
        """As it is kept between the parts of one run."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Section:
        return cls(**{**data, "table": [tuple(row) for row in data["table"]]})


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """The lines of a table in Markdown; the first row is its head."""
    head, *rest = rows
    return [f"| {' | '.join(head)} |", "|" + "---|" * len(head), *(f"| {' | '.join(row)} |" for row in rest)]


def ms(value: float) -> str:
    """Milliseconds for a table."""
    if value < 0.1:
        return f"{value * 1000:.0f} µs"
    return f"{value:.2f} ms" if value < 10 else f"{value:,.0f} ms"


def mib(value: float) -> str:
    """Memory for a table."""
    return f"{value:.0f} MiB"


def spread(sample: Sample) -> str:
    """The median with its quartiles (of fewer than four values: the smallest and the largest)."""
    low, high = ms(sample.low), ms(sample.high)
    if low.split()[1] == high.split()[1]:
        low = low.split()[0]
    return f"{ms(sample.median)} ({low} to {high})"


def ratio(value: float, budget: float) -> str:
    """A figure as part of its budget."""
    return f"{value / budget:.2f}" + ("" if value <= budget else " (over)")
