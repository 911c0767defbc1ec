"""The pages around the app, as HTML without a template language: sober, in two languages, nothing from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language

OTHER: dict[Language, Language] = {"nl": "en", "en": "nl"}


@dataclass(frozen=True, slots=True)
class House:
    """What all pages of one server say: what is offered, and whose machine this is."""

    self_check: bool
    owner: str


def code_page(language: Language, house: House, *, problem: str = "", own: bool = False) -> str:
    """Where the class code is asked. `problem` says why the last try did not work; `own`: it was the own code."""
    words = phrases(language, "web")
    wrong = f'<p class="problem" role="alert" id="problem">{escape(problem)}</p>' if problem else ""
    marks = ' aria-invalid="true" aria-describedby="{} problem"'
    body = f"""
<p>{_say(words, "code.intro")}</p>
{_ownership(words, house)}
{wrong}
<form method="post" action="/enter" autocomplete="off">
<label for="code">{_say(words, "code.label")}</label>
<p class="hint" id="code-hint">{_say(words, "code.hint")}</p>
<input id="code" name="code" required maxlength="64" autocapitalize="characters" spellcheck="false" autofocus
{marks.format("code-hint") if problem and not own else ' aria-describedby="code-hint"'}>
<label for="own">{_say(words, "own.label")}</label>
<p class="hint" id="own-hint">{_say(words, "own.hint")}</p>
<input id="own" name="own" maxlength="64" autocapitalize="characters" spellcheck="false"
{marks.format("own-hint") if problem and own else ' aria-describedby="own-hint"'}>
<button>{_say(words, "code.button")}</button>
</form>"""
    return _page(words, "code", body)


def welcome_page(language: Language, house: House, own_code: str) -> str:
    """What one must know before beginning: the own code, whose machine this is, what is kept."""
    words = phrases(language, "web")
    body = f"""
<p>{_say(words, "welcome.own")} <strong class="own">{escape(own_code)}</strong></p>
<p>{_say(words, "welcome.write_down")}</p>
{_ownership(words, house)}
<ul><li>{_say(words, "kept.practice")}</li>{f"<li>{_say(words, 'kept.self_check')}</li>" if house.self_check else ""}
<li>{_say(words, "welcome.keys")}</li><li>{_say(words, "welcome.small")}</li></ul>
<p><a class="button" href="/session" autofocus>{_say(words, "welcome.begin")}</a></p>
<p><a href="/session?reader=1">{_say(words, "welcome.reader")}</a></p>
{_leave(words)}"""
    return _page(words, "welcome", body)


def session_page(language: Language, house: House, own_code: str, *, reader: bool) -> str:
    """The app itself, and what is shown once it has ended."""
    words = phrases(language, "web")
    kept = f"<p>{_say(words, 'kept.practice')}</p>"
    if house.self_check:
        kept += f"<p>{_say(words, 'kept.self_check')}</p>"
    whose = f" · {_say(words, 'session.owner', owner=house.owner)}" if house.self_check else ""
    reasons = "".join(
        f'<p class="reason" data-reason="{reason}" hidden>{_say(words, f"ended.{reason}")}</p>'
        for reason in ("over", "elsewhere", "full", "stopped", "lost")
    )
    script = "/static/terminal.js?reader=1" if reader else "/static/terminal.js"
    return f"""{_head(words, "session", '<link rel="stylesheet" href="/static/xterm.css">')}
<body class="session">
<header><h1>{_say(words, "app.title")}</h1>
<p>{_say(words, "session.own")} <strong>{escape(own_code)}</strong>{whose}</p></header>
<main>
<p id="opening" role="status">{_say(words, "session.opening")}</p>
<div id="terminal" class="textual-terminal" role="application" aria-label="{_say(words, "session.terminal")}"></div>
<section id="ended" tabindex="-1" aria-labelledby="ended-title" hidden>
<h2 id="ended-title">{_say(words, "ended.title")}</h2>
{reasons}
{kept}
<p><a class="button" href="/session{"?reader=1" if reader else ""}">{_say(words, "ended.again")}</a></p>
{_leave(words)}
</section>
<noscript><p>{_say(words, "session.noscript")}</p></noscript>
</main>
<script src="/static/session.js"></script>
<script src="{script}"></script>
</body>
</html>
"""


def full_page(language: Language, house: House) -> str:
    """All places are taken."""
    words = phrases(language, "web")
    body = f"""<p>{_say(words, "full.text")}</p>
<p><a class="button" href="/session" autofocus>{_say(words, "full.again")}</a></p>
{_leave(words)}"""
    return _page(words, "full", body)


def gone_page(language: Language) -> str:
    """After leaving: this browser is forgotten."""
    words = phrases(language, "web")
    body = f"""<p>{_say(words, "gone.text")}</p>
<p><a class="button" href="/" autofocus>{_say(words, "gone.again")}</a></p>"""
    return _page(words, "gone", body)


def problem_page(language: Language, which: str) -> str:
    """A page that does not exist, or a request that is not taken; `which` is missing, refused or fault."""
    words = phrases(language, "web")
    return _page(
        words, which, f'<p>{_say(words, f"{which}.text")}</p><p><a href="/">{_say(words, "gone.again")}</a></p>'
    )


def wait_sentence(language: Language, seconds: float) -> str:
    """That too many codes were wrong, and how long to wait."""
    return phrases(language, "web")("code.wait", seconds=max(1, round(seconds + 0.499)))


def _ownership(words: Phrases, house: House) -> str:
    name = "owner.self_check" if house.self_check else "owner.practice"
    return f'<p class="owner">{_say(words, name, owner=house.owner)}</p>'


def _leave(words: Phrases) -> str:
    return f"""<form method="post" action="/leave"><button class="quiet">{_say(words, "leave.button")}</button>
<span class="hint">{_say(words, "leave.hint")}</span></form>"""


def _page(words: Phrases, name: str, body: str) -> str:
    other = OTHER[words.language]
    title = _say(words, f"{name}.title")
    return f"""{_head(words, name)}
<body>
<main>
<p class="over">{_say(words, "app.title")}</p>
<h1>{title}</h1>{body}
</main>
<footer><a href="?lang={other}" lang="{other}" hreflang="{other}">{_say(words, "language.other")}</a></footer>
</body>
</html>
"""


def _head(words: Phrases, name: str, more: str = "") -> str:
    return f"""<!DOCTYPE html>
<html lang="{words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{_say(words, f"{name}.title")} · {_say(words, "app.title")}</title>
<link rel="icon" href="data:,">
{more}<link rel="stylesheet" href="/static/pages.css">
</head>"""


def _say(words: Phrases, key: str, **values: str) -> str:
    return escape(words(key, **values))
