"""A live class as the pages use it: the store, the content and the rules of a room together. Its methods wait for a disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

from assistant.content.model import Case, Language
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer
from assistant.practice.case_round import Round, answers_in, begin, check, kept_words
from assistant.practice.case_script import MARK, PRACTICE, SIMULATION, script_of
from assistant.practice.classroom import case_report
from assistant.practice.room import (
    Move,
    NotNow,
    Phase,
    Script,
    Story,
    after,
    counted_now,
    hands_taken,
    hands_tally,
    joined,
    may,
    may_play,
    phones_tally,
    takes_answers,
    tally_data,
    tally_from,
)
from assistant.present.class_view import CaseView, case_view
from assistant.present.practice.steps import steps_of
from assistant.store.rooms import Change, Given, HandsRow, Held, Refused, RoomRow, Seat, Store, StoryRow

HOUR = 3600


@dataclass(frozen=True)
class Standing:
    """A room as it stands: what is kept of it, and its story with its script; no story before one was chosen."""

    held: Held
    story: Story | None
    script: Script

    @property
    def room(self) -> RoomRow:
        """The room."""
        return self.held.room

    @property
    def at(self) -> str:
        """Where the room stands, for a page to say what it was made of: an act on another state is left alone."""
        one = self.story
        return f"{self.room.turn}.{one.phase}.{one.step}" if one else f"{self.room.turn}.none"


@dataclass(frozen=True)
class Sat:
    """One phone in its room: the round of its story as far as it is answered; no round without a story."""

    seat: Seat
    standing: Standing
    given: Given
    round: Round | None


class Live:
    """What may happen in rooms."""

    def __init__(self, guide: Guide, rooms: Store, clock: Callable[[], float], today: Callable[[], str]) -> None:
        self.guide, self.rooms, self._clock, self._today = guide, rooms, clock, today
        self.script = lru_cache(256)(self._script)
        self._view = lru_cache(64)(self._case_view)

    @property
    def hour(self) -> int:
        """The hour that has begun, counted from a beginning long ago: the only time that is kept."""
        return int(self._clock() // HOUR)

    # ------------------------------------------------------------ what stands where

    def standing(self, room: int) -> Standing | None:
        """A room as it is now; None when it is gone."""
        held = self.rooms.held(room)
        return None if held is None else self._standing(held)

    def _standing(self, held: Held) -> Standing:
        row = held.story
        if row is None or row.case not in self.guide.pack.cases:
            return Standing(held, None, Script(0, 0, 0))
        return Standing(held, story_of(row), self.script(row.case))

    def _script(self, case: str) -> Script:
        names = [step.name for step in steps_of(self.view(case, "nl", {}))]
        return Script(names.index("choices") + 1, names.index("key") + 1, len(names))

    def view(self, case: str, language: Language, snapshot: Mapping[str, Any]) -> CaseView:
        """A story with what a snapshot holds, and nothing else; remembered by exactly that."""
        return self._view(case, language, json.dumps(snapshot))

    def _case_view(self, name: str, language: Language, snapshot: str) -> CaseView:
        tally = tally_from(json.loads(snapshot))
        return case_view(self.guide, case_report(self.guide.pack.cases[name], tally), language)

    def sat(self, seat: Seat) -> Sat | None:
        """A phone as it stands; None when its room is gone."""
        standing = self.standing(seat.room)
        if standing is None:
            return None
        given = self.rooms.given(seat, standing.room.turn)
        return Sat(seat, standing, given, self._round(standing, given))

    def _round(self, standing: Standing, given: Given) -> Round | None:
        if standing.story is None:
            return None
        one = begin(self.guide.pack.cases[standing.story.case], standing.story.mode, self._today())
        return replace(one, session=one.session.answered_all(answers_in(given.answers)))

    # ------------------------------------------------------------ the trainer

    def make(self, trainer: str, once: str) -> RoomRow:
        """A new room."""
        return self.rooms.make(trainer, once, self.hour)

    def set_story(self, room: int, name: str, mode: str, at: str) -> Standing:
        """Begin the next story. Raises NotNow when the room cannot play it, Refused when the room is gone."""
        case = self.guide.pack.cases.get(name)
        if case is None:
            raise NotNow

        def decide(held: Held) -> Change | None:
            now = self._standing(held)
            if now.at != at:
                return None
            if not may(now.story, now.script, "story") or not may_play(name, [story_of(row) for row in held.stories]):
                raise NotNow
            story = Story(name, mode if mode in (SIMULATION, PRACTICE) else SIMULATION)
            return Change(self._row(held, story, turn=held.room.turn + 1))

        return self._standing(self.rooms.change(room, decide, self.hour))

    def move(self, room: int, act: Move, at: str) -> Standing:
        """Open, close, open again, a step on or back. An act on a state that is no more is left alone. Raises NotNow and Refused."""

        def decide(held: Held) -> Change | None:
            now = self._standing(held)
            if now.at != at or now.story is None:
                return None
            return self._counted(held, after(now.story, now.script, act))

        return self._standing(self.rooms.change(room, decide, self.hour))

    def door(self, room: int, *, is_open: bool) -> None:
        """Let newcomers in, or not."""
        self.rooms.change(room, lambda _: Change(door=is_open), self.hour)

    def hands(self, room: int, people: int, counted: Mapping[str, int], at: str) -> None:
        """Hands counted in the room. Before *Sluiten* they replace those that were entered before.

        Raises Unfit for what cannot be, NotNow for fewer than five after *Sluiten* and after the key, Refused when the room is gone.
        """

        def decide(held: Held) -> Change | None:
            now = self._standing(held)
            if now.story is None or now.room.turn != int(at.partition(".")[0]):
                return None
            hands_tally(self.guide.pack, self.guide.pack.cases[now.story.case], people, counted)
            if not may(now.story, now.script, "hands") or not hands_taken(now.story, people):
                raise NotNow
            return self._counted(
                held, now.story, HandsRow(people, dict(counted)), anew=now.story.phase in ("lobby", "open")
            )

        self.rooms.change(room, decide, self.hour)

    def _counted(self, held: Held, story: Story, hands: HandsRow | None = None, *, anew: bool = False) -> Change:
        """The change to this story, with everybody who may be counted now in its snapshot."""
        rows = (*(() if anew else held.hands), *((hands,) if hands else ()))
        raised = sum(row.people for row in rows)
        phones, counted = counted_now(story, self.script(story.case), held.waiting, raised)
        case = self.guide.pack.cases[story.case]
        assert held.story is not None
        tally = tally_from(held.story.snapshot)
        if phones:
            tally = joined(tally, phones_tally(case, held.answers()))
        for row in rows if counted else ():
            tally = joined(tally, hands_tally(self.guide.pack, case, row.people, row.counts))
        row = self._row(held, replace(story, people=tally.people), turn=held.room.turn)
        if phones or counted:
            row = replace(row, snapshot=tally_data(tally))
        return Change(row, hands=hands, hands_anew=anew, phones_counted=phones, hands_counted=counted)

    def _row(self, held: Held, story: Story, *, turn: int) -> StoryRow:
        case, script = self.guide.pack.cases[story.case], self.script(story.case)
        before = held.story.snapshot if held.story and held.room.turn == turn else {}
        takes = takes_answers(story, script)
        return StoryRow(
            *(turn, story.case, case.version, story.mode, story.phase, story.step, story.far, takes, story.people),
            snapshot=before,
        )

    def shown(self, held: Held) -> Sequence[StoryRow]:
        """The stories of which choices were shown: what a report may tell of."""
        return [row for row in held.stories if row.people and row.case in self.guide.pack.cases]

    # ------------------------------------------------------------ the phone

    def answer(self, sat: Sat, key: str, answer: Answer) -> None:
        """Keep an answer. Raises InputError for one that is not offered, Refused when the room does not take it."""
        case, story = self._case(sat)
        check(script_of(self.guide.pack, case, story.mode), key, answer)
        settles = story.mode == PRACTICE and key.startswith(MARK)
        self.rooms.answer(sat.seat, sat.standing.room.turn, key, kept_words(answer), settles=settles)

    def ready(self, sat: Sat) -> bool:
        """*Klaar*: the answers are frozen; False when something is open. Raises Refused."""
        case, story = self._case(sat)
        done = self.rooms.ready(
            sat.seat, sat.standing.room.turn, tuple(script_of(self.guide.pack, case, story.mode).by_id), self.hour
        )
        if done and story.far >= sat.standing.script.choices:
            self.rooms.change(sat.seat.room, self._later, self.hour)
        return done

    def _later(self, held: Held) -> Change | None:
        """Whoever was ready after the choices were shown: counted by five or more."""
        now = self._standing(held)
        if now.story is None:
            return None
        change = self._counted(held, now.story)
        return change if change.phones_counted or change.hands_counted else None

    def _case(self, sat: Sat) -> tuple[Case, Story]:
        story = sat.standing.story
        if story is None:
            raise Refused("closed")
        return self.guide.pack.cases[story.case], story


def story_of(row: StoryRow) -> Story:
    """A story as the rules of a room know it."""
    return Story(row.case, row.mode, cast(Phase, row.phase), row.step, row.far, row.people)
