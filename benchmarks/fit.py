"""How a cost grows with a size: the exponent of the power law that fits the upper half of the points best."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Fit:
    """cost = factor * size ** exponent."""

    exponent: float
    factor: float

    def at(self, size: float) -> float:
        return float(self.factor * size**self.exponent)


def upper_half(points: Sequence[Point]) -> list[Point]:
    """The points with the larger sizes, at least two: below them fixed costs hide the growth."""
    ordered = sorted(points)
    return ordered[min(len(ordered) // 2, max(0, len(ordered) - 2)) :]


def power_law(points: Sequence[Point]) -> Fit | None:
    """The least-squares line through the logarithms of the upper half; None when there are not two different sizes above zero."""
    logs = [(math.log(size), math.log(cost)) for size, cost in upper_half(points) if size > 0 and cost > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    mean_x, mean_y = (sum(each) / len(logs) for each in zip(*logs, strict=True))
    across = sum((x - mean_x) ** 2 for x, _ in logs)
    exponent = sum((x - mean_x) * (y - mean_y) for x, y in logs) / across
    return Fit(exponent, math.exp(mean_y - exponent * mean_x))
