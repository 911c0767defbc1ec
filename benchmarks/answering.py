"""From an answer to the next question drawn, over whole self-checks, and the share of inference in it."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from assistant.reasoning.explainer import Explainer
from assistant.reasoning.reasoner import Reasoner
from benchmarks.report import ROOT, Section, ms, ratio

BUDGET = 50.0


class Clock:
    """When the key went in, when the next question was drawn, and how much of the time between went into reasoning."""

    def __init__(self) -> None:
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


def measure(quick: bool) -> list[Section]:
    sys.path.insert(0, str(ROOT / "tests"))
    runs = 3 if quick else 15
    clock = Clock()
    kept = {(owner, name): getattr(owner, name) for owner, name in _INFERENCE}
    try:
        for (owner, name), function in kept.items():
            setattr(owner, name, clock.around(function))
        asyncio.run(_walk(clock, 1))
        samples = asyncio.run(_walk(clock, runs))
    finally:
        for (owner, name), function in kept.items():
            setattr(owner, name, function)
    waits = sorted(wait for wait, _ in samples)
    middle, slow = statistics.median(waits), waits[min(len(waits) - 1, int(len(waits) * 0.99))]
    share = sum(inferring for _, inferring in samples) / sum(waits)
    section = Section(
        "From answer to next question",
        [
            f"{runs} self-checks by keyboard, headless, 120 by 40 ({len(waits)} answers): from the last key of an answer",
            "until the next question is laid out and rendered to terminal codes. Writing these to a terminal is not in it.",
        ],
        [
            ("", "time", "part of the budget of 50 ms"),
            ("median", ms(middle), ratio(middle, BUDGET)),
            ("99 of 100", ms(slow), ratio(slow, BUDGET)),
        ],
        [f"Share of inference (both evaluators, conditions of questions): {share:.0%}."],
        {"median": round(middle, 2), "p99": round(slow, 2), "inference_share": round(share, 3)},
    )
    return [section]


_INFERENCE = tuple((Reasoner, name) for name in ("conclude", "conclude_fast", "refs", "query")) + tuple(
    (Explainer, name) for name in ("because", "ground", "changes", "why_not")
)


async def _walk(clock: Clock, runs: int) -> list[tuple[float, float]]:
    from tui_walk import AS_OF, STORY, guide, open_key, prompt, settled

    from assistant.tui.app import AssistantApp
    from assistant.tui.prompts import Prompt

    awaited = ""

    def watching(app: AssistantApp) -> AssistantApp:
        display = app._display

        def shown(screen: Any, renderable: Any) -> None:
            if hasattr(renderable, "render_segments"):
                renderable.render_segments(app.console)
            display(screen, renderable)
            prompts = list(screen.query(Prompt).results(Prompt))
            if awaited and not clock.drawn and prompts and prompts[-1].view.key != awaited and prompts[-1].region.area:
                clock.drawn = time.perf_counter()

        app._display = shown  # type: ignore[method-assign]
        return app

    samples: list[tuple[float, float]] = []
    for _ in range(runs):
        app = watching(AssistantApp(guide(), "nl", AS_OF, "self_check"))
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            while key := open_key(app):
                before, last = _keys(prompt(app).view, STORY.get(key, ()))
                if before:
                    await pilot.press(*before)
                    await settled(pilot)
                awaited, clock.drawn, clock.inferring = key, 0.0, 0.0
                begun = time.perf_counter()
                await pilot.press(last)
                await settled(pilot)
                for _ in range(50):
                    if clock.drawn:
                        break
                    await pilot.pause(0.01)
                assert clock.drawn, f"{key}: the next question was not drawn"
                assert open_key(app) != key
                samples.append(((clock.drawn - begun) * 1000, clock.inferring * 1000))
                awaited = ""
    return samples


def _keys(view: Any, wanted: tuple[str, ...]) -> tuple[list[str], str]:
    """The keys of an answer: all but the last, and the last."""
    if view.kind in ("text", "say"):
        return [], "enter"
    if view.kind == "qualifiers":
        rows = {f"{row.qualifier}={choice.id}": choice.key for row in view.rows for choice in row.choices}
        return [rows[each] for each in wanted], "enter"
    keys = {choice.id: choice.key for choice in view.choices}
    pressed = [keys.get(each, "0") for each in wanted or ("unknown",)]
    return (pressed, "enter") if view.multiple else (pressed[:-1], pressed[-1])
