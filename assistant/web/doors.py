"""The doors of the pages: under which name they are asked for, from where a form may come, how often, and the headers of every answer.

A layer around the application, so that no page can be without it.
"""

from __future__ import annotations

import ipaddress
import os
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.codes import network

MOST_BODY = 32_768
MOST_ADDRESS = 8_192
Refusal = Literal["refused", "often", "big", "fault"]
STATUS: dict[Refusal, int] = {"refused": 403, "often": 429, "big": 413, "fault": 500}
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(frozen=True, slots=True)
class Pace:
    """How many requests one address may make: `burst` at once, and `each_second` after that."""

    each_second: float
    burst: float


PER_ADDRESS = Pace(each_second=150, burst=1_500)
"""Generous: behind one address there may be a whole school, and three hundred phones of a class that look for themselves."""
MOST_ADDRESSES = 4_096


class Throttle:
    """A bucket for each address (of IPv6 each network). Pure but for what it counts: the clock is passed in."""

    def __init__(self, pace: Pace = PER_ADDRESS) -> None:
        self._pace = pace
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def takes(self, address: str, now: float, weight: float = 1) -> bool:
        """Whether one more request is taken."""
        key = network(address)
        left, before = self._left.pop(key, (self._pace.burst, now))
        left = min(self._pace.burst, left + max(0.0, now - before) * self._pace.each_second)
        takes = left >= weight
        self._left[key] = (left - weight if takes else left, now)
        while len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)
        return takes

    def has(self, address: str, now: float) -> bool:
        """Whether one more would be taken; nothing is counted."""
        left, before = self._left.get(network(address), (self._pace.burst, now))
        return min(self._pace.burst, left + max(0.0, now - before) * self._pace.each_second) >= 1


Network = ipaddress.IPv4Network | ipaddress.IPv6Network
THIS_MACHINE: tuple[Network, ...] = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1"))


@dataclass(frozen=True, slots=True)
class Address:
    """Under which names the pages are asked for. `hosts` is empty when any name will do; `public_url` is that of a proxy, or empty.

    `proxies` are the addresses, or networks, from which that proxy asks: what it says of who asks is believed from there only.
    """

    hosts: frozenset[str] = frozenset()
    public_url: str = ""
    proxies: tuple[Network, ...] = THIS_MACHINE

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over TLS."""
        return urlsplit(self.public_url).scheme == "https"

    def knows(self, host: str) -> bool:
        """Whether a request may name this host."""
        if not host or not all(sign.isascii() and (sign.isalnum() or sign in ".-:[]") for sign in host):
            return False
        bare = host if host.endswith("]") else host.rpartition(":")[0] or host
        return not self.hosts or bare in self.hosts or host == urlsplit(self.public_url).netloc

    def from_here(self, headers: Headers) -> bool:
        """Whether a form was sent by one of our own pages."""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        return headers.get("origin", "") in (self.public_url or f"http://{headers.get('host', '')}",)


class Doors:
    """The layer around the application. `problem` makes the page that says why something is not taken."""

    def __init__(
        self,
        app: ASGIApp,
        address: Address,
        problem: Callable[[Request, Refusal], Response],
        clock: Callable[[], float],
        throttle: Throttle | None = None,
    ) -> None:
        self._app, self._address, self._problem, self._clock = app, address, problem, clock
        self._throttle = throttle or Throttle()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        begun = False

        async def careful(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._add(MutableHeaders(scope=message))
            await send(message)

        refusal = self._refusal(request)
        if refusal is not None:
            await self._problem(request, refusal)(scope, receive, careful)
            return
        try:
            await self._app(scope, receive, careful)
        except ClientDisconnect:
            return
        except Exception:  # nothing of it is written anywhere: what is in it may be an answer
            if os.environ.get("ASSISTANT_DEBUG"):
                raise
            if not begun:
                await self._problem(request, "fault")(scope, receive, careful)

    def _refusal(self, request: Request) -> Refusal | None:
        if not self._address.knows(request.headers.get("host", "")):
            return "refused"
        if not self._throttle.takes(client_of(request, self._address), self._clock()):
            return "often"
        if len(request.scope.get("query_string", b"")) > MOST_ADDRESS:
            return "big"
        if request.method not in ("GET", "HEAD") and not self._address.from_here(request.headers):
            return "refused"
        return None

    def _add(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        if (
            not self._address.secure and not self._address.hosts
        ):  # an open network: without it a browser hides where a form is from
            headers["Referrer-Policy"] = "same-origin"
        headers.setdefault("Cache-Control", "no-store")  # styles and script say themselves that they may be kept
        if self._address.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"


def client_of(request: Request, address: Address) -> str:
    """Who asks. Behind our own proxy, the last address it wrote down."""
    here = request.client.host if request.client else ""
    if from_proxy(request, address):
        return request.headers.get("x-forwarded-for", here).rpartition(",")[2].strip()[:64] or here
    return here


def from_proxy(request: Request, address: Address) -> bool:
    """Whether a request comes through our own proxy, of which the headers can be believed."""
    if not address.public_url or request.client is None:
        return False
    try:
        client = ipaddress.ip_address(request.client.host)
    except ValueError:
        return False
    return any(client in each for each in address.proxies)


def is_here(request: Request) -> bool:
    """Whether a request comes from this computer itself."""
    return request.client is not None and request.client.host in ("127.0.0.1", "::1")


async def body_of(request: Request) -> bytes:
    """The body of a request. Raises HTTPException (413) as soon as it is larger than any of our pages can send."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST_BODY:
            raise HTTPException(STATUS["big"])
    return bytes(data)
