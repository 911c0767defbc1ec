"""The note to take along as text or Markdown, with room to write on."""

from __future__ import annotations

from assistant.report.markdown import escape
from assistant.report.text import WIDTH, wrap
from assistant.result.note import Note

LINE = "_" * 60


def note_text(note: Note, *, aloud: bool = False) -> str:
    """The note as plain text; `aloud` without lines under titles and lines to write on, which a screen reader would read out."""
    lines = [note.title, *([] if aloud else ["=" * len(note.title)])]
    for line in (*note.banner, note.remark):
        lines += wrap(line)
    for part in note.parts:
        lines += ["", part.title, *([] if aloud else ["-" * min(WIDTH, len(part.title))]), *wrap(part.hint)]
        for line in part.lines:
            lines += wrap(line, "  ", "- ")
        lines += [] if aloud else [LINE] * part.room
    return "\n".join([*lines, "", *wrap(note.footer), ""])


def note_markdown(note: Note) -> str:
    """The note as Markdown."""
    lines = [f"# {escape(note.title)}", ""]
    for line in note.banner:
        lines += [f"**{escape(line)}**", ""]
    lines.append(f"*{escape(note.remark)}*")
    for part in note.parts:
        lines += ["", f"## {escape(part.title)}", ""]
        lines += [escape(part.hint), ""] if part.hint else []
        lines += [f"- {escape(line)}" for line in part.lines]
        for _ in range(part.room):
            lines += ["", "…" * 40]
    return "\n".join([*lines, "", "---", "", f"*{escape(note.footer)}*", ""])
