"""A round: what is asked, what an answer may be, the debrief, and playing again from a point."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.content.model import Case, Text
from assistant.dialogue.guide import Guide
from assistant.errors import InputError
from assistant.practice.case_round import again, begin, changed_since, commit, keys_of, open_key
from assistant.practice.case_script import partner_choices, step_choices
from assistant.practice.debrief import debrief
from assistant.practice.sentences import Teller, base_rates, summary
from tests.practice.conftest import TODAY, played, said

PARTLY = {"best_friend_died": 80, "habit": 90, "old_friends": 70, "cooks": 60, "message": 100}


def test_everything_is_asked_once_and_in_order(gym: Guide, case: Case) -> None:
    one = begin(case, "practice", TODAY)
    keys = keys_of(gym.pack, one)
    assert keys[0] == "mark.best_friend_died"
    assert keys[-5:] == ("triggers", "drivers", "step", "partner", "fork.closed_group")
    assert open_key(gym.pack, one) == keys[0]
    assert commit(gym.pack, one, TODAY) is one
    done = played(gym)
    assert open_key(gym.pack, done) == ""
    assert done.committed == TODAY


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("mark.nothing", "yes 80"),
        ("mark.clothes", "yes"),
        ("mark.clothes", "maybe 80"),
        ("mark.clothes", "yes 49"),
        ("mark.clothes", "yes 101"),
        ("triggers", "death_confrontation nonsense"),
        ("drivers", "ideology"),
        ("step", "arrest"),
        ("partner", "nobody"),
        ("fork.closed_group", "3"),
        ("line", "a"),
    ],
)
def test_what_is_not_offered_is_refused(gym: Guide, case: Case, key: str, value: str) -> None:
    with pytest.raises(InputError):
        said(gym, begin(case, "practice", TODAY), key, value)


def test_a_mark_that_got_its_feedback_stays(gym: Guide, case: Case) -> None:
    one = said(gym, begin(case, "practice", TODAY), "mark.clothes", "yes 80")
    assert said(gym, one, "mark.clothes", "no 80") is one
    open_ = said(gym, begin(case, "simulation", TODAY), "mark.clothes", "yes 80")
    assert not said(gym, open_, "mark.clothes", "no 80").marks["clothes"].matters


def test_a_finished_round_never_changes(gym: Guide, case: Case) -> None:
    done = played(gym)
    assert said(gym, done, "triggers", "") is done


def test_every_partner_of_the_key_is_offered_and_so_are_others(gym: Guide, case: Case) -> None:
    offered = partner_choices(gym.pack, case)
    assert {str(one) for one in case.key.partners} <= set(offered)
    assert "municipality@named" in offered
    steps = step_choices(gym.pack, case)
    assert {"contact_today", "check_immediate_danger", "talk_open"} <= set(steps)
    assert len(steps) == 9


def test_what_was_seen_missed_and_read_into_it(gym: Guide, case: Case) -> None:
    one = played(gym, yes=PARTLY, triggers="death_confrontation joining_radical_group", partner="municipality@named")
    found = debrief(gym.reasoner, case, one)
    verdicts = {each.cue.id: each.verdict for each in found.cues}
    assert verdicts == {
        "best_friend_died": "seen",
        "clothes": "left",
        "habit": "over_read",
        "old_friends": "seen",
        "closed_group": "open",
        "matter": "missed",
        "chair": "left",
        "cooks": "seen",
        "talks": "missed",
        "message": "seen",
    }
    assert (found.counts.hits, found.counts.misses, found.counts.false_alarms) == (2, 1, 1)
    assert found.tally("protective") == (1, 2)
    assert found.triggers is not None
    assert found.triggers.missed == ("social_ties_broken",)
    assert found.triggers.extra == ("joining_radical_group",)
    assert found.partner is not None
    assert found.partner.verdict == "too_early"


def test_a_missed_observation_costs_exactly_what_adding_it_brings_back(gym: Guide, case: Case) -> None:
    found = debrief(gym.reasoner, case, played(gym, yes=PARTLY))
    lost = {each.ref: each.ways for each in found.lost}
    assert lost["driver:significance"] == (("matter",),)
    assert lost["inquiry:hear_it_yourself"] == (("closed_group",),)
    assert "trigger:death_confrontation" not in lost
    costs = {each.cue.id: each.costs for each in found.cues}
    assert "driver:significance" in costs["matter"]
    assert costs["talks"] == ()


def test_two_missed_observations_can_cost_one_conclusion_together(gym: Guide, case: Case) -> None:
    found = debrief(gym.reasoner, case, played(gym, yes={"message": 100}))
    ways = {each.ref: each.ways for each in found.lost}
    assert ways["signal:event_then_change"] == (("best_friend_died", "old_friends"),)


def test_whoever_marks_like_the_expert_loses_nothing_but_what_is_open(gym: Guide, case: Case) -> None:
    found = debrief(gym.reasoner, case, played(gym))
    assert {cue for each in found.lost for way in each.ways for cue in way} <= {"closed_group"}
    assert all(each.right is not False for each in found.cues)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_sentences_begin_with_danger_and_never_judge_the_trainee(gym: Guide, case: Case, language: str) -> None:
    teller = Teller(gym.pack, case, language)  # type: ignore[arg-type]
    missed = summary(teller, debrief(gym.reasoner, case, played(gym, yes={"habit": 90}, partner="wijkagent")))
    assert missed[0].role == "acute"
    told = " ".join(each.text for each in missed).lower()
    for never in ("%", "score", "cijfer:", "fout.", "wrong.", "bevooroordeeld", "biased", "geslaagd", "passed"):
        assert never not in told
    assert missed[-1].role == "next"
    assert "{" not in told


def test_the_numbers_are_said_as_counts(gym: Guide, case: Case) -> None:
    teller = Teller(gym.pack, case, "en")
    told = {each.role: each.text for each in summary(teller, debrief(gym.reasoner, case, played(gym, yes=PARTLY)))}
    assert told["counts"] == (
        "You noticed 2 of the 3 things that matter. You noticed 1 of the 2 things that help. "
        "You read a worry into 1 of the 3 ordinary things."
    )
    assert "So your result lacks: meaning (driver)" in told["missed"] or any(
        "meaning (driver)" in each.text
        for each in summary(teller, debrief(gym.reasoner, case, played(gym, yes=PARTLY)))
    )


def test_the_base_rate_card_says_what_the_formulas_say() -> None:
    told = " ".join(base_rates("nl"))
    assert "9 van de 10" in told
    assert "1 op de 3" in told
    assert "111" in told


def test_playing_again_keeps_what_came_before_and_does_not_count(gym: Guide, case: Case) -> None:
    one = again(case, played(gym, yes=PARTLY), "matter", "2026-11-25", uid="u2")
    assert set(one.marks) == {"best_friend_died", "clothes", "habit", "old_friends", "closed_group"}
    assert open_key(gym.pack, one) == "mark.matter"
    assert (one.again_from, one.mode, one.uid) == ("matter", "practice", "u2")
    assert not replace(one, committed="2026-11-25").counts


def test_a_case_that_changed_is_matched_by_cue(gym: Guide, case: Case) -> None:
    one = played(gym)
    cues = [part for part in case.story if isinstance(part, Text) or part.id != "chair"]
    cues = [
        replace(part, id="clothing") if not isinstance(part, Text) and part.id == "clothes" else part for part in cues
    ]
    cues = [
        replace(part, text=Text("Anders", "Other")) if not isinstance(part, Text) and part.id == "talks" else part
        for part in cues
    ]
    changed = replace(case, story=tuple(cues), version="2.0.0")
    found = changed_since(changed, one)
    assert (set(found.gone), found.new, found.reworded) == ({"clothes", "chair"}, ("clothing",), ("talks",))
    shown = debrief(gym.reasoner, changed, one)
    verdicts = {each.cue.id: each.verdict for each in shown.cues}
    assert verdicts["clothing"] == "not_asked"
    assert verdicts["matter"] == "seen"
    assert summary(Teller(gym.pack, changed, "en"), shown)[0].role == "changed"


def test_a_worked_example_asks_for_the_mistake_only(gym: Guide, case: Case) -> None:
    one = begin(case, "worked", TODAY)
    assert keys_of(gym.pack, one) == ("line",)
    done = commit(gym.pack, said(gym, one, "line", "a"), TODAY)
    assert done.committed
    assert not done.counts
    assert begin(gym.pack.cases["calm"], "worked", TODAY).mode == "practice"
