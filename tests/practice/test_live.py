"""A live class with its store and its content: whatever happens, what is shown is the sum of batches of five people or more."""

from __future__ import annotations

import contextlib
import random
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

import pytest
from practice.test_room import by_lot
from tui_walk import guide

from assistant.errors import InputError
from assistant.practice.case_round import answer_in
from assistant.practice.classroom import SMALLEST, Tally
from assistant.practice.room import NOBODY, NotNow, Unfit, hands_tally, joined, phones_tally, tally_from
from assistant.present.practice.live import Live, Sat
from assistant.present.practice.room import desk_view, phone_view, report_of, wall_view
from assistant.store.rooms import Refused, Seat
from assistant.store.rooms_sqlite import SqliteRooms

STORIES = ("big_questions_a", "closed_door_a", "lost_friend_a")
NOW = 1_795_000_000.0


def live() -> Live:
    return Live(guide(), SqliteRooms(None, bytes(32)), lambda: NOW, lambda: "2026-11-24")


@dataclass
class Course:
    """A room played by lot, and beside it a plain list of who was counted in which batch."""

    lot: random.Random
    live: Live = field(default_factory=live)
    seats: list[Seat] = field(default_factory=list)
    ready: dict[int, dict[str, str]] = field(default_factory=dict)
    hands: list[tuple[int, dict[str, int]]] = field(default_factory=list)
    shown: dict[int, list[Tally]] = field(default_factory=dict)
    counted: dict[int, list[Tally]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.room = self.live.make("", f"{self.lot.random()}").id

    def at(self) -> str:
        standing = self.live.standing(self.room)
        assert standing is not None
        return standing.at

    def sat(self, seat: Seat) -> Sat:
        found = self.live.sat(seat)
        assert found is not None
        return found

    def step(self) -> None:
        what = self.lot.choices(
            ("join", "answer", "klaar", "forget", "hands", "open", "close", "reopen", "on", "back", "story"),
            (2, 4, 8, 1, 2, 2, 0.6, 1, 1, 1, 0.5),
        )[0]
        with contextlib.suppress(NotNow, Refused, Unfit):
            getattr(self, f"do_{what}", lambda: self.live.move(self.room, what, self.at()))()  # type: ignore[arg-type]
        self.look()

    def do_join(self) -> None:
        name = f"{self.room} {len(self.seats)}"
        self.seats.append(self.live.rooms.join(self.room, name, name))

    def do_answer(self) -> None:
        if self.seats:
            sat = self.sat(self.lot.choice(self.seats))
            if sat.round is not None:
                for key, value in list(by_lot(self.lot, sat.round.case).items())[: self.lot.randrange(20)]:
                    self.live.answer(sat, key, answer_in(key, value))

    def do_klaar(self) -> None:
        if not self.seats:
            return
        seat = self.lot.choice(self.seats)
        sat = self.sat(seat)
        if sat.round is None:
            return
        for key, value in by_lot(self.lot, sat.round.case).items():
            self.live.answer(sat, key, answer_in(key, value))
        answers = dict(self.sat(seat).given.answers)
        assert self.live.ready(self.sat(seat))
        self.ready[seat.id] = answers

    def do_forget(self) -> None:
        if self.seats:
            seat = self.seats.pop(self.lot.randrange(len(self.seats)))
            self.live.rooms.forget(seat)
            self.ready.pop(seat.id, None)

    def do_hands(self) -> None:
        standing = self.live.standing(self.room)
        if standing is None or standing.story is None:
            return
        people = self.lot.randrange(1, 9)
        case = guide().pack.cases[standing.story.case]
        counts = {f"marks/{cue.id}": self.lot.randrange(people + 1) for cue in case.cues}
        self.live.hands(self.room, people, counts, standing.at)
        if standing.story.phase in ("lobby", "open"):
            self.hands = []
        self.hands.append((people, counts))

    def do_story(self) -> None:
        self.live.set_story(self.room, self.lot.choice(STORIES), "simulation", self.at())
        self.ready, self.hands = {}, []

    def look(self) -> None:
        """Whatever is newly counted must be all who waited, and every state is remembered."""
        held = self.live.rooms.held(self.room)
        assert held is not None
        for row in held.stories:
            tally = tally_from(row.snapshot)
            before = self.shown.setdefault(row.turn, [NOBODY])
            if tally != before[-1]:
                before.append(tally)
                self.check(row.case, before[-2], tally)
            assert tally.people == row.people
        for seat in self.seats[:1]:
            assert phone_view(self.live, self.sat(seat), "nl").screen

    def check(self, name: str, before: Tally, after: Tally) -> None:
        case, pack = guide().pack.cases[name], guide().pack
        for phones in ([], list(self.ready.values())):
            for hands in ([], self.hands):
                total = joined(before, phones_tally(case, phones)) if phones else before
                for people, counts in hands:
                    total = joined(total, hands_tally(pack, case, people, counts))
                if total == after:
                    assert not 0 < len(phones) < SMALLEST
                    assert after.people - before.people >= SMALLEST
                    self.ready = {} if phones else self.ready
                    self.hands = [] if hands else self.hands
                    return
        raise AssertionError("counted is not what waited")


@cache
def played(seed: int) -> Course:
    """A course of events by lot; `look` has checked every state of it."""
    course = Course(random.Random(seed))
    course.live.set_story(course.room, STORIES[0], "simulation", "0.none")
    for _ in range(12):
        course.do_join()
    for _ in range(500):
        course.step()
    return course


@pytest.mark.parametrize("seed", range(12))
def test_what_is_shown_grows_by_five_people_or_more_and_is_the_sum_of_them(seed: int) -> None:
    for states in played(seed).shown.values():
        for one, two in combinations(states, 2):
            assert abs(one.people - two.people) >= SMALLEST


def test_the_courses_show_choices_more_than_once_and_of_more_than_one_story() -> None:
    states = [[len(each) for each in played(seed).shown.values()] for seed in range(12)]
    assert max(map(max, states)) >= 4
    assert any(sum(number > 1 for number in each) > 1 for each in states)


def test_wall_desk_and_report_read_the_same_snapshot() -> None:
    one = live()
    room = one.make("", "x").id
    one.set_story(room, STORIES[0], "simulation", "0.none")
    one.move(room, "open", "1.lobby.0")
    for number in range(6):
        seat = one.rooms.join(room, f"{number}", f"{number}")
        for key, value in by_lot(random.Random(number), STORIES[0]).items():
            sat = one.sat(seat)
            assert sat is not None
            one.answer(sat, key, answer_in(key, value))
        sat = one.sat(seat)
        assert sat is not None
        assert one.ready(sat)
    one.move(room, "close", "1.open.0")
    for step in range(1, 3):
        one.move(room, "on", f"1.closed.{step}")
    standing = one.standing(room)
    assert standing is not None
    wall, desk = wall_view(one, standing, "nl", 0), desk_view(one, standing, "nl", 0)
    assert wall.page == "choices"
    assert [bar.yes + bar.no for bar in wall.bars] == [6] * len(wall.bars)
    assert all(not bar.told and not bar.why for bar in wall.bars)
    assert all(not bar.told for group in wall.groups for bar in group.rows)
    assert desk.wall == wall
    assert desk.reports == (("1", wall.title, 6),)
    table = next(block for block in report_of(one, standing, "nl") if block.kind == "table")
    assert [(row[2], row[3]) for row in table.rows[1:]] == [(str(bar.yes), str(bar.no)) for bar in wall.bars]


def test_an_answer_that_is_not_offered_is_refused() -> None:
    one = live()
    room = one.make("", "x").id
    one.set_story(room, STORIES[0], "simulation", "0.none")
    one.move(room, "open", "1.lobby.0")
    sat = one.sat(one.rooms.join(room, "a", "a"))
    assert sat is not None
    mark = f"mark.{guide().pack.cases[STORIES[0]].cues[0].id}"
    with pytest.raises(InputError):
        one.answer(sat, mark, answer_in(mark, "perhaps 80"))
    with pytest.raises(InputError):
        one.answer(sat, "own_words", answer_in("own_words", "he"))
