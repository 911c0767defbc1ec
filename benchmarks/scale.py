"""docs/scale.md: the text of benchmarks/scale.md with the sums filled in from one run of the benchmarks. No number without its run."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import history
from benchmarks.report import ROOT, table

TEXT = ROOT / "benchmarks/scale.md"
PAGE = ROOT / "docs/scale.md"
NOT_YET = "not measured in this run"
POSTGRES = "PostgreSQL 15, 2026-11-26"


@dataclass(frozen=True)
class Assumed:
    """Numbers that somebody who plans a roll-out replaces by their own."""

    schools: int = 600
    teachers: int = 40
    checks_a_year: int = 6
    rounds_a_year: int = 24
    room: int = 30
    rooms: int = 1_000
    seconds_per_answer: int = 20
    answers_a_round: int = 15
    peak: float = 0.02
    spare: float = 0.5
    machine_mib: int = 8 * 1024
    machine_cores: int = 2

    @property
    def words(self) -> str:
        return (
            f"{self.schools:,} schools with {self.teachers} people each who use it, {self.checks_a_year} self-checks and {self.rounds_a_year} practice "
            f"rounds a person a year, an answer every {self.seconds_per_answer} seconds, {self.room} people in a room, {self.peak:.0%} of all people at "
            f"the same moment in the busiest hour, a class machine with {self.machine_cores} cores and {self.machine_mib // 1024} GiB of which "
            f"{1 - self.spare:.0%} may be used."
        )


LIMITS = (
    ("durable_rules", "one evaluation by durable_rules", "rules", 50.0),
    ("open_rules", "what is still open", "rules", 200.0),
    ("load_rules_cold", "open a pack, nothing kept", "rules", 2_000.0),
    ("load_questions_cold", "open a pack, nothing kept", "questions", 2_000.0),
    ("load_rules_cached", "open a pack, kept from before", "rules", 200.0),
    ("paint_rules", "first question on screen", "rules", 2_000.0),
    ("paint_questions", "first question on screen", "questions", 2_000.0),
    ("check_rules", "`check`, whole command", "rules", 2_000.0),
    ("check_questions", "`check`, whole command", "questions", 2_000.0),
    ("resume_turns", "a kept conversation drawn again", "answered questions", 500.0),
    ("practice_open", "open practice", "finished rounds on one device", 1_000.0),
    ("kept_list", "list what is kept", "kept conversations on one device", 1_000.0),
)


class Figures:
    """The figures of one run, asked for by `Section/key`; what is not there gives None, and every sum with it."""

    def __init__(self, run: Mapping[str, Any]) -> None:
        self.found = history.flat(run.get("figures", {}))
        self.curves: Mapping[str, Sequence[tuple[float, float]]] = run.get("curves", {})

    def sum(self, told: str, work: Callable[..., float | tuple[float, ...]], *keys: str) -> str:
        """A sentence with worked-out numbers, or that they were not measured."""
        values = [self.found.get(key) for key in keys]
        if None in values:
            return NOT_YET
        outcome = work(*values)
        return told.format(*(outcome if isinstance(outcome, tuple) else (outcome,)))


def size_at(points: Sequence[tuple[float, float]], limit: float) -> tuple[float, bool]:
    """The size at which a cost passes a limit, between two measured points; True when it was not passed: then the largest size measured."""
    before: tuple[float, float] | None = None
    for size, cost in sorted(points):
        if cost > limit:
            if before is None or before[1] <= 0:
                return size, False
            share = math.log(limit / before[1]) / math.log(cost / before[1])
            return before[0] * (size / before[0]) ** share, False
        before = (size, cost)
    return (before[0] if before else 0.0), True


def filled(text: str, run: Mapping[str, Any], assumed: Assumed | None = None) -> str:
    """The page: every `[[name]]` of the text by its value. Raises KeyError for a name that nothing fills."""
    values = _values(run, assumed or Assumed())
    return re.sub(r"\[\[(\w+)\]\]", lambda found: values[found[1]], text)


def write(run: Mapping[str, Any], page: Path = PAGE) -> None:
    """Make docs/scale.md from the text and one run."""
    page.write_text(filled(TEXT.read_text(encoding="utf-8"), run), encoding="utf-8")


MEMORY, WEB_ANSWER = "Pages/memory", "Pages/answer_cpu"
CLASS_ANSWER, POLL, COMMIT = "Pages/class_answer_cpu", "Pages/poll_cpu", "Pages/commit"
OWN_ANSWER = "From answer to next question/cpu_per_answer_80x24"


def _values(run: Mapping[str, Any], one: Assumed) -> dict[str, str]:
    figures = Figures(run)
    people = one.schools * one.teachers
    loaded = " on a machine that did much else" if run.get("loaded") else ""
    return {
        "run": f"The run of {run.get('date', '?')} at commit {run.get('commit', '?')}{loaded} ({run.get('machine', '?')})"
        + "".join(f"; {each}" for each in run.get("also", ()))
        + ".",
        "laptop": figures.sum(
            "the first question stands after {:.1f} s; the app takes {:.0f} MiB",
            lambda ms, mib: (ms / 1000, mib),
            "Start/first_question",
            "Memory/assistant",
        ),
        "room": figures.sum("1,000 conversations at once take {:.0f} MiB there", lambda mib: mib, MEMORY),
        "pack_size": figures.sum("{:.1f} MB of YAML", lambda kb: kb / 1000, "Sizes/pack_kb"),
        "cache_bytes": figures.sum("{:.1f} MB", lambda kb: kb / 1000, "Sizes/cache_kb"),
        "kept_bytes": figures.sum("{:.1f} kB each", lambda size: size / 1000, "Sizes/kept_bytes"),
        "round_bytes": figures.sum("{:.1f} kB a round", lambda size: size / 1000, "Sizes/round_bytes"),
        "server_mib": figures.sum("{:.0f} MiB with 1,000 conversations", lambda mib: mib, MEMORY),
        "carries": "\n".join(table(_carries(figures, one))),
        "assumed": one.words,
        "sums": "\n".join(table(_sums(figures, one, people))),
        "rows_year": figures.sum(
            f"{people:,} people make {{:.1f}} million rows a year: a small table.",
            lambda cues: people * one.rounds_a_year * cues / 1e6,
            "Sizes/cues_per_case",
        ),
        "postgres": POSTGRES,
        "dependencies": str(
            len(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])
        ),
        "breaks": "\n".join(table(_breaks(figures))),
        "shipped_size": figures.sum(
            "{:.0f} rules, {:.0f} questions and {:.0f} cases",
            lambda *sizes: sizes,
            "Sizes/rules",
            "Sizes/questions",
            "Sizes/cases",
        ),
    }


def _carries(figures: Figures, one: Assumed) -> list[tuple[str, ...]]:
    per_second = one.room / one.seconds_per_answer
    people = one.rooms * one.room
    answers = people / one.seconds_per_answer
    return [
        ("on one machine", "by the run"),
        ("memory of the server with 1,000 conversations", figures.sum("{:.0f} MiB", lambda mib: mib, MEMORY)),
        ("processor time of one answer with its next page", figures.sum("{:.1f} ms", lambda ms: ms, WEB_ANSWER)),
        (
            f"cores that {one.room} people need who each answer every {one.seconds_per_answer} s",
            figures.sum("{:.2f}", lambda ms: per_second * ms / 1000, WEB_ANSWER),
        ),
        (
            f"people that {one.machine_cores} cores carry at that pace, half of the time kept free, with a process for each core",
            figures.sum(
                "{:,.0f}", lambda ms: one.machine_cores * one.spare * 1000 / ms * one.seconds_per_answer, WEB_ANSWER
            ),
        ),
        (
            f"cores for the answers of {one.rooms:,} rooms of {one.room}, one every {one.seconds_per_answer} s",
            figures.sum("{:.1f}", lambda ms: answers * ms / 1000, CLASS_ANSWER),
        ),
        (
            f"cores for {2 * one.rooms:,} walls and desks that look every 2 s",
            figures.sum("{:.1f}", lambda ms: one.rooms * ms / 1000, POLL),
        ),
        (
            f"cores when all {people:,} phones wait at once, and look every 5 s",
            figures.sum("{:.1f}", lambda ms: people / 5 * ms / 1000, POLL),
        ),
        (
            "part of its time that one writer of SQLite is busy with them",
            figures.sum("{:.0%}", lambda ms: answers * ms / 1000, COMMIT),
        ),
    ]


def _sums(figures: Figures, one: Assumed, people: int) -> list[tuple[str, ...]]:
    peak = people * one.peak
    answers = people * (one.checks_a_year + one.rounds_a_year) * one.answers_a_round
    return [
        ("what", "sum", "outcome"),
        ("people", f"{one.schools:,} × {one.teachers}", f"{people:,}"),
        (
            "conversations and rounds a year",
            f"{people:,} × ({one.checks_a_year} + {one.rounds_a_year})",
            f"{people * (one.checks_a_year + one.rounds_a_year):,}",
        ),
        (
            "processor time a year, all answers together",
            "answers × processor time of one answer",
            figures.sum(
                "{:,.0f} core hours, spread over their own machines", lambda ms: answers * ms / 3.6e6, OWN_ANSWER
            ),
        ),
        (
            "disk of one trainee a year",
            f"{one.rounds_a_year} × one round",
            figures.sum("{:.0f} kB", lambda size: one.rounds_a_year * size / 1000, "Sizes/round_bytes"),
        ),
        (
            "disk of all trainees a year, if it were brought together",
            f"{people:,} × that",
            figures.sum("{:.1f} GB", lambda size: people * one.rounds_a_year * size / 1e9, "Sizes/round_bytes"),
        ),
        ("at once in the busiest hour", f"{people:,} × {one.peak:.0%}", f"{peak:,.0f} people"),
        (
            "cores if all of these used pages",
            f"{peak:,.0f} ÷ {one.seconds_per_answer} s × one answer",
            figures.sum("{:.1f}", lambda ms: peak / one.seconds_per_answer * ms / 1000, WEB_ANSWER),
        ),
    ]


def _breaks(figures: Figures) -> list[tuple[str, ...]]:
    rows: list[tuple[float, tuple[str, ...]]] = []
    for curve, what, against, limit in LIMITS:
        points = figures.curves.get(curve)
        if not points:
            rows.append((math.inf, (what, f"{limit:,.0f} ms", f"{NOT_YET}")))
            continue
        size, beyond = size_at(points, limit)
        told = f"not up to {size:,.0f} {against}" if beyond else f"{_rounded(size):,.0f} {against}"
        rows.append((size * (1_000 if beyond else 1), (what, f"{limit:,.0f} ms", told)))
    return [("what", "limit", "passed at"), *(row for _, row in sorted(rows, key=lambda pair: pair[0]))]


def _rounded(size: float) -> float:
    """Two digits: more would say more than was measured."""
    return float(f"{size:.2g}")
