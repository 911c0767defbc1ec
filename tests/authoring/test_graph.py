"""A conversation is drawn from its course: every move that can happen has an arrow, and no other; a large one stays readable."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from authoring import brute, trial
from click.testing import CliRunner

from assistant.authoring import graph as drawing
from assistant.authoring.graph import View, dialogue_graph, dialogue_tree, moves_of, to_mermaid, to_svg
from assistant.authoring.script import Script
from assistant.cli.main import main
from assistant.dialogue.guide import Guide


def test_arrows_are_the_moves_that_conversations_make(tmp_path: Path) -> None:
    compared = 0
    for seed in range(120):
        made = brute.lot(seed)
        guide = made.guide(tmp_path)
        try:
            whole = brute.everything(guide, made)
        except brute.TooLarge:
            continue
        dialogue = guide.dialogue("d")
        moves = moves_of(Script(guide, dialogue))
        assert moves.whole
        graph = dialogue_graph(dialogue, moves, "en")
        assert {(edge.start, edge.end) for edge in graph.edges} == whole.moves, seed
        compared += 1
    assert compared > 30


def test_the_self_check_has_the_arrows_that_were_missing(guide: Guide) -> None:
    dialogue = guide.dialogue("self_check")
    edges = {
        (edge.start, edge.end): edge.label
        for edge in dialogue_graph(dialogue, moves_of(Script(guide, dialogue)), "en").edges
    }
    assert ("events_around", "about_event") in edges
    assert edges["danger_now", "danger"] == "Yes"
    assert all(len(label) <= 48 for label in edges.values())


def test_without_the_exact_course_one_is_told(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_many(script: Script) -> None:
        raise drawing.TooMany("role")

    exact = moves_of(Script(guide, guide.dialogue("quickscan")))
    monkeypatch.setattr(drawing, "course", too_many)
    walked = moves_of(Script(guide, guide.dialogue("quickscan")))
    assert not walked.whole
    assert set(walked.of) <= set(exact.of)
    told = CliRunner().invoke(main, ["graph", "quickscan", "--format", "mermaid", "--lang", "en"])
    assert "too large to be worked out" in told.stderr


# ---------------------------------------------------------------- sixty questions


@pytest.fixture
def large(tmp_path: Path) -> Path:
    parts = []
    for section in range(6):
        if section:
            parts.append(
                f"  - section: part{section}\n    title: {trial.name(f'Deel {section}', f'Part {section}')}\n    questions:"
            )
        parts += [trial.question(f"q{section}_{place}", trial.yes_no()) for place in range(10)]
    return trial.write(tmp_path, "\n".join(parts))


def test_sections_fold_and_one_opens(large: Path) -> None:
    run = CliRunner().invoke(main, ["graph", "d", "--pack", str(large), "--format", "svg", "--lang", "en"])
    assert run.exit_code == 0, run.output
    boxes = [node for node in ElementTree.fromstring(run.stdout).iter() if node.tag.endswith("rect") and node.get("rx")]
    assert len(boxes) == 6 + 1  # six sections, and the end
    assert "Part 3 (10)" in run.stdout
    run = CliRunner().invoke(main, ["graph", "d", "--pack", str(large), "--format", "mermaid", "--open", "part3"])
    assert run.stdout.count("q3_") == 10
    assert "q2_" not in run.stdout
    assert (
        CliRunner()
        .invoke(main, ["graph", "d", "--pack", str(large), "--format", "mermaid", "--no-fold"])
        .stdout.count(": Vraag?")
        == 60
    )


def test_focus_keeps_to_one_question(large: Path) -> None:
    run = CliRunner().invoke(main, ["graph", "d", "--pack", str(large), "--format", "mermaid", "--focus", "q3_4"])
    assert [name for name in ("q3_3", "q3_4", "q3_5", "q3_6") if name in run.stdout] == ["q3_3", "q3_4", "q3_5"]
    assert CliRunner().invoke(main, ["graph", "d", "--pack", str(large), "--focus", "nothing"]).exit_code == 2


def test_a_tree_tells_what_comes_before_and_after(guide: Guide) -> None:
    dialogue = guide.dialogue("quickscan")
    tree = dialogue_tree(dialogue, moves_of(Script(guide, dialogue)), "en", view=View(focus="subject"))
    assert "← danger_now, doubt_about_danger" in tree
    assert "→ out_of_scope, policy" in tree


def test_drawn_twice_is_the_same(guide: Guide) -> None:
    dialogue = guide.dialogue("sharing")
    first, second = (dialogue_graph(dialogue, moves_of(Script(guide, dialogue)), "nl") for _ in range(2))
    assert (to_mermaid(first), to_svg(first)) == (to_mermaid(second), to_svg(second))
