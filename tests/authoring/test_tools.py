"""Coverage, tests, diff, graphs, preview: what authors are told is so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from assistant.authoring.coverage import cover
from assistant.authoring.diff import diff
from assistant.authoring.graph import (
    dialogue_graph,
    dialogue_tree,
    moves_of,
    rules_graph,
    rules_tree,
    to_mermaid,
    to_svg,
)
from assistant.authoring.overlay import Overlay
from assistant.authoring.preview import Preview, to_lines
from assistant.authoring.reach import beyond_conversations
from assistant.authoring.script import Script
from assistant.authoring.tell import coverage_json, coverage_text
from assistant.authoring.testing import run_tests
from assistant.cli.main import main
from assistant.content.interface import phrases
from assistant.content.model import Observation
from assistant.content.pack import FOLDERS, read_pack, shipped
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer
from assistant.errors import InputError

TODAY = "2026-11-24"
BASE = Path(__file__).parent.parent / "authoring" / "base"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def small() -> Guide:
    return Guide(read_pack(BASE))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--lang", "en"])


def with_files(**files: str) -> Overlay:
    return Overlay(BASE, {name.replace("__", "/") + ".yaml": text.encode() for name, text in files.items()})


# ---------------------------------------------------------------- coverage


def test_tests_use_every_question_option_and_rule_of_the_shipped_pack(guide: Guide) -> None:
    found = cover(guide, shipped(), TODAY, number=0)
    assert [
        (line.kind, [str(part.name) for part in line.missing]) for line in found.tests if line.kind != "condition"
    ] == [
        ("question", []),
        ("option", []),
        ("rule", []),
    ]
    conditions = found.tests[-1]
    assert conditions.percent >= 95
    assert all(part.place.line for part in conditions.missing)


def test_every_rule_can_fire_in_a_conversation_or_says_why_not(guide: Guide) -> None:
    beyond = beyond_conversations(guide.pack)
    assert 0 < len(beyond) < 12
    assert [each.rule.id for each in beyond if each.unmarked or not each.waits_for] == []
    questions = [question for dialogue in guide.pack.dialogues.values() for question in dialogue.questions]
    asked = {pair for question in questions for pair in question.recordable}
    marked = {
        (e.kind, e.id) for kind in guide.pack.entries for e in guide.pack.kind(kind).values() if _practice_only(e)
    }
    assert {pair for each in beyond for pair in ((e.kind, e.id) for e in each.waits_for)} <= marked
    assert not marked & asked


def _practice_only(entry: object) -> bool:
    return isinstance(entry, Observation) and bool(entry.practice_only)


def test_a_rule_that_waits_for_what_no_question_asks_is_told_with_what_it_waits_for(tmp_path: Path) -> None:
    rule = """
  - rule: lonely
    when: [{context: never_asked}]
    then: [{trigger: work_lost}]
    because: {nl: a, en: a}
    basis: seen
    source: [study]
    review_by: "2028-01-01"
"""
    shutil.copytree(BASE, tmp_path / "pack")
    rules = next((tmp_path / "pack" / "rules").glob("*.yaml"))
    rules.write_text(rules.read_text("utf-8").rstrip() + "\n" + rule, "utf-8")
    knowledge = next(
        f for f in (tmp_path / "pack" / "knowledge").glob("*.yaml") if "\ncontext:" in f.read_text("utf-8")
    )
    entry = (
        '  - context: never_asked\n    name: {nl: a, en: a}\n    basis: product_choice\n    review_by: "2028-01-01"\n'
    )
    knowledge.write_text(knowledge.read_text("utf-8").replace("\ncontext:\n", "\ncontext:\n" + entry, 1), "utf-8")
    found = cover(Guide(read_pack(tmp_path / "pack")), with_files(), TODAY, number=0)
    told = {each.rule.id: each for each in found.beyond}
    assert "lonely" in told
    assert [each.ref for each in told["lonely"].unmarked] == ["context:never_asked"]
    assert "context:never_asked" in coverage_text(found, "en")
    assert {"rule": "lonely", "waits_for": ["context:never_asked"]} in json.loads(coverage_json(found))["beyond"]


def test_coverage_names_the_place_of_what_is_missing(small: Guide) -> None:
    found = cover(small, with_files(), TODAY, number=2000)
    questions, options, _, _ = found.tests
    assert questions.used == 0  # no story or transcript, only examples on rules
    lines = (BASE / "dialogues" / "base.yaml").read_text("utf-8").splitlines()
    for part in questions.missing:
        assert lines[part.place.line - 1].endswith(f"question: {part.name.split('.')[1]}")
    for part in options.missing:
        assert part.place.file == "dialogues/base.yaml"
        assert part.place.line
    assert all(line.whole for line in found.explored if line.kind in ("question", "option"))


def test_a_story_adds_to_coverage(small: Guide) -> None:
    story = STORY.replace("X", "recent")
    before = cover(small, with_files(), TODAY, number=0).tests[0].used
    after = cover(small, with_files(tests__one=story), TODAY, number=0).tests[0].used
    assert after > before


# ---------------------------------------------------------------- test

STORY = """\
case: one
title: {nl: "Een", en: "One"}
dialogue: small
as_of: "2026-11-24"
answers: {danger_now: "no", role: teacher, events: [dismissal], "about_event@dismissal": {when: X}}
expect: [{trigger: work_lost}]
"""
TRANSCRIPT = """\
transcript: two
title: {nl: "Twee", en: "Two"}
dialogue: small
as_of: "2026-11-24"
steps:
  - {question: danger_now, answer: "no", next: role}
  - {question: role, answer: teacher, next: NEXT}
  - {question: events, answer: [dismissal], next: "about_event@dismissal"}
  - question: "about_event@dismissal"
    answer: {when: recent}
    expect: [{trigger: work_lost}]
"""


def test_the_shipped_tests_are_met(guide: Guide) -> None:
    found = run_tests(guide, shipped(), TODAY)
    assert (found.differences, found.broken) == ([], [])
    assert found.numbers["story"] >= 23


def test_a_missed_story_comes_with_both_sides_and_proof(small: Guide) -> None:
    assert run_tests(small, with_files(tests__one=STORY.replace("X", "recent")), TODAY).ok
    found = run_tests(small, with_files(tests__one=STORY.replace("X", "older")), TODAY)
    (difference,) = found.differences
    assert (difference.what, difference.expected, difference.found) == ("missing", "trigger:work_lost", "")
    assert "event:dismissal when=recent" in difference.proof[0]
    assert difference.place.file == "tests/one.yaml"


def test_a_transcript_tells_what_should_come_next(small: Guide) -> None:
    good = run_tests(small, with_files(tests__two=TRANSCRIPT.replace("NEXT", "events")), TODAY)
    assert good.ok
    assert good.numbers["transcript"] == 1
    found = run_tests(small, with_files(tests__two=TRANSCRIPT.replace("NEXT", "changes")), TODAY)
    assert [(d.what, d.expected, d.found) for d in found.differences] == [("next", "changes", "events")]


def test_a_broken_test_file_is_told_and_the_rest_is_run(small: Guide) -> None:
    root = with_files(
        tests__one=STORY.replace("X", "recent"), tests__two=TRANSCRIPT.replace("NEXT", "evnts"), tests__x="{"
    )
    found = run_tests(small, root, TODAY)
    assert {finding.place.file for finding in found.broken} == {"tests/two.yaml", "tests/x.yaml"}
    assert found.numbers["story"] == 1


# ---------------------------------------------------------------- diff


def test_the_same_pack_means_the_same(small: Guide) -> None:
    found = diff(small, Guide(read_pack(BASE)), (BASE, BASE), TODAY, number=400)
    assert (found.same, found.edits, found.examples) == (True, (), [])


def test_an_edit_of_a_rule_is_told_by_what_it_does(small: Guide) -> None:
    rules = (BASE / "rules" / "base.yaml").read_text("utf-8")
    edited = rules.replace("{event: dismissal, when: recent}", "{event: dismissal, when: older}", 1)
    root = Overlay(BASE, {"rules/base.yaml": edited.encode()})
    found = diff(small, Guide(read_pack(root)), (BASE, root), TODAY, number=1000)
    assert [(e.change, e.what, e.name) for e in found.edits] == [("changed", "rule", "work_was_lost")]
    assert found.gained["trigger:work_lost"]
    assert found.lost["trigger:work_lost"]
    assert "work_was_lost" in found.tests
    assert found.examples
    first = found.examples[0]
    assert "trigger:work_lost" in (*first.gained, *first.lost)
    assert first.session.answers["events"].chosen == ("dismissal",)
    assert (found.paths, found.endings) == (0, 0)


def test_a_removed_question_changes_paths(small: Guide) -> None:
    text = (BASE / "dialogues" / "base.yaml").read_text("utf-8")
    start = text.index("      - question: months")
    cut = text[:start] + text[text.index("      - question: changes") :]
    root = Overlay(BASE, {"dialogues/base.yaml": cut.encode()})
    found = diff(small, Guide(read_pack(root)), (BASE, root), TODAY, number=600)
    assert ("removed", "question", "small.months") in [(e.change, e.what, e.name) for e in found.edits]
    assert found.paths
    assert any("months" in e.path_before and "months" not in e.path_after for e in found.examples)


# ---------------------------------------------------------------- graph


def test_the_graph_has_every_question_and_ending(guide: Guide) -> None:
    dialogue = guide.dialogue("self_check")
    graph = dialogue_graph(dialogue, moves_of(Script(guide, dialogue)), "nl", {"danger_now"})
    names = {node.id for node in graph.nodes}
    assert {question.id for question in dialogue.questions} | {"complete", "danger", "out_of_scope", "several"} == names
    assert all(edge.start in names and edge.end in names for edge in graph.edges)
    assert [node.id for node in graph.nodes if node.marked] == ["danger_now"]


def test_svg_and_mermaid_hold_hostile_text() -> None:
    text = (BASE / "dialogues" / "base.yaml").read_text("utf-8")
    text = text.replace("Is there danger now?", '<script>alert(1)</script> \\"]; & `x`')
    hostile = Guide(read_pack(Overlay(BASE, {"dialogues/base.yaml": text.encode()})))
    dialogue = hostile.dialogue("small")
    graph = dialogue_graph(dialogue, moves_of(Script(hostile, dialogue)), "en")
    svg = ElementTree.fromstring(to_svg(graph))
    assert not [node for node in svg.iter() if node.tag.endswith("script")]
    mermaid = to_mermaid(graph)
    assert "<" not in mermaid.replace("-->", "").replace("==>", "")


def test_boxes_do_not_lie_on_each_other(guide: Guide) -> None:
    dialogue = guide.dialogue("self_check")
    moves = moves_of(Script(guide, dialogue))
    for graph in (dialogue_graph(dialogue, moves, "nl"), rules_graph(guide.pack, "partner:grief_support")):
        svg = ElementTree.fromstring(to_svg(graph))
        places = [(n.get("x"), n.get("y")) for n in svg.iter() if n.tag.endswith("rect") and n.get("rx") is not None]
        assert len(places) == len(set(places)) == len(graph.nodes)


def test_trees_are_for_reading(guide: Guide) -> None:
    dialogue = guide.dialogue("self_check")
    tree = dialogue_tree(dialogue, moves_of(Script(guide, dialogue)), "en", {"role"})
    assert "● role" in tree
    assert "yes: danger:immediate → danger" in tree
    rules = rules_tree(guide.pack, ["partner:grief_support"])
    assert rules.splitlines()[0] == "partner:grief_support"
    assert "event:bereavement" in rules


# ---------------------------------------------------------------- preview


def test_a_preview_replays_after_a_save(tmp_path: Path) -> None:
    for name in filter(lambda each: (BASE / each).is_dir(), FOLDERS):
        shutil.copytree(BASE / name, tmp_path / name, dirs_exist_ok=True)
    shown = Preview(tmp_path, "small", TODAY)
    shown.reload()
    shown.answer("danger_now", Answer(chosen=("no",)))
    seen = shown.answer("role", Answer(chosen=("teacher",)))
    assert seen.position.current is not None
    assert seen.position.current.key == "events"
    file = tmp_path / "dialogues" / "base.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Has something happened?", "What happened?"), "utf-8")
    seen = shown.reload()
    assert not seen.stale
    assert seen.position.current is not None
    assert seen.position.current.question.ask.en == "What happened?"
    file.write_text(text.replace("kind: any_of", "kind: any_off", 1), "utf-8")
    seen = shown.reload()
    assert seen.stale
    assert seen.findings.count("error")
    assert seen.position.current is not None
    assert any("any_off" in line for line in to_lines(seen, "en"))
    file.write_text(text.replace("option: teacher", "option: in_school"), "utf-8")
    seen = shown.reload()
    assert (seen.stale, seen.lost) == (False, ("role",))
    file.write_text(text, "utf-8")
    shown.reload()
    way = shown.way_to("about_event")
    assert way is not None
    current = shown.guide.position(way).current if shown.guide else None
    assert current is not None
    assert current.key.startswith("about_event@")
    assert way.answers["role"] == Answer(chosen=("teacher",))  # one's own answers stay


def test_a_preview_of_what_never_could_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Preview(tmp_path, "small", TODAY).reload()


# ---------------------------------------------------------------- the commands


def test_commands_and_their_exit_codes(tmp_path: Path) -> None:
    base = str(BASE)
    done = run("explore", base, "--number", "300", "--format", "json")
    found = json.loads(done.stdout)["dialogues"][0]
    assert found["dialogue"] == "small"
    assert done.exit_code == int(not all(verdict["met"] for verdict in found["verdicts"]))
    folder = tmp_path / "shown"
    done = run("explore", base, "--number", "300", "--never", "trigger:work_lost", "--transcripts", str(folder))
    assert done.exit_code == 1
    assert [path.name for path in folder.iterdir() if "never" in path.name] == ["small-never-trigger-work_lost.yaml"]
    assert run("explore", base, "--reach", "trigger:none_such").exit_code == 2
    assert run("test", base).exit_code == 0
    assert run("coverage", base, "--number", "0", "--strict").exit_code == 1
    assert "rules: 100%" in run("coverage", base, "--number", "0").stdout
    assert run("diff", base, base).exit_code == 0
    assert run("diff", base, str(tmp_path / "none")).exit_code == 2
    assert run("graph", "small", "--pack", base, "--format", "svg").stdout.startswith("<svg")
    assert run("graph", "small", "--pack", base, "--covered").exit_code == 0
    assert run("graph", "smal", "--pack", base).exit_code == 2
    assert "▶ danger_now" in run("preview", "small", "--pack", base, "--once").stdout


def test_words_are_the_same_in_both_languages() -> None:
    dutch, english = phrases("nl", "tools").texts, phrases("en", "tools").texts
    assert dutch.keys() == english.keys()
    for key, text in dutch.items():
        assert set(gaps(text)) == set(gaps(english[key])), key


def gaps(text: str) -> list[str]:
    return [part.partition("}")[0].partition(":")[0] for part in text.split("{")[1:]]
