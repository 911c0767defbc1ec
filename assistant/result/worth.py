"""What is worth finding out, for readers: a short list in a kind order, of things one can ask about in ordinary contact."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.content.model import How, Inquiry, Observation, Pack, Ref, of_kind
from assistant.reasoning.open_facts import Open
from assistant.reasoning.situation import UNKNOWN
from assistant.result.result import Result

MOST = 10
HOW_OF_KIND: Mapping[str, How] = {
    "event": "ask_person",
    "change": "wait_and_look",
    "cue": "ask_person",
    "protective": "ask_person",
    "explanation": "ask_person",
    "number": "ask_person",
}
"""How one may find out what an observation does not say otherwise."""
_HELPING = ("protective", "explanation")
TOLD = ("trigger", "driver", "signal", "step", "partner")


def worth_finding_out(result: Result) -> tuple[Open, ...]:
    """At most MOST things that could change the result, one at a time.

    What something possible waits for comes first, then what the user said not to know, then other open details of what was named, then
    what helps or explains, then the rest; only what the conversation itself asks about, so that nobody goes looking for something.
    Nothing at all where somebody is called first, and never anything about safety.
    """
    if result.asks_nothing:
        return ()
    asked = (
        {pair for question in result.dialogue.questions for pair in question.recordable} if result.dialogue else None
    )
    waits = {f"{e.target}@{e.qualifier}" for item in result.possible for needs in item.needs for e in needs}
    found = []
    for item in result.open:
        ref, _, detail = item.fact.partition("@")
        kind, name = Ref.parse(ref).pair
        how = how_of(result.pack, item.fact)
        if how and (asked is None or detail or (kind, name) in asked):
            said = 1 if item.state == UNKNOWN and not detail else 2 if detail else 3 if kind in _HELPING else 4
            said = 5 if how == "leave_it" and said > 1 else said
            found.append((0 if item.fact in waits else said, item))
    found.sort(key=lambda pair: pair[0])
    return tuple(item for _, item in found[:MOST])


def how_of(pack: Pack, fact: str) -> How | None:
    """How one may find out a fact `kind:id`, or a detail of it (`kind:id@when`); None for what is never found out: it is about safety.

    What was named already may be asked about in an ordinary talk; whether something is so that nobody named is left alone where the
    pack says so.
    """
    ref, _, detail = fact.partition("@")
    kind, name = Ref.parse(ref).pair
    entry = pack.entry(kind, name)
    if isinstance(entry, Inquiry):
        return entry.how
    if not isinstance(entry, Observation) or entry.safety or kind not in HOW_OF_KIND:
        return None
    return "ask_person" if detail else entry.how or HOW_OF_KIND[kind]


def effects(item: Open) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What it could bring and what it could take away, without the questions that come with it."""
    added = tuple(dict.fromkeys(ref for ref in (*item.could_add, *item.with_details) if of_kind(ref, *TOLD)))
    return added, tuple(ref for ref in item.could_remove if of_kind(ref, *TOLD))
