"""A preview or a practice round becomes a test that is read and met; a self-check in the app never can."""

from __future__ import annotations

import ast
import random
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.authoring import saving
from assistant.authoring.preview import Preview
from assistant.authoring.script import Script
from assistant.authoring.stories import read_story, run_story
from assistant.authoring.testing import read_transcript, run_transcript
from assistant.content.pack import shipped
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.tui.keys import keys_for

TODAY = "2026-11-24"


@pytest.fixture(scope="module")
def preview(guide: Guide) -> Preview:
    made = Preview(shipped(), "self_check", TODAY)
    made.guide = guide
    return made


def test_any_conversation_saved_is_a_test_that_is_met(guide: Guide, preview: Preview) -> None:
    walked = list(
        zip(range(25), Script(guide, guide.dialogue("self_check")).walks(random.Random(5), branches=2), strict=False)
    )
    for _, path in walked:
        answers = dict(path.answers)
        cut = len(answers) if len(answers) < 6 else 6 + len(answers) % 7  # also conversations that are not finished
        preview.session = Session("self_check", TODAY, dict(list(answers.items())[:cut]))
        story = read_story(saving.story_of_preview(preview)("kept").encode(), "kept.yaml", guide, TODAY)
        assert run_story(story, guide) == []
        assert story.expect_not
        transcript = read_transcript(saving.transcript_of_preview(preview)("kept").encode(), "k.yaml", guide, TODAY)
        assert run_transcript(transcript, guide) == []


def test_answers_off_the_path_and_notes_for_oneself_are_left_out(guide: Guide, preview: Preview) -> None:
    script = guide.dialogue("self_check")
    note = next(question.id for question in script.questions if question.kind == "text")
    preview.session = Session(
        "self_check",
        TODAY,
        {
            "danger_now": Answer(chosen=("yes",)),
            "role": Answer(chosen=("teacher",)),
            note: Answer(text="over Jan van der Berg"),
        },
    )
    for written in (saving.story_of_preview(preview), saving.transcript_of_preview(preview)):
        assert "Jan" not in written("kept")
        assert "teacher" not in written("kept")


def test_marked_cues_of_a_case_become_facts_with_what_follows(guide: Guide) -> None:
    for case in guide.pack.cases.values():
        for marked in ({cue.id for cue in case.cues}, {cue.id for cue in case.cues if cue.type == "target"}, set()):
            text = saving.story_of_case(guide, case, marked, TODAY)("kept")
            story = read_story(text.encode(), "kept.yaml", guide, TODAY)
            assert run_story(story, guide) == []
            assert len(story.given) >= len(case.given)


def test_a_saved_test_never_takes_the_place_of_a_file(guide: Guide, preview: Preview, tmp_path: Path) -> None:
    preview.session = Session("self_check", TODAY, {"danger_now": Answer(chosen=("no",))})
    written = saving.story_of_preview(preview)
    first, second = saving.keep(tmp_path, "kept", written), saving.keep(tmp_path, "kept", written)
    assert [first.name, second.name] == ["kept.yaml", "kept_2.yaml"]
    assert "case: kept\n" in first.read_text("utf-8")
    assert "case: kept_2\n" in second.read_text("utf-8")


def test_the_app_has_no_way_to_save_a_real_self_check_as_a_test() -> None:
    """No key on any screen of a talk, and no module that the app can reach knows how (only the cockpit and practice do)."""
    assert not any("save_test" in key.name for where in ("talk", "result", "review", "home") for key in keys_for(where))
    seen: set[str] = set()
    todo = ["assistant.tui.app"]
    while todo:
        name = todo.pop()
        if name in seen or not name.startswith("assistant") or not _is_module(name):
            continue
        seen.add(name)
        if name.startswith(("assistant.tui.practice", "assistant.tui.trainer", "assistant.tui.cockpit")):
            continue  # made-up conversations
        todo += _imports(name)
    assert "assistant.tui.talk_screen" in seen
    assert "assistant.authoring.saving" not in seen


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _imports(name: str) -> list[str]:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    found = []
    for node in ast.walk(ast.parse(Path(spec.origin).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
    return found
