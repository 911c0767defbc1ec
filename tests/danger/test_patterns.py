"""How wordings are written and found: choices, beginnings, gaps, families, the end of a sentence; slips; cues; broken entries."""

from __future__ import annotations

import pytest

from assistant.content.model import DangerCue, DangerWords, Lexicon, WordFamily
from assistant.content.model.lexicon import Phrases
from assistant.danger.detector import Detector
from assistant.danger.patterns import GAP_WORDS, Patterns

FAMILIES = {
    "take": "neem/neemt/nam .. mee; breng* .. mee",
    "parent": "vader; stief moeder",
    "hits": "<parent> slaat; <parent> * slaat",
    "tired": "wil niet meer $",
    "arms": "*wapen; pistool; vechtpartij",
    "fiction": "film; game",
    "idiom": "val dood",
    "plan": "morgen; volgende week",
    "weak": "laarzen; rugzak; paspoort",
    "kitchen": "keuken",
}


def patterns() -> Patterns:
    return Patterns(
        WordFamily(name, Phrases(tuple(map(str.strip, text.split(";"))), ())) for name, text in FAMILIES.items()
    )


def families(text: str) -> set[str]:
    made, words = patterns(), text.split()
    return set(made.stand(words, [made.families_of(word) for word in words]))


@pytest.mark.parametrize(
    ("text", "family", "there"),
    [
        ("hij nam een mes mee", "take", True),
        ("brengt dat mee", "take", True),
        ("nam " + "x " * GAP_WORDS + "mee", "take", True),
        ("nam " + "x " * (GAP_WORDS + 1) + "mee", "take", False),
        ("nam dat op", "take", False),
        ("stief moeder slaat", "hits", True),
        ("vader weer slaat", "hits", True),
        ("moeder slaat", "hits", False),
        ("ze wil niet meer", "tired", True),
        ("ze wil niet meer fietsen", "tired", False),
        ("een vuurwapen", "arms", True),
        ("wapenen", "arms", False),
    ],
)
def test_a_wording_stands_where_its_words_do(text: str, family: str, there: bool) -> None:
    assert (family in families(text)) == there


def levels(text: str, *cues: DangerCue) -> list[tuple[str, str]]:
    words = DangerWords(
        tuple(WordFamily(name, Phrases(tuple(map(str.strip, t.split(";"))), ())) for name, t in FAMILIES.items()), cues
    )
    return [(notice.kind, notice.level) for notice in Detector(words, Lexicon()).notices(text)]


ARMS = DangerCue("arms", "immediate", "clear", (("arms",),), lowered_by=("kitchen",))
SURE = DangerCue("sure", "immediate", "clear", (("arms",), ("plan",)), sure=True, within=6)
WEAK = DangerCue("weak", "recruiting_or_departure", "hint", (("weak",),))
GUARDED = DangerCue("guarded", "child_unsafe", "clear", (("hits",),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("een pistool", [("immediate", "clear")]),
        ("een pistool in de keuken", [("immediate", "possible")]),
        ("de vechtparij", [("immediate", "clear")]),
        ("in de film een pistool", []),
        ("geen pistool", []),
        ("morgen een pistool in die game", [("immediate", "possible")]),
        ("laarzen", []),
        ("laarzen en een rugzak", [("recruiting_or_departure", "possible")]),
        ("Laarzen. En een paspoort.", [("recruiting_or_departure", "possible")]),
        ("vader slaat", [("child_unsafe", "clear")]),
        ("vader slaat niet", [("child_unsafe", "possible")]),
        ("in een film vader slaat", [("child_unsafe", "possible")]),
        ("", []),
    ],
)
def test_cues_are_lowered_by_what_stands_around_them(text: str, found: list[tuple[str, str]]) -> None:
    assert levels(text, ARMS, SURE, WEAK, GUARDED) == found


def test_a_word_of_an_idiom_counts_for_nothing_else() -> None:
    dead = DangerCue("dead", "immediate", "possible", (("dead",),))
    words = DangerWords(
        (WordFamily("dead", Phrases(("dood",), ())), WordFamily("idiom", Phrases(("val dood",), ()))), (dead,)
    )
    detector = Detector(words, Lexicon())
    assert detector.notices("hij is dood")
    assert not detector.notices("val dood")
