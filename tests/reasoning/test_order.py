"""Order makes no difference: of rules, of files, of facts. Not a byte of the result changes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from generate import USUAL, make_pack, make_situation
from reasoning.tally import Tally

from assistant.content import model as m
from assistant.content.pack import load_pack
from assistant.content.vocabulary import COMPARISONS, DERIVED
from assistant.dialogue.answers import read_facts
from assistant.dialogue.guide import Guide
from assistant.reasoning.situation import ABSENT, PRESENT, UNKNOWN, Situation
from assistant.result.contract import to_json
from assistant.result.result import result_of_facts

LISTS = {
    "event": "events", "change": "changes", "cue": "cues", "context": "context", "protective": "protective",
    "explanation": "explanations", "danger": "danger", "number": "numbers", "driver": "drivers", "signal": "signals",
    "inquiry": "inquiries", "step": "steps", "partner": "partners", "trigger": "triggers",
}  # fmt: skip
SIGN = {sign: word for word, sign in COMPARISONS.items()}
DAY = "2026-11-24"


# ------------------------------------------------------------ a pack as files (JSON is YAML too)


def condition(value: m.Condition) -> dict[str, Any]:
    match value:
        case m.FactIs():
            return {value.kind: value.id, **dict(value.quals)}
        case m.Absent():
            return {"absent": {value.kind: value.id}}
        case m.NumberIs():
            return {"number": value.id} | {SIGN[sign]: bound / 1000 for sign, bound in value.tests}
        case m.All() | m.AnyOf() | m.NoneOf():
            word = {"All": "all", "AnyOf": "any", "NoneOf": "none"}[type(value).__name__]
            return {word: [condition(inner) for inner in value.of]}
        case m.Count():
            of: Any = value.kind or [{kind: name} for kind, name in value.listed]
            where = {"where": dict(value.where)} if value.where else {}
            return {"at_least" if value.at_least else "fewer_than": {"count": value.count, "of": of, **where}}
    raise AssertionError(value)


def rule_entry(rule: m.Rule) -> dict[str, Any]:
    unless = {"unless": [condition(each) for each in rule.unless]} if rule.unless else {}
    return {
        "rule": rule.id,
        "when": [condition(each) for each in rule.when],
        **unless,
        "then": [{ref.kind: ref.id} for ref in rule.then],
        "because": {"nl": "omdat", "en": "because"},
        "source": ["s"],
        "basis": "seen",
        "review_by": "2099-01-01",
    }


def entry(kind: str, name: str) -> dict[str, Any]:
    text = {"nl": f"{kind} {name}", "en": f"{kind} {name}"}
    found: dict[str, Any] = {kind: name, "name": text, "basis": "seen", "sources": ["s"], "review_by": "2099-01-01"}
    if kind == "number":
        found |= {"unit": text, "minimum": 0, "maximum": 21}
    if kind == "driver":
        found |= {"description": text}
    if kind == "trigger":
        found |= {"level": "micro", "list": "study_2015", "definition": text, "is_not": text}
    if kind == "step":
        found |= {"text": text, "phase": "now"}
    return found


def write(folder: Path, pack: m.Pack, rng: random.Random) -> None:
    """The pack in files: rules and entries in random order, spread over a random number of files."""
    for name in ("knowledge", "rules", "dialogues"):
        (folder / name).mkdir(parents=True)
    spread(folder / "rules", [("rules", rule_entry(rule)) for rule in pack.rules], rng)
    entries = [(LISTS[kind], entry(kind, name)) for kind in LISTS for name in pack.kind(kind)]
    text = {"nl": "bron", "en": "source"}
    source = {
        "source": "s",
        "title": text,
        "publisher": "p",
        "read": "whole",
        "verified": True,
        "review_by": "2099-01-01",
    }
    # The order of steps is content; triggers have a file of their own.
    fixed = {"steps": [], "triggers": []}
    loose = [("sources", source)]
    for name, each in entries:
        if name in fixed:
            fixed[name].append(each)
        else:
            loose.append((name, each))
    rng.shuffle(fixed["triggers"])
    (folder / "knowledge/triggers.yaml").write_text(json.dumps({"triggers": fixed["triggers"]}))
    (folder / "knowledge/steps.yaml").write_text(json.dumps({"steps": fixed["steps"]}))
    spread(folder / "knowledge", loose, rng)


def spread(folder: Path, items: list[tuple[str, dict[str, Any]]], rng: random.Random) -> None:
    rng.shuffle(items)
    files: dict[str, dict[str, list[dict[str, Any]]]] = {}
    names = [f"{rng.randrange(1000):03}" for _ in range(rng.randint(1, 5))]
    for name, each in items:
        files.setdefault(rng.choice(names), {}).setdefault(name, []).append(each)
    for name, lists in files.items():
        (folder / f"f{name}.yaml").write_text(json.dumps(lists))


def facts_file(situation: Situation, rng: random.Random) -> bytes:
    """The situation as a facts file, its facts in random order."""
    facts: list[dict[str, Any]] = []
    for fact in situation.facts.values():
        if fact.state == PRESENT:
            facts.append({fact.kind: fact.id, **dict(fact.quals)})
        elif fact.state in (ABSENT, UNKNOWN):
            facts.append({fact.state: {fact.kind: fact.id}})
    facts += [{"number": number.id, "value": number.value / 1000} for number in situation.numbers.values()]
    rng.shuffle(facts)
    return json.dumps({"as_of": DAY, "facts": facts}).encode()


def result_bytes(guide: Guide, data: bytes, languages: Iterable[str] = ("nl",)) -> bytes:
    as_of, situation = read_facts(data, "facts.yaml", guide.pack, DAY)
    result = result_of_facts(guide, situation, as_of)
    return "".join(to_json(result, language) for language in languages).encode()  # type: ignore[arg-type]


def all_concluded(pack: m.Pack) -> m.Pack:
    """The pack with a rule for whatever no rule concludes: to look at what is never concluded is an author's error."""
    concluded = {(ref.kind, ref.id) for rule in pack.rules for ref in rule.then}
    never = m.Observation("event", "never", m.Text("nooit", "never"))
    rules = [
        m.Rule(f"z_{kind}_{name}", (m.FactIs("event", "never"),), (m.Ref(kind, name),))
        for kind in DERIVED
        for name in pack.kind(kind)
        if (kind, name) not in concluded
    ]
    entries = {**pack.entries, "event": {**pack.kind("event"), "never": never}}
    return replace(pack, entries=entries, rules=tuple(sorted((*pack.rules, *rules), key=lambda rule: rule.id)))


@pytest.mark.parametrize("seed", range(12))
def test_rules_files_and_facts_in_any_order_give_the_same_bytes(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    pack = all_concluded(make_pack(rng, USUAL))
    situation = make_situation(rng, pack, danger=0.1 if seed % 4 else 0.9)
    digests, results = set(), set()
    for turn in range(3):
        folder = tmp_path / str(turn)
        write(folder, pack, rng)
        loaded = load_pack(folder)
        assert loaded.pack is not None, [(str(f.place), f.code, dict(f.values)) for f in loaded.findings]
        assert [rule.id for rule in loaded.pack.rules] == [rule.id for rule in pack.rules]
        guide = Guide(loaded.pack)
        digests.add(loaded.pack.digest)
        results |= {result_bytes(guide, facts_file(situation, rng)) for _ in range(2)}
        guide.reasoner.engine.close()
    assert len(digests) == 1
    assert len(results) == 1
    CONCLUSIONS.append((pack, situation, json.loads(results.pop())))


CONCLUSIONS: list[tuple[m.Pack, Situation, dict[str, Any]]] = []


def test_those_results_had_something_to_say() -> None:
    if len(CONCLUSIONS) < 12:
        pytest.skip("the cases ran elsewhere")
    tally = Tally("any order, same bytes")
    for pack, situation, data in CONCLUSIONS:
        refs = [f"{each['kind']}:{each['id']}" for each in data["conclusions"]]
        used = {each["rule"] for conclusion in data["conclusions"] for each in conclusion["because"]}
        tally.see(situation, refs, [rule for rule in pack.rules if rule.id in used])
    tally.close()
