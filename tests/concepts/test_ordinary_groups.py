"""A new church, mosque, club, campaign group or secret love: the same words and habits, and no concern. What the group does counts."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.content.model import Given
from assistant.content.vocabulary import AGE_BANDS, CONCERNS, PROFESSIONS
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, Answer, Session
from assistant.reasoning.situation import gather
from assistant.result.result import Result, result_of_facts, result_of_session

AS_OF = "2026-11-24"
FOUR = ("us_them_talk", "new_closed_circle", "drops_old_friends", "secrecy")
"""The same in all five: *we*, meetings, old friends dropped, secrecy."""
FIVE = {
    "church": Given("explanation", "faith_practice"),
    "mosque": Given("explanation", "faith_practice"),
    "sports_club": Given("explanation", "new_hobby"),
    "protest_group": Given("explanation", "critical_of_policy"),
    "secret_love": Given("explanation", "relationship_trouble"),
}
IMPRESSIONS = ("impression_ordinary", "impression_unclear", "impression_drawn_in", "impression_other_trouble")
CONDUCT = ("violence", "hatred", "threats")


def facts(origin: str, *more: Given) -> list[Given]:
    quals = (("origin", origin),) if origin else ()
    return [*(Given("change", name, quals=quals) for name in FOUR), *more]


def concerns(guide: Guide, given: list[Given]) -> list[str]:
    refs = guide.reasoner.refs(gather(("", fact) for fact in given)[0])
    return [ref for ref in refs if ref.partition(":")[0] in CONCERNS]


@pytest.mark.parametrize("place", FIVE)
def test_the_same_four_facts_give_no_concern(guide: Guide, place: str) -> None:
    ways = product(
        ("seen", "told", ""), (*PROFESSIONS, ""), IMPRESSIONS, ((), (Given("context", "colleague_sees_same"),))
    )
    for origin, profession, impression, more in ways:
        context = [Given("context", name) for name in (profession, impression) if name]
        assert concerns(guide, facts(origin, FIVE[place], *context, *more)) == [], (origin, profession, impression)


@pytest.mark.parametrize("change", ["withdraws", "online_shuts_out", "other_free_time", "rejects_what_was_fine"])
def test_nor_with_one_more_ordinary_change(guide: Guide, change: str) -> None:
    more = Given("change", change, quals=(("origin", "seen"),))
    assert concerns(guide, facts("seen", more, Given("context", "impression_drawn_in"))) == []


@pytest.mark.parametrize(("place", "age"), list(product(FIVE, AGE_BANDS)))
def test_nor_in_the_self_check(guide: Guide, place: str, age: str) -> None:
    answers = {
        "danger_now": Answer(chosen=("no",)),
        "urgent_today": Answer(chosen=(NONE_OF_THESE,)),
        "role": Answer(chosen=("teacher",)),
        "age_band": Answer(chosen=(age,)),
        "changes": Answer(chosen=("drops_friends", "closed_circle", "us_them", "secrecy")),
        "heard_how": Answer(chosen=("seen",)),
        "own_impression": Answer(chosen=("drawn_in",)),
    }
    unknown = {question.id: DONT_KNOW for question in guide.dialogue("self_check").questions}
    del unknown["about_event"]
    result = result_of_session(guide, Session("self_check", AS_OF, unknown | answers))
    assert [ref for ref in result.outcome.conclusions if ref.partition(":")[0] in CONCERNS] == []
    assert not radicalisation_partners(result)


@pytest.mark.parametrize("origin", ["seen", "told"])
def test_conduct_of_the_group_is_joining(guide: Guide, origin: str) -> None:
    quals = (("impact", "some"), ("origin", origin), ("when", "recent"))
    group = Given("event", "joined_intolerant_group", quals=quals)
    assert "trigger:joining_radical_group" in concerns(guide, facts("seen", group))
    assert "trigger:joining_radical_group" in concerns(guide, [group])


def test_the_option_of_joining_names_conduct(guide: Guide) -> None:
    option = guide.dialogue("self_check").by_id["events_around"].option("group_conduct")
    assert option is not None
    assert all(word in option.label.en for word in ("violence", "hatred", "threatens"))


RADICALISATION = ("focal_officer", "municipality", "ess", "lse", "ror", "zvh", "nctv", "police_cter", "meld_anoniem")


def radicalisation_partners(result: Result) -> set[str]:
    return {f"partner:{name}" for name in RADICALISATION} & set(result.outcome.conclusions)


@pytest.mark.parametrize("profession", ["", *PROFESSIONS])
def test_a_bare_worry_brings_ordinary_help_first_and_nobody_of_radicalisation(guide: Guide, profession: str) -> None:
    for impression, age in product(("impression_unclear", "impression_drawn_in"), ("", *AGE_BANDS)):
        given = [Given("context", name) for name in (profession, impression, age) if name]
        result = result_of_facts(guide, gather(("", fact) for fact in given)[0], AS_OF)
        assert not radicalisation_partners(result), (impression, age)
        refs = result.outcome.conclusions
        assert "partner:colleague" in refs
        if profession and impression == "impression_unclear":
            assert {"partner:school_care", "partner:family_doctor"} & set(refs)


def test_who_helps_ordinarily_stands_before_who_knows_of_radicalisation(guide: Guide) -> None:
    order = list(guide.pack.kind("partner"))
    ordinary = (
        "colleague",
        "school_care",
        "neighbourhood_team",
        "family_doctor",
        "youth_doctor",
        "leerplicht",
        "money_help",
    )
    assert max(order.index(name) for name in ordinary) < min(order.index(name) for name in RADICALISATION)
