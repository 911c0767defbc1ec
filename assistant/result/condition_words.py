"""A condition of a rule as a plain phrase, in the words of the pack."""

from __future__ import annotations

from assistant.content import model as m
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.result.result import Result
from assistant.result.words import fact_phrase


def condition_sentence(result: Result, condition: m.Condition, language: Language) -> str:
    """What a condition asks for, without a full stop: `ontslag (korter dan een jaar geleden)`."""
    words = phrases(language)
    match condition:
        case m.FactIs():
            quals = ",".join(f"{q}={value}" for q, value in condition.quals)
            return fact_phrase(result, f"{condition.kind}:{condition.id}" + (f"@{quals}" if quals else ""), language)
        case m.Absent():
            return fact_phrase(result, f"{condition.kind}:{condition.id}=absent", language)
        case m.Unknown():
            return fact_phrase(result, f"{condition.kind}:{condition.id}=unknown", language)
        case m.NumberIs():
            tests = " ".join(f"{sign} {bound / 1000:g}" for sign, bound in condition.tests)
            return f"{result.name(f'number:{condition.id}', language)} {tests}"
        case m.All() | m.AnyOf() | m.NoneOf():
            word = {"All": "and", "AnyOf": "or", "NoneOf": "nor"}[type(condition).__name__]
            between = f" {words(f'condition.{word}')} "
            inner = between.join(condition_sentence(result, each, language) for each in condition.of)
            return words("condition.none", what=inner) if word == "nor" else inner
        case m.Count():
            return _count(result, condition, language)


def _count(result: Result, condition: m.Count, language: Language) -> str:
    words = phrases(language)
    if condition.kind:
        what = words(f"kinds.{condition.kind}")
    else:
        what = "; ".join(result.name(f"{kind}:{name}", language) for kind, name in condition.listed)
    details = ", ".join(words(f"qualifier.{q}.{value}") for q, value in condition.where)
    key = "condition.at_least" if condition.at_least else "condition.fewer_than"
    return words(key, count=condition.count, what=f"{what} ({details})" if details else what)
