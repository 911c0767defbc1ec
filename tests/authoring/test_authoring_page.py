"""docs/authoring.md: a trainer who does what the page says sees what the page shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli.main import main

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "authoring.md").read_text("utf-8")
STEP = re.compile(
    r"^<!-- edit (?P<path>\S+?): (?P<old>.+?) -> (?P<new>.+?) -->$|^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
PROMPT = re.compile(r"^.+ \[.*\]: ?(.*)$")


def shape(shown: str) -> re.Pattern[str]:
    """What the page shows as a pattern: … on a line of its own is any lines, elsewhere any text; typed lines are left out."""
    lines = [line for line in shown.splitlines() if not line.startswith("> ")]
    parts = [
        r"(?:.*\n)*?" if line == "…" else r".*?".join(map(re.escape, line.rstrip().split("…"))) + r"\s*\n"
        for line in lines
    ]
    return re.compile(r"\s*" + "".join(parts) + r"\s*\Z")


def typed(shown: str) -> str:
    """What somebody types while a command runs: after a prompt with brackets, or after >."""
    found = [line[2:] if line.startswith("> ") else None for line in shown.splitlines()]
    asked = [match[1] if (match := PROMPT.match(line)) else None for line in shown.splitlines()]
    return "".join(f"{words}\n" for pair in zip(found, asked, strict=True) for words in pair if words is not None)


def commands(text: str) -> Iterator[tuple[str, str]]:
    for each in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, _, shown = each.partition("\n")
        yield command, shown


@pytest.mark.long
def test_a_trainer_who_follows_the_page_sees_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_LANG", "en")
    monkeypatch.setenv("ASSISTANT_TODAY", "2026-11-24")
    monkeypatch.setattr("assistant.cli.new.interactive", lambda: True)
    played = 0
    for step in STEP.finditer(PAGE):
        if step["path"]:
            file = tmp_path / step["path"]
            text = file.read_text("utf-8")
            assert text.count(step["old"]) == 1, step["old"]
            file.write_text(text.replace(step["old"], step["new"]), "utf-8")
        elif step["kind"] == "yaml":
            first, _, rest = step["text"].partition("\n")
            (tmp_path / first.removeprefix("# file: ")).write_text(rest, "utf-8")
        elif step["kind"] == "console":
            for command, shown in commands(step["text"]):
                name, *arguments = shlex.split(command)
                assert name == "assistant"
                done = CliRunner().invoke(main, arguments, input=typed(shown))
                assert done.exit_code == int("Errors: 1" in shown), (command, done.output)
                assert shape(shown).match(done.output), f"{command}\n--- shown\n{shown}\n--- said\n{done.output}"
                played += 1
    assert played >= 12


def test_the_pictures_of_the_page_are_there_or_drawn_by_the_script() -> None:
    script = (DOCS.parent / "scripts" / "screens.py").read_text("utf-8")
    for name in re.findall(r"\(screens/authoring-([\w-]+)\.svg\)", PAGE):
        assert f'"{name}"' in script
        assert (DOCS / "screens" / f"authoring-{name}.svg").is_file()
