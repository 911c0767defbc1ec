"""What a text presupposes, held against what was said: nothing on a result takes for granted what nobody named or saw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.content.model import (
    Count,
    Driver,
    Needs,
    NumberIs,
    Observation,
    Quals,
    Ref,
    Text,
    Trigger,
)
from assistant.content.model.conditions import holds
from assistant.content.vocabulary import WITNESS_KINDS
from assistant.reasoning.grounding import SIGNS
from assistant.reasoning.situation import ABSENT, Fact, Situation
from assistant.records import dataclass
from assistant.result.result import Result

_CONCLUDED = ("trigger", "driver")


def fits(situation: Situation, needs: Needs) -> bool:
    """Whether what a text presupposes was named: for what is said to the user."""
    return not needs.facts or any(holds(each, _Named(situation, _any)) for each in needs.facts)


def may_be_said(situation: Situation, needs: Needs) -> bool:
    """Whether what a text presupposes was seen by the user, or heard from the person: for what is said to the person."""
    seen = _witness(situation)
    return not needs.facts or any(holds(each, _Named(situation, seen)) for each in needs.facts)


def _witness(situation: Situation) -> Callable[[Fact], bool]:
    """Which facts the user saw or heard from the person. Where all that happened or changed comes from others, what the person seems to
    look for does too.
    """
    told = [fact.qualifier("origin") == "told" for fact in situation.present() if fact.kind in WITNESS_KINDS]
    hearsay = bool(told) and all(told)
    return lambda fact: witnessed(fact) and not (hearsay and fact.kind == "cue")


def _any(_fact: Fact) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Named:
    """What was named, of which only the facts that `counts` allows are taken."""

    situation: Situation
    counts: Callable[[Fact], bool]

    def fact(self, kind: str, name: str, quals: Quals) -> bool:
        fact = self.situation.facts.get(str(Ref(kind, name)))
        return fact is not None and fact.carries(quals) and self.counts(fact)

    def state(self, ref: str) -> str:
        return self.situation.state(ref)

    def passes(self, number: NumberIs) -> bool:
        given = self.situation.numbers.get(number.id)
        return given is not None and all(SIGNS[sign](given.value, bound) for sign, bound in number.tests)

    def counted(self, count: Count) -> int:
        there = (fact for fact in self.situation.present() if fact.carries(count.where) and self.counts(fact))
        return sum(fact.kind == count.kind or (fact.kind, fact.id) in count.listed for fact in there)


def witnessed(fact: Fact) -> bool:
    """Whether the user saw this or heard it from the person. What only comes up in contact is, unless it is told otherwise."""
    origin = fact.qualifier("origin")
    return origin == "seen" or (fact.kind not in WITNESS_KINDS and origin != "told")


def only_hearsay(result: Result, ref: str) -> bool:
    """Whether a concern rests on what happened or changed, and all of that was heard from somebody else."""
    ground = [result.situation.facts.get(fact) for fact in result.explainer.ground(ref)]
    facts = [fact for fact in ground if fact is not None and fact.kind in (*WITNESS_KINDS, "cue")]
    return bool(facts) and all(fact.qualifier("origin") == "told" for fact in facts)


def openers_of(result: Result) -> Iterator[tuple[str, Text]]:
    """Sentences to begin with that take nothing for granted: about what was seen, then one about each trigger factor and driver that
    rests on nothing of this, then about what goes well. Of what was only heard from others there is none: the person must not learn
    who told.
    """
    about = list(_about(result, (*WITNESS_KINDS, "cue")))
    yield from about
    said = {ref for ref, _ in about}
    for kind in _CONCLUDED:
        for name in result.pack.kind(kind):
            texts = opening_of(result, f"{kind}:{name}")[:1]
            if texts and not said.intersection(result.explainer.ground(f"{kind}:{name}")):
                yield f"{kind}:{name}", texts[0]
    yield from _about(result, ("protective",))


def opening_of(result: Result, ref: str) -> tuple[Text, ...]:
    """The sentences about one trigger factor or driver that may be said; none when it was not concluded, or only from hearsay."""
    entry = result.pack.entry_at(ref)
    if ref not in result.outcome.conclusions or not isinstance(entry, Trigger | Driver) or only_hearsay(result, ref):
        return ()
    return tuple(each for each in entry.opening if may_be_said(result.situation, each.needs))


def asked_of(result: Result, entry: Trigger | Driver) -> tuple[Text, ...]:
    """What the user may try to find out about a trigger factor or driver, without what asks about something nobody named."""
    return tuple(each for each in entry.ask if fits(result.situation, each.needs))


def _about(result: Result, kinds: Iterable[str]) -> Iterator[tuple[str, Text]]:
    kinds, seen = tuple(kinds), _witness(result.situation)
    for fact in result.situation.present():
        entry = result.pack.entry(fact.kind, fact.id)
        if fact.kind not in kinds or not isinstance(entry, Observation) or not entry.opener:
            continue
        if (entry.at_home and result.home_unsure) or _said_better(result, entry.ref):
            continue
        if seen(fact) and may_be_said(result.situation, entry.needs):
            yield entry.ref, entry.opener


def _said_better(result: Result, ref: str) -> bool:
    """Whether something more exact was named too, with a sentence of its own."""
    finer = (result.pack.entry_at(each) for each in result.finer.get(ref, ()))
    return any(isinstance(entry, Observation) and entry.opener for entry in finer)


def counterweights(result: Result, concerns: Iterable[str]) -> Iterator[Observation]:
    """The documented ordinary explanations of these concerns (`kind:id`) that can explain something that was named: first one of each
    concern, then the rest. Never one that the user denied, and never one only to fill the room.
    """
    entries = (result.pack.entry_at(ref) for ref in concerns)
    waiting = [list(getattr(entry, "ordinary", ())) for entry in entries]
    told: set[str] = set()
    while any(waiting):
        for refs in waiting:
            ref = refs.pop(0) if refs else None
            entry = result.pack.entry("explanation", ref.id) if ref else None
            if isinstance(entry, Observation) and entry.id not in told and _explains(result.situation, entry):
                told.add(entry.id)
                yield entry


def _explains(situation: Situation, entry: Observation) -> bool:
    return situation.state(entry.ref) != ABSENT and bool(entry.needs.facts) and fits(situation, entry.needs)
