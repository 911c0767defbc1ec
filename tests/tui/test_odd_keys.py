"""Odd keys in the app: a key that means nothing here answers nothing and says so; keys of two digits; digits while one searches."""

from __future__ import annotations

import pytest
import tui_walk as t
from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from assistant import settings
from assistant.content.interface import phrases
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT
from assistant.present.conversation import Choice, Drawn, QuestionView
from assistant.store.kept import Shelf
from assistant.tui.base import KeyBar
from assistant.tui.options import Options
from assistant.tui.page_screens import DangerScreen
from assistant.tui.picklist import PickList
from assistant.tui.prompts import Prompt
from assistant.tui.ways import way_for

AT_A_QUESTION = {
    "digits without a row": ["3", "4", "5", "6", "7", "8", "9", "-"],
    "signs": [*".,;:!?*/+=()[]{}<>@#$%&_~`|\\^", "€", "½", "²"],
    "keys of other programs": [
        "shift+f1",
        "f11",
        "f12",
        "ctrl+b",
        "ctrl+x",
        "ctrl+z",
        "ctrl+underscore",
        "insert",
        "delete",
    ],
    "keys with alt and the like": [
        "alt+a",
        "alt+1",
        "ctrl+left",
        "shift+home",
        "f13",
        "f24",
        "super+c",
        "ctrl+shift+k",
    ],
    "nothing pointed at": ["enter"],
}


@pytest.mark.parametrize("kind", AT_A_QUESTION)
async def test_a_key_that_means_nothing_answers_nothing_and_says_so(kind: str) -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        before = app.talk
        plain = str(t.prompt(app).query_one(".hint").render())
        for key in AT_A_QUESTION[kind]:
            await pilot.press("f1", "escape")  # what was said before is gone
            t.prompt(app).problem = ""
            await pilot.press(key)
            await t.settled(pilot)
            assert app.talk == before, key
            said = str(t.prompt(app).query_one(".hint").render())
            assert said != plain, key
            assert app.words("tui.prompt.one") in said, key


@pytest.mark.parametrize("where", ["home", "review", "help"])
async def test_on_other_screens_the_line_with_the_keys_says_it_until_the_next_key(where: str) -> None:
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        if where != "home":
            await t.at(pilot, until="cues")
            await pilot.press({"review": "f4", "help": "f1"}[where])
        await t.settled(pilot)
        here, bar = app.screen, app.screen.query_one(KeyBar)
        keys = bar.text
        for key in ("*", "f12", "ctrl+x", "@"):
            await pilot.press(key)
            await t.settled(pilot)
            assert app.screen is here
            assert "F1" in bar.text
            assert bar.text != keys
        await pilot.press("down")
        await t.settled(pilot)
        assert bar.text == keys


@pytest.mark.parametrize(
    ("typed", "sought", "taken"),
    [
        ("ontslag1", "ontslag1", {"dismissal"}),
        ("mi2", "mi2", set()),
        ("weet ik niet", "weet ik niet", "unknown"),
        ("ik weet het niet", "ik weet het niet", "unknown"),
        ("geen idee", "geen idee", "unknown"),
        ("onbekend", "onbekend", "unknown"),
        ("Ontslag,", "Ontslag,", {"dismissal"}),
        ("heeft vast", "heeft vast", {"detained"}),
        ("zeg ik", "zeg ik", "refused"),
    ],
)
async def test_what_is_typed_to_search(typed: str, sought: str, taken: object) -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        await pilot.press(*("space" if sign == " " else sign for sign in typed))
        await t.settled(pilot)
        assert app.screen.query_one(Options).sought == sought
        assert t.prompt(app).ticked == set(), "a digit in what one searches is no answer"
        await pilot.press("enter")
        await t.settled(pilot)
        ticked = t.prompt(app).ticked
        assert ticked == ({taken} if isinstance(taken, str) else taken)
        if isinstance(taken, str):
            await pilot.press("enter")
            await t.settled(pilot)
            assert app.talk.session.answers["events"] == {"unknown": DONT_KNOW, "refused": RATHER_NOT}[taken]


# ---------------------------------------------------------------- more than nine


class Long(App[None]):
    """A question with thirty choices, and all that it was answered with."""

    CSS = "Prompt, Prompt PickList, .rows { height: auto; }"

    def __init__(self, control: Drawn) -> None:
        super().__init__()
        choices = [Choice(f"c{n}", str(n), f"Keuze {n}") for n in range(1, 31)]
        choices += [Choice("unknown", "0", "Weet ik niet."), Choice("refused", "-", "Zeg ik liever niet.")]
        self.view = QuestionView("long", control, "Welke?", "", "", tuple(choices))
        self.answers: list[tuple[str, ...]] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="question", can_focus=False):
            yield Prompt()

    def on_mount(self) -> None:
        prompt = self.query_one(Prompt)
        prompt.show(way_for(self.view, phrases("nl")))
        self.call_after_refresh(prompt.take_focus)

    def on_prompt_answered(self, message: Prompt.Answered) -> None:
        answer = message.answers[message.key]
        self.answers.append(answer.chosen or (answer.state,))


@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        (("1",), []),
        (("1", "enter"), [("c1",)]),
        (("1", "2"), [("c12",)]),
        (("2", "0"), [("c20",)]),
        (("3", "0"), [("c30",)]),
        (("0",), [("unknown",)]),
        (("4",), [("c4",)]),
        (("9",), [("c9",)]),
        (("3", "9"), []),
        (("1", "down", "2"), []),
        (("1", "backspace", "5"), [("c5",)]),
        (("1", "2", "2", "3"), [("c12",), ("c23",)]),
        (("3", "4", "3"), []),
        (("3", "4", "enter"), [("c3",)]),
        (("-",), [("refused",)]),
        (("pagedown", "enter"), None),
        (("end", "enter"), [("refused",)]),
    ],
)
async def test_more_than_nine_choices_never_take_the_first_digit_of_two(keys: tuple[str, ...], answers: object) -> None:
    app = Long("one")
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press(*keys)
        await t.settled(pilot)
        if answers is not None:
            assert app.answers == answers


@pytest.mark.parametrize("key", ["pagedown", "end"])
async def test_what_enter_takes_is_in_sight(key: str) -> None:
    app = Long("one")
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press(key)
        await t.settled(pilot)
        options = app.query_one(Options)
        assert options.cursor > 0
        row = options.current
        assert row.text in "".join(strip.text for strip in app.screen._compositor.render_strips())
        await pilot.press("enter")
        await t.settled(pilot)
        assert app.answers == [({"refused": "refused"}.get(row.id, row.id),)]


async def test_several_of_more_than_nine() -> None:
    app = Long("many")
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press("1", "1", "2", "enter", "2")
        await t.settled(pilot)
        assert app.query_one(Prompt).ticked == {"c11", "c2"}
        assert app.answers == []


async def test_a_page_moves_the_cursor_in_a_list_on_a_screen_of_its_own() -> None:
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(60, 20)) as pilot:
        await t.at(pilot)
        await pilot.press("f4")
        await t.settled(pilot)
        rows = app.screen.query_one(PickList)
        await pilot.press("home", "pagedown")
        await t.settled(pilot)
        assert rows.cursor > 3
        shown = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert rows.current.text[:20] in shown


async def test_rows_and_digits_of_home_keep_their_place_when_something_is_kept() -> None:
    async def home() -> dict[str, tuple[int, str]]:
        app = t.app_for(dialogue=None)
        async with app.run_test(size=(80, 30)) as pilot:
            await t.settled(pilot)
            menu = app.screen.query_one(PickList)
            return {row.id: (place, row.key) for place, row in enumerate(menu.rows)}

    before = await home()
    for _ in range(2):
        Shelf(settings.home(), settings.today()).keep(t.told("cues").session, "1.0.0", 7)
    after = await home()
    assert set(after) > set(before)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 20)])
async def test_the_chosen_row_stays_in_sight_when_the_window_changes(size: tuple[int, int]) -> None:
    app = t.app_for()
    async with app.run_test(size=(100, 45)) as pilot:
        await t.at(pilot, until="cues")
        await pilot.press("end", "up", "up")
        await t.settled(pilot)
        row = app.screen.query_one(Options).current
        for width, height in (size, (100, 45), size):
            await pilot.resize_terminal(width, height)
            await t.settled(pilot)
            await pilot.pause()
            assert app.screen.query_one(Options).current is row
            assert row.text[:20] in "".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize(
    ("pasted", "answers"), [("1\n2\n3", 0), ("ontslag", 0), ("x" * 100_000, 0), ("\x1b[2J\x00", 0), ("1", 0), ("", 0)]
)
async def test_what_is_pasted_at_a_question_searches_and_answers_nothing(pasted: str, answers: int) -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        before = app.talk
        app.post_message(events.Paste(pasted))
        await t.settled(pilot)
        assert app.talk is before
        assert len(t.prompt(app).ticked) == answers


async def test_112_that_is_pasted_leads_to_whom_to_call() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        app.post_message(events.Paste("112"))
        await t.settled(pilot)
        assert isinstance(app.screen, DangerScreen)


async def test_lines_that_are_pasted_where_one_line_is_typed_all_stay() -> None:
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await t.settled(pilot)
        app.post_message(events.Paste("zin\ngeving"))
        await t.settled(pilot)
        assert app.screen.query_one(Input).value == "zin geving"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_is_said_below_a_long_list_is_said_where_one_sees_it(size: tuple[int, int]) -> None:
    app = t.app_for()
    async with app.run_test(size=size) as pilot:
        await t.at(pilot, until="events_around")
        bar = app.screen.query_one(KeyBar)
        keys = bar.text
        for key, said in (("*", "*"), ("z", "z"), ("q", "zq")):
            await pilot.press(key)
            await t.settled(pilot)
            assert said in bar.text.split(". ")[0]
        await pilot.press("escape", "end")
        await t.settled(pilot)
        assert bar.text == keys


async def test_the_number_of_a_part_that_a_result_does_not_have_says_so() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press("1")
        await t.settled(pilot)
        here, bar = app.screen, app.screen.query_one(KeyBar)
        keys = bar.text
        for number in "2345":
            await pilot.press(number)
            await t.settled(pilot)
            assert number in bar.text.split()[0]
        await pilot.press("left")
        await t.settled(pilot)
        assert (bar.text, app.screen) == (keys, here)
