"""Matches the words of a text with the phrases of the lexicon and proposes observations, best first.

Clause by clause: what is denied, imagined, told of a story, over, taken back, or about somebody else is not proposed as the person's.
Words of a neutral group (belief, origin, dress, place …) are one and the same word within their group, take no room in a sentence and
never reach a phrase of a concern. So exchanging them cannot change what is proposed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from assistant.content.model import Language, Pack
from assistant.finder.learned import DENIED, NOTHING, OTHERS, classifier
from assistant.finder.lexicon import DENIAL, DENIALS, PARTICLES, PREPOSITIONS, Index, Phrase
from assistant.language import Clause, Whose, Word, clauses_of, words_of
from assistant.language.classifier import heaviest
from assistant.records import dataclass, replace

MOST = 8
"""How many proposals are given at most: each is a question to the user."""

MAX_TEXT = 40_000
"""What stands after so many characters is not read."""

_WINDOW = 48
"""A sentence without an end is read in pieces of so many words."""
_REACH = 9
"""How many other words may stand between the words of a phrase."""
_GAP = 0.05
_CLAUSE = 0.9
"""What remains when the words of a phrase stand in more than one clause, for each clause more."""
_SLIP = 0.85
_NEXT = 0.88
"""How much of the best score in its clause a proposal needs when its words are not yet those of a better one."""
_ELSEWHERE = 0.75
"""How much of the best score of all the first proposal of another clause needs."""
_BESIDE = 0.97
"""The same when they are."""
_SLOT = 0.25
"""What each next slot adds: the phrase that says more goes before the one that says less."""
_WHOLE = 0.8
"""What a phrase counts that stands there whole, beside its words."""
_LEAST, _ALONE = 1.0, 0.3
"""What a hit must score at least, and how much more a word that stands alone: below it are everyday words."""
_LOOSE = 0.16
"""How much more where its words stand in more than one clause, and again where many others stand between them."""
_FAR_APART = 4
"""So many words between are many."""
_SHORTEST_SLIP = 7
"""The shortest word in which a slip of the pen is read over."""
_TAIL = 5
"""The shortest word that counts as the last part of a Dutch compound, as in scooter-ongeluk."""
HEARD, LIKELY, LIKELY_ALONE, LIKELY_ALONE_SHORT = -450, -3.7, -2.6, -1.8
"""Below the first (in hundredths) the classifier says nothing of a fact. The second a proposal must weigh at least, as a logarithm of
odds; the third where no phrase of the lexicon stands; the fourth so in a sentence of fewer words than SHORT."""
SHORT, FEW = 9, 4
"""In a text of fewer words than the second nothing can be said of whether anything is told: somebody looks for a word."""
NEAR_BEST, NEAR_BEST_ELSEWHERE, NEAR_BEST_PHRASE = 0.7, 1.5, 4.0
"""How far a proposal may lie behind the best one: where they share a clause, where they do not, and where they do not and a phrase of the
lexicon stands there."""
BRIEF, UNHEARD_BRIEF, UNHEARD = 12, -5.0, -5.4
"""The least that a fact weighs by the classifier where a phrase of it stands, in a sentence of fewer words than the first and in others. A
phrase adds its score. These were chosen on sentences that were left out."""
NOT_SO, NOT_SO_PHRASE, NOT_SO_LACKS = -50, 0, 250
"""In hundredths: from the first on, nothing in a sentence counts as told; from the second on, no phrase that stands in it; from the third
on, nothing that is itself told by a denial (*no placement*)."""
NOT_THEIRS, NOT_THEIRS_NEAR = 50, 350
"""In hundredths: from the first on, it is told of somebody else; from the second on also what touches the person when it befalls family."""
NOT_ANY, NOT_ANY_PHRASE = 0.0, 3.0
"""How much less likely a fact may be than that nothing is told, and a fact of which a phrase stands there."""
_TELLING = 2
"""So many words that weigh most must be more than small ones."""
LESS_DENIED, LESS_UNREAL = 3.0, 4.5
"""What a denial in its clause takes from what words sound like, and what it takes that the clause is imagined, a story, over, or taken
back."""
_NO_MORE = frozenset(["meer", "langer", "any", "anymore", "longer"])
"""After *niet*: it is no more so."""
_TRACES = frozenset(
    [
        "teken",
        "tekenen",
        "spoor",
        "sprake",
        "aanwijzing",
        "aanwijzingen",
        "signaal",
        "signalen",
        "sign",
        "signs",
        "trace",
        "evidence",
    ]
)
"""After *geen*: nothing of it is seen."""
_PREFIXES = frozenset(["ver", "ont", "her", "mis", "wan", "over", "onder", "door", "voor", "achter"])


@dataclass(frozen=True, slots=True)
class Proposal:
    """An observation that the text may mean, with the words of the text that led to it, and whose the words say it is."""

    kind: str
    id: str
    name: str
    matched: tuple[str, ...]
    whose: Whose = "person"


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase that stands in the text: the positions of its words."""

    fact: int
    score: float
    spots: tuple[int, ...]
    clauses: frozenset[int]
    whose: Whose
    neutral: bool
    """Whether a neutral word is part of it."""
    phrase: bool = True
    """Whether a phrase of the lexicon stands there; else it is only what the words sound like."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence (`alone`), or two: the places and letters of the words that the classifier reads, and what they weigh for each label."""

    first: int
    last: int
    alone: bool
    places: Sequence[int]
    spelled: Sequence[str]
    weights: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text being read: its words without neutral ones, their clauses, and of every neutral word the key and the place."""

    words: Sequence[Word]
    clauses: Sequence[Clause]
    clause_of: Sequence[int]
    neutral: Sequence[tuple[str, int, Word]]


class Finder:
    """The lexicon of one pack in one language, made ready for searching."""

    def __init__(self, pack: Pack, language: Language) -> None:
        self._language: Language = language
        self._index = Index(pack, language)
        self._vocabulary = self._index.vocabulary
        self._known_by_start: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._vocabulary.words):
            if len(word) >= _SHORTEST_SLIP - 1:
                self._known_by_start[word[0]].append(word)
        self._near: dict[str, tuple[str, ...]] = {}
        self._fact_of = {f"{kind}:{name}": fact for fact, (kind, name, _) in enumerate(self._index.facts)}

    # ------------------------------------------------------------ the text

    def plain_words(self, text: str) -> list[str]:
        """The words of a text in plain letters, without names and those of a neutral group: what the classifier reads."""
        return [word.plain for word in self._read(text).words if self._told(word)]

    def _told(self, word: Word) -> bool:
        """Whether the classifier reads a word: no name, and no neutral one, also not in a fixed run (*black and white*)."""
        return not word.named and (word.plain,) not in self._vocabulary.neutral

    def _read(self, text: str) -> _Text:
        """The words of a text; those of neutral groups are set apart."""
        words = words_of(text[:MAX_TEXT], self._language)
        spelled = [word.plain for word in words]
        kept: list[Word] = []
        neutral: list[tuple[str, int, Word]] = []
        at = 0
        while at < len(words):
            size = min(self._vocabulary.longest.get(spelled[at], 0), len(words) - at)
            while size and tuple(spelled[at : at + size]) not in self._vocabulary.neutral:
                size -= 1
            if size and words[at + size - 1].sentence == words[at].sentence and not self._in_run(spelled, at):
                neutral.append((self._vocabulary.neutral[tuple(spelled[at : at + size])], len(kept), words[at]))
                at += size
            else:
                kept.append(words[at])
                at += 1
        clauses = clauses_of(kept, self._language)
        clause_of = [number for number, clause in enumerate(clauses) for _ in range(clause.first, clause.last)]
        return _Text(kept, clauses, clause_of, neutral)

    def _in_run(self, spelled: Sequence[str], at: int) -> bool:
        """Whether a neutral word is part of a fixed run of the lexicon, such as *black and white*."""
        for start in range(max(0, at - 3), at + 1):
            first = self._vocabulary.run_stem(spelled[start])
            for run in self._vocabulary.runs.get(first, ()):
                if run not in self._vocabulary.idiom_runs or start + len(run) <= at:
                    continue
                stems = [self._vocabulary.run_stem(word) for word in spelled[start : start + len(run)]]
                if run[at - start] != "~" and _stands(run, stems, 0):
                    return True
        return False

    def _keys(self, text: _Text, first: int, last: int) -> dict[str, list[tuple[int, ...]]]:
        """Every key that stands in a piece of the text, with the positions of its words."""
        places: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        spelled = [word.plain for word in text.words[first:last]]
        weights = self._index.weights
        stems = [self._vocabulary.stem(word) for word in spelled]
        run_stems = [self._vocabulary.run_stem(word) for word in spelled]
        for at, word in enumerate(spelled):
            spot = (first + at,)
            if word in DENIALS[self._language]:
                places[DENIAL].append(spot)
            if not text.words[first + at].named:
                if stems[at] in weights:
                    places[stems[at]].append(spot)
                elif not self._vocabulary.stem.small(word):
                    for key in self._nearest(word):
                        places[f"?{key}"].append(spot)
            for run in self._vocabulary.runs.get(run_stems[at], ()):
                if _stands(run, run_stems, at):
                    places[" ".join(run)].append(tuple(range(first + at, first + at + len(run))))
            if word in PARTICLES and self._parted(text, first + at):
                self._split_verbs(text, stems, word, first, at, places)
        for key, before, _ in text.neutral:
            if first <= before <= last:
                places[key].append((~before,))
        return places

    def _parted(self, text: _Text, at: int) -> bool:
        """Whether a particle can be the end of a verb; one that is a preposition too ends its clause or stands before another."""
        word, last = text.words[at].plain, text.clauses[text.clause_of[at]].last
        if word not in PREPOSITIONS or at + 1 == last:
            return True
        return text.words[at + 1].plain in PREPOSITIONS

    def _split_verbs(
        self,
        text: _Text,
        stems: Sequence[str],
        particle: str,
        first: int,
        at: int,
        places: dict[str, list[tuple[int, ...]]],
    ) -> None:
        """Separable verbs whose verb stands before the particle: *trekt* zich *terug*."""
        for back in range(at - 1, max(-1, at - 12), -1):
            key = self._index.separable.get((particle, stems[back]))
            if key and self._plain_verb(text.words[first + back].plain):
                places[key].append((first + back, first + at))
                return

    def _plain_verb(self, word: str) -> bool:
        """Whether a word can be a verb: *zonder* is no form of *afzonderen*."""
        return word not in PREPOSITIONS and not self._vocabulary.stem.small(word)

    def _nearest(self, word: str) -> tuple[str, ...]:
        """The keys of a word that the lexicon does not have: of its parts, or of the word it is when misspelled."""
        near = self._near.get(word)
        if near is None:
            if len(self._near) > 20_000:  # nobody types so many words; a program may
                self._near.clear()
            near = self._separated(word) or self._parts(word, whole=True) or self._nearby(word) or self._parts(word)
            self._near[word] = near
        return near

    def _known_part(self, word: str) -> str:
        """The key of a part of a compound: a word as it stands in the lexicon or a form of it; empty for others."""
        key = self._vocabulary.words.get(word) or (word in self._vocabulary.forms and self._vocabulary.stem(word)) or ""
        if not key and word.endswith(("s", "en", "e")):
            key = self._vocabulary.words.get(word.removesuffix("s").removesuffix("n").removesuffix("e"), "")
        return key if key in self._index.weights else ""

    def _separated(self, word: str) -> tuple[str, ...]:
        """The separable verb of which a word is a form: *teruggetrokken*, *terug te trekken*."""
        for size in range(2, min(9, len(word) - 2) if self._language == "nl" else 0):
            if word[:size] in PARTICLES:
                for verb in (word[size:], word[size:].removeprefix("ge"), word[size:].removeprefix("te")):
                    key = self._index.separable.get((word[:size], self._vocabulary.stem(verb)))
                    if key:
                        return (key,)
        return ()

    def _parts(self, word: str, *, whole: bool = False) -> tuple[str, ...]:
        """The keys of the parts of a Dutch compound, such as onthoofdings-filmpjes; the last part must be known, if `whole` both."""
        for start in range(3, len(word) - _TAIL + 1 if self._language == "nl" else 0):
            head = word[:start]
            tail = "" if head in _PREFIXES else self._known_part(word[start:])
            if tail:
                first = next((key for part in (head, head.removesuffix("s")) if (key := self._known_part(part))), "")
                if first or not whole:
                    return (first, tail) if first and first != tail else (tail,)
        return ()

    def _nearby(self, word: str) -> tuple[str, ...]:
        """The key of the known word that this word is when misspelled; nothing when there is none."""
        if len(word) < _SHORTEST_SLIP:
            return ()
        allowed = 2 if len(word) >= 11 else 1
        best: tuple[int, str] | None = None
        for known in self._known_by_start.get(word[0], ()):
            if abs(len(known) - len(word)) <= allowed:
                distance = OSA.distance(word, known, score_cutoff=allowed)
                if distance <= allowed and (best is None or (distance, known) < best):
                    best = (distance, known)
        return (self._vocabulary.words[best[1]],) if best else ()

    # ------------------------------------------------------------ the match

    def proposals(self, text: str, most: int = MOST, *, others: bool = False) -> tuple[Proposal, ...]:
        """What the text may mean, best first. With `others` also what its words say is not the person's, after the rest."""
        read = self._read(text)
        best: dict[tuple[int, bool, bool], _Hit] = {}
        for first, last in _pieces(read.words):
            for hit in self._hits(read, first, last):
                key = hit.fact, hit.whose == "person", hit.neutral
                if key not in best or hit.score > best[key].score:
                    best[key] = hit
        hits = sorted(best.values(), key=lambda hit: (hit.whose != "person", -hit.score, self._index.facts[hit.fact]))
        weighed = self._weighed(read)
        together = self._as_told(read, weighed, self._together(_apart(hits), weighed, self._likely(read, weighed)))
        likely = sorted(
            (hit for hit in together if others or hit.whose == "person"),
            key=lambda hit: (hit.whose != "person", -hit.score, self._index.facts[hit.fact]),
        )
        return tuple(self._proposal(hit, read.words, text) for hit in _best(likely)[:most])

    def _together(self, phrases: Sequence[_Hit], weighed: Sequence[_Weighed], likely: Iterable[_Hit]) -> list[_Hit]:
        """Phrases that stand there and what the words together sound like, weighed as one: what is likely enough.

        Whose it is a phrase knows better.
        """
        of_words = list(likely)
        labels = {label: number for number, label in enumerate(classifier().labels)}
        found = []
        for hit in phrases:
            of_words = [other for other in of_words if other.fact != hit.fact or not other.clauses & hit.clauses]
            kind, name, _ = self._index.facts[hit.fact]
            label = labels.get(f"{kind}:{name}")
            around = [piece for piece in weighed if piece.first <= max(hit.spots) and min(hit.spots) < piece.last]
            least = UNHEARD_BRIEF if any(piece.alone and len(piece.places) < BRIEF for piece in around) else UNHEARD
            heard = max((piece.weights[label] / 100 for piece in around if label is not None), default=least)
            found.append(replace(hit, score=max(heard, least) + hit.score))
        return [hit for hit in found if hit.score >= LIKELY] + [hit for hit in of_words if hit.score >= LIKELY_ALONE]

    def _weighed(self, text: _Text) -> list[_Weighed]:
        """What the words of every sentence weigh for each label, and those of every two that follow each other."""
        alone = list(_pieces(text.words))
        both = [(one[0], two[1]) for one, two in pairwise(alone) if two[1] - one[0] <= _WINDOW]
        weighed = []
        for number, (first, last) in enumerate((*alone, *both)):
            places = [at for at in range(first, last) if self._told(text.words[at])]
            spelled = [text.words[at].plain for at in places]
            weighed.append(_Weighed(first, last, number < len(alone), places, spelled, classifier().weights(spelled)))
        return weighed

    def _likely(self, text: _Text, weighed: Iterable[_Weighed]) -> Iterator[_Hit]:
        """What sentences, each alone and with the next, sound like, by the classifier: the best of each, with the words that weigh most."""
        best: dict[tuple[int, Whose], _Hit] = {}
        known = classifier()
        for piece in weighed:
            for label, weight in enumerate(piece.weights):
                if weight < HEARD or (fact := self._fact_of.get(known.labels[label])) is None:
                    continue
                hit = self._heard(text, piece.places, known.places(piece.spelled, label), fact, weight / 100)
                if hit and ((fact, hit.whose) not in best or hit.score > best[fact, hit.whose].score):
                    best[fact, hit.whose] = hit
        yield from best.values()

    def _as_told(self, text: _Text, weighed: Iterable[_Weighed], hits: Iterable[_Hit]) -> Iterator[_Hit]:
        """The hits without those of sentences that sound denied or supposed; what is told in one about somebody else is theirs."""
        labels = classifier().labels
        denied, others, nothing = labels.index(DENIED), labels.index(OTHERS), labels.index(NOTHING)
        told: list[tuple[int, int, float, float]] = [(NOT_SO, NOT_THEIRS, 0.0, 0.0)] * len(text.words)
        for piece in weighed:
            if piece.alone:
                weights = piece.weights
                least = LIKELY_ALONE_SHORT if len(piece.places) < SHORT else LIKELY_ALONE
                empty = weights[nothing] / 100 if len(piece.places) >= FEW else -9.0
                marks = weights[denied], weights[others], least, empty
                told[piece.first : piece.last] = [marks] * (piece.last - piece.first)
        for hit in hits:
            traits = self._index.traits[hit.fact]
            not_so = NOT_SO_LACKS if traits.lacks else NOT_SO_PHRASE if hit.phrase else NOT_SO
            if any(told[at][0] > not_so for at in hit.spots):
                continue
            if not hit.phrase and hit.score < min(told[at][2] for at in hit.spots):
                continue
            if hit.score < min(told[at][3] for at in hit.spots) - (NOT_ANY_PHRASE if hit.phrase else NOT_ANY):
                continue
            of_others = NOT_THEIRS_NEAR if traits.near else NOT_THEIRS
            theirs = hit.whose == "person" and all(told[at][1] > of_others for at in hit.spots)
            yield replace(hit, whose="other") if theirs else hit

    def _heard(
        self, text: _Text, places: Sequence[int], of_word: Counter[int], fact: int, weight: float
    ) -> _Hit | None:
        """What the words of a piece sound like; less where the clause that says most of it is not told as something that is so."""
        spots = tuple(places[at] for at in heaviest(of_word))
        if sum(not self._vocabulary.stem.small(text.words[at].plain) for at in spots) < _TELLING:
            return None
        of_clause: Counter[int] = Counter()
        for at, value in of_word.items():
            of_clause[text.clause_of[places[at]]] += value
        clause = text.clauses[of_clause.most_common(1)[0][0]]
        traits = self._index.traits[fact]
        if not clause.real(end=traits.end):
            weight -= LESS_UNREAL
        if clause.denied(()) and not traits.lacks:
            weight -= LESS_DENIED
        whose: Whose = "person"
        if clause.about != "person" and not (traits.near and not clause.far and clause.about in ("other", "group")):
            whose = clause.about
        return _Hit(
            fact, weight, spots, frozenset(text.clause_of[at] for at in spots), whose, neutral=False, phrase=False
        )

    def _proposal(self, hit: _Hit, words: Sequence[Word], text: str) -> Proposal:
        kind, name, shown = self._index.facts[hit.fact]
        spots = dict.fromkeys((words[at].start, words[at].end) for at in hit.spots)
        return Proposal(kind, name, shown, tuple(text[start:end] for start, end in spots), hit.whose)

    def _hits(self, text: _Text, first: int, last: int) -> Iterator[_Hit]:
        places = self._keys(text, first, last)
        slips = {key[1:] for key in places if key.startswith("?")}
        for key in slips:
            if key not in places:
                places[key] = places[f"?{key}"]
            else:
                slips = slips - {key}
        here = places.keys()
        for number in {number for key in here for number in self._index.postings.get(key, ())}:
            phrase = self._index.phrases[number]
            if all(not slot.isdisjoint(here) for slot in phrase.slots) and phrase.absent.isdisjoint(here):
                hit = self._hit(phrase, text, places, slips)
                if hit:
                    yield hit

    def _hit(
        self, phrase: Phrase, text: _Text, places: Mapping[str, Sequence[tuple[int, ...]]], slips: set[str]
    ) -> _Hit | None:
        chosen = self._closest(phrase, text, places)
        if chosen is None:
            return None
        spots = tuple(sorted({at for _, spot in chosen for at in spot if at >= 0}))
        weight = sum(self._index.weights[key] for key, _ in chosen)
        if not spots:
            return None
        within = sum(spot[-1] - spot[0] + 1 - len(spot) for _, spot in chosen if spot[0] >= 0)  # *trekt* zich *terug*
        gaps = max(0, spots[-1] - spots[0] + 1 - len(spots) - within)
        clauses = {text.clause_of[at] for at in spots}
        beside = (
            min(abs(_place(spot) - at) for _, spot in chosen if spot[0] < 0 for at in spots)
            if len(spots) < len(chosen) and any(spot[0] < 0 for _, spot in chosen)
            else 0
        )
        if gaps > _REACH + len(chosen) or beside > _REACH:
            return None
        told = [text.clauses[number] for number in sorted(clauses)]
        if any(not clause.real(end=phrase.end) or self._denied(clause, spots, phrase, text) for clause in told):
            return None
        spelling = _SLIP if any(key in slips for key, _ in chosen) else 1.0
        score = (
            (_WHOLE + weight + _SLOT * (len(chosen) - 1)) * spelling * _CLAUSE ** (len(clauses) - 1) / (1 + _GAP * gaps)
        )
        neutral = any(spot[0] < 0 for _, spot in chosen)
        if score < _LEAST + _ALONE * (len(spots) == 1) + _LOOSE * ((len(clauses) > 1) + (gaps >= _FAR_APART)):
            return None
        return _Hit(phrase.fact, score, spots, frozenset(clauses), self._whose(told, spots, phrase, text), neutral)

    def _denied(self, clause: Clause, spots: Sequence[int], phrase: Phrase, text: _Text) -> bool:
        """Whether a clause denies a phrase. Beside one that itself says that something is missing, only a bare *niet* does."""
        if not clause.denied(spots) or not phrase.lacks or clause.carried:
            return clause.denied(spots)
        for at in (at for at in clause.denials if at not in spots):
            after = text.words[at + 1].plain if at + 1 < len(text.words) else ""
            if (
                (text.words[at].plain in ("niet", "not") and after not in _NO_MORE)
                or at + 1 in spots
                or (after == "in" and at + 2 in spots)
                or after in _TRACES
            ):
                return True
        return False

    def _whose(self, clauses: Sequence[Clause], spots: Sequence[int], phrase: Phrase, text: _Text) -> Whose:
        """Whose it is: the person's where the word for somebody else is part of what is told (*his father died*).

        What begins with the person and goes on in a clause about another is the person's: *she froze when I raised my hand*.
        """
        if clauses[0].about == "person" and len(clauses) > 1:
            return "person"
        for clause in clauses:
            if clause.about == "person":
                continue
            key = self._vocabulary.stem(text.words[clause.about_at].plain)
            told = (phrase.near or clause.about == "group") and (
                clause.about_at in spots or any(key in slot for slot in phrase.slots)
            )
            if clause.about == "self" or clause.far or not told:
                return clause.about
        return "person"

    def _closest(
        self, phrase: Phrase, text: _Text, places: Mapping[str, Sequence[tuple[int, ...]]]
    ) -> list[tuple[str, tuple[int, ...]]] | None:
        """For every slot a key that stands there and where, as close together as can be; a denial in the clause of another word."""
        options = []
        for slot in reversed(phrase.slots):
            found = [(key, spot) for key in slot & places.keys() for spot in places[key]][:12]
            options.append(
                [one for one in found if one[1][0] >= 0] or found
            )  # a neutral word only where nothing else stands
        best: list[tuple[str, tuple[int, ...]]] | None = None
        width = 0
        for anchor in options[0]:
            chosen = [anchor]
            for spots in options[1:]:
                free = [one for one in spots if all(not set(one[1]) & set(other[1]) for other in chosen)]
                if not free:
                    break
                chosen.append(min(free, key=lambda one: (_distance(one[1], anchor[1]), one[1])))
            else:
                taken = [at for _, spot in chosen for at in spot if at >= 0]
                wide = max(taken, default=0) - min(taken, default=0)
                if (best is None or wide < width) and self._denial_fits(chosen, text):
                    best, width = chosen, wide
        return best

    def _denial_fits(self, chosen: Sequence[tuple[str, tuple[int, ...]]], text: _Text) -> bool:
        deny = DENIALS[self._language]
        denials = [
            spot[0] for _, spot in chosen if len(spot) == 1 and spot[0] >= 0 and text.words[spot[0]].plain in deny
        ]
        clauses = {text.clause_of[at] for _, spot in chosen for at in spot if at >= 0 and at not in denials}
        return all(text.clause_of[at] in clauses for at in denials)


def _best(hits: Sequence[_Hit]) -> list[_Hit]:
    """The hits that are nearly as likely as the best in their clause, and not far less likely than the best of all.

    What a neutral word is part of never stands in the way of what it is no part of.
    """
    kept: list[_Hit] = []
    for hit in hits:
        better = [other for other in kept if other.whose == hit.whose and (hit.neutral or not other.neutral)]
        beside = any(other.clauses & hit.clauses for other in better)
        behind = NEAR_BEST if beside else NEAR_BEST_PHRASE if hit.phrase else NEAR_BEST_ELSEWHERE
        if hit.score >= max((other.score for other in better), default=hit.score) - behind:
            kept.append(hit)
    return kept


def _stands(run: Sequence[str], stems: Sequence[str], at: int) -> bool:
    """Whether a fixed run stands at a place; `~` is any one word."""
    if at + len(run) > len(stems) or run[1] not in ("~", stems[at + 1]):
        return False
    return all(part in ("~", stems[at + further]) for further, part in enumerate(run))


def _place(spot: tuple[int, ...]) -> int:
    """Where a key stands; a neutral word stands before the word it is written down with, and takes no room."""
    return ~spot[0] if spot[0] < 0 else spot[0]


def _distance(spot: tuple[int, ...], anchor: tuple[int, ...]) -> int:
    return abs(_place(spot) - _place(anchor))


def _pieces(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Sentences, and pieces of a sentence that does not end."""
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at].sentence != words[first].sentence or at - first >= _WINDOW:
            yield first, at
            first = at
    if not words:
        yield 0, 0


def _apart(hits: Sequence[_Hit]) -> list[_Hit]:
    """The hits that stand on words of their own, or are nearly as good as the one that has those words.

    What a neutral word is part of never stands in the way of what it is no part of.
    """
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.neutral):
        better = [other for other in kept if other.whose == hit.whose]
        beside = [other for other in better if other.clauses & hit.clauses]
        shared = max((len(set(hit.spots) & set(other.spots)) for other in kept), default=0)
        need = _BESIDE if shared * 2 >= len(hit.spots) and kept else _NEXT if beside else _ELSEWHERE
        yard = (beside or better or [hit])[0].score
        if hit.score >= need * yard:
            kept.append(hit)
    plainest = sorted((hit for hit in hits if hit in kept), key=lambda hit: hit.neutral)
    first = {(hit.fact, hit.whose): hit for hit in reversed(plainest)}
    return [hit for hit in hits if first.get((hit.fact, hit.whose)) is hit]


_recent: list[tuple[Pack, Language, Finder]] = []


def proposals(
    pack: Pack, text: str, language: Language, most: int = MOST, *, others: bool = False
) -> tuple[Proposal, ...]:
    """Observations that `text` may mean, best first; `others` as in `Finder.proposals`. The text is not kept."""
    for known, spoken, finder in _recent:
        if known is pack and spoken == language:
            return finder.proposals(text, most, others=others)
    finder = Finder(pack, language)
    _recent.insert(0, (pack, language, finder))
    del _recent[4:]
    return finder.proposals(text, most, others=others)
