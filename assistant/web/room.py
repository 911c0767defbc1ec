"""What the pages of a class have in common: the store, who sits where, who is busy, how often codes may be wrong, and the QR code."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from http import HTTPStatus
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

import anyio
import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.practice.room import NotNow
from assistant.present.practice.live import Live, Standing
from assistant.store.problems import StoreProblem
from assistant.store.rooms import Refused, RoomRow, Store
from assistant.web.check import fields_of, language_of
from assistant.web.codes import new_code, same, tidy
from assistant.web.controls import Fields
from assistant.web.doors import Address, Pace, Throttle, body_of, from_proxy
from assistant.web.render import Renderer, assets

SEAT, LEAD = "plek", "leiding"
"""The cookies of a phone and of a trainer."""
TWELVE_HOURS = 43_200
BUSY_SECONDS = 120.0
MOST_BUSY = 5_000
CLASS_CODES = Pace(each_second=30 / 600, burst=30)
SEAT_CODES = Pace(each_second=5 / 600, burst=5)
TRAINER_CODES = Pace(each_second=10 / 3600, burst=10)
PRACTICE_CODES = Pace(each_second=2, burst=60)
"""Nobody who types by hand keeps a school out; from one address a program finds one of ten thousand codes in a year and a half."""
JOINS = Pace(each_second=5, burst=300)
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class ClassPlan:
    """How classes are held. `open_store` opens the store the first time it is needed; `code` and `link` let a trainer in, `link` once.

    `reach` is the address under which phones find this machine, when a trainer opens the wall under a name that only works here.
    `header` is what the proxy says of who is signed on; empty: nobody is let in by it.
    """

    open_store: Callable[[], Store]
    code: str = field(default_factory=lambda: new_code(3))
    link: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    reach: str = ""
    header: str = ""


class Busy:
    """Who asked for something in the last two minutes and is not ready. In memory only: no time is ever written."""

    def __init__(self) -> None:
        self._rooms: OrderedDict[int, dict[int, float]] = OrderedDict()

    def seen(self, room: int, seat: int, now: float, *, ready: bool) -> None:
        """A phone asked for something."""
        seats = self._rooms.setdefault(room, {})
        self._rooms.move_to_end(room)
        if ready:
            seats.pop(seat, None)
        else:
            seats[seat] = now
        while len(self._rooms) > MOST_BUSY:
            self._rooms.popitem(last=False)

    def count(self, room: int, now: float) -> int:
        """How many are busy."""
        return sum(1 for last in self._rooms.get(room, {}).values() if now - last < BUSY_SECONDS)


class House:
    """One server's classes: what phones, wall and desk share."""

    def __init__(
        self,
        guide: Guide,
        plan: ClassPlan,
        render: Renderer,
        usual: Language,
        address: Address,
        clock: Callable[[], float],
        today: Callable[[], str],
    ) -> None:
        self.guide, self.plan, self.render, self.usual = guide, plan, render, usual
        self.address, self.clock, self.today = address, clock, today
        self.busy = Busy()
        self.class_codes, self.seat_codes = Throttle(CLASS_CODES), Throttle(SEAT_CODES)
        self.trainer_codes, self.joins = Throttle(TRAINER_CODES), Throttle(JOINS)
        self.practice_codes = Throttle(PRACTICE_CODES)
        self._link = plan.link
        self._live: Live | None = None
        self._workers = anyio.CapacityLimiter(4)

    @property
    def live(self) -> Live:
        """The rooms; the store is opened the first time, never for somebody who only does a self-check."""
        if self._live is None:
            self._live = Live(self.guide, self.plan.open_store(), self.clock, self.today)
        return self._live

    async def healthy(self) -> bool:
        """Whether the store answers; one that nobody needed yet is not opened for it."""
        if self._live is None:
            return True
        try:
            await self.work(self._live.rooms.latest, "")
        except StoreProblem:
            return False
        return True

    async def work(self, call: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Something that waits for a disk, beside the pages of others."""
        return await anyio.to_thread.run_sync(partial(call, *given, **named), limiter=self._workers)

    # ------------------------------------------------------------ pages

    def language(self, request: Request) -> Language:
        """The language of a page."""
        return language_of(request, self.usual)

    def words(self, request: Request) -> Phrases:
        """The words of a class."""
        return phrases(self.language(request), "room")

    def page(
        self, request: Request, template: str, name: str, status: int = HTTPStatus.OK, /, **values: object
    ) -> Response:
        """A page of a class."""
        common = {
            "room": self.words(request),
            "say": phrases(self.language(request)),
            "room_css": assets()["room.css"].address,
            "live_js": assets()["live.js"].address,
            "exit": False,
        }
        return self.render(template, self.language(request), name, status, **{**common, **values})

    def message(self, request: Request, which: str, status: int) -> Response:
        """A page that says what happened."""
        return self.page(request, "room_message.html", self.words(request)(f"{which}.title"), status, which=which)

    def guarded(self, page: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """A page that says so when the room is gone, or the store cannot be used."""

        async def shown(request: Request) -> Response:
            try:
                return await page(request)
            except Refused:
                return self.message(request, "over", HTTPStatus.GONE)
            except StoreProblem:
                return self.message(request, "store", HTTPStatus.SERVICE_UNAVAILABLE)

        return shown

    def went(self, to: str) -> RedirectResponse:
        """On to another page."""
        return RedirectResponse(to, HTTPStatus.SEE_OTHER)

    def keep(self, response: Response, name: str, value: str) -> None:
        """A cookie that is needed to take part, for as long as a room lasts."""
        response.set_cookie(
            name, value, max_age=TWELVE_HOURS, httponly=True, samesite="lax", secure=self.address.secure
        )

    # ------------------------------------------------------------ who

    async def admitted(self, typed: str) -> str | None:
        """The trainer with this code: nameless with the code of this run, else who has a code of their own; None for nobody."""
        if same(typed, self.plan.code):
            return ""
        return await self.work(self.live.rooms.trainer_with, tidy(typed), self.today())

    def link_holds(self, key: str) -> bool:
        """Whether the link for once was not used yet."""
        return bool(self._link) and secrets.compare_digest(key.encode(), self._link.encode())

    def use_link(self, key: str) -> bool:
        """Use the link; False when it cannot be."""
        if not self.link_holds(key):
            return False
        self._link = ""
        return True

    async def trainer(self, request: Request) -> str | None:
        """The trainer who asks, as a text that says nothing of who it is; None for anybody else. Called for pages of trainers only."""
        name = (
            request.headers.get(self.plan.header, "") if self.plan.header and from_proxy(request, self.address) else ""
        )
        if name:
            return self.live.rooms.label(name)
        cookie = request.cookies.get(LEAD, "")
        if not cookie:
            return None
        return await self.work(self.live.rooms.trainer, cookie, self.live.hour)

    async def led(self, request: Request) -> Standing | None:
        """The room in the address, when a trainer asks; None when it is gone. Raises NotNow for anybody else."""
        trainer = await self.trainer(request)
        if trainer is None:
            raise NotNow
        found = await self.work(self.live.rooms.by_code, plain_code(request.path_params["code"]))
        if found is None or found.trainer != trainer:
            return None
        return await self.work(self.live.standing, found.id)

    def busy_in(self, room: RoomRow) -> int:
        """How many phones are busy."""
        return self.busy.count(room.id, self.clock())

    # ------------------------------------------------------------ addresses

    def base(self, request: Request) -> str:
        """The address under which phones find this server."""
        if self.address.public_url:
            return self.address.public_url
        here = f"http://{request.headers.get('host', 'localhost')}"
        local = urlsplit(here).hostname in ("localhost", "127.0.0.1", "::1")
        return self.plan.reach if local and self.plan.reach else here


def plain_code(typed: str) -> str:
    """A class code as it is kept: capitals, without spaces and dashes."""
    return "".join(sign for sign in typed[:40].upper() if sign.isascii() and sign.isalnum())


def spaced(code: str) -> str:
    """A class code as it is read aloud: in threes."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


def short(address: str) -> str:
    """An address as it is typed."""
    return address.partition("://")[2]


@lru_cache(256)
def qr_code(address: str) -> Markup:
    """A QR code as a drawing in the page: black on white with its margin, also where the page is dark."""
    made = segno.make(address, error="m", micro=False)
    drawing = made.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawing.replace("<svg", '<svg role="img" aria-label="QR"', 1))


async def form_of(request: Request) -> Fields:
    """The fields that were sent."""
    return fields_of(await body_of(request))


def first(fields: Fields, name: str) -> str:
    """The last value of a field; empty when it was not sent."""
    return "".join(fields.get(name, ())[-1:])


def stand(request: Request, at: str, told: str = "") -> Response:
    """Where a page stands, as little as possible: nothing when it is what the browser has."""
    tag = f'"{at}/{told}"'.encode("ascii", "backslashreplace").decode()
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return JSONResponse({"at": at, "told": told}, headers=headers)


def wall_at(standing: Standing) -> str:
    """What a wall or desk is made of."""
    held = standing.held
    people = held.story.people if held.story else 0
    return f"{standing.at}.{people}.{int(held.room.door)}.{sum(row.people for row in held.hands)}"
