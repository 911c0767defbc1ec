"""The value of a support cell: `not_entered`, or one of the study's own words with its page, as in `veel steun; p. 31`."""

from __future__ import annotations

import re

NOT_ENTERED = "not_entered"
MAX_GRADE = 60
PAGE = re.compile(r"\d{1,4}([-–]\d{1,4})?(, ?\d{1,4}([-–]\d{1,4})?)*\Z")
_ENTERED = re.compile(r"(?P<grade>[^;\n]+); p\. (?P<page>[^;\n]+)\Z")


def grade_and_page(value: str) -> tuple[str, str]:
    """The grade and the page in the value of a cell; a value without a page is all grade."""
    found = _ENTERED.match(value)
    return (found["grade"], found["page"]) if found else (value, "")


def is_cell_value(value: str) -> bool:
    """Whether a cell may hold this: a grade must come with the page it was copied from."""
    grade, page = grade_and_page(value)
    return value == NOT_ENTERED or (len(grade) <= MAX_GRADE and bool(PAGE.match(page)))
