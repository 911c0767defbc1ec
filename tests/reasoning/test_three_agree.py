"""durable_rules, the direct interpreter and the naive oracle draw the same conclusions."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from generate import (
    ALL_CONSTRUCTS,
    SMALL,
    USUAL,
    Shape,
    constructs,
    make_edit,
    make_pack,
    make_situation,
    packs,
    shuffled,
    situations,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reasoning.agree import disagreement
from reasoning.tally import Tally

from assistant.reasoning import direct, naive
from assistant.reasoning.compile import compile_pack
from assistant.reasoning.engine import Engine
from assistant.reasoning.reasoner import Reasoner

PACKS = 150
EDITS = 4


def test_the_three_agree_on_random_packs_situations_and_edits() -> None:
    tally = Tally("three evaluators agree")
    covered: Counter[str] = Counter()
    for seed in range(PACKS):
        rng = random.Random(seed)
        pack = make_pack(rng)
        covered += constructs(pack)
        reasoner = Reasoner(pack)
        for _ in range(2):
            situation = make_situation(rng, pack, danger=0.06)
            for _ in range(EDITS):
                assert not disagreement(reasoner, situation), f"seed {seed}"
                outcome = reasoner.conclude_fast(situation)
                rules = {each.rule.id: each.rule for found in outcome.because.values() for each in found}
                tally.see(situation, outcome.conclusions, rules.values())
                edit = make_edit(rng, reasoner.program, pack, situation)
                if edit is None:
                    break
                situation = edit.apply(situation)
        reasoner.engine.close()
    tally.close()
    print(", ".join(f"{name}: {covered[name]}" for name in ALL_CONSTRUCTS))
    assert not [name for name in ALL_CONSTRUCTS if not covered[name]]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_three_agree_on_packs_that_can_be_made_smaller(data: st.DataObject) -> None:
    pack = data.draw(packs(SMALL))
    reasoner = Reasoner(pack)
    assert not disagreement(reasoner, data.draw(situations(pack)))
    reasoner.engine.close()


def test_the_three_agree_on_choices_within_choices() -> None:
    inside = 0
    for seed in range(30):
        rng = random.Random(seed)
        pack = make_pack(rng, Shape(rules=30, layers=3, depth=4))
        reasoner = Reasoner(pack)
        for _ in range(3):
            situation = make_situation(rng, pack, danger=0)
            assert not disagreement(reasoner, situation), f"seed {seed}"
        chains = [chain for rule in pack.rules for each in rule.when for chain in naive.choices(each)]
        inside += sum(len(chain) > 1 for chain in chains)
        reasoner.engine.close()
    assert inside > 50


def test_one_engine_gives_the_same_again_and_in_any_order() -> None:
    for seed in range(15):
        rng = random.Random(seed)
        pack = make_pack(rng)
        program = compile_pack(pack)
        engine = Engine(program)
        cases = [make_situation(rng, pack).for_reasoning() for _ in range(6)]
        first = [engine.evaluate(case) for case in cases]
        assert [engine.evaluate(case) for case in reversed(cases)] == first[::-1]
        fresh = Engine(program)
        assert fresh.evaluate(cases[3]) == first[3]
        for each in (engine, fresh):
            each.close()


def test_the_order_of_rules_makes_no_difference_to_any_of_the_three() -> None:
    for seed in range(40):
        rng = random.Random(seed)
        pack = make_pack(rng)
        situation = make_situation(rng, pack)
        wanted = naive.conclusions(pack, situation)
        for _ in range(3):
            other = shuffled(rng, pack)
            reasoner = Reasoner(other)
            assert reasoner.refs(situation) == wanted == naive.conclusions(other, situation)
            assert not disagreement(reasoner, situation)
            reasoner.engine.close()


def test_following_what_an_edit_touches_gives_what_working_it_all_out_gives() -> None:
    circular = straight = 0
    for seed in range(120):
        rng = random.Random(seed)
        pack = make_pack(rng, USUAL if seed % 2 else replace(USUAL, layers=6, rules=25, per_kind=4))
        program = compile_pack(pack)
        circuit = direct.Circuit(program)
        situation = make_situation(rng, pack, danger=0)
        state = circuit.settle(direct.base_atoms(program, situation))
        observed = [
            atom
            for found in (program.observed, program.stated, program.numbers)
            for each in found.values()
            for atom, *_ in each
        ]
        for _ in range(25):
            turned = set(rng.sample(observed, min(len(observed), rng.randint(1, 5))))
            off, on = turned & state.base, turned - state.base
            state = circuit.turned(state, off, on)
            anew = direct.settle(program, state.base)
            assert state.true == anew.true, f"seed {seed}"
            assert state.lacking == anew.lacking
        circular, straight = circular + circuit.circular, straight + (not circuit.circular)
    print(f"{circular} packs in which something rests on itself, {straight} in which nothing does")
    assert circular
    assert straight
