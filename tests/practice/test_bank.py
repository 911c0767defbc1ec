"""The shipped cases: how many, how spread, and how balanced. A case that is taken away must not break this quietly."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields, replace

import pytest

from assistant.content.model import Case, CaseKey, Language, PartnerChoice, Ref, Trigger
from assistant.dialogue.guide import Guide
from assistant.practice.debrief import CueDebrief
from assistant.practice.guesser import LIMIT, Point, guessers, points_of
from assistant.practice.keys import differences, expected
from assistant.practice.sentences import Teller
from assistant.present.practice.feedback import cue_row

IDEOLOGIES = {"jihadist", "far_right", "far_left", "anti_institutional", "none"}


@pytest.fixture(scope="module")
def bank(guide: Guide) -> list[Case]:
    return list(guide.pack.cases.values())


@pytest.fixture(scope="module")
def families(bank: list[Case]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for case in bank:
        found[case.family].append(case)
    return found


def test_there_are_enough_cases_in_both_languages(bank: list[Case]) -> None:
    assert len(bank) >= 24
    assert all(case.title.nl and case.title.en and case.intro.nl and case.intro.en for case in bank)
    assert all(cue.text.nl and cue.text.en for case in bank for cue in case.cues)


def test_every_trigger_of_the_study_and_every_driver_is_practised(guide: Guide, bank: list[Case]) -> None:
    study = {
        name
        for name, one in guide.pack.kind("trigger").items()
        if isinstance(one, Trigger) and one.list == "study_2015"
    }
    assert len(study) == 15
    assert study <= {ref.id for case in bank for ref in case.key.triggers}
    assert {ref.id for case in bank for ref in case.key.drivers} == set(guide.pack.kind("driver"))
    assert len({case.profession for case in bank}) >= 5
    assert len({case.setting for case in bank}) >= 5


def test_there_are_as_many_ordinary_things_as_things_that_matter(bank: list[Case]) -> None:
    for case in bank:
        own = Counter(cue.type for cue in case.cues)
        assert own["decoy"] >= own["target"], case.id
    types = Counter(cue.type for case in bank for cue in case.cues)
    assert set(types) == {"target", "decoy", "protective", "ambiguous", "acute"}


def test_matched_families_cross_ideology_and_gender(families: dict[str, list[Case]]) -> None:
    matched = {name: cases for name, cases in families.items() if len({case.ideology for case in cases}) > 1}
    assert len(matched) >= 8
    assert {case.ideology for cases in matched.values() for case in cases} == IDEOLOGIES
    for ideology in IDEOLOGIES:
        genders = {case.gender for cases in matched.values() for case in cases if case.ideology == ideology}
        assert {"m", "f"} <= genders, ideology
    for cases in matched.values():
        assert len({case.key for case in cases}) == 1
        assert len({tuple((cue.id, cue.type, cue.records) for cue in case.cues) for case in cases}) == 1


def test_ordinary_help_and_danger_without_ideology(families: dict[str, list[Case]]) -> None:
    assert sum(1 for cases in families.values() if cases[0].answer == "ordinary") >= 5
    bare = [cases for cases in families.values() if {case.ideology for case in cases} == {"none"}]
    assert sum(1 for cases in bare if cases[0].answer == "acute") >= 3


def test_every_likely_wrong_reading_has_its_why(bank: list[Case]) -> None:
    for case in bank:
        for cue in case.cues:
            if cue.type != "decoy":
                assert cue.missed.nl, (case.id, cue.id)
                assert cue.missed.en, (case.id, cue.id)
            if cue.type != "acute":
                assert cue.overread.nl, (case.id, cue.id)
                assert cue.overread.en, (case.id, cue.id)
        numbers = [cue.number for cue in case.cues]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_ordinary_thing_and_everything_that_matters_shows_where_it_comes_from(
    guide: Guide, bank: list[Case]
) -> None:
    for case in bank:
        teller = Teller(guide.pack, case, "nl")
        for cue in case.cues:
            row = cue_row(teller, CueDebrief(cue, None, "left"))
            assert row.sources or cue.type in ("acute", "protective"), (case.id, cue.id)


LISTS = [each.name for each in fields(CaseKey) if each.name != "place"]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_a_key_is_compared_with_the_rules(guide: Guide, bank: list[Case], name: str) -> None:
    """Whatever is taken from a list, or put in it, shows as a difference."""
    tried = 0
    for case in {case.family: case for case in bank}.values():
        before = set(_told(guide, case))
        derived = {ref for ref in expected(guide.reasoner, case).refs if ref.startswith(_kind(name) + ":")}
        old = getattr(case.key, name)
        known = derived | {str(ref) if isinstance(ref, Ref) else f"partner:{ref.id}" for ref in old}
        strange = next(each for each in guide.pack.kind(_kind(name)) if f"{_kind(name)}:{each}" not in known)
        negative = name.startswith("not_") or name.endswith("too_early")
        added = sorted(derived)[:1] if negative else [f"{_kind(name)}:{strange}"]
        for ref in added:
            changed = replace(case, key=replace(case.key, **{name: (*old, _value(name, ref))}))
            assert set(_told(guide, changed)) - before, (case.id, ref)
            tried += 1
        for one in old if not negative else ():
            if isinstance(one, PartnerChoice) and one.named:
                continue  # the rules only know a partner without a name
            smaller = replace(case, key=replace(case.key, **{name: tuple(each for each in old if each != one)}))
            assert set(_told(guide, smaller)) != before, (case.id, one)
            tried += 1
    assert tried > 4


def _told(guide: Guide, case: Case) -> list[tuple[str, str, str]]:
    return [(f.code, f.values["list"], f.values["word"]) for f in differences(guide.reasoner, [case], notes=True)]


def _kind(name: str) -> str:
    return {"inquiries": "inquiry"}.get(name, name.removeprefix("not_").split("_")[0].rstrip("s"))


def _value(name: str, ref: str) -> object:
    kind, _, word = ref.partition(":")
    return PartnerChoice(word) if kind == "partner" else Ref(kind, word)


def test_every_trigger_is_practised_in_two_stories_and_every_profession_too(
    guide: Guide, families: dict[str, list[Case]]
) -> None:
    assert len(families) >= 32
    triggers = Counter(ref.id for cases in families.values() for ref in cases[0].key.triggers)
    study = [name for name, one in guide.pack.kind("trigger").items() if getattr(one, "list", "") == "study_2015"]
    assert {name: triggers[name] for name in study if triggers[name] < 2} == {}
    professions = Counter(cases[0].profession for cases in families.values())
    assert {name: n for name, n in professions.items() if n < 2} == {}
    acute = {case.ideology for cases in families.values() for case in cases if case.answer == "acute"}
    assert acute >= {"far_left", "anti_institutional", "far_right", "none"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_single_word_length_or_place_tells_the_key(bank: list[Case], language: Language) -> None:
    for found in guessers(points_of(bank, language)):
        assert found.accuracy <= LIMIT, found


def test_a_guesser_finds_a_pattern_where_there_is_one() -> None:
    told = [
        Point(f"f{n}", frozenset({"knife" if n % 2 else "bread"}), 10 + n % 2, n % 2, bool(n % 2)) for n in range(12)
    ]
    assert [each.accuracy for each in guessers(told)] == [1.0, 1.0, 1.0]
    plain = [Point(f"f{n // 4}", frozenset({"word"}), 10, 0.5, bool(n % 2)) for n in range(24)]
    assert all(each.accuracy == 0.5 for each in guessers(plain))


def test_belief_dress_symbols_and_origin_are_ordinary_in_every_story(bank: list[Case]) -> None:
    for case in bank:
        for cue in case.cues:
            if cue.explanation in ("appearance_only", "faith_practice", "deviant_opinion"):
                assert cue.type == "decoy", (case.id, cue.id)


def test_conduct_varies_a_joke_a_door_and_a_striking_action_are_not_always_the_same(guide: Guide) -> None:
    cases = guide.pack.cases
    assert cases["bit_of_fun_a"].by_id["joke"].type == "acute"
    assert cases["bit_of_fun_a"].by_id["shouts"].type == "decoy"
    assert cases["the_key_on_the_hook"].by_id["slam"].type == "target"
    assert cases["the_bridge_a"].by_id["bridge"].type == "decoy"
