"""May I share this, one step from a result and from home: the earlier conversation waits, keeps what it is kept as, and comes back."""

from __future__ import annotations

import tui_walk as t

from assistant.dialogue.session import Answer
from assistant.present.talk import Talk, sharing_dialogue, with_same_answers
from assistant.tui.home_screen import HomeScreen
from assistant.tui.page_screens import ConfirmScreen, DangerScreen
from assistant.tui.result.screen import ResultScreen
from assistant.tui.talk_screen import TalkScreen


def ways(screen: object) -> list[str]:
    return [card.item.ref for card in screen.query(".part-more Card")]  # type: ignore[attr-defined]


async def test_from_a_result_to_sharing_and_back() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        before = app.talk
        assert "do:share" in ways(app.screen)
        await pilot.press("3")
        await t.settled(pilot)
        assert "do:share" in ways(app.screen)
        app.screen._do("share")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)
        assert app.talk.session.dialogue == "sharing"
        assert t.open_key(app) == "receiver"  # safety, work and age were said already
        await pilot.press("f9")
        await t.settled(pilot)
        assert isinstance(app.screen, DangerScreen)
        await pilot.press("escape")
        await t.by_keys(pilot, {"receiver": ("police",), "who_asks": ("they_ask",), "own_view": ("wait",)})
        app.show_result()
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert "op papier" in t.shown(app)
        assert "do:earlier" in ways(app.screen)
        assert "do:share" not in ways(app.screen)
        app.screen._do("earlier")
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert app.talk == before
        assert app.results.waiting is None
        assert "do:earlier" not in ways(app.screen)


async def test_home_offers_both_and_asks_before_the_waiting_answers_are_lost() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        app.screen.action_share()
        await t.settled(pilot)
        await pilot.press("escape")
        await t.settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        rows = {row.id: row for row in app.screen.rows()}
        assert {"resume", "earlier", "start:sharing"} <= rows.keys()
        app.ask_to_start("quickscan")
        await t.settled(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        app.screen.picked(rows["earlier"])
        await t.settled(pilot)
        assert app.talk.session.dialogue == "self_check"


async def test_home_starts_it_and_every_digit_up_to_oneself_stays() -> None:
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        rows = {row.id: row.key for row in app.screen.rows()}
        assert rows["start:self_check"] == "1"
        assert rows["self"] == "0"
        await pilot.press(rows["start:sharing"])
        await t.settled(pilot)
        assert app.talk.session.dialogue == "sharing"
        assert t.open_key(app) == "danger_now"


async def test_with_danger_there_is_nothing_to_share() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.by_keys(pilot, {"danger_now": ("yes",)})
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert "do:share" not in ways(app.screen)
        app.screen.action_share()
        await t.settled(pilot)
        assert app.talk.session.dialogue == "self_check"


def test_only_answers_that_mean_the_same_go_along() -> None:
    talk = t.told()
    session = with_same_answers(t.guide(), talk.session, sharing_dialogue(t.guide().pack))
    assert set(session.answers) == {"danger_now", "urgent_today", "role", "age_band"}
    several = talk.session.answered("role", Answer(chosen=("several",)))
    assert "role" not in with_same_answers(t.guide(), several, "sharing").answers
    assert isinstance(Talk(session), Talk)
