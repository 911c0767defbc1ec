"""Practice cases: how they are read, what is wrong with them, and whether their key fits the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.content.cases import CaseChecker, shape
from assistant.content.check import Checker
from assistant.content.model import Case, Ref
from assistant.content.pack import digest
from assistant.content.reader import Notes
from assistant.dialogue.guide import Guide
from assistant.practice.keys import cues_behind, differences, expected
from tests.practice.conftest import FILE, cases_in

TEXT = FILE.read_text("utf-8")


def codes(gym: Guide, text: str) -> list[str]:
    """What is wrong with the cases in a text, in words and in what they mention."""
    cases, found = cases_in(text)
    notes = Notes()
    pack = replace(gym.pack, cases={case.id: case for case in cases})
    CaseChecker(Checker(pack, notes)).run()
    return sorted({*found, *(finding.code for finding in notes.findings)})


def test_variants_share_everything_but_their_words(gym: Guide) -> None:
    one, two = gym.pack.cases["friend_a"], gym.pack.cases["friend_b"]
    assert shape(one) == shape(two)
    assert (one.family, one.ideology, two.ideology) == ("lost_friend_test", "far_right", "jihadist")
    assert one.by_id["clothes"].text.nl != two.by_id["clothes"].text.nl
    assert "{" not in two.by_id["habit"].text.en
    assert one.cues[0] == two.cues[0]


def test_cues_are_numbered_and_plain_text_is_not(case: Case) -> None:
    assert [cue.number for cue in case.cues] == list(range(1, 11))
    assert len(case.story) == 11


def test_the_model_case_is_sound(gym: Guide) -> None:
    assert codes(gym, TEXT) == []
    assert list(differences(gym.reasoner, gym.pack.cases.values())) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("explanation: appearance_only", "explanation: appearence", "reference/unknown"),
        ("    explanation: appearance_only\n", "", "case/no-explanation"),
        ("change: drops_old_friends", "change: drops_friends", "reference/unknown"),
        ("type: decoy", "type: decoi", "field/choice"),
        ("type: acute", "type: ambiguous", "case/acute"),
        ("answer: acute", "answer: ordinary", "case/acute"),
        ("danger: suicide_thoughts, origin: seen", "cue: wants_to_matter", "case/acute-no-danger"),
        (
            "records: [{protective: talks_openly, origin: seen}]",
            "records: [{change: withdraws}]",
            "case/records-concern",
        ),
        ("records: [{cue: wants_to_matter, origin: seen}]", "records: []", "case/no-fact"),
        ("profession: youth_worker", "profession: youth_werker", "case/profession"),
        ("cue: clothes", "cue: habit", "case/duplicate-cue"),
        ("at: closed_group", "at: closed_grup", "case/no-cue"),
        ("wrong: b", "wrong: d", "case/no-line"),
        ("{context: changed_after_event}", "{event: bereavement}", "case/given"),
        ("{clothes}.", "{clothing}.", "text/placeholder"),
        ("    missed: {nl: a, en: a}\n", "", "case/no-why"),
        ("not_signals: [accumulation]", "not_signals: [event_then_change]", "case/key-twice"),
        (
            "steps_first: [contact_today, check_immediate_danger, tell_colleague_today]",
            "steps_first: []",
            "case/no-first-step",
        ),
        ("expected: [suicide_113, emergency_112, colleague, grief_support]", "expected: []", "case/no-partner"),
        ("new_information: {nl: n, en: n}}", "new_information: {nl: n, en: n}, panel: [1, 2]}", "case/panel"),
        ('  - text: {nl: "Het is winter."', '  - tekst: {nl: "Het is winter."', "field/unknown"),
    ],
)
def test_what_is_wrong_is_told(gym: Guide, old: str, new: str, code: str) -> None:
    assert old in TEXT
    assert code in codes(gym, TEXT.replace(old, new, 1))


def test_a_worry_without_a_target_is_an_error(gym: Guide) -> None:
    text = TEXT.replace("type: target", "type: ambiguous")
    assert "case/no-target" in codes(
        gym, text.replace("answer: acute", "answer: concern").replace("type: acute", "type: target", 0)
    )


def test_cases_of_one_family_must_match(gym: Guide) -> None:
    other = replace(gym.pack.cases["friend_b"], key=replace(gym.pack.cases["friend_b"].key, drivers=()))
    notes = Notes()
    CaseChecker(Checker(replace(gym.pack, cases={**gym.pack.cases, other.id: other}), notes)).run()
    assert [finding.code for finding in notes.findings] == ["case/family-differs"]


@pytest.mark.parametrize(
    ("field", "ids", "code", "word"),
    [
        ("triggers", ["death_confrontation"], "case/key-lacks", "trigger:social_ties_broken"),
        ("drivers", ["significance", "identity"], "case/key-not-derived", "driver:identity"),
        ("not_signals", ["event_then_change"], "case/key-too-early", "signal:event_then_change"),
        ("steps_first", ["talk_open"], "case/key-not-derived", "step:talk_open"),
    ],
)
def test_the_key_is_compared_with_the_rules(
    gym: Guide, case: Case, field: str, ids: list[str], code: str, word: str
) -> None:
    kind = {"triggers": "trigger", "drivers": "driver", "not_signals": "signal", "steps_first": "step"}[field]
    refs = tuple(Ref(kind, name) for name in ids)
    changed = replace(case, key=replace(case.key, **{field: refs}))
    told = [(finding.code, finding.values["word"]) for finding in differences(gym.reasoner, [changed])]
    assert (code, word) in told


def test_danger_and_the_rest_are_worked_out_apart(gym: Guide, case: Case) -> None:
    derived = expected(gym.reasoner, case)
    assert derived.first is not None
    assert "step:contact_today" in derived.first.conclusions
    assert "trigger:death_confrontation" not in derived.first.conclusions
    assert "trigger:death_confrontation" in derived.rest.conclusions
    assert cues_behind(case, derived.rest, "signal:event_then_change") == ("best_friend_died", "old_friends")


def test_a_changed_word_in_a_case_changes_the_digest(gym: Guide, case: Case) -> None:
    other = replace(case, version="1.0.1")
    assert digest(replace(gym.pack, cases={**gym.pack.cases, case.id: other})) != digest(gym.pack)


def test_the_shipped_keys_fit_the_rules(guide: Guide) -> None:
    told = [f"{f.place}: {f.code} {f.values['word']}" for f in differences(guide.reasoner, guide.pack.cases.values())]
    assert told == []
