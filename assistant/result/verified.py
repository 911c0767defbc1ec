"""What of a pack a person has checked, and what not yet: counts and numbers, without words. It looks at no answers."""

from __future__ import annotations

from assistant.content.directory import Directory, phone_of
from assistant.content.model import Pack, Partner, Source, Trigger
from assistant.content.support import NOT_ENTERED
from assistant.content.vocabulary import SUPPORT_CELLS
from assistant.records import dataclass

ALWAYS_KNOWN = ("112", "113")
"""Numbers of which nobody is ever told that they were not verified."""


@dataclass(frozen=True, slots=True)
class Verified:
    """`sources_checked` of `sources` were opened by a person, `sources_whole` were read whole; nobody called or looked up the numbers
    of `unchecked`; `own_rules` of `rules` are no finding of a source; `cells_missing` of `cells` of the study are not entered.
    """

    sources: int
    sources_checked: int
    sources_whole: int
    unchecked: tuple[Partner, ...]
    rules: int
    own_rules: int
    cells: int
    cells_missing: int

    @property
    def complete(self) -> bool:
        """Whether a person has checked every source and every number."""
        return self.sources == self.sources_checked and not self.unchecked


def verified(pack: Pack, directory: Directory) -> Verified:
    """Count it; a number of the local directory counts in place of the one of the pack."""
    sources = [source for source in pack.kind("source").values() if isinstance(source, Source)]
    cells = [
        trigger.support.get(cell, NOT_ENTERED)
        for trigger in pack.kind("trigger").values()
        if isinstance(trigger, Trigger)
        for cell in SUPPORT_CELLS
    ]
    partners = [partner for partner in pack.kind("partner").values() if isinstance(partner, Partner)]
    return Verified(
        len(sources),
        sum(source.verified for source in sources),
        sum(source.read == "whole" for source in sources),
        tuple(partner for partner in partners if unchecked(partner, directory)),
        len(pack.rules),
        sum(rule.basis != "seen" for rule in pack.rules),
        len(cells),
        cells.count(NOT_ENTERED),
    )


def unchecked(partner: Partner, directory: Directory) -> bool:
    """Whether a partner has a number that nobody has checked."""
    phone, verified_on = phone_of(partner, directory.contact(partner.id))
    return bool(phone) and not verified_on and phone not in ALWAYS_KNOWN
