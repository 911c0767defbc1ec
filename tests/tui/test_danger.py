"""The way to the danger page is on every screen, by key and by mouse, and changes no answer."""

import pytest
import tui_walk as t

from assistant.present.danger import danger_pages, page_lines
from assistant.tui.page_screens import DangerScreen, FaultScreen
from assistant.tui.result.screen import ResultScreen
from assistant.tui.talk_screen import TalkScreen

WAYS = {
    "home": ("escape",),
    "talk": (),
    "help": ("f1",),
    "reason": ("f2",),
    "review": ("f4",),
    "panel": ("f6",),
    "confirm": ("ctrl+q",),
    "lookup": ("escape", "f3"),
    "palette": ("ctrl+p",),
}
RESULT_WAYS = {"result": (), "why": ("enter",), "why not": ("f2",), "lookup": ("f3",), "save": ("f6",)}


async def _danger_and_back(app, pilot) -> None:
    below, talk = app.screen, app.talk
    await pilot.press("f9")
    await t.settled(pilot)
    assert isinstance(app.screen, DangerScreen)
    assert app.talk is talk
    await pilot.press("f9")
    await pilot.press("escape")
    await t.settled(pilot)
    assert app.screen is below
    assert app.talk is talk


async def test_from_every_screen_of_the_conversation_by_key() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        for name, keys in WAYS.items():
            await t.at(pilot, until="changes")
            await pilot.press(*keys)
            await t.settled(pilot)
            assert isinstance(app.screen, TalkScreen) == (name == "talk")
            await _danger_and_back(app, pilot)
            while len(app.screen_stack) > 1:
                app.pop_screen()


async def test_from_every_screen_of_the_result_by_key() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        for name, keys in RESULT_WAYS.items():
            await pilot.press(*keys)
            await t.settled(pilot)
            assert isinstance(app.screen, ResultScreen) == (name == "result")
            await _danger_and_back(app, pilot)
            if name != "result":
                await pilot.press("escape")
                await t.settled(pilot)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_button_is_always_in_sight(size: tuple[int, int]) -> None:
    app = t.app_for()
    async with app.run_test(size=size) as pilot:
        await t.at(pilot, until="changes")
        button = app.screen.query_one("#danger-button")
        assert app.screen.region.contains_region(button.region)
        await pilot.click("#danger-button")
        await t.settled(pilot)
        assert isinstance(app.screen, DangerScreen)


async def test_a_danger_answer_ends_with_a_page_and_can_be_taken_back() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        answers = dict(app.talk.session.answers)
        app.screen.revisit("danger_now")
        await t.settled(pilot)
        await pilot.press("1")
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert app.screen.result.ended == "danger"
        assert not [
            ref for ref in app.screen.result.outcome.conclusions if ref.startswith(("trigger", "driver", "signal"))
        ]
        await pilot.press("escape")
        await t.settled(pilot)
        app.screen.revisit("danger_now")
        await t.settled(pilot)
        await pilot.press("2")
        await t.settled(pilot)
        assert app.talk.session.answers == answers
        assert t.prompt(app).view.key == "changes"


async def test_doubt_offers_the_danger_page() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press("0")
        await t.settled(pilot)
        assert t.prompt(app).view.control == "read"
        await pilot.press("2")
        await t.settled(pilot)
        assert isinstance(app.screen, DangerScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        await pilot.press("enter")
        await t.settled(pilot)
        assert t.open_key(app) == "urgent_today"


async def test_out_of_scope_ends_with_other_addresses() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="role")
        await pilot.press("9")
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert app.screen.result.ended == "out_of_scope"


async def test_from_the_fault_page() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        app.show_fault(RuntimeError())
        await t.settled(pilot)
        assert isinstance(app.screen, FaultScreen)
        await _danger_and_back(app, pilot)


@pytest.mark.parametrize("size", [(59, 24), (80, 19), (40, 12), (30, 8), (20, 6), (80, 5), (16, 24)])
async def test_whom_to_call_stands_in_every_window_and_the_notice_names_the_ways_out(size: tuple[int, int]) -> None:
    app = t.app_for()
    async with app.run_test(size=size) as pilot:
        await t.settled(pilot)
        notice = t.shown(app).replace(" ", "")
        assert "112" in notice or size[1] < 8
        if min(size[0], 3 * size[1]) >= 24:
            assert all(way in notice for way in ("F9", "F8", "Ctrl+Q"))
        await pilot.press("f9")
        await t.settled(pilot)
        assert isinstance(app.screen, DangerScreen)
        seen = t.shown(app)
        for _ in range(200):
            if "112" in seen and "113" in seen:
                break
            await pilot.press("down")
            await t.settled(pilot)
            seen += t.shown(app)
        assert "112" in seen
        assert "113" in seen
        await pilot.press("escape")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)


@pytest.mark.parametrize(("language", "size"), [("nl", (80, 24)), ("en", (60, 20)), ("nl", (120, 40))])
async def test_every_kind_is_seen_at_once_with_its_numbers(language: str, size: tuple[int, int]) -> None:
    app = t.app_for(language)
    async with app.run_test(size=size) as pilot:
        await t.settled(pilot)
        await pilot.press("f9")
        await t.settled(pilot)
        seen = t.shown(app)
        pages = [page for page in danger_pages(t.guide().pack, app.language) if page.numbered]
        assert len(pages) == 6
        for page in pages:
            assert f"{page.title}: 112".replace(" ", "") in seen.replace(" ", "")
        assert seen.count("0800-2000") >= 2
        assert page_lines(pages[0], app.language)[0] in seen, "and the first thing to do"
        await pilot.press("escape")


async def test_the_page_survives_a_window_that_shrinks() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9")
        await t.settled(pilot)
        for size in ((40, 10), (20, 6), (120, 40), (30, 8)):
            await pilot.resize_terminal(*size)
            await t.settled(pilot)
            assert "112" in t.shown(app)
