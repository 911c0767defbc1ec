"""A short run of `scripts/class_kills.py`: the server of a live class is killed while phones answer over HTTP."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "class_kills.py"


async def test_a_server_that_is_killed_while_a_class_answers_loses_and_doubles_nothing(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("class_kills", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    sys.modules["class_kills"] = script
    spec.loader.exec_module(script)
    found = await script.kill(2, 12, 7, tmp_path)
    assert found.answers > 12
    assert (found.lost, found.doubled, found.sound) == (0, 0, True)
