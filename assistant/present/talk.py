"""A conversation under way: the answers, and whether an earlier question is shown again. Frozen: every move makes a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.content.model import Language, Observation
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.present.conversation import Conversation, Line, QuestionView, conversation, question_view
from assistant.result.result import noun_of


@dataclass(frozen=True, slots=True)
class Talk:
    """`revisiting` is the key of an earlier question that is shown again, empty when the open question is shown."""

    session: Session
    revisiting: str = ""


@dataclass(frozen=True, slots=True)
class TalkView:
    """What is drawn: the lines above the shown question, that question, and the conversation as a whole."""

    whole: Conversation
    lines: tuple[Line, ...]
    question: QuestionView | None
    revisiting: bool


def talk_view(guide: Guide, talk: Talk, language: Language) -> TalkView:
    """The view of a conversation. Raises InternalFault when the two evaluators differ."""
    whole = conversation(guide, talk.session, language)
    position = guide.position(talk.session, silent_stops=True)
    turn = position.turn(talk.revisiting) if talk.revisiting else None
    if turn is None:
        return TalkView(whole, whole.lines, whole.question, revisiting=False)
    noun = noun_of(guide.pack, position.situation)
    keys = [line.key for line in whole.lines]
    above = whole.lines[: keys.index(turn.key)]
    return TalkView(whole, above, question_view(turn, turn.answer, language, noun), revisiting=True)


def shown_key(guide: Guide, talk: Talk) -> str:
    """The key of the question that is shown; empty at the end."""
    position = guide.position(talk.session, silent_stops=True)
    if talk.revisiting and position.turn(talk.revisiting):
        return talk.revisiting
    return position.current.key if position.current else ""


def answered(guide: Guide, talk: Talk, key: str, answer: Answer) -> Talk:
    """The talk after an answer to the shown question; the same talk when `key` is not that question (a key pressed twice)."""
    if not key or key != shown_key(guide, talk):
        return talk
    return Talk(talk.session.answered(key, answer))


def stepped_back(guide: Guide, talk: Talk) -> Talk:
    """The talk one question earlier; all answers stay. The same talk at the first question."""
    keys = [turn.key for turn in guide.position(talk.session, silent_stops=True).turns]
    here = keys.index(talk.revisiting) if talk.revisiting in keys else len(keys)
    return replace(talk, revisiting=keys[here - 1]) if here > 0 else talk


def revisited(guide: Guide, talk: Talk, key: str) -> Talk:
    """The talk with one answered question shown again; the same talk when that question is not on the path."""
    on_path = guide.position(talk.session, silent_stops=True).turn(key)
    return replace(talk, revisiting=key) if on_path else talk


def limits(guide: Guide, talk: Talk, key: str) -> tuple[int, int]:
    """The smallest and largest number a number question takes."""
    question = guide.dialogue(talk.session.dialogue).by_id[key.partition("@")[0]]
    entries = [guide.pack.entry(given.kind, given.id) for given in question.records]
    numbers = [entry for entry in entries if isinstance(entry, Observation)]
    return max((n.minimum for n in numbers), default=0), min((n.maximum for n in numbers), default=600)
