"""Line mode: what is typed means what it says, in whatever spelling, and a list on screen owns the next number."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui_walk import AS_OF, told

from assistant.content.questions.number import Number
from assistant.content.questions.typed import Entry
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, Answer
from assistant.plain.lines import Line
from assistant.plain.talk import PlainTalk
from assistant.present.reading import plain_line, read_answer, read_entry, row_number
from assistant.present.talk import talk_view
from assistant.store.kept import Shelf
from tests.plain.test_talk import LINES, hold

NO, YES = ("no",), ("yes",)
AT = {name: place for place, name in enumerate(("danger_now", "urgent_today", "role", "age_band", "noticed", "events"))}


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "2",
            "2.",
            "2)",
            "(2)",
            "²",
            "２",
            "②",
            "2️⃣",
            " 2 ",
            "2,",
            "nummer 2",
            "optie twee",
            "twee",
            "two",
            "nr 2",
            "02",
        ),
        *(
            "nee",
            "Nee.",
            "NEE!",
            "nee hoor",
            "n",
            "neen",
            "nee, dank u",
            "«nee»",
            "ne\u00ade",
            "n\u200bee",
            "ｎｅｅ",
            "\ufeffnee",
        ),
        *("no", "nope", "no thanks", "No, thank you.", "Nee...", "'nee'", '"nee"', "*nee*", "nee\x00", "nee\t"),
    ],
)
def test_a_no_in_every_spelling(guide: Guide, tmp_path: Path, typed: str) -> None:
    talk, _ = hold(guide, (typed,), tmp_path)
    assert talk.talk.session.answers["danger_now"].chosen == NO


@pytest.mark.parametrize(
    "typed", ["1", "ja", "Ja.", "ja hoor", "jawel", "ja, graag", "één", "een", "①", "yes", "yes please", "Ja!!", "1️⃣"]
)
def test_a_yes_in_every_spelling(guide: Guide, tmp_path: Path, typed: str) -> None:
    talk, written = hold(guide, (typed,), tmp_path)
    assert talk.talk.session.answers["danger_now"].chosen == YES
    assert "Eerst veiligheid" in written


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "weet ik niet",
            "Weet ik niet.",
            "weet niet",
            "ik weet het niet",
            "geen idee",
            "0",
            "nul",
            "onbekend",
            "unknown",
        ),
        *("I don't know", "i don’t know", "dont know", "no idea", "not sure", "weet ik niet zeker"),
    ],
)
def test_not_knowing_is_never_none_of_these(guide: Guide, tmp_path: Path, typed: str) -> None:
    for question in ("events", "urgent_today", "protective"):
        view = talk_view(guide, told(until=question), "nl").question
        assert view is not None
        assert read_answer(view, typed) == DONT_KNOW


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1 3", {"bereavement", "violence_at_home"}),
        ("1,3", {"bereavement", "violence_at_home"}),
        ("1; 3", {"bereavement", "violence_at_home"}),
        ("een en drie", {"bereavement", "violence_at_home"}),
        ("1 & 3", {"bereavement", "violence_at_home"}),
        ("③ ①", {"bereavement", "violence_at_home"}),
        ("ontslag", {"dismissal"}),
        ("Ontslag, of werk verloren", {"dismissal"}),
        ("heeft vastgezeten.", {"detained"}),
    ],
)
def test_several_at_once_and_labels(guide: Guide, typed: str, chosen: set[str]) -> None:
    view = talk_view(guide, told(until="events"), "nl").question
    assert view is not None
    answer = read_answer(view, typed)
    assert answer is not None
    assert set(answer.chosen) == chosen


@pytest.mark.parametrize(
    "typed",
    [
        "niets hiervan",
        "1 9",
        "1 0",
        "120",
        "1 99",
        "ja",
        "misschien 1",
        "...",
        "?!",
        "½",
        "1-3",
        "een twee drie vier x",
    ],
)
def test_what_is_no_clear_answer_is_none(guide: Guide, typed: str) -> None:
    """*None of these, I am sure* is said in full or by its number; a slip never rules out all others."""
    view = talk_view(guide, told(until="events"), "nl").question
    assert view is not None
    assert read_answer(view, typed) is None


def test_the_beginning_of_a_label_ends_no_conversation(guide: Guide, tmp_path: Path) -> None:
    for typed in ("deze persoon", "een kind", "tekenen van ron"):
        talk, written = hold(guide, ("2", typed), tmp_path)
        assert "urgent_today" not in talk.talk.session.answers
        assert "Bedoelt u" in written


def test_rather_not_is_a_dash_of_any_length(guide: Guide) -> None:
    view = talk_view(guide, told(until="events"), "nl").question
    assert view is not None
    assert {read_answer(view, dash) for dash in ("-", "–", "—", " - ", "−")} == {RATHER_NOT}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(
            ("5", 5000),
            ("5,5", 5500),
            ("5.5", 5500),
            ("５", 5000),
            ("vijf", 5000),
            ("²", 2000),
            ("-5", None),
            ("101", None),
        ),
        *(("5e3", None), ("x", None), ("1 000", None), ("9" * 400, None), ("٣", None)),
    ],
)
def test_numbers(guide: Guide, typed: str, number: int | None) -> None:
    view = talk_view(guide, told(until="events"), "nl").question
    assert view is not None
    answer = read_entry(view, Entry(Number(), 0, 100, "2026-11-24"), typed)
    assert answer == (None if number is None else Answer(number=number))


def test_one_spelling() -> None:
    assert plain_line("  Één,   “twee” ") == "een twee"
    assert plain_line("x" * 100_000) == plain_line("x" * 2_000)
    assert [row_number(text) for text in ("nummer drie", "⑫", "twaalf", "-1", "1 2", "0")] == [3, 12, 12, 0, 0, 0]


# ---------------------------------------------------------------- a list on screen


@pytest.mark.parametrize("before", [LINES[:1], LINES[:3], LINES[:5], LINES[:7]])
@pytest.mark.parametrize(
    "typed", ["antwoorden", "zoek zingeving", "gevaar", "bewaar", "hervat", "waarom niet", "zoek", "?"]
)
def test_a_bare_number_after_a_list_never_answers_the_question_behind_it(
    guide: Guide, tmp_path: Path, before: tuple[str, ...], typed: str
) -> None:
    hold(guide, (*LINES[:3], "bewaar 7"), tmp_path)  # something to go on with
    plain, _ = hold(guide, before, tmp_path / "a")
    talk, written = hold(guide, (*before, typed, "1"), tmp_path)
    if "Een nummer hoort nu bij deze lijst" in " ".join(written.split()):
        after = dict(talk.talk.session.answers)
        assert typed == "hervat" or after == dict(plain.talk.session.answers)
    else:
        assert typed in ("zoek", "?", "waarom niet", "gevaar", "hervat")  # no list was written


def test_after_the_answers_a_number_changes_that_answer(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, (*LINES[:3], "antwoorden", "1"), tmp_path)
    assert talk.talk.revisiting == "danger_now"
    assert "urgent_today" in talk.talk.session.answers
    assert written.count("Is er nu direct gevaar voor iemand?") >= 2


def test_after_a_search_a_number_opens_the_page_and_its_links_follow(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, ("2", "zoek zingeving", "1", "1", "", "6"), tmp_path)
    assert "Zingeving (Drijfveren)" in written
    assert "Confrontatie met de dood (Triggerfactoren)" in written
    assert set(talk.talk.session.answers) == {"danger_now", "urgent_today"}


def test_enter_leaves_the_list_and_gives_the_question_again(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, ("2", "antwoorden", "", "6"), tmp_path)
    assert talk.talk.session.answers["urgent_today"].chosen == ("none_of_these",)
    assert written.split("> ")[3].count("niets hiervan") == 1


def test_after_the_danger_page_a_number_says_ones_work(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, ("2", "gevaar", "1"), tmp_path)
    assert set(talk.talk.session.answers) == {"danger_now"}
    assert written.count("Bel nu 112.") == 2


def test_after_asking_to_keep_a_number_is_of_days(guide: Guide, tmp_path: Path) -> None:
    talk, _ = hold(guide, ("2", "bewaar", "7"), tmp_path)
    assert set(talk.talk.session.answers) == {"danger_now"}
    assert talk.keeping.kept is not None


def test_after_the_result_a_number_says_why(guide: Guide, tmp_path: Path) -> None:
    _, spelled = hold(guide, (*LINES, "waarom 1"), tmp_path)
    _, bare = hold(guide, (*LINES, "1"), tmp_path)
    assert spelled.split("> ")[-2].strip() in bare
    _, both = hold(guide, (*LINES, "waarom niet", "2", "1"), tmp_path)
    _, apart = hold(guide, (*LINES, "waarom niet 2"), tmp_path)
    assert apart.split("> ")[-2].strip() in both


def test_a_list_shown_during_a_proposal_owns_nothing_once_the_proposal_stands_again(
    guide: Guide, tmp_path: Path
) -> None:
    talk, _ = hold(guide, (*LINES[:4], "is ontslagen", "antwoorden", "1", ""), tmp_path)
    assert talk.talk.session.answers["events"].chosen == ("dismissal",)


def test_words_still_answer_while_a_list_stands(guide: Guide, tmp_path: Path) -> None:
    talk, _ = hold(guide, ("2", "antwoorden", "nee, niets hiervan"), tmp_path)
    assert talk.talk.session.answers["urgent_today"].chosen == ("none_of_these",)


# ---------------------------------------------------------------- leaving at once


@pytest.mark.parametrize("again", ["weg", "", "leave", " WEG "])
def test_leaving_covers_first_and_once_more_ends(guide: Guide, tmp_path: Path, again: str) -> None:
    talk, written = hold(guide, ("2", "weg", again, "6"), tmp_path)
    assert set(talk.talk.session.answers) == {"danger_now"}
    assert "blijven staan" in written.split("> ")[-2]


@pytest.mark.parametrize("other", ["1", "2", "terug", "nee", "x", "stop", "bewaar 7"])
def test_anything_else_brings_the_question_back_and_does_nothing_more(guide: Guide, tmp_path: Path, other: str) -> None:
    talk, written = hold(guide, ("2", "weg", other, "6"), tmp_path)
    assert talk.talk.session.answers["urgent_today"].chosen == ("none_of_these",)
    assert written.split("> ")[3].count("niets hiervan") == 1


def test_danger_is_heard_also_while_it_is_covered(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, ("2", "weg", "gevaar"), tmp_path)
    assert "Bel nu 112." in written
    assert set(talk.talk.session.answers) == {"danger_now"}


def test_ten_seconds_without_a_line_end_it(guide: Guide, tmp_path: Path) -> None:
    lines, written, cleared = iter(["2", "weg", "6"]), list[str](), list[int]()
    talk = PlainTalk(
        guide,
        "self_check",
        AS_OF,
        Line(lambda prompt: next(lines, None), written.append, lambda seconds: seconds < 10, lambda: cleared.append(1)),
        "nl",
        Shelf(tmp_path, AS_OF),
        lambda prompt: "",
    )
    talk.run()
    assert set(talk.talk.session.answers) == {"danger_now"}
    assert next(lines) == "6"
    assert len(cleared) == 2
