"""The lexicon of a pack: everyday words for the finder. Phrases stand in one text per language, parted by semicolons.

A phrase is made of slots, parted by spaces: a word, a choice (`baan/werk`), a list of words (`[job]`), a fixed run (`in_de_put`, with
`~` for any one word), or something that may not stand in the sentence (`!film`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from assistant.content import model as m
from assistant.content.reader import Fields
from assistant.content.vocabulary import LANGUAGES, OBSERVED
from assistant.records import dataclass

if TYPE_CHECKING:
    from assistant.content.check import Checker  # what finds words waits for nothing that checks them


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a phrase: any of these words and runs, or of the words of these lists; `absent`: none of them may be there."""

    words: tuple[str, ...]
    lists: tuple[str, ...]
    absent: bool = False


def slots(phrase: str) -> tuple[Slot, ...]:
    """The parts of a phrase. What is not well written (an empty choice, half a bracket) stays a word; `check` tells it."""
    found = []
    for part in phrase.split():
        choices = [choice for choice in part.removeprefix("!").split("/") if choice]
        lists = tuple(choice[1:-1] for choice in choices if _is_list(choice))
        words = tuple(choice.replace("_", " ") for choice in choices if not _is_list(choice))
        found.append(Slot(words, lists, part.startswith("!")))
    return tuple(found)


def _is_list(choice: str) -> bool:
    return choice.startswith("[") and choice.endswith("]")


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


def read_lists(fields: Fields) -> list[m.WordList]:
    """The list `word_lists:`: words that do the same work, for use in phrases as `[id]`."""
    lists = []
    for inner in fields.each("word_lists"):
        words = m.WordList(inner.identifier("list"), read_phrases(inner), inner.place)
        inner.done()
        if words.id:
            lists.append(words)
    return lists


def read_forms(fields: Fields) -> list[m.WordForms]:
    """The list `word_forms:`: forms of words of the lexicon, one language a line. Written by scripts/word_forms.py."""
    found = []
    for inner in fields.each("word_forms"):
        word, spoken = inner.word("word", need=True), inner.choice("language", LANGUAGES, need=True, default="nl")
        forms = tuple(form for part in inner.word("forms", need=True).split(";") if (form := part.strip()))
        inner.done()
        if word and forms:
            found.append(m.WordForms(word, spoken, forms, inner.place))
    return found


def read_lexicon(fields: Fields) -> list[m.Wording]:
    """The list `lexicon:`: phrases per observed fact."""
    found = []
    for inner in fields.each("lexicon"):
        kind = next((key for key in inner.node.entries if key in OBSERVED), "event")
        wording = m.Wording(
            kind, inner.identifier(kind), read_phrases(inner), inner.flag("lacks"), inner.flag("near"), inner.place
        )
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
        self._lists = {words.id: words for words in self.lexicon.lists}

    def run(self) -> None:
        """Check every wording and every group."""
        for wording in self.lexicon.wordings:
            self.checker.declared(wording.kind, wording.id, wording.place)
        self._written()
        for language in LANGUAGES:
            self._language("nl" if language == "nl" else "en")

    def _written(self) -> None:
        """That every phrase is well written and names lists that exist."""
        known = {words.id for words in self.lexicon.lists}
        holders = [(wording.phrases, wording.place) for wording in self.lexicon.wordings]
        holders += [(words.words, words.place) for words in self.lexicon.lists]
        for phrases, place in holders:
            for phrase in (*phrases.nl, *phrases.en):
                parts = slots(phrase)
                if not parts or any(_damaged(part) for part in phrase.split()):
                    self.checker.notes.add("lexicon/phrase", place, word=phrase)
                for name in dict.fromkeys(name for slot in parts for name in slot.lists):
                    if name not in known:
                        self.checker.notes.unknown("reference/unknown", place, name, known, kind="word_lists")
        for words in self.lexicon.lists:
            if words.id in _within(words.id, {each.id: each for each in self.lexicon.lists}):
                self.checker.notes.add("lexicon/circle", words.place, word=words.id)

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
            told = _padded(" ; ".join(self._whole(phrase, language) for phrase in wording.phrases.in_(language)))
            here = [word for first in set(told.split()) for word in by_first.get(first, ()) if _padded(word) in told]
            for word in sorted(
                here, key=lambda word: (-len(word), word)
            ):  # an idiom such as "black and white" goes first
                if groups[word].neutral and _padded(word) in told:
                    fact = f"{wording.kind}:{wording.id}"
                    self.checker.notes.add("lexicon/neutral", wording.place, word=word, fact=fact)
                told = told.replace(_padded(word), " ; ")

    def _whole(self, phrase: str, language: m.Language) -> str:
        """A phrase as plain text for the guard: every choice apart, and the words of its lists with it."""
        parts = []
        for slot in slots(phrase):
            parts += [" ".join(slot.words)] if len(slot.words) < 2 else [" ; ".join(slot.words)]
            parts += [" ; ", " ; ".join(list_words(slot.lists, self._lists, language)), " ; "] if slot.lists else []
        return " ".join(parts)


def _damaged(part: str) -> bool:
    """Whether a part of a phrase is badly written: an empty choice, half a bracket, a list within a run."""
    choices = part.removeprefix("!").split("/")
    return any(
        not choice or ("[" in choice or "]" in choice) != _is_list(choice) or choice == "[]" for choice in choices
    )


def _within(name: str, lists: dict[str, m.WordList]) -> set[str]:
    """The lists that stand in a list, and in those."""
    seen: set[str] = set()
    todo = [name]
    while todo:
        words = lists.get(todo.pop())
        phrases = (*words.words.nl, *words.words.en) if words else ()
        fresh = {inner for phrase in phrases for slot in slots(phrase) for inner in slot.lists} - seen
        seen |= fresh
        todo += fresh
    return seen


def list_words(names: Iterable[str], lists: Mapping[str, m.WordList], language: m.Language) -> tuple[str, ...]:
    """The words and runs of some lists, with those of the lists in them. A list that does not exist has none."""
    found: dict[str, None] = {}
    todo, seen = list(names), set[str]()
    while todo:
        name = todo.pop(0)
        if name in seen or name not in lists:
            continue
        seen.add(name)
        for phrase in lists[name].words.in_(language):
            if _is_list(phrase):
                todo.append(phrase[1:-1])
            else:
                found[phrase.replace("_", " ")] = None
    return tuple(found)


def _padded(words: str) -> str:
    """Plain words with a space at both ends, so that whole words are found."""
    return f" {words.lower().replace('-', ' ')} "
