"""After a debrief: the next story, from one's own work, and why; in one key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import practice_walk as w
import pytest
import tui_walk as t
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.content.model import Language
from assistant.content.pack import shipped
from assistant.content.vocabulary import SETTINGS
from assistant.dialogue.guide import Guide
from assistant.practice.schedule import add_days
from assistant.present.practice.desk import PracticeDesk
from assistant.present.practice.next_story import ANSWERS, ELSEWHERE, SECTOR, asks_sector, next_story, sectors
from assistant.store.remembered import MOST_BYTES, remember, remembered
from assistant.tui.practice.debrief import DebriefScreen
from assistant.tui.practice.list import DoorScreen
from assistant.tui.practice.sector import SectorScreen
from tests.practice.conftest import TODAY, played

CASE = "friend_a"


def desk_with(
    guide: Guide, *rounds: tuple[str, str], today: str = TODAY, yes: dict[str, int] | None = None
) -> PracticeDesk:
    """A desk in memory on which these cases were played on these days."""
    desk = PracticeDesk(guide, None, today, "ABCD-EFGH")
    desk.open()
    for name, day in rounds:
        desk.keep(played(guide, name, yes, day=day, uid=""))
    return desk


@pytest.fixture(scope="session")
def spread(gym: Guide) -> Guide:
    """The cases of the tests, one of them in other work."""
    cases = {name: replace(case, setting="care") if name == "calm" else case for name, case in gym.pack.cases.items()}
    made = object.__new__(Guide)
    made.__dict__.update(gym.__dict__ | {"pack": replace(gym.pack, cases=cases)})
    return made


def test_the_next_story_is_from_the_own_sector_and_another_family(guide: Guide) -> None:
    for sector in SETTINGS:
        own = [case for case in guide.pack.cases.values() if case.setting == sector]
        desk = PracticeDesk(guide, None, TODAY)
        desk.open()
        story = next_story(desk, sector, "nl")
        assert own
        assert story is not None
        assert guide.pack.cases[story.case].setting == sector


def test_never_the_story_or_the_family_that_was_just_played(spread: Guide) -> None:
    desk = desk_with(spread, (CASE, TODAY))
    for sector in ("", ELSEWHERE, *SETTINGS):
        story = next_story(desk, sector, "en")
        assert story is not None
        assert spread.pack.cases[story.case].family != spread.pack.cases[CASE].family
    assert next_story(desk_with(spread, *((name, TODAY) for name in spread.pack.cases)), "care", "nl") is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_why_says_whether_it_is_ones_own_work_and_what_comes_back(spread: Guide, language: Language) -> None:
    later = add_days(TODAY, 5)
    new = next_story(desk_with(spread, (CASE, TODAY), today=later), "care", language)
    wrong = next_story(desk_with(spread, ("calm", TODAY), (CASE, TODAY), today=later, yes={}), "care", language)
    other = next_story(desk_with(spread, ("calm", TODAY), today=later), "care", language)
    assert new is not None
    assert wrong is not None
    assert other is not None
    assert (new.case, wrong.case) == ("calm", "calm")
    assert other.case != "calm"
    assert len({new.why, wrong.why, other.why}) == 3


def test_why_never_gives_a_story_away(guide: Guide) -> None:
    desk = PracticeDesk(guide, None, TODAY)
    desk.open()
    for sector in ANSWERS:
        story = next_story(desk, sector, "nl")
        assert story is not None
        case, why = guide.pack.cases[story.case], story.why.lower()
        why = why.replace(dict(sectors(guide.pack.cases, "nl"))[sector].lower(), "")
        names = [guide.pack.entry(ref.kind, ref.id) for ref in case.key.refs if ref.kind != "partner"]
        assert not [entry for entry in names if entry is not None and entry.name.nl.lower() in why]


def test_sectors_are_those_of_the_stories(spread: Guide, gym: Guide) -> None:
    there = {case.setting for case in spread.pack.cases.values()}
    assert [name for name, _ in sectors(spread.pack.cases, "nl")] == [*(s for s in SETTINGS if s in there), ELSEWHERE]
    assert asks_sector(spread.pack.cases)
    assert not asks_sector(gym.pack.cases), "with one sector there is nothing to ask"


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\xff\xfe", b"care" + b" " * MOST_BYTES * 9, b"school\ncare"])
def test_what_is_remembered_badly_is_asked_again(tmp_path: Path, damage: bytes) -> None:
    assert remembered(tmp_path, SECTOR, ANSWERS) == ""
    (tmp_path / SECTOR).write_bytes(damage)
    assert remembered(tmp_path, SECTOR, ANSWERS) in ("", "care")
    remember(tmp_path, SECTOR, "police")
    assert remembered(tmp_path, SECTOR, ANSWERS) == "police"


# ---------------------------------------------------------------- in the app


async def test_one_key_asks_once_and_then_goes_to_the_next_story(spread: Guide, tmp_path: Path) -> None:
    app = w.app_for(spread, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await w.at_debrief(pilot, CASE, {"fork.closed_group": "1"})
        await pilot.press("f6")
        await t.settled(pilot)
        assert isinstance(app.screen, SectorScreen)
        place = [name for name, _ in sectors(spread.pack.cases, "nl")].index("care") + 1
        await pilot.press(str(place))
        await t.settled(pilot)
        assert isinstance(app.screen, DebriefScreen)
        assert remembered(tmp_path, SECTOR, ANSWERS) == "care"
        story = next_story(app.practice.desk, "care", "nl")
        assert story is not None
        card = next(card for card in app.screen.cards() if card.fold.id == "story")
        assert story.title in card.fold.head
        assert card.fold.lines == ((story.why, ""),)
        await pilot.press("f6")
        await t.settled(pilot)
        assert isinstance(app.screen, DoorScreen)
        assert app.screen.case.id == story.case
    again = w.app_for(spread, tmp_path)
    async with again.run_test(size=(60, 20)) as pilot:
        await t.settled(pilot)
        assert again.practice.sector == "care", "it is asked once"


async def test_who_steps_out_of_the_question_is_asked_again_and_nothing_is_remembered(
    spread: Guide, tmp_path: Path
) -> None:
    app = w.app_for(spread, tmp_path, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await w.at_debrief(pilot, CASE, {"fork.closed_group": "1"})
        await pilot.press("f6", "escape")
        await t.settled(pilot)
        assert isinstance(app.screen, DebriefScreen)
        assert not (tmp_path / SECTOR).exists()
        assert app.practice.sector == ""


# ---------------------------------------------------------------- in lines

ROUND = "1 90\n2 60\n2 60\n1 80\n2 50\n2 60\n2 60\n1 80\n1 80\n1 100\n1 7\n0\n1\n1\n3\n"


def practised(guide: Guide, typed: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """All that is written when these lines are typed."""
    monkeypatch.setattr("assistant.cli.practice.open_guide", lambda _: guide)
    done = CliRunner().invoke(main, ["practise", CASE, "--pack", str(shipped()), "--lang", "en"], input=typed)
    assert done.exit_code == 0, done.output
    return done.output


def test_in_lines_the_sector_is_asked_once_and_one_line_begins_the_story(
    spread: Guide, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path))
    place = [name for name, _ in sectors(spread.pack.cases, "en")].index("care") + 1
    written = practised(spread, f"{ROUND}\n{place}\n1\nq\n", monkeypatch)
    assert remembered(tmp_path, SECTOR, ANSWERS) == "care"
    title = spread.pack.cases["calm"].title.en
    assert written.count("Point 1.") == 2, "the next story has begun"
    assert title in written.partition("Next story")[2]


def test_in_lines_without_an_answer_the_story_is_still_named(
    spread: Guide, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path))
    written = practised(spread, ROUND, monkeypatch)
    assert "Next story" in written
    assert not (tmp_path / SECTOR).exists()
