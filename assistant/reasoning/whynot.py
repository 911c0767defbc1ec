"""Why not: the rules that could give a conclusion that was not drawn, and exactly which of their conditions are unmet."""

from __future__ import annotations

from assistant.content import model as m
from assistant.reasoning.program import Compiled
from assistant.reasoning.proof import View
from assistant.records import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """A rule that did not fire. `unmet` are conditions that do not hold, `blocking` those of `unless` that do."""

    rule: m.Rule
    unmet: tuple[m.Condition, ...]
    blocking: tuple[m.Condition, ...] = ()

    @property
    def distance(self) -> int:
        """How many conditions are in the way."""
        return len(self.unmet) + len(self.blocking)


def missing_for(view: View, ref: str) -> tuple[Missing, ...]:
    """For a conclusion that was not drawn: every rule that could give it with what it lacks, nearest first."""
    found: list[Missing] = []
    for number, rule in enumerate(view.program.rules):
        if ref in map(str, rule.then):
            plan = view.program.plan(number)
            unmet = tuple(gap for part in plan.when for gap in _gaps(view, part))
            blocking = tuple(part.condition for part in plan.unless if view.holds(part))
            found.append(Missing(rule, unmet, blocking))
    return tuple(sorted(found, key=lambda missing: (missing.distance, missing.rule.id)))


def _gaps(view: View, part: Compiled) -> tuple[m.Condition, ...]:
    """The smallest parts of a condition that do not hold: inside `all` each part, of `any` and the rest the whole."""
    if view.holds(part):
        return ()
    if isinstance(part.condition, m.All):
        return tuple(gap for inner in part.inner for gap in _gaps(view, inner))
    return (part.condition,)
