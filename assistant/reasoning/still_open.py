"""Still open: what could appear or disappear if one thing that is not known yet were known. One thing at a time, by evaluating."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from assistant.content.vocabulary import OBSERVED, QUALIFIERS
from assistant.reasoning.edits import LEFT_ALONE, Edit
from assistant.reasoning.reasoner import Reasoner
from assistant.reasoning.situation import ABSENT, PRESENT, Fact, Situation


@dataclass(frozen=True, slots=True)
class Open:
    """One thing worth finding out. `fact` is `kind:id`, or `kind:id@qualifier` for an open detail of a known fact.

    `could_add` and `could_remove` follow from an answer on that fact alone; `with_details` is what a present fact could add
    moreover once its details (when, impact, source) were known too.
    """

    fact: str
    state: str
    could_add: tuple[str, ...]
    could_remove: tuple[str, ...]
    with_details: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How much could change; only for the order of the list, never shown."""
        return len(self.could_add) + len(self.could_remove) + len(self.with_details)


def still_open(reasoner: Reasoner, situation: Situation) -> tuple[Open, ...]:
    """Everything unknown, unreported or not asked that could change a conclusion on its own; what changes most first."""
    if situation.in_danger:
        return ()
    finder = _Finder(reasoner, situation)
    pack = reasoner.pack
    refs = [f"{kind}:{name}" for kind in OBSERVED if kind not in LEFT_ALONE for name in pack.observed_ids[kind]]
    items = [item for ref in refs for item in finder.items(ref) if item.weight]
    return tuple(sorted(items, key=lambda item: (-item.weight, pack.rank[item.fact.partition("@")[0]], item.fact)))


class _Finder:
    def __init__(self, reasoner: Reasoner, situation: Situation) -> None:
        self.reasoner = reasoner
        self.program = reasoner.program
        self.situation = situation
        self.now = reasoner.refs(situation)

    def items(self, ref: str) -> list[Open]:
        state = self.situation.state(ref)
        if ref not in self.program.observed and ref not in self.program.stated:
            return []
        if state == PRESENT:
            return self._details(ref)
        if state == ABSENT:
            return []
        after = [self.reasoner.refs(Edit(ref, "", value).apply(self.situation)) for value in (PRESENT, ABSENT)]
        add, remove = self._difference(after)
        detailed, _ = self._difference([self.reasoner.refs(each) for each in self._detailed(ref)])
        return [Open(ref, state, add, remove, tuple(name for name in detailed if name not in add))]

    def _details(self, ref: str) -> list[Open]:
        fact = self.situation.facts[ref]
        found = []
        asked = {name for _, quals in self.program.observed.get(ref, ()) for name, _ in quals}
        for qualifier in sorted(asked - {name for name, _ in fact.quals}):
            worlds = [Edit(ref, qualifier, value).apply(self.situation) for value in QUALIFIERS[qualifier]]
            add, remove = self._difference([self.reasoner.refs(world) for world in worlds])
            found.append(Open(f"{ref}@{qualifier}", "unknown", add, remove))
        return found

    def _detailed(self, ref: str) -> list[Situation]:
        """The situations in which the fact is present with each combination of details that some rule asks for."""
        asked: dict[str, set[str]] = {}
        for _, quals in self.program.observed.get(ref, ()):
            for name, value in quals:
                asked.setdefault(name, set()).add(value)
        kind, _, name = ref.partition(":")
        names = sorted(asked)
        combinations = product(*(sorted(asked[each]) for each in names)) if names else ()
        return [
            self.situation.with_fact(Fact(kind, name, PRESENT, tuple(zip(names, values, strict=True))))
            for values in combinations
        ]

    def _difference(self, worlds: list[frozenset[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        rank = self.reasoner.pack.rank
        added = frozenset().union(*worlds) - self.now if worlds else frozenset()
        removed = frozenset(ref for ref in self.now if any(ref not in world for world in worlds))
        return tuple(sorted(added, key=rank.__getitem__)), tuple(sorted(removed, key=rank.__getitem__))
