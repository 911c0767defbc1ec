"""Mine and theirs: what a pack that extends another adds is told apart from what the other says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from authoring import trial
from click.testing import CliRunner, Result

from assistant.cli.main import main
from assistant.content.files import shipped
from tests.test_content import THE_FIFTEEN

PACK = f"""pack: {{id: town, extends: triggerfactoren_nl, version: "0.1.0", title: {trial.name("Stad", "Town")}, licence: x}}
partners:
  - {{partner: youth_house, name: {trial.name("het jongerenhuis", "the youth house")}, {trial.ENTRY},
     role: {trial.name("Denkt mee.", "Thinks along.")}, for_whom: {trial.name("Voor iedereen.", "For everybody.")},
     when: {trial.name("Eerst.", "First.")}, not_for: {trial.name("Namen delen.", "Sharing names.")},
     fits: {{triggers: [home_problems], levels: [micro]}}, reach: {{teacher: direct}}}}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--lang", "en"])


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A pack that names its own partner on every trigger factor of the study."""
    (tmp_path / "town/knowledge").mkdir(parents=True)
    (tmp_path / "town/rules").mkdir()
    (tmp_path / "town/knowledge/pack.yaml").write_text(PACK, "utf-8")
    rules = "".join(
        trial.rule(f"town_{name}", f"{{trigger: {name}}}", "partner: youth_house").replace("[s]", "[ess_context]")
        for name in THE_FIFTEEN
    )
    (tmp_path / "town/rules/town.yaml").write_text("rules:\n" + rules, "utf-8")
    return tmp_path / "town"


def test_a_partner_of_ones_own_on_every_trigger_is_no_error_in_cases_of_another_pack(town: Path) -> None:
    found = json.loads(run("check", str(town), "--format", "json", "--notes").stdout)
    assert found["errors"] == 0
    told = [each for each in found["findings"] if each["code"] == "case/extended"]
    assert len(told) == 1
    assert told[0]["file"] == "knowledge/pack.yaml"
    assert "partner:youth_house" in told[0]["message"]
    assert all((town / each["file"]).exists() for each in found["findings"])


def test_tests_and_coverage_count_only_what_is_mine(town: Path) -> None:
    assert json.loads(run("test", str(town), "--format", "json").stdout)["numbers"]["example"] == 0
    covered = json.loads(run("coverage", str(town), "--format", "json", "--number", "50").stdout)
    lines = {line["kind"]: line["all"] for line in covered["tests"]}
    assert lines == {"question": 0, "option": 0, "rule": len(THE_FIFTEEN), "condition": 2 * len(THE_FIFTEEN)}
    assert {part["file"] for line in covered["tests"] for part in line["missing"]} <= {"rules/town.yaml"}


@pytest.mark.parametrize("more", [(), ("--pack", "triggerfactoren_nl")])
def test_new_never_writes_into_the_content_of_the_program(more: tuple[str, ...]) -> None:
    place = Path(str(shipped())) / "dialogues/cases/mine_and_theirs.yaml"
    result = run("new", "case", "mine_and_theirs", *more)
    written = place.exists()
    place.unlink(missing_ok=True)
    assert (result.exit_code, written) == (2, False)
    assert "--pack" in result.output


def test_a_pack_is_listed_with_its_version_updated_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))
    folder = trial.write(tmp_path / "p", trial.DANGER_FIRST, last="Praat met een collega.")
    pack = folder / "knowledge/triggers.yaml"
    text = pack.read_text("utf-8")
    info = next(line for line in text.splitlines() if line.startswith("pack:"))
    for number in (1, 2):
        (folder / "knowledge/pack.yaml").write_text(info.replace("1.0.0", f"{number}.0.0") + "\n", "utf-8")
        pack.write_text(text.replace(info, ""), "utf-8")
        assert run("pack", "build", str(folder), "--out", str(tmp_path / f"{number}.zip")).exit_code == 0
    assert (
        run("pack", "build", str(folder), "--out", str(tmp_path / "1.zip")).exit_code == 2
    )  # never over what is there
    assert run("pack", "update", str(tmp_path / "1.zip")).exit_code == 2
    assert run("pack", "install", str(tmp_path / "1.zip")).exit_code == 0
    assert "trial 1.0.0" in run("pack", "list").stdout
    assert run("pack", "update", str(tmp_path / "2.zip")).exit_code == 0
    assert "trial 2.0.0" in run("pack", "list").stdout
    assert run("pack", "remove", "trial").exit_code == 0
    assert "trial" not in run("pack", "list").stdout
    assert run("pack", "remove", "trial").exit_code == 2
    assert list((tmp_path / "home/packs").iterdir()) == []
