"""One person's rounds together: what was seen and read into it, per trigger factor, and how sure against how right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.content.model import Case
from assistant.practice.debrief import MISSED, OVER_READ, SEEN, Behind, behind, mistakes, topics_of, verdict_of
from assistant.practice.keys import expected
from assistant.practice.round import Round
from assistant.practice.schedule import Played
from assistant.practice.scores import Counts, calibration
from assistant.reasoning.reasoner import Reasoner

PLOT_FROM = 40
HIT, MISS, FALSE = "hit", "miss", "false"


class Keys:
    """What the rules make of each case, worked out when first asked for."""

    def __init__(self, reasoner: Reasoner) -> None:
        self.reasoner = reasoner
        self._behind: dict[str, Behind] = {}

    def behind(self, case: Case) -> Behind:
        """Per trigger factor of the key of a case, the cues it rests on."""
        if case.id not in self._behind:
            self._behind[case.id] = behind(case, expected(self.reasoner, case))
        return self._behind[case.id]


def history(keys: Keys, cases: Mapping[str, Case], rounds: Iterable[Round]) -> tuple[Played, ...]:
    """The finished rounds as the schedule sees them. Rounds with a case that is no longer there are left out."""
    found = []
    for one in rounds:
        case = cases.get(one.case)
        if case is None or not one.counts:
            continue
        wrong = mistakes(case, one, keys.behind(case))
        found.append(Played(one.committed, case.id, case.family, wrong, topics_of(case)))
    return tuple(found)


@dataclass(frozen=True)
class TriggerHistory:
    """One trigger factor over time: per round (day) whether it was named where it fits, missed, or named where it does not fit."""

    trigger: str
    marks: tuple[tuple[str, str], ...] = ()

    def number(self, what: str) -> int:
        """How often."""
        return sum(1 for _, mark in self.marks if mark == what)


@dataclass(frozen=True)
class Overview:
    """Everything a trainee can look back on. `tallies` has, per type of cue, how many were marked out of how many."""

    rounds: int = 0
    cases: int = 0
    tallies: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sureness: tuple[tuple[float, bool], ...] = ()
    triggers: tuple[TriggerHistory, ...] = ()
    left_out: int = 0

    def tally(self, type_: str) -> tuple[int, int]:
        """Marked, out of all, for one type of cue."""
        return self.tallies.get(type_, (0, 0))

    @property
    def counts(self) -> Counts:
        """Targets against decoys."""
        (hits, signals), (alarms, noise) = self.tally("target"), self.tally("decoy")
        return Counts(hits, signals - hits, alarms, noise - alarms)

    @cached_property
    def plot(self) -> tuple[tuple[float, int, int], ...]:
        """How sure (rounded to tens), how often right, out of how many; nothing before PLOT_FROM answers."""
        if len(self.sureness) < PLOT_FROM:
            return ()
        return calibration(
            [int(sure * 10 + 0.5) / 10 for sure, _ in self.sureness], [right for _, right in self.sureness]
        )


def overview(cases: Mapping[str, Case], rounds: Sequence[Round]) -> Overview:
    """All measured rounds of one person together, the oldest first."""
    tallies: dict[str, list[int]] = {}
    sureness: list[tuple[float, bool]] = []
    triggers: dict[str, list[tuple[str, str]]] = {}
    known = [(cases[one.case], one) for one in rounds if one.case in cases and one.counts]
    for case, one in known:
        marks = one.marks
        for cue in case.cues:
            mark = marks.get(cue.id)
            if mark is None:
                continue
            tally = tallies.setdefault(cue.type, [0, 0])
            tally[0] += mark.matters
            tally[1] += 1
            verdict = verdict_of(cue, mark)
            if cue.type != "ambiguous":
                sureness.append((mark.sure / 100, verdict not in (MISSED, OVER_READ)))
        for trigger, what in _labels(case, one):
            triggers.setdefault(trigger, []).append((one.committed, what))
    return Overview(
        rounds=len(known),
        cases=len({case.id for case, _ in known}),
        tallies={type_: (part, whole) for type_, (part, whole) in tallies.items()},
        sureness=tuple(sureness),
        triggers=tuple(TriggerHistory(name, tuple(marks)) for name, marks in sorted(triggers.items())),
        left_out=sum(1 for one in rounds if one.counts and one.case not in cases),
    )


def _labels(case: Case, one: Round) -> Iterable[tuple[str, str]]:
    named = one.named("triggers")
    if named is None:
        return
    key = [ref.id for ref in case.key.triggers]
    yield from ((name, HIT if name in named else MISS) for name in key)
    yield from ((name, FALSE) for name in named if name not in key)


def seen_of(case: Case, one: Round) -> Counts:
    """Targets against decoys in one round."""
    counted = [0, 0, 0, 0]
    for cue in case.cues:
        verdict = verdict_of(cue, one.marks.get(cue.id))
        place = {("target", SEEN): 0, ("target", MISSED): 1, ("decoy", OVER_READ): 2, ("decoy", "left"): 3}
        if (cue.type, verdict) in place:
            counted[place[cue.type, verdict]] += 1
    return Counts(*counted)
