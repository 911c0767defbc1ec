"""After a debrief: the next story and why that one, from one's own work where that is known. Plain view data.

Why never says what is in a story: to find that is what it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.content.interface import phrases
from assistant.content.model import Case, Language
from assistant.content.vocabulary import SETTINGS
from assistant.practice.debrief import topics_of
from assistant.practice.schedule import last_family, order_of
from assistant.present.practice.cases import listed
from assistant.present.practice.desk import PracticeDesk
from assistant.present.practice.practising import due_now
from assistant.records import dataclass

ELSEWHERE = "elsewhere"
"""Other work than the stories are about: then every story is as near."""
SECTOR = "sector"
"""The name under which the device remembers it."""
ANSWERS = (*SETTINGS, ELSEWHERE)
"""What can be remembered."""


@dataclass(frozen=True, slots=True)
class NextStory:
    """A story to go on with; `why` in a sentence or two."""

    case: str
    title: str
    about: str
    why: str


def sectors(cases: Mapping[str, Case], language: Language) -> tuple[tuple[str, str], ...]:
    """Where one can work: the sectors that there are stories about, and elsewhere. Each with its name."""
    there = {case.setting for case in cases.values()}
    words = phrases(language)
    named = tuple((name, words(f"practice.setting.{name}")) for name in SETTINGS if name in there)
    return (*named, (ELSEWHERE, phrases(language, "trainee")("sector.elsewhere")))


def asks_sector(cases: Mapping[str, Case]) -> bool:
    """Whether it makes a difference where one works."""
    return len({case.setting for case in cases.values()}) > 1


def next_story(desk: PracticeDesk, sector: str, language: Language) -> NextStory | None:
    """The best story for now: from the own `sector` (empty when it is not known), and of another family than the last one.

    None when there is no other story than the one that was just played.
    """
    cases, played = desk.guide.pack.cases, desk.played
    order = order_of(cases, played, desk.today, desk.code, desk.agenda)
    today = {each.case for each in played if each.day == desk.today}
    case = _best(order, sector, last_family(played), today)
    if case is None:
        return None
    line = listed(desk.guide, desk.rounds, (case.id,), language, rest=False)[0]
    return NextStory(case.id, line.title, line.about, " ".join(_why(desk, case, sector, language)))


def _best(order: Sequence[Case], sector: str, before: str, today: set[str]) -> Case | None:
    """The first that was not played today: of the own sector and another family, then of another family, then any."""
    fresh = [case for case in order if case.id not in today]
    other = [case for case in fresh if case.family != before]
    own = [case for case in other if case.setting == sector]
    return next(iter([*own, *other, *fresh]), None)


def _why(desk: PracticeDesk, case: Case, sector: str, language: Language) -> Iterable[str]:
    words = phrases(language, "trainee")
    if sector in SETTINGS:
        own = case.setting == sector
        yield words(
            "next_story.own" if own else "next_story.other", sector=phrases(language)(f"practice.setting.{sector}")
        )
    if {due.topic for due in due_now(desk)} & set(topics_of(case)):
        yield words("next_story.due")
    else:
        done = any(each.case == case.id for each in desk.played)
        yield words("next_story.longest" if done else "next_story.new")
