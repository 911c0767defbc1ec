"""Something to read before one goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.content.model import Question
from assistant.content.nodes import Node
from assistant.content.questions.answer import SEEN, Answer
from assistant.content.questions.kind import Telling
from assistant.content.questions.silent import Silent

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile, Block


class Say(Silent):
    """A text; nothing is asked."""

    name = "say"
    control = "read"
    says = True

    def read(self, block: Block) -> Mapping[str, Any]:
        """Only the text itself."""
        return {}

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """Whatever stands there: it was read."""
        return SEEN

    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """That it was read."""
        return telling.words("answer.read")
