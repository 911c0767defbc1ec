"""The raw edge: one process that serves the pages, keeps no log, and waits for nobody who never finishes asking."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections import OrderedDict
from collections.abc import Callable, Iterator

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

WHOLE_REQUEST = 10.0
"""Seconds within which a whole request must be there; more bytes do not make it longer."""
MOST_UNFINISHED = 2_000
"""Connections that may wait for a whole request at once; fewer where the system lets a process open few files. Who waits longest goes
first: a browser needs some milliseconds. They are not counted by address, for a school, or a proxy, is one address."""
FILES_KEPT = 300
"""Files that are kept for those who have asked, and for all that is not a connection."""
KEEP_ALIVE = 75
"""Longer than a proxy waits before it closes a connection itself."""
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def most_unfinished() -> int:
    """How many connections may wait for a whole request on this machine."""
    try:
        import resource  # only there on other systems than Windows
    except ImportError:  # Windows has no such limit
        return MOST_UNFINISHED
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST_UNFINISHED if files < 0 else max(50, min(MOST_UNFINISHED, files - FILES_KEPT))


class Careful(H11Protocol):
    """A connection that must ask for something whole within WHOLE_REQUEST seconds."""

    _late: asyncio.TimerHandle | None = None
    waiting: OrderedDict[Careful, None] = OrderedDict()  # noqa: RUF012 - shared by all connections, on purpose
    most = most_unfinished()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody connects: the first request is due."""
        super().connection_made(transport)
        taken = transport.get_extra_info("socket")
        if taken is not None:  # else the second part of a page waits 40 ms for the browser to confirm the first
            with contextlib.suppress(OSError):
                taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Bytes come in: the first of a request start the clock, the last stop it."""
        if self._late is None:
            self._wait()
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._forget()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._forget()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """A request is due. When too many wait, who waits longest is let go."""
        self._late = self.loop.call_later(WHOLE_REQUEST, self.transport.close)
        self.waiting[self] = None
        while len(self.waiting) > self.most:
            longest, _ = self.waiting.popitem(last=False)
            longest.transport.abort()

    def _forget(self) -> None:
        self.waiting.pop(self, None)
        if self._late is not None:
            self._late.cancel()
            self._late = None


class _Server(uvicorn.Server):
    """A server that stops on a signal, and is then simply done."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on each of SIGNALS while it serves."""
        numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
        before = {number: signal.signal(number, self.handle_exit) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def server_for(app: ASGIApp) -> uvicorn.Server:
    """A server that is careful, and says nothing: not of addresses, not of faults, not even by the last resort of Python."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logging.getLogger(name).handlers = [logging.NullHandler()]
        logging.getLogger(name).propagate = False
    config = uvicorn.Config(
        app,
        http=Careful,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=3,
    )
    return _Server(config)


def serve(app: ASGIApp, host: str, port: int, told: Callable[[int], object]) -> None:
    """Serve until the process is told to stop. `told` is called with the port once pages can be asked for. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=512) as listening:
        server = server_for(app)
        told(listening.getsockname()[1])
        server.run(sockets=[listening])
