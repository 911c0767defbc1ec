"""What `check` says of broken danger words: the entry and its line, in a sentence; and the rest is still checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.authoring.checking import Memory, check_pack
from assistant.authoring.overlay import Overlay
from assistant.content.danger_words import FILE

ROOT = Path(__file__).parents[2]
LINES = (ROOT / FILE).read_text("utf-8").splitlines()
CUES = LINES.index("danger_cues:")
MEMORY = Memory()


@pytest.mark.parametrize(
    ("at", "broken", "code", "line"),
    [
        (CUES - 1, "  - {family: broken, nl: .. mes, en: knife}", "danger_words/begins", CUES),
        (CUES - 1, "  - {family: broken, nl: mes; me*, en: knife}", "danger_words/short", CUES),
        (CUES - 1, '  - {family: broken, nl: "<nobody> slaat", en: knife}', "reference/unknown", CUES),
        (CUES - 1, "  - {family: broken, nl: mes}", "field/missing", CUES),
        (
            CUES + 1,
            "  - {cue: broken, danger: immediate, level: certain, all: [weapon]}",
            "field/choice",
            CUES + 2,
        ),
        (
            CUES + 1,
            "  - {cue: broken, danger: immediate, level: clear, all: [weapn]}",
            "reference/unknown",
            CUES + 2,
        ),
        (
            CUES + 1,
            "  - {cue: broken, danger: immediate, level: hint, all: [weapon], lowered_by: [kichen]}",
            "reference/unknown",
            CUES + 2,
        ),
        (CUES + 1, "  - {cue: broken, danger: fire, level: clear, all: [weapon]}", "reference/unknown", CUES + 2),
        (CUES + 1, "  - {cue: broken, danger: immediate, level: clear}", "field/missing", CUES + 2),
    ],
)
def test_a_broken_entry_is_told_with_its_line(at: int, broken: str, code: str, line: int) -> None:
    text = "\n".join([*LINES[:at], broken, *LINES[at:]]) + "\n"
    report = check_pack(Overlay(ROOT, {FILE: text.encode()}), "2026-11-24", MEMORY)
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert [(finding.code, finding.place.line) for finding in errors if finding.place] == [(code, line)]
