"""What was named never disappears: of what is not known the fact still stands there, and nothing follows from it."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language, Question
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, Answer, Session
from assistant.result.document import document_of
from assistant.result.possible import facts_of, possible_items, unknown_of
from assistant.result.result import Result, result_of_session
from tests.promises.sessions import DAY, sessions

LANGUAGES: tuple[Language, ...] = ("nl", "en")


def test_every_fact_that_something_possible_waits_for_is_named_first(guide: Guide) -> None:
    shown = 0
    for session in sessions(guide, 60, seed=91):
        result = result_of_session(guide, session)
        for language in LANGUAGES:
            items = list(possible_items(result, language))
            triggers = [item for item in result.possible if item.ref.startswith("trigger:")]
            said = " ".join(f"{item.title} {item.text}" for item in items).lower()
            for item in triggers:
                assert result.name(item.ref, language).lower() in said
                exact = [
                    fact for fact in facts_of(item) if fact not in result.finer
                ]  # else what is more exact is named
                assert all(result.name(fact, language).lower() in said for fact in exact)
            if result.asks_nothing or not items:
                continue
            part = document_of(result, language).part("unknown")
            assert part is not None
            assert [item.title for item in part.items[: len(items)]] == [item.title for item in items]
            labels = {phrases(language)(f"possible.{unknown_of(item)}") for item in result.possible}
            assert labels == {item.label for item in items}
            shown += 1
    assert shown > 5


def test_what_stays_possible_is_nowhere_concluded_and_changes_nothing(guide: Guide) -> None:
    """Possible is told of, and that is all: nothing that is concluded rests on it."""
    looked = 0
    for session in sessions(guide, 80, seed=92):
        result = result_of_session(guide, session)
        refs = {item.ref for item in result.possible}
        assert not refs & set(result.outcome.conclusions)
        for ref in result.outcome.conclusions:
            assert not refs & set(result.explainer.ground(ref))
        looked += bool(refs)
    assert looked > 3


def test_of_every_event_that_can_be_chosen_nothing_is_lost_when_its_details_are_not_known(guide: Guide) -> None:
    """Before this, an event without time and impact was gone from the result."""
    dialogue = guide.dialogue("self_check")
    known = Answer(rows=(("impact", "strong"), ("origin", "seen"), ("when", "recent")))
    looked = 0
    for name in dialogue.by_id["about_event"].for_each:
        for option in dialogue.by_id[name].options:
            start = {"role": Answer(chosen=("teacher",)), name: Answer(chosen=(option.id,))}
            clear = triggers(guide, start | {f"about_event@{option.id}": known})
            unclear = triggers(guide, start | {f"about_event@{option.id}": DONT_KNOW})
            assert clear[0] <= unclear[0] | unclear[1], option.id
            assert not clear[1]
            looked += bool(clear[0])
    assert looked > 8


def triggers(guide: Guide, answers: dict[str, Answer]) -> tuple[set[str], set[str]]:
    """The trigger factors that are drawn, and those that stay possible; every other question is answered by nothing."""
    result = finished(guide, answers)
    drawn = {ref for ref in result.outcome.conclusions if ref.startswith("trigger:")}
    return drawn, {item.ref for item in result.possible if item.ref.startswith("trigger:")}


def finished(guide: Guide, answers: dict[str, Answer]) -> Result:
    """The result of a whole conversation in which every other question is answered by nothing."""
    script = guide.dialogue("self_check")
    session = Session("self_check", DAY, answers)
    while (turn := guide.position(session).current) is not None:
        session = session.answered(turn.key, _nothing(script.by_id[turn.question.id]))
    return result_of_session(guide, session)


def _nothing(question: Question) -> Answer:
    if question.kind == "yes_no":
        return Answer(chosen=("no",))
    return Answer(chosen=(NONE_OF_THESE,)) if question.none_of_these else DONT_KNOW


def test_of_every_event_of_longer_ago_that_did_something_the_trigger_factor_stays_in_sight(guide: Guide) -> None:
    """A year is a limit of this program: past it nothing is drawn, nothing follows, and nothing is gone either."""
    dialogue = guide.dialogue("self_check")
    looked = 0
    for name in dialogue.by_id["about_event"].for_each:
        for option in dialogue.by_id[name].options:
            found = {}
            for when, impact in (("recent", "strong"), ("older", "strong"), ("older", "none")):
                rows = Answer(rows=(("impact", impact), ("origin", "seen"), ("when", when)))
                start = {"role": Answer(chosen=("teacher",)), name: Answer(chosen=(option.id,))}
                answers = start | {f"about_event@{option.id}": rows}
                found[when, impact] = finished(guide, answers)
            recent, older, nothing = found.values()
            named = {f"trigger:{each}" for each in recent.outcome.of_kind("trigger")}
            assert named <= {item.ref for item in older.longer_ago} | set(older.outcome.conclusions), option.id
            assert not older.possible
            assert not nothing.longer_ago
            assert not recent.longer_ago
            if not named or older.asks_nothing or not older.longer_ago:
                continue
            part = document_of(older, "nl").part("unknown")
            assert part is not None
            said = next(item for item in part.items if item.ref == f"event:{option.records[0].id}")
            assert all(older.name(item.ref, "nl") in said.text for item in older.longer_ago)
            assert older.points_to == ()
            looked += 1
    assert looked > 8
