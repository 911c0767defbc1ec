"""What a round shows: the story with its points, the question, what was said about the last answer."""

from __future__ import annotations

import pytest

from assistant.content.model import Case
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import begin, keys_of, round_of
from assistant.present.practice.story import PlayView, play_view
from tests.practice.conftest import TODAY, played, said


def states(view: PlayView) -> list[str]:
    return [part.state for part in view.story if part.number]


def test_the_story_shows_where_one_is(gym: Guide, case: Case) -> None:
    one = said(gym, begin(case, "simulation", TODAY), "mark.best_friend_died", "yes 90")
    view = play_view(gym, one, "nl")
    assert states(view) == ["done", "current", *["later"] * 8]
    assert (view.done, view.total) == (1, len(keys_of(gym.pack, one)))
    assert view.question is not None
    assert (view.question.key, view.question.chosen, view.question.chosen_rows) == ("mark.clothes", (), ())
    earlier = play_view(gym, one, "nl", at="mark.best_friend_died").question
    assert earlier is not None
    assert (earlier.chosen, dict(earlier.chosen_rows)) == (("yes",), {"sure": "90"})
    whole = play_view(gym, played(gym), "nl")
    assert (whole.question, whole.done) == (None, whole.total)


@pytest.mark.parametrize(("mode", "told"), [("practice", True), ("simulation", False)])
def test_only_in_practice_a_mark_is_explained_at_once(gym: Guide, case: Case, mode: str, told: bool) -> None:
    one = said(gym, begin(case, mode, TODAY), "mark.best_friend_died", "no 60")
    assert bool(play_view(gym, one, "en", last="mark.best_friend_died").feedback) == told
    assert play_view(gym, one, "en").feedback == ()


def test_a_worked_example_shows_its_reasoning(gym: Guide, case: Case) -> None:
    assert case.worked is not None
    one = begin(case, "worked", TODAY)
    view = play_view(gym, one, "en")
    assert [line.partition(". ")[0] for line in view.worked[1:]] == [str(n + 1) for n in range(len(case.worked.lines))]
    assert view.question is not None
    assert [choice.id for choice in view.question.choices] == [line.id for line in case.worked.lines]
    assert play_view(gym, said(gym, one, "line", case.worked.wrong), "en", last="line").feedback
    assert play_view(gym, begin(case, "practice", TODAY), "en").worked == ()


def test_a_case_that_changed_is_said(gym: Guide, case: Case) -> None:
    one = begin(case, "practice", TODAY)
    assert play_view(gym, one, "en").changed == ""
    other = round_of(one.data | {"cues": {**one.cues, "clothes": "00000000"}})
    assert "2" in play_view(gym, other, "en").changed
