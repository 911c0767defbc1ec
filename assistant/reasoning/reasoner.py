"""One door to the reasoning: a pack goes in once; situations go in, checked conclusions with proof come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from assistant.content import model as m
from assistant.errors import InternalFault
from assistant.reasoning import direct, engine, kept_program, naive
from assistant.reasoning.change import Links, links
from assistant.reasoning.grounding import base_atoms
from assistant.reasoning.program import Model, Program
from assistant.reasoning.proof import Because, View
from assistant.reasoning.situation import Situation
from assistant.records import dataclass


def _compiled(pack: m.Pack, queries: Sequence[tuple[m.Condition, ...]], cache: Path | None) -> Program:
    from assistant.reasoning.compile import compile_pack  # not needed when it was done before

    program = compile_pack(pack, queries)
    if cache and pack.digest:
        kept_program.store(cache, pack.digest, program)
    return program


@dataclass(frozen=True)
class Outcome:
    """Everything that follows from a situation: conclusions in result order, each with the alternatives that gave it.

    `model` is the evaluation all of it is read from.
    """

    situation: Situation
    model: Model
    conclusions: tuple[str, ...]
    because: Mapping[str, list[Because]]

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The ids of the conclusions of one kind."""
        return tuple(m.Ref.parse(ref).id for ref in self.conclusions if m.of_kind(ref, kind))


class Reasoner:
    """Evaluates situations against one pack. The engine is built when it is first needed."""

    def __init__(
        self, pack: m.Pack, queries: Sequence[tuple[m.Condition, ...]] = (), cache: Path | None = None
    ) -> None:
        """Compiles the rules, or reads what was compiled before from the folder `cache`; raises InputError when they cannot be."""
        self.pack = pack
        kept = kept_program.fetch(cache, pack.digest, pack.rules) if cache and pack.digest else None
        self.program: Program = kept or _compiled(pack, queries, cache)

    @cached_property
    def engine(self) -> engine.Engine:
        """The durable_rules engine for this pack."""
        return engine.Engine(self.program)

    @cached_property
    def circuit(self) -> direct.Circuit:
        """The program read as a circuit, to follow changes."""
        return direct.Circuit(self.program)

    @cached_property
    def back(self) -> Links:
        """The program read backwards, for what would change a conclusion."""
        return links(self.program, self.circuit)

    def conclude(self, situation: Situation) -> Outcome:
        """What a person may be shown: drawn by durable_rules, and by the direct interpreter as a check. Where durable_rules is not, drawn
        by the direct interpreter, and checked by the naive reading.

        Raises InternalFault if the two differ: then nothing may be shown.
        """
        reasoned = situation.for_reasoning()
        check = direct.evaluate(self.program, reasoned)
        if engine.state == "at_work":
            shown = self.engine.evaluate(reasoned)
            differing = self._differing(shown, check) if shown != check else []
        else:
            shown, differing = check, self._differing_from_naive(check, situation)
        if differing:
            raise InternalFault(f"two evaluators disagree on: {', '.join(differing)}")
        return self._outcome(reasoned, shown)

    def _differing_from_naive(self, found: Model, situation: Situation) -> list[str]:
        """The conclusions, else the rules, in which an evaluation differs from what the naive reading says."""
        world = naive.world(self.pack, situation)
        drawn = {pair for atom, pair in self.program.shown.items() if atom in found.true}
        fired = self.program.alternatives(found.fired) ^ world.fired
        rules = sorted(f"rule {rule}, alternative {number}" for rule, number in fired)
        return sorted(f"{kind}:{name}" for kind, name in drawn ^ world.drawn) or rules

    def _differing(self, one: Model, two: Model) -> list[str]:
        """The atoms two evaluations differ in, else the rules of which they say other alternatives fired, else the number of a clause."""
        atoms = sorted(self.program.atoms[atom] for atom in one.true ^ two.true)
        fired = self.program.alternatives(one.fired) ^ self.program.alternatives(two.fired)
        rules = sorted(f"rule {rule}, alternative {number}" for rule, number in fired)
        return atoms or rules or [f"clause {number}" for number in sorted(one.fired ^ two.fired)]

    def conclude_fast(self, situation: Situation) -> Outcome:
        """The same by the direct interpreter alone, for questions that need many evaluations."""
        reasoned = situation.for_reasoning()
        return self._outcome(reasoned, direct.evaluate(self.program, reasoned))

    def refs(self, situation: Situation) -> frozenset[str]:
        """Only the conclusions, as `kind:id`, by the direct interpreter."""
        true, _ = direct.run(self.program, base_atoms(self.program, situation.for_reasoning()))
        return frozenset(f"{kind}:{name}" for atom, (kind, name) in self.program.shown.items() if true[atom])

    def query(self, situation: Situation, number: int) -> bool:
        """Whether query `number` (as given when this reasoner was made) holds."""
        true, _ = direct.run(self.program, base_atoms(self.program, situation.for_reasoning()))
        return bool(true[self.program.queries[number]])

    def _outcome(self, situation: Situation, model: Model) -> Outcome:
        because = View(self.program, model, self.pack).becauses()
        rank = self.pack.rank
        return Outcome(situation, model, tuple(sorted(because, key=lambda ref: rank[ref])), because)
