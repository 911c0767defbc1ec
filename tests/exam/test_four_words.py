"""No words of ours are taken from the exam: no wording holds four words in a row that stand in one of its sentences.

What fails names a wording of ours, never a sentence.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from assistant.content.pack import read_pack, shipped
from assistant.language import plain_words

RUN = 4
ROWS = (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()[1:]
PACK = read_pack(shipped())
STILL_TO_MEND: frozenset[str] = frozenset(
    [
        "came/comes/walks up/himself/herself/own_accord/straight me/to_me/us/office tell/talk/told/chat/mind",
        "cannot/still talk about [family] crying/tears",
        "does_not/do_not/not know/sure who/what person/they_are/is/really",
        "niet weten/weet wie/wat voor mens/zelf/is",
    ]
)
"""Phrases of the lexicon that are still to be mended."""


def runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


SEEN = {run for row in ROWS for run in runs(plain_words(row.split("\t")[2], None))}
DANGER = [w for family in PACK.danger_words.families for w in (*family.words.nl, *family.words.en)]
LEXICON = [
    w for entry in (*PACK.lexicon.wordings,) for w in (*entry.phrases.nl, *entry.phrases.en) if w not in STILL_TO_MEND
]


def written_out(wording: str) -> Iterator[list[str]]:
    """Every way in which the four-word stretches of a wording can be said, as far as it is written out."""
    parts = wording.split()
    for at in range(len(parts) - RUN + 1):
        stretch = parts[at : at + RUN]
        if any(sign in part for part in stretch for sign in "*<$") or ".." in stretch:
            continue
        yield from (plain_words(" ".join(choice), None) for choice in product(*(part.split("/") for part in stretch)))


@pytest.mark.parametrize("wordings", [DANGER, LEXICON], ids=["danger words", "lexicon"])
def test_no_wording_holds_four_words_in_a_row_of_the_exam(wordings: list[str]) -> None:
    taken = [wording for wording in wordings for words in written_out(wording) if SEEN & set(runs(words))]
    assert taken == []
