"""Whether conditions can hold at all: by states, qualifiers, number ranges, counts, and by which answers exclude each other.

Conditions are written out as ways (an *or* of *ands*); a way is impossible when two of its claims cannot both be so. Where there are too
many ways the answer is *possible*: silence rather than a false finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from assistant.authoring.lint.answers import Recorders
from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.errors import Place
from assistant.records import dataclass, field

MAX_WAYS = 400


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a way needs: a condition that holds, or (`negated`) one that does not."""

    condition: m.Leaf
    negated: bool = False

    @property
    def ref(self) -> str:
        """`kind:id` of a claim about one fact or number; empty for a count."""
        return self.condition.ref

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.condition.place


Way = tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a way is impossible: a code, the claim where to point, the claim it clashes with, and words for the sentence."""

    code: str
    claim: Claim
    other: Claim | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def ways(conditions: Iterable[m.Condition], *, negated: bool = False) -> list[Way] | None:
    """All ways in which the conditions all hold (negated: in which not all of them hold); None when there are too many."""
    result: list[Way] = [()]
    if negated:
        return _either([ways_of(condition, True) for condition in conditions])
    for condition in conditions:
        inner = ways_of(condition, False)
        if inner is None or len(result) * len(inner) > MAX_WAYS:
            return None
        result = [first + second for first in result for second in inner]
    return result


def ways_of(condition: m.Condition, negated: bool) -> list[Way] | None:
    """All ways in which one condition holds, or does not."""
    match condition:
        case m.All():
            return ways(condition.of, negated=negated)
        case m.AnyOf():
            if negated:
                return _all_negated(condition.of)
            return _either([ways_of(inner, False) for inner in condition.of])
        case m.NoneOf():
            return _either([ways_of(inner, False) for inner in condition.of]) if negated else _all_negated(condition.of)
        case _:
            return [(Claim(condition, negated),)]


def _all_negated(conditions: Iterable[m.Condition]) -> list[Way] | None:
    result: list[Way] = [()]
    for condition in conditions:
        inner = ways_of(condition, True)
        if inner is None or len(result) * len(inner) > MAX_WAYS:
            return None
        result = [first + second for first in result for second in inner]
    return result


def _either(parts: list[list[Way] | None]) -> list[Way] | None:
    found: list[Way] = []
    for part in parts:
        if part is None or len(found) + len(part) > MAX_WAYS:
            return None
        found += part
    return found


class Logic:
    """Decides which ways are possible in one pack. `never` are conclusions that no rule can ever draw."""

    def __init__(self, pack: m.Pack, recorders: Recorders, never: frozenset[str] = frozenset()) -> None:
        self.pack = pack
        self.recorders = recorders
        self.never = never

    def clash(self, way: Way) -> Clash | None:
        """The first reason why a way is impossible; None when nothing speaks against it."""
        for check in (self._pairs, self._numbers, self._counts, self._danger, self._answers, self._never):
            found = check(way)
            if found is not None:
                return found
        return None

    def impossible(self, conditions: Iterable[m.Condition]) -> Clash | None:
        """Why the conditions can never all hold; None when they can."""
        return self.all_clash(ways(conditions))

    def all_clash(self, found: list[Way] | None) -> Clash | None:
        """Why none of the ways is possible; None when one is, or when there are none to look at."""
        if not found:
            return None
        first: Clash | None = None
        for way in found:
            clash = self.clash(way)
            if clash is None:
                return None
            first = first or clash
        return first

    # ------------------------------------------------------------ one fact

    def _pairs(self, way: Way) -> Clash | None:
        by_ref: dict[str, list[Claim]] = {}
        for claim in way:
            if claim.ref and not m.of_kind(claim.ref, "number"):
                by_ref.setdefault(claim.ref, []).append(claim)
        for claims in by_ref.values():
            for first, second in combinations(claims, 2):
                if _opposed(first, second):
                    return Clash("condition/contradiction", second, first, {"word": second.ref})
        return None

    # ------------------------------------------------------------ numbers

    def _numbers(self, way: Way) -> Clash | None:
        bounds: dict[str, tuple[int, int, Claim]] = {}
        for claim in way:
            condition = claim.condition
            if not isinstance(condition, m.NumberIs) or claim.negated:
                continue
            entry = self.pack.entry("number", condition.id)
            start = (getattr(entry, "minimum", 0) * 1000, getattr(entry, "maximum", 10**9) * 1000, claim)
            low, high, first = bounds.get(condition.id, start)
            own = interval(condition)
            low, high = max(low, own[0]), min(high, own[1])
            if low > high:
                other = first if first is not claim else None
                limits = f"{getattr(entry, 'minimum', 0)}-{getattr(entry, 'maximum', '')}"
                return Clash("condition/number-never", claim, other, {"word": condition.id, "limits": limits})
            bounds[condition.id] = (low, high, first)
        return None

    # ------------------------------------------------------------ counts

    def _counts(self, way: Way) -> Clash | None:
        for claim in way:
            if not isinstance(claim.condition, m.Count):
                continue
            count = claim.condition
            wants_many = count.at_least != claim.negated
            candidates = count.over(self.pack.observed_ids)
            others = [other for other in way if other is not claim and other.ref]
            if wants_many:
                left = sum(1 for pair in candidates if not _ruled_out(pair, count.where, others, self.never))
                if left < count.count:
                    values = {"count": str(count.count), "size": str(left)}
                    return Clash("condition/count-never", claim, None, values)
            else:
                sure = [other for pair in candidates for other in others if _surely(pair, count.where, other)]
                if len({other.ref for other in sure}) >= count.count:
                    values = {"count": str(count.count), "size": str(len(sure))}
                    return Clash("condition/count-never", claim, sure[0], values)
        return None

    # ------------------------------------------------------------ danger, answers, conclusions

    def _danger(self, way: Way) -> Clash | None:
        danger = next((c for c in way if m.of_kind(c.ref, "danger") and _is_present(c)), None)
        if danger is None:
            return None
        for claim in way:
            kind = m.Ref.parse(claim.ref).kind
            if not claim.negated and kind in (*v.OBSERVED, v.NUMBER) and kind not in ("danger", "context"):
                return Clash("condition/danger-alone", claim, danger, {"word": claim.ref, "danger": danger.ref})
        return None

    def _answers(self, way: Way) -> Clash | None:
        present = [claim for claim in way if _is_present(claim) and m.Ref.parse(claim.ref).kind in v.OBSERVED]
        for first, second in combinations(present, 2):
            question = self.recorders.exclude(first.ref, second.ref)
            if question:
                values = {"word": second.ref, "other": first.ref, "question": question}
                return Clash("condition/one-answer", second, first, values)
        return None

    def _never(self, way: Way) -> Clash | None:
        for claim in way:
            if claim.ref in self.never and not claim.negated:
                return Clash("condition/never-here", claim, None, {"word": claim.ref})
        return None


def interval(condition: m.NumberIs) -> tuple[int, int]:
    """The lowest and highest value (times 1,000) that passes all tests."""
    low, high = -(10**12), 10**12
    for sign, bound in condition.tests:
        low = max(low, {">": bound + 1, ">=": bound, "=": bound}.get(sign, low))
        high = min(high, {"<": bound - 1, "<=": bound, "=": bound}.get(sign, high))
    return low, high


def _is_present(claim: Claim) -> bool:
    return isinstance(claim.condition, m.FactIs) and not claim.negated


def _opposed(first: Claim, second: Claim) -> bool:
    """Whether two claims about one fact cannot both be so."""
    one, two = first.condition, second.condition
    if first.negated and second.negated:
        return False
    if first.negated or second.negated:
        no, yes = (one, two) if first.negated else (two, one)
        if isinstance(no, m.FactIs) and isinstance(yes, m.FactIs):
            return v.carried(yes.quals).issuperset(no.quals)
        return type(no) is type(yes)
    if isinstance(one, m.FactIs) and isinstance(two, m.FactIs):
        if one.kind == "trigger":  # two ways to one trigger may carry different details
            return False
        known = dict(one.quals)
        return any(not v.stricter(name, known.get(name, value), value) for name, value in two.quals)
    return type(one) is not type(two)


def _ruled_out(pair: tuple[str, str], where: m.Quals, others: Iterable[Claim], never: frozenset[str]) -> bool:
    ref = ":".join(pair)
    counted = Claim(m.FactIs(*pair, where))
    return ref in never or any(other.ref == ref and _opposed(counted, other) for other in others)


def _surely(pair: tuple[str, str], where: m.Quals, other: Claim) -> bool:
    condition = other.condition
    return (
        other.ref == ":".join(pair)
        and _is_present(other)
        and isinstance(condition, m.FactIs)
        and v.carried(condition.quals).issuperset(where)
    )


def implies(first: list[Way] | None, second: list[Way] | None) -> bool:
    """Whether whenever one of the `first` ways is so, one of the `second` is too (only where that is plain to see)."""
    if not first or not second:
        return False
    return all(any(_covers(way, wider) for wider in second) for way in first)


def _covers(way: Way, wider: Way) -> bool:
    return all(any(_stronger(claim, wanted) for claim in way) for wanted in wider)


def _stronger(claim: Claim, wanted: Claim) -> bool:
    one, two = claim.condition, wanted.condition
    if claim.negated != wanted.negated or type(one) is not type(two):
        return (
            isinstance(one, m.Absent)
            and not claim.negated
            and wanted.negated
            and isinstance(two, m.FactIs)
            and claim.ref == wanted.ref
        )
    if isinstance(one, m.FactIs) and isinstance(two, m.FactIs):
        narrow, wide = (two, one) if claim.negated else (one, two)
        return claim.ref == wanted.ref and v.carried(narrow.quals).issuperset(wide.quals)
    if isinstance(one, m.NumberIs) and isinstance(two, m.NumberIs) and not claim.negated:
        inner, outer = interval(one), interval(two)
        return one.id == two.id and outer[0] <= inner[0] and inner[1] <= outer[1]
    return one == two
