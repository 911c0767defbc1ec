"""The lexicon of a pack: everyday words for the finder. Phrases stand in one text per language, parted by semicolons."""

from __future__ import annotations

from assistant.content import model as m
from assistant.content.check import Checker
from assistant.content.reader import Fields
from assistant.content.vocabulary import LANGUAGES, OBSERVED


def read_groups(fields: Fields) -> list[m.WordGroup]:
    """The list `word_groups:`: words that count as one word."""
    groups = []
    for inner in fields.each("word_groups"):
        neutral, common = inner.flag("neutral"), inner.flag("common")
        group = m.WordGroup(inner.identifier("group"), neutral, common, read_phrases(inner), inner.place)
        inner.done()
        if group.id:
            groups.append(group)
    return groups


def read_lexicon(fields: Fields) -> list[m.Wording]:
    """The list `lexicon:`: phrases per observed fact."""
    found = []
    for inner in fields.each("lexicon"):
        kind = next((key for key in inner.node.entries if key in OBSERVED), "event")
        wording = m.Wording(kind, inner.identifier(kind), read_phrases(inner), inner.place)
        inner.done()
        if wording.id:
            found.append(wording)
    return found


def read_phrases(fields: Fields) -> m.Phrases:
    """Words or phrases in both languages, with a semicolon between them."""
    by_language = {}
    for language in LANGUAGES:
        parts = (" ".join(part.split()) for part in fields.word(language, need=True).split(";"))
        by_language[language] = tuple(part for part in parts if part)
    return m.Phrases(by_language["nl"], by_language["en"])


class LexiconChecker:
    """Checks the words of the finder: they belong to declared facts, and neutral words never lead to a concern."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self.lexicon = checker.pack.lexicon

    def run(self) -> None:
        """Check every wording and every group."""
        for wording in self.lexicon.wordings:
            self.checker.declared(wording.kind, wording.id, wording.place)
        for language in LANGUAGES:
            self._language("nl" if language == "nl" else "en")

    def _language(self, language: m.Language) -> None:
        groups: dict[str, m.WordGroup] = {}
        for group in self.lexicon.groups:
            for word in group.words.in_(language):
                first = groups.setdefault(word, group)
                if first is not group:
                    self.checker.notes.add("lexicon/two-groups", group.place, also=first.place, word=word)
        by_first: dict[str, list[str]] = {}
        for word in groups:
            by_first.setdefault(_padded(word).split()[0], []).append(word)
        for wording in self.lexicon.wordings:
            if wording.kind not in m.GUARDED:
                continue
            told = _padded(" ; ".join(wording.phrases.in_(language)))
            here = [word for first in set(told.split()) for word in by_first.get(first, ()) if _padded(word) in told]
            for word in sorted(
                here, key=lambda word: (-len(word), word)
            ):  # an idiom such as "black and white" goes first
                if groups[word].neutral and _padded(word) in told:
                    fact = f"{wording.kind}:{wording.id}"
                    self.checker.notes.add("lexicon/neutral", wording.place, word=word, fact=fact)
                told = told.replace(_padded(word), " ; ")


def _padded(words: str) -> str:
    """Plain words with a space at both ends, so that whole words are found."""
    return f" {words.lower().replace('-', ' ')} "
