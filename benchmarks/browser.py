"""Sessions of `assistant serve`, alone and twenty at once: first screen, answers, memory; and the same once in a real Chromium.

Only loopback. A session is driven over its web socket as a browser does, so that the browser itself is not measured with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.processes import assistant, surroundings
from benchmarks.report import ROOT, Section, mib, ms

PATIENCE = 120.0
QUIET, NO_ANSWER = 0.3, 5.0
"""Seconds without a byte after which a screen is drawn; and after which a key had nothing to do where it came."""
MANY, MANY_QUICK = 20, 6
ANSWER = (b"2", b"3", b"\r")
"""Of one point: it is ordinary, quite sure, on."""


def measure(quick: bool) -> list[Section]:
    importlib.import_module("textual_serve")  # without the extra this theme is left out
    return asyncio.run(_measure(MANY_QUICK if quick else MANY, 3 if quick else 5))


async def _measure(many: int, answers: int) -> list[Section]:
    async with _room(many) as room:
        await _alone(room)  # the first of all also writes what Python compiles, and the checked pack
        alone = [await _alone(room) for _ in range(answers)]
        together = await _together(room, many, answers)
        server = _memory(room.pid)
    cores = len(os.sched_getaffinity(0))
    section = Section(
        "In the browser",
        [
            f"`assistant serve` in a process of its own; each session is a process too. One session alone (median of {answers}), and {many} that "
            f"begin at the same moment on {cores} cores: from connecting until the first screen has come, then {answers} answers each in a "
            "story, until the last byte of what they draw. Processor time is that of the session.",
        ],
        [
            ("", "one", f"{many} at once, median", f"{many} at once, the last"),
            ("first screen", ms(_mid(alone, "first")), ms(_mid(together, "first")), ms(max(each.first for each in together))),
            ("of which processor time", ms(_mid(alone, "first_cpu")), ms(_mid(together, "first_cpu")), ""),
            ("key to first byte of the answer", ms(_mid(alone, "echo")), ms(_mid(together, "echo")), ms(max(each.echo for each in together))),
            ("processor time of one answer (three keys)", ms(_mid(alone, "answer_cpu")), ms(_mid(together, "answer_cpu")), ""),
            ("memory of a session (its share)", mib(_mid(alone, "memory")), mib(_mid(together, "memory")), ""),
        ],
        [f"The server itself takes {mib(server)} with {many} sessions."],
        {
            "first_1": round(_mid(alone, "first"), 1),
            "first_many": round(_mid(together, "first"), 1),
            "first_many_last": round(max(each.first for each in together), 1),
            "first_cpu": round(_mid(alone, "first_cpu"), 1),
            "echo_1": round(_mid(alone, "echo"), 1),
            "echo_many": round(_mid(together, "echo"), 1),
            "answer_cpu": round(_mid(alone, "answer_cpu"), 1),
            "memory": round(_mid(together, "memory"), 1),
            "server": round(server, 1),
            "many": many,
        },
    )  # fmt: skip
    return [section, *await _in_chromium()]


@dataclass
class Found:
    """What one session took: milliseconds, and MiB."""

    first: float = 0.0
    first_cpu: float = 0.0
    echo: float = 0.0
    answer_cpu: float = 0.0
    memory: float = 0.0


@dataclass
class _Room:
    pid: int
    address: str
    code: str
    known: set[int] = field(default_factory=set)


@contextlib.asynccontextmanager
async def _room(most: int) -> AsyncIterator[_Room]:
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *assistant("serve", "--terminal", "--port", "0", "--most", str(most)),
            cwd=ROOT,
            env=surroundings(Path(folder)),
            stderr=asyncio.subprocess.PIPE,
        )
        said = ""
        assert process.stderr is not None
        while "Ctrl+C" not in said:
            line = await asyncio.wait_for(process.stderr.readline(), PATIENCE)
            if not line:
                raise RuntimeError(said)
            said += line.decode()
        address, code = re.search(r"http://\S+", said), re.search(r"\w{4}-\w{4}-\w{4}", said)
        assert address is not None
        assert code is not None
        try:
            yield _Room(process.pid, address[0], code[0])
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), PATIENCE)


class _Seat:
    """A connection as the page with the app makes it."""

    def __init__(self, http: Any, room: _Room) -> None:
        self.http = http
        self.room = room
        self.socket: Any = None

    async def enter(self) -> None:
        origin = {"Origin": self.room.address}
        await self.http.post(f"{self.room.address}/enter", data={"code": self.room.code}, headers=origin)

    async def first_screen(self) -> float:
        begun = time.perf_counter()
        url = f"{self.room.address}/ws?width=100&height=30"
        self.socket = await self.http.ws_connect(url, headers={"Origin": self.room.address})
        seen = b""
        while b"F8" not in seen:
            seen += (await asyncio.wait_for(self.socket.receive(), PATIENCE)).data
        return (time.perf_counter() - begun) * 1000

    async def press(self, key: bytes) -> float:
        """Press a key and read on until nothing more comes; milliseconds until the first byte, 0 when the key did nothing."""
        begun, first = time.perf_counter(), 0.0
        await self.socket.send_json(["stdin", key.decode()])
        with contextlib.suppress(asyncio.TimeoutError):
            while True:
                await asyncio.wait_for(self.socket.receive(), QUIET if first else NO_ANSWER)
                first = first or (time.perf_counter() - begun) * 1000
        return first


async def _sit(room: _Room, stack: contextlib.AsyncExitStack) -> _Seat:
    from aiohttp import ClientSession, CookieJar

    http = await stack.enter_async_context(ClientSession(cookie_jar=CookieJar(unsafe=True)))
    seat = _Seat(http, room)
    await seat.enter()
    return seat


async def _alone(room: _Room) -> Found:
    async with contextlib.AsyncExitStack() as stack:
        seat = await _sit(room, stack)
        first = await seat.first_screen()
        pid = _children(room.pid).pop()
        found = await _answers(seat, pid, 3, first)
        await seat.socket.close()
    while _children(room.pid):
        await asyncio.sleep(0.02)
    return found


async def _together(room: _Room, many: int, answers: int) -> list[Found]:
    async with contextlib.AsyncExitStack() as stack:
        seats = [await _sit(room, stack) for _ in range(many)]
        firsts = await asyncio.gather(*(seat.first_screen() for seat in seats))
        pids = sorted(_children(room.pid))
        assert len(pids) == many
        found = await asyncio.gather(
            *(_answers(seat, pid, answers, first) for seat, pid, first in zip(seats, pids, firsts, strict=True))
        )
        for seat in seats:
            await seat.socket.close()
    return list(found)


async def _answers(seat: _Seat, pid: int, number: int, first: float) -> Found:
    """Open a story and answer some points. Which process belongs to which seat does not matter: all do the same."""
    found = Found(first, _cpu(pid))
    for key in (b"1", b"1", b"\r"):
        await seat.press(key)
    before, echoes = _cpu(pid), []
    for _ in range(number):
        for key in ANSWER:
            echoes.append(await seat.press(key))
    found.echo = statistics.median(filter(None, echoes))
    found.answer_cpu = (_cpu(pid) - before) / number
    found.memory = _memory(pid)
    return found


async def _in_chromium() -> list[Section]:
    """From the click on Begin until the first screen is shown, in a real browser; nothing where there is none."""
    try:
        room_tools: ModuleType = importlib.import_module("tests_browser.room")
    except ModuleNotFoundError:
        print("   without Chromium: playwright is not installed (make test-browser installs it)", file=sys.stderr)
        return []
    if not room_tools.find_chromium():
        print(f"   without Chromium. {room_tools.NO_CHROMIUM}", file=sys.stderr)
        return []
    took = []
    with tempfile.TemporaryDirectory() as folder:
        async with room_tools.chromium() as browser, room_tools.room(Path(folder)) as room:
            for _ in range(3):
                async with room_tools.seat(browser, room) as seat:
                    await seat.enter()
                    begun = time.perf_counter()
                    await seat.open()
                    await seat.shows("F8")
                    took.append((time.perf_counter() - begun) * 1000)
    note = f"In a real Chromium on the same machine, from opening the page until the first screen can be read: {ms(min(took))} (best of 3)."
    return [Section("In a real browser", [note], figures={"first": round(min(took), 1)})]


def _mid(found: list[Found], name: str) -> float:
    return statistics.median(getattr(each, name) for each in found)


def _children(pid: int) -> set[int]:
    """The processes that a process started and that live."""
    found = set()
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with contextlib.suppress(OSError):
                parts = (path / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
                if int(parts[1]) == pid and parts[0] != "Z":
                    found.add(int(path.name))
    return found


def _cpu(pid: int) -> float:
    """Milliseconds of processor time that a process has had."""
    parts = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """MiB in use by a process, what it shares counted in part."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
