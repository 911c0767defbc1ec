"""The app itself, headless: conversations by keyboard with detours, and keys pressed at random on whatever screen comes."""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from assistant.practice.case_script import MODES
from assistant.store.kept import Shelf
from assistant.store.results import NAME, Results
from benchmarks.lot import answer_to
from benchmarks.packs import DAY
from benchmarks.soaking.bench import LANGUAGES, Bench, must

Work = Callable[[Any, Any, Bench, random.Random], Awaitable[None]]
LIFE = 40  # rounds that one app lives
SIZES = ((80, 24), (120, 40), (60, 20), (200, 60), (100, 30))
DETOURS = ("f1", "f2", "f3", "f4", "f6", "f9", "ctrl+p", "ctrl+t", "ctrl+l")
KEYS = (
    *"0123456789", "enter", "enter", "down", "down", "up", "left", "right", "tab", "shift+tab", "pageup", "pagedown", "home", "end", "escape",
    "space", "backspace", "delete", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f9", "f10", "ctrl+p", "a", "k", "z", "-", "?", "é",
)  # fmt: skip
PRACTISING = (
    *"1122334",
    "enter",
    "enter",
    "enter",
    "space",
    "down",
    "down",
    "up",
    "right",
    "tab",
    "f2",
    "f4",
    "f7",
    "escape",
    "pagedown",
)
ROUNDS = "rounds-on-screen"
LEAVES = ("f8", "ctrl+q", "ctrl+c")


class Screens:
    """One app that lives for many rounds, as on a desk where nobody closes it; then another, often with another pack."""

    def __init__(self) -> None:
        self.app: Any = None
        self.age = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._orders: asyncio.Queue[Any] | None = None
        self._living: asyncio.Task[None] | None = None

    def conversations(self, bench: Bench, rng: random.Random) -> None:
        """A conversation by keyboard, with help, look-up, review, palette, languages and sizes in between. No answer is lost."""
        self._round(bench, rng, _conversation)

    def wandering(self, bench: Bench, rng: random.Random) -> None:
        """Any key on any screen, from wherever the last round ended."""
        self._round(bench, rng, _wander)

    def practising(self, bench: Bench, rng: random.Random) -> None:
        """A round of practice on screen, by keys that mostly answer: what the screen knows is what the file holds."""
        self._round(bench, rng, _practise)

    def _round(self, bench: Bench, rng: random.Random, work: Work) -> None:
        if self._loop is None:
            self._begin(bench, rng)
        assert self._loop is not None
        try:
            self._loop.run_until_complete(self._ordered(work, bench, rng))
        except BaseException:
            self.end()
            raise
        self.age += 1
        if self.age >= LIFE or not self.app.is_running:
            self.end()

    def _begin(self, bench: Bench, rng: random.Random) -> None:
        from assistant.tui.app import AssistantApp
        from assistant.tui.practice.room import Practise

        shutil.rmtree(bench.home / ROUNDS, ignore_errors=True)
        _, guide, _ = bench.choice(rng)
        self._loop, self.age = asyncio.new_event_loop(), 0
        self.app = AssistantApp(guide, rng.choice(LANGUAGES), DAY)
        self.app.practice.wish = Practise(bench.home / ROUNDS)
        self._orders = asyncio.Queue()
        self._living = self._loop.create_task(self._live(rng.choice(SIZES)))
        bench.counted["apps"] += 1

    async def _live(self, size: tuple[int, int]) -> None:
        """The app runs inside this task from beginning to end; orders come through the queue."""
        assert self._orders is not None
        async with self.app.run_test(size=size) as pilot:
            await pilot.pause()
            while (order := await self._orders.get()) is not None:
                work, bench, rng, done = order
                try:
                    await work(self.app, pilot, bench, rng)
                    done.set_result(None)
                except BaseException as error:
                    done.set_exception(error)

    async def _ordered(self, work: Work, bench: Bench, rng: random.Random) -> None:
        assert self._orders is not None
        assert self._living is not None
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self._orders.put((work, bench, rng, done))
        await asyncio.wait({done, self._living}, return_when=asyncio.FIRST_COMPLETED)
        if not done.done():  # the app ended before the order was done
            self._living.result()
            raise RuntimeError("the app ended by itself")
        done.result()

    def rest(self, bench: Bench, rng: random.Random) -> None:
        """Bring the app home, without a conversation: what is read of its memory then can be compared with an earlier reading."""
        if self._loop is not None and self.app.is_running:
            self._loop.run_until_complete(self._ordered(_rest, bench, rng))

    def end(self) -> None:
        """Close the app."""
        if self._loop is None or self._orders is None or self._living is None:
            return
        loop, self._loop = self._loop, None
        self.app.practice.close()
        if not self._living.done():
            self._orders.put_nowait(None)
            loop.run_until_complete(asyncio.wait({self._living}, timeout=20))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
        self.app = self._orders = self._living = None


async def _rest(app: Any, pilot: Any, bench: Bench, rng: random.Random) -> None:
    app.go_home()
    app.talk = app.compared = None
    app.keeping.let_go()
    app.results.forget()
    await pilot.resize_terminal(*SIZES[0])
    for _ in range(3):
        await pilot.pause()


async def _conversation(app: Any, pilot: Any, bench: Bench, rng: random.Random) -> None:
    given: set[str] = set()
    app.go_home()
    app.start(rng.choice(sorted(app.guide.pack.dialogues)))
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
    bench.counted["conversations on screen"] += 1


async def _practise(app: Any, pilot: Any, bench: Bench, rng: random.Random) -> None:
    cases = list(app.guide.pack.cases.values())
    if not cases:
        await _wander(app, pilot, bench, rng)
        return
    app.go_home()
    await pilot.pause()
    app.practice.begin(rng.choice(cases), rng.choice(MODES))
    for _ in range(rng.randrange(30, 90)):
        if not app.is_running:
            return
        await pilot.press(rng.choice(PRACTISING))
        bench.counted["practice keys on screen"] += 1
        _sound(app, set())
    _same_on_disk(app, bench)


def _same_on_disk(app: Any, bench: Bench) -> None:
    """Every round that the app holds is in the file with the same answers, and the file is sound."""
    desk = app.practice.desk
    if not desk.is_open:
        return
    with Results(bench.home / ROUNDS) as results:
        found = {one.uid: one for one in (*results.finished(desk.code), *results.unfinished(desk.code))}
    for one in desk.rounds:
        there = found.get(one.uid)
        must(there is not None, f"round {one.uid} is not on disk")
        assert there is not None
        must(
            dict(there.answers) == dict(one.answers),
            f"{one.case}: on disk {dict(there.answers)}, on screen {dict(one.answers)}",
        )
        must(bool(there.committed) == bool(one.committed), f"{one.case}: finished only on one side")
    db = sqlite3.connect(bench.home / ROUNDS / NAME)
    told = db.execute("PRAGMA integrity_check").fetchone()[0]
    db.close()
    must(told == "ok", f"integrity_check: {told}")
    bench.counted["database checks"] += 1
    bench.counted["practice rounds on screen"] += 1


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
    if view.control == "rows":
        known = {(row.qualifier, choice.id): choice.key for row in view.rows for choice in row.choices}
        keys = [known[row] for row in wanted.rows if row in known]
    elif view.control == "line":
        keys = list(wanted.moment or str(wanted.number // 1000))
    elif view.control not in ("words", "read"):
        known_keys = {choice.id: choice.key for choice in view.choices}
        keys = [known_keys[each] for each in wanted.chosen if each in known_keys] or ["0"]
    await pilot.press(*keys, *(["enter"] if view.multiple or view.control in ("rows", "line", "words", "read") else []))
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


async def _wander(app: Any, pilot: Any, bench: Bench, rng: random.Random) -> None:
    for _ in range(rng.randrange(20, 60)):
        if not app.is_running:
            break
        if rng.random() < 0.03:
            await pilot.resize_terminal(*rng.choice(SIZES))
        await pilot.press(rng.choice(KEYS))
        bench.counted["keys at random"] += 1
        _sound(app, set())
    if app.is_running and rng.random() < 0.03:
        await pilot.press(rng.choice(LEAVES))
        await pilot.pause()
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
