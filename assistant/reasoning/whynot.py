"""Why not: the rules that could give a conclusion that was not drawn, and exactly which of their conditions are unmet."""

from __future__ import annotations

from assistant.content import model as m
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


def missing_for(view: View, kind: str, name: str) -> tuple[Missing, ...]:
    """For a conclusion that was not drawn: every rule that could give it with what it lacks, nearest first."""
    found: list[Missing] = []
    for rule in view.pack.rules:
        if any((ref.kind, ref.id) == (kind, name) for ref in rule.then):
            unmet = tuple(gap for condition in rule.when for gap in _gaps(view, condition))
            blocking = tuple(condition for condition in rule.unless if view.holds(condition))
            found.append(Missing(rule, unmet, blocking))
    return tuple(sorted(found, key=lambda missing: (missing.distance, missing.rule.id)))


def _gaps(view: View, condition: m.Condition) -> tuple[m.Condition, ...]:
    """The smallest parts of a condition that do not hold: inside `all` each part, of `any` and the rest the whole."""
    if view.holds(condition):
        return ()
    if isinstance(condition, m.All):
        return tuple(gap for inner in condition.of for gap in _gaps(view, inner))
    return (condition,)


def describe(condition: m.Condition) -> str:
    """A condition in the short notation of results, such as `any(event:a@when=recent, change:b)`."""
    match condition:
        case m.FactIs():
            quals = ",".join(f"{q}={value}" for q, value in condition.quals)
            return f"{condition.kind}:{condition.id}" + (f"@{quals}" if quals else "")
        case m.Absent():
            return f"{condition.kind}:{condition.id}=absent"
        case m.Unknown():
            return f"{condition.kind}:{condition.id}=unknown"
        case m.NumberIs():
            return ", ".join(f"number:{condition.id}{sign}{bound / 1000:g}" for sign, bound in condition.tests)
        case m.Count():
            word = "at_least" if condition.at_least else "fewer_than"
            what = condition.kind or ", ".join(f"{kind}:{name}" for kind, name in condition.listed)
            where = ",".join(f"{q}={value}" for q, value in condition.where)
            return f"{word} {condition.count} of ({what})" + (f"@{where}" if where else "")
        case m.All() | m.AnyOf() | m.NoneOf():
            word = {"All": "all", "AnyOf": "any", "NoneOf": "none"}[type(condition).__name__]
            return f"{word}({', '.join(describe(inner) for inner in condition.of)})"
