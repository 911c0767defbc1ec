"""One concept, one record: what texts presuppose, and whether an option and the fact it records speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.authoring.lint.desk import Desk, found
from assistant.content import model as m
from assistant.content.model.conditions import refs_in
from assistant.errors import Finding, Place

_SAID_OF = ("event", "change", "cue", "protective", "explanation")
_CHOICE: dict[m.Language, re.Pattern[str]] = {"nl": re.compile(r",? of "), "en": re.compile(r",? or ")}
_WORD = re.compile(r"[^\W\d_]{4,}")
_SAME = 4
"""Words that begin with the same so many letters count as the same word: forms of a word seldom differ before that."""


def look_at_needs(desk: Desk) -> Iterator[Finding]:
    """Every step, explanation and sentence to begin with that does not say what it presupposes."""
    for kind in ("explanation", "step"):
        for entry in desk.pack.kind(kind).values():
            if isinstance(entry, m.Observation | m.Step) and not entry.needs.said:
                yield found("needs/missing", desk.value_place(entry.place, kind), word=entry.ref)
    for kind in ("trigger", "driver"):
        for entry in desk.pack.kind(kind).values():
            if isinstance(entry, m.Trigger | m.Driver) and any(not each.needs.said for each in entry.opening):
                yield found("needs/missing", desk.key_place(entry.place, "opening"), word=f"opening ({entry.ref})")


def look(desk: Desk) -> Iterator[Finding]:
    """Rules that conclude a step without what its text presupposes, and options that say something else than what they record."""
    for entry in desk.pack.kind("step").values():
        if isinstance(entry, m.Step) and entry.needs.facts:
            yield from _unassured(desk.pack, entry)
    for dialogue in desk.pack.dialogues.values():
        options = (option for question in dialogue.questions for option in question.options)
        if dialogue.about == "person":  # answers about an organisation are points on a scale
            for option in options:
                yield from _other_words(desk.pack, option)


# ---------------------------------------------------------------- what a rule makes sure of


def _unassured(pack: m.Pack, step: m.Step) -> Iterator[Finding]:
    sure = _Sure(pack, step.needs)
    for rule in pack.rules:
        places = [ref.place for ref in rule.then if str(ref) == step.ref]
        if places and not sure.by_rule(rule):
            names = ", ".join(refs_in(*step.needs.facts))
            yield found("needs/unmet", places[0], also=step.place, word=step.ref, rule=rule.id, needs=names)


class _Sure:
    """What makes sure that at least one of some facts holds, through rules too. Facts that must hold together count as not sure."""

    def __init__(self, pack: m.Pack, needs: m.Needs) -> None:
        self.needs = [each for condition in needs.facts for each in _choices(condition)]
        self.concluding: dict[str, list[m.Rule]] = {}
        for rule in pack.rules:
            for ref in rule.then:
                self.concluding.setdefault(str(ref), []).append(rule)
        self.derived: set[str] = set()
        self._grow()

    def _grow(self) -> None:
        """Conclusions all of whose rules make sure of it; from nothing upwards, so that a circle proves nothing."""
        while True:
            waiting = ((ref, rules) for ref, rules in self.concluding.items() if ref not in self.derived)
            more = {ref for ref, rules in waiting if all(map(self.by_rule, rules))}
            if not more:
                return
            self.derived |= more

    def by_rule(self, rule: m.Rule) -> bool:
        """Whether every way in which the rule fires has one of the facts."""
        return any(map(self._by, rule.when))

    def _by(self, condition: m.Condition) -> bool:
        match condition:
            case m.FactIs():
                return f"{condition.kind}:{condition.id}" in self.derived or any(
                    _gives(condition, n) for n in self.needs
                )
            case m.Absent():
                return any(isinstance(each, m.Absent) and each == condition for each in self.needs)
            case m.All():
                return any(map(self._by, condition.of))
            case m.AnyOf():
                return all(map(self._by, condition.of))
            case m.Count() if condition.at_least and condition.kind:
                return any(isinstance(each, m.Count) and each.kind == condition.kind for each in self.needs)
            case m.Count() if condition.at_least:
                return all(self._by(m.FactIs(kind, name, condition.where)) for kind, name in condition.listed)
        return False


def _choices(condition: m.Condition) -> Iterator[m.Condition]:
    if isinstance(condition, m.AnyOf):
        for each in condition.of:
            yield from _choices(each)
    else:
        yield condition


def _gives(fact: m.FactIs, need: m.Condition) -> bool:
    """Whether this fact is what is needed, or one of a kind of which one is enough."""
    if isinstance(need, m.Count):
        return need.count == 1 and need.kind == fact.kind and not need.where
    same = isinstance(need, m.FactIs) and (need.kind, need.id) == (fact.kind, fact.id)
    return same and set(need.quals) <= set(fact.quals)  # type: ignore[union-attr]


# ---------------------------------------------------------------- one thing under one name


def _other_words(pack: m.Pack, option: m.Option) -> Iterator[Finding]:
    present = [given for given in option.records if given.state == "present" and given.kind in _SAID_OF]
    entry = pack.entry(present[0].kind, present[0].id) if len(present) == 1 == len(option.records) else None
    if not isinstance(entry, m.Observation):
        return
    for language, choice in _CHOICE.items():
        told = _beginnings(" ".join(text.in_(language) for text in (entry.name, entry.help, entry.note)))
        for part in choice.split(option.label.in_(language)):
            words = _beginnings(part)
            if words and not words & told:
                yield _drift(option.place, part.strip(" ."), entry)
                return


def _drift(place: Place, part: str, entry: m.Observation) -> Finding:
    return found("option/other-words", place, also=entry.place, word=part, fact=entry.ref)


def _beginnings(text: str) -> frozenset[str]:
    return frozenset(word[:_SAME].lower() for word in _WORD.findall(text))
