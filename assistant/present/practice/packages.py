"""Stories for a learning system: a SCORM 1.2 package and a question bank of Moodle, as bytes. The same stories give the same bytes.

A package tells the learning system that a story was completed, and has no way to tell it more: no answer, no score, no time.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.present.danger import danger_pages, page_lines
from assistant.present.practice.sheet import Sheet, SheetAnswer, SheetQuestion, sheet_of
from assistant.present.practice.story import StoryPart

Form = Literal["scorm", "moodle"]
FORMS: tuple[Form, ...] = ("scorm", "moodle")
_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day a zip knows: when a package was made is nobody's business."""


def package(guide: Guide, cases: Sequence[str], form: Form, language: Language) -> bytes:
    """The stories with these ids in a form. KeyError for an id that is not there."""
    sheets = [sheet_of(guide, guide.pack.cases[name], language) for name in cases]
    if form == "moodle":
        return to_moodle(sheets, language)
    danger = [(page.title, tuple(page_lines(page, language))) for page in danger_pages(guide.pack, language)]
    return to_scorm(sheets, danger, language)


# ---------------------------------------------------------------- SCORM 1.2


def to_scorm(sheets: Sequence[Sheet], danger: Sequence[tuple[str, tuple[str, ...]]], language: Language) -> bytes:
    """A zip with a page for each story. Answers fold open on the page itself and are nowhere kept."""
    files = {"imsmanifest.xml": _manifest(sheets, language), "practice.css": _CSS, "completed.js": _script(language)}
    files |= {f"{sheet.case}.html": _page(sheet, danger, language) for sheet in sheets}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(name, _DAY), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _manifest(sheets: Sequence[Sheet], language: Language) -> str:
    title = escape(phrases(language, "trainee")("package.title"))
    items = "".join(
        f'<item identifier="item_{sheet.case}" identifierref="res_{sheet.case}"><title>{escape(sheet.title)}</title></item>'
        for sheet in sheets
    )
    resources = "".join(
        f'<resource identifier="res_{sheet.case}" type="webcontent" adlcp:scormtype="sco" href="{sheet.case}.html">'
        f'<file href="{sheet.case}.html"/><file href="practice.css"/><file href="completed.js"/></resource>'
        for sheet in sheets
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest identifier="stories" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"'
        ' xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">'
        "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>"
        f'<organizations default="org"><organization identifier="org"><title>{title}</title>{items}</organization></organizations>'
        f"<resources>{resources}</resources></manifest>\n"
    )


def _page(sheet: Sheet, danger: Sequence[tuple[str, tuple[str, ...]]], language: Language) -> str:
    words = phrases(language, "trainee")
    urgent = "".join(f"<h3>{escape(title)}</h3>{_lines(lines)}" for title, lines in danger)
    points = "".join(_block(question, language) for question in sheet.questions)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'\">"
        f'<title>{escape(sheet.title)}</title><link rel="stylesheet" href="practice.css">'
        '<script src="completed.js" defer></script></head><body>'
        f"<details class=danger><summary>{escape(words('package.danger'))}</summary>{urgent}</details>"
        f"<main><h1>{escape(sheet.title)}</h1><p>{escape(sheet.remark)}</p><p>{escape(words('package.how'))}</p>"
        f"<h2>{escape(words('package.story'))}</h2>{_story(sheet.story)}"
        f"<h2>{escape(words('package.points'))}</h2>{points}"
        f"<h2>{escape(words('package.talk'))}</h2><ul>{''.join(f'<li>{escape(ask)}</li>' for ask in sheet.talk)}</ul>"
        f"<h2>{escape(sheet.card[0])}</h2>{_lines(sheet.card[1:])}"
        f"<p>{escape(words('package.sent'))}</p>"
        f'<button type="button" id="done" hidden>{escape(words("package.done"))}</button>'
        f'<p id="told" role="status"></p><noscript><p>{escape(words("package.noscript"))}</p></noscript>'
        "</main></body></html>\n"
    )


def _block(question: SheetQuestion, language: Language) -> str:
    about = f"<p>{escape(question.about)}</p>" if question.about else ""
    answers = "".join(
        f'<details name="{escape(question.key)}"><summary>{escape(answer.text)}</summary>{_lines(answer.told)}</details>'
        for answer in question.answers
    )
    return f"<section><h3>{escape(question.ask)}</h3>{about}{answers}</section>"


def _story(parts: Iterable[StoryPart]) -> str:
    return "".join(f"<p>{f'<b>{part.number}.</b> ' if part.number else ''}{escape(part.text)}</p>" for part in parts)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _script(language: Language) -> str:
    words = phrases(language, "trainee")
    told = {name: words(f"package.{name}") for name in ("completed", "unreached")}
    # A safe subset of JSON for a script: nothing in it can end the file or a line.
    return _JS.replace("TOLD", json.dumps(told, ensure_ascii=True))


_JS = """(function () {
  "use strict";
  var told = TOLD, api = null, begun = false;
  function find(from) {
    for (var turns = 0; from && turns < 20; turns++) {
      try { if (from.API) { return from.API; } } catch (ignored) { return null; }
      if (from.parent === from) { return null; }
      from = from.parent;
    }
    return null;
  }
  function connect() {
    api = api || find(window) || (window.opener ? find(window.opener) : null);
    if (api && !begun) { begun = String(api.LMSInitialize("")) === "true"; }
    return begun;
  }
  function completed() {
    return connect()
      && String(api.LMSSetValue("cmi.core.lesson_status", "completed")) === "true"
      && String(api.LMSCommit("")) === "true";
  }
  var button = document.getElementById("done"), line = document.getElementById("told");
  button.hidden = false;
  button.addEventListener("click", function () {
    var reached = false;
    try { reached = completed(); } catch (ignored) { reached = false; }
    line.textContent = reached ? told.completed : told.unreached;
    button.hidden = reached;
  });
  window.addEventListener("pagehide", function () {
    try { if (begun) { api.LMSFinish(""); begun = false; } } catch (ignored) { }
  });
  try { connect(); } catch (ignored) { }
}());
"""

_CSS = """body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}
summary,button{min-height:2.75rem;padding:.6rem;font:inherit;cursor:pointer}
section{border-top:1px solid #767676;margin-top:1rem}
details{border:1px solid #767676;border-radius:.3rem;margin:.5rem 0}
details>:not(summary){margin:.5rem .8rem}
.danger>summary{font-weight:bold}
"""


# ---------------------------------------------------------------- Moodle


def to_moodle(sheets: Iterable[Sheet], language: Language) -> bytes:
    """A question bank in the XML of Moodle: a category for each story, and every question worth nothing. Feedback is what it is for."""
    words = phrases(language, "trainee")
    parts = []
    for sheet in sheets:
        category = f"$course$/top/{words('package.title')}/{sheet.title} ({sheet.case})"
        parts.append(f'<question type="category"><category>{_text(category)}</category></question>')
        whole = f"<p>{escape(sheet.remark)}</p>{_story(sheet.story)}"
        parts.append(f'<question type="description">{_head(sheet.title, whole)}</question>')
        parts += [_multichoice(sheet, number, question) for number, question in enumerate(sheet.questions, 1)]
        parts.append(f'<question type="description">{_head(sheet.card[0], _lines(sheet.card[1:]))}</question>')
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(parts) + "\n</quiz>\n").encode()


def _multichoice(sheet: Sheet, number: int, question: SheetQuestion) -> str:
    about = f"<p>{escape(question.about)}</p>" if question.about else ""
    head = _head(f"{sheet.title} {number:02}", f"{about}<p>{escape(question.ask)}</p>")
    return (
        f'<question type="multichoice">{head}<single>true</single><shuffleanswers>false</shuffleanswers>'
        f"<answernumbering>none</answernumbering>{''.join(map(_answer, question.answers))}</question>"
    )


def _answer(answer: SheetAnswer) -> str:
    told = f'<feedback format="html">{_text(_lines(answer.told))}</feedback>'
    return f'<answer fraction="{100 if answer.fits else 0}" format="html">{_text(escape(answer.text))}{told}</answer>'


def _head(name: str, html: str) -> str:
    return (
        f'<name>{_text(name)}</name><questiontext format="html">{_text(html)}</questiontext>'
        '<generalfeedback format="html"><text></text></generalfeedback><defaultgrade>0</defaultgrade><penalty>0</penalty>'
        "<hidden>0</hidden>"
    )


def _text(text: str) -> str:
    return f"<text>{escape(text, quote=False)}</text>"
