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

    What the user said not to know comes first, then open details of what was named, then what helps or explains, then the rest;
    only what the conversation itself asks about, so that nobody goes looking for something.
    """
    asked = (
        {pair for question in result.dialogue.questions for pair in question.recordable} if result.dialogue else None
    )
    found = []
    for item in result.open:
        ref, _, detail = item.fact.partition("@")
        kind, _, name = ref.partition(":")
        if asked is None or detail or (kind, name) in asked:
            rank = 0 if item.state == UNKNOWN and not detail else 1 if detail else 2 if kind in _HELPING else 3
            found.append((rank, item))
    found.sort(key=lambda pair: pair[0])
    return tuple(item for _, item in found[:MOST])


def effects(item: Open) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What it could bring and what it could take away, without the questions that come with it."""
    added = tuple(dict.fromkeys(ref for ref in (*item.could_add, *item.with_details) if ref.startswith(TOLD)))
    return added, tuple(ref for ref in item.could_remove if ref.startswith(TOLD))
