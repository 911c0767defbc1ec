"""Screens with air: short questions in groups with columns that line up, where one is, and the keys that lead on, in every window."""

from __future__ import annotations

import re

import pytest
import tui_walk as t

from assistant.content.interface import phrases
from assistant.tui.app import AssistantApp
from assistant.tui.base import KeyBar
from assistant.tui.keys import KEYS
from assistant.tui.page_screens import help_lines
from assistant.tui.picklist import RowsView

EVENTS = ("bereavement", "dismissal", "clash", "detained", "discriminated")
SIZES = [(60, 20), (80, 24), (120, 40)]


def drawn(app: AssistantApp) -> list[str]:
    """The list of choices as it stands, line by line, also what is out of sight."""
    view = t.prompt(app).query_one(RowsView)
    return [line.plain.rstrip() for line in view.render().split("\n", allow_blank=True)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_event_is_a_block_and_its_options_stand_in_the_same_columns(size: tuple[int, int]) -> None:
    app = t.app_for()
    async with app.run_test(size=size) as pilot:
        await t.at(pilot, until="about_event@bereavement", events=EVENTS)
        await t.settled(pilot)
        lines = drawn(app)
        heads = [place for place, line in enumerate(lines) if line.strip().startswith("Over: ")]
        assert len(heads) == len(EVENTS)
        assert all(not lines[place - 1].strip() for place in heads[1:]), "a blank line between"
        blocks = [lines[a:b] for a, b in zip(heads, [*heads[1:], len(lines)], strict=True)]
        columns = [
            tuple(sorted({match.start() for line in block for match in re.finditer(r"\d \(.\) ", line)}))
            for block in blocks
        ]
        assert len(set(columns)) == 1
        assert len(columns[0]) <= 3
        asks = [line for line in blocks[-1] if line.strip().endswith("?")]
        assert len(asks) == 3, "one question a group"


@pytest.mark.parametrize("size", SIZES)
async def test_the_header_names_the_part_and_the_introduction_stands_there_once(size: tuple[int, int]) -> None:
    app = t.app_for()
    async with app.run_test(size=size) as pilot:
        await t.settled(pilot)
        intro = app.screen.query_one("#intro")
        assert intro.display
        seen = []
        for until in ("urgent_today", "events", "changes", "cues", "own_impression"):
            await t.at(pilot, until=until)
            await t.settled(pilot)
            assert not app.screen.query_one("#intro").display
            part = app.screen._view.whole.section
            assert part in app.screen.heading()
            seen.append(part)
        assert len(set(seen)) == 5


@pytest.mark.parametrize(("language", "size"), [("nl", (80, 24)), ("en", (60, 20))])
async def test_the_way_back_and_the_list_of_everything_are_in_the_footer(size: tuple[int, int], language: str) -> None:
    app = t.app_for(language)
    async with app.run_test(size=size) as pilot:
        await t.at_result(pilot)
        for keys in ((), ("f4",), ("escape", "f6"), ("escape", "f1"), ("escape", "f9"), ("escape", "2")):
            await pilot.press(*keys)
            await t.settled(pilot)
            keys_shown = {key.strip() for _, key, _ in app.screen.query_one(KeyBar).taps}
            assert {"Esc", "Ctrl+P"} <= keys_shown, keys


@pytest.mark.parametrize("language", ["nl", "en"])
def test_help_lists_a_key_once(language: str) -> None:
    for where in {name for key in KEYS for name in key.where} | {"talk", "result", "home"}:
        told = help_lines(where, phrases(language))  # type: ignore[arg-type]
        names = [line.partition("\t")[0] for line in told[2][1].split("\n")]
        assert len(names) == len(set(names)), where
