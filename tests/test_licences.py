"""What is installed with the assistant may go along with code under the EUPL; and each file says its own licence."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from assistant.dialogue.guide import Guide

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences_script", ROOT / "scripts" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_everything_that_is_installed_fits(licences: ModuleType) -> None:
    rows = licences.table()
    assert {"textual", "typst"} <= {name for name, _, _ in rows}
    assert [row for row in rows if not licences.fits(row[2])] == []


@pytest.mark.parametrize(
    ("licence", "fine"),
    [
        ("MIT", True),
        ("Apache-2.0 AND MIT", True),
        ("GPL-3.0-only OR BSD-3-Clause", True),
        ("GPL-3.0-only", False),
        ("MIT AND Proprietary", False),
        ("", False),
        ("Some licence of our own", False),
    ],
)
def test_a_licence_that_nobody_looked_at_does_not_fit(licences: ModuleType, licence: str, fine: bool) -> None:
    assert licences.fits(licence) is fine


def test_code_and_content_have_their_licence_everywhere(guide: Guide) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    reuse = tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))["annotations"]
    named = {annotation["SPDX-License-Identifier"] for annotation in reuse}
    assert project["license"] == " AND ".join(sorted(named, reverse=True))
    assert named == {file.stem for file in (ROOT / "LICENSES").glob("*.txt")}
    assert guide.pack.info.licence.startswith("CC BY 4.0")
