"""No picture of the memory is written to disk, however the program ends: neither by the system nor by a service (R20)."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASKED = """
import ctypes, resource
from assistant.cli.core_dumps import none_are_written
none_are_written(also_by_a_service=True)
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asked of Linux only")
def test_no_core_file_and_nothing_for_a_service() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "(0, 0) 0"


def test_every_command_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from assistant.cli import main as module

    asked: list[bool] = []
    monkeypatch.setattr(module, "none_are_written", lambda *, also_by_a_service: asked.append(also_by_a_service))
    for arguments in (["plain", "--help"], ["infer", "--help"]):
        CliRunner().invoke(module.main, arguments)
    assert asked == [True, False]
