"""The cockpit of authors: replays after a save, keeps the last good version, names what got lost, jumps, keeps tests."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import tui_walk as t
from textual.pilot import Pilot

from assistant.authoring.preview import Preview
from assistant.authoring.testing import run_tests
from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide
from assistant.tui.cockpit.app import CockpitApp
from assistant.tui.cockpit.screen import CockpitScreen, JumpScreen
from assistant.tui.page_screens import DangerScreen, PageScreen
from assistant.tui.picklist import PickList
from assistant.tui.text import Words

BASE = Path(__file__).parents[1] / "authoring" / "base"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "pack")


def cockpit(folder: Path, language: str = "nl") -> CockpitApp:
    preview = Preview(folder, "small", t.AS_OF)
    preview.reload(check=False)
    return CockpitApp(preview, lambda: folder, folder, language)  # type: ignore[arg-type]


async def until(pilot: Pilot[None], so: Callable[[], bool]) -> None:
    for _ in range(400):
        await pilot.pause()
        if so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came about")


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "dialogues" / "base.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def rows(app: CockpitApp, part: str) -> list[str]:
    return [row.mark + row.text for row in app.screen.query_one(f"#{part}-list", PickList).rows]


def shown(app: CockpitApp) -> set[str]:
    return {name for name in ("main", "follows", "findings") if app.screen.query_one(f"#{name}").region.area}


def told(app: CockpitApp, name: str) -> str:
    words = app.screen.query_one(f"#{name}", Words)
    return str(words.content) if words.display else ""


async def test_a_save_in_any_editor_is_seen_and_the_answers_are_played_again(folder: Path) -> None:
    app = cockpit(folder, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.report is not None)
        await pilot.press("2", "1")
        await t.settled(pilot)
        assert t.prompt(app).view.key == "events"
        edit(folder, "Has something happened?", "What happened lately?")
        await until(pilot, lambda: t.prompt(app).view.ask == "What happened lately?")
        assert set(app.preview.session.answers) == {"danger_now", "role"}
        await until(pilot, lambda: app.report is not None)
        assert told(app, "status").startswith("✓")


async def test_a_broken_save_keeps_the_last_good_version_and_shows_the_finding(folder: Path) -> None:
    app = cockpit(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.report is not None)
        await pilot.press("2", "1")
        edit(folder, "kind: any_of", "kind: any_off")
        app.watcher.soon()
        await until(pilot, lambda: app.seen.stale)
        assert told(app, "status").startswith("✗")
        assert t.prompt(app).view.key == "events"
        await pilot.press("f2")
        assert "any_off" in rows(app, "findings")[0]
        await pilot.press("enter")
        assert isinstance(app.screen, PageScreen)
        assert "│ kind: any_off\n" in (page := str(app.screen.query_one(".reading", Words).content))
        assert "^" in page
        await pilot.press("escape", "escape")
        edit(folder, "kind: any_off", "kind: any_of")
        app.watcher.soon()
        await until(pilot, lambda: not app.seen.stale and app.report is not None)
        assert told(app, "status").startswith("✓")


async def test_answers_that_an_edit_loses_are_named_and_come_back_with_their_question(folder: Path) -> None:
    app = cockpit(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "1")
        edit(folder, "option: teacher", "option: in_school")
        app.watcher.soon()
        await until(pilot, lambda: app.seen.lost == ("role",))
        assert "role" in told(app, "lost")
        assert t.prompt(app).view.key == "role"
        edit(folder, "option: in_school", "option: teacher")
        app.watcher.soon()
        await until(pilot, lambda: not app.seen.lost)
        assert t.prompt(app).view.key == "events"


async def test_what_breaks_while_reading_never_takes_the_screen_down(folder: Path) -> None:
    app = cockpit(folder)

    def broken() -> Path:
        raise OSError(5, "gone")

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.report is not None)
        app.watcher.find_root = broken
        app.watcher.soon()
        await until(pilot, lambda: app.seen.stale)
        assert "gone" in rows(app, "findings")[0]
        app.watcher.find_root = lambda: folder
        app.watcher.soon()
        await until(pilot, lambda: not app.seen.stale)


async def test_jumping_fills_in_the_way_there(folder: Path) -> None:
    app = cockpit(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await t.settled(pilot)
        assert isinstance(app.screen, JumpScreen)
        last = app.dialogue().questions[-1]
        await pilot.press(*last.id.replace("_", " ").split()[0], "enter")
        await until(pilot, lambda: t.open_key(app).partition("@")[0] == last.id)
        assert told(app, "told")
        await pilot.press("f3", *"danger", "down", "enter")  # below whom to call: back to an answered question
        await until(pilot, lambda: isinstance(app.screen, CockpitScreen))
        assert t.prompt(app).view.key == "danger_now"


async def test_one_key_keeps_the_conversation_as_a_test_that_is_met(folder: Path) -> None:
    app = cockpit(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "1", "f6", "f6", "ctrl+r")
        await t.settled(pilot)
        assert "tests/transcript_small.yaml" in told(app, "told")
    kept = sorted(path.name for path in (folder / "tests").iterdir())
    assert kept == ["story_small.yaml", "story_small_2.yaml", "transcript_small.yaml"]
    done = run_tests(Guide(read_pack(folder)), folder, t.AS_OF)
    assert done.ok
    assert (done.numbers["story"], done.numbers["transcript"]) == (2, 1)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_parts_stand_beside_each_other_where_there_is_room_else_on_tabs(folder: Path, language: str) -> None:
    app = cockpit(folder, language)
    async with app.run_test(size=(120, 40)) as pilot:
        await t.settled(pilot)
        assert shown(app) == {"main", "follows", "findings"}
        await pilot.resize_terminal(80, 24)
        await t.settled(pilot)
        assert shown(app) == {"main"}
        await pilot.press("f4")
        assert shown(app) == {"follows"}
        assert any("danger:immediate" in row for row in rows(app, "follows")) is False
        await pilot.click(app.screen.query(".tab").last())
        assert shown(app) == {"findings"}
        await pilot.press("escape", "2")
        assert shown(app) == {"main"}
        assert any("danger:immediate" in row for row in rows(app, "follows"))
        await pilot.press("f9")
        assert isinstance(app.screen, DangerScreen)
