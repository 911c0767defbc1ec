"""The forms in which a result can be saved, by name. The large libraries behind some of them are only loaded for who asks."""

from __future__ import annotations

from assistant.content.model import Language
from assistant.report.markdown import to_markdown
from assistant.report.note import note_text
from assistant.result.contract import to_json
from assistant.result.note import NOTHING_ADDED, OwnWords, note_of
from assistant.result.result import Result

SUFFIXES = {"pdf": ".pdf", "note": ".txt", "html": ".html", "md": ".md", "json": ".json"}
"""The forms, with the ending of their files: what people save most comes first."""
WITH_ANNEX = ("pdf", "html", "md")
"""The forms that can hold the annex."""


def made(result: Result, form: str, language: Language, own: OwnWords = NOTHING_ADDED, *, full: bool = False) -> bytes:
    """The result in one of SUFFIXES. `own` is what the user added to the note, and goes into nothing else; `full` adds the annex."""
    if form == "pdf":
        from assistant.report.pdf import to_pdf

        return to_pdf(result, language, full=full)
    if form == "html":
        from assistant.report.html import to_html

        return to_html(result, language, full=full).encode()
    if form == "json":
        return to_json(result, language).encode()
    if form == "note":
        return note_text(note_of(result, language, own)).encode()
    return to_markdown(result, language, full=full).encode()
