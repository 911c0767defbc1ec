"""`--pack`, `--lang` and `--format` mean the same before a command and after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli.main import main

CASE = str(Path(__file__).parent / "cases" / "teacher_ordinary.yaml")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path))
    monkeypatch.setenv("ASSISTANT_TODAY", "2026-11-24")


@pytest.mark.parametrize(
    ("option", "command"),
    [
        (("--lang", "en"), ("sessions", "list")),
        (("--lang", "en"), ("run", "self_check", "--answers", CASE)),
        (("--lang", "en"), ("find", "ontslag")),
        (("--lang", "en"), ("progress",)),
        (("--format", "json"), ("check",)),
        (("--format", "md"), ("run", "self_check", "--answers", CASE)),
        (("--format", "json"), ("sessions", "list")),
        (("--format", "nonsense"), ("check",)),
        (("--pack", "nonexist"), ("check",)),
        (("--pack", "nonexist"), ("coverage",)),
        (("--pack", "nonexist"), ("test",)),
        (("--pack", "nonexist"), ("explore",)),
        (("--pack", "nonexist"), ("run", "self_check", "--answers", CASE)),
        (("--pack", "nonexist"), ("plain",)),
        (("--pack", "nonexist"), ("sessions", "list")),
        (("--pack", "nonexist"), ("graph", "self_check")),
    ],
)
def test_the_same_before_and_after(option: tuple[str, str], command: tuple[str, ...]) -> None:
    before = CliRunner().invoke(main, [*option, *command])
    after = CliRunner().invoke(main, [*command, *option])
    assert (before.exit_code, before.output) == (after.exit_code, after.output)
    assert "nonexist" not in option or before.exit_code == 2


@pytest.mark.parametrize("command", ["check", "test"])
def test_a_pack_may_also_be_named_bare(command: str) -> None:
    bare, told = (CliRunner().invoke(main, [command, *words]) for words in (["nonexist"], ["--pack", "nonexist"]))
    assert (bare.exit_code, bare.output) == (told.exit_code, told.output)
    assert bare.exit_code == 2


def test_what_stands_after_the_command_wins() -> None:
    said = CliRunner().invoke(main, ["--lang", "en", "sessions", "list", "--lang", "nl"])
    assert said.output == "Er is niets bewaard.\n"


@pytest.mark.parametrize("arguments", [["--format", "json", "plain"], ["--format", "json"]])
def test_an_option_that_a_command_does_not_have_is_said(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert arguments[0] in done.output
