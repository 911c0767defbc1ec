"""Going back, reviewing, changing an answer, and changing the language: nothing is lost."""

import tui_walk as t

from assistant.dialogue.session import DONT_KNOW, Answer
from assistant.tui.keeping.screens import QuitScreen
from assistant.tui.list_screens import OpenScreen, PanelScreen, ReviewScreen, WhyNotScreen
from assistant.tui.page_screens import HelpScreen, PageScreen
from assistant.tui.picklist import PickList
from assistant.tui.result.screen import ResultScreen
from assistant.tui.talk_screen import TalkScreen
from assistant.tui.transcript import Transcript
from assistant.tui.why_screen import WhyScreen


async def test_back_shows_the_earlier_answer_and_keeps_later_ones() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        answers = app.talk.session.answers
        await pilot.press("f7", "f7")
        await t.settled(pilot)
        assert t.prompt(app).view.key == "events_around"
        assert t.prompt(app).view.chosen == ("unknown",)
        assert app.talk.session.answers == answers
        await pilot.press("escape")
        await t.settled(pilot)
        assert t.prompt(app).view.key == "changes"
        assert app.talk.session.answers == answers


async def test_changing_after_back_goes_on_where_one_was() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="cues")
        await pilot.press("f7")
        await t.settled(pilot)
        assert t.prompt(app).view.key == "heard_how"
        await pilot.press("2")
        await t.settled(pilot)
        assert t.prompt(app).view.key == "cues"
        assert app.talk.session.answers["heard_how"] == Answer(chosen=("told",))


async def test_review_greys_out_what_is_not_asked_now() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot)
        app.talk = type(app.talk)(app.talk.session.answered("events", DONT_KNOW))
        await pilot.press("f4")
        await t.settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        rows = {row.id: row for row in app.screen.query_one(PickList).rows}
        assert rows["events"].enabled
        assert not rows["about_event@dismissal"].enabled
        assert "about_event@dismissal" in app.position().unused


async def test_choosing_in_the_review_shows_that_question() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="own_frame")
        await pilot.press("f4")
        await t.settled(pilot)
        await t.click_row(pilot, "protective")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)
        assert t.prompt(app).view.chosen == ("club", "family", "talks")
        await pilot.press("1", "enter")
        await t.settled(pilot)
        assert t.prompt(app).view.key == "own_frame"
        assert app.talk.session.answers["protective"].chosen == ("trusted_adult", "club", "family", "talks")


async def test_a_change_from_the_result_says_what_changed() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        before = app.screen.result.outcome.conclusions
        await pilot.press("f4")
        await t.settled(pilot)
        await t.click_row(pilot, "about_event@dismissal")
        await t.settled(pilot)
        await pilot.press("2", "end", "enter")
        await t.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert "trigger:loss_school_work" in before
        assert "trigger:loss_school_work" not in app.screen.result.outcome.conclusions
        assert set(app.screen.before) >= set(before)
        assert len(app.screen.changed()) > 1


async def test_changing_an_answer_and_back_gives_the_same_session() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot)
        before = app.talk
        for digit in ("1", "2"):
            app.screen.revisit("own_impression")
            await t.settled(pilot)
            await pilot.press(digit)
            await t.settled(pilot)
        assert app.talk == before


async def test_language_at_any_time_loses_nothing() -> None:
    app = t.app_for("nl")
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="protective")
        await pilot.press("3", "6", "f5")
        await t.settled(pilot)
        assert app.language == "en"
        assert t.prompt(app).ticked == {"club", "talks"}
        assert t.prompt(app).view.ask == "What goes well? Who or what helps?"
        assert app.screen.query_one(Transcript).lines[0].ask.startswith("Is anyone")
        await pilot.press("enter")
        await t.settled(pilot)
        assert app.talk.session.answers["protective"].chosen == ("club", "talks")


async def test_why_leads_to_the_answer_behind_it() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, WhyScreen)
        assert app.screen.ref == "trigger:loss_school_work"
        full = app.screen.query_one(PickList).rows
        await pilot.press("f2")
        await t.settled(pilot)
        assert 0 < len(app.screen.query_one(PickList).rows) < len(full)
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)
        assert t.prompt(app).view.key == "events"


async def test_a_source_opens_and_closes() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        await pilot.press("enter")
        await t.settled(pilot)
        await pilot.press("end", "enter")
        await t.settled(pilot)
        assert isinstance(app.screen, PageScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        assert isinstance(app.screen, WhyScreen)


async def test_why_not_for_every_concern_that_was_not_drawn() -> None:
    app = t.app_for("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        await pilot.press("f2")
        await t.settled(pilot)
        assert isinstance(app.screen, WhyNotScreen)
        refs = [row.id for row in app.screen.rows() if row.enabled]
        drawn = set(app.screen.result.outcome.conclusions)
        assert {"trigger:detention", "driver:justice"} <= set(refs)
        assert not drawn & set(refs)
        for ref in refs:
            assert app.screen.explained(ref)
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, PageScreen)


async def test_worth_finding_out_is_short() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        app.screen.action_still_open()
        await t.settled(pilot)
        assert isinstance(app.screen, OpenScreen)
        things = [row for row in app.screen.rows() if row.style == "group"]
        assert 0 < len(things) <= 10


async def test_help_panel_and_reason_of_a_question_open_and_close() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        for key, screen in (("f1", HelpScreen), ("f2", PageScreen), ("f6", PanelScreen)):
            await pilot.press(key)
            await t.settled(pilot)
            assert isinstance(app.screen, screen)
            await pilot.press("escape")
            await t.settled(pilot)
            assert isinstance(app.screen, TalkScreen)


async def test_home_keeps_the_conversation_and_asks_before_it_is_lost() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        talk = app.talk
        await pilot.press("escape")
        await t.settled(pilot)
        await t.click_row(pilot, "start:self_check")
        await t.settled(pilot)
        await pilot.press("enter")  # the safe choice comes first
        await t.settled(pilot)
        assert app.talk == talk
        await t.click_row(pilot, "resume")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)
        assert t.prompt(app).view.key == "changes"


async def test_drawing_a_question_again_points_at_nothing_where_a_slip_would_end_the_talk() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        assert t.prompt(app).query_one(PickList).current is None
        await pilot.press("f5")
        await t.settled(pilot)
        assert t.prompt(app).query_one(PickList).current is None
        await pilot.press("enter")
        await t.settled(pilot)
        assert not app.talk.session.answers


async def test_text_in_the_transcript_can_be_marked_and_a_drag_goes_nowhere() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="age_band")
        lines = app.screen.query_one(Transcript)
        first, second = lines.lines[:2]
        await pilot.mouse_down(lines, offset=(0, 0))
        await pilot.hover(lines, offset=(8, 0))
        await pilot.mouse_up(lines, offset=(8, 0))
        await t.settled(pilot)
        marked = app.screen.get_selected_text()
        assert marked
        assert first.ask.startswith(marked.strip())
        assert t.prompt(app).view.key == "age_band"
        await pilot.click(lines, offset=(3, 1))
        await t.settled(pilot)
        assert t.prompt(app).view.key == second.key


async def test_stopping_can_be_chosen_by_digit_while_a_conversation_waits() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press("2", "escape")
        await t.settled(pilot)
        rows = app.screen.query_one(PickList).rows
        assert [row.key for row in rows] == [*"1234567890", "-", "", ""]  # below them what one can go on with
        await pilot.press(next(row.key for row in rows if row.id == "quit"))
        await t.settled(pilot)
        assert isinstance(app.screen, QuitScreen)
