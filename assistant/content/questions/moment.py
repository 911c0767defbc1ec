"""What a month and a day share: a moment in the calendar, told as it is written."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from typing import TYPE_CHECKING

from assistant.content.model import Question
from assistant.content.nodes import Node, Scalar
from assistant.content.questions.answer import Answer
from assistant.content.questions.kind import Telling
from assistant.content.questions.typed import TypedKind

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile


class Moment(TypedKind):
    """When it was; recorded as how long ago that is, in whole units, never below zero."""

    unit = 1000

    @abstractmethod
    def moment_in(self, word: str) -> str:
        """The moment that a word in a file says, as it is kept; empty when it says none."""

    @abstractmethod
    def note_none(self, question: Question, value: Node, file: AnswersFile) -> None:
        """Note that an answer in a file is no such moment."""

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """A moment as it is kept."""
        moment = self.moment_in(value.value) if isinstance(value, Scalar) else ""
        if not moment:
            self.note_none(question, value, file)
            return None
        answer = Answer(moment=moment)
        return answer if self.may_be(question, answer, value, file) else None

    def may_be(self, question: Question, answer: Answer, value: Node, file: AnswersFile) -> bool:
        """Whether that moment can be an answer; noted when it cannot."""
        return True

    def fits_known(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """A moment of this kind, as it is kept."""
        return self.moment_in(answer.moment) == answer.moment != ""

    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """As it is kept."""
        return answer.moment

    def as_words(self, answer: Answer) -> list[str]:
        """As it is kept."""
        return [answer.moment]


DAY = r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z"
