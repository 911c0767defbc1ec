"""A reader of the pages for tests: asks for pages over the ASGI interface, reads them as a browser does, and fills in their forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from httpx2 import Response
from starlette.testclient import TestClient

from assistant.content.pack import read_pack, shipped
from assistant.dialogue.guide import Guide
from assistant.web.seal import Keys
from assistant.web.site import Plan, Site

AS_OF = "2026-11-24"
START = 1_795_000_000.0
VOID = {"meta", "link", "input", "br", "hr", "img", "path", "col", "wbr"}


class Clock:
    """A clock that only the test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


@cache
def guide() -> Guide:
    """The shipped content, made ready once."""
    return Guide(read_pack(shipped()))


@dataclass
class Node:
    """One element: its tag, attributes, and what is in it."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> list[Node]:
        """Every element below with one of these tags (or with any), in order."""
        below = [child for child in self.children if isinstance(child, Node)]
        return [
            node for child in below for node in ([child] if not tags or child.tag in tags else []) + child.all(*tags)
        ]

    @property
    def text(self) -> str:
        """All text in it."""
        parts = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join(" ".join(parts).split())

    def get(self, name: str) -> str:
        """An attribute; empty when it is not there."""
        return self.attributes.get(name, "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Node("", {})
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> has an attribute twice")
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.here.tag != tag or self.here.parent is None:
            self.wrong.append(f"</{tag}> closes <{self.here.tag}>")
            return
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


@dataclass
class Page:
    """A page as it was read. `wrong` are tags that do not close in order."""

    response: Response
    root: Node
    wrong: list[str]

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.response.status_code

    @property
    def html(self) -> str:
        """The page itself."""
        return self.response.text

    @property
    def text(self) -> str:
        """What is read in the body."""
        return self.root.all("body")[0].text

    @property
    def title(self) -> str:
        """The title."""
        return self.root.all("title")[0].text

    def form(self, action: str = "/check") -> Node:
        """The main form of a conversation, or the form that leads to another address."""
        forms = [form for form in self.root.all("form") if form.get("action") == action]
        return next(form for form in forms if action != "/check" or form.get("id") == "f")

    def hidden(self, action: str = "/check") -> dict[str, list[str]]:
        """The hidden fields of the main form."""
        fields: dict[str, list[str]] = {}
        for box in self.form(action).all("input"):
            if box.get("type") == "hidden":
                fields.setdefault(box.get("name"), []).append(box.get("value"))
        return fields

    @property
    def key(self) -> str:
        """The key of the question; empty where there is none."""
        forms = [form for form in self.root.all("form") if form.get("id") == "f"]
        return next((box.get("value") for form in forms for box in form.all("input") if box.get("name") == "q"), "")

    @property
    def token(self) -> str:
        """What the address of the page carries."""
        return "".join(parse_qs(urlsplit(str(self.response.url)).query).get("s", []))


def read(response: Response) -> Page:
    """A page from an answer."""
    reader = _Reader()
    reader.feed(response.text)
    reader.close()
    return Page(response, reader.root, reader.wrong)


class Visitor:
    """Somebody at a browser without scripts."""

    def __init__(self, site: Site | None = None, host: str = "http://localhost", lang: str = "nl") -> None:
        self.clock = Clock()
        self.site = site or site_for(self.clock)
        self.client = TestClient(self.site.app(), base_url=host, raise_server_exceptions=True)
        self.client.headers["sec-fetch-site"] = "same-origin"
        self.client.headers["accept-language"] = lang
        self.addresses: list[str] = []

    def get(self, address: str) -> Page:
        """Ask for a page."""
        return self._read(self.client.get(address))

    def post(self, fields: Mapping[str, str | Sequence[str]], address: str = "/check") -> Page:
        """Send a form, and follow where it leads."""
        return self._read(self.client.post(address, data=dict(fields)))  # type: ignore[arg-type]

    def _read(self, response: Response) -> Page:
        self.addresses += [str(each.url) for each in (*response.history, response)]
        return read(response)

    def begin(self, dialogue: str = "self_check") -> Page:
        """Begin a conversation."""
        return self.post({"do": "begin", "dialogue": dialogue})

    def answer(self, page: Page, *chosen: str, do: str = "next", **typed: str | Sequence[str]) -> Page:
        """Fill in the form of a page and send it."""
        return self.post({**page.hidden(), "a": list(chosen), "do": do, **typed})


def site_for(clock: Clock, **more: object) -> Site:
    """The pages on the shipped content, with keys in memory only."""
    return Site(Plan(guide(), Keys(None, clock), lambda: AS_OF, clock=clock, **more))  # type: ignore[arg-type]
