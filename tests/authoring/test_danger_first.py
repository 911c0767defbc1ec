"""In one answer what ends in danger wins over every jump and every other ending, whatever the order."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from authoring import trial

from assistant.authoring.checking import check_pack
from assistant.authoring.explore import DANGER_EXIT, explore
from assistant.dialogue.session import Answer, Session

ON = '{option: jump, label: {nl: "Een", en: "One"}, records: [{context: a}], next: last}'
OUT = '{option: out, label: {nl: "Twee", en: "Two"}, ends: out_of_scope}'
WEAPON = '{option: weapon, label: {nl: "Drie", en: "Three"}, records: [{danger: weapon}], ends: danger}'
PLAIN = '{option: plain, label: {nl: "Vier", en: "Four"}, records: [{context: b}]}'


def asked(*options: str) -> str:
    listed = "\n".join(f"  - {option}" for option in options)
    what = trial.question(
        "what", f'kind: any_of\noptions:\n{listed}\nnone_of_these: {{label: {{nl: "Geen", en: "No"}}}}'
    )
    return (
        trial.DANGER_FIRST + what + trial.question("between", trial.yes_no()) + trial.question("last", trial.yes_no())
    )


def ended(guide: trial.Guide, *ticks: str) -> tuple[str, str]:
    session = Session("d", "2026-11-24", {"danger_now": Answer(chosen=("no",)), "what": Answer(chosen=ticks)})
    position = guide.position(session)
    return position.ended, position.current.key if position.current else ""


@pytest.mark.parametrize(
    "order", list(permutations((ON, OUT, WEAPON, PLAIN))), ids=lambda o: "".join(x[9:11] for x in o)
)
def test_danger_wins_then_another_ending_then_a_jump(tmp_path: Path, order: tuple[str, ...]) -> None:
    guide = trial.guide(tmp_path, asked(*order))
    assert ended(guide, "jump", "weapon") == ("danger", "")
    assert ended(guide, "jump", "out", "weapon", "plain") == ("danger", "")
    assert ended(guide, "out", "jump") == ("out_of_scope", "")
    assert ended(guide, "plain", "jump") == ("", "last")
    found = explore(guide, guide.dialogue("d"))
    assert {v.kind: v.met for v in found.verdicts}[DANGER_EXIT]
    assert {end.ended for end in found.course.ends} == {"complete", "danger", "out_of_scope"}  # type: ignore[union-attr]


def test_what_was_chosen_before_leads_nowhere_again(tmp_path: Path) -> None:
    again = trial.question("again", "kind: any_of\nchoose_from: [what]")
    questions = asked(ON.replace("next: last", "next: again"), PLAIN).replace(
        "\n      - question: last", again + "\n      - question: last"
    )
    guide = trial.guide(tmp_path, questions)
    answers = {
        "danger_now": Answer(chosen=("no",)),
        "what": Answer(chosen=("jump",)),
        "again": Answer(chosen=("jump",)),
    }
    position = guide.position(Session("d", "2026-11-24", answers))
    assert position.current is not None
    assert position.current.key == "last"


def test_check_tells_of_a_jump_beside_an_ending(tmp_path: Path) -> None:
    def told(*options: str) -> list[tuple[str, int]]:
        folder = trial.write(tmp_path, asked(*options))
        report = check_pack(folder, "2026-11-24")
        lines = (folder / "dialogues/d.yaml").read_text().splitlines()
        return [
            (lines[f.place.line - 1].split("option: ")[1].split(",")[0], f.place.column)
            for f in report.findings
            if f.code == "option/next-beside-ends"
        ]

    column = 13 + ON.index("next:")
    assert told(ON, WEAPON) == [("jump", column)]
    assert told(WEAPON, PLAIN, ON) == [("jump", column)]
    assert told(OUT, ON) == [("jump", column)]
    assert told(ON, PLAIN) == []
    assert told(WEAPON, PLAIN) == []
