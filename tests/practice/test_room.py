"""A class together: what may be done when, and that no two states ever shown tell of fewer than five people."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tui_walk import guide

from assistant.dialogue.session import Session
from assistant.practice.case_round import Round, answers_in
from assistant.practice.case_script import FORK, script_of
from assistant.practice.classroom import SMALLEST, Tally, tally_of
from assistant.practice.files import hand_choices
from assistant.practice.room import (
    HEAVY,
    NOBODY,
    NotNow,
    Script,
    Story,
    Unfit,
    after,
    counted_now,
    hands_taken,
    hands_tally,
    is_heavy,
    joined,
    may,
    may_play,
    phones_tally,
    screen_of,
    takes_answers,
    tally_data,
    tally_from,
)

SCRIPT = Script(choices=3, key=5, last=10)
CASES = ("one", "two", "three")


@dataclass
class Course:
    """A room played out by brute force: every contribution is a name, and every state ever shown is a set of names."""

    story: Story | None = None
    earlier: list[Story] = field(default_factory=list)
    shown: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    kept: frozenset[str] = frozenset()
    """What all snapshots of this room hold together: wall, report and files read only this."""
    answered: set[str] = field(default_factory=set)
    ready: set[str] = field(default_factory=set)
    hands: set[str] = field(default_factory=set)
    seen_hands: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    frozen: set[str] = field(default_factory=set)
    number: int = 0

    def name(self, who: str) -> str:
        return f"{len(self.earlier)}:{who}"

    def grow(self) -> None:
        if self.story is None:
            return
        phones, hands = counted_now(self.story, SCRIPT, len(self.ready), len(self.hands))
        new = (self.ready if phones else set()) | (self.hands if hands else set())
        if new:
            self.kept |= new
            self.ready -= new
            self.hands -= new
            self.story = replace(self.story, people=self.story.people + len(new))
        self.shown.append(self.kept)

    def do(self, what: str, who: int) -> None:
        person = self.name(f"p{who}")
        if what == "story":
            case = CASES[who % 3]
            if may(self.story, SCRIPT, "story") and may_play(case, [*self.earlier, *filter(None, [self.story])]):
                self.earlier += [self.story] if self.story else []
                self.story, self.answered, self.ready, self.hands = Story(case), set(), set(), set()
        elif self.story is None:
            return
        elif what == "answer" and takes_answers(self.story, SCRIPT):
            self.answered.add(person)
        elif what == "ready" and person in self.answered and takes_answers(self.story, SCRIPT):
            self.ready |= {person} - self.frozen
            self.frozen.add(person)
        elif what == "forget":
            self.ready.discard(person)
            self.answered.discard(person)
        elif what == "hands" and may(self.story, SCRIPT, "hands") and hands_taken(self.story, who):
            self.number += 1
            new = {self.name(f"h{self.number}-{n}") for n in range(who)}
            self.hands = new if self.story.phase in ("lobby", "open") else self.hands | new
            self.seen_hands.append(frozenset(new))
        elif what in ("open", "close", "reopen", "on", "back") and may(self.story, SCRIPT, what):  # type: ignore[arg-type]
            self.story = after(self.story, SCRIPT, what)  # type: ignore[arg-type]
        self.grow()


EVENTS = ("answer", "ready", "ready", "forget", "hands", "open", "close", "reopen", "on", "on", "back", "story")


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32), people=st.integers(1, 14), moves=st.integers(10, 160))
def test_any_two_states_ever_shown_differ_by_nobody_or_by_five_people_or_more(
    seed: int, people: int, moves: int
) -> None:
    lot, course = random.Random(seed), Course()
    course.do("story", 0)
    course.do("open", 0)
    for who in range(people):
        course.do("answer", who)
    for _ in range(moves):
        course.do(lot.choice(EVENTS), lot.randrange(people))
    states = set(course.shown)
    for one, two in combinations(states, 2):
        assert len(one ^ two) >= SMALLEST
        phones = {name for name in one ^ two if ":p" in name}
        assert not 0 < len(phones) < SMALLEST  # whoever knows the hands learns nothing of a few phones either
    assert all(one <= two for one, two in combinations(course.shown, 2))  # what was shown is never taken back


def test_random_courses_reach_what_the_rule_is_about() -> None:
    sizes, stories = set(), 0
    for seed in range(300):
        lot, course = random.Random(seed), Course()
        for what in ("story", "open"):
            course.do(what, 0)
        for _ in range(120):
            course.do(lot.choice(EVENTS), lot.randrange(14))
        sizes |= {len(state) for state in course.shown}
        stories = max(stories, len(course.earlier))
    assert {0, 5, 6, 7, 10, 11} <= sizes
    assert stories >= 2


@cache
def course() -> list[Story]:
    """A story after each act, from the choice of it to the last step."""
    story = Story("one")
    found = [story]
    for act in ("open", "close", *["on"] * 9):
        story = after(story, SCRIPT, act)  # type: ignore[arg-type]
        found.append(story)
    return found


def test_a_story_goes_from_the_lobby_to_the_last_step() -> None:
    assert [(each.phase, each.step) for each in course()[:4]] == [
        ("lobby", 0),
        ("open", 0),
        ("closed", 1),
        ("closed", 2),
    ]
    assert course()[-1].step == SCRIPT.last
    for act in ("on", "open", "close", "reopen"):
        with pytest.raises(NotNow):
            after(course()[-1], SCRIPT, act)  # type: ignore[arg-type]
    with pytest.raises(NotNow):
        after(Story("one"), SCRIPT, "close")


def test_a_story_closed_too_soon_opens_again_until_its_first_choices_were_shown() -> None:
    closed = course()[2]
    again = after(closed, SCRIPT, "reopen")
    assert (again.phase, again.step) == ("open", 0)
    assert after(again, SCRIPT, "close").step == 1
    assert not may(replace(course()[4], people=5), SCRIPT, "reopen")
    assert may(course()[4], SCRIPT, "reopen")  # fewer than five were ready: nothing was shown
    assert not may(course()[6], SCRIPT, "reopen")  # the key was shown


def test_what_a_phone_shows_follows_the_room() -> None:
    def seen(story: Story | None, answered: int = 0, *, ready: bool = False) -> str:
        return screen_of(story, SCRIPT, answered=answered, whole=answered == 9, ready=ready)

    lobby, open_, closed, *_ = course()
    key = next(each for each in course() if each.step == SCRIPT.key)
    assert seen(None) == seen(lobby) == "wait"
    assert seen(open_) == seen(open_, 3) == seen(closed, 3) == "point"
    assert seen(open_, 9, ready=True) == seen(closed, 9, ready=True) == "look"
    assert seen(open_, 9) == seen(closed, 9) == "point"
    assert seen(key, 9) == "debrief"  # answered, and *Klaar* came too late
    assert seen(closed) == seen(key) == seen(key, 3) == "late"
    assert seen(key, 9, ready=True) == seen(after(key, SCRIPT, "back"), 9, ready=True) == "debrief"
    assert not takes_answers(after(key, SCRIPT, "back"), SCRIPT)


def test_a_story_whose_choices_were_shown_is_not_played_again_in_this_room() -> None:
    assert may_play("one", [])
    assert may_play("one", [Story("one"), Story("two", people=7)])
    assert not may_play("two", [Story("one"), Story("two", people=7)])


@pytest.mark.parametrize("name", ["lost_friend_a", "locked_door", "the_watch", "quiet_year"])
def test_stories_of_suicide_abuse_and_death_are_marked(name: str) -> None:
    assert is_heavy(guide().pack.cases[name])


def test_the_marks_are_made_of_things_that_exist_and_leave_most_stories_alone() -> None:
    pack = guide().pack
    assert all(pack.entry(kind, name) is not None for kind, name in HEAVY)
    plain = [case for case in pack.cases.values() if not is_heavy(case)]
    assert len(plain) > len(pack.cases) / 2


# ---------------------------------------------------------------- tallies


def by_lot(lot: random.Random, name: str) -> dict[str, str]:
    """The answers of somebody."""
    case = guide().pack.cases[name]
    known = hand_choices(guide().pack, case)
    found = {}
    for key in script_of(guide().pack, case, "simulation").by_id:
        if key.startswith("mark."):
            found[key] = f"{lot.choice(('yes', 'no'))} {lot.choice((50, 80, 100))}"
        elif key.startswith("fork."):
            found[key] = lot.choice(FORK)
        elif key in ("triggers", "drivers"):
            found[key] = " ".join(lot.sample(known[key], 2))
        else:
            found[key] = lot.choice(known[f"{key}s"])
    return found


def test_batches_added_up_are_the_tally_of_everybody_and_survive_being_kept() -> None:
    lot, case = random.Random(1), guide().pack.cases["lost_friend_a"]
    people = [by_lot(lot, case.id) for _ in range(12)]
    whole = tally_of(case, [Round(Session(case.id, "", answers_in(each))) for each in people])
    added = joined(phones_tally(case, people[:5]), phones_tally(case, people[5:]))
    assert added.people == 12
    for part in ("yes", "no", "triggers", "drivers", "steps", "partners", "forks"):
        assert {k: v for k, v in getattr(added, part).items() if v} == {
            k: v for k, v in getattr(whole, part).items() if v
        }
    assert tally_from(tally_data(added)) == added
    assert tally_from({}) == NOBODY
    assert set(added.yes) == set(case.by_id)


def test_hands_count_as_people() -> None:
    pack, case = guide().pack, guide().pack.cases["lost_friend_a"]
    counted = {f"marks/{cue}": 2 for cue in case.by_id}
    tally = hands_tally(pack, case, 3, counted)
    assert isinstance(tally, Tally)
    assert tally.people == 3
    assert set(tally.yes.values()) == {2}
    assert set(tally.no.values()) == {1}
    first = next(iter(case.by_id))
    for people, more, code in (
        (0, {}, "people"),
        (5000, {}, "people"),
        (1, {}, "hands"),
        (3, {"marks/nobody": 1}, "hands"),
        (3, {"triggers/bereavement": 4}, "hands"),
    ):
        with pytest.raises(Unfit) as wrong:
            hands_tally(pack, case, people, {**counted, **more})
        assert wrong.value.code == code
    with pytest.raises(Unfit) as wrong:
        hands_tally(pack, case, 3, {key: n for key, n in counted.items() if key != f"marks/{first}"})
    assert wrong.value.code == "open"
