"""A class together, for the trainer: what the group saw, where it differed, and which cases to talk about first.

No name or code stands beside anything, and nothing is told of fewer than five people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from assistant.content.model import Case, Cue
from assistant.practice.case_round import Round
from assistant.practice.case_script import DRIVERS, FORK, FORK_AT, PARTNER, STEP, TRIGGERS
from assistant.practice.debrief import LEFT, SEEN, verdict_of
from assistant.practice.progress import seen_of
from assistant.practice.scores import (
    BiasGap,
    Brier,
    Counts,
    Interval,
    Item,
    brier_of,
    confused,
    fleiss_kappa,
    gwet_ac1,
    item_statistics,
    jackknife,
    macro_f1,
    micro_f1,
    percent_agreement,
)

SMALLEST = 5
FIRST_CASES = 3


@dataclass(frozen=True)
class Tally:
    """What a group chose in one case: per cue how many said yes and no, per choice how many made it."""

    people: int
    yes: Mapping[str, int]
    no: Mapping[str, int]
    triggers: Mapping[str, int] = field(default_factory=dict)
    drivers: Mapping[str, int] = field(default_factory=dict)
    steps: Mapping[str, int] = field(default_factory=dict)
    partners: Mapping[str, int] = field(default_factory=dict)
    forks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cue in the heat map. `agreement` is the share of pairs of people who said the same."""

    cue: Cue
    yes: int
    no: int
    agreement: float | None

    @property
    def share(self) -> float | None:
        """The share that said it matters."""
        return self.yes / (self.yes + self.no) if self.yes + self.no else None

    @property
    def wrong(self) -> float | None:
        """The share whose mark differs from the key; None where there is no right or wrong."""
        if self.share is None or self.cue.type == "ambiguous":
            return None
        return self.share if self.cue.type == "decoy" else 1 - self.share


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much a group agrees, with 95% intervals over cues. Never one of them alone."""

    percent: float | None
    percent_interval: Interval | None
    kappa: float | None
    kappa_interval: Interval | None
    ac1: float | None
    ac1_interval: Interval | None


@dataclass(frozen=True)
class CaseReport:
    """One case for a group."""

    case: Case
    tally: Tally
    cells: tuple[Cell, ...]
    agreement: Agreement
    items: tuple[Item, ...] = ()

    @property
    def least_agreed(self) -> tuple[Cell, ...]:
        """The cues on which people differed, most first."""
        known = [cell for cell in self.cells if cell.agreement is not None]
        return tuple(sorted(known, key=lambda cell: (cell.agreement or 0, cell.cue.number)))

    @property
    def acute_missed(self) -> float:
        """The largest share that missed an acute cue."""
        return max((cell.wrong or 0 for cell in self.cells if cell.cue.type == "acute"), default=0)

    @property
    def wrong(self) -> float:
        """The mean share whose mark differs from the key, over targets and decoys."""
        found = [cell.wrong for cell in self.cells if cell.cue.type in ("target", "decoy") and cell.wrong is not None]
        return sum(found) / len(found) if found else 0

    @property
    def too_early(self) -> int:
        """How many chose a partner too early."""
        early = {str(choice) for choice in self.case.key.partners_too_early}
        return sum(number for choice, number in self.tally.partners.items() if choice in early)


@dataclass(frozen=True)
class Gap:
    """Two variants of one family beside each other. `both` is how many people did both: below five their pairs stay hidden."""

    family: str
    first: Case
    second: Case
    people: tuple[int, int]
    gap: BiasGap
    both: int = 0


@dataclass(frozen=True)
class ClassReport:
    """Everything a trainer sees. `hidden` are cases that fewer than five people did; `unknown` cases that are not in the pack."""

    people: int
    cases: tuple[CaseReport, ...]
    hidden: tuple[str, ...]
    unknown: tuple[str, ...]
    counts: Counts
    acute: tuple[int, int]
    helps: tuple[int, int]
    brier: Brier | None
    macro_f1: float | None
    micro_f1: float | None
    intervals: Mapping[str, Interval | None]
    confused: tuple[tuple[str, str, int], ...]
    gaps: tuple[Gap, ...]

    @property
    def first(self) -> tuple[CaseReport, ...]:
        """The cases to talk about first: missed danger, then too early a partner, then most differences from the key."""

        def rank(one: CaseReport) -> tuple[float, float, float, str]:
            early = one.too_early / one.tally.people
            return (-one.acute_missed, -early - one.wrong, one.agreement.percent or 1, one.case.id)

        chosen: dict[str, CaseReport] = {}
        for one in sorted(self.cases, key=rank):
            chosen.setdefault(one.case.family, one)  # of a family one case is enough to talk about
        return tuple(chosen.values())[:FIRST_CASES]


def measured(rounds: Iterable[Round]) -> tuple[Round, ...]:
    """The first finished round of each person with each case; second readings and worked examples stay out."""
    found: dict[tuple[str, str], Round] = {}
    for one in rounds:
        if not one.counts:
            continue
        old = found.get((one.code, one.case))
        if old is None or (one.committed, one.started, one.uid) < (old.committed, old.started, old.uid):
            found[one.code, one.case] = one
    return tuple(found[key] for key in sorted(found))


def tally_of(case: Case, rounds: Sequence[Round]) -> Tally:
    """What these people chose in this case."""
    marks = [one.marks for one in rounds]

    def votes(cue: Cue, matters: bool) -> int:
        return sum(1 for each in marks if cue.id in each and each[cue.id].matters is matters)

    def choices(key: str) -> Counter[str]:
        return Counter(one.choice(key) for one in rounds if key in one.answers)

    def labels(key: str) -> Counter[str]:
        return Counter(name for one in rounds for name in one.named(key) or ())

    forks = {
        fork.at: tuple(sum(one.choice(FORK_AT + fork.at) == word for one in rounds) for word in FORK)
        for fork in case.concordance
    }
    return Tally(
        len(rounds),
        {cue.id: votes(cue, True) for cue in case.cues},
        {cue.id: votes(cue, False) for cue in case.cues},
        labels(TRIGGERS),
        labels(DRIVERS),
        choices(STEP),
        choices(PARTNER),
        forks,
    )


def items_of(case: Case, rounds: Sequence[Round]) -> tuple[Item, ...]:
    """Per cue how many had it right, and how that goes together with the rest of their marks; nothing where there is no right."""

    def right(one: Round, cue: Cue) -> bool | None:
        mark = one.marks.get(cue.id)
        return None if mark is None or cue.type == "ambiguous" else verdict_of(cue, mark) in (SEEN, LEFT)

    return item_statistics([[right(one, cue) for cue in case.cues] for one in rounds])


def case_report(case: Case, tally: Tally, items: tuple[Item, ...] = ()) -> CaseReport:
    """One case from what a group chose, whether exported or counted by hand. `items` only where single people are known."""
    rows = [(tally.yes.get(cue.id, 0), tally.no.get(cue.id, 0)) for cue in case.cues]
    cells = tuple(
        Cell(cue, yes, no, percent_agreement([(yes, no)])) for cue, (yes, no) in zip(case.cues, rows, strict=True)
    )
    known = [row for row in rows if sum(row) > 1]
    agreement = Agreement(
        percent_agreement(known),
        jackknife(known, percent_agreement),
        fleiss_kappa(known),
        jackknife(known, fleiss_kappa),
        gwet_ac1(known),
        jackknife(known, gwet_ac1),
    )
    return CaseReport(case, tally, cells, agreement, items)


def class_report(cases: Mapping[str, Case], rounds: Iterable[Round]) -> ClassReport:
    """The whole class. Rounds of one person in several files count once."""
    first = measured(rounds)
    groups: dict[str, list[Round]] = {}
    for one in first:
        groups.setdefault(one.case, []).append(one)
    shown = {name: found for name, found in groups.items() if name in cases and len(found) >= SMALLEST}
    reports = tuple(
        case_report(cases[name], tally_of(cases[name], found), items_of(cases[name], found))
        for name, found in sorted(shown.items())
    )
    kept = [(cases[name], one) for name, found in shown.items() for one in found]
    total = sum((seen_of(case, one) for case, one in kept), Counts(0, 0, 0, 0))
    by_person: dict[str, list[tuple[Case, Round]]] = {}
    for case, one in kept:
        by_person.setdefault(one.code, []).append((case, one))
    sureness = [_sureness(each) for each in by_person.values()]
    labels = [[_labels(case, one) for case, one in each] for each in by_person.values()]
    per_label = [_per_label(each) for each in labels]
    measures = {"brier": _score, "reliability": _reliability}
    named = {"macro_f1": lambda rows: macro_f1(_joined(rows)), "micro_f1": lambda rows: micro_f1(_joined(rows))}
    return ClassReport(
        people=len({one.code for one in first}),
        cases=reports,
        hidden=tuple(sorted(name for name in groups if name in cases and name not in shown)),
        unknown=tuple(sorted(name for name in groups if name not in cases)),
        counts=total,
        acute=_sum(reports, "acute"),
        helps=_sum(reports, "protective"),
        brier=brier_of(_added(sureness)),
        macro_f1=macro_f1(_joined(per_label)),
        micro_f1=micro_f1(_joined(per_label)),
        intervals={
            **{name: _not_below_zero(jackknife(sureness, measure)) for name, measure in measures.items()},
            **{name: _not_below_zero(jackknife(per_label, measure)) for name, measure in named.items()},
        },
        confused=confused([pair for each in labels for pair in each])[:10],
        gaps=_gaps(cases, shown),
    )


Sureness = Mapping[float, tuple[int, int]]
"""Of one person, per sureness: how often right, out of how many."""
Labels = Mapping[str, tuple[int, int, int]]
"""Of one person, per trigger factor: named where it fits, named where it does not, not named."""


def _sureness(rounds: Iterable[tuple[Case, Round]]) -> Sureness:
    found: dict[float, tuple[int, int]] = {}
    for case, one in rounds:
        marks = one.marks
        for cue in case.cues:
            mark = marks.get(cue.id)
            if mark is not None and cue.type != "ambiguous":
                right, whole = found.get(mark.sure / 100, (0, 0))
                found[mark.sure / 100] = (right + (verdict_of(cue, mark) in (SEEN, LEFT)), whole + 1)
    return found


def _added(people: Sequence[Sureness]) -> Sureness:
    found: dict[float, tuple[int, int]] = {}
    for each in people:
        for sure, (right, whole) in each.items():
            before = found.get(sure, (0, 0))
            found[sure] = (before[0] + right, before[1] + whole)
    return found


def _score(people: Sequence[Sureness]) -> float | None:
    found = brier_of(_added(people))
    return found.score if found else None


def _reliability(people: Sequence[Sureness]) -> float | None:
    found = brier_of(_added(people))
    return found.reliability if found else None


def _labels(case: Case, one: Round) -> tuple[Sequence[str], Sequence[str]]:
    return [ref.id for ref in case.key.triggers], one.named("triggers") or ()


def _per_label(rounds: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Labels:
    found: dict[str, tuple[int, int, int]] = {}
    for key, named in rounds:
        for name in {*key, *named}:
            a, b, c = found.get(name, (0, 0, 0))
            found[name] = (a + (name in key and name in named), b + (name not in key), c + (name not in named))
    return found


def _joined(people: Sequence[Labels]) -> list[tuple[int, int, int]]:
    found: dict[str, tuple[int, int, int]] = {}
    for each in people:
        for name, (a, b, c) in each.items():
            x, y, z = found.get(name, (0, 0, 0))
            found[name] = (x + a, y + b, z + c)
    return [found[name] for name in sorted(found)]


def _not_below_zero(interval: Interval | None) -> Interval | None:
    return None if interval is None else (max(0.0, interval[0]), interval[1])


def _sum(reports: Iterable[CaseReport], type_: str) -> tuple[int, int]:
    cells = [cell for report in reports for cell in report.cells if cell.cue.type == type_]
    return sum(cell.yes for cell in cells), sum(cell.yes + cell.no for cell in cells)


def _gaps(cases: Mapping[str, Case], groups: Mapping[str, Sequence[Round]]) -> tuple[Gap, ...]:
    """Per matched family every pair of variants that five or more people each did."""
    families: dict[str, list[str]] = {}
    for name in sorted(groups):
        families.setdefault(cases[name].family, []).append(name)
    return tuple(
        _gap(cases[one], groups[one], cases[two], groups[two])
        for _, names in sorted(families.items())
        for one, two in combinations(names, 2)
    )


def _gap(first: Case, ones: Sequence[Round], second: Case, twos: Sequence[Round]) -> Gap:
    counts = [
        sum((seen_of(case, one) for one in rounds), Counts(0, 0, 0, 0))
        for case, rounds in ((first, ones), (second, twos))
    ]
    also = {one.code: one.marks for one in twos}
    only = [0, 0]
    for one in ones:
        marks, other = one.marks, also.get(one.code, {})
        for cue in first.cues:
            if (
                cue.type == "decoy"
                and cue.id in marks
                and cue.id in other
                and marks[cue.id].matters != other[cue.id].matters
            ):
                only[0 if marks[cue.id].matters else 1] += 1
    both = len({one.code for one in ones} & also.keys())
    found = BiasGap(counts[0], counts[1], *(only if both >= SMALLEST else (0, 0)))
    return Gap(first.family, first, second, (len(ones), len(twos)), found, both)
