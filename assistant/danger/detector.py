"""The danger words of one pack, made ready, and the kinds of danger that a text tells of by them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Literal

from assistant.content.model import DangerCue, DangerWords, Lexicon
from assistant.danger.ear import ASKS, BRIEF, OPENS, QUIETS, QUIETS_GUARDED, SURE, Sound, heard
from assistant.danger.patterns import Patterns, Span
from assistant.danger.whose import whose
from assistant.language import Clause, Whose, Word, clauses_of, plain_words, words_of
from assistant.records import dataclass

Level = Literal["clear", "possible"]

SOME = "some"
"""The kind of a notice that says only that somebody may be in danger. It has no page of its own: all pages answer it."""
GUARDED = frozenset(["suicide_thoughts", "child_unsafe", "coercion"])
"""Kinds that denial, lessons and fiction never bring below possible."""
FICTION, IDIOM, DENIAL = "fiction", "idiom", "denial"
"""Families with a meaning of their own: what tells of games, films and lessons; fixed idioms, which count for nothing; and what denies
in more than a small word (*turned out to be*). Any other family that no cue names does nothing, but no slip is read over in its words."""
_DENIED_BEFORE, _DENIED_AFTER = 5, 2
"""How many words a denial reaches over."""
_SLIP = 7
"""The shortest word in which one wrong letter is read over."""
_TURNS = 6
"""A sentence that begins with a denial within so many words takes back the one before it."""
_PLACES = 24
"""In how many places of one sentence a cue is looked for: a longer one repeats itself."""
_BUT_WITHIN = 9
"""Within so many words after a denial a *but* turns it round."""
_HINTS_WITHIN = 45
"""Two hints count together when no more words than this stand between them."""
_TURN = "turn"
"""What turns a telling to something else: *and then*, *suddenly*, *but*. What is harmless before it says nothing of what follows."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of danger (an id under `danger:`, or SOME) that typed words tell of.

    `clear`: the page of that kind opens; `possible`: one quiet question. `whose` never lowers it. `matched` are words as they were typed.
    """

    kind: str
    level: Level
    whose: Whose
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words of one sentence, where each family stands, its clauses, and for every word the number of its clause."""

    words: Sequence[Word]
    places: Mapping[str, list[Span]]
    clauses: Sequence[Clause]
    clause_of: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Hit:
    """One cue that stands in a sentence. `weight`: 2 clear, 1 possible, .5 a hint that counts with another, 0 taken away.

    `clear` says how the cue itself is, before anything lowers it.
    """

    kind: str
    weight: float
    spots: tuple[int, ...]
    sentence: int
    clear: bool = False
    lowered: bool = False
    """Whether a denial, a story or harmless surroundings lowered it."""


class Detector:
    """Reads texts by the danger words of one pack, and by the ear; `listens` is the ear."""

    def __init__(self, words: DangerWords, lexicon: Lexicon, listens: Callable[[Sequence[str]], Sound] = heard) -> None:
        self._words, self._lexicon, self._listens = words, lexicon, listens
        self._cues = words.cues
        self._patterns = Patterns(words.families)
        self._neutral: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for group in lexicon.groups:
            for written in (*group.words.nl, *group.words.en) if group.neutral else ():
                parts = tuple(written.split() if written.replace(" ", "").isalnum() else plain_words(written, None))
                if parts:
                    self._neutral[parts[0]].append(parts)
        self._slips: dict[str, list[str]] = {}
        self._seen: dict[str, frozenset[str]] = {}

    def notices(self, text: str) -> tuple[Notice, ...]:
        """At most one notice a kind, clear ones first. How the whole sounds (see `ear`) weighs with what each cue says."""
        typed = words_of(text, None)
        listened = self._without_neutral(typed, everywhere=True)
        sound = self._listens([word.plain for word in listened])
        sentences = [self._read(some) for some in _sentences(self._without_neutral(typed))]
        standing = list(self._standing(sentences))
        plain = len(listened) < BRIEF
        hits = [hit for hit in standing if plain or _heeded(hit, sound)]
        best = _best(hits, sentences)
        if not best:
            return self._heard(text, listened, sound, {sentences[hit.sentence].words[0].sentence for hit in hits})
        opens = plain or sound.weight > OPENS
        notices = [_notice(text, hit, sentences[hit.sentence], opens) for hit in best.values()]
        return tuple(sorted(notices, key=lambda notice: (notice.level != "clear", notice.kind)))

    def without_ear(self) -> Detector:
        """The same danger words, read with an ear that leaves every cue as it is and hears nothing else."""
        return Detector(self._words, self._lexicon, lambda _: Sound((QUIETS + ASKS) // 2))

    def plain_words(self, text: str) -> list[str]:
        """The words of a text in plain letters, without those of belief, origin, place and dress: what the ear hears."""
        return [word.plain for word in self._without_neutral(words_of(text, None), everywhere=True)]

    def _heard(self, text: str, words: Sequence[Word], whole: Sound, understood: Collection[int]) -> tuple[Notice, ...]:
        """A notice when what no cue speaks of sounds like danger, of its kind where that is plain. In sentences that are `understood` a cue
        stands that was taken away (denied, in a game, an idiom): these say nothing more, unless they sound like it beyond doubt.
        """
        left, sound = words, whole
        if understood:
            left = [word for word in words if word.sentence not in understood]
            sound = self._listens([word.plain for word in left])
            if sound.weight <= ASKS and whole.weight > SURE:
                left, sound = words, whole
        if sound.weight <= ASKS or not sound.places:
            return ()
        matched = tuple(text[left[at].start : left[at].end] for at in sound.places)
        return (Notice(sound.kind or SOME, "possible", whose(self._read(left).places), matched),)

    def _standing(self, sentences: Sequence[_Sentence]) -> Iterator[_Hit]:
        """Every cue that stands somewhere, also one that what stands around it takes away."""
        for at, sentence in enumerate(sentences):
            yield from self._hits(sentence, at, sentences[at + 1] if at + 1 < len(sentences) else None)

    def _families_of(self, word: str) -> frozenset[str]:
        """The families one word belongs to, one slip of the pen read over."""
        known = self._seen.get(word)
        if known is None:
            families = self._patterns.families_of(word)
            if not families and len(word) >= _SLIP:
                from rapidfuzz.distance import OSA  # a first question waits for no library of words

                for near in self._long_words().get(word[0], ()):
                    if abs(len(near) - len(word)) <= 1 and OSA.distance(word, near, score_cutoff=1) <= 1:
                        families |= self._patterns.families_with(near)
            if len(self._seen) > 20_000:  # nobody types so many words; a program may
                self._seen.clear()
            known = self._seen[word] = frozenset(families)
        return known

    def _long_words(self) -> Mapping[str, list[str]]:
        """By their first letter, the words in which a slip is read over: those of a cue, never of an idiom, a denial or a pronoun."""
        if not self._slips:
            named = {name for cue in self._cues for part in cue.parts for name in part}
            for known in self._patterns.single_words:
                if len(known) >= _SLIP and not named.isdisjoint(self._patterns.families_with(known)):
                    self._slips.setdefault(known[0], []).append(known)
        return self._slips

    def _read(self, words: Sequence[Word]) -> _Sentence:
        """A sentence with the place of every family in it; words of a fixed idiom stand nowhere else."""
        places = self._patterns.stand([word.plain for word in words], [self._families_of(word.plain) for word in words])
        masked = {at for first, last in places.get(IDIOM, ()) for at in range(first, last + 1)}
        for family in list(places) if masked else ():
            if family != IDIOM:
                places[family] = [s for s in places[family] if masked.isdisjoint(range(s[0], s[1] + 1))]
        clauses = clauses_of(words, None)
        number = [at for at, clause in enumerate(clauses) for _ in range(clause.first, clause.last)]
        return _Sentence(words, {family: spans for family, spans in places.items() if spans}, clauses, number)

    def _without_neutral(self, words: Sequence[Word], *, everywhere: bool = False) -> Sequence[Word]:
        """The words without those of belief, origin, place and dress, so that exchanging these can change nothing.

        They stay inside a wording of danger, such as *black eye*; `everywhere` takes them out there too.
        """
        kept: list[Word] = []
        at = 0
        while at < len(words):
            parts = self._neutral.get(words[at].plain, ())
            sizes = [len(p) for p in parts if tuple(w.plain for w in words[at : at + len(p)]) == p]
            if sizes and (
                everywhere or not self._patterns.holds([w.plain for w in words[max(0, at - 3) : at + 4]], min(at, 3))
            ):
                at += max(sizes)
                continue
            kept.append(words[at])
            at += 1
        return kept

    def _hits(self, sentence: _Sentence, number: int, following: _Sentence | None) -> Iterator[_Hit]:
        """The cues that stand in one sentence; those that what stands around them, or what follows, takes away weigh nothing."""
        mended = following is not None and any(first < _TURNS for first, _ in following.places.get(DENIAL, ()))
        for cue in self._cues:
            if any(name in sentence.places for name in cue.unless):
                continue
            for spans in _together(cue, sentence.places):
                spots = tuple(sorted({at for first, last in spans for at in range(first, last + 1)}))
                weight, lowered = _weight(cue, sentence, spots, mended)
                yield _Hit(cue.danger, weight, spots, number, cue.level == "clear", lowered)


def _heeded(hit: _Hit, sound: Sound) -> bool:
    """Whether a cue counts in a text that sounds so (see `ear`): always when it is clear and nothing lowered it, or of a guarded kind and
    lowered.
    """
    if hit.kind in GUARDED:
        return hit.clear or hit.lowered or sound.weight > QUIETS_GUARDED
    return (hit.clear and not hit.lowered) or sound.weight > QUIETS


def _best(hits: Iterable[_Hit], sentences: Sequence[_Sentence]) -> dict[str, _Hit]:
    """The cue that says most, for every kind that one stands for; two hints near each other count as one that is possible."""
    best: dict[str, _Hit] = {}
    hints: dict[str, list[_Hit]] = defaultdict(list)
    for hit in hits:
        if 0 < hit.weight < 1:
            hints[hit.kind].append(hit)
        elif hit.weight > 0 and (hit.kind not in best or hit.weight > best[hit.kind].weight):
            best[hit.kind] = hit
    starts = list(accumulate((len(sentence.words) for sentence in sentences), initial=0))
    for kind, weak in hints.items():
        if kind not in best and (pair := _two(weak, starts)):
            best[kind] = pair
    return best


def _notice(text: str, hit: _Hit, sentence: _Sentence, opens: bool) -> Notice:
    matched = tuple(text[sentence.words[at].start : sentence.words[at].end] for at in hit.spots)
    level: Level = "clear" if opens and hit.weight >= _BASE["clear"] else "possible"
    return Notice(hit.kind, level, whose(sentence.places), matched)


_BASE = {"clear": 2.0, "possible": 1.0, "hint": 0.5}


def _weight(cue: DangerCue, sentence: _Sentence, spots: Sequence[int], mended: bool) -> tuple[float, bool]:
    """How clear a cue is where it stands, and whether harmless surroundings, a story or a denial lowered it (as far as it may go)."""
    around = max((_near(name, sentence, spots) for name in cue.lowered_by), default=0)
    base = weight = _BASE[cue.level]
    if around == 2 or (around == 1 and cue.level == "clear"):
        weight -= 1
    if weight <= 0:
        return 1.0 if cue.sure else 0.0, True
    denied = _denied(sentence, spots)
    left = 0.0 if denied else weight - _story(sentence, spots) - (mended or _taken_back(sentence, spots))
    floor = min(1.0, weight) if cue.danger in GUARDED or (cue.sure and not denied) else 0.0
    return max(left, floor), left < base


def _near(name: str, sentence: _Sentence, spots: Sequence[int]) -> int:
    """2 when a family stands in a clause of the cue, 1 when it stands elsewhere in the sentence, 0 when nowhere outside the cue.

    What stands before a turn of the telling (*we talked about football and then he said*) is nowhere.
    """
    inside, clauses = set(spots), {sentence.clause_of[at] for at in spots}
    turned = max((last for _, last in sentence.places.get(_TURN, ()) if last <= spots[0]), default=-1)
    near = 0
    for first, last in sentence.places.get(name, ()):
        if last > turned and inside.isdisjoint(range(first, last + 1)):
            near = max(near, 2 if sentence.clause_of[first] in clauses else 1)
    return near


def _story(sentence: _Sentence, spots: Sequence[int]) -> int:
    """2 when the cue stands in a story, a game or a lesson, 1 when one is told of in the same sentence."""
    told = any(sentence.clauses[sentence.clause_of[at]].fiction for at in spots)
    return 2 if told else _near(FICTION, sentence, spots)


def _taken_back(sentence: _Sentence, spots: Sequence[int]) -> bool:
    """Whether the sentence says elsewhere that it was not so: *turned out to be*, *that is not right*."""
    here = {sentence.clause_of[at] for at in spots}
    back = any(sentence.clauses[number].taken_back for number in here)
    return back or any(sentence.clause_of[last] not in here for _, last in sentence.places.get(DENIAL, ()))


def _denied(sentence: _Sentence, spots: Sequence[int]) -> bool:
    """Whether a denial that is no part of the cue stands in its clause, before it or right behind it."""
    inside, clauses = set(spots), {sentence.clause_of[at] for at in spots}
    denials = [
        at for number in clauses for at in (*sentence.clauses[number].denials, *sentence.clauses[number].forward)
    ]
    if any(sentence.clause_of[last] in clauses for _, last in sentence.places.get(DENIAL, ())):
        return True
    denied_itself = [at for at in denials if at in inside]
    if denied_itself:  # *does not want to live no more*: what follows says it once again
        denials = [at for at in denials if at < denied_itself[0]]
    denials = [at for at in denials if not _contrasted(sentence, at, spots)]
    if any(_carried(sentence, number, inside) for number in clauses):
        return True
    return any(spots[0] - _DENIED_BEFORE <= at <= spots[-1] + _DENIED_AFTER for at in denials if at not in inside)


def _contrasted(sentence: _Sentence, denial: int, spots: Sequence[int]) -> bool:
    """Whether the cue goes on behind a *but* after the denial: *it was no lesson but they shot*."""
    buts = (at for at in range(denial + 1, min(denial + _BUT_WITHIN, len(sentence.words))) if _is_but(sentence, at))
    return any(spots[-1] > but and not any(denial < at < but for at in spots) for but in buts)


def _is_but(sentence: _Sentence, at: int) -> bool:
    return sentence.words[at].plain in ("maar", "but")


def _carried(sentence: _Sentence, number: int, inside: set[int]) -> bool:
    """Whether a clause is denied by one before it, by a word that is no part of the cue."""
    if not sentence.clauses[number].carried:
        return False
    before = (at for clause in sentence.clauses[:number] for at in clause.denials)
    return any(at not in inside for at in before)


def _two(hints: Sequence[_Hit], starts: Sequence[int]) -> _Hit | None:
    """Two hints that share no word and stand near each other, as one hit that is possible."""
    for at, hint in enumerate(hints):
        for other in hints[at + 1 :]:
            apart = starts[other.sentence] + other.spots[0] - starts[hint.sentence] - hint.spots[0]
            if abs(apart) > _HINTS_WITHIN:
                continue
            if hint.sentence != other.sentence:
                return _Hit(hint.kind, 1.0, hint.spots, hint.sentence)
            if not set(hint.spots) & set(other.spots):
                return _Hit(hint.kind, 1.0, tuple(sorted({*hint.spots, *other.spots})), hint.sentence)
    return None


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at].sentence != words[first].sentence:
            yield words[first:at]
            first = at


def _together(cue: DangerCue, places: Mapping[str, list[Span]]) -> Iterator[list[Span]]:
    """One span for every part of a cue, as close together as the cue asks: for every place of its first part where that is so."""
    if not all(any(name in places for name in part) for part in cue.parts):
        return
    parts = [sorted(span for name in part for span in places.get(name, ())) for part in cue.parts]
    for anchor in parts[0][:_PLACES]:
        chosen = [anchor]
        for spans in parts[1:]:
            near = bisect_left(spans, anchor)
            around = sorted(spans[max(0, near - 3) : near + 4], key=lambda span: abs(span[0] - anchor[0]))
            free = (span for span in around if all(span[1] < one[0] or span[0] > one[1] for one in chosen))
            if (span := next(free, None)) is None:
                break
            chosen.append(span)
        if len(chosen) == len(parts) and max(s[0] for s in chosen) - min(s[0] for s in chosen) <= cue.within:
            yield chosen
