"""A day."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from assistant.content.interface import phrases
from assistant.content.model import Language, Question
from assistant.content.nodes import Node
from assistant.content.questions.answer import Answer
from assistant.content.questions.kind import Telling
from assistant.content.questions.moment import DAY, Moment
from assistant.content.questions.typed import Spelled

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile

_YEAR_FIRST = r"(?a)(\d{4})-(\d{1,2})-(\d{1,2})\Z"
_DAY_FIRST = r"(?a)(\d{1,2})-(\d{1,2})(?:-(\d{2}|\d{4}))?\Z"
_IN_WORDS = r"(?a)(?:(\d{1,2})(?:e|de|ste|st|nd|rd|th)? )?([a-z]{3,9})(?: (\d{1,2}))?(?: (\d{4}))?\Z"


class Date(Moment):
    """On which day; recorded, where a pack wants that, as whole days since."""

    name = "date"

    def lacking(self, question: Question) -> str:
        """A day may be for the reader only."""
        return ""

    def moment_in(self, word: str) -> str:
        """A day that exists."""
        return word if re.match(DAY, word) and _day(*map(int, word.split("-"))) else ""

    def note_none(self, question: Question, value: Node, file: AnswersFile) -> None:
        """Say that a date belongs there."""
        file.notes.add("field/type", value.place, field=question.id, wanted="date")

    def answer_in(self, line: Spelled, low: int, high: int, as_of: str) -> Answer | None:
        """`3-11-2026`, `3-11`, `3 november`, `gisteren`; without a year the last one that is not after today."""
        for ago in _lists("date.ago"):
            if line.words in ago:
                return self.answer_of(ago.index(line.words) * 1000, as_of)
        dashed = re.sub("[/.]", "-", line.bare)
        if found := re.match(_YEAR_FIRST, dashed):
            return _answer(*map(int, found.groups()))
        if found := re.match(_DAY_FIRST, dashed):
            year = found[3] and (found[3] if len(found[3]) == 4 else f"20{found[3]}")
            return _of_year(year or "", int(found[2]), int(found[1]), as_of)
        found = re.match(_IN_WORDS, line.words.replace(".", ""))
        if found is None or bool(found[1]) == bool(found[3]):
            return None
        return _of_year(found[4] or "", _month(found[2]), int(found[1] or found[3]), as_of)

    def span(self, low: int, high: int, as_of: str) -> tuple[int, int]:
        """Any day is an answer, however long ago; a day that is still to come is recorded as today."""
        return 0, (datetime.date.fromisoformat(as_of).toordinal() - 1) * 1000

    def value(self, answer: Answer, as_of: str) -> int:
        """Whole days to the day of the conversation."""
        days = datetime.date.fromisoformat(as_of) - datetime.date.fromisoformat(answer.moment)
        return max(0, days.days) * 1000

    def answer_of(self, value: int, as_of: str) -> Answer:
        """So many days before."""
        day = datetime.date.fromisoformat(as_of) - datetime.timedelta(days=value // 1000)
        return Answer(moment=day.isoformat())

    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """As one says it: 3 november 2026."""
        year, month, day = map(int, answer.moment.split("-"))
        return f"{day} {_list(telling.words.language, 'date.months')[month - 1]} {year}"


def _month(word: str) -> int:
    """The number of a month in either language, in full or as it begins; 0 when it is none."""
    if word == "mrt":
        return 3
    months = _lists("date.months")
    return next((n for names in months for n, name in enumerate(names, 1) if name.lower().startswith(word)), 0)


def _list(language: Language, key: str) -> list[str]:
    """The words of a list in the catalogue."""
    return phrases(language)(key).split("; " if key == "date.ago" else " ")


def _lists(key: str) -> list[list[str]]:
    """The same in both languages: one may type in either."""
    return [_list(language, key) for language in ("nl", "en")]


def _of_year(year: str, month: int, day: int, as_of: str) -> Answer | None:
    """That day of the year; without a year the last one that is not after `as_of`."""
    if year:
        return _answer(int(year), month, day)
    this = int(as_of[:4])
    days = (_answer(each, month, day) for each in range(this, this - 9, -1))  # 29 February is not in every year
    return next((answer for answer in days if answer is not None and answer.moment <= as_of), None)


def _answer(year: int, month: int, day: int) -> Answer | None:
    found = _day(year, month, day)
    return Answer(moment=found.isoformat()) if found else None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
