"""One round with one case: what a trainee marked, named and chose. A round is nothing but its answers; every move makes a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from assistant.content.model import Case, Cue, Entry, Pack, PartnerChoice, Trigger
from assistant.content.reader import nearest
from assistant.errors import Finding, InputError, Place

PRACTICE, SIMULATION, WORKED = MODES = ("practice", "simulation", "worked")
SURE = (50, 60, 70, 80, 90, 100)
FORK = ("-2", "-1", "0", "1", "2")
MARK, FORK_AT = "mark.", "fork."
MAX_CHOICES = 9


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
    """The answers by key: `mark.CUE`, `triggers`, `drivers`, `step`, `partner`, `fork.CUE`, `line`. `cues` says which cues
    there were, with a fingerprint, so that a case that changed later is noticed. No times, only days.
    """

    case: str
    version: str = ""
    mode: str = PRACTICE
    started: str = ""
    committed: str = ""
    again_from: str = ""
    uid: str = ""
    code: str = ""
    cues: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def marks(self) -> dict[str, Mark]:
        """Marks by cue."""
        found = {}
        for key, value in self.answers.items():
            if key.startswith(MARK):
                word, _, sure = value.partition(" ")
                found[key.removeprefix(MARK)] = Mark(word == "yes", int(sure or 50))
        return found

    @property
    def marked(self) -> frozenset[str]:
        """The cues that were said to matter."""
        return frozenset(cue for cue, mark in self.marks.items() if mark.matters)

    def named(self, key: str) -> tuple[str, ...] | None:
        """The ids named under `triggers` or `drivers`; None when that was not answered."""
        value = self.answers.get(key)
        return None if value is None else tuple(value.split())

    @property
    def data(self) -> dict[str, Any]:
        """The fields by name, as they are kept and exported."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def counts(self) -> bool:
        """Whether this round says something about recognition: finished, a first reading, no worked example."""
        return bool(self.committed) and not self.again_from and self.mode != WORKED


def print_of(cue: Cue) -> str:
    """A fingerprint of what a cue says and records."""
    from assistant.content.pack import fingerprint  # and with it all readers

    return fingerprint([cue.type, cue.text, cue.records])[:8]


def begin(case: Case, mode: str, started: str, *, code: str = "", uid: str = "") -> Round:
    """A new round. A case without a worked example is practised instead."""
    mode = PRACTICE if mode == WORKED and case.worked is None else mode
    prints = MappingProxyType({cue.id: print_of(cue) for cue in case.cues})
    return Round(case.id, case.version, mode, started, uid=uid, code=code, cues=prints)


def keys_of(case: Case, mode: str) -> tuple[str, ...]:
    """What is asked, in order."""
    if mode == WORKED:
        return ("line",)
    marks = tuple(MARK + cue.id for cue in case.cues)
    forks = tuple(FORK_AT + fork.at for fork in case.concordance if fork.at in case.by_id)
    return (*marks, "triggers", "drivers", "step", "partner", *forks)


def open_key(case: Case, one: Round) -> str:
    """The first thing that is not answered yet; empty when all is."""
    return next((key for key in keys_of(case, one.mode) if key not in one.answers), "")


def answered(pack: Pack, case: Case, one: Round, key: str, value: str) -> Round:
    """The round after an answer. Raises InputError for an answer that is not offered.

    A committed round never changes, nor does a mark that got its feedback: the same round comes back.
    """
    value = checked(pack, case, one.mode, key, value)
    settled = one.mode == PRACTICE and key.startswith(MARK) and key in one.answers
    if one.committed or settled:
        return one
    return replace(one, answers=MappingProxyType({**one.answers, key: value}))


def checked(pack: Pack, case: Case, mode: str, key: str, value: str) -> str:
    """The answer as it is kept. Raises InputError with the nearest of what can be answered."""
    if key not in keys_of(case, mode):
        raise _refused("practice/key", key, keys_of(case, mode))
    if key.startswith(MARK):
        word, _, sure = value.partition(" ")
        if word not in ("yes", "no") or not sure.isdigit() or not SURE[0] <= int(sure) <= SURE[-1]:
            raise _refused("practice/mark", value, ("yes 80", "no 80"))
        return f"{word} {int(sure)}"
    if key in ("triggers", "drivers"):
        known = [entry.id for entry in label_choices(pack, key)]
        words = dict.fromkeys(value.split())
        for word in words:
            if word not in known:
                raise _refused("practice/choice", word, known)
        return " ".join(words)
    offered = {"step": step_choices, "partner": partner_choices}
    known = list(offered[key](pack, case)) if key in offered else list(FORK)
    if key == "line":
        known = [line.id for line in case.worked.lines] if case.worked else []
    if value not in known:
        raise _refused("practice/choice", value, known)
    return value


def _refused(code: str, word: str, known: Iterable[str]) -> InputError:
    known = tuple(known)
    values = {"word": word, "near": nearest(word, known), "known": ", ".join(known)}
    return InputError([Finding(code, Place("practice"), values)])


def commit(case: Case, one: Round, day: str) -> Round:
    """The finished round; the same round when something is still open."""
    return one if one.committed or open_key(case, one) else replace(one, committed=day)


def again(case: Case, one: Round, cue: str, day: str, *, uid: str = "") -> Round:
    """A second reading from one cue on: what was answered before it stays. It never counts as a measurement."""
    order = [each.id for each in case.cues]
    before = order[: order.index(cue)] if cue in order else []
    kept = {MARK + each: one.answers[MARK + each] for each in before if MARK + each in one.answers}
    fresh = begin(case, PRACTICE, day, code=one.code, uid=uid)
    return replace(fresh, again_from=cue if cue in order else order[0], answers=MappingProxyType(kept))


# ---------------------------------------------------------------- what is offered


def label_choices(pack: Pack, key: str) -> tuple[Entry, ...]:
    """The drivers, or the trigger factors: those of the study, and of later sources those that some case is about."""
    if key == "drivers":
        return tuple(pack.kind("driver").values())
    later = {ref.id for case in pack.cases.values() for ref in (*case.key.triggers, *case.key.not_triggers)}
    known = (entry for entry in pack.kind("trigger").values() if isinstance(entry, Trigger))
    return tuple(entry for entry in known if entry.list == "study_2015" or entry.id in later)


def step_choices(pack: Pack, case: Case) -> tuple[str, ...]:
    """The steps to choose the first one from, in the order of the pack: of the key, and some that it does not name."""
    key = case.key
    named = [ref.id for ref in (*key.steps_first[:3], *key.steps_too_early[:2], *key.steps_then[:3])]
    taken = {ref.id for ref in key.refs if ref.kind == "step"}
    named += [step for step in _USUAL_STEPS if step not in taken][: max(0, MAX_CHOICES - len(named))]
    return tuple(step for step in pack.kind("step") if step in named)


_USUAL_STEPS = ("talk_with_parents", "call_municipal_contact_today", "give_time", "make_small_talk", "weigh_together")
_USUAL_PARTNERS = ("colleague", "municipality", "wijkagent", "meld_anoniem", "veilig_thuis", "police_cter")


def partner_choices(pack: Pack, case: Case) -> tuple[str, ...]:
    """The partners to choose from, in the order of the pack: every one of the key, and some that it does not name."""
    named = [str(choice) for choice in case.key.partners]
    spare = [name for name in _USUAL_PARTNERS if name in pack.kind("partner")]
    for name in spare:
        if len(named) < MAX_CHOICES and name not in {choice.partition("@")[0] for choice in named}:
            named.append(name)
    order = {name: place for place, name in enumerate(pack.kind("partner"))}
    return tuple(sorted(dict.fromkeys(named), key=lambda name: (order.get(partner_of(name).id, len(order)), name)))


def partner_of(choice: str) -> PartnerChoice:
    """A choice such as `municipality@named` as a value."""
    name, _, how = choice.partition("@")
    return PartnerChoice(name, how == "named")


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
