"""A round becomes a case only when its story is made up; what may lead to a real person is shown; a self-check never becomes one."""

from __future__ import annotations

import inspect
import shutil
from pathlib import Path

import pytest
from authoring.fragments import BASE
from click.testing import CliRunner

from assistant.authoring import from_round, saving
from assistant.authoring.telltale import replaced, telltales
from assistant.cli.main import main
from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide
from assistant.tui.keys import keys_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "pack"))


def start(folder: Path, case: str, typed: str, name: str = "mine") -> tuple[int, str]:
    done = CliRunner().invoke(main, ["start", case, name, "--pack", str(folder), "--lang", "en"], input=typed)
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Toen zei Samira dat het goed was.", "name", "Samira"),
        ("Samira belde. Later sprak u Samira.", "name", "Samira"),
        ("De meester, Jan van der Berg, hielp.", "name", "Jan van der Berg"),
        ("Hij woont in Zwolle bij zijn oom.", "place", "Zwolle"),
        ("She came from Utrecht.", "place", "Utrecht"),
        ("Hij zit op het Erasmus College.", "school", "Erasmus College"),
        ("Het was op 12 maart 2024.", "date", "12 maart 2024"),
        ("Op 03-04-2023 viel hij.", "date", "03-04-2023"),
        ("Bel 06 12345678 of mail a@b.nl.", "contact", "06 12345678"),
        ("Zijn postcode is 1234 AB.", "contact", "1234 AB"),
        ("Er waren 45 leerlingen.", "number", "45"),
    ],
)
def test_what_may_lead_to_a_real_person_is_seen(text: str, kind: str, words: str) -> None:
    assert (kind, words) in {(each.kind, each.words) for each in telltales([text])}


def test_an_ordinary_sentence_has_nothing_of_the_kind() -> None:
    assert telltales(["Hij mist de lessen. Daarna sliep hij niet.", "The door slammed. You saw it."]) == ()


def test_whole_words_are_replaced_the_longest_first() -> None:
    assert (
        replaced("Jan Berg en Jan, niet Janneke", {"Jan": "Robin", "Jan Berg": "Robin"})
        == "Robin en Robin, niet Janneke"
    )


def _named(folder: Path) -> tuple[str, Path]:
    """A case in which somebody has a name."""
    name = next(iter(read_pack(folder).cases))
    return name, folder / read_pack(folder).cases[name].place.file


def test_no_made_up_story_no_case_and_nothing_kept(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    name, _ = _named(folder)
    for said in ("no\n", "perhaps\n"):
        code, told = start(folder, name, said)
        assert (code, "othing was kept" in told) == (0 if said == "no\n" else 2, True)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.long
def test_a_made_up_one_is_a_case_of_its_own_with_other_words(tmp_path: Path, guide: Guide) -> None:
    """Of a pack that builds on another: the case that was played stays as it is."""
    ours = tmp_path / "ours"
    made = CliRunner().invoke(main, ["new", "pack", "ours", "--out", str(ours)])
    assert made.exit_code == 0, made.output
    code, told = start(ours, "empty_chair", "yes\n" + "Robin\n" * 60)
    assert code == 0, told
    text = (ours / "dialogues" / "cases" / "mine.yaml").read_text("utf-8")
    assert "\ncase: mine\n" in text
    assert text.startswith("# yaml-language-server: $schema=../../schema/case.json\n")
    assert text.count("Robin") >= 1
    assert start(ours, "empty_chair", "yes\n" + "Robin\n" * 60)[0] == 2  # never over a file
    code, told = start(
        ours, next(name for name in guide.pack.cases if name.startswith("big_questions")), "yes\n", "other"
    )
    assert (code, "has variants" in told) == (2, True)


def test_a_self_check_never_becomes_a_case_or_a_test(folder: Path) -> None:
    """No command takes one, no key of its screens leads there, and no function takes a session."""
    dialogue = next(iter(read_pack(folder).dialogues))
    code, told = start(folder, dialogue, "yes\n")
    assert (code, "self-check never" in told) == (2, True)
    for screen in ("home", "talk", "result", "review", "keep", "kept", "shelf"):
        assert not {key.action for key in keys_for(screen)} & {"save_test", "save_transcript", "start"}
    for module in (from_round, saving):
        for function, made in inspect.getmembers(module, inspect.isfunction):
            if made.__module__ == module.__name__ and not function.startswith("_"):
                assert "Session" not in str(inspect.signature(made)), function
