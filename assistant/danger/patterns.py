"""How the words of a family are written, and where they stand in a sentence.

A wording is one word or a few, in their order: `mes` is that word, `bedreig*` every word that begins so, `*wapen` every word that ends so,
`want/wants/wanted` a choice, `<parent>` any wording of that family, `*` any one word, `..` up to six words or none, and `$` the end of the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.content.model import WordFamily
from assistant.language import plain, plain_words
from assistant.records import dataclass

GAP, ANY, END = "..", "*", "$"
GAP_WORDS = 6
"""How many words at most `..` reaches over: the longest middle of a separable verb that people still say."""
_SIGNS = "/*<"
_HEAD = 3
"""The first letters by which words that begin alike are looked up."""

Span = tuple[int, int]
"""The first and the last place of a word or a few words that belong together."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One place of a wording: whole words, beginnings, endings and families of which one must stand there."""

    words: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    families: tuple[str, ...]

    def fits(self, word: str) -> bool:
        return (
            word in self.words
            or (bool(self.starts) and word.startswith(self.starts))
            or (bool(self.ends) and word.endswith(self.ends))
        )


_Wording = tuple[_Element | str, ...]


def _elements(written: str) -> Iterator[_Element | str]:
    """The places of one written word; *don't* has two."""
    if written in (GAP, ANY, END):
        yield written
    elif any(sign in written for sign in _SIGNS):
        yield _choice([plain(part) if part[:1] != "<" else part for part in written.split("/") if part])
    else:
        yield from (_choice([word]) for word in plain_words(written, None))


def _choice(parts: Sequence[str]) -> _Element:
    return _Element(
        frozenset(p for p in parts if "*" not in p and not p.startswith("<")),
        tuple(p[:-1] for p in parts if p.endswith("*")),
        tuple(p[1:] for p in parts if p.startswith("*")),
        tuple(p[1:-1] for p in parts if p.startswith("<")),
    )


class Patterns:
    """The wordings of all families of a pack, made ready for looking up."""

    def __init__(self, families: Iterable[WordFamily]) -> None:
        self.exact: dict[str, set[str]] = defaultdict(set)
        self._starts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._ends: list[tuple[str, str]] = []
        self._by_word: dict[str, list[tuple[_Wording, str]]] = defaultdict(list)
        self._by_start: dict[str, list[tuple[str, _Wording, str]]] = defaultdict(list)
        self._by_family: dict[str, list[tuple[_Wording, str]]] = defaultdict(list)
        for family in families:
            for written in dict.fromkeys((*family.words.nl, *family.words.en)):
                self._keep(written, family.id)

    def _keep(self, written: str, family: str) -> None:
        if written.isascii() and written.isalnum():
            self.exact[written].add(family)
            return
        wording = tuple(element for part in written.split() for element in _elements(part))
        first = wording[0] if wording else GAP
        if isinstance(first, str):
            return  # `check` says so: a wording begins with a word
        if len(wording) == 1 and not first.families:
            for word in first.words:
                self.exact[word].add(family)
            for start in first.starts:
                self._starts[start[:_HEAD]].append((start, family))
            self._ends += [(end, family) for end in first.ends]
            return
        for word in first.words:
            self._by_word[word].append((wording, family))
        for start in first.starts:
            self._by_start[start[:_HEAD]].append((start, wording, family))
        for name in first.families:
            self._by_family[name].append((wording, family))

    def families_of(self, word: str) -> set[str]:
        """The families that hold this one word."""
        families = set(self.exact.get(word, ()))
        families.update(family for start, family in self._starts.get(word[:_HEAD], ()) if word.startswith(start))
        families.update(family for end, family in self._ends if word.endswith(end))
        return families

    def stand(self, words: Sequence[str], single: Sequence[Iterable[str]]) -> dict[str, list[Span]]:
        """Where every family stands in the words of a sentence; `single` has the families that hold each word by itself.

        Wordings that name a family come last, so a family that is named holds plain words and wordings.
        """
        places: dict[str, set[Span]] = defaultdict(set)
        for at, families in enumerate(single):
            for family in families:
                places[family].add((at, at))
        later: list[tuple[int, _Wording, str]] = []
        for at, word in enumerate(words):
            for wording, family in self._beginning(word):
                if any(isinstance(element, _Element) and element.families for element in wording):
                    later.append((at, wording, family))
                elif (end := _end(wording, 0, words, at, {})) is not None:
                    places[family].add((at, end))
        ends: dict[str, dict[int, int]] = {}
        for name, spans in places.items():
            ends[name] = {}
            for first, last in spans:
                ends[name][first] = max(last, ends[name].get(first, 0))
        for name in ends:
            for wording, family in self._by_family.get(name, ()):
                later += [(at, wording, family) for at in ends[name]]
        for at, wording, family in later:
            if (end := _end(wording, 0, words, at, ends)) is not None:
                places[family].add((at, end))
        return {name: sorted(spans) for name, spans in places.items()}

    def holds(self, words: Sequence[str], at: int) -> bool:
        """Whether a wording of several words, as far as it is written out, stands around the word at `at`."""
        for first in range(at + 1):
            for wording, _ in self._by_word.get(words[first], ()):
                size = len(wording)
                if first + size <= at or any(isinstance(e, str) or e.families for e in wording):
                    continue
                if _end(wording, 0, words, first, {}) is not None:
                    return True
        return False

    def _beginning(self, word: str) -> Iterator[tuple[_Wording, str]]:
        yield from self._by_word.get(word, ())
        for start, wording, family in self._by_start.get(word[:_HEAD], ()):
            if word.startswith(start):
                yield wording, family


def _end(
    wording: _Wording, part: int, words: Sequence[str], at: int, ends: Mapping[str, Mapping[int, int]]
) -> int | None:
    """Where a wording that begins at `at` ends; none when it does not stand there."""
    if part == len(wording):
        return at - 1
    element = wording[part]
    if element == GAP:
        for further in range(at, min(len(words), at + GAP_WORDS + 1)):
            if (end := _end(wording, part + 1, words, further, ends)) is not None:
                return end
        return None
    if element == END:
        return at - 1 if at == len(words) else None
    if at >= len(words):
        return None
    if isinstance(element, str) or element.fits(words[at]):
        return _end(wording, part + 1, words, at + 1, ends)
    for name in element.families:
        last = ends.get(name, {}).get(at)
        if last is not None and (end := _end(wording, part + 1, words, last + 1, ends)) is not None:
            return end
    return None
