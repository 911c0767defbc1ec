"""Thousands of simulated self-checks: random answers to every question, replayed once each."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from assistant.content.model import Dialogue, Question
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, RATHER_NOT, SEEN, Answer, Session
from assistant.result.result import Result, result_of_session

DAY = "2026-11-24"


def sessions(guide: Guide, number: int, seed: int, dialogue: str = "self_check") -> Iterator[Session]:
    """Sessions that mostly go on past the safety questions; about one in twelve meets danger."""
    chance = random.Random(seed)
    script = guide.dialogue(dialogue)
    for _ in range(number):
        yield Session(dialogue, DAY, random_answers(script, chance))


def random_answers(script: Dialogue, chance: random.Random) -> dict[str, Answer]:
    """One random answer per question, repeated questions included."""
    answers: dict[str, Answer] = {}
    for question in script.questions:
        if question.kind == "qualifiers":
            for name in question.for_each:
                for option in script.by_id[name].options:
                    answers[f"{question.id}@{option.id}"] = _rows(question, chance)
        else:
            answers[question.id] = _answer(script, question, chance)
    return answers


def _rows(question: Question, chance: random.Random) -> Answer:
    rows = []
    for row in question.rows:
        picked = chance.choice([*(option.id for option in row.options), row.options[0].id, ""])
        if picked:
            rows.append((row.qualifier, picked))
    return Answer(rows=tuple(sorted(rows)))


def _answer(script: Dialogue, question: Question, chance: random.Random) -> Answer:
    if question.kind in ("say", "text"):
        return SEEN
    roll = chance.random()
    if roll < 0.08:
        return DONT_KNOW
    if roll < 0.11 and question.refusable:
        return RATHER_NOT
    options = list(question.options) or [o for name in question.choose_from for o in script.by_id[name].options]
    safe = [option for option in options if not option.ends]
    if chance.random() < 0.96:
        if not safe and question.none_of_these:
            return Answer(chosen=(NONE_OF_THESE,))
        options = safe or options
    if question.kind != "any_of":
        return Answer(chosen=(chance.choice(options).id,))
    if question.none_of_these and chance.random() < 0.15:
        return Answer(chosen=(NONE_OF_THESE,))
    size = min(len(options), chance.choice([1, 1, 2, 2, 3]), question.at_most or 9)
    picked = set(chance.sample([option.id for option in options], size))
    return Answer(chosen=tuple(option.id for option in options if option.id in picked))


def tally(result: Result, counter: Counter[str]) -> None:
    """Count what a generated check has really seen: concerns, danger, negation."""
    refs = result.outcome.conclusions
    counter["sessions"] += 1
    counter["concerns"] += any(ref.startswith(("trigger:", "driver:", "signal:")) for ref in refs)
    counter["danger"] += result.ended == "danger"
    counter["negation"] += any(b.support.nots for ref in refs for b in result.outcome.because[ref])


def results(guide: Guide, number: int, seed: int) -> Iterator[tuple[Session, Result]]:
    """Simulated sessions with their results."""
    for session in sessions(guide, number, seed):
        yield session, result_of_session(guide, session)


def seen_enough(counter: Counter[str]) -> None:
    """Print what a generated check has seen; nothing of a kind means that the check checked nothing."""
    print(dict(counter))
    assert all(counter[kind] for kind in ("sessions", "concerns", "danger", "negation")), counter
