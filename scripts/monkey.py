"""A monkey at the keyboard: random keys, clicks, pastes and window sizes, and nothing may break, get stuck or get lost.

    python scripts/monkey.py [--minutes 5] [--seed 1] [--only SESSION] [--write]

Each session is an app with a home of its own. After each burst of events it is checked that nothing broke, that every answer is still
there, and that a kept conversation is on disk as it is in memory. Now and then, and at the end: F9, F1, Esc up to home and Ctrl+Q work.
`--only` plays one session again, `--write` puts the figures in docs/reliability.md.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import platform
import random
import shutil
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from textual import events  # noqa: E402
from textual.errors import NoWidget  # noqa: E402
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key  # noqa: E402
from textual.pilot import OutOfBounds, Pilot  # noqa: E402

from assistant.content.files import shipped  # noqa: E402
from assistant.content.model import Text  # noqa: E402
from assistant.content.pack import read_pack  # noqa: E402
from assistant.dialogue.guide import Guide  # noqa: E402
from assistant.present.talk import Talk  # noqa: E402
from assistant.store.kept import Shelf  # noqa: E402
from assistant.tui.app import AssistantApp  # noqa: E402
from assistant.tui.page_screens import ConfirmScreen  # noqa: E402

DAY = "2026-11-24"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
KEYS = [
    *"0123456789" * 4, *LETTERS, *"-/.,;:'!?*+=()[]{}<>@#$%^&_~`|\\éëïß€漢😀",
    *["enter", "escape", "up", "down", "left", "right", "tab", "shift+tab", "space"] * 6,
    "home", "end", "pageup", "pagedown", "backspace", "delete", "insert",
    *(f"f{number}" for number in range(1, 25) if number != 8), *("f1", "f2", "f3", "f4", "f6", "f7", "f9", "f10") * 2,
    *(f"ctrl+{letter}" for letter in LETTERS if letter not in "qc"), *["ctrl+g", "ctrl+p"] * 3,
    *(f"alt+{letter}" for letter in "abfhqx"), "shift+home", "shift+end", "shift+up", "shift+down", "ctrl+home", "ctrl+end",
    "ctrl+left", "ctrl+right", "ctrl+at", "ctrl+backslash", "ctrl+underscore", "shift+f1", "shift+f9", "super+c",
]  # fmt: skip
ENDS = ("f8", "ctrl+q", "ctrl+c")
SIZES = ((1, 1), (1, 40), (200, 1), (20, 8), (59, 19), (60, 20), (80, 24), (80, 24), (120, 40), (300, 90))
NASTY = "[/b] [x] [mg] [@click=app.quit] [red]\x1b[31m <b> \u202e"
PASTES = (
    "x" * 1_000_000,
    "\x1b[2J\x1b]0;title\x07\x00\x03\x04\x1a" * 50,
    "\n" * 5_000,
    "1\n2\n3\r\n" * 30,
    "12",
    "ontslag en ruzie thuis",
    "[/b] [@click=app.quit]",
    "\U0001f600漢\u202e\u200d" * 400,
    "een lange zin",
)
PASSPHRASE = "een lange zin"
TEXTS = (
    "weet ik niet",
    "nee.",
    "ja hoor",
    "2)",
    "²",
    "nummer twee",
    "een en drie",
    "12",
    "120",
    "geen idee",
    "ontslag",
    "niets hiervan",
    "hij is zijn baan kwijt en scheldt op iedereen",
    "Ze zegt niets meer.\nSinds maandag.",
    "jan@school.nl",
    "06-12345678",
    "112",
    "gevaar",
    "uitkomst.pdf",
    "a/b?c*",
    "[/b] {item} %s",
    "ééń",
    "😔 漢字",
    "x" * 60,
    "   ",
    "-",
    "–",
    "+",
    "=",
)


@dataclass
class Tally:
    """What the sessions amounted to."""

    sessions: int = 0
    bursts: int = 0
    events: Counter[str] = field(default_factory=Counter)
    screens: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    ways_out: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0


@cache
def guide_of(kind: str) -> Guide:
    """The shipped content; or the same with every text full of markup and bytes that steer a terminal."""
    pack = read_pack(shipped())
    if kind == "plain":
        return Guide(pack)
    from dataclasses import fields, is_dataclass

    def spoiled(value: object) -> Any:
        if isinstance(value, Text):
            return Text(f"{NASTY} {value.nl}", f"{NASTY} {value.en}") if value else value
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{each.name: spoiled(getattr(value, each.name)) for each in fields(value)})
        if isinstance(value, tuple):
            return tuple(spoiled(each) for each in value)
        return {key: spoiled(each) for key, each in value.items()} if isinstance(value, Mapping) else value

    parts = ("entries", "rules", "dialogues", "info")
    return Guide(replace(pack, **{name: spoiled(getattr(pack, name)) for name in parts}))


class Session:
    """One app, one monkey."""

    def __init__(self, seed: int, tally: Tally) -> None:
        self.chance = random.Random(seed)
        self.tally = tally
        self.trail: list[str] = []
        self.home = Path(tempfile.mkdtemp(prefix="assistant-monkey-"))
        self.guide = guide_of("hostile" if self.chance.random() < 0.25 else "plain")
        language = self.chance.choice(["nl", "nl", "en"])
        dialogue = self.chance.choice([*self.guide.pack.dialogues, None])
        self.app = AssistantApp(self.guide, language, DAY, dialogue, no_color=self.chance.random() < 0.1)  # type: ignore[arg-type]
        self.begun: list[object] = []
        self.most: set[str] = set()
        self._watch()

    def _watch(self) -> None:
        """Know when a conversation was begun, resumed or left on purpose: then others answers are there."""
        for owner, name in ((self.app, "start"), (self.app.keeping, "_resumed")):
            real = getattr(owner, name)

            def does(*arguments: Any, real: Any = real, **named: Any) -> Any:
                self.most = set()
                return real(*arguments, **named)

            setattr(owner, name, does)

    async def play(self, bursts: int) -> str:
        """What went wrong; empty when nothing did."""
        before, here = {name: os.environ.get(name) for name in ("ASSISTANT_HOME", "ASSISTANT_TODAY")}, Path.cwd()
        (self.home / "cwd").mkdir()
        os.environ.update(ASSISTANT_HOME=str(self.home / "kept"), ASSISTANT_TODAY=DAY)
        os.chdir(self.home / "cwd")
        try:
            async with self.app.run_test(size=(80, 24)) as pilot:
                for _ in range(bursts):
                    await self._burst(pilot)
                    if self._over:
                        break
                    if wrong := self._wrong():
                        return wrong
                    if self.chance.random() < 0.15 and (wrong := await self._ways_out(pilot)):
                        return wrong
                if not self._over:
                    return await self._ways_out(pilot, stop=True)
            return ""
        except Exception as error:
            place = error.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
            return f"{type(error).__name__} {str(error)[:200]} at {where}"
        finally:
            os.chdir(here)
            for name, value in before.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})
            shutil.rmtree(self.home, ignore_errors=True)

    @property
    def _over(self) -> bool:
        return self.app.return_code is not None or not self.app.is_running or self.app._exit

    # ------------------------------------------------------------ events

    async def _burst(self, pilot: Pilot[None]) -> None:
        self.tally.bursts += 1
        for _ in range(self.chance.randrange(1, 40)):
            kind = self.chance.choices(
                ["key", "text", "click", "paste", "resize", "scroll", "end"], [80, 6, 7, 1.5, 1.5, 4, 0.05]
            )[0]
            self.tally.events[kind] += 1
            await getattr(self, f"_{kind}")(pilot)
            if self._over:
                return
        await pilot.pause()
        await pilot.pause()
        self.tally.screens[self._where] += 1

    @property
    def _where(self) -> str:
        return getattr(self.app.screen, "where", "?") if self.app.screen_stack else "gone"

    def _note(self, what: str) -> None:
        self.trail = [*self.trail[-60:], what]

    async def _key(self, pilot: Pilot[None]) -> None:
        keys = self.chance.choices(KEYS, k=self.chance.choice([1, 1, 1, 3]))
        self._note(" ".join(keys))
        for key in keys:
            self._type(key)
        if self.chance.random() < 0.2:
            await pilot.pause()  # else the next event comes while this one is still being dealt with
        else:
            await asyncio.sleep(0)

    async def _text(self, pilot: Pilot[None]) -> None:
        """Words, as somebody types them: letter by letter, at times with Enter behind them."""
        text = self.chance.choice(TEXTS)
        self._note(f"text {text[:20]!r}")
        for sign in text:
            self._type({" ": "space", "\n": "ctrl+j"}.get(sign, sign))
            if self._over:
                return
            if self.chance.random() < 0.05:
                await pilot.pause()
        if self.chance.random() < 0.6:
            self._type("enter")
        await asyncio.sleep(0)

    def _type(self, key: str) -> None:
        """A key as the terminal gives it, without waiting for what it does."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        try:
            character: str | None = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
        except KeyError:
            character = key if len(key) == 1 else None
        event = events.Key(name, character)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    async def _end(self, pilot: Pilot[None]) -> None:
        key = self.chance.choice(ENDS)
        self._note(key)
        self._type(key)
        if key == "f8":  # the first press covers, the second wipes
            await pilot.pause()
            self._type(key)
        await pilot.pause()

    async def _click(self, pilot: Pilot[None]) -> None:
        width, height = self.app.size
        spot = (self.chance.randrange(max(1, width)), self.chance.randrange(max(1, height)))
        self._note(f"click {spot}")
        with contextlib.suppress(OutOfBounds, NoWidget):  # the pilot asks before the screen was laid out
            await pilot.click(offset=spot, times=self.chance.choice([1, 1, 2, 3]))

    async def _scroll(self, pilot: Pilot[None]) -> None:
        width, height = self.app.size
        x, y = self.chance.randrange(max(1, width)), self.chance.randrange(max(1, height))
        if self._over:
            return
        kind = self.chance.choice([events.MouseScrollDown, events.MouseScrollUp])
        self.app.screen.post_message(kind(None, x, y, 0, 1, 0, False, False, False, screen_x=x, screen_y=y))

    async def _paste(self, pilot: Pilot[None]) -> None:
        text = self.chance.choice(PASTES)
        self._note(f"paste {text[:12]!r}…")
        self.app.post_message(events.Paste(text))
        await pilot.pause()

    async def _resize(self, pilot: Pilot[None]) -> None:
        size = self.chance.choice(SIZES)
        self._note(f"resize {size}")
        await pilot.resize_terminal(*size)
        if self.chance.random() < 0.7:
            await pilot.resize_terminal(80, 24)

    # ------------------------------------------------------------ what must hold

    def _wrong(self) -> str:
        if self.app.fault is not None:
            return f"fault: {self.app.fault!r}"[:300]
        talk: Talk | None = self.app.talk
        if talk is None:
            return f"the conversation is gone, with {len(self.most)} answers" if self.most else ""
        answered = set(talk.session.answers)
        if lost := self.most - answered:
            return f"lost: {sorted(lost)}"
        self.tally.answers += len(answered - self.most)
        self.most = answered
        kept = self.app.keeping.kept
        if kept is not None and kept.seal is None and not self.app.keeping.trouble:
            there = Shelf(self.home / "kept", DAY).open(kept.id).session.answers
            if dict(there) != {key: replace(answer, text="") for key, answer in talk.session.answers.items()}:
                return "what is kept is not what was answered"
        return ""

    async def _ways_out(self, pilot: Pilot[None], *, stop: bool = False) -> str:
        """F9, F1, Esc up to home, Ctrl+Q: from wherever this is."""
        if self._over:
            return ""
        self.tally.ways_out += 1
        await pilot.resize_terminal(80, 24)
        await self._press(pilot, "f9")
        if self._where != "danger":
            return f"F9 did not work on {self._where}"
        await self._press(pilot, "escape")
        if self._where == "danger":
            return "Esc did not close the page for danger"
        here = self._where
        await self._press(pilot, "f1")
        if self._where != "help":
            return f"F1 did not work on {here}"
        for _ in range(25):
            if self._where in ("home", "fault") or self._over:
                break
            screen = self.app.screen
            counted = isinstance(screen, ConfirmScreen) and screen.key == "tui.hands.leave"
            await self._press(pilot, "2" if counted else "escape")  # yes: what was counted may go
        if self._over or self._where != "home":
            return f"Esc does not lead home from {here}, but to {self._where}"
        if wrong := self._wrong():
            return wrong
        if not stop:
            return ""
        await self._press(pilot, "ctrl+q")
        for _ in range(3):
            if not self._over and self._where == "confirm":
                await self._press(pilot, "ctrl+q")
        return "" if self._over else f"Ctrl+Q did not work on {self._where}"

    async def _press(self, pilot: Pilot[None], key: str) -> None:
        self._note(key)
        self._type(key)
        for _ in range(3):
            if not self._over:
                await pilot.pause()


def run(seed: int, *, seconds: float = 0, sessions: int = 10**9, first: int = 0, most: int = 40) -> Tally:
    """Sessions until `seconds` have passed or `sessions` were played, each of fewer than `most` bursts."""
    tally, began = Tally(), time.monotonic()
    for number in range(first, first + sessions):
        if seconds and time.monotonic() - began > seconds:
            break
        session = Session(seed * 1_000_003 + number, tally)
        wrong = asyncio.run(session.play(session.chance.randrange(3, most)))
        tally.sessions += 1
        if wrong:
            tally.failures.append(f"session {number}: {wrong}\n    after {' | '.join(session.trail[-25:])}")
            sys.stderr.write(tally.failures[-1] + "\n")
    tally.seconds = time.monotonic() - began
    return tally


def report(tally: Tally, seed: int) -> str:
    """The figures as Markdown."""
    happened = ", ".join(f"{number} × {name}" for name, number in sorted(tally.events.items()))
    seen = ", ".join(f"{name} {number}" for name, number in tally.screens.most_common())
    return f"""| figure | value |
|---|---|
| sessions | {tally.sessions} |
| minutes | {tally.seconds / 60:.0f} |
| events | {sum(tally.events.values())}: {happened} |
| answers given by accident, all still there | {tally.answers} |
| times that F9, F1, Esc up to home and Ctrl+Q were tried | {tally.ways_out} |
| faults, dead ends, lost answers | {len(tally.failures)} |
| seed | {seed} |
| Python, system | {platform.python_version()}, {platform.system()} |

Screens where a burst ended: {seen}."""


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.only is not None:
        tally = run(options.seed, sessions=1, first=options.only)
    else:
        tally = run(options.seed, seconds=60 * options.minutes)
    print(f"{tally.sessions} sessions, {sum(tally.events.values())} events, {len(tally.failures)} failures")
    if options.write:
        from figures import put

        put("monkey", report(tally, options.seed))
    return 1 if tally.failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
