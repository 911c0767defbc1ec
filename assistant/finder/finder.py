"""Matches the words of a text with the phrases of the lexicon and proposes observations, best first.

Only words that the lexicon knows exist here; all others are invisible. Words of a neutral group (belief, origin, dress, place …) are
one and the same word within their group, and never reach a phrase of a concern. So exchanging them cannot change what is proposed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from rapidfuzz.distance import OSA

from assistant.content.model import GUARDED, Language, Pack
from assistant.language import Stemmer, Word, clauses_of, plain_words, words_of
from assistant.records import dataclass, field

MOST = 8
"""How many proposals are given at most: each is a question to the user."""

MAX_TEXT = 4_000
"""What stands after so many characters is not read."""

_THRESHOLD = 0.7
_COVERAGE = 0.6
_REACH = 5
_COMMON = 0.6
"""How much a common word counts."""
_NEGATION = "=negation"
_TAIL = 5
"""The shortest word that counts as the last part of a Dutch compound, as in scooter-ongeluk."""
_PREFIXES = frozenset(["ver", "ont", "her", "mis", "wan", "over", "onder", "door", "voor", "achter"])


@dataclass(frozen=True, slots=True)
class Proposal:
    """An observation that the text may mean, with the words of the text that led to it."""

    kind: str
    id: str
    name: str
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A meaningful word or group of words in the text: `key` is a stem or `=group`, `weight` below 1 for a near miss in spelling."""

    key: str
    words: tuple[int, ...]
    sentence: int
    clause: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Phrase:
    fact: int
    keys: frozenset[str]
    total: float
    meant: bool
    """Whether the author wrote just this word, or at least two words that count."""
    exact: tuple[str, ...]
    """The phrase as written, to be found word for word; none when it has one word or a neutral one."""


@dataclass(slots=True)
class _Said:
    """How an author wrote one set of keys; see `_Phrase`."""

    meant: bool = False
    exact: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Hit:
    score: float
    keys: frozenset[str]
    words: tuple[int, ...]


class Finder:
    """The lexicon of one pack in one language, made ready for searching."""

    def __init__(self, pack: Pack, language: Language) -> None:
        self._language: Language = language
        self._stem = Stemmer(language)
        self._groups: dict[tuple[str, ...], str] = {}
        neutral, common = set(), {self._stem(word) for word in self._stem.common}
        for group in pack.lexicon.groups:
            key = f"={group.id}"
            if group.neutral:
                neutral.add(key)
            if group.common:
                common.add(key)
            for words in group.words.in_(language):
                self._groups.setdefault(self._spelled(words), key)
        self._neutral, self._common = frozenset(neutral), frozenset(common)
        self._starts: dict[str, int] = {}
        for spelled in self._groups:
            self._starts[spelled[0]] = max(len(spelled), self._starts.get(spelled[0], 0))
        self._stems = {
            self._stem(words[0]): key for words, key in self._groups.items() if len(words) == 1 and key not in neutral
        }
        self._facts: list[tuple[str, str, str]] = []
        self._vocabulary: dict[str, str] = {}
        self._phrases, self._weights = self._index(pack)
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self._phrases):
            for key in phrase.keys:
                self._postings[key].append(number)
        self._known_by_start: dict[str, list[str]] = defaultdict(list)
        for word in sorted({*self._vocabulary, *(words[0] for words in self._groups if len(words) == 1)}):
            self._known_by_start[word[0]].append(word)
        self._near: dict[str, tuple[str, ...]] = {}

    # ------------------------------------------------------------ the lexicon

    def _spelled(self, words: str) -> tuple[str, ...]:
        return tuple(plain_words(words, self._language))

    def _index(self, pack: Pack) -> tuple[list[_Phrase], Mapping[str, float]]:
        found: dict[tuple[int, frozenset[str]], _Said] = {}
        for wording in pack.lexicon.wordings:
            entry = pack.entry(wording.kind, wording.id)
            if entry is None:
                continue
            number = len(self._facts)
            name = entry.name.in_(self._language).replace("{persoon}", "persoon").replace("{person}", "person")
            self._facts.append((wording.kind, wording.id, name))
            for phrase in (*wording.phrases.in_(self._language), name):
                spelled = tuple(plain_words(phrase, self._language))
                keys = frozenset(self._phrase_keys(spelled))
                if not keys or (wording.kind in GUARDED and keys & self._neutral):
                    continue
                said = found.setdefault((number, keys), _Said())
                alone = len(spelled) == 1 or spelled in self._groups
                if keys - self._common - {_NEGATION} and (alone or len(keys - {_NEGATION}) > 1):
                    said.meant = True
                if len(spelled) > 1 and not keys & self._neutral:
                    said.exact.append(f" {' '.join(spelled)} ")
        facts_with: dict[str, set[int]] = defaultdict(set)
        for number, keys in found:
            for key in keys:
                facts_with[key].add(number)
        top = log(1 + len(self._facts))
        weights = {key: log(1 + len(self._facts) / len(numbers)) / top for key, numbers in facts_with.items()}
        weights = {key: weight * (_COMMON if key in self._common else 1) for key, weight in weights.items()}
        weights[_NEGATION] = min(weights.get(_NEGATION, 0.3), 0.3)
        phrases = [
            _Phrase(number, keys, sum(weights[key] for key in keys), said.meant, tuple(said.exact))
            for (number, keys), said in found.items()
        ]
        return phrases, weights

    def _phrase_keys(self, words: Sequence[str]) -> Iterable[str]:
        at = 0
        while at < len(words):
            key, size = self._group_at(words, at)
            if not key and not self._stem.small(words[at]):
                stem = self._stem(words[at])
                key = self._stems.get(stem, stem)
                if key == stem:
                    self._vocabulary[words[at]] = key
            if key:
                yield key
            at += size

    def _group_at(self, words: Sequence[str], at: int) -> tuple[str, int]:
        """The group that starts at this word and how many words it takes; no group takes one word."""
        for size in range(min(self._starts.get(words[at], 0), len(words) - at), 0, -1):
            key = self._groups.get(tuple(words[at : at + size]))
            if key:
                return key, size
        return "", 1

    # ------------------------------------------------------------ the text

    def _tokens(self, words: Sequence[Word]) -> list[_Token]:
        """The words and groups of words that count, in order. What looks like a name does not count."""
        found: list[_Token] = []
        spelled = [word.plain for word in words]
        clauses = clauses_of(words, self._language)
        clause = [number for number, one in enumerate(clauses) for _ in range(one.first, one.last)]
        at = 0
        while at < len(words):
            key, size = self._group_at(spelled, at)
            if words[at + size - 1].sentence != words[at].sentence:
                key, size = "", 1
            keys: tuple[str, ...] = (key,) if key else ()
            near = 1.0
            if not key and not words[at].named and not self._stem.small(spelled[at]):
                keys, near = self._single(spelled[at])
            spot = tuple(range(at, at + size))
            found += [_Token(key, spot, words[at].sentence, clause[at], near) for key in keys]
            at += size
        return found

    def _single(self, word: str) -> tuple[tuple[str, ...], float]:
        """The key of one word as the lexicon has it, and 1; else those of its parts or its nearest word, and less."""
        stem = self._stem(word)
        key = self._stems.get(stem, stem)
        if key in self._weights:
            return (key,), 1.0
        near = self._near.get(word)
        if near is None:
            near = self._near[word] = self._parts(word) or self._nearby(word)
        return near, 0.85

    def _key_of(self, word: str) -> str:
        """The key of a word as it stands in the lexicon; empty for others and for neutral words."""
        if word not in self._vocabulary and (word,) not in self._groups:
            return ""
        stem = self._stem(word)
        key = self._groups.get((word,)) or self._stems.get(stem, stem)
        return key if key in self._weights and key not in self._neutral else ""

    def _parts(self, word: str) -> tuple[str, ...]:
        """The keys of the parts of a Dutch compound, such as onthoofdings-filmpjes; the last part must be known."""
        for start in range(3, len(word) - _TAIL + 1 if self._language == "nl" else 0):
            head, tail = word[:start], self._key_of(word[start:])
            if tail and head not in _PREFIXES:
                first = next((key for part in (head, head.removesuffix("s")) if (key := self._key_of(part))), "")
                return (first, tail) if first and first != tail else (tail,)
        return ()

    def _nearby(self, word: str) -> tuple[str, ...]:
        """The key of the known word that this word is when misspelled; nothing when there is none."""
        if len(word) < 6:
            return ()
        allowed = 2 if len(word) >= 10 else 1
        best: tuple[int, str] | None = None
        for known in self._known_by_start.get(word[0], ()):
            if abs(len(known) - len(word)) <= allowed and len(known) >= 6:
                distance = OSA.distance(word, known, score_cutoff=allowed)
                if distance <= allowed and (best is None or (distance, known) < best):
                    best = (distance, known)
        key = self._key_of(best[1]) if best else ""
        return (key,) if key else ()

    # ------------------------------------------------------------ the match

    def proposals(self, text: str, most: int = MOST) -> tuple[Proposal, ...]:
        """What the text may mean, best first; danger before all else."""
        words = words_of(text[:MAX_TEXT], self._language)
        tokens = self._tokens(words)
        by_sentence: dict[int, list[_Token]] = defaultdict(list)
        for token in tokens:
            by_sentence[token.sentence].append(token)
        best: dict[int, _Hit] = {}
        spelled = f" {' '.join(word.plain for word in words)} "
        for sentence in by_sentence.values():
            for fact, hit in self._sentence(sentence, spelled).items():
                if fact not in best or hit.score > best[fact].score:
                    best[fact] = hit
        order = sorted(best, key=lambda fact: (self._facts[fact][0] != "danger", -best[fact].score, self._facts[fact]))
        return tuple(self._proposal(fact, best[fact], words, text) for fact in order[:most])

    def _proposal(self, fact: int, hit: _Hit, words: Sequence[Word], text: str) -> Proposal:
        kind, name, shown = self._facts[fact]
        spots = dict.fromkeys((words[at].start, words[at].end) for at in hit.words)
        return Proposal(kind, name, shown, tuple(text[start:end] for start, end in spots))

    def _sentence(self, tokens: Sequence[_Token], spelled: str) -> Mapping[int, _Hit]:
        places: dict[str, list[int]] = defaultdict(list)
        position, counted = 0, []
        for number, token in enumerate(tokens):
            counted.append(position)
            if token.key not in self._neutral:
                position += 1
            places[token.key].append(number)
        candidates = sorted({number for key in places for number in self._postings.get(key, ())})
        found: dict[int, list[_Hit]] = defaultdict(list)
        for number in candidates:
            phrase = self._phrases[number]
            hit = self._hit(phrase, tokens, places, counted, spelled)
            if hit:
                found[phrase.fact].append(hit)
        return {fact: hit for fact, hits in found.items() if (hit := _together(hits)).score >= _THRESHOLD}

    def _hit(
        self,
        phrase: _Phrase,
        tokens: Sequence[_Token],
        places: Mapping[str, Sequence[int]],
        counted: Sequence[int],
        spelled: str,
    ) -> _Hit | None:
        keys = [key for key in phrase.keys if key in places]
        weight = sum(self._weights[key] for key in keys)
        coverage = weight / phrase.total
        if coverage < _COVERAGE or (_NEGATION in phrase.keys) > (_NEGATION in places):
            return None
        chosen = _closest([places[key] for key in keys])
        gaps = max(0, counted[chosen[-1]] - counted[chosen[0]] + 1 - len(chosen))
        if gaps > _REACH or self._denied(phrase, tokens, chosen):
            return None
        spelling = min(tokens[number].weight for number in chosen)
        whole = len(keys) == len(phrase.keys) and gaps <= 2
        if whole and (phrase.meant or any(exact in spelled for exact in phrase.exact)):
            weight = max(weight, 1.0)
        score = weight * coverage * coverage * spelling / (1 + 0.08 * gaps)
        spots = tuple(at for number in chosen for at in tokens[number].words)
        return _Hit(score, frozenset(keys), spots)

    def _denied(self, phrase: _Phrase, tokens: Sequence[_Token], chosen: Sequence[int]) -> bool:
        """Whether the text denies the phrase: a *not* inside or right beside it, in the same clause. Danger is never denied."""
        if _NEGATION in phrase.keys or self._facts[phrase.fact][0] == "danger":
            return False
        near = range(max(0, chosen[0] - 1), min(len(tokens), chosen[-1] + 2))
        clauses = {tokens[at].clause for at in chosen}
        return any(tokens[at].key == _NEGATION and tokens[at].clause in clauses for at in near)


def _closest(places: Sequence[Sequence[int]]) -> list[int]:
    """One place per key, in order, as close together as can be."""
    best: list[int] = []
    for first in (at for spots in places for at in spots):
        chosen = sorted(min(spots, key=lambda at: (abs(at - first), at)) for spots in places)
        if not best or chosen[-1] - chosen[0] < best[-1] - best[0]:
            best = chosen
    return best


def _together(hits: Sequence[_Hit]) -> _Hit:
    """The best hit, a little better for every other phrase that adds words of its own."""
    ordered = sorted(hits, key=lambda hit: (-hit.score, hit.words))
    best = ordered[0]
    score, keys, words = best.score, set(best.keys), set(best.words)
    for hit in ordered[1:]:
        if not hit.keys <= keys:
            score += 0.15 * hit.score
            keys |= hit.keys
            words |= set(hit.words)
    return _Hit(score, frozenset(keys), tuple(sorted(words)))


_recent: list[tuple[Pack, Language, Finder]] = []


def proposals(pack: Pack, text: str, language: Language, most: int = MOST) -> tuple[Proposal, ...]:
    """Observations that `text` may mean, best first. The text is not kept."""
    for known, spoken, finder in _recent:
        if known is pack and spoken == language:
            return finder.proposals(text, most)
    finder = Finder(pack, language)
    _recent.insert(0, (pack, language, finder))
    del _recent[4:]
    return finder.proposals(text, most)
