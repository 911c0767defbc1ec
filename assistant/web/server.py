"""The server: who may come in, one session per person, at most so many at once, and every process gone when it should be."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from aiohttp import WSMsgType, web
from textual_serve.download_manager import DownloadManager

from assistant import settings
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.web import pages
from assistant.web.assets import asset
from assistant.web.gate import CLASS_GROUPS, Gate, new_code, same
from assistant.web.guard import Guard
from assistant.web.people import People, Person
from assistant.web.session import Offer, Session

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
COOKIE, LANGUAGE_COOKIE = "seat", "language"
OVER, ELSEWHERE, FULL, LEFT_AT_ONCE = 4000, 4002, 4003, 4008
"""Why the server closes a web socket; static/session.js knows the same numbers."""
BIGGEST_MESSAGE = 2 << 20  # a paste of 1 MB passes
SMALLEST, LARGEST = (20, 5), (400, 200)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to serve. `hosts` are the names under which the pages are asked for; empty when any name will do."""

    offer: Offer
    house: pages.House
    folder: Path
    language: Language = "nl"
    most: int = 30
    hosts: frozenset[str] = frozenset()
    public_url: str = ""
    code: str = field(default_factory=lambda: new_code(CLASS_GROUPS))


class Server:
    """Everything of one run of `assistant serve`."""

    def __init__(self, plan: Plan, clock: Callable[[], float] = time.monotonic) -> None:
        self.plan = plan
        self.clock = clock
        self.guard = Guard(plan.hosts, plan.public_url)
        self.gate = Gate()
        self.people = People(plan.folder)
        self.sessions: dict[Path, tuple[Session, web.WebSocketResponse]] = {}
        self._downloads = DownloadManager()
        self._turn: dict[Path, asyncio.Lock] = {}

    def app(self) -> web.Application:
        """The web application."""
        app = web.Application(client_max_size=8_192, middlewares=[self._careful])
        app.add_routes(
            [
                web.get("/", self.show_code),
                web.post("/enter", self.enter),
                web.get("/welcome", self.welcome),
                web.get("/session", self.session),
                web.get("/ws", self.connect),
                web.get("/download/{key}", self.download),
                web.post("/leave", self.leave),
                web.get("/gone", self.gone),
                web.get("/static/{name}", self.static),
            ]
        )
        app.on_shutdown.append(self._close_all)
        return app

    # ------------------------------------------------------------ every request

    @web.middleware
    async def _careful(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Only for who asks under our own name; every answer carries the headers that keep it here."""
        language = self._language(request)
        if not self.guard.allows(request):
            response: web.StreamResponse = _html(pages.problem_page(language, "refused"), 403)
        else:
            try:
                response = await handler(request)
            except web.HTTPRedirection as there:
                response = web.Response(status=there.status, headers={"Location": there.headers["Location"]})
            except web.HTTPException as problem:
                which = "missing" if problem.status == 404 else "refused"
                response = _html(pages.problem_page(language, which), problem.status)
            except Exception:
                if request.path == "/ws" or os.environ.get("ASSISTANT_DEBUG"):
                    raise
                response = _html(pages.problem_page(language, "fault"), 500)
        if not response.prepared:
            response.headers.update(self.guard.headers(request))
            if request.query.get("lang") in pages.OTHER:
                self._set_cookie(response, LANGUAGE_COOKIE, request.query["lang"])
        return response

    def _language(self, request: web.Request) -> Language:
        wish = request.query.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
        return "en" if wish == "en" else "nl" if wish == "nl" else self.plan.language

    def _set_cookie(self, response: web.StreamResponse, name: str, value: str) -> None:
        response.set_cookie(name, value, httponly=True, samesite="Strict", secure=self.guard.secure, path="/")

    # ------------------------------------------------------------ the pages

    async def show_code(self, request: web.Request) -> web.StreamResponse:
        """The page that asks for the class code; who has given it goes on."""
        if self._person(request) is not None and "lang" not in request.query:
            raise web.HTTPSeeOther("/welcome")
        return _html(pages.code_page(self._language(request), self.plan.house))

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Look at the codes. Nothing is started before this."""
        language, house = self._language(request), self.plan.house
        words = phrases(language, "web")
        address, now = request.remote or "", self.clock()
        form = await request.post()
        code, own = str(form.get("code", "")), str(form.get("own", "")).strip()
        must_wait = self.gate.wait(address, now)
        if must_wait:
            page = pages.code_page(language, house, problem=pages.wait_sentence(language, must_wait))
            return _html(page, 429, {"Retry-After": str(int(must_wait) + 1)})
        right = same(code, self.plan.code)
        person = (self.people.returning(own) if own else self.people.newcomer()) if right else None
        if person is None:
            self.gate.missed(address, now)
            problem = words("own.wrong" if right else "code.wrong")
            return _html(pages.code_page(language, house, problem=problem, own=right), 403)
        response = web.Response(status=303, headers={"Location": "/welcome"})
        self._set_cookie(response, COOKIE, self.people.admit(person))
        return response

    async def welcome(self, request: web.Request) -> web.StreamResponse:
        """What one must know before beginning."""
        person = self._person_or_code(request)
        return _html(pages.welcome_page(self._language(request), self.plan.house, person.code))

    async def session(self, request: web.Request) -> web.StreamResponse:
        """The page with the app; the app itself starts when that page connects."""
        person, language, house = self._person_or_code(request), self._language(request), self.plan.house
        if self._no_room_for(person):
            return _html(pages.full_page(language, house), 503, {"Retry-After": "30"})
        reader = request.query.get("reader") == "1"
        return _html(pages.session_page(language, house, person.code, reader=reader))

    async def leave(self, request: web.Request) -> web.StreamResponse:
        """End the session and forget this browser."""
        person = self._person(request)
        if person is not None:
            await self._end(person, OVER)
        self.people.dismiss(request.cookies.get(COOKIE, ""))
        response = web.Response(status=303, headers={"Location": "/gone"})
        response.del_cookie(COOKIE, path="/", httponly=True, samesite="Strict")
        return response

    async def gone(self, request: web.Request) -> web.StreamResponse:
        """After leaving."""
        return _html(pages.gone_page(self._language(request)))

    async def static(self, request: web.Request) -> web.StreamResponse:
        """Styles, scripts and letters, all from this machine; only what is on the list."""
        found = asset(request.match_info["name"], reader=request.query.get("reader") == "1")
        if found is None:
            raise web.HTTPNotFound
        return found

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file that the person's own app made; it is read from that app once, and is never on this disk."""
        person, key = self._person(request), request.match_info["key"]
        try:
            found = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        session = self.sessions.get(person.folder, (None, None))[0] if person else None
        if session is None or found.app_service is not session:
            raise web.HTTPNotFound
        response = web.StreamResponse(headers=self.guard.headers(request))
        response.headers["Content-Type"] = "application/octet-stream"
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file_name, safe='')}"
        await response.prepare(request)
        async for chunk in self._downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    # ------------------------------------------------------------ sessions

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """The page with the app connects: start the person's app, and end it when the page is gone."""
        person = self._person(request)
        if person is None:
            raise web.HTTPForbidden
        socket = web.WebSocketResponse(timeout=2.0, heartbeat=20, max_msg_size=BIGGEST_MESSAGE)
        await socket.prepare(request)
        async with self._turn.setdefault(person.folder, asyncio.Lock()):
            await self._end(person, ELSEWHERE)  # a reload, or a second tab: the last one opened counts
            if self._no_room_for(person):
                await socket.close(code=FULL)
                return socket
            session = self._new_session(person, socket, self._language(request))
            self.sessions[person.folder] = (session, socket)
        try:
            await session.start(*_size(request.query.get("width"), request.query.get("height")))
            await _pass_on(socket, session)
        finally:
            await asyncio.shield(self._ended(person, session))
        return socket

    def _new_session(self, person: Person, socket: web.WebSocketResponse, language: Language) -> Session:
        async def over(code: int) -> None:
            await socket.close(code=LEFT_AT_ONCE if code == settings.LEFT_AT_ONCE else OVER)

        return Session(
            self.plan.offer,
            person.folder,
            language,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            over=over,
            downloads=self._downloads,
        )

    async def _ended(self, person: Person, session: Session) -> None:
        await session.stop()
        if self.sessions.get(person.folder, (None,))[0] is session:
            del self.sessions[person.folder]

    async def _end(self, person: Person, why: int) -> None:
        """End the session of this person, if there is one, and wait until its process is gone."""
        if person.folder in self.sessions:
            session, socket = self.sessions[person.folder]
            await socket.close(code=why)
            await self._ended(person, session)

    async def _close_all(self, _app: web.Application) -> None:
        """The server stops: so does every session."""
        open_now = list(self.sessions.values())
        await asyncio.gather(*(session.stop() for session, _ in open_now))
        await asyncio.gather(*(socket.close(code=1001) for _, socket in open_now), return_exceptions=True)

    def _no_room_for(self, person: Person) -> bool:
        return person.folder not in self.sessions and len(self.sessions) >= self.plan.most

    def _person(self, request: web.Request) -> Person | None:
        return self.people.by_cookie(request.cookies.get(COOKIE, ""))

    def _person_or_code(self, request: web.Request) -> Person:
        person = self._person(request)
        if person is None:
            raise web.HTTPSeeOther("/")
        return person


async def _pass_on(socket: web.WebSocketResponse, session: Session) -> None:
    """What is typed goes to the app. A message that makes no sense ends the session; nothing of it is written anywhere."""
    async for message in socket:
        if message.type != WSMsgType.TEXT:
            continue
        try:
            kind, *rest = json.loads(message.data)
            if kind == "stdin":
                await session.send_bytes(rest[0].encode("utf-8", "replace"))
            elif kind == "resize":
                await session.set_terminal_size(*_size(rest[0]["width"], rest[0]["height"]))
            elif kind == "ping":
                await socket.send_json(["pong", str(rest[0])[:40]])
            elif kind in ("blur", "focus"):
                await (session.blur() if kind == "blur" else session.focus())
        except (ValueError, TypeError, LookupError, AttributeError):
            await socket.close(code=1008)


def _size(width: object, height: object) -> tuple[int, int]:
    """A size for the terminal, within reason; 80 by 24 for what is no number."""
    found = []
    for value, usual, least, most in zip((width, height), (80, 24), SMALLEST, LARGEST, strict=True):
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            usual = int(str(value))
        found.append(min(max(usual, least), most))
    return found[0], found[1]


def _html(page: str, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(text=page, status=status, content_type="text/html", charset="utf-8", headers=headers)


def run(plan: Plan, host: str, port: int, told: Callable[[int], object]) -> None:
    """Serve until the process is told to stop. `told` is called with the port once pages can be asked for. Raises OSError."""
    asyncio.run(_run(plan, host, port, told))


async def _run(plan: Plan, host: str, port: int, told: Callable[[int], object]) -> None:
    import signal  # only where the server runs by itself

    stop = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with contextlib.suppress(AttributeError, NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    runner = web.AppRunner(Server(plan).app(), access_log=None, handle_signals=False, shutdown_timeout=3.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        told(runner.addresses[0][1])
        await stop.wait()
    finally:
        await runner.cleanup()
