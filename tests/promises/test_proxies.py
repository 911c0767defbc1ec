"""What follows descent or belief more than conduct never weighs by itself: police stops, exclusion, news, a refused internship.

Whoever is stopped more often is not more of a worry. Of each such event alone there is at most its own trigger factor, and ordinary help.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from assistant.content.model import Given
from assistant.content.vocabulary import PROFESSIONS
from assistant.dialogue.guide import Guide
from assistant.reasoning.situation import gather
from assistant.result.result import Result, result_of_facts
from tests.concepts.test_ordinary_groups import radicalisation_partners

PROXIES = {
    "stopped_by_police": {"clash_authorities"},
    "arrested": {"clash_authorities"},
    "felt_wrongly_registered": {"clash_authorities"},
    "conflict_with_institution": {"clash_authorities"},
    "discriminated": {"discrimination_direct"},
    "shut_out": {"discrimination_direct"},
    "missed_internship": {"loss_school_work"},
    "changed_school": set(),
    "news_felt_as_attack": set(),
    "arrest_felt_as_attack": set(),
    "world_event_felt_close": set(),
    "policy_felt_as_aimed": set(),
    "secret_plan_messages": set(),
    "marriage_or_engagement": set(),
}
FREE = (Given("context", "marries_by_free_choice"), Given("context", "age_18_22"))


ANGER = (
    "us_them_talk",
    "talks_of_enemies",
    "withdraws",
    "drops_old_friends",
    "new_closed_circle",
    "secrecy",
    "online_shuts_out",
)


def result_for(guide: Guide, name: str, profession: str, origin: str, changes: Iterable[str] = ()) -> Result:
    quals = (("impact", "strong"), ("origin", origin), ("when", "recent"))
    given = [Given("event", name, quals=quals), Given("context", profession), *FREE]
    given += [Given("change", change, quals=(("origin", "seen"),)) for change in changes]
    return result_of_facts(guide, gather(("", fact) for fact in given)[0], "2026-11-24")


@pytest.mark.parametrize("name", PROXIES)
def test_alone_it_gives_no_more_than_its_own_trigger_factor_and_ordinary_help(guide: Guide, name: str) -> None:
    assert guide.pack.entry("event", name) is not None
    for profession in PROFESSIONS:
        for origin in ("seen", "told"):
            result = result_for(guide, name, profession, origin)
            assert set(result.outcome.of_kind("trigger")) <= PROXIES[name], (profession, origin)
            assert not result.outcome.of_kind("signal")
            assert not radicalisation_partners(result), (profession, origin)
            assert "partner:colleague" in result.outcome.conclusions


@pytest.mark.parametrize("name", PROXIES)
def test_nor_does_anger_make_it_more(guide: Guide, name: str) -> None:
    """Who is stopped, refused or hurt by the news, and is angry, quiet and with new friends: help, and no concern."""
    for profession in ("teacher", "police_officer"):
        result = result_for(guide, name, profession, "seen", ANGER)
        assert not result.outcome.of_kind("signal"), profession
        assert not radicalisation_partners(result), profession
        assert {"step:talk_open", "partner:colleague"} <= set(result.outcome.conclusions)
