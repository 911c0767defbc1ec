"""A day for one's own calendar, as a file of RFC 5545. It says *Even kijken* and a day, and nothing else at all.

A calendar is often shared, and always kept: so nothing of a person, a case, a conversation or this program goes into it. Two plans for
the same day are the same entry, so that a calendar cannot tell how many conversations there were.
"""

from __future__ import annotations

import calendar
import datetime
import uuid
from pathlib import Path

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.vocabulary import Again

SUFFIX = ".ics"
WORDS = "result"
_DAYS: dict[Again, int] = {"day": 1, "week": 7, "two_weeks": 14}
_MOST_OF_ONE_DAY = 1000


def day_after(today: str, again: Again) -> str:
    """The day to look again, counted from `today` (`2026-11-24`). A month later a day that does not exist is the last of its month.

    Raises ValueError for a day that is none.
    """
    start = datetime.date.fromisoformat(today)
    if again != "month":
        return (start + datetime.timedelta(days=_DAYS[again])).isoformat()
    year, month = start.year + start.month // 12, start.month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, min(start.day, last)).isoformat()


def to_ics(day: str, today: str, language: Language) -> bytes:
    """An entry for the whole of `day`, made on `today`. It leaves the day free for other things, and others see no words of it."""
    begins = datetime.date.fromisoformat(day)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//-//-//EN",  # must be there; the name of the program would say what the entry is about
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_OID, day)}",
        f"DTSTAMP:{_written(datetime.date.fromisoformat(today))}T000000Z",
        f"DTSTART;VALUE=DATE:{_written(begins)}",
        f"DTEND;VALUE=DATE:{_written(begins + datetime.timedelta(days=1))}",
        f"SUMMARY:{phrases(language, WORDS)('calendar.title')}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def file_name(day: str, language: Language) -> str:
    """What the file is called: the words of its entry, and the day."""
    return f"{phrases(language, WORDS)('calendar.title').lower().replace(' ', '-')}-{day}{SUFFIX}"


def free_path(folder: Path, name: str) -> Path:
    """A file of that name that does not exist yet: a number is added where it must."""
    path = folder / name
    for number in range(2, _MOST_OF_ONE_DAY):
        if not path.exists():
            break
        path = folder / f"{name.removesuffix(SUFFIX)}-{number}{SUFFIX}"
    return path


def _written(day: datetime.date) -> str:
    return day.strftime("%Y%m%d")
