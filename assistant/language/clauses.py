"""Words to clauses, and what the words of each say of it: denied, imagined, in a story, over, taken back, and about whom it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from assistant.content.model import Language
from assistant.language.telling import Lists, Sequences, lists
from assistant.language.words import Word
from assistant.records import dataclass, replace

Whose = Literal["person", "other", "self", "group"]

_QUOTE = 60
"""How far is looked for who says something."""
_ITEM = 3
"""A part between commas of so many words or fewer, without a verb or a subject, is an item of a list."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its words are those from `first` up to `last`, in a sequence of words."""

    first: int
    last: int
    sentence: int
    denials: tuple[int, ...] = ()
    """Positions of the words that deny."""
    forward: tuple[int, ...] = ()
    """Positions of words that deny only what follows: *without*."""
    carried: bool = False
    """Denied by the clause before it: *I do not think that …*."""
    hypothetical: bool = False
    fiction: bool = False
    over: bool = False
    past: bool = False
    """Told of former days: *he used to …*."""
    taken_back: bool = False
    about: Whose = "person"
    about_at: int = -1
    """Where the word stands that tells whom it is about; -1 when none does."""

    def denied(self, spots: Collection[int]) -> bool:
        """Whether what the words at `spots` tell is denied here; a denial among `spots` is part of what they tell."""
        if self.carried or any(at not in spots for at in self.denials):
            return True
        here = [at for at in spots if self.first <= at < self.last]
        return any(at not in spots and at < min(here) for at in self.forward) if here else False

    @property
    def real(self) -> bool:
        """Whether it is told as something that is so now: not imagined, in a story, over or taken back."""
        return not (self.hypothetical or self.fiction or self.over or self.past or self.taken_back)


def clauses_of(words: Sequence[Word], language: Language | None) -> list[Clause]:
    """The clauses of `words`, in order and without gaps."""
    known = lists(language)
    spelled = [word.plain for word in words]
    spans = list(_spans(words, spelled, known))
    found: list[Clause] = []
    for first, last in spans:
        before = found[-1] if found and found[-1].sentence == words[first].sentence else None
        found.append(_clause(words, spelled, first, last, before, known))
    return _over_sentences(found, spelled, known)


# ------------------------------------------------------------ where a clause begins


def _spans(words: Sequence[Word], spelled: Sequence[str], known: Lists) -> Iterator[tuple[int, int]]:
    first = start = 0
    for at in range(1, len(words) + 1):
        if at < len(words):
            if words[at].sentence != words[at - 1].sentence:
                start = at
            elif not _begins(words, spelled, at, first, start, known):
                continue
        yield first, at
        first = at


def _begins(words: Sequence[Word], spelled: Sequence[str], at: int, first: int, start: int, known: Lists) -> bool:
    """Whether a clause begins at a word inside a sentence that starts at `start`; the clause before begins at `first`."""
    word = spelled[at]
    if words[at].part != words[at - 1].part or word in known.joiners:
        return True
    if word in known.openers and spelled[at - 1] not in known.prepositions:
        return _opens(word, spelled[at - 1], known)
    if word in ("he", "she", "they", "we", "i") and at - first > 2 and "he" in known.subjects:
        return spelled[at - 1] not in known.verbs
    # Dutch: after a clause with a conjunction a main clause begins with its verb: *sinds opa dood is | lacht hij niet*.
    if "hij" in known.subjects and spelled[first] in known.subordinate and at - first > 2 and at + 1 < len(words):
        return spelled[at + 1] in known.subjects and spelled[at + 1] != "u" and words[at + 1].part == words[at].part
    return False


def _opens(word: str, before: str, known: Lists) -> bool:
    """Whether an opener begins a clause after this word: *die* and *dat* also stand before a noun."""
    if word == "die":
        return before in known.nouns
    if word == "dat":
        return before in known.nouns or before in known.telling
    return True


# ------------------------------------------------------------ what is said of it


def _clause(
    words: Sequence[Word], spelled: Sequence[str], first: int, last: int, before: Clause | None, known: Lists
) -> Clause:
    denials, forward = _denials(words, spelled, first, last, known)
    own = any(word in known.verbs or word in known.subjects for word in spelled[first:last])
    carried = before is not None and (
        (_opinion(spelled, before, known) and spelled[first] in known.hangs)
        or (last - first <= _ITEM and not own and bool(before.denials or before.carried) and not denials)
    )
    about, about_at = _about(words, spelled, first, last, before, known)
    return Clause(
        first,
        last,
        words[first].sentence,
        denials,
        forward,
        carried,
        hypothetical=_imagined(spelled, first, last, known),
        fiction=_run_in(known.fiction, spelled, first, last) >= 0,
        over=_run_in(known.over, spelled, first, last) >= 0,
        past=_run_in(known.past, spelled, first, last) >= 0,
        taken_back=_run_in(known.taken_back, spelled, first, last) >= 0 or tuple(spelled[first:last]) in known.answers,
        about=about,
        about_at=about_at,
    )


def _denials(
    words: Sequence[Word], spelled: Sequence[str], first: int, last: int, known: Lists
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    here: list[int] = []
    forward: list[int] = []
    for at in range(first, last):
        word = spelled[at]
        if word not in known.denials or _in_run(known.no_denial, spelled, at, first, last):
            continue
        answer = word in ("nee", "no") and (last - first == 1 or word == "nee")
        if not answer:
            (forward if word in known.after_only else here).append(at)
    return tuple(here), tuple(forward)


def _opinion(spelled: Sequence[str], clause: Clause, known: Lists) -> bool:
    """Whether a clause denies the one that hangs on it: *I have never heard that …*."""
    if not clause.denials:
        # *weet niet of* denies nothing, *geen idee dat* neither; but *denk niet dat* does
        return False
    return any(word in known.opinion for word in spelled[clause.first : clause.last])


def _imagined(spelled: Sequence[str], first: int, last: int, known: Lists) -> bool:
    if _run_in(known.imagined, spelled, first, last) >= 0:
        return True
    here = spelled[first:last]
    if not any(word in known.condition for word in here[:2]) or (first and spelled[first - 1] in known.doubts):
        return False
    return any(word in known.would for word in here)


def _about(
    words: Sequence[Word], spelled: Sequence[str], first: int, last: int, before: Clause | None, known: Lists
) -> tuple[Whose, int]:
    """Whom a clause is about, and the word that tells it: its subject, when that is not the person."""
    here = range(first, last)
    if spelled[first] in known.relative and before is not None and spelled[first - 1] in known.near:
        return _owner(spelled, first - 1, before.first, known), first - 1
    person = any(spelled[at] in known.pupil or _third(spelled, at, last, known) for at in here)
    if any(spelled[at] in known.saying for at in here) and not person:
        return "person", -1
    if (
        spelled[first] in known.joiners
        and before is not None
        and before.about == "person"
        and before.last - before.first > 2
    ):
        return "person", -1  # *hij heeft zijn vader* | *en moeder geblokkeerd*
    for at in here:
        word = spelled[at]
        if word in known.near:
            start = _phrase_start(spelled, at, first, known)
            subject = start == first or spelled[start - 1] not in known.prepositions
            whose = _owner(spelled, at, first, known)
            if subject and not person and (start < at or word in known.bare) and whose != "person":
                return whose, at
        elif word in known.many and not person and at - first <= _ITEM and not _told_of(words, spelled, first, known):
            start = _phrase_start(spelled, at, first, known)
            if start == first or spelled[start - 1] not in known.prepositions:
                return "group", at
    if not person and not _quoted(words, spelled, first, known):
        observing = any(spelled[at] in known.observing for at in here)
        for at in here:
            if spelled[at] in known.myself or (spelled[at] in known.i and not observing):
                return "self", at
            if spelled[at] in known.we and not observing and not _told_of(words, spelled, first, known):
                return "group", at
    if (
        before is not None
        and before.about != "person"
        and not person
        and not _own_subject(words, spelled, first, last, known)
    ):
        return before.about, before.about_at
    return "person", -1


def _quoted(words: Sequence[Word], spelled: Sequence[str], first: int, known: Lists) -> bool:
    """Whether the sentence quotes the person: *ik wil weg, zei hij*."""
    start = first
    while start and words[start - 1].sentence == words[first].sentence:
        start -= 1
    for at in range(start, len(words)):
        if words[at].sentence != words[first].sentence or at - start > _QUOTE:
            break
        if spelled[at] in known.saying and any(
            spelled[by] in known.speakers for by in (at - 1, at + 1) if 0 <= by < len(words)
        ):
            return True
    return False


def _told_of(words: Sequence[Word], spelled: Sequence[str], first: int, known: Lists) -> bool:
    """Whether the sentence names the person by a pronoun or as a pupil: a group in it is then no more than beside the person."""
    start = first
    while start and words[start - 1].sentence == words[first].sentence and first - start < _QUOTE:
        start -= 1
    for at in range(start, len(words)):
        if words[at].sentence != words[first].sentence or at - start > _QUOTE:
            break
        if spelled[at] in known.speakers or spelled[at] in ("hem", "him", "her", "haar"):
            return True
    return False


def _third(spelled: Sequence[str], at: int, last: int, known: Lists) -> bool:
    """Whether a word is a pronoun for the person; *haar* and *her* before a noun for somebody are not."""
    word = spelled[at]
    if word not in known.third:
        return False
    if at >= 2 and spelled[at - 1] in ("van", "of") and spelled[at - 2] in known.near:
        return False  # *een vriend van hem*
    ahead = spelled[at + 1 : min(last, at + 3)]
    return word not in known.possessive or not any(noun in known.near for noun in ahead)


def _own_subject(words: Sequence[Word], spelled: Sequence[str], first: int, last: int, known: Lists) -> bool:
    return any(
        spelled[at] in known.subjects or spelled[at] in known.pupil or words[at].named for at in range(first, last)
    )


def _phrase_start(spelled: Sequence[str], at: int, first: int, known: Lists) -> int:
    """Where the words that belong to a noun begin: *mijn eigen* vader."""
    while at > first and spelled[at - 1] in known.determiners:
        at -= 1
    return at


def _owner(spelled: Sequence[str], at: int, first: int, known: Lists) -> Whose:
    """Whose somebody is: my own father tells of the user; his father, and a colleague, are somebody else."""
    lead = spelled[_phrase_start(spelled, at, first, known) : at]
    if any(word in known.mine for word in lead):
        return "other" if spelled[at] in known.professionals else "self"
    return "other"


# ------------------------------------------------------------ over more than one clause


def _over_sentences(found: list[Clause], spelled: Sequence[str], known: Lists) -> list[Clause]:
    """Marks that reach further: imagined and in a story to the end of a sentence; over and taken back to what stands before."""
    _not_come_true(found, spelled, known)
    for number, clause in enumerate(found):
        later = number + 1
        while (
            (clause.fiction or clause.hypothetical) and later < len(found) and found[later].sentence == clause.sentence
        ):
            if spelled[found[later].first] in ("maar", "but"):
                break
            story, imagined = clause.fiction or found[later].fiction, clause.hypothetical or found[later].hypothetical
            found[later] = replace(found[later], fiction=story, hypothetical=imagined)
            later += 1
        if clause.taken_back or clause.over:
            opening = _opening(found, number)
            reach = clause.sentence - (1 if opening else 0)
            back = number - 1
            while back >= 0 and found[back].sentence >= reach:
                gone, done = clause.taken_back or found[back].taken_back, clause.over or found[back].over
                found[back] = replace(found[back], taken_back=gone, over=done)
                back -= 1
    return found


def _not_come_true(found: list[Clause], spelled: Sequence[str], known: Lists) -> None:
    """Marks as imagined what was thought or feared up to the *but* of the same sentence: *she thought she would be fired, but …*."""
    for number, clause in enumerate(found):
        if spelled[clause.first] not in known.but:
            continue
        start = number
        while start and found[start - 1].sentence == clause.sentence:
            start -= 1
        for at in range(start, number):
            if _run_in(known.expected, spelled, found[at].first, found[at].last) >= 0:
                for between in range(at, number):
                    found[between] = replace(found[between], hypothetical=True)
                break


def _opening(found: Sequence[Clause], number: int) -> bool:
    """Whether a clause stands at the start of its sentence, but for a word such as *nee* or *sorry*."""
    while number and found[number - 1].sentence == found[number].sentence:
        number -= 1
        if found[number].last - found[number].first > 1:
            return False
    return True


def _run_in(runs: Sequences, spelled: Sequence[str], first: int, last: int) -> int:
    """Where one of the runs begins in a clause; -1 where none does. A run may end outside it."""
    for at in range(first, last):
        for run in runs.get(spelled[at], ()):
            if _stands(run, spelled, at):
                return at
    return -1


def _in_run(runs: Sequences, spelled: Sequence[str], at: int, first: int, last: int) -> bool:
    """Whether the word at a position is part of one of the runs."""
    for start in range(max(first, at - 3), at + 1):
        for run in runs.get(spelled[start], ()):
            if start + len(run) > at and _stands(run, spelled, start):
                return True
    return False


def _stands(run: Sequence[str], spelled: Sequence[str], at: int) -> bool:
    return at + len(run) <= len(spelled) and all(
        part in ("*", spelled[at + further]) for further, part in enumerate(run)
    )
