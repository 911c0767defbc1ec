"""Still open: what could appear or disappear if one thing that is not known yet were known. One thing at a time, by evaluating.

Every situation that differs from this one in one thing is evaluated, all of them side by side (`Lanes`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from assistant.content.model import Observation, Pack, about
from assistant.content.vocabulary import NUMBER, OBSERVED, QUALIFIERS, carried
from assistant.reasoning.change import World
from assistant.reasoning.edits import LEFT_ALONE, Edit, borders_of
from assistant.reasoning.grounding import atoms_of
from assistant.reasoning.program import Program
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
    for kind in OBSERVED:
        if kind not in LEFT_ALONE:
            for name in pack.observed_ids[kind]:
                finder.look_at(f"{kind}:{name}")
    for name, entry in pack.kind(NUMBER).items():
        if isinstance(entry, Observation) and name not in world.situation.numbers:
            finder.look_at_number(name, entry.minimum * 1000, entry.maximum * 1000)
    items = finder.found()
    ordered = sorted(items, key=lambda item: (-item.weight, pack.rank[about(item.fact)], item.fact))
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


def _detailed(program: Program, ref: str) -> frozenset[frozenset[int]]:
    """What a fact that is present can make true, with each mix of details that some rule asks for."""
    observed = program.observed.get(ref, ())
    asked: dict[str, set[tuple[str, str]]] = {}
    for _, quals in observed:
        for pair in quals:
            asked.setdefault(pair[0], set()).add(pair)
    # A detail that no rule asks for does the same as none at all.
    mixes = product(*((None, *asked[name]) for name in asked)) if asked else ()
    return frozenset(
        frozenset(atom for atom, quals in observed if carried(filter(None, mix)).issuperset(quals)) for mix in mixes
    )


class _Finder:
    """Gathers what to ask, each as the lanes of the situations that would follow; evaluates them all; tells what differs."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.program = world.program
        self.situation = world.situation
        self.old: dict[str, frozenset[int]] = {}
        self.lanes: dict[tuple[frozenset[int], frozenset[int]], int] = {}
        self.asked: list[tuple[str, str, int, int]] = []
        """Fact, state, the lanes of what follows from an answer alone, and of what follows with details."""

    # ------------------------------------------------------------ what to ask

    def look_at(self, ref: str) -> None:
        """A fact: whether it is there, or the details that are open."""
        state = self.situation.state(ref)
        if state == ABSENT or (ref not in self.program.observed and ref not in self.program.stated):
            return
        if state == PRESENT:
            self._look_at_details(ref)
            return
        alone = self._after(Edit(ref, "", value) for value in (PRESENT, ABSENT))
        self.asked.append((ref, state, alone, self._detailed(ref)))

    def look_at_number(self, name: str, minimum: int, maximum: int) -> None:
        """A number that was not given: one value from every stretch between thresholds."""
        values = [minimum, *(border for border in borders_of(self.program, name) if minimum < border <= maximum)]
        lanes = self._after(Edit(f"number:{name}", "", str(value)) for value in values)
        self.asked.append((f"number:{name}", NOT_ASKED, lanes, 0))

    def _look_at_details(self, ref: str) -> None:
        fact = self.situation.facts[ref]
        asked = {name for _, quals in self.program.observed.get(ref, ()) for name, _ in quals}
        for qualifier in sorted(asked - {name for name, _ in fact.quals}):
            lanes = self._after(Edit(ref, qualifier, value) for value in QUALIFIERS[qualifier])
            self.asked.append((f"{ref}@{qualifier}", "unknown", lanes, 0))

    def _after(self, edits: Iterable[Edit]) -> int:
        lanes = 0
        for edit in edits:
            atoms = frozenset(atoms_of(self.program, edit.apply(self.situation), edit.target))
            lanes |= self._lane(edit.target, atoms)
        return lanes

    def _detailed(self, ref: str) -> int:
        """The fact is present, with each mix of details that some rule asks for, and without them."""
        known = self.world.back.detailed
        if ref not in known:
            known[ref] = _detailed(self.program, ref)
        lanes = 0
        for atoms in known[ref]:
            lanes |= self._lane(ref, atoms)
        return lanes

    def _lane(self, ref: str, atoms: frozenset[int]) -> int:
        """The lane, as a bit, of the situation in which one fact or number makes just these atoms true. Lane 0 is how it is now."""
        old = self.old.get(ref)
        if old is None:
            old = self.old[ref] = frozenset(atoms_of(self.program, self.situation, ref))
        turn = (old - atoms, atoms - old)
        return 1 << (self.lanes.setdefault(turn, len(self.lanes) + 1) if old != atoms else 0)

    # ------------------------------------------------------------ what follows

    def found(self) -> list[Open]:
        """Everything that was looked at, with what it could add and remove."""
        width = len(self.lanes) + 1
        full = (1 << width) - 1
        base = dict.fromkeys(self.world.now.base, full)
        for (off, on), lane in self.lanes.items():
            for atom in off:
                base[atom] &= ~(1 << lane)
            for atom in on:
                base[atom] = base.get(atom, 0) | 1 << lane
        true, _ = self.world.back.lanes.run(base, width)
        changed = [
            (f"{kind}:{name}", now, (true[atom] ^ full) if now else true[atom])
            for atom, (kind, name) in self.program.shown.items()
            for now in (true[atom] & 1,)
            if true[atom] not in (0, full)
        ]
        return [
            Open(
                fact,
                state,
                tuple(ref for ref, now, lanes in changed if not now and lanes & alone),
                tuple(ref for ref, now, lanes in changed if now and lanes & alone),
                tuple(ref for ref, now, lanes in changed if not now and lanes & details and not lanes & alone),
            )
            for fact, state, alone, details in self.asked
        ]
