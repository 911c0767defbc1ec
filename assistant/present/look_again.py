"""Planning to look again after a result: the days one can choose from, and which of them its steps name. Plain view data."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.vocabulary import AGAIN, PAGE_ENDINGS, Again
from assistant.records import dataclass
from assistant.report.calendar import day_after
from assistant.result.advice import advice_of, again_of
from assistant.result.result import SHARING, Result
from assistant.result.words import date_in_words

WORDS = "result"


@dataclass(frozen=True, slots=True)
class LookAgain:
    """A day to choose: `told` is how it is read, `named` whether a step of the result says to look again then."""

    again: Again
    day: str
    told: str
    named: bool


def can_look_again(result: Result) -> bool:
    """Whether there is something to look at again: not where everything waits for a call, nor where there are no steps to come back to."""
    return result.ended not in ("danger", *PAGE_ENDINGS) and result.about != SHARING


def days_to_look(result: Result, today: str, language: Language) -> tuple[LookAgain, ...]:
    """The days, the nearest first, counted from `today`: a resumed conversation may be older than that."""
    words = phrases(language, WORDS)
    advice = advice_of(result)
    named = {again_of(step) for step in (*advice.first, *advice.three)}
    found = []
    for again in AGAIN:
        day = day_after(today, again)
        told = words(f"calendar.{again}", day=date_in_words(day, language))
        by_step = again in named
        found.append(LookAgain(again, day, words("calendar.named", told=told) if by_step else told, by_step))
    return tuple(found)


def first_named(days: tuple[LookAgain, ...]) -> LookAgain:
    """The day to begin with: the nearest that a step names, else the nearest."""
    return next((each for each in days if each.named), days[0])
