"""Whatever breaks inside the app: the calm page, a report without answers, the answers still there, and exit code 3."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable
from typing import Any

import pytest
import tui_walk as t
from textual.pilot import Pilot

from assistant import settings
from assistant.tui import app as app_module
from assistant.tui import (
    base,
    faults,
    home_screen,
    list_screens,
    lookup_screen,
    page_screens,
    palette_screen,
    picklist,
    prompts,
    talk_screen,
    transcript,
    why_screen,
)
from assistant.tui.app import AssistantApp
from assistant.tui.keeping import keeping
from assistant.tui.page_screens import FaultScreen
from assistant.tui.result import cards
from assistant.tui.result import screen as result_screen
from assistant.tui.talk_screen import TalkScreen

SECRET = "Quintijn-Wasserbergen"

# where it is broken, at the how-manieth call, at which question, and the keys that lead there
BROKEN: list[tuple[object, str, int, str, tuple[str, ...]]] = [
    (talk_screen, "talk_view", 1, "cues", ("1", "enter")),
    (talk_screen, "answered", 1, "role", ("2",)),
    (talk_screen, "stepped_back", 1, "cues", ("f7",)),
    (talk_screen, "typed", 1, "noticed", ("x", "enter")),
    (talk_screen.PanelBox, "show", 1, "role", ("2",)),
    (talk_screen.TalkScreen, "heading", 1, "role", ("2",)),
    (talk_screen.TalkScreen, "body", 1, "role", ("escape", "enter")),
    (keeping.Keeping, "talk_changed", 1, "role", ("2",)),
    (keeping.Keeping, "home_rows", 1, "role", ("escape",)),
    (keeping.Keeping, "ask", 1, "role", ("ctrl+g",)),
    (transcript.Transcript, "show", 1, "role", ("2",)),
    (prompts.Prompt, "show", 1, "role", ("2",)),
    (prompts.Prompt, "on_pick_list_picked", 1, "role", ("2",)),
    (prompts.Prompt, "take_focus", 1, "role", ("2",)),
    (picklist.PickList, "on_key", 1, "role", ("2",)),
    (picklist.PickList, "renew", 1, "role", ("2",)),
    (picklist.PickList, "_reveal", 1, "cues", ("down",)),
    (picklist.RowsView, "render", 1, "role", ("2",)),
    (picklist.RowsView, "get_content_height", 2, "cues", ("1", "enter")),
    (base.BaseScreen, "_draw_frame", 1, "role", ("f5",)),
    (base.BaseScreen, "_room_again", 1, "role", ()),
    (list_screens, "review_lines", 1, "cues", ("f4",)),
    (list_screens.ListScreen, "body", 1, "cues", ("f4",)),
    (list_screens.ListScreen, "home_focus", 1, "cues", ("f4",)),
    (page_screens, "chosen_first", 1, "cues", ("f9",)),
    (page_screens, "help_lines", 1, "cues", ("f1",)),
    (page_screens.Reader, "say", 1, "cues", ("f9",)),
    (page_screens.Reader, "compose", 1, "cues", ("f9",)),
    (home_screen.HomeScreen, "picked", 1, "cues", ("escape", "enter")),
    (lookup_screen.LookupScreen, "body", 1, "cues", ("escape", "f3")),
    (app_module, "result_of_session", 1, "", ("1",)),
    (app_module.AssistantApp, "action_theme", 1, "cues", ("ctrl+t",)),
    (palette_screen.PaletteScreen, "picked", 1, "cues", ("ctrl+p", "enter")),
    (result_screen, "result_pages", 1, "", ("1",)),
    (result_screen.ResultScreen, "_widgets", 1, "", ("1",)),
    (result_screen.ResultScreen, "action_why_not", 1, "", ("1", "f2")),
    (cards.Card, "render", 2, "", ("1",)),
    (cards.Card, "action_choose", 1, "", ("1", "enter")),
    (why_screen.WhyScreen, "body", 1, "", ("1", "enter")),
]


class Injected(RuntimeError):
    """Only our own fault counts as found."""


def broken(real: Callable[..., Any], at: int) -> Callable[..., Any]:
    """`real`, but the call number `at` fails; every call when that is 0."""

    def call(*arguments: Any, **named: Any) -> Any:
        call.calls += 1  # type: ignore[attr-defined]
        if at in (0, call.calls):  # type: ignore[attr-defined]
            typed = {"typed": SECRET, "all": arguments}
            raise Injected(f"{SECRET} {typed}")
        return real(*arguments, **named)

    call.calls = 0  # type: ignore[attr-defined]
    return call


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause()


def reports() -> str:
    return "\n".join(path.read_text("utf-8") for path in (settings.home() / "faults").iterdir())


async def back_from_fault(pilot: Pilot[None], app: AssistantApp, where: str) -> None:
    """The fault page stands there; from it the conversation goes on with every answer."""
    assert isinstance(app.screen, FaultScreen), (where, app.screen)
    assert app.is_running
    answers = dict(app.talk.session.answers)
    await t.click_row(pilot, "back")
    await settled(pilot)
    assert app.screen.where == "home", where
    await pilot.press("enter")
    await settled(pilot)
    assert isinstance(app.screen, TalkScreen), where
    assert dict(app.talk.session.answers) == answers
    assert t.prompt(app).view.key == t.open_key(app), where


@pytest.mark.parametrize("part", range(4) if os.environ.get("ASSISTANT_LONG") else [0])  # each takes some seconds
async def test_whatever_breaks_the_answers_stay(
    part: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = t.app_for()
    app.sparing = True
    async with app.run_test(size=(80, 24)) as pilot:
        reached = 0
        for owner, name, at, until, keys in BROKEN[part::4]:
            where = f"{getattr(owner, '__name__', owner)}.{name}"
            await t.at(pilot, until=until)
            before = app.talk.session.answers
            app.fault = None
            with monkeypatch.context() as patch:
                fails = broken(getattr(owner, name), at)
                patch.setattr(owner, name, fails)
                for key in keys:
                    await pilot.press(key)
                    await settled(pilot)
                if not keys:
                    await pilot.resize_terminal(90, 30)
                    await settled(pilot)
                if fails.calls < at:  # this way to draw does not come along here (any more)
                    continue
                reached += 1
                assert app.fault is not None, where
                assert set(before) <= set(app.talk.session.answers), where
                assert isinstance(app.screen, FaultScreen), (where, app.screen)
            await back_from_fault(pilot, app, where)
        assert reached > len(BROKEN[part::4]) * 2 // 3
        app.show_fault(Injected(SECRET))
        await settled(pilot)
        await t.click_row(pilot, "quit")
        await pilot.pause()
    assert app.return_code == 3
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err + reports()
    assert "Injected" in reports()


async def test_timers_workers_and_tasks_that_break(capsys: pytest.CaptureFixture[str]) -> None:
    def breaks() -> None:
        raise Injected(SECRET)

    async def breaks_later() -> None:
        await asyncio.sleep(0)
        breaks()

    app = t.app_for()
    app.sparing = True
    async with app.run_test(size=(80, 24)) as pilot:
        for how in (
            lambda: app.set_timer(0.001, breaks),
            lambda: app.run_worker(breaks_later()),
            lambda: app.screen.run_worker(breaks, thread=True),
            lambda: app.screen.call_next(breaks),
            lambda: asyncio.ensure_future(breaks_later()) and None,
        ):
            await t.at(pilot, until="cues")
            how()
            for _ in range(50):
                await pilot.pause(0.002)
                gc.collect(0)
                if isinstance(app.screen, FaultScreen):
                    break
            await settled(pilot)
            await back_from_fault(pilot, app, "")
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err + reports()


@pytest.mark.parametrize(
    ("owner", "name"),
    [(FaultScreen, "redraw"), (FaultScreen, "body"), (base.BaseScreen, "_draw_frame"), (picklist.RowsView, "render")],
)
async def test_a_fault_page_that_cannot_be_shown_ends_with_a_sentence(
    owner: object, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(faults, "FAULT_SECONDS", 0.1)
    app = t.app_for()
    app.sparing = True
    running = asyncio.ensure_future(app.run_async(headless=True, size=(80, 24)))
    while not (app.is_running and app.screen_stack and app.screen.where == "talk"):
        await asyncio.sleep(0.01)
    monkeypatch.setattr(owner, name, broken(getattr(owner, name), 0))
    app.call_later(app.show_fault, Injected(SECRET))
    while not running.done():
        app.call_later(lambda: app.screen.refresh(layout=True))
        await asyncio.sleep(0.01)
    await running
    assert app.return_code == 3
    said = capsys.readouterr()
    assert "112" in said.err
    assert SECRET not in said.out + said.err + reports()


async def test_the_fault_page_says_what_is_safe() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="cues")
        app.keeping.begin(7, "")
        app.show_fault(Injected(SECRET))
        await settled(pilot)
        told = " ".join("".join(strip.text for strip in app.screen._compositor.render_strips()).split())
        assert "Uw antwoorden staan op dit apparaat" in told
        assert "fault-" in told


async def test_what_the_framework_would_end_with_becomes_the_fault_page() -> None:
    """`App.panic`: the answers stay (R1)."""
    app = t.app_for("nl")
    app.sparing = True
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("1")
        await settled(pilot)
        talk = app.talk
        app.panic("lines of code")
        await settled(pilot)
        assert isinstance(app.screen, FaultScreen)
        assert app.talk is talk


def test_a_reader_of_keys_that_dies_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver thread that ended would leave an app that hears nothing."""
    import threading

    from assistant.tui import driver

    told: list[BaseException] = []
    begun: list[int] = []

    class Reads(driver.AssistantDriver):
        def __init__(self) -> None:
            self.exit_event = threading.Event()
            self._app = app

        def run_input_thread(self) -> None:
            begun.append(1)
            if len(begun) < 3:
                raise OSError(5, "Input/output error")
            self.exit_event.set()

    app = t.app_for("nl")
    monkeypatch.setattr(app, "call_later", lambda _handle, fault: told.append(fault))
    monkeypatch.setattr(driver, "OFTEN", 0.0)
    Reads()._run_input_thread()
    assert (len(begun), len(told)) == (3, 2)
