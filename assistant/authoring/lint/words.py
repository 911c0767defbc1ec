"""The word lists of the lints, per language. Lower case; each is matched as a whole word, `*` stands for the rest of a word."""

from __future__ import annotations

import re
from functools import cache

Lists = dict[str, tuple[str, ...]]


def _of(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(";"))


# Labels and words that judge.
LOADED: Lists = {
    "nl": _of(
        "radicale jongere*; radicale leerling*; radicale student*; radicale persoon; geradicaliseerde; "
        "geradicaliseerd; radicaliserende; terrorist*; jihadi*; haatbaard*; haatprediker*; extremist; "
        "extremisten; risicojongere*; risicoleerling*; probleemjongere*; kansarme jongere*; verdachten; "
        "daders; allochto*; illegaal; illegalen; kopvodd*; tuig; gehersenspoel*; tikkende tijdbom; rotte "
        "appel*; gevaarlijke jongere*"
    ),
    "en": _of(
        "radical youth; radical pupil*; radical student*; radicalised; radicalized; radicalising youth; "
        "terrorist; terrorists; jihadi*; hate preacher*; extremist; extremists; at-risk youth; problem youth; "
        "suspects; perpetrator*; criminals; illegal immigrant*; illegals; brainwashed; ticking time bomb*; "
        "bad apple*; dangerous youth; dangerous pupil*"
    ),
}

# Scores, levels, chances about a person.
SCORE: Lists = {
    "nl": _of(
        "risicoscore*; risiconiveau*; risicoprofiel*; hoog risico; laag risico; verhoogd risico; hoogrisico*; "
        "dreigingsniveau; kans van; code rood; code oranje; code geel; punten gescoord; totaalscore"
    ),
    "en": _of(
        "risk score*; risk level*; risk profile*; high risk; low risk; elevated risk; threat level*; chance "
        "of; code red; code orange; code yellow; points scored; total score"
    ),
}

# He and she: the person has no sex here. Words with two meanings (zij, zijn, haar) are left out.
GENDER: Lists = {
    "nl": _of("hij; hem; hijzelf; hemzelf; zijzelf; haarzelf; hij of zij; hij/zij"),
    "en": _of("he; she; him; his; hers; himself; herself; he/she; s/he; her"),
}

# The user is u; je is only for what is said to the young person.
INFORMAL: Lists = {
    "nl": _of("je; jij; jou; jouw; jezelf"),
    "en": (),
}

# Where nobody goes to find something out: things of the person, and people around them.
INVESTIGATES: Lists = {
    "nl": _of(
        "telefoon*; gsm; mobiel*; account*; profiel*; sociale media; tas; tassen; rugzak*; kluis*; vriend; vrienden; "
        "vriendin*; vriendje*; klasgeno*; familie*; ouders; moeder; vader; broer*; zus; zussen"
    ),
    "en": _of(
        "phone*; mobile; account*; profile*; social media; bag; bags; backpack*; locker*; friend; friends; girlfriend*; "
        "boyfriend*; classmate*; family; families; parents; mother; father; brother*; sister*"
    ),
}
DENIALS: Lists = {
    "nl": _of("niet; geen; nooit; zonder"),
    "en": _of("not; no; never; without"),
}

FIRST_NAMES = _of(
    "Ahmed; Ali; Amina; Anna; Anouk; Bas; Bilal; Bram; Daan; Daisy; David; Emma; Eva; Fatima; Femke; "
    "Finn; Floris; Hamza; Hassan; Ibrahim; Jan; Jasmijn; Jeroen; Jesse; Johan; Jordy; Julia; Karim; Kees; "
    "Kevin; Khadija; Lars; Laura; Leyla; Lieke; Lisa; Lotte; Lucas; Maria; Mark; Mehmet; Milan; Mohamed; "
    "Mohammed; Mustafa; Naima; Nick; Noah; Noor; Omar; Peter; Pieter; Rachid; Ravi; Rick; Robin; Roos; "
    "Ruben; Samira; Sanne; Sara; Sem; Sofie; Stefan; Sven; Tess; Thijs; Thomas; Tim; Tom; Wesley; Willem; "
    "Yasmina; Youssef; Yusuf; Zainab; Zeynep"
)

# Steps of a scale, as whole labels; and what a number about a person may count.
STEPS: Lists = {
    "nl": _of(
        "zeer laag; heel laag; laag; vrij laag; gemiddeld; midden; matig; redelijk; vrij hoog; hoog; heel hoog; zeer hoog; "
        "licht; ernstig; zeer ernstig; groen; geel; oranje; rood"
    ),
    "en": _of(
        "very low; low; fairly low; average; medium; moderate; middle; fairly high; high; very high; "
        "mild; severe; very severe; green; yellow; amber; orange; red"
    ),
}
MEASURES: Lists = {
    "nl": _of(
        "minuut; minuten; uur; uren; dag; dagen; week; weken; maand; maanden; jaar; jaren; keer; maal; mensen; personen"
    ),
    "en": _of("minute*; hour*; day; days; week; weeks; month*; year*; time; times; people; persons"),
}

# Words that only one of the two languages has, to notice a text in the wrong one.
COMMON: Lists = {
    "nl": _of("de; het; een; en; niet; dat; van; wat; voor; met; ook; maar; naar; bij; uw; deze; wie; geen"),
    "en": _of("the; and; not; that; of; what; for; with; also; but; to; at; your; this; who; no; you; does"),
}


_DENIED = re.compile(r"\b(?:niemand|geen|nobody|anybody|anyone|no|not)(?: an?| een)? $", re.IGNORECASE)


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds each of the words as a whole word."""
    parts = sorted((re.escape(word).replace(r"\*", r"\w*") for word in words), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)


_TITLES = ("dhr", "mevr", "mw", "meneer", "mevrouw", "mr", "mrs", "ms")
_TOKEN = re.compile(r"[\w-]+")


@cache
def _begins(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """With which words, and with which beginnings of words, anything in the lists can start."""
    lists = (LOADED, SCORE, GENDER, INFORMAL)
    found = set()
    for word in (word for words in lists for word in words[language]):
        token = re.split(r"[^\w-]", word)[0]
        found.add(token + "*" if word == token + "*" else token)
    names = {name.lower() for name in FIRST_NAMES} | set(_TITLES)
    whole = frozenset(word for word in found if not word.endswith("*")) | names
    return whole, tuple(word[:-1] for word in found if word.endswith("*"))


_HARMLESS: dict[str, set[str]] = {"nl": set(), "en": set()}
_REMEMBERED = 50_000


def worth_a_look(language: str, text: str) -> bool:
    """Whether any word of the text could begin something in the lists; most texts have none, and this is quick."""
    tokens, harmless = _TOKEN.findall(text.lower()), _HARMLESS[language]
    if harmless.issuperset(tokens):
        return False
    whole, beginnings = _begins(language)
    for token in tokens:
        if token in whole or token.startswith(beginnings):
            return True
        if len(harmless) < _REMEMBERED:
            harmless.add(token)
    return False


def first(words: tuple[str, ...], text: str) -> str:
    """The first of the words that stands in the text, as written there; empty when none does."""
    match = pattern(words).search(text) if words else None
    return match.group() if match else ""


def investigating(language: str, text: str) -> str:
    """The first word for where nobody goes to find something out, in a sentence that does not say not to."""
    for sentence in re.split(r"[.!?]", text):
        if not first(DENIALS[language], sentence) and (word := first(INVESTIGATES[language], sentence)):
            return word
    return ""


def judging(language: str, text: str) -> str:
    """The first loaded word that is said of somebody; not where the text says that nobody is one."""
    for match in pattern(LOADED[language]).finditer(text):
        if not _DENIED.search(text[: match.start()]):
            return match.group()
    return ""
