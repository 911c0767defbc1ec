"""Planning to look again: a file for one's own calendar that says a day and nothing else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from plain_walk import LINES, hold
from promises.sessions import results
from tui_walk import AS_OF, at_result, settled, told
from tui_walk import app_for as app_on

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.vocabulary import AGAIN, Again
from assistant.dialogue.guide import Guide
from assistant.present.look_again import can_look_again, days_to_look, first_named
from assistant.report.calendar import day_after, file_name, free_path, to_ics
from assistant.result.one_page import page_of
from assistant.result.result import Result, result_of_session
from assistant.tui.result.again_screen import LookAgainScreen
from assistant.tui.result.screen import ResultScreen

LANGUAGES: tuple[Language, ...] = ("nl", "en")
ALLOWED = {
    "BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "CLASS", "TRANSP",
}  # fmt: skip


def properties(data: bytes) -> list[tuple[str, str]]:
    """The lines of a file as RFC 5545 writes them."""
    text = data.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")[:-1]
    assert all(0 < len(line.encode()) <= 75 for line in lines)
    return [(name, value) for name, _, value in (line.partition(":") for line in lines)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_a_calendar_as_the_standard_says(language: Language) -> None:
    found = properties(to_ics("2026-12-31", AS_OF, language))
    assert found[0] == ("BEGIN", "VCALENDAR")
    assert found[-1] == ("END", "VCALENDAR")
    values = dict(found)
    assert values["VERSION"] == "2.0"
    assert values["PRODID"]
    assert values["UID"]
    assert re.fullmatch(r"\d{8}T\d{6}Z", values["DTSTAMP"])
    assert values["DTSTART;VALUE=DATE"] == "20261231"
    assert values["DTEND;VALUE=DATE"] == "20270101", "the end is the day after, not the day itself"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_the_day_and_nothing_of_anybody_nor_of_this_program(language: Language) -> None:
    data = to_ics("2026-12-01", AS_OF, language)
    found = properties(data)
    assert {name for name, _ in found} == ALLOWED
    assert dict(found)["SUMMARY"] == phrases(language, "result")("calendar.title")
    words = (data.decode() + file_name("2026-12-01", language)).lower()
    for word in (
        "assistant",
        "meedenken",
        "trigger",
        "radical",
        "zelfcheck",
        "self-check",
        "signal",
        "pupil",
        "leerling",
    ):
        assert word not in words


def test_every_conversation_gives_the_same_entry_for_a_day(guide: Guide) -> None:
    """So a calendar never tells what a conversation was about, nor how many there were on a day."""
    files = {to_ics(day.day, AS_OF, "nl") for each in few(guide) for day in days_to_look(each, AS_OF, "nl")}
    assert len(files) == len(AGAIN)


@pytest.mark.parametrize(
    ("today", "again", "day"),
    [
        ("2026-11-24", "day", "2026-11-25"),
        ("2026-12-31", "day", "2027-01-01"),
        ("2026-11-24", "week", "2026-12-01"),
        ("2026-11-24", "two_weeks", "2026-12-08"),
        ("2026-11-24", "month", "2026-12-24"),
        ("2026-12-05", "month", "2027-01-05"),
        ("2027-01-31", "month", "2027-02-28"),
        ("2028-01-31", "month", "2028-02-29"),
    ],
)
def test_the_day_is_counted_from_today(today: str, again: Again, day: str) -> None:
    assert day_after(today, again) == day


def few(guide: Guide) -> list[Result]:
    """Some results of whole conversations."""
    return [each for _, each in results(guide, 24, 16) if can_look_again(each)]


def test_the_days_that_steps_name_are_pointed_out(guide: Guide) -> None:
    for result in few(guide):
        days = days_to_look(result, AS_OF, "nl")
        assert [date.fromisoformat(each.day) for each in days] == sorted(date.fromisoformat(each.day) for each in days)
        steps = page_of(result, "nl").part("steps")
        said = {
            each.again for each in days for item in (steps.items if steps else ()) if again_on(item.text, each.again)
        }
        assert said <= {each.again for each in days if each.named}
        assert first_named(days).named or not any(each.named for each in days)


def again_on(text: str, again: Again) -> bool:
    return phrases("nl", "result")(f"page.again.{again}") in text


def test_no_plan_where_everything_waits_for_a_call(guide: Guide) -> None:
    danger = result_of_session(guide, told(danger_now=("yes",)).session)
    assert danger.ended == "danger"
    assert not can_look_again(danger)


def test_a_file_of_that_day_is_never_written_over(tmp_path: Path) -> None:
    name = file_name("2026-12-01", "nl")
    seen = set()
    for _ in range(3):
        path = free_path(tmp_path, name)
        assert path.suffix == ".ics"
        assert not path.exists()
        path.write_bytes(b"")
        seen.add(path)
    assert len(seen) == 3


# ---------------------------------------------------------------- the app and line mode


@pytest.mark.parametrize("language", LANGUAGES)
async def test_in_the_app_one_key_makes_the_file_and_the_result_says_where(
    language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", str(tmp_path))
    app = app_on(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_result(pilot)
        assert isinstance(app.screen, ResultScreen)
        app.screen._do("plan")
        await settled(pilot)
        assert isinstance(app.screen, LookAgainScreen)
        await pilot.press("2")
        await settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        (path,) = tmp_path.iterdir()
        assert app.screen.saved == str(path)
        assert path.read_bytes() == to_ics(day_after(AS_OF, "week"), AS_OF, language)


async def test_a_folder_that_is_not_there_is_said_and_the_days_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", str(tmp_path / "gone"))
    app = app_on()
    async with app.run_test(size=(60, 20)) as pilot:
        await at_result(pilot)
        assert isinstance(app.screen, ResultScreen)
        app.screen.action_plan()
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, LookAgainScreen)
        await pilot.press("1")
        await settled(pilot)
        assert app.screen is screen
        assert str(tmp_path / "gone") in screen.problem


def test_in_lines_a_number_after_the_list_chooses_the_day(
    guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", str(tmp_path))
    talk, written = hold(guide, (*LINES, "agenda", "3", "agenda 1", "agenda 9"), tmp_path / "home")
    names = sorted(path.name for path in tmp_path.glob("*.ics"))
    today = talk.keeping.shelf.today
    assert names == sorted(file_name(day_after(today, again), "nl") for again in ("two_weeks", "day"))
    assert all(str(tmp_path / name) in written.replace("\n", " ") or name in written for name in names)


def test_in_lines_there_is_no_plan_before_the_result(
    guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", str(tmp_path))
    talk, _ = hold(guide, ("agenda 1", *LINES[:3]), tmp_path / "home")
    assert not list(tmp_path.glob("*.ics"))
    assert talk.talk.session.answers, "the line was no answer, and the next ones are"
