"""Helpers for the tests of the app: the shipped guide, and a user who answers by keyboard or by mouse."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from rich.cells import cell_len
from textual import events
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.pilot import Pilot

from assistant.content.pack import read_pack, shipped
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, Answer, Session
from assistant.present.conversation import Choice, QuestionView
from assistant.present.talk import Talk, answered, shown_key
from assistant.tui.app import AssistantApp
from assistant.tui.base import KeyBar
from assistant.tui.keys import keys_for
from assistant.tui.picklist import PickList, RowsView
from assistant.tui.prompts import GO_ON, Prompt

AS_OF = "2026-11-24"

# What the user of the model conversation answers, as ids of choices.
STORY: dict[str, tuple[str, ...]] = {
    "danger_now": ("no",),
    "urgent_today": ("none_of_these",),
    "role": ("teacher_mbo",),
    "age_band": ("age_16_17",),
    "events": ("dismissal",),
    "events_around": ("unknown",),
    "about_event@dismissal": ("when=recent", "impact=strong", "origin=seen"),
    "changes": ("withdraws", "us_them"),
    "changes_since": ("after",),
    "heard_how": ("seen",),
    "cues": ("matter",),
    "protective": ("club", "family", "talks"),
    "explanations": ("reaction",),
    "own_impression": ("unclear",),
    "own_frame": ("same",),
}


@cache
def guide() -> Guide:
    """The shipped content, made ready once."""
    return Guide(read_pack(shipped()))


def app_for(language: str = "nl", dialogue: str | None = "self_check", **options: bool) -> AssistantApp:
    """An app on the shipped content, in the self-check."""
    return AssistantApp(guide(), language, AS_OF, dialogue, **options)  # type: ignore[arg-type]


def open_key(app: AssistantApp) -> str:
    """The key of the question on screen that is not answered yet; empty at the end."""
    current = app.position().current
    return current.key if current else ""


def prompt(app: AssistantApp) -> Prompt:
    """The prompt on screen."""
    return app.screen.query(Prompt).last(Prompt)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the prompt on screen is the one for the open question."""
    for _ in range(2):
        await pilot.pause()


async def by_keys(pilot: Pilot[None], story: dict[str, tuple[str, ...]] | None = None, until: str = "") -> None:
    """Answer with digits and Enter, up to the question `until` or the end."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    await settled(pilot)
    while (key := open_key(app)) and key != until:
        view = prompt(app).view
        wanted = (story or STORY).get(key, ())
        if view.control in ("words", "read"):
            await pilot.press("enter")
        elif view.control == "rows":
            await pilot.press(*(choice.key for choice in row_choices(view, story or STORY)), "enter")
        else:
            keys = {choice.id: choice.key for choice in view.choices if not choice.under}
            for key_of in [keys.get(each, "0") for each in wanted or ("unknown",)]:
                await pilot.press(*key_of)
                if any(other != key_of and other.startswith(key_of) for other in keys.values()):
                    await pilot.press("enter")  # it could have been the first digit of two
            if view.multiple:
                await pilot.press("enter")
        await settled(pilot)
        assert open_key(app) != key, f"{key} was not answered"


def row_choices(view: QuestionView, story: dict[str, tuple[str, ...]]) -> list[Choice]:
    """What a user of this story chooses for each short question on the screen; what the story leaves out is not known."""
    wanted = [
        dict(pair.split("=") for pair in story.get(row.key, ())).get(row.qualifier, "unknown") for row in view.rows
    ]
    return [next(c for c in row.choices if c.id == each) for row, each in zip(view.rows, wanted, strict=True)]


async def click_row(pilot: Pilot[None], row_id: str) -> None:
    """Click a row of the list on screen."""
    for found in pilot.app.screen.query(PickList).results(PickList):
        for place, row in enumerate(found.rows):
            if row.id == row_id:
                view = found.query_one(RowsView)
                first, _ = view.lines_of(place)
                for box in (each for each in (found, *found.ancestors) if isinstance(each, VerticalScroll)):
                    spot = Region(view.region.x, view.region.y + first, 1, 1)
                    box.scroll_to_region(
                        spot.translate(-box.content_region.offset + box.scroll_offset), animate=False, immediate=True
                    )
                    await pilot.pause()
                assert await pilot.click(view, offset=(view.column_of(place) + 4, first))
                return
    raise AssertionError(f"{row_id} is not on screen")


async def by_mouse(pilot: Pilot[None], story: dict[str, tuple[str, ...]] | None = None) -> None:
    """Answer with clicks alone to the end."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    await settled(pilot)
    while key := open_key(app):
        view = prompt(app).view
        if view.control in ("words", "read"):
            await click_row(pilot, GO_ON)
        else:
            wanted = (story or STORY).get(key, ("unknown",))
            if view.control == "rows":
                chosen = row_choices(view, story or STORY)
                wanted = tuple(f"{row.id}={choice.id}" for row, choice in zip(view.rows, chosen, strict=True))
            for each in wanted:
                await click_row(pilot, each)
            if view.multiple or view.control == "rows":
                await click_row(pilot, GO_ON)
        await settled(pilot)
        assert open_key(app) != key, f"{key} was not answered"


async def click_key(pilot: Pilot[None], name: str) -> None:
    """Click the key `name` in the line of keys."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    bar = app.screen.query_one(KeyBar)
    key = next(key for key in keys_for(getattr(app.screen, "where", "")) if key.name == name)
    before = [tap[0] for tap in bar.taps].index(key.action)
    await pilot.click(bar, offset=(sum(cell_len("".join(tap[1:])) for tap in bar.taps[:before]) + 1, 0))
    await settled(pilot)


def answer_for(each: tuple[str, ...], kind: str) -> Answer:
    """An answer of the story as a value."""
    if each == ("unknown",):
        return DONT_KNOW
    if kind == "qualifiers":
        return Answer(rows=tuple(sorted((name, value) for name, _, value in (pair.partition("=") for pair in each))))
    return Answer(chosen=each)


def told(until: str = "", **changed: tuple[str, ...]) -> Talk:
    """The conversation of the story, up to the question `until`, without typing it all."""
    talk = Talk(Session("self_check", AS_OF))
    while (key := shown_key(guide(), talk)) and key != until:
        kind = guide().dialogue("self_check").by_id[key.partition("@")[0]].kind
        each = changed.get(key, STORY.get(key, ()))
        talk = answered(guide(), talk, key, answer_for(each, kind))
    return talk


async def at(pilot: Pilot[None], until: str = "", **changed: tuple[str, ...]) -> AssistantApp:
    """Put the app in the story at the question `until`, or at its end."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    app.talk = told(until, **changed)
    app.show_talk()
    await settled(pilot)
    return app


async def at_result(pilot: Pilot[None], **changed: tuple[str, ...]) -> AssistantApp:
    """Put the app at the result of the story."""
    app = await at(pilot, **changed)
    await pilot.press("1")
    await settled(pilot)
    return app


def shown(app: AssistantApp) -> str:
    """All text on the screen, lines joined (a long name may go on in the next line)."""
    return "".join(strip.text.strip(" ") for strip in app.screen._compositor.render_strips())


def at_once(app: AssistantApp, *keys: str) -> None:
    """Keys as a terminal hands them over that was not read for a while."""
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(app)
        assert app._driver is not None
        app._driver.send_message(event)


async def waited(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until something holds, on however slow a machine: a test that waits in vain is stopped by its own time limit."""
    while not holds():
        await settled(pilot)
