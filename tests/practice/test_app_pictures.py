"""Two pictures of a round, on the pack of these tests: `pytest tests/practice/test_app_pictures.py --snapshot-update` draws them again."""

import re

import practice_walk as w
import pytest
import tui_walk as t
from syrupy.assertion import SnapshotAssertion

from assistant.dialogue.guide import Guide
from tests.tui.test_pictures import Picture


@pytest.mark.parametrize(
    ("size", "theme", "language", "keys"),
    [((120, 40), "dark", "nl", ("1", "4", "enter", "2")), ((60, 20), "light", "en", ("2", "4"))],
    ids=["how-sure", "explained"],
)
async def test_picture(
    snapshot: SnapshotAssertion,
    gym: Guide,
    size: tuple[int, int],
    theme: str,
    language: str,
    keys: tuple[str, ...],
) -> None:
    app = w.app_for(gym, None, language)
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await w.begin(pilot, "friend_a", "practice")
        await pilot.press(*keys)
        await t.settled(pilot)
        await pilot.pause()
        drawn = re.sub(r"terminal-\d+", "terminal", app.export_screenshot(title="practice"))
    assert drawn == snapshot.use_extension(Picture), "a round looks different; see the docstring of this file"
