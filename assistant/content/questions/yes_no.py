"""Yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.content.model import Option, Question
from assistant.content.nodes import Node, Scalar
from assistant.content.questions.answer import Answer
from assistant.content.questions.choosing import Choosing
from assistant.content.questions.kind import Telling

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile, Block

YES, NO = "yes", "no"


class YesNo(Choosing):
    """Two options with fixed ids, that need no words of their own."""

    name = "yes_no"
    labelled = False

    def read(self, block: Block) -> Mapping[str, Any]:
        """What a yes and what a no records."""
        answers = (block.option(YES), block.option(NO))
        return {"options": tuple(option for option in answers if option is not None), **self.shared(block)}

    def lacking(self, question: Question) -> str:
        """A missing yes or no is a missing field, noted when it was read."""
        return ""

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """`yes`, `no`, `true` or `false`."""
        word = value.value if isinstance(value, Scalar) else ""
        if isinstance(value, Scalar) and (value.type == "bool" or word in (YES, NO)):
            return Answer(chosen=(YES if word.lower() in (YES, "true", "on") else NO,))
        file.notes.add("input/yes-no", value.place, question=question.id)
        return None

    def option_label(self, option: Option, telling: Telling) -> str:
        """Its own words, else those of the interface."""
        return super().option_label(option, telling) if option.label else telling.words(f"answer.{option.id}")
