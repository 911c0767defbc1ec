"""Small packs of which something false was once called proven, or of which every part said something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from authoring import trial
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.errors import InputError

AMOUNT = trial.question("amount", "kind: number\nrecords: [{number: amount}]")
SINCE = trial.question("since", "kind: month\nrecords: [{number: amount}]")


def small(condition: str) -> str:
    """A question on one side of a bound, of which yes is danger."""
    return trial.question("small", trial.yes_no(condition, "records: [{danger: immediate}], ends: danger"))


def told(*arguments: str, fails: bool = False) -> Any:
    """What a command says, as JSON."""
    result = CliRunner().invoke(main, [*arguments, "--format", "json", "--lang", "en"])
    assert result.exit_code == int(fails), result.output
    return json.loads(result.stdout)


def explored(folder: Path, *more: str, fails: bool = False) -> dict[str, Any]:
    """One exploration, with its verdicts by kind."""
    found: dict[str, Any] = told("explore", str(folder), *more, fails=fails)["dialogues"][0]
    return found | {"by_kind": {each["kind"]: each for each in found["verdicts"]}}


def concluded(folder: Path, answers: str, tmp_path: Path) -> tuple[set[str], str, list[str]]:
    """What `run` concludes, how it ends, and what was asked."""
    file = tmp_path / "answers.yaml"
    file.write_text(f"as_of: 2026-11-24\nanswers: {{{answers}}}\n", "utf-8")
    found = told("run", "d", "--pack", str(folder), "--answers", str(file))
    refs = {f"{each['kind']}:{each['id']}" for each in found["conclusions"]}
    return refs, found["ended"], [each["question"] for each in found["path"]]


EXACTLY_THREE = "{context: a}, {context: b}, {context: c}, {none: [{context: d}]}"


def test_exactly_three_ticks_leave_nobody(tmp_path: Path) -> None:
    rules = trial.rule("human", "{none: [{danger: immediate}]}", "partner: friend", f"{{all: [{EXACTLY_THREE}]}}")
    folder = trial.write(tmp_path / "p", trial.DANGER_FIRST + trial.WHAT, rules)
    found = explored(folder, "--always", "partner:friend", fails=True)
    for kind in ("human_at_end", "always"):
        assert (found["by_kind"][kind]["met"], found["by_kind"][kind]["basis"]) == (False, "shown")
        assert "what: [a, b, c]" in found["by_kind"][kind]["answers"]
    assert (found["walked"], found["ways"], found["exhaustive"]) == (35, "35", True)
    refs, ended, _ = concluded(folder, 'danger_now: "no", what: [a, b, c]', tmp_path)
    assert (refs & {"partner:friend"}, ended) == (set(), "complete")


def test_exactly_three_ticks_can_be(tmp_path: Path) -> None:
    folder = trial.write(
        tmp_path, trial.DANGER_FIRST + trial.WHAT, trial.rule("three", EXACTLY_THREE, "step: goal"), last="Bel iemand."
    )
    found = explored(folder, "--never", "step:goal", "--reach", "step:goal", fails=True)
    assert (found["by_kind"]["never"]["met"], found["by_kind"]["reach"]["met"]) == (False, True)
    assert "what: [a, b, c]" in found["by_kind"]["never"]["answers"]
    assert found["never_drawn"] == []


@pytest.mark.parametrize(
    ("low", "high", "condition", "answer"),
    [
        (0, 100, "{number: amount, more_than: 5, less_than: 6}", "5.5"),
        (-20, 100, "{number: amount, less_than: 0}", "-5"),
        (-40, 45, "{number: amount, less_than: -5}", "-10"),
        (30, 45, "{number: amount, at_or_above: 37.2}, {number: amount, less_than: 37.8}", "37.5"),
        (0, 100, "{number: amount, equals: 43.3}", "43.3"),
        (0, 100, "{number: amount, at_or_above: 0}", "7"),
    ],
)
def test_a_number_that_can_be_answered_is_explored(
    tmp_path: Path, low: int, high: int, condition: str, answer: str
) -> None:
    rules = trial.rule("goal", condition, "step: goal")
    questions = trial.DANGER_FIRST + AMOUNT + small(condition)
    folder = trial.write(tmp_path / "p", questions, rules, trial.number(low, high), last="Bel iemand.")
    found = explored(folder, "--never", "step:goal", fails=True)
    assert found["never_asked"] == []
    assert found["by_kind"]["never"]["met"] is False
    danger = next(end for end in found["endings"] if end["ended"] == "danger")
    assert int(danger["ways"]) > 1
    refs, _, asked = concluded(folder, f'danger_now: "no", amount: {answer}', tmp_path)
    assert (refs, asked[-1]) == ({"step:goal"}, "amount")
    _, ended, _ = concluded(folder, f'danger_now: "no", amount: {answer}, small: "yes"', tmp_path)
    assert ended == "danger"
    typed = answer.replace(".", ",")
    spoken = CliRunner().invoke(main, ["plain", "d", "--pack", str(folder), "--lang", "en"], input=f"n\n{typed}\n")
    assert spoken.stdout.count("Question?") >= 2, spoken.output


def test_what_no_number_reaches_is_proven(tmp_path: Path) -> None:
    rules = trial.rule("goal", "{number: amount, more_than: 5}, {number: amount, less_than: 5.001}", "step: goal")
    folder = trial.write(tmp_path, trial.DANGER_FIRST + AMOUNT, rules, trial.number(0, 10), last="Bel iemand.")
    verdict = explored(folder, "--never", "step:goal")["by_kind"]["never"]
    assert (verdict["met"], verdict["basis"]) == (True, "proven")


def test_a_month_still_to_come_or_too_long_ago_is_refused_by_every_part(tmp_path: Path) -> None:
    questions = trial.DANGER_FIRST + SINCE + small("{number: amount, less_than: 1}")
    guide = trial.guide(tmp_path, questions, knowledge=trial.number(0, 600), last="Bel iemand.")
    from assistant.dialogue.answers import read_answers

    def read(month: str) -> list[str]:
        data = f"as_of: 2026-11-24\nanswers: {{since: {month}}}".encode()
        try:
            read_answers(data, "x.yaml", guide.dialogue("d"), guide.pack, "2026-11-24")
        except InputError as error:
            return [finding.code for finding in error.findings]
        return []

    assert read("2026-11") == read("2026-11-24") == read("1976-11") == []
    assert read("2030-01") == read("2026-12") == ["input/future"]
    assert read("1700-01") == read("1976-10") == ["input/range"]
    assert read("2026-13") == ["input/month"]
    spoken = CliRunner().invoke(
        main, ["plain", "d", "--pack", str(tmp_path), "--lang", "en"], input="n\n2099-01\n1700-01\n2026-01\n"
    )
    assert spoken.stdout.count("A year and a month") + spoken.stdout.count("Type a month") >= 2, spoken.output
    found = explored(tmp_path)
    assert int(next(end for end in found["endings"] if end["ended"] == "danger")["ways"]) == 3


def test_all_is_said_only_of_all(tmp_path: Path) -> None:
    folder = trial.write(
        tmp_path, trial.DANGER_FIRST + trial.WHAT + AMOUNT, "", trial.number(0, 10), last="Bel iemand."
    )
    for number, all_of_them in (("10", False), ("68", False), ("69", True), ("70", True)):
        found = explored(folder, "--number", number)
        assert found["exhaustive"] == all_of_them
        assert (found["walked"] == int(found["ways"])) == all_of_them
        text = CliRunner().invoke(main, ["explore", str(folder), "--number", number, "--lang", "en"]).stdout
        assert ("walked all" in text) == all_of_them


def test_danger_that_another_answer_records_is_found_on_every_ending(tmp_path: Path) -> None:
    """A number that records danger beside itself ends nothing: the promise does not hold, also where a conversation ends complete."""
    amount = trial.question("amount", "kind: number\nrecords: [{number: amount}, {danger: weapon}]")
    folder = trial.write(tmp_path, trial.DANGER_FIRST + amount, "", trial.number(0, 10), last="Bel iemand.")
    verdict = explored(folder, fails=True)["by_kind"]["danger_exit"]
    assert (verdict["met"], verdict["basis"]) == (False, "shown")
    assert "amount:" in verdict["answers"]
