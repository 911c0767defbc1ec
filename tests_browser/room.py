"""A room to test in: `assistant serve` as a process of its own, and seats, each a browser profile of its own, driven by keyboard."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, Error, Page, async_playwright

ROOT = Path(__file__).parents[1]
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions", "--no-proxy-server"),
]
PATIENCE = 90.0
"""Seconds that anything may take here: other work may hold the processor."""


def find_chromium() -> str:
    """The Chromium of this machine: the variable CHROMIUM, else a known name; empty when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")


NO_CHROMIUM = (
    "These tests need Chromium (or Chrome), and none was found. On Debian: apt-get install chromium. Fedora: dnf install chromium. "
    "Elsewhere: point to it with CHROMIUM=/path/to/chromium."
)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless browser without a past, that asks nothing of the network by itself."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


async def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds; fail with `what` otherwise."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        await asyncio.sleep(0.02)


class Room:
    """A running server. `address` and `code` are what it printed."""

    def __init__(self, process: asyncio.subprocess.Process, address: str, code: str) -> None:
        self.process = process
        self.address = address
        self.code = code

    def sessions(self) -> list[int]:
        """The processes of sessions that live now, whoever their parent is: they are told by the variable of this server."""
        return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if self._mine(pid)]

    def _mine(self, pid: int) -> bool:
        try:
            return (
                f"ASSISTANT_SERVED_BY=room {self.process.pid}\0".encode() in Path(f"/proc/{pid}/environ").read_bytes()
            )
        except OSError:
            return False

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop the server; its exit code."""
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@asynccontextmanager
async def room(home: Path, *options: str, under: tuple[str, ...] = ()) -> AsyncIterator[Room]:
    """A server on a free port that keeps its things in `home`; stopped afterwards. `under`: a program that starts it."""
    environment = {**os.environ, "ASSISTANT_HOME": str(home), "ASSISTANT_LANG": "nl"}
    environment.pop("NO_COLOR", None)
    run = "import os, sys; from assistant.cli.main import main; sys.argv += ['--owner', f'room {os.getpid()}']; main()"
    process = await asyncio.create_subprocess_exec(
        *(*under, sys.executable, "-c", run, "serve", "--terminal", "--port", "0", *options),
        cwd=ROOT,
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    said = ""
    assert process.stderr is not None
    while "Ctrl+C" not in said:
        line = await asyncio.wait_for(process.stderr.readline(), PATIENCE)
        assert line, said
        said += line.decode()
    address, code = re.search(r"http://\S+", said), re.search(r"\b(?:[A-Z0-9]{4}-){2}[A-Z0-9]{4}\b", said)
    assert address is not None
    assert code is not None
    found = Room(process, address[0], code[0])
    try:
        yield found
    finally:
        await found.stop()


class Seat:
    """One browser profile in the room. Everything it asks for is written down in `asked`."""

    def __init__(self, room: Room, page: Page) -> None:
        self.room = room
        self.page = page
        self.asked: list[str] = []
        self.trouble: list[str] = []
        page.context.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))

    async def enter(self, *, own: str = "") -> str:
        """Through the door by keyboard; gives the own code."""
        await self.page.goto(self.room.address)
        await self.page.wait_for_selector("#code:focus", timeout=PATIENCE * 1000)
        await self.page.keyboard.type(self.room.code)
        if own:
            await self.page.keyboard.press("Tab")
            await self.page.keyboard.type(own)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url("**/welcome", timeout=PATIENCE * 1000)
        return await self.page.locator(".own").inner_text()

    async def open(self) -> None:
        """Open the app, with its rows as text beside the drawing, so that they can be read here."""
        await self.page.goto(f"{self.room.address}/session?reader=1")

    async def sit_down(self, part: str = "F8") -> str:
        """Enter, open the app, and wait for its first screen; gives the own code."""
        own = await self.enter()
        await self.open()
        await self.shows(part)
        return own

    async def text(self) -> str:
        """What the terminal in the page shows."""
        try:
            rows = await self.page.evaluate(
                "[...document.querySelectorAll('.xterm-accessibility-tree > *')].map(row => row.textContent)"
            )
        except Error:  # just between two pages
            return ""
        return "\n".join(row.rstrip() for row in rows).replace("\xa0", " ")

    async def shows(self, *parts: str) -> str:
        """Wait until all parts are on screen; gives the whole screen."""
        end, seen = time.monotonic() + PATIENCE, ""
        while time.monotonic() < end:
            seen = await self.text()
            if all(part in seen for part in parts):
                return seen
            await asyncio.sleep(0.05)
        raise AssertionError(f"{parts} never came on screen:\n{seen}\n{self.trouble}")

    async def press(self, *keys: str) -> None:
        """Press keys, as a person does: each after the screen has settled."""
        for key in keys:
            before = await self.text()
            await self.page.keyboard.press(key)
            for _ in range(40):
                await asyncio.sleep(0.05)
                if await self.text() != before:
                    break

    def went_out(self) -> list[str]:
        """Everything it asked for that is not on this machine."""
        return [url for url in self.asked if urlsplit(url).hostname not in ("localhost", "127.0.0.1", None)]


@asynccontextmanager
async def seat(browser: Browser, room: Room, *, width: int = 1000, height: int = 700) -> AsyncIterator[Seat]:
    """A browser profile of its own; afterwards nothing may have gone out, and no script may have failed."""
    context = await browser.new_context(viewport={"width": width, "height": height})
    try:
        found = Seat(room, await context.new_page())
        yield found
        assert found.went_out() == []
        assert found.trouble == []
    finally:
        await context.close()
