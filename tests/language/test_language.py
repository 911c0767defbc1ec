"""Text to words, and words to clauses that know how they are told."""

import time

import pytest

from assistant.content.model import Language
from assistant.language import Clause, clauses_of, plain, plain_words, words_of


def clause_with(text: str, language: Language | None, word: str) -> tuple[Clause, int]:
    """The clause in which a word stands, and the place of that word."""
    words = words_of(text, language)
    at = next(at for at, each in enumerate(words) if each.plain == word)
    return next(clause for clause in clauses_of(words, language) if clause.first <= at < clause.last), at


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Één CAFÉ", "een cafe"),
        ("ont\u00adsla\u200bgen", "ontslagen"),
        ("\uff4f\uff4e\uff54slagen", "ontslagen"),
        ("fi\ufb01", "fifi"),
        ("z'n broer", "zijn broer"),
        ("don\u2019t", "do not"),
        ("he's", "he"),
        ("gestopt\x00 met", "gestopt met"),
        ("A4-tje 🙂 weg", "a4 tje weg"),
    ],
)
def test_one_spelling_whatever_the_signs(text: str, spelled: str) -> None:
    assert " ".join(plain_words(text, "en" if "n\u2019t" in text or "he'" in text else "nl")) == spelled


def test_words_know_their_place_in_the_text_as_typed() -> None:
    text = "Zíjn\u00ad opa, don\u2019t  'Jan' é🙂é."
    for word in words_of(text, None):
        assert plain(text[word.start : word.end])
    first, second = words_of(text, None)[:2]
    assert (text[first.start : first.end].rstrip("\u00ad"), text[second.start : second.end]) == ("Zíjn", "opa")


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Hij is NIET ontslagen, hij heeft een andere baan.", "nl", "ontslagen"),
        ("Er is niemand overleden.", "nl", "overleden"),
        ("Ik heb hem nooit geweld horen goedpraten.", "nl", "geweld"),
        ("Ik geloof niet dat hij ontslagen is.", "nl", "ontslagen"),
        ("Hij zit thuis zonder ruzie.", "nl", "ruzie"),
        ("Nobody has died, he is tired.", "en", "died"),
        ("He wasn't sacked.", "en", "sacked"),
        ("I don't think he was sacked.", "en", "sacked"),
        ("She has no debts, rows or drugs.", "en", "drugs"),
    ],
)
def test_what_is_denied_is_known(text: str, language: Language, word: str) -> None:
    for reading in (language, None):
        clause, at = clause_with(text, reading, word)
        assert clause.denied([at]), reading


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Hij is ontslagen en lacht niet.", "nl", "ontslagen"),
        ("Sinds zijn vader dood is lacht hij niet meer.", "nl", "dood"),
        ("Hij is niet alleen ontslagen, ook boos.", "nl", "ontslagen"),
        ("Hij huilt zonder reden.", "nl", "huilt"),
        ("Ik weet niet of hij ontslagen is.", "nl", "ontslagen"),
        ("Since his dad died he doesn't laugh.", "en", "died"),
        ("No, he was sacked.", "en", "sacked"),
        ("He was arrested for no reason.", "en", "arrested"),
    ],
)
def test_a_denial_of_something_else_denies_nothing_here(text: str, language: Language, word: str) -> None:
    clause, at = clause_with(text, language, word)
    assert not clause.denied([at])


def test_a_denial_that_is_part_of_what_is_told_denies_nothing() -> None:
    words = words_of("Hij gaat niet naar school.", "nl")
    (clause,) = clauses_of(words, "nl")
    assert clause.denied([4])
    assert not clause.denied([2, 4])


@pytest.mark.parametrize(
    ("text", "language", "word", "mark"),
    [
        ("Als hij ontslagen zou worden, dan wordt hij boos.", "nl", "ontslagen", "hypothetical"),
        ("Stel dat hij ontslagen wordt.", "nl", "ontslagen", "hypothetical"),
        ("If he were sacked he would cry.", "en", "sacked", "hypothetical"),
        ("What if he gets sacked?", "en", "sacked", "hypothetical"),
        ("In de film wordt hij ontslagen.", "nl", "ontslagen", "fiction"),
        ("Hij schrijft een werkstuk over pesten.", "nl", "pesten", "fiction"),
        ("We had a lesson about divorce.", "en", "divorce", "fiction"),
        ("Vorig jaar was er ruzie, maar dat is allang weer goed.", "nl", "ruzie", "over"),
        ("He used to skip school.", "en", "skip", "past"),
        ("Hij is ontslagen. Nee, dat klopt niet.", "nl", "ontslagen", "taken_back"),
        ("He was sacked. Scratch that, it was his brother.", "en", "sacked", "taken_back"),
    ],
)
def test_what_is_not_so_now_is_marked(text: str, language: Language, word: str, mark: str) -> None:
    clause, _ = clause_with(text, language, word)
    assert getattr(clause, mark)
    assert not clause.real()


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Als hij thuiskomt is er ruzie.", "nl", "ruzie"),
        ("Hij kijkt veel filmpjes van aanslagen.", "nl", "aanslagen"),
        ("Zijn vriend van vroeger is overleden.", "nl", "overleden"),
        ("When he comes home there are rows.", "en", "rows"),
        ("He asked if it was unfair.", "en", "unfair"),
    ],
)
def test_what_is_told_plainly_is_real(text: str, language: Language, word: str) -> None:
    assert clause_with(text, language, word)[0].real()


@pytest.mark.parametrize(
    ("text", "language", "word", "whose"),
    [
        ("Hij is ontslagen.", "nl", "ontslagen", "person"),
        ("Mijn leerling is ontslagen.", "nl", "ontslagen", "person"),
        ("Zijn broer is ontslagen.", "nl", "ontslagen", "other"),
        ("Mijn collega is ontslagen en zit thuis.", "nl", "thuis", "other"),
        ("Mijn eigen vader is overleden.", "nl", "overleden", "self"),
        ("Ik ben ontslagen.", "nl", "ontslagen", "self"),
        ("Ik drink te veel.", "nl", "drink", "self"),
        ("Ik zie dat hij drinkt.", "nl", "drinkt", "person"),
        ("Zijn moeder zegt dat hij drinkt.", "nl", "drinkt", "person"),
        ("Hij woont bij zijn vader.", "nl", "woont", "person"),
        ("De klas spijbelt veel.", "nl", "spijbelt", "group"),
        ("Hij heeft een broer die vastzit.", "nl", "vastzit", "other"),
        ("His brother was sacked.", "en", "sacked", "other"),
        ("My colleague drinks.", "en", "drinks", "other"),
        ("My mum died.", "en", "died", "self"),
        ("His mother says he drinks.", "en", "drinks", "person"),
    ],
)
def test_about_whom_it_is(text: str, language: Language, word: str, whose: str) -> None:
    assert clause_with(text, language, word)[0].about == whose


@pytest.mark.parametrize("language", ["nl", "en", None])
@pytest.mark.parametrize(
    "text",
    ["", "  ", "?!", "'''", "\x00\x1b", "niet " * 8_000, "a" * 40_000, "🙂" * 99, "İ'ß’n't ﷺ", "als dat die " * 999],
)
def test_any_text_is_read_and_no_word_is_lost(text: str, language: Language | None) -> None:
    words = words_of(text, language)
    clauses = clauses_of(words, language)
    assert [at for clause in clauses for at in range(clause.first, clause.last)] == list(range(len(words)))


def test_reading_grows_with_the_text_and_no_faster() -> None:
    """Counted in calls of a clock that stands still for everything else: the longer of three runs against the shorter."""

    def spent(text: str) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            clauses_of(words_of(text, "nl"), "nl")
            best = min(best, time.process_time() - start)
        return best

    sentence = "Sinds zijn vader dood is, lacht hij niet meer en heeft hij geen zin in school. "
    short, long = spent(sentence * 50), spent(sentence * 500)
    assert long < 60 * max(short, 1e-4)
