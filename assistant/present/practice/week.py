"""Small practice as plain view data: the points of today, and what was done in the last seven days. No streak, no number to beat."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.practice.case_script import POINT
from assistant.practice.points import PointOf, points_for
from assistant.practice.schedule import add_days
from assistant.practice.sentences import Teller, topic_sentence
from assistant.present.practice.desk import PracticeDesk
from assistant.records import dataclass

DAYS = 7


@dataclass(frozen=True, slots=True)
class PointsOffer:
    """The points of today, in a line; no points when today's are done."""

    points: tuple[PointOf, ...]
    told: str


@dataclass(frozen=True)
class WeekView:
    """What was done in the last seven days, and what comes back in the next; each a list of sentences."""

    done: tuple[str, ...]
    back: tuple[str, ...]


def points_now(desk: PracticeDesk, language: Language) -> PointsOffer:
    """What a two-minute set has today."""
    words = phrases(language, "trainee")
    points = points_for(desk.guide.pack.cases, desk.rounds, desk.today, desk.code)
    key = "points.some" if points else "points.none"
    return PointsOffer(points, words(key, number=len(points)))


def week_view(desk: PracticeDesk, language: Language) -> WeekView:
    """The week, quietly: a week without practice is told as any other."""
    words, cases = phrases(language, "trainee"), desk.guide.pack.cases
    since, until = add_days(desk.today, 1 - DAYS), add_days(desk.today, DAYS)
    lately = [one for one in desk.finished if since <= one.committed <= desk.today and one.case in cases]
    titles = dict.fromkeys(
        Teller(desk.guide.pack, cases[one.case], language).say(cases[one.case].title)
        for one in lately
        if one.mode != POINT
    )
    done = [words("week.stories", titles="; ".join(titles))] if titles else []
    points = sum(one.mode == POINT for one in lately)
    done += [words("week.point" if points == 1 else "week.points", number=points)] if points else []
    told = []
    for due in desk.agenda:
        if due.wrong and due.day <= until and (case := next(iter(cases.values()), None)):
            sentence = topic_sentence(Teller(desk.guide.pack, case, language), due.topic)
            told.append(sentence if due.open_on(desk.today) else words("week.back", day=due.day, told=sentence))
    back = tuple(dict.fromkeys(told))
    return WeekView(tuple(done) or (words("week.none"),), back or (words("week.back.none"),))
