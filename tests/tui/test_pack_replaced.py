"""The files of the pack are spoiled, then taken away, while the app runs: the conversation goes on with what it began with."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import tui_walk as t

from assistant.content.files import shipped
from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide
from assistant.tui.app import AssistantApp


async def test_a_pack_that_is_replaced_while_it_is_in_use(tmp_path: Path) -> None:
    root = tmp_path / "pack"
    for name in ("knowledge", "rules", "dialogues"):
        shutil.copytree(Path(str(shipped())) / name, root / name)
    app = AssistantApp(Guide(read_pack(root)), "nl", t.AS_OF, "self_check")
    async with app.run_test(size=(80, 24)) as pilot:
        await t.by_keys(pilot, until="noticed")
        for path in root.rglob("*.yaml"):
            path.write_bytes(os.urandom(200))
        for letter in "ontslag":
            await pilot.press(letter)
        await pilot.press("enter", "1", "enter")  # yes, that is meant; it is ticked already
        await t.settled(pilot)
        await t.by_keys(pilot, until="changes")
        shutil.rmtree(root)
        await t.by_keys(pilot)
        await pilot.press("1", "escape", "escape", "f3")
        await t.settled(pilot)
        assert app.screen.where == "lookup"
        assert app.fault is None
        assert app.talk.session.answers["events"].chosen == t.STORY["events"]
