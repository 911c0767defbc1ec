"""A short run of the kill harness; `scripts/kill_harness.py` does hundreds and writes docs/reliability.md."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from assistant.dialogue.guide import Guide

SCRIPT = Path(__file__).parents[2] / "scripts" / "kill_harness.py"


def harness() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kill_harness", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kill_harness"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes made by fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_killed_at_random_moments_nothing_is_lost(guide: Guide) -> None:
    tally = harness().harness(guide, 40, seed=20261124, seconds=5)
    print(tally)
    assert tally.runs >= 3
    assert tally.answers > 0
    assert tally.failures == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes made by fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_the_harness_notices_what_is_lost(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """When saving forgets the latest answer, the harness must say so."""
    from assistant.store.kept import Shelf

    real = Shelf.save
    monkeypatch.setattr(
        Shelf, "save", lambda self, kept, session: real(self, kept, session.unanswered(list(session.answers)[-1]))
    )
    tally = harness().harness(guide, 8, seed=3, seconds=2.5)
    assert tally.failures


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes made by fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_the_app_killed_at_random_moments_loses_nothing(guide: Guide) -> None:
    tally = harness().harness(guide, 3, seed=20261124, seconds=6, app=True)
    print(tally)
    assert tally.answers > 0
    assert tally.failures == []
