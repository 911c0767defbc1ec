"""Each part knows only the parts below it, and only the app with screens loads Textual."""

import ast
import json
import os
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import grimp
import pytest

from assistant.tui.router import SCREENS, screen_class

ROOT = Path(__file__).parents[1]
MOST_DEFERRED = 60


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
        ("tui/digits.py", "import assistant.tui.app"),
    ],
)
def test_an_import_in_the_wrong_direction_is_noticed(part: str, line: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "assistant", tmp_path / "assistant", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    stray = tmp_path / "assistant" / part
    with (stray if stray.suffix else stray / "stray.py").open("a", encoding="utf-8") as out:
        out.write(f"\n{line}\n")
    assert "BROKEN" in contracts_broken(tmp_path)


def test_the_command_line_is_imported_without_textual() -> None:
    assert "textual" not in loaded_after("import assistant.cli.main")


def test_infer_explains_itself_without_textual() -> None:
    code = "import sys; from assistant.cli.main import main\ntry: main()\nexcept SystemExit as end: assert not end.code"
    assert "textual" not in loaded_after(code, "infer", "--help")


def deferred() -> list[tuple[str, str]]:
    """Every import inside a function, and every module that is imported when it is first used: where, and its line."""
    found = []
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        text = path.read_text("utf-8")
        lines, tree = text.splitlines(), ast.parse(text)
        inside = {
            node.lineno
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        inside |= {
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "later"
        }
        found += [(f"{path.relative_to(ROOT)}:{number}", reasons(lines, number)) for number in sorted(inside)]
    return found


def reasons(lines: list[str], number: int) -> str:
    """The comment at an import; the one above it, when it stands in a row of imports, counts for the whole row."""
    while "#" not in lines[number - 1] and any(word in lines[number - 2] for word in ("import ", "later(", "else:")):
        number -= 1
    return lines[number - 1].partition("#")[2].strip()


def test_few_imports_are_deferred_and_each_says_why() -> None:
    found = deferred()
    assert [place for place, reason in found if len(reason) < 5] == []
    assert len(found) <= MOST_DEFERRED


def test_every_module_of_the_app_stands_on_a_floor() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["id"] == "floors")["layers"]
    named = [name.strip() for floor in floors for name in floor.split(":")]
    tui = ROOT / "assistant" / "tui"
    there = [".".join(path.relative_to(tui).with_suffix("").parts) for path in tui.rglob("*.py")]
    assert sorted(named) == sorted(name for name in there if not name.endswith("__init__"))


def test_no_circle_in_the_app() -> None:
    """Imports for types and those inside functions count too."""
    graph = grimp.build_graph("assistant", exclude_type_checking_imports=False)
    waiting = {
        name: {other for other in graph.find_modules_directly_imported_by(name) if other.startswith("assistant.tui.")}
        for name in graph.modules
        if name.startswith("assistant.tui.")
    }
    while free := [name for name, others in waiting.items() if not others & waiting.keys()]:
        for name in free:
            del waiting[name]
    assert waiting == {}


def test_every_screen_of_the_router_is_there() -> None:
    for name, (module, class_name) in SCREENS.items():
        assert screen_class(name) is getattr(import_module(f"assistant.tui.{module}"), class_name)
