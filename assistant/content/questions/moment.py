"""What a month and a day share: a moment in the calendar, told as it is written."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Collection
from typing import ClassVar

from assistant.content.model import Question
from assistant.content.nodes import Node, Scalar
from assistant.content.questions.answer import Answer
from assistant.content.questions.kind import AnswersFile, Telling
from assistant.content.questions.typed import TypedKind


class Moment(TypedKind):
    """When it was; recorded as how long ago that is, never below zero."""

    refused: ClassVar[str]
    """The code of the finding about an answer in a file that is no such moment."""

    @abstractmethod
    def moment_in(self, word: str) -> str:
        """The moment that a word in a file says, as it is kept; empty when it says none."""

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """A moment as it is kept."""
        moment = self.moment_in(value.value) if isinstance(value, Scalar) else ""
        if not moment:
            file.notes.add(self.refused, value.place, question=question.id)
            return None
        return Answer(moment=moment)

    def fits_known(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """A moment of this kind, as it is kept."""
        return self.moment_in(answer.moment) == answer.moment != ""

    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """As it is kept."""
        return answer.moment

    def as_words(self, answer: Answer) -> list[str]:
        """As it is kept."""
        return [answer.moment]


DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")
