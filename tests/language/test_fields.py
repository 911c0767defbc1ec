"""The thesaurus: words have fields of meaning, also by endings and last parts; words of belief, origin, place and dress have none."""

from __future__ import annotations

from importlib.resources import files

import pytest

from assistant.content.pack import read_pack, shipped
from assistant.language import plain_words
from assistant.language.fields import fields_of

LINES = [
    line.split("\t")
    for line in files("assistant.language").joinpath("fields.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("word", "field"),
    [("mes", "weapon"), ("knives", "weapon"), ("broodmes", "weapon"), ("tante", "kin"), ("messen", "weapon")],
)
def test_a_word_has_its_fields(word: str, field: str) -> None:
    assert field in fields_of(word)


def test_a_word_nobody_gave_one_has_none() -> None:
    assert fields_of("xyzzyqua") == ()
    assert fields_of("") == ()


def test_every_line_is_a_plain_word_once_with_fields() -> None:
    words = [word for word, _ in LINES]
    assert words == sorted(set(words))
    assert all(plain_words(word, None) == [word] for word in words)
    assert all(1 <= len(fields.split()) <= 4 for _, fields in LINES)


def test_no_word_of_belief_origin_place_or_dress_has_a_field() -> None:
    pack = read_pack(shipped())
    neutral = {
        word
        for group in pack.lexicon.groups
        if group.neutral
        for written in (*group.words.nl, *group.words.en)
        if len(parts := plain_words(written, None)) == 1
        for word in parts
    }
    assert [word for word, _ in LINES if word in neutral] == []
