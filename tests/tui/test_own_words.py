"""Own words: proposals one at a time, danger first, nothing of the text left."""

import gc

import pytest
import tui_walk as t
from textual import events
from textual.widgets import Input

from assistant.dialogue.session import Answer
from assistant.present.own_words import MOST, meant_by
from assistant.present.talk import Talk, proposal_answered, stepped_back, talk_view, typed
from assistant.tui.app import AssistantApp
from assistant.tui.box import Box
from assistant.tui.digits import DigitsTyped
from assistant.tui.options import Options
from assistant.tui.page_screens import DangerScreen
from assistant.tui.picklist import PickList
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
    found = tuple(each for each in found if not each.danger)
    assert 1 < len(found) <= MOST
    asked = {
        f"{given.kind}:{given.id}"
        for question in dialogue.questions
        for option in question.answerable
        for given in option.records
    }
    assert {each.ref for each in found} <= asked
    assert meant_by(pack, dialogue, "noticed", "  ", "nl") == ()


def test_yes_ticks_beforehand_and_nothing_more() -> None:
    talk = talk_with("Sinds de leerbaan kwijt is, gaat het steeds over wij en zij.")
    assert talk.session.answers["noticed"] == Answer()
    refs = [meant.ref for meant in talk.meant]
    assert "event:dismissal" in refs
    while talk.meant:
        view = talk_view(t.guide(), talk, "nl")
        assert view.question.proposes
        lost = talk.meant[0].ref == "event:dismissal"
        assert not lost or "leerbaan kwijt" in view.question.ask
        talk = proposal_answered(t.guide(), talk, talk.meant[0].ref, "yes" if lost else "no")
    assert talk.confirmed == {"event:dismissal"}
    view = talk_view(t.guide(), talk, "nl")
    assert (view.question.key, view.question.chosen, view.beforehand) == ("events", ("dismissal",), True)
    assert "events" not in talk.session.answers


def test_going_back_forgets_what_was_not_confirmed_yet() -> None:
    talk = stepped_back(t.guide(), talk_with(TEXT))
    assert talk.meant == ()
    assert talk.revisiting == "noticed"


def test_clear_danger_is_told_at_once_and_records_nothing() -> None:
    talk = talk_with("Is zijn baan kwijt en wil dood")
    assert [meant.ref for meant in talk.urgent] == ["danger:suicide_thoughts"]
    assert (talk.meant, talk.unfound, "noticed" in talk.session.answers) == ((), False, False)
    again = typed(t.guide(), talk, "noticed", "Is zijn baan kwijt en wil dood", "nl")
    assert again.urgent == ()
    assert again.meant[0].ref == "event:dismissal"
    other = typed(t.guide(), talk, "noticed", "Is zijn baan kwijt. Hij wil dood", "nl")
    assert [meant.ref for meant in other.urgent] == ["danger:suicide_thoughts"]
    assert "urgent_today" in talk.session.answers
    assert talk.session.answers["urgent_today"].chosen == ("none_of_these",)


def test_possible_danger_is_one_quiet_question_that_records_nothing() -> None:
    talk = talk_with("Praat de hele tijd over messen.")
    view = talk_view(t.guide(), talk, "nl").question
    assert [choice.id for choice in view.choices] == ["yes", "no"]
    assert talk.urgent == ()
    no = proposal_answered(t.guide(), talk, "danger:immediate", "no")
    assert (no.meant, no.urgent, no.session) == ((), (), talk.session)
    yes = proposal_answered(t.guide(), talk, "danger:immediate", "yes")
    assert [meant.ref for meant in yes.urgent] == ["danger:immediate"]
    assert (yes.session, yes.confirmed) == (talk.session, frozenset())


def test_a_fine_observation_ticks_the_option_it_is_part_of() -> None:
    talk = talk_with("Vorige week is hij aangehouden door de politie.")
    while talk.meant:
        talk = proposal_answered(t.guide(), talk, talk.meant[0].ref, "yes")
    assert "event:arrested" in talk.confirmed
    assert "clash" in talk_view(t.guide(), talk, "nl").question.chosen


async def test_112_and_the_word_for_danger_show_whom_to_call_and_answer_nothing() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        answers = dict(app.talk.session.answers)
        for text in ("112", "Gevaar!", "bel 112", "g e v a a r"):
            await type_in(app, pilot, text)
            assert isinstance(app.screen, DangerScreen), text
            await pilot.press("escape")
            await t.settled(pilot)
            assert t.prompt(app).view.key == "noticed"
        assert app.talk.session.answers == answers


async def test_who_tells_of_oneself_gets_a_page_about_oneself() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        await type_in(app, pilot, "ik wil zelf niet meer leven")
        assert isinstance(app.screen, DangerScreen)
        assert app.screen.about_self


def box(app: AssistantApp) -> Box:
    return t.prompt(app).query_one(Box)


async def type_in(app: AssistantApp, pilot, text: str) -> None:
    box(app).load_text(text)
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
            await pilot.press("2" if app.talk.meant[0].ref == "event:missed_internship" else "1")
            await t.settled(pilot)
        assert len(seen) == len(set(seen)) > 1
        assert "event:dismissal" in app.talk.confirmed
        assert len(app.talk.confirmed) > 1
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
        assert app.talk.session.answers == answers
        await pilot.press("escape")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)
        assert (t.prompt(app).view.key, box(app).text) == ("noticed", "heeft een mes en dreigt")
        assert t.prompt(app).note
        await pilot.press("enter")
        await t.settled(pilot)
        assert app.talk.session.answers == {**answers, "noticed": Answer()}
        assert (t.prompt(app).view.key, box(app).text) == ("events", "")


async def test_nothing_of_the_text_is_left() -> None:
    secret = "zonderlingewoord leerbaan kwijt"
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        await type_in(app, pilot, secret + "x")
        await pilot.press("2")
        await t.settled(pilot)
        assert "zonderlinge" not in app.export_screenshot()
        assert box(app).text == ""
        await pilot.press("ctrl+z")
        assert box(app).text == ""
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


PASTED = "Hij is zijn leerbaan kwijt 😔.\n\nSinds die tijd trekt hij zich terug,\nen het gaat steeds over wij en zij."


async def test_what_is_pasted_in_several_lines_is_kept_whole_and_stays_in_sight_while_it_is_confirmed() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        low = box(app).size.height
        app.post_message(events.Paste(PASTED))
        await t.settled(pilot)
        assert box(app).text == PASTED
        assert box(app).size.height >= low
        await pilot.press("enter")
        await t.settled(pilot)
        while app.talk.meant:
            assert PASTED in t.prompt(app).view.help
            await pilot.press("2")
            await t.settled(pilot)
        assert app.talk.words == ""


async def test_the_box_grows_with_what_is_typed_and_ctrl_j_begins_a_line() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        low = box(app).size.height
        for word in ("een", "twee", "drie", "vier", "vijf", "zes"):
            await pilot.press(*word, "ctrl+j")
        await t.settled(pilot)
        assert box(app).text.splitlines() == ["een", "twee", "drie", "vier", "vijf", "zes"]
        assert box(app).size.height > low


async def test_the_mouse_goes_on_after_typing() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        box(app).load_text("Hij is zijn leerbaan kwijt.")
        await t.settled(pilot)
        rows = t.prompt(app).query_one(Options)
        await pilot.click(rows, offset=(3, 0))
        await t.settled(pilot)
        assert "event:dismissal" in [meant.ref for meant in app.talk.meant]


async def test_a_line_that_asks_for_danger_leaves_the_other_lines_where_they_are() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="noticed")
        box(app).load_text("Hij is zijn leerbaan kwijt.\ngevaar")
        box(app).move_cursor(box(app).document.end)
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, DangerScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        assert box(app).text == "Hij is zijn leerbaan kwijt."
        assert "noticed" not in app.talk.session.answers


async def test_where_one_searches_danger_stands_first_and_words_still_search() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        app.show_lookup("")
        await t.settled(pilot)
        found = app.screen.query_one(PickList)
        for text in ("112", "Gevaar!"):
            app.screen.query_one(Input).value = text
            await t.settled(pilot)
            assert found.rows[0].id == found.current.id == "danger:page"
            await pilot.press("enter")
            await t.settled(pilot)
            assert isinstance(app.screen, DangerScreen)
            await pilot.press("escape")
            await t.settled(pilot)
            assert app.screen.query_one(Input).value == text
        app.screen.query_one(Input).value = "school"
        await t.settled(pilot)
        assert found.rows[0].id != "danger:page"


async def test_112_digit_by_digit_answers_nothing_and_shows_whom_to_call() -> None:
    for question in ("role", "age_band", "events"):
        app = t.app_for()
        async with app.run_test(size=(80, 24)) as pilot:
            await t.at(pilot, until=question)
            answers = dict(app.talk.session.answers)
            t.at_once(app, "1", "1", "2")
            await t.settled(pilot)
            assert isinstance(app.screen, DangerScreen), question
            assert app.talk.session.answers == answers
            await pilot.press("escape")
            await t.settled(pilot)
            assert (t.prompt(app).view.key, t.prompt(app).ticked) == (question, set())


async def test_112_leaves_the_ticks_that_were_there() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        await pilot.press("4")
        t.at_once(app, "x", "backspace", "1", "1", "2")
        await t.settled(pilot)
        assert isinstance(app.screen, DangerScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        assert t.prompt(app).ticked == {"dismissal"}


def test_digits_with_time_to_read_between_them_are_answers() -> None:
    typed: DigitsTyped[int] = DigitsTyped()
    assert [
        typed.called(key, at, place) for place, (key, at) in enumerate(zip("112", (0.0, 2.0, 2.1), strict=True))
    ] == [None] * 3
    assert [typed.called(key, 5 + place / 10, place) for place, key in enumerate("1112")] == [None, None, None, 1]


@pytest.mark.parametrize(
    ("text", "ref"),
    [("Zijn broer is ontslagen.", "event:dismissal"), ("Zijn broer zit in de gevangenis.", "event:detained")],
)
def test_what_is_about_somebody_else_is_never_proposed(text: str, ref: str) -> None:
    assert ref not in [meant.ref for meant in talk_with(text).meant]
    assert ref in [meant.ref for meant in talk_with(text.replace("Zijn broer", "Hij")).meant]


def test_a_death_close_by_is_about_the_person() -> None:
    talk = talk_with("Haar oma is vorige week overleden.")
    assert "event:bereavement" in [meant.ref for meant in talk.meant]
