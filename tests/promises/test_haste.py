"""What says *today* rests on something that was seen, or heard from the person; a feeling and hearsay never make haste."""

from __future__ import annotations

import random
from types import MappingProxyType

import pytest

from assistant.content.model import Given, Step
from assistant.dialogue.guide import Guide
from assistant.reasoning.situation import PRESENT, Fact, Situation, gather
from assistant.result.result import ORGANISATION, SHARING, own_facts, result_of_session
from tests.promises.sessions import sessions

HASTE = ("vandaag", "today")
CALL, CALL_STEP = "event:call_to_violence", "step:discuss_call"


def hasty(guide: Guide) -> frozenset[str]:
    """The steps of which a name or text says today."""
    found = set()
    for entry in guide.pack.kind("step").values():
        assert isinstance(entry, Step)
        said = " ".join(f"{text.nl} {text.en}".lower() for text in (entry.name, entry.text, *entry.text_for.values()))
        if any(word in said for word in HASTE):
            found.add(entry.ref)
    return frozenset(found)


def situation_by_lot(guide: Guide, rng: random.Random, origins: tuple[str, ...]) -> Situation:
    """Anything about a person but danger, and who told it."""
    elsewhere = own_facts(guide.pack, ORGANISATION) | own_facts(guide.pack, SHARING)
    facts = {}
    for kind in ("event", "change", "cue", "context", "protective", "explanation"):
        for name in guide.pack.kind(kind):
            if f"{kind}:{name}" not in elsewhere and rng.random() < 0.25:
                quals = {
                    "when": rng.choice(("recent", "ongoing", "older", "")),
                    "impact": rng.choice(("strong", "some", "")),
                }
                quals["origin"] = rng.choice(origins)
                known = tuple(sorted((name, value) for name, value in quals.items() if value))
                facts[f"{kind}:{name}"] = Fact(kind, name, PRESENT, known if kind in ("event", "change", "cue") else ())
    return Situation(MappingProxyType(facts))


def test_there_are_steps_that_say_today(guide: Guide) -> None:
    assert {"step:weigh_together", "step:tell_colleague_today", "step:contact_today"} <= hasty(guide)


def test_a_feeling_and_hearsay_never_make_haste(guide: Guide) -> None:
    steps, seen = hasty(guide), 0
    for seed in range(400):
        rng = random.Random(seed)
        refs = guide.reasoner.refs(situation_by_lot(guide, rng, ("told", "")))
        assert not refs & steps, f"seed {seed}: {refs & steps}"
        seen += any(ref.startswith("signal:") for ref in refs)
    assert seen > 130


@pytest.mark.parametrize("origin", ["seen", "told", ""])
@pytest.mark.parametrize("when", ["recent", "ongoing", ""])
def test_a_call_to_violence_is_discussed_whatever_else_was_named(guide: Guide, origin: str, when: str) -> None:
    for seed in range(40):
        facts = dict(situation_by_lot(guide, random.Random(seed), ("told", "seen", "")).facts)
        quals = tuple((name, value) for name, value in (("origin", origin), ("when", when)) if value)
        facts[CALL] = Fact("event", "call_to_violence", PRESENT, quals)
        assert CALL_STEP in guide.reasoner.refs(Situation(MappingProxyType(facts))), f"seed {seed}"


def test_a_call_of_long_ago_is_not_discussed_anew(guide: Guide) -> None:
    older = Fact("event", "call_to_violence", PRESENT, (("origin", "seen"), ("when", "older")))
    assert CALL_STEP not in guide.reasoner.refs(Situation(MappingProxyType({CALL: older})))


ADULT = (Given("context", "age_18_22"), Given("context", "marries_by_free_choice"))
ORDINARY = ("new_closed_circle", "us_them_talk", "secrecy", "drops_old_friends", "pressures_others", "withdraws")
HEARD = ("joined_intolerant_group", "contact_condoning_violence", "marriage_into_group", "material_condoning_violence")


@pytest.mark.parametrize("event", HEARD)
def test_ordinary_things_that_were_seen_do_not_turn_hearsay_into_haste(guide: Guide, event: str) -> None:
    """Who only heard of the group, and saw secrets and new friends, talks and asks advice; who saw the conduct does it today."""
    seen = [Given("change", change, quals=(("origin", "seen"),)) for change in ORDINARY]

    def drawn(origin: str) -> frozenset[str]:
        quals = (("impact", "strong"), ("origin", origin), ("when", "recent"))
        given = [Given("event", event, quals=quals), *seen, Given("context", "impression_drawn_in"), *ADULT]
        return guide.reasoner.refs(gather(("", each) for each in given)[0])

    assert "step:weigh_together" not in drawn("told")
    assert {"step:discuss_before_sharing", "step:anonymous_advice", "partner:lse"} <= drawn("told")
    assert "step:weigh_together" in drawn("seen")


def test_what_was_seen_still_does(guide: Guide) -> None:
    steps = hasty(guide)
    found: set[str] = set()
    for seed in range(200):
        found |= guide.reasoner.refs(situation_by_lot(guide, random.Random(seed), ("seen", "told"))) & steps
    assert {"step:weigh_together", "step:tell_colleague_today"} <= found


def test_the_proof_of_haste_names_what_was_seen_in_every_self_check(guide: Guide) -> None:
    """Outside danger; in it, the danger that was answered is enough."""
    steps, hurried = hasty(guide), 0
    for session in sessions(guide, 160, seed=77):
        result = result_of_session(guide, session)
        if result.ended == "danger":
            continue
        for ref in steps & set(result.outcome.conclusions):
            facts = [result.situation.facts.get(fact) for fact in result.explainer.ground(ref)]
            assert any(fact is not None and fact.qualifier("origin") == "seen" for fact in facts), ref
            hurried += 1
    assert hurried
