"""After a debrief: the next story and why that one, from one's own work where that is known. Plain view data.

Why never says what is in a story: to find that is what it is for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.content.interface import phrases
from assistant.content.model import Case, Language
from assistant.content.vocabulary import SETTINGS
from assistant.practice.debrief import KINDS, Topic, topics_of
from assistant.practice.schedule import Played, last_family, order_of
from assistant.present.practice.cases import listed
from assistant.present.practice.desk import PracticeDesk
from assistant.present.practice.practising import due_now
from assistant.records import dataclass

ACUTE_MISSED = KINDS[0]
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
    last = max(enumerate(played), key=lambda one: (one[1].day, one[0]))[1] if played else None
    back = {due.topic for due in due_now(desk)}
    case = _best(order, sector, last_family(played), today, _side(cases, last), back)
    if case is None:
        return None
    line = listed(desk.guide, desk.rounds, (case.id,), language, rest=False)[0]
    return NextStory(case.id, line.title, line.about, " ".join(_why(desk, case, sector, last, back, language)))


def _side(cases: Mapping[str, Case], last: Played | None) -> frozenset[str]:
    """The labels of the story that was played last."""
    case = cases.get(last.case) if last else None
    return _labels(case) if case else frozenset()


def _labels(case: Case) -> frozenset[str]:
    return frozenset(str(ref) for ref in (*case.key.triggers, *case.key.not_triggers))


def _best(
    order: Sequence[Case], sector: str, before: str, today: set[str], side: frozenset[str], back: Collection[Topic]
) -> Case | None:
    """The first that was not played today: of the own sector and another family, then of another family, then any.

    When nothing comes back in it, another side of what was just played goes before the rest of the same kind.
    """
    fresh = [case for case in order if case.id not in today]
    other = [case for case in fresh if case.family != before]
    own = [case for case in other if case.setting == sector]
    best = next(iter([*own, *other, *fresh]), None)
    if best is None or set(back) & topics_of(best):
        return best
    alike = [case for case in (own or other) if _labels(case) & side and case.answer != best.answer]
    return next(iter(alike), best)


def _why(
    desk: PracticeDesk, case: Case, sector: str, last: Played | None, back: Collection[Topic], language: Language
) -> Iterable[str]:
    words, cases = phrases(language, "trainee"), desk.guide.pack.cases
    if last is not None and any(topic.kind == ACUTE_MISSED for topic in last.mistakes):
        # Said whatever the next story is, so that it gives nothing away.
        yield words("next_story.danger")
    if sector in SETTINGS:
        own = case.setting == sector
        yield words(
            "next_story.own" if own else "next_story.other", sector=phrases(language)(f"practice.setting.{sector}")
        )
    if set(back) & topics_of(case):
        yield words("next_story.due")
    elif _labels(case) & _side(cases, last):
        yield words("next_story.side")
    else:
        done = any(each.case == case.id for each in desk.played)
        yield words("next_story.longest" if done else "next_story.new")
