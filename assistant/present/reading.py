"""What a typed line means: one reader for the app, line mode and a browser.

A line is brought into one spelling first. Then an exact label comes before the beginning of one, and that before words in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.questions.typed import Entry, Spelled
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, SEEN, Answer
from assistant.language.typed import BEFORE_A_NUMBER, BETWEEN_NUMBERS, NOT_KNOWN, SPOKEN, YES_NO
from assistant.language.typed import MORE_WORDS as MORE_WORDS
from assistant.language.typed import SAME as SAME
from assistant.present.conversation import (
    MORE,
    REFUSED_CHOICE,
    UNKNOWN_CHOICE,
    Choice,
    QuestionView,
    RowView,
    answer_of,
)

_AROUND = " .,;:!?()[]{}<>\"'`…„“”«»*#°"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
SHORTEST = 3
"""So many letters begin a label; with fewer it is a guess."""


# ---------------------------------------------------------------- one spelling


def plain_line(typed: str) -> str:
    """A typed line in one spelling, without invisible signs, and without signs around its words: `Nee!` and `²)` are `nee` and `2`."""
    return " ".join(filter(None, (word.strip(_AROUND).replace("'", "") for word in _seen(typed).lower().split())))


def _seen(typed: str) -> str:
    """What one sees of a line, in one spelling: wide, raised and circled digits are digits, marks on letters go, a dash is a dash."""
    spelled = unicodedata.normalize("NFKC", typed[:MOST])
    bare = "".join(sign for sign in unicodedata.normalize("NFD", spelled) if _visible(sign))
    return bare.replace("’", "'").replace("‘", "'").translate(_DASHES)


MOST = 2000
"""Signs of a line that are read; a longer one is no answer to choose by."""


def _visible(sign: str) -> bool:
    return sign in "\t\n" or unicodedata.category(sign) not in ("Cf", "Cc", "Co", "Cn", "Cs", "Mn", "Me")


def row_number(text: str) -> int:
    """The number of a row in a list that a line names, as a digit or as a word; 0 when it names none. An endless number is none."""
    words = [word for word in plain_line(text).split() if word not in BEFORE_A_NUMBER]
    word = SPOKEN.get(words[0], words[0]) if len(words) == 1 else ""
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 6 else 0


# ---------------------------------------------------------------- choices


def choices_meant(choices: Sequence[Choice], line: str) -> tuple[Choice, ...]:
    """The choices that words mean: with exactly these words, else beginning with them, else with all of them in any place.

    `line` is plain (see `plain_line`). That somebody does not know is never read as *none of these*.
    """
    if len(line) < 2:
        return ()
    if line in NOT_KNOWN:
        return tuple(choice for choice in choices if choice.id == UNKNOWN_CHOICE)
    labels = [(choice, plain_line(choice.label)) for choice in choices]
    same = tuple(choice for choice, label in labels if label == line)
    begun = tuple(choice for choice, label in labels if len(line) >= SHORTEST and label.startswith(line))
    wanted = line.split()
    within = tuple(
        choice
        for choice, label in labels
        if all(any(word.startswith(each) for word in label.replace("-", " ").split()) for each in wanted)
    )
    return same or begun or within


def said_not_known(line: str) -> bool:
    """Whether a plain line begins to say that one does not know; only from its second word on, for words begin much else."""
    return line in NOT_KNOWN or (" " in line and any(known.startswith(line) for known in NOT_KNOWN))


def read_answer(view: QuestionView, typed: str) -> Answer | None:
    """The answer that a line gives; None when it gives none.

    Enter alone takes what stands chosen: the earlier answer, or what own words led to.
    """
    line = plain_line(typed.replace(",", " ").replace(";", " "))
    if _seen(typed).strip() == "-":
        line = "-"
    if typed.strip() and not line:
        return None  # signs alone answer nothing
    if view.control == "read":
        return SEEN if not typed or line == "1" else None
    if view.control == "mark":
        return _read_mark(view, line)
    if not line:
        return answer_of(view, view.chosen) if view.chosen else None
    if view.entry is not None:
        return read_entry(view, view.entry, typed)
    if {choice.id for choice in view.choices} >= {"yes", "no"} and line in YES_NO:
        return answer_of(view, (YES_NO[line],))
    if line in NOT_KNOWN and any(choice.id == UNKNOWN_CHOICE for choice in view.choices):
        return DONT_KNOW
    exact = [
        choice for choice in view.choices if choice.id != MORE and plain_line(choice.label) in (line, plain_line(typed))
    ]
    if len(exact) == 1:
        return _with_what_holds_it(view, exact)
    return _by_numbers(view, line) or _by_beginning(view, plain_line(typed))


def _by_numbers(view: QuestionView, line: str) -> Answer | None:
    """The answer that numbers give, typed or spoken: `1 3`, `nummer een en drie`."""
    spoken = [word for word in line.split() if word not in BEFORE_A_NUMBER]
    words = [SPOKEN.get(word, word) for place, word in enumerate(spoken) if not (place and word in BETWEEN_NUMBERS)]
    words = [str(int(word)) if word.isascii() and word.isdecimal() and len(word) <= 6 else word for word in words]
    by_key = {choice.key: choice for choice in view.choices if choice.id != MORE}
    picked = list(dict.fromkeys(by_key[word] for word in words if word in by_key))
    if len(picked) != len(set(words)) or not picked:
        return None
    if len(picked) > 1 and (not view.multiple or any(choice.alone for choice in picked)):
        return None
    if view.at_most and len(picked) > view.at_most:
        return None
    return _with_what_holds_it(view, picked)


def _with_what_holds_it(view: QuestionView, picked: Sequence[Choice]) -> Answer:
    """What is more exact comes with the choice that holds it."""
    held = {choice.under for choice in picked} - {MORE}
    return answer_of(view, tuple(choice.id for choice in view.choices if choice in picked or choice.id in held))


def _by_beginning(view: QuestionView, line: str) -> Answer | None:
    """The one choice whose label begins so. Never where a slip would end the conversation, nor one that rules out all others."""
    begun = [c for c in view.choices if c.id != MORE and len(line) >= SHORTEST and plain_line(c.label).startswith(line)]
    sure = len(begun) == 1 and not view.careful and not begun[0].alone
    return _with_what_holds_it(view, begun) if sure else None


def _read_mark(view: QuestionView, line: str) -> Answer | None:
    """A choice, and after it what the one row about it asks, by the number it says or the number it stands at: `1 80`, `ja 3`."""
    *words, last = line.split() or [""]
    choice, row = _choice_of_mark(view, words), view.rows[0]
    number = row_number(last)
    told = next((each.id for each in row.choices if each.key == str(number)), str(number))
    answer = answer_of(view, (choice,), {row.id: told})
    return answer if choice and int(row.choices[0].id) <= int(told) <= int(row.choices[-1].id) else None


def begun_mark(view: QuestionView, typed: str) -> str:
    """The choice of a line that chooses and says no more, where a row about it is still to be told; empty when it does not."""
    return _choice_of_mark(view, plain_line(typed.replace(",", " ")).split()) if view.control == "mark" else ""


def _choice_of_mark(view: QuestionView, words: Sequence[str]) -> str:
    line = " ".join(words)
    by_key = {choice.key: choice.id for choice in view.choices}
    return YES_NO.get(line) or by_key.get(str(row_number(line)), "")


def read_row(row: RowView, typed: str) -> dict[str, str]:
    """The choice, by the id of the row, that a line gives to one short question; empty when it gives none."""
    line = plain_line(typed)
    number = SPOKEN.get(line, str(row_number(line)) if row_number(line) else line)
    by_key = next((choice for choice in row.choices if choice.key == number), None)
    meant = choices_meant(row.choices, line) if by_key is None and any(sign.isalpha() for sign in line) else ()
    choice = by_key or (meant[0] if len(meant) == 1 else None)
    return {row.id: choice.id} if choice else {}


def read_rows(rows: Sequence[RowView], typed: str) -> dict[str, str]:
    """The choices that a line gives to short questions about one thing: to the first, or to all at once."""
    words = plain_line(typed.replace(",", " ")).split()
    if len(words) != len(rows) or not all(word.isdecimal() or word in SPOKEN for word in words):
        return read_row(rows[0], typed)
    found: dict[str, str] = {}
    for row, word in zip(rows, words, strict=True):
        found |= read_row(row, word)
    return found if len(found) == len(rows) else {}


# ---------------------------------------------------------------- what is typed out


def read_entry(view: QuestionView, entry: Entry, typed: str) -> Answer | None:
    """The number, month or day that a line gives, or that one does not know it; None when it gives none."""
    line = plain_line(typed)
    bare = "".join(_seen(typed).split()).strip(_AROUND) if line else _seen(typed).strip()
    if line in NOT_KNOWN or (bare == "0" and not entry.numeric):
        return DONT_KNOW
    if bare == "-":
        refused = any(choice.id == REFUSED_CHOICE for choice in view.choices)
        return RATHER_NOT if refused else None
    return entry.read(Spelled(line, SPOKEN.get(line, bare)))


# ---------------------------------------------------------------- what to say


def told_back(view: QuestionView, typed: str, language: Language) -> list[str]:
    """What to say when a line is no answer: what it may have meant, and how to answer."""
    words, say = phrases(language), phrases(language, "hands")
    line = plain_line(typed)
    near = choices_meant(view.choices, line) if any(word.isalpha() for word in line.split()) else ()
    if near:
        return [say("plain.mean", number=choice.key, label=choice.label) for choice in near[:4]]
    if view.at_most and len(line.split()) > view.at_most:
        return [words("tui.prompt.at_most", count=view.at_most)]
    return [say("plain.not_read"), how_to_answer(view, language)]


def how_to_answer(view: QuestionView, language: Language) -> str:
    """How a question is answered, line by line."""
    if view.entry is not None:
        return view.entry.hint("line", language)
    return phrases(language, "hands")(f"plain.hint.{view.control}")
