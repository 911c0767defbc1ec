"""The app is killed at random moments while somebody practises: what was on the screen is on disk."""

from __future__ import annotations

import asyncio
import json
import os
import random
import select
import signal
import tempfile
import time
from pathlib import Path

import practice_walk as w
import pytest

from assistant.dialogue.guide import Guide
from assistant.store.results import NAME, Results
from assistant.tui.practice.round import RoundScreen

KILLS = int(os.environ.get("STORE_KILLS", "60")) // 12
WANTED = {"mark.best_friend_died": "yes 90", "triggers": "death_confrontation", "step": "contact_today"}


def practise(gym: Guide, folder: Path, out: int) -> None:
    """In a process of its own: practise on and on; everything that is drawn is written to `out`."""
    real = RoundScreen.redraw

    def drawn(self: RoundScreen) -> None:
        real(self)
        os.write(out, (json.dumps([self.one.uid, dict(self.one.kept)]) + "\n").encode())

    RoundScreen.redraw = drawn  # type: ignore[method-assign]

    async def run() -> None:
        app = w.app_for(gym, folder)
        async with app.run_test(size=(80, 24)) as pilot:
            while True:
                await w.begin(pilot, "friend_a", "simulation")
                await w.to_end(pilot, WANTED)
                await pilot.press("1")
                await w.settled(pilot)

    asyncio.new_event_loop().run_until_complete(run())


def killed(gym: Guide, folder: Path, after: float) -> list[tuple[str, dict[str, str]]]:
    """What a trainee saw before the app was killed, `after` so many seconds from the first answer."""
    inward, out = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inward)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        try:
            practise(gym, folder, out)
        finally:
            os._exit(1)
    os.close(out)
    seen = b""
    end = time.monotonic() + 30
    begun = False
    while time.monotonic() < end:
        ready, _, _ = select.select([inward], [], [], 0.02)
        if ready:
            seen += os.read(inward, 65536)
            if not begun and b"mark." in seen:
                begun, end = True, time.monotonic() + after
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while chunk := os.read(inward, 65536):
        seen += chunk
    os.close(inward)
    return [(uid, answers) for uid, answers in map(json.loads, seen.decode().rpartition("\n")[0].splitlines())]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes made by fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_what_was_drawn_is_on_disk_whenever_the_app_is_killed(gym: Guide) -> None:
    chance = random.Random(20261124)
    answers = 0
    for _ in range(KILLS):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            shown = killed(gym, folder, chance.uniform(0, 1.5))
            assert shown, "nothing was drawn in time"
            with Results(folder) as results:
                assert not results.set_aside
                for uid, drawn in shown:
                    kept = results.find(uid)
                    assert kept is not None
                    assert drawn.items() <= kept.answers.items()
                last = results.find(shown[-1][0])
                assert last is not None
                assert len(last.answers) <= len(shown[-1][1]) + 1  # the one on its way when it was killed
                answers += len(last.answers)
            assert sorted(path.name for path in folder.iterdir() if "damaged" in path.name) == []
            assert (folder / NAME).exists()
    print(f"{KILLS} kills, {answers} answers in the rounds under way")
    assert answers > 0
