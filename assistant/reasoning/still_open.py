"""Still open: what could appear or disappear if one thing that is not known yet were known. One thing at a time, by evaluating."""

from __future__ import annotations

from itertools import product

from assistant.content.model import Observation, Pack
from assistant.content.vocabulary import NUMBER, OBSERVED, QUALIFIERS
from assistant.reasoning.change import World
from assistant.reasoning.direct import State
from assistant.reasoning.edits import LEFT_ALONE, Edit, borders_of
from assistant.reasoning.situation import ABSENT, NOT_ASKED, PRESENT
from assistant.records import dataclass


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


def still_open(pack: Pack, world: World) -> tuple[Open, ...]:
    """Everything unknown, unreported or not asked that could change a conclusion on its own; what changes most first."""
    if world.in_danger:
        return ()
    finder = _Finder(world)
    refs = [f"{kind}:{name}" for kind in OBSERVED if kind not in LEFT_ALONE for name in pack.observed_ids[kind]]
    items = [item for ref in refs for item in finder.items(ref)]
    for name, entry in pack.kind(NUMBER).items():
        if isinstance(entry, Observation) and name not in world.situation.numbers:
            items.append(finder.number(name, entry.minimum * 1000, entry.maximum * 1000))
    ordered = sorted(items, key=lambda item: (-item.weight, pack.rank[item.fact.partition("@")[0]], item.fact))
    rank = pack.rank
    return tuple(
        Open(
            item.fact,
            item.state,
            tuple(sorted(item.could_add, key=rank.__getitem__)),
            tuple(sorted(item.could_remove, key=rank.__getitem__)),
            tuple(sorted(item.with_details, key=rank.__getitem__)),
        )
        for item in ordered
        if item.weight
    )


class _Finder:
    def __init__(self, world: World) -> None:
        self.world = world
        self.program = world.program
        self.situation = world.situation
        self.shown = [(atom, f"{kind}:{name}") for atom, (kind, name) in world.program.shown.items()]

    def items(self, ref: str) -> list[Open]:
        state = self.situation.state(ref)
        if state == ABSENT or (ref not in self.program.observed and ref not in self.program.stated):
            return []
        if state == PRESENT:
            return self._details(ref)
        add, remove = self._difference([self._after(Edit(ref, "", value)) for value in (PRESENT, ABSENT)])
        detailed, _ = self._difference(self._detailed(ref))
        return [Open(ref, state, add, remove, tuple(name for name in detailed if name not in add))]

    def number(self, name: str, minimum: int, maximum: int) -> Open:
        """A number that was not given: one value from every stretch between thresholds."""
        values = [minimum, *(border for border in borders_of(self.program, name) if minimum < border <= maximum)]
        states = [self._after(Edit(f"number:{name}", "", str(value))) for value in values]
        return Open(f"number:{name}", NOT_ASKED, *self._difference(states))

    def _after(self, edit: Edit) -> State:
        return self.world.seen_in(edit.apply(self.situation), edit.target)

    def _details(self, ref: str) -> list[Open]:
        fact = self.situation.facts[ref]
        found = []
        asked = {name for _, quals in self.program.observed.get(ref, ()) for name, _ in quals}
        for qualifier in sorted(asked - {name for name, _ in fact.quals}):
            states = [self._after(Edit(ref, qualifier, value)) for value in QUALIFIERS[qualifier]]
            found.append(Open(f"{ref}@{qualifier}", "unknown", *self._difference(states)))
        return found

    def _detailed(self, ref: str) -> list[State]:
        """What follows when the fact is present, with each mix of details that some rule asks for, and without them."""
        observed = self.program.observed.get(ref, ())
        asked: dict[str, set[tuple[str, str]]] = {}
        for _, quals in observed:
            for pair in quals:
                asked.setdefault(pair[0], set()).add(pair)
        # A detail that no rule asks for does the same as none at all.
        mixes = product(*((None, *asked[name]) for name in asked)) if asked else ()
        made = {frozenset(atom for atom, quals in observed if set(mix).issuperset(quals)) for mix in mixes}
        return [self.world.with_atoms(ref, atoms) for atoms in made]

    def _difference(self, states: list[State]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What some of these states add to the conclusions now, and what some of them lack."""
        now = self.world.now
        others = {id(state): state for state in states if state is not now}
        if not others:
            return (), ()
        # One byte per atom: a whole state is compared at once.
        before = int.from_bytes(now.true, "little")
        more = less = 0
        for state in others.values():
            after = int.from_bytes(state.true, "little")
            more |= after & ~before
            less |= before & ~after
        size = len(now.true)
        added, lost = more.to_bytes(size, "little"), less.to_bytes(size, "little")
        return tuple(ref for atom, ref in self.shown if added[atom]), tuple(
            ref for atom, ref in self.shown if lost[atom]
        )
