"""The real program in a pseudo-terminal: what a terminal may send or be, and how it is left."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READY = "Is er nu direct gevaar"
LIMIT = 120


class Program:
    """`assistant` at a terminal of its own."""

    def __init__(self, home: Path, *arguments: str, size: tuple[int, int] = (80, 24), **surroundings: str) -> None:
        master, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(child)
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TEXTUAL", "NO_COLOR"))}
        environment |= {"ASSISTANT_HOME": str(home), "ASSISTANT_TODAY": "2026-11-24", "TERM": "xterm-256color"}
        environment |= {"LANG": "C.UTF-8", **surroundings}
        command = [sys.executable, "-m", "assistant", *arguments]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=child, stdout=child, stderr=child, start_new_session=True
        )
        self.terminal, self.child, self.out = master, child, b""

    def until(self, *wanted: str) -> str:
        """All that was written until then; fails when it does not come."""
        end = time.monotonic() + LIMIT
        while not all(each in self.text for each in wanted):
            assert time.monotonic() < end, f"{wanted} not in {self.text[-1500:]!r}"
            if select.select([self.terminal], [], [], 0.5)[0]:
                with contextlib.suppress(OSError):
                    self.out += os.read(self.terminal, 65536)
            elif self.process.poll() is not None:
                assert all(each in self.text for each in wanted), self.text[-1500:]
        return self.text

    def send(self, data: bytes) -> None:
        os.write(self.terminal, data)

    def ended(self) -> int:
        """Wait for its end, and read what is left."""
        end = time.monotonic() + LIMIT
        while self.process.poll() is None:
            assert time.monotonic() < end
            if select.select([self.terminal], [], [], 0.05)[0]:
                self.out += os.read(self.terminal, 65536)
        while select.select([self.terminal], [], [], 0.05)[0]:
            self.out += os.read(self.terminal, 65536)
        return int(self.process.returncode)

    @property
    def text(self) -> str:
        return self.out.decode("utf-8", "replace")

    def settings_as_before(self) -> bool:
        return termios.tcgetattr(self.child)[:4] == self.before[:4]

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.terminal)
        os.close(self.child)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    """Starts the program; all that were started end with the test."""
    programs: list[Program] = []

    def begin(*arguments: str, **options: object) -> Program:
        programs.append(Program(tmp_path, *arguments, **options))  # type: ignore[arg-type]
        return programs[-1]

    yield begin
    for program in programs:
        program.close()


BAD = {
    "latin-1": b"\xe9x",
    "no UTF-8 at all": b"\xff\xfe\x80",
    "C1 control": b"\x9b5~",
    "a key beyond all": b"\x1b[1114112u",
    "numbers without end": b"\x1b[999999999;9999999999~",
    "a window without end": b"\x1b[48;20000;20000;1;1t",
    "a broken paste": b"\x1b[200~caf\xe9 x\x1b[201~",
    "answers of a terminal": b"\x1b[?1;2c\x1b]11;rgb:1111/2222/3333\x07\x1bP>|tmux 3.4\x1b\\",
}


def test_no_byte_ends_the_app_and_danger_stays_one_key_away(start) -> None:
    program = start("run", "self_check")
    program.until(READY)
    for bad in BAD.values():
        program.send(bad)
    program.send(b"\x1b[20~")
    program.until("Bel nu 112")
    assert "Traceback" not in program.text
    program.send(b"\x1b")
    program.send(b"\x11")
    assert program.ended() == 0
    assert program.settings_as_before()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
@pytest.mark.parametrize("face", [("run", "self_check"), ("plain",)], ids=["app", "lines"])
def test_a_signal_leaves_the_terminal_as_it_was(start, name: str, face: tuple[str, ...]) -> None:
    program = start(*face)
    program.until(READY)
    number = getattr(signal, name)
    program.process.send_signal(number)
    assert program.ended() == 128 + number
    assert program.settings_as_before()
    assert program.text.rstrip().endswith(("\x1b[?1004l", "\x1b[?2004l")) or "\x1b[?25h" in program.text[-60:]
    if face[0] == "run":
        assert program.text.count("\x1b[?1049l") == 1
        assert "\x1b[?1003l" in program.text
    assert "Traceback" not in program.text


def test_a_terminal_of_lines_gets_the_conversation_in_lines(start) -> None:
    program = start("run", "self_check", TERM="dumb")
    program.until(READY, "regel voor regel", "> ")
    program.send(b"weg\n")
    program.until("Het scherm is leeg")
    program.send(b"\n")
    assert program.ended() == 0
    assert "\x1b" not in program.text


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [(("practise",), "> "), (("preview", "self_check"), READY), (("class", "show", "nobody.json"), "nobody.json")],
)
def test_no_command_draws_screens_on_a_terminal_of_lines(start, arguments: tuple[str, ...], wanted: str) -> None:
    program = start(*arguments, TERM="dumb")
    program.until(wanted)
    assert "\x1b" not in program.text


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_that_is_not_utf_8_gets_other_signs_and_no_fault(start, encoding: str) -> None:
    program = start("run", "self_check", PYTHONIOENCODING=encoding, PYTHONUTF8="0", LANG="C", LC_ALL="C")
    program.until(READY)
    program.send(b"\x1b[20~")
    program.until("Bel nu 112")
    program.send(b"\x1b[19~\x1b[19~")
    assert program.ended() == 0
    assert "Traceback" not in program.text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_command_writes_what_the_terminal_can_take(tmp_path: Path, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "run", "self_check", "--answers", "tests/cases/teacher_ordinary.yaml"],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": encoding, "ASSISTANT_HOME": str(tmp_path), "ASSISTANT_LANG": "nl"},
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) > 500
    assert b"Traceback" not in done.stderr


def test_f8_twice_leaves_nothing_on_the_terminal(start) -> None:
    program = start("run", "self_check")
    program.until(READY)
    program.send(b"\x1b[19~")
    program.until("F8 of Enter")
    program.send(b"\x1b[19~")
    assert program.ended() == 0
    assert program.text.rstrip().endswith("\x1b[2J\x1b[3J\x1b[H")
    assert program.settings_as_before()


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (59, 19), (300, 90)])
def test_every_size_of_window(start, size: tuple[int, int]) -> None:
    program = start("run", "self_check", size=size)
    program.until("112" if size[0] < 60 else READY)
    program.send(b"\x1b[20~")
    program.until("Direct gevaar: 112")
    program.send(b"\x1b[19~")
    program.send(b"\x1b[19~")
    assert program.ended() == 0
