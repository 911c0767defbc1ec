"""Every piece of text that is really drawn has contrast enough, on every screen and in every theme; and without colour there is none."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios

import pytest
import tui_walk as t
from rich.color import Color as RichColor
from textual.color import Color

from assistant.tui.app import AssistantApp
from assistant.tui.themes import CONTRAST, THEMES

WANTED = {theme.name: 7.0 if theme is CONTRAST else 4.5 for theme in THEMES}
AT_QUESTION = {
    "question": (),
    "look-up page": ("f3", *"zing", "enter"),
    "review": ("f4",),
    "palette": ("ctrl+p",),
    "danger": ("f9",),
    "tour": ("ctrl+p", *"rondl", "enter"),
}
AT_RESULT = {
    "overview": (),
    "reasons": ("2",),
    "note": ("5",),
    "proof": ("1", "enter"),
    "save": ("f6", "3"),
    "writing": ("5", "enter", *"bel 06-12345678"),
}
PICTURE = set(" ▊▎▔▁▂▃▄▅▆▇█─━│╭╮╰╯┌┐└┘├┤▏▕")


def _light(color: Color) -> float:
    parts = [part / 255 for part in color.rgb]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    bright, dark = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def too_faint(app: AssistantApp) -> list[str]:
    """Every piece of text on the screen whose colours are too close together."""
    found = []
    wanted = WANTED[app.theme]
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if style is None or not set(text) - PICTURE:
                continue
            assert style.color is not None, text
            assert style.bgcolor is not None, text
            fore, back = (Color.from_rich_color(RichColor.parse(c.name)) for c in (style.color, style.bgcolor))
            if style.reverse:
                fore, back = back, fore
            if style.dim or style.blink or contrast(fore, back) < wanted:
                found.append(f"{app.theme}: {text!r} {fore.hex} on {back.hex}")
    return found


@pytest.mark.long
async def test_every_text_that_is_drawn_has_contrast_enough() -> None:
    app = t.app_for()
    faint: set[str] = set()
    async with app.run_test(size=(100, 30)) as pilot:

        async def look(ways: dict[str, tuple[str, ...]]) -> None:
            start = app.screen
            for keys in ways.values():
                await pilot.press(*keys)
                await t.settled(pilot)
                for theme in THEMES:
                    app.theme = theme.name
                    await pilot.pause()
                    faint.update(too_faint(app))
                while app.screen is not start:
                    app.pop_screen()
                    await pilot.pause()

        await t.at(pilot, until="changes")
        await pilot.press("1", "2")
        await look(AT_QUESTION)
        await t.at_result(pilot)
        await look(AT_RESULT)
        app.go_home()
        await t.settled(pilot)
        await look({"home": ()})
    assert not faint


@pytest.mark.long
def test_without_colour_no_colour_is_written_to_the_terminal() -> None:
    """In a terminal of its own: all that is written for some screens, as bytes. 39 and 49 are the colours the terminal has itself."""
    written = in_terminal(["1", "2", "\x1bOP", "\x1b", "\x1b[19~"], NO_COLOR="1")
    assert "112" in written
    assert "Hulp" in written
    codes = {code for found in re.findall(r"\x1b\[([\d;]*)m", written) for code in found.split(";")}
    assert codes <= {"", "0", "1", "2", "3", "4", "7", "22", "23", "24", "27", "39", "49"}
    assert "5" not in codes, "nothing blinks"


def in_terminal(keys: list[str], **environment: str) -> str:
    """What the app writes to a terminal of 80 columns when these keys are pressed, each once the one before has been drawn."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    surroundings = {**os.environ, "TERM": "xterm-256color", "ASSISTANT_LANG": "nl", **environment}
    command = [sys.executable, "-m", "assistant", "run", "self_check"]
    process = subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, env=surroundings, close_fds=True
    )
    os.close(follower)
    written = b""
    with contextlib.suppress(OSError):  # the other side has closed: the app has ended
        for key in (*keys, ""):
            quiet = 0
            while quiet < 2 or not written:  # drawn: nothing came for a while
                ready, _, _ = select.select([leader], [], [], 0.3)
                quiet = 0 if ready else quiet + 1
                written += os.read(leader, 65536) if ready else b""
            os.write(leader, key.encode())
    process.wait(timeout=20)
    os.close(leader)
    assert process.returncode == 0
    return written.decode("utf-8", "replace")
