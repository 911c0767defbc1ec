"""Typed text to words: one spelling, no invisible signs, and for every word its place in the text as it was typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.content.model import Language
from assistant.records import dataclass

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_END = re.compile(r"[.!?;\n\r…]")
_PART = re.compile(r"[,:()\[\]\"“”„«»–—/]| - ")
_FRESH = re.compile(r"[.!?;:\n\r…\"“”„«»(\[]|(?<!\w)'")
_APOSTROPHES = frozenset("'’‘`´ʼ＇")
_SHORT: dict[Language, dict[str, tuple[str, ...]]] = {
    "nl": {
        **dict.fromkeys(["z'n", "zn", "zun"], ("zijn",)),
        **dict.fromkeys(["m'n", "mn"], ("mijn",)),
        **dict.fromkeys(["d'r", "dr", "'r"], ("haar",)),
        **dict.fromkeys(["'m", "em"], ("hem",)),
        **dict.fromkeys(["'t"], ("het",)),
        **dict.fromkeys(["'n"], ("een",)),
        **dict.fromkeys(["zo'n", "zon'n"], ("zo", "een")),
        **dict.fromkeys(["da's"], ("dat", "is")),
        **dict.fromkeys(["nie", "nait"], ("niet",)),
        **dict.fromkeys(["gin", "ginne"], ("geen",)),
        **dict.fromkeys(["ie", "i", "tie", "em's"], ("hij",)),
        **dict.fromkeys(["ze'n", "zij'n"], ("zijn",)),
        **dict.fromkeys(["nix", "niksnie"], ("niks",)),
    },
    "en": {
        **dict.fromkeys(["cannot", "can't", "cant"], ("can", "not")),
        **dict.fromkeys(["won't", "wont"], ("will", "not")),
        **dict.fromkeys(["ain't", "aint"], ("is", "not")),
        **dict.fromkeys(["shan't"], ("shall", "not")),
        **dict.fromkeys(["noone"], ("nobody",)),
        **dict.fromkeys(["nothin"], ("nothing",)),
        **dict.fromkeys(["gonna"], ("going", "to")),
        **dict.fromkeys(["wanna"], ("want", "to")),
        **dict.fromkeys(["o'clock"], ("hour",)),
        **{
            f"{verb}nt": (verb, "not")
            for verb in "do does did is was are were has have had could would should need must".split()  # noqa: SIM905
        },
    },
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: plain letters, where it stands as typed, its sentence and part (between commas), whether a capital makes it look a name."""

    plain: str
    start: int
    end: int
    sentence: int
    part: int
    named: bool


def words_of(text: str, language: Language | None) -> list[Word]:
    """The words of a text in order; `don't` becomes two words in one place, `z'n` the word *zijn*."""
    letters, places = _letters(text)
    shouting = sum(map(str.isupper, text)) * 2 > sum(map(str.isalpha, text))
    found: list[Word] = []
    sentence = part = last = 0
    for match in _WORD.finditer(letters):
        between = letters[last : match.start()]
        fresh = not found or bool(_FRESH.search(between))
        if found and _END.search(between):
            sentence, part = sentence + 1, part + 1
        elif found and _PART.search(between):
            part += 1
        last = match.end()
        start, end = places[match.start()], places[last - 1] + 1
        named = text[start].isupper() and not fresh and not shouting and end - start > 1
        surface = match.group().lower()
        if match.start() and letters[match.start() - 1] == "'" and f"'{surface}" in _SHORT["nl"]:
            surface = f"'{surface}"
        found += [Word(piece, start, end, sentence, part, named) for piece in _pieces(surface, language)]
    return found


def plain_words(phrase: str, language: Language | None) -> list[str]:
    """The plain words of a short phrase, without regard to where they stand."""
    if phrase.isascii() and phrase.islower() and phrase.replace(" ", "").isalpha():  # nearly all words of a pack
        return [piece for word in phrase.split() for piece in _pieces(word, language)]
    return [word.plain for word in words_of(phrase, language)]


def plain(word: str) -> str:
    """One word in plain letters: lower case, one spelling, no marks and no invisible signs."""
    return _letters(word)[0].lower()


def _letters(text: str) -> tuple[str, list[int]]:
    """The text without marks on letters and invisible signs, capitals kept, and where each of its signs comes from."""
    if text.isascii() and text.isprintable():
        return text.replace("`", "'"), list(range(len(text)))
    signs: list[str] = []
    places: list[int] = []
    for place, typed in enumerate(text):
        for sign in _plain_sign(typed):
            signs.append(sign)
            places.append(place)
    return "".join(signs), places


@lru_cache(maxsize=4_096)
def _plain_sign(typed: str) -> str:
    """What remains of one sign: nothing of an invisible one, the bare letters of one with marks."""
    if typed in _APOSTROPHES:
        return "'"
    if typed in "\n\r\t" or " " <= typed <= "~":
        return typed
    if unicodedata.category(typed) in ("Cf", "Cc", "Mn", "Me"):
        return " " if typed == "\x85" else ""
    split = unicodedata.normalize("NFKD", typed)
    return "".join(sign for sign in split if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")


def _pieces(word: str, language: Language | None) -> tuple[str, ...]:
    """One typed word as the words it stands for."""
    for spoken in (language,) if language else ("nl", "en"):
        if (known := _SHORT[spoken].get(word)) is not None and (language or "'" in word or spoken == "en"):
            return known
    word = word.lower() if word.isascii() else word.casefold()
    if "'" not in word:
        return (word,)
    if word.endswith("n't") and language != "nl":
        return (word[:-3], "not")
    return (word.strip("'").split("'", 1)[0],)
