"""The look-up: typing searches at once, everything can be found, and links lead both ways."""

import pytest
import tui_walk as t
from textual.widgets import Input

from assistant.present.links import KINDS, links_of
from assistant.present.lookup import found_in, lookup_entries, named_in
from assistant.tui.lookup_screen import EntryScreen, LookupScreen
from assistant.tui.picklist import PickList


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_is_there_with_words_and_without_loose_ends(language) -> None:
    pack = t.guide().pack
    entries = {entry.ref: entry for entry in lookup_entries(pack, t.AS_OF, language)}
    assert set(entries) == {entry.ref for kind in KINDS for entry in pack.kind(kind).values()}
    for entry in entries.values():
        assert entry.title
        assert set(entry.links) <= set(entries)


def test_everything_is_found_by_its_title() -> None:
    entries = lookup_entries(t.guide().pack, t.AS_OF, "nl")
    for entry in entries[::20]:
        assert entry in found_in(entries, entry.title)


def test_links_lead_both_ways() -> None:
    links = links_of(t.guide().pack)
    assert "driver:significance" in links["trigger:loss_school_work"]
    for ref, others in links.items():
        assert ref not in others
        for other in others:
            assert ref in links[other], (ref, other)


def test_the_best_comes_first() -> None:
    entries = lookup_entries(t.guide().pack, t.AS_OF, "nl")
    assert found_in(entries, "drijfveer")[0].title == "Drijfveer"
    assert found_in(entries, "xyzzy") == []
    assert [entry.title for entry in named_in(entries, "Kijkt naar propaganda.")] == ["Propaganda"]
    assert named_in(entries, "niets hiervan") == []


async def test_typing_searches_at_once_and_enter_follows_links_there_and_back() -> None:
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press("f3")
        await t.settled(pilot)
        assert isinstance(app.screen, LookupScreen)
        assert isinstance(app.focused, Input)
        await pilot.press(*"zingeving")
        await t.settled(pilot)
        assert app.screen.query_one(PickList).current.id == "driver:significance"
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, EntryScreen)
        assert app.screen.ref == "driver:significance"
        await t.click_row(pilot, "trigger:loss_school_work")
        await t.settled(pilot)
        assert app.screen.ref == "trigger:loss_school_work"
        await t.click_row(pilot, "driver:significance")
        await t.settled(pilot)
        for ref in ("trigger:loss_school_work", "driver:significance"):
            await pilot.press("escape")
            await t.settled(pilot)
            assert app.screen.ref == ref
        await pilot.press("escape")
        await t.settled(pilot)
        assert app.screen.query_one(Input).value == "zingeving"


async def test_words_of_the_question_come_first_and_nothing_is_lost() -> None:
    app = t.app_for()
    async with app.run_test(size=(60, 20)) as pilot:
        await t.at(pilot, until="changes")
        await pilot.press("1")
        app.screen.told = lambda: "Over propaganda en een drijfveer."
        await pilot.press("f3")
        await t.settled(pilot)
        rows = [row.id for row in app.screen.query_one(PickList).rows]
        assert rows[:3] == ["group:near", "near:term:driver", "near:term:propaganda"]
        await pilot.press("f5", "escape")
        await t.settled(pilot)
        assert t.prompt(app).ticked == {"withdraws"}
