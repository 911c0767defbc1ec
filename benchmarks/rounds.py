"""Rounds of practice played by lot."""

from __future__ import annotations

import random

from assistant.content.model import Case
from assistant.dialogue.guide import Guide
from assistant.practice.round import Round, answered, begin, commit, keys_of, partner_choices, step_choices
from benchmarks.packs import DAY

CODE = "ME"


def played(guide: Guide, case: Case, draw: random.Random, code: str, uid: str = "") -> Round:
    """A finished round with choices drawn by lot."""
    one = begin(case, "simulation", DAY, code=code, uid=uid)
    picks = {"step": step_choices(guide.pack, case), "partner": partner_choices(guide.pack, case)}
    for key in keys_of(case, one.mode):
        if key.startswith("mark."):
            value = f"{draw.choice(('yes', 'no'))} {draw.choice((50, 60, 70, 80, 90, 100))}"
        elif key in picks:
            value = draw.choice(picks[key])
        elif key.startswith("fork."):
            value = draw.choice(("-1", "0", "1"))
        else:
            value = " ".join(ref.id for ref in (case.key.triggers if key == "triggers" else case.key.drivers))
        one = answered(guide.pack, case, one, key, value)
    return commit(case, one, DAY)
