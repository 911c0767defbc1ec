"""The real app in a pseudo-terminal, driven with keys by the scripts that kill it and look at what it leaves behind.

The app runs in a process made by fork, so that content is read only once. Through a pipe it tells what the user has seen: whenever
bytes went to the terminal, the question that had been drawn by then and the answers drawn above it.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.dialogue.guide import Guide
from assistant.present.talk import talk_view
from assistant.tui.app import AssistantApp, run_app
from assistant.tui.talk_screen import TalkScreen

Before = Callable[[], object] | None
ENTER, ESCAPE, BACK, KEEP, LEAVE, QUIT = "\r", "\x1b", "\x1b[18~", "\x07", "\x1b[19~\x1b[19~", "\x11"


class AppProcess:
    """One app in a process of its own. `seen` is what the user saw last, `out` all bytes that went to the terminal."""

    def __init__(
        self, guide: Guide, home: Path, day: str, environment: Mapping[str, str] | None = None, before: Before = None
    ) -> None:
        """`before` runs in the new process, before the app."""
        pipe_out, pipe_in = os.pipe()
        self.child, self.terminal = pty.fork()
        if not self.child:
            with contextlib.suppress(BaseException):
                os.close(pipe_out)
                os.environ.update(
                    {
                        "ASSISTANT_HOME": str(home),
                        "ASSISTANT_TODAY": day,
                        "TERM": "xterm-256color",
                        **(environment or {}),
                    }
                )
                if before is not None:
                    before()
                os._exit(_run(guide, day, pipe_in))
            os._exit(99)
        os.close(pipe_in)
        self.pipe = pipe_out
        self.out = b""
        self.seen: dict[str, Any] = {}
        self.times = 0
        self._told = b""
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def press(self, keys: str) -> None:
        """Type keys; an Esc must not stand before other keys."""
        os.write(self.terminal, keys.encode())

    def press_until(self, keys: str, wanted: Any) -> None:
        """Type keys until `wanted(seen)` holds: a screen that is still opening lets keys go by."""
        for _ in range(20):
            self.press(keys)
            with contextlib.suppress(RuntimeError):
                return self.wait_for(wanted, 1.5)
        raise RuntimeError(f"did not come; last seen: {self.seen}")

    def listen(self, seconds: float) -> bool:
        """Take in what comes within `seconds`; False when the process ended."""
        until = time.monotonic() + seconds
        while True:
            ready, _, _ = select.select([self.terminal, self.pipe], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                return True
            for source in ready:
                try:
                    data = os.read(source, 65536)
                except OSError:
                    data = b""
                if not data:
                    return False
                if source == self.terminal:
                    self.out += data
                else:
                    self._told += data
                    *lines, self._told = self._told.split(b"\n")
                    for line in lines:
                        self.seen = json.loads(line)
                        self.times += 1

    def wait_for(self, wanted: Any, seconds: float = 30) -> None:
        """Listen until `wanted(seen)` holds. RuntimeError when it does not come."""
        until = time.monotonic() + seconds
        while not (self.seen and wanted(self.seen)):
            if not self.listen(0.02) or time.monotonic() > until:
                raise RuntimeError(f"did not come; last seen: {self.seen}")

    def kill(self) -> None:
        """SIGKILL, and take in what was still said before."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)
        self.close()

    def close(self) -> int:
        """Take in the rest and end; the exit code."""
        while self.listen(5) and not os.waitid(os.P_PID, self.child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            pass
        # the pipe may hold more than the terminal: what is in it now was said before the end
        while select.select([self.pipe], [], [], 0)[0] and (data := os.read(self.pipe, 65536)):
            self._told += data
        for line in self._told.split(b"\n")[:-1]:
            self.seen = json.loads(line)
        os.close(self.terminal)
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def _run(guide: Guide, day: str, pipe: int) -> int:
    """In the child: the app as it is, with a report of what was drawn."""
    drawn: dict[str, Any] = {}
    told = b""
    redraw, driver = TalkScreen.redraw, AssistantApp._build_driver

    def draws(screen: TalkScreen) -> None:
        redraw(screen)
        host = screen.host
        if host.talk is not None:
            view = talk_view(guide, host.talk, "nl")
            question = view.question
            answers = {key: repr(replace(answer, text="")) for key, answer in host.talk.session.answers.items()}
            drawn.update(
                question=question.key if question else "",
                kind=question.control if question else "end",
                revisiting=view.revisiting,
                choices={choice.id: choice.key for choice in question.choices} if question else {},
                rows={f"{r.id}={c.id}": c.key for r in question.rows for c in r.choices} if question else {},
                kept=host.keeping.kept is not None,
                answers=answers,
            )

    def builds(app: AssistantApp, *arguments: Any, **named: Any) -> Any:
        made = driver(app, *arguments, **named)
        write = made.write

        def writes(data: str) -> None:
            nonlocal told
            top = app.screen if app.screen_stack else None
            here = {"where": getattr(top, "where", ""), "step": getattr(top, "step", "")}
            now = json.dumps({**drawn, **here}).encode() + b"\n"
            write(data)
            if drawn and now != told:
                told = now
                os.write(pipe, now)

        setattr(made, "write", writes)  # noqa: B010
        return made

    setattr(TalkScreen, "redraw", draws)  # noqa: B010 - a type checker refuses a method that is replaced
    setattr(AssistantApp, "_build_driver", builds)  # noqa: B010
    for number, stream in enumerate(("stdin", "stdout", "stderr")):
        terminal = os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False)
        setattr(sys, stream, terminal)
        setattr(sys, f"__{stream}__", terminal)
    return run_app(guide, "nl", day, "self_check")
