"""The machine, the versions, and how much else the machine had to do during a run."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import resource
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.report import ROOT

PACKAGES = ("durable-rules", "textual", "rich", "PyYAML", "click", "clipspy", "experta", "pyperf")
BUSY = 0.10  # of all cores, by others: from here on the page says that the machine was loaded


def versions() -> str:
    """Python and the libraries that the figures depend on."""
    found = [f"Python {platform.python_version()}"]
    for name in PACKAGES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return ", ".join(found)


def hardware() -> str:
    """The kind of machine, without its name."""
    return f"{platform.system()} on {platform.machine()}, {cores()} cores{_processor()}{_memory()}"


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def commit() -> str:
    """The commit that is measured, with a + when files were changed since."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "assistant", "knowledge", "rules", "dialogues")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")


def _processor() -> str:
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return f" ({names[0]})" if names else ""


def _memory() -> str:
    found = [line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    return f", {int(found[0]) / 1024 / 1024:.0f} GiB memory" if found else ""


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return []


def _busy_seconds() -> float | None:
    """The processor time of the whole machine since it started; None where the system does not tell."""
    head = next((line.split() for line in _lines("/proc/stat") if line.startswith("cpu ")), None)
    if head is None:
        return None
    user, nice, system, _idle, _waiting, irq, soft, steal = map(int, head[1:9])
    return (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    """The processor time of this process and the processes it started and waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


@dataclass
class Watch:
    """Watches what others do on the machine, from when it is made."""

    begun: float = field(default_factory=time.monotonic)
    busy: float | None = field(default_factory=_busy_seconds)
    own: float = field(default_factory=_own_seconds)
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    def others(self) -> float:
        """The part of all cores that others used meanwhile, 0 to 1; from the load at the start where the system does not tell more."""
        now = _busy_seconds()
        passed = (time.monotonic() - self.begun) * (os.cpu_count() or 1)
        if self.busy is None or now is None or passed <= 0:
            return min(1.0, self.load / cores())
        return max(0.0, min(1.0, (now - self.busy - (_own_seconds() - self.own)) / passed))
