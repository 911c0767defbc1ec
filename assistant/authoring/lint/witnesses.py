"""A few very different complete conversations of a dialogue, made without walking it: every question gets an answer beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.content import model as m
from assistant.content.questions import kind_of
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, Answer, Session

Choose = Callable[[m.Question], Answer]


def witnesses(dialogue: m.Dialogue, as_of: str) -> Iterator[tuple[str, Session]]:
    """Conversations by name: nothing known, everything denied, and the first, the last, or every answer that goes on."""
    for name, choose in _WAYS.items():
        answers: dict[str, Answer] = {}
        for question in dialogue.questions:
            kind = kind_of(question)
            if kind.repeated:
                rows = tuple((row.qualifier, row.options[0].id) for row in question.rows if row.options)
                for other in question.for_each:
                    for option in dialogue.by_id[other].options if other in dialogue.by_id else ():
                        known = Answer(rows=tuple(sorted(rows)))
                        answers[f"{question.id}@{option.id}"] = DONT_KNOW if name == "unknown" else known
            elif not kind.silent:
                answers[question.id] = choose(question) if kind.chooses else DONT_KNOW
        yield name, Session(dialogue.id, as_of, answers)


def _going_on(question: m.Question) -> list[str]:
    return [option.id for option in question.options if not option.ends]


def _unknown(_question: m.Question) -> Answer:
    return DONT_KNOW


def _denied(question: m.Question) -> Answer:
    if kind_of(question).several:
        return Answer(chosen=(NONE_OF_THESE,)) if question.none_of_these else DONT_KNOW
    return _last(question)


def _first(question: m.Question) -> Answer:
    options = _going_on(question)
    return Answer(chosen=(options[0],)) if options else DONT_KNOW


def _last(question: m.Question) -> Answer:
    options = _going_on(question)
    return Answer(chosen=(options[-1],)) if options else DONT_KNOW


def _every(question: m.Question) -> Answer:
    options = _going_on(question)
    if not kind_of(question).several or not options:
        return _first(question)
    return Answer(chosen=tuple(options[: question.at_most] if question.at_most else options))


_WAYS: dict[str, Choose] = {"unknown": _unknown, "denied": _denied, "first": _first, "last": _last, "every": _every}
