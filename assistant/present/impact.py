"""Before an answer is changed: which later questions and which conclusions rest on it. Conclusions only once they may be seen."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content.interface import phrases
from assistant.content.model import Count, Language, Question, Ref, about
from assistant.content.model.conditions import facts_in, walk
from assistant.content.vocabulary import PAGE_ENDINGS
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.present.conversation import revealed
from assistant.present.result_pages import WORDS
from assistant.result.result import fill, noun_of, result_of_session
from assistant.result.words import capital

SHOWN = ("trigger", "driver", "signal", "inquiry", "step", "partner")
MAX_NAMES = 2


def touched(guide: Guide, session: Session, key: str, language: Language) -> str:
    """What the answer to the question `key` touches, in one or two sentences; empty when that is nothing."""
    words = phrases(language, WORDS)
    said = [
        words(f"touches.{kind}", names=_shortened(names, words("touches.more", count=len(names) - MAX_NAMES)))
        for kind, names in (
            ("questions", list(dict.fromkeys(_questions(guide, session, key, language)))),
            ("conclusions", list(_conclusions(guide, session, key, language))),
        )
        if names
    ]
    return " ".join(said)


def _shortened(names: list[str], more: str) -> str:
    return "; ".join(names[:MAX_NAMES]) + (f"; {more}" if len(names) > MAX_NAMES else "")


def _questions(guide: Guide, session: Session, key: str, language: Language) -> Iterator[str]:
    """Questions on the path that are asked because of this answer."""
    position = guide.position(session, silent_stops=True)
    here = position.turn(key)
    noun = noun_of(guide.pack, position.situation)
    turns = position.turns
    for turn in turns[turns.index(here) + 1 :] if here else ():
        other = turn.item is not None and here is not None and not here.question.ticked((turn.item.id,))
        if here is not None and not other and _depends(turn.question, here.question):
            ask = fill(turn.question.ask, language, noun)
            item = fill(turn.item.label, language, noun).rstrip(".") if turn.item else ""
            yield f"“{ask.replace('{item}', item)}”"


def _depends(later: Question, earlier: Question) -> bool:
    if earlier.id in (*later.for_each, *later.choose_from, later.narrowed_by):
        return True
    recorded = set(earlier.recordable)
    kinds = {kind for kind, _ in recorded}
    for condition in later.only_if:
        if any(ref.pair in recorded for ref in facts_in(condition)):
            return True
        if any(isinstance(inner, Count) and inner.kind in kinds for inner in walk(condition)):
            return True
    return False


def _conclusions(guide: Guide, session: Session, key: str, language: Language) -> Iterator[str]:
    """What stands in the result because of this answer, concerns first."""
    position = guide.position(session, silent_stops=True)
    if not revealed(guide, session, position) or position.ended in PAGE_ENDINGS:
        return
    result = result_of_session(guide, session)
    refs = sorted(
        (ref for ref in result.outcome.conclusions if Ref.parse(ref).kind in SHOWN),
        key=lambda ref: SHOWN.index(Ref.parse(ref).kind),
    )
    for ref in refs:
        facts = (about(fact) for fact in result.explainer.ground(ref))
        known = (result.situation.facts.get(fact) for fact in facts)
        if any(fact is not None and key in fact.origins for fact in known):
            yield capital(result.name(ref, language))
