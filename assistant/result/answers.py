"""Answers in the words of the options that were offered."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language, Text
from assistant.content.questions import kind_of
from assistant.content.questions.kind import Telling
from assistant.dialogue.replay import Turn
from assistant.dialogue.session import REFUSED, UNKNOWN
from assistant.result.result import NOUN, fill
from assistant.result.words import sentence


def said(turn: Turn, language: Language, noun: Text = NOUN) -> str:
    """What the user answered, in words. Notes for oneself are never repeated."""
    words = phrases(language)
    question, answer = turn.question, turn.answer
    if answer is None:
        return ""
    if answer.state == UNKNOWN:
        return fill(question.unknown, language, noun) or words("answer.unknown")
    if answer.state == REFUSED:
        return words("answer.refused")
    return kind_of(question).said(question, answer, telling(language, noun))


def telling(language: Language, noun: Text) -> Telling:
    """How answers are told in a language, with the word for the person."""
    return Telling(
        phrases(language),
        lambda text: fill(text, language, noun),
        lambda name: mentioned(name, language, noun),
    )


def mentioned(name: Text, language: Language, noun: Text) -> str:
    """A fine fact that no option says so exactly, as something that was mentioned too."""
    return sentence(phrases(language)("answer.mentioned", name=fill(name, language, noun)))
