"""Everything one can ask about one situation's conclusions: how, why not, what would change it, what is still open."""

from __future__ import annotations

from functools import cached_property

from assistant.content.model import of_kind
from assistant.content.vocabulary import CONCERNS
from assistant.reasoning.change import EditSet, World, single_changes, smallest_changes
from assistant.reasoning.edits import may_be_edited
from assistant.reasoning.grounding import base_atoms
from assistant.reasoning.open_facts import Open, still_open
from assistant.reasoning.possible import Possible, of_longer_ago, possible
from assistant.reasoning.proof import Because, View, ground
from assistant.reasoning.reasoner import Outcome, Reasoner
from assistant.reasoning.supports import Supports
from assistant.reasoning.whynot import Missing, missing_for


class Explainer:
    """Explains one outcome. What is costly is computed when first asked for, and once."""

    def __init__(self, reasoner: Reasoner, outcome: Outcome) -> None:
        self.reasoner = reasoner
        self.outcome = outcome
        self._changes: dict[str, tuple[EditSet, ...]] = {}

    @cached_property
    def _world(self) -> World:
        return World(self.reasoner.program, self.reasoner.back, self.outcome.situation)

    @cached_property
    def view(self) -> View:
        """The evaluated situation, to ask single conditions of."""
        return View(self.reasoner.program, self.outcome.model, self.reasoner.pack)

    def because(self, ref: str) -> list[Because]:
        """Every fired alternative for a conclusion; empty when it was not drawn."""
        return self.outcome.because.get(ref, [])

    def ground(self, ref: str) -> tuple[str, ...]:
        """What the person said that a conclusion rests on, through every chain."""
        return ground(self.outcome.because, ref)

    def changes(self, ref: str) -> tuple[EditSet, ...]:
        """The smallest sets of edits that add or remove the conclusion `ref`; empty when none of one or two does."""
        if ref not in self._changes:
            goal = self.reasoner.program.index.get(ref)
            known = goal is not None and goal in self.reasoner.program.shown
            self._changes[ref] = smallest_changes(self._world, goal) if known and goal is not None else ()
        return self._changes[ref]

    def left_alone(self, ref: str) -> tuple[str, ...]:
        """What the conclusion `ref` rests on now and was not tried otherwise: background, danger, and numbers that were not given.

        In danger nothing is tried, so it is everything.
        """
        goal = self.reasoner.program.index.get(ref)
        if goal is None:
            return ()
        facts = self.reasoner.back.facts
        situation = self.outcome.situation
        resting = {facts[atom] for atom in self._world.rests_on(goal, self._world.now)}
        return tuple(sorted(each for each in resting if situation.in_danger or not may_be_edited(situation, each)))

    def single_changes(self, ref: str) -> tuple[EditSet, ...]:
        """Only the single edits that add or remove `ref`: what a page for readers shows, at a fraction of the cost."""
        goal = self.reasoner.program.index.get(ref)
        return single_changes(self._world, goal) if goal is not None else ()

    @cached_property
    def _supports(self) -> Supports:
        base = base_atoms(self.reasoner.program, self.outcome.situation)
        return Supports(self.reasoner.program, self.reasoner.back, self.outcome.model, base)

    def supports(self, ref: str) -> tuple[tuple[tuple[str, ...], ...], bool]:
        """The minimal supports of a conclusion: sets of atoms the person's answers made true, smallest first, and whether more exist."""
        atom = self.reasoner.program.index.get(ref)
        if atom is None or ref not in self.outcome.conclusions:
            return (), False
        found, more = self._supports.of(atom)
        names = self.reasoner.program.atoms
        return tuple(tuple(sorted(names[fact] for fact in support.facts)) for support in found), more

    def why_not(self, ref: str) -> tuple[Missing, ...]:
        """The rules that could give `ref`, with what they lack, nearest first; empty when it was drawn."""
        if ref in self.outcome.conclusions:
            return ()
        return missing_for(self.view, ref)

    @cached_property
    def not_drawn(self) -> tuple[str, ...]:
        """Every concern that some rule can give and that was not drawn, in result order."""
        possible = {f"{kind}:{name}" for kind, name in self.reasoner.program.shown.values() if kind in CONCERNS}
        rank = self.reasoner.pack.rank
        return tuple(sorted(possible - set(self.outcome.conclusions), key=rank.__getitem__))

    @cached_property
    def open(self) -> tuple[Open, ...]:
        """What is worth finding out, what changes most first."""
        return still_open(self.reasoner.pack, self._world)

    @cached_property
    def possible(self) -> tuple[Possible, ...]:
        """The concerns that are not drawn but would be if unknown details of what is present were known."""
        return possible(self.reasoner.pack, self._world)

    @cached_property
    def longer_ago(self) -> tuple[Possible, ...]:
        """The trigger factors that are not drawn, and not possible, only because what was named is longer ago: it may weigh all the same.

        Its needs have the moment, and what is unknown besides. Nothing here is an input of a rule, nor counted anywhere.
        """
        now = self.outcome.situation
        loose = of_longer_ago(now)
        told = {item.ref for item in self.possible} | set(self.outcome.conclusions)
        older = {ref for ref, fact in loose.facts.items() if fact != now.facts[ref]}
        if not older:
            return ()
        found = []
        for item in possible(self.reasoner.pack, World(self.reasoner.program, self.reasoner.back, loose)):
            needs = tuple(
                way for way in item.needs if any(edit.target in older and edit.qualifier == "when" for edit in way)
            )
            if needs and item.ref not in told and of_kind(item.ref, "trigger"):
                found.append(Possible(item.ref, needs))
        return tuple(found)
