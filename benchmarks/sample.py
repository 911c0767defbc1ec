"""Measured values, and how they are measured: in turns, so that a busy moment of the machine hits all that are compared."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Action = Callable[[], object]


@dataclass(frozen=True)
class Sample:
    """Values of one figure, in the order in which they were measured."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Iterable[float]) -> Sample:
        return cls(tuple(values))

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def low(self) -> float:
        """The lower quartile; of fewer than four values the smallest."""
        return self._part(0.25) if len(self.values) >= 4 else min(self.values)

    @property
    def high(self) -> float:
        """The upper quartile; of fewer than four values the largest."""
        return self._part(0.75) if len(self.values) >= 4 else max(self.values)

    @property
    def worst(self) -> float:
        return max(self.values)

    def part(self, share: float) -> float:
        """The value below which this share of the values lies: 0.99 for 99 of 100."""
        return self._part(share)

    def _part(self, share: float) -> float:
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def timed(action: Action) -> float:
    """The time of an action in milliseconds."""
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def cpu_timed(action: Action) -> float:
    """The processor time of an action in this process, in milliseconds: other work on the machine does not count."""
    begun = time.process_time()
    action()
    return (time.process_time() - begun) * 1000


def repeated(action: Action, times: int, clock: Callable[[Action], float] = timed) -> Sample:
    """The times of an action, once warmed up. Garbage of earlier work is cleared first, so that nobody pays for another."""
    action()
    gc.collect()
    return Sample.of(clock(action) for _ in range(times))


def median(action: Action, times: int) -> float:
    """The median time of an action in milliseconds, once warmed up."""
    return repeated(action, times).median


def in_turns(actions: Mapping[str, Callable[[], float]], rounds: int, warm: int = 1) -> dict[str, Sample]:
    """Measure each in turn, round after round; every action gives its own value. The first `warm` rounds do not count."""
    found: dict[str, list[float]] = {name: [] for name in actions}
    for number in range(rounds + warm):
        for name, action in actions.items():
            value = action()
            if number >= warm:
                found[name].append(value)
    return {name: Sample.of(values) for name, values in found.items()}


def least(action: Callable[[], object], times: int = 5, most: float = 1_500.0) -> float:
    """The processor time of an action once warm: the median of some rounds, of fewer when they take long."""
    first = cpu_timed(action)
    if first > most:
        return first
    gc.collect()
    loops = max(1, min(200, int(2 / max(first, 0.002))))
    found: list[float] = []
    while len(found) < times and sum(found) * loops < most:
        found.append(cpu_timed(lambda: [action() for _ in range(loops)]) / loops)
    return sorted(found)[len(found) // 2]
