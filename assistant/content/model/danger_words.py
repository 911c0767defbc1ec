"""How people tell of danger in everyday words: families of words, and cues that are made of them."""

from __future__ import annotations

from typing import Literal

from assistant.content.model.lexicon import Phrases
from assistant.content.model.refs import NOWHERE
from assistant.errors import Place
from assistant.records import dataclass, field

CueLevel = Literal["clear", "possible", "hint"]


@dataclass(frozen=True, slots=True)
class WordFamily:
    """Words that do the same work in a cue; how they may be written stands in docs/formats.md."""

    id: str
    words: Phrases
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DangerCue:
    """One way in which words tell of a kind of danger.

    One wording of every part of `parts` (a part is one or more families) stands within `within` words of the others. `level` is clear,
    possible or hint (two hints of one kind are possible); `sure` ones stay possible where a game, a film or a denial is told of. A wording
    of `unless` in the sentence takes the cue away; one of `lowered_by` makes it nothing in its clause, and one step less clear elsewhere.
    """

    id: str
    danger: str
    level: CueLevel
    parts: tuple[tuple[str, ...], ...]
    sure: bool = False
    unless: tuple[str, ...] = ()
    lowered_by: tuple[str, ...] = ()
    within: int = 0
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DangerWords:
    """All families and cues of a pack, sorted by id."""

    families: tuple[WordFamily, ...] = ()
    cues: tuple[DangerCue, ...] = ()
