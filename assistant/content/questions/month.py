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

    def answer_in(self, line: Spelled, low: int, high: int, as_of: str) -> Answer | None:
        """`2026-08` or `8-2026`."""
        found = re.match(_TYPED, line.bare.replace("/", "-"))
        return Answer(moment=f"{found['y'] or found['y2']}-{int(found['m'] or found['m2']):02d}") if found else None

    def value(self, answer: Answer, as_of: str) -> int:
        """Whole months to the day of the conversation."""
        return max(0, _months(as_of) - _months(answer.moment)) * 1000

    def answer_of(self, value: int, as_of: str) -> Answer:
        """So many months before."""
        whole = _months(as_of) - 1 - value // 1000
        return Answer(moment=f"{whole // 12:04d}-{whole % 12 + 1:02d}")


def _months(moment: str) -> int:
    return int(moment[:4]) * 12 + int(moment[5:7])
