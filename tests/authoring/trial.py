"""A trial pack of one dialogue, from the few lines that matter: a question about danger, four ticks, and what a test adds."""

from __future__ import annotations

from pathlib import Path

from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide

ENTRY = 'basis: product_choice, review_by: "2099-01-01"'
MORE = f'source: [s], {ENTRY}, because: {{nl: "Daarom zo.", en: "That is why."}}'


def name(nl: str, en: str) -> str:
    return f'{{nl: "{nl}", en: "{en}"}}'


PAGE = f"page: {{title: {name('Bel 112', 'Call 112')}, lines: [{name('Bel nu 112.', 'Call 112 now.')}]}}"
KNOWLEDGE = f"""
pack: {{id: trial, version: "1.0.0", title: {name("Proef", "Trial")}, licence: "x"}}
sources:
  - {{source: s, title: {name("bron", "source")}, publisher: X, read: whole, verified: false, review_by: "2099-01-01"}}
danger:
  - {{danger: immediate, name: {name("direct gevaar", "immediate danger")}, {ENTRY},
     {PAGE}}}
  - {{danger: weapon, name: {name("een wapen", "a weapon")}, {ENTRY},
     {PAGE}}}
context:
  - {{context: a, name: {name("een", "one")}, {ENTRY}}}
  - {{context: b, name: {name("twee", "two")}, {ENTRY}}}
  - {{context: c, name: {name("drie", "three")}, {ENTRY}}}
  - {{context: d, name: {name("vier", "four")}, {ENTRY}}}
  - {{context: e, name: {name("vijf", "five")}, {ENTRY}}}
steps:
  - {{step: call_now, name: {name("Bel 112", "Call 112")}, phase: now, {ENTRY},
     text: {name("Bel 112 en een collega.", "Call 112 and a colleague.")}}}
  - {{step: goal, name: {name("Het doel", "The goal")}, text: {name("Doe iets.", "Do something.")}, phase: then, {ENTRY}}}
partners:
  - {{partner: friend, name: {name("een collega", "a colleague")}, role: {name("Denkt mee.", "Thinks along.")}, {ENTRY},
     for_whom: {name("Voor iedereen.", "For everybody.")}, when: {name("Eerst.", "First.")},
     not_for: {name("Namen delen.", "Sharing names.")}, fits: {{triggers: [], levels: []}}, reach: {{teacher: direct}}}}
"""
DANGER_FIRST = f"""
      - question: danger_now
        ask: {name("Is er nu gevaar?", "Is there danger now?")}
        why: {name("Gevaar gaat voor.", "Danger first.")}
        kind: yes_no
        refusable: false
        "yes": {{label: {name("Ja", "Yes")}, records: [{{danger: immediate}}], ends: danger}}
        "no": {{label: {name("Nee", "No")}, records: [{{absent: {{danger: immediate}}}}]}}
"""
WHAT = f"""
      - question: what
        ask: {name("Wat klopt?", "What is true?")}
        why: {name("Nodig.", "Needed.")}
        kind: any_of
        options:
          - {{option: a, label: {name("Een", "One")}, records: [{{context: a}}]}}
          - {{option: b, label: {name("Twee", "Two")}, records: [{{context: b}}]}}
          - {{option: c, label: {name("Drie", "Three")}, records: [{{context: c}}]}}
          - {{option: d, label: {name("Vier", "Four")}, records: [{{context: d}}]}}
        none_of_these: {{label: {name("Geen", "None")}}}
"""
ANY_DANGER = "{any: [{danger: immediate}, {danger: weapon}]}"


def question(id_: str, rest: str) -> str:
    """A question with what every question has; `rest` are its own fields."""
    lines = "\n".join(f"        {line}" for line in rest.strip().splitlines())
    return f"\n      - question: {id_}\n        ask: {name('Vraag?', 'Question?')}\n        why: {name('Nodig.', 'Needed.')}\n{lines}\n"


def yes_no(only_if: str = "", yes: str = "records: [{context: e}]") -> str:
    """The fields of a yes or no question that records the context e."""
    condition = f"only_if: [{only_if}]\n" if only_if else ""
    return f'{condition}kind: yes_no\n"yes": {{{yes}}}\n"no": {{records: [{{absent: {{context: e}}}}]}}'


def number(minimum: int, maximum: int, name_: str = "amount") -> str:
    """The knowledge of one number."""
    words = f"name: {name('hoeveel', 'how much')}, unit: {name('keer', 'times')}"
    return f"numbers:\n  - {{number: {name_}, {words}, minimum: {minimum}, maximum: {maximum}, {ENTRY}}}\n"


def rule(id_: str, when: str, then: str, unless: str = "") -> str:
    """One rule."""
    exception = f"unless: [{unless}], " if unless else ""
    return f"  - {{rule: {id_}, when: [{when}], {exception}then: [{{{then}}}], {MORE}}}\n"


def write(folder: Path, questions: str, rules: str = "", knowledge: str = "", last: str = "Doe iets.") -> Path:
    """The pack in a folder; `last` is the line of its last page, in Dutch."""
    dialogue = f"""dialogue: d
version: "1.0.0"
title: {name("Proef", "Trial")}
sections:
  - section: all
    title: {name("Alles", "All")}
    questions:{questions}
endings:
  complete: {{title: {name("Dank u.", "Thank you.")}, lines: [{name(last, "The last line.")}]}}
"""
    for file, text in (
        ("knowledge/triggers.yaml", KNOWLEDGE + knowledge),
        ("rules/r.yaml", "rules:\n" + rule("danger_now", ANY_DANGER, "step: call_now") + rules),
        ("dialogues/d.yaml", dialogue),
    ):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def guide(folder: Path, questions: str, rules: str = "", knowledge: str = "", last: str = "Doe iets.") -> Guide:
    """The pack, made ready to talk."""
    return Guide(read_pack(write(folder, questions, rules, knowledge, last)))
