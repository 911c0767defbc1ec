"""The steps of a result put in order: what goes first, three things for now, what limits them, and what must not be done.

It decides nothing: every step here was concluded by a rule. It only says which of them repeat each other and which belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.content.model import Inquiry, Language, Step
from assistant.content.vocabulary import AGAIN, Again
from assistant.records import dataclass
from assistant.result.result import Result

THREE = 3
_AGAIN_BY_PHASE: Mapping[str, Again] = {"now": "day", "first": "week", "then": "two_weeks"}
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ORDER_OF_CHOICE = ("weigh", "talk", "help", "grow", "note")
"""One of each kind of act comes before two of one kind: somebody to think along, the person, and help."""


@dataclass(frozen=True, slots=True)
class Advice:
    """The steps of one result. Every concluded step is in exactly one of these, but for `three`, which are also `tasks`."""

    first: tuple[Step, ...]
    """What cannot wait, and duties by law: before everything else, whole."""
    tasks: tuple[Step, ...]
    """Things to do, each said once."""
    three: tuple[Step, ...]
    """The tasks for now, in the order of the pack."""
    duties: tuple[Step, ...]
    """Consent and sharing: they stand beside what they limit."""
    repeated: tuple[Step, ...]
    """What another step of this result says already."""
    refrain: tuple[Step, ...]
    """Steps that only say what not to do."""


def advice_of(result: Result, *, calls_first: bool = False) -> Advice:
    """The steps of `result`. With `calls_first` nobody is spoken to before a call, so no talk is among the three."""
    steps = [
        step
        for name, step in result.pack.kind("step").items()
        if isinstance(step, Step) and f"step:{name}" in result.outcome.conclusions
    ]
    there = {step.id for step in steps}
    groups: dict[str, list[Step]] = {name: [] for name in ("first", "tasks", "duties", "repeated", "refrain")}
    for step in steps:
        groups[_group(step, there)].append(step)
    open_now = [step for step in groups["tasks"] if not calls_first or step.act not in ("talk", "grow")]
    return Advice(
        tuple(groups["first"]),
        tuple(groups["tasks"]),
        _three(open_now),
        tuple(groups["duties"]),
        tuple(groups["repeated"]),
        tuple(groups["refrain"]),
    )


def again_of(step: Step) -> Again:
    """When to look again after a step: what it says itself, else what fits its phase."""
    return next((again for again in AGAIN if again == step.again), _AGAIN_BY_PHASE[step.phase])


def _group(step: Step, there: set[str]) -> str:
    if step.phase == "now" or step.duty == "law":
        return "first"
    if step.duty:
        return "duties"
    if step.act == "refrain":
        return "refrain"
    return "repeated" if any(ref.id in there for ref in step.same_as) else "tasks"


def _three(tasks: list[Step]) -> tuple[Step, ...]:
    """At most three tasks: the first of each kind of act, then the next ones; in the order they came in."""
    firsts = [next((step for step in tasks if step.act == act), None) for act in _ORDER_OF_CHOICE]
    chosen = [step for step in firsts if step is not None and step.act != "note"][:THREE]
    for step in [*(each for each in tasks if each.act != "note"), *tasks]:
        if len(chosen) < THREE and step not in chosen:
            chosen.append(step)
    return tuple(step for step in tasks if step in chosen)


def beside(duties: Iterable[Step], shown: Iterable[Step]) -> tuple[Mapping[str, tuple[Step, ...]], tuple[Step, ...]]:
    """The duties by the id of the first step in `shown` that each limits, and those that limit none of them."""
    order = [step.id for step in shown]
    placed: dict[str, tuple[Step, ...]] = {}
    alone: list[Step] = []
    for duty in duties:
        limited = {ref.id for ref in duty.limits}
        place = next((name for name in order if name in limited), None)
        if place is None:
            alone.append(duty)
        else:
            placed[place] = (*placed.get(place, ()), duty)
    return placed, tuple(alone)


def do_not_sentences(result: Result, language: Language) -> tuple[str, ...]:
    """All that steps and things to find out say not to do, sentence by sentence, each once, in the order of the pack."""
    said: dict[str, None] = {}
    for kind in ("step", "inquiry"):
        for name, entry in result.pack.kind(kind).items():
            if isinstance(entry, Step | Inquiry) and f"{kind}:{name}" in result.outcome.conclusions:
                said |= dict.fromkeys(sentences(result.say(entry.do_not, language)))
    return tuple(said)


def sentences(text: str) -> tuple[str, ...]:
    """A text in sentences."""
    return tuple(part for part in _SENTENCE.split(text.strip()) if part)
