"""Looking up in pages: every entry of the content has an address of its own. What was typed stands in none but for words of the content."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assistant.content.interface import phrases
from assistant.content.model import Language, Ref
from assistant.danger import asks_for_danger
from assistant.dialogue.guide import Guide
from assistant.present.links import KINDS
from assistant.present.lookup import LookupEntry, found_in, lookup_entries
from assistant.web.check import fields_of, language_of
from assistant.web.doors import body_of
from assistant.web.render import Renderer

PATH = "/opzoeken"
MOST, MOST_TYPED = 60, 200
_WORD = re.compile(r"\w+")


class Lookup:
    """The pages of what the content knows. They need no conversation and no cookie."""

    def __init__(self, guide: Guide, render: Renderer, language: Language, today: Callable[[], str]) -> None:
        self.guide, self.render, self.usual, self.today = guide, render, language, today
        self._entries = lru_cache(maxsize=4)(self._made)

    def routes(self) -> list[Route]:
        """The addresses of these pages."""
        return [
            Route(PATH, self.search, methods=["POST"]),
            Route(PATH, self.list, methods=["GET"]),
            Route(f"{PATH}/{{kind}}/{{name}}", self.entry, methods=["GET"]),
        ]

    def _made(self, language: Language, day: str) -> dict[str, LookupEntry]:
        made = lookup_entries(self.guide.pack, day, language, directory=self.guide.directory)
        return {entry.ref: entry for entry in made}

    def entries(self, language: Language) -> dict[str, LookupEntry]:
        """Everything that can be looked up, by its ref."""
        return self._entries(language, self.today())

    async def search(self, request: Request) -> Response:
        """To the list for what was typed; only words that the content knows go into the address, a name never does."""
        text = "".join(fields_of(await body_of(request)).get("q", ())[-1:])[:MOST_TYPED]
        if asks_for_danger(text):
            return RedirectResponse("/gevaar", HTTPStatus.SEE_OTHER)
        entries = self.entries(language_of(request, self.usual)).values()
        typed = _WORD.findall(text.casefold())
        known = [word for word in typed if any(entry.matches(word) for entry in entries)]
        asked = urlencode({"q": " ".join(known)} if known or not typed else {"niets": "1"})
        return RedirectResponse(f"{PATH}?{asked}", HTTPStatus.SEE_OTHER)

    async def list(self, request: Request) -> Response:
        """What fits, best first; or everything of a kind; and always the kinds."""
        language = language_of(request, self.usual)
        asked = request.query_params.get("q", "")[:MOST_TYPED]
        kind = request.query_params.get("soort", "")
        entries, titles = self.entries(language), phrases(language)
        of_kind = {each: [entry for ref, entry in entries.items() if Ref.parse(ref).kind == each] for each in KINDS}
        shown = of_kind.get(kind, found_in(entries.values(), asked) if asked else [])
        return self.render(
            "lookup.html",
            language,
            phrases(language, "pages")("lookup.title"),
            asked=asked,
            shown=shown if kind else shown[:MOST],
            heading=titles(f"tui.lookup.{kind}") if kind in of_kind else "",
            kinds=[(each, titles(f"tui.lookup.{each}"), len(of_kind[each])) for each in KINDS if of_kind[each]],
            nothing="niets" in request.query_params or (bool(asked) and not shown),
            left=0 if kind else max(0, len(shown) - MOST),
            exit=False,
        )

    async def entry(self, request: Request) -> Response:
        """One entry, with what it is linked to."""
        language = language_of(request, self.usual)
        entries = self.entries(language)
        entry = entries.get(f"{request.path_params['kind']}:{request.path_params['name']}")
        if entry is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        links = [entries[ref] for ref in entry.links]
        name = phrases(language, "pages")("lookup.title")
        linked = phrases(language)("tui.lookup.links")
        return self.render("entry.html", language, name, entry=entry, links=links, linked=linked, exit=False)
