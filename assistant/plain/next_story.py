"""After a debrief in lines: where one works, asked once, and the next story with why that one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.content.interface import phrases
from assistant.content.model import Case, Language
from assistant.dialogue.guide import Guide
from assistant.plain.lines import Line, wrap
from assistant.plain.practice import read_line
from assistant.present.practice.desk import PracticeDesk
from assistant.present.practice.next_story import ANSWERS, SECTOR, asks_sector, next_story, sectors
from assistant.present.reading import row_number
from assistant.store.remembered import remember, remembered


def asked_for_next(desk: PracticeDesk, home: Path, line: Line, language: Language) -> str:
    """Offer the next story, from one's own work where that was said; the id of the case, or empty to stop.

    `home` is where the sector is remembered.
    """
    words = phrases(language, "trainee")
    sector = remembered(home, SECTOR, ANSWERS)
    if not sector and asks_sector(desk.guide.pack.cases):
        sector = _sector(desk.guide, line, language)
        if sector:
            remember(home, SECTOR, sector)
    story = next_story(desk, sector, language)
    if story is None:
        return ""
    told = (words("next_story.is", title=f"{story.title}, {story.about}"), story.why, words("next_story.go"))
    line.tell("", *told)
    return story.case if row_number(read_line(desk.guide, line, language, told)) == 1 else ""


def _sector(guide: Guide, line: Line, language: Language) -> str:
    words, cases = phrases(language, "trainee"), guide.pack.cases
    asked = (*_sector_lines(cases, language), words("next_story.sector.go"))
    line.tell("", *asked)
    known = [name for name, _ in sectors(cases, language)]
    while typed := read_line(guide, line, language, asked):
        if 1 <= row_number(typed) <= len(known):
            return known[row_number(typed) - 1]
        line.tell(words("next_story.sector.go"))
    return ""


def _sector_lines(cases: Mapping[str, Case], language: Language) -> list[str]:
    words = phrases(language, "trainee")
    lines = [*wrap(words("sector.title")), *wrap(words("sector.intro"))]
    return [*lines, *(f"{number:>2}  {told}" for number, (_, told) in enumerate(sectors(cases, language), 1))]
