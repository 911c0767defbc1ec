"""The danger page: all that the pack says about acute danger, the most urgent first. It reads no answers and changes none."""

from __future__ import annotations

from assistant.content.model import Language, Observation, Pack, Text
from assistant.records import dataclass
from assistant.result.result import NOUN, fill


@dataclass(frozen=True, slots=True)
class DangerBlock:
    """One kind of danger: whom to call, and what to do."""

    title: str
    lines: tuple[str, ...]


def danger_blocks(pack: Pack, language: Language, noun: Text = NOUN) -> tuple[DangerBlock, ...]:
    """Every danger page of the pack. What all pages say comes once, in a last block without a title; equal pages are one."""
    entries = [entry for entry in pack.kind("danger").values() if isinstance(entry, Observation) and entry.page_title]
    pages = [(fill(e.page_title, language, noun), [fill(line, language, noun) for line in e.page]) for e in entries]
    shared = [line for line in pages[0][1] if all(line in lines for _, lines in pages)] if len(pages) > 1 else []
    merged: dict[str, dict[str, None]] = {}
    for title, lines in pages:
        merged.setdefault(title, {}).update(dict.fromkeys(line for line in lines if line not in shared))
    blocks = tuple(DangerBlock(title, tuple(lines)) for title, lines in merged.items())
    return (*blocks, DangerBlock("", tuple(shared))) if shared else blocks
