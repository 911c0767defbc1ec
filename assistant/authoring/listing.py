"""What a pack has, by kind, to look up the names that its files are written with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.authoring.codes import explained_codes, severity
from assistant.content.interface import phrases
from assistant.content.model import Language, Pack, Text
from assistant.content.vocabulary import NUMBER, OBSERVED
from assistant.errors import Place
from assistant.records import dataclass

_GAP = re.compile(r"\s*{\w+}\s*")
OBSERVATIONS = (*OBSERVED, NUMBER)
ENTRIES = ("trigger", "driver", "signal", "inquiry", "step", "partner", "source")
"""Kinds of knowledge that are a list of their own."""


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that files name: its kind, its id, its name in words and where it stands; `also` are other words to find it by."""

    kind: str
    id: str
    name: str
    where: str = ""
    also: str = ""

    def fits(self, wanted: list[str]) -> bool:
        """Whether every word of `wanted` stands somewhere in it."""
        text = f"{self.id} {self.id.replace('_', ' ')} {self.name} {self.also}".casefold()
        return all(word in text for word in wanted)

    def begins(self, wanted: list[str]) -> bool:
        """Whether its id or its name is, or begins with, what was typed."""
        typed = " ".join(wanted)
        return self.id.startswith(typed.replace(" ", "_")) or self.name.casefold().startswith(typed)


def _entries(pack: Pack, language: Language, *kinds: str) -> Iterator[Named]:
    for kind in kinds:
        for entry in pack.kind(kind).values():
            yield _named(kind, entry.id, entry.name, entry.place, language)


def _named(kind: str, name: str, text: Text, place: Place, language: Language) -> Named:
    said = " ".join(text.in_(language).split())
    return Named(kind, name, said, _where(place), f"{text.nl} {text.en}")


def _where(place: Place) -> str:
    return f"{place.file}:{place.line}" if place.line else place.file


def _rules(pack: Pack, language: Language) -> Iterator[Named]:
    for rule in pack.rules:
        one = _named("rule", rule.id, rule.because, rule.place, language)
        facts = " ".join(str(ref) for ref in rule.then)
        yield Named(one.kind, one.id, one.name, one.where, f"{one.also} {facts}")


def _questions(pack: Pack, language: Language) -> Iterator[Named]:
    for dialogue in pack.dialogues.values():
        for question in dialogue.questions:
            yield _named("question", f"{dialogue.id}.{question.id}", question.ask, question.place, language)


def _cases(pack: Pack, language: Language) -> Iterator[Named]:
    for case in pack.cases.values():
        yield _named("case", case.id, case.title, case.place, language)


def _words(pack: Pack, _: Language) -> Iterator[Named]:
    for words in pack.lexicon.lists:
        yield Named("word_list", words.id, "; ".join(words.words.nl), _where(words.place), "; ".join(words.words.en))
    for family in pack.danger_words.families:
        told = "; ".join(family.words.en)
        yield Named("danger_family", family.id, "; ".join(family.words.nl), _where(family.place), told)


def _codes(_: Pack, language: Language) -> Iterator[Named]:
    texts = {each: phrases(each, "findings").texts for each in ("nl", "en")}
    for code in sorted(explained_codes()):
        also = " ".join(texts[each][code] + " " + texts[each][f"{code}!"] for each in texts)
        told = _GAP.sub(" … ", texts[language][code]).strip()
        yield Named("code", code, told, severity(code), also)


_LISTS: dict[str, Callable[[Pack, Language], Iterator[Named]]] = {
    "observations": lambda pack, language: _entries(pack, language, *OBSERVATIONS),
    "triggers": lambda pack, language: _entries(pack, language, "trigger"),
    "drivers": lambda pack, language: _entries(pack, language, "driver"),
    "signals": lambda pack, language: _entries(pack, language, "signal"),
    "inquiries": lambda pack, language: _entries(pack, language, "inquiry"),
    "steps": lambda pack, language: _entries(pack, language, "step"),
    "partners": lambda pack, language: _entries(pack, language, "partner"),
    "sources": lambda pack, language: _entries(pack, language, "source"),
    "rules": _rules,
    "questions": _questions,
    "cases": _cases,
    "words": _words,
    "codes": _codes,
}
LISTS = tuple(_LISTS)
_PART_OF = {
    **dict.fromkeys(OBSERVATIONS, "observations"),
    **dict.fromkeys(("word_list", "word_lists", "danger_family", "danger_families"), "words"),
    "inquiry": "inquiries",
}


def list_of(said: str) -> str:
    """The list that somebody means: by its name, in one or more, in Dutch or English, or by a kind that is part of it; else empty."""
    word = said.casefold()
    if word in _LISTS:
        return word
    if word in _PART_OF:
        return _PART_OF[word]
    for name in LISTS:
        called = {phrases(each, "trainer")(f"list.{name}").casefold() for each in ("nl", "en")}
        if word in called or f"{word}s" == name:
            return name
    return ""


def listed(pack: Pack, said: str, words: str, language: Language) -> tuple[Named, ...]:
    """What is in the list `said` (see `list_of`) and fits `words`, the nearest first; everything when there are no words."""
    name, wanted = list_of(said), words.casefold().split()
    only = said.casefold() if said.casefold() in OBSERVATIONS else ""
    fitting = (each for each in _LISTS[name](pack, language) if (not only or each.kind == only) and each.fits(wanted))
    return tuple(sorted(fitting, key=lambda each: not each.begins(wanted)) if wanted else fitting)
