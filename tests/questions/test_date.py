"""A question about a day: typed in many ways, kept as a day, recorded as days ago, the same in every shell."""

from __future__ import annotations

import json

import pytest
from questions.packs import AS_OF, guide

from assistant.authoring.script import Script
from assistant.authoring.written import answer_words
from assistant.content.questions.date import Date
from assistant.content.questions.month import Month
from assistant.content.questions.typed import Entry, TypedKind
from assistant.dialogue.answers import read_answers
from assistant.dialogue.carried import carried_over
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, Answer, Session
from assistant.errors import InputError
from assistant.present.conversation import QuestionView
from assistant.present.reading import read_answer, told_back
from assistant.present.talk import Talk, answered, revisited, talk_view
from assistant.result.contract import to_json
from assistant.result.result import result_of_session
from assistant.store.kept_file import answer_in, answer_out
from assistant.tui.ways import Done, way_for
from assistant.web.controls import TYPED, Unfit, answers_from, told_of

BEFORE = {
    "danger_now": Answer(chosen=("no",)),
    "role": Answer(chosen=("teacher",)),
    "events": Answer(chosen=("none_of_these",)),
    "changes": Answer(chosen=("none_of_these",)),
    "helps": DONT_KNOW,
}


def talk(**more: Answer) -> Talk:
    return Talk(Session("small", AS_OF, {**BEFORE, **more}))


def asked(of: Talk) -> QuestionView:
    view = talk_view(guide(), of, "nl").question
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *(("3-11-2026", "2026-11-03"), ("03/11/2026", "2026-11-03"), ("3.11.26", "2026-11-03")),
        *(("2026-11-03", "2026-11-03"), ("3-11", "2026-11-03"), ("3-12", "2025-12-03"), ("24-11", "2026-11-24")),
        *(("3 november", "2026-11-03"), ("November 3, 2025", "2025-11-03"), ("3e dec.", "2025-12-03")),
        *(
            ("1 mrt 2026", "2026-03-01"),
            ("2 mei", "2026-05-02"),
            ("2 May", "2026-05-02"),
            ("29 februari", "2024-02-29"),
        ),
        *(("vandaag", "2026-11-24"), ("Gisteren!", "2026-11-23"), ("the day before yesterday", "2026-11-22")),
        *(("4-1-2027", "2027-01-04"), ("3 – 11 – 2026", "2026-11-03")),
        *(
            ("31-2-2026", ""),
            ("13-13", ""),
            ("november", ""),
            ("november 2026", ""),
            ("3 foo", ""),
            ("112", ""),
            ("x", ""),
        ),
    ],
)
def test_a_day_is_typed_as_one_says_it(typed: str, day: str) -> None:
    view = asked(talk())
    assert (view.key, view.control) == ("on_day", "line")
    assert read_answer(view, typed) == (Answer(moment=day) if day else None)


def test_not_knowing_is_an_answer_in_words_and_by_the_number_that_stands_there() -> None:
    view = asked(talk())
    assert [choice.key for choice in view.choices] == ["0", "-"]
    assert {read_answer(view, typed) for typed in ("onbekend", "weet ik niet", "0")} == {DONT_KNOW}
    assert read_answer(view, "-") == RATHER_NOT
    assert "3-11-2026" in " ".join(told_back(view, "foo", "nl"))


def test_it_is_recorded_as_days_ago_and_leads_on() -> None:
    session = talk(on_day=Answer(moment="2026-11-20"), in_month=DONT_KNOW, seen_on=DONT_KNOW).session
    position = guide().position(session)
    assert position.situation.numbers["days_since"].value == 4000
    assert "months_since" not in position.situation.numbers
    assert position.current is not None
    assert position.current.key == "still_new"
    later = guide().position(session.answered("on_day", Answer(moment="2026-12-24")))
    assert later.situation.numbers["days_since"].value == 0
    unknown = guide().position(session.answered("on_day", DONT_KNOW))
    assert (unknown.ended, dict(unknown.situation.numbers)) == ("complete", {})


def test_it_is_told_as_one_says_it() -> None:
    session = talk(on_day=Answer(moment="2026-11-03"), in_month=Answer(moment="2026-08"), seen_on=DONT_KNOW).session
    for language, day in (("nl", "3 november 2026"), ("en", "3 November 2026")):
        lines = {line.key: line.answer for line in talk_view(guide(), Talk(session), language).lines}  # type: ignore[arg-type]
        assert (lines["on_day"], lines["in_month"]) == (day, "2026-08")
    path = {
        step["question"]: step["answer"]
        for step in json.loads(to_json(result_of_session(guide(), session), "nl"))["path"]
    }
    assert (path["on_day"], path["in_month"]) == (["2026-11-03"], ["2026-08"])


def test_files_give_it_back_and_refuse_what_is_no_day() -> None:
    day, dialogue = Answer(moment="2026-11-03"), guide().dialogue("small")
    written = f"answers: {{on_day: {answer_words('on_day', day)}, seen_on: 2026-12-01}}"
    read = read_answers(written.encode(), "x.yaml", dialogue, guide().pack, AS_OF)
    assert dict(read.answers) == {"on_day": day, "seen_on": Answer(moment="2026-12-01")}
    assert answer_in(answer_out(day)) == day
    for wrong in ("2026-02-31", "2026-11", "gisteren", "[1]"):
        with pytest.raises(InputError) as told:
            read_answers(f"answers: {{on_day: {wrong}}}".encode(), "x.yaml", dialogue, guide().pack, AS_OF)
        assert [(each.code, each.values["wanted"]) for each in told.value.findings] == [("field/type", "date")]
    carried = carried_over(dialogue, {"on_day": Answer(moment="2026-08"), "in_month": day, "seen_on": day})
    assert (carried.again, set(carried.answers)) == (("on_day", "in_month"), {"seen_on"})


def test_the_app_and_the_pages_read_the_same_line() -> None:
    view, dialogue = asked(talk()), guide().dialogue("small")
    from assistant.content.interface import phrases

    way = way_for(view, phrases("nl"))
    assert way.entered("gisteren") == Done(answer=Answer(moment="2026-11-23"))
    assert "3-11-2026" in way.hint()
    assert way.entered("foo").problem
    assert answers_from(dialogue, view, {TYPED: ["gisteren"]}) == {"on_day": Answer(moment="2026-11-23")}
    with pytest.raises(Unfit) as unfit:
        answers_from(dialogue, view, {TYPED: ["foo"]})
    assert told_of(unfit.value, view, phrases("nl", "pages")) == way.entered("foo").problem


def test_an_answer_can_be_changed() -> None:
    after = answered(guide(), talk(), "on_day", Answer(moment="2026-11-03"))
    again = asked(revisited(guide(), after, "on_day"))
    assert again.key == "on_day"
    assert asked(after).key == "in_month"


def test_exploring_tries_a_day_on_each_side_of_every_bound() -> None:
    script = Script(guide(), guide().dialogue("small"))
    by_id = guide().dialogue("small").by_id
    days = [way.answer for _, ways in script.turns(by_id["on_day"], _nothing()) for way in ways]
    assert days == [Answer(moment=AS_OF), Answer(moment="2026-11-09"), DONT_KNOW]
    only_read = [way.answer for _, ways in script.turns(by_id["seen_on"], _nothing()) for way in ways]
    assert only_read == [Answer(moment=AS_OF), DONT_KNOW]
    both = {tuple(key for key, _ in path.answers if key == "still_new") for path in script.every()}
    assert both == {(), ("still_new",)}


def _nothing() -> object:
    from assistant.authoring.walked import State

    return State()


@pytest.mark.parametrize("kind", [Date(), Month()])
def test_what_is_tried_is_recorded_as_what_was_tried(kind: TypedKind) -> None:
    for value in (0, 1000, 13_000, 600_000):
        assert kind.value(kind.answer_of(value, AS_OF), AS_OF) == value
    assert Entry(kind, 0, 600, AS_OF).numeric is False
