"""A class that plays one story together: what the trainer may do when, what a phone may do, and which choices may be shown.

Pure: a story in a room is a value, every act makes a new one. Who may be counted when is `counted_now`, the snapshot rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.content.model import Case, Pack
from assistant.dialogue.session import Session
from assistant.practice.case_round import Round, answers_in
from assistant.practice.case_script import FORK, PRACTICE, SIMULATION
from assistant.practice.classroom import SMALLEST, Tally, tally_of
from assistant.practice.files import MOST_PEOPLE, hand_choices, hands_of

Phase = Literal["lobby", "open", "closed"]
Act = Literal["open", "close", "reopen", "on", "back", "story", "hands"]
Move = Literal["open", "close", "reopen", "on", "back"]
Screen = Literal["wait", "point", "look", "debrief", "late", "kept"]
ROOM_MODES = (SIMULATION, PRACTICE)
"""A worked example has no choices of a room."""
HEAVY = frozenset(
    {
        ("event", "bereavement"),
        ("event", "escaped_death"),
        ("event", "suspected_violence_at_home"),
        ("danger", "suicide_thoughts"),
        ("danger", "child_unsafe"),
        ("danger", "coercion"),
    }
)
"""What a story records when it is about death, abuse or suicide."""


class NotNow(Exception):
    """An act that cannot be done in this state of the room; a page that was opened earlier may still offer it."""


class Unfit(Exception):
    """Counted hands that cannot be. `code` names the sentence, `values` fill it, `field` says where."""

    def __init__(self, code: str, field: str, **values: object) -> None:
        self.code, self.field, self.values = code, field, values
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Script:
    """Where the steps stand that decide what is shown: that of the choices, that of the key, and the last one; the first is 1."""

    choices: int
    key: int
    last: int


@dataclass(frozen=True, slots=True)
class Story:
    """One story in a room. `step` is where the wall stands (0: before the first), `far` the furthest it stood; `people` are those in
    what has been shown.
    """

    case: str
    mode: str = SIMULATION
    phase: Phase = "lobby"
    step: int = 0
    far: int = 0
    people: int = 0


# ---------------------------------------------------------------- what may be done


def may(story: Story | None, script: Script, act: Act) -> bool:
    """Whether the trainer may do this now. Without a story there is only choosing one."""
    if story is None:
        return act == "story"
    closed = story.phase == "closed"
    return {
        "open": story.phase == "lobby",
        "close": story.phase == "open",
        "reopen": closed and not story.people and story.far < script.key,
        "on": closed and story.step < script.last,
        "back": closed and story.step > 1,
        "story": story.phase != "open",
        "hands": not closed or story.far < script.key,
    }[act]


def after(story: Story, script: Script, act: Move) -> Story:
    """The story after an act of the trainer. Raises NotNow.

    The furthest step stays, for a key that was seen is not unseen by going back; a story opens again only when nothing was shown of it.
    """
    if not may(story, script, act):
        raise NotNow
    if act in ("open", "reopen"):
        return replace(story, phase="open", step=0, far=0)
    if act == "close":
        return replace(story, phase="closed", step=1, far=max(story.far, 1))
    step = story.step + (1 if act == "on" else -1)
    return replace(story, step=step, far=max(story.far, step))


def takes_answers(story: Story, script: Script) -> bool:
    """Whether phones may still answer: while the story is open, and who had begun also after it, until the key is shown."""
    return story.phase == "open" or (story.phase == "closed" and story.far < script.key)


def screen_of(story: Story | None, script: Script, *, answered: int, whole: bool, ready: bool) -> Screen:
    """What a phone shows. `answered` is how many points it has answered, `whole` whether that is all of them.

    Who answered everything reads their own debrief after the key, also when *Klaar* came too late to be counted; who took the round
    along, and so has no answers here any more, reads that it is kept.
    """
    if story is None or story.phase == "lobby":
        return "wait"
    explained = story.phase == "closed" and story.far >= script.key
    if ready or (whole and explained):
        return "look" if not explained else "debrief" if whole else "kept"
    if story.phase == "open" or (answered and takes_answers(story, script)):
        return "point"
    return "late"


# ---------------------------------------------------------------- the snapshot rule


def counted_now(story: Story, script: Script, phones: int, hands: int) -> tuple[bool, bool]:
    """Whether the phones that are ready, and the hands, that are not counted yet are counted now: all of them, or none.

    Nothing before the choices are shown for the first time. Then phones only five or more at a time: the trainer counted the hands and
    the room saw them, so a sum may not give away what fewer than five phones add to it. Hands by five or more, or together with phones.
    """
    if story.far < script.choices:
        return False, False
    now = phones >= SMALLEST
    return now, hands >= SMALLEST or (now and hands > 0)


def hands_taken(story: Story, people: int) -> bool:
    """Whether hands of so many people may be entered: any number before *Sluiten*, afterwards five or more at a time."""
    return story.phase in ("lobby", "open") or people >= SMALLEST


def may_play(case: str, earlier: Sequence[Story]) -> bool:
    """Whether a story may be set in this room: not when its choices were shown here, for then two of its states could be compared."""
    return not any(story.case == case and story.people for story in earlier)


def is_heavy(case: Case) -> bool:
    """Whether a story is about suicide, abuse or death."""
    given = (*case.given, *(record for cue in case.cues for record in cue.records))
    return any((each.kind, each.id) in HEAVY for each in given)


# ---------------------------------------------------------------- what is counted

NOBODY = Tally(0, {}, {})


def joined(one: Tally, two: Tally) -> Tally:
    """What two groups chose together."""

    def both(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
        return dict(sorted((Counter(first) + Counter(second)).items()) if first or second else ())

    def kept(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
        return {name: first.get(name, 0) + second.get(name, 0) for name in sorted({*first, *second})}

    none = (0,) * len(FORK)
    forks = {
        at: tuple(a + b for a, b in zip(one.forks.get(at, none), two.forks.get(at, none), strict=True))
        for at in sorted({*one.forks, *two.forks})
    }
    return Tally(
        one.people + two.people,
        kept(one.yes, two.yes),
        kept(one.no, two.no),
        both(one.triggers, two.triggers),
        both(one.drivers, two.drivers),
        both(one.steps, two.steps),
        both(one.partners, two.partners),
        forks,
    )


def tally_data(tally: Tally) -> dict[str, Any]:
    """A tally as it is kept."""
    parts = {name: dict(getattr(tally, name)) for name in _PARTS}
    return {"people": tally.people, **parts, "forks": {at: list(numbers) for at, numbers in tally.forks.items()}}


def tally_from(data: Mapping[str, Any]) -> Tally:
    """A tally that was kept; nobody for nothing."""
    if not data:
        return NOBODY
    forks = {at: tuple(numbers) for at, numbers in data["forks"].items()}
    parts = {name: dict(data[name]) for name in _PARTS}
    return Tally(people=data["people"], forks=forks, **parts)


_PARTS = ("yes", "no", "triggers", "drivers", "steps", "partners")


def phones_tally(case: Case, answers: Sequence[Mapping[str, str]]) -> Tally:
    """What phones that are ready chose."""
    return joined(NOBODY, tally_of(case, [Round(Session(case.id, "", answers_in(each))) for each in answers]))


def hands_tally(pack: Pack, case: Case, people: int, counted: Mapping[str, int]) -> Tally:
    """Hands counted in the room, by `marks/CUE`, `triggers/ID` and so on. Raises Unfit with the first thing that cannot be."""
    if not 1 <= people <= MOST_PEOPLE:
        raise Unfit("people", "people", most=MOST_PEOPLE)
    known = {f"{part}/{name}" for part, names in hand_choices(pack, case).items() for name in names}
    for name, hands in counted.items():
        if name not in known or not 0 <= hands <= people:
            raise Unfit("hands", name, most=people)
    for cue in case.cues:
        if f"marks/{cue.id}" not in counted:
            raise Unfit("open", f"marks/{cue.id}", number=cue.number)
    return joined(NOBODY, hands_of(case, people, counted))
