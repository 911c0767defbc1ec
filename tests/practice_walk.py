"""Helpers for the tests of practice in the app: an app on a pack of its own, and a trainee who answers by keyboard or by mouse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import tui_walk as t
from textual.pilot import Pilot

from assistant.dialogue.guide import Guide
from assistant.dialogue.session import NONE_OF_THESE
from assistant.practice.case_round import Round, answer_in, answered, commit, keys_of, open_key
from assistant.practice.case_round import begin as begin_round
from assistant.practice.case_script import SURE, partner_choices, step_choices
from assistant.records import replace
from assistant.tui.app import AssistantApp
from assistant.tui.picklist import PickList, Row
from assistant.tui.practice.room import Practise
from assistant.tui.practice.round import RoundScreen
from assistant.tui.ways import GO_ON

settled = t.settled


def app_for(guide: Guide, folder: Path | None, language: str = "nl", **wish: object) -> AssistantApp:
    """An app that keeps rounds in a folder."""
    app = AssistantApp(guide, language, t.AS_OF)  # type: ignore[arg-type]
    app.practice.wish = Practise(folder, **wish)  # type: ignore[arg-type]
    return app


def the_round(app: AssistantApp) -> RoundScreen:
    """The round on screen."""
    assert isinstance(app.screen, RoundScreen), app.screen
    return app.screen


def rows(app: AssistantApp) -> dict[str, Row]:
    """The rows of the list on screen."""
    return {row.id: row for row in app.screen.query(PickList).last(PickList).rows}


async def begin(pilot: Pilot[None], case: str, mode: str) -> RoundScreen:
    """A new round, read and ready for its first question."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    await settled(pilot)
    app.practice.open()
    app.practice.begin(app.guide.pack.cases[case], mode)
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    return the_round(app)


async def press_row(pilot: Pilot[None], row_id: str) -> None:
    """Choose a row by its digit; without one by the cursor and Enter."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    row, keys = rows(app)[row_id], {each.key for each in rows(app).values()}
    if row.key:
        await pilot.press(*row.key)
        if any(other != row.key and other.startswith(row.key) for other in keys):
            await pilot.press("enter")  # it could have been the first digit of two
    else:
        app.screen.query(PickList).last(PickList).point_at(row_id)
        await pilot.press("enter")
    await pilot.pause()


async def answer(pilot: Pilot[None], wanted: dict[str, str], *, by: object = press_row) -> None:
    """Answer what is on screen with keys, or with clicks; an explanation is read."""
    screen = the_round(pilot.app)  # type: ignore[arg-type]
    if screen.explained:
        await by(pilot, GO_ON)  # type: ignore[operator]
        return
    key = screen.key
    value = wanted.get(key, "no 60" if key.startswith("mark.") else "")
    if key.startswith("mark."):
        word, _, sure = value.partition(" ")
        for row in (word, f"sure={sure}"):
            await by(pilot, row)  # type: ignore[operator]
    elif key in ("triggers", "drivers"):
        for row in (*(value.split() or [NONE_OF_THESE]), GO_ON):
            await by(pilot, row)  # type: ignore[operator]
    else:
        offered = rows(screen.host)
        await by(pilot, value if value in offered else next(iter(offered)))  # type: ignore[operator]
    await settled(pilot)


async def to_end(pilot: Pilot[None], wanted: dict[str, str], *, by: object = press_row) -> Round:
    """Answer everything; gives the round before it is fixed."""
    screen = the_round(pilot.app)  # type: ignore[arg-type]
    for _ in range(60):
        if not screen.key:
            return screen.one
        before = (screen.key, screen.explained)
        await answer(pilot, wanted, by=by)
        assert (screen.key, screen.explained) != before, f"{before} was not answered"
    raise AssertionError("the round does not end")


def fill(app: AssistantApp, wanted: dict[str, str], until: str = "") -> RoundScreen:
    """Answer without typing it all, up to a key or to the end; kept as typed answers are."""
    screen, desk = the_round(app), app.practice.desk
    case = screen.case
    while (key := open_key(app.guide.pack, screen.one)) and key != until:
        usual = "no 60" if key.startswith("mark.") else ""
        choices = {"step": step_choices, "partner": partner_choices}
        value = wanted.get(key, usual)
        if key in choices and value not in choices[key](app.guide.pack, case):
            value = choices[key](app.guide.pack, case)[0]
        screen.one = desk.answer(screen.one, key, answer_in(key, value))
    screen.draw()
    return screen


async def at_debrief(pilot: Pilot[None], case: str, wanted: dict[str, str]) -> None:
    """A round in one go, played to its debrief."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    await begin(pilot, case, "simulation")
    fill(app, wanted)
    await pilot.pause()
    await pilot.press("1")
    await settled(pilot)


# ---------------------------------------------------------------- the pictures

CODE = "K7QM-2FHX"
PICTURED = "no_placement_a"
MARKS = {
    "refusal": "yes 90",
    "look": "no 80",
    "habit": "yes 60",
    "unfair": "yes 80",
    "letters": "yes 70",
    "parents": "yes 90",
}
CHOSEN = {f"mark.{cue}": value for cue, value in MARKS.items()} | {
    "triggers": "discrimination_direct",
    "step": "talk_open",
    "partner": "colleague",
}


def _seen_before(app: AssistantApp) -> None:
    """A few weeks of practice, so that there is something to look back on."""
    app.practice.wish = replace(app.practice.wish, code=CODE)
    desk = app.practice.desk
    desk.open()
    for number, case in enumerate(
        ("lost_friend_a", "big_questions_b", "the_call_a", "three_checks_a", "the_news_a", "lost_friend_a")
    ):
        one = begin_round(app.guide.pack.cases[case], "simulation", f"2026-11-{5 + 3 * number:02}", code=CODE)
        for place, key in enumerate(keys_of(app.guide.pack, one)):
            named = " ".join(ref.id for ref in app.guide.pack.cases[case].key.triggers[number % 2 :])
            word = "yes" if (place + number) % 3 else "no"
            usual = {"triggers": named, "drivers": "significance", "step": "", "partner": ""}
            value = f"{word} {SURE[(place + number) % 6]}" if key.startswith("mark.") else usual.get(key, "1")
            choices = {"step": step_choices, "partner": partner_choices}
            if key in choices:
                value = choices[key](app.guide.pack, app.guide.pack.cases[case])[0]
            one = answered(app.guide.pack, one, key, answer_in(key, value))
        desk.keep(commit(app.guide.pack, one, one.started))


def pictured(what: str, *pressed: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """A way to a screen of practice: list, door, read, mark, sure, told, labels, debrief, set-end or progress; then keys."""

    async def go(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, AssistantApp)
        _seen_before(app)
        case = app.guide.pack.cases[PICTURED]
        if what == "list":
            app.practice.open()
        elif what == "door":
            app.practice.open()
            app.practice.door(case)
        elif what == "progress":
            app.practice.show_progress()
        elif what == "set-end":
            app.practice.begin_set((PICTURED,))
            await settled(pilot)
            fill(app, CHOSEN)
            app.practice.finish(the_round(app).one)
            await settled(pilot)
            app.practice.next_case()
        else:
            await _in_round(pilot, what)
        await settled(pilot)
        for key in pressed:
            await pilot.press(key)
            await settled(pilot)

    return go


async def _in_round(pilot: Pilot[None], what: str) -> None:
    app = pilot.app
    assert isinstance(app, AssistantApp)
    until = {"read": "mark.refusal", "labels": "triggers", "debrief": ""}.get(what, "mark.us_them")
    app.practice.open()
    app.practice.begin(app.guide.pack.cases[PICTURED], "practice")
    await settled(pilot)
    if what != "read":
        await pilot.press("enter")
        await settled(pilot)
    fill(app, CHOSEN, until)
    await settled(pilot)
    if what == "debrief":
        app.practice.finish(the_round(app).one)
    elif what in ("sure", "told"):
        await pilot.press("2", *(("3",) if what == "told" else ()))
