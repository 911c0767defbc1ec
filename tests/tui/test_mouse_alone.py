"""From home to a saved result and out again without one key: whoever cannot use a keyboard misses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import tui_walk as t
from textual.pilot import Pilot

from assistant.tui.app import AssistantApp
from assistant.tui.base import BaseScreen, KeyBar, Tap
from assistant.tui.cover import CoverScreen
from assistant.tui.home_screen import HomeScreen
from assistant.tui.keys import keys_for
from assistant.tui.page_screens import DangerScreen
from assistant.tui.picklist import PickList
from assistant.tui.result.cards import Card
from assistant.tui.result.screen import PARTS, ResultScreen


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty device whose documents go to a folder of the test; a key that is pressed all the same is a fault."""
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", str(tmp_path / "documents"))
    (tmp_path / "documents").mkdir()

    async def no_key(*_: object) -> None:
        raise AssertionError("a key was pressed")

    monkeypatch.setattr(Pilot, "press", no_key)
    return tmp_path


async def click(pilot: Pilot[None], where: object) -> None:
    assert await pilot.click(where)  # type: ignore[arg-type]
    await t.settled(pilot)


def here(app: AssistantApp) -> str:
    assert isinstance(app.screen, BaseScreen)
    return app.screen.where


async def do(pilot: Pilot[None], name: str) -> None:
    """Click what a key does: in the line of keys, or on the list of everything where that line has no room."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    key = next(key for key in keys_for(here(app)) if key.name == name)
    if key.action in [tap[0] for tap in app.screen.query_one(KeyBar).taps]:
        await t.click_key(pilot, name)
    else:
        await t.click_key(pilot, "palette")
        await t.click_row(pilot, name)
    await t.settled(pilot)


@pytest.mark.parametrize(
    ("language", "size"),
    [
        ("nl", (80, 24)),
        pytest.param("en", (60, 20), marks=pytest.mark.long),
        pytest.param("nl", (120, 40), marks=pytest.mark.long),
    ],
)
async def test_from_home_to_a_saved_result_and_out(language: str, size: tuple[int, int], device: Path) -> None:
    app = t.app_for(language, dialogue=None)
    async with app.run_test(size=size) as pilot:
        await t.settled(pilot)
        await t.click_row(pilot, "start:self_check")
        await t.by_mouse(pilot)
        await t.click_row(pilot, "result")
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)

        for part in list(app.screen.query(".part-name").results(Tap)):  # every part, and back to the first
            await click(pilot, part)
        assert app.screen.place == PARTS - 1
        await click(pilot, app.screen.query(".part-name").first())
        await click(pilot, next(card for card in app.screen.query(Card).results(Card) if card.item.ref))
        assert here(app) in ("why", "page")
        await t.click_key(pilot, "close")

        await click(pilot, "#danger-button")
        assert isinstance(app.screen, DangerScreen)
        await t.click_key(pilot, "close")

        await do(pilot, "save")
        await t.click_row(pilot, "form:md")
        await do(pilot, "take_line")
        assert isinstance(app.screen, ResultScreen)
        assert [path.suffix for path in (device / "documents").iterdir()] == [".md"]

        for way, after in (("plan", "result"), ("keep", "keep")):
            await do(pilot, way)
            assert here(app) == way
            await t.click_row(pilot, app.screen.query_one(PickList).rows[0].id)
            await t.settled(pilot)
            assert here(app) == after
        await t.click_row(pilot, "open")
        await t.settled(pilot)
        assert app.keeping.kept is not None

        while not isinstance(app.screen, HomeScreen):
            await t.click_key(pilot, "back_out")
        await t.click_row(pilot, "quit")
        await t.settled(pilot)
    assert not app.is_running


async def test_covering_and_coming_back(device: Path) -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await t.click_key(pilot, "leave")
        assert isinstance(app.screen, CoverScreen)
        await click(pilot, None)
        assert t.open_key(app) == "danger_now"
        assert app.is_running
