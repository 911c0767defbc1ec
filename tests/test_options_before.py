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
        (("--pack", "nonexist"), ("run", "self_check", "--answers", CASE)),
        (("--pack", "nonexist"), ("plain",)),
        (("--pack", "nonexist"), ("sessions", "list")),
        (("--pack", "nonexist"), ("graph", "self_check")),
    ],
)
def test_the_same_before_and_after(option: tuple[str, str], command: tuple[str, ...]) -> None:
    before = CliRunner().invoke(main, [*option, *command])
    positional = command[0] == "check" and option[0] == "--pack"  # there the pack is named without its option
    after = CliRunner().invoke(main, [*command, *(option[1:] if positional else option)])
    assert (before.exit_code, before.output) == (after.exit_code, after.output)
    assert "nonexist" not in option or before.exit_code == 2


def test_what_stands_after_the_command_wins() -> None:
    said = CliRunner().invoke(main, ["--lang", "en", "sessions", "list", "--lang", "nl"])
    assert said.output == "Er is niets bewaard.\n"


@pytest.mark.parametrize("arguments", [["--format", "json", "plain"], ["--format", "json"], ["--pack", "x", "schema"]])
def test_an_option_that_a_command_does_not_have_is_said(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert arguments[0] in done.output
