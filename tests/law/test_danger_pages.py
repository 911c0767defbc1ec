"""The danger pages: numbers first, the same on every face, right for each profession and each age."""

from __future__ import annotations

import re
from itertools import product

import pytest

from assistant.content.model import Given, Inquiry, Language, Observation, Step, Text
from assistant.content.vocabulary import AGE_BANDS, PROFESSIONS
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.present.danger import AFTER, SELF, DangerPage, danger_pages, page_lines
from assistant.reasoning.situation import gather
from assistant.report.markdown import to_markdown
from assistant.report.note import note_text
from assistant.report.text import to_text
from assistant.result.advice import sentences
from assistant.result.document import document_of
from assistant.result.note import note_of
from assistant.result.result import Result, result_of_facts, result_of_session

KINDS = ("immediate", "suicide_thoughts", "child_unsafe", "coercion", "recruiting_or_departure", "combat_training")
NUMBERS = {
    "immediate": ("112",),
    "suicide_thoughts": ("112", "113"),
    "child_unsafe": ("112", "0800-2000"),
    "coercion": ("112", "0800-2000"),
    "recruiting_or_departure": ("112",),
    "combat_training": ("112",),
}
MINORS = ("age_0_11", "age_12_15", "age_16_17", "age_unsure", "")
ADULTS = ("age_18_22", "age_23_26", "age_27_up")


def page_of(guide: Guide, kind: str, profession: str = "", age: str = "") -> DangerPage:
    return next(
        p for p in danger_pages(guide.pack, "nl", kinds=(kind,), profession=profession, age=age) if p.kind == kind
    )


def text_of(page: DangerPage) -> str:
    return "\n".join((page.title, *page_lines(page, "nl")))


def test_every_kind_has_a_page_the_most_urgent_first_and_what_follows_once(guide: Guide) -> None:
    for language in ("nl", "en"):
        pages = danger_pages(guide.pack, language)
        assert tuple(page.kind for page in pages) == (*KINDS, AFTER)


@pytest.mark.parametrize("kind", KINDS)
def test_the_numbers_stand_above_everything_for_all_work_and_ages(guide: Guide, kind: str) -> None:
    for profession, age in product((*PROFESSIONS, ""), (*AGE_BANDS, "")):
        page = page_of(guide, kind, profession, age)
        assert all(number in page.call for number in NUMBERS[kind])
        assert page.lines
        lines = page_lines(page, "nl")
        assert lines[0] == page.call
        assert lines[1].startswith("1. ")
        assert "nog niet nagekeken" not in text_of(page)


def test_police_never_read_that_they_must_call_the_police_of_the_neighbourhood(guide: Guide) -> None:
    for kind, age in product(KINDS, (*AGE_BANDS, "")):
        for language in ("nl", "en"):
            pages = danger_pages(guide.pack, language, kinds=(kind,), profession="police_officer", age=age)
            for page in pages:
                said = " ".join(page_lines(page, language)).lower()
                assert "wijkagent" not in said
                assert "community police officer" not in said
        refs = guide.reasoner.refs(
            gathered(f"danger:{kind}", "context:police_officer", f"context:{age}" if age else "")
        )
        assert "partner:wijkagent" not in refs
        assert "step:follow_reporting_code" not in refs


def test_the_lines_of_other_work_stay_away_when_the_work_is_unknown(guide: Guide) -> None:
    for kind in KINDS:
        unknown = set(page_of(guide, kind).lines)
        general = set(page_of(guide, kind, "other_professional").lines)
        assert unknown == general


@pytest.mark.parametrize("kind", ["child_unsafe", "coercion", "recruiting_or_departure", "combat_training"])
def test_an_unknown_age_gets_the_protection_of_a_minor(guide: Guide, kind: str) -> None:
    for profession in (*PROFESSIONS, ""):
        protected = {
            age: "Onder de 18" in text_of(page_of(guide, kind, profession, age))
            or "onder de 18:" in text_of(page_of(guide, kind, profession, age))
            for age in (*MINORS, *ADULTS)
        }
        assert all(protected[age] for age in MINORS)
        assert not any(protected[age] for age in ADULTS)


@pytest.mark.parametrize("kind", ["suicide_thoughts", "recruiting_or_departure", "combat_training"])
def test_an_unknown_age_gets_the_consent_of_an_adult(guide: Guide, kind: str) -> None:
    for age in (*ADULTS, "age_unsure", ""):
        assert "alleen met ouders als de persoon dat goed vindt" in text_of(page_of(guide, kind, "", age))
    for age in ("age_0_11", "age_12_15", "age_16_17"):
        assert "alleen met ouders als de persoon dat goed vindt" not in text_of(page_of(guide, kind, "", age))


def test_whoever_is_leaving_under_18_is_told_to_veilig_thuis_too(guide: Guide) -> None:
    for profession, age in product((*PROFESSIONS, ""), MINORS):
        assert "0800-2000" in text_of(page_of(guide, "recruiting_or_departure", profession, age))


def test_coercion_says_whom_not_to_call_at_every_age(guide: Guide) -> None:
    for profession, age in product((*PROFESSIONS, ""), (*AGE_BANDS, "")):
        page = page_of(guide, "coercion", profession, age)
        assert "voor u met de jongere" in page.call.replace("ó", "o")
        said = " ".join(page.do_not)
        assert "Bemiddel niet." in said
        assert "Bel de ouders, broers, zussen of partner niet." in said


FORBIDS: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(r"\b(niet|niets|niemand|geen|nooit)\b", re.I),
    "en": re.compile(r"\b(not|never|no|nobody|nothing)\b", re.I),
}
REASONS = ("Misschien zijn zij zelf betrokken.", "They may be involved themselves.")


def test_what_must_not_be_done_is_no_order_when_it_is_read_without_its_heading(guide: Guide) -> None:
    texts: list[Text] = []
    for kind in ("step", "inquiry", "danger"):
        for entry in guide.pack.kind(kind).values():
            if isinstance(entry, Step | Inquiry):
                texts.append(entry.do_not)
            elif isinstance(entry, Observation) and entry.page:
                texts += entry.page.do_not
    assert len(texts) > 100
    languages: tuple[Language, ...] = ("nl", "en")
    for text, language in product(texts, languages):
        for sentence in sentences(getattr(text, language)):
            if sentence not in REASONS:
                assert FORBIDS[language].search(sentence), sentence


def test_the_page_about_oneself_has_the_four_numbers(guide: Guide) -> None:
    (page,) = danger_pages(guide.pack, "nl", about_self=True)
    assert page.kind == SELF
    for number in ("112", "113", "0800-0113", "0800-2000", "0800-0432"):
        assert number in text_of(page)


# ---------------------------------------------------------------- the result, the note, the reports


def gathered(*refs: str):
    given = [Given(*ref.split(":")) for ref in refs if ref]
    return gather(("", fact) for fact in given)[0]


def several(guide: Guide, *options: str) -> Result:
    session = Session("self_check", "2026-11-24").answered("danger_now", Answer(chosen=("no",)))
    return result_of_session(guide, session.answered("urgent_today", Answer(chosen=options)))


def test_every_chosen_kind_keeps_its_block_on_every_face(guide: Guide) -> None:
    result = several(guide, "suicide", "child", "coercion", "leaving", "camp")
    assert result.ended == "danger"
    titles = [part.title for part in document_of(result, "nl").parts]
    note = " ".join(note_text(note_of(result, "nl")).split())
    for kind in KINDS[1:]:
        page = page_of(guide, kind)
        assert page.title in titles
        for text in (to_text(result, "nl"), to_markdown(result, "nl")):
            assert page.title in text
        assert all(number in note for number in NUMBERS[kind])
    for text in (to_text(result, "nl"), to_markdown(result, "nl"), note):
        assert "nog niet nagekeken" not in " ".join(text.split())


@pytest.mark.parametrize("chosen", ["none", "none_of_these"])
def test_an_answer_of_before_still_means_none_of_these(guide: Guide, chosen: str) -> None:
    result = several(guide, chosen)
    assert result.ended == "partial"
    assert result.situation.state("danger:coercion") == "absent"
    assert result.situation.state("danger:suicide_thoughts") == "absent"


def test_pages_speak_to_the_work_that_is_known(guide: Guide) -> None:
    result = result_of_facts(guide, gathered("danger:child_unsafe", "context:police_officer"), "2026-11-24")
    said = " ".join(to_text(result, "nl").split())
    assert "Doe vandaag een zorgmelding bij Veilig Thuis" in said
    assert "Volg de meldcode" not in said


def test_child_safety_is_also_exploitation_force_online_and_abuse_by_staff(guide: Guide) -> None:
    for profession in (*PROFESSIONS, ""):
        said = text_of(page_of(guide, "child_unsafe", profession, "age_12_15")).lower()
        assert all(word in said for word in ("seks of misdaad", "online", "voogd of jeugdbeschermer"))
        at_school = profession in ("teacher", "teacher_mbo")
        assert ("vertrouwensinspecteur" in said) is at_school
        assert at_school or "collega of vrijwilliger" in said
        refs = guide.reasoner.refs(gathered("danger:child_unsafe", f"context:{profession}" if profession else ""))
        assert ("partner:education_inspectors" in refs) is at_school


def test_parents_are_who_has_authority_and_a_guardian_is_called_first(guide: Guide) -> None:
    for name in ("talk_with_parents", "decide_together_with_parents", "ask_consent_parents"):
        step = guide.pack.entry("step", name)
        assert isinstance(step, Step)
        assert "voogd of jeugdbeschermer" in step.text.nl
