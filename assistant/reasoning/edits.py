"""Atomic edits of a situation: one fact to present, absent or unknown, one qualifier, or one number across its nearest threshold."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content.model import Ref, of_kind
from assistant.content.vocabulary import QUALIFIERS
from assistant.reasoning.program import Program
from assistant.reasoning.situation import ABSENT, PRESENT, UNKNOWN, Fact, Number, Situation
from assistant.records import dataclass, replace

LEFT_ALONE = ("danger", "context")
STATES = (PRESENT, ABSENT, UNKNOWN)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`target` is `kind:id` or `number:id`; `qualifier` is empty for a state or a number. Numbers are times 1,000."""

    target: str
    qualifier: str = ""
    value: str = ""

    def __str__(self) -> str:
        if of_kind(self.target, "number"):
            return f"{self.target}={int(self.value) / 1000:g}"
        return f"{self.target}@{self.qualifier}={self.value}" if self.qualifier else f"{self.target}={self.value}"

    def apply(self, situation: Situation) -> Situation:
        """The situation after this edit; the original is untouched."""
        kind, name = Ref.parse(self.target).pair
        if kind == "number":
            known = situation.numbers.get(name, Number(name, 0))
            return situation.with_number(replace(known, value=int(self.value)))
        old = situation.facts.get(self.target)
        if not self.qualifier:
            quals = old.quals if old and old.state == PRESENT and self.value == PRESENT else ()
            origins = old.origins if old else ()
            return situation.with_fact(Fact(kind, name, self.value, quals, origins))
        assert old is not None
        kept = {q: value for q, value in old.quals if q != self.qualifier}
        if self.value != UNKNOWN:
            kept[self.qualifier] = self.value
        return situation.with_fact(replace(old, quals=tuple(sorted(kept.items()))))


def may_be_edited(situation: Situation, ref: str) -> bool:
    """Whether anything about this fact or number is ever tried otherwise."""
    kind, name = Ref.parse(ref).pair
    return name in situation.numbers if kind == "number" else kind not in LEFT_ALONE


def edits_of(program: Program, situation: Situation, ref: str) -> Iterator[Edit]:
    """Every atomic edit of one fact or number that changes something; none for danger and context."""
    kind, name = Ref.parse(ref).pair
    if kind in LEFT_ALONE:
        return
    if kind == "number":
        number = situation.numbers.get(name)
        if number is not None:
            for border in _across(program, number):
                yield Edit(ref, "", str(border))
        return
    state = situation.state(ref)
    for value in STATES:
        if value != state:
            yield Edit(ref, "", value)
    if state == PRESENT:
        fact = situation.facts[ref]
        asked = {name for _, quals in program.observed.get(ref, ()) for name, _ in quals}
        for qualifier in sorted(asked):
            for value in (*QUALIFIERS[qualifier], UNKNOWN):
                if value != fact.qualifier(qualifier):
                    yield Edit(ref, qualifier, value)


def _across(program: Program, number: Number) -> Iterator[int]:
    """Values just across the nearest threshold above and below, whole units where that is possible."""
    borders = borders_of(program, number.id)
    above = sorted(border for border in borders if border > number.value)
    below = sorted((border - 1 for border in borders if border <= number.value), reverse=True)
    if above:
        whole = -(-above[0] // 1000) * 1000
        yield whole if len(above) == 1 or whole < above[1] else above[0]
    if below:
        whole = below[0] // 1000 * 1000
        yield whole if len(below) == 1 or whole > below[1] else below[0]


def borders_of(program: Program, number_id: str) -> set[int]:
    """The values from which on some rule answers otherwise than just below them."""
    borders: set[int] = set()
    for _, sign, bound in program.numbers.get(number_id, ()):
        if sign in ("<", ">=", "="):
            borders.add(bound)
        if sign in ("<=", ">", "="):
            borders.add(bound + 1)
    return borders
