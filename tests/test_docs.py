"""The pages of docs/ that teach: every example in them is run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.authoring.stories import run_examples
from assistant.cli.main import main
from assistant.content.pack import FOLDERS, load_pack
from assistant.content.telling import tell_all
from assistant.dialogue.guide import Guide
from assistant.errors import InputError

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, flags=re.S | re.M)
RULES = [text for kind, text in BLOCKS if kind == "yaml" and "rules:\n" in text]
GOOD = [text for text in RULES if "# finding:" not in text]
BAD = [text for text in RULES if "# finding:" in text]
FACTS = next(text for kind, text in BLOCKS if kind == "yaml" and "facts:\n" in text)


def pack_with(rules: str, folder: Path) -> Path:
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    (folder / "rules" / "mine.yaml").write_text(rules, "utf-8")
    return folder


def sessions() -> Iterator[tuple[str, str]]:
    """Each `$ command` of the page with the lines it is said to print."""
    for kind, text in BLOCKS:
        if kind == "console":
            for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
                command, _, output = part.partition("\n")
                yield command, output


def test_the_page_has_what_is_tested() -> None:
    assert (len(GOOD), len(BAD), len(list(sessions()))) == (2, 4, 6)


@pytest.mark.parametrize("rules", GOOD)
def test_good_examples_load_and_hold(rules: str, tmp_path: Path) -> None:
    loaded = load_pack(pack_with(rules, tmp_path))
    assert loaded.findings == (), tell_all(loaded.findings, "en")
    assert loaded.pack is not None
    number, misses = run_examples(Guide(loaded.pack))
    assert number
    assert misses == []


@pytest.mark.parametrize("rules", BAD)
def test_bad_examples_give_the_finding_they_name(rules: str, tmp_path: Path) -> None:
    code = rules.split("# finding: ")[1].split("\n")[0]
    loaded = load_pack(pack_with(rules, tmp_path))
    findings = list(loaded.findings)
    if loaded.pack is not None:
        with pytest.raises(InputError) as raised:
            Guide(loaded.pack)
        findings += raised.value.findings
    assert code in [finding.code for finding in findings]


def test_commands_print_what_the_page_says(tmp_path: Path) -> None:
    pack = pack_with(GOOD[0], tmp_path)
    facts = tmp_path / "facts.yaml"
    facts.write_text(FACTS, "utf-8")
    for command, output in sessions():
        if "mine.yaml" in output:
            (pack / "rules" / "mine.yaml").write_text(BAD[-1], "utf-8")
        words = [str(facts) if word == "facts.yaml" else word for word in command.split()[1:]]
        where = [str(pack)] if words == ["check"] else ["--pack", str(pack)]
        result = CliRunner().invoke(main, [*words, *where, "--lang", "en"])
        for line in output.splitlines():
            assert line in result.stdout, (command, line, result.stdout)


def test_the_pages_drawn_from_the_content_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "content_pages.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
