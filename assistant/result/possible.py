"""What stays possible, for readers: below the line, first of what is worth finding out, without steps of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.vocabulary import DOUBTED
from assistant.reasoning.possible import Possible
from assistant.result.page import Item
from assistant.result.result import Result
from assistant.result.words import capital

MOST_NAMED = 3


def possible_items(result: Result, language: Language) -> Iterator[Item]:
    """What stays possible: trigger factors that wait for the same details together, so that a short page names them all; the rest after.

    Their proof is what was said: from there the answers can be completed, all on one screen.
    """
    words = phrases(language)
    go_on = words("possible.text")  # said once
    waiting: dict[str, list[Possible]] = {}
    for item in result.possible:
        waiting.setdefault(unknown_of(item) if item.ref.startswith("trigger:") else item.ref, []).append(item)
    for items in sorted(waiting.values(), key=lambda items: not items[0].ref.startswith("trigger:")):
        facts = named_once(result, items)
        said, names = [
            "; ".join(result.name(ref, language) for ref in refs) for refs in (facts, [i.ref for i in items])
        ]
        if items[0].ref.startswith("trigger:"):
            title, told = said, words("possible.triggers" if len(items) > 1 else "possible.trigger", names=names)
        else:
            named = "; ".join(result.name(fact, language) for fact in facts[:MOST_NAMED])
            more = f"; {words('possible.more')}" if len(facts) > MOST_NAMED else ""
            title, told = names, words("possible.about", names=named + more)
        yield Item(facts[0], capital(title), words(f"possible.{unknown_of(items[0])}"), f"{told} {go_on}".strip())
        go_on = ""


def longer_ago_items(result: Result, language: Language) -> Iterator[Item]:
    """One line for all that was named, is longer ago, and could weigh all the same."""
    words = phrases(language)
    facts = named_once(result, result.longer_ago)
    if facts:
        named = "; ".join(result.name(fact, language) for fact in facts)
        names = "; ".join(result.name(item.ref, language) for item in result.longer_ago)
        told = words("possible.triggers" if len(result.longer_ago) > 1 else "possible.trigger", names=names)
        yield Item(
            facts[0], capital(named), words("possible.longer_ago"), f"{told} {words('possible.longer_ago.text')}"
        )


def named_once(result: Result, items: Iterable[Possible]) -> list[str]:
    """The facts of which a detail matters, without what another of them says more exactly."""
    facts = dict.fromkeys(fact for item in items for fact in facts_of(item))
    return [fact for fact in facts if not facts.keys() & set(result.finer.get(fact, ()))]


def facts_of(item: Possible) -> tuple[str, ...]:
    """The facts, as `kind:id`, of which a detail matters."""
    return tuple(dict.fromkeys(edit.target for needs in item.needs for edit in needs))


def unknown_of(item: Possible) -> str:
    """Which details are unknown: when, impact, or both."""
    names = {edit.qualifier for needs in item.needs for edit in needs}
    return "_".join(name for name in DOUBTED if name in names)
