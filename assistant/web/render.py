"""Pages from templates: everything is escaped, a missing value is an error, and styles and script have names that change with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.result.danger import PHONE, numbers_of
from assistant.result.page import Item
from assistant.web.controls import groups_of, row_groups

HERE = Path(__file__).parent
CSS, JS = "text/css; charset=utf-8", "text/javascript; charset=utf-8"
STATIC = {"app.css": CSS, "app.js": JS, "room.css": CSS, "live.js": JS}
OTHER: dict[Language, Language] = {"nl": "en", "en": "nl"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load: its bytes, and its name with the mark of those bytes."""

    data: bytes
    kind: str
    address: str


@cache
def assets() -> dict[str, Asset]:
    """Styles and script, by their plain name."""
    found = {}
    for name, kind in STATIC.items():
        data = (HERE / "static" / name).read_bytes()
        mark = hashlib.sha256(data).hexdigest()[:12]
        found[name] = Asset(data, kind, f"/static/{mark}.{name.rpartition('.')[2]}")
    return found


def static(name: str) -> Response | None:
    """The file with this name and mark; None for what does not exist."""
    for asset in assets().values():
        if asset.address == f"/static/{name}":
            headers = {"Cache-Control": "public, max-age=31536000, immutable", "Content-Type": asset.kind}
            return Response(asset.data, headers=headers)
    return None


def called(text: str) -> Markup:
    """Text in which the telephone numbers can be called."""
    made, after = Markup(), 0
    for number in PHONE.finditer(text):
        digits = "".join(filter(str.isdecimal, number.group()))
        made += escape(text[after : number.start()])
        made += Markup('<a class="tel" href="tel:{}">{}</a>').format(digits, number.group())
        after = number.end()
    return made + escape(text[after:])


def lines(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line for line in text.split("\n") if line.strip()]


def in_sentence(item: Item) -> str:
    """The heading of an item, with what it is."""
    return f"{item.title} ({item.label})" if item.label else item.title


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"called": called, "lines": lines, "in_sentence": in_sentence}
    made.globals |= {"groups_of": groups_of, "row_groups": row_groups, "numbers_of": numbers_of}
    return made


class Renderer:
    """Makes pages. `common` gives what every page needs beside its own values."""

    def __init__(self, common: Callable[[], dict[str, object]]) -> None:
        self._common = common

    def __call__(
        self, template: str, language: Language, name: str, status: int = 200, /, **values: object
    ) -> HTMLResponse:
        """One page; `name` is what its title says, never more than where one is."""
        words = phrases(language, "pages")
        known = {
            "words": words,
            "language": language,
            "other": OTHER[language],
            "title": words("title", name=name),
            "css": assets()["app.css"].address,
            "js": assets()["app.js"].address,
            "token": "",
            "at": "",
            "keep": "",
            "exit": True,
            "in_form": False,
            **self._common(),
        }
        html = _environment().get_template(template).render({**known, **values})
        return HTMLResponse(html, status)
