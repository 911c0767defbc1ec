"""A short run of the monkey; `scripts/monkey.py` plays for as long as you like and puts its figures in docs/reliability.md."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from assistant.dialogue.session import DONT_KNOW, Session
from assistant.present.talk import Talk
from assistant.tui.app import AssistantApp
from assistant.tui.page_screens import DangerScreen

# Textual leaves a watcher of its selection behind when an app ends while text is being selected.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
SCRIPT = Path(__file__).parents[2] / "scripts" / "monkey.py"


def monkey() -> ModuleType:
    if "monkey_script" not in sys.modules:
        spec = importlib.util.spec_from_file_location("monkey_script", SCRIPT)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["monkey_script"] = module
        spec.loader.exec_module(module)
    return sys.modules["monkey_script"]


@pytest.mark.parametrize("seed", [3])
def test_random_keys_clicks_pastes_and_sizes(seed: int) -> None:
    tally = monkey().run(seed, sessions=1, most=12)
    assert tally.sessions >= 1
    assert tally.failures == []


@pytest.mark.long
def test_the_monkey_notices_a_way_out_that_does_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DangerScreen, "action_step_out", lambda _: None)
    tally = monkey().run(2, sessions=2, seconds=5)
    assert any("danger" in failure for failure in tally.failures)


def test_the_monkey_notices_what_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    module = monkey()
    monkeypatch.setattr(AssistantApp, "action_theme", lambda _: 1 // 0)
    monkeypatch.setattr(module, "KEYS", ["ctrl+t", "2"])
    tally = module.run(1, sessions=1)
    assert "ZeroDivisionError" in tally.failures[0]


def test_the_monkey_notices_what_is_lost() -> None:
    module = monkey()
    session = module.Session(1, module.Tally())
    session.app._talk = Talk(Session("self_check", module.DAY, {"role": DONT_KNOW, "danger_now": DONT_KNOW}))
    assert session._wrong() == ""
    session.app._talk = Talk(Session("self_check", module.DAY, {"role": DONT_KNOW}))
    assert session._wrong() == "lost: ['danger_now']"
