"""Every answer on one list, so that each can be looked at and changed; those that do not count now are marked."""

from __future__ import annotations

from assistant.content.model import Dialogue, Language, Option
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Turn
from assistant.dialogue.session import Session
from assistant.present.conversation import closed
from assistant.records import dataclass
from assistant.result.answers import said
from assistant.result.result import fill, noun_of


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One answer. Not `counted` when the question is not asked now, because of another answer."""

    key: str
    section: str
    ask: str
    answer: str
    counted: bool = True


def review_lines(guide: Guide, session: Session, language: Language) -> tuple[ReviewLine, ...]:
    """The answers on the path, then those that are kept but not counted."""
    dialogue = guide.dialogue(session.dialogue)
    position = guide.position(session, silent_stops=True)
    noun = noun_of(guide.pack, position.situation)
    titles = {section.id: fill(section.title, language, noun) for section in dialogue.sections}

    def line(turn: Turn, *, counted: bool) -> ReviewLine:
        ask = fill(turn.question.ask, language, noun)
        if turn.item:
            ask = ask.replace("{item}", fill(turn.item.label, language, noun).rstrip("."))
        return ReviewLine(
            turn.key, titles.get(turn.question.section, ""), closed(ask), said(turn, language, noun), counted
        )

    unused = [_turn(dialogue, session, key) for key in position.unused]
    left = [line(turn, counted=False) for turn in unused if turn is not None]
    return (*(line(turn, counted=True) for turn in position.turns), *left)


def _turn(dialogue: Dialogue, session: Session, key: str) -> Turn | None:
    """The turn an unused answer belonged to."""
    name, _, item = key.partition("@")
    question = dialogue.by_id.get(name)
    if question is None:
        return None
    options: tuple[Option, ...] = ()
    for other in (*question.for_each, *question.choose_from):
        options += dialogue.by_id[other].answerable if other in dialogue.by_id else ()
    about = next((option for option in options if option.id == item), None) if item else None
    return Turn(key, question, about, session.answers.get(key))
