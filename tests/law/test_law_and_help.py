"""The small model of law and help: owner, day, source and review date per entry, every age and every profession covered."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.authoring.checking import check_pack
from assistant.authoring.overlay import Overlay
from assistant.content.files import shipped
from assistant.content.model import Law, Partner, Step, reach_of
from assistant.content.vocabulary import AGE_BANDS, PROFESSIONS
from assistant.dialogue.guide import Guide
from assistant.present.lookup import lookup_entries

FILE = "knowledge/law_and_help.yaml"


def laws(guide: Guide) -> list[Law]:
    return [entry for entry in guide.pack.kind("law").values() if isinstance(entry, Law)]


def test_every_entry_says_who_looks_after_it_and_how_long_it_holds(guide: Guide) -> None:
    for law in laws(guide):
        assert law.owner
        assert law.as_of
        assert law.review_by > law.as_of
        if law.truth == "law":
            assert law.basis == "seen"
            assert law.sources


def test_every_age_and_every_profession_is_covered(guide: Guide) -> None:
    for band in AGE_BANDS:
        assert any(law.about == "ages" and band in law.ages for law in laws(guide))
    for about in ("reporting_code", "sharing"):
        for profession in PROFESSIONS:
            assert any(law.about == about and profession in law.professions for law in laws(guide)), (about, profession)


def test_the_police_are_not_told_that_the_code_is_theirs(guide: Guide) -> None:
    bound = {profession for law in laws(guide) if law.id == "reporting_code" for profession in law.professions}
    assert "police_officer" not in bound
    assert {"teacher", "teacher_mbo", "care_worker"} <= bound


def test_what_a_pack_does_not_say_about_reach_is_without_a_name(guide: Guide) -> None:
    partner = guide.pack.entry("partner", "municipality")
    emergency = guide.pack.entry("partner", "emergency_112")
    assert isinstance(partner, Partner)
    assert isinstance(emergency, Partner)
    assert reach_of(replace(partner, reach={}), "teacher") == "without_name"
    assert reach_of(replace(partner, reach={"teacher": "direct"}), "teacher") == "direct"
    assert reach_of(replace(emergency, reach={}), "") == "direct"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('    owner: "redactie"\n', "", "field/missing"),
        ('    as_of: "2026-11-28"\n', "", "field/missing"),
        ("    ages: [age_27_up]\n", "    ages: [age_26_up]\n", "field/choice"),
        ("    about: ages\n", "    about: age\n", "field/choice"),
    ],
)
def test_a_broken_entry_is_a_finding_with_its_line(old: str, new: str, code: str) -> None:
    text = (shipped() / "knowledge" / "law_and_help.yaml").read_text("utf-8")
    report = check_pack(Overlay(shipped(), {FILE: text.replace(old, new, 1).encode()}), "2026-11-28")
    assert [finding.code for finding in report.findings if finding.place.file == FILE] == [code]
    assert all(finding.place.line > 0 for finding in report.findings)


def test_a_pack_that_says_nothing_of_law_and_help_is_told_so_of_every_age_with_its_line() -> None:
    report = check_pack(Overlay(shipped(), {FILE: b"law_and_help: []\n"}), "2026-11-28")
    told = [finding for finding in report.findings if finding.code == "law/age-uncovered"]
    assert {finding.values["word"] for finding in told} == set(AGE_BANDS)
    assert all(finding.place.line > 0 for finding in told)


def test_only_work_that_is_bound_is_told_that_the_reporting_code_is_law(guide: Guide) -> None:
    step = guide.pack.entry("step", "follow_reporting_code")
    assert isinstance(step, Step)
    bound = {profession for law in laws(guide) if law.id == "reporting_code" for profession in law.professions}
    asked = "Geldt de meldcode voor uw werk?"  # of who is not named, and of who did not say yet what work it is
    for profession in (*PROFESSIONS, ""):
        text = step.text_for.get(profession, step.text).nl
        if profession in bound:
            assert text.startswith("De meldcode is wet.")
        elif profession != "municipal_officer":
            assert text.startswith(asked)


HELP = {  # the entry, and the partner whose number stands in it
    "help_veilig_thuis": "veilig_thuis",
    "help_victim_support": "victim_support",
    "help_discrimination": "adv",
    "help_listening": "kindertelefoon",
    "help_money": "money_help",
    "help_doorstroompunt": "doorstroompunt",
    "help_family_doctor": "family_doctor",
    "help_youth_doctor": "youth_doctor",
    "help_school_care": "school_care",
    "help_neighbourhood_team": "neighbourhood_team",
    "help_probation_youth": "jeugdreclassering",
    "help_probation_adult": "reclassering",
    "school_duty": "leerplicht",
    "child_protection": "rvdk",
}


@pytest.mark.parametrize(("name", "partner"), HELP.items())
def test_ordinary_help_stands_in_the_file_with_the_number_of_its_partner(guide: Guide, name: str, partner: str) -> None:
    law, whom = guide.pack.entry("law", name), guide.pack.entry("partner", partner)
    assert isinstance(law, Law)
    assert isinstance(whom, Partner)
    assert law.about == "help"
    for text in (law.text.nl, law.text.en):
        assert not whom.phone or whom.phone in text


def test_every_number_in_the_file_is_the_number_of_a_partner(guide: Guide) -> None:
    phones = {entry.phone for entry in guide.pack.kind("partner").values() if isinstance(entry, Partner)}
    told = {number for law in laws(guide) for number in re.findall(r"\b0[89]00-[0-9 ]*[0-9]", law.text.nl)}
    assert told
    assert told <= phones


@pytest.mark.parametrize(
    ("age", "there", "away"),
    [
        (
            "age_0_11",
            {"school_duty", "help_youth_doctor", "child_protection"},
            {"help_probation_youth", "help_doorstroompunt"},
        ),
        (
            "age_16_17",
            {"school_duty", "help_probation_youth", "sharing_school"},
            {"help_probation_adult", "sharing_adults"},
        ),
        (
            "age_18_22",
            {"help_doorstroompunt", "help_probation_adult", "sharing_adults"},
            {"school_duty", "sharing_school"},
        ),
        ("age_23_26", {"help_doorstroompunt", "help_probation_adult"}, {"help_probation_youth", "help_youth_act"}),
        ("age_27_up", {"help_probation_adult", "sharing_adults"}, {"help_doorstroompunt", "help_youth_doctor"}),
    ],
)
def test_each_age_has_its_own_help_and_no_other(guide: Guide, age: str, there: set[str], away: set[str]) -> None:
    fits = {law.id for law in laws(guide) if not law.ages or age in law.ages}
    assert there <= fits
    assert not away & fits


def test_law_and_help_can_be_looked_up(guide: Guide) -> None:
    for language in ("nl", "en"):
        found = [entry for entry in lookup_entries(guide.pack, "2026-11-28", language) if entry.ref.startswith("law:")]
        assert len(found) == len(laws(guide))
        assert all(entry.lines for entry in found)
