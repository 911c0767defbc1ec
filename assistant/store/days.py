"""Days that passed since something was kept, on a device whose clock may be wrong."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Mapping
from typing import Any

MOST_DAYS = 90
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def passed(data: Mapping[str, Any], seen: tuple[str, str] | None, today: str) -> tuple[str, str]:
    """The latest day that really passed, when the clock shows `today`.

    A clock that went back does not make a conversation younger: the highest day stays, and days go on being added to it. A step that is
    longer than anything is kept is no time that passed, but a clock that was put right.
    """
    mark, last = seen or (data["kept_on"], data["kept_on"])
    if today >= mark:
        return today, today
    if today > last and (day_of(today) - day_of(last)).days <= MOST_DAYS:
        with contextlib.suppress(OverflowError):
            mark = (day_of(mark) + (day_of(today) - day_of(last))).isoformat()
    return mark, today


def day_of(text: str) -> datetime.date:
    """A day that was written; the first of all days when it is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return datetime.date.min


def known_day(text: object) -> str:
    """The text of a day. Raises ValueError when it is none."""
    if not isinstance(text, str) or not DAY.match(text):
        raise ValueError
    return text
