"""Nothing leaves the device and nothing stays behind: no socket is ever used, no secret is found anywhere afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from traces import SECRET, WORDS, traces_in

ROOT = Path(__file__).parents[2]
LINES = "2\n5\n2\n2\n{secret}\n\n\n\n4\n0\n1 1 1\n1 4\n1\n1\n3\n3 4 6\n2\n2\n1\nnotitie\n{secret}\n\n\n\n"

WATCHED = """
import os, sys
seen = []
def watch(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__",):
        seen.append((event, str(arguments[1:])))
    if event == "socket.__new__" and arguments[1] not in (1,):  # only pairs inside this process, as the event loop makes
        seen.append((event, str(arguments[1:])))
    if event in ("urllib.Request", "ftplib.connect", "smtplib.connect", "http.client.connect", "webbrowser.open"):
        seen.append((event, ""))
sys.addaudithook(watch)
"""
REPORT = """
print("\\nWATCHED", seen, file=sys.stderr)
"""
COMMAND = """
from assistant.cli.main import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""
APP = """
import asyncio
sys.path.insert(0, "tests")
from tui_walk import app_for, by_keys, settled
async def walk():
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await by_keys(pilot)
        for key in ("1", "f1", "escape", "f9", "escape", "f3", "escape", "f4", "escape"):
            await pilot.press(key)
            await settled(pilot)
asyncio.run(walk())
"""


def run(code: str, home: Path, *arguments: str, typed: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
    folders = {
        name: str(home / name.lower()) for name in ("TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    }
    for folder in (home, *map(Path, folders.values())):
        folder.mkdir(parents=True, exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-X", "dev", "-W", "ignore", "-c", code, *arguments],
        cwd=ROOT,
        env={**environment, **folders, "ASSISTANT_HOME": str(home / "kept"), **extra},
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.mark.parametrize("what", ["plain", "kept", "run", "infer", "pdf", "app"])
def test_no_socket_is_ever_used(what: str, tmp_path: Path) -> None:
    answers, facts = tmp_path / "answers.yaml", tmp_path / "facts.yaml"
    answers.write_text("{danger_now: no, urgent_today: none, role: teacher, events: [dismissal]}", "utf-8")
    facts.write_text("facts: [{event: dismissal, when: recent, impact: strong}]", "utf-8")
    code, arguments, typed = {
        "plain": (COMMAND, ("plain",), LINES.format(secret=SECRET)),
        "kept": (COMMAND, ("plain",), "bewaar 3 wachtwoord\nlang genoeg\n" + LINES.format(secret=SECRET)),
        "run": (COMMAND, ("run", "self_check", "--answers", str(answers), "--format", "html"), ""),
        "infer": (COMMAND, ("infer", str(facts), "--format", "json"), ""),
        "pdf": (
            COMMAND,
            ("run", "self_check", "--answers", str(answers), "--format", "pdf", "--out", str(tmp_path / "o.pdf")),
            "",
        ),
        "app": (APP, (), ""),
    }[what]
    done = run(WATCHED + code + REPORT, tmp_path / "home", *arguments, typed=typed)
    assert done.returncode == 0, done.stderr
    assert "WATCHED []" in done.stderr


def test_the_watch_sees_a_socket(tmp_path: Path) -> None:
    code = "import socket; s = socket.socket()\ntry: s.connect(('127.0.0.1', 9))\nexcept OSError: pass\n"
    done = run(WATCHED + code + REPORT, tmp_path)
    assert "socket.connect" in done.stderr


@pytest.mark.parametrize("begin", ["", "bewaar 3\n"])
def test_own_words_are_nowhere_after_a_session(begin: str, tmp_path: Path) -> None:
    done = run(COMMAND, tmp_path, "plain", typed=begin + LINES.format(secret=SECRET))
    assert done.returncode == 0, done.stderr
    assert "Quintijn" in done.stdout  # it was really typed: the warning and the note repeat it on screen
    assert traces_in(tmp_path) == []
    assert SECRET not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr  # no terminal title, no colour


@pytest.mark.parametrize("begin", ["", "bewaar 3\n"])
def test_own_words_are_nowhere_after_a_crash(begin: str, tmp_path: Path) -> None:
    code = """
import sys
from assistant.plain import talk
def breaks(self, typed):
    words = {"typed": typed}
    raise RuntimeError(typed)
talk.PlainTalk._warn = breaks
"""
    done = run(
        code + COMMAND.replace("assert not end.code, end.code", "sys.exit(end.code)"),
        tmp_path,
        "plain",
        typed=begin + LINES.format(secret=SECRET),
    )
    assert done.returncode == 3, done.stderr
    assert not any(word.decode() in done.stderr + done.stdout for word in WORDS)
    assert traces_in(tmp_path) == []
    assert list((tmp_path / "kept" / "faults").iterdir())


def test_own_words_are_nowhere_after_the_app_crashed(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, "tests")
import asyncio
from tui_walk import app_for, at, settled
async def walk():
    app = app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "noticed")
        for letter in {SECRET!r}:
            await pilot.press("space" if letter == " " else letter)
        app.show_fault(RuntimeError({SECRET!r}))
        await settled(pilot)
asyncio.run(walk())
"""
    done = run(code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert traces_in(tmp_path) == []
    assert not any(word.decode() in done.stderr + done.stdout for word in WORDS)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no process list to read")
def test_the_process_list_holds_no_answer(tmp_path: Path) -> None:
    code = f"""
import sys
from assistant.plain import talk
def look(self, typed):
    for name in ("cmdline", "comm", "environ"):
        print("CMD", open(f"/proc/self/{{name}}", "rb").read(), file=sys.stderr)
talk.PlainTalk._warn = look
{COMMAND}"""
    done = run(code, tmp_path, "plain", typed=LINES.format(secret=SECRET))
    assert "CMD" in done.stderr
    assert not any(word.decode() in done.stderr for word in WORDS)
