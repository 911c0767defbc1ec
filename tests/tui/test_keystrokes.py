"""How many keys a self-check takes: one with five events, walked by the shortest keys that say what the user means."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from tui_walk import STORY, app_for, open_key, prompt, row_choices, settled

from assistant.present.conversation import QuestionView
from assistant.tui.app import AssistantApp
from assistant.tui.result.screen import ResultScreen
from assistant.tui.ways import SAME_KEY

MOST_KEYS = 34
"""From the first screen to the result."""
EVENTS = ("bereavement", "trouble_at_home", "dismissal", "discriminated", "clash")
WANTED = STORY | {
    "events": EVENTS,
    "events_around": ("none_of_these",),
    f"about_event@{EVENTS[0]}": ("when=recent", "impact=strong", "origin=seen"),
    "changes": ("withdraws",),
    "protective": ("club", "family"),
}
"""Something is said to every question but the one for own words; all five events are recent, weigh, and were seen."""


@pytest.mark.parametrize(("language", "size"), [("nl", (80, 24)), ("en", (60, 20))])
async def test_five_events_take_few_keys(language: str, size: tuple[int, int]) -> None:
    app = app_for(language, dialogue=None)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        pressed = ["1", *await walked(pilot), "1"]
        await settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        events = [fact for fact in app.screen.result.situation.present() if fact.kind == "event"]
        assert len(events) == len(EVENTS)
        assert {tuple(map(fact.qualifier, ("when", "impact", "origin"))) for fact in events} == {
            ("recent", "strong", "seen")
        }
    assert len(pressed) <= MOST_KEYS, pressed


async def walked(pilot: Pilot[None]) -> list[str]:
    """The keys from the first question to the last, each pressed; the start and the result are pressed too."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    pressed: list[str] = []
    await pilot.press("1")
    await settled(pilot)
    while key := open_key(app):
        for each in keys_for(prompt(app).view):
            await pilot.press(each)
            await settled(pilot)
            pressed.append(each)
            if open_key(app) != key:
                break
        assert open_key(app) != key, f"{key} was not answered"
    await pilot.press("1")
    return pressed


def keys_for(view: QuestionView) -> list[str]:
    """The keys of what the user means; about the events the first one, and the same for all the rest."""
    if view.control == "rows":
        chosen = row_choices(view, WANTED)[: sum(row.key == view.rows[0].key for row in view.rows)]
        return [*(choice.key for choice in chosen), SAME_KEY, "enter"]
    keys = {choice.id: choice.key for choice in view.choices}
    return [*(keys[each] for each in WANTED.get(view.key, ())), "enter"]
