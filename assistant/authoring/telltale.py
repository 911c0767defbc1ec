"""Words of a story that may lead to a real person: names, numbers, days, places, schools. Broad on purpose: an author looks at each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from assistant.content.model.knowledge import EMERGENCY_NUMBER
from assistant.records import dataclass

SpotKind = Literal["contact", "date", "school", "place", "name", "number"]
SPOT_KINDS: tuple[SpotKind, ...] = ("date", "contact", "school", "place", "name", "number")
_BIG = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_SCHOOL = "school|college|lyceum|gymnasium|atheneum|universiteit|university|hogeschool|academie|academy|mbo|roc|vmbo"
_PATTERNS: tuple[tuple[SpotKind, re.Pattern[str]], ...] = (
    (
        "date",
        re.compile(
            rf"\b\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}\b|\b\d{{1,2}} (?:{_MONTHS})\b(?: \d{{4}})?"
            rf"|\b(?:{_MONTHS}) \d{{1,4}}(?:,? \d{{4}})?\b|\b(?:19|20)\d\d\b",
            re.I,
        ),
    ),
    ("contact", re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|\b\d{4} ?[A-Z]{2}\b|(?<!\w)\+?\d[\d -]{7,}\d")),
    ("school", re.compile(rf"(?:{_BIG}[ -])*{_BIG}[ -]?(?i:{_SCHOOL})\b|\b(?i:{_SCHOOL})(?: (?:de|het|the|van|of))? {_BIG}(?: {_BIG})*")),
    ("place", re.compile(rf"(?<=\b[Ii]n ){_BIG}|(?<=\b[Uu]it ){_BIG}|(?<=\b[Tt]e ){_BIG}|(?<=\b[Nn]aar ){_BIG}"
                         rf"|(?<=\b[Ff]rom ){_BIG}|(?<=\b[Aa]t ){_BIG}|(?<=\b[Nn]ear ){_BIG}")),
    ("number", re.compile(r"\b\d{2,}\b")),
)  # fmt: skip
_CAPITAL = re.compile(rf"(?<!\w){_BIG}(?: (?:(?:van|de|der|den|ter|ten|el|al) )*{_BIG})*")
_BEGINS = re.compile(r"(?:^|[.!?:…\n]['\"”’]?\s+|['\"“‘(\[])\s*$")
_NO_NAME = frozenset(
    (
        *("Nederland", "Nederlands", "Nederlandse", "Engels", "Engelse", "Dutch", "English", "Netherlands"),
        *("I'm", "I'll", "I've", "Veilig", "Thuis", "Veilig Thuis", EMERGENCY_NUMBER),
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    )
)
"""Written with a capital, and about nobody."""


@dataclass(frozen=True, slots=True)
class Telltale:
    """Something that may lead to a real person: of which kind, and the words."""

    kind: SpotKind
    words: str


_COMMON_FIRST = frozenset(
    (
        *(
            "de",
            "het",
            "een",
            "in",
            "op",
            "met",
            "na",
            "voor",
            "toen",
            "als",
            "en",
            "maar",
            "ook",
            "zijn",
            "haar",
            "hij",
            "zij",
        ),
        *("u", "uw", "dat", "die", "dit", "the", "a", "an", "on", "with", "after", "for", "when", "as", "and", "but"),
        *("his", "her", "he", "she", "you", "your", "that", "this"),
    )
)


def telltales(texts: Iterable[str]) -> tuple[Telltale, ...]:
    """What stands in these texts, each once, in the order of the kinds. A word that only ever begins a sentence is no name."""
    texts = tuple(texts)
    found: dict[str, SpotKind] = {}
    for kind, pattern in _PATTERNS:
        for text in texts:
            for hit in pattern.finditer(text):
                words = hit[0].strip()
                ordinary = words.partition(" ")[0].casefold() in _COMMON_FIRST and kind == "school"
                if words not in _NO_NAME and not ordinary and not any(words in known for known in found):
                    found[words] = kind
    for words in sorted(_names(texts), key=len):
        behind = words.partition(" ")[2]  # "Ask Robin": the sentence begins with another word
        if words not in _NO_NAME and behind not in (*found, *_NO_NAME) and not any(words in known for known in found):
            found[words] = "name"
    return tuple(Telltale(kind, words) for kind in SPOT_KINDS for words, its in found.items() if its == kind)


def _names(texts: tuple[str, ...]) -> set[str]:
    """Words with capitals that are no mere beginning of a sentence."""
    names = set()
    for text in texts:
        for hit in _CAPITAL.finditer(text):
            first, _, rest = hit[0].partition(" ")
            begins = bool(_BEGINS.search(text[: hit.start()]))
            if begins and first.casefold() in _COMMON_FIRST:
                names.add(rest)
            elif rest or not begins or _elsewhere(first, texts):
                names.add(hit[0])
    return names - {""}


def _elsewhere(word: str, texts: Iterable[str]) -> bool:
    """Whether a word stands with its capital somewhere that is not the beginning of a sentence."""
    pattern = re.compile(rf"\b{re.escape(word)}\b")
    return any(not _BEGINS.search(text[: hit.start()]) for text in texts for hit in pattern.finditer(text))


def replaced(text: str, instead: Mapping[str, str]) -> str:
    """The text with other words in place of those named, whole words only, the longest first."""
    words = sorted((each for each in instead if each), key=len, reverse=True)
    if not words:
        return text
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in words))
    return pattern.sub(lambda hit: instead[hit[0]], text)
