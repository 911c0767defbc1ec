"""The pages: start, danger, leaving, and around them the doors. The conversation itself is in `assistant.web.check`."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.present.about import about_lines
from assistant.present.danger import danger_pages
from assistant.web.check import Check, language_of, leave_cookies, set_language
from assistant.web.doors import STATUS, Address, Doors, Refusal, Throttle, is_here
from assistant.web.lookup import Lookup
from assistant.web.own import Own
from assistant.web.practice import Practice
from assistant.web.render import Renderer, static
from assistant.web.room import ClassPlan, House
from assistant.web.room_lead import Leading
from assistant.web.room_phone import Phones
from assistant.web.seal import Keys

WEATHER = "https://www.knmi.nl/nederland-nu/weer/verwachtingen"


@dataclass(frozen=True)
class Plan:
    """How to serve the pages.

    `conversations` says whether they are offered, `remote` whether the pages come from another machine than the reader's, `owner` whose
    machine that is. `exit_url` is where *leave quickly* leads. Without `classes` there are no live classes.
    """

    guide: Guide
    keys: Keys
    today: Callable[[], str]
    language: Language = "nl"
    address: Address = Address()  # noqa: RUF009 - a frozen value
    conversations: bool = True
    remote: bool = False
    owner: str = ""
    exit_url: str = WEATHER
    clock: Callable[[], float] = time.time
    throttle: Throttle | None = None
    classes: ClassPlan | None = None


@dataclass(frozen=True, slots=True)
class Begin:
    """A way to begin on the first page."""

    id: str
    label: str
    about: str


class Site:
    """All pages of one run."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.render = Renderer(lambda: {"remote": plan.remote, "owner": plan.owner})
        self.check = Check(
            plan.guide, plan.keys, self.render, plan.language, plan.today, plan.clock, plan.address.secure
        )

        self.lookup = Lookup(plan.guide, self.render, plan.language, plan.today)
        secure = plan.address.secure
        self.house: House | None = None
        if plan.classes is not None:
            shared = (self.render, plan.language, plan.address, plan.clock, plan.today)
            self.house = House(plan.guide, plan.classes, *shared)
        self.own = Own(self.house) if self.house else None
        self.practice = Practice(plan.guide, plan.keys, self.render, plan.language, plan.today, secure, self.own)

    def app(self) -> ASGIApp:
        """The application, behind its doors."""
        routes = [
            Route("/", self._remembers(self.start)),
            Route("/gevaar", self._remembers(self.danger)),
            Route("/zelf", self._remembers(self.about_self)),
            Route("/over", self._remembers(self.about)),
            Route("/toegankelijkheid", self._remembers(self.statement)),
            Route("/privacy", self._remembers(self.statement)),
            Route("/gezond", self.healthy),
            Route("/weg", self.leave),
            Route("/static/{name}", self.static),
            Route("/favicon.ico", self.nothing),
            *(
                Route(route.path, self._remembers(route.endpoint), methods=list(route.methods or ()))
                for route in (*self.lookup.routes(), *self._kept(), *self.practice.routes())
            ),
            *(self.check.routes() if self.plan.conversations else ()),
        ]
        app = Starlette(routes=routes, exception_handlers={HTTPException: self.missing, Exception: self.fault})
        packed = GZipMiddleware(app, minimum_size=1_400, compresslevel=5)  # what fits in one packet is sent as it is
        return Doors(packed, self.plan.address, self.refused, self.plan.clock, self.plan.throttle)

    def _kept(self) -> list[Route]:
        """The pages of what is kept: live classes and practice under a code, where they are offered."""
        if self.house is None or self.own is None:
            return []
        return [*Phones(self.house).routes(), *Leading(self.house).routes(), *self.own.routes()]

    async def start(self, request: Request) -> Response:
        """The first page: what one can begin, and whom to call."""
        language = self._language(request)
        words = phrases(language, "pages")
        dialogues = self.plan.guide.pack.dialogues.values() if self.plan.conversations else ()
        choices = [
            Begin(
                each.id,
                words(f"start.{each.about}"),
                words("start.about", title=each.title.in_(language), minutes=each.minutes),
            )
            for each in sorted(dialogues, key=lambda each: ("person", "organisation", "sharing").index(each.about))
        ]
        shared = {"classes": self.house is not None, "room": phrases(language, "room")}
        return self.render("start.html", language, words("start.title"), choices=choices, exit=False, **shared)

    async def danger(self, request: Request) -> Response:
        """Whom to call. Needs no conversation and no cookie."""
        language = self._language(request)
        pages = danger_pages(self.plan.guide.pack, language)
        return self.check.danger_page(language, pages, "danger.title")

    async def about_self(self, request: Request) -> Response:
        """Whom to call about oneself or one's own child."""
        language = self._language(request)
        pages = danger_pages(self.plan.guide.pack, language, about_self=True)
        return self.check.danger_page(language, pages, "self.title")

    async def about(self, request: Request) -> Response:
        """What this is, which content it works with, and what of that was checked."""
        language = self._language(request)
        guide = self.plan.guide
        lines = about_lines(guide.pack, guide.directory, self.plan.today(), language)
        return self.render("about.html", language, phrases(language)("about.title"), told=lines, exit=False)

    async def statement(self, request: Request) -> Response:
        """What is known about accessibility, or what is kept and who can look along."""
        words = phrases(self._language(request), "pages")
        name = request.url.path.removeprefix("/")
        which = {"toegankelijkheid": "accessibility"}.get(name, name)
        here = "remote" if self.plan.remote else "local"
        parts = [
            words(f"{which}.text"),
            *([words(f"start.kept.{here}", owner=self.plan.owner)] if which == name else []),
        ]
        values = {"told": [("", "\n".join(parts))], "exit": False}
        return self.render("about.html", self._language(request), words(f"{which}.title"), **values)

    async def healthy(self, request: Request) -> Response:
        """For who runs it, on this computer only: 200 when pages are made, and the store answers where it is in use."""
        if "x-forwarded-for" in request.headers or not is_here(request):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if self.house is not None and not await self.house.healthy():
            return PlainTextResponse("store", HTTPStatus.SERVICE_UNAVAILABLE)
        return PlainTextResponse("ok")

    async def leave(self, request: Request) -> Response:
        """Forget this browser's half of the key, and go where nobody looks up. A link, for a form may not lead to another site."""
        response = RedirectResponse(self.plan.exit_url, HTTPStatus.SEE_OTHER)
        leave_cookies(response, secure=self.plan.address.secure)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    async def static(self, request: Request) -> Response:
        """Styles and script."""
        found = static(request.path_params["name"])
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return found

    async def nothing(self, _request: Request) -> Response:
        """No icon: a neutral tab."""
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def missing(self, request: Request, problem: Exception) -> Response:
        """A page that does not exist, or a way of asking that a page does not know."""
        status = problem.status_code if isinstance(problem, HTTPException) else HTTPStatus.NOT_FOUND
        which = {HTTPStatus.NOT_FOUND: "missing", STATUS["big"]: "big"}.get(status, "refused")
        return self._message(request, which, status)

    async def fault(self, request: Request, _problem: Exception) -> Response:
        """Something went wrong in the program itself."""
        return self.refused(request, "fault")

    def refused(self, request: Request, why: Refusal) -> Response:
        """What the doors do not let in, or what went wrong behind them."""
        response = self._message(request, why, STATUS[why])
        if why == "often":
            response.headers["Retry-After"] = "5"
        return response

    def _message(self, request: Request, which: str, status: int) -> Response:
        language = self._language(request)
        title = phrases(language, "pages")(f"{which}.title")
        return self.render("message.html", language, title, status, which=which, exit=False)

    def _language(self, request: Request) -> Language:
        return language_of(request, self.plan.language)

    def _remembers(self, page: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """A page that remembers the language it was asked for in."""

        async def shown(request: Request) -> Response:
            response = await page(request)
            if request.query_params.get("lang") in ("nl", "en"):
                set_language(response, self._language(request), secure=self.plan.address.secure)
            return response

        return shown
