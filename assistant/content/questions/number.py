"""A number."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from assistant.content.model import Question
from assistant.content.nodes import Node
from assistant.content.questions.answer import Answer
from assistant.content.questions.kind import Telling
from assistant.content.questions.typed import Spelled, TypedKind

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile

_NUMBER = r"(?a)-?\d{1,6}(?:[.,]\d{1,3})?\Z"


class Number(TypedKind):
    """How many; recorded as it is."""

    name = "number"
    numeric = True

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """A number within the limits of what it is recorded as."""
        number = file.number(value, question.records)
        return None if number is None else Answer(number=number)

    def fits_known(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """Nothing but a number."""
        return not answer.chosen and not answer.rows and not answer.moment

    def answer_in(self, line: Spelled, low: int, high: int, as_of: str) -> Answer | None:
        """Digits, with a point or a comma."""
        if not re.match(_NUMBER, line.bare):
            return None
        number = round(float(line.bare.replace(",", ".")) * 1000)
        return Answer(number=number) if low * 1000 <= number <= high * 1000 else None

    def span(self, low: int, high: int, as_of: str) -> tuple[int, int]:
        """As far as the number goes."""
        return low * 1000, high * 1000

    def value(self, answer: Answer, as_of: str) -> int:
        """Itself."""
        return answer.number

    def answer_of(self, value: int, as_of: str) -> Answer:
        """Itself."""
        return Answer(number=value)

    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """The number."""
        return f"{answer.number / 1000:g}"

    def as_words(self, answer: Answer) -> list[str]:
        """The number."""
        return [f"{answer.number / 1000:g}"]
