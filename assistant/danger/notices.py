"""The notices themselves; see `notices`. The words of both languages are read whatever the language of the screen: people mix."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from assistant.content.model import DangerCue, DangerWords, Language, Lexicon, Pack
from assistant.danger.text import Word, is_denial, words_of
from assistant.records import dataclass

Level = Literal["clear", "possible"]
Whose = Literal["person", "other", "self", "group"]

GUARDED = frozenset(["suicide_thoughts", "child_unsafe", "coercion"])
"""Kinds that denial, lessons and fiction never bring below possible."""
FICTION, IDIOM = "fiction", "idiom"
"""Families with a meaning of their own: what tells of games, films, work and sport; and fixed idioms, which count for nothing."""
SELF, THIRD, NEAR, GROUP, SAID = "first_person", "third_person", "near_person", "group_person", "reporting"
"""Families that tell whose it is."""
_DENIED_WITHIN = 5
"""How many words a denial reaches over."""
_SLIP = 7
"""The shortest word in which one wrong letter is read over."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of danger (an id under `danger:`) that typed words tell of.

    `clear`: the page of that kind opens; `possible`: one quiet question. `whose` never lowers it. `matched` are words as they were typed.
    """

    kind: str
    level: Level
    whose: Whose
    matched: tuple[str, ...]


Span = tuple[int, int]
"""The first and the last place of a word or a few words that belong together."""


class _Detector:
    """The danger words of one pack, made ready for reading."""

    def __init__(self, words: DangerWords, lexicon: Lexicon) -> None:
        self.cues = words.cues
        self._neutral: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for group in lexicon.groups:
            for written in (*group.words.nl, *group.words.en) if group.neutral else ():
                parts = tuple(word.plain for word in words_of(written))
                if parts:
                    self._neutral[parts[0]].append(parts)
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        starts: dict[str, set[str]] = defaultdict(set)
        ends: dict[str, set[str]] = defaultdict(set)
        for family in words.families:
            for written in (*family.words.nl, *family.words.en):
                if written.startswith("*"):
                    ends[family.id].add(written[1:])
                elif written.endswith("*") and " " not in written:
                    starts[family.id].add(written[:-1])
                elif " " in written:
                    parts = tuple(written.split())
                    self._phrases[parts[0]].append((parts, family.id))
                else:
                    self._exact[written].add(family.id)
        self._starts = {family: tuple(heads) for family, heads in starts.items()}
        self._ends = {family: tuple(tails) for family, tails in ends.items()}
        # One wrong letter is read over in words of danger only: never into an idiom, a denial or a pronoun.
        aside = {FICTION, IDIOM, SELF, THIRD, NEAR, GROUP, SAID}
        self._slips: dict[str, list[str]] = defaultdict(list)
        for known, families in self._exact.items():
            if len(known) >= _SLIP and not families <= aside:
                self._slips[known[0]].append(known)
        self._seen: dict[str, frozenset[str]] = {}

    def families_of(self, word: str) -> frozenset[str]:
        """The families one word belongs to."""
        known = self._seen.get(word)
        if known is None:
            found = set(self._exact.get(word, ()))
            found |= {family for family, heads in self._starts.items() if word.startswith(heads)}
            found |= {family for family, tails in self._ends.items() if word.endswith(tails)}
            if not found and len(word) >= _SLIP:
                from rapidfuzz.distance import OSA  # a first question waits for no library of words

                for near in self._slips.get(word[0], ()):
                    if abs(len(near) - len(word)) <= 1 and OSA.distance(word, near, score_cutoff=1) <= 1:
                        found |= self._exact[near]
            if len(self._seen) > 20_000:  # nobody types so many words; a program may
                self._seen.clear()
            known = self._seen[word] = frozenset(found)
        return known

    def places(self, words: Sequence[Word]) -> Mapping[str, list[Span]]:
        """Where every family stands in a sentence; words of a fixed idiom stand nowhere else."""
        found: dict[str, list[Span]] = defaultdict(list)
        for at, word in enumerate(words):
            for parts, family in self._phrases.get(word.plain, ()):
                if _stands(parts, words, at):
                    found[family].append((at, at + len(parts) - 1))
            for family in self.families_of(word.plain):
                found[family].append((at, at))
        masked = {at for first, last in found.get(IDIOM, ()) for at in range(first, last + 1)}
        if masked:
            found = defaultdict(
                list,
                {
                    family: spans if family == IDIOM else [s for s in spans if masked.isdisjoint(range(s[0], s[1] + 1))]
                    for family, spans in found.items()
                },
            )
        return {family: sorted(set(spans)) for family, spans in found.items() if spans}

    def notices(self, text: str) -> tuple[Notice, ...]:
        """See `notices` below."""
        words = self._told(words_of(text))
        best: dict[str, tuple[int, Notice]] = {}
        for sentence in _sentences(words):
            places = self.places(sentence)
            for kind, weight, spans in self._hits(sentence, places):
                if weight > best.get(kind, (0,))[0]:
                    spots = sorted({at for first, last in spans for at in range(first, last + 1)})
                    matched = tuple(text[sentence[at].start : sentence[at].end] for at in spots)
                    level: Level = "clear" if weight > 1 else "possible"
                    best[kind] = weight, Notice(kind, level, _whose(sentence, places, spots), matched)
        found = [notice for _, notice in best.values()]
        return tuple(sorted(found, key=lambda notice: (notice.level != "clear", notice.kind)))

    def _told(self, words: Sequence[Word]) -> Sequence[Word]:
        """The words without those of belief, origin, place and dress, so that exchanging these can change nothing.

        They stay inside a phrase of danger, such as *black eye*.
        """
        kept: list[Word] = []
        at = 0
        while at < len(words):
            sizes = [len(parts) for parts in self._neutral.get(words[at].plain, ()) if _stands(parts, words, at)]
            if sizes and not self._in_phrase(words, at):
                at += max(sizes)
                continue
            kept.append(words[at])
            at += 1
        return kept

    def _in_phrase(self, words: Sequence[Word], at: int) -> bool:
        return any(
            first + len(parts) > at and words[at].plain in parts and _stands(parts, words, first)
            for first in range(max(0, at - 3), at + 1)
            for parts, _ in self._phrases.get(words[first].plain, ())
        )

    def _hits(self, words: Sequence[Word], places: Mapping[str, list[Span]]) -> Iterator[tuple[str, int, list[Span]]]:
        """Kinds of danger in one sentence with how clear they are: 2 and more is clear, 1 possible."""
        fiction = FICTION in places
        for cue in self.cues:
            if any(name in places for name in cue.unless):
                continue
            spans = _together(cue, places)
            if not spans:
                continue
            weight = (1 if cue.level == "possible" else 2) + cue.sure
            if cue.danger in GUARDED:
                weight = 1 if fiction or _denied(words, spans) else weight
            elif _denied(words, spans):
                weight -= 3
            elif fiction:
                weight -= 2
            if weight > 0:
                yield cue.danger, weight, spans


def _stands(parts: Sequence[str], words: Sequence[Word], at: int) -> bool:
    if at + len(parts) > len(words):
        return False
    return all(_fits(part, words[at + further].plain) for further, part in enumerate(parts))


def _fits(part: str, word: str) -> bool:
    return part == "*" or word == part or (part.endswith("*") and word.startswith(part[:-1]))


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at].sentence != words[first].sentence:
            yield words[first:at]
            first = at


def _together(cue: DangerCue, places: Mapping[str, list[Span]]) -> list[Span]:
    """One span for every part of a cue, as close together as the cue asks; none when there is no such place."""
    parts = [sorted(span for name in part for span in places.get(name, ())) for part in cue.parts]
    if not all(parts):
        return []
    for anchor in parts[0]:
        chosen = [anchor]
        for spans in parts[1:]:
            near = bisect_left(spans, anchor)
            around = sorted(spans[max(0, near - 3) : near + 4], key=lambda span: abs(span[0] - anchor[0]))
            free = (span for span in around if all(span[1] < one[0] or span[0] > one[1] for one in chosen))
            if (span := next(free, None)) is None:
                break
            chosen.append(span)
        if len(chosen) == len(parts) and max(s[1] for s in chosen) - min(s[0] for s in chosen) <= cue.within:
            return chosen
    return []


def _denied(words: Sequence[Word], spans: Sequence[Span]) -> bool:
    """Whether a denial that is no part of the cue stands in its clause, before it or right behind it.

    *I do not know whether* and *not only* deny nothing.
    """
    inside = {at for first, last in spans for at in range(first, last + 1)}
    first, last = min(inside), max(inside)
    clauses = {words[at].clause for at in inside}
    for at in range(max(0, first - _DENIED_WITHIN), min(len(words), last + 3)):
        word = words[at]
        if at in inside or not is_denial(word.plain) or word.clause not in clauses:
            continue
        around = {words[each].plain for each in range(max(0, at - 2), min(len(words), at + 2))}
        if not around & _DOUBT:
            return True
    return False


_DOUBT = frozenset(["weet", "weten", "zeker", "know", "sure", "certain", "alleen", "only", "idee"])


def _whose(words: Sequence[Word], places: Mapping[str, list[Span]], spots: Sequence[int]) -> Whose:
    """Whose danger it is, as far as the words tell: it never lowers anything."""
    mine, third, near = SELF in places, THIRD in places, NEAR in places
    if mine and SAID not in places and not third:
        return "self"
    if GROUP in places and not third:
        return "group"
    if near:
        return "other"
    return "person"


_recent: list[tuple[DangerWords, Lexicon, _Detector]] = []


def notices(pack: Pack, text: str, language: Language) -> tuple[Notice, ...]:
    """What `text` tells of danger: at most one notice a kind, clear ones first. Nothing of it is kept.

    A pack that has no danger words of its own is read with those that come with the program. `language` changes nothing today.
    """
    words = pack.danger_words
    if not words.cues:
        from assistant.content.danger_words import shipped_danger_words  # and with it what checks a pack

        words = shipped_danger_words()
    for known, lexicon, detector in _recent:
        if known is words and lexicon is pack.lexicon:
            return detector.notices(text)
    detector = _Detector(words, pack.lexicon)
    _recent.insert(0, (words, pack.lexicon, detector))
    del _recent[3:]
    return detector.notices(text)
