"""Styles, scripts and letters: all from this machine, ours and those of textual-serve."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import textual_serve
from aiohttp import web

VENDOR = Path(textual_serve.__file__).parent / "static"
STATIC = {
    "terminal.js": (VENDOR / "js/textual.js", "text/javascript"),
    "xterm.css": (VENDOR / "css/xterm.css", "text/css"),
    "mono.ttf": (VENDOR / "fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": (VENDOR / "fonts/RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
    "session.js": (None, "text/javascript"),
    "pages.css": (None, "text/css"),
}
READER = ("allowProposedApi:!0", "allowProposedApi:!0,screenReaderMode:!0")
"""Turns on what the terminal in the page has for screen readers: its rows as text, beside the drawing."""


def asset(name: str, *, reader: bool) -> web.StreamResponse | None:
    """The file with this name as an answer; None for what is not on the list. `reader`: the terminal also shows its rows as text."""
    if name not in STATIC:
        return None
    file, kind = STATIC[name]
    if name == "terminal.js" and reader:
        return web.Response(text=_with_reader(), content_type=kind)
    found = file or Path(str(resources.files("assistant") / "web" / "static" / name))
    return web.FileResponse(found, headers={"Content-Type": kind})


def _with_reader() -> str:
    text = (VENDOR / "js/textual.js").read_text("utf-8")
    return text.replace(*READER) if text.count(READER[0]) == 1 else text
