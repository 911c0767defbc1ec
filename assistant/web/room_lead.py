"""The trainer of a class: the door, the desk beside the beamer, and the wall."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import cast, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.content.interface import phrases
from assistant.danger import asks_for_danger
from assistant.practice.files import COUNTED, hands_yaml
from assistant.practice.room import Move, NotNow, Unfit, tally_from
from assistant.practice.sentences import Teller
from assistant.present.class_report import to_html, to_markdown
from assistant.present.practice.live import Standing
from assistant.present.practice.room import (
    DeskView,
    counts_told,
    desk_view,
    mode_lines,
    report_of,
    story_lines,
    wall_view,
)
from assistant.present.practice.story import hands
from assistant.web.doors import client_of
from assistant.web.room import LEAD, House, first, form_of, qr_code, short, spaced, stand, wall_at

MOVES: frozenset[str] = frozenset(get_args(Move))
HOME, WALL = "/leiding", "/wand"


@dataclass(frozen=True, slots=True)
class Group:
    """Things to count hands for: their fields and what stands beside them."""

    name: str
    rows: tuple[tuple[str, str], ...]


class Leading:
    """The pages of the trainer, and the wall."""

    def __init__(self, house: House) -> None:
        self.house = house

    def routes(self) -> list[Route]:
        """The addresses of these pages."""
        pages: list[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = [
            (HOME, "GET", self.home),
            (HOME, "POST", self.typed),
            (f"{HOME}/in/{{key}}", "GET", self.link),
            (f"{HOME}/in/{{key}}", "POST", self.follow),
            (f"{HOME}/nieuw", "POST", self.new),
            (f"{HOME}/{{code}}", "GET", self.lead(self.desk)),
            (f"{HOME}/{{code}}", "POST", self.lead(self.act)),
            (f"{HOME}/{{code}}/stand", "GET", self.lead(self.stand)),
            (f"{HOME}/{{code}}/handen", "GET", self.lead(self.hands)),
            (f"{HOME}/{{code}}/handen", "POST", self.lead(self.count)),
            (f"{HOME}/{{code}}/verslag", "GET", self.lead(self.report)),
            (f"{HOME}/{{code}}/bestand/{{turn:int}}", "GET", self.lead(self.class_file)),
            (WALL, "GET", self.newest_wall),
            (f"{WALL}/{{code}}", "GET", self.lead(self.wall)),
            (f"{WALL}/{{code}}", "POST", self.lead(self.wall_act)),
            (f"{WALL}/{{code}}/stand", "GET", self.lead(self.stand)),
        ]
        return [Route(path, self.house.guarded(page), methods=[method]) for path, method, page in pages]

    # ------------------------------------------------------------ the door

    async def home(self, request: Request) -> Response:
        """The door; for a trainer the newest room, or choosing a story for a new one."""
        return await self._newest(request, HOME)

    async def newest_wall(self, request: Request) -> Response:
        """The wall of the newest room."""
        return await self._newest(request, WALL)

    async def _newest(self, request: Request, where: str) -> Response:
        trainer = await self.house.trainer(request)
        if trainer is None:
            return self._door(request, where)
        room = await self.house.work(self.house.live.rooms.latest, trainer)
        return self._new(request) if room is None else self.house.went(f"{where}/{room.code}")

    def _door(self, request: Request, to: str, wrong: str = "", status: int = HTTPStatus.OK) -> Response:
        words = self.house.words(request)
        return self.house.page(request, "lead_door.html", words("lead.title"), status, to=to, wrong=wrong)

    async def typed(self, request: Request) -> Response:
        """A trainer code was typed."""
        house, words, fields = self.house, self.house.words(request), await form_of(request)
        to = first(fields, "to")
        to = to if to.startswith((HOME, WALL)) else HOME
        who, now = client_of(request, house.address), house.clock()
        if asks_for_danger(first(fields, "code")):
            return house.went("/gevaar")
        trainer = await house.admitted(
            first(fields, "code")
        )  # the right one always: 59 bits need no lock, and a school is one address
        if trainer is None and not house.trainer_codes.takes(who, now):
            return self._door(request, to, words("lead.often"), HTTPStatus.TOO_MANY_REQUESTS)
        if trainer is None:
            return self._door(request, to, words("lead.wrong"), HTTPStatus.UNPROCESSABLE_ENTITY)
        return await self._in(to, trainer)

    async def link(self, request: Request) -> Response:
        """The link for once: it is used by the button, not by what looks at links beforehand."""
        words, key = self.house.words(request), request.path_params["key"]
        if not self.house.link_holds(key):
            return self._door(request, HOME, words("lead.link.gone"), HTTPStatus.GONE)
        return self.house.page(request, "lead_link.html", words("lead.link.title"), key=key)

    async def follow(self, request: Request) -> Response:
        """Use the link."""
        if not self.house.use_link(request.path_params["key"]):
            return self._door(request, HOME, self.house.words(request)("lead.link.gone"), HTTPStatus.GONE)
        return await self._in(HOME)

    async def _in(self, to: str, trainer: str = "") -> Response:
        live, cookie = self.house.live, secrets.token_urlsafe(24)
        await self.house.work(live.rooms.admit, cookie, trainer, live.hour)
        response = self.house.went(to)
        self.house.keep(response, LEAD, cookie)
        return response

    def _new(self, request: Request) -> Response:
        language, words = self.house.language(request), self.house.words(request)
        return self.house.page(
            *(request, "lead_new.html", words("new.title")),
            stories=story_lines(self.house.guide, None, language),
            modes=mode_lines(language),
            once=secrets.token_urlsafe(16),
        )

    async def new(self, request: Request) -> Response:
        """A new room, with its first story."""
        trainer = await self.house.trainer(request)
        if trainer is None:
            return self._door(request, HOME)
        fields, live = await form_of(request), self.house.live
        if first(fields, "case") not in self.house.guide.pack.cases:
            return self._new(request)
        room = await self.house.work(live.make, trainer, first(fields, "once") or secrets.token_urlsafe(16))
        if not room.turn:
            story = partial(live.set_story, room.id, first(fields, "case"), first(fields, "mode"), "0.none")
            await self.house.work(story)
        return self.house.went(f"{HOME}/{room.code}")

    def lead(
        self, page: Callable[[Request, Standing], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """A page about one room, for its trainer."""

        async def shown(request: Request) -> Response:
            try:
                standing = await self.house.led(request)
            except NotNow:
                path = request.url.path
                if path.endswith("/stand"):
                    return Response(status_code=HTTPStatus.FORBIDDEN)
                return self._door(request, path if request.method == "GET" else HOME)
            if standing is None:
                return self.house.message(request, "over", HTTPStatus.GONE)
            return await page(request, standing)

        return shown

    # ------------------------------------------------------------ the desk

    async def desk(self, request: Request, standing: Standing) -> Response:
        """The desk."""
        return await self._desk(request, standing)

    async def _desk(self, request: Request, standing: Standing, wrong: str = "") -> Response:
        language, busy = self.house.language(request), self.house.busy_in(standing.room)
        view: DeskView = await self.house.work(desk_view, self.house.live, standing, language, busy)
        return self.house.page(
            *(request, "desk.html", view.wall.title, 422 if wrong else 200),
            view=view,
            wrong=wrong,
            code=standing.room.code,
            spaced=spaced(standing.room.code),
            at=wall_at(standing),
            room_at=standing.at,
            door=standing.room.door,
            stories=story_lines(self.house.guide, standing, language),
            modes=mode_lines(language),
        )

    async def act(self, request: Request, standing: Standing) -> Response:
        """Something that the trainer does at the desk."""
        fields, live, room = await form_of(request), self.house.live, standing.room
        do, at = first(fields, "do"), first(fields, "at")
        try:
            if do in MOVES:
                await self.house.work(live.move, room.id, cast(Move, do), at)
            elif do in ("door.open", "door.close"):
                await self.house.work(partial(live.door, room.id, is_open=do == "door.open"))
            elif do == "story":
                await self.house.work(live.set_story, room.id, first(fields, "case"), first(fields, "mode"), at)
            elif do == "end":
                await self.house.work(live.rooms.close, room.id)
                return self.house.went(HOME)
        except NotNow:
            return await self._desk(request, standing, self.house.words(request)("new.not_now"))
        return self.house.went(f"{HOME}/{room.code}")

    async def stand(self, request: Request, standing: Standing) -> Response:
        """For a wall or desk: whether something changed, and the counts."""
        words, busy = self.house.words(request), self.house.busy_in(standing.room)
        return stand(request, wall_at(standing), counts_told(standing, busy, words))

    # ------------------------------------------------------------ hands

    async def hands(self, request: Request, standing: Standing) -> Response:
        """Where counted hands are entered. It shows none that were: the field is empty again."""
        return self._hands(request, standing, {})

    def _hands(
        self, request: Request, standing: Standing, values: Mapping[str, str], wrong: str = "", target: str = ""
    ) -> Response:
        if standing.story is None:
            return self.house.went(f"{HOME}/{standing.room.code}")
        language = self.house.language(request)
        return self.house.page(
            *(request, "hands.html", self.house.words(request)("hands.title"), 422 if wrong else 200),
            groups=self._groups(request, standing.story.case),
            told=phrases(language, "class"),
            values=values,
            wrong=wrong,
            target=target,
            code=standing.room.code,
            room_at=standing.at,
        )

    def _groups(self, request: Request, name: str) -> list[Group]:
        pack = self.house.guide.pack
        teller = Teller(pack, pack.cases[name], self.house.language(request))
        return [Group(part, rows) for part, rows in hands(teller).items()]

    async def count(self, request: Request, standing: Standing) -> Response:
        """Counted hands, into the room."""
        fields, words = await form_of(request), self.house.words(request)
        values = {name: first(fields, name).strip()[:8] for name in fields if name == "people" or "/" in name}
        people, counted, wrong = _numbers(values)
        try:
            if wrong:
                raise Unfit("hands", wrong, most=people)
            await self.house.work(self.house.live.hands, standing.room.id, people, counted, first(fields, "at"))
        except Unfit as unfit:
            told = {"people": "hands.wrong.people", "hands": "hands.wrong", "open": "hands.open"}[unfit.code]
            names = dict(row for group in self._groups(request, _case(standing)) for row in group.rows)
            if unfit.field not in names and unfit.field != "people":
                raise HTTPException(HTTPStatus.BAD_REQUEST) from None
            text = words(told, name=names.get(unfit.field, ""), **unfit.values)
            return self._hands(request, standing, values, text, unfit.field)
        except NotNow:
            return self._hands(request, standing, values, words("hands.not_now"), "people")
        return self.house.went(f"{HOME}/{standing.room.code}")

    # ------------------------------------------------------------ files

    async def report(self, request: Request, standing: Standing) -> Response:
        """The report of the class, made now, from what was shown."""
        language = self.house.language(request)
        blocks = await self.house.work(report_of, self.house.live, standing, language)
        name = self.house.words(request)("file.report")
        if request.query_params.get("form") == "md":
            return _file(to_markdown(blocks), f"{name}.md", "text/markdown")
        return _file(to_html(blocks, language), f"{name}.html", "text/html")

    async def class_file(self, request: Request, standing: Standing) -> Response:
        """What was shown of one story, as the file that `assistant class hands` reads."""
        shown = {row.turn: row for row in self.house.live.shown(standing.held)}
        row = shown.get(request.path_params["turn"])
        if row is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        tally = tally_from(row.snapshot)
        parts = {"marks": tally.yes, **{part: getattr(tally, part) for part in COUNTED}}
        counted = {f"{part}/{name}": number for part, votes in parts.items() for name, number in votes.items()}
        name = self.house.words(request)("file.hands")
        text = hands_yaml(self.house.guide.pack.cases[row.case], tally.people, counted)
        return _file(text, f"{name}-{row.turn}.yaml", "application/yaml")

    # ------------------------------------------------------------ the wall

    async def wall(self, request: Request, standing: Standing) -> Response:
        """The wall."""
        house, room = self.house, standing.room
        language, words, busy = house.language(request), house.words(request), house.busy_in(room)
        view = await house.work(wall_view, house.live, standing, language, busy)
        base, told = house.base(request), phrases(language, "class")
        names = {act: words(f"desk.{act}") for act in ("open", "close")}
        names |= {"back": told("case.back", name="").rstrip(": "), "on": told("case.next", name="").rstrip(": ")}
        return house.page(
            *(request, "wall.html", view.title),
            view=view,
            code=room.code,
            spaced=spaced(room.code),
            at=wall_at(standing),
            room_at=standing.at,
            door=room.door,
            address=short(base),
            qr=qr_code(f"{base}/k/{room.joinkey}"),
            names=names,
            agreement=told("agreement"),
        )

    async def wall_act(self, request: Request, standing: Standing) -> Response:
        """The small buttons of the wall, for who mirrors one laptop."""
        fields = await form_of(request)
        if first(fields, "do") in MOVES - {"reopen"}:
            try:
                move = partial(self.house.live.move, standing.room.id, cast(Move, first(fields, "do")))
                await self.house.work(move, first(fields, "at"))
            except NotNow:
                pass
        return self.house.went(f"{WALL}/{standing.room.code}")


def _case(standing: Standing) -> str:
    assert standing.story is not None
    return standing.story.case


def _numbers(values: Mapping[str, str]) -> tuple[int, dict[str, int], str]:
    """The people, the counted hands by field, and the first field that holds no number."""
    people = int(values["people"]) if values.get("people", "").isascii() and values.get("people", "").isdigit() else 0
    counted, wrong = {}, ""
    for name, text in values.items():
        if name == "people" or not text:
            continue
        if text.isascii() and text.isdigit():
            counted[name] = int(text)
        else:
            wrong = wrong or name
    return people, counted, wrong if people else ""


def _file(text: str, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, headers=headers, media_type=f"{kind}; charset=utf-8")
