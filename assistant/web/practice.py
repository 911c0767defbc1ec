"""A story in pages: read it, answer point by point, and read the debrief. The pages carry the round; the server keeps nothing of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.errors import InputError
from assistant.practice.case_round import Round, answered, answers_in, begin, commit, open_key, script_for
from assistant.practice.case_script import MODES, PRACTICE, WORKED
from assistant.practice.room import is_heavy
from assistant.practice.sentences import Teller
from assistant.present.practice.cases import listed
from assistant.present.practice.debrief import debrief_view
from assistant.present.practice.desk import PracticeDesk
from assistant.present.practice.story import play_view
from assistant.store.kept_file import compact
from assistant.store.problems import StoreProblem
from assistant.web.check import fields_of, language_of
from assistant.web.controls import Fields, Unfit, answers_from, marked, told_of
from assistant.web.doors import body_of
from assistant.web.own import PATH, Own
from assistant.web.render import Renderer
from assistant.web.seal import Keys, NotOpened, new_half, opened, sealed

HALF = "half"


class Practice:
    """The pages of practice alone; with `own`, who has a practice code practises under it."""

    def __init__(
        self,
        guide: Guide,
        keys: Keys,
        render: Renderer,
        language: Language,
        today: Callable[[], str],
        secure: bool,
        own: Own | None = None,
    ) -> None:
        self.own = own
        self.guide, self.keys, self.render = guide, keys, render
        self.usual, self.today, self.secure = language, today, secure
        self._slow = anyio.CapacityLimiter(2)

    def routes(self) -> list[Route]:
        """The addresses of these pages."""
        return [
            Route(PATH, self.list, methods=["GET"]),
            Route(f"{PATH}/ronde", self.show, methods=["GET"]),
            Route(f"{PATH}/ronde", self.answer, methods=["POST"]),
            Route(f"{PATH}/{{case}}", self.doorway, methods=["GET"]),
            Route(f"{PATH}/{{case}}", self.begin, methods=["POST"]),
        ]

    async def list(self, request: Request) -> Response:
        """Every story."""
        language, calm = language_of(request, self.usual), "rustig" in request.query_params
        desk = await self._desk(request)
        if desk is not None and self.own is not None:
            return await self.own.stories(request, desk, calm=calm)
        lines = listed(self.guide, (), (), language)
        if calm:
            lines = tuple(line for line in lines if not is_heavy(self.guide.pack.cases[line.id]))
        name = phrases(language, "pages")("practice.title")
        values = {"lines": lines, "view": None, "keeps": self.own is not None}
        return self.render("stories.html", language, name, **values, exit=False)

    async def _desk(self, request: Request) -> PracticeDesk | None:
        """The rounds of who asks; None without a code, and while they cannot be read: then practice goes on without keeping anything."""
        try:
            return None if self.own is None else await self.own.desk(request)
        except StoreProblem:
            return None

    async def doorway(self, request: Request) -> Response:
        """One story before it begins: how it begins, and the ways to practise with it."""
        language = language_of(request, self.usual)
        case = self.guide.pack.cases.get(request.path_params["case"])
        if case is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        teller, words = Teller(self.guide.pack, case, language), phrases(language)
        modes = [(mode, words(f"practice.mode.{mode}")) for mode in MODES if mode != WORKED or case.worked]
        name = phrases(language, "pages")("practice.title")
        has_code = await self._desk(request) is not None
        words_kept = phrases(language, "pages")("practice.kept.own" if has_code else "practice.kept")
        return self.render(
            "doorway.html",
            language,
            name,
            heading=teller.say(case.title),
            intro=teller.say(case.intro),
            remark=teller.key("practice.fictional"),
            minutes=words("practice.minutes", minutes=case.minutes),
            modes=modes,
            case=case.id,
            kept=words_kept,
            keeps=self.own is not None and not has_code,
            heavy=phrases(language, "room")("heavy") if is_heavy(case) else "",
            other_story=phrases(language, "room")("begin.other"),
            exit=False,
        )

    async def begin(self, request: Request) -> Response:
        """Begin a round."""
        case = self.guide.pack.cases.get(request.path_params["case"])
        if case is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        mode = "".join(fields_of(await body_of(request)).get("mode", ())[-1:])
        mode = mode if mode in MODES else PRACTICE
        desk = await self._desk(request)
        if desk is not None and self.own is not None:
            return await self.own.begin(desk, case, mode)
        half = request.cookies.get(HALF, "")
        try:
            sealed(self.keys, half, b"")
        except NotOpened:
            half = new_half()
        return self._go(half, begin(case, mode, self.today()))

    async def answer(self, request: Request) -> Response:
        """Take an answer; what is no answer gives the same page with what is wrong."""
        fields = fields_of(await body_of(request))
        half = request.cookies.get(HALF, "")
        try:
            one, _ = self._read(half, fields)
        except NotOpened:
            return self._over(request)
        pack, key = self.guide.pack, "".join(fields.get("q", ())[-1:])
        question = play_view(self.guide, one, language_of(request, self.usual)).question
        if question is None or key != question.key:
            return self._go(half, one)
        try:
            answer = answers_from(script_for(pack, one), question, fields)[key]
        except Unfit as unfit:
            words = phrases(language_of(request, self.usual), "pages")
            return self._page(request, one, "", wrong=told_of(unfit, question, words), fields=fields)
        return self._go(half, answered(pack, one, key, answer), key)

    async def show(self, request: Request) -> Response:
        """The open point, or the debrief."""
        try:
            one, last = self._read(request.cookies.get(HALF, ""), fields_of(request.url.query.encode()))
        except NotOpened:
            return self._over(request)
        case = self.guide.pack.cases[one.case]
        if open_key(self.guide.pack, one):
            return self._page(request, one, last)
        language = language_of(request, self.usual)
        whole = commit(self.guide.pack, one, self.today())
        keep = f"s={self._seal(request.cookies.get(HALF, ''), one, last)}&"
        view = await anyio.to_thread.run_sync(partial(debrief_view, self.guide, whole, language), limiter=self._slow)
        name = phrases(language, "pages")("practice.title")
        heavy = phrases(language, "room")("heavy.after") if is_heavy(case) else ""
        values = {"view": view, "say": phrases(language), "keep": keep, "heavy": heavy}
        return self.render("debrief.html", language, name, **values, exit=False)

    # ------------------------------------------------------------ inside

    def _page(
        self, request: Request, one: Round, last: str, *, wrong: str = "", fields: Fields | None = None
    ) -> Response:
        language = language_of(request, self.usual)
        view = play_view(self.guide, one, language, last=last)
        assert view.question is not None
        picked, picked_rows, _ = marked(view.question, fields or {})
        words = phrases(language, "pages")
        name = words("practice.point", number=view.done + 1, total=view.total)
        return self.render(
            "point.html",
            language,
            words("title.error", name=name) if wrong else name,
            HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
            view=view,
            picked=picked,
            picked_rows=picked_rows,
            name=name,
            seal=self._seal(request.cookies.get(HALF, ""), one, last),
            wrong=wrong,
            action=f"{PATH}/ronde",
            before="",
            settled=False,
            keep=f"s={self._seal(request.cookies.get(HALF, ''), one, last)}&",
            exit=False,
        )

    def _seal(self, half: str, one: Round, last: str) -> str:
        data = {"case": one.case, "mode": one.mode, "day": one.started, "answers": dict(one.kept), "last": last}
        return sealed(self.keys, half, compact(data))

    def _read(self, half: str, fields: Fields) -> tuple[Round, str]:
        """The round that a page carries, and what was answered last. Raises NotOpened, also for a story that changed since."""
        raw = opened(self.keys, half, "".join(fields.get("s", ())[-1:]))
        try:
            data = json.loads(raw)
            case = self.guide.pack.cases[data["case"]]
            one = begin(case, data["mode"], data["day"])
            for key, answer in answers_in(data["answers"]).items():
                one = answered(self.guide.pack, one, key, answer)
            return one, str(data["last"])
        except (ValueError, KeyError, TypeError, AttributeError, InputError):
            raise NotOpened from None

    def _go(self, half: str, one: Round, last: str = "") -> Response:
        response = RedirectResponse(f"{PATH}/ronde?s={self._seal(half, one, last)}", HTTPStatus.SEE_OTHER)
        response.set_cookie(HALF, half, path=PATH, httponly=True, samesite="lax", secure=self.secure)
        return response

    def _over(self, request: Request) -> Response:
        language = language_of(request, self.usual)
        title = phrases(language, "pages")("over.title")
        return self.render("message.html", language, title, HTTPStatus.GONE, which="over", exit=False)
