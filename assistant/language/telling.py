"""The closed lists of words that say how something is told: denied, imagined, in a story, over, taken back; and of whom.

Function words of a language, not words of the field: those stand in the packs.
"""

from __future__ import annotations

from functools import cache

from assistant.content.model import Language
from assistant.records import dataclass, replace

Sequences = dict[str, tuple[tuple[str, ...], ...]]
"""Runs of words by their first word; `*` stands for any one word."""


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
    expected: Sequences
    """What was thought or feared, and did not come when the sentence goes on with *but*."""
    but: frozenset[str]
    answers: frozenset[tuple[str, ...]]
    """Clauses that, whole, take back what stands before: *not at all*."""
    fiction: Sequences
    over: Sequences
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
    runs: dict[str, list[tuple[str, ...]]] = {}
    for run in text.split(";"):
        words = tuple(run.split())
        if words:
            runs.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in runs.items()}


def _clauses(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(clause.split()) for clause in text.split(";"))


_NL = Lists(
    denials=_set(
        """
        niet geen nooit niemand niets niks nergens nimmer noch evenmin geenszins zonder nee minder zelden
        """
    ),
    after_only=_set("zonder"),
    no_denial=_runs(
        """
        niet alleen; niet enkel; niet zomaar; niet voor niets; niet voor niks; weet niet; weten niet; wist niet; niet
        zeker; niet duidelijk; niet te; waarom niet; of niet; niet normaal; niet anders dan; niets anders dan; niks
        anders dan; geen idee; geen wonder; geen twijfel; nooit eerder; nooit zo; niet eerder; voor niets; voor niks;
        om niets; om niks; nergens om; om geen enkele; zonder reden; zonder aanleiding; zonder pardon; zonder meer;
        zonder dat iemand; niet gek; niet raar; niet vreemd; niet gek dat; niet voor het eerst; niet de eerste; niet
        kunnen stoppen; niet stoppen; kan niet anders; niet zo zeer; niet verbaasd; niet onopgemerkt; niet ontgaan;
        niet langer ontkennen; stopt niet; houdt niet; is niet mis
        """
    ),
    opinion=_set(
        """
        denk denkt dacht geloof gelooft geloofde vind vindt vond idee indruk zo waar merk merkte gemerkt zie zag
        gezien hoor hoorde gehoord aanwijzing aanwijzingen teken tekenen signalen sprake bewijs reden betekent bekend
        meegemaakt
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
        stel dat; stel je voor; stel hij; stel ze; stel zij; stel nu; gesteld dat; veronderstel; wat als; voor het
        geval; in het geval dat; mocht hij; mocht ze; mocht zij; mocht het; mocht er; mochten ze; mochten zijn;
        mochten haar; mocht zijn; mocht haar; tenzij; zou kunnen; zouden kunnen; had kunnen; hadden kunnen; had ook;
        voor hetzelfde geld; als hij ooit; als ze ooit; als zij ooit; hypothetisch; ik vroeg of; zou willen; dacht
        erover; denkt erover; dreigde te; dreigt te; overwoog; ik dacht dat; ik dacht even; bijna gestopt; bijna
        afgehaakt; bijna weggelopen; bijna ontslagen; wilde eerst; net doen of; dreigt * te; dreigt * * te; dreigde *
        te; dreigde * * te; bang dat hij ooit; bijna ontslag; wat zou er; wat gebeurt er als; hoopt dat hij niet;
        hopelijk niet; om te voorkomen; voorkomen dat; zou ooit; ook al zou
        """
    ),
    condition=_set("als indien wanneer"),
    doubts=_set("zoals net alleen ook even zo"),
    would=_set("zou zouden ooit had hadden wordt worden"),
    expected=_runs(
        """
        dacht dat; dachten dat; gedacht dat; bang dat; bang om; bang * te; bang * * te; bang * * * te; bang * * * *
        te; vreesde
        dat; vreesde; hij zou; ze zou; zij zou; ze zouden; zij zouden; zou worden; zouden worden; ging ervan uit dat;
        leek erop
        dat; het leek alsof
        """
    ),
    but=_set("maar toch"),
    answers=_clauses(
        "helemaal niet; absoluut niet; echt niet; niet deze; niet hij; niet zij; niet hem; niet haar; verre van"
    ),
    fiction=_runs(
        """
        in de film; in een film; in die film; in de serie; in een serie; in die serie; in het boek; in een boek; in
        dat boek; in zijn boek; in haar boek; in een game; in de game; in die game; in het spel; in een spel; in een
        computerspel; in een verhaal; in het verhaal; in zijn verhaal; in haar verhaal; in het toneelstuk; in een
        toneelstuk; in de musical; in een musical; in een soap; in een rollenspel; in het rollenspel; in een strip; in
        zijn droom; in haar droom; in een droom; in zijn toneelstuk; een film over; artikel over; artikelen over;
        krantenartikel over; was het thema; het thema was; thema van de; schoolmusical; training
        ging over; cursus ging over; voor zijn werkstuk; voor haar werkstuk; voor een werkstuk; voor zijn
        profielwerkstuk;
        voor haar profielwerkstuk; voor zijn spreekbeurt; voor haar spreekbeurt; film over; films over; serie over;
        boek over; boeken over; documentaire waarin; documentaire over; toneelstuk over; musical over; verhaal over;
        gedicht over; lied over; les over; lessen over; gastles over; lesbrief over; werkstuk over; spreekbeurt over;
        presentatie over; opstel over; scriptie over; verslag over; project over; podcast over; roman over; strip
        over; voorstelling over; lezing over; cursus over; training over; voorlichting over; film waarin; serie
        waarin; boek waarin; verhaal waarin; game waarin; spel waarin; toneelstuk waarin; hoofdpersoon; leesboek;
        titel van; voor het vak; bij maatschappijleer; bij burgerschap; ging het over mensen; het ging over een film;
        hoofdpersonage; personage; romanfiguur; hoofdrolspeler; speelt de rol; speelde de rol; speelt een rol in; in
        zijn rol; in haar rol; rollenspel; droomde dat; droomt dat; gedroomd dat; in de les ging het over; ging de les
        over; boek gelezen over; filmpje over de geschiedenis; tijdens de geschiedenisles; bij geschiedenis; in de
        geschiedenisles; voor het schooltoneel; improvisatieles; casus in de training; in de casus
        """
    ),
    over=_runs(
        """
        viel mee; viel reuze mee; afgeblazen; gaat niet door; ging niet door; gaat toch niet door; nu gaat het goed;
        nu
        gaat het weer goed; nu gaat het prima; niets meer van te; niks meer van te; niets meer van over; jaar over;
        maanden over; weken over; is dat over; is voorbij; allang voorbij; al lang voorbij; is verleden tijd; verleden
        tijd; achter de rug; is weer goed;
        weer goed gekomen; weer goedgekomen; allang weer goed; al lang weer goed; al weer goed; alweer goed; is
        opgelost; zijn opgelost; inmiddels opgelost; weer opgelost; is bijgelegd; weer bijgelegd; zijn bijgelegd;
        hebben het bijgelegd; uitgepraat; is allang over; is al lang over; is nu over; weer dikke; weer beste
        vrienden; weer vriendinnen; helemaal hersteld; volledig hersteld; weer beter; nu niet meer; tegenwoordig niet
        meer; gelukkig niet meer; inmiddels niet meer; nu weer naar school; gaat weer naar; weer naar school; weer aan
        het werk; heeft weer werk; weer samen; terug op school; weer goed gemaakt; goedgemaakt; allang bijgelegd;
        uitgesproken en klaar; is over; zijn over; helemaal over; weer over; speelt niet meer; niet meer aan de orde;
        was vroeger zo; vroeger wel; dat was vroeger; dat was toen; dat was jaren geleden; dat was twee jaar; is jaren
        geleden; heeft dat achter zich gelaten; heeft het achter zich gelaten; ligt achter zich; ligt achter hem; ligt
        achter haar; goed afgesloten; is afgesloten; is hersteld; is gestopt daarmee; weer bij elkaar; weer vrienden;
        weer rustig; is verleden; hoort bij vroeger
        """
    ),
    past=_runs(
        """
        vroeger werd; vroeger was; vroeger had; vroeger dronk; vroeger ging; vroeger zat; vroeger deed; vroeger
        maakte; vroeger kreeg; vroeger wel; werd vroeger; was vroeger; had vroeger; dronk vroeger; als kind; toen hij
        klein was; toen ze klein was; toen zij klein was
        """
    ),
    taken_back=_runs(
        """
        is onzin; is flauwekul; is gelogen; is een gerucht; was een spelletje; was maar een spelletje; ging over een
        ander; gaat over een ander; ging om een ander; verkeerde naam; integendeel; nee man; nee joh; staat op naam
        van een
        andere; op naam van een andere; dat klopt niet; klopt toch niet; dat klopte niet; klopt helemaal niet; klopt
        niet wat ik; nee toch niet; toch
        niet; nee dat is niet waar; dat is niet waar; niet waar; was niet waar; bleek niet waar; blijkt niet te;
        blijkt niet waar; blijkt onjuist; is onjuist; was onjuist; bleek achteraf; achteraf bleek; achteraf gezien
        niet; dat was niet hij; dat was hij niet; dat was zij niet; niet hij maar; niet zij maar; hij niet hoor; ging
        niet om hem; ging niet om haar; ging om zijn; ging om haar broer; bleek zijn; bleek haar; bleek om een; fout
        van mij; mijn fout; foutje; verkeerde leerling; verkeerd dossier; verkeerde dossier; verward met; verwarde;
        bij de verkeerde; had ik mis; had ik verkeerd; dat was een grap van; geintje van mij; bleek onwaar; bleek niet
        te kloppen; bleek een misverstand; is een misverstand; was een misverstand; bleek vals alarm; was vals alarm;
        vals alarm; bleek een vergissing; was een vergissing; ik vergis me; ik vergiste me; heb me vergist; vergeet
        wat ik; vergeet dat; vergeet het; laat maar; streep dat; dat neem ik terug; neem terug wat; ik neem dat terug;
        neem ik terug; nee wacht; oh nee; o nee; of nee; nee hoor; nee sorry; sorry nee; sorry dat was; ik bedoel
        iemand anders; dat was iemand anders; dat was een ander; dat ging over een ander; dat ging over iemand anders;
        ik haal hem door elkaar; ik haal ze door elkaar; ik haal haar door elkaar; door elkaar gehaald; ik zeg het
        verkeerd; ik zei het verkeerd; verkeerd begrepen; ik had het verkeerd; ik had het mis; bij nader inzien niet;
        dat bleek onzin; bleek onzin; dat was onzin; bleek mee te vallen; correctie
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
        zie bang bezorgd benieuwd verbaasd zag zagen hoor hoorde gehoord merk merkte merken gemerkt denk dacht vermoed
        vermoedde vind vond weet wist begrijp begreep las gelezen ken kende kennen sprak spreek gesproken schrik
        schrok zorgen vraag vroeg geloof snap bang ontdekte ontdekt vrees zeg zei noteerde noem vertrouw herken
        hoorden zien horen
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
        vader moeder ouders pa ma papa mama stiefvader stiefmoeder pleegvader pleegmoeder broer broers zus zussen
        broertje broertjes zusje zusjes halfbroer halfzus neef neven nicht nichten neefje nichtje oom ooms tante
        tantes opa oma opas omas grootvader grootmoeder vriend vriendin vriendje vriendinnetje vrienden vriendinnen
        maat maten matties mattie maatje kameraad buurman buurvrouw buren buurjongen buurmeisje klasgenoot klasgenote
        partner man vrouw zoon dochter zwager schoonzus schoonvader schoonmoeder huisgenoot kamergenoot teamgenoot ex
        familielid peetoom tweelingbroer tweelingzus
        """
    ),
    bare=_set(
        """
        vader moeder ouders pa ma papa mama opa oma stiefvader stiefmoeder broer zus broertje zusje oom tante
        """
    ),
    professionals=_set(
        """
        collega collegas docent docente leraar lerares juf meester conciërge concierge directeur teamleider trainer
        coach mentor baas chef wijkagent agent buurtwerker jongerenwerker hulpverlener conrector stagiair stagiaire
        vrijwilliger buurman buurvrouw buurjongen kennis overbuurman chauffeur bakker kapper
        """
    ),
    many=_set(
        """
        klas klassen leerlingen jongeren studenten mensen iedereen buurt jeugd kinderen jongens meiden meisjes
        buurtbewoners bewoners gezinnen collegas clienten groep jeugdigen pubers tieners deelnemers
        """
    ),
    determiners=_set(
        "de het een die dat deze dit eigen beste goede oude oudere jongere jongste oudste zijn haar hun mijn onze ons enige"
    ),
    possessive=_set("zijn haar hun"),
    prepositions=_set(
        "met bij van voor door aan naar over tegen uit volgens op zonder tussen sinds om naast achter via tegenover dan als"
    ),
)

_EN = Lists(
    denials=_set("not no never nobody none nothing neither nor without nowhere less fewer rarely seldom"),
    after_only=_set("without"),
    no_denial=_runs(
        """
        not only; not just; not merely; not know; not sure; not certain; not clear; why not; or not; no idea; no
        wonder; no doubt; no matter; never before; not surprised; nothing but; for no; for nothing; no reason; no
        longer than; not stop; never been so; never been this; never seen; not simply; not until; without warning;
        without reason; without a word; no matter; not surprising; not long
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
        nonsense that; rubbish that; rumour that; rumor that; not true that; instead of; rather than; what if; i asked
        if; i asked whether; i thought he; i thought she; i thought they; thought about; almost quit;
        to prevent; hopefully not; what would happen; was going to; were going to; about to be sacked; if only he;
        nearly quit; almost left; almost got; nearly got; almost dropped; threatened to; considered; suppose;
        supposing; imagine if; imagine he; imagine she; imagine they; in case; unless; as though; if he ever; if she
        ever; if they ever; would have been; could have been; might have been; might have; were he to; were she to;
        were they to; if he were; if she were; if they were; should he; should she; should they; hypothetically;
        pretends to; pretended to; let us say; say he were; in theory; could have
        """
    ),
    condition=_set("if"),
    doubts=_set("as even asked asks wonder wonders know knows only see checked"),
    expected=_runs(
        """
        thought he; thought she; thought they; thought that; thought nobody; thought for a moment; afraid of losing;
        afraid he;
        afraid she; afraid they; afraid that; feared he; feared she; feared they; feared that; would be; would have
        to; it
        looked as if; it looked like; were going to; was going to
        """
    ),
    but=_set("but yet"),
    answers=_clauses("not at all; not him; not her; not them; not this one; no way; far from it; not in the least"),
    would=_set("would could might were ever should had gets got loses lost is"),
    fiction=_runs(
        """
        in the film; in a film; in that film; in the movie; in a movie; in the series; in a series; in the book; in a
        book; in that book; in his book; in her book; in a game; in the game; in that game; in a story; in the story;
        in his story; in her story; in the play; in a play; in the musical; in a musical; in a soap; in a role play;
        in the role play; in a comic; in his dream; in her dream; in a dream; documentary in which; documentary where;
        article about; article on; articles about; was the theme; training was about; course was about; film about;
        films
        about; movie about; movies about; series about; show about; book about; books about;
        documentary about; play about; musical about; story about; stories about; poem about; song about; lesson
        about; lesson on; lessons on; lessons about; class about; workshop on; workshop about; essay about; essay on;
        project on; project about; presentation on; presentation about; talk on; podcast about; podcast on; novel
        about; comic about; film in which; movie in which; book in which; story in which; game in which; film where;
        movie where; book where; story where; game where; game in which; main character; essay question; in a poem; in
        a song; in the song; in his rap; in her rap; in the novel; in a novel; on netflix; in a podcast; in a
        documentary; in the documentary; for a part; for his part; for her part; for drama; drama class; in a comic
        book; for an assignment; for his essay; for her essay; in his essay; in her essay; in an essay; in his
        drawing; in fortnite; in minecraft; in gta; in the sims; on tv a; in a lesson; in the lesson; just the name;
        title of; quiz; lead character; the character; a character; plays the part; played the part; plays the role;
        played the role; plays a; role play; dreamed that; dreamt that; dreams that; dreamt about; history class; in
        history; school play; in drama; case study; in the case study; training case
        """
    ),
    over=_runs(
        """
        long over; worked out; been called off; called off again; not going ahead; now it fine; now it all fine; it
        fine
        now; nothing left of; kept her on; kept him on; kept them on; made her permanent; made him permanent; is over
        now;
        all over now; over now; over with; behind him; behind her; behind them; in the past; a thing of
        the past; sorted now; sorted out now; been sorted; all sorted; over it; fully recovered; better now; on the
        mend; best friends again; not now; back at school; back at work; back in work; back together; has a new job
        now; made up with; is behind; was settled; been settled; is settled; is sorted; got sorted; patched up;
        patched things up; made up again; made up since; made it up; back together; back on track; fine again; fine
        now; friends again; resolved; has been resolved; got over it; got over that; over it now; long gone; long
        since; was years ago; long ago; that was then; blown over; has stopped since; moved on since; cleared up; has
        settled
        """
    ),
    past=_runs(
        """
        used to; as a child; when he was little; when she was little; when they were little
        """
    ),
    taken_back=_runs(
        """
        is false; is nonsense; is rubbish; was a game; just a game; about someone else; about somebody else; wrong
        name; on
        the contrary; quite the opposite; that was a maths; i take back; that is not right; that not right; that is
        not true; that not true; that was not true; not true; that was
        wrong; that is wrong; not right actually; scratch that; strike that; wait no; oh no; no wait; sorry no; no
        sorry; actually no; forget that; forget what i; forget it; i take that back; take that back; take it back; i
        take back; my mistake; i was wrong; i got that wrong; got it wrong; got that wrong; i was mistaken; i am
        mistaken; turned out false; turned out not; turned out to be his; turned out to be her; it was not him; it was
        not her; it was his brother; it was her sister; not him but; not her but; that was about; wrong pupil; wrong
        lad; wrong girl; wrong file; wrong person; mistaken; confused him with; confused her with; correcting; correct
        that; my error; turned out to be wrong; turned out to be false; turned out to be nothing; turned out it was;
        false alarm; a misunderstanding; misheard; i misread; mixed him up; mixed her up; mixed them up; mixing him
        up; mixing her up; someone else actually; that was someone else; that was somebody else; that was another;
        sorry that was; correction; i misspoke; never mind
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
        see afraid concerned saw seen hear heard notice noticed think thought suspect suspected find found know knew
        understand read met spoke worry worried worries wonder believe guess fear reckon asked feel felt say said told
        caught
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
        father mother parents dad mum mom stepfather stepmother stepdad stepmum foster brother brothers sister sisters
        cousin cousins nephew niece uncle aunt auntie grandfather grandmother grandpa grandma grandad granddad gran
        nan nana friend friends mate mates buddy boyfriend girlfriend partner husband wife son daughter neighbour
        neighbours neighbor classmate flatmate roommate teammate ex relative half twin
        """
    ),
    bare=_set("dad mum mom father mother parents grandad gran nan grandma grandpa stepdad stepmum"),
    professionals=_set(
        """
        colleague colleagues teacher caretaker headteacher head tutor coach trainer mentor boss manager officer
        supervisor neighbour neighbor acquaintance volunteer trainee janitor receptionist
        """
    ),
    many=_set("""
        class pupils students people everyone everybody kids children boys girls residents youths teenagers families
        colleagues group youngsters lads clients neighbourhood
        """),
    determiners=_set(
        "the a an this that these those own best good old older younger youngest oldest little big his her their my our whole only"
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
