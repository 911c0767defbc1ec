"""Packs and situations of any size, for every benchmark: rules as values, and whole packs written as YAML files."""

from __future__ import annotations

import random
from pathlib import Path
from types import MappingProxyType

from assistant.content import model as m
from assistant.dialogue.session import Answer, Session
from assistant.reasoning.situation import PRESENT, Fact, Number, Situation
from benchmarks.report import ROOT

DAY = "2026-11-24"
EVENTS, PRESENT_EVENTS, NUMBERS = 50, 25, 5
LAYERS = ("trigger", "driver", "signal", "step")
QUALS = ((), (), (("when", "recent"),), (("impact", "strong"),), (("impact", "strong"), ("when", "recent")))
BASE = ROOT / "tests/authoring/base"
BASE_QUESTIONS, BASE_RULES = 8, 7
DIALOGUE = "small"

# ---------------------------------------------------------------- rules as values


def rules_pack(rules: int, events: int = EVENTS, seed: int = 7) -> m.Pack:
    """`rules` rules in four layers; each rests on observed facts or numbers and, above the first layer, on the layer below.

    No negation and no counting: the rules must mean the same to every engine that is compared. One in eight has a choice.
    """
    rng = random.Random(seed)
    per_layer = max(1, rules // len(LAYERS))
    heads = {kind: [f"{kind}_{n}" for n in range(max(4, per_layer // 2))] for kind in LAYERS}
    names = [f"event_{n}" for n in range(events)]
    numbers = [f"number_{n}" for n in range(NUMBERS)]
    made = []
    for number in range(rules):
        layer = min(number // per_layer, len(LAYERS) - 1)
        when: list[m.Condition] = [_observed(rng, names, numbers)]
        if layer:
            below = LAYERS[layer - 1]
            when += [m.FactIs(below, rng.choice(heads[below])) for _ in range(rng.choice((1, 1, 2)))]
        else:
            when.append(_observed(rng, names, numbers))
        kind = LAYERS[layer]
        made.append(m.Rule(f"r{number:05}", tuple(when), (m.Ref(kind, rng.choice(heads[kind])),)))
    entries: dict[str, dict[str, m.Entry]] = {
        "event": {name: m.Observation("event", name, m.Text(name, name)) for name in names},
        "number": {name: m.Observation("number", name, m.Text(name, name), maximum=100) for name in numbers},
    }
    entries |= {kind: {name: m.Entry(kind, name, m.Text(name, name)) for name in ids} for kind, ids in heads.items()}
    return m.Pack(m.PackInfo(), entries, tuple(made), {})


def _observed(rng: random.Random, events: list[str], numbers: list[str]) -> m.Condition:
    roll = rng.random()
    if roll < 0.1:
        return m.NumberIs(rng.choice(numbers), ((rng.choice(("<", ">=")), rng.choice((3, 6, 12)) * 1000),))
    if roll < 0.22:
        return m.AnyOf(tuple(m.FactIs("event", rng.choice(events), rng.choice(QUALS)) for _ in range(3)))
    return m.FactIs("event", rng.choice(events), rng.choice(QUALS))


def situation(present: int = PRESENT_EVENTS, events: int = EVENTS, seed: int = 11) -> Situation:
    """So many of the events, with their qualifiers, and all numbers."""
    rng = random.Random(seed)
    facts = {}
    for n in rng.sample(range(events), present):
        quals = (("impact", rng.choice(("strong", "some"))), ("when", rng.choice(("recent", "older"))))
        facts[f"event:event_{n}"] = Fact("event", f"event_{n}", PRESENT, quals)
    numbers = {f"number_{n}": Number(f"number_{n}", rng.choice((1, 4, 9)) * 1000) for n in range(NUMBERS)}
    return Situation(MappingProxyType(facts), MappingProxyType(numbers))


# ---------------------------------------------------------------- packs as files


RULES_A_FILE = 2_000  # a file of content may be 4 MB


def write_pack(folder: Path, questions: int, rules: int) -> None:
    """A clean pack: the small one of the tests, with many questions that each record an event, and rules that build on them.

    So many questions and rules in all, never fewer than the small pack has.
    """
    more, further = max(1, questions - BASE_QUESTIONS), max(1, rules - BASE_RULES)
    for file in BASE.rglob("*.yaml"):
        target = folder / file.relative_to(BASE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (folder / "dialogues/cases/base.yaml").unlink()
    dialogue = folder / "dialogues/base.yaml"
    extra = "".join(_question(number) for number in range(more))
    dialogue.write_text(dialogue.read_text("utf-8").replace("endings:\n", extra + "endings:\n"), "utf-8")
    events = "events:\n" + "".join(_event(number) for number in range(more))
    steps = "steps:\n" + "".join(_step(number) for number in range(further))
    (folder / "knowledge/many.yaml").write_text(events + steps, "utf-8")
    for first in range(0, further, RULES_A_FILE):
        written = "".join(_rule(number, more) for number in range(first, min(first + RULES_A_FILE, further)))
        (folder / f"rules/many_{first}.yaml").write_text("rules:\n" + written, "utf-8")


def session(turns: int) -> Session:
    """A session of so many turns in the dialogue of a written pack with at least as many questions."""
    answers = {
        "danger_now": Answer(chosen=("no",)),
        "role": Answer(chosen=("teacher",)),
        "events": Answer(chosen=("dismissal",)),
        "about_event@dismissal": Answer(rows=(("when", "recent"),)),
        "months": Answer(number=3000),
        "changes": Answer(chosen=("withdraws",)),
        "since": Answer(chosen=("yes",)),
        "helps": Answer(chosen=("adult",)),
    }
    answers = dict(list(answers.items())[:turns])
    for number in range(turns - len(answers)):
        answers[f"q_{number}"] = Answer(chosen=("happened" if number % 3 else "did_not_happen",))
    return Session(DIALOGUE, DAY, MappingProxyType(answers))


def again(one: Session) -> Session:
    """The same session as a value of its own: a guide remembers where a session stands, and here that is to be worked out anew."""
    return Session(one.dialogue, one.as_of, one.answers)


def _question(number: int) -> str:
    return f"""      - question: q_{number}
        ask: {{nl: "Is dit nummer {number} gebeurd?", en: "Did this number {number} happen?"}}
        help: {{nl: "Kies wat u weet. U hoeft niet te raden.", en: "Choose what you know. There is no need to guess."}}
        why: {{nl: "Wat er gebeurde, kan doorwerken.", en: "What happened can still weigh."}}
        kind: one_of
        only_if: [{{any: [{{event: dismissal}}, {{change: withdraws}}, {{cue: wants_to_matter}}]}}]
        options:
          - option: happened
            label: {{nl: "Ja, dat is gebeurd.", en: "Yes, that happened."}}
            records: [{{event: e_{number}}}]
          - option: did_not_happen
            label: {{nl: "Nee, dat is niet gebeurd.", en: "No, that did not happen."}}
            records: [{{absent: {{event: e_{number}}}}}]
"""


def _event(number: int) -> str:
    return f"""  - event: e_{number}
    name: {{nl: "iets wat gebeurde, nummer {number}", en: "something that happened, number {number}"}}
    help: {{nl: "Het gaat om wat deze {{persoon}} raakte.", en: "This is about what touched this {{person}}."}}
    basis: seen
    sources: [study]
    review_by: "2099-01-01"
"""


def _step(number: int) -> str:
    return f"""  - step: s_{number}
    name: {{nl: "Doe dit, nummer {number}", en: "Do this, number {number}"}}
    text: {{nl: "Praat erover met een collega. Dat helpt vaak.", en: "Talk about it with a colleague. That often helps."}}
    basis: product_choice
    review_by: "2099-01-01"
"""


def _rule(number: int, events: int) -> str:
    one, two = number % events, (number * 7 + 3) % events
    if two == one:
        two = (one + 1) % events
    other = f"{{event: e_{two}}}" if two != one else "{event: dismissal}"
    return f"""  - rule: r_{number}
    when:
      - any: [{{event: e_{one}, when: recent}}, {{event: e_{one}, impact: strong}}]
      - {other}
      - {{number: months_since, less_than: {number % 300 + 2}}}
    then: [{{step: s_{number}}}]
    because: {{nl: "Wat hier gebeurde, vraagt om een gesprek.", en: "What happened here calls for a talk."}}
    basis: product_choice
    source: [study]
    review_by: "2099-01-01"
    examples:
      - given: [{{event: e_{one}, when: recent}}, {other}, {{number: months_since, value: 1}}]
        expect: [{{step: s_{number}}}]
      - given: [{{event: e_{one}, when: older}}, {other}]
        expect_not: [{{step: s_{number}}}]
"""
