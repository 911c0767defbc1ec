"""Why not: what a rule lacks is exactly what does not hold."""

from __future__ import annotations

import random

from generate import make_pack, make_situation
from reasoning.tally import Tally

from assistant.content import model as m
from assistant.content.vocabulary import CONCERNS
from assistant.reasoning import naive
from assistant.reasoning.explainer import Explainer
from assistant.reasoning.reasoner import Reasoner


def leaves(condition: m.Condition) -> tuple[m.Condition, ...]:
    """The parts a condition falls into where all of them are asked for."""
    return (
        tuple(leaf for inner in condition.of for leaf in leaves(inner))
        if isinstance(condition, m.All)
        else (condition,)
    )


def test_unmet_conditions_are_exactly_those_that_do_not_hold_and_no_rule_lacks_nothing() -> None:
    tally = Tally("why not")
    blocked = 0
    for seed in range(150):
        rng = random.Random(seed)
        pack = make_pack(rng)
        situation = make_situation(rng, pack, danger=0.08)
        reasoner = Reasoner(pack)
        outcome = reasoner.conclude_fast(situation)
        explainer = Explainer(reasoner, outcome)
        world = naive.world(pack, situation)
        for ref in sorted({str(ref) for rule in pack.rules for ref in rule.then}):
            found = explainer.why_not(ref)
            if ref in outcome.conclusions:
                assert found == ()
                continue
            rules = [rule for rule in pack.rules if ref in map(str, rule.then)]
            assert {each.rule.id for each in found} == {rule.id for rule in rules}
            for each in found:
                wanted = [leaf for condition in each.rule.when for leaf in leaves(condition) if not world.holds(leaf)]
                assert list(each.unmet) == wanted
                assert list(each.blocking) == [condition for condition in each.rule.unless if world.holds(condition)]
                assert each.distance > 0, f"seed {seed}: {each.rule.id} lacks nothing, yet {ref} is not drawn"
                blocked += bool(each.blocking)
            assert [each.distance for each in found] == sorted(each.distance for each in found)
            tally.see(situation, (ref,), rules)
    tally.close()
    assert blocked


def test_what_can_be_asked_about_are_the_concerns_that_rules_give_and_that_were_not_drawn() -> None:
    rng = random.Random(3)
    pack = make_pack(rng)
    reasoner = Reasoner(pack)
    outcome = reasoner.conclude_fast(make_situation(rng, pack))
    found = Explainer(reasoner, outcome).not_drawn
    possible = {str(ref) for rule in pack.rules for ref in rule.then if ref.kind in CONCERNS}
    assert set(found) == possible - set(outcome.conclusions)
    assert list(found) == sorted(found, key=pack.rank.__getitem__)
