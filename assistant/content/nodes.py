"""What a text of an author is read into: a tree of plain values that remember where they stand. No YAML library is needed for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from assistant.errors import Place
from assistant.records import dataclass, field

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word or text. `type` is what YAML would make of it (`str`, `int`, `bool` …); `value` is always as written."""

    value: str
    type: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Seq:
    """A list."""

    items: tuple[Node, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Map:
    """A mapping with text keys, in the order of the file."""

    entries: dict[str, Node]
    keys: dict[str, Place] = field(compare=False)
    place: Place = field(compare=False)


Node = Scalar | Seq | Map


def hidden(value: str) -> Iterator[str]:
    """Characters that would steer a terminal or reorder text, named so that an author can find them."""
    if value.isascii() and value.isprintable():
        return
    for character in dict.fromkeys(value):
        if character in "\n\t":
            continue
        if unicodedata.category(character) in ("Cc", "Cs") or character in _BIDI:
            yield f"U+{ord(character):04X}"


def printable(value: str) -> str:
    """`value` without the characters that steer a terminal or reorder text; line ends stay."""
    if value.isascii() and value.isprintable():
        return value
    kept = (c for c in value if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _BIDI))
    return "".join(kept)
