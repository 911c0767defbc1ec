"""A note for oneself, in own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.content.model import Question
from assistant.content.nodes import Node, Scalar
from assistant.content.questions.answer import Answer
from assistant.content.questions.kind import Telling
from assistant.content.questions.silent import Silent

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile, Block


class OwnWords(Silent):
    """Own words: never kept by default, never an input of rules."""

    name = "text"
    control = "words"
    own_words = True

    def read(self, block: Block) -> Mapping[str, Any]:
        """Nothing more."""
        return {}

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """Any text."""
        if isinstance(value, Scalar):
            return Answer(text=value.value)
        file.notes.add("field/type", value.place, field=question.id, wanted="text")
        return None

    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """Notes for oneself are never repeated."""
        return telling.words("answer.forgotten")
