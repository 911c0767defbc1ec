"""Whether something matters, and how sure one is of that. Only scripts that are made from cases ask it: no author writes one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from assistant.content.model import Question
from assistant.content.nodes import Node, Scalar
from assistant.content.questions.answer import Answer
from assistant.content.questions.choosing import Choosing
from assistant.content.questions.kind import Telling

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile, Exploring, Facts

HOW_SURE = "sure"
"""The one row of such a question, and of its answer."""
GUESS, CERTAIN = 50, 100
_USUAL = "80"
_WORDS = {
    **dict.fromkeys(("yes", "true", "on", "ja"), "yes"),
    **dict.fromkeys(("no", "false", "off", "nee"), "no"),
}


class Mark(Choosing):
    """Yes or no, with a row that says how sure, from a guess to certain. Nothing of it is ever recorded."""

    name = "mark"
    control = "mark"
    in_packs = False

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """`yes 90`, `no`, `true`: without a number one is fairly sure."""
        word, _, sure = (value.value if isinstance(value, Scalar) else "").strip().lower().partition(" ")
        answer = Answer(chosen=(_WORDS.get(word, word),), rows=((HOW_SURE, sure.strip() or _USUAL),))
        if self.fits_known(question, answer, ()):
            return answer
        file.notes.add("practice/mark", value.place, word=f"{word} {sure}".strip(), known="yes 80, no 80", near="")
        return None

    def fits_known(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """One of the two, and how sure: any whole number from a guess to certain."""
        sure = dict(answer.rows)
        word = sure.pop(HOW_SURE, "")
        whole = word.isascii() and word.isdecimal() and str(int(word[:9])) == word and GUESS <= int(word) <= CERTAIN
        return super().fits_known(question, answer, offered) and whole and not sure

    def record(self, question: Question, answer: Answer, facts: Facts) -> None:
        """Nothing: how sure somebody is says nothing about what happened."""

    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """Yes or no, and the number."""
        return telling.words(f"practice.mark.{answer.chosen[0]}", sure=dict(answer.rows)[HOW_SURE])

    def as_words(self, answer: Answer) -> list[str]:
        """The word and the number."""
        return [*answer.chosen, *(value for _, value in answer.rows)]

    def ways(self, question: Question, exploring: Exploring) -> Iterable[Answer]:
        """Each of the two, with each number that is offered."""
        sures = [option.id for row in question.rows for option in row.options]
        return [Answer(chosen=(o.id,), rows=((HOW_SURE, sure),)) for o in question.options for sure in sures]
