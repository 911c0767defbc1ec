"""The danger page of app and line mode: all that the pack says about acute danger. It reads no answers and changes none."""

from __future__ import annotations

from assistant.result.danger import (
    AFTER,
    SELF,
    DangerPage,
    Reader,
    at_a_glance,
    chosen_first,
    danger_pages,
    page_lines,
    reader_of,
)

__all__ = [
    "AFTER",
    "SELF",
    "DangerPage",
    "Reader",
    "at_a_glance",
    "chosen_first",
    "danger_pages",
    "page_lines",
    "reader_of",
]
