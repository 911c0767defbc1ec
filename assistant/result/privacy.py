"""Does a note name somebody? Looks for names, citizen service numbers, telephone numbers, addresses and accounts. It warns, never stops.

A finder with a heuristic: it misses some and it sees some that are none. Nothing it reads is kept, and no rule reads what it finds.
"""

from __future__ import annotations

import re
from bisect import bisect_right as bisect
from collections.abc import Callable, Iterator

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.language.ordinary import ORDINARY_WORDS
from assistant.records import dataclass
from assistant.result.first_names import FIRST_NAMES, ONLY_WITH_CAPITAL

KINDS = ("iban", "bsn", "email", "phone", "address", "postcode", "birth", "handle", "link", "name")


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that may point to a person: what kind, where it stands, and the words."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PrivacyWarning:
    """What to say about a note: one sentence per kind, and what to do."""

    title: str
    lines: tuple[str, ...]
    advice: str


_CAP = r"(?:[A-ZÀ-ÖØ-ÞŞĞİĆČŠŽŁŚŹŻ][a-zà-öø-ÿşğıćčđšžłśźżńęąA-Z'’-]{0,30}[a-zà-öø-ÿşğıćčđšžłśźżńęą])"
_PARTICLE = r"(?:van|de|der|den|het|'t|’t|ten|ter|te|in|op|aan|el|al|bin|ben|ibn|abu|ould|von|zu|di|da|dos|la|le)"
_STREET = (
    r"(?:straat|laan|weg|plein|kade|gracht|singel|dijk|hof|steeg|pad|park|dreef|markt|plantsoen|boulevard|baan|"
    r"street|road|avenue|lane)"
)
_PATTERNS: dict[str, re.Pattern[str]] = {
    "email": re.compile(r"[\w.+-]{1,64}(?:@|\s?(?:\(at\)|\[at\])\s?)[\w-]{1,64}(?:\.[\w-]{1,64})+", re.I),
    "link": re.compile(r"(?:https?://|www\.)\S+|\b[\w-]{1,60}\.(?:nl|com|me|be|org|net)/\S+", re.I),
    "iban": re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b"),
    "phone": re.compile(r"(?<![\w.])(?:(?:\+|00)\d{2}|0)[\s.(-]{0,2}(?:\(?0\)?[\s.-]?)?[1-9](?:[\s.-]?\d){7,9}(?!\d)"),
    "postcode": re.compile(r"\b[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}\b"),
    "address": re.compile(
        rf"\b(?:{_CAP}\s){{0,3}}\w{{0,40}}{_STREET}\s+\d{{1,4}}\s?[a-z]?(?:[-/]\d+)?\b|\b\d{{1,4}}\s(?:{_CAP}\s){{1,3}}(?:Street|Road|Avenue|Lane)\b",
        re.I,
    ),
    "birth": re.compile(
        r"\b(?:geboren(?:\s+op)?|geboortedatum|geb\.|born(?:\s+on)?|date of birth|dob)[:\s]*\S{1,4}[-/.\s]\S{1,9}[-/.\s]\d{2,4}"
        r"|\b(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)\d{2}\b",
        re.I,
    ),
    "handle": re.compile(
        r"(?<![\w.])@[\w.]{2,}"
        r"|\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|telegram|discord|twitter|facebook|fb|x)(?:[- ]?(?:naam|account|name))?"
        r"\s*(?::|is|=|heet)\s*[\w.#-]{3,}",
        re.I,
    ),
}
_NINE = re.compile(r"(?<![\d+-])(?<!\d[ .])\d(?:[ .-]?\d){7,8}(?![ .-]?\d)")
_TITLED = re.compile(
    rf"\b(?i:meneer|mevrouw|mijnheer|mw\.?|mevr\.?|dhr\.?|juf|meester|oom|tante|mr\.?|mrs\.?|ms\.?|miss|uncle|aunt)\s"
    rf"(?:{_PARTICLE}\s)*{_CAP}"
)
_CALLED = re.compile(
    rf"\b(?i:heet|heten|genaamd|noemt zich|noem ik|bijnaam(?: is)?|naam(?: is)?|voornaam(?: is)?|achternaam(?: is)?|"
    rf"called|named|name(?: is)?|nickname(?: is)?|goes by)\s*:?\s+(?:{_PARTICLE}\s)*{_CAP}"
)
_INITIALS = re.compile(rf"\b(?:[A-Z]\.\s?){{1,4}}(?:{_PARTICLE}\s){{0,3}}{_CAP}")
_PAIR = re.compile(rf"\b{_CAP}(?:\s(?:{_PARTICLE}\s){{0,3}}{_CAP})+")
_PARTICLED = re.compile(rf"\b{_CAP}\s(?:van|van der|van den|van de|de|el|bin|ben|von)\s{_CAP}")
_SINGLE = re.compile(rf"\b{_CAP}\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTER = re.compile(r"\b(?i:leerling|student|jongere|cliënt|client|pupil|persoon|person)\s[A-Z]\.?(?=\s|$|[,.])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n…\"“(•-])\s*\Z")

_ORDINARY = frozenset(ORDINARY_WORDS.split())


def bsn_fits(digits: str) -> bool:
    """The check of a citizen service number: nine digits (or eight, with a zero before), weighed, divisible by eleven."""
    digits = digits.zfill(9)
    if len(digits) != 9 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0


def traces(text: str) -> tuple[Trace, ...]:
    """Everything in the text that may point to a person, in order, without overlap."""
    found: list[Trace] = []
    for kind in KINDS:
        for start, end in _FINDERS.get(kind, _by_pattern(kind))(text):
            place = bisect(found, start, key=lambda each: each.start)
            before, after = found[place - 1 : place], found[place : place + 1]
            if not any(each.end > start for each in before) and not any(each.start < end for each in after):
                found.insert(place, Trace(kind, start, end, text[start:end].strip()))
    return tuple(found)


_CLASS_OR_CASE = re.compile(
    r"\b(?:klas|groep|class|group|case|casus|zaak|dossier|file|nr)[\s._-]*\d|\b(?:klas|class)[\s._-]*[a-z]\b|\b\d[a-z]\b",
    re.IGNORECASE,
)


def labels_somebody(name: str) -> bool:
    """Whether the name of a file holds a label of a person, a class or a case, as far as that can be seen."""
    kinds = {trace.kind for text in (name, re.sub(r"[\W_]+", " ", name)) for trace in traces(text)}
    return bool(kinds & {"name", "bsn", "email", "phone"}) or _CLASS_OR_CASE.search(name) is not None


def privacy_warning(text: str, language: Language) -> PrivacyWarning | None:
    """What to say about a note before it is used; None when nothing was seen."""
    found = traces(text)
    if not found:
        return None
    words = phrases(language, "hands")
    lines = []
    for kind in KINDS:
        shown = list(dict.fromkeys(each.text for each in found if each.kind == kind))
        if shown:
            lines.append(words(f"privacy.{kind}", words=", ".join(shown)))
    return PrivacyWarning(words("privacy.title"), tuple(lines), words("privacy.advice"))


def _by_pattern(kind: str) -> Callable[[str], Iterator[tuple[int, int]]]:
    def find(text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in _PATTERNS[kind].finditer(text))

    return find


def _bsn(text: str) -> Iterator[tuple[int, int]]:
    for match in _NINE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if (
            len(digits) in (8, 9)
            and bsn_fits(digits)
            and (len(digits) == 9 or "bsn" in text[: match.start()].lower()[-30:])
        ):
            yield match.span()


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Names by what stands around them, then capitals in a row, then single capitals and well-known first names."""
    for pattern in (_TITLED, _CALLED, _INITIALS, _LETTER, _PARTICLED):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _PAIR.finditer(text):
        parts = [word for word in _WORD.finditer(match[0]) if not re.fullmatch(_PARTICLE, word[0])]
        first = _starts_sentence(text, match.start())
        named = [word for word in parts if not _ordinary(word[0])]
        if first and named and named[0].start() == 0 and named[0][0].lower() not in FIRST_NAMES:
            named = named[1:]  # the first word of a sentence has its capital anyway
            if len(named) == 1 and len(parts) == 2:
                yield match.span()
                continue
        if named:
            yield match.start() + named[0].start(), match.start() + named[-1].end()
    for match in _WORD.finditer(text):
        lower = match[0].lower().removesuffix("'s").removesuffix("’s")
        known = lower in FIRST_NAMES or (lower.endswith("s") and lower[:-1] in FIRST_NAMES and match[0][0].isupper())
        if known and (match[0][0].isupper() or lower not in ONLY_WITH_CAPITAL) and lower not in _ORDINARY:
            yield match.span()
    for match in _SINGLE.finditer(text):
        if not _ordinary(match[0]) and not match[0].isupper() and not _starts_sentence(text, match.start()):
            yield match.span()


def _ordinary(word: str) -> bool:
    lower = word.lower()
    return lower in _ORDINARY or any(lower.startswith(f"{each}-") for each in ("mbo", "turks", "islam", "joods"))


def _starts_sentence(text: str, at: int) -> bool:
    return bool(_SENTENCE_START.search(text[max(0, at - 12) : at]))


_FINDERS: dict[str, Callable[[str], Iterator[tuple[int, int]]]] = {"bsn": _bsn, "name": _names}
