"""All codes of findings, and how heavy each is when nothing else says so."""

from __future__ import annotations

from functools import cache

from assistant.authoring.lint.severities import SEVERITIES
from assistant.content.interface import phrases

FAMILIES = frozenset(  # what is said of a pack; other messages are about answers, facts, exports and the like
    (
        *(
            "balance",
            "case",
            "check",
            "condition",
            "danger",
            "dialogue",
            "ending",
            "entry",
            "fact",
            "field",
            "file",
            "inquiry",
        ),
        *(
            "law",
            "lexicon",
            "needs",
            "option",
            "pack",
            "partner",
            "promise",
            "question",
            "reference",
            "rule",
            "source",
            "text",
            "yaml",
        ),
    )
)
LOADER_WARNINGS = frozenset(("condition/never-concluded", "yaml/unquoted-date"))


@cache
def explained_codes() -> frozenset[str]:
    """Every code that `assistant check` can give."""
    texts = phrases("en", "findings").texts
    return frozenset(key[:-1] for key in texts if key.endswith("!") and key.partition("/")[0] in FAMILIES)


def severity(code: str) -> str:
    """How heavy a finding with this code is."""
    if code in SEVERITIES:
        return SEVERITIES[code]
    return "warning" if code in LOADER_WARNINGS else "error"
