"""Whether the bank of stories can be learned as a pattern: how often one word, the length of a point or its place tells the key.

Everything is chosen on the other families and tried on the one left out, so that a word counts only when it tells across stories.
Only words that all variants of a family share count: what differs between variants are words of belief, dress, protest and origin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from assistant.content.model import Case, Language
from assistant.records import dataclass

LIMIT = 0.65
"""The balanced accuracy that no guesser may pass."""
_LONG = 3
_COMMON = 3
"""A word that stands in fewer points than this tells nothing across stories."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a family: what a guesser may look at, and whether it matters."""

    family: str
    words: frozenset[str]
    length: int
    place: float
    matters: bool


@dataclass(frozen=True, slots=True)
class Guessed:
    """How well a guesser did on families it had not seen: balanced accuracy, and what it looked at most."""

    by: str
    accuracy: float
    looked_at: str


def points_of(cases: Iterable[Case], language: Language, left_out: Collection[str] = ()) -> tuple[Point, ...]:
    """The points that matter and those that are ordinary, once for each family; words in `left_out` count for nothing."""
    families: dict[str, list[Case]] = {}
    for case in cases:
        families.setdefault(case.family, []).append(case)
    found = []
    for family, variants in families.items():
        for place, cue in enumerate(variants[0].cues):
            if cue.type not in ("target", "acute", "decoy"):
                continue
            shared = frozenset.intersection(*(words_in(case.cues[place].text.in_(language)) for case in variants))
            names = {variants[0].title.in_(language).lower()}
            found.append(
                Point(
                    family,
                    frozenset(shared - set(left_out) - names),
                    len(cue.text.in_(language)),
                    place / max(1, len(variants[0].cues) - 1),
                    cue.type != "decoy",
                )
            )
    return tuple(found)


def words_in(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) >= _LONG)


def guessers(points: Sequence[Point]) -> tuple[Guessed, ...]:
    """The best single word, length and place, each tried on the family left out."""
    return (
        _tried("word", points, _words),
        _tried("length", points, lambda seen: _thresholds(seen, lambda point: float(point.length))),
        _tried("place", points, lambda seen: _thresholds(seen, lambda point: point.place)),
    )


Rule = tuple[str, Callable[[Point], bool]]


def _tried(by: str, points: Sequence[Point], rules: Callable[[Sequence[Point]], Iterable[Rule]]) -> Guessed:
    outcomes: list[tuple[bool, bool]] = []
    used: Counter[str] = Counter()
    for family in dict.fromkeys(point.family for point in points):
        seen = [point for point in points if point.family != family]
        name, rule = max(rules(seen), key=lambda each: balanced([(each[1](p), p.matters) for p in seen]))
        used[name] += 1
        outcomes += [(rule(point), point.matters) for point in points if point.family == family]
    return Guessed(by, balanced(outcomes), used.most_common(1)[0][0] if used else "")


def balanced(outcomes: Sequence[tuple[bool, bool]]) -> float:
    """Balanced accuracy of (said, is); 0.5 where one of the two never occurs."""
    right: Mapping[bool, list[bool]] = {
        is_: [said == is_ for said, was in outcomes if was == is_] for is_ in (True, False)
    }
    if not all(right.values()):
        return 0.5
    return sum(sum(each) / len(each) for each in right.values()) / 2


def _words(seen: Sequence[Point]) -> Iterable[Rule]:
    count = Counter(word for point in seen for word in point.words)
    for word in sorted(word for word, times in count.items() if times >= _COMMON) or ["-"]:
        yield word, lambda point, word=word: word in point.words  # type: ignore[misc]
        yield f"no {word}", lambda point, word=word: word not in point.words  # type: ignore[misc]


def _thresholds(seen: Sequence[Point], of: Callable[[Point], float]) -> Iterable[Rule]:
    for limit in sorted({of(point) for point in seen}):
        yield f"over {limit:.2f}", lambda point, limit=limit: of(point) > limit  # type: ignore[misc]
        yield f"at most {limit:.2f}", lambda point, limit=limit: of(point) <= limit  # type: ignore[misc]
