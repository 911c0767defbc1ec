"""The warning on names and numbers in a note: what a planted set must yield, and what ordinary sentences must not."""

from __future__ import annotations

import random
import time

import pytest

from assistant.content.interface import phrases
from assistant.result.privacy import KINDS, bsn_fits, privacy_warning, traces

PLANTED: tuple[tuple[str, str, str], ...] = (
    ("name", "Gisteren sprak ik Jeroen van den Berg bij de poort.", "Jeroen van den Berg"),
    ("name", "Fatima el Amrani kwam niet naar de les.", "Fatima el Amrani"),
    ("name", "de vader van youssef belde mij op", "youssef"),
    ("name", "Mevrouw De Vries zag het ook.", "De Vries"),
    ("name", "Ik sprak dhr. Yılmaz over de stage.", "Yılmaz"),
    ("name", "Het gaat om J. de Boer uit klas 4.", "J. de Boer"),
    ("name", "Volgens mij was Kowalska erbij.", "Kowalska"),
    ("name", "Sanne trekt zich terug.", "Sanne"),
    ("name", "Zijn broer heet Bob en werkt daar.", "Bob"),
    ("name", "They call the pupil Sven Janssen.", "Sven Janssen"),
    ("name", "Nguyen Van Tran was absent.", "Van Tran"),
    ("name", "Een vriend, Mohammed, gaf het toe.", "Mohammed"),
    ("name", "De moeder van O'Brien was boos.", "O'Brien"),
    ("name", "Milan's vader kwam langs.", "Milan"),
    ("name", "Het is leerling K. uit mijn klas.", "leerling K"),
    ("bsn", "BSN 111222333 staat in het systeem.", "111222333"),
    ("bsn", "nummer: 123456782", "123456782"),
    ("bsn", "bsn 1234.56.782", "1234.56.782"),
    ("phone", "Bel 06-12345678 voor meer.", "06-12345678"),
    ("phone", "thuis is het 020 624 1111", "020 624 1111"),
    ("phone", "+31 6 12 34 56 78", "+31 6 12 34 56 78"),
    ("phone", "0031612345678", "0031612345678"),
    ("email", "mail naar s.jansen+x@school.nl graag", "s.jansen+x@school.nl"),
    ("email", "j.devries (at) mail.com", "j.devries (at) mail.com"),
    ("address", "woont op de Dorpsstraat 12a", "Dorpsstraat 12a"),
    ("address", "woont aan de lange laan 4", "laan 4"),
    ("address", "lives at 12 Mill Street", "12 Mill Street"),
    ("postcode", "postcode 1012 AB", "1012 AB"),
    ("birth", "geboren op 3 mei 2008", "3 mei 2008"),
    ("birth", "geb. 03-05-2008", "03-05-2008"),
    ("handle", "zit op tiktok als @boze.pingu1n", "@boze.pingu1n"),
    ("handle", "snap: boze_pinguin", "boze_pinguin"),
    ("link", "zie https://voorbeeld.nl/foto", "https://voorbeeld.nl/foto"),
    ("iban", "rekening NL91 ABNA 0417 1643 00", "NL91 ABNA 0417 1643 00"),
)
ORDINARY = (
    "Trekt zich terug sinds de zomer. Komt vaak te laat.",
    "Deze leerling praat meer in wij tegen zij.",
    "Heeft 2 keer gezegd dat het leven oneerlijk is.",
    "Op maandag was er ruzie met de politie in Rotterdam.",
    "De student is boos over het nieuws uit Gaza en over Nederland.",
    "In 2024 stopte de stage na 6 maanden.",
    "Kijkt veel TikTok en YouTube, vooral 's avonds.",
    "Mijn collega uit het mbo ziet hetzelfde.",
    "Zegt: wij tegen zij. Lacht daarna.",
    "De cijfers gingen van 7,5 naar 4,0 in twee weken.",
    "Withdraws from others since May. I saw it on Monday.",
    "The pupil talked about the news from Turkey and said it was unfair.",
    "Het getal 123456789 is geen burgerservicenummer.",
    "Hij is moslim, en dat zegt niets.",
)


@pytest.mark.parametrize(("kind", "text", "secret"), PLANTED)
def test_what_is_planted_is_seen(kind: str, text: str, secret: str) -> None:
    found = traces(text)
    covered = [
        each for each in found if each.start < text.index(secret) + len(secret) and text.index(secret) < each.end
    ]
    assert covered, found
    assert kind in {each.kind for each in covered}


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert traces(text) == ()


def test_recall_on_names_of_many_origins() -> None:
    """Full names in the middle of a sentence, of every origin alike: all are seen."""
    first = ["Jan", "Youssef", "Ewa", "Li", "Ravi", "Naïma", "Zoë", "Tjeerd", "Kwame", "Şevval", "Siobhán", "Jean-Paul"]
    last = [
        "Jansen",
        "van der Meer",
        "el Khattabi",
        "Öztürk",
        "Nowak",
        "Chen",
        "de Wit",
        "bin Said",
        "Ramdin",
        "Boateng",
        "O'Neill",
    ]
    missed = [f"{a} {b}" for a in first for b in last if not traces(f"toen zei {a} {b} dat het klaar was")]
    assert missed == []


def test_the_check_digit_of_a_bsn() -> None:
    assert bsn_fits("111222333")
    assert bsn_fits("123456782")
    assert not bsn_fits("123456789")
    assert not bsn_fits("000000000")
    chance = random.Random(5)
    fitting = sum(bsn_fits(f"{chance.randrange(10**9):09d}") for _ in range(11_000))
    assert 800 < fitting < 1_200  # one in eleven


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_warning_shows_each_kind_and_what_to_do(language: str) -> None:
    warning = privacy_warning("Jeroen Bakker, 06-12345678", language)  # type: ignore[arg-type]
    assert warning is not None
    assert len(warning.lines) == 2
    assert warning.advice
    assert all(f"privacy.{kind}" in phrases(language, "hands").texts for kind in KINDS)  # type: ignore[arg-type]
    assert privacy_warning("niets bijzonders", language) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("piece", ["A", "Aa ", "a@", "0 6", "Jan van de ", "(((", "1-", "Straat 1", "\u202e\x00"])
def test_a_very_long_text_is_read_in_reasonable_time(piece: str) -> None:
    started = time.process_time()
    traces(piece * (20_000 // len(piece)))
    assert time.process_time() - started < 5
