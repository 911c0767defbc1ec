"""Words that must lead to the danger page. Every sentence must; this list is for making the lexicon better, unlike the frozen one."""

import pytest

from assistant.content.model import Language
from assistant.danger import notices
from tests.finder.helpers import LANGUAGES, pack

MUST = {
    "nl": {
        "immediate": """
            Hij heeft een mes bij zich
            Er loopt iemand met een pistool in de aula
            Hij heeft een vuurwapen in zijn tas
            Ze dreigt een klasgenoot neer te steken
            Hij zegt dat hij iemand gaat vermoorden
            Hij heeft een plan om een aanslag te plegen
            Hij gaat morgen de school beschieten
            Ze heeft een lijst met namen van mensen die dood moeten
            Hij maakt thuis een bom
            Er is acuut gevaar
            Hij bedreigt zijn docent met de dood
            Hij heeft een wapen gekocht
            Hij wil mensen doden
        """,
        "suicide_thoughts": """
            Ze wil dood
            Hij denkt aan zelfmoord
            Ze zei dat ze er niet meer wil zijn
            Hij wil een einde aan zijn leven maken
            Ze ziet het leven niet meer zitten
            Ze schreef een afscheidsbrief
            Hij is suïcidaal
            Ze heeft een zelfmoordpoging gedaan
            Ze wil zichzelf iets aandoen
            Hij zegt dat iedereen beter af is zonder hem
        """,
        "child_unsafe": """
            Het kind is niet veilig
            Zijn zusje is thuis in gevaar
            De kinderen worden thuis geslagen en het is daar onveilig
            Ik denk dat het kind mishandeld wordt
            Het broertje is niet veilig bij vader
        """,
        "recruiting_or_departure": """
            Hij wordt geronseld
            Ze wil naar het strijdgebied vertrekken
            Hij wil afreizen om te gaan vechten
            Hij heeft een ticket naar het front
            Iemand probeert leerlingen te ronselen
            Ze wil uitreizen
        """,
        "combat_training": """
            Hij gaat naar een trainingskamp
            Ze doet mee aan een paramilitair kamp
            Hij was op een kamp waar hij leerde schieten
        """,
    },
    "en": {
        "immediate": """
            He has a knife on him
            Someone is walking around the hall with a gun
            He has a firearm in his bag
            She threatens to stab a classmate
            He says he is going to kill someone
            He has a plan to carry out an attack
            He is going to shoot up the school tomorrow
            She has a list of names of people who must die
            He is making a bomb at home
            There is acute danger
            He threatens his teacher with death
            He bought a weapon
            He wants to kill people
        """,
        "suicide_thoughts": """
            She wants to die
            He is thinking about suicide
            She said she does not want to be here any more
            He wants to end his life
            She sees no reason to live
            She wrote a goodbye note
            He is suicidal
            She attempted suicide
            She wants to harm herself
            He says everyone is better off without him
        """,
        "child_unsafe": """
            The child is not safe
            His little sister is in danger at home
            The children are beaten and it is unsafe there
            I think the child is being abused
            The little brother is not safe with his father
        """,
        "recruiting_or_departure": """
            He is being recruited
            She wants to leave for the war zone
            He wants to travel there to fight
            He has a ticket to the front
            Someone is trying to recruit pupils
            She wants to go and fight in the war
        """,
        "combat_training": """
            He goes to a training camp
            She takes part in a paramilitary camp
            He was at a camp where he learned to shoot
        """,
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_danger_leads_to_the_danger_page(language: Language) -> None:
    for fact, sentences in MUST[language].items():
        for sentence in filter(None, map(str.strip, sentences.splitlines())):
            found = [notice.kind for notice in notices(pack(), sentence, language)]
            assert fact in found or ("immediate" in found and fact == "child_unsafe"), (sentence, fact, found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hij kijkt een film over de oorlog.", "nl"),
        ("We gaan op schoolkamp.", "nl"),
        ("Het lijkt me een goed plan.", "nl"),
        ("Zijn hamster is dood.", "nl"),
        ("We watch a film about the war.", "en"),
        ("We go to summer camp.", "en"),
        ("That seems a good plan.", "en"),
        ("His hamster died.", "en"),
    ],
)
def test_ordinary_words_do_not_lead_there(text: str, language: Language) -> None:
    assert not notices(pack(), text, language)
