"""The result as JSON: the contract other programs read. Same pack, answers, language and date give the same bytes."""

from __future__ import annotations

import json
from typing import Any

from assistant.content.model import Language
from assistant.content.questions import kind_of
from assistant.dialogue.replay import Position, Turn
from assistant.dialogue.session import KNOWN
from assistant.reasoning.proof import Because
from assistant.reasoning.situation import NOT_REPORTED, Fact
from assistant.reasoning.whynot import describe
from assistant.result.content_used import expired_banner
from assistant.result.possible import facts_of
from assistant.result.result import PERSON, Result
from assistant.result.worth import how_of

SCHEMA = 1


def to_json(result: Result, language: Language) -> str:
    """The result as one JSON text with a line end."""
    return json.dumps(to_data(result, language), ensure_ascii=False, indent=1) + "\n"


def to_data(result: Result, language: Language) -> dict[str, Any]:
    """The result as plain data, in the order of the contract."""
    position = result.position
    return {
        "schema": SCHEMA,
        "as_of": result.as_of,
        "banner": list(expired_banner(result, language)),
        "pack": {"version": result.pack.info.version, "digest": result.pack.digest},
        "dialogue": {"id": result.dialogue.id, "version": result.dialogue.version} if result.dialogue else None,
        "language": language,
        "path": [_step(turn) for turn in position.turns if not kind_of(turn.question).silent] if position else [],
        "unused": list(position.unused) if position else [],
        "facts": _facts(result, language),
        "conflicts": _conflicts(position),
        "conclusions": [conclusion(result, ref, language) for ref in result.outcome.conclusions],
        "why_not": [why_not(result, ref, language) for ref in not_drawn(result)],
        "open": open_items(result),
        "possible": possible_items(result, language),
        "longer_ago": longer_ago_items(result, language),
        "ended": result.ended,
    }


def _step(turn: Turn) -> dict[str, Any]:
    return {"question": turn.key, "answer": answer_words(turn), "state": turn.answer.state if turn.answer else ""}


def answer_words(turn: Turn) -> list[str]:
    """An answer as words: option ids, `qualifier=value`, a number or a month."""
    answer = turn.answer
    if answer is None or answer.state != KNOWN:
        return []
    return kind_of(turn.question).as_words(answer)


def _facts(result: Result, language: Language) -> list[dict[str, Any]]:
    rank = result.pack.rank
    facts = [fact for fact in result.situation.facts.values() if fact.state != NOT_REPORTED]
    found = [_fact(result, fact, language) for fact in sorted(facts, key=lambda fact: rank[fact.ref])]
    for number in sorted(result.situation.numbers.values(), key=lambda number: number.id):
        name = result.name(f"number:{number.id}", language)
        value = number.value // 1000 if number.value % 1000 == 0 else number.value / 1000
        found.append(
            {"kind": "number", "id": number.id, "name": name, "state": "present", "value": value}
            | {"from": list(number.origins)}
        )
    return found


def _fact(result: Result, fact: Fact, language: Language) -> dict[str, Any]:
    base = {"kind": fact.kind, "id": fact.id, "name": result.name(fact.ref, language), "state": fact.state}
    return base | dict(fact.quals) | {"from": list(fact.origins)}


def _conflicts(position: Position | None) -> list[dict[str, Any]]:
    conflicts = position.conflicts if position else ()
    return [{"fact": c.ref, "kept": c.kept, "other": c.other, "from": list(c.origins)} for c in conflicts]


def conclusion(result: Result, ref: str, language: Language) -> dict[str, Any]:
    """One conclusion with its proof."""
    kind, _, name = ref.partition(":")
    entry = result.pack.entry(kind, name)
    return {
        "kind": kind,
        "id": name,
        "name": result.name(ref, language),
        "basis": entry.basis if entry else "not_entered",
        "because": [because(result, each, language) for each in result.explainer.because(ref)],
        "would_change_if": [[str(edit) for edit in edits] for edits in result.explainer.changes(ref)],
    } | _more(result, kind, name, language)


def _more(result: Result, kind: str, name: str, language: Language) -> dict[str, Any]:
    """What only conclusions of some kinds have: what is local of a partner, and how one may find something out."""
    if kind == "partner":
        return {"local": _local(result, name, language)}
    return {"how": how_of(result.pack, f"{kind}:{name}")} if kind == "inquiry" else {}


def _local(result: Result, partner: str, language: Language) -> dict[str, str] | None:
    """What the local directory says of a partner, None where it says nothing."""
    contact = result.directory.contact(partner)
    return contact.data(language) if contact else None


def because(result: Result, each: Because, language: Language) -> dict[str, Any]:
    """One fired alternative: the rule, the facts, and the person's own answers behind them."""
    return {
        "rule": each.rule.id,
        "text": result.say(each.rule.because, language),
        "facts": list(each.support.facts),
        "needs": list(each.support.needs),
        "not": list(each.support.nots),
        "answers": answers_behind(result, each.support.facts),
        "basis": each.rule.basis,
        "sources": [citation.source for citation in each.rule.sources],
    }


def answers_behind(result: Result, facts: tuple[str, ...]) -> list[str]:
    """The questions whose answers gave these facts, through every chain, in the order of the path."""
    keys: dict[str, None] = {}
    for fact in facts:
        grounds = result.explainer.ground(fact) if fact in result.outcome.because else (fact,)
        for name in grounds:
            bare = name.partition("=")[0]
            known = result.situation.facts.get(bare) or result.situation.numbers.get(bare.removeprefix("number:"))
            if known:
                keys.update(dict.fromkeys(known.origins))
    order = {turn.key: place for place, turn in enumerate(result.position.turns)} if result.position else {}
    return sorted(keys, key=lambda key: (order.get(key, len(order)), key))


def not_drawn(result: Result) -> tuple[str, ...]:
    """The concerns that were not drawn; only about a person any ever is, so elsewhere none is told."""
    return result.explainer.not_drawn if result.about == PERSON else ()


def why_not(result: Result, ref: str, language: Language) -> dict[str, Any]:
    """One concern that was not drawn: what each rule lacks, and the smallest edits that would bring it."""
    kind, _, name = ref.partition(":")
    missing = [
        {"rule": each.rule.id, "conditions": [describe(c) for c in each.unmet]}
        | ({"blocked_by": [describe(c) for c in each.blocking]} if each.blocking else {})
        for each in result.explainer.why_not(ref)
    ]
    changes = [[str(edit) for edit in edits] for edits in result.explainer.changes(ref)]
    return {
        "kind": kind,
        "id": name,
        "name": result.name(ref, language),
        "missing": missing,
        "would_appear_if": changes,
    }


def possible_items(result: Result, language: Language) -> list[dict[str, Any]]:
    """What is not concluded, but would be if unknown details of what is present were known; each with the details that would do."""
    return [
        {
            "kind": item.ref.partition(":")[0],
            "id": item.ref.partition(":")[2],
            "name": result.name(item.ref, language),
            "needs": [[f"{edit.target}.{edit.qualifier}={edit.value}" for edit in needs] for needs in item.needs],
            "how": _how(result, f"{item.needs[0][0].target}@{item.needs[0][0].qualifier}"),
        }
        for item in result.possible
    ]


def longer_ago_items(result: Result, language: Language) -> list[dict[str, Any]]:
    """Trigger factors that are neither concluded nor possible only because what was named is longer ago; with those facts."""
    return [
        {
            "kind": "trigger",
            "id": item.ref.partition(":")[2],
            "name": result.name(item.ref, language),
            "facts": list(facts_of(item)),
        }
        for item in result.longer_ago
    ]


def _how(result: Result, fact: str) -> str | None:
    """How one may find out a fact or a detail; None where nothing is worth finding out."""
    return None if result.asks_nothing else how_of(result.pack, fact)


def open_items(result: Result) -> list[dict[str, Any]]:
    """What is still open, with the question that would tell."""
    asks: dict[str, str] = {}
    for question in result.dialogue.questions if result.dialogue else ():
        for kind, name in question.recordable:
            asks.setdefault(f"{kind}:{name}", question.id)
    return [
        {
            "fact": item.fact,
            "state": item.state,
            "question": asks.get(item.fact.partition("@")[0], ""),
            "could_add": list(item.could_add),
            "could_remove": list(item.could_remove),
            "could_add_with_details": list(item.with_details),
            "how": _how(result, item.fact),
        }
        for item in result.open
    ]
