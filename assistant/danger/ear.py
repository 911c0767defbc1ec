"""The ear: how much words together sound like danger, also in ways of telling that no cue knows.

Cues know the ways that somebody thought of. The ear has learned from sentences of many hands (`tests/danger/sentences`) what each word,
beginning of a word and pair of beginnings weighs; `scripts/danger_ear.py` works the weights out anew, always the same from the same
sentences. It adds up what stands in a few sentences together, and that is all. It knows no person and keeps nothing; words of belief,
origin, place and dress never reach it.

Of a text, not of a person: what comes out decides whether one quiet question is asked, or whether a clear cue opens its page or asks
first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from assistant.language.classifier import CONSTANT, features, heaviest
from assistant.records import dataclass

WINDOW, STEP = 45, 25
"""Words that are heard together, and how far on the next ones begin."""

ASKS, QUIETS, OPENS = 150, -200, -200
"""In hundredths. Above the first, words in which no cue stands lead to a question; below the second, a cue that is only possible says
nothing; below the third, a clear cue asks first. A clear cue is never silenced. Chosen on sentences that were left out in turn."""


@dataclass(frozen=True, slots=True)
class Sound:
    """How much a text sounds like danger, in hundredths, and the places of the words that weigh most, in order."""

    weight: int
    places: tuple[int, ...] = ()


@cache
def weights() -> Mapping[str, int]:
    """What each feature weighs, in hundredths; under `""` the constant."""
    text = files("assistant.danger").joinpath("heard.tsv").read_text("utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {feature: int(weight) for feature, weight in pairs}


def heard(words: Sequence[str], weighed: Mapping[str, int] | None = None) -> Sound:
    """How the plain words sound, where they sound most like danger. `weighed` are other weights than those of the program."""
    known = weights() if weighed is None else weighed
    return max(
        (_part(words, first, known) for first in range(0, max(len(words) - WINDOW, 0) + STEP, STEP)), key=_weight
    )


def _weight(sound: Sound) -> int:
    return sound.weight


def _part(words: Sequence[str], first: int, known: Mapping[str, int]) -> Sound:
    """How WINDOW words from `first` on sound."""
    places = {feature: at for feature, at in features(words[first : first + WINDOW]) if feature in known}
    by_word: Counter[int] = Counter()
    for feature, at in places.items():
        by_word[first + at] += known[feature]
    return Sound(known.get(CONSTANT, 0) + sum(by_word.values()), heaviest(by_word))
