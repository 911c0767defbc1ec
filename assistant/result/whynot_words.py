"""Why something was not concluded, in plain sentences: what each rule still lacks, and what would make it appear."""

from __future__ import annotations

from math import prod

from assistant.content import model as m
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.records import dataclass
from assistant.result.result import Result
from assistant.result.words import capital, edit_sentence, fact_phrase, sentence

MAX_RULES = 4
MAX_CHANGES = 5


@dataclass(frozen=True, slots=True)
class Lacking:
    """One way in which the conclusion could have come about: the reason in the field, and what is missing for it."""

    reason: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why one conclusion was not drawn. `changes` say what would make it appear; empty when no one or two things would."""

    title: str
    ways: tuple[Lacking, ...]
    changes: tuple[str, ...]


def why_not_in_words(result: Result, ref: str, language: Language) -> WhyNot:
    """The explanation for `ref`, nearest rule first."""
    kind = phrases(language)(f"kind.{ref.partition(':')[0]}")
    ways = []
    for each in result.explainer.why_not(ref)[:MAX_RULES]:
        lacking = [sentence(condition_words(result, gap, language)) for gap in each.unmet]
        lacking += [sentence(_blocked(result, gap, language)) for gap in each.blocking]
        ways.append(Lacking(result.say(each.rule.because, language), tuple(dict.fromkeys(lacking))))
    changes = tuple(
        " ".join(edit_sentence(result, edit, language) for edit in edits)
        for edits in result.explainer.changes(ref)[:MAX_CHANGES]
    )
    return WhyNot(f"{capital(result.name(ref, language))} ({kind})", tuple(ways), changes)


def condition_words(result: Result, condition: m.Condition, language: Language) -> str:
    """A condition as a piece of plain text, with what is known about it now."""
    words = phrases(language)
    match condition:
        case m.FactIs():
            return _fact(result, condition, language)
        case m.Absent() | m.Unknown():
            state = "absent" if isinstance(condition, m.Absent) else "unknown"
            return fact_phrase(result, f"{condition.kind}:{condition.id}={state}", language)
        case m.NumberIs():
            name = result.name(f"number:{condition.id}", language)
            tests = " ".join(f"{sign} {bound / 1000:g}" for sign, bound in condition.tests)
            return f"{name} {tests}"
        case m.Count():
            return _count(result, condition, language)
        case m.All():
            joint = f" {words('tui.whynot.and')} "
            return joint.join(condition_words(result, inner, language) for inner in condition.of)
        case m.AnyOf():
            return _any(result, condition.of, language)
        case m.NoneOf():
            return words("tui.whynot.none", what=_any(result, condition.of, language))


def _any(result: Result, alternatives: tuple[m.Condition, ...], language: Language) -> str:
    """The alternatives in one line; those about one thing that differ only in details are taken together."""
    said: list[str] = []
    about: dict[str, list[m.FactIs]] = {}
    for each in alternatives:
        if isinstance(each, m.FactIs) and each.quals:
            about.setdefault(f"{each.kind}:{each.id}", []).append(each)
        else:
            said.append(condition_words(result, each, language))
    for facts in about.values():
        values: dict[str, dict[str, None]] = {}
        for fact in facts:
            for name, value in fact.quals:
                values.setdefault(name, {})[value] = None
        if prod(len(found) for found in values.values()) == len({fact.quals for fact in facts}):
            said.append(_together(result, facts[0], values, language))
        else:
            said += [condition_words(result, fact, language) for fact in facts]
    return f"; {phrases(language)('tui.whynot.or')} ".join(said)


def _together(result: Result, fact: m.FactIs, values: dict[str, dict[str, None]], language: Language) -> str:
    """One fact with every detail that would do."""
    words = phrases(language)
    middle = f" {words('tui.whynot.or')} "
    details = [middle.join(words(f"qualifier.{name}.{value}") for value in found) for name, found in values.items()]
    return f"{result.name(f'{fact.kind}:{fact.id}', language)} ({', '.join(details)}){_known(result, fact, language)}"


def _fact(result: Result, fact: m.FactIs, language: Language) -> str:
    ref = f"{fact.kind}:{fact.id}"
    quals = ",".join(f"{name}={value}" for name, value in fact.quals)
    return fact_phrase(result, f"{ref}@{quals}" if quals else ref, language) + _known(result, fact, language)


def _known(result: Result, fact: m.FactIs, language: Language) -> str:
    """What the user said about a fact that a rule asks for, in brackets; nothing when it was not spoken of."""
    words = phrases(language)
    ref = f"{fact.kind}:{fact.id}"
    state = result.situation.state(ref)
    known = result.situation.facts.get(ref)
    if known is not None and state == "present":
        unclear = any(known.qualifier(name) == "unknown" for name, _ in fact.quals)
        return " " + words("tui.whynot.detail_unknown" if unclear else "tui.whynot.detail_other")
    return " " + words(f"tui.whynot.{state}") if state in ("absent", "unknown") else ""


def _count(result: Result, count: m.Count, language: Language) -> str:
    words = phrases(language)
    if count.listed:
        what = "; ".join(result.name(f"{kind}:{name}", language) for kind, name in count.listed)
    else:
        what = words(f"tui.whynot.kind.{count.kind}")
    where = ", ".join(words(f"qualifier.{name}.{value}") for name, value in count.where)
    key = "tui.whynot.at_least" if count.at_least else "tui.whynot.fewer"
    return words(key, count=count.count, what=f"{what} ({where})" if where else what)


def _blocked(result: Result, condition: m.Condition, language: Language) -> str:
    return phrases(language)("tui.whynot.blocked", what=condition_words(result, condition, language))
