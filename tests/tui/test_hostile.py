"""Text that looks like markup is shown as it stands; random keys and floods of text break nothing."""

import random
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType

import pytest
import tui_walk as t

from assistant.content import model as m
from assistant.dialogue.guide import Guide
from assistant.tui.app import AssistantApp

NASTY = "[/b] [x] [mg] [@click=app.quit] [red]\x1b[31m <b>"
KEYS = [
    *"0123456789-jkgh/ ",
    "enter", "up", "down", "left", "right", "tab", "shift+tab", "home", "end", "pageup", "pagedown", "space", "escape",
    "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f9", "f10", "ctrl+t", "ctrl+p", "backspace", "delete",
]  # fmt: skip


def spoiled(value: object) -> object:
    """The same value with every text of the pack made nasty; ids stay."""
    if isinstance(value, m.Text):
        return replace(value, nl=f"{NASTY} {value.nl}", en=f"{NASTY} {value.en}") if value else value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: spoiled(getattr(value, field.name)) for field in fields(value)})
    if isinstance(value, tuple):
        return tuple(spoiled(each) for each in value)
    if isinstance(value, dict | MappingProxyType):
        return {key: spoiled(each) for key, each in value.items()}
    return value


async def test_markup_in_the_content_is_only_text() -> None:
    clean = t.guide().pack
    pack = replace(
        clean,
        entries=spoiled(dict(clean.entries)),
        rules=spoiled(clean.rules),
        dialogues=spoiled(dict(clean.dialogues)),
        info=spoiled(clean.info),
    )
    app = AssistantApp(Guide(pack), "nl", t.AS_OF, "self_check")
    async with app.run_test(size=(120, 40)) as pilot:
        await t.settled(pilot)
        assert "[@click=app.quit]" in shown(app)
        for until, keys in (
            ("events", ("f2", "escape", "f4", "escape", "f9", "escape")),
            ("about_event@dismissal", ("f6", "escape")),
            ("", ("1", "enter", "end", "enter", "escape", "escape", "f2", "enter", "escape", "escape", "f3", "escape")),
        ):
            await t.at(pilot, until=until)
            for key in keys:
                await pilot.press(key)
                await t.settled(pilot)
                assert "[@click=app.quit]" in shown(app)
        app.show_lookup()
        await t.settled(pilot)
        assert "[mg]" in shown(app)
        app.go_home()
        await t.settled(pilot)
        assert "[/b]" in shown(app)


def shown(app: AssistantApp) -> str:
    """All that is drawn, as one text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
async def test_random_keys_break_nothing(seed: int) -> None:
    chance = random.Random(seed)
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until=chance.choice(["events", "cues", ""]))
        for _ in range(20):
            await pilot.press(*chance.choices(KEYS, k=5))
            if not app.is_running or app.return_code is not None:
                break
            if chance.random() < 0.1:
                await pilot.resize_terminal(*chance.choice([(1, 1), (60, 20), (80, 24), (130, 45)]))
        assert app.fault is None


async def test_a_flood_of_text_is_cut() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        app.screen.query_one("Input").insert_text_at_cursor("x" * 1_000_000)
        await pilot.press("enter")
        await t.settled(pilot)
        assert t.open_key(app) == "events"
