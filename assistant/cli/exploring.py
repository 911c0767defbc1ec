"""What `assistant explore` has around the walk itself: a progress bar, Ctrl+C, and the file that it goes on from."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import click

from assistant.authoring.resuming import Kept, Refused, read_state, write_state
from assistant.cli.common import BAD_INPUT, fail, read_input
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.report.files import FileNotWritten, write_file

EVERY = 5.0  # seconds between two times that the state is written


class Run:
    """One run of the command. As a context it takes Ctrl+C: the first stops after the part under way, the second at once."""

    def __init__(
        self, guide: Guide, seed: int, pairs: Sequence[tuple[str, str]], file: Path | None, language: Language
    ) -> None:
        """Reads the state in `file`, when there is one. Stops with exit code 2 when it cannot be gone on from."""
        self.guide = guide
        self.file = file
        self.words = phrases(language, "tools")
        self.kept: dict[str, Kept] = {}
        self._stop = False
        self._written = time.monotonic()
        self._before: Any = None
        if file is not None and file.exists():
            try:
                self.kept = read_state(read_input(str(file)), guide, seed, pairs)
            except Refused as refused:
                fail(self.words(refused.key, file=file, **refused.values), BAD_INPUT)

    def __enter__(self) -> None:
        try:
            self._before = signal.signal(signal.SIGINT, self._interrupted)
        except ValueError:  # not the main thread: then nobody can press Ctrl+C either
            self._before = None

    def __exit__(self, *exception: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
        self._write()
        if self._stop and sys.stderr.isatty():
            click.echo(err=True)
            if self.file is not None and self.kept:
                click.echo(self.words("explore.state_kept", file=self.file), err=True)

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        if self._stop:
            raise KeyboardInterrupt
        self._stop = True
        if sys.stderr.isatty():
            click.echo("\n" + self.words("explore.stopping"), err=True)

    def options(self, dialogue: str) -> dict[str, Any]:
        """What the walk of one dialogue is to be given."""

        def keep(kept: Kept) -> None:
            self.kept[dialogue] = kept
            if time.monotonic() - self._written > EVERY:
                self._write()

        return {
            "tell": self._bar(dialogue),
            "kept": self.kept.get(dialogue),
            "keep": keep,
            "stop": lambda: self._stop,
        }

    def _write(self) -> None:
        self._written = time.monotonic()
        if self.file is None or not self.kept:
            return
        try:
            write_file(self.file, write_state(self.guide, self.kept).encode(), overwrite=True)
        except FileNotWritten as error:
            file, self.file = self.file, None
            click.echo(self.words("explore.state_unwritten", file=file, reason=error), err=True)

    def _bar(self, name: str) -> Callable[[int, int], None]:
        """A line on standard error that is written over, on a terminal only."""
        if not sys.stderr.isatty():
            return lambda done, of: None

        def tell(done: int, of: int) -> None:
            bar = "█" * (24 * done // max(1, of))
            end = "\n" if done >= of else ""
            told = self.words("explore.progress", done=done, of=of)
            click.echo(f"\r{name} {bar:░<24} {told}{end}", err=True, nl=False)

        return tell
