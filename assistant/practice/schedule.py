"""What comes next: everything that went differently comes back after five days, four weeks and six months.

First homework after five days was better than after one, and practice spread over time holds (see the sources in docs/practice.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.content.model import Case
from assistant.practice.debrief import KINDS, Topic, topics_of

DAYS = (5, 28, 182)
SET_MINUTES = 5


@dataclass(frozen=True)
class Played:
    """One finished round as the schedule sees it: when, which case, and what went differently."""

    day: str
    case: str
    family: str
    mistakes: frozenset[Topic] = frozenset()
    tested: frozenset[Topic] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """A topic to come back to: from `day` on; `stage` times it went well since."""

    topic: Topic
    day: str
    stage: int
    wrong: bool

    def open_on(self, today: str) -> bool:
        """Whether it is time."""
        return self.day <= today


@lru_cache(maxsize=4096)
def add_days(day: str, days: int) -> str:
    """A day later, as text."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def agenda(history: Iterable[Played]) -> tuple[Due, ...]:
    """Every topic that was ever tested, with the day it is due, earliest first; topics that held three times are done.

    A mistake puts a topic back to the first stage. A round that goes well counts once its day has come, not before.
    """
    found: dict[Topic, Due] = {}
    for played in sorted(history, key=lambda one: one.day):
        for topic in played.mistakes:
            found[topic] = Due(topic, add_days(played.day, DAYS[0]), 0, wrong=True)
        for topic in played.tested - played.mistakes:
            old = found.get(topic)
            if old is None:
                found[topic] = Due(topic, add_days(played.day, DAYS[0]), 0, wrong=False)
            elif old.stage < len(DAYS) and old.open_on(played.day):
                stage = old.stage + 1
                day = add_days(played.day, DAYS[stage]) if stage < len(DAYS) else ""
                found[topic] = Due(topic, day, stage, old.wrong)
    left = (due for due in found.values() if due.stage < len(DAYS))
    return tuple(sorted(left, key=lambda due: (due.day, not due.wrong, KINDS.index(due.topic.kind), due.topic.ref)))


def order_of(
    cases: Mapping[str, Case],
    history: Sequence[Played],
    today: str,
    code: str = "",
    waiting: Sequence[Due] | None = None,
) -> tuple[Case, ...]:
    """All cases, best first: those that train what is due (mistakes before the rest), then new ones, then the longest ago.

    Of a matched family different people meet different variants first: the code decides. `waiting` is the agenda, when it is known.
    """
    due = {one.topic: one for one in (agenda(history) if waiting is None else waiting) if one.open_on(today)}
    last: dict[str, str] = {}
    families: dict[str, str] = {}
    for played in sorted(history, key=lambda one: one.day):
        last[played.case] = played.day
        families[played.family] = played.day

    def rank(case: Case) -> tuple[object, ...]:
        topics = [due[topic] for topic in topics_of(case) if topic in due]
        gravest = min((KINDS.index(one.topic.kind) for one in topics if one.wrong), default=len(KINDS))
        wrong = sum(one.wrong for one in topics)
        return (
            case.id in last and last[case.id] == today,
            -int(bool(wrong)),
            gravest,
            -wrong,
            -len(topics),
            case.id in last,
            families.get(case.family, ""),
            last.get(case.id, ""),
            _lot(code, case.id),
        )

    return tuple(sorted(cases.values(), key=rank))


def next_set(
    cases: Mapping[str, Case], history: Sequence[Played], today: str, code: str = "", minutes: int = SET_MINUTES
) -> tuple[Case, ...]:
    """The cases for now: as many as fit in the minutes, at least one; never two of one family after each other."""
    return fitting(order_of(cases, history, today, code), last_family(history), minutes)


def fitting(order: Sequence[Case], before: str, minutes: int) -> tuple[Case, ...]:
    """Of the cases in this order as many as fit in the minutes, at least one; the first not of the family `before`."""
    waiting = list(order)
    chosen: list[Case] = []
    left = minutes
    while waiting:
        fit = next((case for case in waiting if case.family != before and (not chosen or case.minutes <= left)), None)
        if fit is None:
            break
        chosen.append(fit)
        waiting.remove(fit)
        before, left = fit.family, left - fit.minutes
    return tuple(chosen)


def last_family(history: Sequence[Played]) -> str:
    """The family of the round that was finished last."""
    return max(enumerate(history), key=lambda one: (one[1].day, one[0]))[1].family if history else ""


def _lot(code: str, case: str) -> str:
    """A fixed draw per person and case."""
    return hashlib.sha256(f"{code}/{case}".encode()).hexdigest()
