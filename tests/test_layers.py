"""Each part knows only the parts below it, and only the app with screens loads Textual."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def python(code: str, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run code in a Python that has imported nothing yet."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def contracts_broken(folder: Path) -> str:
    """What import-linter has against the package in this folder; empty when every contract is kept."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    done = python(code, folder=folder)
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return done.stdout if done.returncode else ""


def loaded_after(code: str, *arguments: str) -> set[str]:
    """The top-level modules that are in memory once the code has run."""
    report = "\nimport json, sys; sys.stderr.write('\\n' + json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    done = python(code + report, *arguments)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_each_part_imports_only_what_lies_below_it() -> None:
    assert contracts_broken(ROOT) == ""


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("content", "import assistant.cli"),
        ("reasoning", "from assistant.dialogue import *"),
        ("cli", "from yaml import safe_load"),
        ("reasoning", "import durable.lang"),
        ("cli", "import sqlite3"),
        ("web", "import psycopg"),
        ("present", "import segno"),
        ("cli", "import platformdirs"),
        ("result", "import assistant.settings"),
        ("cli", "from textual.app import App"),
    ],
)
def test_an_import_in_the_wrong_direction_is_noticed(part: str, line: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "assistant", tmp_path / "assistant", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "assistant" / part / "stray.py").write_text(line + "\n", encoding="utf-8")
    assert "BROKEN" in contracts_broken(tmp_path)


def test_the_command_line_is_imported_without_textual() -> None:
    assert "textual" not in loaded_after("import assistant.cli.main")


def test_infer_explains_itself_without_textual() -> None:
    code = "import sys; from assistant.cli.main import main\ntry: main()\nexcept SystemExit as end: assert not end.code"
    assert "textual" not in loaded_after(code, "infer", "--help")
