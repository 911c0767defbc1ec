"""A conversation under way: the answers, and whether an earlier question is shown again. Frozen: every move makes a new one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.content.model import Language, Pack, Question, Text
from assistant.content.questions import kind_of
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Position
from assistant.dialogue.session import NONE_OF_THESE, Answer, Session
from assistant.present.conversation import Conversation, Line, QuestionView, conversation, question_view
from assistant.present.own_words import DANGER, YES, Meant, beforehand, danger_meant, meant_by, proposal_view
from assistant.present.type_to_find import is_story
from assistant.records import dataclass, replace
from assistant.result.result import SHARING, fill, noun_of


@dataclass(frozen=True, slots=True)
class Talk:
    """`revisiting` is the key of an earlier question that is shown again, empty when the open question is shown.

    `meant` is what typed words may mean, to be confirmed one by one; `confirmed` what was confirmed; `unfound` that nothing of what was
    just typed is asked about. `words` are the typed words themselves, until the last of `meant` is answered; `urgent` are kinds of
    danger whose page is to be shown now, because of what was typed or asked, and `shown` those whose page these words have led to
    already. `early` are words that were typed before own words are asked for: they wait in the box of that question; `heard` are the
    kinds of danger that these told of. All of it lives in memory only.
    """

    session: Session
    revisiting: str = ""
    meant: tuple[Meant, ...] = ()
    confirmed: frozenset[str] = frozenset()
    unfound: bool = False
    urgent: tuple[Meant, ...] = ()
    words: str = ""
    shown: frozenset[str] = frozenset()
    early: str = ""
    heard: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TalkView:
    """What is drawn: the lines above the shown question, that question, and the conversation as a whole.

    `beforehand` says that something is ticked already, because it was confirmed; `unfound` that nothing was found in typed words.
    """

    whole: Conversation
    lines: tuple[Line, ...]
    question: QuestionView | None
    revisiting: bool
    beforehand: bool = False
    unfound: bool = False


def sharing_dialogue(pack: Pack) -> str:
    """The id of the conversation about sharing information; empty when a pack has none."""
    return next((each.id for each in pack.dialogues.values() if each.about == SHARING), "")


def with_same_answers(guide: Guide, session: Session, dialogue: str) -> Session:
    """A new session of `dialogue`, with the answers to the questions that both conversations ask under the same id."""
    script, kept = guide.dialogue(dialogue), {}
    for turn in guide.position(session).turns:
        question = script.by_id.get(turn.key)
        if question is None or turn.answer is None:
            continue
        if {NONE_OF_THESE, *(option.id for option in question.options)}.issuperset(turn.answer.chosen):
            kept[turn.key] = turn.answer
    return Session(dialogue, session.as_of, MappingProxyType(kept))


def talk_view(guide: Guide, talk: Talk, language: Language) -> TalkView:
    """The view of a conversation."""
    whole = conversation(guide, talk.session, language)
    position = guide.position(talk.session, silent_stops=True)
    turn = position.turn(talk.revisiting) if talk.revisiting else None
    noun = noun_of(guide.pack, position.situation)
    if turn is None:
        return _open_question(guide, talk, whole, position, language, noun)
    keys = [line.key for line in whole.lines]
    screen = next(screen for screen in position.screens() if turn in screen)
    above = whole.lines[: keys.index(screen[0].key)]
    view = question_view(guide.pack, talk.session, turn, turn.answer, language, noun)
    parts = guide.dialogue(talk.session.dialogue).sections
    section = next(
        (fill(part.title, language, noun) for part in parts if part.id == turn.question.section), whole.section
    )
    return TalkView(replace(whole, section=section), above, view, revisiting=True)


def _open_question(
    guide: Guide, talk: Talk, whole: Conversation, position: Position, language: Language, noun: Text
) -> TalkView:
    if talk.meant and position.current is not None:
        return TalkView(
            whole, whole.lines, proposal_view(guide.pack, talk.meant[0], language, noun, talk.words), revisiting=False
        )
    question, turn = whole.question, position.current
    if question is None or turn is None:
        return TalkView(whole, whole.lines, question, revisiting=False)
    ticked = beforehand(turn.question, talk.confirmed)
    filled = (
        question_view(guide.pack, talk.session, turn, Answer(chosen=ticked), language, noun) if ticked else question
    )
    if filled.control == "words":
        filled = replace(filled, typed=talk.early)
    return TalkView(whole, whole.lines, filled, revisiting=False, beforehand=bool(ticked), unfound=talk.unfound)


def typed(guide: Guide, talk: Talk, key: str, text: str, language: Language) -> Talk:
    """The talk after words were typed at the shown question.

    Clear danger has its page first: the question stays, with what was typed, and the same words lead to a page only once. Else the
    question is answered and what the words may mean comes next.
    """
    after = answered(guide, talk, key, Answer())
    if after is talk:
        return talk
    dialogue = guide.dialogue(talk.session.dialogue)
    found = meant_by(guide.pack, dialogue, key.partition("@")[0], text, language)
    shown = talk.shown if text == talk.words else frozenset()
    if text == talk.early:  # what these words tell of danger was shown, or asked, when they were typed
        found = tuple(each for each in found if each.ref not in talk.heard)
    urgent = tuple(each for each in found if each.clear and each.ref not in shown)
    if urgent:
        return replace(talk, urgent=urgent, words=text, shown=shown | {each.ref for each in urgent}, unfound=False)
    asked = tuple(each for each in found if not each.clear)
    return replace(after, meant=asked, unfound=bool(text.strip()) and not found, words=text if asked else "")


def waits_for_words(guide: Guide, talk: Talk) -> bool:
    """Whether own words will still be asked for after the shown question."""
    here = shown_key(guide, talk).partition("@")[0]
    questions = guide.dialogue(talk.session.dialogue).questions
    ids = [question.id for question in questions]
    later = questions[ids.index(here) + 1 :] if here in ids else ()
    return any(kind_of(each).own_words and each.id not in talk.session.answers for each in later)


def told_early(guide: Guide, talk: Talk, text: str, language: Language, found: str = "") -> Talk:
    """The talk after words were typed where a choice is asked; the same talk when they are no more than a search in the list.

    Danger in them comes first: its page when it is clear, else one quiet question. Nothing is answered. A story waits for the question
    that asks for own words, unless a choice was `found` by it. The same words lead to a page only once.
    """
    key = shown_key(guide, talk).partition("@")[0]
    question = guide.dialogue(talk.session.dialogue).by_id.get(key)
    if question is None or (found and (not is_story(text) or _tells_of_danger(question, found))):
        return talk
    shown = talk.shown if text == talk.words else frozenset()
    dangers = tuple(
        each
        for each in danger_meant(guide.pack, text, language)
        if each.ref not in shown and (each.clear or is_story(text))  # of one word or two only what is clear says enough
    )
    urgent = tuple(each for each in dangers if each.clear)
    if found:
        seen = frozenset(each.ref for each in urgent)
        return replace(talk, urgent=urgent, words=text, shown=talk.shown | seen) if urgent else talk
    keeps = waits_for_words(guide, talk) and (is_story(text) or bool(dangers))
    quiet = () if urgent else dangers
    if not keeps and not dangers:
        return talk
    return replace(
        talk,
        revisiting="" if quiet else talk.revisiting,
        meant=quiet,
        urgent=urgent,
        words=text if quiet else "",
        early="\n".join(filter(None, (talk.early, text.strip()))) if keeps else talk.early,
        heard=talk.heard | {each.ref for each in dangers} if keeps else talk.heard,
    )


def _tells_of_danger(question: Question, choice: str) -> bool:
    options = (option for option in question.answerable if option.id == choice)
    return any(given.kind == DANGER for option in options for given in option.records)


def forgotten(talk: Talk) -> Talk:
    """The talk without the words that wait."""
    return replace(talk, early="", heard=frozenset())


def proposal_answered(guide: Guide, talk: Talk, ref: str, choice: str) -> Talk:
    """The talk after *yes*, *no* or *don't know* to a proposal. Only *yes* does something; for danger it shows what one can do."""
    if not talk.meant or talk.meant[0].ref != ref:
        return talk
    after = replace(talk, meant=talk.meant[1:], urgent=(), words=talk.words if talk.meant[1:] else "")
    if choice != YES:
        return after
    if talk.meant[0].danger:
        return replace(after, urgent=talk.meant[:1])
    return replace(after, confirmed=talk.confirmed | {ref})


def shown_key(guide: Guide, talk: Talk) -> str:
    """The key of the question that is shown; empty at the end, and while typed words are being confirmed."""
    position = guide.position(talk.session, silent_stops=True)
    if talk.revisiting and position.turn(talk.revisiting):
        return talk.revisiting
    return position.current.key if position.current and not talk.meant else ""


def answered(guide: Guide, talk: Talk, key: str, answer: Answer) -> Talk:
    """The talk after an answer to the shown question; the same talk when `key` is not that question (a key pressed twice)."""
    return answered_all(guide, talk, key, {key: answer})


def answered_all(guide: Guide, talk: Talk, key: str, answers: Mapping[str, Answer]) -> Talk:
    """The talk after all answers of the shown screen, by key; the same talk when `key` is not that screen (a key pressed twice)."""
    if not key or key != shown_key(guide, talk):
        return talk
    session = talk.session.answered_all(answers)
    after = replace(talk, session=session, revisiting="", unfound=False, urgent=(), words="", shown=frozenset())
    if not talk.early or waits_for_words(guide, after) or _asks_for_words(guide, after):
        return after
    return forgotten(after)


def _asks_for_words(guide: Guide, talk: Talk) -> bool:
    current = guide.position(talk.session, silent_stops=True).current
    return current is not None and kind_of(current.question).own_words


def stepped_back(guide: Guide, talk: Talk) -> Talk:
    """The talk one screen earlier; all answers stay. The same talk at the first question."""
    position = guide.position(talk.session, silent_stops=True)
    shown = position.turn(talk.revisiting) or position.current
    screens = position.screens()
    names = [screen[0].question.id for screen in screens]
    here = names.index(shown.question.id) if shown is not None and shown.question.id in names else len(names)
    return replace(talk, revisiting=screens[here - 1][0].key, meant=(), words="") if here > 0 else talk


def revisited(guide: Guide, talk: Talk, key: str) -> Talk:
    """The talk with one answered question shown again; the same talk when that question is not on the path."""
    on_path = guide.position(talk.session, silent_stops=True).turn(key)
    return replace(talk, revisiting=key) if on_path else talk


def stepped_out(talk: Talk) -> Talk:
    """The talk at its open question again; typed words that were not confirmed yet are forgotten."""
    after = replace(talk, revisiting="", meant=(), words="")
    return after if talk.revisiting else forgotten(after)
