"""Links between pieces of knowledge, both ways: a trigger factor to its drivers and partners, and from each of those back."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content.model import Driver, Entry, Pack, Partner, Ref, Signal, Trigger

KINDS = ("trigger", "driver", "signal", "explanation", "protective", "partner", "step", "law", "term", "source")
"""What can be looked up, in the order of the list."""


def links_of(pack: Pack) -> dict[str, tuple[str, ...]]:
    """For every entry that can be looked up, the entries it is linked with: first what it names, then what names it."""
    known = {entry.ref: entry for kind in KINDS for entry in pack.kind(kind).values()}
    forward = {ref: [to for to in _named(entry) if to in known] for ref, entry in known.items()}
    both: dict[str, dict[str, None]] = {ref: dict.fromkeys(named) for ref, named in forward.items()}
    for ref, named in forward.items():
        for to in named:
            both[to].setdefault(ref)
    return {ref: tuple(sorted(found, key=_order)) for ref, found in both.items()}


def _order(ref: str) -> int:
    return KINDS.index(Ref.parse(ref).kind)


def _named(entry: Entry) -> Iterator[str]:
    match entry:
        case Trigger():
            yield from (f"driver:{link.driver}" for link in entry.drivers)
            yield from (f"explanation:{ref.id}" for ref in entry.ordinary)
            yield from (f"partner:{ref.id}" for ref in entry.partners)
            yield from (f"trigger:{link.trigger}" for link in entry.leads_to)
        case Driver() | Signal():
            yield from (f"explanation:{ref.id}" for ref in entry.ordinary)
        case Partner():
            yield from (f"trigger:{ref.id}" for ref in entry.fits_triggers)
    yield from (f"source:{citation.source}" for citation in entry.sources)
