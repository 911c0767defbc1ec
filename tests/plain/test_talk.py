"""The conversation line by line: everything the product does, without a screen."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from plain_walk import LINES, SECRET, hold
from tui_walk import AS_OF, told

from assistant.cli.main import main
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer
from assistant.plain.commands import COMMANDS
from assistant.report.explain_text import why_not_text
from assistant.result.contract import not_drawn
from assistant.result.result import result_of_session
from assistant.store.kept import FOLDER, Shelf

ROOT = Path(__file__).parents[2]


def test_the_story_comes_to_the_same_result_as_on_screen(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, LINES, tmp_path)
    assert talk.talk.session.answers == {**told().session.answers, "noticed": Answer()}
    assert "Drie dingen voor nu" in written
    assert "Waar dit op kan wijzen" in written
    assert list(tmp_path.iterdir()) == []


def test_only_plain_lines_are_written(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(
        guide, (*LINES, "?", "overzicht", "gevaar", "waarom 1", "antwoorden", "notitie", "", "", ""), tmp_path
    )
    assert not [letter for letter in written if ord(letter) < 32 and letter != "\n"]
    assert all(len(line) <= 100 for line in written.splitlines())


def test_the_view_of_the_program_waits_for_the_own_impression(guide: Guide, tmp_path: Path) -> None:
    before = LINES[:-3]
    _, written = hold(
        guide, [line for each in before for line in ("waarom", "overzicht", "antwoorden", "", each)], tmp_path
    )
    said = written.lower()
    names = [
        result_of_session(guide, told().session).name(f"signal:{name}", "nl") for name in guide.pack.kind("signal")
    ]
    assert "mogelijke triggerfactor" not in said
    assert "verlies van school of werk" not in said
    assert not [name for name in names if name.lower() in said]
    _, early = hold(guide, (*before, "opslaan x.md"), tmp_path)
    assert "Eerst uw eigen indruk" in early
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_danger_is_one_word_away_and_changes_nothing(guide: Guide, tmp_path: Path, language: Language) -> None:
    for typed in COMMANDS["danger"]:
        for place in range(len(LINES) + 1):
            talk, written = hold(guide, (*LINES[:place], typed), tmp_path, language=language)
            plain, _ = hold(guide, LINES[:place], tmp_path, language=language)
            assert "112" in written.split("> ")[-2]
            assert talk.talk == plain.talk


def test_danger_ends_the_questions(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(guide, ("ja",), tmp_path)
    assert "Eerst veiligheid" in written
    assert "112" in written


def test_back_review_and_change(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, (*LINES, "antwoorden", "wijzig 6", "6"), tmp_path)
    assert talk.talk.session.answers["events"].chosen == ("discriminated",)
    assert "nu gekozen" in written
    talk, _ = hold(guide, ("2", "6", "terug", "1"), tmp_path)
    assert talk.talk.session.answers["urgent_today"].chosen == ("suicide",)


def test_after_a_change_it_says_what_became_different(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(guide, (*LINES, "wijzig 9", "9"), tmp_path)
    assert phrases("nl")("tui.changed.title") in written
    after = written.split(phrases("nl")("tui.changed.title"))[1]
    assert "Weg:" in after


def test_every_number_of_the_result_has_a_why(guide: Guide, tmp_path: Path) -> None:
    talk, _ = hold(guide, LINES, tmp_path)
    _, written = hold(guide, (*LINES, *(f"waarom {item.number}" for item in talk.items)), tmp_path)
    answers = written.split("> ")[len(LINES) + 1 :]
    assert len(answers) == len(talk.items) + 1 or len(answers) == len(talk.items)
    for item, answer in zip(talk.items, answers, strict=False):
        assert answer.strip()
        if item.part == "concerns":
            assert "Bron:" in answer


def test_why_not_names_what_is_missing(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(
        guide, (*LINES, "waarom niet", *(f"waarom niet {number}" for number in (1, 2, 3, 4, 999))), tmp_path
    )
    assert phrases("nl", "hands")("plain.why_not_intro").split(".")[0] in written
    result = result_of_session(guide, told().session)
    assert all(why_not_text(result, ref, "nl").rstrip() in written for ref in not_drawn(result)[:4])


@pytest.mark.parametrize("wrong", ["x", "99", "1 2", "-1", "ja misschien", "½", "  ", "\u202e"])
def test_what_is_no_answer_is_asked_again(guide: Guide, tmp_path: Path, wrong: str) -> None:
    talk, written = hold(guide, (wrong,), tmp_path)
    assert talk.talk.session.answers == {}
    assert phrases("nl", "hands")("plain.hint.one") in " ".join(written.split())


def test_words_find_an_option(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(guide, ("2", "6", "mbo"), tmp_path)
    assert "Bedoelt u 2:" in written


def test_own_words_become_proposals_and_are_forgotten(guide: Guide, tmp_path: Path) -> None:
    typed = (*LINES[:4], "zijn leerbaan kwijt, vertelt Jeroen de Boer", "1", "", "")
    talk, written = hold(guide, typed, tmp_path)
    assert talk.talk.session.answers["events"].chosen == ("dismissal",)
    assert talk.talk.session.answers["noticed"] == Answer()
    assert "Misschien een naam: Jeroen de Boer." in written


def test_a_proposal_that_is_refused_ticks_nothing(guide: Guide, tmp_path: Path) -> None:
    talk, _ = hold(guide, (*LINES[:4], "is ontslagen", "2", ""), tmp_path)
    assert "events" not in talk.talk.session.answers


def test_words_that_no_option_says_exactly_are_kept_as_a_tick_of_their_own(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, (*LINES[:4], "geen stage gevonden", "1", ""), tmp_path)
    assert "missed_internship" in talk.talk.session.answers["events"].chosen
    assert "Geen stage of leerplek gevonden. (nu gekozen)" in " ".join(written.split())


def test_when_no_words_are_recognised_that_is_said(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(guide, (*LINES[:4], "qwerty", ""), tmp_path)
    assert "Bedoelt u:" not in written
    assert phrases("nl")("tui.proposal.none") in " ".join(written.split())


def test_the_word_for_danger_works_where_words_are_asked_about_and_in_the_note(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, (*LINES[:4], "is ontslagen", "gevaar", "0", ""), tmp_path)
    assert "Bel nu 112." in written
    assert written.count("Bedoelt u:") == 2
    assert "events" not in talk.talk.session.answers
    talk, written = hold(guide, (*LINES[:4], "notitie", "!", "Hij zei niets.", "", "", "", ""), tmp_path)
    assert "Bel nu 112." in written
    assert talk.own.facts == "Hij zei niets."


def test_nothing_is_written_that_a_screen_reader_reads_out_for_nothing(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(guide, (*LINES, "notitie", "", "", "", "", "stop", "stop"), tmp_path)
    assert "Notitie om mee te nemen" in written
    assert not re.search(r"([-=_─━.])\1{2,}", written)


def test_words_about_danger_lead_to_the_page(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(guide, (*LINES[:4], "zegt dat het leven geen zin heeft en wil dood"), tmp_path)
    assert "113" in written


# ---------------------------------------------------------------- note and files


@pytest.mark.parametrize("name", ["uit.md", "uit.txt", "uit.html", "uit.pdf", "uit.json"])
def test_the_result_can_be_saved_and_nothing_is_overwritten(guide: Guide, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    _, written = hold(guide, (*LINES, f"opslaan {path}", f"opslaan {path}"), tmp_path / "home")
    assert path.stat().st_size > 500
    assert "bestaat al" in " ".join(written.split())


def test_a_word_after_the_name_adds_the_annex_and_more_shows_the_full_lists(guide: Guide, tmp_path: Path) -> None:
    brief, full, labelled = (tmp_path / name for name in ("a.md", "b.md", "ahmed.md"))
    lines = (*LINES, f"opslaan {brief}", f"opslaan {full} alles", f"opslaan {labelled}", "meer", "waarom 1")
    _, written = hold(guide, lines, tmp_path / "home")
    assert full.stat().st_size > 3 * brief.stat().st_size
    assert not labelled.exists()
    page, _, more = written.partition("Wat zou deze uitkomst veranderen?")
    assert more
    assert "Drie dingen voor nu" in page


def test_the_note_takes_own_words_and_warns(guide: Guide, tmp_path: Path) -> None:
    path = tmp_path / "notitie.md"
    typed = (
        *LINES,
        "notitie",
        "Zei maandag: het is oneerlijk.",
        "Kookt mee.",
        "",
        "Bel Sanne, 06-12345678",
        "Ik bel vrijdag weer.",
        f"opslaan notitie {path}",
    )
    _, written = hold(guide, typed, tmp_path / "home")
    assert "telefoonnummer" in written
    assert "het is oneerlijk" in path.read_text("utf-8")
    assert "trigger" not in path.read_text("utf-8").lower()


def test_looking_things_up_changes_no_answer_and_links_lead_on(guide: Guide, tmp_path: Path) -> None:
    talk, written = hold(guide, ("2", "zoek zingeving", "zoek 1", "zoek 1", "zoek", "zoek xyzzy", "6"), tmp_path)
    assert "Zingeving (Drijfveren)" in written
    assert "Hoort bij elkaar:" in written
    assert "Confrontatie met de dood (Triggerfactoren)" in written
    assert "Niets gevonden" in written
    assert set(talk.talk.session.answers) == {"danger_now", "urgent_today"}


# ---------------------------------------------------------------- keeping


def test_nothing_is_kept_unless_asked(guide: Guide, tmp_path: Path) -> None:
    hold(guide, (*LINES, "stop", "stop"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_keeping_from_half_way_and_resuming(guide: Guide, tmp_path: Path) -> None:
    first, written = hold(guide, (*LINES[:6], "bewaar 7", *LINES[6:9]), tmp_path)
    assert "1 december 2026" in written
    again, written = hold(guide, ("hervat", "hervat 1", *LINES[9:]), tmp_path)
    assert "Er is een bewaard gesprek" in written
    assert dict(again.talk.session.answers) == dict(hold(guide, LINES, tmp_path / "x")[0].talk.session.answers)
    assert len(first.talk.session.answers) == 9
    (line,) = Shelf(tmp_path, AS_OF).shelved().lines
    assert line.answers == len(again.talk.session.answers)


def test_keeping_behind_a_passphrase(guide: Guide, tmp_path: Path) -> None:
    hold(guide, (*LINES[:4], "keep 7 passphrase"), tmp_path)
    talk, written = hold(guide, ("hervat 1",), tmp_path, secret="iets anders")
    assert talk.talk.session.answers == {}
    assert "wachtwoord past niet" in written
    talk, _ = hold(guide, ("hervat 1",), tmp_path, secret=SECRET)
    assert len(talk.talk.session.answers) == 4
    _, written = hold(guide, ("2", "keep 7 passphrase"), tmp_path / "x", secret="kort")
    assert "Er is niets bewaard" in written
    assert not (tmp_path / "x").exists()


def test_every_answer_is_on_disk_before_the_next_question(guide: Guide, tmp_path: Path) -> None:
    """Read the file each time the program waits for a line."""
    typed = ("bewaar 7", *LINES)
    for place in range(1, len(typed) + 1):
        home = tmp_path / str(place)
        talk, _ = hold(guide, typed[:place], home)
        (line,) = Shelf(home, AS_OF).shelved().lines
        assert dict(Shelf(home, AS_OF).open(line.id).session.answers) == dict(talk.talk.session.answers)


def test_a_full_disk_is_said_and_the_talk_goes_on(
    guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    real, calls = os.fsync, [0]

    def sometimes_full(handle: int) -> None:
        calls[0] += 1
        if 8 < calls[0] < 12:
            raise OSError(28, "full")
        real(handle)

    monkeypatch.setattr(os, "fsync", sometimes_full)
    talk, written = hold(guide, ("bewaar 7", *LINES), tmp_path)
    assert "De schijf is vol" in written
    (line,) = Shelf(tmp_path, AS_OF).shelved().lines
    assert line.answers == len(talk.talk.session.answers)


def test_what_is_said_about_keeping_is_what_the_last_write_did(
    guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R5: the disk takes the conversation, and then no answer."""
    import os

    real, full = os.fsync, [False]

    def sync(handle: int) -> None:
        if full[0]:
            raise OSError(28, "full")
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    talk, written = hold(guide, ("bewaar 7", "2"), tmp_path)
    assert phrases("nl", "hands")("plain.end_kept") in written
    full[0] = True
    kept = talk.keeping.kept
    assert kept is not None
    typed = iter(["5", "2", None])
    talk.line.read = lambda _prompt: next(typed)  # type: ignore[method-assign]
    said: list[str] = []
    talk.line.tell = lambda *lines: said.extend(lines)  # type: ignore[method-assign]
    talk.run()
    (line,) = Shelf(tmp_path, AS_OF).shelved().lines
    told = phrases("nl", "hands")("plain.end_part", kept=line.answers, all=len(talk.talk.session.answers))
    assert line.answers < len(talk.talk.session.answers)
    assert said[-1] == told


def test_deleted_in_another_window(guide: Guide, tmp_path: Path) -> None:
    talk, _ = hold(guide, ("bewaar 7", "2"), tmp_path)
    assert Shelf(tmp_path, AS_OF).purge(everything=True) == 1
    talk.keeping.keep_on(talk.talk.session)
    assert talk.keeping.kept is None
    assert not list((tmp_path / FOLDER).glob("*.json"))


def test_a_conversation_of_an_older_version_says_what_changed(guide: Guide, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, AS_OF)
    session = (
        told().session.answered("no_longer_there", Answer(chosen=("x",))).answered("role", Answer(chosen=("gone",)))
    )
    shelf.keep(session, "0.9.0", 7)
    talk, written = hold(guide, ("hervat 1", "2"), tmp_path)
    flat = " ".join(written.split())
    assert "van versie 0.9.0 naar" in flat
    assert "Wat past bij u?" in flat
    assert "no_longer_there" in flat
    assert talk.talk.session.answers["role"].chosen == ("teacher_mbo",)
    assert "Drie dingen voor nu" in written  # all later answers counted again


def test_a_damaged_file_is_said_at_the_start(guide: Guide, tmp_path: Path) -> None:
    one = Shelf(tmp_path, AS_OF).keep(told().session, "1.0.0", 7)
    (tmp_path / FOLDER / f"{one.id}.json").write_bytes(b"{")
    _, written = hold(guide, (), tmp_path)
    assert "apart gezet, niet weggegooid" in " ".join(written.split())


# ---------------------------------------------------------------- commands of the shell


def test_the_sessions_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path))
    monkeypatch.setenv("ASSISTANT_TODAY", AS_OF)
    run = CliRunner().invoke
    assert run(main, ["sessions", "list"]).output == "Er is niets bewaard.\n"
    assert run(main, ["plain"], input="bewaar 2\n2\n5\n").exit_code == 0
    (row,) = json.loads(run(main, ["sessions", "list", "--format", "json"]).output)
    shown = run(main, ["sessions", "show", row["id"]])
    assert "Is er nu direct gevaar voor iemand? Nee" in shown.output
    assert run(main, ["sessions", "delete", "00000000"]).exit_code == 2
    assert run(main, ["sessions", "delete", row["id"]]).exit_code == 0
    assert run(main, ["plain", "--lang", "en"], input="keep 2 passphrase\nlong enough\n2\n").exit_code == 0
    (row,) = json.loads(run(main, ["sessions", "list", "--format", "json"]).output)
    assert row["locked"]
    assert run(main, ["sessions", "show", row["id"]], input="wrong one\n").exit_code == 2
    monkeypatch.setenv("ASSISTANT_TODAY", "2027-01-01")
    assert run(main, ["sessions", "purge"]).exit_code == 0
    assert not list((tmp_path / FOLDER).glob("*.json"))


def test_an_unknown_dialogue_is_bad_input() -> None:
    assert CliRunner().invoke(main, ["plain", "self_chek"]).exit_code == 2


def test_both_languages_have_the_same_words() -> None:
    nl, en = phrases("nl", "hands").texts, phrases("en", "hands").texts
    assert set(nl) == set(en)
    for key in nl:
        assert sorted(set(_gaps(nl[key])) - {"persoon"}) == sorted(set(_gaps(en[key])) - {"person"}), key


def _gaps(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]


@pytest.mark.parametrize("seed", range(12))
def test_any_lines_at_all_never_break_it(guide: Guide, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    commands = [word for name, words in COMMANDS.items() if name not in ("stop", "leave", "save") for word in words]
    pieces = [*"0123456789-", "", "1 2", "3 1 2", "1 1 1", "{item}", "[/b]", "\x1b[2J", "é" * 300, *commands]
    pieces += [
        f"{word} {number}"
        for word in ("wijzig", "waarom", "waarom niet", "hervat", "bewaar")
        for number in (0, 1, 3, 99)
    ]
    pieces += [
        "weet ik niet",
        "nee.",
        "ja hoor",
        "²",
        "een en drie",
        "ontslag",
        "geen idee",
        "112",
        "gevaar 3",
        "meer",
        "hetzelfde",
    ]
    pieces += [
        "hij is zijn baan kwijt",
        "Ze zegt niets.\nSinds maandag.",
        "jan@school.nl",
        "[/b] %s",
        "😔",
        "x" * 5000,
        "-",
        "–",
    ]
    typed = [chance.choice(pieces) for _ in range(250)]
    talk, _ = hold(guide, typed, tmp_path)
    view = Shelf(tmp_path, AS_OF).shelved()
    assert view.set_aside == ()
    if talk.keeping.kept is not None:
        kept = Shelf(tmp_path, AS_OF).open(talk.keeping.kept.id)
        assert dict(kept.session.answers) == {key: replace(a, text="") for key, a in talk.talk.session.answers.items()}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_are_short_sentences(language: Language) -> None:
    said = [
        sentence
        for text in phrases(language, "hands").texts.values()
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if sentence
    ]
    lengths = [len(sentence.split()) for sentence in said]
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 15
    forbidden = r"\b(hij|zij|hem|haar|zijn|he|she|him|her|his)\b"
    allowed = {"zijn"}  # the verb
    found = {match.lower() for text in said for match in re.findall(forbidden, text, re.I)}
    assert found <= allowed


def test_line_mode_starts_without_screens_and_without_what_it_does_not_need() -> None:
    code = (
        "import sys, io\nsys.argv = ['assistant', 'plain']\nsys.stdin = io.StringIO('2\\n5\\n')\n"
        "from assistant.cli.main import main\ntry: main()\nexcept SystemExit as end: assert not end.code\n"
        "heavy = {'textual', 'typst', 'cryptography', 'sqlite3', 'asyncio', 'ssl', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


# ---------------------------------------------------------------- about every event


def several(guide: Guide) -> tuple[str, ...]:
    """The lines up to the screen about three events and none around them, by the numbers that the options have now."""
    keys = {}
    for name in ("events", "events_around"):
        question = guide.dialogue("self_check").by_id[name]
        keys |= {option.id: str(number) for number, option in enumerate(question.options, 1)}
        keys[f"none of {name}"] = str(len(question.options) + 1)
    chosen = " ".join(keys[name] for name in ("bereavement", "dismissal", "clash"))
    return ("2", "6", "2", "3", "", chosen, keys["none of events_around"])


def told_of(
    guide: Guide, typed: tuple[str, ...], home: Path, language: Language = "nl"
) -> tuple[dict[str, Answer], str]:
    """What was answered about the events, and what was written."""
    talk, written = hold(guide, (*several(guide), *typed), home, language=language)
    answers = talk.talk.session.answers
    return {key.partition("@")[2]: answer for key, answer in answers.items() if key.startswith("about_event@")}, written


def test_every_event_is_asked_about_one_after_the_other(guide: Guide, tmp_path: Path) -> None:
    said, _ = told_of(guide, ("1 1 1", "2", "0", "2", "3 3 0"), tmp_path)
    assert {name: dict(answer.rows) for name, answer in said.items()} == {
        "bereavement": {"when": "recent", "impact": "strong", "origin": "seen"},
        "dismissal": {"when": "older", "origin": "told"},
        "clash": {"when": "ongoing", "impact": "none"},
    }


@pytest.mark.parametrize(("language", "word"), [("nl", "hetzelfde"), ("nl", "Hetzelfde."), ("en", "same"), ("en", "=")])
def test_one_word_says_that_the_rest_is_the_same(guide: Guide, tmp_path: Path, language: Language, word: str) -> None:
    said, written = told_of(guide, ("3 2 2", word), tmp_path, language)
    assert len(said) == 3
    assert {answer.rows for answer in said.values()} == {(("impact", "some"), ("origin", "told"), ("when", "ongoing"))}
    assert phrases(language, "hands")("plain.hint.same") in " ".join(written.split())


def test_the_same_word_leaves_what_was_told_before(guide: Guide, tmp_path: Path) -> None:
    said, _ = told_of(guide, ("1 1 1", "2 2 2", "hetzelfde"), tmp_path)
    assert dict(said["bereavement"].rows)["when"] == "recent"
    assert said["clash"].rows == said["dismissal"].rows


def test_at_the_first_event_there_is_nothing_to_repeat(guide: Guide, tmp_path: Path) -> None:
    said, written = told_of(guide, ("hetzelfde",), tmp_path)
    assert said == {}
    assert phrases("nl", "hands")("plain.not_read") in written


def test_what_is_not_known_stays_possible_in_lines(guide: Guide, tmp_path: Path) -> None:
    place = LINES.index("1 1 1")
    _, written = hold(guide, (*LINES[:place], "0 1 1", *LINES[place + 1 :]), tmp_path)
    assert phrases("nl")("possible.when") in " ".join(written.split())
    _, known = hold(guide, LINES, tmp_path)
    assert phrases("nl")("possible.when") not in " ".join(known.split())
