"""Small sentences about facts, qualifiers and edits, in the words of the interface and the pack."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.reasoning.edits import Edit
from assistant.result.result import Result


def capital(text: str) -> str:
    """The text with a capital at the start."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: capital and full stop."""
    text = capital(text.strip())
    return text if text.endswith((".", "?", "!")) else text + "."


def fact_phrase(result: Result, fact: str, language: Language) -> str:
    """A fact as it stands in a proof (`event:a@when=recent`, `event:a=absent`, `number:n<6`) in plain words."""
    words = phrases(language)
    ref, _, quals = fact.partition("@")
    ref, _, state = ref.partition("=")
    kind, _, rest = ref.partition(":")
    if kind == "number":
        name = rest.rstrip("<>=0123456789.-, ")
        return f"{result.name(f'number:{name}', language)} {fact.removeprefix(f'number:{name}')}".strip()
    text = result.name(ref, language)
    if state:
        return words(f"state.{state}", name=text)
    details = [words(f"qualifier.{pair.replace('=', '.')}") for pair in quals.split(",") if pair]
    return f"{text} ({', '.join(details)})" if details else text


def edit_sentence(result: Result, edit: Edit, language: Language) -> str:
    """An edit as something that may turn out: `Het blijkt niet te spelen: ontslag.`"""
    words = phrases(language)
    name = result.name(edit.target, language)
    if edit.target.startswith("number:"):
        return words("edit.number", name=name, value=f"{int(edit.value) / 1000:g}")
    if edit.qualifier:
        return words(f"edit.{edit.qualifier}.{edit.value}", name=name)
    return words(f"edit.{edit.value}", name=name)


def date_in_words(day: str, language: Language) -> str:
    """A day such as `2026-11-24` as `24 november 2026`; anything else as it stands."""
    parts = day.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return day
    return f"{int(parts[2])} {phrases(language)('date.months').split()[int(parts[1]) - 1]} {parts[0]}"
