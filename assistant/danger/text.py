"""Typed text as plain words with their places: one spelling, no invisible signs; sentences apart."""

from __future__ import annotations

import re
import unicodedata

from assistant.records import dataclass

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?;\n\r…]")
_CLAUSE = re.compile(r"[,:()\"“”„«»–—]")
_NOT = {"dont", "doesnt", "didnt", "wont", "cant", "isnt", "wasnt", "havent", "hasnt", "couldnt", "wouldnt", "aint"}
_CONJUNCTIONS = frozenset(["maar", "want", "but", "because", "terwijl", "while", "omdat", "daarna", "toen", "then"])


@dataclass(frozen=True, slots=True)
class Word:
    """One word: plain letters, where it stands in the typed text, its sentence and clause (counted from 0)."""

    plain: str
    start: int
    end: int
    sentence: int
    clause: int


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, in order. Marks on letters go, so that `één` and `een` are one; `don't` is one word, `dont`."""
    plain, places = _plain(text)
    found: list[Word] = []
    sentence = clause = last = 0
    for match in _WORD.finditer(plain):
        between = plain[last : match.start()]
        if found and _SENTENCE.search(between):
            sentence, clause = sentence + 1, clause + 1
        elif found and (_CLAUSE.search(between) or match.group() in _CONJUNCTIONS):
            clause += 1
        found.append(Word(match.group(), places[match.start()], places[match.end() - 1] + 1, sentence, clause))
        last = match.end()
    return tuple(found)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in one spelling, and for every sign of it where it comes from."""
    signs: list[str] = []
    places: list[int] = []
    for place, typed in enumerate(text):
        if typed in "'’‘`´" or (typed < " " and typed not in "\n\r\t"):
            continue
        if typed.isascii():
            signs.append(typed.lower())
            places.append(place)
            continue
        for sign in unicodedata.normalize("NFKD", typed).casefold():
            if not unicodedata.combining(sign) and unicodedata.category(sign) not in ("Cf", "Cc"):
                signs.append(sign)
                places.append(place)
    return "".join(signs), places


def is_denial(word: str) -> bool:
    """Whether a word denies what stands with it, in either language."""
    return word in _DENIALS or word in _NOT


_DENIED_BY = "niet geen nooit niemand niets zonder noch nergens niks not no never nobody none without nothing neither"
_DENIALS = frozenset(_DENIED_BY.split())
