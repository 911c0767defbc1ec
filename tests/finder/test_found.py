"""How often the finder finds what a sentence means, and how often it proposes something where there is nothing."""

from collections import Counter

import pytest

from assistant.content.model import Language
from tests.finder.helpers import LANGUAGES, finder, found, frozen, pack

# Slightly below what was reached when the frozen sentences were first used (nl .933 and 1 of 60, en .910 and 3 of 60).
# Never look at single frozen sentences to tune the finder; dev.yaml is for that.
# Lower by a few sentences in Dutch: a death that almost came is no death now, and a group that allows no other view is no longer the
# group of that observation, so sentences frozen with those answers are not found.
FLOOR = {"nl": 0.90, "en": 0.89}
MOST_FALSE = {"nl": 3, "en": 8}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_sentence_means_is_among_the_first_five(language: Language) -> None:
    asked: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for sentence in frozen(language)["sentences"]:
        first = found(sentence["says"], language)[:5]
        for fact in sentence["means"]:
            kind = fact.split(":")[0]
            asked[kind] += 1
            hit[kind] += fact in first
    recall = hit.total() / asked.total()
    kinds = ", ".join(f"{kind} {hit[kind]}/{asked[kind]}" for kind in asked)
    print(f"\n{language}: recall at 5 = {recall:.3f} ({hit.total()} of {asked.total()}; {kinds})")
    assert recall >= FLOOR[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_about_nothing_seldom_gets_a_proposal(language: Language) -> None:
    sentences = frozen(language)["nothing"]
    wrong = [sentence for sentence in sentences if found(sentence, language)]
    print(f"\n{language}: {len(wrong)} false proposals on {len(sentences)} sentences about nothing")
    assert len(wrong) <= MOST_FALSE[language]


LATER = {"event:marriage_or_engagement", "explanation:understands_without_praise"}
"""Observations that are younger than the sentences, which stay as they were frozen."""


def test_the_sentences_are_enough_and_about_observations_that_exist() -> None:
    every = [sentence for language in LANGUAGES for sentence in frozen(language)["sentences"]]
    assert len(every) >= 300
    assert sum(len(frozen(language)["nothing"]) for language in LANGUAGES) >= 100
    meant = {fact for sentence in every for fact in sentence["means"]}
    assert {fact for fact in meant if not fact.startswith("danger:")} | LATER == {
        f"{w.kind}:{w.id}" for w in pack().lexicon.wordings
    }


@pytest.mark.parametrize(
    ("text", "language", "fact", "matched"),
    [
        ("is van school gestuurd", "nl", "event:left_school", ("van", "school", "gestuurd")),
        ("Hij is ONSTLAGEN.", "nl", "event:dismissal", ("ONSTLAGEN",)),
        ("Ze trekt zich de laatste weken erg terug", "nl", "change:withdraws", ("trekt", "terug")),
        ("was fired", "en", "event:dismissal", ("fired",)),
    ],
)
def test_the_words_that_led_there_are_those_of_the_user(
    text: str, language: Language, fact: str, matched: tuple[str, ...]
) -> None:
    best = finder(language).proposals(text)[0]
    assert (f"{best.kind}:{best.id}", best.matched) == (fact, matched)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hij wordt niet gepest.", "nl"),
        ("Ze drinkt niet.", "nl"),
        ("He was not bullied.", "en"),
        ("She doesn't drink.", "en"),
    ],
)
def test_what_the_user_denies_is_not_proposed(text: str, language: Language) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "fact"),
    [
        ("Hij wil niet meer leven", "nl", "danger:suicide_thoughts"),
        ("Ze slaapt slecht en heeft een mes bij zich", "nl", "danger:immediate"),
        ("Het kind is niet veilig", "nl", "danger:child_unsafe"),
        ("Ze wordt geronseld", "nl", "danger:recruiting_or_departure"),
        ("Hij gaat naar een trainingskamp", "nl", "danger:combat_training"),
        ("he sleeps badly and wants to die", "en", "danger:suicide_thoughts"),
        ("she was bullied and carries a knife", "en", "danger:immediate"),
        ("the child is not safe", "en", "danger:child_unsafe"),
        ("he is being recruited", "en", "danger:recruiting_or_departure"),
        ("he went to a training camp", "en", "danger:combat_training"),
    ],
)
def test_words_of_danger_come_first(text: str, language: Language, fact: str) -> None:
    assert found(text, language)[0] == fact


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!",
        "12345",
        "\x00\x1b[31m",
        "a" * 100_000,
        "niet not " * 20_000,
        "geweld groep vriend violence " * 500,
        "🙂" * 50,
        "İ'ß’n't",
    ],
)
def test_any_text_is_survived(text: str, language: Language) -> None:
    assert len(finder(language).proposals(text)) <= 8


def test_the_same_text_gives_the_same_proposals() -> None:
    for language in LANGUAGES:
        again = type(finder(language))(pack(), language)
        for sentence in frozen(language)["sentences"][::7]:
            assert again.proposals(sentence["says"]) == finder(language).proposals(sentence["says"])
