"""Small sentences about facts, qualifiers and edits, in the words of the interface and the pack."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.interface import phrases
from assistant.content.model import Language, about, of_kind
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
    ref = about(fact)
    text, behind = result.name(ref, language), fact.removeprefix(ref)
    if of_kind(fact, "number"):
        return f"{text} {behind}".strip()
    if behind.startswith("="):
        return words(f"state.{behind[1:]}", name=text)
    details = [words(f"qualifier.{pair.replace('=', '.')}") for pair in behind[1:].split(",") if pair]
    return f"{text} ({', '.join(details)})" if details else text


def edit_sentence(result: Result, edits: Iterable[Edit], language: Language) -> str:
    """Edits as something to suppose: `Stel dat dit niet speelt: ontslag.` The same said of several things is said once."""
    by_kind: dict[tuple[str, str], list[str]] = {}
    said: list[str] = []
    named: set[str] = set()
    for edit in edits:
        name = result.name(edit.target, language)
        if of_kind(edit.target, "number"):
            said.append(phrases(language)("edit.number", name=name, value=f"{int(edit.value) / 1000:g}"))
        else:
            by_kind.setdefault((edit.qualifier, edit.value), []).append("" if edit.target in named else name)
            named.add(edit.target)
    for (qualifier, value), names in by_kind.items():
        joined = f"; {phrases(language)('edit.and')} ".join(filter(None, names))
        said.append(supposed(Edit("", qualifier, value), joined, language, more=bool(said)))
    return " ".join(said)


def supposed(edit: Edit, names: str, language: Language, *, more: bool = False) -> str:
    """One supposition about `names`, or, without names, about what was named just before; `more` when another goes before it."""
    words = phrases(language)
    clause = words(f"edit.{edit.qualifier}.{edit.value}" if edit.qualifier else f"edit.{edit.value}")
    start = words("edit.and_suppose" if more else "edit.suppose", clause=clause)
    return f"{start}: {names}." if names else f"{start}."


def date_in_words(day: str, language: Language) -> str:
    """A day such as `2026-11-24` as `24 november 2026`; anything else as it stands."""
    parts = day.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return day
    return f"{int(parts[2])} {phrases(language)('date.months').split()[int(parts[1]) - 1]} {parts[0]}"
