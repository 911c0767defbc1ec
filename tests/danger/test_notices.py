"""What typed words tell of danger: the sentences that were missed or over-read before, what lowers a kind, and any text at all."""

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.content.model import DangerWords, Pack
from assistant.content.pack import read_pack, shipped
from assistant.danger import notices
from assistant.danger.notices import GUARDED
from assistant.records import replace

PACK = read_pack(shipped())

RIGHT = """
immediate clear|Er zit een wapen in zijn rugzak.
immediate clear|Ik ben bang dat hij morgen een mes meeneemt naar school
immediate clear|hij neemt een mes mee naar school
immediate clear|Vanmorgen nam hij stiekem een mes mee in zijn tas
immediate clear|hij dreigt de school op te blazen
immediate clear|hij heeft een pistool gekocht
immediate clear|There's a gun in his rucksack.
immediate possible|Hij praat de hele tijd over messen
suicide_thoughts clear|Ze wilde dood.
suicide_thoughts clear|They want to harm themselves
suicide_thoughts clear|ik wil zelf niet meer leven
suicide_thoughts possible|hij zegt dat hij geen zelfmoord wil plegen
suicide_thoughts possible|in de les over zelfmoord zei ze: ik ook
child_unsafe clear|zijn zusje van zes wordt geslagen
child_unsafe clear|mijn man slaat mij
coercion clear|Ze is 15 en gaat in de zomer trouwen
coercion clear|zijn paspoort is afgepakt
recruiting_or_departure clear|Hij wil naar Syrië om te vechten
recruiting_or_departure possible|hij heeft een ticket naar Turkije gekocht en neemt afscheid
combat_training clear|They spent the weekend at a paramilitary training
- -|She cut off all her old friends
- -|he cut class
- -|hij snijdt vaak het onderwerp geloof aan
- -|zij snijdt goed brood
- -|in de game schiet hij op zombies
- -|Hij heeft geen wapen en wil niemand doden.
- -|Hij was op trainingskamp met voetbal
- -|Ze verveelt zich dood in de les.
"""
ROWS = [line.split("|") for line in RIGHT.strip().splitlines()]


@pytest.mark.parametrize(("right", "text"), ROWS)
def test_a_sentence_leads_to_its_kind_and_level(right: str, text: str) -> None:
    kind, level = right.split()
    found = {notice.kind: notice.level for notice in notices(PACK, text, "nl")}
    assert found == {} if kind == "-" else found.get(kind) == level, found


@pytest.mark.parametrize(("text", "whose"), [("mijn man slaat mij", "self"), ("Hij wil dood", "person")])
def test_whose_it_is_never_lowers_it(text: str, whose: str) -> None:
    found = notices(PACK, text, "nl")
    assert [(notice.level, notice.whose) for notice in found] == [("clear", whose)]


@pytest.mark.parametrize("text", [text for right, text in ROWS if right.split()[0] in GUARDED])
@pytest.mark.parametrize("around", ["Het is niet zo dat {}", "In de film ging het hierover: {}", "In a book: {}"])
def test_denial_and_fiction_never_silence_what_is_guarded(text: str, around: str) -> None:
    kinds = {notice.kind for notice in notices(PACK, text, "nl")}
    assert kinds <= {notice.kind for notice in notices(PACK, around.format(text.rstrip(".")), "nl")}


@pytest.mark.parametrize(
    "word", ["moslim", "christen", "jood", "boer", "turkije", "gaza", "hoofddoek", "moskee", "kerk"]
)
def test_belief_place_and_dress_change_nothing(word: str) -> None:
    for _, text in ROWS:
        plain = [(n.kind, n.level) for n in notices(PACK, text, "nl")]
        assert [(n.kind, n.level) for n in notices(PACK, f"{text.rstrip('.')} {word}", "nl")] == plain


def test_a_pack_without_danger_words_is_read_with_those_of_the_program() -> None:
    bare: Pack = replace(PACK, danger_words=DangerWords())
    assert notices(bare, "Hij wil dood", "nl")
    for _, text in ROWS:
        assert notices(bare, text, "nl") == notices(PACK, text, "nl")


@given(st.text(alphabet=st.characters() | st.sampled_from(string.ascii_lowercase + " .,'\u00ad\u200b"), max_size=400))
def test_any_text_is_answered_with_words_of_its_own(text: str) -> None:
    found = notices(PACK, text, "nl")
    assert len({notice.kind for notice in found}) == len(found)
    assert all(not (a.level == "possible" and b.level == "clear") for a, b in pairwise(found))
    assert all(word in text for notice in found for word in notice.matched)


def test_invisible_signs_split_no_word() -> None:
    assert [n.kind for n in notices(PACK, "Ze wil zelf\u00admoord ple\u200bgen", "nl")] == ["suicide_thoughts"]


def test_a_long_text_is_read_to_its_end() -> None:
    text = "Het was een gewone dag op school. " * 1_000 + "Ze wilde dood."
    assert [notice.kind for notice in notices(PACK, text, "nl")] == ["suicide_thoughts"]
