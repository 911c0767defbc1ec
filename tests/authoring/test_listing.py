"""`assistant list`: every name that a file may hold is found, in either language, and every hint of check leads to a list."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from assistant.authoring.listing import ENTRIES, LISTS, OBSERVATIONS, list_of, listed
from assistant.cli.main import main
from assistant.content.interface import phrases
from assistant.dialogue.guide import Guide
from assistant.present.names import found_for


def test_everything_files_can_name_is_listed_once(guide: Guide) -> None:
    pack = guide.pack
    lists = {name: [(each.kind, each.id) for each in listed(pack, name, "", "nl")] for name in LISTS}
    assert all(len(set(found)) == len(found) and found for found in lists.values())
    assert lists["observations"] == [(kind, name) for kind in OBSERVATIONS for name in pack.kind(kind)]
    assert [name for _, name in lists["rules"]] == [rule.id for rule in pack.rules]
    assert [name for _, name in lists["cases"]] == list(pack.cases)
    assert len(lists["questions"]) == sum(len(dialogue.questions) for dialogue in pack.dialogues.values())
    for kind in ENTRIES:
        if list_of(kind):
            assert lists[list_of(kind)] == [(kind, name) for name in pack.kind(kind)]


@pytest.mark.parametrize("kind", [*OBSERVATIONS, *ENTRIES[:7], "rule", "word_lists", "danger_families"])
def test_the_kind_that_a_finding_names_is_a_list(kind: str) -> None:
    assert list_of(kind) in LISTS


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_list_is_called_by_its_name_on_the_screen(language: str) -> None:
    say = phrases("nl" if language == "nl" else "en", "trainer")
    assert [list_of(say(f"list.{name}")) for name in LISTS] == list(LISTS)
    assert list_of("nonsense") == ""


def test_words_of_either_language_find_it_and_the_nearest_comes_first(guide: Guide) -> None:
    for words in ("stage", "internship"):
        assert "missed_internship" in {each.id for each in listed(guide.pack, "event", words, "en")}
    assert listed(guide.pack, "steps", "stay in", "en")[0].id == "stay_in_contact"
    assert {each.kind for each in listed(guide.pack, "explanation", "", "nl")} == {"explanation"}
    assert [name for name, _ in found_for(guide.pack, "partners wijk", "nl")] == ["partners"]


def test_the_shell_lists_tells_when_nothing_fits_and_refuses_an_unknown_list() -> None:
    run = CliRunner().invoke
    done = run(main, ["list", "stappen", "contact", "--lang", "nl"])
    assert done.exit_code == 0
    assert any(
        line.startswith("stay_in_contact ") and "knowledge/steps.yaml:" in line for line in done.output.splitlines()
    )
    rows = json.loads(run(main, ["list", "codes", "reference", "--format", "json"]).output)
    assert {"kind", "id", "name", "where"} == set(rows[0])
    assert "reference/unknown" in {row["id"] for row in rows}
    assert "steps" in run(main, ["list", "steps", "xyzzy", "--lang", "en"]).output
    wrong = run(main, ["list", "nonsense", "--lang", "en"])
    assert (wrong.exit_code, "observations" in wrong.output) == (2, True)
