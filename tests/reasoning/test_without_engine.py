"""Where durable_rules cannot be installed, or does not start, all works: the direct interpreter concludes, the naive reading checks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from assistant.content.interface import phrases
from assistant.dialogue.guide import Guide
from assistant.errors import InternalFault
from assistant.present.about import engine_told
from assistant.reasoning import engine, naive
from assistant.reasoning.reasoner import Reasoner
from assistant.reasoning.situation import Fact, Situation

ROOT = Path(__file__).parents[2]
ABSENT = "raise ModuleNotFoundError('durable_rules_engine')"
BROKEN = "raise ImportError('undefined symbol: PyEval_CallObject')"
SITUATION = Situation({"event:dismissal": Fact("event", "dismissal")})


def run(shim: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{shim}{os.pathsep}{ROOT}",
        "ASSISTANT_HOME": str(shim / "home"),
        "ASSISTANT_CACHE": str(shim.parent / "cache"),
    }
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        capture_output=True,
        text=True,
        input=typed,
        env=environment,
        check=False,
    )


@pytest.fixture(params=[ABSENT, BROKEN], ids=["absent", "broken"])
def shim(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder in which durable_rules is what it is on other machines."""
    folder = tmp_path / "shim"
    folder.mkdir()
    (folder / "durable_rules_engine.py").write_text(request.param)
    return folder


def test_it_is_there_where_it_can_be_built() -> None:
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    headers = Path(sysconfig.get_path("include")) / "Python.h"
    if sys.platform == "win32" or not shutil.which(compiler) or not headers.exists():
        pytest.skip("no compiler here")
    assert engine.state == "at_work", "a compiler is here, and durable_rules is not at work: make setup"


def test_the_same_conclusions_come_without_it_and_a_broken_one_is_told_once(shim: Path, tmp_path: Path) -> None:
    state = "absent" if ABSENT in (shim / "durable_rules_engine.py").read_text() else "broken"
    version = json.loads(run(shim, "--version", "--json").stdout)
    assert (version["engine"], version["check"], version["durable_rules"]) == ("direct", "naive", state)
    facts = '{"as_of": "2026-11-24", "facts": [{"event": "dismissal", "when": "recent", "impact": "strong"}]}'
    first, second = (run(shim, "infer", "-", "--format", "json", typed=facts) for _ in range(2))
    (tmp_path / "none").mkdir()
    normal = run(tmp_path / "none", "infer", "-", "--format", "json", typed=facts)
    assert first.returncode == normal.returncode == 0, first.stderr
    assert first.stdout == second.stdout == normal.stdout
    told = phrases("nl")("about.engine.broken") in first.stderr
    assert told is (state == "broken")
    assert "durable" not in second.stderr


@pytest.mark.parametrize("state", ["at_work", "absent", "broken"])
def test_about_says_which_is_at_work(state: engine.State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "state", state)
    assert engine_told("nl") == phrases("nl")(f"about.engine.{state}")
    assert "durable_rules" in engine_told("en")


def test_without_it_the_naive_reading_checks(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = Reasoner(guide.pack).conclude(SITUATION)
    monkeypatch.setattr(engine, "state", "absent")
    assert Reasoner(guide.pack).conclude(SITUATION) == with_it
    real = naive.world

    def other(*arguments: object) -> naive.World:
        world = real(*arguments)  # type: ignore[arg-type]
        world.drawn.add(("trigger", "nobody_knows_this"))
        return world

    monkeypatch.setattr(naive, "world", other)
    with pytest.raises(InternalFault, match="nobody_knows_this"):
        Reasoner(guide.pack).conclude(SITUATION)
