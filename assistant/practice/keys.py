"""What the rules make of a case, and how that differs from the key its author wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from assistant.content.model import Case, Cue, Given, Ref, about
from assistant.errors import Finding, Place
from assistant.reasoning.proof import ground
from assistant.reasoning.reasoner import Outcome, Reasoner
from assistant.reasoning.situation import Situation, gather

GIVEN = "given"


@dataclass(frozen=True)
class Expected:
    """What follows from a set of cues: `first` from danger and context alone (None without danger), `rest` from all else."""

    first: Outcome | None
    rest: Outcome

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Both outcomes, danger first."""
        return (self.first, self.rest) if self.first else (self.rest,)

    @property
    def refs(self) -> frozenset[str]:
        """Every conclusion of either."""
        return frozenset(ref for outcome in self.outcomes for ref in outcome.conclusions)


def situation_of(case: Case, cues: Iterable[Cue], *, danger: bool = True) -> Situation:
    """The facts of these cues and what the case gives; the cue is the origin of each fact."""
    stated: list[tuple[str, Given]] = [(GIVEN, Given("context", case.profession)), *((GIVEN, g) for g in case.given)]
    stated += [(cue.id, given) for cue in cues for given in cue.records if danger or given.kind != "danger"]
    return gather(stated)[0]


def expected(reasoner: Reasoner, case: Case, marked: Collection[str] | None = None) -> Expected:
    """What the rules derive from the cues of a case, or only from the `marked` ones."""
    cues = [cue for cue in case.cues if marked is None or cue.id in marked]
    whole = situation_of(case, cues)
    rest = reasoner.conclude_fast(situation_of(case, cues, danger=False))
    return Expected(reasoner.conclude_fast(whole) if whole.in_danger else None, rest)


def cues_behind(case: Case, outcome: Outcome, ref: str) -> tuple[str, ...]:
    """The cues a conclusion rests on, through every chain, in the order of the story."""
    found: set[str] = set()
    for fact in ground(outcome.because, ref):
        known = outcome.situation.facts.get(about(fact))
        found.update(known.origins if known else ())
    return tuple(cue.id for cue in case.cues if cue.id in found)


def differences(reasoner: Reasoner, cases: Iterable[Case], *, notes: bool = False) -> Iterator[Finding]:
    """The differences between the keys of cases and what the rules derive.

    A key may be shorter than the rules (fewer steps, fewer questions) and wider (partners that are also good): with `notes`
    these differences are told too, so that an author has seen every one.
    """
    for case in cases:
        derived = expected(reasoner, case)
        yield from _differences(case, derived)
        if notes:
            yield from _leeway(case, derived)


def _leeway(case: Case, derived: Expected) -> Iterator[Finding]:
    """What the author left out or added on purpose, or forgot."""
    key = case.key
    early = {ref.id for ref in key.steps_too_early}
    steps = {ref.id for ref in (*key.steps_first, *key.steps_then)} | early
    for kind, known, name in (
        ("inquiry", {ref.id for ref in key.inquiries}, "inquiries"),
        ("step", steps, "steps_then"),
    ):
        outcomes = derived.outcomes if kind == "step" else (derived.rest,)
        left = sorted({each for outcome in outcomes for each in outcome.of_kind(kind)} - known)
        if left:
            yield _note("case/key-silent", key.place, left, name)
    derived_partners = {each for outcome in derived.outcomes for each in outcome.of_kind("partner")}
    added = sorted({one.id for one in key.partners_also_good if not one.named} - derived_partners)
    if added:
        yield _note("case/key-wider", key.place, added, "partners.also_good")


def _note(code: str, place: Place, words: Iterable[str], name: str) -> Finding:
    return Finding(code, place, {"word": ", ".join(words), "list": name}, severity="note")


def _differences(case: Case, derived: Expected) -> Iterator[Finding]:
    key, rest = case.key, set(derived.rest.conclusions)
    first = set(derived.first.conclusions) if derived.first else rest
    for name, refs in (("triggers", key.triggers), ("drivers", key.drivers), ("signals", key.signals)):
        kind = name[:-1]
        yield from _not_derived(refs, rest, name)
        yield from _lacking(case, derived, kind, {ref.id for ref in refs}, name, key.place)
    yield from _not_derived(key.inquiries, rest, "inquiries")
    yield from _not_derived(key.steps_first, first, "steps_first")
    yield from _not_derived(key.steps_then, rest | first, "steps_then")
    partners = [Ref("partner", choice.id, choice.place) for choice in key.partners_expected if not choice.named]
    yield from _not_derived(partners, rest | first, "partners.expected")
    welcome = {choice.id for choice in (*key.partners_expected, *key.partners_also_good) if not choice.named}
    yield from _lacking(case, derived, "partner", welcome, "partners.also_good", key.place)
    unwanted = [(ref, "not_triggers") for ref in key.not_triggers] + [(ref, "not_signals") for ref in key.not_signals]
    unwanted += [(ref, "steps_too_early") for ref in key.steps_too_early]
    unwanted += [
        (Ref("partner", choice.id, choice.place), "partners.too_early")
        for choice in key.partners_too_early
        if not choice.named
    ]
    for ref, name in unwanted:
        if str(ref) in derived.refs:
            yield _finding("case/key-too-early", ref.place, case, derived, str(ref), name)


def _not_derived(refs: Iterable[Ref], derived: Collection[str], name: str) -> Iterator[Finding]:
    for ref in refs:
        if str(ref) not in derived:
            yield Finding("case/key-not-derived", ref.place, {"word": str(ref), "list": name})


def _lacking(
    case: Case, derived: Expected, kind: str, known: Collection[str], name: str, place: Place
) -> Iterator[Finding]:
    outcomes = derived.outcomes if kind == "partner" else (derived.rest,)
    for found in sorted({each for outcome in outcomes for each in outcome.of_kind(kind)} - set(known)):
        if kind == "partner" and any(choice.id == found and not choice.named for choice in case.key.partners_too_early):
            continue  # told as too early
        yield _finding("case/key-lacks", place, case, derived, f"{kind}:{found}", name)


def _finding(code: str, place: Place, case: Case, derived: Expected, ref: str, name: str) -> Finding:
    outcome = next(outcome for outcome in derived.outcomes if ref in outcome.conclusions)
    cues = ", ".join(cues_behind(case, outcome, ref)) or GIVEN
    return Finding(code, place, {"word": ref, "list": name, "cues": cues})
