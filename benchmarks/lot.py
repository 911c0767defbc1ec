"""Conversations held by lot: every answer is drawn from what is offered."""

from __future__ import annotations

import random

from assistant.content.questions import kind_of
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Turn
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, RATHER_NOT, SEEN, Answer, Session
from benchmarks.packs import DAY


def by_lot(guide: Guide, dialogue: str, rng: random.Random, most: int = 1_000) -> Session:
    """A session of one dialogue with all answers drawn by lot, up to its end."""
    session = Session(dialogue, DAY)
    for _ in range(most):
        turn = guide.position(session, silent_stops=True).current
        if turn is None:
            break
        session = session.answered(turn.key, answer_to(turn, rng))
    return session


def answer_to(turn: Turn, rng: random.Random) -> Answer:
    """One of the answers that the question takes; *don't know* now and then."""
    question = turn.question
    kind = kind_of(question)
    if kind.silent:
        return SEEN
    if rng.random() < 0.12:
        return RATHER_NOT if question.refusable and rng.random() < 0.3 else DONT_KNOW
    if kind.repeated:
        picked = ((row.qualifier, rng.choice(row.options).id) for row in question.rows if rng.random() < 0.8)
        return Answer(rows=tuple(sorted(picked)))
    if kind.typed:
        return kind.typed.answer_of(rng.randint(0, 24) * 1000, DAY)
    options = [option.id for option in question.options]
    if kind.several:
        if question.none_of_these and rng.random() < 0.3:
            return Answer(chosen=(NONE_OF_THESE,))
        number = min(len(options), rng.choice((1, 1, 2, 3)), question.at_most or len(options))
        picked_ids = set(rng.sample(options, number))
        return Answer(chosen=tuple(option for option in options if option in picked_ids))
    harmless = [option.id for option in question.options if not option.ends]
    return Answer(chosen=(rng.choice(harmless if harmless and rng.random() < 0.9 else options),))
