"""The screens of a trainer: a whole debrief by keyboard and by mouse, the key only after the choices, and hands counted in a room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import tui_walk as t
from rich.cells import cell_len
from textual.widgets import Input

from assistant.dialogue.guide import Guide
from assistant.practice.classroom import case_report, class_report
from assistant.practice.files import hands_of, hands_yaml, read_hands
from assistant.practice.gather import Gathered, gather
from assistant.present.class_view import case_view
from assistant.present.practice.key import key_view
from assistant.tui.app import AssistantApp
from assistant.tui.classroom import pages
from assistant.tui.classroom.case_screen import ClassCaseScreen
from assistant.tui.classroom.files_screen import ClassFilesScreen, names_in
from assistant.tui.classroom.hands_screen import HandsScreen
from assistant.tui.classroom.screen import ClassPageScreen, ClassScreen
from assistant.tui.page_screens import ConfirmScreen, DangerScreen
from assistant.tui.picklist import PickList
from assistant.tui.result.save_screen import TakenScreen
from tests.practice.classes import CASES, class_rounds, hand_in
from tests.tui.test_hostile import shown, spoiled


def handed_in(people: int = 8) -> Gathered:
    rounds = class_rounds(t.guide(), people, CASES)
    return Gathered(people, tuple(one for each in rounds.values() for one in each), ())


def app_with(gathered: Gathered, language: str = "nl", guide: Guide | None = None) -> AssistantApp:
    return AssistantApp(
        guide or t.guide(),
        language,  # type: ignore[arg-type]
        t.AS_OF,
        opening=lambda app: app.class_desk.open(gathered),
    )


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_the_key_of_a_case_comes_after_the_choices(size: tuple[int, int]) -> None:
    app = app_with(handed_in())
    async with app.run_test(size=size) as pilot:
        await t.settled(pilot)
        await pilot.press("1")
        await t.settled(pilot)
        screen = app.screen
        assert isinstance(screen, ClassCaseScreen)
        names = [step.name for step in screen.steps]
        assert names.index("story") < names.index("reaction") < names.index("choices") < names.index("key")
        answers = {cell.why for cell in screen.view.cells}
        for place, name in enumerate(names):
            assert screen.place == place
            told = " ".join(" ".join(text for text, _ in line).strip() for line in screen.page(70))
            assert ("in de sleutel" in told) is (name == "key")
            if name in ("story", "reaction", "choices", "facts"):
                assert not any(why[:40] in told for why in answers)
            await pilot.press("enter")
            await t.settled(pilot)
        assert screen.place == len(names) - 1
        await pilot.press("3", "f7")
        await t.settled(pilot)
        assert screen.place == 1
        await pilot.press("f3")
        await t.settled(pilot)
        assert screen.place == names.index("key")
        assert any("Bron:" in text for line in screen.page(70) for text, _ in line)


async def test_a_debrief_by_mouse_and_danger_from_every_screen() -> None:
    app = app_with(handed_in())
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await t.click_row(pilot, "numbers")
        await t.settled(pilot)
        assert isinstance(app.screen, ClassPageScreen)
        assert "95%-interval" in shown(app)
        await pilot.press("escape")
        await t.settled(pilot)
        row = next(row for row in app.screen.query_one(PickList).rows if row.id.startswith("case:"))
        await t.click_row(pilot, row.id)
        await t.settled(pilot)
        assert await pilot.click("#case-on")
        await t.settled(pilot)
        screen = app.screen
        assert isinstance(screen, ClassCaseScreen)
        assert screen.place == 1
        await pilot.press("f5")
        await t.settled(pilot)
        assert (screen.place, app.language) == (1, "en")
        assert "Reaction" in shown(app)
        for _ in range(3):
            assert await pilot.click("#danger-button")
            await t.settled(pilot)
            assert isinstance(app.screen, DangerScreen)
            for _ in range(2):
                await pilot.press("escape")
                await t.settled(pilot)


async def test_nothing_of_four_people_is_on_screen() -> None:
    app = app_with(handed_in(4))
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        assert [row.id for row in app.screen.query_one(PickList).rows if row.enabled] == ["hands"]
        assert "minstens 5 mensen" in shown(app)
        case = t.guide().pack.cases[CASES[0]]
        app.class_desk.open_case(case_report(case, hands_of(case, 4, {f"marks/{case.cues[0].id}": 3})))
        await t.settled(pilot)
        await pilot.press("3")
        await t.settled(pilot)
        assert "minder dan 5 mensen" in shown(app)
        screen = app.screen
        assert isinstance(screen, ClassCaseScreen)
        for place in range(len(screen.steps)):
            screen.go(place)
            told = "".join(text for line in screen.page(70) for text, _ in line)
            assert not set("░▒▓█") & set(told)
            assert "van de 4" not in told


async def test_no_code_and_no_colour_is_needed_to_read_it() -> None:
    app = AssistantApp(t.guide(), "nl", t.AS_OF, no_color=True, opening=lambda app: app.class_desk.open(handed_in()))
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in ((), ("1", "3"), ("5",)):
            for key in keys:
                await pilot.press(key)
                await t.settled(pilot)
            assert "KLAS-" not in shown(app)
        assert "gaat voor alles" in shown(app)
        assert "⚠" in shown(app)


async def test_markup_in_cases_and_files_is_only_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    clean = t.guide().pack
    nasty = Guide(replace(clean, cases={name: spoiled(case) for name, case in clean.cases.items()}))
    (tmp_path / "[red]x[b].json").write_text("no")
    rounds = class_rounds(nasty, 5, CASES[:2])
    remarks = gather(["[red]x[b].json"], nasty.pack).remarks
    app = app_with(Gathered(5, tuple(one for each in rounds.values() for one in each), remarks), guide=nasty)
    async with app.run_test(size=(120, 40)) as pilot:
        await t.settled(pilot)
        assert "[@click=app.quit]" in shown(app)
        await pilot.press("1")
        await t.settled(pilot)
        for step in "12345":
            await pilot.press(step)
            await t.settled(pilot)
            assert "[@click=app.quit]" in shown(app)
        await pilot.press("escape")
        await t.settled(pilot)
        await t.click_row(pilot, "remarks")
        await t.settled(pilot)
        assert "[red]x[b].json" in shown(app)
        assert app.fault is None


async def test_files_are_asked_for_and_what_is_wrong_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(tmp_path / "my class", t.guide(), 5, CASES[:1])
    monkeypatch.chdir(tmp_path / "my class")
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press("f6")
        await t.settled(pilot)
        screen = app.screen
        assert isinstance(screen, ClassFilesScreen)
        await pilot.press("enter")
        screen.query_one(Input).value = str(tmp_path / "elsewhere.json")
        await pilot.press("enter")
        await t.settled(pilot)
        assert "bestaat niet" in shown(app)
        screen.query_one(Input).value = str(tmp_path / "my class")
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, ClassScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        await t.click_row(pilot, "folder")
        await t.settled(pilot)
        assert isinstance(app.screen, ClassScreen)


def test_a_typed_line_is_one_name_or_several(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    assert names_in(f" {tmp_path / 'a b'} ") == [str(tmp_path / "a b")]
    assert names_in("'a b' c.json *.json") == ["a b", "c.json", "*.json"]
    assert names_in("it's.json") == ["it's.json"]
    assert names_in("   ") == []


async def test_hands_are_counted_looked_at_and_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = t.app_for("en", dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        app.class_desk.count_hands("lost_friend_a")
        await t.settled(pilot)
        screen = app.screen
        assert isinstance(screen, HandsScreen)
        await pilot.press("f2")
        await t.settled(pilot)
        assert app.screen is screen  # first how many people
        await pilot.press("0", "enter")
        assert screen.people == 0
        await pilot.press("backspace", "1", "4", "enter", "1", "5", "enter")
        assert not screen.counted  # more hands than people
        await pilot.press("backspace", "backspace", "1", "2", "enter", "enter", "3", "enter")
        cues = [cue.id for cue in screen.case.cues]
        assert screen.counted == {f"marks/{cues[0]}": 12, f"marks/{cues[2]}": 3}
        screen.query_one(PickList).point_at("people")
        await pilot.press("5", "enter")
        assert screen.people == 14  # twelve raised a hand
        await pilot.press(*["backspace"] * 2, "f2")
        await t.settled(pilot)
        assert isinstance(app.screen, ClassCaseScreen)
        await pilot.press("3")
        await t.settled(pilot)
        assert "12" in shown(app)
        await pilot.press("ctrl+q")
        await t.settled(pilot)
        assert isinstance(app.screen, ConfirmScreen)  # the hands are not kept anywhere yet
        for key in ("1", "escape", "escape"):
            await pilot.press(key)
            await t.settled(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        for key in ("1", "f6", "enter"):
            await pilot.press(key)
            await t.settled(pilot)
        case, tally = read_hands((tmp_path / "hands-lost_friend_a.yaml").read_bytes(), "hands.yaml", t.guide().pack)
        assert (case.id, tally.people, tally.yes) == ("lost_friend_a", 14, {cues[0]: 12, cues[2]: 3})
        await pilot.press("escape")
        await t.settled(pilot)
        assert not isinstance(app.screen, HandsScreen | ConfirmScreen)


async def test_the_report_is_never_written_over_a_file_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.html").write_text("mine")
    app = app_with(handed_in(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press("f6")
        await t.settled(pilot)
        app.screen.query_one(Input).value = "r.html"
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, TakenScreen)
        assert (tmp_path / "r.html").read_text() == "mine"
        await pilot.press("2")
        await t.settled(pilot)
        assert (tmp_path / "r.html").read_text("utf-8").startswith("<!DOCTYPE html>")
        assert isinstance(app.screen, ClassScreen)


def test_hands_as_a_file_come_back_the_same() -> None:
    case = t.guide().pack.cases["lost_friend_a"]
    counted = {f"marks/{case.cues[0].id}": 7, "triggers/death_confrontation": 6, "partners/municipality@named": 2}
    found = read_hands(hands_yaml(case, 9, counted).encode(), "hands.yaml", t.guide().pack)
    assert found == (case, hands_of(case, 9, counted))


@pytest.mark.parametrize("width", [54, 74, 114])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_line_is_wider_than_the_window(width: int, language: str) -> None:
    from assistant.content.interface import phrases

    words = phrases(language, "class")  # type: ignore[arg-type]
    for report in class_report(t.guide().pack.cases, handed_in(12).rounds).cases:
        view, key = case_view(t.guide(), report, language), key_view(t.guide(), report.case, language)  # type: ignore[arg-type]
        found = [*pages.story_page(view, words, width), *pages.choices_page(view, words, width)]
        found += pages.key_page(view, key, words, width, sources=True)
        for question in view.questions:
            found += pages.question_page(question, words, width, 20)
        assert max(sum(cell_len(text) for text, _ in line) for line in found) <= width
        assert not any("{" in text for line in found for text, _ in line)
