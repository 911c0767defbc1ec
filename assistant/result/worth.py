"""What is worth finding out, for readers: a short list in a kind order, of things one can ask about in ordinary contact."""

from __future__ import annotations

from assistant.reasoning.situation import UNKNOWN
from assistant.reasoning.still_open import Open
from assistant.result.result import Result

MOST = 10
_HELPING = ("protective", "explanation")
TOLD = ("trigger:", "driver:", "signal:", "step:", "partner:")


def worth_finding_out(result: Result) -> tuple[Open, ...]:
    """At most MOST things that could change the result, one at a time.

    What something possible waits for comes first, then what the user said not to know, then other open details of what was named, then
    what helps or explains, then the rest; only what the conversation itself asks about, so that nobody goes looking for something.
    """
    asked = (
        {pair for question in result.dialogue.questions for pair in question.recordable} if result.dialogue else None
    )
    waits = {f"{e.target}@{e.qualifier}" for item in result.possible for needs in item.needs for e in needs}
    found = []
    for item in result.open:
        ref, _, detail = item.fact.partition("@")
        kind, _, name = ref.partition(":")
        if asked is None or detail or (kind, name) in asked:
            said = 1 if item.state == UNKNOWN and not detail else 2 if detail else 3 if kind in _HELPING else 4
            found.append((0 if item.fact in waits else said, item))
    found.sort(key=lambda pair: pair[0])
    return tuple(item for _, item in found[:MOST])


def effects(item: Open) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What it could bring and what it could take away, without the questions that come with it."""
    added = tuple(dict.fromkeys(ref for ref in (*item.could_add, *item.with_details) if ref.startswith(TOLD)))
    return added, tuple(ref for ref in item.could_remove if ref.startswith(TOLD))
