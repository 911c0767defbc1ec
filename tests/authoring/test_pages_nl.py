"""docs/nl: a trainer who does in Dutch what the page says sees what the page shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from authoring.test_authoring_page import DOCS, STEP, commands, shape
from click.testing import CliRunner

from assistant.cli.main import main

PAGES = sorted((DOCS / "nl").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_dutch_page_shows_what_one_sees(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_LANG", "nl")
    monkeypatch.setenv("ASSISTANT_TODAY", "2026-11-24")
    played = 0
    for step in STEP.finditer(page.read_text("utf-8")):
        if step["kind"] != "console":
            continue
        for command, shown in commands(step["text"]):
            name, *arguments = shlex.split(command)
            assert name == "assistant"
            typed = "".join(f"{words}\n" for words in re.findall(r"\?: (.+)$", shown, re.M))
            done = CliRunner().invoke(main, arguments, input=typed)
            assert done.exit_code == 0, (command, done.output)
            assert shape(shown).match(done.output), f"{command}\n--- shown\n{shown}\n--- said\n{done.output}"
            played += 1
    assert played >= 5
