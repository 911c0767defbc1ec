"""A result for reading, as plain values: what every shell and every report draws."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content.interface import Phrases
from assistant.records import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section. `ref` opens its proof; `label` says what it is; `sources` are titles; `duties` limit what it says."""

    ref: str
    title: str
    label: str
    text: str
    sources: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One section. `id` is concerns, helps, seeks, unknown, steps, partners, openers, changes, or of what is never cut page, now, do_not.

    `left` is how many items more there are, in the full lists.
    """

    id: str
    title: str
    intro: str
    items: tuple[Item, ...]
    outro: str = ""
    numbered: bool = False
    left: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """All of a result for reading: the sections with everything in them. Only one about sharing has a short `overview` before them."""

    title: str
    remark: str
    overview: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    footer: str

    def part(self, name: str) -> Part | None:
        """The section called `name`, if it is there."""
        return next((part for part in self.parts if part.id == name), None)


WORDS_ON_PAGE = 250
"""The most words on a page, of those that count."""
NEVER_CUT = ("page", "now", "do_not")
"""Sections that stand first and whole, and do not count: danger, duties by law, and what not to do."""
BALANCE = ("concerns", "helps")
"""The two sections of one size, drawn beside each other where there is room."""


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A result on one page: what one can act on in two minutes. The full lists and the proofs stand elsewhere, one key away.

    `remark` heads a screen and `motto` what is printed or saved; both say what nobody has checked yet. `danger` is whom to call now,
    `lead` with whom and when the first thing is done. `banner` says what is past its date. `own` are lines, with a label or without:
    the own impression, what was named, and what holds of most people. A page that ended in danger holds only what is never cut.
    """

    title: str
    remark: str
    danger: str
    lead: str
    motto: str
    banner: tuple[str, ...]
    own: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    footer: str

    def part(self, name: str) -> Part | None:
        """The section called `name`, if it is there."""
        return next((part for part in self.parts if part.id == name), None)

    @property
    def under_title(self) -> str:
        """What stands right under the title on every face: whom to call in danger, then with whom and when the first thing is done."""
        return " ".join(filter(None, (self.danger, self.lead)))

    @property
    def first(self) -> tuple[Part, ...]:
        """What stands first and is never cut."""
        return tuple(part for part in self.parts if part.id in NEVER_CUT)

    @property
    def rest(self) -> tuple[Part, ...]:
        """What comes after the own impression."""
        return tuple(part for part in self.parts if part.id not in NEVER_CUT)


def lines_of(part: Part) -> Iterator[str]:
    """Every text of a section but the duties."""
    yield from filter(None, (part.title, part.intro, part.outro))
    for item in part.items:
        yield from filter(None, (item.title, item.label, item.text))


def labelled(line: tuple[str, str]) -> str:
    """A line with its label, if it has one."""
    label, text = line
    return f"{label}: {text}" if label else text


def left_in_words(part: Part, words: Phrases) -> str:
    """How many more a section has in the full lists, and what to type for them; empty when it is whole."""
    return words("page.left", count=part.left) if part.left else ""


def words_on(page: ResultPage) -> int:
    """How many words count: all that is read but danger, duties, what not to do, and the fixed lines that head and close every paper."""
    said = [page.title, page.lead, *page.banner]
    said += [text for line in page.own for text in line]
    said += [text for part in page.rest for text in lines_of(part)]
    return sum(len(text.split()) for text in said)
