"""How plain the texts are that must be read in haste or in doubt: danger, law, and sharing. Words a sentence, per group and language.

python scripts/reading.py            prints the mean, the longest and the sentences over the limit; exit 1 when a limit is passed
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.content.model import DangerText, HelpPage, Language, Law, Observation, Pack, Step, Text
from assistant.content.pack import read_pack, shipped

MEAN, LONGEST = 10.0, 15
_END = re.compile(r"[.!?]+(?:\s|$|[\"”')])")
_WORD = re.compile(r"[\w{}][\w{}'’/+-]*")
TERMS: Mapping[Language, tuple[str, ...]] = {
    "nl": (
        *(
            "afwegingskader",
            "proportional",
            "subsidiariteit",
            "doelbinding",
            "conflict van plichten",
            "casus",
            "casuïstiek",
        ),
        *(
            "handelingsverlegen",
            "duiden",
            "interventie",
            "risicotaxatie",
            "signaleren",
            "monitoren",
            "PGA",
            "RvdK",
            "ZVH",
            "LKHA",
        ),
        *(
            "informed consent",
            "safety",
            "outreach",
            "case",
            "victim blaming",
            "grooming",
            "sextortion",
            "inzake",
            "middels",
        ),
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
"""Words of the trade, of another language or of an office: a text that is read in haste says it otherwise."""


@dataclass(frozen=True)
class Group:
    """The sentences of one group of texts in one language."""

    name: str
    language: Language
    lengths: tuple[int, ...]
    too_long: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def mean(self) -> float:
        """Words a sentence."""
        return sum(self.lengths) / len(self.lengths)

    @property
    def fits(self) -> bool:
        """Whether it keeps to the limits."""
        return self.mean <= MEAN and not self.too_long and not self.terms


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence. A colon or semicolon ends none: what stands behind it must be read on."""
    return [words for part in _END.split(text) if (words := _WORD.findall(part))]


def measured(pack: Pack) -> Iterator[Group]:
    """Every group that the pack has texts for, in both languages."""
    groups = {"danger": _danger(pack), "law": _law(pack), "sharing": _sharing(pack)}
    for name, texts in groups.items():
        kept = [text for text in texts if text]
        for language in ("nl", "en"):
            if kept:
                yield _group(name, language, [text.in_(language) for text in kept])


def _group(name: str, language: Language, texts: Iterable[str]) -> Group:
    found = [words for text in texts for words in sentences(text)]
    said = [" ".join(words) for words in found]
    terms = [
        f"{term}: {sentence}"
        for sentence in said
        for term in TERMS[language]
        if re.search(rf"\b{term}\b", sentence, 0 if term.isupper() else re.IGNORECASE)
    ]
    too_long = tuple(sentence for sentence, words in zip(said, found, strict=True) if len(words) > LONGEST)
    return Group(name, language, tuple(map(len, found)), too_long, tuple(terms))


def _danger(pack: Pack) -> Iterator[Text]:
    for entry in (*pack.kind("danger").values(), *pack.kind("help_page").values()):
        if isinstance(entry, Observation | HelpPage) and entry.page:
            yield from _page(entry.page)
    yield from (rule.because for rule in pack.rules if rule.place.file.endswith("danger.yaml"))


def _page(page: DangerText) -> Iterator[Text]:
    yield from (page.title, page.call, *page.lines, *page.today, *page.do_not)
    for extra in page.lines_for:
        yield from extra.lines


def _law(pack: Pack) -> Iterator[Text]:
    yield from (entry.text for entry in pack.kind("law").values() if isinstance(entry, Law))
    for step in pack.kind("step").values():
        if isinstance(step, Step) and (step.duty in ("law", "consent") or step.phase == "now"):
            yield from (step.text, *step.text_for.values(), step.do_not)


def _sharing(pack: Pack) -> Iterator[Text]:
    for step in pack.kind("step").values():
        if isinstance(step, Step) and (step.duty == "sharing" or step.place.file.endswith("sharing.yaml")):
            yield from (step.name, step.text, *step.text_for.values(), step.do_not)
    yield from (rule.because for rule in pack.rules if rule.place.file.endswith("sharing.yaml"))
    dialogue = pack.dialogues.get("sharing")
    for question in dialogue.questions if dialogue else ():
        yield from (question.ask, question.help, question.why, question.text, question.after)
        yield from (option.label for option in question.options)


def told(group: Group) -> Iterator[str]:
    """What is printed of a group."""
    head = f"{group.name:8} {group.language}  sentences {len(group.lengths):4}  mean {group.mean:4.1f}  longest {max(group.lengths)}"
    yield (
        head
        if group.fits
        else f"{head}   <-- at most {MEAN:g} on average, {LONGEST} in a sentence, no word of the trade"
    )
    yield from (f"    {len(sentence.split())} words: {sentence}" for sentence in group.too_long)
    yield from (f"    {term}" for term in group.terms)


def main() -> int:
    """Print all; 1 when a limit is passed."""
    groups = tuple(measured(read_pack(shipped())))
    for group in groups:
        print("\n".join(told(group)))
    return 0 if all(group.fits for group in groups) else 1


if __name__ == "__main__":
    sys.exit(main())
