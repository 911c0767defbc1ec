"""Saving from a conversation in lines: what is written, by the ending of the name of the file, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from assistant import settings
from assistant.content.interface import Phrases
from assistant.content.model import Language
from assistant.report.calendar import file_name, free_path, to_ics
from assistant.report.files import FileNotWritten, FileTaken, write_file
from assistant.report.forms import OF_SUFFIX, made
from assistant.report.note import note_markdown, note_text
from assistant.result.note import OwnWords, note_of
from assistant.result.result import Result


def note_bytes(result: Result, suffix: str, own: OwnWords, language: Language) -> bytes:
    """The note as a file that ends in `suffix`."""
    note = note_of(result, language, own)
    return {".md": note_markdown, ".txt": note_text}.get(suffix, note_text)(note).encode()


def result_bytes(result: Result, suffix: str, language: Language, *, full: bool = False) -> bytes | None:
    """The result as a file that ends in `suffix`, with the annex when `full`; None when no file is written that way."""
    return made(result, OF_SUFFIX[suffix], language, full=full) if suffix in OF_SUFFIX else None


def calendar_saved(day: str, today: str, language: Language, say: Phrases) -> str:
    """Write a day for one's own calendar in the Documents folder, beside any other of that day; say how that went."""
    path = free_path(settings.documents(), file_name(day, language))
    return saved(path, to_ics(day, today, language), say, done="plain.plan.done")


def saved(path: Path, data: bytes, say: Phrases, *, done: str = "plain.save.done") -> str:
    """Write a new file, and say how that went; `done` is said when it is there."""
    try:
        write_file(path, data)
    except FileTaken:
        return say("plain.save.taken", path=path)
    except FileNotWritten as error:
        return say("plain.save.failed", path=path, reason=error)
    return say(done, path=path)
