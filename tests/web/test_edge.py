"""The raw edge: who never finishes asking is let go, nothing is logged, and one that stops stops."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from web_visitor import Clock, site_for

from assistant.store.rooms_sqlite import SqliteRooms
from assistant.web import edge
from assistant.web.room import ClassPlan
from assistant.web.site import Site

ROOT = Path(__file__).parents[2]
WHOLE = b"GET /gevaar HTTP/1.1\r\nHost: localhost\r\n\r\n"


@asynccontextmanager
async def running(
    monkeypatch: pytest.MonkeyPatch, patience: float = 0.5, site: Site | None = None
) -> AsyncIterator[int]:
    """A server on a free port, that waits `patience` seconds for a whole request."""
    monkeypatch.setattr(edge, "WHOLE_REQUEST", patience)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = edge.server_for((site or site_for(Clock())).app())
        task = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            await asyncio.wait_for(task, 20)


async def asked(port: int, data: bytes) -> bytes:
    """All that comes back until the connection closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(data)
    answer = await asyncio.wait_for(reader.read(), 20)
    writer.close()
    return answer


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n",
        b"POST /check HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 90\r\n\r\ndo=",
    ],
)
async def test_half_a_request_is_let_go_and_a_newcomer_gets_a_page(
    monkeypatch: pytest.MonkeyPatch, half: bytes
) -> None:
    async with running(monkeypatch) as port:
        waiting = [asyncio.create_task(asked(port, half)) for _ in range(50)]
        page = await asked(port, WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        assert page.startswith(b"HTTP/1.1 200")
        assert b"tel:112" in page
        assert all(b"200 OK" not in answer for answer in await asyncio.gather(*waiting))


SERVER = """
import resource, socket, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))
sys.path[:0] = ["tests"]
from web_visitor import Clock, site_for
from assistant.web import edge
edge.serve(site_for(Clock()).app(), "127.0.0.1", 0, lambda port: print(port, flush=True))
"""


async def test_eleven_hundred_half_requests_with_1024_files_let_a_newcomer_in_within_a_second() -> None:
    resource = pytest.importorskip("resource")
    if 0 <= resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 1_300:
        pytest.skip("this process may open fewer than 1,300 files (ulimit -n)")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", SERVER), cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    port = int(await asyncio.wait_for(process.stdout.readline(), 60))
    await asked(port, WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))  # what is made once is made
    halves = []
    for _ in range(1_100):
        halves.append(await asyncio.open_connection("127.0.0.1", port))
        halves[-1][1].write(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
    begun = time.monotonic()
    page = await asked(port, WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    took = time.monotonic() - begun
    for _, writer in halves:
        writer.close()
    process.terminate()
    assert await asyncio.wait_for(process.stderr.read(), 20) == b""
    await process.wait()
    assert b"tel:112" in page
    assert took < 1


class Slow(SqliteRooms):
    """A store on a disk that takes nothing until the test lets it."""

    def __init__(self) -> None:
        super().__init__(None, bytes(32))
        self.waits, self.let = threading.Semaphore(0), threading.Event()

    def enrol(self, code: str, day: str) -> bool:
        self.waits.release()
        assert self.let.wait(60)
        return super().enrol(code, day)


async def test_a_slow_disk_keeps_nobody_waiting_who_does_not_need_it_and_acknowledges_only_what_it_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = Slow()
    site = site_for(Clock(), classes=ClassPlan(lambda: store))
    form = b"do=new"
    head = f"POST /oefenen/code HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {len(form)}\r\n"
    last = b"Connection: close\r\n\r\n"
    async with running(monkeypatch, patience=30, site=site) as port:
        writing = [asyncio.create_task(asked(port, head.encode() + last + form)) for _ in range(8)]
        await asyncio.to_thread(store.waits.acquire)
        page = await asyncio.wait_for(asked(port, WHOLE[:-2] + last), 20)
        assert b"200 OK" in page
        assert not any(each.done() for each in writing)
        store.let.set()
        assert all(b"303 See Other" in answer for answer in await asyncio.gather(*writing))
    assert sum(line.startswith('["person"') for line in store.copied()) == 8


async def test_one_connection_may_ask_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, patience=5) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(3):
            writer.write(WHOLE)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
            assert b"tel:112" in await reader.readexactly(int(length.partition(b":")[2]))
        writer.close()


async def test_nothing_is_written_about_who_asks_nonsense(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async with running(monkeypatch) as port:
        for nonsense in (
            b"\x16\x03\x01\x02\x00",
            b"G" * 70_000,
            b"GET /\xff HTTP/1.1\r\n\r\n",
        ):
            assert b"200 OK" not in await asked(port, nonsense)
    assert capfd.readouterr() == ("", "")


async def test_a_page_is_sent_whole_and_does_not_wait_for_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a delay on small packets, every page would wait 40 ms between its head and its text."""
    seen = []
    made = edge.Careful.connection_made

    def noting(self: edge.Careful, transport: asyncio.Transport) -> None:
        made(self, transport)
        seen.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr(edge.Careful, "connection_made", noting)
    async with running(monkeypatch) as port:
        await asked(port, WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert len(seen) == 1
    assert all(seen)
