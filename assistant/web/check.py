"""A conversation in pages: one question a page, sent by POST, answered by a redirect to a page that can be asked for again.

Back, forward, reload and a second tab lose nothing, and the server keeps nothing: see `assistant.web.seal`. No kind of question is
named here: `assistant.web.controls` draws and reads them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import ParamSpec, TypeVar, cast
from urllib.parse import parse_qs

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language, Ref
from assistant.content.vocabulary import PAGE_ENDINGS
from assistant.danger import SOME, asks_for_danger
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.present.changed import changed_lines, standing
from assistant.present.conversation import QuestionView
from assistant.present.danger import DangerPage, chosen_first, danger_pages, reader_of
from assistant.present.own_words import DANGER, NO, YES, Meant, proposal_view
from assistant.present.review import review_lines
from assistant.present.talk import (
    TalkView,
    answered_all,
    proposal_answered,
    revisited,
    sharing_dialogue,
    shown_key,
    stepped_back,
    stepped_out,
    talk_view,
    typed,
    with_same_answers,
)
from assistant.report.forms import WITH_ANNEX
from assistant.result.note import OWN_WORDS, OwnWords
from assistant.result.privacy import privacy_warning
from assistant.result.result import Result, noun_of, result_of_session
from assistant.web.carried import Carried, answered_at, begun, carried_from, data_of, with_later
from assistant.web.controls import (
    TYPED,
    Fields,
    Unfit,
    answers_from,
    marked,
    open_rows,
    same_rows,
    told_of,
)
from assistant.web.doors import body_of
from assistant.web.outcome import Outcome
from assistant.web.render import Renderer
from assistant.web.seal import Keys, NotOpened, new_half, opened, sealed

HALF, LATEST, LANGUAGE = "half", "latest", "lang"
"""The three cookies: this browser's half of the key, where the conversation stands, and the language."""
PATH = "/check"
MOST_FIELDS = 400
MOST_WORDS = 4_000
MOST_COOKIE = 3_800
MOST_MEANT = 12
PARTS = ("antwoorden", "waarom", "niet", "notitie")
"""The pages beside the question that a change of language comes back to."""
P = ParamSpec("P")
T = TypeVar("T")


def language_of(request: Request, usual: Language) -> Language:
    """The language of a page: as asked for, as chosen before, as the browser prefers, else the usual one."""
    wish = request.query_params.get("lang") or request.cookies.get(LANGUAGE)
    if wish not in ("nl", "en"):
        tags = (tag.strip()[:2].lower() for tag in request.headers.get("accept-language", "")[:200].split(","))
        wish = next((tag for tag in tags if tag in ("nl", "en")), usual)
    return cast(Language, wish)


def set_language(response: Response, language: Language, *, secure: bool) -> None:
    """Remember the language in this browser."""
    response.set_cookie(LANGUAGE, language, max_age=31_536_000, httponly=True, samesite="lax", secure=secure)


def leave_cookies(response: Response, *, secure: bool) -> None:
    """Forget what opens the pages of a conversation."""
    for name in (HALF, LATEST):
        response.delete_cookie(name, path=PATH, httponly=True, samesite="lax", secure=secure)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A quiet question about danger, drawn on the page that asks what words mean."""

    ref: str
    place: int
    view: QuestionView


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that words may mean: what it is called, and the words."""

    ref: str
    name: str
    words: str


@dataclass(frozen=True)
class Asked:
    """One request about a conversation: its fields, the conversation, and its language."""

    request: Request
    language: Language
    fields: Fields
    half: str
    page: Carried

    def first(self, name: str) -> str:
        """The last value of a field; empty when it was not sent. (A button stands after what is hidden.)"""
        return "".join(self.fields.get(name, ())[-1:])

    @property
    def words(self) -> Phrases:
        """The words of the pages."""
        return phrases(self.language, "pages")


class Check:
    """The pages of conversations."""

    def __init__(
        self,
        guide: Guide,
        keys: Keys,
        render: Renderer,
        language: Language,
        today: Callable[[], str],
        clock: Callable[[], float],
        secure: bool,
    ) -> None:
        self.guide, self.keys, self.render = guide, keys, render
        self.usual, self.today, self.clock, self.secure = language, today, clock, secure
        self.outcome = Outcome(guide, render)
        self._slow = anyio.CapacityLimiter(2)
        self._steps: dict[str, Callable[[Asked], Awaitable[Response]]] = {
            "next": self._next,
            "skip": self._next,
            "words": self._next,
            "same": self._same,
            "confirm": self._confirm,
            "back": self._back,
            "change": self._change,
            "answers": self._answers,
            "share": self._share,
            "earlier": self._earlier,
            "lang.nl": self._in_language,
            "lang.en": self._in_language,
        }

    def routes(self) -> list[Route]:
        """The addresses of these pages."""
        pages = {
            "": self.show,
            "/gevaar": self.danger,
            "/antwoorden": self.answers,
            "/deel/{tab}": self.tab,
            "/waarom": self.why,
            "/niet": self.why_not,
            "/notitie": self.note,
            "/bestand": self.file,
        }
        shown = [Route(f"{PATH}{path}", self._opening(page), methods=["GET"]) for path, page in pages.items()]
        noted = Route(f"{PATH}/notitie", self._opening(self.own_note, posted=True), methods=["POST"])
        return [*shown, Route(PATH, self.step, methods=["POST"]), noted]

    # ------------------------------------------------------------ opening and closing

    def _opening(
        self, page: Callable[[Asked], Awaitable[Response]], *, posted: bool = False
    ) -> Callable[[Request], Awaitable[Response]]:
        """A page about the conversation that its address, or its form, carries; where it cannot be read, the page that says so."""

        async def opened_page(request: Request) -> Response:
            fields = fields_of(await body_of(request)) if posted else fields_of(request.url.query.encode())
            try:
                return await page(self._asked(request, fields))
            except NotOpened:
                return self._over(request) if page != self.danger else self._danger_anyway(request)

        return opened_page

    def _asked(self, request: Request, fields: Fields) -> Asked:
        half = request.cookies.get(HALF, "")
        page = self._read(half, "".join(fields.get("s", ())[-1:]))
        return Asked(request, language_of(request, self.usual), fields, half, page)

    def _read(self, half: str, token: str) -> Carried:
        return carried_from(self.guide, opened(self.keys, half, token), self.clock())

    def _sealed(self, asked: Asked, page: Carried) -> str:
        try:
            return sealed(self.keys, asked.half, data_of(self.guide, page))
        except ValueError:  # more than a page can carry: the conversation that waits goes first
            return sealed(self.keys, asked.half, data_of(self.guide, replace(page, waiting=None)))

    def _over(self, request: Request) -> Response:
        language = language_of(request, self.usual)
        title = phrases(language, "pages")("over.title")
        return self.render("message.html", language, title, HTTPStatus.GONE, which="over", exit=False)

    def _go(self, asked: Asked, page: Carried, part: str = "") -> Response:
        """To the page where the conversation stands now."""
        token = self._sealed(asked, page)
        response = RedirectResponse(f"{PATH}{part}?s={token}", HTTPStatus.SEE_OTHER)
        self._keep(response, HALF, asked.half)
        if len(token) <= MOST_COOKIE:
            self._keep(response, LATEST, token)
        return response

    def _keep(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(name, value, path=PATH, httponly=True, samesite="lax", secure=self.secure)

    async def _slowly(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Work that takes longer than a question, beside the questions of others."""
        return await anyio.to_thread.run_sync(partial(work, *given, **named), limiter=self._slow)

    # ------------------------------------------------------------ steps

    async def step(self, request: Request) -> Response:
        """Everything that a form of a conversation can ask; what it does not know counts as *continue*."""
        fields = fields_of(await body_of(request))
        do = "".join(fields.get("do", ())[-1:])
        if do == "begin":
            return self._begin(request, "".join(fields.get("dialogue", ())[-1:]))
        try:
            return await self._steps.get(do, self._next)(self._asked(request, fields))
        except NotOpened:
            return self._over(request)

    def _begin(self, request: Request, dialogue: str) -> Response:
        if dialogue not in self.guide.pack.dialogues:
            return self._over(request)
        page = begun(Session(dialogue, self.today()), self.clock())
        half = request.cookies.get(HALF, "")
        try:
            sealed(self.keys, half, b"")
        except NotOpened:  # no half yet, or one that was never ours
            half = new_half()
        return self._go(Asked(request, self.usual, {}, half, page), page)

    async def _next(self, asked: Asked) -> Response:
        """Take an answer; what is no answer gives the same page, with all that was filled in and what is wrong."""
        key = asked.first("q")
        if not key or key != shown_key(self.guide, asked.page.talk):
            return self._go(asked, asked.page)
        asked = self._with_later(asked, key)
        view = self._view(asked)
        question = view.question
        if question is None:
            return self._go(asked, asked.page)
        text = asked.first(TYPED).replace("\r\n", "\n")
        may_be_number = question.entry is not None and question.entry.numeric and text.strip().isdecimal()
        if asks_for_danger(text) and not may_be_number:
            return self._go(asked, asked.page, "/gevaar")
        if question.control == "words":
            return await self._own_words(asked, key, "" if asked.first("do") == "skip" else text)
        dialogue = self.guide.dialogue(asked.page.talk.session.dialogue)
        try:
            answers = answers_from(dialogue, question, asked.fields)
        except Unfit as unfit:
            return self._question(asked, view, told_of(unfit, question, asked.words))
        talk = answered_all(self.guide, asked.page.talk, key, answers)
        return self._go(asked, answered_at(asked.page, talk, self.clock()))

    def _with_later(self, asked: Asked, key: str) -> Asked:
        """The same request, with the answers that this browser gave later in the same conversation."""
        try:
            latest = self._read(asked.half, asked.request.cookies.get(LATEST, ""))
        except NotOpened:
            return asked
        page = with_later(asked.page, latest)
        if shown_key(self.guide, page.talk) != key:
            page = replace(page, talk=revisited(self.guide, page.talk, key))
        return replace(asked, page=page) if shown_key(self.guide, page.talk) == key else asked

    async def _same(self, asked: Asked) -> Response:
        """Short questions: what was told of the first thing counts for all. The page again, filled in."""
        view = self._view(asked)
        if view.question is None or not view.question.rows or view.question.key != asked.first("q"):
            return self._go(asked, asked.page)
        return self._question(asked, view, rows=same_rows(view.question, asked.fields), status=HTTPStatus.OK)

    async def _back(self, asked: Asked) -> Response:
        page = asked.page
        return self._go(asked, replace(page, talk=stepped_back(self.guide, page.talk), before=self._before(page)))

    async def _change(self, asked: Asked) -> Response:
        page = asked.page
        talk = revisited(self.guide, page.talk, asked.first("key"))
        return self._go(asked, replace(page, talk=talk, before=self._before(page)))

    def _before(self, page: Carried) -> tuple[str, ...]:
        """What a finished conversation said before a change; what is remembered already where it is not finished."""
        position = self.guide.position(page.talk.session, silent_stops=True)
        if position.current is not None or page.talk.revisiting:
            return page.before
        return standing(result_of_session(self.guide, page.talk.session))

    async def _answers(self, asked: Asked) -> Response:
        return self._go(asked, asked.page, "/antwoorden")

    async def _share(self, asked: Asked) -> Response:
        """The conversation about sharing, with the answers that fit it; this one waits."""
        page, dialogue = asked.page, sharing_dialogue(self.guide.pack)
        if not dialogue or dialogue == page.talk.session.dialogue:
            return self._go(asked, page)
        session = with_same_answers(self.guide, page.talk.session, dialogue)
        waiting = replace(page, talk=stepped_out(page.talk), waiting=None)
        return self._go(asked, begun(session, self.clock(), waiting))

    async def _earlier(self, asked: Asked) -> Response:
        """Back to the conversation that waits."""
        waiting = asked.page.waiting
        return self._go(asked, asked.page if waiting is None else replace(waiting, at=asked.page.at))

    async def _in_language(self, asked: Asked) -> Response:
        language = cast(Language, asked.first("do").removeprefix("lang."))
        at = asked.first("at")
        response = self._go(asked, asked.page, f"/{at}" if at in PARTS else "")
        set_language(response, language, secure=self.secure)
        return response

    # ------------------------------------------------------------ own words

    async def _own_words(self, asked: Asked, key: str, text: str) -> Response:
        """Words are read once: danger in them has its page first, then one page asks what they mean. They are in no address."""
        if len(text) > MOST_WORDS:
            return self._question(asked, self._view(asked), asked.words("problem.text", count=MOST_WORDS))
        shown = frozenset(asked.fields.get("shown", ())[:MOST_MEANT])
        before = replace(asked.page.talk, words=text, shown=shown)
        talk = await self._slowly(typed, self.guide, before, key, text, asked.language)
        if talk.urgent:
            token = self._sealed(asked, asked.page)
            return self._danger(asked, talk.urgent, token=token, typed=text, shown=sorted(talk.shown), key=key)
        page = answered_at(asked.page, replace(talk, meant=(), words="", shown=frozenset()), self.clock())
        warning = privacy_warning(text, asked.language) if text else None
        if not talk.meant and warning is None:
            return self._go(asked, page)
        response = self._meant(asked, page, talk.meant, text, warning)
        self._keep(response, HALF, asked.half)
        return response

    def _meant(self, asked: Asked, page: Carried, meant: Sequence[Meant], text: str, warning: object) -> Response:
        """The one page that asks what words mean: quiet questions about danger first, then what can be ticked."""
        pack = self.guide.pack
        noun = noun_of(pack, self.guide.position(page.talk.session, silent_stops=True).situation)
        dangers = [
            Quiet(each.ref, place, proposal_view(pack, each, asked.language, noun))
            for place, each in enumerate(meant)
            if each.danger
        ]
        facts = [
            Fact(each.ref, self.outcome.named(page.talk.session, each.ref, asked.language), each.words)
            for each in meant
            if not each.danger
        ]
        return self.render(
            "meant.html",
            asked.language,
            asked.words("meant.title"),
            token=self._sealed(asked, replace(page, talk=replace(page.talk, unfound=False))),
            in_form=True,
            meant=meant,
            dangers=dangers,
            facts=facts,
            warning=warning,
        )

    async def _confirm(self, asked: Asked) -> Response:
        """What was ticked is confirmed; danger that was said yes to has its page, and changes nothing."""
        talk, urgent = asked.page.talk, list[Meant]()
        sent = asked.fields.get("ref", ())[:MOST_MEANT]
        meant = [Meant(ref.rstrip("!"), "", about_self=ref.endswith("!")) for ref in sent]
        talk = replace(talk, meant=tuple(each for each in meant if self._exists(each.ref)))
        ticked = asked.fields.get("yes", ())
        for each in talk.meant:
            yes = asked.first(each.ref) == YES if each.danger else each.ref in ticked
            talk = proposal_answered(self.guide, talk, each.ref, YES if yes else NO)
            urgent += talk.urgent
        page = replace(asked.page, talk=replace(talk, urgent=()))
        if urgent:
            return self._danger(asked, tuple(urgent), token=self._sealed(asked, page))
        return self._go(asked, page)

    def _exists(self, ref: str) -> bool:
        return ref == f"{DANGER}:{SOME}" or self.guide.pack.entry_at(ref) is not None

    # ------------------------------------------------------------ danger

    async def danger(self, asked: Asked) -> Response:
        """Whom to call, for the work and the age that were told of; it changes no answer."""
        pages = self._danger_pages(asked)
        return self.danger_page(asked.language, pages, "danger.title", token=self._sealed(asked, asked.page))

    def _danger_anyway(self, request: Request) -> Response:
        """Whom to call, for who has lost the conversation."""
        language = language_of(request, self.usual)
        return self.danger_page(language, danger_pages(self.guide.pack, language), "danger.title")

    def _danger_pages(self, asked: Asked, kinds: tuple[str, ...] = ()) -> tuple[DangerPage, ...]:
        pack = self.guide.pack
        situation = self.guide.position(asked.page.talk.session, silent_stops=True).situation
        reader = reader_of(pack, situation)
        reader = replace(reader, kinds=(*kinds, *reader.kinds))
        return chosen_first(pack, asked.language, reader, noun_of(pack, situation))

    def _danger(self, asked: Asked, urgent: tuple[Meant, ...], **values: object) -> Response:
        """The pages of the kinds that words told of, and of the writer where the words were about the writer."""
        own = danger_pages(self.guide.pack, asked.language, about_self=True)
        about_self = any(each.about_self for each in urgent)
        kinds = tuple(Ref.parse(each.ref).id for each in urgent if not each.about_self)
        pages = (*(own if about_self else ()), *(self._danger_pages(asked, kinds) if kinds or not about_self else ()))
        return self.danger_page(asked.language, pages, "danger.title", from_words=True, **values)

    def danger_page(self, language: Language, pages: Sequence[DangerPage], title: str, /, **values: object) -> Response:
        """A page that says whom to call."""
        heading = phrases(language, "pages")(title)
        known = {"token": "", "typed": "", "shown": (), "key": "", "from_words": False, "exit": True, **values}
        known["in_form"] = bool(known["typed"])
        return self.render(
            "danger.html", language, heading, heading=heading, pages=pages, say=phrases(language), **known
        )

    # ------------------------------------------------------------ a question

    async def show(self, asked: Asked) -> Response:
        """The open question, or at the end the result."""
        view = self._view(asked)
        if view.question is not None:
            return self._question(asked, view)
        result = await self._slowly(result_of_session, self.guide, asked.page.talk.session)
        changed = changed_lines(result, asked.page.before, asked.language) if asked.page.before else ()
        token = self._sealed(asked, asked.page)
        waits = asked.page.waiting is not None
        return await self._slowly(self.outcome.page, result, asked.language, token, changed, waits=waits)

    def _view(self, asked: Asked) -> TalkView:
        return talk_view(self.guide, asked.page.talk, asked.language)

    def _question(
        self,
        asked: Asked,
        view: TalkView,
        problem: str = "",
        *,
        rows: dict[str, str] | None = None,
        status: int | None = None,
    ) -> Response:
        """A question; with a `problem` the same question as it was filled in."""
        question, words = view.question, asked.words
        if question is None:
            raise ValueError("No question is open.")
        fields = asked.fields if problem or rows is not None else {}
        picked, picked_rows, text = marked(question, fields)
        about = self.guide.dialogue(asked.page.talk.session.dialogue).about
        place = len({line.key.partition("@")[0] for line in view.lines}) + 1
        number = words(f"question.number.{about}", number=place)
        name = words("title.error", name=number) if problem else number
        return self.render(
            "question.html",
            asked.language,
            name,
            status or (HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK),
            token=self._sealed(asked, asked.page),
            in_form=True,
            question=question,
            section=view.whole.section,
            progress=view.whole.progress.replace(" · ", ", "),
            told=self._told(asked, view),
            hint=_hint(question, words),
            problem=problem,
            first="n" if question.control in ("line", "words") else "a0",
            picked=picked,
            picked_rows=rows
            if rows is not None
            else open_rows(question, picked_rows)
            if view.revisiting
            else picked_rows,
            typed=text,
            most=MOST_WORDS,
            begins=not view.lines,
            waits=asked.page.waiting is not None,
        )

    def _told(self, asked: Asked, view: TalkView) -> list[str]:
        """What is said above a question: how the conversation begins, what was said to the last answer, and what became of words."""
        words, dialogue = asked.words, self.guide.dialogue(asked.page.talk.session.dialogue)
        told = [] if view.lines or view.revisiting else [text.in_(asked.language) for text in dialogue.intro]
        if view.lines and view.lines[-1].remark and not view.revisiting:
            told.append(view.lines[-1].remark)
        if asked.page.again:
            told.append(words("question.again", count=asked.page.again))
        if view.unfound:
            told.append(words("meant.none"))
        if view.beforehand:
            told.append(words("question.ticked"))
        return told

    # ------------------------------------------------------------ behind the result

    async def answers(self, asked: Asked) -> Response:
        """Every answer, each to be changed."""
        page = asked.page
        lines = review_lines(self.guide, page.talk.session, asked.language)
        done = self.guide.position(page.talk.session, silent_stops=True).current is None
        return self.outcome.answers(lines, asked.language, self._sealed(asked, page), done=done)

    async def tab(self, asked: Asked) -> Response:
        """One part of the result with all there is."""
        name = asked.request.path_params["tab"]
        return await self._about(asked, partial(self.outcome.tab, name=name))

    async def why(self, asked: Asked) -> Response:
        """What each line of the result rests on."""
        return await self._about(asked, self.outcome.why)

    async def why_not(self, asked: Asked) -> Response:
        """What does not stand in the result; one of them with the reason."""
        number = asked.first("n")
        place = int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else 0
        return await self._about(asked, partial(self.outcome.why_not, place=place))

    async def note(self, asked: Asked) -> Response:
        """The note to take along, to be filled in."""
        return await self._about(asked, self.outcome.note)

    async def own_note(self, asked: Asked) -> Response:
        """The note with own words: on the page, or as a file. The words go nowhere else."""
        own = {name: asked.first(name).replace("\r\n", "\n")[:MOST_WORDS] for name in OWN_WORDS}
        if any(asks_for_danger(text) for text in own.values()):
            return self._go(asked, asked.page, "/gevaar")
        save = asked.first("do") == "save"
        return await self._about(asked, partial(self.outcome.note, own=OwnWords(**own), save=save))

    async def file(self, asked: Asked) -> Response:
        """The result as a file with a name that tells nothing."""
        form, full = asked.first("form"), asked.first("full") == "1"
        if form not in WITH_ANNEX:
            return self._go(asked, asked.page)
        return await self._about(asked, partial(self.outcome.file, form=form, full=full))

    async def _about(self, asked: Asked, page: Callable[[Result, Language, str], Response | None]) -> Response:
        """A page about the result; while a question is open, and for a part that does not exist, where the conversation stands."""
        session = asked.page.talk.session
        position = self.guide.position(session, silent_stops=True)
        if position.current is not None or position.ended in PAGE_ENDINGS:
            return self._go(asked, asked.page)
        result = await self._slowly(result_of_session, self.guide, session)
        made = await self._slowly(page, result, asked.language, self._sealed(asked, asked.page))
        return made or self._go(asked, asked.page)


def fields_of(data: bytes) -> Fields:
    """The fields of a form or an address; too many, or none that can be read, count as none."""
    try:
        return parse_qs(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}


def _hint(question: QuestionView, words: Phrases) -> str:
    """How a question is answered, where that is not plain from its controls."""
    if question.entry is not None:
        return question.entry.hint("page", words.language)
    match question.control:
        case "many":
            return words("question.at_most", count=question.at_most) if question.at_most else words("question.many")
        case "rows":
            return words("question.rows")
        case "words":
            return words("question.text")
        case _:
            return ""
