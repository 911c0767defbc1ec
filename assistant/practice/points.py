"""Two minutes of practice: one point a day of a story that was read before, and points of stories that were not read yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from assistant.content.model import Case, Cue
from assistant.practice.case_round import Round
from assistant.practice.case_script import POINT
from assistant.practice.debrief import MISSED, OVER_READ, verdict_of
from assistant.records import dataclass

NEW_POINTS = 2
EARLY = 4
"""A new point is among the first of its story, so that reading up to it takes half a minute."""


@dataclass(frozen=True, slots=True)
class PointOf:
    """One point of a case; `known` when the story was read before."""

    case: str
    cue: str
    known: bool


def points_for(cases: Mapping[str, Case], rounds: Iterable[Round], today: str, code: str = "") -> tuple[PointOf, ...]:
    """The points of today, those that were done today left out. A draw that stays the same all day, whatever was done since.

    First a point of a story read before today; of those the ones that went differently go first. Then points of other families.
    """
    finished = [one for one in rounds if one.committed and one.case in cases]
    done = {(one.case, one.again_from) for one in finished if one.mode == POINT and one.committed == today}
    before = [one for one in finished if one.committed < today]
    read = [one for one in before if one.mode != POINT]
    seen = {cases[one.case].family for one in read}
    asked = {(one.case, one.again_from) for one in before if one.mode == POINT}
    chosen = [*_known(cases, read, today, code)]
    taken = {cases[point.case].family for point in chosen}
    fresh = [
        (case, cue)
        for case in cases.values()
        for cue in _early(case)
        if case.family not in seen | taken and (case.id, cue.id) not in asked
    ]
    for case, cue in sorted(fresh, key=lambda each: _lot(today, code, each[0].id, each[1].id)):
        if case.family not in taken and sum(not point.known for point in chosen) < NEW_POINTS:
            taken.add(case.family)
            chosen.append(PointOf(case.id, cue.id, known=False))
    return tuple(point for point in chosen if (point.case, point.cue) not in done)


def _known(cases: Mapping[str, Case], read: Iterable[Round], today: str, code: str) -> Iterable[PointOf]:
    """One point of a story read before: one that went differently, else any that has an answer."""
    last: dict[tuple[str, str], bool] = {}
    for one in read:
        for cue in cases[one.case].cues:
            if cue.id in one.marks and cue.type != "ambiguous":
                last[one.case, cue.id] = verdict_of(cue, one.marks[cue.id]) in (MISSED, OVER_READ)
    order = sorted(last, key=lambda point: (not last[point], _lot(today, code, *point)))
    return (PointOf(case, cue, known=True) for case, cue in order[:1])


def _early(case: Case) -> tuple[Cue, ...]:
    return tuple(cue for cue in case.cues[:EARLY] if cue.type in ("target", "decoy", "protective"))


def _lot(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()
