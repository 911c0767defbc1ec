"""Answers that were given to an older version of a dialogue: kept, asked again, or gone; matched by the id of the question."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from assistant.content.model import Dialogue, Option, Question
from assistant.dialogue.session import DONT_KNOW, KNOWN, NONE_OF_THESE, REFUSED, UNKNOWN, Answer
from assistant.records import dataclass, replace

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the answers: `answers` still fit, `again` are asked again, the questions of `gone` no longer exist."""

    answers: Mapping[str, Answer]
    again: tuple[str, ...]
    gone: tuple[str, ...]


def carried_over(dialogue: Dialogue, answers: Mapping[str, Answer]) -> Carried:
    """Lay old answers beside the questions of today. Nothing is guessed: an answer fits as a whole or is asked again."""
    kept: dict[str, Answer] = {}
    again: list[str] = []
    gone: list[str] = []
    narrowed: dict[str, tuple[str, ...]] = {}
    for old, answer in answers.items():
        key = key_now(dialogue, old)
        name, _, item = key.partition("@")
        question = dialogue.by_id.get(name)
        if question is not None and key != old and narrows(question, key):
            narrowed[name] = answer.chosen
            continue
        if question is None or bool(item) != (question.kind == "qualifiers"):
            gone.append(key)
            continue
        answer = named_now(question, answer)
        if item and item not in _offered(dialogue, question.for_each):
            gone.append(key)
        elif fits(dialogue, question, answer):
            kept[key] = answer
        else:
            again.append(key)
    for name, chosen in narrowed.items():
        kept |= left_out(dialogue, dialogue.by_id[name], chosen, {**answers, **kept})
    return Carried(kept, tuple(again), tuple(gone))


def key_now(dialogue: Dialogue, key: str) -> str:
    """The key of a question of before under the name of now."""
    name, mark, item = key.partition("@")
    return f"{dialogue.formerly.get(name, name)}{mark}{item}"


def narrows(question: Question, key: str) -> bool:
    """Whether a question of before, under this key of now, chose what a repeated question was about."""
    return question.kind == "qualifiers" and "@" not in key


def left_out(
    dialogue: Dialogue, question: Question, chosen: Collection[str], answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    """Answers that the details are not known, for what was named but left out when one still had to choose what to tell of.

    Of what was chosen, or told of, the answers stand by themselves. Nothing when the choice was not made.
    """
    named = [option for name in question.for_each if name in answers for option in answers[name].chosen]
    offered = _offered(dialogue, question.for_each)
    keys = {f"{question.id}@{option}": option for option in named if option in offered and option not in chosen}
    return {key: DONT_KNOW for key in keys if key not in answers} if chosen else {}


def named_now(question: Question, answer: Answer) -> Answer:
    """The answer with the options of before under the names of now. What no longer means anything exact keeps a name nobody offers."""
    if not question.formerly or not answer.chosen:
        return answer
    return replace(answer, chosen=tuple(dict.fromkeys(question.formerly.get(each, each) for each in answer.chosen)))


def fits(dialogue: Dialogue, question: Question, answer: Answer) -> bool:
    """Whether an answer can be an answer to this question."""
    if question.kind in ("say", "text"):
        return answer.state in (KNOWN, UNKNOWN, REFUSED) and not answer.chosen and not answer.rows
    if answer.state == UNKNOWN:
        return True
    if answer.state == REFUSED:
        return question.refusable
    if answer.state != KNOWN:
        return False
    match question.kind:
        case "qualifiers":
            known = {(row.qualifier, option.id) for row in question.rows for option in row.options}
            return not answer.chosen and set(answer.rows) <= known
        case "number":
            return not answer.chosen and not answer.rows and not answer.month
        case "month":
            return bool(_MONTH.match(answer.month))
    options = {option.id for option in question.answerable} | set(_offered(dialogue, question.choose_from))
    if answer.chosen == (NONE_OF_THESE,) and NONE_OF_THESE not in options:
        return question.kind == "any_of" and bool(question.none_of_these)
    most = question.at_most or len(options)
    number = len(answer.chosen)
    return set(answer.chosen) <= options and (1 <= number <= most if question.kind == "any_of" else number == 1)


def _offered(dialogue: Dialogue, questions: tuple[str, ...]) -> dict[str, Option]:
    return {o.id: o for name in questions if name in dialogue.by_id for o in dialogue.by_id[name].answerable}
