"""What a text of an author is read into: a tree of plain values that remember where they stand. No YAML library is needed for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from assistant.errors import Place
from assistant.records import dataclass, field

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
MAX_NODES = 150_000
"""Values in one file: some six times as many as the largest that is shipped, and read in a second."""
_UNSEEN = frozenset("\u200b\u2060\ufeff\u00ad\u180e")
"""Marks of no width. The joiners (U+200C, U+200D) stay: languages and emoji are written with them."""
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
    """`value` without the characters that steer a terminal; those that reorder or hide text are named, `<U+202E>`. Line ends stay."""
    if value.isascii() and value.isprintable():
        return value
    kept = (c for c in value if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(f"<U+{ord(c):04X}>" if c in _BIDI or c in _UNSEEN else c for c in kept)
