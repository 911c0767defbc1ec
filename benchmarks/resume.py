"""A kept conversation of 200 turns against one of 20: read from disk, replayed, drawn. The same for any number of turns."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide
from assistant.present.conversation import conversation
from assistant.present.talk import Talk
from assistant.store.kept import Shelf
from benchmarks import packs
from benchmarks.report import Section, in_turns, spread, timed

TURNS = (20, 200)
RULES = 100


def measure(quick: bool) -> list[Section]:
    rounds = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        guide = guide_for(Path(folder) / "pack", max(TURNS) + 10)
        shelf, names = shelf_with(Path(folder) / "home", TURNS)
        held = {n: packs.session(n) for n in TURNS}
        read = in_turns({str(n): lambda n=n: timed(lambda: shelf.open(names[n])) for n in TURNS}, rounds)
        replayed = in_turns(
            {str(n): lambda n=n: timed(lambda: guide.position(packs.again(held[n]), silent_stops=True)) for n in TURNS},
            rounds,
        )
        viewed = in_turns(
            {str(n): lambda n=n: timed(lambda: conversation(guide, packs.again(held[n]), "nl")) for n in TURNS}, rounds
        )
        drawn = in_turns({str(n): lambda n=n: asyncio.run(drawn_again(guide, shelf, names[n])) for n in TURNS}, rounds)
    section = Section(
        "Resume",
        [
            f"A written pack of {max(TURNS) + 10} questions, every one with a condition, and {RULES} rules; sessions kept on disk. The app stands at",
            f"its first screen. In turns, {rounds} rounds, median (quartiles).",
        ],
        [("", *(f"{n} turns" for n in TURNS), "ratio")],
    )
    for name, key, found in (
        ("read from disk", "read", read),
        ("replay", "replay", replayed),
        ("view for the screen", "view", viewed),
        ("**read, replayed and drawn in the app, 80 by 24**", "app", drawn),
    ):
        short, long = (found[str(n)] for n in TURNS)
        section.table.append((name, spread(short), spread(long), f"{long.median / short.median:.2f}"))
        section.figures |= {f"{key}_{n}": round(found[str(n)].median, 2) for n in TURNS}
    return [section]


def guide_for(folder: Path, questions: int, rules: int = RULES) -> Guide:
    """A guide for a written pack."""
    packs.write_pack(folder, questions, rules)
    return Guide(read_pack(folder))


def shelf_with(home: Path, turns: tuple[int, ...]) -> tuple[Shelf, dict[int, str]]:
    """A shelf with one kept session per number of turns, and their names."""
    shelf = Shelf(home, packs.DAY)
    return shelf, {n: shelf.keep(packs.session(n), "1.0.0", 30).id for n in turns}


async def drawn_again(guide: Guide, shelf: Shelf, name: str, size: tuple[int, int] = (80, 24)) -> float:
    """Milliseconds from taking a kept conversation off the shelf until its open question is drawn."""
    from assistant.tui.app import AssistantApp
    from assistant.tui.prompts import Prompt

    app: Any = AssistantApp(guide, "nl", packs.DAY)
    display = app._display
    drawn: list[float] = []

    def shown(screen: Any, renderable: Any) -> None:
        if hasattr(renderable, "render_segments"):
            renderable.render_segments(app.console)
        display(screen, renderable)
        if begun and not drawn and any(prompt.region.area for prompt in screen.query(Prompt).results(Prompt)):
            drawn.append(time.perf_counter())

    app._display = shown
    begun = 0.0
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        begun = time.perf_counter()
        app.talk = Talk(shelf.open(name).session)
        app.show_talk()
        for _ in range(2_000):
            if drawn:
                break
            await pilot.pause(0.005)
        if not drawn:
            raise RuntimeError("the conversation was not drawn again")
    return (drawn[0] - begun) * 1000
