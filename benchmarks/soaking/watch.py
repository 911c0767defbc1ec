"""What may not grow while the same things are done again and again: memory, live objects, open files, threads."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.processes import resident

MEMORY, MEMORY_PART = 6.0, 0.04  # MiB, and part of the memory: more growth than both over the second half is a leak
PER_APP = 0.7  # MiB that a headless Textual app leaves behind outside Python, an empty one too (the product opens one per process)
OBJECTS, OBJECTS_PART = 6_000, 0.02
HANDLES, THREADS = 2, 2


@dataclass(frozen=True)
class Reading:
    """One look: after how many rounds, MiB resident, live Python objects, open files, threads; the apps opened until then.

    `blocks` (pieces of memory that Python has handed out) and `native` (MiB that C libraries have handed out, 0 where the system does not
    tell) show whether memory is in use, or was given back and not yet to the system. `kinds` counts the live objects by class.
    """

    rounds: int
    memory: float
    objects: int
    handles: int
    threads: int
    apps: int = 0
    blocks: int = 0
    native: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter, repr=False)


class _Handed(ctypes.Structure):
    """What glibc tells of its memory, `struct mallinfo2`."""

    NAMES = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")
    _fields_ = [(name, ctypes.c_size_t) for name in NAMES]


def native_memory() -> float:
    """MiB that C code has in use; 0 where the C library does not tell."""
    try:
        told = ctypes.CDLL(None).mallinfo2
    except (OSError, AttributeError):
        return 0.0
    told.restype = _Handed
    handed = told()
    return float(handed.uordblks + handed.hblkhd) / 1024 / 1024


def look(rounds: int, apps: int = 0) -> Reading:
    """Read everything, after all garbage was collected.

    The app tells Python once per process not to look at what it needs all the time (`gc.freeze`), and some commands do without
    collecting. Here very many of both live in one process: that is undone, so that only what really stays counts.
    """
    gc.unfreeze()
    gc.enable()
    gc.collect()
    kinds = Counter(type(one).__qualname__ for one in gc.get_objects())
    blocks, native = sys.getallocatedblocks(), native_memory()
    return Reading(rounds, resident(), kinds.total(), open_files(), system_threads(), apps, blocks, native, kinds)


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

    def became_more(self) -> list[str]:
        """The classes of which there are most more than at the first reading of the second half, and how the memory is used."""
        first, last = self.settled[0], self.settled[-1]
        more = Counter(last.kinds)
        more.subtract(first.kinds)
        return [
            f"memory handed out by Python: {last.blocks - first.blocks:+,} pieces; by C libraries: {last.native - first.native:+.1f} MiB",
            *(f"{name}: {count:+,}" for name, count in more.most_common(15) if count > 0),
        ]

    def told(self) -> str:
        """One part of the figure line."""
        last = self.readings[-1]
        return (
            f"memory {last.memory:.0f} MiB ({self.grown('memory'):+.1f} over the second half), live objects {last.objects:,} "
            f"({self.grown('objects'):+,.0f}), open files {last.handles} ({self.grown('handles'):+.0f}), "
            f"threads {last.threads} ({self.grown('threads'):+.0f})"
        )
