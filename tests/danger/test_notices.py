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
child_unsafe clear|De peuter is sinds gisteren alleen, zonder eten
child_unsafe possible|De trainer appt haar 's nachts
coercion possible|Her brothers follow her to school since she was seen with a boy
recruiting_or_departure possible|Hij wil weten hoe je je aanmeldt bij een militie
coercion clear|Ze is 15 en gaat in de zomer trouwen
coercion clear|zijn paspoort is afgepakt
recruiting_or_departure clear|Hij wil naar Syrië om te vechten
recruiting_or_departure possible|hij heeft een ticket naar Turkije gekocht en neemt afscheid
combat_training clear|They spent the weekend at a paramilitary training
immediate clear|Morgen blaast hij de school op
immediate clear|Hij stak haar vorige week bijna neer en wil het vandaag weer doen met een mes
immediate clear|They brought a gun to class yesterday
immediate possible|iets met messen
immediate possible|Hij zoekt informatie over explosieven.
immediate possible|Ze zegt dat hij haar bedreigt.
immediate possible|Hij heeft plannen voor vrijdag, iets groots
immediate possible|I heard he might own a knife
immediate clear|Het ging over voetbal en huiswerk, en toen zei hij dat hij een pistool in zijn tas heeft
immediate clear|he is kicking a boy on the ground, come quick, right now
immediate possible|He asked which guards are on duty on Monday
suicide_thoughts clear|She threw herself in front of a train yesterday
suicide_thoughts clear|ze heeft zich voor de trein gegooid
suicide_thoughts possible|He gave his favourite guitar away for no reason
suicide_thoughts clear|They said they no longer want to live
suicide_thoughts clear|Hij heeft een overdosis genomen
suicide_thoughts clear|Ze krast in haar armen
suicide_thoughts clear|she has been cutting herself
suicide_thoughts possible|Ze praat veel over doodgaan
suicide_thoughts possible|Nobody would miss him, he says
child_unsafe clear|zijn vader sloeg hem gisteren weer met een riem
child_unsafe possible|De kinderen zijn een hele nacht alleen gelaten.
child_unsafe possible|She is often home alone
coercion clear|her parents are forcing her to marry
coercion clear|zij werd tegen haar wil achtergelaten in het buitenland
coercion possible|Haar ouders hebben iemand voor haar op het oog.
coercion possible|Ze moet deze zomer mee naar familie en is bang
recruiting_or_departure clear|Hij vertrok vorige maand naar het front
recruiting_or_departure clear|Een man ronselt jongens voor de strijd
recruiting_or_departure possible|He is in contact with fighters.
combat_training clear|Zij leerden op dat kamp schieten met een groep
combat_training possible|Hij gaat met een groep trainen in het bos.
- -|a lovely shot of the whole class
- -|een foto schieten van de klas
- -|He took a shot of her for the yearbook
- -|Ze schrok zich dood
- -|His feet are killing him, bored to death
- -|Zijn opa is jager en heeft een geweer
- -|De kok slijpt zijn messen in de keuken
- -|She cut off all her old friends
- -|he cut class
- -|hij snijdt vaak het onderwerp geloof aan
- -|zij snijdt goed brood
- -|in de game schiet hij op zombies
- -|Hij heeft geen wapen en wil niemand doden.
- -|Hij was op trainingskamp met voetbal
- -|Ze verveelt zich dood in de les.
- -|We schieten vrijdag de groepsfoto
- -|The union is threatening to strike
- -|Hij praat met zijn vrienden over school
- -|De wespen vielen de taart aan
"""
ROWS = [line.split("|") for line in RIGHT.strip().splitlines()]


@pytest.mark.parametrize(("right", "text"), ROWS)
def test_a_sentence_leads_to_its_kind_and_level(right: str, text: str) -> None:
    kind, level = right.split()
    found = {notice.kind: notice.level for notice in notices(PACK, text, "nl")}
    assert found == {} if kind == "-" else found.get(kind) == level, found


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("mijn man slaat mij", "self"),
        ("ik wil zelf niet meer leven", "self"),
        ("Hij wil dood", "person"),
        ("haar vader slaat haar", "person"),
        ("zijn zusje van zes wordt geslagen", "other"),
        ("my colleague wants to die", "other"),
        ("twee jongens willen gaan vechten in de oorlog", "group"),
    ],
)
def test_whose_it_is_never_lowers_it(text: str, whose: str) -> None:
    found = notices(PACK, text, "nl")
    assert [(notice.level, notice.whose) for notice in found][:1] == [("clear", whose)]


@pytest.mark.parametrize(
    ("real", "lowered"),
    [
        ("Hij heeft een pistool in zijn tas", "In de game heeft hij een pistool in zijn tas"),
        ("Hij heeft een pistool in zijn tas", "Hij heeft geen pistool in zijn tas"),
        ("There was a gun in his bag", "There was a gun in his bag. It turned out to be a toy."),
        ("Hij had een mes bij zich", "Hij had een mes bij zich voor de kookles"),
    ],
)
def test_a_game_a_denial_what_follows_and_the_kitchen_lower_it(real: str, lowered: str) -> None:
    assert [n.level for n in notices(PACK, real, "nl")] == ["clear"]
    assert "clear" not in [n.level for n in notices(PACK, lowered, "nl")]


def test_two_things_that_by_themselves_are_little_give_the_quiet_question() -> None:
    first, second = "Hij kocht nieuwe wandelschoenen.", "Hij heeft zijn rekening leeggehaald, spaargeld opgenomen."
    assert not [n for n in notices(PACK, first, "nl") if n.level == "clear"]
    both = {n.kind: n.level for n in notices(PACK, f"{first} {second}", "nl")}
    assert both.get("recruiting_or_departure") == "possible"


@pytest.mark.parametrize("text", [text for right, text in ROWS if right.split()[0] in GUARDED])
@pytest.mark.parametrize("around", ["Het is niet zo dat {}", "In de film ging het hierover: {}", "In a book: {}"])
def test_denial_and_fiction_never_silence_what_is_guarded(text: str, around: str) -> None:
    kinds = {notice.kind for notice in notices(PACK, text, "nl")} & GUARDED
    assert kinds
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
