"""Answers that were given to an older version of a dialogue: kept, asked again, or gone; matched by the id of the question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from assistant.content.model import Dialogue, Option, Question
from assistant.content.questions import kind_of
from assistant.dialogue.session import DONT_KNOW, Answer
from assistant.records import dataclass, replace


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
        if question is None or bool(item) != kind_of(question).repeated:
            gone.append(key)
            continue
        answer = named_now(question, answer)
        if item and item not in offered(dialogue, question.for_each):
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
    return kind_of(question).repeated and "@" not in key


def left_out(
    dialogue: Dialogue, question: Question, chosen: Collection[str], answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    """Answers that the details are not known, for what was named but left out when one still had to choose what to tell of.

    Of what was chosen, or told of, the answers stand by themselves. Nothing when the choice was not made.
    """
    named = [option for name in question.for_each if name in answers for option in answers[name].chosen]
    known = offered(dialogue, question.for_each)
    keys = {f"{question.id}@{option}": option for option in named if option in known and option not in chosen}
    return {key: DONT_KNOW for key in keys if key not in answers} if chosen else {}


def named_now(question: Question, answer: Answer) -> Answer:
    """The answer with the options of before under the names of now. What no longer means anything exact keeps a name nobody offers."""
    if not question.formerly or not answer.chosen:
        return answer
    return replace(answer, chosen=tuple(dict.fromkeys(question.formerly.get(each, each) for each in answer.chosen)))


def fits(dialogue: Dialogue, question: Question, answer: Answer) -> bool:
    """Whether an answer can be an answer to this question."""
    return kind_of(question).fits(question, answer, offered(dialogue, question.choose_from))


def offered(dialogue: Dialogue, questions: Iterable[str]) -> dict[str, Option]:
    """Everything that can be chosen in those questions, by id."""
    return {o.id: o for name in questions if name in dialogue.by_id for o in dialogue.by_id[name].answerable}
