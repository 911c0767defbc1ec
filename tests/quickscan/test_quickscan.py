"""The quickscan: about a municipality, never about a person, and apart from the self-check."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.content.dialogues import read_dialogue
from assistant.content.model import Given, Observation
from assistant.content.nodes import Map
from assistant.content.reader import Fields, Notes
from assistant.content.source import parse
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.present.conversation import panel_view
from assistant.reasoning.situation import gather
from assistant.report.markdown import to_markdown
from assistant.report.text import to_text
from assistant.result.contract import to_data
from assistant.result.document import document_of
from assistant.result.result import Result, result_of_facts, result_of_session

DAY = "2026-11-24"
WEAK = {
    "danger_now": "no",
    "subject": "municipality",
    "policy": "none",
    "schools": "little",
    "professionals": "some",
    "officials": "little",
    "capacity": "short",
    "fields": "apart",
    "in_place": "none_of_these",
    "urgent": "none_of_these",
    "own_need": "training",
}
STRONG = WEAK | {
    "policy": "directed",
    "schools": "enough",
    "professionals": "enough",
    "officials": "enough",
    "capacity": "enough",
    "fields": "together",
    "in_place": ("contact_known", "contact_persons", "person_centred"),
    "own_need": "exchange",
}


def outcome(guide: Guide, answers: Mapping[str, str | tuple[str, ...]]) -> Result:
    given = {
        key: Answer("unknown") if value == "unknown" else Answer(chosen=(value,) if isinstance(value, str) else value)
        for key, value in answers.items()
    }
    return result_of_session(guide, Session("quickscan", DAY, given))


def steps(result: Result) -> set[str]:
    return set(result.outcome.of_kind("step"))


def test_it_has_about_ten_questions_and_says_what_it_is_about(guide: Guide) -> None:
    script = guide.dialogue("quickscan")
    assert script.about == "organisation"
    assert len([q for q in script.questions if q.kind != "say"]) <= 12
    assert guide.dialogue("self_check").about == "person"


def test_a_beginning_municipality_gets_every_kind_of_support_with_reasons(guide: Guide) -> None:
    result = outcome(guide, WEAK)
    assert result.ended == "complete"
    assert steps(result) == {
        "q_put_in_charge",
        "q_ess_advice",
        "q_choose_what_first",
        "q_one_table",
        "q_train_schools",
        "q_train_ror",
        "q_learning_circle",
        "q_early_recognition",
        "q_person_centred_work",
        "q_agree_who_and_when",
    }
    part = document_of(result, "nl").part("steps")
    assert part is not None
    for item in part.items:
        because = result.explainer.because(item.ref)
        assert because
        assert because[0].rule.because.nl in item.text
        assert item.label


def test_a_municipality_where_it_goes_well_sees_that_and_can_share_it(guide: Guide) -> None:
    result = outcome(guide, STRONG)
    assert steps(result) == {"q_learning_circle", "q_agree_who_and_when"}
    helps = document_of(result, "nl").part("helps")
    assert helps is not None
    assert len(helps.items) == 9


def test_the_page_has_nothing_about_a_person(guide: Guide) -> None:
    for answers in (WEAK, STRONG, WEAK | {"urgent": ("person", "unrest")}):
        result = outcome(guide, answers)
        for language in ("nl", "en"):
            document = document_of(result, language)
            assert [part.id for part in document.parts] == ["helps", "steps", "unknown", "partners"]
            text = to_text(result, language) + to_markdown(result, language)
            assert not re.search(r"jongeren die zoiets|young people who|triggerfactor herkend|\{persoo?n\}", text)
            assert not re.search(r"oordeel over de persoon|judgement of the person", text)
        assert not [ref for ref in result.outcome.conclusions if ref.startswith(("trigger:", "driver:", "signal:"))]


def test_advice_about_a_person_stays_out_though_its_rules_hold_too(guide: Guide) -> None:
    """The rule that always says to stay in contact counts any context; a municipality is not somebody to stay in contact with."""
    result = outcome(guide, WEAK)
    assert "step:stay_in_contact" in guide.reasoner.refs(result.situation)
    assert all(name.startswith("q_") for name in steps(result))
    for ref in result.outcome.conclusions:
        assert all(each.rule.id.startswith("q_") for each in result.explainer.because(ref))


def test_an_urgent_case_about_a_person_points_to_the_usual_ways(guide: Guide) -> None:
    result = outcome(guide, WEAK | {"urgent": ("person",)})
    document = document_of(result, "nl")
    part = document.part("steps")
    assert part is not None
    assert part.items[0].ref == "step:q_person_usual_way"
    assert "Bel 112" in part.items[0].text
    assert "Even meedenken" in part.items[0].text
    assert "emergency_112" in result.outcome.of_kind("partner")
    assert "q_ess_urgent" in steps(result)


def test_danger_ends_it_and_a_person_is_sent_on(guide: Guide) -> None:
    danger = outcome(guide, WEAK | {"danger_now": "yes"})
    assert danger.ended == "danger"
    assert "call_112" in steps(danger)
    assert document_of(danger, "nl").part("page") is not None
    person = outcome(guide, WEAK | {"subject": "person"})
    assert person.ended == "out_of_scope"
    page = document_of(person, "nl").part("page")
    assert page is not None
    assert any("112" in item.title for item in page.items)


def test_not_knowing_gives_something_to_ask_and_no_support(guide: Guide) -> None:
    unknown = {key: "unknown" for key in WEAK if key not in ("danger_now", "subject")}
    result = outcome(guide, WEAK | unknown)
    assert steps(result) == {"q_agree_who_and_when"}
    part = document_of(result, "nl").part("unknown")
    assert part is not None
    assert len([item for item in part.items if not item.ref]) == len(unknown)
    assert "signaal" not in " ".join(item.text for item in part.items)


def test_only_partners_a_municipality_can_reach(guide: Guide) -> None:
    for answers in (WEAK, STRONG, WEAK | {"urgent": ("person", "unrest")}):
        result = outcome(guide, answers)
        assert result.profession == "municipal_officer"
        for name in result.outcome.of_kind("partner"):
            partner: Any = guide.pack.entry("partner", name)
            assert partner.reach["municipal_officer"] != "never"


def test_the_json_tells_no_trigger_factors_and_nothing_open_about_a_person(guide: Guide) -> None:
    data = to_data(outcome(guide, WEAK | {"in_place": "unknown"}), "nl")
    assert data["why_not"] == []
    assert {item["fact"] for item in data["open"]} <= {
        "protective:q_contact_known",
        "protective:q_contact_persons",
        "protective:q_person_centred",
        "protective:q_policy_directed",
    }


def test_the_self_check_does_not_see_the_quickscan(guide: Guide) -> None:
    facts = [Given("event", "dismissal", quals=(("impact", "strong"), ("when", "recent"))), Given("context", "teacher")]
    result = result_of_facts(guide, gather(("", fact) for fact in facts)[0], DAY)
    assert result.about == "person"
    told = json.dumps(to_data(result, "nl"))
    assert ":q_" not in told
    assert "q_" not in "".join(result.outcome.conclusions)


def test_facts_about_an_organisation_give_its_page(guide: Guide) -> None:
    facts = [
        Given("context", "q_municipality"),
        Given("context", "q_capacity_short"),
        Given("protective", "q_contact_known"),
    ]
    result = result_of_facts(guide, gather(("", fact) for fact in facts)[0], DAY)
    assert result.about == "organisation"
    assert document_of(result, "en").title == "Result of the quickscan"
    mixed = [*facts, Given("event", "dismissal")]
    assert result_of_facts(guide, gather(("", fact) for fact in mixed)[0], DAY).about == "person"


def test_its_facts_and_conclusions_have_ids_of_their_own(guide: Guide) -> None:
    shared = {"danger:immediate", "context:municipal_officer"}
    for question in guide.dialogue("quickscan").questions:
        for kind, name in question.recordable:
            assert name.startswith("q_") or f"{kind}:{name}" in shared
    for rule in guide.pack.rules:
        if any(ref.id.startswith("q_") for ref in rule.then):
            assert rule.id.startswith("q_")


def test_every_fact_it_records_leads_somewhere_or_is_something_good(guide: Guide) -> None:
    reads = set()
    for rule in guide.pack.rules:
        if rule.id.startswith("q_"):
            reads |= set(re.findall(r"id='(q_\w+)'", repr(rule.when)))
    for kind in ("context", "protective"):
        for entry in guide.pack.kind(kind).values():
            if entry.id.startswith("q_"):
                assert isinstance(entry, Observation)
                assert entry.id in reads or (kind == "protective" and entry.note)


def test_the_side_panel_does_not_speak_of_trigger_factors(guide: Guide) -> None:
    given = {key: Answer(chosen=(value,) if isinstance(value, str) else value) for key, value in STRONG.items()}
    panel = panel_view(guide, Session("quickscan", DAY, given), "nl")
    assert panel.hint == ""
    assert panel.points == ()


def test_run_from_the_command_line() -> None:
    answers = json.dumps({"as_of": DAY, "answers": {**WEAK, "own_need": "unknown", "in_place": ["contact_known"]}})
    for form in ("text", "md", "json"):
        done = CliRunner().invoke(main, ["run", "quickscan", "--answers", "-", "--format", form], input=answers)
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize("word", ["school", "mosque"])
def test_about_takes_only_the_words_it_knows(word: str) -> None:
    nodes, _ = parse(
        f"dialogue: d\nversion: '1'\ntitle: {{nl: a, en: b}}\nabout: {word}\nsections: []\n".encode(), "d.yaml"
    )
    assert isinstance(nodes[0], Map)
    notes = Notes()
    assert read_dialogue(Fields(nodes[0], notes)).about == "person"
    assert "field/choice" in [finding.code for finding in notes.findings]
