"""What is never an input: found by stems and patterns, told of as a list of words, and lighter where it is not about a person."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from authoring import trial

from assistant.authoring.checking import check_pack
from assistant.authoring.lint.never import asked
from assistant.content.interface import phrases
from assistant.errors import Finding

FOLDER = Path(__file__).parent.parent / "never"
TOPICS = {
    "geloof": "belief",
    "kleding": "dress",
    "afkomst": "descent",
    "seksualiteit": "sexuality",
    "politiek": "politics",
}
TOPICS |= {"geslacht": "sex", "wijk": "neighbourhood"}


def rows(name: str) -> list[list[str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))


def test_sixty_questions_that_were_written_before_the_patterns_are_found() -> None:
    sentences = rows("sentences.tsv")
    assert len(sentences) == 60
    missed = [
        text
        for language, topic, text in sentences
        if (found := asked(language, text)) is None or found.topic != TOPICS.get(topic, topic)
    ]
    assert missed == []


def test_ordinary_questions_are_left_alone() -> None:
    assert [text for language, text in rows("harmless.tsv") if asked(language, text)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_finding_says_that_it_is_a_list_of_words(language: str) -> None:
    said = phrases("nl" if language == "nl" else "en", "findings")("question/asks-belief", word="x")
    assert ("lijst van woorden" if language == "nl" else "list of words") in said


def checked(folder: Path, ask: str, about: str, comment: str = "") -> list[Finding]:
    question = trial.question("extra", trial.yes_no()).replace("Question?", ask)
    if comment:
        question = question.replace("        ask:", f"        # check: off {comment}\n        ask:")
    trial.write(folder, trial.DANGER_FIRST + question)
    dialogue = folder / "dialogues" / "d.yaml"
    dialogue.write_text(
        dialogue.read_text("utf-8").replace('version: "1.0.0"', f'version: "1.0.0"\nabout: {about}', 1), "utf-8"
    )
    return [
        f
        for f in check_pack(folder, "2026-11-24").findings
        if f.code in ("question/asks-belief", "text/name", "text/score", "check/not-possible")
    ]


FORMS = (
    ("Do you have a passport?", "question/asks-belief"),
    ("Is it a low risk?", "text/score"),
    ("Did Kevin sign?", "text/name"),
)


@pytest.mark.parametrize(("ask", "code"), FORMS)
def test_about_a_person_it_is_an_error_and_elsewhere_a_warning_with_a_switch(
    tmp_path: Path, ask: str, code: str
) -> None:
    (found,) = checked(tmp_path / "a", ask, "person")
    assert (found.code, found.severity) == (code, "error")
    (found,) = checked(tmp_path / "b", ask, "organisation")
    assert (found.code, found.severity) == (code, "warning")
    assert checked(tmp_path / "c", ask, "organisation", f"{code} the form is about travel") == []
    still = checked(tmp_path / "d", ask, "person", f"{code} I want it")
    assert {each.code for each in still} == {code, "check/not-possible"}


@pytest.mark.parametrize("ask", ["Was it before 19 Jan 2013?", "Is it a loft conversion?", "Is the loft converted?"])
def test_forms_read_as_they_are_meant(tmp_path: Path, ask: str) -> None:
    assert checked(tmp_path, ask, "person") == []
