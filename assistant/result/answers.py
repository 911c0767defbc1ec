"""Answers in the words of the options that were offered."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language, Text
from assistant.dialogue.replay import Turn
from assistant.dialogue.session import NONE_OF_THESE, REFUSED, UNKNOWN
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
    match question.kind:
        case "number":
            return f"{answer.number / 1000:g}"
        case "month":
            return answer.month
        case "text" | "say":
            return words("answer.read") if question.kind == "say" else words("answer.forgotten")
        case "qualifiers":
            labels = [
                fill(option.label, language, noun)
                for row in question.rows
                for option in row.options
                if (row.qualifier, option.id) in answer.rows
            ]
            return " · ".join(labels) or words("answer.unknown")
    if answer.chosen == (NONE_OF_THESE,):
        return fill(question.none_of_these, language, noun) or words("answer.none")
    labels = [
        option_label(question.kind, o.id, o.label, language, noun) for o in question.options if o.id in answer.chosen
    ]
    return " ".join([*labels, *(mentioned(o.label, language, noun) for o in question.finer if o.id in answer.chosen)])


def mentioned(name: Text, language: Language, noun: Text) -> str:
    """A fine fact that no option says so exactly, as something that was mentioned too."""
    return sentence(phrases(language)("answer.mentioned", name=fill(name, language, noun)))


def option_label(kind: str, option_id: str, label: Text, language: Language, noun: Text) -> str:
    """The label of an option; yes and no have one of their own when the script gives none."""
    words = phrases(language)
    if not label and kind == "yes_no":
        return words(f"answer.{option_id}")
    return fill(label, language, noun)
