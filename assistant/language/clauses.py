"""Words to clauses, and what the words of each say of it: denied, imagined, in a story, over, taken back, and about whom it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from assistant.content.model import Language
from assistant.language.telling import Lists, Run, Sequences, lists
from assistant.language.words import Word
from assistant.records import dataclass, replace

Whose = Literal["person", "other", "self", "group"]

_QUOTE = 60
"""How far is looked for who says something."""
_BETWEEN = 4
"""How many words `...` stands for at most."""
_ITEM = 3
"""A part between commas of so many words or fewer, without a verb or a subject, is an item of a list."""
_NONE = frozenset(["geen", "niemand", "niets", "niks", "no", "nobody", "none", "nothing"])
_WITH_WHOM = frozenset(["waar", "bij", "met", "aan", "who", "whom"])


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
    hung: tuple[int, ...] = ()
    """Positions of words that deny in the clause before it, of which this one tells more: *nobody | he can trust*."""
    hypothetical: bool = False
    fiction: bool = False
    over: bool = False
    ended: bool = False
    """Said to be no more, without a word of how: *that is over*."""
    past: bool = False
    """Told of former days: *he used to …*."""
    taken_back: bool = False
    about: Whose = "person"
    about_at: int = -1
    """Where the word stands that tells whom it is about; -1 when none does."""
    far: bool = False
    """Whether it is about somebody of somebody else: *the mother of my colleague*."""

    def denied(self, spots: Collection[int]) -> bool:
        """Whether what the words at `spots` tell is denied here; a denial among `spots` is part of what they tell."""
        if self.carried or any(at not in spots for at in (*self.denials, *self.hung)):
            return True
        here = [at for at in spots if self.first <= at < self.last]
        return any(at not in spots and at < min(here) for at in self.forward) if here else False

    def real(self, *, end: bool = False) -> bool:
        """Whether it is told as something that is so now: not imagined, in a story, over or taken back.

        Of an `end` (*their friendship is over*) it is still so when it is over.
        """
        told = self.hypothetical or self.fiction or self.over or self.past or self.taken_back
        return not (told or (self.ended and not end))


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
        ended=_run_in(known.ended, spelled, first, last) >= 0,
        past=_run_in(known.past, spelled, first, last) >= 0,
        taken_back=_run_in(known.taken_back, spelled, first, last) >= 0 or tuple(spelled[first:last]) in known.answers,
        about=about,
        about_at=about_at,
        far=about_at >= 0 and _far(spelled, about_at, first, last, known),
        hung=_hung(spelled, first, before, known),
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


def _hung(spelled: Sequence[str], first: int, before: Clause | None, known: Lists) -> tuple[int, ...]:
    """The denials at the end of the clause before, when this one says which it has in mind: *geen mens | die hij vertrouwt*."""
    if before is None or spelled[first] not in known.relative | known.subjects | _WITH_WHOM:
        return ()
    start = first - 1 if spelled[first] in known.subjects else first - _ITEM
    return tuple(at for at in before.denials if at >= start and spelled[at] in _NONE)


def _imagined(spelled: Sequence[str], first: int, last: int, known: Lists) -> bool:
    if _run_in(known.imagined, spelled, first, last) >= 0:
        return True
    here = spelled[first:last]
    if not any(word in known.condition for word in here[:2]) or (first and spelled[first - 1] in known.doubts):
        return False
    return any(word in known.would for word in here) or _provided_for(spelled, last, known)


def _provided_for(spelled: Sequence[str], last: int, known: Lists) -> bool:
    """Whether what comes after a condition says what is to be done then: *als hij geen stage vindt | moeten we iets verzinnen*."""
    ahead = spelled[last : last + 3]
    return any(word in known.provisions for word in ahead[:2]) and any(word in known.we | known.i for word in ahead)


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
    if word in known.possessive and at and spelled[at - 1] in known.prepositions and ahead:
        return ahead[0] in known.verbs  # *trouwt met haar* | *jeugdliefde*
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


def _far(spelled: Sequence[str], at: int, first: int, last: int, known: Lists) -> bool:
    """Whether the word for somebody belongs to somebody who is not near: *de moeder van mijn collega*, *my neighbour's son*."""
    apart = known.professionals | known.apart
    if spelled[at] not in known.near:
        return False
    if at + 1 < last and spelled[at + 1] in ("van", "of"):
        return any(word in apart for word in spelled[at + 2 : min(last, at + 5)])
    before = at - 1
    if before >= first and spelled[before] in known.possessive:
        before -= 1
    after = at + 1
    if after < last and spelled[after] in known.possessive:
        after += 1
    return (before >= first and spelled[before] in apart) or (
        spelled[at] in apart and after < last and spelled[after] in known.near
    )


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
    _items_denied(found, spelled, known)
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
        if clause.taken_back or clause.over or clause.ended:
            opening = _opening(found, number)
            reach = clause.sentence - (1 if opening else 0)
            back = number - 1
            while back >= 0 and found[back].sentence >= reach:
                found[back] = replace(
                    found[back],
                    taken_back=clause.taken_back or found[back].taken_back,
                    over=clause.over or found[back].over,
                    ended=clause.ended or found[back].ended,
                )
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


def _items_denied(found: list[Clause], spelled: Sequence[str], known: Lists) -> None:
    """Denies the first items of a list with its last one: *drink* | *or drugs are not used here*."""
    for number in range(len(found) - 2, -1, -1):
        clause, then = found[number], found[number + 1]
        item = clause.last - clause.first <= _ITEM and not clause.denials
        if not item or then.sentence != clause.sentence or spelled[then.first] not in known.joiners:
            continue
        if not any(word in known.verbs or word in known.subjects for word in spelled[clause.first : clause.last]):
            found[number] = replace(clause, hung=(*clause.hung, *then.denials, *then.hung))


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


def _stands(run: Run, spelled: Sequence[str], at: int) -> bool:
    """Whether a run stands at a place: `*` is any one word, `...` up to four."""
    for further, part in enumerate(run):
        if "..." in part:
            rest = run[further + 1 :]
            return any(_stands(rest, spelled, at + further + more) for more in range(_BETWEEN + 1))
        if at + further >= len(spelled) or not (spelled[at + further] in part or "*" in part):
            return False
    return True
