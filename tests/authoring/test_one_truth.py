"""What a test says, what `infer` and `run` show and what exploring finds is the same; and nothing is said of what was not tried."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from authoring import trial
from click.testing import CliRunner

from assistant.authoring.explore import Wish, explore
from assistant.authoring.testing import run_tests
from assistant.cli.main import main
from assistant.content.interface import phrases
from assistant.content.model import Given
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.reasoning.situation import gather
from assistant.result.result import result_of_facts, result_of_session

CHAIN = (
    trial.rule("one", "{context: a}", "partner: friend")
    + trial.rule("two", "{partner: friend}", "step: goal")
    + trial.rule("apart", "{none: [{context: e}]}", "step: calm")
)
CALM = f"  - {{step: calm, name: {trial.name('Rustig', 'Calm')}, text: {trial.name('Wacht.', 'Wait.')}, phase: then, {trial.ENTRY}}}\n"
STORY = """case: story
title: {nl: "Een", en: "One"}
dialogue: d
as_of: "2026-11-24"
answers: {danger_now: "no", what: a}
expect: [{partner: friend}, {step: [goal%s]}]
ended: complete
"""


def organised(folder: Path) -> Guide:
    """The trial pack, about an organisation; the rule `apart` reads nothing of it."""
    trial.write(folder, trial.DANGER_FIRST + trial.WHAT, CHAIN)
    file = folder / "dialogues/d.yaml"
    file.write_text(file.read_text().replace("sections:", "about: organisation\nsections:", 1))
    knowledge = folder / "knowledge/triggers.yaml"
    knowledge.write_text(knowledge.read_text().replace("partners:\n", CALM + "partners:\n", 1))
    from assistant.content.pack import read_pack

    return Guide(read_pack(folder))


def test_a_conclusion_that_rests_on_a_conclusion_is_shown_wherever_one_looks(tmp_path: Path) -> None:
    guide = organised(tmp_path)
    session = Session("d", "2026-11-24", {"danger_now": Answer(chosen=("no",)), "what": Answer(chosen=("a",))})
    shown = ("step:goal", "partner:friend")
    assert result_of_session(guide, session).outcome.conclusions == shown
    situation = gather([("", Given("context", "a"))])[0]
    assert result_of_facts(guide, situation, "2026-11-24").outcome.conclusions == shown
    (tmp_path / "tests/cases").mkdir(parents=True)
    for more, met in (("", True), (", calm", False)):
        (tmp_path / "tests/cases/story.yaml").write_text(STORY % more)
        assert run_tests(guide, tmp_path, "2026-11-24").ok == met
    found = explore(guide, guide.dialogue("d"), [Wish("reach", "step:goal"), Wish("reach", "step:calm")])
    goal, calm = (verdict for verdict in found.verdicts if verdict.kind == "reach")
    assert goal.shown is not None
    assert guide.position(goal.shown).ended == "complete"
    assert calm.shown is not None  # in danger everything is shown, and only there
    assert guide.position(calm.shown).ended == "danger"


def changes(guide_facts: Path, pack: Path, ref: str) -> Any:
    result = CliRunner().invoke(
        main, ["infer", str(guide_facts), ref, "--explain", "change", "--pack", str(pack), "--format", "json"]
    )
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["items"][0]


@pytest.mark.parametrize(
    ("facts", "left"),
    [("[{context: a}]", ["context:a"]), ("[{context: b}]", ["context:a"]), ("[{danger: weapon}]", ["context:a"])],
)
def test_what_was_not_tried_is_told(tmp_path: Path, facts: str, left: list[str]) -> None:
    pack = trial.write(tmp_path / "p", trial.DANGER_FIRST + trial.WHAT, CHAIN.partition("  - {rule: apart")[0])
    file = tmp_path / "facts.yaml"
    file.write_text(f'as_of: "2026-11-24"\nfacts: {facts}\n')
    item = changes(file, pack, "step:goal")
    assert (item["would_change_if"], item["not_tried"]) == ([], left)
    text = (
        CliRunner()
        .invoke(main, ["infer", str(file), "step:goal", "--explain", "change", "--pack", str(pack), "--lang", "en"])
        .stdout
    )
    words = phrases("en")
    key = "explain.no_change_danger" if "danger" in facts else "explain.no_change"
    assert words(key) in " ".join(text.split())


def test_a_number_that_was_not_given_is_not_tried(tmp_path: Path) -> None:
    rules = trial.rule("r", "{none: [{number: amount, at_or_above: 3}]}", "step: goal")
    amount = trial.question("amount", "kind: number\nrecords: [{number: amount}]")
    pack = trial.write(tmp_path / "p", trial.DANGER_FIRST + amount, rules, trial.number(0, 10))
    file = tmp_path / "facts.yaml"
    file.write_text("facts: []\n")
    item = changes(file, pack, "step:goal")
    assert (item["would_change_if"], item["not_tried"]) == ([], ["number:amount"])
    file.write_text("facts: [{number: amount, value: 1}]\n")
    assert changes(file, pack, "step:goal")["would_change_if"] == [["number:amount=3"]]
