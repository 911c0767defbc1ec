"""The forms in which a result can be written, by name. What is behind a form is only loaded for who asks."""

from __future__ import annotations

from assistant.content.model import Language
from assistant.report.html import to_html
from assistant.report.markdown import to_markdown
from assistant.report.note import note_text
from assistant.report.pdf import to_pdf
from assistant.report.text import to_text
from assistant.result.contract import to_json
from assistant.result.note import NOTHING_ADDED, OwnWords, note_of
from assistant.result.result import Result

SUFFIXES = {"pdf": ".pdf", "note": ".txt", "html": ".html", "md": ".md", "json": ".json"}
"""The forms that the app saves, with the ending of their files: what people save most comes first."""
OF_SUFFIX = {".pdf": "pdf", ".html": "html", ".md": "md", ".txt": "text", ".json": "json"}
"""The form that the ending of a name asks for, where the note is asked for in another way."""
WITH_ANNEX = ("pdf", "html", "md", "text")
"""The forms that can hold the annex."""


def made(result: Result, form: str, language: Language, own: OwnWords = NOTHING_ADDED, *, full: bool = False) -> bytes:
    """The result in a form: one of SUFFIXES, or text. `own` is what the user added to the note, and goes into nothing else.

    `full` adds the annex. Raises ValueError for a form that does not exist.
    """
    match form:
        case "pdf":
            return to_pdf(result, language, full=full)
        case "html":
            return to_html(result, language, full=full).encode()
        case "json":
            return to_json(result, language).encode()
        case "note":
            return note_text(note_of(result, language, own)).encode()
        case "md":
            return to_markdown(result, language, full=full).encode()
        case "text":
            return to_text(result, language, full=full).encode()
    raise ValueError(form)
