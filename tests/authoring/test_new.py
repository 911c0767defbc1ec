"""`assistant new` and `assistant schema`: a first version that is valid, and never over something that is there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from authoring.fragments import BASE, ROOT
from click.testing import CliRunner, Result

from assistant.authoring.asking import Ask, meant
from assistant.authoring.checking import check_pack
from assistant.authoring.new import KINDS
from assistant.authoring.overlay import Overlay
from assistant.authoring.stories import run_examples
from assistant.cli.main import main
from assistant.content import model as m
from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide

TODAY = "2026-11-24"
PLACES = {"rule": "rules/mine.yaml", "dialogue": "dialogues/mine.yaml", "case": "dialogues/cases/mine.yaml"}


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TODAY", TODAY)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "pack")
    return tmp_path / "pack"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_new_file_is_valid_in_the_small_pack(kind: str, lang: str, pack: Path) -> None:
    result = call("new", kind, "mine", "--pack", str(pack), "--lang", lang)
    assert result.exit_code == 0, result.stderr
    text = (pack / PLACES[kind]).read_text("utf-8")
    assert "# " in text
    report = check_pack(pack, TODAY)
    assert [f for f in report.findings if f.severity == "error"] == []
    assert [f.code for f in report.findings if f.place.file == PLACES[kind] and not f.code.startswith("rule/")] == []
    if kind == "rule":
        assert [miss for miss in run_examples(Guide(read_pack(pack)))[1] if miss.name == "mine"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_valid_in_the_shipped_pack(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "mine.yaml"
    assert call("new", kind, "mine", "--out", str(out)).exit_code == 0
    assert "$schema" not in out.read_text("utf-8")  # the file does not stand beside the schemas
    report = check_pack(Overlay(ROOT, {PLACES[kind]: out.read_bytes()}), TODAY)
    assert [f for f in report.findings if f.severity == "error"] == []


def test_answers_can_be_given_beforehand(pack: Path) -> None:
    result = call(
        "new", "rule", "mine", "--pack", str(pack), "--set", "if=change:withdraws", "--set", 'because_en=It "may" be.'
    )
    assert result.exit_code == 0
    text = (pack / PLACES["rule"]).read_text("utf-8")
    assert "- {change: withdraws}" in text
    assert r'en: "It \"may\" be."' in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("rule", "Mine"), "cannot be an id"),
        (("rule", "mine", "--set", "if=event:dismisal"), "event:dismissal"),
        (("rule", "mine", "--set", "colour=red"), "colour is not asked"),
        (("rule", "work_was_lost"), "there twice"),
    ],
)
def test_what_cannot_be_is_told(arguments: tuple[str, ...], told: str, pack: Path) -> None:
    result = call("new", *arguments, "--pack", str(pack), "--lang", "en")
    assert result.exit_code in (1, 2)
    assert told in result.stderr
    assert not (pack / PLACES["rule"]).exists()


def test_nothing_is_written_over(pack: Path) -> None:
    assert call("new", "rule", "mine", "--pack", str(pack)).exit_code == 0
    (pack / PLACES["rule"]).write_text("rules: []\n")
    assert call("new", "rule", "mine", "--pack", str(pack)).exit_code == 2
    assert (pack / PLACES["rule"]).read_text() == "rules: []\n"


def test_schema_prints_or_writes(tmp_path: Path) -> None:
    assert set(json.loads(call("schema").stdout)) == {
        *("knowledge", "rules", "dialogue", "extension", "case", "talk", "report", "story", "transcript")
    }
    assert call("schema", "--out", str(tmp_path / "schema")).exit_code == 0
    assert len(list((tmp_path / "schema").glob("*.json"))) == 9


def test_a_new_pack_adds_to_the_shipped_one_and_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("new", "pack", "ours", "--set", 'licence=Only "us"').exit_code == 0
    assert call("new", "case", "mine", "--pack", "ours").exit_code == 0
    case = tmp_path / "ours" / "dialogues" / "cases" / "mine.yaml"
    first = case.read_text("utf-8").splitlines()[0]
    assert (case.parent / first.partition("$schema=")[2]).resolve().is_file()
    done = call("check", "ours", "--lang", "en")
    assert (done.exit_code, done.stdout.partition(".")[0]) == (0, "Errors: 0, warnings: 0")
    assert call("new", "pack", "ours").exit_code == 2  # never over what is there
    assert case.is_file()


def test_the_interview_takes_numbers_and_words_and_asks_again(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.cli.new.interactive", lambda: True)
    # rule: "if" by nonsense, then by words; "then" by its number; the other answers by Enter
    done = CliRunner().invoke(main, ["new", "rule", "mine", "--pack", str(pack)], input="zzz\nontslag\n1\n\n\n\n")
    assert done.exit_code == 0, done.stderr
    assert "- {event: dismissal}" in (pack / PLACES["rule"]).read_text("utf-8")


def test_everyday_words_that_are_in_no_name_together_give_what_has_some_of_them() -> None:
    names = {
        "club": m.Text("weggegaan bij een club"),
        "school": m.Text("van school gestuurd"),
        "work": m.Text("ontslag"),
    }
    ask = Ask("event", "Wat?", "What?", "work", tuple(names), names)
    assert meant(ask, "school gestuurd", "nl") == ("school",)
    assert set(meant(ask, "van de club gestuurd", "nl")) == {"club", "school"}
    assert meant(ask, "iets heel anders", "nl") == ()


def test_a_title_instead_of_a_name_brings_up_a_name() -> None:
    done = CliRunner().invoke(main, ["new", "case", "Weg", "bij", "de", "club", "--lang", "en"])
    assert done.exit_code == 2
    assert "weg_bij_de_club" in done.stderr
