"""The ear: how much words together sound like danger, also in ways of telling that no cue knows.

Cues know the ways that somebody thought of. The ear has learned from sentences of many hands (`tests/danger/sentences`) what words weigh
(`assistant/language/classifier.py`; `scripts/learn.py` works the weights out). It knows no person and keeps nothing; words of belief,
origin, place and dress never reach it.

Of a text, not of a person: what comes out decides whether one quiet question is asked, or whether a clear cue opens its page or asks
first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from assistant.language.classifier import Classifier, heaviest, read_classifier
from assistant.records import dataclass

WINDOW, STEP = 45, 25
"""Words that are heard together, and how far on the next ones begin."""

DANGER = "danger"
"""The label of danger of any kind. The others are kinds, by their id."""

ASKS, SURE, OPENS = -80, 60, -150
"""In hundredths. Above the first, words in which no cue stands lead to a question; above the second also where a cue was taken away by
what stands around it; below the third a clear cue asks first. A clear cue is
never silenced where nothing lowers it. Chosen on sentences that were left out."""
QUIETS, QUIETS_GUARDED = -200, -250
"""Below it a cue that is only possible says nothing; the second is for cues of suicide, self-harm, unsafe children and coercion, and only
where nothing around them lowered them: what is denied there, or told as a story, is always asked about."""
BRIEF = 8
"""In a text of fewer words cues are taken as they are: there is little to hear."""
KIND, BEFORE = 0, 100
"""In hundredths: what one kind must weigh at least, and how much more than the next, before the question is of that kind."""


@dataclass(frozen=True, slots=True)
class Sound:
    """How much a text sounds like danger, in hundredths; the places of the words that weigh most, in order; the kind, if one is plain."""

    weight: int
    places: tuple[int, ...] = ()
    kind: str = ""


@cache
def classifier() -> Classifier:
    """What the ear has learned, read once."""
    return read_classifier(files("assistant.danger").joinpath("heard.tsv").read_text("utf-8"))


def heard(words: Sequence[str], known: Classifier | None = None) -> Sound:
    """How the plain words sound, where they sound most like danger. `known` is another classifier than that of the program."""
    ear = known or classifier()
    danger = ear.labels.index(DANGER)
    starts = range(0, max(len(words) - WINDOW, 0) + STEP, STEP)
    parts = [(ear.weights(words[first : first + WINDOW]), first) for first in starts]
    weights, first = max(parts, key=lambda part: part[0][danger])
    places = heaviest(ear.places(words[first : first + WINDOW], danger))
    return Sound(weights[danger], tuple(first + at for at in places), _kind(ear.labels, weights))


def _kind(labels: Sequence[str], weights: Sequence[int]) -> str:
    """The kind that weighs most, when it weighs enough and clearly more than the next; empty when none does."""
    best = sorted(
        ((weight, label) for label, weight in zip(labels, weights, strict=True) if label != DANGER), reverse=True
    )
    if not best or best[0][0] < KIND or (len(best) > 1 and best[0][0] - best[1][0] < BEFORE):
        return ""
    return best[0][1]
