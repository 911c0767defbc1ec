"""A round with a case: a conversation (the case, the day and the answers), and what is kept around it. Every move makes a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from assistant.content.model import Case, Cue, Dialogue, Pack
from assistant.content.questions import GUESS, HOW_SURE, kind_of
from assistant.content.reader import nearest
from assistant.dialogue.carried import fits
from assistant.dialogue.replay import Position, replay
from assistant.dialogue.session import NONE_OF_THESE, Answer, Session
from assistant.errors import Finding, InputError, Place
from assistant.practice.case_script import MARK, POINT, PRACTICE, WORKED, mode_of, script_of


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a cue matters, and how sure one is of that: 50 (a guess) to 100."""

    matters: bool
    sure: int

    @property
    def word(self) -> str:
        """As it is kept: `yes 80`."""
        return f"{'yes' if self.matters else 'no'} {self.sure}"


@dataclass(frozen=True)
class Round:
    """One round. The answers of its session stand by key: `mark.CUE`, `triggers`, `drivers`, `step`, `partner`, `fork.CUE`, `line`.

    `cues` says which cues there were, with a fingerprint, so that a case that changed later is noticed. No times, only days.
    """

    session: Session
    version: str = ""
    mode: str = PRACTICE
    committed: str = ""
    again_from: str = ""
    uid: str = ""
    code: str = ""
    cues: Mapping[str, str] = field(default_factory=dict)

    @property
    def case(self) -> str:
        """The id of the case."""
        return self.session.dialogue

    @property
    def started(self) -> str:
        """The day on which it was begun."""
        return self.session.as_of

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers by key."""
        return self.session.answers

    @cached_property
    def marks(self) -> dict[str, Mark]:
        """Marks by cue; one without a number is a guess."""
        marks = {}
        for key, answer in self.answers.items():
            if key.startswith(MARK):
                marks[key.removeprefix(MARK)] = Mark(
                    answer.chosen == ("yes",), int(dict(answer.rows).get(HOW_SURE, GUESS))
                )
        return marks

    @property
    def marked(self) -> frozenset[str]:
        """The cues that were said to matter."""
        return frozenset(cue for cue, mark in self.marks.items() if mark.matters)

    def named(self, key: str) -> tuple[str, ...] | None:
        """The ids named under `triggers` or `drivers`; None when that was not answered."""
        answer = self.answers.get(key)
        return None if answer is None else tuple(each for each in answer.chosen if each != NONE_OF_THESE)

    def choice(self, key: str) -> str:
        """What was chosen at a question with one choice; empty when that was not answered."""
        return "".join((self.named(key) or ())[:1])

    @property
    def counts(self) -> bool:
        """Whether this round says something about recognition: finished, a first reading, no worked example."""
        return bool(self.committed) and not self.again_from and self.mode != WORKED

    # ------------------------------------------------------------ as it is kept

    @cached_property
    def kept(self) -> Mapping[str, str]:
        """The answers as they are kept and exported, by key: `yes 80`, ids with spaces between them, nothing for none of these."""
        return MappingProxyType({key: kept_words(answer) for key, answer in self.answers.items()})

    @property
    def data(self) -> dict[str, Any]:
        """Everything by name, as it is kept and exported."""
        return {
            "case": self.case,
            "version": self.version,
            "mode": self.mode,
            "started": self.started,
            "committed": self.committed,
            "again_from": self.again_from,
            "uid": self.uid,
            "code": self.code,
            "cues": self.cues,
            "answers": self.kept,
        }


def round_of(data: Mapping[str, Any]) -> Round:
    """The round with that data. Raises ValueError for a mark without a number of sureness."""
    rest = {name: value for name, value in data.items() if name not in ("case", "started", "answers")}
    return Round(Session(data["case"], data["started"], answers_in(data["answers"])), **rest)


def answers_in(kept: Mapping[str, str]) -> Mapping[str, Answer]:
    """Answers as they are kept, by key. Raises ValueError as `answer_in` does."""
    return MappingProxyType({key: answer_in(key, words) for key, words in kept.items()})


@lru_cache(4096)
def answer_in(key: str, words: str) -> Answer:
    """One answer as it is kept; nothing counts twice. Raises ValueError for a mark whose sureness is no number."""
    if not key.startswith(MARK):
        return Answer(chosen=tuple(dict.fromkeys(words.split())) or (NONE_OF_THESE,))
    word, _, sure = words.partition(" ")
    return Answer(chosen=(word,), rows=((HOW_SURE, str(int(sure))),) if sure else ())


def kept_words(answer: Answer) -> str:
    """One answer as it is kept."""
    chosen = (each for each in answer.chosen if each != NONE_OF_THESE)
    return " ".join([*chosen, *(value for _, value in answer.rows)])


# ---------------------------------------------------------------- playing


def print_of(cue: Cue) -> str:
    """A fingerprint of what a cue says and records."""
    from assistant.content.pack import fingerprint  # and with it all readers

    return fingerprint([cue.type, cue.text, cue.records])[:8]


def begin(case: Case, mode: str, started: str, *, code: str = "", uid: str = "") -> Round:
    """A new round. A case without a worked example is practised instead."""
    prints = MappingProxyType({cue.id: print_of(cue) for cue in case.cues})
    return Round(Session(case.id, started), case.version, mode_of(case, mode), uid=uid, code=code, cues=prints)


def script_for(pack: Pack, one: Round) -> Dialogue:
    """The questions of a round. KeyError when its case is gone."""
    return script_of(pack, pack.cases[one.case], one.mode, one.again_from)


def position(pack: Pack, one: Round) -> Position:
    """Where a round stands: what was answered, and the question that is open; none is when everything is answered."""
    return replay(script_for(pack, one), one.session, lambda *_: True)


def open_key(pack: Pack, one: Round) -> str:
    """The key of the question that is open; empty when everything is answered."""
    current = position(pack, one).current
    return current.key if current else ""


def keys_of(pack: Pack, one: Round) -> tuple[str, ...]:
    """The keys of all questions, in order."""
    return tuple(script_for(pack, one).by_id)


def settled(one: Round, key: str) -> bool:
    """Whether an answer cannot be changed any more: it got its explanation, or the round is finished."""
    return bool(one.committed) or (one.mode in (PRACTICE, POINT) and key.startswith(MARK) and key in one.answers)


def answered(pack: Pack, one: Round, key: str, answer: Answer) -> Round:
    """The round after an answer; the same round when that cannot change any more. Raises InputError for one that is not offered."""
    check(script_for(pack, one), key, answer)
    return one if settled(one, key) else replace(one, session=one.session.answered(key, answer))


def check(script: Dialogue, key: str, answer: Answer) -> None:
    """Raises InputError, with the nearest of what can be answered, when this is no answer to a question of the script."""
    question = script.by_id.get(key)
    if question is None:
        raise _refused("practice/key", key, script.by_id)
    if not fits(script, question, answer):
        words = kind_of(question).as_words(answer)
        known = [option.id for option in question.options]
        raise _refused("practice/choice", next((word for word in words if word not in known), " ".join(words)), known)


def _refused(code: str, word: str, known: Iterable[str]) -> InputError:
    known = tuple(known)
    values = {"word": word, "near": nearest(word, known), "known": ", ".join(known)}
    return InputError([Finding(code, Place("practice"), values)])


def commit(pack: Pack, one: Round, day: str) -> Round:
    """The finished round; the same round when something is still open."""
    return one if one.committed or open_key(pack, one) else replace(one, committed=day)


def again(case: Case, one: Round, cue: str, day: str, *, uid: str = "") -> Round:
    """A second reading from one cue on: what was answered before it stays. It never counts as a measurement."""
    order = [each.id for each in case.cues]
    before = {MARK + each for each in order[: order.index(cue)]} if cue in order else set()
    fresh = begin(case, PRACTICE, day, code=one.code, uid=uid)
    kept = fresh.session.answered_all({key: answer for key, answer in one.answers.items() if key in before})
    return replace(fresh, session=kept, again_from=cue if cue in order else order[0])


def begin_point(case: Case, cue: str, started: str, *, code: str = "") -> Round:
    """One point of a case by itself. It never counts as a measurement: the rest of the story was not read with it."""
    return replace(begin(case, PRACTICE, started, code=code), mode=POINT, again_from=cue)


# ---------------------------------------------------------------- a case that changed


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different in a case since a round was played: cues by id."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.reworded)


def changed_since(case: Case, one: Round) -> Changed:
    """Which cues went, came or were rewritten since the round was begun."""
    now = {cue.id: print_of(cue) for cue in case.cues}
    if not one.cues:
        return Changed()
    gone = tuple(cue for cue in one.cues if cue not in now)
    new = tuple(cue for cue in now if cue not in one.cues)
    reworded = tuple(cue for cue, mark in now.items() if cue in one.cues and one.cues[cue] != mark)
    return Changed(gone, new, reworded)
