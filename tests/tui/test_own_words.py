"""Own words: proposals one at a time, danger first, nothing of the text left."""

import gc

import tui_walk as t
from textual.widgets import Input

from assistant.dialogue.session import Answer
from assistant.present.finding import MOST, meant_by
from assistant.present.talk import Talk, proposal_answered, stepped_back, talk_view, typed
from assistant.tui.app import AssistantApp
from assistant.tui.page_screens import DangerScreen
from assistant.tui.talk_screen import TalkScreen

TEXT = "Sinds de leerbaan kwijt is, trekt zich terug. Het gaat nu steeds over wij en zij."


def talk_with(text: str, language: str = "nl") -> Talk:
    return typed(t.guide(), t.told(until="noticed"), "noticed", text, language)  # type: ignore[arg-type]


def test_words_become_at_most_five_proposals_that_a_later_question_asks() -> None:
    pack = t.guide().pack
    dialogue = t.guide().dialogue("self_check")
    found = meant_by(
        pack, dialogue, "noticed", TEXT + " Ruzie thuis, gepest, school gestopt, vriendin uit, gevochten", "nl"
    )
    assert 1 < len(found) <= MOST
    asked = {f"{kind}:{name}" for question in dialogue.questions for kind, name in question.recordable}
    assert {each.ref for each in found} <= asked
    assert meant_by(pack, dialogue, "noticed", "  ", "nl") == ()


def test_yes_ticks_beforehand_and_nothing_more() -> None:
    talk = talk_with("Sinds de leerbaan kwijt is, gaat het steeds over wij en zij.")
    assert talk.session.answers["noticed"] == Answer()
    refs = [meant.ref for meant in talk.meant]
    assert refs[0] == "event:dismissal"
    view = talk_view(t.guide(), talk, "nl")
    assert view.question.kind == "proposal"
    assert "leerbaan kwijt" in view.question.ask
    talk = proposal_answered(t.guide(), talk, refs[0], "yes")
    while talk.meant:
        talk = proposal_answered(t.guide(), talk, talk.meant[0].ref, "no")
    assert talk.confirmed == {"event:dismissal"}
    view = talk_view(t.guide(), talk, "nl")
    assert (view.question.key, view.question.chosen, view.beforehand) == ("events", ("dismissal",), True)
    assert "events" not in talk.session.answers


def test_going_back_forgets_what_was_not_confirmed_yet() -> None:
    talk = stepped_back(t.guide(), talk_with(TEXT))
    assert talk.meant == ()
    assert talk.revisiting == "noticed"


def test_danger_comes_first_and_yes_shows_its_question() -> None:
    talk = talk_with("Is zijn baan kwijt en wil dood")
    assert talk.meant[0].ref == "danger:suicide_thoughts"
    after = proposal_answered(t.guide(), talk, "danger:suicide_thoughts", "yes")
    assert after.revisiting == "urgent_today"
    assert after.session == talk.session
    assert after.confirmed == frozenset()


async def type_in(app: AssistantApp, pilot, text: str) -> None:
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await t.settled(pilot)


async def test_one_proposal_at_a_time_then_enter_confirms() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        await type_in(app, pilot, TEXT)
        seen = []
        while app.talk.meant:
            seen.append(t.prompt(app).view.key)
            await pilot.press("1")
            await t.settled(pilot)
        assert len(seen) == len(set(seen)) > 1
        assert {"event:dismissal", "change:withdraws"} <= app.talk.confirmed
        assert t.prompt(app).view.key == "events"
        assert t.prompt(app).ticked == {"dismissal"}
        assert t.prompt(app).note
        await pilot.press("enter")
        await t.settled(pilot)
        assert app.talk.session.answers["events"].chosen == ("dismissal",)


async def test_danger_in_the_words_shows_whom_to_call_at_once() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        answers = dict(app.talk.session.answers)
        await type_in(app, pilot, "heeft een mes en dreigt")
        assert isinstance(app.screen, DangerScreen)
        assert app.talk.session.answers == {**answers, "noticed": Answer()}
        await pilot.press("escape")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)
        assert t.prompt(app).view.kind == "proposal"
        await pilot.press("1")
        await t.settled(pilot)
        assert t.prompt(app).view.key == "danger_now"


async def test_nothing_of_the_text_is_left() -> None:
    secret = "zonderlingewoord leerbaan kwijt"
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        await type_in(app, pilot, secret + "x")
        await pilot.press("2")
        await t.settled(pilot)
        assert "zonderlinge" not in app.export_screenshot()
        assert not [widget for widget in app.screen.query(Input) if widget.value]
        gc.collect()
        kept = [each for each in gc.get_objects() if isinstance(each, dict) for value in each.values()
                if isinstance(value, str) and value == secret + "x"]  # fmt: skip
        assert kept == []


async def test_words_in_which_nothing_is_found_are_not_met_with_silence() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        await pilot.press(*"qwerty", "enter")
        await t.settled(pilot)
        assert app.talk is not None
        assert t.open_key(app) == "events"
        assert t.prompt(app).note
        await pilot.press("4", "enter")
        await t.settled(pilot)
        assert not t.prompt(app).note


async def test_who_types_nothing_is_told_nothing() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        await pilot.press("enter")
        await t.settled(pilot)
        assert not t.prompt(app).note
