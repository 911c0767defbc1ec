"""Saving from a conversation in lines: what is written, by the ending of the name of the file, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from assistant.content.interface import Phrases
from assistant.content.model import Language
from assistant.report.files import FileNotWritten, FileTaken, write_file
from assistant.report.markdown import to_markdown
from assistant.report.note import note_markdown, note_text
from assistant.report.text import to_text
from assistant.result.contract import to_json
from assistant.result.note import OwnWords, note_of
from assistant.result.result import Result


def note_bytes(result: Result, suffix: str, own: OwnWords, language: Language) -> bytes:
    """The note as a file that ends in `suffix`."""
    note = note_of(result, language, own)
    return {".md": note_markdown, ".txt": note_text}.get(suffix, note_text)(note).encode()


def result_bytes(result: Result, suffix: str, language: Language) -> bytes | None:
    """The result as a file that ends in `suffix`; None when no file is written that way."""
    if suffix == ".pdf":
        from assistant.report.pdf import to_pdf

        return to_pdf(result, language)
    if suffix == ".html":
        from assistant.report.html import to_html

        return to_html(result, language).encode()
    writers = {".md": to_markdown, ".txt": to_text, ".json": to_json}
    return writers[suffix](result, language).encode() if suffix in writers else None


def saved(path: Path, data: bytes, say: Phrases) -> str:
    """Write a new file, and say how that went."""
    try:
        write_file(path, data)
    except FileTaken:
        return say("plain.save.taken", path=path)
    except FileNotWritten as error:
        return say("plain.save.failed", path=path, reason=error)
    return say("plain.save.done", path=path)
