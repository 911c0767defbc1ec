"""In the conversation a letter is never a shortcut: typing looks for a choice. And reading back keeps its place."""

import pytest
import tui_walk as t
from textual.containers import VerticalScroll

from assistant.present.conversation import Choice
from assistant.present.impact import touched
from assistant.present.type_to_find import choice_sought
from assistant.tui.options import Options
from assistant.tui.talk_screen import TalkScreen

EVENTS = [
    Choice("dismissal", "1", "Ontslag, of werk verloren."),
    Choice("left_school", "2", "Gestopt met school, of van school gestuurd."),
]
SAFE = [Choice("yes", "1", "Ja"), Choice("no", "2", "Nee"), Choice("unknown", "0", "Ik twijfel")]


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("on", "dismissal"),
        ("school ge", "left_school"),
        ("werk", "dismissal"),
        ("baan kwijt", "dismissal"),
        ("o", ""),
        ("zzzz", ""),
        ("nummer twee", "left_school"),
        ("een", "dismissal"),
        ("twaalf", ""),
        ("nee hoor", ""),
    ],
)
def test_words_of_the_choice_or_everyday_words(typed: str, choice: str) -> None:
    pack = t.guide().pack
    assert choice_sought(pack, pack.dialogues["self_check"], "events", EVENTS, typed, "nl") == choice


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("ja hoor", "yes"),
        ("Jazeker!", "yes"),
        ("nee.", "no"),
        ("nee, dank u", "no"),
        ("nope", "no"),
        ("optie twee", "no"),
        ("ik twijfel", "unknown"),
        ("misschien", ""),
    ],
)
def test_a_yes_a_no_and_a_number_in_words_as_everywhere(typed: str, choice: str) -> None:
    pack = t.guide().pack
    assert choice_sought(pack, pack.dialogues["self_check"], "danger_now", SAFE, typed, "nl") == choice


async def test_typing_points_and_enter_takes_it() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        await pilot.press(*"jonk")  # j and k move in other lists; here they are only letters
        await t.settled(pilot)
        options = app.screen.query_one(Options)
        assert options.sought == "jonk"
        await pilot.press("enter")  # nothing was found: nothing is taken
        await t.settled(pilot)
        assert t.prompt(app).ticked == set()
        await pilot.press("escape", *"onts")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)
        assert options.current.id == "dismissal"
        assert "onts" in t.shown(app)
        await pilot.press("enter")
        await t.settled(pilot)
        assert t.prompt(app).ticked == {"dismissal"}
        assert options.sought == ""
        await pilot.press("enter")
        await t.settled(pilot)
        assert t.open_key(app) == "events_around"


async def test_who_reads_back_keeps_the_place_and_sees_that_there_is_more_below() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="cues")
        transcript = app.screen.query_one("#transcript", VerticalScroll)
        assert not app.screen.query("#below")
        await pilot.press("pageup")
        await t.settled(pilot)
        place = transcript.scroll_offset.y
        assert place < transcript.max_scroll_y
        assert app.screen.query_one("#below").display
        await pilot.press("3", "enter")  # an answer does not take the reader away from what is read
        await t.settled(pilot)
        assert transcript.scroll_offset.y == place
        assert await pilot.click("#below")
        await t.settled(pilot)
        while transcript.scroll_offset.y < transcript.max_scroll_y:
            await pilot.press("pagedown")
            await t.settled(pilot)
        assert not app.screen.query_one("#below").display


async def test_age_offers_one_way_to_say_that_one_does_not_know() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="age_band")
        ids = [choice.id for choice in t.prompt(app).view.choices]
        assert ids.count("age_unsure") == 1
        assert "unknown" not in ids
        await pilot.press("0")
        await t.settled(pilot)
        assert app.talk.session.answers["age_band"].chosen == ("age_unsure",)


def test_a_change_says_first_what_it_touches() -> None:
    session = t.told().session
    told = touched(t.guide(), session, "about_event@dismissal", "nl")
    assert "Verlies van school of werk" in told
    assert touched(t.guide(), session, "own_frame", "nl") == ""
    hidden = t.told(until="own_impression").session
    assert "Verlies" not in touched(t.guide(), hidden, "about_event@dismissal", "nl"), "not before the own impression"
