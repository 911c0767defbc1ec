"""Whose danger words tell of, as far as they say: the person, somebody near, the user, a group. It never lowers anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.danger.patterns import Span
from assistant.language import Whose

SELF, THIRD, NEAR, GROUP = "first_person", "third_person", "near_person", "group_person"
"""Families that tell whose it is: the user; the person; somebody near the person or the user; several at once."""
_NOWHERE = 1_000_000


def whose(places: Mapping[str, Sequence[Span]]) -> Whose:
    """Whose danger a sentence tells of, by where the families stand in it; the person when nothing says otherwise.

    A user who tells about somebody says *I* as well, so it is about the user only when nobody else is told of. Somebody near is meant
    when they are told of first (*her brother*, *my colleague*), and so is a group; but *my husband hits me* is about the user.
    """
    third, near, group = (_first(places, name) for name in (THIRD, NEAR, GROUP))
    if near < _NOWHERE and near <= third:
        if near > group:
            return "group"
        last = max(last for first, last in places[NEAR] if first == near)
        return "self" if third == _NOWHERE and any(first > last for first, _ in places.get(SELF, ())) else "other"
    if group < third:
        return "group"
    return "self" if SELF in places and third == _NOWHERE else "person"


def _first(places: Mapping[str, Sequence[Span]], name: str) -> int:
    return min((first for first, _ in places.get(name, ())), default=_NOWHERE)
