"""May I share this: danger and coercion first, what is not known never fits, belief and origin change nothing but their own line."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from click.testing import CliRunner

from assistant.authoring.checking import check_pack
from assistant.authoring.overlay import Overlay
from assistant.cli.main import main
from assistant.content.files import shipped
from assistant.content.interface import phrases
from assistant.content.model import Given, Partner, Step
from assistant.content.vocabulary import AGE_BANDS, PROFESSIONS
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import NONE_OF_THESE, Answer, Session
from assistant.present.result_pages import result_pages
from assistant.reasoning.situation import Situation, gather
from assistant.report.markdown import to_markdown
from assistant.report.note import note_text
from assistant.report.text import to_text
from assistant.result.contract import to_json
from assistant.result.document import document_of
from assistant.result.note import note_of
from assistant.result.result import Result, result_of_facts, result_of_session
from scripts.plain_sentences import MEAN, measured
from tests.promises.sessions import DAY, sessions
from tests.promises.test_promises import LOADED, VERDICT

RULED = ("teacher", "teacher_mbo", "youth_worker", "care_worker")
"""The work for which a rule was seen."""
RECEIVERS = ("colleague", "parents", "helper", "veilig_thuis", "municipality", "police", "lawyer", "others")
CONSENTS = ("yes_person", "yes_both", "yes_authority", "refused", "not_asked")
PURPOSES = ("for_help", "for_advice", "for_safety", "for_progress", "for_evidence")
ASKS = ("they_ask", "own_idea", "manager_asks", "person_asks")
HURRY = ("today", "this_week", "can_wait")
AUTHORITY = ("parents_together", "parents_apart", "one_parent", "guardian")
INFORMATION = ("info_seen", "info_progress", "info_help", "info_confidence", "info_health", "info_told")
OWN_LINES = {
    "info_belief": "step:s_skip_belief",
    "info_origin": "step:s_skip_origin",
    "info_orientation": "step:s_skip_orientation",
    "info_opinion": "step:s_skip_opinion",
    "info_others": "step:s_skip_others",
}
TO_THE_PERSON = {f"step:s_say_{name}" for name in ("ask", "home", "also_home", "refused", "progress", "agreed")}
AGES = tuple(band for band in AGE_BANDS if band != "age_unsure")


def fact(name: str) -> Given:
    """`-name` was denied, `?name` is not known, `name` holds; a name of sharing goes without its s_."""
    state = {"-": "absent", "?": "unknown"}.get(name[0], "present")
    bare = name.lstrip("-?")
    known = bare in PROFESSIONS or bare.startswith(("age_", "s_"))
    return Given("context", bare if known else f"s_{bare}", state)


def situation(names: Iterable[str], *more: Given) -> Situation:
    return gather(("", given) for given in (*map(fact, names), *more))[0]


def drawn(guide: Guide, names: Iterable[str], *more: Given) -> frozenset[str]:
    """What follows on sharing."""
    refs = guide.reasoner.refs(situation(names, *more))
    return frozenset(ref for ref in refs if ref.startswith("step:s_"))


def fitting(guide: Guide, refs: Iterable[str]) -> set[str]:
    steps = {ref: guide.pack.entry("step", ref.removeprefix("step:")) for ref in refs}
    return {ref for ref, step in steps.items() if isinstance(step, Step) and step.sharing == "fits"}


WELL = ("-home_danger", "one_parent", "safe_to_tell", "own_idea", "can_wait", *INFORMATION)
"""Everything else as favourable as it can be."""


def outcome(guide: Guide, **changed: str | tuple[str, ...]) -> Result:
    answers: dict[str, str | tuple[str, ...]] = {
        "danger_now": "no",
        "urgent_today": NONE_OF_THESE,
        "role": "youth_worker",
        "age_band": "age_18_22",
        "receiver": "helper",
        "who_asks": "own_idea",
        "information": ("seen", "confidence"),
        "also_in_it": ("belief", "origin"),
        "purpose": "help",
        "consent": "person",
        "home": "no",
        "authority": "one",
        "telling": "yes",
        "hurry": "can_wait",
        "own_view": "consult",
        **changed,
    }
    given = {
        key: Answer("unknown") if value == "unknown" else Answer(chosen=(value,) if isinstance(value, str) else value)
        for key, value in answers.items()
    }
    return result_of_session(guide, Session("sharing", DAY, given))


def whole(result: Result, language: str = "nl") -> str:
    return " ".join((to_text(result, language) + to_markdown(result, language)).split())  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------- what is not known never fits


def test_an_unknown_consent_never_fits(guide: Guide) -> None:
    """Every work, age, receiver and purpose; the consent not asked for, asked and not known, or not reported."""
    seen = 0
    for role, age, to, purpose in product(("", *PROFESSIONS), ("", *AGE_BANDS), RECEIVERS, PURPOSES):
        names = [each for each in (role, age) if each]
        unknown = tuple(f"?{consent}" for consent in CONSENTS)
        for consent in ((), unknown, ("not_asked",)):
            refs = drawn(guide, [*names, f"to_{to}", purpose, *consent, *WELL])
            assert not fitting(guide, refs), (role, age, to, purpose)
            seen += 1
    assert seen == 9 * 8 * 8 * 5 * 3


def test_an_unknown_age_or_work_never_fits(guide: Guide) -> None:
    for role, to, purpose, consent in product(("", *PROFESSIONS), RECEIVERS, PURPOSES, CONSENTS):
        names = [role] if role else []
        rest = [f"to_{to}", purpose, consent, *WELL]
        assert not fitting(guide, drawn(guide, [*names, *rest]))
        assert not fitting(guide, drawn(guide, [*names, "age_unsure", *rest]))
        assert not fitting(guide, drawn(guide, [*names, *(f"?{band}" for band in AGE_BANDS), *rest]))
    for age, to, purpose, consent in product(AGES, RECEIVERS, PURPOSES, CONSENTS):
        assert not fitting(guide, drawn(guide, [age, f"to_{to}", purpose, consent, *WELL]))


def test_what_fits_rests_on_every_answer(guide: Guide) -> None:
    """Take any one answer away from a situation in which something fits: then nothing fits any more."""
    seen = 0
    for role, age, to, purpose, consent in product(RULED, AGES, RECEIVERS[:5], PURPOSES, CONSENTS):
        names = [role, age, f"to_{to}", purpose, consent, *WELL]
        if not fitting(guide, drawn(guide, names)):
            continue
        seen += 1
        asked_home = to == "parents" or age in ("age_0_11", "age_12_15")
        asked_authority = age in ("age_0_11", "age_12_15") or (age == "age_16_17" and to == "parents")
        needed = {role, age, f"to_{to}", purpose, consent, "safe_to_tell", "own_idea", "can_wait"}
        needed |= ({"-home_danger"} if asked_home else set()) | ({"one_parent"} if asked_authority else set())
        for name in needed:
            left = [each for each in names if each != name]
            assert not fitting(guide, drawn(guide, left)), (names, name)
            assert not fitting(guide, drawn(guide, [*left, f"?{name.lstrip('-')}"])), (names, name)
    assert seen > 100


def test_only_work_with_a_rule_that_was_seen_gets_something_that_fits(guide: Guide) -> None:
    for role, age, to, purpose, consent in product(PROFESSIONS, AGES, RECEIVERS, PURPOSES, CONSENTS):
        refs = drawn(guide, [role, age, f"to_{to}", purpose, consent, *WELL])
        if role not in RULED:
            assert not fitting(guide, refs)
            assert "step:s_ask_privacy_officer" in refs
        else:
            assert "step:s_ask_privacy_officer" not in refs
        if to in ("police", "lawyer", "others") or purpose in ("for_evidence", "for_advice"):
            assert not fitting(guide, refs)
    for step in guide.pack.kind("step").values():
        if isinstance(step, Step) and step.sharing == "fits":
            assert step.basis == "seen"
            assert step.sources
    for rule in guide.pack.rules:
        if fitting(guide, (str(ref) for ref in rule.then)):
            assert rule.basis == "seen", rule.id


@pytest.mark.parametrize(
    ("role", "age", "consent", "parents", "helper"),
    [
        # a school owes parents how things go until 18, whatever the pupil wants; the rest needs a yes
        ("teacher", "age_16_17", "refused", {"progress"}, set()),
        ("teacher", "age_16_17", "yes_person", {"progress", "seen", "confidence"}, {"progress", "seen", "confidence"}),
        ("teacher_mbo", "age_18_22", "refused", set(), set()),
        ("teacher_mbo", "age_18_22", "yes_person", {"seen", "confidence"}, {"seen", "confidence"}),
        # care: under 12 the parents, from 12 to 15 both, from 16 the young person
        ("care_worker", "age_0_11", "yes_authority", {"seen"}, {"seen"}),
        ("care_worker", "age_0_11", "yes_person", {"seen"}, set()),
        ("care_worker", "age_12_15", "yes_person", {"seen"}, set()),
        ("care_worker", "age_12_15", "yes_authority", set(), set()),
        ("care_worker", "age_12_15", "yes_both", {"seen"}, {"seen"}),
        ("care_worker", "age_16_17", "yes_authority", set(), set()),
        ("care_worker", "age_16_17", "yes_person", {"seen"}, {"seen"}),
        ("youth_worker", "age_16_17", "refused", set(), set()),
        ("youth_worker", "age_23_26", "yes_person", {"seen"}, {"seen"}),
    ],
)
def test_who_must_say_yes_follows_work_and_age(
    guide: Guide, role: str, age: str, consent: str, parents: set[str], helper: set[str]
) -> None:
    for to, expected in (("to_parents", parents), ("to_helper", helper)):
        found = fitting(guide, drawn(guide, [role, age, to, "for_help", consent, *WELL]))
        names = {ref.removeprefix("step:s_share_") for ref in found}
        assert expected <= names
        assert bool(expected) == bool(names), (to, names)


def test_parents_who_are_apart_wait_until_authority_is_checked(guide: Guide) -> None:
    for role, age, to, consent in product(RULED, ("age_0_11", "age_12_15", "age_16_17"), RECEIVERS, CONSENTS):
        if age == "age_16_17" and to != "parents":
            continue
        rest = [name for name in WELL if name != "one_parent"]
        refs = drawn(guide, [role, age, f"to_{to}", "for_help", consent, "parents_apart", *rest])
        assert "step:s_check_authority" in refs
        assert not fitting(guide, refs)


@pytest.mark.parametrize("role", RULED)
def test_the_conversation_asks_all_that_is_needed_for_something_to_fit(guide: Guide, role: str) -> None:
    for age, to in product(AGES, RECEIVERS[:5]):
        result = outcome(guide, role=role, age_band=age, receiver=to, consent="both")
        assert fitting(guide, result.outcome.conclusions), (age, to)
        for key in ("consent", "telling", "hurry", "purpose", "who_asks"):
            unknown = outcome(
                guide, **{"role": role, "age_band": age, "receiver": to, "consent": "both", key: "unknown"}
            )
            assert not fitting(guide, unknown.outcome.conclusions), key


def test_told_in_confidence_needs_the_person(guide: Guide) -> None:
    for role, age, to, consent in product(RULED, AGES, RECEIVERS, ("yes_authority", "refused", "not_asked")):
        refs = drawn(guide, [role, age, f"to_{to}", "for_help", consent, *WELL])
        assert "step:s_share_confidence" not in refs
        assert "step:s_skip_confidence" in refs


# ------------------------------------------------------------------------------------------------------------- danger first


def test_with_a_danger_nothing_is_said_of_sharing(guide: Guide) -> None:
    for danger in guide.pack.kind("danger"):
        for role, age, consent in product(("", *PROFESSIONS), ("", *AGE_BANDS), ("", *CONSENTS)):
            names = [each for each in (role, age, consent) if each]
            for to in ("to_parents", "to_helper"):
                refs = guide.reasoner.refs(
                    situation([*names, to, "for_help", *WELL, *OWN_LINES], Given("danger", danger))
                )
                assert not [ref for ref in refs if ref.startswith("step:s_")], (danger, role, age, consent)
                assert "partner:emergency_112" in refs


def test_danger_and_coercion_are_asked_before_consent_and_end_it(guide: Guide) -> None:
    asked = [question.id for question in guide.dialogue("sharing").questions]
    assert asked.index("danger_now") == 0
    assert asked.index("urgent_today") < asked.index("consent")
    assert outcome(guide, danger_now="yes").ended == "danger"
    for option in ("suicide", "child", "coercion", "leaving", "camp"):
        result = outcome(guide, urgent_today=(option,))
        assert result.ended == "danger"
        assert document_of(result, "nl").part("page") is not None
        assert document_of(result, "nl").part("fits") is None
    assert "Veilig Thuis" in whole(outcome(guide, urgent_today=("coercion",)))


def test_as_long_as_home_is_not_known_to_be_safe_nobody_talks_with_home(guide: Guide) -> None:
    for role, age, consent, home in product(PROFESSIONS, AGE_BANDS, CONSENTS, ("home_danger", "?home_danger", "")):
        names = [role, age, "to_parents", consent, "for_help", home]
        rest = [name for name in WELL if name != "-home_danger"]
        refs = drawn(guide, [*(name for name in names if name), *rest])
        assert "step:s_veilig_thuis_first" in refs
        assert not fitting(guide, refs)
        assert not refs & {"step:s_tell_pupil_first", "step:s_ask_first", "step:s_ask_authority_too", *TO_THE_PERSON}


def test_there_is_a_sentence_to_say_unless_telling_is_not_known_to_be_safe(guide: Guide) -> None:
    for role, age, to, consent in product(RULED, AGES, RECEIVERS[:5], CONSENTS):
        names = [role, age, f"to_{to}", "for_help", consent, "-home_danger", "one_parent", "own_idea", "can_wait"]
        safe = drawn(guide, [*names, "safe_to_tell"])
        assert safe & TO_THE_PERSON, names
        for telling in ("-safe_to_tell", "?safe_to_tell"):
            unsafe = drawn(guide, [*names, telling])
            assert not unsafe & TO_THE_PERSON
            assert not fitting(guide, unsafe)
        assert "step:s_do_not_tell_yet" in drawn(guide, [*names, "-safe_to_tell"])


def test_police_and_lawyers_ask_on_paper(guide: Guide) -> None:
    for role, age, to in product(PROFESSIONS, AGE_BANDS, ("to_police", "to_lawyer")):
        for asks in ("they_ask", "manager_asks", "person_asks", "?they_ask"):
            refs = drawn(guide, [role, age, to, asks, "yes_both"])
            assert {"step:s_on_paper", "step:s_say_paper"} <= refs
        assert "step:s_manager_first" in drawn(guide, [role, age, to, "own_idea", "yes_both"])


# ---------------------------------------------------------------------------------- belief, origin, orientation and opinion


def situations(number: int, seed: int) -> Iterator[list[str]]:
    chance = random.Random(seed)
    for _ in range(number):
        names = [chance.choice(PROFESSIONS), chance.choice(AGE_BANDS), f"to_{chance.choice(RECEIVERS)}"]
        names += [chance.choice(each) for each in (CONSENTS, PURPOSES, ASKS, HURRY, AUTHORITY)]
        names += chance.sample(INFORMATION, chance.randint(0, 4))
        names += [chance.choice(("-home_danger", "home_danger", "?home_danger"))]
        names += [chance.choice(("safe_to_tell", "safe_to_tell", "-safe_to_tell", "?safe_to_tell"))]
        yield names


def test_belief_and_origin_change_nothing_but_their_own_line(guide: Guide) -> None:
    for names in situations(400, seed=5):
        bare = guide.reasoner.refs(situation(names))
        for tick, line in OWN_LINES.items():
            assert guide.reasoner.refs(situation([*names, tick])) == bare | {line}
            assert guide.reasoner.refs(situation([*names, f"?{tick}"])) == bare
        assert guide.reasoner.refs(situation([*names, *OWN_LINES])) == bare | set(OWN_LINES.values())


def test_swapping_the_ticks_leaves_every_other_line_of_the_page_as_it_is(guide: Guide) -> None:
    def lines(tick: str) -> tuple[list[tuple[str, str]], int]:
        result = outcome(guide, also_in_it=(tick,), information=("seen",))
        parts = document_of(result, "nl").parts
        own = next(part for part in parts if part.id == "not_needed")
        return [(i.title, i.text) for p in parts if p is not own for i in p.items], len(own.items)

    ticks = [option.id for option in guide.dialogue("sharing").by_id["also_in_it"].options if option.id != "guess"]
    assert len(ticks) == 5
    assert all(lines(tick) == lines(ticks[0]) for tick in ticks)


def test_belief_and_origin_are_said_to_be_not_needed_and_travel_nowhere(guide: Guide) -> None:
    result = outcome(guide)
    part = document_of(result, "nl").part("not_needed")
    assert part is not None
    assert [item.text.startswith("Dit is niet nodig. Deel het niet.") for item in part.items] == [True, True]
    note = " ".join(note_text(note_of(result, "nl")).split())
    for option in guide.dialogue("sharing").by_id["also_in_it"].options:
        assert result.say(option.label, "nl").rstrip(".") not in note
    for name, entry in guide.pack.kind("context").items():
        assert not name.startswith("s_") or entry.name.nl not in note


# ------------------------------------------------------------------------------------------------------------- the promises


def test_it_asks_sixteen_questions_at_most(guide: Guide) -> None:
    script = guide.dialogue("sharing")
    assert script.about == "sharing"
    assert len([question for question in script.questions if question.kind != "say"]) <= 16
    lengths = [len(guide.position(session).turns) for session in sessions(guide, 300, 3, "sharing")]
    assert max(lengths) <= 16


def test_no_name_is_asked_for(guide: Guide) -> None:
    assert {question.kind for question in guide.dialogue("sharing").questions} <= {"one_of", "any_of", "yes_no", "say"}


def test_the_first_questions_are_those_of_the_self_check(guide: Guide) -> None:
    own, other = guide.dialogue("sharing"), guide.dialogue("self_check")
    for name in ("danger_now", "urgent_today", "role", "age_band"):
        mine, theirs = own.by_id[name], other.by_id[name]
        assert {o.id for o in mine.options} <= {o.id for o in theirs.options}


def test_every_result_has_a_human_and_no_label_level_or_permission(guide: Guide) -> None:
    permission = re.compile(r"\bu mag\b|\bmag u\b|\byou may\b|\bmay you\b|\byou are allowed\b", re.IGNORECASE)
    seen: Counter[str] = Counter()
    for session in sessions(guide, 120, 4, "sharing"):
        result = result_of_session(guide, session)
        seen[result.ended or ""] += 1
        for name in result.outcome.of_kind("partner"):
            partner = guide.pack.kind("partner")[name]
            assert isinstance(partner, Partner)
            assert not result.profession or partner.reach[result.profession] != "never"
        assert not [ref for ref in result.outcome.conclusions if ref.startswith(("trigger:", "driver:", "signal:"))]
        for language in ("nl", "en"):
            document = document_of(result, language)
            assert result.ended == "out_of_scope" or document.part("partners") is not None
            for part in document.parts:
                for item in part.items:
                    text = f"{item.title} {item.label} {item.text}"
                    assert not VERDICT.search(text)
                    assert not LOADED.search(text)
                    ours = result.ended == "complete" and not item.ref.startswith("partner:")
                    assert not ours or not permission.search(text), text
    assert seen["complete"] > 15
    assert seen["danger"]


def test_every_line_leads_to_its_reason_and_what_fits_to_a_source(guide: Guide) -> None:
    for session in sessions(guide, 60, 6, "sharing"):
        result = result_of_session(guide, session)
        if result.ended != "complete":
            continue
        for part in document_of(result, "nl").parts:
            for item in part.items:
                if item.ref in result.outcome.conclusions:
                    assert result.explainer.because(item.ref)
                assert part.id != "fits" or not item.ref or item.sources


def test_nothing_known_at_all_still_names_somebody(guide: Guide) -> None:
    unknown = dict.fromkeys(
        [
            q.id
            for q in guide.dialogue("sharing").questions
            if q.kind != "say" and q.id not in ("danger_now", "urgent_today")
        ],
        "unknown",
    )
    document = document_of(outcome(guide, **unknown), "nl")
    fits, partners, open_ = (document.part(name) for name in ("fits", "partners", "unknown"))
    assert fits is not None
    assert [item.ref for item in fits.items] == [""]
    assert partners is not None
    assert open_ is not None
    assert len(open_.items) >= 8


def test_the_self_check_does_not_see_it(guide: Guide) -> None:
    for session in sessions(guide, 25, seed=7):
        result = result_of_session(guide, session)
        assert not [ref for ref in result.outcome.conclusions if ref.partition(":")[2].startswith("s_")]
        assert '"s_' not in to_json(result, "nl").replace("context:s_", '"s_')


def test_facts_about_sharing_give_its_page_and_mixed_facts_a_persons(guide: Guide) -> None:
    given = situation(["teacher", "age_16_17", "to_police", "they_ask"])
    result = result_of_facts(guide, given, DAY)
    assert result.about == "sharing"
    assert document_of(result, "nl").part("fits") is not None
    assert "step:stay_in_contact" not in result.outcome.conclusions
    mixed = situation(["teacher", "to_police"], Given("event", "dismissal"))
    assert result_of_facts(guide, mixed, DAY).about == "person"


def test_it_is_one_page_in_the_app(guide: Guide) -> None:
    pages = result_pages(outcome(guide), "nl")
    assert [page.id for page in pages] == ["all"]


def test_run_from_the_command_line() -> None:
    answers = json.dumps({"as_of": DAY, "answers": {"danger_now": "no", "urgent_today": "unknown", "role": "teacher"}})
    for form in ("text", "md", "json", "html", "note"):
        done = CliRunner().invoke(main, ["run", "sharing", "--answers", "-", "--format", form], input=answers)
        assert done.exit_code == 0, done.output


# ------------------------------------------------------------------------------------------------------------------- words


def test_its_words_exist_in_both_languages() -> None:
    keys = [{key for key in phrases(language).texts if key.startswith("sharing.")} for language in ("nl", "en")]
    assert keys[0] == keys[1]
    assert len(keys[0]) >= 15


def test_the_sentences_are_plain(guide: Guide) -> None:
    """Danger, law and sharing in both languages: a mean of at most ten words, none over fifteen, no word of the trade."""
    for each in measured(guide.pack):
        assert len(each.sentences) > 50, each.kind
        assert each.mean <= MEAN, (each.kind, each.language, each.mean)
        assert each.long == [], (each.kind, each.language)
        assert each.trade == [], (each.kind, each.language)


def codes(path: str, old: str, new: str) -> list[tuple[str, bool]]:
    text = (shipped() / path).read_text("utf-8")
    assert old in text
    report = check_pack(Overlay(shipped(), {path: text.replace(old, new, 1).encode()}), DAY)
    return [(finding.code, finding.place.line > 0) for finding in report.findings if finding.place.file == path]


def test_a_slip_in_its_files_is_a_finding_with_its_line() -> None:
    assert codes("knowledge/sharing.yaml", "sharing: fits", "sharing: fit") == [("field/choice", True)]
    assert codes("dialogues/sharing.yaml", "about: sharing", "about: share") == [("field/choice", True)]
    assert codes("dialogues/self_check.yaml", "ends: several", "ends: more") == [("field/choice", True)]
