"""What one benchmark hands back: a table for people, figures for the history."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Section:
    """A heading, lines before the table, the table (first row is its head), lines after it; `figures` go to the history."""

    title: str
    intro: list[str] = field(default_factory=list)
    table: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    def markdown(self) -> str:
        lines = [f"## {self.title}", "", *self.intro, ""]
        if self.table:
            head, *rows = self.table
            lines += [
                f"| {' | '.join(head)} |",
                "|" + "---|" * len(head),
                *(f"| {' | '.join(row)} |" for row in rows),
                "",
            ]
        if self.notes:
            lines += [*(f"- {note}" for note in self.notes), ""]
        return "\n".join(lines)


def median(action: Callable[[], object], times: int) -> float:
    """The median time of an action in milliseconds, once warmed up."""
    action()
    return statistics.median(timed(action) for _ in range(times))


def timed(action: Callable[[], object]) -> float:
    """The time of an action in milliseconds."""
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def ms(value: float) -> str:
    """Milliseconds for a table."""
    return f"{value:.2f} ms" if value < 10 else f"{value:.0f} ms"


def ratio(value: float, budget: float) -> str:
    """A figure as part of its budget."""
    return f"{value / budget:.2f}" + ("" if value <= budget else " (over)")
