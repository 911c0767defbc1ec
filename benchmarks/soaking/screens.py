"""The app itself, headless: conversations by keyboard with detours, and keys pressed at random on whatever screen comes."""

from __future__ import annotations

import asyncio
import os
import random
from typing import Any

from assistant.store.kept import Shelf
from benchmarks.lot import answer_to
from benchmarks.packs import DAY
from benchmarks.soaking.bench import LANGUAGES, Bench, must

SIZES = ((80, 24), (120, 40), (60, 20), (200, 60), (100, 30))
DETOURS = ("f1", "f2", "f3", "f4", "f6", "f9", "ctrl+p", "ctrl+t", "ctrl+l")
KEYS = (
    *"0123456789", "enter", "enter", "down", "down", "up", "left", "right", "tab", "shift+tab", "pageup", "pagedown", "home", "end", "escape",
    "space", "backspace", "delete", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f9", "f10", "ctrl+p", "a", "k", "z", "-", "?", "é",
)  # fmt: skip
LEAVES = ("f8", "ctrl+q", "ctrl+c")


def conversations(bench: Bench, rng: random.Random) -> None:
    """One conversation by keyboard, with help, look-up, review, palette, languages and sizes in between. No answer is lost."""
    asyncio.run(_conversation(bench, rng))
    bench.counted["app sessions"] += 1


def wandering(bench: Bench, rng: random.Random) -> None:
    """Any key on any screen, from home on."""
    asyncio.run(_wander(bench, rng))
    bench.counted["app sessions"] += 1


def _app(bench: Bench, rng: random.Random, dialogue: bool) -> Any:
    from assistant.tui.app import AssistantApp

    os.environ["ASSISTANT_HOME"] = str(bench.home)
    os.environ["ASSISTANT_TODAY"] = DAY
    _, guide, name = bench.choice(rng)
    return AssistantApp(guide, rng.choice(LANGUAGES), DAY, name if dialogue else None)


async def _conversation(bench: Bench, rng: random.Random) -> None:
    app = _app(bench, rng, dialogue=True)
    given: set[str] = set()
    async with app.run_test(size=rng.choice(SIZES)) as pilot:
        await pilot.pause()
        for _ in range(60):
            if not app.is_running or app.talk is None:
                break
            if rng.random() < 0.2:
                await _detour(app, pilot, rng)
                _sound(app, given)
                continue
            turn = app.position().current
            if turn is None:
                break
            await _answer(app, pilot, turn, rng)
            if app.talk is not None and turn.key in app.talk.session.answers:
                given.add(turn.key)
                bench.counted["answers on screen"] += 1
            _sound(app, given)
        if app.is_running and app.talk is not None and app.position().current is None:
            app.show_result()
            await pilot.pause()
            for key in rng.sample(("tab", "down", "enter", "escape", "f2", "f4", "right", "pagedown"), 4):
                await pilot.press(key)
            _sound(app, given)
            bench.counted["results on screen"] += 1


async def _answer(app: Any, pilot: Any, turn: Any, rng: random.Random) -> None:
    """Answer the open question with the keys its prompt names."""
    from assistant.tui.prompts import Prompt

    prompts = list(app.screen.query(Prompt).results(Prompt))
    if not prompts or prompts[-1].view.key != turn.key:
        await pilot.press("escape")
        await pilot.pause()
        return
    view, wanted = prompts[-1].view, answer_to(turn, rng)
    keys: list[str] = []
    if view.kind == "qualifiers":
        known = {(row.qualifier, choice.id): choice.key for row in view.rows for choice in row.choices}
        keys = [known[row] for row in wanted.rows if row in known]
    elif view.kind == "number":
        keys = list(str(wanted.number // 1000))
    elif view.kind == "month":
        keys = list(wanted.month)
    elif view.kind not in ("text", "say"):
        known_keys = {choice.id: choice.key for choice in view.choices}
        keys = [known_keys[each] for each in wanted.chosen if each in known_keys] or ["0"]
    await pilot.press(
        *keys, *(["enter"] if view.multiple or view.kind in ("qualifiers", "number", "month", "text", "say") else [])
    )
    await pilot.pause()
    if app.position().current is not None and app.position().current.key == turn.key:
        await pilot.press("enter")
        await pilot.pause()


async def _detour(app: Any, pilot: Any, rng: random.Random) -> None:
    """Somewhere else and back: a page, the other language, another size."""
    roll = rng.random()
    if roll < 0.25:
        app.action_language()
    elif roll < 0.45:
        await pilot.resize_terminal(*rng.choice((*SIZES, (20, 6), (1, 1))))
        await pilot.pause()
        await pilot.resize_terminal(*rng.choice(SIZES))
    else:
        await pilot.press(rng.choice(DETOURS))
        await pilot.pause()
        for _ in range(4):
            if type(app.screen).__name__ == "TalkScreen" or not app.is_running:
                break
            await pilot.press("escape")
            await pilot.pause()
    await pilot.pause()


async def _wander(bench: Bench, rng: random.Random) -> None:
    app = _app(bench, rng, dialogue=rng.random() < 0.4)
    async with app.run_test(size=rng.choice(SIZES)) as pilot:
        await pilot.pause()
        for _ in range(rng.randrange(20, 60)):
            if not app.is_running:
                break
            if rng.random() < 0.03:
                await pilot.resize_terminal(*rng.choice(SIZES))
            await pilot.press(rng.choice(KEYS))
            bench.counted["keys at random"] += 1
            _sound(app, set())
        if app.is_running and rng.random() < 0.2:
            await pilot.press(rng.choice(LEAVES))
    _kept(bench, rng)


def _sound(app: Any, given: set[str]) -> None:
    """No fault page, and every answer that was given is there."""
    must(app.fault is None, f"fault: {app.fault!r}")
    if app.talk is not None:
        missing = given - set(app.talk.session.answers)
        must(not missing, f"answers are gone: {sorted(missing)}")


def _kept(bench: Bench, rng: random.Random) -> None:
    """What wandering kept can be read; it is taken away now and then, so that the folder stays small."""
    shelf = Shelf(bench.home, DAY)
    shelved = shelf.shelved()
    must(not shelved.set_aside and not shelved.aside, f"damaged files: {shelved.set_aside or shelved.aside}")
    bench.counted["kept conversations read"] += len(shelved.lines)
    if rng.random() < 0.2:
        shelf.purge(everything=True)
