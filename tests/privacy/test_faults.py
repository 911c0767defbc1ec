"""When the program breaks: a sentence, an exit code, and a report without a single answer."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.report.faults import MOST_FILES, fault_text, write_fault

SECRET = "Geheimenaam van Testdorp"


def broken(secret: str) -> None:
    text = {"answer": secret}
    try:
        raise KeyError(secret)
    except KeyError as error:
        raise ValueError(f"cannot read {text['answer']}") from error


def caught() -> BaseException:
    with pytest.raises(ValueError, match="cannot") as found:
        broken(SECRET)
    return found.value


def test_the_report_names_places_and_no_values() -> None:
    text = fault_text(caught(), "assistant run", "2026-11-24")
    assert "ValueError" in text
    assert "KeyError" in text
    assert " broken" in text
    assert SECRET not in text
    assert str(Path(__file__).parent) not in text


def test_the_report_is_for_its_owner_and_old_ones_go(tmp_path: Path) -> None:
    for _ in range(MOST_FILES + 5):
        path = write_fault(tmp_path, caught(), "", "2026-11-24")
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(list(path.parent.iterdir())) == MOST_FILES


def test_no_report_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "faults").write_text("a file in the way", "utf-8")
    assert write_fault(tmp_path, caught(), "", "2026-11-24") is None


@pytest.mark.parametrize("command", ["plain", "run"])
def test_a_command_that_breaks_says_where_the_report_is(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path))
    answers = tmp_path / "answers.yaml"
    answers.write_text(f"{{danger_now: no, noticed: '{SECRET}'}}", "utf-8")

    def breaks(*arguments: object, **_: object) -> None:
        raise RuntimeError(f"{SECRET} {arguments}")

    monkeypatch.setattr("assistant.cli.conclude.result_of_session", breaks)
    monkeypatch.setattr("assistant.plain.talk.talk_view", breaks)
    options = ["self_check"] + (["--answers", str(answers)] if command == "run" else [])
    done = CliRunner().invoke(main, [command, *options], input=f"2\n{SECRET}\n")
    assert done.exit_code == 3
    assert "Er staan geen antwoorden in" in done.stderr
    (report,) = (tmp_path / "faults").iterdir()
    assert "RuntimeError" in report.read_text("utf-8")
    assert SECRET not in report.read_text("utf-8") + done.stderr + done.stdout
