"""Whole commands, each in a fresh Python: how long from start to exit, and what the first screen in a real terminal takes."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.packs import DAY
from benchmarks.report import ROOT

LEAVE = b"\x1b[19~"  # F8
_ESCAPE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][A-Z0-9]|[=>78c])")
PATIENCE = 120.0


@dataclass(frozen=True)
class Ran:
    """One process: time and processor time in milliseconds, exit code, what it wrote."""

    wall: float
    cpu: float
    code: int
    out: str
    err: str


def surroundings(home: Path | None = None, **more: str) -> dict[str, str]:
    """The environment of a measured process: this checkout, one day, Dutch, a home of its own."""
    found = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_TODAY": DAY, "ASSISTANT_LANG": "nl", **more}
    for name in ("NO_COLOR", "ASSISTANT_DEBUG", "PYTHONDONTWRITEBYTECODE"):
        found.pop(name, None)
    if home is not None:
        found["ASSISTANT_HOME"] = str(home)
    return found


@dataclass(frozen=True)
class Painted:
    """A first screen: milliseconds until it stood there, the memory (MiB) and the processor time (milliseconds) of the process then."""

    wall: float
    mib: float
    cpu: float


def assistant(*arguments: str) -> list[str]:
    """The command line of the product in a fresh Python."""
    return [sys.executable, "-m", "assistant", *arguments]


def run(
    command: Sequence[str], environment: Mapping[str, str] | None = None, codes: Sequence[int] = (0,), stdin: str = ""
) -> Ran:
    """Run a command to its end. Raises RuntimeError when it ends with another code than expected."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=dict(environment or surroundings()),
        capture_output=True,
        check=False,
        input=stdin.encode(),
    )
    wall = (time.perf_counter() - begun) * 1000
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000
    out, err = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    if done.returncode not in codes:
        raise RuntimeError(f"{' '.join(command[1:4])} gave {done.returncode}: {out[-1000:]}{err[-1000:]}")
    return Ran(wall, cpu, done.returncode, out, err)


def first_paint(
    command: Sequence[str], wanted: str, environment: Mapping[str, str], size: tuple[int, int] = (120, 40)
) -> Painted:
    """Start a command in a pseudo-terminal, and wait until `wanted` stands in what it wrote."""
    import fcntl
    import pty
    import termios

    terminal, inside = pty.openpty()
    columns, lines = size
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    settings = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    settings.pop("COLUMNS", None), settings.pop("LINES", None)
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=inside, stdout=inside, stderr=inside, cwd=ROOT, env=settings, start_new_session=True
    )
    os.close(inside)
    try:
        took = _until(terminal, process, _bare(wanted.encode()), begun)
        return Painted(took, resident(process.pid), used(process.pid))
    finally:
        _ended(terminal, process)


def _until(terminal: int, process: subprocess.Popen[bytes], wanted: bytes, begun: float) -> float:
    seen = b""
    while time.perf_counter() - begun < PATIENCE:
        ready, _, _ = select.select([terminal], [], [], 0.5)
        if ready:
            try:
                seen += os.read(terminal, 262_144)
            except OSError:
                break
            now = time.perf_counter()
            if wanted in _bare(seen):
                return (now - begun) * 1000
        elif process.poll() is not None:
            break
    raise RuntimeError(f"{wanted!r} was never drawn: {_bare(seen)[-500:]!r}")


def _bare(written: bytes) -> bytes:
    """What was written without control sequences and white space."""
    return b"".join(_ESCAPE.sub(b"", written).split())


def _ended(terminal: int, process: subprocess.Popen[bytes]) -> None:
    """Leave as a user does; end the process when it does not go."""
    with contextlib.suppress(OSError):
        os.write(terminal, LEAVE)
    until = time.monotonic() + 3
    while process.poll() is None and time.monotonic() < until:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                os.read(terminal, 262_144)
            except OSError:
                break
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    os.close(terminal)


def resident(pid: int | str = "self") -> float:
    """The memory a process has in use, in MiB."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1024 / 1024
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def used(pid: int) -> float:
    """The processor time that a process has used, in milliseconds; 0 where the system does not tell."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    own, system = stat.rpartition(")")[2].split()[11:13]
    return (int(own) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")
