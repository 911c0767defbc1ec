"""Practice in the app: whole rounds by keyboard and mouse, resuming, what is kept, and windows of every size."""

from __future__ import annotations

import random
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import practice_walk as w
import pytest
import tui_walk as t
from textual.widgets import Input

from assistant.content.interface import phrases
from assistant.content.model import Text
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import keys_of
from assistant.practice.case_script import SURE
from assistant.store.results import NAME, Results
from assistant.tui.app import AssistantApp
from assistant.tui.base import STAYING, KeyBar
from assistant.tui.keys import footer_for
from assistant.tui.page_screens import ConfirmScreen, DangerScreen
from assistant.tui.picklist import PickList
from assistant.tui.practice.code import CodeScreen
from assistant.tui.practice.debrief import DebriefScreen
from assistant.tui.practice.end import SetEndScreen
from assistant.tui.practice.export import ExportScreen
from assistant.tui.practice.folds import FoldCard, ProofBox
from assistant.tui.practice.list import PracticeScreen
from assistant.tui.practice.progress import ProgressScreen
from assistant.tui.practice.round import RoundScreen
from assistant.tui.practice.store import StoreScreen
from assistant.tui.practice.story import Story, StoryText
from assistant.tui.ways import LEAVE
from tests.practice.conftest import EXPERT, played
from tests.tui.test_hostile import KEYS, NASTY, shown, spoiled

CASE = "friend_a"
WANTED = {f"mark.{cue}": f"yes {sure}" for cue, sure in EXPERT.items()} | {
    "mark.matter": "no 60",
    "triggers": "death_confrontation social_ties_broken",
    "step": "contact_today",
    "partner": "suicide_113",
    "fork.closed_group": "1",
}
WHERES = (
    "practice",
    "door",
    "sector",
    "exercises",
    "exercise",
    "round",
    "debrief",
    "set_end",
    "progress",
    "export",
    "code",
    "store",
)


def disk(folder: Path, uid: str) -> dict[str, str]:
    with Results(folder) as results:
        found = results.find(uid)
        assert found is not None
        return dict(found.answers)


# ---------------------------------------------------------------- whole rounds


@pytest.mark.parametrize("mode", ["practice", "worked"])
async def test_a_whole_round_by_keyboard(gym: Guide, tmp_path: Path, mode: str) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await w.begin(pilot, CASE, mode)
        one = await w.to_end(pilot, WANTED)
        assert disk(tmp_path, one.uid) == dict(one.kept)
        if mode != "worked":
            assert {key: one.kept[key] for key in WANTED} == WANTED
            assert one.kept["drivers"] == ""
        assert screen.one.committed == ""
        await pilot.press("1")
        await t.settled(pilot)
        assert isinstance(app.screen, DebriefScreen)
        with Results(tmp_path) as results:
            (kept,) = results.finished(app.practice.desk.code)
        assert kept.committed == t.AS_OF
        assert bool(list(app.screen.query(ProofBox))) == (mode != "worked")
        assert app.fault is None


async def test_a_whole_round_by_mouse(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path, asked=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await t.settled(pilot)
        await t.click_row(pilot, f"case:{CASE}")
        await t.settled(pilot)
        await t.click_row(pilot, "mode:simulation")
        await t.settled(pilot)
        await t.click_row(pilot, "go_on")
        await t.settled(pilot)
        one = await w.to_end(pilot, WANTED, by=t.click_row)
        assert {key: one.kept[key] for key in WANTED} == WANTED
        await t.click_row(pilot, "commit")
        await t.settled(pilot)
        card = next(card for card in app.screen.query(FoldCard) if card.fold.id == "clothes")
        card.scroll_visible(animate=False)
        await pilot.pause()
        before = card.opened
        assert await pilot.click(card)
        assert card.opened != before


async def test_an_answer_is_on_disk_before_anything_is_drawn_after_it(
    gym: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    real = RoundScreen.redraw

    def looked_at(self: RoundScreen) -> None:
        assert disk(tmp_path, self.one.uid) == dict(self.one.kept)
        drawn.append(len(self.one.kept))
        real(self)

    monkeypatch.setattr(RoundScreen, "redraw", looked_at)
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await w.begin(pilot, CASE, "practice")
        for _ in range(6):
            await w.answer(pilot, WANTED)
        w.fill(app, WANTED, "step")
        for _ in range(3):
            await w.answer(pilot, WANTED)
        one = w.the_round(app).one
        assert app.fault is None
    assert set(drawn) == {0, 1, 2, 3, 12, 13, 14, 15} == {*range(4), *range(12, len(one.kept) + 1)}


async def test_practice_explains_at_once_and_simulation_at_the_end(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        for mode in ("practice", "simulation"):
            screen = await w.begin(pilot, CASE, mode)
            await w.answer(pilot, WANTED)
            assert bool(screen.explained) == (mode == "practice")


# ---------------------------------------------------------------- going back


async def test_a_mark_can_be_changed_in_simulation_and_not_after_its_explanation(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await w.begin(pilot, CASE, "simulation")
        await pilot.press("1", "4", "f7", "2", "3")
        await t.settled(pilot)
        assert screen.one.kept["mark.best_friend_died"] == "no 70"
        assert screen.key == "mark.clothes"
        screen = await w.begin(pilot, CASE, "practice")
        await pilot.press("1", "4", "enter", "f7")
        await t.settled(pilot)
        assert list(w.rows(app)) == ["go_on"]
        await pilot.press("2", "3", "enter")
        await t.settled(pilot)
        assert screen.one.kept["mark.best_friend_died"] == "yes 80"
        assert screen.key == "mark.clothes"


async def test_how_sure_can_be_stepped_back_from(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await w.begin(pilot, CASE, "practice")
        await pilot.press("1", "f7", "2", "6")
        await t.settled(pilot)
        assert screen.one.kept == {"mark.best_friend_died": f"no {SURE[-1]}"}


async def test_answers_after_the_story_can_be_changed_until_the_round_is_fixed(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await w.begin(pilot, CASE, "practice")
        screen = w.fill(app, WANTED)
        await pilot.press("f4")
        await t.settled(pilot)
        app.screen.query_one(PickList).point_at("step")
        await pilot.press("enter")
        await t.settled(pilot)
        assert screen.key == "step"
        other = next(row for row in w.rows(app) if row not in ("contact_today", "leave"))
        await w.press_row(pilot, other)
        await t.settled(pilot)
        assert screen.one.kept["step"] == other
        assert disk(tmp_path, screen.one.uid)["step"] == other
        while screen.key:
            await pilot.press("end", "enter")
            await t.settled(pilot)
        assert screen.one.kept["partner"] == "suicide_113"


async def test_a_question_is_answered_as_everywhere_else(gym: Guide, tmp_path: Path) -> None:
    """Letters look for a choice, Escape forgets them, none of these rules out all others, and danger comes before everything."""
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await w.begin(pilot, CASE, "simulation")
        screen = w.fill(app, WANTED, "triggers")
        await t.settled(pilot)
        options = app.screen.query_one(PickList)
        await pilot.press(*"sociale ban")
        assert options.current is not None
        assert options.current.id == "social_ties_broken"
        await pilot.press("escape")
        assert (screen.prompt.sought, app.screen) == ("", screen)
        await pilot.press(*"sociale ban", "enter", "0", "1", "enter", "0", "enter")
        await t.settled(pilot)
        assert screen.one.kept["triggers"] == ""
        assert screen.key == "drivers"
        await pilot.press("enter")
        assert screen.prompt.ticked == {"identity"}
        await pilot.press(*"gevaar")
        await t.settled(pilot)
        assert isinstance(app.screen, DangerScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        assert (app.screen, screen.key) == (screen, "drivers")


async def test_an_earlier_answer_stays_when_one_leaves_it(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await w.begin(pilot, CASE, "simulation")
        screen = w.fill(app, WANTED)
        before = dict(screen.one.kept)
        screen.go_to("mark.best_friend_died")
        await t.settled(pilot)
        for _ in before:
            await w.press_row(pilot, LEAVE)
            await t.settled(pilot)
        assert (screen.key, dict(screen.one.kept)) == ("", before)


# ---------------------------------------------------------------- resuming


async def test_a_round_goes_on_after_the_app_was_closed_anywhere(gym: Guide, tmp_path: Path) -> None:
    chance = random.Random(2)
    answers: dict[str, str] = {}
    while True:
        app = w.app_for(gym, tmp_path, chance.choice(["nl", "en"]))
        async with app.run_test(size=chance.choice([(80, 24), (60, 20)])) as pilot:
            await t.settled(pilot)
            if not answers:
                await w.begin(pilot, CASE, "practice")
            else:
                await app.workers.wait_for_complete()
                await t.settled(pilot)
                await w.press_row(pilot, "practise")
                await t.settled(pilot)
                await w.press_row(pilot, next(name for name in w.rows(app) if name.startswith("round:")))
                await t.settled(pilot)
            screen = w.the_round(app)
            assert dict(screen.one.kept) == answers
            keys = keys_of(gym.pack, screen.one)
            w.fill(app, WANTED, keys[min(len(screen.one.kept) + chance.randint(1, 8), len(keys) - 1)])
            await t.settled(pilot)
            await w.answer(pilot, WANTED)
            answers = dict(screen.one.kept)
            done = not screen.key
        app.practice.close()
        if done:
            break
    assert {key: answers[key] for key in WANTED} == WANTED


async def test_another_language_keeps_everything(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await w.begin(pilot, CASE, "simulation")
        await pilot.press("1", "f5")
        await t.settled(pilot)
        assert "How sure are you?" in shown(app)
        await pilot.press("4")
        await t.settled(pilot)
        assert screen.one.kept == {"mark.best_friend_died": "yes 80"}
        w.fill(app, WANTED, "triggers")
        await t.settled(pilot)
        assert screen.key == "triggers"
        await pilot.press("1", "enter", "3", "f5")
        await t.settled(pilot)
        assert screen.prompt.way is not None
        assert len(screen.prompt.ticked) == 2
        await pilot.press("enter", "1")
        await t.settled(pilot)
        assert len(screen.one.kept["triggers"].split()) == 2


async def test_a_case_that_changed_since_is_matched_and_said(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await w.begin(pilot, CASE, "simulation")
        w.fill(app, WANTED, "mark.closed_group")
    app.practice.close()
    case = gym.pack.cases[CASE]
    story = tuple(
        replace(part, text=Text("Anders.", "Otherwise."))
        if not isinstance(part, Text) and part.id == "clothes"
        else part
        for part in case.story
    )
    changed = object.__new__(Guide)
    pack = replace(gym.pack, cases={**gym.pack.cases, CASE: replace(case, story=story)})
    changed.__dict__.update(gym.__dict__ | {"pack": pack})
    app = w.app_for(changed, tmp_path, "en", asked=True, case=CASE)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        assert len(w.the_round(app).one.kept) == 4
        assert "Reworded: point 2" in shown(app)


# ---------------------------------------------------------------- what cannot be kept


async def test_a_locked_file_asks_what_to_do_and_loses_nothing(
    gym: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.tui.practice.room.PATIENCE", 0.05)
    app = w.app_for(gym, tmp_path, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await w.begin(pilot, CASE, "simulation")
        other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("1", "4")
        await t.settled(pilot)
        assert isinstance(app.screen, StoreScreen)
        assert "Another window is writing" in shown(app)
        assert screen.one.kept == {}
        other.execute("ROLLBACK")
        await pilot.press("1")
        await t.settled(pilot)
        assert disk(tmp_path, screen.one.uid) == {"mark.best_friend_died": "yes 80"} == dict(screen.one.kept)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("2", "3")
        await t.settled(pilot)
        await pilot.press("2")
        await t.settled(pilot)
        other.close()
        assert len(screen.one.kept) == 2
        w.fill(app, WANTED)
        await pilot.press("1")
        await t.settled(pilot)
        assert isinstance(app.screen, DebriefScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        assert "nothing is kept now" in " ".join(shown(app).split())


async def test_a_round_finished_in_another_window_is_said(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await w.begin(pilot, CASE, "simulation")
        with Results(tmp_path) as elsewhere:
            elsewhere.commit(screen.one.uid, t.AS_OF)
        await pilot.press("1", "4")
        await t.settled(pilot)
        assert "already finished" in shown(app)
        await pilot.press("1")
        await t.settled(pilot)
        assert isinstance(app.screen, PracticeScreen)
        assert app.practice.desk.finished


async def test_a_damaged_file_is_said_and_practice_goes_on(gym: Guide, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"x" * 9000)
    app = w.app_for(gym, tmp_path, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await app.workers.wait_for_complete()  # home looked first, and met it
        app.practice.open()
        await t.settled(pilot)
        assert isinstance(app.screen, PracticeScreen)
        assert "practice-damaged-1" in "".join(shown(app).split())
        await w.begin(pilot, CASE, "practice")
        await w.answer(pilot, WANTED)


async def test_a_newer_file_can_be_practised_beside(gym: Guide, tmp_path: Path) -> None:
    with Results(tmp_path) as results:
        results._db.execute("PRAGMA user_version=9")
    before = (tmp_path / NAME).read_bytes()
    app = w.app_for(gym, tmp_path, "en", asked=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        assert isinstance(app.screen, StoreScreen)
        await pilot.press("2")
        await t.settled(pilot)
        assert isinstance(app.screen, PracticeScreen)
        await w.begin(pilot, CASE, "practice")
        await w.answer(pilot, WANTED)
    assert (tmp_path / NAME).read_bytes() == before


# ---------------------------------------------------------------- sets, debrief, progress


async def test_a_set_ends_with_what_to_look_at_next_time(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path, "en", asked=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        app.practice.begin_set((CASE, "calm"))
        for number in (1, 2):
            await t.settled(pilot)
            await pilot.press("enter")
            await t.settled(pilot)
            assert f"story {number} of 2" in shown(app)
            w.fill(app, {**WANTED, "mark.message": "no 60"})
            await pilot.pause()
            await pilot.press("1")
            await t.settled(pilot)
            await pilot.press("f6")
        await t.settled(pilot)
        assert isinstance(app.screen, SetEndScreen)
        assert "Next time look for danger first" in shown(app)
        assert "You did 2 stories." in shown(app)


async def test_playing_again_from_a_point_keeps_what_came_before(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await w.at_debrief(pilot, CASE, WANTED)
        debrief = app.screen
        assert isinstance(debrief, DebriefScreen)
        card = next(card for card in debrief.cards() if card.fold.id == "again:matter")
        card.focus()
        await t.settled(pilot)
        await pilot.press("enter")
        await t.settled(pilot)
        again = w.the_round(app).one
        assert again.again_from == "matter"
        assert len(again.answers) == 5
        assert disk(tmp_path, again.uid) == dict(again.kept)


async def test_the_pointer_of_the_debrief_goes_wherever_the_keys_go(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await w.at_debrief(pilot, CASE, WANTED)
        debrief = app.screen
        assert isinstance(debrief, DebriefScreen)
        cards, reached = debrief.cards(), []
        assert not cards[0].in_sight
        was = cards[0].opened
        await pilot.press("enter")  # what is not in sight comes into sight, and does not change
        await t.settled(pilot)
        assert (cards[0].in_sight, cards[0].opened) == (True, was)
        await pilot.press("home")
        while debrief.focused is not cards[-1] and len(reached) < 200:
            debrief.action_step(1)
            await pilot.pause()
            reached.append(debrief.focused)
        assert list(dict.fromkeys(reached)) == cards
        await pilot.press("home", "end", "enter")  # to one's own progress
        await t.settled(pilot)
        assert isinstance(app.screen, ProgressScreen)


async def test_a_worked_example_has_no_key_to_two_reasonings(gym: Guide, tmp_path: Path) -> None:
    for mode, there in (("worked", False), ("practice", True)):
        app = w.app_for(gym, tmp_path / mode)
        async with app.run_test(size=(80, 24)) as pilot:
            await w.begin(pilot, CASE, mode)
            await w.to_end(pilot, WANTED)
            await pilot.press("1")
            await t.settled(pilot)
            assert isinstance(app.screen, DebriefScreen)
            assert ("F2" in app.screen.query_one(KeyBar).text) is there


async def test_nothing_on_the_debrief_or_progress_is_a_mark(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path, "en")
    async with app.run_test(size=(120, 200)) as pilot:
        await w.at_debrief(pilot, CASE, WANTED)
        for text in (shown(app), await _progress(pilot, app)):
            assert "You noticed 2 of the 3 things that matter" in text
            assert not any(word in text.casefold() for word in ("%", "score", "passed", "failed", "rank:", "d′"))


async def _progress(pilot: object, app: AssistantApp) -> str:
    app.practice.show_progress()
    await t.settled(pilot)  # type: ignore[arg-type]
    return shown(app)


async def test_progress_shows_history_and_removes_only_when_asked_twice(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path, "en")
    async with app.run_test(size=(100, 80)) as pilot:
        await t.settled(pilot)
        app.practice.open()
        for number in range(5):
            app.practice.desk.keep(
                played(
                    gym, CASE, {"message": 90, "clothes": 80}, uid=f"u{number}", day=f"2026-11-{number + 10}", code=""
                )
            )
        app.practice.show_progress()
        await t.settled(pilot)
        assert isinstance(app.screen, ProgressScreen)
        assert "█████" in shown(app)  # the same trigger factor, named five times
        assert 'With "in doubt" it was right' in shown(app)
        assert "│" in shown(app)
        await w.press_row(pilot, "forget")
        await t.settled(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("1")
        await t.settled(pilot)
        assert len(app.practice.desk.finished) == 5
        await w.press_row(pilot, "forget")
        await t.settled(pilot)
        await pilot.press("2")
        await t.settled(pilot)
        assert app.practice.desk.rounds == ()


async def test_taking_results_along_never_over_a_file_unasked(
    gym: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = w.app_for(gym, tmp_path, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        app.practice.open()
        app.practice.desk.keep(played(gym, CASE, uid="u1", code=""))
        (tmp_path / "mine-codebook.csv").write_text("mine")
        app.practice.show_export()
        await t.settled(pilot)
        await pilot.press("2")
        app.screen.query_one(Input).value = "mine"
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("1")
        await t.settled(pilot)
        assert isinstance(app.screen, ExportScreen)
        assert (tmp_path / "mine-codebook.csv").read_text() == "mine"
        assert not (tmp_path / "mine.csv").exists()
        app.screen.query_one(Input).value = "other.csv"
        await pilot.press("enter")
        await t.settled(pilot)
        assert (tmp_path / "other.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert (tmp_path / "other-codebook.csv").exists()


@pytest.mark.parametrize(
    ("typed", "taken"), [("klas-3b", True), ("Fatima", False), ("fatima-1999", False), ("x", False)]
)
async def test_a_code_is_no_name(gym: Guide, tmp_path: Path, typed: str, taken: bool) -> None:
    app = w.app_for(gym, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        app.practice.open()
        app.practice.show_codes()
        await t.settled(pilot)
        line = app.screen.query_one(Input)
        line.focus()
        line.value = typed
        await pilot.press("enter")
        await t.settled(pilot)
        assert isinstance(app.screen, CodeScreen) != taken
        assert (app.practice.desk.code == typed.upper()) == taken


async def test_finding_a_story_by_a_word(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path, "en", asked=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        await pilot.press("f3", *"friend")
        await t.settled(pilot)
        found = [row for row in w.rows(app) if row.startswith("case:")]
        assert found
        assert len(found) == len(w.rows(app))
        await pilot.press("enter")
        await t.settled(pilot)
        assert app.screen.where != "practice", "Enter opens what the cursor is on"
        await pilot.press("escape")
        await t.settled(pilot)
        await pilot.press("escape")
        await t.settled(pilot)
        assert "progress" in w.rows(app)


# ---------------------------------------------------------------- windows, keys, hostile text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 30)])
async def test_the_point_that_is_asked_is_always_in_sight(gym: Guide, size: tuple[int, int]) -> None:
    app = w.app_for(gym, None)
    async with app.run_test(size=size) as pilot:
        screen = await w.begin(pilot, CASE, "practice")
        for until in ("mark.closed_group", "mark.cooks", "mark.message"):
            w.fill(app, WANTED, until)
            await t.settled(pilot)
            story, text = screen.query_one(Story), screen.query_one(StoryText)
            first, count = text.lines_of("current")
            top = story.scroll_offset.y
            assert count
            assert top <= first
            assert first + min(count, story.size.height) <= top + story.size.height
            choices = screen.query_one(PickList)
            assert screen.query_one("#asked").region.contains_region(choices.region)


async def test_a_window_can_change_in_the_middle_of_a_point(gym: Guide) -> None:
    app = w.app_for(gym, None)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await w.begin(pilot, CASE, "simulation")
        await pilot.press("1")
        for size in ((60, 20), (10, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await t.settled(pilot)
        await pilot.press("4")
        await t.settled(pilot)
        assert screen.one.kept == {"mark.best_friend_died": "yes 80"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("where", WHERES)
def test_the_footer_fits(language: str, where: str) -> None:
    words = t.app_for(language).words
    staying = [key for key in footer_for(where) if key.name in STAYING]
    assert {"help", "palette", "leave"} <= {key.name for key in staying}
    assert sum(len(f" {key.shown} {words('tui.key.' + key.name)} ") for key in staying) <= 60
    assert words(f"tui.help.{where}")


def nasty(gym: Guide) -> Guide:
    pack = replace(gym.pack, entries=spoiled(dict(gym.pack.entries)), cases=spoiled(dict(gym.pack.cases)))
    made = object.__new__(Guide)
    made.__dict__.update(gym.__dict__ | {"pack": pack})
    return made


async def test_markup_in_a_case_is_only_text(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(nasty(gym), tmp_path, asked=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await t.settled(pilot)
        assert "[@click=app.quit]" in shown(app)
        await w.begin(pilot, CASE, "practice")
        for until in ("mark.clothes", "triggers", "step", "fork.closed_group", ""):
            assert NASTY[:20] in shown(app)
            await w.answer(pilot, WANTED)
            assert NASTY[:20] in shown(app)
            w.fill(app, WANTED, until)
            w.the_round(app).explained = ""
            w.the_round(app).draw()
            await t.settled(pilot)
        await pilot.press("1")
        await t.settled(pilot)
        assert "[mg]" in shown(app)
        app.practice.show_progress()
        await t.settled(pilot)
        assert "[mg]" in shown(app)
        assert app.fault is None


@pytest.mark.long
async def test_random_keys_break_nothing(gym: Guide, tmp_path: Path) -> None:
    chance = random.Random(2)
    app = w.app_for(gym, tmp_path, asked=True)
    keys = [key for key in KEYS if key != "f8"] + ["1", "2", "enter", "f6"] * 2
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        for _ in range(12):
            await pilot.press(*chance.choices(keys, k=6))
            if not app.is_running or app.return_code is not None:
                break
            if isinstance(app.screen, RoundScreen):
                assert disk(tmp_path, app.screen.one.uid) == dict(app.screen.one.kept)
        assert app.fault is None


# ---------------------------------------------------------------- words, authors


def test_the_words_of_practice_are_the_same_in_both_languages() -> None:
    texts = {language: phrases(language, "trainee").texts for language in ("nl", "en")}
    assert texts["nl"].keys() == texts["en"].keys()
    for key, text in texts["nl"].items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", texts["en"][key])), key


async def test_a_round_becomes_a_test_of_ones_own_pack_only(gym: Guide, tmp_path: Path) -> None:
    for pack in (None, tmp_path / "pack"):
        app = w.app_for(gym, tmp_path, "en", pack=pack)
        async with app.run_test(size=(80, 24)) as pilot:
            if pack is not None:
                (pack / "tests").mkdir(parents=True)
            await w.at_debrief(pilot, "calm", WANTED)
            await pilot.press("ctrl+k")
            await t.settled(pilot)
            assert app.fault is None
        app.practice.close()
    (kept,) = (tmp_path / "pack" / "tests").glob("*.yaml")
    follows, _, stays_away = kept.read_text("utf-8").partition("expect_not")
    assert "death_confrontation" in follows
    assert "significance" in stays_away  # the point it rests on was not marked
    assert len(list(tmp_path.rglob("*.yaml"))) == 1


async def test_stopping_in_a_set_and_going_on_keeps_the_set(gym: Guide, tmp_path: Path) -> None:
    app = w.app_for(gym, tmp_path, "en", asked=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        app.practice.begin_set((CASE, "calm"))
        await t.settled(pilot)
        await pilot.press("enter", "1", "4", "escape")
        await t.settled(pilot)
        assert isinstance(app.screen, PracticeScreen)
        await pilot.press("1")
        await t.settled(pilot)
        assert w.the_round(app).one.kept == {"mark.best_friend_died": "yes 80"}
        assert "story 1 of 2" in shown(app)
