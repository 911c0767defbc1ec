"""Any number of choices among several."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from assistant.content.model import Given, Option, Question
from assistant.content.questions.answer import DONT_KNOW, NONE_OF_THESE, Answer
from assistant.content.questions.choosing import Choosing
from assistant.content.vocabulary import ABSENT, NOT_REPORTED

if TYPE_CHECKING:
    from assistant.content.questions.around import Block, Exploring, Facts


class AnyOf(Choosing):
    """Several options, or none of these."""

    name = "any_of"
    control = "many"
    several = True

    def read(self, block: Block) -> Mapping[str, Any]:
        """Also how many, and what unticked means."""
        return {
            **super().read(block),
            "unticked_absent": block.choice("unticked", (ABSENT, NOT_REPORTED)) == ABSENT,
            "at_most": block.at_most(),
        }

    def denies(self, word: str) -> bool:
        """None of these, in full or in short."""
        return word in (NONE_OF_THESE, "none")

    def record_rest(self, question: Question, recorded: Collection[tuple[str, str]], facts: Facts) -> None:
        """What was offered and left open: not reported, or absent where the question says so."""
        state = ABSENT if question.unticked_absent else NOT_REPORTED
        for kind, name in question.recordable:
            if (kind, name) not in recorded:
                facts.give(Given(kind, name, state))

    def ways(self, question: Question, exploring: Exploring) -> Iterable[Answer]:
        """None of these, don't know, each one, each pair, all; and each fine fact with what holds it."""
        options = question.options
        found = [Answer(chosen=(NONE_OF_THESE,))] if question.none_of_these else []
        found.append(DONT_KNOW)
        limit = question.at_most or len(options)
        for size in (1, 2):
            if size <= limit:
                found += [_chosen(pair) for pair in itertools.combinations(options, size)]
        if len(options) > 2 and limit > 2:
            found.append(_chosen(options[:limit]))
        finer = () if question.choose_from else question.finer
        found += [_chosen((fine,)) for fine in finer if not fine.within]
        found += [_chosen(question.ticked((fine.within, fine.id))) for fine in finer if fine.within]
        return found


def _chosen(options: Iterable[Option]) -> Answer:
    return Answer(chosen=tuple(option.id for option in options))
