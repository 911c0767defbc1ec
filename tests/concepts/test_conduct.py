"""A signal always rests on conduct: words that condone violence, or people who do. What is ordinary life gives none, however much of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest

from assistant.content import model as m
from assistant.content.vocabulary import OBSERVED, QUALIFIED, QUALIFIERS
from assistant.dialogue.guide import Guide
from assistant.reasoning.situation import gather

CONDUCT = {
    ("cue", "praises_violence"),
    ("event", "contact_condoning_violence"),
    ("event", "online_contact_condoning_violence"),
    ("event", "friend_or_relative_condoning_violence"),
    ("event", "invited_by_group"),
    ("event", "joined_intolerant_group"),
    ("event", "marriage_into_group"),
    ("event", "material_condoning_violence"),
    ("event", "personal_messages_condoning_violence"),
    ("event", "call_to_violence"),
    ("event", "violent_training"),
}
"""The closed list: praise; and contact, a group, a marriage, material, messages, a call or a training."""
OPTIONS = ("contact_violence", "group_conduct", "married_in_group", "material", "call", "violence")
"""The options of the self-check below which conduct is told; what is more exact stands in the list too."""
MAY_BE_A_JOKE = {("change", "condones_violence")}
"""The option itself, before it is said what was heard: a joke and understanding are ticked there too. Only praise counts."""


def rests_on_conduct(rules: Iterable[m.Rule], ref: tuple[str, str], above: frozenset[tuple[str, str]]) -> bool:
    """Whether a fact or conclusion cannot hold without a fact of the list: every rule that draws it needs one."""
    if ref[0] in OBSERVED:
        return ref in CONDUCT
    if ref in above:
        return True
    drawing = [rule for rule in rules if ref in {(each.kind, each.id) for each in rule.then}]
    return all(any(needs(rules, one, above | {ref}) for one in rule.when) for rule in drawing)


def needs(rules: Iterable[m.Rule], condition: m.Condition, above: frozenset[tuple[str, str]]) -> bool:
    """Whether a condition cannot hold without a fact of the list."""
    match condition:
        case m.FactIs():
            return rests_on_conduct(rules, (condition.kind, condition.id), above)
        case m.All():
            return any(needs(rules, one, above) for one in condition.of)
        case m.AnyOf():
            return all(needs(rules, one, above) for one in condition.of)
        case m.Count(at_least=True):
            without = [pair for pair in condition.listed if not rests_on_conduct(rules, pair, above)]
            return not condition.kind and len(without) < condition.count
    return False


def test_no_rule_draws_a_signal_without_conduct(guide: Guide) -> None:
    drawing = [rule for rule in guide.pack.rules if any(ref.kind == "signal" for ref in rule.then)]
    signals = {ref.id for rule in drawing for ref in rule.then if ref.kind == "signal"}
    assert signals == set(guide.pack.kind("signal"))
    free = [rule.id for rule in drawing if not any(needs(guide.pack.rules, one, frozenset()) for one in rule.when)]
    assert free == []


def everything(guide: Guide, left_out: set[tuple[str, str]], when: str, origin: str) -> frozenset[str]:
    """The conclusions from everything that can be told at once, but danger and what is left out."""
    quals = {"when": when, "impact": "strong", "origin": origin}
    told = [
        m.Given(kind, name, quals=tuple(sorted(quals.items())) if kind in QUALIFIED else ())
        for kind in OBSERVED
        if kind != "danger"
        for name in guide.pack.kind(kind)
        if (kind, name) not in left_out
    ]
    return guide.reasoner.refs(gather(("", fact) for fact in told)[0])


@pytest.mark.parametrize(("when", "origin"), list(product(QUALIFIERS["when"], QUALIFIERS["origin"])))
def test_all_of_ordinary_life_at_once_gives_no_signal(guide: Guide, when: str, origin: str) -> None:
    drawn = everything(guide, CONDUCT, when, origin)
    assert [ref for ref in drawn if ref.startswith("signal:")] == []
    assert {"partner:colleague", "step:agree_follow_up"} <= drawn


def test_with_conduct_every_signal_is_drawn(guide: Guide) -> None:
    drawn = everything(guide, set(), "recent", "seen")
    assert {f"signal:{name}" for name in guide.pack.kind("signal")} <= drawn


def test_what_is_more_exact_than_conduct_is_conduct(guide: Guide) -> None:
    entries = [entry for kind in ("event", "change", "cue") for entry in guide.pack.kind(kind).values()]
    told_below = {(entry.kind, entry.id): entry.part_of for entry in entries if isinstance(entry, m.Observation)}
    below = {pair for pair, spot in told_below.items() if spot is not None and spot.option in OPTIONS}
    assert len(below) > len(OPTIONS)
    assert below <= CONDUCT | MAY_BE_A_JOKE


@pytest.mark.parametrize(
    "told",
    [
        [("event", "dismissal"), ("context", "changed_after_event"), ("change", "withdraws")],
        [("event", "discriminated"), ("change", "us_them_talk"), ("cue", "speaks_of_injustice")],
        [("event", "dismissal"), ("event", "trouble_at_home"), ("change", "secrecy")],
        [("change", "drops_old_friends"), ("event", "left_club")],
        [("change", "pressures_others"), ("change", "us_them_talk"), ("change", "new_closed_circle")],
        [("change", "talks_of_enemies"), ("change", "us_them_talk")],
        [("change", "condones_violence"), ("change", "talks_of_enemies")],
    ],
)
def test_without_conduct_there_is_a_talk_and_something_to_find_out(guide: Guide, told: list[tuple[str, str]]) -> None:
    quals = (("impact", "strong"), ("origin", "seen"), ("when", "recent"))
    given = [m.Given(kind, name, quals=quals if kind in QUALIFIED else ()) for kind, name in told]
    drawn = guide.reasoner.refs(gather(("", fact) for fact in given)[0])
    assert {"step:talk_open", "step:share_with_colleague", "partner:colleague"} <= drawn
    assert any(ref.startswith("inquiry:") for ref in drawn)
    assert not drawn & {"partner:lse", "partner:ess", "partner:focal_officer", "partner:municipality"}
