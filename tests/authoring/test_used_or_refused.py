"""What an author puts there is used or refused, never dropped: files, answers to the interview, rounds from a file, values."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from authoring.fragments import BASE, TODAY
from click.testing import CliRunner

from assistant.authoring.checking import check_pack
from assistant.authoring.overlay import Overlay
from assistant.cli.main import main

ROOT = Path(__file__).parents[2]
CASE = (BASE / "dialogues/cases/base.yaml").read_text("utf-8")
KNOWLEDGE = (BASE / "knowledge/base.yaml").read_text("utf-8")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ASSISTANT_TODAY", TODAY)


def pack(folder: Path, typed: str = "Ons pakket\n") -> Path:
    made = CliRunner().invoke(main, ["new", "pack", "ours", "--out", str(folder), "--lang", "nl"], input=typed)
    assert made.exit_code == 0, made.output
    return folder


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("file", "why", "near"),
    [
        ("dialogues/klas.yaml.txt", "text", ""),
        ("rules/mine.doc", "name", ""),
        ("dialogue/klas.yaml", "folder", "dialogues"),
        ("dialogues/klas/x.yaml", "folder", "dialogues/cases"),
        ("knowledge/more/x.yaml", "folder", "knowledge"),
        ("rules.yaml", "beside", "rules"),
    ],
)
def test_a_file_that_is_not_read_is_told_with_why(tmp_path: Path, file: str, why: str, near: str) -> None:
    folder = pack(tmp_path / "ours")
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text("rules: []\n", "utf-8")
    told = CliRunner().invoke(main, ["check", str(folder), "--lang", "en"]).output.splitlines()[-1]
    assert told.startswith("Files read: 1. Not read: ")
    assert file in told
    assert near in told
    data = json.loads(CliRunner().invoke(main, ["check", str(folder), "--format", "json"]).stdout)
    assert (data["read"], data["not_read"]) == (1, [{"file": file, "why": why, "near": near}])


def test_where_all_is_read_nothing_is_said(tmp_path: Path) -> None:
    folder = pack(tmp_path / "ours")
    (folder / "README.md").write_text("ours", "utf-8")
    assert "Not read" not in CliRunner().invoke(main, ["check", str(folder), "--lang", "en"]).output
    assert "Not read" not in CliRunner().invoke(main, ["check", "--lang", "en"]).output


# ---------------------------------------------------------------- the interview


def test_piped_answers_are_used(tmp_path: Path) -> None:
    folder = pack(tmp_path / "ours", "Het pakket van de wijk\n")
    assert "Het pakket van de wijk" in (folder / "knowledge/pack.yaml").read_text("utf-8")


def test_more_piped_answers_than_questions_are_refused(tmp_path: Path) -> None:
    many = "x\n" * 40
    made = CliRunner().invoke(main, ["new", "pack", "ours", "--out", str(tmp_path / "p"), "--lang", "en"], input=many)
    assert made.exit_code == 2
    assert "40 lines were given" in made.output
    assert not (tmp_path / "p").exists()


def test_a_piped_answer_that_cannot_be_is_refused(tmp_path: Path) -> None:
    folder = pack(tmp_path / "ours")
    made = CliRunner().invoke(
        main, ["new", "case", "x", "--pack", str(folder), "--lang", "en"], input="T\nT\nnonsense_word\n"
    )
    assert made.exit_code == 2
    assert "nonsense_word" in made.output


# ---------------------------------------------------------------- rounds


def example() -> str:
    text = (ROOT / "docs/practice.md").read_text("utf-8")
    found = re.search(r"practise --answers round.yaml.*?\n\n((?: {4}.*\n)+)", text)
    assert found
    return re.sub(r"^ {4}", "", found[1], flags=re.M)


def test_the_example_of_the_page_is_a_whole_round(tmp_path: Path) -> None:
    (tmp_path / "round.yaml").write_text(example(), "utf-8")
    ran = CliRunner().invoke(main, ["practise", "--answers", str(tmp_path / "round.yaml"), "--lang", "en"])
    assert ran.exit_code == 0
    assert "not complete" not in ran.output


def test_a_round_that_lacks_answers_is_kept_and_one_is_told_how_to_go_on(tmp_path: Path) -> None:
    data = yaml.safe_load(example())
    del data["marks"]["chair"]
    (tmp_path / "round.yaml").write_text(yaml.safe_dump(data), "utf-8")
    ran = CliRunner().invoke(main, ["practise", "--answers", str(tmp_path / "round.yaml"), "--keep", "--lang", "en"])
    assert "mark.chair" in ran.stderr
    command = re.search(r"go on with: assistant (practise .*)", ran.stderr)
    assert command
    again = CliRunner().invoke(main, [*command[1].split(), "--lang", "en"], input="q\n")
    assert "7" in again.output  # the chair, the only point that is still open
    assert again.exit_code == 0


# ---------------------------------------------------------------- values, each on its own line


def line_of(file: str, text: str, code: str) -> int:
    report = check_pack(Overlay(BASE, {file: text.encode()}), TODAY)
    lines = [finding.place.line for finding in report.findings if finding.code == code and finding.place.file == file]
    assert lines, [str(finding) for finding in report.findings]
    return lines[0]


def number(text: str, part: str) -> int:
    return next(place for place, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("knowledge/base.yaml", 'review_by: "2099-01-01"', 'review_by: "2099-02-31"', "field/date"),
        ("dialogues/base.yaml", "\nsections:", "\nminutes: -4\nsections:", "field/minutes"),
    ],
)
def test_a_value_that_cannot_be_is_told_on_its_line(file: str, old: str, new: str, code: str) -> None:
    text = (BASE / file).read_text("utf-8").replace(old, new, 1)
    assert new in text
    report = check_pack(Overlay(BASE, {file: text.encode()}), TODAY)
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert number(text, new.strip().splitlines()[0]) in {finding.place.line for finding in errors}, errors


def test_a_cue_too_many_is_told_at_the_first_that_is_too_many() -> None:
    cue = "  - {{cue: c{0}, type: decoy, text: {{nl: Zo, en: So}}, explanation: setback, overread: {{nl: Ja, en: Yes}}}}\n"
    start = CASE.index("cues:\n") + len("cues:\n")
    text = CASE[:start] + "".join(cue.format(place) for place in range(30)) + CASE[start:]
    assert line_of("dialogues/cases/base.yaml", text, "case/number-of-cues") == number(text, "cue: c20,")


def test_a_phase_in_the_wrong_order_is_told_on_its_line() -> None:
    ask = 'ask: {nl: "Wat zag u?", en: "What did you see?"}'
    text = CASE.rstrip() + f"\ndebrief:\n  - {{phase: facts, {ask}}}\n  - {{phase: reaction, {ask}}}\n"
    assert line_of("dialogues/cases/base.yaml", text, "case/phase-order") == number(text, "phase: reaction")


def test_a_partner_without_reach_is_told_on_its_line() -> None:
    text = re.sub(r",?\s*reach: \{teacher: direct, care_worker: \"via: colleague\"\}", "", KNOWLEDGE, count=1)
    assert text != KNOWLEDGE
    report = check_pack(Overlay(BASE, {"knowledge/base.yaml": text.encode()}), TODAY)
    (found,) = [finding for finding in report.findings if finding.code == "partner/reach-missing"]
    assert (found.severity, "partner: " in text.splitlines()[found.place.line - 1]) == ("warning", True)
