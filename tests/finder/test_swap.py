"""Exchange belief, origin, opinion, name, neighbourhood or place in a sentence: the proposals stay the same, word for word."""

import random
from collections import Counter

import pytest

from assistant.content.model import GUARDED, Language
from tests.finder.helpers import LANGUAGES, finder, found, frozen, guarded, pack

NAMES = """
    Fatima Mohammed Daan Sanne Youssef Willem Agnieszka Boris Chantal Kevin Aaliyah Priya Joost Rachid Lars Noor Wesley
""".split()  # noqa: SIM905
PLACES = """
    Schilderswijk Kanaleneiland Wassenaar Volendam Staphorst Zuidoost Almelo Gouda Urk Rotterdam Transvaal Bloemendaal
""".split()  # noqa: SIM905
PROXIES = {
    "nl": "moskee; kerk; synagoge; tempel; sportschool; demonstratie; boerenprotest; klimaatmars; koffiehuis; manifestatie; wake",
    "en": "mosque; church; synagogue; temple; gym; demonstration; farmer protest; climate march; coffee house; rally; vigil",
}
APPS = {
    "nl": "Telegram; Discord; TikTok; telegram; youtube; Signal; facebook",
    "en": "Telegram; Discord; TikTok; telegram; youtube; facebook",
}
LABELS = {
    "nl": """moslim; christen; jood; hindoe; atheist; boer; vluchteling; activist; nationalist; communist; salafist;
        extreemrechts; Marokkaans; Nederlands; Pools; Turks; anarchist; klimaatactivist; soeverein""",
    "en": """muslim; christian; jewish; hindu; atheist; farmer; refugee; activist; nationalist; communist; salafist;
        far right; Moroccan; Dutch; Polish; Turkish; anarchist; climate activist""",
}
# {} is exchanged; what is said beside it must be found whatever stands there.
TOLD = {
    "nl": [
        ("place", "Hij gaat elke vrijdag naar de {} en is vorige maand ontslagen."),
        ("place", "Sinds de {} trekt ze zich terug van haar vrienden."),
        ("place", "Na het bezoek aan de {} is zijn cel doorzocht en werd hij gearresteerd."),
        ("place", "Bij de {} werd ze uitgescholden."),
        ("place", "Zijn trainer van de {} praat geweld goed."),
        ("app", "Op {} kijkt hij filmpjes die geweld verheerlijken."),
        ("app", "Ze zit op {} en spijbelt veel."),
        ("label", "Hij is {} en van school gestuurd."),
        ("label", "De leerling is {} en wordt gepest."),
        ("label", "Ze trekt op met een {} die geweld goedpraat."),
        ("label", "Een {} groep laat geen andere mening toe en hij hoort er nu bij."),
        ("name", "Volgens {} is zijn opa overleden."),
        ("name", "Gisteren vertelde {} over de ruzie thuis."),
        ("town", "Hij woont in {} en heeft schulden."),
        ("town", "In {} werd ze gearresteerd."),
    ],
    "en": [
        ("place", "He goes to the {} every Friday and was fired last month."),
        ("place", "Since the {} she has withdrawn from her friends."),
        ("place", "At the {} she was called names."),
        ("place", "His trainer from the {} condones violence."),
        ("app", "On {} he watches videos that glorify violence."),
        ("app", "She is on {} and often skips school."),
        ("label", "He is {} and was expelled from school."),
        ("label", "The pupil is {} and is being bullied."),
        ("label", "She hangs around with a {} who condones violence."),
        ("label", "A {} group allows no other view and he belongs to it now."),
        ("name", "According to {} his grandfather died."),
        ("name", "Yesterday {} told us about the quarrels at home."),
        ("town", "He lives in {} and is in debt."),
        ("town", "In {} she was arrested."),
    ],
}
# Only belief, dress, descent, origin, opinion or protest: nothing of this is an event, a change or a cue.
ONLY = {
    "nl": [
        "Hij is bekeerd tot de islam.",
        "Ze draagt sinds kort een hoofddoek.",
        "Hij draagt een keppel.",
        "Hij heeft een baard laten staan.",
        "Ze loopt in een bomberjack en legerkleding.",
        "Hij bidt vijf keer per dag en vast tijdens de ramadan.",
        "Ze gaat elke zondag naar de kerk.",
        "Hij gaat vaak naar de moskee.",
        "Zijn ouders komen uit Marokko.",
        "Ze is geboren in Syrië en gevlucht.",
        "Hij is een Poolse jongen.",
        "Ze is joods en heel gelovig.",
        "Hij liep mee in het boerenprotest.",
        "Ze demonstreert elk weekend voor het klimaat.",
        "Hij heeft een omgekeerde vlag aan het huis.",
        "Ze zit op Telegram.",
        "Hij leest de koran en volgt koranles.",
        "Ze leest de bijbel in de pauze.",
        "Hij stemt op een rechtse partij.",
        "Ze is links en veganist.",
        "Hij spreekt thuis Arabisch.",
        "Ze is vluchteling en woont in het azc.",
        "Hij gaat drie keer per week naar de sportschool.",
        "Ze heeft een tatoeage van een kruis.",
        "Hij is nationalist.",
        "Ze is activist tegen de snelweg.",
        "Hij noemt zich soeverein.",
        "Ze draagt een kruisje en een andere kledingstijl.",
        "Hij is van Surinaamse afkomst.",
        "Hij is streng gelovig geworden en bidt vaker.",
    ],
    "en": [
        "He has converted to Islam.",
        "She has been wearing a headscarf lately.",
        "He wears a kippah.",
        "He has grown a beard.",
        "She walks around in a bomber jacket and army clothes.",
        "He prays five times a day and fasts during Ramadan.",
        "She goes to church every Sunday.",
        "He often goes to the mosque.",
        "His parents come from Morocco.",
        "She was born in Syria.",
        "He is a Polish boy.",
        "She is Jewish and very religious.",
        "He joined the farmers protest.",
        "She demonstrates for the climate every weekend.",
        "He has hung a flag on the house.",
        "She is on Telegram.",
        "He reads the Koran and follows a Koran class.",
        "She reads the Bible in the break.",
        "He votes for a right wing party.",
        "She is left wing and vegan.",
        "He speaks Arabic at home.",
        "She is a refugee and lives in a shelter.",
        "He goes to the gym three times a week.",
        "She has a tattoo of a cross.",
        "He is a nationalist.",
        "She is an activist against the motorway.",
        "He calls himself a sovereign citizen.",
        "She wears a cross and another style of clothes.",
        "He is of Surinamese descent.",
        "He has become very religious and prays more often.",
    ],
}


def swaps(what: str, language: Language) -> list[str]:
    lists = {"place": PROXIES, "app": APPS, "label": LABELS}
    if what in lists:
        return [word.strip() for word in lists[what][language].split(";")]
    return NAMES if what == "name" else PLACES


def told(text: str, language: Language, swapped: str) -> list[tuple[str, tuple[str, ...]]]:
    """The proposals with the words that led there; the swapped word itself may be one of them."""
    own = swapped.split()
    return [
        (
            f"{p.kind}:{p.id}",
            tuple("*" if word in own else word for word in dict.fromkeys(p.matched) if word not in own[1:]),
        )
        for p in finder(language).proposals(text)
    ]


@pytest.mark.parametrize(("language", "what", "text"), [(lang, *pair) for lang in LANGUAGES for pair in TOLD[lang]])
def test_exchanging_one_word_changes_nothing(language: Language, what: str, text: str) -> None:
    results = {str(told(text.format(word), language, word)) for word in swaps(what, language)}
    assert len(results) == 1
    assert found(text.format(swaps(what, language)[0]), language), "nothing was found at all"


@pytest.mark.parametrize("language", LANGUAGES)
def test_exchanging_two_words_at_once_changes_nothing(language: Language) -> None:
    text = {
        "nl": "De {} leerling die naar de {} gaat, is van school gestuurd en praat geweld goed.",
        "en": "The {} pupil who goes to the {} was expelled from school and condones violence.",
    }[language]
    pairs = [(a, b) for a in swaps("label", language) for b in swaps("place", language)]
    results = {tuple(found(text.format(*pair), language)) for pair in pairs}
    assert len(results) == 1
    assert len(next(iter(results))) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_neutral_word_at_any_spot_gives_the_same_concerns(language: Language) -> None:
    """A neutral word in a sentence, then another from any neutral group in its place: events, changes, cues and danger stay the same."""
    chance = random.Random(20)
    words = sorted({word for group in pack().lexicon.groups if group.neutral for word in group.words.in_(language)})
    runs: Counter[str] = Counter()
    for sentence in frozen(language)["sentences"]:
        parts = sentence["says"].split(" ")
        spot = chance.randrange(1, len(parts))
        results = set()
        for word in chance.sample(words, 6):
            text = " ".join([*parts[:spot], word, *parts[spot:]])
            results.add(tuple(guarded(text, language)))
            runs["sentences"] += 1
            runs["with a concern"] += bool(guarded(text, language))
        assert len(results) == 1, (sentence["says"], spot, results)
    print(
        f"\n{language}: {runs['sentences']} sentences, {runs['with a concern']} with a possible concern, 0 differences"
    )

    assert runs["with a concern"] > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_one_neutral_group_are_one_word(language: Language) -> None:
    text = {
        "nl": "Hij draagt {}, bidt, leest over {} en gaat elke week naar {}",
        "en": "He wears {}, prays, reads about {} and goes to {} every week",
    }
    for group in pack().lexicon.groups:
        if group.neutral:
            words = group.words.in_(language)
            results = {tuple(found(text[language].format(word, word, word), language)) for word in words}
            assert len(results) == 1, group.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_proxies_of_all_sorts_are_in_a_neutral_group(language: Language) -> None:
    known = {word for group in pack().lexicon.groups if group.neutral for word in group.words.in_(language)}
    proxies = {word.lower() for what in ("place", "app", "label") for word in swaps(what, language)}
    assert proxies <= known


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang in LANGUAGES for text in ONLY[lang]])
def test_belief_dress_descent_opinion_or_protest_alone_is_never_an_event_change_or_cue(
    language: Language, text: str
) -> None:
    assert guarded(text, language) == []
    assert guarded(text.lower(), language) == []
    assert guarded(text.upper(), language) == []


def test_the_index_holds_no_neutral_word_in_a_phrase_of_a_concern() -> None:
    for language in LANGUAGES:
        ready = finder(language)
        neutral = set(ready._vocabulary.neutral.values())
        for phrase in ready._index.phrases:
            if ready._index.facts[phrase.fact][0] in GUARDED:
                assert not any(keys & neutral for keys in phrase.slots)
