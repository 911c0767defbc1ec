"""The forms in which a result can be saved, by name. The large libraries behind some of them are only loaded for who asks."""

from __future__ import annotations

from assistant.content.model import Language
from assistant.report.markdown import to_markdown
from assistant.report.note import note_text
from assistant.result.contract import to_json
from assistant.result.note import NOTHING_ADDED, OwnWords, note_of
from assistant.result.result import Result

SUFFIXES = {"md": ".md", "html": ".html", "pdf": ".pdf", "json": ".json", "note": ".txt"}
"""The forms, with the ending of their files."""


def made(result: Result, form: str, language: Language, own: OwnWords = NOTHING_ADDED) -> bytes:
    """The result in one of SUFFIXES. `own` is what the user added to the note, and goes into nothing else."""
    if form == "pdf":
        from assistant.report.pdf import to_pdf

        return to_pdf(result, language)
    if form == "html":
        from assistant.report.html import to_html

        return to_html(result, language).encode()
    if form == "json":
        return to_json(result, language).encode()
    if form == "note":
        return note_text(note_of(result, language, own)).encode()
    return to_markdown(result, language).encode()
