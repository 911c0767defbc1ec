"""What a typed line means as an answer to a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, SEEN, Answer
from assistant.present.conversation import MORE, UNKNOWN_CHOICE, QuestionView, RowView, answer_of

YES_NO = {
    **dict.fromkeys(("ja", "j", "jawel", "jazeker", "ja hoor", "yes", "y", "yep", "yes please"), "yes"),
    **dict.fromkeys(("nee", "n", "neen", "nee hoor", "no", "nope", "no thanks"), "no"),
}
MORE_WORDS = ("+", "meer", "more", "toon meer", "show more")
"""What opens the part of a list that is too long to stand there at once."""
_MONTH = re.compile(r"(?:(?P<y>\d{4})-(?P<m>0?[1-9]|1[0-2])|(?P<m2>0?[1-9]|1[0-2])-(?P<y2>\d{4}))\Z")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?\Z")
_NOT_KNOWN = ("onbekend", "unknown", "weet niet", "weet ik niet", "ik weet het niet", "dont know", "i dont know")
SAME = ("hetzelfde", "zelfde", "same", "the same", "=")
"""The same for all that is left."""
_AROUND = " .,;:!?()[]\"'…"


def plain_line(typed: str) -> str:
    """A typed line in one spelling, without invisible signs, and without signs around its words: `Nee!` and `2)` are `nee` and `2`."""
    kept = "".join(sign for sign in typed if unicodedata.category(sign) != "Cf").replace("’", "'")
    words = (word.strip(_AROUND).replace("'", "") for word in kept.lower().split())
    return " ".join(filter(None, words))


def row_number(text: str) -> int:
    """The number of a row in a list that a line names; 0 when it names none. A raised or endless number is none."""
    word = text.strip(_AROUND)
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 6 else 0


def read_answer(view: QuestionView, typed: str, limits: tuple[int, int]) -> Answer | None:
    """The answer that a line gives; None when it gives none.

    Enter alone takes what stands chosen: the earlier answer, or what own words led to. `limits` are the lowest and highest number.
    """
    line = plain_line(typed.replace(",", " "))
    words = line.split() if line else ["-"] if typed.strip() == "-" else []
    if typed.strip() and not words:
        return None  # signs alone answer nothing
    if view.kind == "say":
        return SEEN if not typed or line == "1" else None
    if not words:
        return answer_of(view, view.chosen) if view.chosen else None
    if view.kind in ("number", "month"):
        return _measure(view, typed.lower(), limits)
    if {choice.id for choice in view.choices} >= {"yes", "no"} and line in YES_NO:
        return answer_of(view, (YES_NO[line],))
    if line in _NOT_KNOWN and any(choice.id == UNKNOWN_CHOICE for choice in view.choices):
        return DONT_KNOW
    same = [choice for choice in view.choices if plain_line(choice.label) == line]
    if len(same) == 1:
        return answer_of(view, (same[0].id,))
    by_key = {choice.key: choice for choice in view.choices if choice.id != MORE}
    picked = list(dict.fromkeys(by_key[word] for word in words if word in by_key))
    if len(picked) != len(set(words)) or not picked:
        return None
    if len(picked) > 1 and (not view.multiple or any(choice.alone for choice in picked)):
        return None
    if view.at_most and len(picked) > view.at_most:
        return None
    held = {choice.under for choice in picked}  # what is more exact comes with the choice that holds it
    return answer_of(
        view, tuple(choice.id for choice in view.choices if choice in picked or choice.id in held - {MORE})
    )


def read_row(row: RowView, typed: str) -> dict[str, str]:
    """The choice, by the id of the row, that a line gives to one short question; empty when it gives none."""
    choice = next((choice for choice in row.choices if choice.key == typed.strip()), None)
    return {row.id: choice.id} if choice else {}


def read_rows(rows: Sequence[RowView], typed: str) -> dict[str, str]:
    """The choices that a line gives to short questions about one thing: to the first, or to all at once."""
    keys = typed.replace(",", " ").split()
    if len(keys) != len(rows):
        return read_row(rows[0], typed)
    found: dict[str, str] = {}
    for row, key in zip(rows, keys, strict=True):
        found |= read_row(row, key)
    return found if len(found) == len(rows) else {}


def _measure(view: QuestionView, typed: str, limits: tuple[int, int]) -> Answer | None:
    if typed in _NOT_KNOWN:
        return DONT_KNOW
    if typed == "-" and any(choice.id == "refused" for choice in view.choices):
        return RATHER_NOT
    if view.kind == "month":
        found = _MONTH.match(typed)
        return Answer(month=f"{found['y'] or found['y2']}-{int(found['m'] or found['m2']):02d}") if found else None
    low, high = limits
    if not _NUMBER.match(typed):
        return None
    number = round(float(typed.replace(",", ".")) * 1000)
    return Answer(number=number) if low * 1000 <= number <= high * 1000 else None


def told_back(view: QuestionView, typed: str, language: Language) -> list[str]:
    """What to say when a line is no answer: what it may have meant, and how to answer."""
    words, say = phrases(language), phrases(language, "hands")
    wanted = typed.lower().split()
    near = [c for c in view.choices if wanted and all(w in c.label.lower() for w in wanted)]
    if near and any(word.isalpha() for word in wanted):
        return [say("plain.mean", number=choice.key, label=choice.label) for choice in near[:4]]
    if view.at_most and len(wanted) > view.at_most:
        return [words("tui.prompt.at_most", count=view.at_most)]
    kind = "one_of" if view.kind == "yes_no" else view.kind
    return [say("plain.not_read"), say(f"plain.hint.{kind}")]
