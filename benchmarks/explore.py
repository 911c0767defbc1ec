"""How many complete conversations a second `assistant explore` walks, conclusions worked out for each, on one core."""

from __future__ import annotations

import random
import time
from itertools import islice

from assistant.authoring.course import course
from assistant.authoring.script import Script
from assistant.authoring.tally import Tally
from assistant.authoring.walker import Walker
from assistant.content.pack import read_pack, shipped
from assistant.dialogue.guide import Guide
from benchmarks.lot import by_lot
from benchmarks.report import Section, ratio

BUDGET = 2_000
DIALOGUE = "self_check"


def measure(quick: bool) -> list[Section]:
    """Walk, in processor time of this one process, so that other work on the machine does not count."""
    guide = Guide(read_pack(shipped()))
    number = 1_500 if quick else 20_000
    section = Section(
        "Exploring",
        [
            f"`{DIALOGUE}`, {number:,} random conversations that end complete (others are walked too, and not counted), each with all its "
            "conclusions, fired rules and every condition both ways. Processor time of one process.",
        ],
        [("", "complete conversations a second", f"budget of {BUDGET:,} : figure")],
    )
    found_speed = speed(guide, number)
    section.table.append(("each way as likely as any other", f"{found_speed:,.0f}", ratio(BUDGET, found_speed)))
    section.figures["even"] = round(found_speed)
    naive = _naive(guide, number // 20)
    section.table.append(
        ("naive: replay every answer and conclude anew, direct interpreter", f"{naive:,.0f}", ratio(BUDGET, naive))
    )
    section.figures["naive"] = round(naive)
    begun = time.process_time()
    found = course(Script(guide, guide.dialogue(DIALOGUE)))
    took = time.process_time() - begun
    section.notes.append(f"The exact course ({found.ways:.2g} ways to answer, {found.states:,} states): {took:.1f} s.")
    section.figures["course_seconds"] = round(took, 2)
    return [section]


def _naive(guide: Guide, number: int) -> float:
    """The obvious way: hold whole conversations by lot, replaying all answers at every question, and conclude at the end."""
    rng, done = random.Random(1), 0
    begun = time.process_time()
    while done < number:
        session = by_lot(guide, DIALOGUE, rng)
        position = guide.position(session, silent_stops=True)
        guide.reasoner.conclude_fast(position.situation)
        done += position.ended == "complete"
    return done / (time.process_time() - begun)


def speed(guide: Guide, number: int) -> float:
    """Complete conversations a second, walked as `explore` walks them."""
    script, tally = Script(guide, guide.dialogue(DIALOGUE)), Tally(guide)
    walker = Walker(script)
    for path in islice(walker.by_lot("0"), 500):
        tally.add_path(script, path)
    tally.settle()
    complete = 0
    begun = time.process_time()
    for path in walker.by_lot("1"):
        tally.add_path(script, path)
        complete += path.ended == "complete"
        if complete == number:
            break
    tally.settle()
    return complete / (time.process_time() - begun)
