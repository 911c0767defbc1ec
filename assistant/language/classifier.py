"""How much words together are like sentences of a kind: weights learned from sentences of many hands, added up, and that is all.

A classifier has labels and, for every label, a weight for each word, beginning, ending, field of meaning, and pair of these
(`scripts/learn.py` works them out by logistic regression; docs/decisions/11 says why). It is of words, not of a person: it keeps nothing,
and the words of belief, origin, place and dress, and names, are taken out before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.language.columns import in_pairs
from assistant.language.fields import fields_of
from assistant.records import dataclass

CONSTANT = ""
"""The feature of every text."""
_BEGINS, _SHORTER, _ENDS = 5, 4, 5
_APART = 4
"""Two beginnings, or a beginning and a field, make a pair when the one is fewer than so many words further than the other."""
_FIELDS_APART = 8
"""The same for two fields."""
PAIR = "+"
"""What joins the two of a pair of which one is a field."""
_SHOWN = 4
"""How many of the words that weigh most are shown back."""


def features(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """What is weighed of plain words, each with the place of (the first of) its words: the word, how it begins and ends, its fields of
    meaning (`~weapon`), pairs of these, and what they begin with.

    The same may come more than once.
    """
    begins = [word[:_BEGINS] for word in words]
    fields = [fields_of(word) for word in words]
    if words:
        yield f"^{words[0]}", 0
        yield f"^{' '.join(words[:2])}", 0
    for at, word in enumerate(words):
        yield word, at
        yield f"{begins[at]}*", at
        yield f"{word[:_SHORTER]}*", at
        if len(word) > _ENDS + 1:
            yield f"*{word[-_ENDS:]}", at
        for other in begins[at + 1 : at + _APART]:
            yield f"{begins[at]} {other}", at
        yield from ((feature, at) for feature in _of_fields(fields, begins, at))


def _of_fields(fields: Sequence[tuple[str, ...]], begins: Sequence[str], at: int) -> Iterator[str]:
    """The fields of one word, alone and in pairs with those and the beginnings of the words behind it; pairs of fields have no order."""
    mine = fields[at]
    for field in mine:
        yield f"~{field}"
    for further in range(at + 1, min(at + _FIELDS_APART, len(fields)) if mine else 0):
        for field in mine:
            for other in fields[further]:
                if field != other:
                    yield f"~{PAIR.join(sorted((field, other)))}"
    for further in range(at + 1, min(at + _APART, len(fields))):
        for field in mine:
            yield f"~{field}{PAIR}{begins[further]}"
        for other in fields[further]:
            yield f"{begins[at]}{PAIR}{other}~"


@dataclass(frozen=True, slots=True)
class Classifier:
    """The labels, in order, and what each feature weighs: as text `label number=weight label number=weight …`, in hundredths."""

    labels: tuple[str, ...]
    weighed: Mapping[str, str]

    def weights(self, words: Sequence[str]) -> list[int]:
        """For every label what the words weigh together: the logarithm of the odds of the label, in hundredths."""
        total = [0] * len(self.labels)
        for feature in {CONSTANT, *(feature for feature, _ in features(words))}:
            for label, weight in self._pairs(feature):
                total[label] += weight
        return total

    def places(self, words: Sequence[str], label: int) -> Counter[int]:
        """What each word weighs for one label, in hundredths, by its place."""
        of_word: Counter[int] = Counter()
        for feature, at in dict(features(words)).items():
            for number, weight in self._pairs(feature):
                if number == label:
                    of_word[at] += weight
        return of_word

    def _pairs(self, feature: str) -> tuple[tuple[int, int], ...]:
        written = self.weighed.get(feature)
        return _pairs_in(written) if written is not None else ()


@lru_cache(maxsize=20_000)
def _pairs_in(written: str) -> tuple[tuple[int, int], ...]:
    """Labels and weights as they are written. Reading them is most of the work, and the words of one text come back in the next."""
    pairs = (pair.partition("=") for pair in written.split())
    return tuple((int(label), int(weight)) for label, _, weight in pairs)


def heaviest(of_word: Counter[int]) -> tuple[int, ...]:
    """The places of the words that weigh most, in order: those that are shown back."""
    return tuple(sorted(at for at, weight in of_word.most_common(_SHOWN) if weight > 0))


def read_classifier(text: str) -> Classifier:
    """A classifier from its file: a comment, a line with the labels, then a line for each feature with its weights.

    Raises ValueError for a file that `scripts/learn.py` did not write.
    """
    _, labels, lines = text.split("\n", 2)
    return Classifier(tuple(labels.split()), in_pairs(lines))
