"""Names of a pack's things as lines, and what one typed to find them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.authoring.listing import LISTS, Named, list_of, listed
from assistant.content.model import Language, Pack

WIDEST = 40
"""An id longer than this pushes only its own line aside."""


def lines_of(found: Iterable[Named]) -> list[str]:
    """Each on a line: its id, what it is in words, and where it stands. What has several kinds in one list says which."""
    rows = list(found)
    kinds = {each.kind for each in rows}
    width = max((len(each.id) for each in rows if len(each.id) <= WIDEST), default=0)
    lines = []
    for each in rows:
        kind = f"{each.kind}: " if len(kinds) > 1 else ""
        lines.append(f"{each.id:<{width}}  {kind}{each.name}" + (f"  [{each.where}]" if each.where else ""))
    return lines


def found_for(pack: Pack, typed: str, language: Language) -> list[tuple[str, tuple[Named, ...]]]:
    """What fits the words typed, by list; a first word that names a list keeps to that list."""
    first, _, rest = typed.strip().partition(" ")
    if first and list_of(first):
        lists, words = (list_of(first),), rest
        return [(lists[0], listed(pack, first, words, language))]
    return [(name, found) for name in LISTS if (found := listed(pack, name, typed, language))]
