"""What comes next: after five days, four weeks and six months, and never two of one family in a row."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from assistant.dialogue.guide import Guide
from assistant.practice.case_round import round_of
from assistant.practice.debrief import Topic, topics_of
from assistant.practice.progress import Keys, history, overview
from assistant.practice.schedule import Played, agenda, next_set
from tests.practice.conftest import played

A, B = Topic("missed", "trigger:detention"), Topic("over_read", "explanation:one_off_anger")


def one(day: str, mistakes: set[Topic] = frozenset(), tested: set[Topic] = frozenset(), **more: str) -> Played:  # type: ignore[assignment]
    return Played(
        day, more.get("case", "c"), more.get("family", "f"), frozenset(mistakes), frozenset(tested | mistakes)
    )


def test_a_mistake_comes_back_after_five_days() -> None:
    (due,) = agenda([one("2026-11-24", {A})])
    assert (due.topic, due.day, due.wrong) == (A, "2026-11-29", True)
    assert due.open_on("2026-11-29")
    assert not due.open_on("2026-11-28")


def test_what_went_well_in_time_comes_back_later_and_then_no_more() -> None:
    days = ["2026-11-24", "2026-11-29", "2026-12-27", "2027-06-27"]
    done = [one(days[0], {A}), *(one(day, tested={A}) for day in days[1:])]
    assert [agenda(done[: n + 1])[0].day for n in range(3)] == ["2026-11-29", "2026-12-27", "2027-06-27"]
    assert agenda(done) == ()


def test_a_round_before_its_day_changes_nothing() -> None:
    assert agenda([one("2026-11-24", {A}), one("2026-11-25", tested={A})])[0].day == "2026-11-29"


def test_a_new_mistake_begins_again() -> None:
    found = agenda([one("2026-11-24", {A}), one("2026-11-29", tested={A}), one("2026-12-01", {A})])
    assert (found[0].day, found[0].stage) == ("2026-12-06", 0)


def test_mistakes_stand_before_what_went_well() -> None:
    found = agenda([one("2026-11-24", {B}, {A})])
    assert [due.topic for due in found] == [B, A]


def test_never_two_of_one_family_in_a_row(gym: Guide) -> None:
    cases = gym.pack.cases
    done = [Played("2026-11-24", "friend_a", "lost_friend_test", topics_of(cases["friend_a"]))]
    assert next(case.id for case in next_set(cases, done, "2026-12-01", "x")) == "calm"
    chosen = next_set(cases, [], "2026-12-01", "x", minutes=60)
    families = [case.family for case in chosen]
    assert all(first != second for first, second in itertools.pairwise(families))
    assert len(chosen) >= 2


def test_a_set_lasts_five_minutes_or_one_case(gym: Guide) -> None:
    assert len(next_set(gym.pack.cases, [], "2026-11-24", "x")) == 1
    short = {name: replace(case, minutes=2) for name, case in gym.pack.cases.items()}
    assert sum(case.minutes for case in next_set(short, [], "2026-11-24", "x")) <= 5


def test_different_people_begin_with_different_variants(gym: Guide) -> None:
    variants = {name: case for name, case in gym.pack.cases.items() if case.family == "lost_friend_test"}
    first = {next_set(variants, [], "2026-11-24", f"code {n}")[0].id for n in range(20)}
    assert first == {"friend_a", "friend_b"}


def test_mistakes_of_a_round_are_what_the_schedule_plans(gym: Guide) -> None:
    rounds = [played(gym, yes={"message": 90, "habit": 90}, triggers="training", partner="wijkagent")]
    (found,) = history(Keys(gym.pack), gym.pack.cases, rounds)
    assert Topic("missed", "trigger:death_confrontation") in found.mistakes
    assert Topic("over_read", "explanation:ordinary_expression") in found.mistakes
    assert Topic("over_named", "trigger:training") in found.mistakes
    assert Topic("too_early", "partner:wijkagent") in found.mistakes
    assert Topic("help_missed", "protective:talks_openly") in found.mistakes
    assert not any(topic.kind == "acute_missed" for topic in found.mistakes)


def test_second_readings_and_worked_examples_do_not_count(gym: Guide) -> None:
    first = played(gym)
    rounds = [first, replace(first, uid="u2", again_from="matter"), replace(first, uid="u3", mode="worked")]
    assert overview(gym.pack.cases, rounds).rounds == 1
    assert len(history(Keys(gym.pack), gym.pack.cases, rounds)) == 1


def test_how_sure_is_drawn_from_forty_answers_on(gym: Guide) -> None:
    rounds = [played(gym, uid=f"u{n}") for n in range(5)]
    assert overview(gym.pack.cases, rounds[:4]).plot == ()
    plot = overview(gym.pack.cases, rounds).plot
    assert sum(whole for _, _, whole in plot) == 45
    assert all(right == whole for _, right, whole in plot)


def test_history_per_trigger(gym: Guide) -> None:
    rounds = [played(gym), played(gym, triggers="training", day="2026-11-30", uid="u2")]
    lines = {line.trigger: [mark for _, mark in line.marks] for line in overview(gym.pack.cases, rounds).triggers}
    assert lines["death_confrontation"] == ["hit", "miss"]
    assert lines["training"] == ["false"]


def test_rounds_with_a_case_that_is_gone_are_told(gym: Guide) -> None:
    gone = round_of(played(gym).data | {"case": "gone"})
    found = overview(gym.pack.cases, [gone])
    assert (found.rounds, found.left_out) == (0, 1)


@pytest.mark.parametrize("type_", ["target", "decoy", "protective", "acute"])
def test_an_acute_miss_is_never_in_an_average(gym: Guide, type_: str) -> None:
    yes = {"best_friend_died": 90, "old_friends": 90, "matter": 90, "cooks": 90, "talks": 90}
    found = overview(gym.pack.cases, [played(gym, yes=yes)])
    assert found.counts.sensitivity == 1
    assert found.tally("acute") == (0, 1)
    assert found.tally(type_)[1] > 0
