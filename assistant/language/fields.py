"""The fields of meaning of words: *mes* and *knife* are of the field `weapon`, *tante* of `kin`.

A thesaurus made by hand (`fields.tsv`: some 30,000 words in plain letters, Dutch and English together, with one to four of 150 fields). A
sentence of a stranger has words that no sentence had from which weights were learned; by their fields they still say something. Words of
belief, origin, dress and place names have no field, and no field is of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from assistant.language.columns import in_pairs

_ENDINGS = ("tjes", "jes", "tje", "ing", "ers", "en", "je", "de", "te", "ed", "es", "er", "s", "e", "n", "t", "d")
"""Endings that are taken off a word that does not stand in the thesaurus, the longest first."""
_LEFT = 4
"""So many letters must be left of a word, or of the last part of a compound."""
_COMPOUND = 8
"""The shortest word that is looked at as a compound: of *broodmes* the last part that is known counts."""


@cache
def _thesaurus() -> Mapping[str, str]:
    _, lines = files("assistant.language").joinpath("fields.tsv").read_text("utf-8").split("\n", 1)
    return in_pairs(lines)


@lru_cache(maxsize=20_000)
def fields_of(word: str) -> tuple[str, ...]:
    """The fields of a word in plain letters; none for a word that nobody gave one."""
    known = _thesaurus()
    found = known.get(word) or _without_ending(word, known)
    if not found and len(word) >= _COMPOUND:
        tails = (word[at:] for at in range(3, len(word) - _LEFT + 1))
        found = next((some for tail in tails if (some := known.get(tail) or _without_ending(tail, known))), "")
    return tuple(found.split())


def _without_ending(word: str, known: Mapping[str, str]) -> str:
    for ending in _ENDINGS:
        if len(word) - len(ending) >= _LEFT and word.endswith(ending) and (found := known.get(word[: -len(ending)])):
            return found
    return ""
