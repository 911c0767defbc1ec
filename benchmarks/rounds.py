"""Rounds of practice played by lot."""

from __future__ import annotations

import random

from assistant.content.model import Case
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import Round, answer_in, answered, begin, commit, keys_of
from assistant.practice.case_script import partner_choices, step_choices
from benchmarks.packs import DAY

CODE = "ME"


def played(guide: Guide, case: Case, draw: random.Random, code: str, uid: str = "") -> Round:
    """A finished round with choices drawn by lot."""
    one = begin(case, "simulation", DAY, code=code, uid=uid)
    for key in keys_of(guide.pack, one):
        one = answered(guide.pack, one, key, answer_in(key, value_for(guide, case, key, draw)))
    return commit(guide.pack, one, DAY)


def value_for(guide: Guide, case: Case, key: str, draw: random.Random) -> str:
    """An answer to one thing that is asked in a round, drawn by lot."""
    if key.startswith("mark."):
        return f"{draw.choice(('yes', 'no'))} {draw.choice((50, 60, 70, 80, 90, 100))}"
    if key == "step":
        return draw.choice(step_choices(guide.pack, case))
    if key == "partner":
        return draw.choice(partner_choices(guide.pack, case))
    if key.startswith("fork."):
        return draw.choice(("-1", "0", "1"))
    if key == "line":
        return draw.choice([line.id for line in case.worked.lines] if case.worked else [""])
    return " ".join(ref.id for ref in (case.key.triggers if key == "triggers" else case.key.drivers))
