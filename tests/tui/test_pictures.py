"""A few pictures of screens, with a small pack of their own: `pytest tests/tui/test_pictures.py --snapshot-update` draws them again.

The pictures are compared here and not with `snap_compare`, whose report would carry the environment of whoever runs it.
"""

import re
from functools import cache
from pathlib import Path

import pytest
import tui_walk as t
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion

from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide
from assistant.tui.app import AssistantApp

STORY = {
    "danger_now": ("no",),
    "role": ("teacher",),
    "events": ("dismissal",),
    "about_event@dismissal": ("when=recent", "impact=strong", "origin=seen"),
    "changes": ("withdraws",),
    "protective": ("club",),
    "explanations": ("disappointment",),
    "own_impression": ("unclear",),
}


class Picture(SVGImageExtension):
    """Saved with the ending `.svg` by every version of syrupy."""

    file_extension = "svg"


@cache
def small() -> Guide:
    return Guide(read_pack(Path(__file__).parent / "pack"))


@pytest.mark.parametrize(
    ("name", "size", "theme", "language", "until", "keys"),
    [
        ("home", (80, 24), "dark", "nl", None, ()),
        ("question", (80, 24), "dark", "nl", "about_event@dismissal", ("1",)),
        ("result", (120, 40), "dark", "nl", "", ("1",)),
        ("result", (80, 40), "light", "en", "", ("1",)),
        ("why", (80, 24), "dark", "nl", "", ("1", "enter")),
        ("danger", (80, 24), "contrast", "nl", "events", ("f9",)),
    ],
    ids=["home", "question", "result-dark", "result-light", "why", "danger"],
)
async def test_picture(
    snapshot: SnapshotAssertion,
    name: str,
    size: tuple[int, int],
    theme: str,
    language: str,
    until: str,
    keys: tuple[str],
) -> None:
    app = AssistantApp(small(), language, t.AS_OF, None if until is None else "self_check")  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await t.settled(pilot)
        if until is not None:
            await t.by_keys(pilot, STORY, until)
        for key in keys:
            await pilot.press(key)
            await t.settled(pilot)
        await pilot.pause()
        drawn = re.sub(r"\([0-9a-f]{8}\)", "(00000000)", app.export_screenshot(title=name))
        drawn = re.sub(r"terminal-\d+", "terminal", drawn)
    assert drawn == snapshot.use_extension(Picture), f"{name} looks different; see the docstring of this file"
