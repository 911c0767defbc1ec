"""The local directory: own contact points in the place of the generic partners, and what happens when the file is wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli.main import main
from assistant.content.directory import NO_DIRECTORY
from assistant.content.directory_file import read_directory
from assistant.dialogue.guide import Guide

FILE = """
partners:
  municipality:
    name: Meldpunt Samen, gemeente Voorbeeld
    phone: "030 123 45 67"
    hours: {nl: op werkdagen, en: on weekdays}
    note: Vraag naar het team Jeugd
    verified_on: "2026-11-01"
  colleague: {name: {nl: het zorgteam, en: the care team}, phone: 020-1234567}
  emergency_112: {verified_on: "2026-11-01"}
  lse:
"""
FACTS = "as_of: 2026-11-24\nfacts: [{danger: recruiting_or_departure}, {context: teacher}]\n"


def codes(text: str, guide: Guide) -> list[str]:
    return [finding.code for finding in read_directory(text.encode(), "d.yaml", guide.pack).findings]


def call(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


@pytest.fixture
def overlay(tmp_path: Path) -> str:
    path = tmp_path / "own.yaml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def test_it_reads_plain_words_and_both_languages(guide: Guide) -> None:
    found = read_directory(FILE.encode(), "d.yaml", guide.pack)
    assert found.findings == ()
    assert set(found.contacts) == {"municipality", "colleague", "emergency_112"}
    municipality = found.contacts["municipality"]
    assert municipality.name.nl == municipality.name.en == "Meldpunt Samen, gemeente Voorbeeld"
    assert municipality.data("en")["hours"] == "on weekdays"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("partners: {municipalty: {name: x}}", "directory/partner"),
        ("partners: {lse: {phone: none}}", "directory/phone"),
        ("partners: {emergency_112: {phone: '113'}}", "directory/emergency"),
        ("partners: {lse: {telephone: '030 1'}}", "field/unknown"),
        ("partners: {lse: {verified_on: soon}}", "field/type"),
        ("partners: {lse: 12}", "field/type"),
        ("partners: [lse]", "field/type"),
        ("municipality: {name: x}", "directory/shape"),
        ("- municipality", "directory/shape"),
        ("partners: {lse: {name: a}, lse: {name: b}}", "yaml/duplicate-key"),
        ("partners: {lse: {name: &a x}}\n---\nb: 1", "directory/shape"),
        ("partners: {lse", "yaml/syntax"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, code: str, guide: Guide) -> None:
    found = read_directory(text.encode(), "d.yaml", guide.pack)
    assert code in [finding.code for finding in found.findings]
    assert found.broken
    assert found.contacts == {}
    assert all(finding.place.line for finding in found.findings)


def test_an_unknown_partner_gets_a_suggestion(guide: Guide) -> None:
    (finding,) = read_directory(b"partners: {municipalty: {name: x}}", "d.yaml", guide.pack).findings
    assert finding.values["near"] == "municipality"


@pytest.mark.parametrize(
    "text", ["", "partners:\n", "partners: {}\n", "# nothing yet\n", "partners: {lse: {name: ''}}"]
)
def test_an_empty_file_changes_nothing(text: str, guide: Guide) -> None:
    found = read_directory(text.encode(), "d.yaml", guide.pack)
    assert not found.broken
    assert found.contacts == {}


def test_the_result_names_the_local_contact_point(overlay: str) -> None:
    for form in ("text", "md"):
        done = call("infer", "-", "--lang", "nl", "--format", form, "--directory", overlay, given=FACTS)
        assert done.exit_code == 0
        flat = " ".join(done.stdout.replace("\\", "").split())
        assert "Meldpunt Samen, gemeente Voorbeeld" in flat
        assert "Telefoon: 030 123 45 67." in flat
        assert "Bereikbaar: op werkdagen. Vraag naar het team Jeugd." in flat
        assert "Telefoon: 020-1234567." in flat
        assert "nog niet nagekeken" not in flat  # on the page of somebody in danger no doubt stands behind a number
        assert "Telefoon: 112." in flat
        assert "Contactpunt radicalisering van de gemeente" not in flat


def test_without_it_the_result_says_which_role_to_look_for() -> None:
    done = call("infer", "-", "--lang", "nl", given=FACTS)
    flat = " ".join(done.stdout.split())
    assert "Vraag uw gemeente wie de contactpersoon radicalisering is." in flat
    assert "Telefoon: 112." in flat
    assert done.stderr == ""


def test_the_file_in_the_home_folder_is_found_by_itself() -> None:
    Path(os.environ["ASSISTANT_HOME"], "directory.yaml").write_text(FILE, encoding="utf-8")
    assert "Meldpunt Samen" in call("infer", "-", given=FACTS).stdout


def test_the_option_works_before_the_command_too(overlay: str) -> None:
    assert "Meldpunt Samen" in call("--directory", overlay, "infer", "-", given=FACTS).stdout


def test_json_carries_what_is_local(overlay: str) -> None:
    def partners(*arguments: str) -> dict[str, dict[str, object]]:
        data = json.loads(call("infer", "-", "--format", "json", "--lang", "nl", *arguments, given=FACTS).stdout)
        return {each["id"]: each for each in data["conclusions"] if each["kind"] == "partner"}

    plain, local = partners(), partners("--directory", overlay)
    assert plain["municipality"]["name"] == "contactpunt radicalisering van de gemeente"
    assert plain["municipality"]["local"] is None
    assert local["municipality"]["name"] == "Meldpunt Samen, gemeente Voorbeeld"
    assert local["municipality"]["local"] == {
        "name": "Meldpunt Samen, gemeente Voorbeeld",
        "phone": "030 123 45 67",
        "hours": "op werkdagen",
        "note": "Vraag naar het team Jeugd",
        "verified_on": "2026-11-01",
    }
    assert local["wijkagent"] == plain["wijkagent"]


def test_with_a_broken_file_the_app_still_runs(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("partners: {municipality: {name: Meldpunt}, lsee: {name: x}}", encoding="utf-8")
    done = call("infer", "-", "--lang", "en", "--directory", str(path), given=FACTS)
    assert done.exit_code == 0
    assert "Did you mean lse?" in done.stderr
    assert "general partners" in done.stderr
    assert done.stdout == call("infer", "-", "--lang", "en", given=FACTS).stdout


def test_a_named_file_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    assert call("infer", "-", "--directory", str(tmp_path / "none.yaml"), given=FACTS).exit_code == 2


def test_check_and_show(overlay: str, tmp_path: Path) -> None:
    fine = call("directory", "check", "--directory", overlay, "--lang", "en")
    assert (fine.exit_code, "3 contact points" in fine.stdout) == (0, True)
    none = call("directory", "check", "--lang", "en")
    assert (none.exit_code, "no file" in none.stdout) == (0, True)
    rows = {
        row["partner"]: row
        for row in json.loads(call("directory", "show", "--format", "json", "--directory", overlay).stdout)
    }
    assert rows["municipality"]["local"]["phone"] == "030 123 45 67"
    assert rows["emergency_112"]["verified_on"] == "2026-11-01"
    assert rows["suicide_113"]["verified_on"] == ""
    assert rows["focal_officer"]["shown"].startswith("nog niet ingevuld")
    bad = tmp_path / "bad.yaml"
    bad.write_text("partners: {x: {name: y}}", encoding="utf-8")
    assert call("directory", "check", "--directory", str(bad)).exit_code == 1


def test_text_of_the_file_is_shown_as_it_stands(guide: Guide) -> None:
    found = read_directory(b"partners: {lse: {name: 'A [b] {persoon} \\u001b'}}", "d.yaml", guide.pack)
    assert found.contacts["lse"].name.nl == "A [b] {persoon} \\u001b"
    hidden = read_directory(b'partners: {lse: {name: "A\\u001b[31m"}}', "d.yaml", guide.pack)
    assert [finding.code for finding in hidden.findings] == ["text/control-character"]


def test_without_a_directory_there_is_none(guide: Guide) -> None:
    assert guide.directory is NO_DIRECTORY
    assert codes("partners: {}", guide) == []
