"""What somebody said in own words is kept as it was said, beside the option that holds it, or as a tick of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import tui_walk as t
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.content.check import Checker, DialogueChecker
from assistant.content.interface import phrases
from assistant.content.model import Dialogue, FactIs, Option, Question
from assistant.content.reader import Notes
from assistant.dialogue.answers import read_answers
from assistant.dialogue.replay import Position
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, Answer, Session
from assistant.present.conversation import MORE
from assistant.present.reading import read_answer
from assistant.present.talk import proposal_answered, talk_view, typed
from assistant.records import replace
from assistant.result.answers import said
from assistant.tui.picklist import Row
from assistant.tui.ways import ManyWay

AS_OF = "2026-11-23"
START = {
    "danger_now": Answer(chosen=("no",)),
    "urgent_today": Answer(chosen=(NONE_OF_THESE,)),
    "role": Answer(chosen=("teacher",)),
    "age_band": Answer(chosen=("age_16_17",)),
}


def dialogue() -> Dialogue:
    return t.guide().dialogue("self_check")


def fine() -> Iterator[tuple[Question, Option]]:
    return ((question, option) for question in dialogue().questions for option in question.finer)


def position(answers: dict[str, Answer]) -> Position:
    """Where the conversation stands when every other question is answered with *don't know*."""
    unknown = {question.id: DONT_KNOW for question in dialogue().questions if question.kind != "qualifiers"}
    return t.guide().position(Session("self_check", AS_OF, unknown | START | answers))


@pytest.mark.parametrize(("question", "option"), [pytest.param(q, o, id=f"{q.id}.{o.id}") for q, o in fine()])
def test_every_fine_fact_can_be_kept_and_adds_no_other_fact(question: Question, option: Option) -> None:
    chosen = tuple(filter(None, (option.within, option.id)))
    kept = {fact.ref for fact in position({question.id: Answer(chosen=chosen)}).situation.present()}
    coarse = {
        fact.ref
        for fact in position({question.id: Answer(chosen=chosen[:-1])} if option.within else {}).situation.present()
    }
    assert kept - coarse == {f"{given.kind}:{given.id}" for given in option.records}
    assert coarse <= kept


def items(answers: dict[str, Answer]) -> list[str]:
    """The follow-up questions about events that the conversation asks, in their order."""
    keys: list[str] = []
    while (turn := position(answers).current) is not None:
        assert turn.question.kind == "qualifiers"
        keys.append(turn.key)
        answers = answers | {turn.key: Answer(rows=(("origin", "seen"),))}
    return keys


def test_the_fine_fact_shares_the_follow_up_of_its_option() -> None:
    both = {"events": Answer(chosen=("clash", "arrested"))}
    assert items(both) == items({"events": Answer(chosen=("clash",))}) == ["about_event@clash"]
    rows = Answer(rows=(("impact", "strong"), ("origin", "seen"), ("when", "recent")))
    facts = {
        fact.ref: dict(fact.quals) for fact in position(both | {"about_event@clash": rows}).situation.facts.values()
    }
    assert facts["event:arrested"] == facts["event:clash_with_authority"] == dict(rows.rows)


def test_what_no_option_holds_is_followed_up_by_itself() -> None:
    assert items({"events": Answer(chosen=("escaped_death",))}) == ["about_event@escaped_death"]
    assert items({"events": Answer(chosen=("arrested",))}) == ["about_event@arrested"]


def test_none_of_these_denies_nothing_that_was_not_asked() -> None:
    situation = position({"events": Answer(chosen=(NONE_OF_THESE,))}).situation
    assert situation.state("event:clash_with_authority") == "absent"
    assert situation.state("event:arrested") == "not_asked"


def test_an_answers_file_may_name_a_fine_fact_and_the_result_has_it() -> None:
    answers = {name: answer.chosen[0] for name, answer in START.items()} | {"events": ["clash", "arrested"]}
    data = json.dumps({"answers": answers}).encode()
    session = read_answers(data, "answers.json", dialogue(), t.guide().pack, AS_OF)
    assert session.answers["events"].chosen == ("clash", "arrested")
    done = CliRunner().invoke(main, ["run", "self_check", "--answers", "-", "--format", "json"], input=data)
    facts = {(fact["kind"], fact["id"]): fact for fact in json.loads(done.stdout)["facts"]}
    assert facts["event", "arrested"]["from"] == ["events"]


def test_a_fine_fact_elsewhere_is_no_option() -> None:
    data = json.dumps({"answers": {"changes": ["arrested"]}}).encode()
    done = CliRunner().invoke(main, ["run", "self_check", "--answers", "-", "--format", "json"], input=data)
    assert done.exit_code == 2
    assert "arrested" in done.stderr


def test_who_confirms_it_sees_it_ticked_and_may_take_it_off() -> None:
    talk = typed(t.guide(), t.told(until="noticed"), "noticed", "Vorige week is hij aangehouden door de politie.", "nl")
    while talk.meant:
        talk = proposal_answered(t.guide(), talk, talk.meant[0].ref, "yes")
    question = talk_view(t.guide(), talk, "nl").question
    assert question is not None
    assert {"clash", "arrested"} <= set(question.chosen)
    shown = {choice.id: choice for choice in question.choices}
    assert len({choice.key for choice in question.choices}) == len(question.choices)
    assert (shown["arrested"].under, shown["arrested"].alone) == ("clash", False)
    after = talk.session.answered("events", Answer(chosen=("clash", "arrested")))
    turn = t.guide().position(after).turn("events")
    assert turn is not None
    assert "aanhouding" in said(turn, "nl").lower()


def test_what_is_rare_comes_in_sight_below_what_holds_it_or_behind_more() -> None:
    question = talk_view(t.guide(), t.told(until="events"), "nl").question
    assert question is not None
    way = ManyWay(question, phrases("nl"))

    def ids() -> list[str]:
        return [row.id for row in way.rows()]

    first = ids()
    assert "arrested" not in first
    assert "missed_internship" not in first
    keys = {row.id: row.key for row in way.rows()}
    way.spaced(Row("clash", ""))
    assert ids()[ids().index("clash") + 1 : ids().index("detained")] == [
        "arrested",
        "conflict_with_institution",
        "stopped_by_police",
    ]
    way.picked(Row(MORE, ""), "mouse")
    assert {o.id for o in dialogue().by_id["events"].finer if not o.within} <= set(ids())
    assert {row.id: row.key for row in way.rows() if row.id in keys} == keys
    way.spaced(Row("arrested", ""))
    way.spaced(Row("clash", ""))
    assert "arrested" in ids()


def test_in_line_mode_a_fine_fact_brings_the_option_that_holds_it() -> None:
    question = talk_view(t.guide(), t.told(until="events"), "nl").question
    assert question is not None
    number = {choice.id: choice.key for choice in question.choices}
    answer = read_answer(question, number["arrested"])
    assert answer is not None
    assert answer.chosen == ("clash", "arrested")
    assert read_answer(question, number["missed_internship"]) == Answer(chosen=("missed_internship",))
    assert read_answer(question, "+") is None


@pytest.mark.parametrize(("name", "known"), [("events", False), ("events_around", False), ("changes", True)])
def test_a_later_question_may_depend_on_a_fine_fact_and_no_earlier_one(name: str, known: bool) -> None:
    depends = replace(dialogue().by_id[name], only_if=(FactIs("event", "marriage_or_engagement"),))
    questions = tuple(depends if question.id == name else question for question in dialogue().questions)
    notes = Notes()
    DialogueChecker(Checker(t.guide().pack, notes), replace(dialogue(), questions=questions)).run()
    assert [finding.code for finding in notes.findings] == ([] if known else ["question/later-fact"])
