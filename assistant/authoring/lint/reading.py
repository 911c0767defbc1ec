"""Reading level: sentences that are too long, texts whose sentences are long on average, and many long words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.authoring.lint.desk import Said, Sheet, found
from assistant.content.nodes import Scalar
from assistant.errors import Finding

LONGEST, AVERAGE, AVERAGE_OF_TWO = 25, 15, 18
LONG_WORD = {"nl": 14, "en": 13}
LONG_SHARE, ENOUGH_WORDS = 0.25, 10
_WORD = re.compile(r"[\w{}][\w{}'’/-]*")


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence."""
    protected = re.sub(r"(?<=\d)[.:](?=\d)|(?<=\b[a-zA-Z])\.(?=[a-zA-Z]\.)", "", text)
    return [
        words for part in re.split(r"[.!?;:]+(?:\s|$|[\"”')])|\n\s*\n", protected) if (words := _WORD.findall(part))
    ]


def look(sheet: Sheet) -> Iterator[Finding]:
    """Every text that is hard to read; titles of sources are as they are."""
    for said in sheet.texts:
        if not said.within("sources"):
            for language, scalar in said.each():
                yield from _text(said, language, scalar)


def _text(said: Said, language: str, scalar: Scalar) -> Iterator[Finding]:
    rough = scalar.value.split()
    if len(rough) < ENOUGH_WORDS or (len(rough) <= LONGEST and max(map(len, rough)) < LONG_WORD[language]):
        return
    found_sentences = sentences(scalar.value)
    if not found_sentences:
        return
    longest = max(found_sentences, key=len)
    words = [word for sentence in found_sentences for word in sentence]
    if len(longest) > LONGEST:
        begin = " ".join(longest[:6])
        yield found("text/long-sentence", scalar.place, number=str(len(longest)), limit=str(LONGEST), begin=begin)
    elif len(found_sentences) > 1:
        limit = AVERAGE if len(found_sentences) > 2 else AVERAGE_OF_TWO
        average = len(words) / len(found_sentences)
        if average > limit:
            yield found("text/long-average", scalar.place, number=str(round(average)), limit=str(limit))
    long = [word for word in words if len(word) >= LONG_WORD[language]]
    if len(words) >= ENOUGH_WORDS and len(long) > LONG_SHARE * len(words):
        yield found("text/long-words", scalar.place, words=", ".join(dict.fromkeys(long[:5])))
