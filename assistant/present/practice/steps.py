"""The steps of a debrief with a group, in their order: the app and the wall of a live class lead through the same ones."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.present.class_view import CaseView, Question

SCRIPT = (
    ("story", ("reaction",)),
    ("choices", ("facts",)),
    ("key", ("analysis", "other_side", "take_away")),
    ("card", ()),
)
"""The order of a debrief: each page, and the phases whose questions follow it. The key comes after people could disagree."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a page, or a question."""

    name: str
    question: Question | None = None


def steps_of(one: CaseView) -> tuple[Step, ...]:
    """The steps of a case, in the order of the debrief."""
    found = []
    for page, phases in SCRIPT:
        found.append(Step(page))
        found += [Step(each.phase, each) for phase in phases for each in one.questions if each.phase == phase]
    return tuple(found)
