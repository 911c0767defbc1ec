"""Two languages that say the same: numbers, gaps and lengths agree, and neither is left in the other language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.authoring.lint.desk import Said, Sheet, found
from assistant.authoring.lint.words import COMMON
from assistant.errors import Finding

LONG_ENOUGH, RATIO = 40, 2.2
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_GAP = re.compile(r"\{([a-z_]+)\}")
_DIGIT = re.compile(r"\d")
_COMMON = {
    "nl": (frozenset(COMMON["nl"]), frozenset(COMMON["en"])),
    "en": (frozenset(COMMON["en"]), frozenset(COMMON["nl"])),
}
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_WORDS_AS_NUMBER = {
    "nl": ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "twaalf"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"),
}


def look(sheet: Sheet) -> Iterator[Finding]:
    """Every pair of texts that does not say the same."""
    for said in sheet.texts:
        if said.nl.value and said.en.value:
            yield from _pair(said)


def _pair(said: Said) -> Iterator[Finding]:
    nl, en, place = said.nl.value, said.en.value, said.en.place
    digits = _DIGIT.search(nl) or _DIGIT.search(en)
    if digits and _NUMBER.findall(nl) != _NUMBER.findall(en) and _numbers(nl) != _numbers(en):
        difference = sorted((_numbers(nl) - _numbers(en)) + (_numbers(en) - _numbers(nl)))
        if not all(_in_words(number, nl, en) for number in difference):
            yield found("text/numbers-differ", place, also=said.nl.place, words=", ".join(difference))
    fiction = place.file.startswith(
        ("dialogues/cases/", "dialogues/talks/", "dialogues/reports/")
    )  # where a name may be told by a word such as they
    if not fiction and ("{" in nl or "{" in en) and Counter(_own_gaps(nl)) != Counter(_own_gaps(en)):
        yield found("text/gaps-differ", place, also=said.nl.place)
    if said.within("sources"):
        return
    if nl.casefold() == en.casefold() and len(_LETTERS.findall(nl)) >= 3:
        yield found("text/same", place, also=said.nl.place)
        return
    for language, scalar in said.each():
        said_words = scalar.value.lower().split()
        if _COMMON[language][1].isdisjoint(said_words):
            continue
        own_words, other_words = (sum(1 for word in said_words if word in common) for common in _COMMON[language])
        if other_words >= 3 and other_words > 2 * own_words:
            yield found("text/wrong-language", scalar.place, language=language)
            return
    if max(len(nl), len(en)) <= LONG_ENOUGH:
        return
    lengths = [len(re.sub(r"\([^()]*\)", "", text)) for text in (nl, en)]
    longer, shorter = max(lengths), min(lengths)
    if longer > LONG_ENOUGH and longer > RATIO * shorter:
        yield found("text/lengths-differ", place, also=said.nl.place, nl=str(len(nl)), en=str(len(en)))


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"[.,:]", "", number) for number in _NUMBER.findall(text))


def _in_words(number: str, nl: str, en: str) -> bool:
    """Whether the language that lacks the digit has the number as a word."""
    if not number.isdigit() or int(number) > 12:
        return False
    names = {"nl": nl.lower(), "en": en.lower()}
    index = {11: None}.get(int(number), int(number) if int(number) <= 10 else 11)
    return index is not None and any(_WORDS_AS_NUMBER[language][index] in names[language] for language in names)


def _own_gaps(text: str) -> list[str]:
    return [gap for gap in _GAP.findall(text) if gap not in ("persoon", "person")]
