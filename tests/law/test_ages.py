"""Six age bands; what was said in the four of before is asked again by name, mapped only when it means the same, never guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.content.model import Given, Step
from assistant.content.vocabulary import AGE_BANDS, PROFESSIONS
from assistant.dialogue.answers import read_answers, read_facts
from assistant.dialogue.carried import carried_over
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer
from assistant.errors import Finding
from assistant.reasoning.situation import gather

RECENT = (("impact", "strong"), ("when", "recent"))
OLD = ("age_under_16", "age_18_23", "age_24_up")


def refs(guide: Guide, *facts: str) -> frozenset[str]:
    return guide.reasoner.refs(gather(("", Given(*fact.split(":"))) for fact in facts)[0])


def test_the_self_check_offers_all_bands(guide: Guide) -> None:
    question = guide.dialogue("self_check").by_id["age_band"]
    assert tuple(option.id for option in question.options) == AGE_BANDS


@pytest.mark.parametrize("old", OLD)
def test_an_answers_file_of_before_is_asked_again_and_told(guide: Guide, old: str) -> None:
    told: list[Finding] = []
    script = guide.dialogue("self_check")
    data = f"answers: {{danger_now: no, urgent_today: none, role: teacher, age_band: {old}}}".encode()
    session = read_answers(data, "old.yaml", script, guide.pack, "2026-11-24", told)
    assert "age_band" not in session.answers
    assert session.answers["urgent_today"].chosen == ("none_of_these",)
    assert [finding.code for finding in told] == ["input/asked-again"]
    current = guide.position(session).current
    assert current is not None
    assert current.key == "age_band"


def test_the_command_names_it_on_stderr_and_goes_on(tmp_path: Path) -> None:
    answers = tmp_path / "old.yaml"
    answers.write_text("{danger_now: no, urgent_today: none, role: teacher, age_band: age_18_23}", "utf-8")
    done = CliRunner().invoke(
        main, ["run", "self_check", "--answers", str(answers), "--format", "json", "--lang", "en"]
    )
    assert done.exit_code == 0
    assert "age_18_23" in done.stderr
    assert json.loads(done.stdout)["ended"] == "partial"


@pytest.mark.parametrize("old", OLD)
def test_facts_of_before_count_as_an_unknown_age_and_are_told(guide: Guide, old: str) -> None:
    told: list[Finding] = []
    _, situation = read_facts(f"facts: [{{context: {old}}}]".encode(), "old.yaml", guide.pack, "2026-11-24", told)
    assert situation.state("context:age_unsure") == "present"
    assert [finding.code for finding in told] == ["input/formerly"]


def test_facts_of_before_on_the_command_line_are_no_bad_input(tmp_path: Path) -> None:
    facts = tmp_path / "old.json"
    facts.write_text('{"facts": [{"context": "age_24_up"}, {"event": "dismissal"}]}', "utf-8")
    done = CliRunner().invoke(main, ["infer", str(facts), "--lang", "en"])
    assert done.exit_code == 0
    assert "age_24_up" in done.stderr


@pytest.mark.parametrize("old", OLD)
def test_a_kept_conversation_is_asked_again_by_name(guide: Guide, old: str) -> None:
    answers = {"age_band": Answer(chosen=(old,)), "urgent_today": Answer(chosen=("none",))}
    carried = carried_over(guide.dialogue("self_check"), answers)
    assert carried.again == ("age_band",)
    assert carried.answers["urgent_today"].chosen == ("none_of_these",)


def test_consent_follows_work_and_age(guide: Guide) -> None:
    for age in ("age_18_22", "age_23_26", "age_27_up"):
        found = refs(guide, "context:youth_worker", f"context:{age}")
        assert "step:adult_decides_on_parents" in found
        assert "step:ask_consent_parents" not in found
    assert "step:ask_consent_parents" in refs(guide, "context:teacher", "context:age_16_17")
    assert "step:decide_together_with_parents" in refs(guide, "context:care_worker", "context:age_12_15")
    assert "step:decide_together_with_parents" not in refs(guide, "context:teacher", "context:age_12_15")
    unsure = refs(guide, "context:teacher", "context:age_unsure")
    assert {"step:ask_consent_parents", "step:may_be_adult"} <= unsure


def test_the_doorstroompunt_is_there_until_27(guide: Guide) -> None:
    def partners(age: str) -> frozenset[str]:
        given = Given("event", "left_school", quals=(("impact", "strong"), ("when", "recent")))
        return guide.reasoner.refs(gather([("", given), ("", Given("context", age))])[0])

    assert "partner:leerplicht" in partners("age_16_17")
    for age in ("age_18_22", "age_23_26"):
        assert "partner:doorstroompunt" in partners(age)
        assert "partner:leerplicht" not in partners(age)
    assert not partners("age_27_up") & {"partner:doorstroompunt", "partner:leerplicht"}


def test_probation_fits_the_age(guide: Guide) -> None:
    def partners(age: str) -> frozenset[str]:
        given = Given("event", "detained", quals=(("impact", "some"), ("when", "recent")))
        return guide.reasoner.refs(gather([("", given), ("", Given("context", age))])[0])

    assert "partner:jeugdreclassering" in partners("age_16_17")
    assert "partner:reclassering" not in partners("age_16_17")
    assert {"partner:jeugdreclassering", "partner:reclassering"} <= partners("age_18_22")
    assert "partner:jeugdreclassering" not in partners("age_23_26")


def test_a_bare_worry_brings_ordinary_help_only(guide: Guide) -> None:
    radicalisation = {f"partner:{name}" for name in ("focal_officer", "municipality", "ess", "lse", "zvh", "wijkagent")}
    for profession in ("teacher", "teacher_mbo", "youth_worker", "care_worker", "police_officer", "municipal_officer"):
        found = refs(guide, "context:impression_unclear", f"context:{profession}")
        assert not found & radicalisation
        assert "partner:colleague" in found


def test_the_police_are_not_told_to_ask_consent(guide: Guide) -> None:
    """For the police there is no consent: they act by their task (law and help, §6)."""
    step = guide.pack.entry("step", "discuss_before_sharing")
    assert isinstance(step, Step)
    assert "toestemming" in step.text.nl
    assert "toestemming" not in step.text_for["police_officer"].nl
    assert "taak" in step.text_for["police_officer"].nl


def test_grief_support_is_for_who_lost_somebody(guide: Guide) -> None:
    sorrow = ("explanation:grief", "event:relationship_ended")
    assert "partner:grief_support" not in refs(guide, *sorrow)
    assert "partner:grief_support" in refs(guide, *sorrow, "event:bereavement")
    assert "partner:grief_support" in refs(guide, "explanation:grief")


@pytest.mark.parametrize("profession", PROFESSIONS)
def test_of_a_minor_in_a_violent_group_everybody_hears_of_veilig_thuis(guide: Guide, profession: str) -> None:
    """Whatever the work (law and help, §8); the Board is called directly only when it is acute."""
    facts = [Given("context", profession), Given("event", "joined_intolerant_group", quals=RECENT)]
    for age in ("age_12_15", "age_16_17"):
        found = guide.reasoner.refs(gather(("", each) for each in [*facts, Given("context", age)])[0])
        assert "partner:veilig_thuis" in found
        assert "partner:rvdk" not in found
    adult = guide.reasoner.refs(gather(("", each) for each in [*facts, Given("context", "age_23_26")])[0])
    assert "partner:veilig_thuis" not in adult
