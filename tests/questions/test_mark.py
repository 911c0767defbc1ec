"""Whether something matters and how sure one is: a choice and a row, the same in every shell; none of it is recorded."""

from __future__ import annotations

import pytest
from questions.packs import AS_OF, guide

from assistant.content.interface import phrases
from assistant.content.model import Dialogue, Option, Question, Row, Section, Text
from assistant.content.questions import HOW_SURE, kind_of
from assistant.dialogue.carried import fits
from assistant.dialogue.replay import Turn, replay
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, RATHER_NOT, Answer, Session
from assistant.present.conversation import QuestionView, question_view
from assistant.present.reading import begun_mark, read_answer
from assistant.records import replace
from assistant.result.answers import telling
from assistant.tui.ways import LEAVE, Done, MarkWay, way_for
from assistant.web.controls import Unfit, answers_from, told_of

OPTIONS = (Option("yes", Text("Ja", "Yes")), Option("no", Text("Nee", "No")))
SURES = tuple(Option(str(number), Text(str(number))) for number in range(50, 101, 10))
QUESTION = Question(
    *("mark.one", "mark", "case", Text("Doet dit ertoe?", "Does this matter?")),
    options=OPTIONS,
    rows=(Row(HOW_SURE, Text("Hoe zeker?", "How sure?"), SURES),),
    needs_answer=True,
)
NAMES = Question(
    *("names", "any_of", "case", Text("Welke?", "Which?")),
    options=(Option("one", Text("Een")), Option("two", Text("Twee"))),
    none_of_these=Text("Geen van deze", "None of these"),
    needs_answer=True,
)
SCRIPT = Dialogue("script", "1", Text("x"), 1, (), (Section("case", Text("x")),), (QUESTION, NAMES))
YES_70 = Answer(chosen=("yes",), rows=((HOW_SURE, "70"),))


def view(question: Question = QUESTION, answer: Answer | None = None) -> QuestionView:
    answers = {} if answer is None else {question.id: answer}
    return question_view(
        guide().pack, Session("script", AS_OF, answers), Turn(question.id, question, None, answer), answer, "nl", Text()
    )


def test_what_fits() -> None:
    def mark(word: str, *rows: tuple[str, str]) -> Answer:
        return Answer(chosen=(word,), rows=rows)

    assert fits(SCRIPT, QUESTION, YES_70)
    assert fits(SCRIPT, QUESTION, mark("no", (HOW_SURE, "73")))  # from a file; the shells offer tens
    wrong = (
        *(mark("yes"), mark("yes", (HOW_SURE, "49")), mark("yes", (HOW_SURE, "101")), mark("yes", (HOW_SURE, "070"))),
        *(mark("yes", (HOW_SURE, "x")), mark("yes", ("when", "70")), mark("yes", (HOW_SURE, "70"), ("when", "now"))),
        *(mark("maybe", (HOW_SURE, "70")), Answer(chosen=("yes", "no"), rows=((HOW_SURE, "70"),)), Answer()),
        *(DONT_KNOW, RATHER_NOT, Answer(chosen=(NONE_OF_THESE,))),
    )
    assert [answer for answer in wrong if fits(SCRIPT, QUESTION, answer)] == []


def test_nothing_is_recorded_and_it_is_told_in_words() -> None:
    at = replay(SCRIPT, Session("script", AS_OF, {"mark.one": YES_70}), lambda *_: True)
    assert dict(at.situation.facts) == {}
    assert at.current is not None
    assert at.current.key == "names"
    assert kind_of(QUESTION).said(QUESTION, YES_70, telling("nl", Text())) == "ja, 70"
    assert kind_of(QUESTION).as_words(YES_70) == ["yes", "70"]


def test_an_answer_is_needed_so_nothing_else_is_offered() -> None:
    assert [(choice.id, choice.key) for choice in view().choices] == [("yes", "1"), ("no", "2")]
    assert [choice.key for choice in view().rows[0].choices] == list("123456")
    assert [(choice.id, choice.key) for choice in view(NAMES).choices] == [
        *(("one", "1"), ("two", "2"), (NONE_OF_THESE, "0"))
    ]
    assert view(QUESTION, YES_70).chosen_rows == ((HOW_SURE, "70"),)


def test_in_the_app_the_second_key_answers() -> None:
    way = way_for(view(), phrases("nl"))
    assert isinstance(way, MarkWay)
    hint = way.hint()
    assert [row.id for row in way.rows()] == ["yes", "no"]
    assert way.picked(way.rows()[1], "key") == Done(point="sure=70")
    assert way.hint() != hint
    assert [row.id for row in way.rows()][2:] == ["sure?", *(f"sure={option.id}" for option in SURES)]
    assert "(•)" in way.rows()[1].mark
    assert "(•)" not in "".join(row.mark for row in way.rows()[2:])
    assert way.spaced(way.rows()[3]) == Done(answer=Answer(chosen=("no",), rows=((HOW_SURE, "50"),)))
    kept = way.picks()
    assert way.back()
    assert [row.id for row in way.rows()] == ["yes", "no"]
    assert not way.back()
    way.put_back(kept)
    assert len(way.rows()) == 9


def test_in_the_app_an_earlier_mark_is_shown_and_can_be_left() -> None:
    way = way_for(replace(view(QUESTION, YES_70), leave="Laat het zo"), phrases("nl"))
    assert (way.start(), [row.id for row in way.rows()]) == ("yes", ["yes", "no", LEAVE])
    assert way.picked(way.rows()[2], "enter") == Done(wanted=LEAVE)
    way.picked(way.rows()[0], "key")
    assert [row.id for row in way.rows() if "(•)" in row.mark] == ["yes", "sure=70"]
    way.back()
    way.picked(way.rows()[1], "key")
    assert [row.id for row in way.rows() if "(•)" in row.mark] == ["no"]


@pytest.mark.parametrize(("question", "answer"), [(NAMES, Answer(chosen=("two",))), (QUESTION, YES_70)])
def test_in_the_app_every_earlier_answer_can_be_left(question: Question, answer: Answer) -> None:
    way = way_for(replace(view(question, answer), leave="Laat het zo"), phrases("nl"))
    last = way.rows()[-1]
    assert (last.id, last.text) == (LEAVE, "Laat het zo")
    assert way.picked(last, "enter") == Done(wanted=LEAVE)


def test_in_lines() -> None:
    assert read_answer(view(), "1 3") == YES_70
    assert read_answer(view(), "ja 70") == YES_70
    assert (begun_mark(view(), "ja"), begun_mark(view(), "ja 3"), begun_mark(view(NAMES), "1")) == ("yes", "", "")
    assert read_answer(view(NAMES), "0") == Answer(chosen=(NONE_OF_THESE,))
    assert read_answer(view(NAMES), "2 1") == Answer(chosen=("one", "two"))
    assert read_answer(view(NAMES), "0 1") is None
    assert read_answer(view(NAMES), "weet ik niet") is None


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ({"a": ["yes"], "sure": ["70"]}, YES_70),
        ({"a": ["yes"]}, None),
        ({"sure": ["70"]}, None),
        ({"a": ["yes", "no"], "sure": ["70"]}, None),
        ({"a": ["yes"], "sure": ["73"]}, None),
        ({"a": ["perhaps"], "sure": ["70"]}, None),
    ],
)
def test_in_pages(sent: dict[str, list[str]], answer: Answer | None) -> None:
    if answer is not None:
        assert answers_from(SCRIPT, view(), sent) == {"mark.one": answer}
        return
    with pytest.raises(Unfit) as caught:
        answers_from(SCRIPT, view(), sent)
    assert told_of(caught.value, view(), phrases("nl", "pages"))


def test_a_page_says_that_none_rules_out_all_others() -> None:
    with pytest.raises(Unfit, match="alone"):
        answers_from(SCRIPT, view(NAMES), {"a": ["one", NONE_OF_THESE]})
    with pytest.raises(Unfit, match="choose") as caught:
        answers_from(SCRIPT, view(NAMES), {})
    words = phrases("nl", "pages")
    assert told_of(caught.value, view(NAMES), words) == words("practice.choose")
