"""What a round shows: per cue seen, missed or read into it, and the difference between two reasonings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.content.model import Case, Cue, Ref
from assistant.practice.case_round import Changed, Mark, Round, changed_since
from assistant.practice.case_script import DRIVERS, PARTNER, STEP, TRIGGERS, partner_of
from assistant.practice.keys import Expected, cues_behind, expected
from assistant.practice.scores import Counts
from assistant.reasoning.reasoner import Reasoner

SEEN, MISSED, OVER_READ, LEFT, OPEN, NOT_ASKED = "seen", "missed", "over_read", "left", "open", "not_asked"
VERY_SURE = 80


@dataclass(frozen=True)
class CueDebrief:
    """One cue afterwards. `costs` are the conclusions that are lacking because it was missed."""

    cue: Cue
    mark: Mark | None
    verdict: str
    costs: tuple[str, ...] = ()

    @property
    def right(self) -> bool | None:
        """Whether the mark fits the key; None where there is no right or wrong."""
        return None if self.verdict in (OPEN, NOT_ASKED) else self.verdict in (SEEN, LEFT)

    @property
    def very_sure(self) -> bool:
        """Whether the trainee was very sure."""
        return self.mark is not None and self.mark.sure > VERY_SURE


@dataclass(frozen=True, slots=True)
class Lost:
    """A conclusion of the expert that the trainee's marks do not give. Each way is a smallest set of missed cues that brings it back."""

    ref: str
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Labels a trainee named: in the key, in the key and not named, not in the key, and not following from the own marks."""

    hit: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice and what the key says of it: steps first, then, too_early, other; partners expected, also_good, too_early, other."""

    id: str
    verdict: str


@dataclass(frozen=True)
class Debrief:
    """All that a round shows. `mine` follows from what the trainee marked, `expert` from every cue."""

    case: Case
    round: Round
    cues: tuple[CueDebrief, ...]
    mine: Expected
    expert: Expected
    lost: tuple[Lost, ...]
    extra: tuple[str, ...]
    triggers: Named | None
    drivers: Named | None
    step: Choice | None
    partner: Choice | None
    changed: Changed

    def of_type(self, *types: str) -> tuple[CueDebrief, ...]:
        """The cues of some types."""
        return tuple(each for each in self.cues if each.cue.type in types)

    def tally(self, *types: str) -> tuple[int, int]:
        """Of the cues of these types that were asked: how many were marked, out of how many."""
        asked = [each for each in self.of_type(*types) if each.mark is not None]
        return sum(1 for each in asked if each.mark and each.mark.matters), len(asked)

    @property
    def counts(self) -> Counts:
        """Targets against decoys. Acute cues stand apart, ambiguous ones never count, protective ones are told beside it."""
        (hits, signals), (alarms, noise) = self.tally("target"), self.tally("decoy")
        return Counts(hits, signals - hits, alarms, noise - alarms)

    @property
    def sureness(self) -> tuple[tuple[float, bool], ...]:
        """Per cue with a right answer: how sure (0.5 to 1), and whether it was right."""
        return tuple((c.mark.sure / 100, bool(c.right)) for c in self.cues if c.mark and c.right is not None)


def verdict_of(cue: Cue, mark: Mark | None) -> str:
    """What a mark on a cue amounts to."""
    if mark is None:
        return NOT_ASKED
    if cue.type == "ambiguous":
        return OPEN
    if cue.type == "decoy":
        return OVER_READ if mark.matters else LEFT
    return SEEN if mark.matters else MISSED


def debrief(reasoner: Reasoner, case: Case, one: Round) -> Debrief:
    """The debrief of a round, finished or not."""
    marks = one.marks
    # What a decoy records is an ordinary explanation: nobody has to mark it to know it.
    known = frozenset(cue.id for cue in case.cues if cue.type == "decoy") | (one.marked & set(case.by_id))
    expert, mine = expected(reasoner, case), expected(reasoner, case, known)
    lost = _lost(reasoner, case, known, expert, mine)
    costs: dict[str, list[str]] = {}
    for each in lost:
        for cue in dict.fromkeys(cue for way in each.ways for cue in way):
            costs.setdefault(cue, []).append(each.ref)
    cues = tuple(
        CueDebrief(cue, marks.get(cue.id), verdict_of(cue, marks.get(cue.id)), tuple(costs.get(cue.id, ())))
        for cue in case.cues
    )
    rank = reasoner.pack.rank
    return Debrief(
        case=case,
        round=one,
        cues=cues,
        mine=mine,
        expert=expert,
        lost=lost,
        extra=tuple(sorted(mine.refs - expert.refs, key=lambda ref: rank[ref])),
        triggers=_named(one.named(TRIGGERS), case.key.triggers, mine.rest.of_kind("trigger")),
        drivers=_named(one.named(DRIVERS), case.key.drivers, mine.rest.of_kind("driver")),
        step=_step(case, one),
        partner=_partner(case, one),
        changed=changed_since(case, one),
    )


def _lost(reasoner: Reasoner, case: Case, known: frozenset[str], expert: Expected, mine: Expected) -> tuple[Lost, ...]:
    """Per lacking conclusion the smallest sets of unmarked cues that would give it: one cue, else two, else all it rests on."""
    rank = reasoner.pack.rank
    lacking = sorted(expert.refs - mine.refs, key=lambda ref: rank[ref])
    unmarked = [cue.id for cue in case.cues if cue.records and cue.id not in known]
    ways: dict[str, list[tuple[str, ...]]] = {ref: [] for ref in lacking}
    for size in (1, 2):
        open_refs = [ref for ref in lacking if not ways[ref]]
        for added in combinations(unmarked, size) if open_refs else ():
            gained = expected(reasoner, case, known | set(added)).refs
            for ref in open_refs:
                if ref in gained:
                    ways[ref].append(added)
    for ref in lacking:
        if not ways[ref]:
            behind = {
                c for outcome in expert.outcomes if ref in outcome.conclusions for c in cues_behind(case, outcome, ref)
            }
            ways[ref].append(tuple(cue for cue in unmarked if cue in behind) or tuple(unmarked))
    return tuple(Lost(ref, tuple(found)) for ref, found in ways.items())


def _named(named: Sequence[str] | None, key: Iterable[Ref], supported: Collection[str]) -> Named | None:
    if named is None:
        return None
    expected_ids = [ref.id for ref in key]
    return Named(
        tuple(name for name in expected_ids if name in named),
        tuple(name for name in expected_ids if name not in named),
        tuple(name for name in named if name not in expected_ids),
        tuple(name for name in named if name not in supported),
    )


def _step(case: Case, one: Round) -> Choice | None:
    chosen, key = one.choice(STEP), case.key
    if not chosen:
        return None
    lists = (("first", key.steps_first), ("then", key.steps_then), ("too_early", key.steps_too_early))
    return Choice(chosen, next((word for word, refs in lists if chosen in {ref.id for ref in refs}), "other"))


def _partner(case: Case, one: Round) -> Choice | None:
    word, key = one.choice(PARTNER), case.key
    if not word:
        return None
    chosen = partner_of(word)
    lists = (
        ("expected", key.partners_expected),
        ("also_good", key.partners_also_good),
        ("too_early", key.partners_too_early),
    )
    return Choice(word, next((name for name, choices in lists if chosen in choices), "other"))


# ---------------------------------------------------------------- kinds of mistakes

KINDS = ("acute_missed", "missed", "too_early", "over_read", "over_named", "help_missed")


@dataclass(frozen=True, slots=True, order=True)
class Topic:
    """Something to practise: a kind of mistake, and what it was about (`kind:id`)."""

    kind: str
    ref: str


def topics_of(case: Case) -> frozenset[Topic]:
    """Everything that a case can show about recognition."""
    found = {Topic("missed", str(ref)) for ref in (*case.key.triggers, *case.key.drivers)}
    found |= {Topic("over_named", str(ref)) for ref in case.key.not_triggers}
    found |= {Topic("too_early", f"partner:{choice}") for choice in case.key.partners_too_early}
    for cue in case.cues:
        found |= _cue_topics(cue)
    return frozenset(found)


def _cue_topics(cue: Cue) -> set[Topic]:
    if cue.type == "decoy":
        return {Topic("over_read", f"explanation:{cue.explanation}")}
    kinds = {"acute": ("acute_missed", "danger"), "protective": ("help_missed", "protective")}
    if cue.type not in kinds:
        return set()
    kind, of = kinds[cue.type]
    return {Topic(kind, f"{given.kind}:{given.id}") for given in cue.records if given.kind == of}


Behind = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Plan:
    """What a case can show: all its topics, and per cue (type, topics) what a wrong mark on it means."""

    topics: frozenset[Topic]
    cues: Mapping[str, tuple[str, frozenset[Topic]]]


def plan_of(case: Case, rests_on: Behind) -> Plan:
    """The plan of a case. `rests_on` has, per trigger factor and driver of the key, the cues it rests on."""
    cues = {}
    for cue in case.cues:
        found = _cue_topics(cue)
        if cue.type == "target":
            found = {Topic("missed", ref) for ref, behind_it in rests_on.items() if cue.id in behind_it}
        cues[cue.id] = cue.type, frozenset(found)
    return Plan(topics_of(case), cues)


def behind(case: Case, expert: Expected) -> Behind:
    """Per trigger factor and driver of the key, the cues it rests on."""
    refs = [str(ref) for ref in (*case.key.triggers, *case.key.drivers)]
    return {ref: frozenset(cues_behind(case, expert.rest, ref)) for ref in refs}


def mistakes(case: Case, one: Round, plan: Plan) -> frozenset[Topic]:
    """What went differently from the key, as topics to come back to."""
    topics: set[Topic] = set()
    for cue, mark in one.marks.items():
        type_, found = plan.cues.get(cue, ("", frozenset()))
        if found and mark.matters is (type_ == "decoy"):
            topics |= found
    for kind, refs in (("trigger", case.key.triggers), ("driver", case.key.drivers)):
        named, key = one.named(f"{kind}s"), {ref.id for ref in refs}
        if named is not None and key != set(named):
            topics |= {Topic("missed", f"{kind}:{name}") for name in key - set(named)}
            topics |= {Topic("over_named", f"{kind}:{name}") for name in set(named) - key}
    word = one.choice(PARTNER)
    if any(str(choice) == word for choice in case.key.partners_too_early):
        topics.add(Topic("too_early", f"partner:{word}"))
    return frozenset(topics)
