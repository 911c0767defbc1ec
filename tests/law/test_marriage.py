"""A child who is to be married: Veilig Thuis before any talk, whoever asks and however it is known. An adult who chooses: ordinary talk."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.content.model import Given
from assistant.content.vocabulary import AGE_BANDS, PROFESSIONS
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Position
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, Answer, Session
from assistant.present.result_pages import result_pages
from assistant.reasoning.situation import gather
from assistant.report.text import to_text
from assistant.result.document import document_of
from assistant.result.result import Result, result_of_facts

ORIGINS = ("seen", "told", "")
EVENTS = ("marriage_into_group", "marriage_or_engagement")
CHILD_OR_UNKNOWN = ("age_0_11", "age_12_15", "age_16_17", "age_unsure", "")
ADULTS = ("age_18_22", "age_23_26", "age_27_up")
NEVER = (
    "step:talk_with_parents",
    "step:ask_consent_parents",
    "step:decide_together_with_parents",
    "step:talk_open",
    "step:make_small_talk",
    "step:stay_in_contact",
)


def result_for(guide: Guide, event: str, profession: str, age: str, origin: str, *more: Given) -> Result:
    quals = (("impact", "strong"), *((("origin", origin),) if origin else ()), ("when", "recent"))
    given = [Given("event", event, quals=quals), Given("protective", "family_involved"), *more]
    given += [Given("context", name) for name in (profession, age) if name]
    given += [Given("change", "drops_old_friends", quals=(("origin", "seen"),))]
    return result_of_facts(guide, gather(("", fact) for fact in given)[0], "2026-11-24")


@pytest.mark.parametrize("event", EVENTS)
def test_under_18_or_unknown_it_is_veilig_thuis_first(guide: Guide, event: str) -> None:
    for profession, age, origin in product((*PROFESSIONS, ""), CHILD_OR_UNKNOWN, ORIGINS):
        result = result_for(guide, event, profession, age, origin)
        refs = set(result.outcome.conclusions)
        where = (profession, age, origin)
        assert {"step:veilig_thuis_before_talk", "partner:veilig_thuis", "partner:emergency_112"} <= refs, where
        assert not refs & set(NEVER), where


@pytest.mark.parametrize(("event", "language"), list(product(EVENTS, ("nl", "en"))))
def test_nothing_invites_to_a_talk_before_the_call(guide: Guide, event: str, language: str) -> None:
    for profession, age in product((*PROFESSIONS, ""), CHILD_OR_UNKNOWN):
        result = result_for(guide, event, profession, age, "told")
        document = document_of(result, language)  # type: ignore[arg-type]
        assert document.part("openers") is None
        helps = document.part("helps")
        assert helps is not None
        assert [item.ref for item in helps.items] == ["protective:family_involved"]  # only what was said
        first = document.parts[0]
        assert first.id == "page"
        assert "0800-2000" in first.intro
        text = to_text(result, language)  # type: ignore[arg-type]
        for never in ("Betrek de ouders", "kijk je ernaar uit", "Involve the parents", "look forward to it"):
            assert never not in text
        talk = next(page for page in result_pages(result, language) if page.id == "talk")  # type: ignore[arg-type]
        assert "“" not in str(talk.blocks)


@pytest.mark.parametrize("event", EVENTS)
def test_an_adult_who_chooses_freely_keeps_the_ordinary_talk(guide: Guide, event: str) -> None:
    for profession, age, origin in product(PROFESSIONS, ADULTS, ORIGINS):
        result = result_for(guide, event, profession, age, origin, Given("context", "marries_by_free_choice"))
        refs = set(result.outcome.conclusions)
        assert not refs & {"step:veilig_thuis_before_talk", "step:advice_on_marriage", "partner:veilig_thuis"}
        assert refs & {"step:talk_open", "step:stay_in_contact"}
        assert document_of(result, "nl").part("page") is None


def test_an_adult_of_whom_the_choice_is_not_known_gets_advice_without_a_name(guide: Guide) -> None:
    for event, profession, age in product(EVENTS, PROFESSIONS, ADULTS):
        refs = set(result_for(guide, event, profession, age, "told").outcome.conclusions)
        assert {"step:advice_on_marriage", "partner:veilig_thuis"} <= refs
        assert "step:veilig_thuis_before_talk" not in refs


def test_pressure_is_danger_at_every_age(guide: Guide) -> None:
    for profession, age in product((*PROFESSIONS, ""), (*AGE_BANDS, "")):
        given = [Given("danger", "coercion"), *(Given("context", name) for name in (profession, age) if name)]
        refs = guide.reasoner.refs(gather(("", fact) for fact in given)[0])
        assert {"step:veilig_thuis_before_talk", "partner:veilig_thuis", "partner:emergency_112"} <= refs
        assert not refs & set(NEVER)


@pytest.mark.parametrize("fact", ["relationship_trouble", "change_of_place"])
def test_pregnancy_children_or_a_partner_alone_give_no_kindcheck(guide: Guide, fact: str) -> None:
    for age in AGE_BANDS:
        given = [Given("explanation", fact), Given("context", age), Given("context", "care_worker")]
        assert "step:kindcheck" not in guide.reasoner.refs(gather(("", each) for each in given)[0])


def test_the_kindcheck_is_asked_where_a_situation_may_harm_children(guide: Guide) -> None:
    for profession, age in product(PROFESSIONS, AGE_BANDS):
        given = [Given("event", "suspected_violence_at_home"), Given("context", age), Given("context", profession)]
        refs = guide.reasoner.refs(gather(("", each) for each in given)[0])
        assert ("step:kindcheck" in refs) == (age != "age_0_11" and profession != "police_officer")


@pytest.mark.parametrize("age", AGE_BANDS)
def test_where_home_may_not_be_safe_family_is_help_only_if_it_is(guide: Guide, age: str) -> None:
    for profession in PROFESSIONS:
        given = [Given("event", "suspected_violence_at_home", quals=(("origin", "seen"), ("when", "recent")))]
        given += [Given("protective", "family_involved"), Given("protective", "supportive_parenting")]
        given += [Given("context", age), Given("context", profession)]
        result = result_of_facts(guide, gather(("", fact) for fact in given)[0], "2026-11-24")
        document = document_of(result, "nl")
        helps, openers = document.part("helps"), document.part("openers")
        assert helps is not None
        assert openers is not None
        family = [item for item in helps.items if item.ref.startswith("protective:")]
        assert len(family) == 2
        assert all("als het thuis veilig is" in item.title and not item.text for item in family)
        assert not [item for item in openers.items if item.ref.startswith("protective:")]
        refs = set(result.outcome.conclusions)
        assert "step:build_on_what_goes_well" not in refs
        assert "step:veilig_thuis_before_family" in refs
        assert not refs & {"step:talk_with_parents", "step:ask_consent_parents", "step:decide_together_with_parents"}


def conversation(guide: Guide, age: str, **more: Answer) -> Position:
    """Where the self-check stands after a marriage that was said in own words, all else unknown."""
    unknown = {question.id: DONT_KNOW for question in guide.dialogue("self_check").questions if not question.for_each}
    del unknown["marriage_choice"]
    told = {
        "danger_now": Answer(chosen=("no",)),
        "urgent_today": Answer(chosen=(NONE_OF_THESE,)),
        "role": Answer(chosen=("teacher_mbo",)),
        "age_band": Answer(chosen=(age,)),
        "events_around": Answer(chosen=("marriage_or_engagement",)),
        "about_event@marriage_or_engagement": DONT_KNOW,
    }
    return guide.position(Session("self_check", "2026-11-24", unknown | told | more))


@pytest.mark.parametrize("age", ADULTS)
def test_of_a_marriage_said_in_own_words_it_is_asked_whether_an_adult_chooses(guide: Guide, age: str) -> None:
    current = conversation(guide, age).current
    assert current is not None
    assert current.key == "marriage_choice"
    free = conversation(guide, age, marriage_choice=Answer(chosen=("free",)))
    assert free.ended == "complete"
    assert "partner:veilig_thuis" not in guide.reasoner.refs(free.situation)
    doubt = conversation(guide, age, marriage_choice=DONT_KNOW)
    assert "partner:veilig_thuis" in guide.reasoner.refs(doubt.situation)
    assert conversation(guide, age, marriage_choice=Answer(chosen=("pressure",))).ended == "danger"


@pytest.mark.parametrize("age", ["age_12_15", "age_16_17", "age_unsure"])
def test_of_a_child_or_when_age_is_unknown_it_is_not_asked(guide: Guide, age: str) -> None:
    assert conversation(guide, age).ended == "complete"
