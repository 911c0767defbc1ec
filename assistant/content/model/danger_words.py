"""How people tell of danger in everyday words: families of words, and cues that are made of them."""

from __future__ import annotations

from assistant.content.model.lexicon import Phrases
from assistant.content.model.texts import NOWHERE
from assistant.errors import Place
from assistant.records import dataclass, field


@dataclass(frozen=True, slots=True)
class WordFamily:
    """Words that do the same work in a cue. `mes*` stands for every word that begins so, `*mes` for every word that ends so."""

    id: str
    words: Phrases
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DangerCue:
    """One way in which words tell of a kind of danger.

    One word of every part of `parts` (a part is one or more families) stands within `within` words of the others. `level` is clear or
    possible; `sure` ones stay possible where a game, a film or a denial is told of. A word of `unless` in the sentence takes it away.
    """

    id: str
    danger: str
    level: str
    parts: tuple[tuple[str, ...], ...]
    sure: bool = False
    unless: tuple[str, ...] = ()
    within: int = 0
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DangerWords:
    """All families and cues of a pack, sorted by id."""

    families: tuple[WordFamily, ...] = ()
    cues: tuple[DangerCue, ...] = ()
