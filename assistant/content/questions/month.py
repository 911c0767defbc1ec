"""A month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.content.model import Question
from assistant.content.nodes import Node
from assistant.content.questions.answer import Answer
from assistant.content.questions.moment import DAY, Moment
from assistant.content.questions.typed import Spelled

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile

_KEPT = r"\d{4}-(0[1-9]|1[0-2])\Z"
_TYPED = r"(?a)(?:(?P<y>\d{4})-(?P<m>0?[1-9]|1[0-2])|(?P<m2>0?[1-9]|1[0-2])-(?P<y2>\d{4}))\Z"


class Month(Moment):
    """In which month; recorded as whole months since."""

    name = "month"

    def moment_in(self, word: str) -> str:
        """A month, or the month of a day."""
        return word[:7] if re.match(_KEPT, word) or re.match(DAY, word) else ""

    def note_none(self, question: Question, value: Node, file: AnswersFile) -> None:
        """Say that a month belongs there."""
        file.notes.add("input/month", value.place, question=question.id)

    def may_be(self, question: Question, answer: Answer, value: Node, file: AnswersFile) -> bool:
        """A month that has begun, and is not longer ago than the number that it is recorded as goes."""
        if _since(answer, file.as_of) < 0:
            file.notes.add("input/future", value.place, question=question.id, word=answer.moment, today=file.as_of)
            return False
        return file.in_range(self.value(answer, file.as_of), question.records, value.place)

    def answer_in(self, line: Spelled, low: int, high: int, as_of: str) -> Answer | None:
        """`2026-08` or `8-2026`, not in the future and not longer ago than the number goes."""
        found = re.match(_TYPED, line.bare.replace("/", "-"))
        if found is None:
            return None
        answer = Answer(moment=f"{found['y'] or found['y2']}-{int(found['m'] or found['m2']):02d}")
        return answer if max(0, low) <= _since(answer, as_of) <= high else None

    def span(self, low: int, high: int, as_of: str) -> tuple[int, int]:
        """From this month to as far as the number goes; the calendar begins in the year 1."""
        return max(0, low) * 1000, min(high, _months(as_of) - 13) * 1000

    def value(self, answer: Answer, as_of: str) -> int:
        """Whole months to the day of the conversation."""
        return max(0, _since(answer, as_of)) * 1000

    def answer_of(self, value: int, as_of: str) -> Answer:
        """So many months before."""
        whole = _months(as_of) - 1 - value // 1000
        return Answer(moment=f"{whole // 12:04d}-{whole % 12 + 1:02d}")


def _since(answer: Answer, as_of: str) -> int:
    """Whole months since; below zero in the future."""
    return _months(as_of) - _months(answer.moment)


def _months(moment: str) -> int:
    return int(moment[:4]) * 12 + int(moment[5:7])
