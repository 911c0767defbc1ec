"""An older file in a newer version: kept, asked again, or gone, by the id of the question."""

from __future__ import annotations

from dataclasses import replace

from promises.sessions import sessions
from tui_walk import told

from assistant.content.model import Dialogue, Question
from assistant.dialogue.carried import carried_over
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, SEEN, Answer


def changed(dialogue: Dialogue, name: str, question: Question | None) -> Dialogue:
    """The dialogue with one question changed or taken out."""
    questions = [question if each.id == name else each for each in dialogue.questions]
    return replace(dialogue, questions=tuple(each for each in questions if each is not None))


def test_answers_of_this_version_all_stay(guide: Guide) -> None:
    dialogue = guide.dialogue("self_check")
    for session in sessions(guide, 200, 11):
        found = carried_over(dialogue, session.answers)
        assert dict(found.answers) == dict(session.answers)
        assert found.again == found.gone == ()


def test_a_question_that_is_gone_is_reported(guide: Guide) -> None:
    dialogue = changed(guide.dialogue("self_check"), "cues", None)
    found = carried_over(dialogue, told().session.answers)
    assert found.gone == ("cues",)
    assert found.again == ()
    assert "events" in found.answers


def test_an_option_that_is_gone_is_asked_again(guide: Guide) -> None:
    dialogue = guide.dialogue("self_check")
    question = dialogue.by_id["events"]
    fewer = replace(question, options=tuple(option for option in question.options if option.id != "dismissal"))
    found = carried_over(changed(dialogue, "events", fewer), told().session.answers)
    assert found.again == ("events",)
    assert found.gone == ("about_event@dismissal",)


def test_another_kind_of_question_is_asked_again(guide: Guide) -> None:
    dialogue = guide.dialogue("self_check")
    number = replace(dialogue.by_id["cues"], kind="number", options=(), none_of_these=replace(dialogue.title))
    found = carried_over(changed(dialogue, "cues", number), told().session.answers)
    assert found.again == ("cues",)


def test_unknown_stays_and_refusing_needs_the_right(guide: Guide) -> None:
    dialogue = guide.dialogue("self_check")
    found = carried_over(
        dialogue, {"danger_now": RATHER_NOT, "events": DONT_KNOW, "noticed": SEEN, "role": Answer(chosen=("a", "b"))}
    )
    assert found.again == ("danger_now", "role")
    assert set(found.answers) == {"events", "noticed"}


def test_when_three_events_were_chosen_the_others_count_as_not_known(guide: Guide) -> None:
    dialogue = guide.dialogue("self_check")
    about = Answer(rows=(("impact", "strong"), ("when", "recent")))
    old = {
        "events": Answer(chosen=("bereavement", "dismissal", "clash")),
        "events_around": Answer(chosen=("tie_lost",)),
        "events_focus": Answer(chosen=("bereavement", "clash", "tie_lost")),
        "about_event@bereavement": about,
        "about_event@clash": about,
    }
    found = carried_over(dialogue, old)
    assert found.again == found.gone == ()
    assert found.answers["about_event@dismissal"] == DONT_KNOW
    assert found.answers["about_event@bereavement"] == about
    assert "about_event@tie_lost" not in found.answers  # it was chosen, and not told of yet: it is asked


def test_a_choice_that_was_not_made_leaves_everything_to_be_asked(guide: Guide) -> None:
    old = {"events": Answer(chosen=("bereavement", "dismissal")), "events_focus": DONT_KNOW}
    found = carried_over(guide.dialogue("self_check"), old)
    assert set(found.answers) == {"events"}
    assert found.again == found.gone == ()
