"""The engine within its limits and beyond them: many rules, long rules, long chains, interruptions, and memory."""

from __future__ import annotations

import gc
import random
import resource
import sys
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import pytest
from generate import Shape, make_pack, make_situation

from assistant.content import model as m
from assistant.errors import InternalFault
from assistant.reasoning import direct, engine
from assistant.reasoning.compile import compile_pack
from assistant.reasoning.engine import Engine
from assistant.reasoning.reasoner import Reasoner
from assistant.reasoning.situation import Fact, Situation


def pack_of(rules: list[m.Rule], events: int) -> m.Pack:
    entries: dict[str, dict[str, m.Entry]] = {
        "event": {f"e{n}": m.Observation("event", f"e{n}", m.Text("e", "e")) for n in range(events)}
    }
    for rule in rules:
        for ref in rule.then:
            entries.setdefault(ref.kind, {})[ref.id] = m.Entry(ref.kind, ref.id, m.Text("x", "x"))
    return m.Pack(m.PackInfo(), entries, tuple(rules), {})


def event(number: int) -> m.FactIs:
    return m.FactIs("event", f"e{number}")


def happened(*numbers: int) -> Situation:
    return Situation(MappingProxyType({f"event:e{n}": Fact("event", f"e{n}") for n in numbers}))


def agreed(pack: m.Pack, situation: Situation) -> frozenset[str]:
    """The conclusions, once engine and direct interpreter agree on them."""
    reasoner = Reasoner(pack)
    found = frozenset(reasoner.conclude(situation).conclusions)
    reasoner.engine.close()
    return found


# ------------------------------------------------------------ sizes


@pytest.mark.parametrize("many", [249, 250, 251, 600])
def test_any_number_of_rules_may_test_one_fact(many: int) -> None:
    rules = [m.Rule(f"r{n}", (event(0), event(1 + n)), (m.Ref("step", f"s{n}"),)) for n in range(many)]
    last = many - 1
    assert agreed(pack_of(rules, many + 1), happened(0, 3, 1 + last)) == {"step:s2", f"step:s{last}"}
    assert agreed(pack_of(rules, many + 1), happened(*range(many + 1))) == {f"step:s{n}" for n in range(many)}


def test_far_more_rules_than_one_rule_set_of_the_engine_can_hold() -> None:
    many = 9_000
    rules = [m.Rule(f"r{n}", (event(n % 90), event(n // 90)), (m.Ref("step", f"s{n}"),)) for n in range(many)]
    program = compile_pack(pack_of(rules, 100))
    assert len(program.clauses) == many
    situation = happened(*range(0, 90, 2))
    made = Engine(program)
    assert len(made._shards) > 1
    model = made.evaluate(situation)
    made.close()
    assert model == direct.evaluate(program, situation)
    assert len(model.fired) == 45 * 45


@pytest.mark.parametrize("long", [14, 15, 16, 29, 30, 31, 200])
def test_rules_with_very_many_conditions(long: int) -> None:
    pack = pack_of([m.Rule("r", tuple(event(n) for n in range(long)), (m.Ref("signal", "all"),))], long)
    assert agreed(pack, happened(*range(long))) == {"signal:all"}
    assert agreed(pack, happened(*range(long - 1))) == set()
    assert agreed(pack, happened(*range(1, long))) == set()


def test_choices_and_counts_of_hundreds() -> None:
    wide = m.AnyOf(tuple(m.All((event(n), event(n + 1))) for n in range(300)))
    rules = [
        m.Rule("any", (wide,), (m.Ref("signal", "any"),)),
        m.Rule("count", (m.Count(True, 250, "event"),), (m.Ref("signal", "count"),)),
    ]
    pack = pack_of(rules, 301)
    assert agreed(pack, happened(7, 8)) == {"signal:any"}
    assert agreed(pack, happened(*range(0, 301, 2))) == set()
    assert agreed(pack, happened(*range(250))) == {"signal:any", "signal:count"}


def test_a_chain_of_two_thousand_levels() -> None:
    deep = 2_000
    rules = [m.Rule("r0", (event(0),), (m.Ref("signal", "s0"),))]
    rules += [m.Rule(f"r{n}", (m.FactIs("signal", f"s{n - 1}"),), (m.Ref("signal", f"s{n}"),)) for n in range(1, deep)]
    reasoner = Reasoner(pack_of(rules, 1))
    outcome = reasoner.conclude(happened(0))
    assert len(outcome.conclusions) == deep
    assert reasoner.conclude(happened()).conclusions == ()
    reasoner.engine.close()


def test_sixty_strata() -> None:
    rules = [m.Rule("r0", (event(0),), (m.Ref("step", "s0"),))]
    rules += [
        m.Rule(f"r{n}", (event(1),), (m.Ref("step", f"s{n}"),), (m.FactIs("step", f"s{n - 1}"),)) for n in range(1, 60)
    ]
    pack = pack_of(rules, 2)
    assert len(compile_pack(pack).strata) == 59
    assert agreed(pack, happened(0, 1)) == {f"step:s{n}" for n in range(0, 60, 2)}
    assert agreed(pack, happened(1)) == {f"step:s{n}" for n in range(1, 60, 2)}


def test_ids_whose_hashes_collide_stay_apart() -> None:
    ids = engine._Ids()
    ids.hashes.add(engine.fnv32("17#0"))
    assert ids.take("17#0") != "17#0"
    assert engine.fnv32("a") == 0xE40C292C


# ------------------------------------------------------------ interruptions


class Interrupting:
    """The C module, but one call, counted from now, is interrupted: just before it starts or just after it ends."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self.left = -1
        self.before = False
        self.calls = 0
        self.error = real.error

    def __getattr__(self, name: str) -> Any:
        function = getattr(self._real, name)

        def call(*arguments: Any) -> Any:
            self.calls += 1
            self.left -= 1
            hit = self.left == 0
            if hit and self.before:
                raise KeyboardInterrupt
            answer = function(*arguments)
            if hit:
                raise KeyboardInterrupt
            return answer

        return call


def test_an_evaluation_can_be_interrupted_anywhere_and_the_next_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(4)
    pack = make_pack(rng, Shape(rules=30))
    program = compile_pack(pack)
    made = Engine(program)
    cases = [make_situation(rng, pack).for_reasoning() for _ in range(3)]
    wanted = [direct.evaluate(program, case) for case in cases]
    broken = Interrupting(engine.durable)
    monkeypatch.setattr(engine, "durable", broken)
    assert made.evaluate(cases[0]) == wanted[0]
    points = broken.calls
    assert points > 20
    interrupted = 0
    for point in range(1, points + 1):
        for before in (True, False):
            broken.left, broken.before = point, before
            with pytest.raises(KeyboardInterrupt):
                made.evaluate(cases[0])
            interrupted += 1
            broken.left = -1
            for case, model in zip(cases, wanted, strict=True):
                assert made.evaluate(case) == model
    print(f"{interrupted} interruptions")
    made.close()


def test_an_error_of_the_engine_itself_is_a_fault_that_is_told() -> None:
    pack = pack_of([m.Rule("r", (event(0),), (m.Ref("signal", "s"),))], 1)
    made = Engine(compile_pack(pack))
    assert made.evaluate(happened(0)).fired
    facts = made._shards[0].facts
    facts.update({atom: [*known, *known] for atom, known in facts.items()})
    with pytest.raises(InternalFault, match="durable_rules"):
        made.evaluate(happened(0))
    made.close()


def test_conclusions_the_two_evaluators_differ_on_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = pack_of([m.Rule("r", (event(0),), (m.Ref("signal", "s"),))], 1)
    reasoner = Reasoner(pack)
    monkeypatch.setattr(direct, "evaluate", lambda _, situation: reasoner.engine.evaluate(Situation()))
    with pytest.raises(InternalFault, match="signal:s"):
        reasoner.conclude(happened(0))
    reasoner.engine.close()


# ------------------------------------------------------------ memory


def memory() -> float:
    """The most memory this process had so far, in MiB: it does not fall, so a rise after warming up is a leak."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def evaluations(made: Engine, cases: list[Situation], count: int) -> Iterator[int]:
    for number in range(count):
        made.evaluate(cases[number % len(cases)])
        yield number


def test_thousands_of_evaluations_take_no_more_memory() -> None:
    rng = random.Random(8)
    pack = make_pack(rng, Shape(rules=40, per_kind=4))
    made = Engine(compile_pack(pack))
    cases = [make_situation(rng, pack).for_reasoning() for _ in range(50)]
    for _ in evaluations(made, cases, 300):
        pass
    gc.collect()
    before = memory()
    for _ in evaluations(made, cases, 2_000):
        pass
    grown = memory() - before
    made.close()
    print(f"{grown:.1f} MiB more after 2,000 evaluations")
    # A state that is not deleted costs tens of kilobytes at the least: 2,000 of them would be far above this.
    assert grown < 8
