"""Every text of a pack with a word on where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from assistant.content.model import Pack, Text


def every_text(pack: Pack) -> Iterator[tuple[str, Text]]:
    """All texts of entries, rules and dialogues."""
    for kind in pack.entries.values():
        for entry in kind.values():
            yield from ((entry.ref, text) for text in _texts(entry))
    for rule in pack.rules:
        yield from ((f"rule:{rule.id}", text) for text in _texts(rule))
    for dialogue in pack.dialogues.values():
        yield from ((f"dialogue:{dialogue.id}", text) for text in _texts(dialogue))


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
