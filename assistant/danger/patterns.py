"""How the words of a family are written, and where they stand in a sentence.

A wording is one word or a few, in their order: `mes` is that word, `bedreig*` every word that begins so, `*wapen` every word that ends
so, `want/wants/wanted` a choice, `<parent>` any wording of that family, `*` any one word, `..` up to six words or none, and `$` the end of
the sentence.

There are more than twenty thousand wordings, and a first question waits for them: a wording is taken apart only once its first word is met.
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
HEAD = 3
"""The first letters by which words that begin alike are looked up; a beginning has as many at least."""
_SIGNS = frozenset("/*<")

Span = tuple[int, int]
"""The first and the last place of a word or a few words that belong together."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a wording: whole words, beginnings, endings and families of which one must stand there."""

    words: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    families: tuple[str, ...]

    def fits(self, word: str) -> bool:
        """Whether this word by itself may stand there."""
        return (
            word in self.words
            or (bool(self.starts) and word.startswith(self.starts))
            or (bool(self.ends) and word.endswith(self.ends))
        )


@dataclass(frozen=True, slots=True)
class _Wording:
    """A wording taken apart. Of `need` (words, and the first letters of beginnings) something must be in the sentence at all."""

    elements: tuple[Element | str, ...]
    family: str
    need: frozenset[str]
    named: bool
    """Whether it names a family."""


def elements_of(written: str) -> tuple[Element | str, ...]:
    """The places of a wording, in order; a word such as *don't* has two."""
    return tuple(element for part in written.split() for element in _elements(part))


def _elements(part: str) -> Iterator[Element | str]:
    if part in (GAP, ANY, END):
        yield part
    elif not _SIGNS.isdisjoint(part):
        yield _choice([plain(word) if word[:1] != "<" else word for word in part.split("/") if word])
    elif part.isascii() and part.isalnum():
        yield _choice([part])
    else:
        yield from (_choice([word]) for word in plain_words(part, None))


def _choice(parts: Sequence[str]) -> Element:
    return Element(
        frozenset(p for p in parts if "*" not in p and not p.startswith("<")),
        tuple(p[:-1] for p in parts if p.endswith("*")),
        tuple(p[1:] for p in parts if p.startswith("*")),
        tuple(p[1:-1] for p in parts if p.startswith("<")),
    )


def _wording(written: str, family: str) -> _Wording:
    elements = elements_of(written)
    named = any(isinstance(element, Element) and bool(element.families) for element in elements)
    needs = [
        element.words | {start[:HEAD] + ANY for start in element.starts}
        for element in elements[1:]
        if isinstance(element, Element) and not element.families and not element.ends
    ]
    # The shortest choice of long words says most about whether the wording can stand in a sentence.
    need = min(needs, key=lambda words: (len(words), -max(map(len, words))), default=frozenset[str]())
    return _Wording(elements, family, need, named)


class Patterns:
    """The wordings of all families of a pack, made ready for looking up."""

    def __init__(self, families: Iterable[WordFamily]) -> None:
        self._family: dict[str, str] = {}
        self._families: dict[str, list[str]] = defaultdict(list)
        self._starts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._ends: list[tuple[str, str]] = []
        self._by_word: dict[str, str] = {}
        self._by_start: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._by_family: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._met: dict[str, tuple[_Wording, ...]] = {}
        self._met_family: dict[str, tuple[_Wording, ...]] = {}
        single, by_word = self._family, self._by_word
        for family in families:
            name = family.id
            for written in (*family.words.nl, *family.words.en):
                head, _, rest = written.partition(" ")
                if not (head.isalnum() and head.isascii()):
                    self._keep(written, head, rest, name)
                elif rest:
                    by_word[head] = f"{by_word[head]};{name}:{written}" if head in by_word else f"{name}:{written}"
                elif single.setdefault(written, name) is not name:
                    self._families[written].append(name)

    def _keep(self, written: str, head: str, rest: str, family: str) -> None:
        """Keep a wording whose first word is no plain one."""
        if not _SIGNS.isdisjoint(head):
            for part in filter(None, head.split("/")):
                self._keep_choice(part, rest, written, family)
        elif words := plain_words(head, None):
            if len(words) == 1 and not rest:
                self._keep_word(words[0], family)
            elif head not in (GAP, END):
                self._keep_start(words[0], written, family)

    def _keep_choice(self, part: str, rest: str, written: str, family: str) -> None:
        if part == ANY:
            return  # `check` says so: a wording begins with a word
        if part[0] == "<":
            self._by_family[part[1:-1]].append((written, family))
        elif part[-1] == "*" and rest:
            self._by_start[part[:HEAD]].append((part[:-1], written, family))
        elif part[-1] == "*":
            self._starts[part[:HEAD]].append((part[:-1], family))
        elif part[0] == "*":
            self._ends.append((part[1:], family))
        elif rest:
            self._keep_start(plain(part), written, family)
        else:
            self._keep_word(plain(part), family)

    def _keep_word(self, word: str, family: str) -> None:
        if self._family.setdefault(word, family) != family:
            self._families[word].append(family)

    def _keep_start(self, word: str, written: str, family: str) -> None:
        kept = self._by_word.get(word)
        self._by_word[word] = f"{kept};{family}:{written}" if kept else f"{family}:{written}"

    @property
    def single_words(self) -> Iterable[str]:
        """All words that are a wording by themselves."""
        return self._family

    def families_with(self, word: str) -> set[str]:
        """The families in which this word is written out by itself."""
        return {*self._families.get(word, ()), self._family[word]} if word in self._family else set()

    def families_of(self, word: str) -> set[str]:
        """The families that hold this one word."""
        families = self.families_with(word)
        families.update(family for start, family in self._starts.get(word[:HEAD], ()) if word.startswith(start))
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
        present = {*words, *(word[:HEAD] + ANY for word in words)}
        later: list[tuple[int, _Wording]] = []
        for at, word in enumerate(words):
            for wording in self._beginning(word):
                if wording.need and wording.need.isdisjoint(present):
                    continue
                if wording.named:
                    later.append((at, wording))
                elif (end := _end(wording.elements, 0, words, at, {})) is not None:
                    places[wording.family].add((at, end))
        ends: dict[str, dict[int, int]] = {}
        for name, spans in places.items():
            ends[name] = {}
            for first, last in spans:
                ends[name][first] = max(last, ends[name].get(first, 0))
        for name in ends.keys() & self._by_family.keys():
            for wording in self._beginning_so(name):
                if not (wording.need and wording.need.isdisjoint(present)):
                    later += [(at, wording) for at in ends[name]]
        for at, wording in later:
            if (end := _end(wording.elements, 0, words, at, ends)) is not None:
                places[wording.family].add((at, end))
        return {name: sorted(spans) for name, spans in places.items()}

    def holds(self, words: Sequence[str], at: int) -> bool:
        """Whether a wording of several words, as far as it is written out, stands around the word at `at`."""
        for first in range(at + 1):
            for wording in self._beginning(words[first]):
                size = len(wording.elements)
                if wording.named or first + size <= at or any(isinstance(e, str) for e in wording.elements):
                    continue
                if _end(wording.elements, 0, words, first, {}) is not None:
                    return True
        return False

    def _beginning(self, word: str) -> tuple[_Wording, ...]:
        """The wordings that this word may begin, taken apart when it is first met."""
        met = self._met.get(word)
        if met is None:
            kept = self._by_word.get(word)
            raw = (
                [(written, family) for family, _, written in (one.partition(":") for one in kept.split(";"))]
                if kept
                else []
            )
            raw += [
                (written, family)
                for start, written, family in self._by_start.get(word[:HEAD], ())
                if word.startswith(start)
            ]
            if len(self._met) > 20_000:  # nobody types so many words; a program may
                self._met.clear()
            met = self._met[word] = tuple(_wording(written, family) for written, family in raw)
        return met

    def _beginning_so(self, family: str) -> tuple[_Wording, ...]:
        met = self._met_family.get(family)
        if met is None:
            raw = self._by_family.get(family, ())
            met = self._met_family[family] = tuple(_wording(written, whose) for written, whose in raw)
        return met


def _end(
    elements: Sequence[Element | str],
    part: int,
    words: Sequence[str],
    at: int,
    ends: Mapping[str, Mapping[int, int]],
) -> int | None:
    """Where a wording that begins at `at` ends; none when it does not stand there."""
    if part == len(elements):
        return at - 1
    element = elements[part]
    if element == GAP:
        for further in range(at, min(len(words), at + GAP_WORDS + 1)):
            if (end := _end(elements, part + 1, words, further, ends)) is not None:
                return end
        return None
    if element == END:
        return at - 1 if at == len(words) else None
    if at >= len(words):
        return None
    if isinstance(element, str) or element.fits(words[at]):
        return _end(elements, part + 1, words, at + 1, ends)
    for name in element.families:
        last = ends.get(name, {}).get(at)
        if last is not None and (end := _end(elements, part + 1, words, last + 1, ends)) is not None:
            return end
    return None
