"""One choice among several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.model import Question
from assistant.content.nodes import Node, Seq
from assistant.content.questions.answer import Answer
from assistant.content.questions.choosing import Choosing

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile


class OneOf(Choosing):
    """One option."""

    name = "one_of"

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """One option id; a list is none."""
        if isinstance(value, Seq):
            file.notes.add("input/one-option", value.place, question=question.id)
            return None
        return super().read_answer(question, value, file)
