"""What is known about one situation: observed facts with their state and qualifiers, and number answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from assistant.content.model import Given, Quals
from assistant.content.vocabulary import ABSENT as ABSENT
from assistant.content.vocabulary import NOT_ASKED as NOT_ASKED
from assistant.content.vocabulary import NOT_REPORTED as NOT_REPORTED
from assistant.content.vocabulary import PRESENT as PRESENT
from assistant.content.vocabulary import QUALIFIERS, carried
from assistant.content.vocabulary import UNKNOWN as UNKNOWN
from assistant.records import dataclass, field, replace

_STRENGTH = {PRESENT: 0, ABSENT: 1, UNKNOWN: 2, NOT_REPORTED: 3, NOT_ASKED: 4}


@dataclass(frozen=True, slots=True)
class Fact:
    """One observed fact. `quals` holds only qualifiers that are known; `origins` the questions that gave it."""

    kind: str
    id: str
    state: str = PRESENT
    quals: Quals = ()
    origins: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """`kind:id`."""
        return f"{self.kind}:{self.id}"

    def qualifier(self, name: str) -> str:
        """The value of one qualifier, `unknown` when it is not known."""
        return dict(self.quals).get(name, UNKNOWN)

    def carries(self, quals: Quals) -> bool:
        """Whether the fact is present with all of these qualifiers; an unknown qualifier satisfies none."""
        return self.state == PRESENT and carried(self.quals).issuperset(quals)


@dataclass(frozen=True, slots=True)
class Number:
    """One number answer, times 1,000."""

    id: str
    value: int
    origins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Situation:
    """Facts by `kind:id` and numbers by id. Facts that nobody asked for are simply not there."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)

    def state(self, ref: str) -> str:
        """The state of the fact `kind:id`."""
        fact = self.facts.get(ref)
        return fact.state if fact else NOT_ASKED

    def present(self) -> Iterator[Fact]:
        """The facts that are present."""
        return (fact for fact in self.facts.values() if fact.state == PRESENT)

    def with_fact(self, fact: Fact) -> Situation:
        """The same situation with one fact set."""
        return Situation(MappingProxyType({**self.facts, fact.ref: fact}), self.numbers)

    def with_number(self, number: Number) -> Situation:
        """The same situation with one number set."""
        return Situation(self.facts, MappingProxyType({**self.numbers, number.id: number}))

    def without(self, ref: str) -> Situation:
        """The same situation with one fact never asked for."""
        return Situation(MappingProxyType({r: f for r, f in self.facts.items() if r != ref}), self.numbers)

    @property
    def in_danger(self) -> bool:
        """Whether any danger is present."""
        return any(fact.state == PRESENT for ref, fact in self.facts.items() if ref.startswith("danger:"))

    def for_reasoning(self) -> Situation:
        """What the rules may read: with danger present only danger and context, else everything."""
        if not self.in_danger:
            return self
        kept = {ref: fact for ref, fact in self.facts.items() if fact.kind in ("danger", "context")}
        return Situation(MappingProxyType(kept))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers that say different things of one fact."""

    ref: str
    kept: str
    other: str
    origins: tuple[str, ...]


class Gathering:
    """Facts as answers come in, one by one: at any moment what gathering all of them anew would give.

    Of several answers about one fact, present goes before absent before unknown before not reported, and the first known
    value of a qualifier counts. Qualifiers that are asked apart (`qualify`) add to a present fact what is not known of it yet.
    """

    def __init__(self) -> None:
        self.changed: set[str] = set()
        self.conflicts: list[Conflict] = []
        self._given: dict[str, Fact] = {}
        self._apart: dict[str, list[tuple[str, Quals]]] = {}
        self._facts: dict[str, Fact] = {}
        self._numbers: dict[str, Number] = {}
        self.situation = Situation(MappingProxyType(self._facts), MappingProxyType(self._numbers))

    def give(self, origin: str, one: Given) -> None:
        """Take in what an answer to the question `origin` states. `changed` gets the `kind:id` it is about."""
        origins = (origin,) if origin else ()
        if one.kind == "number":
            if one.state == PRESENT and one.id not in self._numbers:
                self._numbers[one.id] = Number(one.id, one.value, origins)
                self.changed.add(f"number:{one.id}")
            return
        fact = Fact(one.kind, one.id, one.state, one.quals if one.state == PRESENT else (), origins)
        old = self._given.get(fact.ref)
        if old is not None:
            if {old.state, fact.state} == {PRESENT, ABSENT}:
                self.conflicts.append(Conflict(fact.ref, PRESENT, ABSENT, (*old.origins, *origins)))
            fact = _merged(old, fact)
        self._given[fact.ref] = fact
        self._settle(fact.ref)

    def qualify(self, origin: str, ref: str, quals: Quals) -> None:
        """Take in qualifiers of a fact; they count while it is present."""
        self._apart.setdefault(ref, []).append((origin, quals))
        if ref in self._given:
            self._settle(ref)

    def _settle(self, ref: str) -> None:
        fact = self._given[ref]
        for origin, quals in self._apart.get(ref, ()):
            fact = _qualified(fact, origin, quals)
        self._facts[ref] = fact
        self.changed.add(ref)


def gather(given: Iterable[tuple[str, Given]]) -> tuple[Situation, tuple[Conflict, ...]]:
    """Facts from (question, statement) pairs in the order of the dialogue, and the contradictions between them; see Gathering."""
    gathering = Gathering()
    for origin, one in given:
        gathering.give(origin, one)
    return gathering.situation, tuple(gathering.conflicts)


def _merged(old: Fact, new: Fact) -> Fact:
    if old.state != new.state:
        return old if _STRENGTH[old.state] < _STRENGTH[new.state] else new
    quals = dict(new.quals) | dict(old.quals)
    origins = tuple(dict.fromkeys((*old.origins, *new.origins)))
    return replace(old, quals=tuple(sorted(quals.items())), origins=origins)


def _qualified(fact: Fact, origin: str, quals: Quals) -> Fact:
    """A present fact with qualifiers added; what is already known of it stays."""
    if fact.state != PRESENT:
        return fact
    known = {name: value for name, value in quals if value in QUALIFIERS.get(name, ())}
    merged = tuple(sorted((known | dict(fact.quals)).items()))
    if merged == fact.quals:
        return fact
    return replace(fact, quals=merged, origins=tuple(dict.fromkeys((*fact.origins, origin))))
