"""The questions of the interview before a new file is made, and how their answers are understood."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from assistant.content import model as m
from assistant.content.model import Language
from assistant.records import dataclass, field
from assistant.result.result import NOUN, fill

LONG = 4  # shorter words are in nearly every name, and so are these
EMPTY = frozenset(("from", "with", "that", "their", "voor", "door", "naar", "iets", "iemand", "someone"))
NEAR = 8


@dataclass(frozen=True)
class Ask:
    """One question. `known` are the possible answers, where they are fixed, and `names` what they are called."""

    key: str
    nl: str
    en: str
    default: str
    known: tuple[str, ...] = ()
    names: Mapping[str, m.Text] = field(default_factory=dict)

    def words(self, language: Language) -> str:
        """The question in one language."""
        return self.nl if language == "nl" else self.en

    def name(self, answer: str, language: Language) -> str:
        """What a possible answer is called; its id when it has no name."""
        return fill(self.names[answer], language, NOUN) if answer in self.names else answer


def meant(ask: Ask, typed: str, language: Language) -> tuple[str, ...]:
    """The possible answers that may be meant: by number, by id, or by words that are in its name. One of them is certain."""
    if not ask.known or typed in ask.known:
        return (typed,)
    if typed.isdecimal() and 0 < int(typed) <= len(ask.known):
        return (ask.known[int(typed) - 1],)
    words = typed.casefold().split()
    told = {each: f"{each} {ask.name(each, language)}".casefold() for each in ask.known}
    found = tuple(each for each in ask.known if all(word in told[each] for word in words))
    if found or len(words) < 2:
        return found if words else ()
    long = [
        word for word in words if len(word) >= LONG and word not in EMPTY
    ]  # "sent away from the club": what has any of these
    fits = {each: sum(word in told[each] for word in long) for each in ask.known}
    return tuple(sorted((each for each in ask.known if fits[each]), key=lambda each: -fits[each])[:NEAR])


def named(pack: m.Pack, refs: Iterable[str]) -> dict[str, m.Text]:
    """The names of entries, by `kind:id`."""
    found = ((ref, pack.entry_at(ref)) for ref in refs)
    return {ref: entry.name for ref, entry in found if entry is not None}


def names_of(pack: m.Pack, kind: str) -> dict[str, m.Text]:
    """The names of all entries of a kind, by id."""
    return {name: entry.name for name, entry in pack.kind(kind).items()}


def quoted(text: str) -> str:
    """A text in quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


def both(nl: str, en: str) -> str:
    """A text in both languages."""
    return f"{{nl: {quoted(nl)}, en: {quoted(en)}}}"
