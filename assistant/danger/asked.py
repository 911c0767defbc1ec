"""Whether somebody asks for the danger page or for help, in whatever spelling and with whatever signs around it."""

from __future__ import annotations

import re
import unicodedata

_DANGER = ("gevaar", "danger", "noodgeval", "emergency")
_CALLED = re.compile(
    r"(?:(?:ik )?(?:bel|belt|bellen|call|dial|typ|type|kies) ?)?(?:nu |now )?(?:112|911|999)(?: bellen)?\Z"
)
_HELP = ("hulp", "help")
_SHORTEST = min(map(len, _DANGER)) - 1
_LONGEST = 40
"""A line that only asks for danger or help is short; a longer one tells something."""


def _bare(text: str) -> str:
    """The letters and digits of a short line: one spelling, no signs, no invisible characters."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text[: 4 * _LONGEST])).casefold()
    kept = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign) and _seen(sign))
    words = kept.split()
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else " ".join(words)


def _seen(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cf", "Cc") or sign in "\n\t"


def asks_for_danger(text: str) -> bool:
    """Whether the whole line is 112 or the word for danger, in any spelling a hurried hand makes of it."""
    bare = _bare(text)
    if not bare or len(bare) > _LONGEST:
        return False
    if _CALLED.match(bare):
        return True
    words = bare.split()
    if len(words) > 2 or len(words[-1]) < _SHORTEST:
        return False
    from rapidfuzz.distance import OSA  # an answer of a digit or two letters waits for no library of words

    return any(OSA.distance(words[-1], known, score_cutoff=1) <= 1 for known in _DANGER)


def asks_for_help(text: str) -> bool:
    """Whether the whole line asks for help with the program."""
    return _bare(text) in _HELP
