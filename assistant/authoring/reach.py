"""Which rules no conversation of a pack can make fire, and which observation, that no question asks for, each of them waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.content import model as m
from assistant.content.model.conditions import Pair, facts_in, parts_of
from assistant.content.vocabulary import OBSERVED


@dataclass(frozen=True)
class Beyond:
    """A rule that only practice, or a file with facts, can make fire: what it waits for, and of which it is not said why."""

    rule: m.Rule
    waits_for: tuple[m.Observation, ...]

    @property
    def unmarked(self) -> tuple[m.Observation, ...]:
        """What it waits for without a `practice_only` that says why no question asks it."""
        return tuple(each for each in self.waits_for if not each.practice_only)


def beyond_conversations(pack: m.Pack) -> tuple[Beyond, ...]:
    """The rules that no answers to any question can make fire, in their own order.

    What is denied or not known never keeps a rule from firing here, and details (when, how strongly) can all be answered: what counts is
    whether somebody can say it at all.
    """
    able = _told(pack.dialogues.values())
    while True:
        more = {(ref.kind, ref.id) for rule in pack.rules if _can(rule.when, able) for ref in rule.then} - able
        if not more:
            break
        able |= more
    beyond = [rule for rule in pack.rules if not _can(rule.when, able)]
    return tuple(Beyond(rule, tuple(_lacking(pack, rule, able))) for rule in beyond)


def _told(dialogues: Iterable[m.Dialogue]) -> set[Pair]:
    """Everything that an answer to some question can record as present."""
    questions = [question for dialogue in dialogues for question in dialogue.questions]
    given = [each for question in questions for option in question.answerable for each in option.records]
    given += [each for question in questions for each in question.records]
    return {(each.kind, each.id) for each in given if each.state == "present"}


def _can(conditions: Iterable[m.Condition], able: set[Pair]) -> bool:
    return all(_one(condition, able) for condition in conditions)


def _one(condition: m.Condition, able: set[Pair]) -> bool:
    match condition:
        case m.FactIs():
            return (condition.kind, condition.id) in able
        case m.NumberIs():
            return ("number", condition.id) in able
        case m.All():
            return _can(condition.of, able)
        case m.AnyOf():
            return any(_one(part, able) for part in condition.of)
        case m.Count(at_least=True):
            of_kind = sum(kind == condition.kind for kind, _ in able)
            return of_kind + sum(pair in able for pair in condition.listed) >= condition.count
    return True  # what is denied, absent or not known


def _lacking(pack: m.Pack, rule: m.Rule, able: set[Pair]) -> Iterator[m.Observation]:
    """The observations below a rule that nobody can say, through what only such rules conclude."""
    waiting, seen = [rule], {rule.id}
    found: dict[Pair, None] = {}
    while waiting:
        for pair in _positive(waiting.pop().when, able):
            if pair[0] in (*OBSERVED, "number"):
                found[pair] = None
                continue
            drawing = [each for each in pack.rules if pair in {(ref.kind, ref.id) for ref in each.then}]
            waiting += [each for each in drawing if each.id not in seen]
            seen |= {each.id for each in drawing}
    entries = (pack.entry(*pair) for pair in found)
    return (entry for entry in entries if isinstance(entry, m.Observation))


def _positive(conditions: Iterable[m.Condition], able: set[Pair]) -> Iterator[Pair]:
    """What must hold for these conditions and cannot."""
    for condition in conditions:
        if _one(condition, able):
            continue
        parts = parts_of(condition)
        if parts:
            yield from _positive(parts, able)
        else:
            yield from ((ref.kind, ref.id) for ref in facts_in(condition) if (ref.kind, ref.id) not in able)
