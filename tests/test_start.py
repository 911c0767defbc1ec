"""What is imported before the user gets something: lists of modules, for time depends on the machine.

A module that is named here as not wanted is slow, or leads to what is slow. Import it where it is used, not at the top of a module.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FACTS = '{"as_of": "2026-11-24", "facts": [{"event": "dismissal", "when": "recent", "impact": "strong"}]}'
ANSWERS = '{"as_of": "2026-11-24", "answers": {"danger_now": "no"}}'

SCREENS = {"textual", "rich"}
LATE = {"typst", "cryptography", "sqlite3", "watchfiles", "jinja2", "multiprocessing"}
WORDS = {"rapidfuzz", "snowballstemmer"}
READERS = {
    "yaml",
    "assistant.content.source",
    "assistant.content.reader",
    "assistant.content.pack",
    "assistant.content.check",
}
RULES = {
    "durable_rules_engine",
    "assistant.reasoning.compile",
    "assistant.reasoning.engine",
    "assistant.reasoning.reasoner",
}
PARTS = {
    "assistant.authoring",
    "assistant.practice",
    "assistant.store.database",
    "assistant.finder",
    "assistant.tui",
}

COMMAND = """
import json, sys
from assistant.cli.main import main
sys.argv[0] = "assistant"
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
"""
LOOKING = """
import atexit, gc, sys
atexit.register(lambda: print("LOOKS", gc.isenabled(), file=sys.stderr))
sys.argv = ["assistant", *{arguments!r}]
import assistant.__main__ as program
program.start()
"""
FIRST_QUESTION = """
import asyncio, json, sys
from assistant import settings
from assistant.cli.common import open_guide
from assistant.content.interface import keep_in
from assistant.tui import app as tui
from assistant.tui.prompts import Prompt

drawn = []
def get_ready(guide, language):  # the rest comes after the first question: here it does not come at all
    drawn.append([bool(screen.query(Prompt)) for screen in (app.screen,)][0])
tui.get_ready = get_ready
keep_in(settings.cache())
app = tui.AssistantApp(open_guide(None), "nl", "2026-11-24", "self_check")

async def main():
    async with app.run_test(size=(80, 24)) as pilot:
        while not drawn:
            await pilot.pause()
        assert app.screen.query_one(Prompt).view.ask
asyncio.run(main())
assert drawn == [True]
sys.stderr.write("\\n" + json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where the shipped pack was opened before, as it is at every start but the first."""
    from assistant.cli.common import pack_of
    from assistant.content.interface import INTERFACE, keep_in, phrases

    folder = tmp_path_factory.mktemp("home")
    before = os.environ.get("ASSISTANT_HOME")
    os.environ["ASSISTANT_HOME"] = str(folder)
    try:
        pack_of(None)
        keep_in(folder / "cache")
        phrases.cache_clear()
        for file in INTERFACE.glob("*nl.yaml"):
            phrases("nl", file.name.removesuffix("nl.yaml").rstrip("."))
    finally:
        keep_in(None)
        phrases.cache_clear()
        os.environ["ASSISTANT_HOME"] = before or ""
        if before is None:
            del os.environ["ASSISTANT_HOME"]
    return folder


def imported(home: Path, code: str, *arguments: str, given: str = "") -> set[str]:
    """The modules in memory after some code, each with the packages it is in."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=home, env=surroundings, input=given, capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    names = json.loads(done.stderr.splitlines()[-1])
    return {".".join(name.split(".")[:n]) for name in names for n in range(1, name.count(".") + 2)}


def unwanted(found: set[str], *lists: Iterable[str]) -> list[str]:
    return sorted(found & {name for each in lists for name in each})


def test_the_first_question_needs_no_rules_no_readers_and_no_other_screens(home: Path) -> None:
    found = imported(home, FIRST_QUESTION)
    own = {
        "assistant.authoring", "assistant.practice", "assistant.report.markdown", "assistant.report.pdf", "assistant.finder",
        "assistant.reasoning.explainer", "assistant.result.document", "assistant.tui.result.screen",
        "assistant.tui.list_screens", "assistant.tui.why_screen", "assistant.tui.lookup_screen", "assistant.tui.palette_screen",
    }  # fmt: skip
    assert unwanted(found, LATE, WORDS, READERS, RULES, own) == []


def test_the_version_needs_nothing(home: Path) -> None:
    assert (
        unwanted(imported(home, COMMAND, "--version"), SCREENS, LATE, WORDS, READERS, RULES, PARTS, {"asyncio"}) == []
    )


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("infer", "-", "--format", "json"), FACTS),
        (("run", "self_check", "--answers", "-", "--format", "json"), ANSWERS),
    ],
    ids=["infer", "run"],
)
def test_conclusions_need_the_rules_and_no_more(home: Path, arguments: tuple[str, ...], given: str) -> None:
    found = imported(home, COMMAND, *arguments, given=given)
    own = {"assistant.content.pack", "assistant.content.check", "importlib.resources", "tempfile"}
    yaml = {"assistant.content.source", "yaml"}  # facts and answers are JSON here, as programs hand them in
    assert unwanted(found, SCREENS, LATE, WORDS, PARTS, own, yaml, {"asyncio"}) == []


@pytest.mark.parametrize(
    ("arguments", "given"),
    [(("check",), ""), (("plain", "self_check"), "stop\n"), (("find", "ontslagen"), "")],
    ids=["check", "plain", "find"],
)
def test_no_line_command_imports_a_screen(home: Path, arguments: tuple[str, ...], given: str) -> None:
    found = imported(home, COMMAND, *arguments, given=given)
    assert unwanted(found, SCREENS, LATE, {"asyncio", "assistant.tui"}) == []
    if arguments[0] == "plain":
        assert unwanted(found, WORDS) == []
    if arguments[0] != "check":
        assert unwanted(found, READERS - {"assistant.content.source", "assistant.content.reader", "yaml"}) == []


@pytest.mark.parametrize(
    ("arguments", "given", "looks"),
    [
        (("infer", "-", "--format", "json"), FACTS, False),
        (("check",), "", False),
        (("plain", "self_check"), "stop\n", True),
        (("progress",), "", True),
    ],
    ids=["infer", "check", "plain", "progress"],
)
def test_only_commands_that_end_at_once_do_not_look_for_garbage(
    home: Path, arguments: tuple[str, ...], given: str, *, looks: bool
) -> None:
    code = LOOKING.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=home, env={**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_HOME": str(home)},
        input=given, capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert f"LOOKS {looks}" in done.stderr


def test_looking_for_garbage_starts_again_even_when_getting_ready_fails() -> None:
    from assistant.tui.preload import first_comes_first, get_ready

    try:
        first_comes_first()
        assert not gc.isenabled()
        with pytest.raises(AttributeError):
            get_ready(object(), "nl")  # type: ignore[arg-type]
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()
