"""The note to take along: what the user said, and never what the program concluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from promises.sessions import results
from tui_walk import told

from assistant.dialogue.guide import Guide
from assistant.report.note import note_markdown, note_text
from assistant.result.note import Note, OwnWords, note_of
from assistant.result.result import Result, result_of_session

FORBIDDEN = ("trigger", "drijfveer", "driver", "radicalis", "signaal", "signal", "extrem", "contactpersoon")


def result(guide: Guide, **changed: tuple[str, ...]) -> Result:
    return result_of_session(guide, told(**changed).session)


def part(note: Note, name: str) -> tuple[str, ...]:
    return next((part.lines for part in note.parts if part.id == name), ())


def blind(result: Result) -> Result:
    """The same answers, with every conclusion taken away."""
    outcome = replace(result.outcome, conclusions=(), because={})
    return replace(result, outcome=outcome)


def test_facts_opinion_and_what_goes_well_stand_apart(guide: Guide) -> None:
    note = note_of(result(guide), "nl")
    assert part(note, "seen")[0] == "Ontslag, of werk verloren (korter dan een jaar geleden)."
    assert "Praat met mij of een collega, als wij ernaar vragen." in part(note, "well")
    assert part(note, "opinion")[0] == "Ik maak mij zorgen, maar ik weet niet waarover."
    assert not set(part(note, "seen")) & set(part(note, "opinion"))


def test_what_was_heard_from_others_stands_apart(guide: Guide) -> None:
    note = note_of(result(guide, heard_how=("told",)), "nl")
    assert "Trekt zich terug van anderen." in part(note, "told")
    assert "Trekt zich terug van anderen." not in part(note, "seen")


def test_what_was_not_known_is_a_question_and_no_fact(guide: Guide) -> None:
    note = note_of(result(guide), "en")
    assert part(note, "unknown") == ("Has something happened with friends, with a group, or in society?",)


def test_own_words_are_taken_in_literally(guide: Guide) -> None:
    own = OwnWords("Zei <b>tot morgen</b>.\n\n", "Ik *twijfel*", "Wat ziet u?")
    note = note_of(result(guide), "nl", own)
    assert "Zei <b>tot morgen</b>." in part(note, "seen")
    assert r"Zei \<b\>tot morgen\</b\>." in note_markdown(note)
    assert "Wat ziet u?" in note_text(note)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_conclusion_reaches_the_note(guide: Guide, language: str) -> None:
    seen: Mapping[bool, int] = {True: 0, False: 0}
    for _, each in results(guide, 150, 71):
        with_them, without = note_of(each, language), note_of(blind(each), language)  # type: ignore[arg-type]
        assert with_them == without
        text = note_text(with_them).casefold()
        assert not [word for word in FORBIDDEN if word in text]
        seen[bool(each.outcome.conclusions)] += 1  # type: ignore[index]
    assert seen[True] > 100


def test_a_note_never_names_age_or_work(guide: Guide) -> None:
    text = note_text(note_of(result(guide), "nl"))
    assert "16" not in text.replace("2026", "")
    assert "mbo" not in text
