"""Keeping a conversation from the app: asked for, on disk before the next question, resumed, taken away; and what goes wrong is told."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
import tui_walk as t
from textual.pilot import Pilot
from textual.widgets import Input

from assistant import settings
from assistant.dialogue.session import Answer
from assistant.present.talk import answered
from assistant.store.kept import FOLDER, Shelf
from assistant.store.problems import StoreProblem
from assistant.tui.app import AssistantApp
from assistant.tui.keeping.screens import KeepScreen, KeptScreen, Secret, ShelfScreen, UnlockScreen
from assistant.tui.page_screens import ConfirmScreen, PageScreen
from assistant.tui.picklist import PickList
from assistant.tui.talk_screen import TalkScreen

SECRET = "een lange zin"


def shelf() -> Shelf:
    return Shelf(settings.home(), settings.today())


def files() -> list[Path]:
    folder = settings.home() / FOLDER
    return sorted(path for path in folder.glob("*") if not path.name.startswith(".")) if folder.is_dir() else []


def shown(app: AssistantApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await t.settled(pilot)


async def typed(pilot: Pilot[None], words: str) -> None:
    next(line for line in pilot.app.screen.query(Input) if line.display).value = words
    await press(pilot, "enter")


async def go_on(pilot: Pilot[None]) -> None:
    """Home: go on with the conversation that is kept."""
    app = pilot.app
    await t.settled(pilot)
    row = next(row.id for row in app.screen.query_one(PickList).rows if row.id.startswith("kept:"))
    app.screen.query_one(PickList).point_at(row)
    await press(pilot, "enter")


async def kept_at(pilot: Pilot[None], until: str, passphrase: str = "") -> AssistantApp:
    """The app in the story at a question, kept for a week."""
    app = await t.at(pilot, until=until)
    app.keeping.begin(7, passphrase)
    await t.settled(pilot)
    return app


async def test_nothing_is_kept_unless_asked(tmp_path: Path) -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.by_keys(pilot)
        assert "Niet bewaard" in shown(app)
        await press(pilot, "ctrl+g", "escape", "ctrl+g", "5", "f9", "escape", "1")
        await press(pilot, "ctrl+q", "2")
    assert list(settings.home().iterdir()) == []


async def test_asked_by_key_for_a_number_of_days_with_a_passphrase_typed_twice() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        await press(pilot, "ctrl+g", "4")
        for wrong in ("0", "91", "", "x", "-3", "1.5"):
            await typed(pilot, wrong)
            assert app.screen.step == "other"
            assert app.screen.problem
        await typed(pilot, "90")
        await press(pilot, "2")
        await typed(pilot, "te kort")
        assert "8" in app.screen.problem
        await typed(pilot, SECRET)
        assert SECRET not in shown(app)
        await typed(pilot, SECRET + "!")
        assert app.screen.step == "first"  # not the same: from the start
        await typed(pilot, SECRET)
        await typed(pilot, SECRET)
        assert isinstance(app.screen, TalkScreen)
        assert "Bewaard tot" in shown(app)
        (line,) = shelf().shelved().lines
        assert (line.days_left, line.locked) == (90, True)
        assert dict(shelf().open(line.id, SECRET).session.answers).keys() == app.talk.session.answers.keys()


async def test_stepping_out_of_the_question_goes_back_one_step_and_keeps_nothing() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        await press(pilot, "ctrl+g", "2", "2")
        await typed(pilot, SECRET)
        for step in ("first", "lock", "days"):
            await press(pilot, "escape")
            assert isinstance(app.screen, KeepScreen)
            assert app.screen.step == step
        await press(pilot, "escape")
        assert isinstance(app.screen, TalkScreen)
    assert files() == []


async def test_every_answer_is_on_disk_before_the_next_question_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = 0
    real = TalkScreen.redraw

    def looking(screen: TalkScreen) -> None:
        nonlocal drawn
        app = screen.host
        if app.keeping.kept is not None and app.talk is not None:
            there = shelf().open(app.keeping.kept.id, SECRET).session.answers
            assert {key: answer.chosen for key, answer in there.items()} == {
                key: answer.chosen for key, answer in app.talk.session.answers.items()
            }
            drawn += 1
        real(screen)

    monkeypatch.setattr(TalkScreen, "redraw", looking)
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await kept_at(pilot, "role")
        await t.by_keys(pilot)
        await press(pilot, "f7", "f7", "1")  # an earlier answer, changed
        assert app.fault is None
    assert drawn > len(t.STORY)


async def test_from_the_end_of_the_conversation_and_from_the_result() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot)
        await press(pilot, "3")
        assert isinstance(app.screen, KeepScreen)
        await press(pilot, "escape", "1", "ctrl+g", "1", "1")
        assert len(files()) == 1
        assert "Bewaard tot" in shown(app)


async def test_stopping_with_answers_offers_to_keep_them_and_kept_ones_stop_at_once() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        await press(pilot, "ctrl+q", "3", "2", "1")
        assert len(files()) == 1
        await press(pilot, "ctrl+q")
    assert app.return_code == 0


async def test_home_shows_what_can_be_resumed_and_resumes_it() -> None:
    one = shelf().keep(t.told("cues").session, "1.0.0", 7)
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(100, 30)) as pilot:
        await t.settled(pilot)
        assert "vraag 12 van ongeveer" in " ".join(shown(app).split())
        assert "nog 7 dagen" in " ".join(shown(app).split())
        await go_on(pilot)
        assert isinstance(app.screen, TalkScreen)
        assert t.open_key(app) == "cues"
        assert app.keeping.kept is not None
        assert app.keeping.kept.id == one.id
        await press(pilot, "1", "enter")
    assert "cues" in shelf().open(one.id).session.answers


async def test_a_passphrase_is_asked_and_a_wrong_one_may_be_tried_again() -> None:
    shelf().keep(t.told("cues").session, "1.0.0", 7, SECRET)
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_on(pilot)
        assert isinstance(app.screen, UnlockScreen)
        for wrong in ("iets anders", ""):
            await typed(pilot, wrong)
            assert isinstance(app.screen, UnlockScreen)
        assert app.screen.query_one(Secret).value == ""
        await typed(pilot, SECRET)
        assert t.open_key(app) == "cues"


async def test_a_conversation_that_is_not_kept_is_not_thrown_away_by_resuming() -> None:
    shelf().keep(t.told("cues").session, "1.0.0", 7)
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="role")
        app.go_home()
        await t.settled(pilot)
        await go_on(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "1")
        assert t.open_key(app) == "role"
        await go_on(pilot)
        await press(pilot, "2")
        assert t.open_key(app) == "cues"


async def test_a_new_conversation_leaves_the_kept_one_as_it_is() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await kept_at(pilot, "cues")
        (path,) = files()
        before = path.read_bytes()
        app.go_home()
        await t.settled(pilot)
        app.ask_to_start("self_check")
        await t.settled(pilot)
        assert isinstance(app.screen, TalkScreen)  # nothing to ask: nothing is lost
        await press(pilot, "2")
        assert "Niet bewaard" in shown(app)
    assert path.read_bytes() == before


async def test_questions_that_changed_meanwhile_are_told() -> None:
    one = shelf().keep(t.told("cues").session.answered("gone_by_now", Answer(chosen=("x",))), "0.1.0", 7)
    before = (settings.home() / FOLDER / f"{one.id}.json").read_bytes()
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_on(pilot)
        assert isinstance(app.screen, PageScreen)
        assert "0.1.0" in shown(app)
        assert "gone_by_now" in shown(app)
        assert (settings.home() / FOLDER / f"{one.id}.json").read_bytes() == before  # not before the next answer
        await press(pilot, "escape", "1", "enter")
    back = shelf().open(one.id)
    assert back.version == t.guide().dialogue("self_check").version
    assert "cues" in back.session.answers


# ---------------------------------------------------------------- what is kept here


async def test_one_is_taken_away_after_a_question_and_goes_on_in_memory() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await kept_at(pilot, "cues")
        await press(pilot, "ctrl+g")
        assert isinstance(app.screen, KeptScreen)
        await press(pilot, "2", "1")
        assert len(files()) == 1
        await press(pilot, "2", "2")
        assert isinstance(app.screen, TalkScreen)
        assert "Niet bewaard" in shown(app)
        await press(pilot, "1", "enter")
        assert "cues" in app.talk.session.answers
    assert files() == []


async def test_everything_is_listed_with_its_remarks_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    for day, days in (("2026-01-01", 1), ("2026-11-20", 9), ("2026-11-20", 9), ("2026-11-20", 9)):
        monkeypatch.setenv("ASSISTANT_TODAY", day)
        last = shelf().keep(t.told("cues").session, "1.0.0", days)
    monkeypatch.setenv("ASSISTANT_TODAY", "2026-11-24")
    (settings.home() / FOLDER / f"{last.id}.json").write_bytes(b"\0")
    newer = settings.home() / FOLDER / "0000aaaa.json"
    newer.write_text(json.dumps({"kept": 99}), "utf-8")
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "ctrl+g")
        assert isinstance(app.screen, ShelfScreen)
        told = " ".join(shown(app).split())
        assert "zijn voorbij" in told
        assert "damaged-1" in told
        assert "nieuwere versie" in told
        assert len([row for row in app.screen.query_one(PickList).rows if row.id not in ("all", "back")]) == 2
        await press(pilot, "1", "2", "2")
        assert isinstance(app.screen, ShelfScreen)
        assert len(shelf().shelved().lines) == 1
        await t.click_row(pilot, "all")
        await press(pilot, "1")
        assert len(shelf().shelved().lines) == 1
        await t.click_row(pilot, "all")
        await press(pilot, "2")
        assert files() == []
        await press(pilot, "escape")
        assert app.screen.where == "home"


async def test_leaving_at_once_says_nothing_and_keeps_what_was_kept() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await kept_at(pilot, "cues")
        (path,) = files()
        before = path.read_bytes()
        await pilot.press("f8", "f8")
        await pilot.pause()
    assert app.wipe
    assert path.read_bytes() == before


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "vol"), (errno.EROFS, "geschreven"), (errno.EIO, "werkt niet mee")]
)
async def test_a_disk_that_refuses_is_told_once_and_the_conversation_goes_on(
    number: int, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, "no")

    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await kept_at(pilot, "urgent_today")
        (path,) = files()
        before = path.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refuse)
            await press(pilot, "6", "enter")
            assert isinstance(app.screen, PageScreen)
            assert word in " ".join(shown(app).split())
            await press(pilot, "escape", "2", "2")
            assert isinstance(app.screen, TalkScreen)  # said once
            assert "Laatste antwoord niet bewaard" in shown(app)
            await press(pilot, "ctrl+q")
            assert isinstance(app.screen, ConfirmScreen)  # now something would be lost
            await press(pilot, "1")
        assert path.read_bytes() == before
        await press(pilot, "enter")  # there is room again: all of it after all
        assert "Bewaard tot" in shown(app)
        assert shelf().open(path.stem).session.answers.keys() == app.talk.session.answers.keys()


async def test_keeping_that_cannot_begin_is_told_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no")

    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="cues")
        monkeypatch.setattr(os, "fsync", refuse)
        await press(pilot, "ctrl+g", "1", "1")
        assert isinstance(app.screen, PageScreen)
        await press(pilot, "escape")
        assert "Niet bewaard" in shown(app)
    assert files() == []


async def test_a_home_that_is_a_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").write_text("in the way", "utf-8")
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="cues")
        await press(pilot, "ctrl+g", "1", "1")
        assert isinstance(app.screen, PageScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, TalkScreen)
        assert app.fault is None


async def test_a_folder_that_is_gone_is_told_and_it_goes_on_in_memory() -> None:
    import shutil

    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await kept_at(pilot, "urgent_today")
        shutil.rmtree(settings.home() / FOLDER)
        await press(pilot, "6", "enter")
        assert isinstance(app.screen, PageScreen)
        await press(pilot, "escape")
        assert "Niet bewaard" in shown(app)
        assert "urgent_today" in app.talk.session.answers
    assert files() == []


async def test_another_program_in_the_same_conversation_gets_a_file_of_its_own() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await kept_at(pilot, "urgent_today")
        (path,) = files()
        other = shelf().open(path.stem)
        mine = answered(t.guide(), t.told("urgent_today"), "urgent_today", Answer(chosen=("suicide",)))
        shelf().save(other, mine.session)
        theirs = path.read_bytes()
        await press(pilot, "6", "enter")
        assert isinstance(app.screen, PageScreen)
        assert "eigen bestand" in " ".join(shown(app).split())
        assert len(files()) == 2
        assert path.read_bytes() == theirs
        assert shelf().open(app.keeping.kept.id).session.answers["urgent_today"].chosen == ("none_of_these",)


async def test_a_clock_that_jumps_while_the_app_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setenv("ASSISTANT_TODAY", "2026-11-24")
        await kept_at(pilot, "urgent_today")
        for day in ("1999-01-01", "2026-11-30"):
            monkeypatch.setenv("ASSISTANT_TODAY", day)
            await press(pilot, *(("1", "enter") if t.open_key(app) == "role" else ("6", "enter")))
            assert isinstance(app.screen, TalkScreen)
            assert len(files()) == 1
        # expired while it was open: whatever looks at the folder clears it, and the next answer says so
        monkeypatch.setenv("ASSISTANT_TODAY", "2027-06-01")
        assert shelf().shelved().expired == 1
        monkeypatch.setenv("ASSISTANT_TODAY", "2027-06-02")
        shelf().shelved()
        await press(pilot, "2")
        assert isinstance(app.screen, PageScreen)
        assert app.keeping.kept is None
        assert len(app.talk.session.answers) == 4


async def test_one_that_disappears_between_looking_and_choosing_is_told() -> None:
    one = shelf().keep(t.told("cues").session, "1.0.0", 7)
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        shelf().delete(one.id)
        await go_on(pilot)
        assert isinstance(app.screen, PageScreen)
        await press(pilot, "escape")
        assert app.screen.where == "home"
        assert app.talk is None


def test_every_sentence_about_keeping_stands_in_both_languages() -> None:
    from assistant.content.interface import phrases

    dutch, english = phrases("nl", "keeping").texts, phrases("en", "keeping").texts
    assert dutch.keys() == english.keys()
    assert issubclass(StoreProblem, Exception)


async def test_what_a_wrong_clock_hid_comes_back_from_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    one = shelf().keep(t.told("cues").session, "1.0.0", 7)
    today = settings.today()
    Shelf(settings.home(), "2099-01-01").shelved()
    monkeypatch.setattr(settings, "today", lambda: today)
    app = t.app_for("nl")
    async with app.run_test(size=(100, 30)) as pilot:
        await t.settled(pilot)
        app.keeping.show_shelf()
        await t.settled(pilot)
        assert isinstance(app.screen, ShelfScreen)
        rows = [row.id for row in app.screen.query_one(PickList).rows]
        assert rows[0] == "back"
        await press(pilot, "1")
        assert next(row.id for row in app.screen.query_one(PickList).rows) == one.id
        assert app.keeping.restorable() == ()
