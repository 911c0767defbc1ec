"""What stays possible: concerns that are not drawn, but would be if details that are unknown now took a known value.

Only details (when, impact) of facts that are present. No concern rests on what is missing, so knowing more never takes one away: the
ways to reach a concern are worked out upwards from the details, each the smallest set of details that together would bring it.
Nothing here is an input of a rule.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.model import Pack, Quals
from assistant.content.vocabulary import CONCERNS, DOUBTED, carried, stricter
from assistant.reasoning.change import EditSet, World
from assistant.reasoning.edits import Edit
from assistant.reasoning.program import Closure
from assistant.reasoning.situation import PRESENT, Fact, Situation
from assistant.records import dataclass, replace

OLDER = "older"
SHOWN = 20
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Possible:
    """A concern `kind:id` that is not drawn, and the sets of details, smallest first, of which each would bring it."""

    ref: str
    needs: tuple[EditSet, ...]


def possible(pack: Pack, world: World) -> tuple[Possible, ...]:
    """Every concern that unknown details of present facts could bring, in result order; none in danger. At most SHOWN needs each."""
    if world.in_danger:
        return ()
    ways = _Ways(world)
    wanted = {
        f"{kind}:{name}": atom
        for atom, (kind, name) in world.program.shown.items()
        if kind in CONCERNS and not world.now.true[atom]
    }
    ways.work_out(wanted.values())
    reached = [Possible(ref, ways.needs(atom)) for ref, atom in wanted.items() if ways.of.get(atom)]
    return tuple(sorted(reached, key=lambda item: pack.rank[item.ref]))


def of_longer_ago(situation: Situation) -> Situation:
    """The same situation without the moment of what happened longer ago, but for what did nothing to anybody."""
    loose = situation
    for fact in situation.present():
        known = dict(fact.quals)
        if known.get("when") == OLDER and known.get("impact") != "none":
            quals = tuple(pair for pair in fact.quals if pair[0] != "when")
            loose = loose.with_fact(replace(fact, quals=quals))
    return loose


class _Ways:
    """Per atom the smallest sets of details that would make it true; a set is a whole number with one bit per detail."""

    def __init__(self, world: World) -> None:
        self.world = world
        lacking = {
            atom: edits
            for ref, fact in world.situation.facts.items()
            if fact.state == PRESENT
            for atom, quals in world.program.observed.get(ref, ())
            if (edits := _lacking(fact, quals))
        }
        self.details = sorted({edit for edits in lacking.values() for edit in edits})
        bit = {edit: 1 << place for place, edit in enumerate(self.details)}
        self.of: dict[int, list[int]] = {atom: [sum(bit[edit] for edit in edits)] for atom, edits in lacking.items()}
        self.clashing = {bit[one]: sum(bit[two] for two in self.details if _clash(one, two)) for one in self.details}
        self.spared = {bit[one]: sum(bit[two] for two in self.details if _spares(one, two)) for one in self.details}

    def needs(self, atom: int) -> tuple[EditSet, ...]:
        """The ways to an atom, smallest first, each in order."""
        ways = (tuple(edit for place, edit in enumerate(self.details) if way >> place & 1) for way in self.of[atom])
        return tuple(sorted(ways, key=lambda way: (len(way), way)))[:SHOWN]

    def work_out(self, goals: Iterable[int]) -> None:
        """Pass over all that the goals rest on until nothing gains a way."""
        if not self.details:
            return
        clauses, closures = self._below(goals)
        changed = True
        while changed:
            changed = False
            for closure in closures:
                changed |= self._gain(closure.atom, self._counted(closure))
            for number in clauses:
                clause = self.world.program.clauses[number]
                changed |= self._gain(clause.head, self._together(clause.body))

    def _below(self, goals: Iterable[int]) -> tuple[list[int], list[Closure]]:
        """The clauses and counts that the goals rest on and that do not hold yet. What is negated is left out: no concern rests on it."""
        back, true = self.world.back, self.world.now.true
        clauses: dict[int, None] = {}
        closures: list[Closure] = []
        waiting = list(goals)
        seen = set(waiting)
        while waiting:
            atom = waiting.pop()
            closure = back.closures.get(atom)
            inner: list[int] = []
            if closure is not None and closure.at_least:
                closures.append(closure)
                inner += closure.of
            elif closure is None:
                clauses.update(dict.fromkeys(back.clauses[atom]))
                inner += (each for number in back.clauses[atom] for each in self.world.program.clauses[number].body)
            fresh = dict.fromkeys(each for each in inner if not true[each] and each not in seen)
            seen.update(fresh)
            waiting += fresh
        return list(clauses)[::-1], closures[::-1]

    def _ways(self, atom: int) -> list[int]:
        return [0] if self.world.now.true[atom] else self.of.get(atom, [])

    def _together(self, body: Iterable[int]) -> list[int]:
        """The ways to make all of these atoms true."""
        ways = [self._ways(atom) for atom in body]
        joined = [0]
        for more in ways if all(ways) else ([],):
            joined = self._all(joined, more)
        return joined

    def _counted(self, closure: Closure) -> list[int]:
        """The ways to make at least so many of these atoms true."""
        reached: list[list[int]] = [[0], *([] for _ in range(closure.count))]
        for atom in closure.of:
            ways = self._ways(atom)
            for number in range(closure.count, 0, -1) if ways else ():
                reached[number] = _smallest((*reached[number], *self._all(reached[number - 1], ways)))
        return reached[closure.count]

    def _gain(self, atom: int, ways: list[int]) -> bool:
        if not ways or self.world.now.true[atom]:
            return False
        old = self.of.get(atom, [])
        self.of[atom] = _smallest((*old, *ways))
        return self.of[atom] != old

    def _all(self, first: list[int], second: list[int]) -> list[int]:
        """Every way of the first together with every way of the second, but those that contradict each other."""
        if first == [0] or second == [0]:
            return second if first == [0] else first
        return _smallest(both for one in first for two in second if (both := self._both(one, two)))

    def _both(self, one: int, two: int) -> int:
        """Both sets of details together; 0 when they contradict each other."""
        left = both = one | two
        while left:
            bit = left & -left
            left ^= bit
            if self.clashing[bit] & both:
                return 0
            both &= ~self.spared[bit]
        return both


def _lacking(fact: Fact, quals: Quals) -> frozenset[Edit]:
    """The details that the fact lacks for these qualifiers; empty when it has them all, or can never have them."""
    known = dict(fact.quals)
    lacking = [(name, value) for name, value in quals if (name, value) not in carried(fact.quals)]
    if any(name in known or name not in DOUBTED for name, _ in lacking):
        return frozenset()
    return frozenset(Edit(fact.ref, name, value) for name, value in lacking)


def _same(one: Edit, two: Edit) -> bool:
    return one != two and (one.target, one.qualifier) == (two.target, two.qualifier)


def _clash(one: Edit, two: Edit) -> bool:
    """Whether one detail cannot take both values."""
    return _same(one, two) and not stricter(one.qualifier, one.value, two.value)


def _spares(one: Edit, two: Edit) -> bool:
    """Whether the first, being stricter, makes the second needless."""
    return _same(one, two) and stricter(one.qualifier, one.value, two.value) == one.value


def _smallest(ways: Iterable[int]) -> list[int]:
    """The ways that contain no other way, smallest first, at most _KEPT."""
    kept: list[int] = []
    for way in sorted(set(ways), key=lambda way: (way.bit_count(), way)):
        if not any(other & way == other for other in kept):
            kept.append(way)
            if len(kept) == _KEPT:
                break
    return kept
