"""Looking up names in the app: from home and in the cockpit, by everyday words or by list."""

import tui_walk as t
from textual.widgets import Input

from assistant.tui.names_screen import NamesScreen
from assistant.tui.picklist import PickList


async def test_a_name_is_found_by_everyday_words_and_copied() -> None:
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(100, 30)) as pilot:
        await t.settled(pilot)
        app.action_names()
        await t.settled(pilot)
        assert isinstance(app.screen, NamesScreen)
        app.screen.query_one(Input).value = "stappen vertrouwen"
        await t.settled(pilot)
        rows = app.screen.query_one(PickList)
        assert {row.id.partition(":")[0] for row in rows.rows if row.enabled} == {"step"}
        await pilot.press("enter")
        await t.settled(pilot)
        assert app.clipboard == rows.current.id.partition(":")[2]
        app.screen.query_one(Input).value = "xyzzy"
        await t.settled(pilot)
        assert not any(row.enabled for row in rows.rows)
        await pilot.press("escape")
        await t.settled(pilot)
        assert not isinstance(app.screen, NamesScreen)
