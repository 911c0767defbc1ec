"""A question that one types an answer to, in each shell as its users meet it."""

from __future__ import annotations

from pathlib import Path

from questions.packs import AS_OF, guide
from questions.test_date import asked, talk
from textual.app import App, ComposeResult
from web_visitor import Clock, Visitor

from assistant.content.interface import phrases
from assistant.dialogue.session import Answer
from assistant.plain.lines import Line
from assistant.plain.talk import PlainTalk
from assistant.store.kept import Shelf
from assistant.tui.lines import DangerAsked
from assistant.tui.prompts import Prompt
from assistant.tui.ways import way_for
from assistant.web.seal import Keys
from assistant.web.site import Plan, Site

DAY = Answer(moment="2026-11-23")


def test_line_by_line(tmp_path: Path) -> None:
    typed = iter(("2", "1", "3", "3", "0", "foo", "gisteren", "0", "onbekend"))
    written: list[str] = []
    line = Line(lambda _: next(typed, None), lambda text: written.append(text + "\n"))
    shelf = Shelf(tmp_path, AS_OF)
    plain = PlainTalk(guide(), "small", AS_OF, line, "nl", shelf, lambda _: "")
    plain.run()
    assert plain.talk.session.answers["on_day"] == DAY
    assert {plain.talk.session.answers[key].state for key in ("in_month", "seen_on")} == {"unknown"}
    assert "".join(written).count("3-11-2026") == 3, "at both questions, and once more when foo was no day"


class Screen(App[None]):
    """The question about a day, and what came of it."""

    CSS = "Prompt, Prompt PickList, .rows { height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self.came: list[object] = []

    def compose(self) -> ComposeResult:
        yield Prompt()

    def on_mount(self) -> None:
        prompt = self.query_one(Prompt)
        prompt.show(way_for(asked(talk()), phrases("nl")))
        self.call_after_refresh(prompt.take_focus)

    def on_prompt_answered(self, message: Prompt.Answered) -> None:
        self.came.append(message.answers[message.key])

    def on_danger_asked(self, message: DangerAsked) -> None:
        self.came.append("danger")


async def test_in_the_app() -> None:
    app = Screen()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*"foo", "enter")
        await pilot.pause()
        assert (app.came, app.query_one(Prompt).problem) == ([], phrases("nl")("typed.date.wrong"))
        await pilot.press(*["backspace"] * 3, *"112", "enter")
        await pilot.press(*["backspace"] * 3, *"gisteren", "enter")
        await pilot.pause()
        assert app.came == ["danger", DAY]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.came[2:] == [Answer("unknown")]


def test_in_the_pages() -> None:
    clock = Clock()
    visitor = Visitor(Site(Plan(guide(), Keys(None, clock), lambda: AS_OF, clock=clock)))
    page = visitor.begin("small")
    for chosen in ("no", "teacher", "none_of_these", "none_of_these", "unknown"):
        page = visitor.answer(page, chosen)
    hint = phrases("nl")("typed.date")
    assert (page.key, hint in page.text) == ("on_day", True)
    wrong = visitor.answer(page, n="31-2-2026")
    assert (wrong.status, wrong.key) == (422, "on_day")
    assert phrases("nl")("typed.date.wrong") in wrong.text
    assert "Gevaar" in visitor.answer(page, n="112").title
    assert visitor.answer(page, n="gisteren").key == "in_month"
    assert visitor.answer(page, "unknown").key == "in_month"
    assert visitor.answer(page).key == "on_day"
