"""A first version of a practice case: a short story that is valid as it stands, to be rewritten piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.authoring.asking import Ask, both, names_of
from assistant.content import model as m
from assistant.content.model import Given, Language
from assistant.content.vocabulary import AGE_BANDS, SETTINGS
from assistant.dialogue.guide import Guide
from assistant.reasoning.situation import gather

_REMARKS = {
    "head": m.Text(
        "Een verzonnen casus. Alles tussen aanhalingstekens herschrijft u. Laat de woorden ervoor staan.",
        "A fictional case. All between quotes is yours to rewrite. Leave the words before it.",
    ),
    "answer": m.Text(
        "Wat is het juiste antwoord? concern: reden om door te vragen. ordinary: gewone hulp past. acute: er is gevaar.",
        "What is the right answer? concern: reason to ask further. ordinary: usual help fits. acute: there is danger.",
    ),
    "given": m.Text("Wat de lezer vooraf weet: beroep en leeftijd.", "What the reader knows beforehand: work and age."),
    "fiction": m.Text(
        "Wie is de lezer, en hoe kent die deze persoon? Geen echte mensen, plaatsen of groepen.",
        "Who is the reader, and how do they know this person? No real people, places or groups.",
    ),
    "cues": m.Text(
        "Zes tot tien stukjes, in de volgorde van het verhaal, met minstens evenveel afleiders (decoy) als signalen (target).",
        "Six to ten pieces, in the order of the story, with at least as many decoys as targets.",
    ),
    "missed": m.Text(
        "missed leest wie dit over het hoofd zag. overread leest wie er te veel in zag.",
        "missed is read by whoever overlooked this. overread is read by whoever saw too much in it.",
    ),
    "records": m.Text(
        'records is wat de regels ervan weten. Zoek een feit met: assistant find "gewone woorden".',
        'records is what the rules know of it. Look for a fact with: assistant find "everyday words".',
    ),
    "decoy": m.Text(
        "Een afleider: geloof, kleding, puberteit, één boze bui. explanation is wat het meestal verklaart.",
        "A decoy: belief, dress, growing up, one fit of anger. explanation is what mostly explains it.",
    ),
    "told": m.Text("Van horen zeggen: dat weegt lichter.", "Hearsay: that weighs less."),
    "key": m.Text(
        "De sleutel: wat u als kenner vindt. assistant check vergelijkt het met wat de regels uit de stukjes afleiden.",
        "The key: what you as an expert find. assistant check compares it with what the rules derive from the pieces.",
    ),
    "debrief": m.Text(
        "Vijf tot zeven vragen voor het nagesprek: reactie, feiten, analyse, de andere kant, wat neemt u mee.",
        "Five to seven questions for afterwards: reaction, facts, analysis, the other side, what you take along.",
    ),
}


Texts = Mapping[str, tuple[str, str]]
NO_REMARKS: Mapping[str, str] = {}
NO_TEXT = m.Text("", "")
_HAPPENED: Texts = {
    "text": (
        "Drie weken geleden gebeurde dit: NAME. U hoorde het van de {persoon} zelf.",
        "Three weeks ago this happened: NAME. You heard it from the {person} directly.",
    ),
    "missed": ("Dit kan hard aankomen. Vraag ernaar.", "This can hit hard. Ask about it."),
    "overread": (
        "Het overkomt veel mensen. Op zichzelf zegt het niets.",
        "It happens to many people. By itself it says nothing.",
    ),
}
_CLOTHES: Texts = {
    "text": (
        "De {persoon} draagt sinds kort elke dag een zwarte jas.",
        "Recently the {person} has worn a black coat every day.",
    ),
    "overread": ("Een jas zegt op zichzelf niets.", "A coat says nothing by itself."),
}
_CHANGED: Texts = {
    "text": ("U ziet dit nu al twee weken: NAME.", "You have seen this for two weeks now: NAME."),
    "missed": (
        "Dit is anders dan eerst, en u zag het zelf. Vraag hoe dat komt.",
        "This is different, and you saw it yourself. Ask how it came about.",
    ),
    "overread": (
        "Er kan een gewone reden zijn. Vraag voor u invult.",
        "There may be an ordinary reason. Ask before you fill it in.",
    ),
}
_ANGER: Texts = {
    "text": (
        "Eén keer sloeg de deur hard dicht. Een uur later volgde een excuus.",
        "Once the door slammed. An hour later came an apology.",
    ),
    "overread": ("Eén boze bui is geen patroon.", "One fit of anger is no pattern."),
}
_HEARSAY: Texts = {
    "text": ("Een collega hoorde van anderen: NAME.", "A colleague heard from others: NAME."),
    "missed": ("Het is het navragen waard.", "It is worth asking about."),
    "overread": (
        "U hebt het van een ander. Vraag het de {persoon} zelf.",
        "You have it from someone else. Ask the {person} directly.",
    ),
}
_HELPS: Texts = {
    "text": ("Er is ook iets wat goed gaat: NAME.", "Something goes well, too: NAME."),
    "missed": ("Dit helpt, en telt net zo zwaar.", "This helps, and weighs just as much."),
    "overread": (
        "Het lost niet alles op. Vraag ook hoe het gaat.",
        "It does not solve everything. Ask how things are, too.",
    ),
}
_DEBRIEF = (
    ("reaction", ("Wat voelde u bij dit verhaal?", "What did you feel about this story?")),
    (
        "facts",
        (
            "Wat zag u zelf, en wat hebt u van een ander?",
            "What did you see yourself, and what do you have from others?",
        ),
    ),
    ("analysis", ("Wat veranderde er na wat er gebeurde?", "What changed after what happened?")),
    (
        "other_side",
        (
            "Wat had u gedacht bij iemand met een andere achtergrond?",
            "What would you have thought of someone with another background?",
        ),
    ),
    ("take_away", ("Met welke zin begint u het gesprek?", "With what sentence do you begin the conversation?")),
)


def asks(guide: Guide) -> tuple[Ask, ...]:
    """What is asked before a case is made."""
    pack = guide.pack
    contexts = [e for e in pack.kind("context").values() if isinstance(e, m.Observation)]
    professions = tuple(e.id for e in contexts if e.profession)
    ages = tuple(e.id for e in contexts if e.id in AGE_BANDS)
    events, changes, helps = (_asked(pack, kind) for kind in ("event", "change", "protective"))
    reader = next(iter(professions), "teacher")
    fitting = (event for event in events if _helped(guide, reader, event)[1])
    event = next(fitting, "")
    found = (
        Ask("title_nl", "Hoe heet de casus?", "What is it called in Dutch?", "Nieuwe casus"),
        Ask("title_en", "En in het Engels?", "And in English?", "New case"),
        Ask("setting", "Waar speelt het?", "Where does it take place?", "school", SETTINGS),
        Ask("profession", "Wie is de lezer?", "Who is the reader?", reader, professions, names_of(pack, "context")),
        Ask(
            "age",
            "Hoe oud is de persoon?",
            "How old is the person?",
            ages[0] if ages else "",
            ages,
            names_of(pack, "context"),
        ),
        Ask("event", "Wat gebeurde er?", "What happened?", event, events, names_of(pack, "event")),
        Ask(
            "change",
            "Wat is er anders dan eerst?",
            "What is different?",
            next(iter(changes), ""),
            changes,
            names_of(pack, "change"),
        ),
        Ask(
            "protective",
            "Wat helpt?",
            "What helps?",
            _helped(guide, reader, event)[0],
            helps,
            names_of(pack, "protective"),
        ),
    )
    return tuple(ask for ask in found if ask.known or ask.key.startswith("title"))


def _asked(pack: m.Pack, kind: str) -> tuple[str, ...]:
    """The facts of a kind, without those that only conversations about something else than a person record."""
    elsewhere = frozenset().union(*pack.recordable.values()) - pack.recordable["person"]
    return tuple(each for each in pack.kind(kind) if f"{kind}:{each}" not in elsewhere)


def text(name: str, told: Mapping[str, str], guide: Guide, _review_by: str, language: Language) -> str:
    """The file of a case."""
    pack = guide.pack
    event, profession, age, change = (told.get(key, "") for key in ("event", "profession", "age", "change"))
    protective = told.get("protective") or next(iter(pack.kind("protective")), "")
    facts = [
        Given("context", profession),
        *([Given("context", age)] if age else []),
        Given("event", event, quals=(("impact", "strong"), ("origin", "seen"), ("when", "recent"))),
        *([Given("change", change, quals=(("origin", "seen"),))] if change else []),
        Given("protective", protective, quals=(("origin", "seen"),)),
    ]
    drawn, hearsay = _drawn(guide, facts), _adds_nothing(guide, facts)
    remarks = {key: f"# {remark.in_(language)}" for key, remark in _REMARKS.items()}
    strong = "when: recent, impact: strong, origin: seen"
    pieces = [
        _observed(pack, "what_happened", "target", f"event:{event}", strong, _HAPPENED, remarks, ("records", "missed")),
        _decoy(pack, "clothes", "appearance_only", _CLOTHES, remarks["decoy"]),
        _observed(pack, "what_changed", "target", f"change:{change}", "origin: seen", _CHANGED),
        _decoy(pack, "one_day", "one_off_anger", _ANGER),
        _observed(pack, "what_others_say", "ambiguous", hearsay, "origin: told", _HEARSAY, remarks, ("told",)),
        _observed(pack, "what_helps", "protective", f"protective:{protective}", "origin: seen", _HELPS),
    ]
    return f"""{remarks["head"]}
case: {name}
version: "1.0.0"
title: {both(told["title_nl"], told["title_en"])}
setting: {told.get("setting", "school")}
profession: {profession}
minutes: 5
{remarks["answer"]}
answer: {"concern" if any(m.of_kind(ref, "trigger") for ref in drawn) else "ordinary"}
{remarks["given"]}
given: [{", ".join(f"{{context: {each}}}" for each in (profession, age) if each)}]
{remarks["fiction"]}
intro: {both("U kent deze {persoon} nu een half jaar.", "You have known this {person} for half a year.")}
{remarks["cues"]}
cues:
{"".join(pieces)}{remarks["key"]}
{_key(pack, drawn)}{remarks["debrief"]}
debrief:
{"".join(f"  - {{phase: {phase}, ask: {both(*ask)}}}" + chr(10) for phase, ask in _DEBRIEF)}"""


def _key(pack: m.Pack, drawn: Iterable[str]) -> str:
    """The key that agrees with what the rules derive."""
    of: dict[str, list[str]] = {}
    for ref in drawn:
        kind, name = m.Ref.parse(ref).pair
        of.setdefault(kind, []).append(name)
    steps, partners = of.get("step", []), of.get("partner", [])
    expected = [p for p in partners if p == "colleague"] or partners[:1] or list(pack.kind("partner"))[:1]
    lists = {
        "triggers": of.get("trigger", []),
        "drivers": of.get("driver", []),
        "signals": of.get("signal", []),
        "inquiries": of.get("inquiry", []),
        "steps_first": steps[:1] or list(pack.kind("step"))[:1],
        "steps_then": steps[1:],
    }
    told = "".join(f"  {key}: [{', '.join(names)}]\n" for key, names in lists.items())
    also = ", ".join(p for p in partners if p not in expected)
    return f"key:\n{told}  partners:\n    expected: [{', '.join(expected)}]\n    also_good: [{also}]\n"


def _observed(
    pack: m.Pack,
    name: str,
    cue: str,
    fact: str,
    quals: str,
    texts: Texts,
    remarks: Mapping[str, str] = NO_REMARKS,
    shown: tuple[str, ...] = (),
) -> str:
    """A piece with a fact, `kind:id`, that the rules read; nothing when there is no such fact. `shown` names the remarks in it."""
    kind, each = m.Ref.parse(fact).pair
    if not each:
        return ""
    above = {key: f"    {remarks[key]}\n" if key in shown else "" for key in ("told", "records", "missed")}
    return (
        f"  - cue: {name}\n{above['told']}    type: {cue}\n"
        + _lines(texts, ["text"], _name(pack, kind, each))
        + f"{above['records']}    records: [{{{kind}: {each}, {quals}}}]\n{above['missed']}"
        + _lines(texts, ["missed", "overread"])
    )


def _decoy(pack: m.Pack, name: str, wanted: str, texts: Texts, remark: str = "") -> str:
    """A piece that means nothing, with what mostly explains it."""
    explanations = pack.kind("explanation")
    explanation = wanted if wanted in explanations else next(iter(explanations), "")
    above = f"    {remark}\n" if remark else ""
    told = _lines(texts, ["text"]) + f"    explanation: {explanation}\n" + _lines(texts, ["overread"])
    return f"  - cue: {name}\n{above}    type: decoy\n{told}"


def _lines(texts: Texts, keys: Iterable[str], name: m.Text = NO_TEXT) -> str:
    """The texts with these keys, the name of what they are about filled in."""
    told = {key: (nl.replace("NAME", name.nl), en.replace("NAME", name.en)) for key, (nl, en) in texts.items()}
    return "".join(f"    {key}: {both(*told[key])}\n" for key in keys)


def _drawn(guide: Guide, facts: Iterable[Given]) -> list[str]:
    """All that follows from these facts, in the order of results."""
    refs = guide.reasoner.refs(gather(("", fact) for fact in facts)[0])
    return sorted(refs, key=lambda ref: guide.pack.rank[ref])


def _adds_nothing(guide: Guide, facts: list[Given]) -> str:
    """A change or cue that, when only told, leads to nothing more, as `kind:id`; empty when there is none."""
    before, known = _drawn(guide, facts), {(fact.kind, fact.id) for fact in facts}
    for kind in ("change", "cue"):
        for each in guide.pack.kind(kind):
            told = Given(kind, each, quals=(("origin", "told"),))
            if (kind, each) not in known and _drawn(guide, [*facts, told]) == before:
                return f"{kind}:{each}"
    return ""


def _helped(guide: Guide, profession: str, event: str) -> tuple[str, list[str]]:
    """A protective factor beside which a step still follows from the event, and all that follows; nothing when none does."""
    for protective in guide.pack.kind("protective"):
        facts = (
            Given("context", profession),
            Given("event", event, quals=(("impact", "strong"), ("when", "recent"))),
            Given("protective", protective),
        )
        refs = _drawn(guide, facts)
        if any(m.of_kind(ref, "step") for ref in refs):
            return protective, refs
    return next(iter(guide.pack.kind("protective")), ""), []


def _name(pack: m.Pack, kind: str, name: str) -> m.Text:
    entry = pack.entry(kind, name) if name else None
    return entry.name if entry else m.Text(name, name)
