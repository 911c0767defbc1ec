"""The promises of every conversation, as `explore` judges them: what is broken is an error, with the conversation that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.authoring.lint.desk import Desk, found
from assistant.authoring.lint.witnesses import witnesses
from assistant.authoring.promises import (
    DANGER_EXIT,
    HUMAN_AT_END,
    NOT_TOO_LONG,
    Limits,
    Verdict,
    Walked,
    about_of,
    draws,
    human_goals,
    judged,
)
from assistant.authoring.script import Script
from assistant.authoring.walked import Path
from assistant.authoring.written import answer_words
from assistant.content import model as m
from assistant.content.vocabulary import AT_LEAST_ONE_OF, EXACTLY_ONE_OF
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.errors import Finding, Place

BROKEN = {
    DANGER_EXIT: "danger/no-exit",
    HUMAN_AT_END: "ending/no-human",
    NOT_TOO_LONG: "dialogue/too-long",
    EXACTLY_ONE_OF: "dialogue/not-one",
    AT_LEAST_ONE_OF: "dialogue/none-of",
}


def look(desk: Desk) -> Iterator[Finding]:
    """Every promise that does not hold, and every one that could not be judged here."""
    if desk.guide is None:
        return
    number = max(1, len(desk.pack.dialogues))
    limits = desk.limits if desk.waits else Limits(desk.limits.states, max(500, desk.limits.work // number))
    for dialogue in desk.pack.dialogues.values():
        place = desk.value_place(dialogue.place, "dialogue")
        for verdict in judged(script := Script(desk.guide, dialogue), limits, _few(script, desk.guide, desk.today)):
            yield from _told(verdict, dialogue, place, waits=desk.waits)


def _few(script: Script, guide: Guide, today: str) -> Walked:
    """What a few very different conversations show already, before anything is worked out."""
    goals = human_goals(script)
    breaks: dict[str, Path] = {}
    for _, session in witnesses(script.dialogue, today):
        path = script.follow(session.answers)
        if path.ended == "complete" and not draws(script, path, goals):
            breaks.setdefault(HUMAN_AT_END, path)
    return Walked(breaks)


def _told(verdict: Verdict, dialogue: m.Dialogue, place: Place, *, waits: bool) -> Iterator[Finding]:
    place = next((group.place for group in dialogue.one_of if _same(verdict, group)), place)
    if not verdict.met:
        witness = _answers(verdict.shown) if verdict.shown else ""
        yield found(
            BROKEN[verdict.kind],
            place,
            word=dialogue.id,
            number=str(verdict.questions),
            refs=verdict.about,
            witness=witness,
        )
    elif verdict.basis == "walked":
        code = "danger/not-proven" if waits and verdict.kind == DANGER_EXIT else "promise/not-proven"
        yield found(code, place, word=dialogue.id, promise=verdict.kind)


def _same(verdict: Verdict, group: m.OneOf) -> bool:
    return (verdict.kind, verdict.about) == (group.word, about_of(group))


def _answers(session: Session) -> str:
    return ", ".join(f"{key}={answer_words(key, answer)}" for key, answer in session.answers.items())
