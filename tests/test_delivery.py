"""What the assistant is delivered with: locked lists with hashes, a list of parts, files for a server; all without a network."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
LISTS = sorted((ROOT / "requirements").glob("*.txt"))
OLD = ("durable-rules", "mdurl")
"""Last released over two years ago: docs/install.md says why each stays."""


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sbom_script", ROOT / "scripts" / "sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("file", [file for file in LISTS if file.stem != "experta"], ids=lambda file: file.stem)
def test_each_version_is_locked_with_its_hashes(file: Path, sbom: ModuleType) -> None:
    """experta.txt is for one comparison in `make bench`, and is never installed with the assistant."""
    packages = sbom.locked(file.stem)
    assert packages
    assert [name for name, (_, hashes) in packages.items() if not hashes] == []


def test_all_lists_have_one_version_of_each(sbom: ModuleType) -> None:
    versions: dict[str, set[str]] = {}
    for file in LISTS:
        for name, (version, _) in sbom.locked(file.stem).items():
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_the_list_of_parts_has_each_with_its_licence_and_is_the_same_every_time(sbom: ModuleType) -> None:
    made = sbom.sbom()
    assert json.dumps(made) == json.dumps(sbom.sbom())
    assert {part["name"] for part in made["components"]} == set(sbom.locked())
    (engine,) = [part for part in made["components"] if part["name"] == "durable-rules"]
    assert engine["purl"] == "pkg:pypi/durable-rules@2.0.28"
    assert engine["licenses"]
    assert len(engine["externalReferences"][0]["hashes"][0]["content"]) == 64


def test_the_engine_is_a_dependency_only_where_it_builds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (engine,) = [each for each in project["dependencies"] if each.startswith("durable")]
    assert engine == "durable-rules==2.0.28; python_version < '3.13' and sys_platform != 'win32'"


def test_what_is_old_is_named_with_its_reason(sbom: ModuleType) -> None:
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    assert {*OLD} <= set(sbom.locked())
    assert [name for name in OLD if f"`{name}`" not in page] == []


def test_the_server_runs_without_root_and_writes_in_one_place() -> None:
    container = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    assert "USER 10001" in container
    assert "HEALTHCHECK" in container
    compose = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    assert "read_only: true" in compose
    assert "cap_drop: [ALL]" in compose
    unit = (ROOT / "deploy" / "even-meedenken.service").read_text("utf-8")
    for line in ("ProtectSystem=strict", "DynamicUser=yes", "LimitCORE=0"):
        assert line in unit


def test_the_options_that_the_server_files_give_exist() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "assistant", "serve", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    for file in ("Containerfile", "even-meedenken.service", "test-image"):
        (line,) = [
            line
            for line in (ROOT / "deploy" / file).read_text("utf-8").splitlines()
            if "assistant" in line and " serve " in line
        ][:1]
        for option in re.findall(r"--[a-z-]+", line.partition(" serve ")[2]):
            assert option in told.stdout, (file, option)


def test_no_script_of_ours_is_broken_as_a_script() -> None:
    for file in ("scripts/make-venv", "scripts/wheelhouse", "scripts/lock", "deploy/test-image"):
        subprocess.run(["sh", "-n", ROOT / file], check=True)


def test_what_was_never_run_says_so() -> None:
    assert "NOT RUN BY US YET" in (ROOT / ".github" / "workflows" / "one-file.yml").read_text("utf-8")
