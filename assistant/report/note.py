"""The note to take along as text or Markdown, with room to write on."""

from __future__ import annotations

from assistant.report.markdown import escape
from assistant.report.text import WIDTH, wrap
from assistant.result.note import Note

LINE = "_" * 60


def note_text(note: Note) -> str:
    """The note as plain text."""
    lines = [note.title, "=" * len(note.title), *wrap(note.remark)]
    for part in note.parts:
        lines += ["", part.title, "-" * min(WIDTH, len(part.title)), *wrap(part.hint)]
        for line in part.lines:
            lines += wrap(line, "  ", "- ")
        lines += [LINE] * part.room
    return "\n".join([*lines, "", *wrap(note.footer), ""])


def note_markdown(note: Note) -> str:
    """The note as Markdown."""
    lines = [f"# {escape(note.title)}", "", f"*{escape(note.remark)}*"]
    for part in note.parts:
        lines += ["", f"## {escape(part.title)}", ""]
        lines += [escape(part.hint), ""] if part.hint else []
        lines += [f"- {escape(line)}" for line in part.lines]
        for _ in range(part.room):
            lines += ["", "…" * 40]
    return "\n".join([*lines, "", "---", "", f"*{escape(note.footer)}*", ""])
