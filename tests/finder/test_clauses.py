"""What is told in own words: whose it is, and whether it is so at all. And how phrases are written."""

from pathlib import Path

import pytest

from assistant.content.lexicon import slots
from assistant.content.model import Language
from assistant.content.pack import load_pack, read_pack
from assistant.finder.finder import Finder
from tests.finder.helpers import LANGUAGES, finder

NOT_SO = [
    ("Er is niemand overleden.", "nl", "event:bereavement"),
    ("Als hij ontslagen zou worden, weet ik het niet.", "nl", "event:dismissal"),
    ("Hij is ontslagen. Nee, dat klopt niet.", "nl", "event:dismissal"),
    ("Hij is niet ontslagen.", "nl", "event:dismissal"),
    ("Stel dat zijn ouders gaan scheiden.", "nl", "event:trouble_at_home"),
    ("In de film wordt een jongen ontslagen.", "nl", "event:dismissal"),
    ("Er was ruzie thuis, maar dat is allang weer goed.", "nl", "event:trouble_at_home"),
    ("Ze wordt niet gepest.", "nl", "explanation:bullying"),
    ("Hij keurt die aanslag af.", "nl", "change:condones_violence"),
    ("Nobody has died.", "en", "event:bereavement"),
    ("If he were sacked he would cry.", "en", "event:dismissal"),
    ("He was sacked. Scratch that.", "en", "event:dismissal"),
    ("She has no debts.", "en", "explanation:money_worries"),
    ("He condemns violence and says it is never right.", "en", "change:condones_violence"),
]
OTHERS = [
    ("Zijn broer zit in de gevangenis.", "nl", "event:detained", "other"),
    ("Mijn collega is ontslagen.", "nl", "event:dismissal", "other"),
    ("Mijn eigen vader is overleden.", "nl", "event:bereavement", "self"),
    ("Ik ben zelf ontslagen.", "nl", "event:dismissal", "self"),
    ("His brother is in prison.", "en", "event:detained", "other"),
    ("My colleague was sacked.", "en", "event:dismissal", "other"),
    ("My own mother died.", "en", "event:bereavement", "self"),
]
PERSON = [
    ("Zijn broer is overleden.", "nl", "event:bereavement"),
    ("Haar ouders gaan scheiden.", "nl", "event:trouble_at_home"),
    ("Zijn moeder zegt dat hij ontslagen is.", "nl", "event:dismissal"),
    ("Mijn leerling is ontslagen.", "nl", "event:dismissal"),
    ("Hij is niet alleen ontslagen, hij is ook boos.", "nl", "event:dismissal"),
    ("Ze vindt geen stage.", "nl", "event:missed_internship"),
    ("Hij trekt zich sinds de zomer helemaal terug.", "nl", "change:withdraws"),
    ("Ze verloor haar baan bij de bakker.", "nl", "event:dismissal"),
    ("His mother says he was sacked.", "en", "event:dismissal"),
    ("His dad died.", "en", "event:bereavement"),
    ("She couldn't find a placement.", "en", "event:missed_internship"),
]


def refs(text: str, language: Language, *, others: bool = False) -> dict[str, str]:
    return {f"{p.kind}:{p.id}": p.whose for p in finder(language).proposals(text, others=others)}


@pytest.mark.parametrize(("text", "language", "fact"), NOT_SO)
def test_what_is_not_so_is_not_proposed(text: str, language: Language, fact: str) -> None:
    assert fact not in refs(text, language, others=True)


@pytest.mark.parametrize(("text", "language", "fact", "whose"), OTHERS)
def test_what_is_somebody_elses_is_never_silently_the_persons(
    text: str, language: Language, fact: str, whose: str
) -> None:
    assert fact not in refs(text, language)
    assert refs(text, language, others=True)[fact] == whose


@pytest.mark.parametrize(("text", "language", "fact"), PERSON)
def test_what_is_the_persons_is_proposed(text: str, language: Language, fact: str) -> None:
    assert refs(text, language)[fact] == "person"


def test_a_phrase_is_made_of_words_choices_lists_runs_and_what_may_not_be_there() -> None:
    word, choice, run, absent = slots("baan kwijt/[lose] op_de_keien !film")
    assert (word.words, choice.words, choice.lists, run.words) == (("baan",), ("kwijt",), ("lose",), ("op de keien",))
    assert (absent.words, absent.absent) == (("film",), True)


PACK = """
pack: {id: p, version: "1", title: {nl: a, en: a}}
events:
  - event: dismissal
    name: {nl: ontslag, en: dismissal}
    basis: seen
triggers: []
"""
WORDS = """
word_lists: [{list: job, nl: baan; "[shift]", en: job}, {list: shift, nl: dienst, en: shift}]
word_forms: [{word: verliezen, language: nl, forms: verloor; verloren}]
lexicon:
  - event: dismissal
    nl: verliezen [job]; op_~_keien; terugtrekken werk; uren geschrapt !school
    en: lose [job]
"""


def small(folder: Path, words: str = WORDS) -> Path:
    """A pack of one observation with these words."""
    (folder / "knowledge").mkdir(parents=True)
    (folder / "dialogues").mkdir()
    (folder / "knowledge" / "triggers.yaml").write_text(PACK, "utf-8")
    (folder / "knowledge" / "lexicon.yaml").write_text(words.replace('baan; "[shift]"', "'baan; [shift]'"), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hij verloor zijn baan", True),
        ("Zijn dienst is verloren", True),
        ("Hij staat op de keien", True),
        ("Hij trekt zich van het werk terug", True),
        ("Zijn uren zijn geschrapt", True),
        ("Op school zijn uren geschrapt", False),
        ("Hij verloor zijn sleutel", False),
        ("Hij verloor zijn baan niet", False),
    ],
)
def test_a_few_words_reach_many_sentences(text: str, found: bool, tmp_path: Path) -> None:
    ready = Finder(read_pack(small(tmp_path / "p")), "nl")
    assert bool(ready.proposals(text)) is found


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("lexicon: [{event: dismissal, nl: '[werk kwijt', en: a}]", "lexicon/phrase"),
        ("lexicon: [{event: dismissal, nl: baan//werk, en: a}]", "lexicon/phrase"),
        ("lexicon: [{event: dismissal, nl: '[nowhere] kwijt', en: a}]", "reference/unknown"),
        ("word_lists: [{list: a, nl: 'x; [a]', en: x}]", "lexicon/circle"),
        ("word_forms: [{word: a, language: fr, forms: b}]", "field/choice"),
    ],
)
def test_badly_written_words_are_told_with_their_place(words: str, code: str, tmp_path: Path) -> None:
    found = load_pack(small(tmp_path / "p", words)).findings
    assert {finding.code for finding in found} == {code}
    assert all(finding.place.line for finding in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_text_without_an_end_is_read_in_pieces(language: Language) -> None:
    assert len(finder(language).proposals("geweld groep vriend violence friend row " * 900)) <= 8
