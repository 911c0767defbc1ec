"""Two minutes of single points, the week, and why the next story: small practice that leads on."""

from __future__ import annotations

from pathlib import Path

import practice_walk as w
import pytest
import tui_walk as t
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import answer_in, begin_point, keys_of, round_of
from assistant.practice.case_script import POINT
from assistant.practice.export import from_json, to_csv, to_json, to_xapi
from assistant.practice.points import points_for
from assistant.practice.schedule import add_days
from assistant.present.practice.desk import PracticeDesk
from assistant.present.practice.next_story import next_story
from assistant.present.practice.story import play_view
from assistant.present.practice.week import points_now, week_view
from assistant.tui.practice.end import SetEndScreen
from tests.practice.conftest import TODAY, played

LATER = add_days(TODAY, 1)


def desk_on(guide: Guide, day: str, *rounds: object) -> PracticeDesk:
    desk = PracticeDesk(guide, None, day, "ABCD-EFGH")
    desk.open()
    for one in rounds:
        desk.keep(one)  # type: ignore[arg-type]
    return desk


def test_a_point_is_one_question_below_the_story_up_to_there(gym: Guide) -> None:
    case = gym.pack.cases["friend_a"]
    cue = case.cues[2]
    one = begin_point(case, cue.id, TODAY, code="ABCD-EFGH")
    assert keys_of(gym.pack, one) == (f"mark.{cue.id}",)
    view = play_view(gym, one, "nl")
    assert [part.cue for part in view.story if part.cue] == [each.id for each in case.cues[:3]]
    assert view.story[-1].state == "current"
    assert not one.counts
    desk = desk_on(gym, TODAY)
    done = desk.commit(desk.answer(desk.point(case, cue.id), f"mark.{cue.id}", answer_in("mark.x", "yes 90")))
    assert play_view(gym, done, "nl", last=f"mark.{cue.id}").feedback
    assert round_of(done.data) == done
    assert desk.played == ()


def test_the_points_of_today_stay_the_same_and_begin_with_what_went_differently(guide: Guide) -> None:
    case = guide.pack.cases["lost_friend_a"]
    begun = desk_on(guide, TODAY)
    one = begun.begin(case, "practice")
    for key in keys_of(guide.pack, one):
        words = "no 60" if key.startswith("mark.") else begun_words(guide, case.id, key)
        one = begun.answer(one, key, answer_in(key, words))
    read = begun.commit(one)
    points = points_for(guide.pack.cases, (read,), LATER, "ABCD-EFGH")
    assert points == points_for(guide.pack.cases, (read,), LATER, "ABCD-EFGH")
    assert [point.known for point in points] == [True, False, False]
    assert guide.pack.cases[points[0].case].by_id[points[0].cue].type != "decoy"
    families = [guide.pack.cases[point.case].family for point in points]
    assert len(set(families)) == 3
    assert points_for(guide.pack.cases, (read,), add_days(LATER, 1), "ABCD-EFGH") != points


def begun_words(guide: Guide, name: str, key: str) -> str:
    """An answer that fits each question after the story."""
    case = guide.pack.cases[name]
    usual = {"triggers": "", "drivers": "", "step": case.key.steps_first[0].id}
    return usual.get(key, str(case.key.partners_expected[0]) if key == "partner" else "0")


def test_what_was_done_today_is_done_and_tomorrow_there_is_more(guide: Guide) -> None:
    desk = desk_on(guide, TODAY)
    first = points_now(desk, "nl").points
    assert len(first) == 2
    for point in first:
        key = f"mark.{point.cue}"
        begun = desk.point(guide.pack.cases[point.case], point.cue)
        assert desk.resumable == ()
        desk.commit(desk.answer(begun, key, answer_in(key, "no 50")))
    assert points_now(desk, "nl").points == ()
    assert "2" in week_view(desk, "nl").done[0]
    desk.today = LATER
    assert not {(p.case, p.cue) for p in first} & {(p.case, p.cue) for p in points_now(desk, "nl").points}


def test_points_go_along_in_files_without_counting_as_a_case(guide: Guide) -> None:
    case = next(iter(guide.pack.cases.values()))
    desk = desk_on(guide, TODAY)
    key = f"mark.{case.cues[0].id}"
    one = desk.commit(desk.answer(desk.point(case, case.cues[0].id), key, answer_in(key, "yes 70")))
    assert from_json(to_json("ABCD-EFGH", [one]).encode(), "mine.json")[1] == (one,)
    assert len(to_csv(guide.pack.cases, [one]).splitlines()) == 2
    assert "completed" not in to_xapi(guide.pack.cases, [one], "nl")
    assert one.mode == POINT


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_week_without_practice_is_told_as_any_other(gym: Guide, language: Language) -> None:
    desk = desk_on(gym, add_days(TODAY, 30), played(gym, uid=""))
    week = week_view(desk, language)
    assert len(week.done) == 1
    wrong = desk_on(gym, LATER, played(gym, yes={}, uid=""))
    told = week_view(wrong, language)
    assert told.done != week.done
    assert len(told.back) > 1
    for sentence in (*week.done, *told.done, *told.back):
        assert not any(word in sentence.lower() for word in ("streak", "op rij", "in a row", "score", "achter"))


def test_missed_danger_is_the_first_reason_whatever_the_next_story_is(gym: Guide) -> None:
    missed = next_story(desk_on(gym, TODAY, played(gym, yes={}, uid="")), "", "nl")
    seen = next_story(desk_on(gym, TODAY, played(gym, uid="")), "", "nl")
    assert missed is not None
    assert seen is not None
    assert "dringends" in missed.why
    assert "dringends" not in seen.why


def test_another_side_of_the_same_is_a_reason(guide: Guide) -> None:
    whys = []
    for case in guide.pack.cases.values():
        desk = PracticeDesk(guide, None, TODAY, "ABCD-EFGH")
        desk.open()
        one = desk.begin(case, "practice")
        for key in keys_of(guide.pack, one):
            right = case.by_id[key[5:]].type != "decoy" if key.startswith("mark.") else False
            words = ("yes 90" if right else "no 90") if key.startswith("mark.") else begun_words(guide, case.id, key)
            one = desk.answer(one, key, answer_in(key, words))
        desk.commit(one)
        story = next_story(desk, "", "nl")
        assert story is not None
        whys.append(story.why)
    assert any("andere kant" in why for why in whys)


def test_in_lines_two_minutes_end_with_the_next_story(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path))
    result = CliRunner().invoke(main, ["practise", "--points", "--lang", "nl"], input="1 90\n2 60\n\n\n\n")
    assert result.exit_code == 0, result.output
    assert result.output.count("Doet dit ertoe?") == 2
    assert "Morgen staan er nieuwe" in result.output
    assert "Volgende verhaal" in result.output
    progress = CliRunner().invoke(main, ["progress", "--lang", "nl"])
    assert "U deed 2 losse punten." in progress.output


async def test_in_the_app_two_minutes_go_from_point_to_point_and_end_with_what_is_next(
    guide: Guide, tmp_path: Path
) -> None:
    app = w.app_for(guide, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        app.practice.open()
        await t.settled(pilot)
        await w.press_row(pilot, "points")
        await t.settled(pilot)
        for _ in range(2):
            screen = w.the_round(app)
            assert screen.one.mode == POINT
            await pilot.press("enter")
            await w.answer(pilot, {})
            await t.settled(pilot)
            await w.answer(pilot, {})
            await t.settled(pilot)
        assert isinstance(app.screen, SetEndScreen)
        assert "more" in w.rows(app)
        app.practice.show_progress()
        await t.settled(pilot)
        assert any("2 losse punten" in row.text for row in w.rows(app).values())
        app.practice.open()
        await t.settled(pilot)
        assert "points" not in w.rows(app)
