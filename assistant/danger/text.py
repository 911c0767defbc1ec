"""Typed text as plain words with their places: one spelling, no invisible signs; sentences and clauses apart."""

from __future__ import annotations

import re
import unicodedata

from assistant.records import dataclass

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?;\n\r…]")
_CLAUSE = re.compile(r"[,:()\"“”„«»–—]|\s-\s")
_CONJUNCTIONS = frozenset(
    "en and maar but want because cause cos terwijl while omdat dus so though although hoewel toch daarna toen then".split()
)


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
    words: list[Word] = []
    sentence = clause = last = 0
    for match in _WORD.finditer(plain):
        between = plain[last : match.start()]
        if words and _SENTENCE.search(between):
            sentence, clause = sentence + 1, clause + 1
        elif words and (_CLAUSE.search(between) or match.group() in _CONJUNCTIONS):
            clause += 1
        words.append(Word(match.group(), places[match.start()], places[match.end() - 1] + 1, sentence, clause))
        last = match.end()
    return tuple(words)


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
