"""The lexicon of a pack in one language, made ready for matching: phrases as slots of keys, and where each key is asked for.

A key is the stem of a word, `a b c` for a fixed run of stems, or `=id` for any word of a neutral group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from assistant.content.lexicon import Slot, list_words, slots
from assistant.content.model import GUARDED, Language, Lexicon, Pack, Wording
from assistant.language import Stemmer, plain_words
from assistant.language.small import EMPTY, SMALL
from assistant.records import dataclass

DENIAL = "=denial"
"""The key of every word that denies."""
DENIALS: Mapping[Language, frozenset[str]] = {
    "nl": frozenset(["niet", "geen", "nooit", "niets", "niks", "nimmer", "nauwelijks", "amper", "minder", "zelden"]),
    "en": frozenset(["not", "no", "never", "nothing", "none", "hardly", "barely", "less", "fewer", "rarely", "seldom"]),
}
_COMMON = 0.6
"""How much a common word counts."""
_LEAST = 0.35
"""What a word counts at least, however many facts it is used for."""
_WHOLE = 0.8
"""What a phrase counts that stands there whole, beside its words."""
PARTICLES = frozenset(
    """
    aan achter af binnen bij buiten dicht door fijn goed heen in kapot kwijt langs los mee mis na neer om omver
    onder op open over plaats rond samen tegen terecht terug thuis toe tegen uit vast vol voor voort vooruit vrij
    weg achteruit achterna tekort klaar stil bloot dood
    """.split()  # noqa: SIM905
)
"""First parts of separable verbs: *trekt … terug* is *terugtrekken*."""


PREPOSITIONS = frozenset(
    "aan achter af bij binnen buiten door in langs na naar om onder op over rond tegen tot uit van voor met zonder".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a fact: of every slot one key, near each other; none of `absent` in the sentence."""

    fact: int
    slots: tuple[frozenset[str], ...]
    absent: frozenset[str]
    written: str
    """As the author wrote it."""
    lacks: bool
    """Whether a denial beside its words denies nothing: the fact says itself that something is not there."""
    near: bool
    """Whether it is the person's where it happens to somebody near."""
    end: bool
    """Whether the fact is that something ended: that it is over takes nothing back."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What holds of a fact in whatever words it is said: as in Phrase."""

    lacks: bool
    near: bool
    end: bool


class Vocabulary:
    """Words of one language to keys."""

    def __init__(self, lexicon: Lexicon, language: Language) -> None:
        self.language: Language = language
        self.forms = {form: entry.word for entry in lexicon.forms if entry.language == language for form in entry.forms}
        self.stem = Stemmer(language, self.forms)
        self.neutral: dict[tuple[str, ...], str] = {}
        self.idiom_runs: set[tuple[str, ...]] = set()
        self.idioms: set[str] = set()
        """Fixed runs of groups; these alone may hold a neutral word: *black and white*."""
        self.members: dict[str, tuple[str, ...]] = {}
        """The keys of the group to which a word of a group belongs."""
        self.common = {self.stem(word) for word in (*self.stem.common, *SMALL[language])}
        self.words: dict[str, str] = {}
        """Every single word that the lexicon has, with its key: what a slip of the pen may mean."""
        self.runs: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        """Fixed runs of stems by their first stem."""
        for group in lexicon.groups:
            for words in group.words.in_(language) if group.neutral else ():
                self.neutral.setdefault(tuple(plain_words(words, language)), f"={group.id}")
        self.neutral_keys = frozenset(self.neutral.values())
        self.longest: dict[str, int] = {}
        for spelled in self.neutral:
            self.longest[spelled[0]] = max(len(spelled), self.longest.get(spelled[0], 0))
        for group in (group for group in lexicon.groups if not group.neutral):
            self.idioms |= {
                " ".join(map(self.run_stem, plain_words(words, language))) for words in group.words.in_(language)
            }
            keys = tuple(dict.fromkeys(self.key(words) for words in group.words.in_(language)))
            for key in keys:
                self.members.setdefault(key, keys)
            if group.common:
                self.common |= set(keys)
        self.idioms = {idiom for idiom in self.idioms if " " in idiom}
        self.idiom_words = {
            plain_words(words, language)[0]
            for group in lexicon.groups
            for words in group.words.in_(language)
            if " " in words and not group.neutral
        }

    def key(self, words: str) -> str:
        """The key of a word or a fixed run of words, as an author wrote it; it is known from then on."""
        spelled = words.split() if "~" in words else plain_words(words, self.language)
        while spelled and spelled[0] == "~":
            spelled = spelled[1:]
        if len(spelled) == 1:
            if spelled[0] in DENIALS[self.language]:
                return DENIAL
            key = self.stem(spelled[0])
            self.words[spelled[0]] = key
            return key
        run = tuple("~" if word == "~" else self.run_stem(word) for word in spelled)
        together = " ".join(run)
        if self._is_neutral(spelled):
            if not any(idiom in together for idiom in self.idioms):
                return ""
            self.idiom_runs.add(run)
        if run:
            self.runs[run[0]].add(run)
        return together

    def _is_neutral(self, spelled: Sequence[str]) -> bool:
        """Whether a neutral word stands in a run."""
        return not self.longest.keys().isdisjoint(spelled) and any(
            tuple(spelled[at : at + size]) in self.neutral
            for at in range(len(spelled))
            for size in range(1, len(spelled) - at + 1)
        )

    def run_stem(self, word: str) -> str:
        """A word in a run: the possessives are one and the same, so that *zijn* draai is *haar* draai."""
        return "~his" if word in _POSSESSIVE else self.stem(word)


_ENDS = frozenset(
    """
    important_tie_lost friendship_ended relationship_ended left_club left_school dismissal drops_old_friends broke_with_family
    one_off_anger
    """.split()  # noqa: SIM905
)
"""Observations of something that ended."""
_POSSESSIVE = frozenset(["zijn", "haar", "hun", "his", "her", "their", "mijn", "my", "your", "je", "jouw"])


class Index:
    """The phrases of one pack in one language, and how much each key says."""

    def __init__(self, pack: Pack, language: Language) -> None:
        self.vocabulary = Vocabulary(pack.lexicon, language)
        self.facts: list[tuple[str, str, str]] = []
        """Kind, id and name of every fact that has words."""
        self.traits: list[Traits] = []
        self.phrases: list[Phrase] = []
        self._lists = {words.id: words for words in pack.lexicon.lists}
        self._language: Language = language
        self._list_keys: dict[str, frozenset[str]] = {}
        for wording in pack.lexicon.wordings:
            entry = pack.entry(wording.kind, wording.id)
            if entry is None:
                continue
            name = entry.name.in_(language).replace("{persoon}", "persoon").replace("{person}", "person")
            self.facts.append((wording.kind, wording.id, name))
            self.traits.append(Traits(wording.lacks, wording.near, wording.id in _ENDS))
            seen: set[tuple[frozenset[str], ...]] = set()
            said = (*wording.phrases.in_(language), _bare(name))
            unless = self._unless(said)
            for written in said:
                phrase = self._phrase(len(self.facts) - 1, written, unless, wording)
                if phrase and phrase.slots not in seen:
                    seen.add(phrase.slots)
                    self.phrases.append(phrase)
        self.weights = self._weights()
        self.separable = self._separable()
        self.postings: dict[str, list[int]] = defaultdict(list)
        """The phrases that ask for a key in the slot that says most: the others are looked at only then."""
        for number, phrase in enumerate(self.phrases):
            anchor = max(phrase.slots, key=lambda slot: (min(self.weights[key] for key in slot), -len(slot)))
            for key in anchor:
                self.postings[key].append(number)

    def _unless(self, said: Iterable[str]) -> frozenset[str]:
        """What may stand beside no phrase of a fact: a phrase that only says what is absent."""
        only = [parts for written in said if (parts := slots(written)) and all(slot.absent for slot in parts)]
        return frozenset(key for parts in only for slot in parts for key in self._keys(slot, alone=True))

    def _phrase(self, fact: int, written: str, unless: frozenset[str], wording: Wording) -> Phrase | None:
        kept: list[frozenset[str]] = []
        absent = set(unless)
        plainly = not set(written) & set("/[!_~")
        parts = slots(self._joined(written) if plainly else written)
        for slot in parts:
            keys = self._keys(slot, alone=len(parts) == 1)
            if plainly and len(parts) > 1:
                keys = frozenset(member for key in keys for member in self.vocabulary.members.get(key, (key,)))
            if slot.absent:
                absent |= keys
            elif keys and keys not in kept:
                kept.append(keys)
            elif not keys and len(slot.words) + len(slot.lists) > 1:
                return None  # a choice of which nothing can be found
        kept = [keys for keys in kept if DENIAL in keys] + [keys for keys in kept if DENIAL not in keys]
        content = [keys for keys in kept if DENIAL not in keys]
        shown = [slot for slot in parts if not slot.absent]
        if len(shown) > 1 and (len(kept) < 2 or (plainly and self._says_little(content))):
            if not plainly:
                return None  # but for one part nothing of it can be found
            key = self.vocabulary.key(written)
            kept = [frozenset([key])] if key else []  # one word and small ones count only as they stand
        neutral = self.vocabulary.neutral_keys
        absent -= neutral
        if not kept or all(keys <= neutral for keys in kept):
            return None  # belief, dress, a place: nothing to propose on its own
        if not kept or kept == [frozenset([DENIAL])]:
            return None
        if wording.kind in GUARDED and any(keys & neutral for keys in kept):
            return None
        return Phrase(
            fact,
            tuple(kept),
            frozenset(absent),
            written,
            wording.lacks and len(kept) > 1,
            wording.near,
            wording.id in _ENDS,
        )

    def _keys(self, slot: Slot, *, alone: bool) -> frozenset[str]:
        """The keys of one slot; none of a small word, unless it stands alone or in a run."""
        keys: set[str] = set()
        for word in slot.words:
            spelled = tuple(plain_words(word, self._language))
            small = not spelled or (len(spelled) == 1 and self.vocabulary.stem.small(spelled[0]))
            if small and not (spelled and (slot.absent or alone or self._telling(slot, spelled[0]))):
                continue
            neutral = self.vocabulary.neutral.get(spelled)
            key = neutral or self.vocabulary.key(word)
            if key == DENIAL and len(slot.words) + len(slot.lists) > 1 and not self._denies(slot):
                key = self.vocabulary.stem(spelled[0])  # one denial of a choice is just that word
            keys.add(key)
        for name in slot.lists:
            if name not in self._list_keys:
                words = list_words([name], self._lists, self._language)
                keys_of = {word: self.vocabulary.key(word) for word in words if not self._small(word)}
                deny = sum(key == DENIAL for key in keys_of.values()) * 2 >= len(keys_of)
                self._list_keys[name] = frozenset(key for key in keys_of.values() if deny or key != DENIAL)
            keys |= self._list_keys[name]
        return frozenset(keys - {""})

    def _telling(self, slot: Slot, word: str) -> bool:
        """Whether a small word in a choice tells something all the same: *spark* gone/out."""
        return len(slot.words) + len(slot.lists) > 1 and word not in EMPTY[self._language]

    def _joined(self, written: str) -> str:
        """A plain phrase in which the fixed runs of groups are one word: ouders uit_elkaar."""
        words = written.split()
        if len(words) < 2 or not any(word in self.vocabulary.idiom_words for word in words):
            return written
        for size in range(min(4, len(words)), 1, -1):
            for at in range(len(words) - size + 1):
                run = " ".join(
                    map(self.vocabulary.run_stem, plain_words(" ".join(words[at : at + size]), self._language))
                )
                if run in self.vocabulary.idioms:
                    return self._joined(" ".join([*words[:at], "_".join(words[at : at + size]), *words[at + size :]]))
        return written

    def _denies(self, slot: Slot) -> bool:
        """Whether every choice of a slot denies."""
        keys = [self.vocabulary.key(word) for word in slot.words]
        return all(key == DENIAL for key in keys) and all(
            DENIAL in self._list_keys.get(name, ()) for name in slot.lists
        )

    def _says_little(self, content: Sequence[frozenset[str]]) -> bool:
        return len(content) < 3 and all(keys <= self.vocabulary.common for keys in content)

    def _small(self, word: str) -> bool:
        spelled = plain_words(word, self._language)
        return not spelled or (len(spelled) == 1 and spelled[0] in EMPTY[self._language])

    def _weights(self) -> Mapping[str, float]:
        """How much a key says: less, the more facts it is used for."""
        used: dict[str, set[int]] = defaultdict(set)
        for phrase in self.phrases:
            for keys in (*phrase.slots, phrase.absent):
                for key in keys:
                    used[key].add(phrase.fact)
        top = log(1 + len(self.facts)) or 1.0
        weights = {key: max(_LEAST, log(1 + len(self.facts) / len(facts)) / top) for key, facts in used.items()}
        weights = {key: weight * (_COMMON if key in self.vocabulary.common else 1) for key, weight in weights.items()}
        weights[DENIAL] = min(weights.get(DENIAL, 0.3), 0.3)
        return weights

    def _separable(self) -> Mapping[tuple[str, str], str]:
        """Particle and stem of the verb, of every separable verb that the lexicon has in one word."""
        found: dict[tuple[str, str], str] = {}
        if self._language == "nl":
            for word, key in self.vocabulary.words.items():
                for size in range(2, min(9, len(word) - 2)):
                    particle, verb = word[:size], word[size:]
                    if particle in PARTICLES and verb.endswith("n") and len(verb) > 3:
                        found[particle, self.vocabulary.stem(verb)] = key
        return found


def _bare(name: str) -> str:
    """A name of the pack as a phrase: without the signs that mean something in a phrase."""
    return "".join(" " if sign in '/[]!_~,:()"' else sign for sign in name)
