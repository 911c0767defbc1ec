"""Compare the three evaluators on one situation."""

from __future__ import annotations

from assistant.reasoning import direct, naive
from assistant.reasoning.reasoner import Reasoner
from assistant.reasoning.situation import Situation


def disagreement(reasoner: Reasoner, situation: Situation) -> str:
    """What the evaluators disagree on, as a sentence; empty when they agree.

    Engine and direct interpreter must agree on every atom and on every clause that fired; the oracle on every alternative of
    a rule that fired, on every conclusion and on every qualifier of a trigger that some rule asks for.
    """
    program = reasoner.program
    reasoned = situation.for_reasoning()
    by_engine = reasoner.engine.evaluate(reasoned)
    by_direct = direct.evaluate(program, reasoned)
    if by_engine != by_direct:
        atoms = sorted(program.atoms[atom] for atom in by_engine.true ^ by_direct.true)
        return f"engine and direct interpreter: {atoms or sorted(by_engine.fired ^ by_direct.fired)}"
    world = naive.world(reasoner.pack, situation)
    fired = program.alternatives(by_engine.fired)
    if fired != program.alternatives(by_direct.fired) or fired != world.fired:
        return f"alternatives that fired: {sorted(fired ^ world.fired)}"
    shown = {pair for atom, pair in program.shown.items() if atom in by_direct.true}
    if shown != world.drawn:
        return f"naive: {sorted(shown ^ world.drawn)}"
    for atom, name in enumerate(program.atoms):
        ref, _, quals = name.partition("@")
        if quals and ref.startswith("trigger:"):
            key = (ref.partition(":")[2], tuple(tuple(pair.split("=")) for pair in quals.split(",")))
            if (atom in by_direct.true) != (key in world.qualified):
                return f"naive: {name}"
    return ""
