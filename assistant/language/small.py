"""Words that say little, per language."""

from __future__ import annotations

from assistant.content.model import Language


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL: dict[Language, frozenset[str]] = {
    "nl": _words(
        """
        aan afgelopen al alle allemaal als altijd beide ben bent best bij boven compleet daar daarmee daarna daarvan
        dacht dag dagen dan dat de deden deed den denk denkt der des deze die dit doe doen doet door doordat dus echt
        een eens eerst eigen eigenlijk elk elkaar elke en er eraan erbij erg ergens erom erover ervan even ga gaan
        gaat gedaan gegaan gehad geweest gewoon geworden gezegd ging gingen gisteren haar haarzelf had hadden heb
        hebben hebt heeft heel helemaal hem hemzelf hen herfst het hier hij hoe hoewel hoor hun ieder iedere iemand
        iets ik in is ja jaar jaren je jij jongen jongens jongere jongeren jouw jullie kan keer kom komt kon konden
        kreeg kregen krijgen krijgt kun kunnen kunt kwam kwamen laat laatst laatste lang laten later leerling
        leerlingen lente liet lieten lijkt m maand maanden maar man mannen me meer meest meestal meisje meisjes meneer
        mens mensen met mevrouw mij mijn misschien mocht mochten moest moesten momenteel morgen n na naar nee nog
        nogal nu of om omdat onder ongeveer ons onze ooit ook op over paar per persoon schijnt sinds sindsdien soms
        steeds student studenten te tegenover tegenwoordig telkens ten ter terwijl tijd tijden toch toen tot totaal
        tussen u uw vaak van vanaf vandaag vanuit vertelde via volgende volgens voor vorige vrij vrouw vrouwen waar
        waarom waarschijnlijk wanneer want waren was wat we week weer weken wel welk welke wellicht werd werden wezen
        wie wij wilde wilden winter word worden wordt zal ze zeer zeggen zegt zei zeiden zeker zich zichzelf zij zijn
        zo zoals zodat zomer zou zouden zullen zult
        """
    ),
    "en": _words(
        """
        a about above actually after again ago all already also although always am an and any anybody anyone anything
        appears are as at autumn be because been before being between both boy boys but by came can come comes coming
        completely could d day days did do does doing done during each entirely even ever every few for from get gets
        getting girl girls go goes going gone got had handover has have having he her here herself him himself his how i if in
        into is it its itself just lad lads last lately let lets ll long looks m man many may maybe me men might month
        months more most mr mrs much must my myself next now of often oh on one ones only onto or our over own people
        per perhaps person pretty probably pupil pupils quite rather re really recently s said say saying says seems
        shall she should since so some somebody someone something sometimes somewhere spring still student students
        summer t tell tells than that the their theirs them themselves then there these they think thinks this those
        though thought through time times to today told tomorrow too totally under us usually ve very via was we week
        weeks well went were what when where which while who whom whose why will winter with woman women would year
        years yes yesterday yet you your yourself
        """
    ),
}
"""Words that say nothing about which observation is meant."""

COMMON: dict[Language, frozenset[str]] = {
    "nl": _words(
        """
        alleen alles ander andere anderen begin begint bijna boek brief buurt ding dingen drie eerste eet eten gaat
        geeft geld geven gevonden gezien goed goede groot grote helpt houden houdt hulp iedereen jong kamer kijk
        kijken kijkt kind kinderen klas klein kleine leert leest leren les lessen leuk leven lezen ligt loopt lopen
        maakt mag maken mee moeilijk moet mooi muziek naam neemt nemen niemand nieuw nieuwe oud oude pauze plek praat
        praten samen slaapt slapen slecht snel speelt spel spelen staan staat stad straat terug twee uit vakantie veel
        verder vinden vindt voel voelt vraagt vragen vrij weet weg wereld weten wijk wil willen zelf zien ziet zit
        zitten zoek zoeken zoekt
        """
    ),
    "en": _words(
        """
        alone another area ask asks away back bad big book break child children class different difficult drive drives
        driving eat eats everyone everything fast feel feels find finds first found free game gave give gives good
        great hang help helps holiday keep keeps know knows learn learns leave left lesson lessons letter lie lies
        life like likes little live lives look looked looking looks made make makes money music name nearly
        neighbourhood new nice nobody old other others out part party pass phone picked picks place play playing plays
        read reading reads room see seeing seen sees sit sits sleep sleeps small stand stands start started stop
        stopped street take takes talk talks thing things three together took town two use used want wants watch
        watches work works world young
        """
    ),
}
"""Words of everyday life: they count for less, and never make a phrase on their own."""

EMPTY: dict[Language, frozenset[str]] = {
    "nl": _words(
        """
        aan al alle als bij daar dan dat de den der des deze die dit door dus een en er het hier hij hoe hun haar hem
        ie ik in is ja je jij jou jouw jullie kan kon kunnen maar me meer men met mij mijn moet na naar nee nog nu of
        om omdat onder ons onze ook op over per sinds te ten ter toch toen tot tussen u uw van vanaf via voor wat we
        wel werd wie wij word wordt worden zal ze zich zij zijn zo zou heeft hebben heb had was waren ben bent echt
        even heel erg
        """
    ),
    "en": _words(
        """
        a about an and any are as at be because been being by can could did do does for from had has have he her him
        his how i if in into is it its may me might more most must my of on or our over she should so some than that
        the their them then there these they this those to too us very was we were what when where which while who
        will with would you your just really
        """
    ),
}
"""Words that tell nothing, even where the author of a phrase chose them."""
