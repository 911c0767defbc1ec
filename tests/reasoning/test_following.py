"""A conversation is followed from answer to answer: the same facts and the same conditions as working everything out anew."""

from __future__ import annotations

import random

import pytest
from generate import USUAL, make_pack

from assistant.content.model import Given
from assistant.reasoning.incremental import Following
from assistant.reasoning.reasoner import Reasoner
from assistant.reasoning.situation import ABSENT, NOT_REPORTED, PRESENT, UNKNOWN, Gathering, Situation

QUALS = ((), (("when", "recent"),), (("when", "older"), ("impact", "strong")), (("origin", "seen"),))


def anew(told: list[tuple[str, object]]) -> dict[str, tuple[str, dict[str, str]]]:
    """State and qualifiers of every fact, the slow way: first what was given, then what was asked apart."""
    order = (PRESENT, ABSENT, UNKNOWN, NOT_REPORTED)
    states: dict[str, str] = {}
    quals: dict[str, dict[str, str]] = {}
    for _, one in told:
        if not isinstance(one, Given) or one.kind == "number":
            continue
        ref = f"{one.kind}:{one.id}"
        known = dict(one.quals) if one.state == PRESENT else {}
        if one.state == states.get(ref):
            quals[ref] = known | quals[ref]
        elif ref not in states or order.index(one.state) < order.index(states[ref]):
            states[ref], quals[ref] = one.state, known
    for _, one in told:
        if not isinstance(one, Given) and states.get(one[0]) == PRESENT:  # type: ignore[index]
            quals[one[0]] = dict(one[1]) | quals[one[0]]  # type: ignore[index]
    return {ref: (state, quals[ref]) for ref, state in states.items()}


def something(rng: random.Random, refs: list[tuple[str, str]], numbers: list[str]) -> object:
    """A statement, or qualifiers that are asked apart."""
    if numbers and rng.random() < 0.15:
        return Given("number", rng.choice(numbers), PRESENT, (), rng.choice((0, 3000, 8000)))
    kind, name = rng.choice(refs)
    if rng.random() < 0.25:
        return f"{kind}:{name}", rng.choice(QUALS[1:])
    state = rng.choice((PRESENT, PRESENT, ABSENT, UNKNOWN, NOT_REPORTED))
    return Given(kind, name, state, rng.choice(QUALS) if state == PRESENT else ())


@pytest.mark.parametrize("seed", range(40))
def test_every_condition_holds_as_if_worked_out_anew(seed: int) -> None:
    rng = random.Random(seed)
    pack = make_pack(rng, USUAL)
    reasoner = Reasoner(pack, [rule.when for rule in pack.rules if not rule.unless][:8])
    refs = [(kind, name) for kind, names in pack.observed_ids.items() for name in names if kind != "number"]
    safe = [pair for pair in refs if pair[0] != "danger"] if seed % 3 else refs
    gathering, following = Gathering(), Following(reasoner)
    told: list[tuple[str, object]] = []
    for number in range(25):
        one = something(rng, safe, list(pack.kind("number")))
        told.append((f"q{number}", one))
        if isinstance(one, Given):
            gathering.give(f"q{number}", one)
        else:
            gathering.qualify(f"q{number}", *one)  # type: ignore[misc]
        situation = gathering.situation
        found = {ref: (fact.state, dict(fact.quals)) for ref, fact in situation.facts.items()}
        assert found == anew(told)
        if number % 3 == 0:
            asked = rng.randrange(len(reasoner.program.queries))
            wanted = reasoner.query(Situation(dict(situation.facts), dict(situation.numbers)), asked)
            assert following.query(asked, situation, gathering.changed) == wanted
            gathering.changed.clear()
