"""Whose danger words tell of, as far as they say: the person, somebody near, the user, a group. It never lowers anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.danger.patterns import Span
from assistant.language import Whose, Word

SELF, THIRD, NEAR, GROUP, SAID = "first_person", "third_person", "near_person", "group_person", "reporting"
"""Families that tell whose it is."""


def whose(words: Sequence[Word], places: Mapping[str, list[Span]], spots: Sequence[int]) -> Whose:
    """Whose danger the words at `spots` of a sentence are about; the person when nothing says otherwise."""
    mine, third, near = SELF in places, THIRD in places, NEAR in places
    if mine and SAID not in places and not third:
        return "self"
    if GROUP in places and not third:
        return "group"
    if near:
        return "other"
    return "person"
