"""One person's rounds together: what was seen and read into it, per trigger factor, and how sure against how right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.content.model import Case, Pack
from assistant.content.model.conditions import mentions
from assistant.practice.case_round import Round
from assistant.practice.case_script import TRIGGERS
from assistant.practice.debrief import MISSED, OVER_READ, SEEN, Plan, mistakes, plan_of, verdict_of
from assistant.practice.schedule import Played
from assistant.practice.scores import Counts, calibration

PLOT_FROM = 40
HIT, MISS, FALSE = "hit", "miss", "false"


class Keys:
    """What each case can show, worked out once. Which cues a trigger factor rests on is read from the rules as written: for planning
    that is enough, and it does not need a case to be worked out.
    """

    def __init__(self, pack: Pack) -> None:
        self._known: dict[str, Plan] = {}
        self._leads: dict[str, set[str]] = {}
        for rule in pack.rules:
            heads = {str(ref) for ref in rule.then}
            for condition in rule.when:
                for ref, closed in mentions(condition):
                    if not closed:
                        self._leads.setdefault(str(ref), set()).update(heads)

    def of(self, case: Case) -> Plan:
        """What a case can show, with per trigger factor and driver of the key the cues that can lead to it."""
        if case.id not in self._known:
            reached = {cue.id: self._reached(f"{given.kind}:{given.id}" for given in cue.records) for cue in case.cues}
            labels = [str(ref) for ref in (*case.key.triggers, *case.key.drivers)]
            rests_on = {ref: frozenset(cue for cue, found in reached.items() if ref in found) for ref in labels}
            self._known[case.id] = plan_of(case, rests_on)
        return self._known[case.id]

    def _reached(self, facts: Iterable[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(facts)
        while waiting:
            for ref in self._leads.get(waiting.pop(), ()):
                if ref not in found:
                    found.add(ref)
                    waiting.append(ref)
        return found


def history(keys: Keys, cases: Mapping[str, Case], rounds: Iterable[Round]) -> tuple[Played, ...]:
    """The finished rounds as the schedule sees them. Rounds with a case that is no longer there are left out."""
    found = []
    for one in rounds:
        case = cases.get(one.case)
        if case is None or not one.counts:
            continue
        plan = keys.of(case)
        found.append(Played(one.committed, case.id, case.family, mistakes(case, one, plan), plan.topics))
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
    named = one.named(TRIGGERS)
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
