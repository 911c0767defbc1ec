"""What both kinds share that ask nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from assistant.content.model import Question
from assistant.content.questions.answer import KNOWN, REFUSED, SEEN, UNKNOWN, Answer
from assistant.content.questions.kind import Kind

if TYPE_CHECKING:
    from assistant.content.questions.around import Exploring, Facts


class Silent(Kind):
    """Something to read, or to write down for oneself: nothing of it is recorded."""

    silent = True

    def fits(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """That it was seen, in whatever words."""
        return answer.state in (KNOWN, UNKNOWN, REFUSED) and self.fits_known(question, answer, offered)

    def fits_known(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """Nothing was chosen."""
        return not answer.chosen and not answer.rows

    def record(self, question: Question, answer: Answer, facts: Facts) -> None:
        """Nothing."""

    def as_words(self, answer: Answer) -> list[str]:
        """No words."""
        return []

    def ways(self, question: Question, exploring: Exploring) -> Iterable[Answer]:
        """Going on."""
        return (SEEN,)
