"""Line mode of practice reads a line as all faces do."""

from __future__ import annotations

import pytest
from questions.packs import guide

from assistant.content.model import Option, Question, Row, Text
from assistant.content.questions import HOW_SURE
from assistant.dialogue.replay import Turn
from assistant.dialogue.session import Answer, Session
from assistant.present.conversation import QuestionView, question_view
from assistant.present.reading import begun_mark, read_answer

SURE_70 = Answer(chosen=("yes",), rows=((HOW_SURE, "70"),))


@pytest.fixture(scope="module")
def mark() -> QuestionView:
    options = (Option("yes", Text("Ja, dit doet ertoe")), Option("no", Text("Nee, dit is gewoon")))
    sures = tuple(Option(str(n), Text(str(n))) for n in range(50, 101, 10))
    rows = (Row(HOW_SURE, Text("Hoe zeker?"), sures),)
    question = Question("mark.x", "mark", "case", Text("?"), options=options, rows=rows, needs_answer=True)
    return question_view(guide().pack, Session("x", "2026-11-28"), Turn("mark.x", question), None, "nl", Text())


@pytest.mark.parametrize(
    "typed", ["ja 3", "Ja, 3.", "ja hoor 3", "1 3", "① ③", "JA 3)", "yes 3", "ja ３", "één drie", "1 70", "ja 70"]
)
def test_a_mark_and_how_sure(mark: QuestionView, typed: str) -> None:
    assert read_answer(mark, typed) == SURE_70
    assert begun_mark(mark, typed) == ""


@pytest.mark.parametrize("typed", ["ja", "Ja.", "ja hoor", "1", "①", "j", "yes"])
def test_a_mark_without_how_sure_is_half(mark: QuestionView, typed: str) -> None:
    assert read_answer(mark, typed) is None
    assert begun_mark(mark, typed) == "yes"


@pytest.mark.parametrize(
    "typed",
    ["", " ", "...", "9 3", "ja 9", "misschien 3", "½ 3", "ja 3 4", "\u202e", "3 ja", "x" * 5000, "ja 101", "ja 49"],
)
def test_what_is_no_mark(mark: QuestionView, typed: str) -> None:
    assert read_answer(mark, typed) is None
