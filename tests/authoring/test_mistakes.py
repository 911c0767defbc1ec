"""How many mistakes of authors `check` tells at the right line, and that right edits give no alarm."""

from __future__ import annotations

import pytest
from authoring.fragments import BASE, TODAY
from authoring.mistakes import MORE, REAL, VALID, Mistake

from assistant.authoring.checking import Memory, check_pack
from assistant.authoring.overlay import Overlay
from assistant.cli.authoring import case_keys
from assistant.errors import Finding

MEMORY = Memory()
ENOUGH = 0.95


def edited(mistake: Mistake) -> tuple[str, int]:
    """The file with the mistake in it, and the line where it is; a thing left out is told where it should have been, or just above."""
    text = (BASE / mistake.file).read_text("utf-8")
    assert mistake.old in text, mistake.name
    place = text.index(mistake.old)
    made = text[:place] + mistake.new + text[place + len(mistake.old) :]
    marked = made.find("§")
    return made.replace("§", ""), made.count("\n", 0, marked if marked >= 0 else place) + 1


def told(file: str, text: str) -> list[Finding]:
    clean = {finding.code for finding in check_pack(BASE, TODAY, MEMORY, case_keys).findings}
    report = check_pack(Overlay(BASE, {file: text.encode()}), TODAY, MEMORY, case_keys)
    return [finding for finding in report.findings if finding.severity != "note" and finding.code not in clean]


def misses(mistakes: tuple[Mistake, ...]) -> list[str]:
    found = []
    for mistake in mistakes:
        text, line = edited(mistake)
        findings = told(mistake.file, text)
        lines = [line] if "§" in mistake.new else range(max(1, line - 8), line + 1)
        if not any(each.place.file == mistake.file and each.place.line in lines for each in findings):
            found.append(f"{mistake.name} ({line}): {[f'{each.place} {each.code}' for each in findings][:3]}")
    return found


@pytest.mark.parametrize("mistakes", [REAL, MORE], ids=["real", "more"])
def test_mistakes_are_told_at_the_right_line(mistakes: tuple[Mistake, ...]) -> None:
    missed = misses(mistakes)
    assert len(missed) <= (1 - ENOUGH) * len(mistakes), missed


@pytest.mark.parametrize("valid", VALID, ids=lambda each: each.name)
def test_right_edits_give_no_alarm(valid: Mistake) -> None:
    assert told(valid.file, edited(valid)[0]) == []


def main() -> int:
    """Tell how many there are, and which are missed."""
    worst = 0
    for name, mistakes in (("really made", REAL), ("more", MORE)):
        missed = misses(mistakes)
        share = 1 - len(missed) / len(mistakes)
        print(
            f"mistakes of authors, {name}: {len(mistakes) - len(missed)} of {len(mistakes)} told at the right line ({share:.1%})"
        )
        print("".join(f"  missed: {each}\n" for each in missed), end="")
        worst = max(worst, share < ENOUGH)
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
