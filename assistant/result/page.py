"""A result for reading, as plain values: what every shell and every report draws."""

from __future__ import annotations

from assistant.records import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section. `ref` opens its proof; `label` says what it is; `sources` are titles."""

    ref: str
    title: str
    label: str
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One section. `id` is concerns, helps, unknown, steps, partners, openers, changes or page."""

    id: str
    title: str
    intro: str
    items: tuple[Item, ...]
    outro: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A result for reading: a short overview first, then the sections."""

    title: str
    remark: str
    overview: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    footer: str

    def part(self, name: str) -> Part | None:
        """The section called `name`, if it is there."""
        return next((part for part in self.parts if part.id == name), None)
