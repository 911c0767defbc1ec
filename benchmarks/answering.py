"""From an answer to the next question drawn, over whole self-checks in two sizes, and the share of inference in it."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from typing import Any

from assistant.reasoning.explainer import Explainer
from assistant.reasoning.reasoner import Reasoner
from benchmarks.report import ROOT, Sample, Section, ms, ratio

BUDGET = 50.0
SIZES = ((80, 24), (200, 60))
_INFERENCE = tuple((Reasoner, name) for name in ("conclude", "conclude_fast", "refs", "query")) + tuple(
    (Explainer, name) for name in ("because", "ground", "changes", "why_not")
)


class Clock:
    """When the key went in, when the next question was drawn, and how much of the time between went into reasoning."""

    def __init__(self) -> None:
        self.awaited = ""
        self.drawn = 0.0
        self.inferring = 0.0
        self.depth = 0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            self.depth += 1
            begun = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                self.depth -= 1
                if not self.depth:
                    self.inferring += time.perf_counter() - begun

        return timed

    def watching(self, app: Any) -> Any:
        """The app, made to tell when another question than the awaited one has been drawn."""
        from assistant.tui.prompts import Prompt

        display = app._display

        def shown(screen: Any, renderable: Any) -> None:
            if hasattr(renderable, "render_segments"):
                renderable.render_segments(app.console)
            display(screen, renderable)
            if not self.awaited or self.drawn:
                return
            prompts = list(screen.query(Prompt).results(Prompt))
            if prompts and prompts[-1].view.key != self.awaited and prompts[-1].region.area:
                self.drawn = time.perf_counter()

        app._display = shown
        return app


def measure(quick: bool) -> list[Section]:
    sys.path.insert(0, str(ROOT / "tests"))
    runs = 1 if quick else 12
    clock = Clock()
    kept = {(owner, name): getattr(owner, name) for owner, name in _INFERENCE}
    found: dict[tuple[int, int], list[tuple[float, float]]] = {size: [] for size in SIZES}
    used = dict.fromkeys(SIZES, 0.0)
    try:
        for (owner, name), function in kept.items():
            setattr(owner, name, clock.around(function))
        asyncio.run(walk(clock, SIZES[0]))
        for _ in range(runs):
            for size, samples in found.items():  # in turns
                begun = time.process_time()
                samples += asyncio.run(walk(clock, size))
                used[size] += (time.process_time() - begun) * 1000
    finally:
        for (owner, name), function in kept.items():
            setattr(owner, name, function)
    section = Section(
        "From answer to next question",
        [
            f"{runs} self-checks by keyboard in each size, headless ({len(found[SIZES[0]])} answers each): from the last key of an answer",
            "until the next question is laid out and rendered to terminal codes. Writing these to a terminal is not in it.",
            "Processor time per answer: all keys of it, with the start of the app shared out over its answers.",
        ],
        [("", "median", "99 of 100", "slowest", "99 of 100 : budget of 50 ms", "share of inference", "processor time")],
    )
    for (columns, lines), samples in found.items():
        waits = Sample.of(wait for wait, _ in samples)
        share = sum(inferring for _, inferring in samples) / sum(waits.values)
        slow = waits.part(0.99)
        size = f"{columns}x{lines}"
        cells = (
            ms(waits.median),
            ms(slow),
            ms(waits.worst),
            ratio(slow, BUDGET),
            f"{share:.0%}",
            ms(used[columns, lines] / len(samples)),
        )
        section.table.append((f"{columns} by {lines}", *cells))
        section.figures |= {
            f"p50_{size}": round(waits.median, 2),
            f"p99_{size}": round(slow, 2),
            f"inference_{size}": round(share, 3),
            f"cpu_per_answer_{size}": round(used[columns, lines] / len(samples), 2),
        }
    return [section]


async def walk(clock: Clock, size: tuple[int, int]) -> list[tuple[float, float]]:
    """Hold one self-check by keyboard: per answer the wait, and the reasoning in it, in milliseconds."""
    from tui_walk import STORY, app_for, open_key, prompt, settled

    from assistant.tui.preload import first_comes_first

    first_comes_first()  # as the program does when it starts
    samples: list[tuple[float, float]] = []
    app = clock.watching(app_for())
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await app.workers.wait_for_complete()  # nobody reads the first question in less time than that takes
        while key := open_key(app):
            before, last = _keys(prompt(app).view, STORY.get(key, ()))
            if before:
                await pilot.press(*before)
                await settled(pilot)
            clock.awaited, clock.drawn, clock.inferring = key, 0.0, 0.0
            begun = time.perf_counter()
            await pilot.press(last)
            await settled(pilot)
            for _ in range(200):
                if clock.drawn:
                    break
                await pilot.pause(0.01)
            if not clock.drawn or open_key(app) == key:
                raise RuntimeError(f"{key}: the next question was not drawn")
            samples.append(((clock.drawn - begun) * 1000, clock.inferring * 1000))
            clock.awaited = ""
    return samples


def _keys(view: Any, wanted: tuple[str, ...]) -> tuple[list[str], str]:
    """The keys of an answer: all but the last, and the last."""
    if view.control in ("words", "read"):
        return [], "enter"
    if view.control == "rows":
        rows = {f"{row.qualifier}={choice.id}": choice.key for row in view.rows for choice in row.choices}
        return [rows[each] for each in wanted] * (len(view.rows) // len(wanted) if wanted else 0), "enter"
    keys = {choice.id: choice.key for choice in view.choices}
    pressed = [keys.get(each, "0") for each in wanted or ("unknown",)]
    return (pressed, "enter") if view.multiple else (pressed[:-1], pressed[-1])
