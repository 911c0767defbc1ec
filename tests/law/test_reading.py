"""Danger, law and sharing read plainly: ten words a sentence on average, none over fifteen, no word of the trade."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_what_is_read_in_haste_reads_plainly() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/reading.py"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"{name} " in done.stdout for name in ("danger", "law", "sharing"))
    assert done.stdout.count(" nl ") == done.stdout.count(" en ") == 3
