"""Practice under a practice code: rounds are kept in the store, and go on in any browser in which the code is typed.

The code is a person's only key: no name, no account. The store knows its HMAC. It is no part of a class: what somebody takes along from
a class is copied under the code, and what the seat answered is gone.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.content.interface import phrases
from assistant.content.model import Case
from assistant.danger import asks_for_danger
from assistant.practice.case_round import Round, keys_of, open_key, script_for, settled
from assistant.practice.case_script import WORKED
from assistant.practice.export import files_of
from assistant.practice.room import is_heavy
from assistant.present.practice.debrief import debrief_view
from assistant.present.practice.desk import PracticeDesk
from assistant.present.practice.next_story import next_story
from assistant.present.practice.practising import lobby
from assistant.present.practice.progress import progress_view
from assistant.present.practice.story import play_view
from assistant.result.words import date_in_words
from assistant.store.people import OwnRounds
from assistant.store.problems import StoreProblem
from assistant.store.results import drawn
from assistant.web.controls import Fields, Unfit, answers_from, marked, told_of
from assistant.web.doors import client_of
from assistant.web.room import House, first, form_of, plain_code
from assistant.web.room_phone import taken_along

PATH, CODE = "/oefenen", "oefencode"
REMEMBERED = 400 * 86_400
FORMS = {"json": ("json", "application/json"), "csv": ("csv", "text/csv; charset=utf-8")}
Drawn = Callable[[Request, PracticeDesk], Awaitable[Response]]


class Own:
    """The pages of practice under a code."""

    def __init__(self, house: House) -> None:
        self.house = house

    def routes(self) -> list[Route]:
        """The addresses of these pages."""
        one = f"{PATH}/ronde/{{uid}}"
        pages: list[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = [
            (f"{PATH}/code", "GET", self.code_page),
            (f"{PATH}/code", "POST", self.code_given),
            (f"{PATH}/bewaar", "POST", self.take_along),
            (one, "GET", self.known(self.stands)),
            (one, "POST", self.known(self.again)),
            (f"{one}/{{n:int}}", "GET", self.known(self.point)),
            (f"{one}/{{n:int}}", "POST", self.known(self.answer)),
            (f"{PATH}/voortgang", "GET", self.known(self.progress)),
            (f"{PATH}/voortgang/bestand", "GET", self.known(self.file)),
            (f"{PATH}/voortgang/weg", "GET", self.known(self.forget_page)),
            (f"{PATH}/voortgang/weg", "POST", self.known(self.forget)),
        ]
        return [Route(path, self.house.guarded(page), methods=[method]) for path, method, page in pages]

    # ------------------------------------------------------------ who

    async def desk(self, request: Request) -> PracticeDesk | None:
        """The rounds of who asks, as they are kept; None for who has no code here. Called for pages of practice only."""
        code, _, pledge = request.cookies.get(CODE, "")[:80].partition(".")
        return await self.house.work(self._desk, code, pledge) if code and pledge else None

    def _desk(self, code: str, pledge: str) -> PracticeDesk | None:
        store = self.house.live.rooms
        if not secrets.compare_digest(pledge.encode(), store.pledge(code).encode()) or not store.knows(
            code, self.house.today()
        ):
            return None
        return self._opened(code)

    def _opened(self, code: str) -> PracticeDesk:
        found = PracticeDesk(
            self.house.guide, None, self.house.today(), code, own=OwnRounds(self.house.live.rooms, code)
        )
        found.open()
        return found

    def known(self, page: Drawn) -> Callable[[Request], Awaitable[Response]]:
        """A page of somebody with a code; for anybody else, where the code is typed."""

        async def shown(request: Request) -> Response:
            desk = await self.desk(request)
            return self.house.went(f"{PATH}/code") if desk is None else await page(request, desk)

        return shown

    async def code_page(self, request: Request) -> Response:
        """One's own code; for who has none here, a new one, or where it is typed."""
        desk = await self.desk(request)
        return self._code_page(request, desk.code if desk else "", to=request.query_params.get("na", ""))

    def _code_page(self, request: Request, code: str = "", *, wrong: str = "", to: str = "") -> Response:
        words = phrases(self.house.language(request), "pages")
        name = words("own.code.title")
        title = words("title.error", name=name) if wrong else name
        status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
        return self.house.page(request, "own_code.html", title, status, code=code, wrong=wrong, to=to[:8])

    async def code_given(self, request: Request) -> Response:
        """A new code, a code that was typed, or leaving this browser."""
        house, fields = self.house, await form_of(request)
        words = phrases(house.language(request), "pages")
        who, now, to = client_of(request, house.address), house.clock(), first(fields, "na")
        response: Response = house.went(f"{PATH}/code")
        if first(fields, "do") == "leave":
            response = house.went(PATH)
            response.delete_cookie(CODE, path=PATH)
            return response
        if first(fields, "do") == "new":
            if not house.joins.takes(who, now):
                return self._code_page(request, wrong=words("own.code.often"), to=to)
            code = await house.work(self._enrolled)
        elif asks_for_danger(first(fields, "code")):
            return house.went("/gevaar")
        else:
            code = _with_dash(plain_code(first(fields, "code")))
            if not house.practice_codes.has(who, now):
                return self._code_page(request, wrong=words("own.code.often"), to=to)
            if not await house.work(house.live.rooms.knows, code, house.today()):
                house.practice_codes.takes(who, now)
                return self._code_page(request, wrong=words("own.code.wrong"), to=to)
        if to == "klas":
            await self._kept_from_class(request, await house.work(self._opened, code))
        self._remember(response, code, stays=first(fields, "stays") == "yes")
        return response

    def _enrolled(self) -> str:
        while not self.house.live.rooms.enrol(code := drawn(), self.house.today()):
            pass
        return code

    def _remember(self, response: Response, code: str, *, stays: bool) -> None:
        """The code in this browser: until it closes, or, on a device of one's own, as long as a person is kept."""
        response.set_cookie(
            CODE,
            f"{code}.{self.house.live.rooms.pledge(code)}",
            max_age=REMEMBERED if stays else None,
            path=PATH,
            httponly=True,
            samesite="lax",
            secure=self.house.address.secure,
        )

    # ------------------------------------------------------------ from a class

    async def take_along(self, request: Request) -> Response:
        """The round of a class, under the practice code of this browser; without one, first the code."""
        desk = await self.desk(request)
        if desk is None:
            return self.house.went(f"{PATH}/code?na=klas")
        return await self._kept_from_class(request, desk) or self.house.went("/mee")

    async def _kept_from_class(self, request: Request, desk: PracticeDesk) -> Response | None:
        """Keep it, and go to it; None when this phone has no round to take along (any more)."""
        uid = await self.house.work(taken_along, self.house, request, desk)
        return self.house.went(f"{PATH}/ronde/{uid}") if uid else None

    # ------------------------------------------------------------ the list

    async def stories(self, request: Request, desk: PracticeDesk, *, calm: bool) -> Response:
        """Where practice begins: what was begun, what is due, and every story; `calm` leaves out those about suicide, abuse or death."""
        language, cases = self.house.language(request), self.house.guide.pack.cases
        view = await self.house.work(lobby, desk, language)
        lines = [line for line in view.lines if not calm or not is_heavy(cases[line.id])]
        name = phrases(language, "pages")("practice.title")
        return self.house.page(request, "stories.html", name, lines=lines, view=view, code=desk.code, keeps=True)

    async def begin(self, desk: PracticeDesk, case: Case, mode: str) -> Response:
        """Begin a round."""
        one = await self.house.work(desk.begin, case, mode)
        return self.house.went(f"{PATH}/ronde/{one.uid}/1")

    # ------------------------------------------------------------ a round

    def _round(self, request: Request, desk: PracticeDesk) -> Round | None:
        one = desk.find(request.path_params["uid"])
        return one if one is not None and one.case in self.house.guide.pack.cases else None

    async def stands(self, request: Request, desk: PracticeDesk) -> Response:
        """The debrief; while the round is not finished, the point that is open."""
        one = self._round(request, desk)
        if one is None:
            return self.house.went(PATH)
        if not one.committed:
            return self.house.went(f"{PATH}/ronde/{one.uid}/{self._place(one)}")
        language = self.house.language(request)
        view = await self.house.work(debrief_view, self.house.guide, one, language)
        after = await self.house.work(next_story, desk, "", language)
        heavy = is_heavy(self.house.guide.pack.cases[one.case])
        values = {"heavy": self.house.words(request)("heavy.after") if heavy else "", "uid": one.uid, "after": after}
        again_at = () if one.mode == WORKED else view.again_at
        name = phrases(language, "pages")("practice.title")
        return self.house.page(request, "own_debrief.html", name, view=view, again_at=again_at, **values)

    def _place(self, one: Round) -> int:
        """The place of the point that is open, from 1; the last one when none is."""
        keys, key = keys_of(self.house.guide.pack, one), open_key(self.house.guide.pack, one)
        return keys.index(key) + 1 if key else len(keys)

    async def point(self, request: Request, desk: PracticeDesk) -> Response:
        """One point; those after the first that is open come later."""
        one, place = self._round(request, desk), request.path_params["n"]
        if one is None or one.committed or not 1 <= place <= self._place(one):
            return self.house.went(f"{PATH}/ronde/{request.path_params['uid']}" if one else PATH)
        return self._point(request, one, place)

    def _point(
        self, request: Request, one: Round, place: int, *, wrong: str = "", fields: Fields | None = None
    ) -> Response:
        language, keys = self.house.language(request), keys_of(self.house.guide.pack, one)
        words = phrases(language, "pages")
        view = play_view(self.house.guide, one, language, last=keys[place - 2] if place > 1 else "", at=keys[place - 1])
        assert view.question is not None
        picked, picked_rows, _ = marked(view.question, fields or {})
        name = words("practice.point", number=place, total=len(keys))
        here = f"{PATH}/ronde/{one.uid}"
        return self.house.page(
            request,
            "point.html",
            words("title.error", name=name) if wrong else name,
            HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
            view=view,
            picked=picked,
            picked_rows=picked_rows,
            name=name,
            wrong=wrong,
            action=f"{here}/{place}",
            seal="",
            before=f"{here}/{place - 1}" if place > 1 else "",
            settled=settled(one, keys[place - 1]),
        )

    async def answer(self, request: Request, desk: PracticeDesk) -> Response:
        """Keep an answer; what is no answer gives the same page with what is wrong. The last one finishes the round."""
        one, place, fields = self._round(request, desk), request.path_params["n"], await form_of(request)
        if one is None:
            return self.house.went(PATH)
        pack, here = self.house.guide.pack, f"{PATH}/ronde/{one.uid}"
        keys, key = keys_of(pack, one), first(fields, "q")
        if one.committed or not 1 <= place <= self._place(one) or keys[place - 1] != key:
            return self.house.went(here)
        question = play_view(self.house.guide, one, self.house.language(request), at=key).question
        assert question is not None
        try:
            answer = answers_from(script_for(pack, one), question, fields)[key]
            one = await self.house.work(desk.answer, one, key, answer)
            if not open_key(pack, one):
                await self.house.work(desk.commit, one)
        except Unfit as unfit:
            told = told_of(unfit, question, phrases(self.house.language(request), "pages"))
            return self._point(request, one, place, wrong=told, fields=fields)
        except StoreProblem as problem:
            if problem.code not in ("gone", "finished"):
                raise
            return self.house.went(here)
        return self.house.went(f"{here}/{place + 1}" if open_key(pack, one) and place < len(keys) else here)

    async def again(self, request: Request, desk: PracticeDesk) -> Response:
        """A second reading from a point on; it never counts."""
        one, cue = self._round(request, desk), first(await form_of(request), "cue")
        if one is None or not one.committed or cue not in self.house.guide.pack.cases[one.case].by_id:
            return self.house.went(PATH)
        fresh = await self.house.work(desk.again, one, cue)
        return self.house.went(f"{PATH}/ronde/{fresh.uid}")

    # ------------------------------------------------------------ progress

    async def progress(self, request: Request, desk: PracticeDesk) -> Response:
        """Everything one can look back on."""
        language = self.house.language(request)
        view = await self.house.work(progress_view, self.house.guide, desk.rounds, desk.today, desk.code, language)
        trainee = phrases(language, "trainee")
        due = [
            (
                phrases(language)("practice.progress.due.now") if each.now else trainee("progress.due.later", day=day),
                each.told,
            )
            for each in view.due
            for day in (date_in_words(each.day, language),)
        ]
        done = [
            (one.uid, self._title(request, one), date_in_words(one.committed, language)) for one in self._done(desk)
        ]
        name = phrases(language, "pages")("own.progress")
        return self.house.page(request, "progress.html", name, view=view, due=due, done=done, trainee=trainee)

    def _done(self, desk: PracticeDesk) -> list[Round]:
        """The finished rounds whose story is still there, the last one first."""
        return [one for one in reversed(desk.finished) if one.case in self.house.guide.pack.cases]

    def _title(self, request: Request, one: Round) -> str:
        return play_view(self.house.guide, one, self.house.language(request)).title

    async def file(self, request: Request, desk: PracticeDesk) -> Response:
        """Everything that is kept under the code (json), or the finished rounds as a table."""
        kind, media = FORMS.get(request.query_params.get("form", ""), FORMS["json"])
        rounds = desk.rounds if kind == "json" else desk.finished
        language = self.house.language(request)
        files = files_of(self.house.guide.pack.cases, desk.code, rounds, kind, language)
        name = f"{self.house.words(request)('file.round')}.{kind}"
        return Response(files[""], headers={"Content-Disposition": f'attachment; filename="{name}"'}, media_type=media)

    async def forget_page(self, request: Request, desk: PracticeDesk) -> Response:
        """Whether to remove all of it."""
        name = phrases(self.house.language(request), "pages")("own.forget")
        return self.house.page(request, "own_forget.html", name, number=len(desk.rounds), code=desk.code)

    async def forget(self, _request: Request, desk: PracticeDesk) -> Response:
        """Everything under the code is gone, and the code with it."""
        await self.house.work(desk.forget)
        response = self.house.went(PATH)
        response.delete_cookie(CODE, path=PATH)
        return response


def _with_dash(code: str) -> str:
    """A practice code as it is drawn: in fours."""
    return f"{code[:4]}-{code[4:]}"
