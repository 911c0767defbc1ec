"""What keeps the pages here: under which name they may be asked for, from where a form may come, and the headers of every answer."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web

from assistant.web.headers import EVERY


class Guard:
    """`hosts` are the names under which the pages may be asked for; empty when any will do. `public_url` is that of a proxy, or empty."""

    def __init__(self, hosts: frozenset[str], public_url: str) -> None:
        self.hosts = hosts
        self.public_url = public_url
        self.public = urlsplit(public_url)

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over TLS."""
        return self.public.scheme == "https"

    def headers(self, request: web.Request) -> dict[str, str]:
        """The headers of an answer: nothing is loaded from elsewhere, shown inside another page, or kept."""
        socket = self._socket_origin(request)
        styles = "'self'"
        if request.path == "/session":
            styles += " 'unsafe-inline'"  # the terminal makes its own
        policy = (
            f"default-src 'none'; script-src 'self'; style-src {styles}; font-src 'self'; img-src 'self' data:; "
            f"connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        return {
            "Content-Security-Policy": policy,
            **EVERY,
            "Cache-Control": "no-cache" if request.path.startswith("/static/") else "no-store",
            "Server": "assistant",
        }

    def _socket_origin(self, request: web.Request) -> str:
        if self.public_url:
            return f"{'wss' if self.secure else 'ws'}://{self.public.netloc}"
        return f"ws://{request.host}" if _plain_host(request.host) else ""

    def allows(self, request: web.Request) -> bool:
        """Whether the request names us as its host; a form or a socket must also come from one of our own pages."""
        if not _plain_host(request.host):
            return False
        if self.hosts and request.host != self.public.netloc and _name(request.host) not in self.hosts:
            return False
        if request.method == "GET" and request.path != "/ws":
            return True
        origin = request.headers.get("Origin", "")
        if origin == "null" and request.path != "/ws":  # what a form sends where no referrer may be given
            return request.headers.get("Sec-Fetch-Site") == "same-origin"
        return origin == self.public_url if self.public_url else origin == f"http://{request.host}"


def _plain_host(host: str) -> bool:
    return bool(host) and all(sign.isascii() and (sign.isalnum() or sign in ".-:[]") for sign in host)


def _name(host: str) -> str:
    return host if host.endswith("]") else host.rpartition(":")[0] or host
