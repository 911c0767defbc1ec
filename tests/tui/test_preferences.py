"""Keys of one's own, and the tour of a first start."""

import importlib.util
from pathlib import Path

import pytest
import tui_walk as t

from assistant import settings
from assistant.content.keymap import read_keymap
from assistant.tui.keys import KEYS
from assistant.tui.list_screens import ReviewScreen
from assistant.tui.page_screens import PageScreen
from assistant.tui.preferences import THEME, TOUR_SEEN, clashes, judged
from assistant.tui.tour_screen import PAGES, TourScreen

ROOT = Path(__file__).parent.parent.parent


def test_the_page_about_keys_is_made_from_the_table() -> None:
    spec = importlib.util.spec_from_file_location("keys_page", ROOT / "scripts" / "keys_page.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text(encoding="utf-8") == script.page(), "python scripts/keys_page.py makes it again"


def test_our_own_keys_do_not_clash() -> None:
    assert [key.name for key in KEYS if key.keys and clashes(key, {})] == []


@pytest.mark.parametrize(
    ("wanted", "good", "problem"),
    [
        ({"review": "f11"}, {"review": "f11"}, ""),
        ({"review": "F11, ctrl+y"}, {"review": "f11,ctrl+y"}, ""),
        ({"review": "r"}, {}, "keys.unusable"),
        ({"review": "1"}, {}, "keys.unusable"),
        ({"review": "enter"}, {}, "keys.unusable"),
        ({"review": "ctrl+c"}, {}, "keys.unusable"),
        ({"review": ""}, {}, "keys.unusable"),
        ({"review": "f9"}, {}, "keys.clash"),
        ({"nothing": "f11"}, {}, "keys.unknown"),
        (
            {"review": "f2", "why_asked": "f4", "whynot": "f11"},
            {"review": "f2", "why_asked": "f4", "whynot": "f11"},
            "",
        ),
    ],
)
def test_keys_are_judged_one_by_one(wanted: dict[str, str], good: dict[str, str], problem: str) -> None:
    kept, problems = judged(wanted)
    assert kept == good
    assert [key for key, _ in problems] == ([problem] if problem else [])


async def test_own_keys_work_and_are_shown_everywhere() -> None:
    (settings.home() / "keys.yaml").write_text("review: f11\ndanger: f12\n", encoding="utf-8")
    app = t.app_for()
    async with app.run_test(size=(100, 24)) as pilot:
        await t.at(pilot, until="changes")
        assert "F11 Antwoorden" in t.shown(app)
        assert "F12 Gevaar" in t.shown(app)
        await pilot.press("f4")
        await t.settled(pilot)
        assert not isinstance(app.screen, ReviewScreen)
        await pilot.press("f11")
        await t.settled(pilot)
        assert isinstance(app.screen, ReviewScreen)


@pytest.mark.parametrize("text", ["[", "- a\n- b", "review: [f4]", "\x00", "a: 1\na: 2"])
def test_what_is_no_list_of_keys_is_not_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_keymap(path) is None
    path.write_text("", encoding="utf-8")
    assert read_keymap(path) == {}
    assert read_keymap(tmp_path / "none") == {}


@pytest.mark.parametrize("text", ["[", "review: f9"])
async def test_a_bad_file_is_told_and_the_app_starts(text: str) -> None:
    (settings.home() / "keys.yaml").write_text(text, encoding="utf-8")
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        assert isinstance(app.screen, PageScreen)
        assert "keys.yaml" in t.shown(app)
        await pilot.press("escape", "f1")
        await t.settled(pilot)
        assert app.screen.where == "help"


async def test_the_tour_shows_once_and_can_be_skipped() -> None:
    for first in (True, False):
        app = t.app_for(dialogue=None)
        app.preferences.greets = True
        async with app.run_test(size=(60, 20)) as pilot:
            await t.settled(pilot)
            assert isinstance(app.screen, TourScreen) == first
            await pilot.press("escape")
            await pilot.pause()
    assert [path.name for path in settings.home().iterdir()] == [TOUR_SEEN]


async def test_the_tour_goes_through_its_pages_and_shows_again_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "file" / "home"))
    app = t.app_for("en", dialogue=None)
    app.preferences.greets = True
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        for number in range(1, len(PAGES) + 1):
            assert f"Page {number} of {len(PAGES)}" in t.shown(app)
            await pilot.press("enter")
            await t.settled(pilot)
        assert not isinstance(app.screen, TourScreen)
    assert not (tmp_path / "file" / "home").exists()


async def test_the_theme_is_remembered_and_a_spoiled_file_changes_nothing() -> None:
    app = t.app_for()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+t")
        chosen = app.theme
    assert chosen != "dark"
    assert t.app_for().theme == chosen
    assert [path.name for path in settings.home().iterdir() if path.is_file()] == [THEME]
    for spoiled in (b"", b"\xff\xfe", b"ansi-dark", b"nothing of ours"):
        (settings.home() / THEME).write_bytes(spoiled)
        assert t.app_for().theme == "dark"
