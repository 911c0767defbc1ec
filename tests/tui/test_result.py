"""The result in parts: an overview that fits, the rest one key away, and the same weight for what helps everywhere."""

import pytest
import tui_walk as t

from assistant.content.vocabulary import CONCERNS
from assistant.present.result_pages import Pair, Tab, result_pages
from assistant.result.content_used import content_used
from assistant.result.note import OwnWords
from assistant.result.one_page import page_of
from assistant.result.page import Part
from assistant.result.result import Result, result_of_session
from assistant.tui.list_screens import OpenScreen
from assistant.tui.result.cards import Card
from assistant.tui.result.note_screen import NoteScreen
from assistant.tui.result.screen import ResultScreen
from assistant.tui.talk_screen import TalkScreen

LANGUAGES = ("nl", "en")


def result(**changed: tuple[str, ...]) -> Result:
    return result_of_session(t.guide(), t.told(**changed).session)


def texts(page: Tab) -> str:
    """All text of a part, joined."""
    found = []
    for block in page.blocks:
        parts = (block.left, block.right) if isinstance(block, Pair) else (block,) if isinstance(block, Part) else ()
        for part in parts:
            found += [part.title, part.intro, part.outro]
            found += [text for item in part.items for text in (item.title, item.label, item.text)]
        if not parts and not isinstance(block, Part | Pair):
            found += [text for line in block.lines for text in line]
    return "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_part_is_the_one_page(language) -> None:
    pages = result_pages(result(), language)
    assert [page.id for page in pages] == ["overview", "why", "do", "talk", "note"]
    parts = [part for block in pages[0].blocks for part in _parts(block)]
    assert [part.id for part in parts] == ["concerns", "helps", "steps", "openers", "unknown", "more"]
    on_page = {part.id: part.items for part in page_of(result(), language).parts}
    assert all(part.items == on_page[part.id] for part in parts if part.id != "more")
    assert texts(pages[0]).count(" ".join(item.title for item in on_page["do_not"])) == 1


def _parts(block: object) -> tuple[Part, ...]:
    return (block.left, block.right) if isinstance(block, Pair) else (block,) if isinstance(block, Part) else ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [0, 1])
def test_concerns_never_stand_without_what_helps_beside_them(language, place: int) -> None:
    pairs = [block for block in result_pages(result(), language)[place].blocks if isinstance(block, Pair)]
    both = [pair for pair in pairs if pair.left.id == "concerns"]
    assert len(both) == 1
    assert both[0].right.id == "helps"
    assert len(both[0].right.items) >= 0.8 * len(both[0].left.items)


def test_openers_come_from_the_knowledge_of_each_trigger_and_driver() -> None:
    found = result()
    talk = texts(result_pages(found, "nl")[3])
    for ref in ("trigger:loss_school_work", "driver:significance"):
        entry = t.guide().pack.entry(*ref.split(":"))
        assert entry is not None
        for text in entry.opening:
            assert found.say(text, "nl") in talk


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_names_no_concern(language) -> None:
    found = result()
    own = OwnWords("", "", "", "Wat ziet u?")
    note = texts(result_pages(found, language, own)[4])
    assert "Wat ziet u?" in note
    for ref in found.outcome.conclusions:
        if ref.partition(":")[0] in CONCERNS:
            entry = t.guide().pack.entry(*ref.split(":"))
            assert entry is not None
            assert found.say(entry.name, language).lower() not in note.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_content_used_says_versions_and_review_dates(language) -> None:
    found = result()
    lines = content_used(found, language)
    assert found.dialogue is not None
    assert found.dialogue.version in lines[0]
    assert found.pack.digest[:8] in lines[1]
    assert len(lines) > 2


def test_danger_is_one_page_without_parts() -> None:
    pages = result_pages(result(danger_now=("yes",)), "nl")
    assert [page.id for page in pages] == ["all"]


async def test_a_part_is_one_key_away_and_said_in_words() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        box = app.screen.query_one("#page")
        assert box.virtual_size.height <= 3 * box.size.height, "the overview is short"
        for keys in (("2",), ("1", "right"), ("3", "left")):
            for key in keys:
                await pilot.press(key)
                await t.settled(pilot)
            assert app.screen.place == 1
            assert "deel 2 van 5, Waarom" in t.shown(app)
            assert "[2 Waarom]" in t.shown(app)
            assert isinstance(app.focused, Card)


async def test_a_part_by_mouse_and_back_where_one_was() -> None:
    app = t.app_for("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        await pilot.press("down", "down", "down")
        focused = app.screen._where()
        taps = list(app.screen.query(".part-name"))
        assert await pilot.click(taps[3])
        await t.settled(pilot)
        assert app.screen.place == 3
        await pilot.press("1")
        await t.settled(pilot)
        assert app.screen._where() == focused == 3


async def test_a_page_down_takes_the_pointer_along() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        box = app.screen.query_one("#page")
        for _ in range(4):
            await pilot.press("pagedown")
            await t.settled(pilot)
            assert app.focused is not None
            assert box.region.contains_region(app.focused.region) or app.focused.region.overlaps(box.region)
        await pilot.press("enter")  # the last item in view is a way on
        await t.settled(pilot)
        assert not isinstance(app.screen, ResultScreen)


async def test_every_way_on_leads_somewhere() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        ways = [card.item.ref for card in app.screen.query(".part-more Card").results(Card)]
        assert len(ways) == 9
        result_screen = app.screen
        for ref in ("do:whynot", "do:open", "do:review", "do:save", "do:plan"):
            assert ref in ways
            result_screen._do(ref.removeprefix("do:"))
            await t.settled(pilot)
            assert app.screen is not result_screen
            await pilot.press("escape")
            await t.settled(pilot)
            assert app.screen is result_screen
        result_screen._do("open")
        await t.settled(pilot)
        assert isinstance(app.screen, OpenScreen)


async def test_the_note_is_completed_with_a_warning_while_typing_and_kept_in_memory_only() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        await pilot.press("5")
        await t.settled(pilot)
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        privacy = app.screen.query_one("#privacy")
        assert not privacy.display
        await pilot.press(*"bel 06-12345678")
        await t.settled(pilot)
        assert privacy.display
        assert "06-12345678" in t.shown(app)
        await pilot.press("tab", *"kookt mee", "tab", *"zorg", "tab", *"ziet u dit", "escape")
        await t.settled(pilot)
        assert app.own == OwnWords("bel 06-12345678", "kookt mee", "zorg", "ziet u dit")
        assert isinstance(app.screen, ResultScreen)
        page = app.screen.pages[4]
        assert "kookt mee" in texts(page).lower()
        app.start("self_check")
        await t.settled(pilot)
        assert app.own == OwnWords()


async def test_a_change_made_in_why_comes_back_to_the_result() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        await pilot.press("enter")
        await t.settled(pilot)
        await pilot.press("enter")  # the first answer in the proof
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)
        await pilot.press("escape")  # on second thoughts
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert app.screen.before is None
        await pilot.press("enter")
        await t.settled(pilot)
        await pilot.press("enter")
        await t.settled(pilot)
        await pilot.press("0", "enter")
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert len(app.screen.changed()) > 1
