"""The phones of a class: join without a name, one address for every point, *Klaar*, and one's own debrief after the key."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.content.interface import phrases
from assistant.danger import asks_for_danger
from assistant.practice.case_round import Round, commit, script_for, settled
from assistant.practice.export import to_json
from assistant.practice.room import takes_answers
from assistant.practice.sentences import Teller
from assistant.present.practice.debrief import debrief_view
from assistant.present.practice.desk import PracticeDesk
from assistant.present.practice.live import Sat
from assistant.present.practice.room import PhoneView, phone_view
from assistant.present.practice.story import play_view
from assistant.store.rooms import Refused, RoomRow
from assistant.web.check import language_of
from assistant.web.codes import new_code
from assistant.web.controls import Fields, Unfit, answers_from, marked, told_of
from assistant.web.doors import client_of
from assistant.web.room import SEAT, House, first, form_of, plain_code, short, spaced, stand


class Phones:
    """The pages of who takes part."""

    def __init__(self, house: House) -> None:
        self.house = house

    def routes(self) -> list[Route]:
        """The addresses of these pages."""
        pages: list[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = [
            ("/klas", "GET", self.door),
            ("/klas", "POST", self.typed),
            ("/k/{key}", "GET", self.entry),
            ("/k/{key}", "POST", self.enter),
            ("/mee", "GET", self.seated(self.here)),
            ("/mee/stand", "GET", self.seated(self.stand)),
            ("/mee/klaar", "GET", self.seated(self.all_answered)),
            ("/mee/klaar", "POST", self.seated(self.ready)),
            ("/mee/stoel", "GET", self.seated(self.seat_code)),
            ("/mee/ronde.json", "GET", self.seated(self.take)),
            ("/mee/weg", "GET", self.seated(self.leave)),
            ("/mee/weg", "POST", self.seated(self.forget)),
            ("/mee/{n:int}", "GET", self.seated(self.point)),
            ("/mee/{n:int}", "POST", self.seated(self.answer)),
        ]
        return [Route(path, self.house.guarded(page), methods=[method]) for path, method, page in pages]

    # ------------------------------------------------------------ coming in

    async def door(self, request: Request) -> Response:
        """Where the class code is typed."""
        return self._door(request, code=plain_code(request.query_params.get("code", "")))

    def _door(self, request: Request, wrong: str = "", *, code: str = "", seat: bool = False) -> Response:
        words = self.house.words(request)
        name = phrases(self.house.language(request), "pages")("title.error", name=words("join.title"))
        target = "seat" if seat else "code"
        return self.house.page(
            *(request, "room_join.html", name if wrong else words("join.title"), 422 if wrong else 200),
            wrong=wrong,
            target=target,
            code=code,
            seat_open=seat,
            once=secrets.token_urlsafe(16),
        )

    async def typed(self, request: Request) -> Response:
        """A class code was typed, perhaps with the code of a seat."""
        house, words, fields = self.house, self.house.words(request), await form_of(request)
        code, seat = plain_code(first(fields, "code")), plain_code(first(fields, "seat"))
        who, now = client_of(request, house.address), house.clock()
        if not house.class_codes.has(who, now):
            return self._door(request, words("join.often"), code=code)
        room = await house.work(house.live.rooms.by_code, code) if code else None
        if room is None and asks_for_danger(first(fields, "code")):
            return house.went("/gevaar")
        if room is None:
            house.class_codes.takes(who, now)
            return self._door(request, words("join.wrong"), code=code)
        if not seat:
            return await self._joined(request, room, first(fields, "once"))
        found = None
        if house.seat_codes.has(who, now):
            found = await house.work(house.live.rooms.seat_with, room.id, seat)
        if found is None:
            house.seat_codes.takes(who, now)
            return self._door(request, words("join.seat.wrong"), code=code, seat=True)
        ticket = secrets.token_urlsafe(16)
        await house.work(house.live.rooms.link, found, ticket)
        return self._in(ticket)

    async def entry(self, request: Request) -> Response:
        """The QR code leads here. It takes no seat: what looks at links beforehand does not take part."""
        room = await self.house.work(self.house.live.rooms.by_joinkey, request.path_params["key"][:64])
        if room is None:
            return self.house.message(request, "over", HTTPStatus.GONE)
        seat = await self.house.work(self.house.live.rooms.seat, request.cookies.get(SEAT, ""))
        if seat is not None and seat.room == room.id:
            return self.house.went("/mee")
        words = self.house.words(request)
        return self.house.page(
            request, "room_enter.html", words("enter.title"), joinkey=room.joinkey, once=secrets.token_urlsafe(16)
        )

    async def enter(self, request: Request) -> Response:
        """Join by QR code."""
        fields = await form_of(request)
        room = await self.house.work(self.house.live.rooms.by_joinkey, request.path_params["key"][:64])
        if room is None:
            return self.house.message(request, "over", HTTPStatus.GONE)
        return await self._joined(request, room, first(fields, "once"))

    async def _joined(self, request: Request, room: RoomRow, once: str) -> Response:
        house, words = self.house, self.house.words(request)
        seat = await house.work(house.live.rooms.seat, request.cookies.get(SEAT, ""))
        if seat is not None and seat.room == room.id:
            return house.went("/mee")
        if not house.joins.takes(client_of(request, house.address), house.clock()):
            return self._door(request, words("join.often"))
        ticket = secrets.token_urlsafe(16)
        try:
            await house.work(house.live.rooms.join, room.id, ticket, once or ticket)
        except Refused as refusal:
            if refusal.why not in ("door", "full"):
                raise
            return self._door(request, words(f"join.{refusal.why}"))
        return self._in(ticket)

    def _in(self, ticket: str) -> Response:
        response = self.house.went("/mee")
        self.house.keep(response, SEAT, ticket)
        return response

    # ------------------------------------------------------------ taking part

    def seated(
        self, page: Callable[[Request, Sat, PhoneView], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """A page of who has a seat."""

        async def shown(request: Request) -> Response:
            house = self.house
            cookie = request.cookies.get(SEAT, "")
            found = await house.work(self._found, cookie, request) if cookie else None
            if found is None:
                return house.message(request, "over", HTTPStatus.GONE)
            sat, view = found
            house.busy.seen(sat.seat.room, sat.seat.id, house.clock(), ready=sat.given.ready)
            return await page(request, sat, view)

        return shown

    def _found(self, cookie: str, request: Request) -> tuple[Sat, PhoneView] | None:
        live = self.house.live
        seat = live.rooms.seat(cookie)
        sat = live.sat(seat) if seat else None
        return (sat, phone_view(live, sat, language_of(request, self.house.usual))) if sat else None

    async def here(self, request: Request, sat: Sat, view: PhoneView) -> Response:
        """Where this phone is now."""
        words = self.house.words(request)
        if view.screen == "point":
            if not view.begun:
                return self._begin(request, sat, view)
            return self.house.went("/mee/klaar" if view.open_place > len(view.keys) else f"/mee/{view.open_place}")
        if view.screen == "debrief":
            return await self._debrief(request, sat, view)
        return self.house.page(
            *(request, "room_wait.html", words(f"{view.screen}.title")),
            screen=view.screen,
            at=view.at,
            heavy=view.heavy and view.screen == "late",
            code=spaced(sat.standing.room.code),
            case=sat.standing.story.case if sat.standing.story else "",
        )

    def _begin(self, request: Request, sat: Sat, view: PhoneView) -> Response:
        assert sat.round is not None
        case = self.house.guide.pack.cases[sat.round.case]
        teller = Teller(self.house.guide.pack, case, self.house.language(request))
        return self.house.page(
            *(request, "room_begin.html", self.house.words(request)("enter.title")),
            heading=view.title,
            intro=teller.say(case.intro),
            remark=teller.key("practice.fictional"),
            code=spaced(sat.standing.room.code),
            heavy=view.heavy,
        )

    async def point(self, request: Request, sat: Sat, view: PhoneView) -> Response:
        """One point; those after the first that is open come later."""
        place = request.path_params["n"]
        if view.screen != "point" or not 1 <= place <= min(view.open_place, len(view.keys)):
            return self.house.went("/mee")
        return self._point(request, sat, view, place)

    def _point(
        self, request: Request, sat: Sat, view: PhoneView, place: int, *, wrong: str = "", fields: Fields | None = None
    ) -> Response:
        assert sat.round is not None
        language, key = self.house.language(request), view.keys[place - 1]
        last = view.keys[place - 2] if place > 1 else ""
        shown = play_view(self.house.guide, sat.round, language, last=last, at=key)
        assert shown.question is not None
        picked, picked_rows, _ = marked(shown.question, fields or {})
        words = self.house.words(request)
        name = words("point", number=place, total=len(view.keys))
        title = phrases(language, "pages")("title.error", name=name) if wrong else name
        return self.house.page(
            *(request, "room_point.html", title, 422 if wrong else 200),
            view=shown,
            picked=picked,
            picked_rows=picked_rows,
            place=place,
            name=name,
            turn=sat.standing.room.turn,
            settled=settled(sat.round, key),
            wrong=wrong,
        )

    async def answer(self, request: Request, sat: Sat, view: PhoneView) -> Response:
        """Take an answer; what is no answer gives the same page with what is wrong."""
        fields, place = await form_of(request), request.path_params["n"]
        key = first(fields, "q")
        stale = first(fields, "turn") != str(sat.standing.room.turn)
        if stale or view.screen != "point" or not 1 <= place <= len(view.keys) or view.keys[place - 1] != key:
            return self.house.went("/mee")
        if place > view.open_place or sat.round is None:
            return self.house.went("/mee")
        asked = play_view(self.house.guide, sat.round, self.house.language(request), at=key).question
        assert asked is not None
        try:
            answer = answers_from(script_for(self.house.guide.pack, sat.round), asked, fields)[key]
            await self.house.work(self.house.live.answer, sat, key, answer)
        except Unfit as unfit:
            told = told_of(unfit, asked, phrases(self.house.language(request), "pages"))
            return self._point(request, sat, view, place, wrong=told, fields=fields)
        except Refused as refusal:
            if refusal.why == "gone":
                raise
            return self.house.went("/mee")
        return self.house.went(f"/mee/{place + 1}" if place < len(view.keys) else "/mee/klaar")

    async def all_answered(self, request: Request, sat: Sat, view: PhoneView) -> Response:
        """Everything is answered: look once more, or be done."""
        if view.screen != "point" or view.open_place <= len(view.keys):
            return self.house.went("/mee")
        assert sat.round is not None
        language = self.house.language(request)
        shown = play_view(self.house.guide, sat.round, language, last=view.keys[-1], at=view.keys[-1])
        return self.house.page(
            *(request, "room_ready.html", self.house.words(request)("ready.title")),
            feedback=shown.feedback,
            numbers=range(1, len(view.keys) + 1),
            turn=sat.standing.room.turn,
        )

    async def ready(self, request: Request, sat: Sat, view: PhoneView) -> Response:
        """*Klaar*."""
        fields, house = await form_of(request), self.house
        if view.screen == "point" and first(fields, "turn") == str(sat.standing.room.turn):
            try:
                if await house.work(house.live.ready, sat):
                    house.busy.seen(sat.seat.room, sat.seat.id, house.clock(), ready=True)
            except Refused as refusal:
                if refusal.why == "gone":
                    raise
        return house.went("/mee")

    # ------------------------------------------------------------ afterwards

    def _whole(self, sat: Sat) -> Round:
        assert sat.round is not None
        return commit(self.house.guide.pack, sat.round, self.house.today())

    async def _debrief(self, request: Request, sat: Sat, view: PhoneView) -> Response:
        language, words = self.house.language(request), self.house.words(request)
        shown = await self.house.work(debrief_view, self.house.guide, self._whole(sat), language)
        heavy = words("heavy.after") if view.heavy else ""
        return self.house.page(request, "room_debrief.html", view.title, view=shown, heavy=heavy, at=view.at)

    async def take(self, request: Request, sat: Sat, view: PhoneView) -> Response:
        """The round as a file, under a code drawn by lot: it leads to no seat, and no seat leads to it."""
        if view.screen != "debrief":
            return self.house.went("/mee")
        name = self.house.words(request)("file.round")
        headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
        return Response(to_json(new_code(2), [self._whole(sat)]), headers=headers, media_type="application/json")

    async def seat_code(self, request: Request, sat: Sat, _view: PhoneView) -> Response:
        """The code with which to go on in another browser."""
        live, words = self.house.live, self.house.words(request)
        return self.house.page(
            *(request, "room_seat.html", words("seat.title")),
            address=short(self.house.base(request)),
            code=spaced(sat.standing.room.code),
            seat=live.rooms.seat_code(sat.seat),
        )

    async def leave(self, request: Request, _sat: Sat, _view: PhoneView) -> Response:
        """Whether to forget all of it."""
        return self.house.page(request, "room_forget.html", self.house.words(request)("forget.title"))

    async def forget(self, request: Request, sat: Sat, _view: PhoneView) -> Response:
        """The seat and its answers are gone."""
        await self.house.work(self.house.live.rooms.forget, sat.seat)
        self.house.busy.seen(sat.seat.room, sat.seat.id, self.house.clock(), ready=True)
        response = self.house.message(request, "over", HTTPStatus.OK)
        response.delete_cookie(SEAT)
        return response

    async def stand(self, request: Request, sat: Sat, view: PhoneView) -> Response:
        """For a phone that waits: whether something changed."""
        taken = sat.standing.story is not None and takes_answers(sat.standing.story, sat.standing.script)
        return stand(request, view.at if view.screen != "point" or taken else "late")


def taken_along(house: House, request: Request, desk: PracticeDesk) -> str:
    """Copy the round of this phone to the practice code of `desk`; its uid, empty when there is none to take along (any more).

    What the seat answered is gone after that, so that nothing here leads from the seat to the code. After the key nothing of it can
    be counted any more, so no number changes. Twice is once.
    """
    live = house.live
    seat = live.rooms.seat(request.cookies.get(SEAT, ""))
    sat = live.sat(seat) if seat else None
    if sat is None or sat.round is None or phone_view(live, sat, house.language(request)).screen != "debrief":
        return ""
    one = commit(house.guide.pack, sat.round, house.today())
    same = (each for each in desk.finished if (each.case, each.started, each.kept) == (one.case, one.started, one.kept))
    kept = next(same, None) or desk.keep(one)
    live.rooms.unlink(sat.seat, sat.standing.room.turn)
    return kept.uid
