"""What may not grow while the same things are done again and again: memory, live objects, open files, threads."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.processes import resident

MEMORY, MEMORY_PART = 6.0, 0.04  # MiB, and part of the memory: more growth than both over the second half is a leak
PER_APP = 0.7  # MiB that a headless Textual app leaves behind outside Python, an empty one too (the product opens one per process)
OBJECTS, OBJECTS_PART = 6_000, 0.02
HANDLES, THREADS = 2, 2


@dataclass(frozen=True)
class Reading:
    """One look: after how many rounds, MiB resident, live Python objects, open files, threads."""

    rounds: int
    memory: float
    objects: int
    handles: int
    threads: int
    apps: int = 0


def look(rounds: int, apps: int = 0) -> Reading:
    """Read everything, after all garbage was collected.

    The app tells Python once per process not to look at what it needs all the time (`gc.freeze`), and some commands do without
    collecting. Here very many of both live in one process: that is undone, so that only what really stays counts.
    """
    gc.unfreeze()
    gc.enable()
    gc.collect()
    return Reading(rounds, resident(), len(gc.get_objects()), open_files(), system_threads(), apps)


def open_files() -> int:
    """The number of open files of this process; 0 where the system does not tell."""
    try:
        return len(os.listdir("/proc/self/fd"))
    except OSError:
        return 0


def system_threads() -> int:
    """The threads of this process, also those that are not of Python."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


def growth(points: Sequence[tuple[float, float]]) -> float:
    """How much the fitted straight line rises from the first point to the last."""
    if len(points) < 3:
        return 0.0
    mean_x, mean_y = (sum(each) / len(points) for each in zip(*points, strict=True))
    across = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / across if across else 0.0
    return slope * (points[-1][0] - points[0][0])


@dataclass
class Watch:
    """The readings of a run. The first half is for warming up: only what grows in the second is a leak."""

    readings: list[Reading] = field(default_factory=list)

    def read(self, rounds: int, apps: int = 0) -> None:
        self.readings.append(look(rounds, apps))

    @property
    def settled(self) -> list[Reading]:
        """The readings of the second half."""
        return self.readings[len(self.readings) // 2 :]

    def grown(self, name: str) -> float:
        """How much one of the readings grew over the second half."""
        return growth([(each.rounds, getattr(each, name)) for each in self.settled])

    def leaks(self) -> list[str]:
        """What grew more than it may, as sentences."""
        if len(self.settled) < 4:
            return []
        first, apps = self.settled[0], self.settled[-1].apps - self.settled[0].apps
        bounds = {
            "memory": max(MEMORY, MEMORY_PART * first.memory) + PER_APP * apps,
            "objects": max(OBJECTS, OBJECTS_PART * first.objects),
            "handles": HANDLES,
            "threads": THREADS,
        }
        found = {name: self.grown(name) for name in bounds}
        return [
            f"{name} grew by {grown:.1f} over the second half (at most {bounds[name]:.1f}), from {getattr(first, name):.0f} on"
            for name, grown in found.items()
            if grown > bounds[name]
        ]

    def told(self) -> str:
        """One part of the figure line."""
        last = self.readings[-1]
        return (
            f"memory {last.memory:.0f} MiB ({self.grown('memory'):+.1f} over the second half), live objects {last.objects:,} "
            f"({self.grown('objects'):+,.0f}), open files {last.handles} ({self.grown('handles'):+.0f}), "
            f"threads {last.threads} ({self.grown('threads'):+.0f})"
        )
