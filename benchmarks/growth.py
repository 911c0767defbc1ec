"""How every part grows with size: measured over sizes far beyond what is shipped, drawn, and the exponent named."""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from assistant.authoring.script import Script
from assistant.authoring.tally import Tally
from assistant.content.model import Pack
from assistant.content.opened import open_pack
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.present.conversation import conversation
from assistant.reasoning import direct
from assistant.reasoning.explainer import Explainer
from assistant.reasoning.reasoner import Outcome, Reasoner
from assistant.reasoning.situation import Situation
from assistant.store.kept import Shelf
from benchmarks import packs
from benchmarks.check import check
from benchmarks.fit import power_law
from benchmarks.processes import assistant, first_paint, surroundings
from benchmarks.report import Section, ms
from benchmarks.resume import drawn_again, guide_for, shelf_with
from benchmarks.sample import cpu_timed, least
from benchmarks.stores import Costs, kept_points, practice_points

PATIENCE = 25_000.0  # milliseconds that one value may be expected to take; larger sizes are then left out
SLACK = 0.15  # an exponent read off from three or four measured points is no better than this
ROUGH = 0.05  # milliseconds; a curve that stays below this says nothing about growth
LAYERED = (10, 30, 100, 300, 1_000, 3_000, 10_000)
FACTS = (1, 3, 10, 30, 100, 300, 1_000)
QUESTIONS = (10, 30, 100, 300, 1_000, 2_500, 5_000)
TURNS = (10, 20, 50, 100, 200, 500, 1_000, 2_000)
STORED = (10, 100, 1_000, 10_000, 100_000)
OTHER_RULES, OTHER_QUESTIONS = 50, 50


@dataclass
class Curve:
    """One line: points (size, milliseconds), and the exponent that it may have at most, with the reason when that is not 1."""

    id: str
    chart: str
    name: str
    most: float
    why: str = ""
    points: list[tuple[float, float]] = field(default_factory=list)
    left_out: str = ""

    @property
    def exponent(self) -> float | None:
        fit = power_law(self.points)
        return None if fit is None or max(cost for _, cost in self.points) < ROUGH else fit.exponent


CHARTS = {
    "evaluation-rules": ("Evaluation and the number of rules", "rules", "25 facts with details and 5 numbers"),
    "evaluation-facts": ("Evaluation and the number of facts", "facts that are present", "1,000 rules over 2,000 possible facts"),
    "explanation-rules": ("Explanations and the number of rules", "rules", "25 facts with details and 5 numbers"),
    "explanation-facts": ("Explanations and the number of facts", "facts that are present", "1,000 rules over 2,000 possible facts"),
    "questions": ("A pack and its questions", "questions", f"{OTHER_RULES} rules"),
    "rules": ("A pack and its rules", "rules", f"{OTHER_QUESTIONS} questions"),
    "turns": ("A conversation and its turns", "answered questions", f"each with a condition; {OTHER_RULES} rules"),
    "practice": ("Practice and what is stored", "finished rounds on the device", "20 cases"),
    "kept": ("Kept conversations", "kept conversations on the device", "8 answers in each"),
}  # fmt: skip


def measure(quick: bool) -> list[Section]:
    top = 2 if quick else None
    curves = [
        *_reasoning("rules", LAYERED[:4] if quick else LAYERED),
        *_reasoning("facts", FACTS[:4] if quick else FACTS),
        *_packs("questions", QUESTIONS[:top]),
        *_packs("rules", LAYERED[:top]),
        *_turns(TURNS[:4] if quick else TURNS),
        *_stored(STORED[:top]),
    ]
    return [section(curves)]


def section(curves: Sequence[Curve]) -> Section:
    """The table of all curves, with the exponent of each beside the one it may have."""
    made = Section(
        "Growth",
        [
            "Processor time of one process; first screens by the clock. The exponent is that of the power law through the upper half of",
            "the points (least squares on logarithms): 1 is linear, 0 does not grow. Written packs, see `benchmarks/packs.py`.",
        ],
        [("against", "what", "smallest", "largest", "exponent", "at most", "")],
    )
    for curve in curves:
        if not curve.points:
            continue
        exponent = curve.exponent
        first, last = curve.points[0], curve.points[-1]
        told = (
            "too small to tell"
            if exponent is None
            else "straight"
            if exponent <= curve.most + 0.1
            else "**grows worse**"
        )
        made.table.append(
            (
                CHARTS[curve.chart][1],
                curve.name,
                *(f"{size:,.0f}: {ms(cost)}" for size, cost in (first, last)),
                "" if exponent is None else f"{exponent:.2f}",
                f"{curve.most:g}",
                told,
            )
        )
        if exponent is not None:
            made.figures[curve.id] = round(exponent, 2)
        made.figures[f"{curve.id}_at_{last[0]:.0f}"] = round(last[1], 3)
        if curve.why:
            made.notes.append(f"{curve.name}: {curve.why}")
        if curve.left_out:
            made.notes.append(f"{curve.name}: {curve.left_out}")
        made.curves.append(asdict(curve))
    made.notes = list(dict.fromkeys(made.notes))
    return made


def filled(curves: Sequence[Curve], size: int, costs: Costs) -> None:
    """Add one point to each curve, unless its last points say that this would take too long."""
    for curve, cost in zip(curves, costs, strict=True):
        if curve.left_out:
            continue
        if (
            curve.points
            and curve.points[-1][1] * (size / curve.points[-1][0]) ** max(1.0, curve.exponent or 1.0) > PATIENCE
        ):
            curve.left_out = f"left out from {size:,} on, where one value would take over {PATIENCE / 1000:.0f} s."
            continue
        curve.points.append((size, max(cost(), 1e-4)))


# ---------------------------------------------------------------- reasoning


_STATE = (
    "its state takes 8 kB a pattern: from some 250 patterns on that no longer fits in the nearest caches of the processor, and every fact "
    "costs more. By hand on 2026-11-26, on a quiet machine: 9.5 ms per 1,000 rules at 300 and 11.7 at 10,000 (exponent 1.06)."
)


def _reasoning(against: str, sizes: Sequence[int]) -> list[Curve]:
    """Evaluation by both evaluators, and the three explanations, against rules or against facts."""
    one, two = f"evaluation-{against}", f"explanation-{against}"
    pairs = "tries pairs of edits, and their number grows with the square of what the conclusion rests on."
    curves = [
        Curve(f"durable_{against}", one, "durable_rules, one evaluation", 1, _STATE),
        Curve(f"direct_{against}", one, "direct interpreter, one evaluation", 1),
        Curve(f"how_{against}", two, "how: every proof of a result", 1),
        Curve(f"change_{against}", two, "what would change one conclusion", 2, pairs),
        Curve(f"open_{against}", two, "what is still open", 1),
    ]
    for size in sizes:
        if against == "rules":
            pack, situation = packs.rules_pack(size), packs.situation()
        else:
            pack, situation = packs.rules_pack(1_000, events=2_000), packs.situation(size, events=2_000)
        reasoner = Reasoner(pack)
        filled(curves, size, _reasoning_costs(reasoner, situation))
        reasoner.engine.close()
    return curves


def _reasoning_costs(reasoner: Reasoner, situation: Situation) -> Costs:
    outcome = reasoner.conclude_fast(situation)
    reasoner.back  # noqa: B018 - built once for all situations
    return [
        lambda: least(lambda: reasoner.engine.evaluate(situation)),
        lambda: least(lambda: direct.evaluate(reasoner.program, situation)),
        lambda: least(lambda: reasoner.conclude_fast(situation)),
        lambda: _changes(reasoner, outcome),
        lambda: least(lambda: Explainer(reasoner, outcome).open, 3),
    ]


def _changes(reasoner: Reasoner, outcome: Outcome, most: int = 8) -> float:
    """The time to say what would change a conclusion: the mean over some, drawn and not drawn."""
    refs = [*outcome.conclusions[: most // 2], *Explainer(reasoner, outcome).not_drawn[: most // 2]]
    times = [least(lambda ref=ref: Explainer(reasoner, outcome).changes(ref), 3, 600) for ref in refs]  # type: ignore[misc]
    return sum(times) / max(1, len(times))


# ---------------------------------------------------------------- whole packs


def _packs(against: str, sizes: Sequence[int]) -> list[Curve]:
    """Opening, checking, exploring and the first screen, against the questions or the rules of a written pack."""
    curves = [
        Curve(f"load_{against}_cold", against, "open a pack, nothing kept", 1),
        Curve(f"load_{against}_cached", against, "open a pack, kept from before", 1),
        Curve(f"check_{against}", against, "`check`, whole command", 1),
        Curve(f"explore_{against}", against, "`explore`, one complete conversation", 1),
        Curve(f"paint_{against}", against, "first question on screen, whole command", 1),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            pack = Path(folder) / f"pack{size}"
            questions, rules = (size, OTHER_RULES) if against == "questions" else (OTHER_QUESTIONS, size)
            packs.write_pack(pack, questions, rules)
            filled(curves, size, _pack_costs(pack, Path(folder) / f"home{size}"))
    return curves


def _pack_costs(pack: Path, home: Path) -> Costs:
    command = assistant("run", packs.DIALOGUE, "--pack", str(pack))
    return [
        lambda: cpu_timed(lambda: open_pack(pack, home / "cache")),
        lambda: least(lambda: open_pack(pack, home / "cache"), 3),
        lambda: check(pack, home)[1],
        lambda: _explored(open_pack(pack, home / "cache")),
        lambda: sorted(first_paint(command, "Is er nu gevaar", surroundings(home)).wall for _ in range(3))[1],
    ]


def _explored(pack: Pack, number: int = 24) -> float:
    """Processor time of `explore` per complete conversation; what is made ready once per dialogue is not in it."""
    guide = Guide(pack)
    script, tally = Script(guide, guide.dialogue(packs.DIALOGUE)), Tally(guide)

    def walk(seed: int) -> int:
        complete = 0
        for path in islice(script.walks(random.Random(seed), 1), number * 4):
            tally.add_path(script, path)
            complete += path.ended == "complete"
            if complete == number:
                break
        tally.settle()
        return complete

    walk(0)
    done: list[int] = []
    took = cpu_timed(lambda: done.append(walk(1)))
    return took / max(1, done[0])


# ---------------------------------------------------------------- turns, and what is stored


def _turns(sizes: Sequence[int]) -> list[Curve]:
    curves = [
        Curve("replay_turns", "turns", "replay of all answers", 1),
        Curve("view_turns", "turns", "view for the screen", 1),
        Curve("read_turns", "turns", "read from disk", 1),
        Curve("resume_turns", "turns", "read, replayed, drawn in the app", 1),
    ]
    with tempfile.TemporaryDirectory() as folder:
        guide = guide_for(Path(folder) / "pack", max(sizes) + 10, OTHER_RULES)
        shelf, names = shelf_with(Path(folder) / "home", tuple(sizes))
        for size in sizes:
            filled(curves, size, _turn_costs(guide, shelf, names[size], packs.session(size)))
    return curves


def _turn_costs(guide: Guide, shelf: Shelf, name: str, session: Session) -> Costs:
    return [
        lambda: least(lambda: guide.position(packs.again(session), silent_stops=True)),
        lambda: least(lambda: conversation(guide, packs.again(session), "nl")),
        lambda: least(lambda: shelf.open(name)),
        lambda: sorted(asyncio.run(drawn_again(guide, shelf, name)) for _ in range(3))[1],
    ]


def _stored(sizes: Sequence[int]) -> list[Curve]:
    practice = [
        Curve("practice_open", "practice", "open practice: read all rounds, list the cases", 1),
        Curve(
            "practice_answer",
            "practice",
            "keep one more answer",
            0.3,
            "one row in a sorted table: its depth grows with the logarithm.",
        ),
    ]
    kept = [
        Curve(
            "kept_list",
            "kept",
            "list what is kept",
            1,
            "reads every file, each by itself; the names are sorted, and a larger folder is slower to look in.",
        ),
        Curve(
            "kept_open",
            "kept",
            "open one conversation",
            1,
            "looks for its line in the one small file with the days of all, 40 bytes each.",
        ),
        Curve("kept_answer", "kept", "keep one more answer", 0.3, "writes one file; the folder it stands in grows."),
    ]
    for curves, points in ((practice, practice_points), (kept, kept_points)):
        with tempfile.TemporaryDirectory() as folder:
            for size in sizes:
                filled(curves, size, points(Path(folder) / str(size), size))
    return [*practice, *kept]
