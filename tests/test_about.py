"""About: what a person has checked of the content stands there, in one place, and says the same in every shell."""

from dataclasses import replace
from pathlib import Path

import pytest
import tui_walk as t
from plain_walk import hold
from web_visitor import Visitor

from assistant.content.directory import NO_DIRECTORY, Contact, Directory
from assistant.content.interface import phrases
from assistant.content.model import Language, Partner, Text
from assistant.dialogue.guide import Guide
from assistant.present.about import about_lines
from assistant.result.verified import verified
from assistant.tui.page_screens import PageScreen


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_shell_has_it(guide: Guide, language: Language, tmp_path: Path) -> None:
    wanted = [squeezed(part) for pair in about_lines(guide.pack, NO_DIRECTORY, t.AS_OF, language) for part in pair]
    _, written = hold(guide, ["over"], tmp_path, language=language)
    page = Visitor(lang=language).get("/over").text
    app = t.app_for(language)
    async with app.run_test(size=(100, 90)) as pilot:
        wish = phrases(language)("about.title").casefold()
        await pilot.press("ctrl+p", *("space" if letter == " " else letter for letter in wish), "enter")
        await t.settled(pilot)
        assert isinstance(app.screen, PageScreen)
        drawn = t.shown(app)
        await pilot.press("escape")
        await t.settled(pilot)
        assert t.open_key(app) == "danger_now"
    for face in (written, page, drawn):
        assert [each for each in wanted if each not in squeezed(face)] == []


def test_numbers_that_nobody_checked_are_named_and_112_is_not_one(guide: Guide) -> None:
    names = {partner.id for partner in verified(guide.pack, NO_DIRECTORY).unchecked}
    told = " ".join(text for _, text in about_lines(guide.pack, NO_DIRECTORY, t.AS_OF, "nl"))
    assert names
    for partner in guide.pack.kind("partner").values():
        assert isinstance(partner, Partner)
        assert (bool(partner.phone) and f": {partner.phone}" in told) == (partner.id in names)
    assert not names & {"emergency_112", "suicide_113"}


def test_a_number_of_ones_own_that_was_checked_is_not_named(guide: Guide) -> None:
    first = verified(guide.pack, NO_DIRECTORY).unchecked[0]
    here = Directory(
        "here", {first.id: Contact(first.id, Text("bij ons", "here"), "010-1234567", verified_on="2026-11-01")}
    )
    assert first not in verified(guide.pack, here).unchecked


def test_what_is_past_its_date_is_said(guide: Guide) -> None:
    now, late = (about_lines(guide.pack, NO_DIRECTORY, day, "nl") for day in (t.AS_OF, "2031-01-01"))
    assert len(late) == len(now) + 1


def test_what_is_all_checked_says_nothing_of_doubt(guide: Guide) -> None:
    sources = {name: replace(source, verified=True) for name, source in guide.pack.kind("source").items()}  # type: ignore[call-arg]
    partners = {name: replace(partner, phone="") for name, partner in guide.pack.kind("partner").items()}  # type: ignore[call-arg]
    checked = replace(guide.pack, entries={**guide.pack.entries, "source": sources, "partner": partners})
    assert verified(checked, NO_DIRECTORY).complete
    assert (
        len(about_lines(checked, NO_DIRECTORY, t.AS_OF, "nl"))
        == len(about_lines(guide.pack, NO_DIRECTORY, t.AS_OF, "nl")) - 1
    )
