"""What of all that follows is shown. One place decides it: for results, tests, exploring, and whatever else says what a pack does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.content.model import Pack
from assistant.content.model.conditions import refs_in
from assistant.content.vocabulary import ABOUT
from assistant.reasoning.situation import Situation
from assistant.records import replace

if TYPE_CHECKING:
    from assistant.reasoning.proof import Because
    from assistant.reasoning.reasoner import Outcome, Reasoner

PERSON, ORGANISATION, SHARING = ABOUT


def own_facts(pack: Pack, about: str) -> frozenset[str]:
    """The facts that only dialogues about this (a person, an organisation, sharing) can record."""
    others = (refs for other, refs in pack.recordable.items() if other != about)
    return pack.recordable[about].difference(*others)


def about_of(pack: Pack, situation: Situation) -> str:
    """What facts without a conversation are about: what they can only come from a dialogue about; a person where they differ."""
    present = {fact.ref for fact in situation.present()}
    meant = [about for about in ABOUT if present & own_facts(pack, about)]
    return meant[0] if len(meant) == 1 else PERSON


class Shown:
    """What is shown of conclusions in conversations about one thing.

    About a person everything is. Else only what rules say that read a fact about the subject, or what rests on such a conclusion: advice
    about a person is left out. In danger everything is shown.
    """

    def __init__(self, pack: Pack, about: str) -> None:
        self.pack = pack
        self.about = about

    @property
    def everything(self) -> bool:
        """Whether nothing is ever left out."""
        return self.about == PERSON

    @cached_property
    def _reading(self) -> frozenset[str]:
        """The rules that read a fact about the subject themselves."""
        own = own_facts(self.pack, self.about)
        return frozenset(rule.id for rule in self.pack.rules if any(ref in own for ref in refs_in(*rule.when)))

    def because(self, because: Mapping[str, list[Because]], *, in_danger: bool) -> Mapping[str, list[Because]]:
        """What is shown of conclusions and why."""
        if self.everything or in_danger:
            return because
        kept: dict[str, list[Because]] = {}
        before = -1
        while before != len(kept):
            before = len(kept)
            for ref, ways in because.items():
                some = [
                    way for way in ways if way.rule.id in self._reading or not kept.keys().isdisjoint(way.support.facts)
                ]
                if some:
                    kept[ref] = some
        return {ref: kept[ref] for ref in because if ref in kept}

    def outcome(self, outcome: Outcome, situation: Situation) -> Outcome:
        """The same of a whole outcome."""
        because = self.because(outcome.because, in_danger=situation.in_danger)
        if because is outcome.because:
            return outcome
        conclusions = tuple(ref for ref in outcome.conclusions if ref in because)
        return replace(outcome, conclusions=conclusions, because=dict(because))


def shown_refs(reasoner: Reasoner, situation: Situation, about: str = "") -> frozenset[str]:
    """Only the conclusions that are shown, as `kind:id`, by the direct interpreter; `about` is worked out from the facts when not given."""
    shown = Shown(reasoner.pack, about or about_of(reasoner.pack, situation))
    if shown.everything or situation.in_danger:
        return reasoner.refs(situation)
    return frozenset(shown.outcome(reasoner.conclude_fast(situation), situation).conclusions)
