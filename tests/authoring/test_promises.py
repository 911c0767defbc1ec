"""The three promises in `check`, `pack build` and `pack install`: the same verdict as `explore`, and what is broken stops a pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from authoring import trial
from click.testing import CliRunner, Result

from assistant.authoring import packs
from assistant.authoring.checking import check_pack
from assistant.cli.main import main
from assistant.content.pack import read_pack

DAY = "2026-11-24"
BEFORE = trial.DANGER_FIRST + trial.WHAT
DANGEROUS = trial.question("amount", "kind: number\nrecords: [{number: amount}, {danger: weapon}]")
ALWAYS = trial.rule("human", "{any: [{context: e}, {none: [{context: e}]}]}", "partner: friend")
SELDOM = trial.rule(
    "human",
    "{any: [{context: e}, {none: [{context: e}]}]}",
    "partner: friend",
    "{all: [{context: a}, {context: b}, {context: c}]}",
)
MANY = "".join(trial.question(f"more{number}", trial.yes_no()) for number in range(20))
EXAMPLES = {  # questions, rules, knowledge, the last line, the codes of errors
    "kept": (BEFORE, ALWAYS, "", "Tot ziens.", set()),
    "kept by its page": (BEFORE, "", "", "Praat met een collega.", set()),
    "nobody": (BEFORE, SELDOM, "", "Tot ziens.", {"ending/no-human"}),
    "danger goes on": (BEFORE + DANGEROUS, ALWAYS, trial.number(0, 9), "Tot ziens.", {"danger/no-exit"}),
    "too long": (BEFORE + MANY, "", "", "Praat met een collega.", {"dialogue/too-long"}),
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--lang", "en"])


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_tool_says_the_same(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))
    *parts, codes = EXAMPLES[name]
    folder = trial.write(tmp_path / "pack", *parts)  # type: ignore[arg-type]
    errors = {finding.code for finding in check_pack(folder, DAY).findings if finding.severity == "error"}
    assert errors == codes
    assert run("explore", str(folder)).exit_code == (1 if codes else 0)
    built = run("pack", "build", str(folder), "--out", str(tmp_path / "x.zip"))
    assert (built.exit_code == 0) == (not codes), built.output
    assert (tmp_path / "x.zip").exists() == (not codes)
    for code in codes:
        assert code in built.output
    data = unchecked(folder, monkeypatch)
    (tmp_path / "y.zip").write_bytes(data)
    assert (run("pack", "install", str(tmp_path / "y.zip")).exit_code == 0) == (not codes)
    assert (tmp_path / "home/packs/trial").exists() == (not codes)


def unchecked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A pack file as a program without these checks would make it."""
    with monkeypatch.context() as patch:
        patch.setattr(packs, "checked", lambda root, find, more=None: read_pack(root))
        return packs.build(folder, packs.finder(folder))[1]


def test_what_is_broken_comes_with_a_conversation_that_shows_it(tmp_path: Path) -> None:
    *parts, _ = EXAMPLES["nobody"]
    folder = trial.write(tmp_path, *parts)  # type: ignore[arg-type]
    finding = next(each for each in check_pack(folder, DAY).findings if each.code == "ending/no-human")
    assert finding.values["witness"].endswith("what=[a, b, c]")


def test_what_check_cannot_prove_in_a_moment_it_says_so_and_who_waits_refuses_it_of_danger(tmp_path: Path) -> None:
    """Twenty ticks that a last question reads one by one: more states than are worked out at once."""
    ticks = "\n".join(
        f"  - {{option: o{n}, label: {trial.name(f'Iets {n}', f'Some {n}')}, records: [{{context: f{n}}}]}}"
        for n in range(20)
    )
    facts = "".join(
        f"  - {{context: f{n}, name: {trial.name(f'feit {n}', f'fact {n}')}, {trial.ENTRY}}}\n" for n in range(20)
    )
    many = trial.question(
        "many", f"kind: any_of\noptions:\n{ticks}\nnone_of_these: {{label: {trial.name('Geen', 'None')}}}"
    )
    pairs = ", ".join(f"{{all: [{{context: f{n}}}, {{context: f{n + 1}}}]}}" for n in range(19))
    last = trial.question("last", trial.yes_no(f"{{any: [{pairs}]}}"))
    folder = trial.write(tmp_path, trial.DANGER_FIRST + many + last + DANGEROUS, ALWAYS, trial.number(0, 9))
    file = folder / "knowledge/triggers.yaml"
    file.write_text(file.read_text().replace("steps:\n", facts + "steps:\n", 1))
    at_once = check_pack(folder, DAY)
    told = [(each.code, each.values["promise"]) for each in at_once.findings if each.code == "promise/not-proven"]
    assert ("promise/not-proven", "danger_exit") in told
    assert not [each for each in at_once.findings if each.severity == "error"]
    waited = check_pack(folder, DAY, waits=True)
    assert "danger/not-proven" in {each.code for each in waited.findings if each.severity == "error"}


def test_what_new_makes_keeps_every_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "pack", "mine").exit_code == 0
    assert run("new", "dialogue", "talk", "--pack", "mine").exit_code == 0
    assert run("check", "mine", "--strict").exit_code == 0
    explored = run("explore", "mine", "--dialogue", "talk", "--number", "500")
    assert explored.exit_code == 0, explored.output
    assert run("pack", "build", "mine", "--out", "mine.zip").exit_code == 0
