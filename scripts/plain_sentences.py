"""How long the sentences are of the texts that must be plain: danger, law and sharing.

python scripts/plain_sentences.py [--long]     prints per kind of text and language how many, the mean and the longest; --long the too long ones
                                               and those with a word of the trade
"""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from assistant.content.interface import phrases
from assistant.content.model import Language, Pack, Step, Text
from assistant.content.pack import read_pack, shipped

KINDS = ("danger", "law", "sharing")
MEAN, LONGEST = 10, 15
"""Words in a sentence: at most so many on average, and never more than so many."""
TRADE: dict[Language, tuple[str, ...]] = {
    "nl": (
        *("afwegingskader", "proportionaliteit", "subsidiariteit", "doelbinding", "casus", "casuïstiek"),
        *(
            "handelingsverlegen",
            "interventie",
            "risicotaxatie",
            "monitoren",
            "inzake",
            "middels",
            "PGA",
            "RvdK",
            "ZVH",
            "LKHA",
        ),
        *("informed consent", "safety", "outreach", "case", "grooming", "sextortion", "victim blaming"),
    ),
    "en": (
        "proportionality",
        "subsidiarity",
        "purpose limitation",
        "RvdK",
        "PGA",
        "ZVH",
        "LKHA",
        "pursuant",
        "thereof",
    ),
}
"""Words of the trade, of an office or of another language, which a text that is read in haste or in doubt says otherwise."""
_END = re.compile(r"(?<=[.!?])[\"'”]?\s+")


@dataclass(frozen=True)
class Measured:
    """The sentences of one kind of text in one language, with where they stand."""

    kind: str
    language: Language
    sentences: tuple[tuple[str, str], ...]

    @property
    def mean(self) -> float:
        """The mean number of words."""
        return statistics.mean(len(said.split()) for _, said in self.sentences)

    @property
    def long(self) -> list[tuple[str, str]]:
        """The sentences with too many words."""
        return [(where, said) for where, said in self.sentences if len(said.split()) > LONGEST]

    @property
    def trade(self) -> list[tuple[str, str]]:
        """The sentences with a word of the trade."""
        words = [re.compile(rf"\b{word}\b", 0 if word.isupper() else re.IGNORECASE) for word in TRADE[self.language]]
        return [(where, said) for where, said in self.sentences if any(word.search(said) for word in words)]


def measured(pack: Pack) -> list[Measured]:
    """Every kind of text in both languages."""
    found = []
    for kind in KINDS:
        for language in ("nl", "en"):
            texts = _texts_of(pack, kind, language)
            found.append(Measured(kind, language, tuple((where, s) for where, text in texts for s in _sentences(text))))
    return found


def _texts_of(pack: Pack, kind: str, language: Language) -> Iterator[tuple[str, str]]:
    if kind == "danger":
        values: list[tuple[str, Any]] = [(entry.ref, entry) for entry in pack.kind("danger").values()]
    elif kind == "law":
        values = [(entry.ref, entry) for name in ("law", "help_page") for entry in pack.kind(name).values()]
        steps = [entry for entry in pack.kind("step").values() if isinstance(entry, Step)]
        values += [(step.ref, step) for step in steps if step.duty or step.phase == "now"]
    else:
        entries = [entry for entries in pack.entries.values() for entry in entries.values()]
        values = [(entry.ref, entry) for entry in entries if entry.id.startswith("s_")]
        values += [(f"rule:{rule.id}", rule) for rule in pack.rules if rule.id.startswith("s_")]
        values += [(f"dialogue:{each.id}", each) for each in pack.dialogues.values() if each.about == "sharing"]
        shown = phrases(language).texts.items()
        yield from ((key, text) for key, text in shown if key.startswith("sharing.") and not key.endswith(".footer"))
    for where, value in values:
        yield from ((where, text.in_(language)) for text in _texts(value))


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif hasattr(value, "values"):
        for item in value.values():
            yield from _texts(item)


def _sentences(text: str) -> Iterator[str]:
    """What ends as a sentence does: names of things and answers to choose are shorter still, and would flatter the mean."""
    yield from (part for part in _END.split(text) if re.search(r"[.!?][\"'”]?$", part))


def main(arguments: list[str]) -> int:
    """Print the figures; exits 1 when a text is not plain enough."""
    plain = True
    for each in measured(read_pack(shipped())):
        good = each.mean <= MEAN and not each.long and not each.trade
        plain = plain and good
        longest = max(len(said.split()) for _, said in each.sentences)
        print(
            f"{each.kind:8} {each.language}  {len(each.sentences):4} sentences, mean {each.mean:4.1f}, longest {longest}{'' if good else '  (!)'}"
        )
        for where, said in (*each.long, *each.trade) if "--long" in arguments else ():
            print(f"    {where}: {said}")
    return 0 if plain else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
