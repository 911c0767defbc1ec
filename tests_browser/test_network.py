"""No network, seen from outside the process: the kernel tells every socket, and all works where there is no network at all."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests_browser.room import PATIENCE, ROOT, chromium
from tests_browser.test_self_check_pages import answer, begin, key_of, pages, tab

ANSWERS = ROOT / "tests/cases/model_conversation.yaml"
TYPED = "2\n5\n2\n2\n\n\n\n\n4\n0\n1 1 1\n1 4\n1\n1\n3\n3 4 6\n2\n2\n1\nnotitie\n\n\n\n"
STRACE = shutil.which("strace")
NO_STRACE = "strace is not installed (apt-get install strace)"
WITHOUT_NETWORK = (("unshare", "--net"), ("unshare", "--map-root-user", "--net"))
OUTWARD = re.compile(
    r"\b(socket|connect|bind|listen|accept4?|sendmm?sg)\(|\bsendto\(.*sa_family|AF_INET|AF_NETLINK|AF_PACKET"
)
ADDRESS = re.compile(r'sin6?_addr(?:=inet_addr\("([^"]+)"\)|[^"]*"([^"]+)")|inet_pton\(AF_INET6, "([^"]+)"')


def alone() -> tuple[str, ...]:
    """What a command is put behind to have no network at all; empty when this machine does not allow it."""
    if shutil.which("unshare"):
        for found in WITHOUT_NETWORK:
            if not subprocess.run([*found, "true"], capture_output=True, check=False).returncode:
                return found
    return ()


def run(
    home: Path, *arguments: str, under: tuple[str, ...] = (), typed: str = ""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*under, sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_HOME": str(home)},
        input=typed.encode(),
        capture_output=True,
        timeout=PATIENCE * 2,
        check=False,
    )


def watched(trace: Path, *more: str) -> tuple[str, ...]:
    """What a command is put behind to have every call about the network added to `trace`, of all its processes."""
    return (STRACE or "", *more, "-A", "-f", "-qq", "-e", "trace=network", "-o", str(trace))


def network_calls(trace: Path) -> list[str]:
    """The calls that could lead out of a process; not those on the pair of sockets that an event loop wakes itself with."""
    lines = trace.read_text("utf-8", "replace").splitlines()
    return [line for line in lines if OUTWARD.search(line)]


def a_whole_self_check(home: Path, under: tuple[str, ...]) -> None:
    """Line by line, then as a command with every kind of report, then in the app."""
    done = run(home, "plain", under=under, typed=TYPED)
    assert done.returncode == 0, done.stderr
    for form, first in (("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF"), ("md", b""), ("json", b"{")):
        file = home / f"report.{form}"
        options = ("--answers", str(only_answers(home)), "--format", form, "--out", str(file))
        done = run(home, "run", "self_check", *options, under=under)
        assert done.returncode == 0, done.stderr
        assert file.read_bytes().startswith(first)
    in_the_app(home, under)


def only_answers(home: Path) -> Path:
    """The answers of a test case as a file of their own."""
    file = home / "answers.yaml"
    lines = ANSWERS.read_text("utf-8").splitlines()
    begin = lines.index("answers:")
    end = next(n for n, line in enumerate(lines) if n > begin and not line.startswith(" "))
    home.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(['as_of: "2026-11-24"', *lines[begin:end]]) + "\n", "utf-8")
    return file


def in_the_app(home: Path, under: tuple[str, ...]) -> None:
    """Open the app in a terminal of its own, walk around, and stop it by its key."""
    main, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    process = subprocess.Popen(
        [*under, sys.executable, "-m", "assistant", "run", "self_check"],
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_HOME": str(home), "TERM": "xterm-256color"},
        stdin=inside, stdout=inside, stderr=inside, start_new_session=True,
    )  # fmt: skip
    os.close(inside)
    seen, keys, end = b"", [b"2", b"\x1bOP", b"\x1b", b"\x1b[20~", b"\x1b", b"\x1b[19~"], time.monotonic() + PATIENCE
    quiet = time.monotonic()
    while process.poll() is None and time.monotonic() < end:
        if select.select([main], [], [], 0.05)[0]:
            try:
                seen += os.read(main, 65_536)
            except OSError:
                break
            quiet = time.monotonic()
        elif keys and b"F8" in seen and time.monotonic() - quiet > 0.4:  # the screen has settled: the next key
            os.write(main, keys.pop(0))
            quiet = time.monotonic()
    if time.monotonic() >= end:
        process.kill()
    assert process.wait() == 0, seen[-2000:]
    assert keys == []
    os.close(main)


@pytest.mark.skipif(not STRACE, reason=NO_STRACE)
def test_the_kernel_sees_no_socket_to_anywhere_in_a_whole_self_check(tmp_path: Path) -> None:
    traces = tmp_path / "trace"
    a_whole_self_check(tmp_path / "home", watched(traces))
    assert "socketpair" in traces.read_text("utf-8")  # something was watched
    assert network_calls(traces) == []


@pytest.mark.skipif(not STRACE, reason=NO_STRACE)
def test_the_watch_sees_a_socket(tmp_path: Path) -> None:
    code = "import socket; s = socket.socket(); s.setblocking(False)\ntry: s.connect(('192.0.2.1', 9))\nexcept OSError: pass"
    subprocess.run([*watched(tmp_path / "trace"), sys.executable, "-c", code], check=True)
    assert any("192.0.2.1" in line for line in network_calls(tmp_path / "trace"))


def test_a_whole_self_check_works_where_there_is_no_network(tmp_path: Path) -> None:
    under = alone()
    if not under:
        pytest.skip("this machine does not let us make a place without network (unshare --net)")
    a_whole_self_check(tmp_path / "home", under)


@pytest.mark.skipif(not STRACE, reason=NO_STRACE)
async def test_the_server_speaks_only_with_this_machine(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    async with (
        pages(tmp_path / "home", under=watched(trace, "-D")) as address,
        chromium() as browser,
        tab(browser) as page,
    ):
        await begin(page, address)
        while await key_of(page):
            await answer(page)
        await page.goto(f"{address}/oefenen")
    text = trace.read_text("utf-8", "replace")
    addresses = {next(filter(None, found)) for found in ADDRESS.findall(text)}
    assert addresses
    assert all(each.startswith("127.") or each in ("::1", "::ffff:127.0.0.1") for each in addresses), addresses
    assert not re.findall(r"connect\(.*AF_INET.*", text)  # it answers; it calls nobody
