"""One app in a process of its own, behind one web socket; made of fixed words only, without a shell, in scrubbed surroundings."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

import assistant

PASSED_ON = ("TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "ASSISTANT_TODAY")
"""All that a session gets of the surroundings of the server: the clock's zone and what Python itself may need."""
QUIT, TERMINATE = 3.0, 2.0
"""Seconds between asking an app to stop, telling it to, and ending it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What every session of one server shares. `arguments` follow `python -m assistant`, `settings` are variables."""

    arguments: Sequence[str]
    settings: Mapping[str, str]


def surroundings(offer: Offer, home: Path, width: int, height: int, language: str) -> dict[str, str]:
    """All variables of the process of a session; nothing else of the server is passed on."""
    return {
        **{name: os.environ[name] for name in PASSED_ON if name in os.environ},
        "PATH": os.defpath,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(Path(assistant.__file__).resolve().parents[1]),
        "ASSISTANT_HOME": str(home),
        "ASSISTANT_LANG": language,
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_ANIMATIONS": "none",
        "COLUMNS": str(width),
        "ROWS": str(height),
        **offer.settings,
    }


class Session(AppService):
    """The app of one person. `over` is called once, with the exit code, when the app has ended by itself."""

    _process: asyncio.subprocess.Process | None
    _task: asyncio.Task[None] | None

    def __init__(
        self,
        offer: Offer,
        home: Path,
        language: str,
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        over: Callable[[int], Awaitable[object]],
        downloads: DownloadManager,
    ) -> None:
        async def nothing_yet() -> None:
            """The app says that it stops; the socket closes when it has."""

        super().__init__(
            "assistant",
            write_bytes=write_bytes,
            write_str=write_str,
            close=nothing_yet,
            download_manager=downloads,
        )
        self.offer = offer
        self.home = home
        self.language = language
        self._over = over

    @property
    def pid(self) -> int:
        """The process, 0 when there is none."""
        return self._process.pid if self._process is not None else 0

    async def start(self, width: int, height: int) -> None:
        """Start the app in a terminal of this size."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        await self._open_app_process(width, height)
        self._task = asyncio.create_task(self._until_over())

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        process = self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "assistant", "--lang", self.language, *self.offer.arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=surroundings(self.offer, self.home, width, height, self.language),
            cwd=self.home,
            start_new_session=True,  # Ctrl+C at the server reaches the server only, which then ends every session
        )
        process.stderr = (
            asyncio.StreamReader()
        )  # what the app may say of a fault is never copied to the server's screen
        process.stderr.feed_eof()
        assert process.stdin is not None
        self._stdin = process.stdin
        return process

    async def _until_over(self) -> None:
        """Pass on what the app draws until it ends, however it ends; then its process is gone."""
        try:
            await self.run()
        except Exception:  # the browser is gone, or what the app says makes no sense: either way it is over
            pass
        finally:
            await self._end_process()
        assert self._process is not None
        with contextlib.suppress(OSError):
            await self._over(self._process.returncode or 0)

    async def on_meta(self, data: bytes) -> None:
        """What the app asks of the browser. It may not open pages: nothing here leads elsewhere."""
        if json.loads(data).get("type") != "open_url":
            await super().on_meta(data)

    async def stop(self) -> None:
        """Ask the app to stop, and see to it that it does."""
        task = self._task
        if task is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            await asyncio.wait_for(self.send_meta({"type": "quit"}), QUIT)
        await asyncio.wait({task}, timeout=QUIT)
        await self._end_process(patience=0.0)
        await asyncio.wait({task}, timeout=TERMINATE)
        self._task = None

    async def _end_process(self, patience: float = QUIT) -> None:
        process = self._process
        if process is None:
            return
        for end, seconds in ((None, patience), (process.terminate, TERMINATE), (process.kill, None)):
            if process.returncode is not None:
                return
            if end is not None:
                with contextlib.suppress(ProcessLookupError):
                    end()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(process.wait(), seconds)
