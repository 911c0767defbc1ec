"""Watching the files of a pack, reading them after a save, and checking them all: beside the screen, which it can never take down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from assistant.authoring.checking import More, Report
from assistant.authoring.preview import Preview, Read
from assistant.errors import Finding, InputError, Place

FOLDERS = ("knowledge", "rules", "dialogues")
MOMENT = 60  # milliseconds: an editor may write a file in several steps


class Watcher:
    """Reads after every save, then checks. `read_done` and `checked` are called on the screen's own thread."""

    def __init__(
        self,
        preview: Preview,
        find_root: Callable[[], Traversable],
        more: More,
        read_done: Callable[[Read], None],
        checked: Callable[[Report], None],
        stopped: Callable[[], None],
    ) -> None:
        self.preview = preview
        self.find_root = find_root
        self.more = more
        self.read_done = read_done
        self.checked = checked
        self.stopped = stopped
        self._again = asyncio.Event()
        self._quiet = asyncio.Event()

    async def run(self) -> None:
        """Read and check whenever something was saved, for as long as the screen is there."""
        try:
            while True:
                await self._again.wait()
                self._again.clear()
                await self._once()
        finally:
            self._quiet.set()

    def soon(self) -> None:
        """Read the files (again)."""
        self._again.set()

    async def _once(self) -> None:
        self.read_done(await asyncio.to_thread(self._read))
        if self._again.is_set():
            return  # saved again meanwhile: what stands there now comes first
        report = await asyncio.to_thread(self._check)
        if not self._again.is_set():
            self.checked(report)

    def _read(self) -> Read:
        """The files as they are; whatever a file that changes under our hands can bring about is a finding."""
        try:
            self.preview.root = self.find_root()
            return self.preview.read()
        except InputError as error:
            return Read(None, error.findings)
        except Exception as error:
            return Read(None, (_unreadable(self.preview.root, error),))

    def _check(self) -> Report:
        try:
            return self.preview.check(self.more)
        except InputError as error:
            return Report(error.findings)
        except Exception as error:
            return Report((_unreadable(self.preview.root, error),))

    async def watch(self, folders: Iterable[Path]) -> None:
        """Wait for saves, by a library; says so when it cannot."""
        try:
            from watchfiles import awatch  # where it cannot be loaded, files are read with a key

            places = [folder for folder in folders if folder.is_dir()]
            async for _ in awatch(*places, debounce=MOMENT, step=20, stop_event=self._quiet):
                self.soon()
        except (ImportError, OSError, RuntimeError):
            self.stopped()


def folders_of(root: Any) -> list[Path]:
    """What to watch of a pack; nothing when it is inside an archive."""
    return [root / name for name in FOLDERS] if isinstance(root, Path) else []


def _unreadable(root: Traversable, error: Exception) -> Finding:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return Finding("input/unreadable", Place(root.name), {"reason": reason})
