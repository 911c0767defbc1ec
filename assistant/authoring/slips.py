"""Whether a word is a slip of the pen for another: only then `check --fix` writes the other in its place. All else is proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from assistant.content import model as m

NEGATIONS = frozenset(
    (
        "not",
        "no",
        "non",
        "never",
        "without",
        "none",
        "nobody",
        "nothing",
        "niet",
        "geen",
        "nooit",
        "zonder",
        "niemand",
        "niets",
    )
)
PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "de", "mis", "anti", "on", "niet", "not", "no", "ont", "wan")
SHORT = 4


def is_slip(word: str, near: str) -> bool:
    """Whether `word` is `near` with two letters swapped, or one or two letters too many, too few or otherwise (one in a short word).

    No word of it is lost or added, and neither denies what the other says.
    """
    ours, theirs = _parts(word), _parts(near)
    if word == near or len(ours) != len(theirs) or _denies(ours, theirs):
        return False
    allowed = 1 if len(word) <= SHORT else 2
    return OSA.distance(word, near) <= allowed and all(
        one == two or len(one) > 1 < len(two) for one, two in zip(ours, theirs, strict=True)
    )


def _parts(word: str) -> list[str]:
    return [part for part in re.split(r"[\W_]+", word.casefold()) if part]


def _denies(ours: list[str], theirs: list[str]) -> bool:
    """Whether one of the two has a negation that the other has not, as a word or at the beginning of one."""
    if NEGATIONS.intersection(ours) != NEGATIONS.intersection(theirs):
        return True
    return any(
        longer == prefix + shorter
        for one, two in zip(ours, theirs, strict=True)
        for longer, shorter in ((one, two), (two, one))
        for prefix in PREFIXES
    )


def ids_of(pack: m.Pack) -> frozenset[str]:
    """Every id that the pack declares, of whatever kind: none of them is a misspelling of another."""
    return frozenset(_ids(pack))


def _ids(pack: m.Pack) -> Iterator[str]:
    for entries in pack.entries.values():
        yield from entries
    yield from (rule.id for rule in pack.rules)
    yield from pack.cases
    for dialogue in pack.dialogues.values():
        yield dialogue.id
        for question in dialogue.questions:
            yield question.id
            yield from (option.id for option in question.answerable)
