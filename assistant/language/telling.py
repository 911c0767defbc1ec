"""The closed lists of words that say how something is told: denied, imagined, in a story, over, taken back; and of whom.

Function words of a language, not words of the field: those stand in the packs.
"""

from __future__ import annotations

from functools import cache

from assistant.content.model import Language
from assistant.records import dataclass, replace

Run = tuple[frozenset[str], ...]
"""Words in a row, of each a choice (`a/b` in a list); `*` stands for any one word, `...` for up to four."""
Sequences = dict[str, tuple[Run, ...]]
"""Runs by their first word."""


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists of one language, or of both together."""

    denials: frozenset[str]
    after_only: frozenset[str]
    """Denials that reach forward only: *without*."""
    no_denial: Sequences
    """Runs in which a denial denies nothing."""
    opinion: frozenset[str]
    """With a denial before a clause with *that*, these deny that clause."""
    openers: frozenset[str]
    """Words that begin a clause."""
    joiners: frozenset[str]
    """Words that begin a clause or a next item of a list."""
    subordinate: frozenset[str]
    """Openers after which a main clause may follow without a comma."""
    relative: frozenset[str]
    subjects: frozenset[str]
    """Pronouns that are a subject."""
    verbs: frozenset[str]
    """Short verbs: where one stands, a part of a sentence is a clause and no item of a list."""
    imagined: Sequences
    condition: frozenset[str]
    doubts: frozenset[str]
    """After these a condition asks and imagines nothing: *vraagt als*, *asked if*."""
    would: frozenset[str]
    provisions: frozenset[str]
    """Verbs of what we are to do in a case that has not come."""
    expected: Sequences
    """What was thought or feared, and did not come when the sentence goes on with *but*."""
    but: frozenset[str]
    answers: frozenset[tuple[str, ...]]
    """Clauses that, whole, take back what stands before: *not at all*."""
    fiction: Sequences
    over: Sequences
    """What was so and is well again: *made up*, *back at school*."""
    ended: Sequences
    """What is no more, without a word of how: *is over*. Of what is an end itself this takes nothing back."""
    past: Sequences
    """What was so once: only the clause itself."""
    taken_back: Sequences
    third: frozenset[str]
    pupil: frozenset[str]
    """Nouns for the person it is about."""
    mine: frozenset[str]
    i: frozenset[str]
    we: frozenset[str]
    myself: frozenset[str]
    observing: frozenset[str]
    """What the user does in telling: *I see that …* is not about the user."""
    saying: frozenset[str]
    people: frozenset[str]
    """Nouns for somebody near the person, or a colleague of the user."""
    bare: frozenset[str]
    """Those of them that need no word before: *moeder* belt."""
    apart: frozenset[str]
    """Those of them whose own people are far from the person: the father of a friend."""
    professionals: frozenset[str]
    many: frozenset[str]
    """Nouns for a group of people."""
    determiners: frozenset[str]
    possessive: frozenset[str]
    prepositions: frozenset[str]
    near: frozenset[str] = frozenset()
    """All nouns for somebody else: people and professionals. This and the next are worked out from the others."""
    nouns: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    hangs: frozenset[str] = frozenset()
    """Words with which a clause begins that hangs on the one before."""


def _with_unions(known: Lists) -> Lists:
    return replace(
        known,
        near=known.people | known.professionals,
        nouns=known.people | known.professionals | known.many | known.pupil,
        telling=known.saying | known.observing | known.opinion | _set("bang zeker blij boos idee gevoel indruk"),
        speakers=known.pupil | _set("hij ze zij he she they"),
        hangs=known.relative | known.subjects | _set("er there"),
    )


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _runs(text: str) -> Sequences:
    runs: dict[str, list[Run]] = {}
    for written in text.split(";"):
        run = tuple(frozenset(part.split("/")) for part in written.split())
        for word in run[0] if run else ():
            runs.setdefault(word, []).append(run)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in runs.items()}


def _clauses(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(clause.split()) for clause in text.split(";"))


_NL = Lists(
    denials=_set(
        """
        niet geen nooit niemand niets niks nergens nimmer noch evenmin geenszins zonder nee minder zelden
        allesbehalve nauwelijks amper geeneen nimmermeer niemendal noppes nada nope geenzins nie nul
        """
    ),
    after_only=_set("zonder"),
    no_denial=_runs(
        """
        niet alleen; niet enkel; niet zomaar; niet voor niets; niet voor niks; weet niet; weten niet; wist
        niet; niet zeker; niet duidelijk; niet te; waarom niet; of niet; niet normaal; niet anders dan; niets
        anders dan; niks anders dan; geen idee; geen wonder; geen twijfel; nooit eerder; nooit zo; niet
        eerder; voor niets; voor niks; om niets; om niks; nergens om; om geen enkele; zonder reden; zonder
        aanleiding; zonder pardon; zonder meer; zonder dat iemand; niet gek; niet raar; niet vreemd; niet gek
        dat; niet voor het eerst; niet de eerste; niet kunnen stoppen; niet stoppen; kan niet anders; niet zo
        zeer; niet verbaasd; niet onopgemerkt; niet ontgaan; niet langer ontkennen; stopt niet; houdt niet; is
        niet mis; niet eens; niet langer welkom; niets dan; niks dan; geen haar; niet meer dan eens; niet
        zelden; nauwelijks nog; amper nog; als geen ander; niet voor één gat; of niet soms; of niet dan; toch
        niet voor niks; niet eerder zo; nog nooit zo; nog nooit zoveel; niet uit te sluiten; niet uitgesloten;
        niet onmogelijk; niet ondenkbaar; niet te missen; niet te harden; niet te filmen; niet te geloven;
        niet om aan te; niet weinig; niet mals; niet misselijk; niet best; kan het niet ontkennen; niet te
        ontkennen; zonder overleg; zonder twijfel; zonder boe; zonder blikken; zonder ophouden; zonder werk;
        zonder einde; zonder overdrijven; zonder uitleg; zonder opgaaf; zonder waarschuwing; zonder iets te;
        zonder gedoe; niemand minder; niemand anders; nul op; niet meer stuk; als je niet uitkijkt
        """
    ),
    opinion=_set(
        """
        denk denkt dacht geloof gelooft geloofde vind vindt vond idee indruk zo waar merk merkte gemerkt zie
        zag gezien hoor hoorde gehoord aanwijzing aanwijzingen teken tekenen signalen sprake bewijs reden
        betekent bekend meegemaakt lijkt leek zeggen beweren overtuigd klopt waarschijnlijk aannemelijk
        aangetoond vastgesteld volgt
        """
    ),
    openers=_set(
        """
        maar want dus terwijl omdat doordat zodat sindsdien nadat voordat zodra hoewel ofschoon toen als wanneer dat
        die wie waar waarom waardoor waarna waarbij waarop tot totdat tenzij mits behalve echter sinds daarom daardoor
        alleen hoe
        """
    ),
    joiners=_set("en of noch plus"),
    subordinate=_set("omdat doordat nadat voordat zodra hoewel toen als wanneer sinds nu terwijl"),
    relative=_set("die dat wie"),
    subjects=_set("hij ze zij ik we wij jij je u jullie"),
    verbs=_set(
        """
        is was zijn waren heeft had hebben hadden wordt werd worden werden kan kon kunnen wil wilde willen moet moest
        moeten zal zou zullen gaat ging gaan doet deed komt kwam laat liet mag mocht zegt zei zit zat staat stond ligt
        lag krijgt kreeg
        """
    ),
    imagined=_runs(
        """
        onzin dat; gerucht dat; geruchten dat; in plaats van; niet waar dat; klopt niet dat; zogenaamd omdat;
        stel dat; stel je voor; stel hij; stel ze; stel zij; stel nu; gesteld dat; veronderstel; wat als; voor
        het geval; in het geval dat; mocht hij; mocht ze; mocht zij; mocht het; mocht er; mochten ze; mochten
        zijn; mochten haar; mocht zijn; mocht haar; tenzij; zou kunnen; zouden kunnen; had kunnen; hadden
        kunnen; had ook; voor hetzelfde geld; als hij ooit; als ze ooit; als zij ooit; hypothetisch; ik vroeg
        of; zou willen; dacht erover; denkt erover; dreigde te; dreigt te; overwoog; ik dacht dat; ik dacht
        even; bijna gestopt; bijna afgehaakt; bijna weggelopen; bijna ontslagen; wilde eerst; net doen of;
        dreigt * te; dreigt * * te; dreigde * te; dreigde * * te; bang dat hij ooit; bijna ontslag; wat zou
        er; wat gebeurt er als; hoopt dat hij niet; hopelijk niet; om te voorkomen; voorkomen dat; zou ooit;
        ook al zou; wat/hoe/waar/wie als hij/ze/zij/je/hun/haar/zijn/iemand/er; en als hij/ze/zij straks; als
        hij/ze/zij nou; als zijn/haar/hun vader/moeder/ouders/opa/oma ooit; voor als; voor t geval; in geval
        van; ingeval; mocht/mochten hij/ze/zij/het/er/zijn/haar/hun/de/dat/dit/u/we; gesteld hij/ze;
        aangenomen dat; ervan uitgaande dat; veronderstel/veronderstelt; stel/stelt/denk je voor; stel je/u
        dat; stel even; stel eens; stel je eens; fictief/fictieve/denkbeeldig/denkbeeldige/hypothetische;
        alsof hij/ze/zij; bij wijze van; zou/zouden kunnen; zou/zouden ooit/weleens/misschien; had/hadden
        kunnen; had/hadden ... kunnen worden; had bijna; was bijna; scheelde weinig of; bijna/haast/zowat
        gestopt/afgehaakt/weggelopen/ontslagen/ontslag/opgepakt/gezakt/geschorst/gebroken/gescheiden; bang is
        om; bang was om; bang om; als de dood dat; hij/ze/zij is/was bang dat; angst dat; vreest/vrezen dat;
        vreest/vreesde voor; droomt/droomde ervan; fantaseert/fantaseerde; speelt/speelde met de gedachte;
        speelt/speelde met het idee; overweegt/overwegen/overwogen om; twijfelt/twijfelde of;
        twijfelt/twijfelde * of; denkt/dacht erover/eraan om/te; van plan is/was; is van plan; was van plan;
        loopt te denken om; risico/kans/gevaar/mogelijkheid dat; kans/risico op; om te voorkomen/vermijden;
        voorkomen/vermijden dat; ter voorkoming; preventief; we hopen dat; ik hoop dat; hij/ze/zij/iedereen
        hoopt dat; hopelijk wordt/gaat/komt/is/niet; laten we hopen; god verhoede; wie weet wordt/gaat; straks
        wordt/gaat hij/ze; hoe zou/zouden; wat zou/zouden; zou het kunnen/dat; is het mogelijk dat; ik
        vroeg/vraag me af of; ik vroeg hem/haar of; weten niet of; weet niet of; wist niet of; geen idee of;
        onduidelijk of; de vraag of; nagaan of; checken of; kijken of; uitzoeken of; onderzoeken of;
        nagevraagd of; in plaats van dat; in plaats van te; laat staan; eerder dan dat; zogenaamd; zogezegd;
        doet/deed/doen alsof; net alsof; gedaan alsof; een oefening; oefencasus; als voorbeeld; het voorbeeld
        van; een voorbeeldcasus; fictieve casus; dacht/dachten/gedacht even/eerst dat; even gedacht dat; eerst
        dacht; we dachten dat; iedereen dacht dat; leek even; leek het erop; het leek; leek wel; leek of; het
        had ... gekund;
        onzin/kletspraat/lariekoek/flauwekul/leugen/roddel/roddels/gerucht/geruchten/verhaal/verhalen/praatje/praatjes
        dat; het gerucht gaat; het gerucht ging; er gaan geruchten; roddel is dat; er wordt
        gekletst/geroddeld/beweerd dat; ten onrechte dat; ten onrechte beschuldigd; ten onrechte gezegd;
        ontkent/ontkende/ontkennen/ontkenden dat; ontkent/ontkende/ontkennen/ontkenden te; ontkent/ontkende
        ... te hebben; spreekt/sprak tegen dat; weerlegt/weerlegde; ontkracht/ontkrachtte; als het * *
        uitgaat; als het ooit
        """
    ),
    condition=_set("als indien wanneer"),
    doubts=_set("zoals net alleen ook even zo"),
    would=_set("zou zouden ooit had hadden wordt worden"),
    expected=_runs(
        """
        dacht dat; dachten dat; gedacht dat; bang dat; bang om; bang * te; bang * * te; bang * * * te; bang *
        * * * te; vreesde dat; vreesde; hij zou; ze zou; zij zou; ze zouden; zij zouden; zou worden; zouden
        worden; ging ervan uit dat; leek erop dat; het leek alsof; dacht/dachten/gedacht; leek/leken; het
        leek; scheen; zou; zouden; even sprake van; even sprake; was sprake van; er was sprake; ging het
        gerucht; gerucht ging; werd gezegd/beweerd/gedacht/gevreesd; er werd gezegd; vermoedde/vermoedden;
        vermoeden; vermoeden was; verwachtte/verwachtten; op het punt; op het randje; dreigde/dreigden; bijna;
        net niet; haast; wilde/wilden; wou; overwoog; was van plan; zei eerst; eerst leek; riep dat; de angst
        was; hing in de lucht; het zag ernaar uit; even leek; stond op springen; had zullen; moest
        """
    ),
    but=_set("maar toch"),
    answers=_clauses(
        "helemaal niet; absoluut niet; echt niet; niet deze; niet hij; niet zij; niet hem; niet haar; verre van"
    ),
    fiction=_runs(
        """
        in de film; in een film; in die film; in de serie; in een serie; in die serie; in het boek; in een
        boek; in dat boek; in zijn boek; in haar boek; in een game; in de game; in die game; in het spel; in
        een spel; in een computerspel; in een verhaal; in het verhaal; in zijn verhaal; in haar verhaal; in
        het toneelstuk; in een toneelstuk; in de musical; in een musical; in een soap; in een rollenspel; in
        het rollenspel; in een strip; in zijn droom; in haar droom; in een droom; in zijn toneelstuk; een film
        over; artikel over; artikelen over; krantenartikel over; was het thema; het thema was; thema van de;
        schoolmusical; training ging over; cursus ging over; voor zijn werkstuk; voor haar werkstuk; voor een
        werkstuk; voor zijn profielwerkstuk; voor haar profielwerkstuk; voor zijn spreekbeurt; voor haar
        spreekbeurt; film over; films over; serie over; boek over; boeken over; documentaire waarin;
        documentaire over; toneelstuk over; musical over; verhaal over; gedicht over; lied over; les over;
        lessen over; gastles over; lesbrief over; werkstuk over; spreekbeurt over; presentatie over; opstel
        over; scriptie over; verslag over; project over; podcast over; roman over; strip over; voorstelling
        over; lezing over; cursus over; training over; voorlichting over; film waarin; serie waarin; boek
        waarin; verhaal waarin; game waarin; spel waarin; toneelstuk waarin; hoofdpersoon; leesboek; titel
        van; voor het vak; bij maatschappijleer; bij burgerschap; ging het over mensen; het ging over een
        film; hoofdpersonage; personage; romanfiguur; hoofdrolspeler; speelt de rol; speelde de rol; speelt
        een rol in; in zijn rol; in haar rol; rollenspel; droomde dat; droomt dat; gedroomd dat; in de les
        ging het over; ging de les over; boek gelezen over; filmpje over de geschiedenis; tijdens de
        geschiedenisles; bij geschiedenis; in de geschiedenisles; voor het schooltoneel; improvisatieles;
        casus in de training; in de casus; in/uit/van/volgens
        de/het/een/die/dat/deze/dit/zijn/haar/hun/mijn/ons/onze
        film/films/filmpje/serie/series/soap/boek/roman/romans/verhaal/verhalen/game/games/spel/computerspel/strip/manga/anime/toneelstuk/musical/voorstelling/theaterstuk/documentaire/docu/podcast/droom/nachtmerrie/liedje/lied/songtekst/rap/gedicht/rollenspel/casus/script/scenario/oefening/oefensituatie/aflevering/videoclip/stripboek/leesboek/jeugdboek/artikel/krantenartikel/krantenbericht/sprookje/toneeltekst/hoorspel/scene;
        in *
        film/films/filmpje/serie/series/soap/boek/roman/romans/verhaal/verhalen/game/games/spel/computerspel/strip/manga/anime/toneelstuk/musical/voorstelling/theaterstuk/documentaire/docu/podcast/droom/nachtmerrie/liedje/lied/songtekst/rap/gedicht/rollenspel/casus/script/scenario/oefening/oefensituatie/aflevering/videoclip/stripboek/leesboek/jeugdboek/artikel/krantenartikel/krantenbericht/sprookje/toneeltekst/hoorspel/scene;
        personage/personages/figuur/figuren/hoofdrol/hoofdrolspeler/hoofdpersoon/karakter
        uit/in/van/die/wordt;
        film/films/filmpje/serie/series/soap/boek/roman/romans/verhaal/verhalen/game/games/spel/computerspel/strip/manga/anime/toneelstuk/musical/voorstelling/theaterstuk/documentaire/docu/podcast/droom/nachtmerrie/liedje/lied/songtekst/rap/gedicht/rollenspel/casus/script/scenario/oefening/oefensituatie/aflevering/videoclip/stripboek/leesboek/jeugdboek/artikel/krantenartikel/krantenbericht/sprookje/toneeltekst/hoorspel/scene
        over/waarin/waar;
        film/films/filmpje/serie/series/soap/boek/roman/romans/verhaal/verhalen/game/games/spel/computerspel/strip/manga/anime/toneelstuk/musical/voorstelling/theaterstuk/documentaire/docu/podcast/droom/nachtmerrie/liedje/lied/songtekst/rap/gedicht/rollenspel/casus/script/scenario/oefening/oefensituatie/aflevering/videoclip/stripboek/leesboek/jeugdboek/artikel/krantenartikel/krantenbericht/sprookje/toneeltekst/hoorspel/scene
        ging/gaat/gingen/gaan over;
        film/films/filmpje/serie/series/soap/boek/roman/romans/verhaal/verhalen/game/games/spel/computerspel/strip/manga/anime/toneelstuk/musical/voorstelling/theaterstuk/documentaire/docu/podcast/droom/nachtmerrie/liedje/lied/songtekst/rap/gedicht/rollenspel/casus/script/scenario/oefening/oefensituatie/aflevering/videoclip/stripboek/leesboek/jeugdboek/artikel/krantenartikel/krantenbericht/sprookje/toneeltekst/hoorspel/scene
        van gisteren;
        film/films/filmpje/serie/series/soap/boek/roman/romans/verhaal/verhalen/game/games/spel/computerspel/strip/manga/anime/toneelstuk/musical/voorstelling/theaterstuk/documentaire/docu/podcast/droom/nachtmerrie/liedje/lied/songtekst/rap/gedicht/rollenspel/casus/script/scenario/oefening/oefensituatie/aflevering/videoclip/stripboek/leesboek/jeugdboek/artikel/krantenartikel/krantenbericht/sprookje/toneeltekst/hoorspel/scene
        heet/heette; de nieuwe serie; nieuwste boek; kijkt/keek/keken/kijken een film/serie/docu/documentaire;
        las/leest/lezen een boek/verhaal/roman/artikel;
        les/lessen/gastles/lesje/lesbrief/themales/workshop/training/cursus/bijscholing/studiedag/themabijeenkomst/lezing/webinar/presentatie/spreekbeurt/werkstuk/profielwerkstuk/opstel/essay/scriptie/verslag/betoog/debat/discussie/project/toets/proefwerk/examenvraag/opdracht/onderzoek/enquête/enquete/poster/voorlichting
        over;
        les/lessen/workshop/training/cursus/lezing/presentatie/spreekbeurt/werkstuk/verslag/debat/project/toets/opdracht/thema
        ging/gaat/gingen over; ging/gaat de/het les/training/workshop/spreekbeurt/werkstuk/debat over;
        behandelen/behandelden/behandeld in de les; thema van * week; in/tijdens/bij de/het
        les/training/workshop/cursus/rollenspel/toneel/toneelles/dramales/improvisatie/intervisie/spreekbeurt/debat
        ging/speelde/speelden/speelt/kwam/over; in de les over; tijdens de les over; bij drama; dramales;
        toneelrepetitie; speelt/speelde/spelen/speelden in een/het stuk/toneelstuk/musical/film;
        speelt/speelde een/de vader/moeder/zoon/dochter/rol/dief/agent/dader/slachtoffer; rol van; voor een
        rol; zijn/haar rol in; bij geschiedenis/maatschappijleer/levensbeschouwing/nederlands/burgerschap
        ging/behandelen/behandelden; leesclub; boekverslag; boekbespreking; in fortnite; in minecraft; in gta;
        in de sims; op netflix; in goede tijden; in een aflevering; toneel gespeeld; voor de grap gespeeld;
        verzonnen verhaal; verzonnen casus; bedacht verhaal; zelfverzonnen; droomde/droomt/gedroomd/droom
        dat/over/van; in zijn slaap; het lied gaat; de hoofdpersoon; voor
        maatschappijleer/burgerschap/nederlands/geschiedenis/levensbeschouwing/godsdienst/filosofie/drama/engels/biologie/ckv/mens;
        uitleggen/beschrijven/uitlegde wat een; toetsvraag over; examenvraag over; begrippenlijst
        """
    ),
    over=_runs(
        """
        viel mee; viel reuze mee; afgeblazen; gaat niet door; ging niet door; gaat toch niet door; nu gaat het
        goed; nu gaat het weer goed; nu gaat het prima; niets meer van te; niks meer van te; is weer goed;
        weer goed gekomen; weer goedgekomen; allang weer goed; al lang weer goed; al weer goed; alweer goed;
        is opgelost; zijn opgelost; inmiddels opgelost; weer opgelost; is bijgelegd; weer bijgelegd; zijn
        bijgelegd; hebben het bijgelegd; uitgepraat; weer dikke; weer beste vrienden; weer vriendinnen;
        helemaal hersteld; volledig hersteld; weer beter; nu niet meer; tegenwoordig niet meer; gelukkig niet
        meer; inmiddels niet meer; nu weer naar school; gaat weer naar; weer naar school; weer aan het werk;
        heeft weer werk; weer samen; terug op school; weer goed gemaakt; goedgemaakt; allang bijgelegd;
        uitgesproken en klaar; speelt niet meer; niet meer aan de orde; was vroeger zo; vroeger wel; dat was
        vroeger; dat was toen; dat was jaren geleden; dat was twee jaar; is jaren geleden; heeft dat achter
        zich gelaten; heeft het achter zich gelaten; ligt achter zich; ligt achter hem; ligt achter haar; goed
        afgesloten; is afgesloten; is hersteld; is gestopt daarmee; weer bij elkaar; weer vrienden; weer
        rustig; is verleden; hoort bij vroeger;
        dat/dit/het/die/alles/ruzie/gedoe/kwestie/schuld/schulden/probleem/problemen is/was/zijn/waren/lijkt
        ...
        opgelost/bijgelegd/afgerond/afgesloten/achter/rechtgezet/hersteld/verholpen/uitgesproken/afbetaald/afgelost/ingelopen/goedgekomen;
        dat/dit/het is/was ... goed gekomen; dat/dit/het/alles kwam/komt ... goed; is ... opgelost en; zijn/is
        ... bijgelegd; zijn/is ... afbetaald; zijn/is ... afgelost; is/zijn *
        lang/allang/inmiddels/helemaal/weer opgelost/bijgelegd/goed/hersteld/normaal/rustig/beter/vrienden; is
        * weer helemaal de oude; helemaal de oude; weer de oude; weer helemaal de oude; er weer bovenop; weer
        bovenop; er helemaal bovenop; bovenop gekomen; is hij/ze/zij overheen; eroverheen; er overheen
        gekomen; heeft het/dat een plek gegeven; een plekje gegeven; weer thuis wonen; woont weer thuis; weer
        gewoon; weer vrolijk; weer als vanouds; als vanouds; net als vroeger; weer helemaal goed; weer door
        één deur; weer koek en ei; weer pais; weer on speaking; strijdbijl begraven; uit de wereld; van de
        baan; afgehandeld; geschikt; vrede gesloten; afgesloten hoofdstuk; gesloten boek; oude koeien; lang
        geleden; jaren geleden; jaar geleden en; is verjaard; was tijdelijk; maar tijdelijk; was eenmalig;
        sindsdien niet meer; daarna niet meer; nooit meer voorgekomen; niet meer voorgekomen; niet meer
        gebeurd; komt niet meer voor; gebeurt niet meer; doet hij/ze/zij niet meer; doet hij/ze/zij allang
        niet; is daarmee gestopt; is ermee gestopt; gaat nu ... goed; gaat het nu/weer/inmiddels ...
        goed/beter/prima/uitstekend; loopt nu ... goed; loopt het nu ... goed/prima;
        nu/inmiddels/intussen/ondertussen is/zijn/gaat/loopt/heeft/hebben alles/het/ze/hij/zij weer;
        heeft/hebben inmiddels/intussen/weer/alweer een nieuwe/andere/vaste
        baan/school/stage/opleiding/werkgever/contract/plek; heeft al een/weer nieuwe/andere
        baan/stage/school; weer aangenomen; weer toegelaten; weer teruggenomen; mocht/mag weer terug; toch
        mogen blijven; mocht toch blijven; mag toch blijven; ze/hij blijft toch; alweer hand in hand; lopen
        weer hand; weer contact met; weer goed contact; contact is hersteld; weer welkom; trekken weer op;
        weer dikke vrienden/maatjes/matties
        """
    ),
    ended=_runs(
        """
        is over; zijn over; helemaal over; weer over; is voorbij; allang voorbij; al lang voorbij; is verleden
        tijd; verleden tijd; jaar over; maanden over; weken over; is dat over; is allang over; is al lang
        over; is nu over; dat/dit/het/die/alles is/was/zijn/waren ... over/voorbij; is ... voorbij en; is/zijn
        * lang/allang/inmiddels/helemaal/weer voorbij/over; achter de rug; niets meer van over
        """
    ),
    past=_runs(
        """
        vroeger werd; vroeger was; vroeger had; vroeger dronk; vroeger ging; vroeger zat; vroeger deed;
        vroeger maakte; vroeger kreeg; vroeger wel; werd vroeger; was vroeger; had vroeger; dronk vroeger; als
        kind; toen hij klein was; toen ze klein was; toen zij klein was;
        vroeger/ooit/eertijds/destijds/indertijd
        had/was/zat/werd/dronk/ging/deed/maakte/kreeg/blowde/rookte/pestte/schold/vocht hij/ze/zij; op de
        basisschool; op de lagere school; op de kleuterschool; in de kleuterklas; in groep/brugklas
        was/werd/had/zat/drie/vier/vijf/zes/zeven/acht; als kleuter; als peuter; als kleine jongen; als klein
        meisje; in zijn/haar kindertijd; in zijn/haar jeugd; toen hij/ze/zij nog klein/jong; tien jaar
        geleden; jaren terug; in een ver verleden; in het verleden
        """
    ),
    taken_back=_runs(
        """
        is onzin; is flauwekul; is gelogen; is een gerucht; was een spelletje; was maar een spelletje; ging
        over een ander; gaat over een ander; ging om een ander; verkeerde naam; integendeel; nee man; nee joh;
        staat op naam van een andere; op naam van een andere; dat klopt niet; klopt toch niet; dat klopte
        niet; klopt helemaal niet; klopt niet wat ik; nee toch niet; toch niet; nee dat is niet waar; dat is
        niet waar; is niet waar; was niet waar; bleek niet waar; blijkt niet te; blijkt niet waar; blijkt
        onjuist; is onjuist; was onjuist; bleek achteraf; achteraf bleek; achteraf gezien niet; dat was niet
        hij; dat was hij niet; dat was zij niet; niet hij maar; niet zij maar; hij niet hoor; ging niet om
        hem; ging niet om haar; ging om zijn; ging om haar broer; bleek zijn; bleek haar; bleek om een; fout
        van mij; mijn fout; foutje; verkeerde leerling; verkeerd dossier; verkeerde dossier; verward met;
        verwarde; bij de verkeerde; had ik mis; had ik verkeerd; dat was een grap van; geintje van mij; bleek
        onwaar; bleek niet te kloppen; bleek een misverstand; is een misverstand; was een misverstand; bleek
        vals alarm; was vals alarm; vals alarm; bleek een vergissing; was een vergissing; ik vergis me; ik
        vergiste me; heb me vergist; vergeet wat ik; vergeet dat; vergeet het; laat maar; streep dat; dat neem
        ik terug; neem terug wat; ik neem dat terug; neem ik terug; nee wacht; oh nee; o nee; of nee; nee
        hoor; nee sorry; sorry nee; sorry dat was; ik bedoel iemand anders; dat was iemand anders; dat was een
        ander; dat ging over een ander; dat ging over iemand anders; ik haal hem door elkaar; ik haal ze door
        elkaar; ik haal haar door elkaar; door elkaar gehaald; ik zeg het verkeerd; ik zei het verkeerd;
        verkeerd begrepen; ik had het verkeerd; ik had het mis; bij nader inzien niet; dat bleek onzin; bleek
        onzin; dat was onzin; bleek mee te vallen; correctie; blijkt/bleek/bleken ...
        leugen/leugens/gelogen/grap; is/was/blijkt/bleek/bleken/zijn ...
        roddel/gerucht/verzinsel/verzonnen/misverstand/vergissing/grapje/geintje/onwaar/onzin/flauwekul/kletspraat/indianenverhaal/broodjeaapverhaal;
        bleek/blijkt/bleken/blijken ... niet te kloppen; bleek/blijkt/bleken/blijken ... niet waar;
        bleek/blijkt ... niet zo; bleek/blijkt niet; bleken/blijken niet; bleek/blijkt
        een/gewoon/iets/om/zijn/haar/het/over/juist/toch/achteraf/nergens; bleek/blijkt ...
        ander/andere/anders/mee/loos/nepnieuws; bleek hij/ze/zij helemaal; bleek ik; niks van waar; niets van
        waar; geen woord van waar; geen bal van; klopt niets/niks/niet/geen; klopte niets/niks/niet/geen;
        klopt gelukkig niet; dat/het klopt/klopte ... niet; dat/het was ... niet zo; dat/het is ... niet zo;
        zo is het niet; zo was het niet; zo erg is het niet; zover is het niet; zover is het nog niet; zo ver
        is het niet; zo ver is het nog; zover kwam het niet; zover is het nooit; daar is/was geen/niks/niets;
        daar klopt/klopte niets/niks/niet; daar is geen sprake; geen sprake van; geen sprake meer; niets aan
        de hand; niks aan de hand; er is niks/niets gebeurd; er was niks/niets gebeurd; was niets/niks van; er
        niets van waar; is/was nergens op gebaseerd; loos alarm; storm in een glas; ging/gaat/ging het/gaat
        het ... om/over een andere; ging/gaat om/over een andere/ander/iemand; ging/gaat om/over
        zijn/haar/mijn broer/broertje/zus/zusje/neef/nicht/vriend/vriendin/klasgenoot/collega; het ging om
        een; was iemand anders; was een ander/andere; waren anderen; dat was zijn/haar
        broer/broertje/zus/zusje/neef/nicht/vriend/vriendin/klasgenoot; dat is een ander/andere; iemand anders
        bedoelen; bedoel ik een ander; ik bedoelde/bedoel een/iemand/niet/zijn/haar; in de war met; haalde
        ik/hem/haar/ze door elkaar; haal ik/hem/haar/ze door elkaar;
        verwissel/verwisselde/verwisseld/verwar/verwarde; verkeerd
        onthouden/gehoord/gelezen/verstaan/gezien/geïnterpreteerd/genoteerd/ingeschat/opgeschreven/doorgegeven;
        niet goed gelezen/gehoord/begrepen/verstaan; ik had/heb ongelijk; ik zat/zit ernaast; zat ik ernaast;
        ernaast gezeten; ik lees het verkeerd; ik las het verkeerd; nam/neemt/namen/nemen ...
        hij/ze/zij/ik/dat ... terug; nam hij/ze/zij ... terug; nam dat/het/die ... terug; neemt dat/het ...
        terug; heeft dat/het/die ... teruggenomen; teruggenomen; teruggekomen op; komt/kwam hij/ze/zij ... op
        terug; komt/kwam daarop terug; komt/kwam erop terug; kwam daar later op; trok hij/ze/zij ... in; trok
        dat/het/zijn/haar ... weer in; ingetrokken; herroept/herriep/herroepen; ik zeg onzin; wat ik zei
        klopt; wat ik schreef klopt; schrap dat; haal dat weg; doe maar weg; negeer dat; wis dat; niet
        opschrijven; niet noteren; rectificatie; herstel; erratum; excuus; excuses; pardon; wacht even nee;
        nee nee; nee dat; nee hij; nee ze; nee zij; nee het; welnee; nee gelukkig; nee eerlijk; nee niet;
        eigenlijk niet; gelukkig niet; maar niet heus; verre van dat; ben je gek; niks van dat alles; niets
        van dat alles; in werkelijkheid; de waarheid is; het tegendeel; tegendeel is; juist andersom;
        andersom; niet bij hem; niet bij haar; niet hem; niet haar; niet zijn eigen; niet haar eigen;
        verkeerde persoon/client/naam/dossier/leerling/jongen/meisje/tabblad/kolom/lln/ll; hoort bij een
        ander; is van een ander; was van een ander; stond/staat op naam; ging niet over hem; ging niet over
        haar
        """
    ),
    third=_set("hij hem ze zij haar hun hen haarzelf hemzelf"),
    pupil=_set(
        """
        leerling jongen meisje client pupil jeugdige jongere student deelnemer meid gast persoon cl ll lln gozer knul
        mentorleerling
        """
    ),
    mine=_set("mijn onze ons"),
    i=_set("ik"),
    we=_set("wij we"),
    myself=_set("mezelf mijzelf"),
    observing=_set(
        """
        zie bang bezorgd benieuwd verbaasd zag zagen hoor hoorde gehoord merk merkte merken gemerkt denk dacht
        vermoed vermoedde vind vond weet wist begrijp begreep las gelezen ken kende kennen sprak spreek
        gesproken schrik schrok zorgen vraag vroeg geloof snap ontdekte ontdekt vrees zeg zei noteerde noem
        vertrouw herken hoorden zien horen vermoeden gevoel indruk idee signalen aanwijzingen onderbuikgevoel
        voel
        """
    ),
    saying=_set(
        """
        zegt zei zeggen zeiden vertelt vertelde vertellen vertelden belt belde gebeld meldt meldde gemeld klaagt
        klaagde vindt vond denkt dacht merkt merkte ziet zag hoort hoorde schrijft schreef appt appte mailt mailde
        vraagt vroeg gelooft weet wist vermoedt geeft gaf bevestigt bevestigde zorgen vreest noemt noemde roept riep
        beweert beweerde fluisterde mopperde antwoordde grapte zuchtte schreeuwde legde bedoelt
        """
    ),
    people=_set(
        """
        vader moeder ouders pa ma papa mama stiefvader stiefmoeder pleegvader pleegmoeder broer broers zus
        zussen broertje broertjes zusje zusjes halfbroer halfzus neef neven nicht nichten neefje nichtje oom
        ooms tante tantes opa oma opas omas grootvader grootmoeder vriend vriendin vriendje vriendinnetje
        vrienden vriendinnen maat maten matties mattie maatje kameraad buurman buurvrouw buren buurjongen
        buurmeisje klasgenoot klasgenote partner man vrouw zoon dochter zwager schoonzus schoonvader
        schoonmoeder huisgenoot kamergenoot teamgenoot ex familielid peetoom tweelingbroer tweelingzus
        onderbuurman onderbuurvrouw bovenbuurman bovenbuurvrouw overbuurman overbuurvrouw overburen onderburen
        bovenburen achterbuurman buurmans buurkind buurmeid buurtgenoot buurjongetje vaders moeders
        schoonbroer schoonfamilie schoonouders stiefbroer stiefzus stiefzusje stiefbroertje halfzusje
        halfbroertje stiefpa stiefma pleegbroer pleegzus pleegouders peter meter nonkel tant bompa bomma nonno
        grootouders dochtertje zoontje kleinzoon kleindochter verloofde echtgenoot echtgenote vrouwtje matti
        bro broeder gabber makker kompaan ploeggenoot studiegenoot jaargenoot groepsgenoot bankgenoot
        lotgenoot celgenoot celmaat werkmaat collegaatje teamgenote
        """
    ),
    bare=_set(
        """
        vader moeder ouders pa ma papa mama opa oma stiefvader stiefmoeder broer zus broertje zusje oom tante
        buurman buurvrouw onderbuurman bovenbuurman overbuurman onderbuurvrouw bovenbuurvrouw overbuurvrouw
        overburen buren buurjongen buurmeisje zoon dochter neef nicht nonkel tant stiefpa stiefma
        """
    ),
    apart=_set(
        """
        vriend vriendin vriendje vriendinnetje vrienden vriendinnen maat maten mattie matties maatje kameraad
        gabber makker buurman buurvrouw buren buurjongen buurmeisje buurkind onderbuurman bovenbuurman
        overbuurman overbuurvrouw overburen klasgenoot klasgenote klasgenoten huisgenoot kamergenoot
        teamgenoot teamgenote ploeggenoot studiegenoot ex
        """
    ),
    provisions=_set(
        """
        moeten moet zullen zal gaan ga kunnen kan bellen bel regelen zoeken zoek helpen help willen wil dan
        """
    ),
    professionals=_set(
        """
        collega collegas docent docente leraar lerares juf meester conciërge concierge directeur teamleider
        trainer coach mentor baas chef wijkagent agent buurtwerker jongerenwerker hulpverlener conrector
        stagiair stagiaire vrijwilliger buurman buurvrouw buurjongen kennis overbuurman chauffeur bakker
        kapper collegaatje teamgenoot duo directrice rector decaan invaller invalkracht zorgcoördinator
        zorgcoordinator intern leidinggevende manager teamleidster behandelaar psycholoog orthopedagoog arts
        huisarts dokter verpleegkundige wijkverpleegkundige maatschappelijk gezinscoach gezinsvoogd voogd
        reclasseerder reclasseringswerker politieagent ambtenaar wethouder burgemeester secretaresse kok
        schoonmaker schoonmaakster receptioniste portier beveiliger bewaker buschauffeur vrijwilligster
        stagebegeleider stagiaires docenten leraren werkgever eigenaar groepsleider pedagogisch
        """
    ),
    many=_set(
        """
        klas klassen leerlingen jongeren studenten mensen iedereen buurt jeugd kinderen jongens meiden meisjes
        buurtbewoners bewoners gezinnen collegas clienten groep jeugdigen pubers tieners deelnemers
        """
    ),
    determiners=_set(
        """
        de het een die dat deze dit eigen beste goede oude oudere jongere jongste oudste zijn haar hun mijn
        onze ons enige diens wiens andere vorige ene aardige nieuwe lieve vaste ex bevriende zekere
        """
    ),
    possessive=_set("zijn haar hun"),
    prepositions=_set(
        """
        met bij van voor door aan naar over tegen uit volgens op zonder tussen sinds om naast achter via
        tegenover dan als gedurende jegens richting vanwege omtrent rondom behalve
        """
    ),
)

_EN = Lists(
    denials=_set(
        """
        not no never nobody none nothing neither nor without nowhere less fewer rarely seldom nought nowt nope
        hardly barely scarcely cannot
        """
    ),
    after_only=_set("without"),
    no_denial=_runs(
        """
        not only; not just; not merely; not know; not sure; not certain; not clear; why not; or not; no idea;
        no wonder; no doubt; no matter; never before; not surprised; nothing but; for no; for nothing; no
        reason; no longer than; not stop; never been so; never been this; never seen; not simply; not until;
        without warning; without reason; without a word; not surprising; not long; not even; not uncommon; not
        unlike; not once; no less than; not for the first; no end; no end of; not half; nothing short; not to
        mention; not right; not quite right; not easy; hardly ever; barely ever; hardly anyone; hardly any; no
        one but; nobody but; no longer welcome; never again; not impossible; not ruled out; no denying; cannot
        deny; do not deny; without fail; without question; without doubt; without end; without notice; without
        explanation; without work; without asking; not least; not great; not good; not himself; not herself;
        not themselves; not my place; not a word; not for nothing; never misses; never stops; no secret; not a
        secret
        """
    ),
    opinion=_set(
        """
        think thinks thought believe believes believed seem seems true case sign signs evidence heard hear seen see
        noticed notice suggest suggests indication reason question impression mean means aware
        """
    ),
    openers=_set(
        """
        but so because since after before when although though if while that which who whose where until unless
        whereas whenever however except as why how
        """
    ),
    joiners=_set("and or nor plus"),
    subordinate=_set("because since after before when although though if while"),
    relative=_set("that which who whose"),
    subjects=_set("he she they i we it"),
    verbs=_set(
        """
        is was are were has had have does did do can could will would should must may might says said goes went comes
        came gets got be been keeps wants seems
        """
    ),
    imagined=_runs(
        """
        nonsense that; rubbish that; rumour that; rumor that; not true that; instead of; rather than; what if;
        i asked if; i asked whether; i thought he; i thought she; i thought they; thought about; almost quit;
        to prevent; hopefully not; what would happen; was going to; were going to; about to be sacked; if only
        he; nearly quit; almost left; almost got; nearly got; almost dropped; threatened to; considered;
        suppose; supposing; imagine if; imagine he; imagine she; imagine they; in case; unless; as though; if
        he ever; if she ever; if they ever; would have been; could have been; might have been; might have;
        were he to; were she to; were they to; if he were; if she were; if they were; should he; should she;
        should they; hypothetically; pretends to; pretended to; let us say; say he were; in theory; could
        have; what/how/who/and if he/she/they/his/her/their/it/you/someone; in case he/she/they/of/his/her/it;
        say he/she/they had/was/were/got; let us say/suppose/assume/imagine;
        assume/assuming/presume/supposing/imagine/suppose/picture that/he/she/they/for; were he/she/they; had
        he/she/they; should he/she/they/his/her/anyone/it; if anything happened; if his/her/their; if
        he/she/they ever/should/were/had/did/does/gets/loses/lost/got; even if he/she/they were/had; as if
        he/she/they/it; as though he/she/they/it; could/might/would/may have been; could/might easily have;
        nearly/almost got/lost/quit/left/dropped/walked/broke/was/went/had/ended/split/gave/fell; came close
        to; close to being; on the verge of; thinking of/about
        quitting/leaving/dropping/cutting/breaking/ending/splitting; thought/thinks/thinking of/about
        leaving/quitting/dropping/moving/cutting/ending; toying/toyed/flirted with;
        considering/considers/considered; threatening/threatens/threatened to; plans/planning/planned to;
        hopes/hoping/hoped to; hopefully; let us hope; we hope; i hope; god forbid; touch wood; fingers
        crossed; he/she/they is/was/are/were afraid/scared/worried/terrified/anxious/frightened
        he/she/they/his/her/their/that/of; risk/chance/danger/possibility/prospect of/that; to
        prevent/avoid/stop; preventing; i/we asked/wondered/checked if/whether; not sure if/whether; no idea
        if/whether; unclear if/whether; question of whether; do not know if/whether; did not know if/whether;
        find out if/whether; nonsense/rubbish/rumour/rumours/rumor/gossip/lie/story/talk/whisper/whispers
        that/of/about; rumour has; rumours that; rumour went; rumour going;
        hypothetical/imaginary/fictional/invented/pretend; made up; for example; as an example; an exercise;
        for argument s; denies/denied/deny/denying/disputes/disputed that/being/having/he/she/they/it;
        pretends/pretending/pretended; for a second i; for a moment i; i thought for; we thought; everyone
        thought; everybody thought; i assumed; we assumed; at first i/we thought; it seemed as; looked like
        he/she/they; let alone; far from being; anything but
        """
    ),
    condition=_set("if"),
    doubts=_set("as even asked asks wonder wonders know knows only see checked"),
    expected=_runs(
        """
        thought he; thought she; thought they; thought that; thought nobody; thought for a moment; afraid of
        losing; afraid he; afraid she; afraid they; afraid that; feared he; feared she; feared they; feared
        that; would be; would have to; it looked as if; it looked like; were going to; was going to; thought;
        seemed; looked like; looked as; appeared; supposed to; was meant to; rumour; rumours; rumoured; there
        was talk; there was a rumour; word was; people said; people were saying; we feared; feared; worried;
        suspected; was suspected; i suspected; on the verge; nearly; almost; threatened; wanted to;
        considered; was about to; were about to; at first it; for a moment; for a while it; expected; was
        expecting; planned; had planned; said at first
        """
    ),
    but=_set("but yet"),
    answers=_clauses("not at all; not him; not her; not them; not this one; no way; far from it; not in the least"),
    would=_set("would could might were ever should had gets got loses lost is"),
    fiction=_runs(
        """
        in the film; in a film; in that film; in the movie; in a movie; in the series; in a series; in the
        book; in a book; in that book; in his book; in her book; in a game; in the game; in that game; in a
        story; in the story; in his story; in her story; in the play; in a play; in the musical; in a musical;
        in a soap; in a role play; in the role play; in a comic; in his dream; in her dream; in a dream;
        documentary in which; documentary where; article about; article on; articles about; was the theme;
        training was about; course was about; film about; films about; movie about; movies about; series
        about; show about; book about; books about; documentary about; play about; musical about; story about;
        stories about; poem about; song about; lesson about; lesson on; lessons on; lessons about; class
        about; workshop on; workshop about; essay about; essay on; project on; project about; presentation on;
        presentation about; talk on; podcast about; podcast on; novel about; comic about; film in which; movie
        in which; book in which; story in which; game in which; film where; movie where; book where; story
        where; game where; main character; essay question; in a poem; in a song; in the song; in his rap; in
        her rap; in the novel; in a novel; on netflix; in a podcast; in a documentary; in the documentary; for
        a part; for his part; for her part; for drama; drama class; in a comic book; for an assignment; for
        his essay; for her essay; in his essay; in her essay; in an essay; in his drawing; in fortnite; in
        minecraft; in gta; in the sims; on tv a; in a lesson; in the lesson; just the name; title of; quiz;
        lead character; the character; a character; plays the part; played the part; plays the role; played
        the role; plays a; role play; dreamed that; dreamt that; dreams that; dreamt about; history class; in
        history; school play; in drama; case study; in the case study; training case; in/from/of/for
        the/a/an/that/this/his/her/their/my/our/some
        film/films/movie/movies/series/soap/show/book/novel/novels/story/stories/game/games/play/musical/comic/manga/anime/documentary/podcast/dream/nightmare/song/lyrics/rap/poem/roleplay/script/scenario/exercise/episode/video/article/sketch/drama/sitcom/clip/storyline/plot;
        in *
        film/films/movie/movies/series/soap/show/book/novel/novels/story/stories/game/games/play/musical/comic/manga/anime/documentary/podcast/dream/nightmare/song/lyrics/rap/poem/roleplay/script/scenario/exercise/episode/video/article/sketch/drama/sitcom/clip/storyline/plot;
        film/films/movie/movies/series/soap/show/book/novel/novels/story/stories/game/games/play/musical/comic/manga/anime/documentary/podcast/dream/nightmare/song/lyrics/rap/poem/roleplay/script/scenario/exercise/episode/video/article/sketch/drama/sitcom/clip/storyline/plot
        about/where/in;
        film/films/movie/movies/series/soap/show/book/novel/novels/story/stories/game/games/play/musical/comic/manga/anime/documentary/podcast/dream/nightmare/song/lyrics/rap/poem/roleplay/script/scenario/exercise/episode/video/article/sketch/drama/sitcom/clip/storyline/plot
        was/is/were about; character/characters/hero/heroine/villain/figure in/from/of/who/whose/gets/loses;
        the main character; lead role; watching/watched/watches a/the film/movie/series/documentary/show/soap;
        reading/read/reads a/the book/novel/story/article; on eastenders; in eastenders; on corrie; in
        coronation; in hollyoaks; on hollyoaks;
        lesson/lessons/class/assembly/workshop/training/course/seminar/webinar/talk/lecture/presentation/essay/coursework/project/assignment/worksheet/debate/discussion/exam/quiz/homework/unit/module/poster/survey/inset
        on/about; lesson/class/assembly/workshop/training/course/talk/presentation/essay/project/debate was/is
        about/on; in/during the/a/our/his/her/my
        lesson/class/workshop/training/assembly/debate/role/rehearsal/pshe/citizenship
        on/about/we/he/she/they; in/during pshe/citizenship/history/drama/english/rehearsal/rehearsals; for
        pshe/citizenship/history/drama/english; we did/covered/studied/discussed; playing the part;
        plays/played/playing a/the part/role/son/daughter/victim/thief/villain/orphan/widow/father/mother;
        acting out; acted out; improvisation; improv; pantomime; panto; book club; book report; book review;
        set text; dreamt/dreamed/dreams/dream that/about/of/he/she/they; in his/her/their sleep; made up
        story; invented story; creative writing; short story; vignette; on the telly; on telly; on the tv; for
        history/english/citizenship/pshe/drama/media/sociology/psychology/philosophy
        homework/class/lesson/he/she/had; explain/define/describe what a
        """
    ),
    over=_runs(
        """
        worked out; been called off; called off again; not going ahead; now it fine; now it all fine; it fine
        now; nothing left of; kept her on; kept him on; kept them on; made her permanent; made him permanent;
        behind him; behind her; behind them; sorted now; sorted out now; been sorted; all sorted; fully
        recovered; better now; on the mend; best friends again; not now; back at school; back at work; back in
        work; back together; has a new job now; made up with; was settled; been settled; is
        settled; is sorted; got sorted; patched up; patched things up; made up again; made up since; made it
        up; back on track; fine again; fine now; friends again; resolved; has been resolved; got over it; got
        over that; over it now; long gone; long since; was years ago; long ago; that was then; blown over; has
        stopped since; moved on since; cleared up; has settled; that/this/it/which/all/things/everything
        is/was/has/have/are ... sorted/resolved/settled/mended/fixed/forgotten/history; that/it/this
        got/was/has been/were sorted/resolved/settled/cleared/mended; debts/arrears/debt
        is/are/was/were/has/have ... paid/cleared/settled; paid off; all paid; paid it off; cleared the debt;
        has since; have since; since then he/she/they has/have; is/are/was/were ... back together; are
        together; they are fine; together and happy; hand in hand again; he/she/they is/are/has/have ... fine
        now; good again; well again; happy again; as good as new; right as rain; good as gold now; back to
        normal; back to his/her/their old/usual/cheerful; back to being; his/her/their old self; himself
        again; herself again; themselves again; bounced back; come out the other; turned a corner; turned the
        corner; come through it; put it behind; put that behind; put all that; water under the bridge; ancient
        history; old news; years back; years ago; a long time ago; a year ago and; buried the hatchet; kissed
        and made; made peace; made amends; mates again; talking again; speaking again; on speaking terms
        again; back in touch; welcome again; let back in; taken back on; reinstated; rehired; got
        his/her/their job back; has a/another/new job/placement/flat now/again; found a/another
        new/other/better job/placement; has found another; landed another; since found; back at college; back
        in school; no longer an issue; no longer a problem; not an issue any; not any more; not anymore; no
        more now; stopped months ago; stopped years ago; stopped last; does not do it any; has not happened
        since; never happened again; only temporary; was temporary; a one off; a blip; just a phase he is out;
        grew out of; grown out of; recovered
        """
    ),
    ended=_runs(
        """
        long over; is over now; all over now; over now; over with; is over; was over;
        that/this/it/which/all/things/everything is/was/has/have/are ... over/finished/done; in the past; a
        thing of the past; over it; over and done; done and dusted
        """
    ),
    past=_runs(
        """
        he/she/they/it/we/who/and/always/lad/girl/boy/pupil/student/mum/dad used to; as a child; when he was
        little; when she was little; when they were little; as a little boy; as a little girl; as a toddler;
        as a small child; as a boy; as a girl; in primary; in primary school; at primary; at primary school;
        in infant school; in reception; in nursery; in his childhood; in her childhood; in the old days; once
        upon a time; many years ago; ten years ago; years back; in a previous life; back in the day; back in
        year; when he/she/they was/were little/small/young/younger/five/six/seven; when he/she/they was/were
        eight/nine/ten/a
        """
    ),
    taken_back=_runs(
        """
        is false; is nonsense; is rubbish; was a game; just a game; about someone else; about somebody else;
        wrong name; on the contrary; quite the opposite; that was a maths; i take back; that is not right;
        that not right; that is not true; that not true; that was not true; not true; that was wrong; that is
        wrong; not right actually; scratch that; strike that; wait no; oh no; no wait; sorry no; no sorry;
        actually no; forget that; forget what i; forget it; i take that back; take that back; take it back; my
        mistake; i was wrong; i got that wrong; got it wrong; got that wrong; i was mistaken; i am mistaken;
        turned out false; turned out not; turned out to be his; turned out to be her; it was not him; it was
        not her; it was his brother; it was her sister; not him but; not her but; that was about; wrong pupil;
        wrong lad; wrong girl; wrong file; wrong person; mistaken; confused him with; confused her with;
        correcting; correct that; my error; turned out to be wrong; turned out to be false; turned out to be
        nothing; turned out it was; false alarm; a misunderstanding; misheard; i misread; mixed him up; mixed
        her up; mixed them up; mixing him up; mixing her up; someone else actually; that was someone else;
        that was somebody else; that was another; sorry that was; correction; i misspoke; never mind;
        turned/turns out to be ...
        rumour/rumor/gossip/lie/lies/joke/hoax/mistake/misunderstanding/nothing/untrue/false/wrong/someone/somebody/another/different/nonsense/rubbish/wind/prank/mix;
        turned/turns out it/that/he/she/they was/were/is/did/had not/just/only/never/a/fine/his/her;
        turned/turns out not; turned/turns out he/she/they was/were fine; it/that was/is/were
        just/only/all/purely/simply/merely a/some
        rumour/rumor/gossip/joke/lie/prank/mistake/misunderstanding/hoax; was/is/were a/all/just
        rumour/rumor/hoax/misunderstanding; was/were/is never true; no truth in; no truth to; nothing in it;
        nothing to it; nothing of the sort; nothing of the kind; not a word of; did not happen; never
        happened; that never happened; it never came; never came to that; it did not come to; has not come to
        that; not come to that; we are not there; not there yet; nowhere near; far from it; quite the reverse;
        the opposite; other way round; other way around; got/had/have the wrong
        end/name/pupil/lad/girl/boy/person/one/file/student/client/tab/column/idea/impression; i had/have
        it/that wrong; i misheard/misread/misremembered/misunderstood/misspoke/mistyped/misjudged;
        misheard/misremembered/misspoke; i was thinking/talking/writing of/about; thinking of
        someone/somebody/another/his/her; different/another/other
        pupil/lad/girl/boy/student/client/person/kid/child/young entirely/actually; a different
        pupil/lad/girl/boy/student/client/person/kid; another pupil/lad/girl/boy/student/client/person/kid;
        that/it was/is/were about his/her/another/someone/somebody/my; it/that was his/her/another
        brother/sister/cousin/mate/friend/neighbour/mum/dad/classmate/pupil/lad/girl/student; i meant/mean
        his/her/another/someone/the; ignore that; ignore what; ignore my; disregard; delete that; scrap that;
        cross that out; strike it; forget i; forget what; no no; no
        he/she/they/it/that/actually/wait/sorry/not; nope; wait actually; sorry wrong; apologies;
        retracted/retracts/retract; took it/that/his/her/the ... back; takes it/that ... back; taken it/that
        back; took back; withdrew the/his/her complaint/statement/claim/allegation; withdrawn the/his/her
        complaint/statement/claim/allegation; backtracked; backed down from; later denied; then denied;
        he/she/they made it up; made it all up; made that up; made the whole thing; was lying; just kidding;
        winding me up; winding us up; pulling my leg; my bad; i stand corrected; i take that; on closer; on
        second thoughts; on reflection not; in fact he/she/they is/are/was/were/has/have/did; in reality; the
        truth is; as it turns; as it turned; proved/proven/proves
        false/wrong/untrue/unfounded/groundless/baseless/to; unfounded; groundless; baseless; untrue; not the
        case; is not the case; was not the case; not so; that is not so; it is not so; not actually; not
        really no
        """
    ),
    third=_set("he him she her they them himself herself themselves themself"),
    pupil=_set("pupil student client boy girl lad lass kid youngster resident participant"),
    mine=_set("my our"),
    i=_set("i"),
    we=_set("we"),
    myself=_set("myself"),
    observing=_set(
        """
        see afraid concerned saw seen hear heard notice noticed think thought suspect suspected find found
        know knew understand read met spoke worry worried worries wonder believe guess fear reckon asked feel
        felt say said told caught suspicion feeling impression hunch inkling sense sensed gather gathered
        """
    ),
    saying=_set(
        """
        says said say tells told tell rang rings called calls reports reported complains complained thinks thought
        noticed notices sees saw hears heard wrote writes texted emailed asked asks believes knows knew suspects
        worries worried confirms confirmed mentions mentioned complained wondered shouted whispered admitted explained
        replied answered reckons reckoned insists insisted claims claimed swears muttered sighed
        """
    ),
    people=_set(
        """
        father mother parents dad mum mom stepfather stepmother stepdad stepmum foster brother brothers sister
        sisters cousin cousins nephew niece uncle aunt auntie grandfather grandmother grandpa grandma grandad
        granddad gran nan nana friend friends mate mates buddy boyfriend girlfriend partner husband wife son
        daughter neighbour neighbours neighbor classmate flatmate roommate teammate ex relative half twin
        stepbrother stepsister stepson stepdaughter godmother godfather godson inlaws fiance fiancee
        girlfriends boyfriends pal pals bestie bff sibling siblings kin relation in grandson granddaughter
        grandparents aunts uncles bro sis missus hubby fella spouse landlord lodger housemate roomie
        schoolmate schoolfriend workmate cellmate bezzie mother's neighbour's
        """
    ),
    bare=_set("dad mum mom father mother parents grandad gran nan grandma grandpa stepdad stepmum"),
    apart=_set(
        """
        friend friends mate mates buddy pal pals neighbour neighbours neighbor classmate classmates flatmate
        housemate roommate teammate schoolmate schoolfriend workmate bestie ex girlfriend boyfriend
        """
    ),
    provisions=_set(
        """
        will ll shall must should can would could need have then we i
        """
    ),
    professionals=_set(
        """
        colleague colleagues teacher caretaker headteacher head tutor coach trainer mentor boss manager
        officer supervisor neighbour neighbor acquaintance volunteer trainee janitor receptionist doctor nurse
        gp physio social policeman policewoman pc constable principal deputy ta assistant secretary cleaner
        cook driver lecturer professor chaplain landlord mayor councillor psychologist therapist counsellor
        warden keyworker employer owner apprentice postman butcher baker barber hairdresser
        """
    ),
    many=_set("""
        class pupils students people everyone everybody kids children boys girls residents youths teenagers families
        colleagues group youngsters lads clients neighbourhood
        """),
    determiners=_set(
        """
        the a an this that these those own best good old older younger youngest oldest little big his her
        their my our whole only certain other former new late dear next previous one some another upstairs
        downstairs
        """
    ),
    possessive=_set("his her their"),
    prepositions=_set(
        "with at of for by to from about against out on without between since beside behind like than according in near"
    ),
)


@cache
def lists(language: Language | None) -> Lists:
    """The lists of a language, or of both for a text in which both may stand."""
    if language is not None:
        return _with_unions(_NL if language == "nl" else _EN)
    both: dict[str, object] = {}
    for name in Lists.__annotations__:
        nl, en = getattr(_NL, name), getattr(_EN, name)
        both[name] = (
            {**nl, **{key: (*nl.get(key, ()), *runs) for key, runs in en.items()}} if isinstance(nl, dict) else nl | en
        )
    both["openers"] = _NL.openers | (_EN.openers - {"so"})
    both["would"] = (_NL.would | _EN.would) - {"had"}
    return _with_unions(Lists(**both))  # type: ignore[arg-type]
