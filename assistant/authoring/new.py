"""A first version of a rule, a dialogue or a practice case: commented, valid, with a place for every part that is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from assistant.authoring import new_case
from assistant.authoring.asking import Ask, both, named, quoted
from assistant.content import model as m
from assistant.content.model import Language
from assistant.content.vocabulary import DERIVED, OBSERVED
from assistant.dialogue.guide import Guide

KINDS = ("dialogue", "case", "rule")
FOLDERS = {"dialogue": "dialogues", "case": "dialogues/cases", "rule": "rules"}
SCHEMAS = {"dialogue": "dialogue", "case": "case", "rule": "rules"}
REASONS = ("talk", "regular_help", "share_with_colleague")
_REMARKS = {
    "when": m.Text(
        "Alles hieronder moet waar zijn. Details kunnen erbij, zoals when: recent.",
        "All of this must hold. Details may be added, such as when: recent.",
    ),
    "unless": m.Text(
        "unless: [...] noemt uitzonderingen. Niet bij een trigger, driver of signal.",
        "unless: [...] names exceptions. Not for a trigger, driver or signal.",
    ),
    "because": m.Text(
        "Eén zin, woord voor woord te lezen in de uitkomst.",
        "One sentence, shown word for word on the result.",
    ),
    "basis": m.Text(
        "seen: zo gelezen in de bron. inference: eigen inschatting. product_choice: keuze van dit programma.",
        "seen: read in the source. inference: own reasoning. product_choice: a choice of this program.",
    ),
    "examples": m.Text(
        "Minstens één voorbeeld waarin de regel geldt, en één waarin net niet.",
        "At least one example that fires, and one near miss.",
    ),
    "intro": m.Text(
        "Regels die vóór de eerste vraag staan.",
        "Lines before the first question.",
    ),
    "danger_first": m.Text(
        "De eerste vraag gaat altijd over gevaar.",
        "The first question is always about danger.",
    ),
    "records": m.Text(
        "Elk antwoord legt een feit uit knowledge/ vast. Vraag naar gedrag en gebeurtenissen.",
        "Each answer records a fact of knowledge/. Ask about behaviour and events.",
    ),
    "why": m.Text(
        "Noem het thema, nooit een conclusie.",
        "Name the theme, never a conclusion.",
    ),
    "balance": m.Text(
        "Wat beschermt en wat gewoon is, krijgt evenveel ruimte.",
        "What protects and what is ordinary gets as much room.",
    ),
    "human": m.Text(
        "Elk einde noemt een mens om naar toe te gaan.",
        "Every end names a human to turn to.",
    ),
}


def interview(kind: str, guide: Guide) -> tuple[Ask, ...]:
    """What is asked before a file is made; every answer may be left out."""
    return tuple(_INTERVIEWS[kind](guide))


def make(kind: str, name: str, answers: Mapping[str, str], guide: Guide, today: str, language: Language) -> str:
    """The text of the file. What was not answered is filled in with the default."""
    told = {ask.key: answers.get(ask.key) or ask.default for ask in interview(kind, guide)}
    return _MAKERS[kind](name, told, guide, f"{int(today[:4]) + 1}{today[4:]}".replace("-02-29", "-02-28"), language)


def _ids(pack: m.Pack, *kinds: str) -> tuple[str, ...]:
    return tuple(f"{kind}:{name}" for kind in kinds for name in pack.kind(kind))


def _fact(ref: str) -> str:
    kind, name = m.Ref.parse(ref).pair
    return f"{{{kind}: {name}}}"


def _first(pack: m.Pack, *kinds: str) -> str:
    return next(iter(_ids(pack, *kinds)), "event:none")


def _remark(language: Language, key: str) -> str:
    return f"# {_REMARKS[key].in_(language)}"


# ---------------------------------------------------------------- a rule


def _rule_asks(guide: Guide) -> tuple[Ask, ...]:
    pack = guide.pack
    facts, conclusions = _ids(pack, *OBSERVED), _ids(pack, *DERIVED)
    step = next((f"step:{name}" for name in REASONS if name in pack.kind("step")), _first(pack, "step", "inquiry"))
    source = next(iter(pack.kind("source")), "")
    return (
        Ask(
            "if",
            "Wat moet iemand zien of horen?",
            "What must somebody see or hear?",
            _first(pack, "event"),
            facts,
            named(pack, facts),
        ),
        Ask("then", "Wat volgt daaruit?", "What follows from it?", step, conclusions, named(pack, conclusions)),
        Ask("because_nl", "Waarom? Eén zin.", "Why? One sentence, in Dutch.", "Dat is onze inschatting."),
        Ask("because_en", "Dezelfde zin in het Engels.", "The same sentence in English.", "That is our own reasoning."),
        Ask("source", "Welke bron?", "Which source?", source, tuple(pack.kind("source"))),
    )


def _rule(name: str, told: Mapping[str, str], _guide: Guide, review_by: str, language: Language) -> str:
    condition, conclusion = _fact(told["if"]), _fact(told["then"])
    say = partial(_remark, language)
    return f"""rules:
  - rule: {name}
    {say("when")}
    when:
      - {condition}
    {say("unless")}
    then: [{conclusion}]
    {say("because")}
    because:
      nl: {quoted(told["because_nl"])}
      en: {quoted(told["because_en"])}
    {say("basis")}
    basis: inference
    source: [{told["source"]}]
    review_by: "{review_by}"
    {say("examples")}
    examples:
      - given: [{condition}]
        expect: [{conclusion}]
      - given: [{{absent: {condition}}}]
        expect_not: [{conclusion}]
"""


# ---------------------------------------------------------------- a dialogue


def _dialogue_asks(_guide: Guide) -> tuple[Ask, ...]:
    return (
        Ask("title_nl", "Hoe heet het gesprek?", "What is it called in Dutch?", "Nieuw gesprek"),
        Ask("title_en", "En in het Engels?", "And in English?", "New conversation"),
        Ask("minutes", "Hoeveel minuten duurt het?", "How many minutes does it take?", "5"),
    )


def _options(pack: m.Pack, kind: str, most: int) -> str:
    lines = []
    for entry in list(pack.kind(kind).values())[:most]:
        lines += [
            f"          - option: {entry.id}",
            f"            label: {both(_sentence(entry.name.nl), _sentence(entry.name.en))}",
            f"            records: [{{{kind}: {entry.id}}}]",
        ]
    return "\n".join(lines)


def _sentence(name: str) -> str:
    return name[:1].upper() + name[1:] + ("" if name.endswith(".") else ".")


def _dialogue(name: str, told: Mapping[str, str], guide: Guide, _review_by: str, language: Language) -> str:
    pack = guide.pack
    say = partial(_remark, language)
    dangers = [e.id for e in pack.kind("danger").values() if isinstance(e, m.Observation) and e.page]
    danger = "immediate" if "immediate" in dangers or not dangers else dangers[0]
    none = both("Niets hiervan, dat weet ik zeker.", "None of these, I am sure.")
    minutes = told["minutes"] if told["minutes"].isdigit() else "5"
    return f"""dialogue: {name}
version: "1.0.0"
title: {both(told["title_nl"], told["title_en"])}
minutes: {minutes}
{say("intro")}
intro:
  - {both("U krijgt geen oordeel over een persoon. Noem geen namen.", "You get no judgement of a person. Mention no names.")}
sections:
  - section: safety
    title: {both("Veiligheid", "Safety")}
    questions:
      {say("danger_first")}
      - question: danger_now
        ask: {both("Is er nu direct gevaar voor iemand?", "Is anyone in immediate danger right now?")}
        why: {both("Gevaar gaat voor alles.", "Danger comes before everything.")}
        kind: yes_no
        refusable: false
        "yes": {{label: {both("Ja", "Yes")}, records: [{{danger: {danger}}}], ends: danger}}
        "no": {{label: {both("Nee", "No")}, records: [{{absent: {{danger: {danger}}}}}]}}
  - section: what
    title: {both("Wat er gebeurde en wat helpt", "What happened and what helps")}
    questions:
      {say("records")}
      - question: events
        ask: {both("Is er iets gebeurd?", "Has something happened?")}
        {say("why")}
        why: {both("Wat er gebeurde, kan doorwerken.", "What happened can still weigh.")}
        kind: any_of
        options:
{_options(pack, "event", 3)}
        none_of_these: {{label: {none}}}
      {say("balance")}
      - question: protective
        ask: {both("Wat gaat er goed? Wie of wat helpt?", "What goes well? Who or what helps?")}
        why: {both("Wat goed gaat, kunt u sterker maken.", "What goes well is what you can strengthen.")}
        kind: any_of
        options:
{_options(pack, "protective", 3)}
        none_of_these: {{label: {none}}}
      - question: explanations
        ask: {both("Wat kan er ook aan de hand zijn?", "What else may be going on?")}
        why: {both("Een gewone verklaring brengt vaak de beste hulp.", "An ordinary explanation often brings the best help.")}
        kind: any_of
        options:
{_options(pack, "explanation", 3)}
        none_of_these: {{label: {none}}}
{say("human")}
endings:
  complete:
    title: {both("Dank u wel.", "Thank you.")}
    lines:
      - {both("Bespreek het met een collega.", "Discuss it with a colleague.")}
"""


_INTERVIEWS: dict[str, Callable[[Guide], Sequence[Ask]]] = {
    "rule": _rule_asks,
    "dialogue": _dialogue_asks,
    "case": new_case.asks,
}
_MAKERS: dict[str, Callable[[str, Mapping[str, str], Guide, str, Language], str]] = {
    "rule": _rule,
    "dialogue": _dialogue,
    "case": new_case.text,
}
