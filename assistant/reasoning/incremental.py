"""Queries about one situation that grows: what follows is worked out from what changed, not from the beginning."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.model import of_kind
from assistant.reasoning.direct import State
from assistant.reasoning.grounding import atoms_of, base_atoms
from assistant.reasoning.reasoner import Reasoner
from assistant.reasoning.situation import PRESENT, Situation


class Following:
    """Follows one conversation. Gives for every query what `Reasoner.query` gives, at the cost of what changed since the last one."""

    def __init__(self, reasoner: Reasoner) -> None:
        self.reasoner = reasoner
        self._state: State | None = None
        self._atoms: dict[str, frozenset[int]] = {}
        self._dangers: set[str] = set()

    def query(self, number: int, situation: Situation, changed: Iterable[str]) -> bool:
        """Whether a query holds in `situation`, which differs from that of the last call only in `changed` (`kind:id`)."""
        self._learn(situation, changed)
        if self._state is None or self._dangers:
            # In danger the rules read very little: rare, and quickly worked out anew.
            return self.reasoner.query(situation, number)
        return bool(self._state.true[self.reasoner.program.queries[number]])

    def _learn(self, situation: Situation, changed: Iterable[str]) -> None:
        program, circuit = self.reasoner.program, self.reasoner.circuit
        off: list[int] = []
        on: list[int] = []
        for ref in changed:
            if of_kind(ref, "danger"):
                (self._dangers.add if situation.state(ref) == PRESENT else self._dangers.discard)(ref)
            old, new = self._atoms.get(ref, frozenset()), frozenset(atoms_of(program, situation, ref))
            if old != new:
                self._atoms[ref] = new
                off += old - new
                on += new - old
        if circuit.circular:
            return
        if self._state is None:
            self._state = circuit.settle(base_atoms(program, situation))
        else:
            circuit.turn(self._state, off, on)
