"""The shipped content: it loads clean, its examples and stories hold, and it keeps to the bounds of the product."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.authoring.stories import read_story, run_examples, run_story
from assistant.content.model import Given, Observation, Trigger
from assistant.content.model.conditions import facts_in
from assistant.content.pack import load_pack, shipped
from assistant.content.telling import tell_all
from assistant.content.vocabulary import SUPPORT_CELLS
from assistant.dialogue.guide import Guide
from assistant.reasoning.situation import gather

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
THE_FIFTEEN = [
    "death_confrontation",
    "home_problems",
    "loss_school_work",
    "discrimination_direct",
    "clash_authorities",
    "detention",
    "social_ties_broken",
    "meeting_radical_person",
    "joining_radical_group",
    "marriage",
    "training",
    "propaganda",
    "call_to_action",
    "perceived_attack_own_group",
    "government_policy",
]


def test_shipped_content_has_no_findings() -> None:
    loaded = load_pack(shipped())
    assert loaded.findings == (), tell_all(loaded.findings, "en")


def test_all_fifteen_trigger_factors_are_there_with_open_cells(guide: Guide) -> None:
    triggers = guide.pack.kind("trigger")
    assert [name for name, t in triggers.items() if isinstance(t, Trigger) and t.list == "study_2015"] == THE_FIFTEEN
    for trigger in triggers.values():
        assert isinstance(trigger, Trigger)
        assert set(trigger.support) == set(SUPPORT_CELLS)
        assert trigger.sources
        assert trigger.review_by


def test_every_example_of_every_rule_holds(guide: Guide) -> None:
    number, misses = run_examples(guide)
    assert number >= 2 * len(guide.pack.rules)
    assert misses == []


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_story(file: Path, guide: Guide) -> None:
    story = read_story(file.read_bytes(), file.name, guide, "2026-11-24")
    assert run_story(story, guide) == []


def test_there_are_stories() -> None:
    assert len(CASES) >= 4


def test_chains_run_through_three_layers(guide: Guide) -> None:
    """An observation gives a trigger, the trigger a signal, the signal a step: not a flat list."""
    given = [
        Given("event", "dismissal", quals=(("impact", "strong"), ("when", "recent"))),
        Given("change", "withdraws"),
        Given("cue", "praises_violence"),
        Given("context", "changed_after_event"),
    ]
    outcome = guide.reasoner.conclude(gather(("", fact) for fact in given)[0])
    step = next(b for b in outcome.because["step:talk_open"] if any(f.startswith("signal:") for f in b.support.facts))
    signal = next(fact for fact in step.support.facts if fact.startswith("signal:"))
    assert any(fact.startswith("trigger:") for because in outcome.because[signal] for fact in because.support.facts)


@pytest.mark.parametrize(
    ("kinds", "least"),
    [
        (("event", "change", "cue", "context"), 60),
        (("protective",), 15),
        (("explanation",), 20),
        (("signal",), 8),
        (("driver",), 4),
        (("partner",), 20),
        (("term",), 30),
        (("danger",), 5),
    ],
)
def test_there_is_enough_of_everything(guide: Guide, kinds: tuple[str, ...], least: int) -> None:
    assert sum(len(guide.pack.kind(kind)) for kind in kinds) >= least


def test_every_trigger_factor_is_complete(guide: Guide) -> None:
    for trigger in guide.pack.kind("trigger").values():
        assert isinstance(trigger, Trigger)
        assert len(trigger.looks_like) == 6, trigger.id
        for field in ("definition", "is_not", "note", "ask", "opening", "still_counts", "ordinary", "partners"):
            assert getattr(trigger, field), (trigger.id, field)


def test_everything_derived_can_be_reached_and_every_rule_has_its_examples(guide: Guide) -> None:
    reached = {str(ref) for rule in guide.pack.rules for ref in rule.then}
    for kind in ("trigger", "driver", "signal", "inquiry", "step", "partner"):
        missing = [entry.ref for entry in guide.pack.kind(kind).values() if entry.ref not in reached]
        assert missing == [], missing
    for rule in guide.pack.rules:
        examples = guide.pack.examples[rule.id]
        assert len(examples) >= 2, rule.id
        assert any(example.expect for example in examples), rule.id
        assert any(example.expect_not for example in examples), rule.id


def test_every_observation_leads_somewhere_or_is_background(guide: Guide) -> None:
    used = {ref.pair for rule in guide.pack.rules for c in (*rule.when, *rule.unless) for ref in facts_in(c)}
    for kind in ("event", "change", "cue", "protective", "explanation", "danger"):
        for entry in guide.pack.kind(kind).values():
            assert isinstance(entry, Observation)
            assert (kind, entry.id) in used or entry.background, entry.ref
