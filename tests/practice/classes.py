"""Made-up classes: results of people who are surer, slower or quicker to worry, as the files they would hand in."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from assistant.content.model import Case
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import Round, answer_in, answered, begin, commit, keys_of
from assistant.practice.case_script import label_choices, partner_choices, step_choices
from assistant.practice.export import to_json

DAY = "2026-11-24"
CASES = ("lost_friend_a", "no_placement_a", "no_placement_b", "night_clips_b")
EAGER_AT = "no_placement_a"


def played_by(
    guide: Guide, case: Case, draw: random.Random, code: str, *, eager: float = 0.3, blind: float = 0.25
) -> Round:
    """A finished round of somebody who reads a worry into ordinary things this often, and misses this much."""
    one = begin(case, "simulation", DAY, code=code, uid=f"{code}/{case.id}")
    types = {f"mark.{cue.id}": cue.type for cue in case.cues}
    for key in keys_of(guide.pack, one):
        words = _value(guide, case, draw, key, types.get(key, ""), eager, blind)
        one = answered(guide.pack, one, key, answer_in(key, words))
    return commit(guide.pack, one, DAY)


def _value(guide: Guide, case: Case, draw: random.Random, key: str, type_: str, eager: float, blind: float) -> str:
    if key.startswith("mark."):
        worry = {"decoy": eager, "ambiguous": 0.5}.get(type_, 1 - blind)
        return f"{'yes' if draw.random() < worry else 'no'} {draw.choice((60, 70, 80, 90))}"
    if key.startswith("fork."):
        return draw.choice(("-1", "0", "1"))
    if key in ("triggers", "drivers"):
        right = [ref.id for ref in getattr(case.key, key)]
        other = [entry.id for entry in label_choices(guide.pack, key)]
        return " ".join({each if draw.random() > blind else draw.choice(other) for each in right})
    early = case.key.steps_first[0].id if key == "step" else str(case.key.partners_expected[0])
    offered = step_choices(guide.pack, case) if key == "step" else partner_choices(guide.pack, case)
    return early if draw.random() > blind else draw.choice(offered)


def class_rounds(guide: Guide, people: int, cases: Iterable[str], seed: int = 5) -> dict[str, list[Round]]:
    """Rounds by code. In one variant of a family a worry is read into ordinary things more often."""
    draw = random.Random(seed)
    found: dict[str, list[Round]] = {}
    for number in range(people):
        code = f"KLAS-{number:04}"
        found[code] = [
            played_by(guide, guide.pack.cases[name], draw, code, eager=0.6 if name == EAGER_AT else 0.25)
            for name in cases
        ]
    return found


def hand_in(folder: Path, guide: Guide, people: int = 8, cases: Iterable[str] = CASES, seed: int = 5) -> list[Path]:
    """Write the export of each of them, as `assistant progress --export json` does."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, (code, rounds) in enumerate(class_rounds(guide, people, tuple(cases), seed).items(), 1):
        files.append(folder / f"{number}.json")
        files[-1].write_text(to_json(code, rounds), "utf-8")
    return files
