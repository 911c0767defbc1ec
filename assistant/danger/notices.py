"""The notices themselves; see `notices`."""

from __future__ import annotations

from typing import Literal

from assistant.content.model import Language, Pack
from assistant.records import dataclass

Level = Literal["clear", "possible"]
Whose = Literal["person", "other", "self", "group"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of danger (an id under `danger:`) that typed words tell of.

    `clear`: the page of that kind opens; `possible`: one quiet question. `whose` never lowers it. `matched` are words as they were typed.
    """

    kind: str
    level: Level
    whose: Whose
    matched: tuple[str, ...]


def notices(pack: Pack, text: str, language: Language) -> tuple[Notice, ...]:
    """What `text` tells of danger: at most one notice a kind, clear ones first. Nothing of it is kept."""
    return ()
