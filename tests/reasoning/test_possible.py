"""What stays possible is exactly what unknown details of present facts could bring: held against trying every value of every detail."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from types import MappingProxyType

from generate import SMALL, USUAL, make_pack, make_situation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.content import model as m
from assistant.content.vocabulary import CONCERNS, DOUBTED, QUALIFIERS
from assistant.dialogue.guide import Guide
from assistant.reasoning import naive
from assistant.reasoning.edits import Edit
from assistant.reasoning.explainer import Explainer
from assistant.reasoning.possible import Possible
from assistant.reasoning.reasoner import Reasoner
from assistant.reasoning.situation import PRESENT, Fact, Situation

MOST_DETAILS = 4


def unknown_details(situation: Situation) -> list[tuple[str, str]]:
    return [
        (fact.ref, name)
        for fact in situation.present()
        for name in DOUBTED
        if fact.kind != "context" and fact.qualifier(name) == "unknown"
    ]


def few_unknown(rng: random.Random, pack: m.Pack) -> Situation:
    """A situation of which at most MOST_DETAILS details are unknown."""
    situation = make_situation(rng, pack, danger=0.01)
    for ref, name in rng.sample(unknown := unknown_details(situation), max(0, len(unknown) - MOST_DETAILS)):
        situation = Edit(ref, name, rng.choice(QUALIFIERS[name])).apply(situation)
    return situation


def filled_in(situation: Situation) -> Iterator[Situation]:
    """The situation with every mix of known values for what is unknown."""
    details = unknown_details(situation)
    for values in product(*(QUALIFIERS[name] for _, name in details)):
        known = situation
        for (ref, name), value in zip(details, values, strict=True):
            known = Edit(ref, name, value).apply(known)
        yield known


def concerns(refs: frozenset[str]) -> set[str]:
    return {ref for ref in refs if ref.partition(":")[0] in CONCERNS}


def what_is_possible(reasoner: Reasoner, situation: Situation) -> tuple[Possible, ...]:
    return Explainer(reasoner, reasoner.conclude_fast(situation)).possible


def tried(pack: m.Pack, reasoner: Reasoner, situation: Situation, *, naively: bool) -> set[str]:
    """By trying everything, with the oracle or with the direct interpreter, which does the same faster."""
    union: set[str] = set()
    for known in filled_in(situation):
        union |= concerns(naive.conclusions(pack, known) if naively else reasoner.refs(known))
    return union - reasoner.refs(situation)


def test_it_is_what_trying_every_value_gives_on_random_packs() -> None:
    reached = 0
    for seed in range(60):
        rng = random.Random(seed)
        pack = make_pack(rng, SMALL if seed % 3 == 0 else USUAL)
        reasoner = Reasoner(pack)
        for number in range(6):
            situation = few_unknown(rng, pack)
            found = what_is_possible(reasoner, situation)
            wanted = tried(pack, reasoner, situation, naively=number == 0)
            assert {item.ref for item in found} == wanted, f"seed {seed}"
            reached += len(found)
    assert reached > 20


def test_every_set_of_details_is_enough_and_none_of_them_too_much() -> None:
    looked = 0
    for seed in range(200):
        rng = random.Random(seed)
        pack = make_pack(rng)
        reasoner = Reasoner(pack)
        situation = make_situation(rng, pack, danger=0)
        for item in what_is_possible(reasoner, situation):
            for needs in item.needs:
                for left in (None, *needs):
                    known = situation
                    for edit in needs:
                        known = known if edit is left else edit.apply(known)
                    assert (item.ref in reasoner.refs(known)) == (left is None), f"seed {seed}: {needs}"
                looked += 1
    assert looked > 20


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 10**6))
def test_it_is_empty_when_every_detail_is_known_and_in_danger(seed: int) -> None:
    rng = random.Random(seed)
    pack = make_pack(rng, SMALL)
    reasoner = Reasoner(pack)
    situation = make_situation(rng, pack, danger=0)
    known = next(filled_in(situation))
    assert not what_is_possible(reasoner, known)
    assert not what_is_possible(reasoner, situation.with_fact(Fact("danger", "d0")))


def test_it_is_what_trying_every_value_gives_on_the_shipped_pack(guide: Guide) -> None:
    reasoner, pack = guide.reasoner, guide.pack
    asked = [f"event:{name}" for name in pack.kind("event")]
    other = [f"{kind}:{name}" for kind in ("change", "cue", "context") for name in pack.kind(kind)]
    reached = 0
    for seed in range(60):
        rng = random.Random(seed)
        facts = {}
        for ref in rng.sample(asked, 2) + rng.sample(other, 5):
            kind, _, name = ref.partition(":")
            quals = (("origin", rng.choice(("seen", "told"))),) if kind in ("event", "change") else ()
            facts[ref] = Fact(kind, name, PRESENT, quals)
        situation = Situation(MappingProxyType(facts))
        union: set[str] = set()
        for values in product(*(QUALIFIERS[name] for name in DOUBTED), repeat=2):
            known = situation
            for (ref, name), value in zip(product(list(facts)[:2], DOUBTED), values, strict=True):
                known = Edit(ref, name, value).apply(known)
            union |= concerns(reasoner.refs(known))
        found = what_is_possible(reasoner, situation)
        assert {item.ref for item in found} == union - reasoner.refs(situation), f"seed {seed}"
        reached += len(found)
    assert reached > 60


def test_many_events_of_which_nothing_is_known_all_stay_in_sight(guide: Guide) -> None:
    """However many were chosen: every trigger factor that could be drawn of each alone is still there when all are named."""
    reasoner = guide.reasoner
    events = [Fact("event", name) for name in reasoner.pack.kind("event")]
    alone = {
        item.ref
        for fact in events
        for item in what_is_possible(reasoner, Situation(MappingProxyType({fact.ref: fact})))
    }
    situation = Situation(MappingProxyType({fact.ref: fact for fact in events}))
    together = {item.ref for item in what_is_possible(reasoner, situation)} | reasoner.refs(situation)
    assert alone
    assert alone <= together
