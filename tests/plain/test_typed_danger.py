"""Line mode: 112 and danger in any spelling, what words tell of danger, and answers as hurried hands type them."""

from pathlib import Path

import pytest

from assistant.dialogue.guide import Guide
from assistant.plain.lines import whole_paste
from assistant.present.danger import at_a_glance, danger_pages
from assistant.present.reading import plain_line, row_number
from tests.plain.test_talk import LINES, hold


@pytest.mark.parametrize(
    "typed", ["112", "Gevaar!", "gevaar.", "gevar", "bel 112", "１１２", "112!!", "g e v a a r", "Danger?"]
)
@pytest.mark.parametrize("before", [(), LINES[:1], LINES[:4]])
def test_danger_is_heard_at_every_question(guide: Guide, tmp_path: Path, typed: str, before: tuple[str, ...]) -> None:
    plain, _ = hold(guide, before, tmp_path / "plain")
    talk, written = hold(guide, (*before, typed), tmp_path / "danger")
    assert "Bel nu 112." in written
    assert talk.talk.session.answers == plain.talk.session.answers


@pytest.mark.parametrize("typed", ["nee.", "Nee!", "neen", "nee hoor", "2.", "2)", "NEE"])
def test_a_no_is_a_no_however_it_is_typed(guide: Guide, tmp_path: Path, typed: str) -> None:
    talk, _ = hold(guide, (typed,), tmp_path)
    assert talk.talk.session.answers["danger_now"].chosen == ("no",)


def test_i_do_not_know_is_never_none_of_these(guide: Guide, tmp_path: Path) -> None:
    talk, _ = hold(guide, (*LINES[:4], "", "weet ik niet"), tmp_path)
    assert talk.talk.session.answers["events"].state == "unknown"


@pytest.mark.parametrize(
    "typed", ["waarom ²", "waarom niet ²", "zoek ²", "wijzig ²", "hervat ²", "wijzig " + "9" * 5000]
)
def test_odd_digits_are_answered_with_a_sentence(guide: Guide, tmp_path: Path, typed: str) -> None:
    before, _ = hold(guide, LINES, tmp_path / "a")
    talk, written = hold(guide, (*LINES, typed), tmp_path / "b")
    assert talk.talk.session == before.talk.session
    assert written


def test_possible_danger_is_one_quiet_question(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, (*LINES[:4], "hij praat steeds over messen", "nee"), tmp_path / "no")
    assert "Is er een wapen of een dreiging?" in written
    assert "Bel nu 112." not in written
    assert talk.talk.session.answers["noticed"].chosen == ()
    _, written = hold(guide, (*LINES[:4], "hij praat steeds over messen", "ja"), tmp_path / "yes")
    assert "Bel nu 112." in written


def test_signs_and_rows() -> None:
    assert plain_line(" «Nee!» ".replace("«", "").replace("»", "")) == "nee"
    assert [row_number(text) for text in ("3", "3.", "²", "drie", "", "x", "9" * 5000)] == [3, 3, 2, 3, 0, 0, 0]


def test_a_paste_of_several_lines_is_one_answer() -> None:
    lines = iter(["twee 😔", "drie\x1b[201~"])
    assert whole_paste("een \x1b[200~een", lambda: next(lines, None)) == "een een\ntwee 😔\ndrie"
    assert whole_paste("\x1b[200~een\x1b[201~", lambda: None) == "een"
    assert whole_paste("\x1b[200~een", lambda: None) == "een"
    assert whole_paste("een", lambda: pytest.fail("a line without a paste is one line")) == "een"


def test_help_begins_with_danger(guide: Guide, tmp_path: Path) -> None:
    for typed in ("hulp", "help", "?"):
        _, written = hold(guide, (typed,), tmp_path / typed.replace("?", "mark"))
        assert "Gevaar? Typ gevaar." in written


def test_every_kind_stands_first_with_its_numbers(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(guide, ("gevaar",), tmp_path)
    glance = at_a_glance(danger_pages(guide.pack, "nl"))
    assert len(glance) == 6
    places = [written.index(line) for line in glance]
    assert places == sorted(places)
    assert places[-1] < written.index("Bel nu 112.")
