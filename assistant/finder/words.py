"""Text to the words that count: lower case, without small words, endings and spelling differences."""

from __future__ import annotations

import re
import unicodedata

import snowballstemmer

from assistant.content.model import Language
from assistant.finder.small import COMMON, SMALL
from assistant.records import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_END = re.compile(r"[.!?;:\n\r…()]")
_FRESH = re.compile(r"[.!?;:\n\r…\"“”„«»‘(\[]|(?<!\w)'")
_ALGORITHM = {"nl": "dutch", "en": "english"}

# Forms that the stemmers keep apart from each other.
_FORMS = {
    "nl": {
        "opeens": "ineens",
        "plotseling": "ineens",
        "plotselinge": "ineens",
        "kinderen": "kind",
        "kindje": "kind",
        "baby": "kind",
    },
    "en": {
        "sudden": "suddenly",
        "almost": "nearly",
        "children": "child",
        "kids": "child",
        "kid": "child",
        "baby": "child",
    },
}
_CLAUSE = {"nl": {"en", "maar", "want", "dus", "terwijl"}, "en": {"and", "but", "so", "while", "because"}}


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed: plain form, where it stands, its sentence and clause, and whether a capital makes it look like a name."""

    plain: str
    start: int
    end: int
    sentence: int
    clause: int
    named: bool


def split(text: str, language: Language) -> list[Word]:
    """The words of `text` in order, in plain letters; `don't` becomes two words."""
    shouting = sum(map(str.isupper, text)) * 2 > sum(map(str.isalpha, text))
    found: list[Word] = []
    sentence = clause = last = 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        fresh = not found or bool(_FRESH.search(between))
        if found and _END.search(between):
            sentence += 1
            clause += 1
        elif "," in between:
            clause += 1
        last = match.end()
        surface = match.group()
        named = surface[0].isupper() and not fresh and not shouting and surface != "I"
        for part in _parts(plain(surface), language):
            if part in _CLAUSE[language]:
                clause += 1
            found.append(Word(part, match.start(), match.end(), sentence, clause, named))
    return found


def bare(phrase: str, language: Language) -> list[str]:
    """The plain words of a short phrase, without regard to where they stand."""
    return [part for word in _WORD.findall(plain(phrase)) for part in _parts(word, language)]


def plain(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def _parts(word: str, language: Language) -> tuple[str, ...]:
    if "'" not in word:
        return (word,)
    if language == "en" and word.endswith("n't"):
        return ({"ca": "can", "wo": "will"}.get(word[:-3], word[:-3]), "not")
    return (word.split("'", 1)[0],)


class Stemmer:
    """Brings the forms of a word together. Remembers what it stemmed."""

    def __init__(self, language: Language) -> None:
        self._stem = snowballstemmer.stemmer(_ALGORITHM[language])
        self._small = SMALL[language]
        self._forms = _FORMS[language]
        self.common = COMMON[language]
        """Words that count for less."""
        self._known: dict[str, str] = {}

    def small(self, word: str) -> bool:
        """Whether the word says nothing here."""
        return word in self._small or len(word) < 2

    def __call__(self, word: str) -> str:
        """The stem of a plain word."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = str(self._stem.stemWord(self._forms.get(word, word)))
        return found
