"""What stays possible, for readers: below the line, first of what is worth finding out, without steps of its own."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.vocabulary import DOUBTED
from assistant.reasoning.possible import Possible
from assistant.result.page import Item
from assistant.result.result import Result
from assistant.result.words import capital

MOST_NAMED = 3


def possible_items(result: Result, language: Language) -> Iterator[Item]:
    """One item for everything that stays possible. Its proof is what was said: from there the answer can be completed."""
    words = phrases(language)
    for place, item in enumerate(result.possible):
        facts = facts_of(item)
        name, said = result.name(item.ref, language), [result.name(fact, language) for fact in facts]
        named = "; ".join(said[:MOST_NAMED]) + (f"; {words('possible.more')}" if len(said) > MOST_NAMED else "")
        trigger = item.ref.startswith("trigger:")
        about = words("possible.trigger", name=name) if trigger else words("possible.about", names=named)
        told = f"{about} {words('possible.text')}" if place == 0 else about  # how to go on is said once
        yield Item(facts[0], capital(named if trigger else name), words(f"possible.{unknown_of(item)}"), told)


def facts_of(item: Possible) -> tuple[str, ...]:
    """The facts, as `kind:id`, of which a detail matters."""
    return tuple(dict.fromkeys(edit.target for needs in item.needs for edit in needs))


def unknown_of(item: Possible) -> str:
    """Which details are unknown: when, impact, or both."""
    names = {edit.qualifier for needs in item.needs for edit in needs}
    return "_".join(name for name in DOUBTED if name in names)
