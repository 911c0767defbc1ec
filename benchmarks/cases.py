"""The conversations in tests/cases, as sessions."""

from __future__ import annotations

import re

from assistant.dialogue.answers import read_answers
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from benchmarks.report import ROOT


def sessions(guide: Guide) -> list[Session]:
    """One session per case, in the order of the file names."""
    found = []
    for path in sorted((ROOT / "tests/cases").glob("*.yaml")):
        data = path.read_bytes()
        named = re.search(rb"^dialogue: *(\w+)", data, re.MULTILINE)
        assert named, path.name
        found.append(read_answers(data, path.name, guide.dialogue(named[1].decode()), guide.pack, "2026-11-24"))
    return found
