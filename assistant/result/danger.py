"""The danger pages for one reader: what the pack says about acute danger, for this work and this age. It reads no answers, changes none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from assistant.content.interface import phrases
from assistant.content.model import DangerText, Entry, HelpPage, Language, Observation, Pack, Text
from assistant.content.vocabulary import AGE_BANDS
from assistant.reasoning.situation import Situation
from assistant.records import dataclass
from assistant.result.result import NOUN, fill, profession_of

AFTER, SELF = "after", "self"
PHONE = re.compile(r"(?<![\w-])(?:112|113|0[89]00[- ]?\d{4}|0\d{2,3}[- ]\d{6,7}|0\d{3}[- ]\d{3}[- ]?\d{3})(?![\w-])")
"""A telephone number in a text."""


@dataclass(frozen=True, slots=True)
class DangerPage:
    """One page. `kind` is a kind of danger, `self` or `after`; `call` says whom to call, `lines` are the first minutes, in order.

    A page of which the pack names nobody to call has it in its title.
    """

    kind: str
    title: str
    call: str
    lines: tuple[str, ...]
    today: tuple[str, ...] = ()
    do_not: tuple[str, ...] = ()

    @property
    def numbered(self) -> bool:
        """Whether the lines are to be done in this order."""
        return self.kind not in (AFTER, SELF)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads and what it is about: chosen kinds of danger, work and age band; empty where that is not known."""

    kinds: tuple[str, ...] = ()
    profession: str = ""
    age: str = ""


def reader_of(pack: Pack, situation: Situation) -> Reader:
    """What a situation tells about the reader. Unknown work or age stays empty; nothing is guessed."""
    present = list(situation.present())
    kinds = tuple(fact.id for fact in present if fact.kind == "danger")
    age = next((fact.id for fact in present if fact.kind == "context" and fact.id in AGE_BANDS), "")
    return Reader(kinds, profession_of(pack, situation), age)


def danger_pages(
    pack: Pack,
    language: Language,
    noun: Text = NOUN,
    kinds: Collection[str] = (),
    profession: str = "",
    age: str = "",
    about_self: bool = False,
) -> tuple[DangerPage, ...]:
    """The pages that matter now, in the order of the pack (the most urgent first), and once what holds after all of them.

    Without `kinds` that is every kind. With `about_self` it is the one page to the user about the user. An unknown `profession` gets
    the general lines, an unknown `age` the protection of a minor and the consent of an adult.
    """

    def page(kind: str, text: DangerText) -> DangerPage:
        def told(part: str, first: tuple[Text, ...]) -> tuple[str, ...]:
            mine = [each for each in text.lines_for if each.part == part and each.fits(profession, age)]
            lines = (*first, *(line for each in mine for line in each.lines))
            return tuple(dict.fromkeys(fill(line, language, noun) for line in lines))

        return DangerPage(
            kind,
            fill(text.title, language, noun),
            fill(text.call, language, noun),
            told("lines", text.lines),
            told("today", text.today),
            told("do_not", text.do_not),
        )

    if about_self:
        return tuple(page(entry.id, text) for entry, text in _texts(pack, "help_page") if entry.id == SELF)
    chosen = [page(e.id, text) for e, text in _texts(pack, "danger") if not kinds or e.id in kinds]
    after = [page(entry.id, text) for entry, text in _texts(pack, "help_page") if entry.id == AFTER] if chosen else []
    return (*chosen, *after)


def chosen_first(
    pack: Pack, language: Language, reader: Reader, noun: Text = NOUN, profession: str = ""
) -> tuple[DangerPage, ...]:
    """Every page, those of the kinds that were chosen before the others. `profession` is used where the answers tell none."""
    pages = danger_pages(pack, language, noun, (), reader.profession or profession, reader.age)
    return tuple(sorted(pages, key=lambda page: (page.kind == AFTER, page.kind not in reader.kinds)))


def _texts(pack: Pack, kind: str) -> Iterator[tuple[Entry, DangerText]]:
    for entry in pack.kind(kind).values():
        if isinstance(entry, Observation | HelpPage) and entry.page is not None:
            yield entry, entry.page


def at_a_glance(pages: Iterable[DangerPage]) -> tuple[str, ...]:
    """The title of each page with the numbers to call, on a line each: one sees at once which page it is about. Empty for one page."""
    kinds = [page for page in pages if page.numbered]
    told = (": ".join(filter(None, (page.title, ", ".join(numbers_of(page))))) for page in kinds)
    return tuple(told) if len(kinds) > 1 else ()


def numbers_of(page: DangerPage) -> tuple[str, ...]:
    """The numbers of whom to call, in the order of the text."""
    return tuple(dict.fromkeys(PHONE.findall(page.call or page.title)))


def page_lines(page: DangerPage, language: Language) -> tuple[str, ...]:
    """A page as plain lines under its title: whom to call, the first minutes with their numbers, today, and what not to do."""
    words = phrases(language)
    first = [f"{number}. {line}" for number, line in enumerate(page.lines, 1)] if page.numbered else list(page.lines)
    rest = [(words("danger.today"), page.today), (words("danger.do_not"), page.do_not)]
    more = [line for label, lines in rest if lines for line in (label, *(f"- {line}" for line in lines))]
    return tuple(filter(None, (page.call, *first, *more)))
