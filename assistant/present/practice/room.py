"""What wall, desk and phone show of a live class, as plain values. Nothing of the key is in a wall before its step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import keys_of, open_key
from assistant.practice.classroom import SMALLEST
from assistant.practice.room import ROOM_MODES, Act, Screen, is_heavy, may, may_play, screen_of
from assistant.practice.sentences import Teller, base_rates
from assistant.present.class_numbers import Measure
from assistant.present.class_report import Block, room_blocks
from assistant.present.class_view import CaseView, CellRow, Votes
from assistant.present.practice.key import key_view
from assistant.present.practice.live import Live, Sat, Standing, story_of
from assistant.present.practice.steps import Step, steps_of
from assistant.present.practice.story import StoryPart

Page = Literal["none", "lobby", "open", "story", "choices", "key", "question", "card"]
MOST_SHADES = 10
ACTS: tuple[Act, ...] = ("open", "close", "reopen", "back", "on", "hands", "story")


@dataclass(frozen=True, slots=True)
class Bar:
    """A point or a choice with how many people chose it: `shade` is 0 to 10, for a bar of which the number stands beside it."""

    text: str
    yes: int
    no: int = 0
    number: int = 0
    shade: int = 0
    agreed: str = ""
    told: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below one heading."""

    title: str
    rows: tuple[Bar, ...]


@dataclass(frozen=True)
class WallView:
    """The wall. `place` of `whole` steps; `bars` are the points, `groups` what else was chosen; only with `page` key the key is in it."""

    page: Page
    title: str
    name: str
    told: str
    place: int = 0
    whole: int = 0
    people: int = 0
    shown: bool = False
    story: tuple[StoryPart, ...] = ()
    bars: tuple[Bar, ...] = ()
    groups: tuple[Bars, ...] = ()
    measures: tuple[Measure, ...] = ()
    worst: tuple[int, ...] = ()
    question: str = ""
    lines: tuple[str, ...] = ()
    acts: frozenset[Act] = frozenset()


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story that the trainer may set. `heavy`: about suicide, abuse or death; `played`: its choices were shown in this room."""

    id: str
    title: str
    about: str
    heavy: bool
    played: bool


@dataclass(frozen=True)
class DeskView:
    """The desk: the counts, what to say now, what can be done, and what comes next. `later` phones wait until they are five."""

    wall: WallView
    mode: str
    notes: tuple[str, ...]
    acts: frozenset[Act]
    next_name: str
    before_name: str
    later: int
    hands: int
    reports: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class PhoneView:
    """A phone: which page it shows, and where it is in its story. `at` tells a phone that waits whether something changed."""

    screen: Screen
    title: str
    at: str
    keys: tuple[str, ...] = ()
    open_place: int = 0
    """The place of the first point that is open, from 1; one more than there are when none is."""
    heavy: bool = False

    @property
    def begun(self) -> bool:
        """Whether a point was answered."""
        return self.open_place > 1


def counts_told(standing: Standing, busy: int, words: Phrases) -> str:
    """`14 klaar · 9 bezig`: never out of how many, for phones that left would spoil the whole."""
    return words("told", ready=standing.held.ready, busy=busy)


# ---------------------------------------------------------------- wall


def wall_view(live: Live, standing: Standing, language: Language, busy: int) -> WallView:
    """The wall as the room stands."""
    words, story, row = phrases(language, "room"), standing.story, standing.held.story
    told = counts_told(standing, busy, words)
    if story is None or row is None:
        return WallView("none", words("none.title"), words("none.title"), told)
    one = live.view(story.case, language, row.snapshot)
    acts = frozenset(act for act in ACTS if may(story, standing.script, act))
    if story.phase != "closed":
        return WallView(story.phase, one.title, words(f"wall.{story.phase}"), told, acts=acts)
    step = steps_of(one)[story.step - 1]
    view = WallView(
        page=_page(step),
        title=one.title,
        name=_name(step, language),
        told=told,
        place=story.step,
        whole=standing.script.last,
        people=one.people,
        shown=one.shown,
        acts=acts,
    )
    return _filled(live.guide, view, one, step, language)


def _page(step: Step) -> Page:
    pages: dict[str, Page] = {"story": "story", "choices": "choices", "key": "key", "card": "card"}
    return "question" if step.question else pages[step.name]


def _name(step: Step, language: Language) -> str:
    return step.question.name if step.question else phrases(language, "class")(f"case.{step.name}")


def _filled(guide: Guide, view: WallView, one: CaseView, step: Step, language: Language) -> WallView:
    """The page of the step."""
    words = phrases(language, "class")
    if step.question:
        return replace(view, question=step.question.ask)
    if view.page == "story":
        return replace(view, story=one.story, question=words("case.story.ask"))
    if view.page == "card":
        title, *lines = base_rates(language)
        heavy = [phrases(language, "room")("heavy.after")] if is_heavy(guide.pack.cases[one.id]) else []
        return replace(view, question=title, lines=(*lines, *heavy))
    if view.page == "choices":
        if not one.shown:
            return replace(view, question=words("case.hidden", smallest=SMALLEST))
        groups = tuple(each for votes in one.votes if (each := _votes(votes, one.people, key=False)).rows)
        bars = tuple(_plain(cell) for cell in one.cells)
        ask = words("case.choices.ask")
        return replace(view, question=ask, bars=bars, groups=groups, worst=one.worst, measures=one.agreement)
    key = key_view(guide, guide.pack.cases[one.id], language)
    cells = sorted(one.cells, key=lambda cell: not cell.acute)
    groups = tuple(each for votes in one.votes if (each := _votes(votes, one.people, key=True)).rows)
    named = [(words(f"case.{part}"), getattr(key, part)) for part in ("signals", "inquiries")]
    told = tuple(Bars(title, tuple(Bar(name, 0) for name in names)) for title, names in named if names)
    return replace(
        view, question=words("case.key.ask"), bars=tuple(_keyed(cell, words) for cell in cells), groups=(*groups, *told)
    )


def _shade(part: int, whole: int) -> int:
    """How full a bar is; never empty, or full, when it is not."""
    if part in (0, whole) or not whole:
        return MOST_SHADES if part else 0
    return min(MOST_SHADES - 1, max(1, round(MOST_SHADES * part / whole)))


def _plain(cell: CellRow) -> Bar:
    """A point without a word of the key."""
    return Bar(cell.text, cell.yes, cell.no, cell.number, _shade(cell.yes, cell.people), cell.agreed)


def _keyed(cell: CellRow, words: Phrases) -> Bar:
    counted = words("case.key.count", part=cell.yes, whole=cell.people) if cell.people else ""
    told = "; ".join(part for part in (cell.type, counted, cell.warn) if part)
    return Bar(*(cell.text, cell.yes, cell.no, cell.number, _shade(cell.yes, cell.people)), told=told, why=cell.why)


def _votes(votes: Votes, people: int, *, key: bool) -> Bars:
    """What was chosen; before the key only what somebody chose, and nothing that the key says of it."""
    rows = [row for row in votes.rows if row.number or (key and row.verdict)]
    if key and not any(row.verdict for row in rows):
        rows = []
    return Bars(
        votes.title,
        tuple(
            Bar(row.name, row.number, shade=_shade(row.number, people), told=row.verdict if key else "") for row in rows
        ),
    )


# ---------------------------------------------------------------- desk


def desk_view(live: Live, standing: Standing, language: Language, busy: int) -> DeskView:
    """The desk as the room stands. It shows no choice that the wall does not show."""
    words, story, held = phrases(language, "room"), standing.story, standing.held
    wall = wall_view(live, standing, language, busy)
    if story is None:
        return DeskView(wall, "", (words("note.none"),), frozenset({"story"}), "", "", 0, 0, ())
    steps = steps_of(live.view(story.case, language, {}))
    closed = story.phase == "closed"
    here = steps[story.step - 1].name if closed else story.phase
    names = [_name(step, language) for step in steps]
    notes = tuple(words(f"note.{here}").split("\n"))
    if closed and here == "choices" and not story.people and "reopen" in wall.acts:
        notes = (*notes, words("note.reopen"))
    return DeskView(
        wall=wall,
        mode=words(f"mode.{story.mode}"),
        notes=notes,
        acts=wall.acts,
        next_name=names[story.step] if closed and story.step < len(names) else "",
        before_name=names[story.step - 2] if closed and story.step > 1 else "",
        later=held.waiting if story.people else 0,
        hands=sum(row.people for row in held.hands),
        reports=tuple((str(row.turn), live.view(row.case, language, {}).title, row.people) for row in live.shown(held)),
    )


def story_lines(guide: Guide, standing: Standing | None, language: Language) -> tuple[StoryLine, ...]:
    """Every story that can be set, by title; those about suicide, abuse or death are marked."""
    words = phrases(language)
    earlier = [story_of(row) for row in standing.held.stories] if standing else []
    lines = []
    for case in guide.pack.cases.values():
        teller = Teller(guide.pack, case, language)
        about = f"{words(f'practice.setting.{case.setting}')}, {words('practice.minutes', minutes=case.minutes)}"
        played = not may_play(case.id, earlier)
        lines.append(StoryLine(case.id, f"{teller.say(case.title)} ({case.id})", about, is_heavy(case), played))
    return tuple(sorted(lines, key=lambda line: line.title))


def mode_lines(language: Language) -> tuple[tuple[str, str], ...]:
    """The ways to play a story together."""
    words = phrases(language, "room")
    return tuple((mode, words(f"mode.{mode}")) for mode in ROOM_MODES)


def report_of(live: Live, standing: Standing, language: Language) -> list[Block]:
    """The report: the stories of which choices were shown, from the same snapshots as the wall."""
    views: Sequence[CaseView] = [live.view(row.case, language, row.snapshot) for row in live.shown(standing.held)]
    return room_blocks(views, base_rates(language), language)


# ---------------------------------------------------------------- phone


def phone_view(live: Live, sat: Sat, language: Language) -> PhoneView:
    """A phone as its room stands."""
    standing, one = sat.standing, sat.round
    if standing.story is None or one is None:
        return PhoneView("wait", phrases(language, "room")("none.title"), standing.at)
    case = live.guide.pack.cases[standing.story.case]
    keys = keys_of(live.guide.pack, one)
    first = open_key(live.guide.pack, one)
    answered, ready = len(sat.given.answers), sat.given.ready
    screen = screen_of(standing.story, standing.script, answered=answered, whole=not first, ready=ready)
    place = keys.index(first) + 1 if first else len(keys) + 1
    title = Teller(live.guide.pack, case, language).say(case.title)
    return PhoneView(screen, title, f"{standing.room.turn}.{screen}", keys, place, is_heavy(case))
