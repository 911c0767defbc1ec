"""Questions that ask what is never an input: belief, dress, descent, sexuality, politics, sex and neighbourhood.

Found by the stems of words and by patterns of a few words, per language and topic. It is a list of words: it finds much, and does not show
that a question asks nothing of the kind. A reader must still look.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

TOPICS = ("belief", "dress", "descent", "sexuality", "politics", "sex", "neighbourhood")

# A word ends where it ends; `*` stands for the rest of it, `…` for up to three words between.
_PATTERNS: dict[str, dict[str, str]] = {
    "nl": {
        "belief": (
            "geloof; gelovig*; *gelovig; geloofs*; geloofde in god; godsdienst*; religie*; religieu*; bekeerd*; bekeerling*; "
            "bekering*; bekeren; islam*; *moslim*; christen*; christelijk*; christendom; jood; joden; joods*; jodendom; "
            "hindoe*; boeddhis*; atheïs*; atheis*; katholiek*; protestant*; gereformeerd*; evangelisch*; jehova*; sikh*; salafi*; "
            "soefi*; sjii*; soenni*; moskee*; kerk; kerken; kerkelijk*; kerkdienst*; synagoge*; tempel*; gebedshu*; gebedsruimte*; "
            "godshuis; imam*; dominee*; priester*; pastoor; rabbijn*; predikant*; koran*; bijbel*; thora*; bidt; bidden; bad; "
            "gebed*; vrijdaggebed; vasten; vast mee; ramadan; iftar; suikerfeest; offerfeest; halal; haram; koosjer; allah; god; "
            "profeet*; heilige schrift*; heilig boek; varkensvlees; streng* … leer; zuivere leer; rechtzinnig*; orthodox*; "
            "vroom*; vrome; viert … kerst*; kerst … vieren; kerstmis; pasen; hadj; bedevaart*; sharia; gedoopt; doop; "
            "besneden; besnijdenis"
        ),
        "dress": (
            "hoofddoek*; sluier*; gesluierd*; nikaab*; nikab*; niqab*; boerka*; hijab*; baard*; keppel*; djellaba*; tulband*; "
            "gewaad; gewaden; kruisje; kledij; kleding*; kleedt; kleden; gekleed; kleren; uiterlijk*; bomberjack*; legerkist*; "
            "kistjes; kaalgeschoren; kaal … hoofd; hoofd … kaal*; tatoeage*; getatoeëerd*; piercing*; dracht; klederdracht"
        ),
        "descent": (
            "afkomst*; afkomstig*; herkomst*; nationaliteit*; etnicit*; etnisch*; huidskleur*; donkere huid; lichte huid; kleur … huid; "
            "ras; migratieachtergrond; migrant*; immigra*; geboorteland*; geboren in … land; buitenland geboren; buitenland … geboren; "
            "geboren … buitenland; moedertaal; thuistaal; "
            "taal … thuis; thuis … taal; paspoort*; verblijfsvergunning*; verblijfsstatus; asiel*; vluchteling*; gevlucht … uit; "
            "gevlucht uit; statushouder*; allochto*; "
            "marokka*; turk; turken; turks*; syrië; syrisch*; syriër*; somali*; moluk*; surinaam*; antilli*; eritre*; afghaan*; "
            "irak*; iraan*; roma; sinti; wortels; roots; komt … oorspronkelijk; oorspronkelijk* … vandaan; ouders … vandaan; "
            "familie … vandaan; land … vandaan; culturele achtergrond; tweede generatie"
        ),
        "sexuality": (
            "seksual*; seksueel* … voorkeur; seksuele voorkeur; seksuele geaardheid; geaardheid; homo; homo's; homoseks*; lesbi*; "
            "biseks*; heteroseks*; hetero; queer*; lhbt*; transgender*; trans; valt … op jongens; valt … op meisjes; valt op mannen; "
            "valt op vrouwen; op jongens of; op meisjes of; genderident*; non-binair*; uit de kast; coming-out"
        ),
        "politics": (
            "politiek*; stemt; gestemd; stemgedrag; kiest … partij; partij … stemt; partij … stemmen; "
            "links of rechts; rechts of links; links-*; "
            "rechts-*; linkse; rechtse; extreemrechts*; extreemlinks*; vakbond*; partijlid*; vlag … partij; pvv; fvd; denk-stemmer*; "
            "communis*; socialis*; fascis*; anarchis*; liberaal; conservatief"
        ),
        "sex": (
            "jongen of … meisje; meisje of … jongen; man of … vrouw; vrouw of … man; geslacht; sekse; gender; mannelijk of*; "
            "vrouwelijk of*; m/v; v/m; zoon of … dochter"
        ),
        "neighbourhood": (
            "welke wijk; welke buurt; welke straat; welk dorp; welke stad woont; wijk … woont; buurt … woont; woont … wijk; woont … buurt; "
            "achterstandswijk*; achterstandsbuurt*; probleemwijk*; volkswijk*; krachtwijk*; prachtwijk*; vogelaarwijk*; "
            "postcode*; schilderswijk; welke woonplaats; woonplaats van; woonadres"
        ),
    },
    "en": {
        "belief": (
            "belief; beliefs; faith*; religio*; devout*; pious*; pray; prays; praying; prayer*; converted to; convert to; "
            "a convert; religious conversion; "
            "islam*; muslim*; christian*; jew; jews; jewish; judaism; hindu*; buddhis*; atheis*; agnostic*; catholic*; protestant*; "
            "evangelical*; mormon*; jehovah*; sikh*; salafi*; sunni*; shia*; sufi*; mosque*; church; churches; synagogue*; "
            "temple; temples; place of worship; worship*; imam*; vicar; priest*; rabbi*; pastor; preacher*; quran*; koran*; bible*; "
            "torah; scripture*; holy book*; allah; god; god's; prophet*; pork; ramadan; iftar; eid; fast … ramadan; fasting for; "
            "halal; haram; kosher; orthodox*; baptised; baptized; circumcis*; pilgrimage*; sharia; celebrate … christmas; "
            "celebrates … christmas; easter"
        ),
        "dress": (
            "headscar*; veil; veils; veiled; hijab*; niqab*; burqa*; beard*; skullcap*; kippah*; djellaba*; "
            "turban*; robe; robes; wear … cross; "
            "clothes; clothing; dress differently; start to dress; dress code; dressed like; dressed in; style of dress; way … dress; "
            "ways … dress; dresses; "
            "bomber jacket*; army boots; *style boots; combat boots; shaven; shaved … head; tattoo*; piercing*"
        ),
        "descent": (
            "descent; origin; origins; ethnic*; nationalit*; national origin; skin colo*; colo* … skin; dark skin*; race; racial*; "
            "migrant*; immigrant*; migration background; refugee*; asylum*; residence permit*; "
            "country of birth; born abroad; born in another; "
            "born … abroad; born outside; mother tongue; first language; native language; spoken at home; speak* at home; "
            "language … home; passport; moroccan*; turkish; turk; turks; syria; syrian*; somali*; afghan*; iraqi*; iranian*; eritre*; "
            "roma; gypsy; gypsies; roots; originally … from; originally from; parents … come from; family … come from; ancestr*; heritage; "
            "cultural background; second generation"
        ),
        "sexuality": (
            "sexual*; gay; lesbian*; bisex*; heterosex*; homosex*; straight or; queer*; lgbt*; transgender*; transsex*; "
            "attracted to … boys; attracted to … girls; attracted to … men; attracted to … women; attracted to boys; "
            "attracted to girls; gender identity; non-binary; coming out as; came out as"
        ),
        "politics": (
            "political*; politics; vote; votes; voted; voting; left-wing*; right-wing*; left wing; "
            "right wing; far right; far left; trade union*; "
            "party member*; member of … party; which party; conservative*; socialis*; communis*; fascis*; anarchis*; labour voter*"
        ),
        "sex": (
            "boy or … girl; girl or … boy; male or … female; female or … male; man or … woman; woman or … man; gender; the sex of; "
            "what sex; which sex; pupil's sex; person's sex; m/f; son or … daughter"
        ),
        "neighbourhood": (
            "which neighbo*; what neighbo*; neighbo* … live; live … neighbo*; lives … neighbo*; which street; "
            "which district; district … live; "
            "deprived area*; deprived neighbo*; poor area*; poor neighbo*; rough area*; inner city; council estate*; housing estate*; "
            "post code*; postcode*; zip code*; home address"
        ),
    },
}

# The same words with an everyday meaning.
_HARMLESS: dict[str, str] = {
    "nl": (
        "in god*naam; bad … kamer; kerk en staat; politieke vragen over beleid; in goed geloof; goed geloof; politiek bureau; tempel van; "
        "god zij dank; een bad; in bad; ongeloof; doop van een schip; rechts-onder; rechts-boven; links-onder; links-boven"
    ),
    "en": (
        "good faith; loft conversion*; race condition; thoughts race; data conversion; fasting glucose; robe; origin of the; "
        "straight or bent; roots of"
    ),
}


class Asked(NamedTuple):
    """What a text asks for: the topic, and the words as written."""

    topic: str
    words: str


def asked(language: str, text: str) -> Asked | None:
    """The first thing that a text asks for and that is never an input; None when no word of the lists is in it."""
    if not _any(language).search(text):
        return None
    small = _harmless(language).sub(" ", text)
    for topic in TOPICS:
        if match := _pattern(language, topic).search(small):
            return Asked(topic, " ".join(match.group().split()))
    return None


@cache
def _any(language: str) -> re.Pattern[str]:
    """All topics at once: most texts have none, and this is quick."""
    return _compiled("; ".join(_PATTERNS[language].values()))


@cache
def _pattern(language: str, topic: str) -> re.Pattern[str]:
    return _compiled(_PATTERNS[language][topic])


@cache
def _harmless(language: str) -> re.Pattern[str]:
    return _compiled(_HARMLESS[language])


def _compiled(written: str) -> re.Pattern[str]:
    parts = []
    for one in (each.strip() for each in written.split(";")):
        words = re.escape(one).replace(r"\*", r"[\w'’-]*").replace(r"\ …\ ", "…")
        parts.append(words.replace("…", r"\W+(?:[\w'’-]+\W+){0,3}?").replace(r"\ ", r"\s+"))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(parts, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)
