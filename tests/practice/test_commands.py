"""The commands practise, progress and class: through pipes, with files, and when something is wrong with what is kept."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import settings
from assistant.cli.main import main
from assistant.content.interface import phrases
from assistant.content.pack import FOLDERS, shipped
from assistant.dialogue.guide import Guide
from assistant.store.results import NAME, Results

CASE = "friend_a"
ROUND = "1 90\n2 60\n2 60\n1 80\n2 50\n2 60\n2 60\n1 80\n1 80\n1 100\n1 7\n0\n1\n1\n3\n"


@pytest.fixture
def pack(gym: Guide, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands run on the pack of these tests, loaded once."""
    monkeypatch.setattr("assistant.cli.practice.open_guide", lambda _: gym)
    monkeypatch.setattr("assistant.cli.classes.open_guide", lambda _: gym)
    return Path(str(shipped()))


def run(pack: Path, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, [*arguments, "--pack", str(pack), "--lang", "en"], input=typed)


def test_a_round_through_a_pipe_ends_with_its_debrief(pack: Path) -> None:
    done = run(pack, "practise", CASE, typed=ROUND)
    assert done.exit_code == 0, done.output
    assert "Looking back: A friend lost" in done.output
    assert "You did not notice point 6." in done.output
    assert done.output.count(phrases("en")("practice.ask.mark.help")[:30]) == 1, "about each point the same"
    assert "Practice is not the street" in done.output


def test_a_round_is_resumed_where_it_was(pack: Path) -> None:
    begun = run(pack, "practise", CASE, typed="1 90\n2 60\n")
    told = begun.output.partition("go on with: ")[2].splitlines()[0]
    assert shlex.split(told) == ["assistant", "practise", CASE, "--pack", str(pack)]
    rest = run(pack, "practise", typed="".join(line + "\n" for line in ROUND.splitlines()[2:]))
    assert rest.exit_code == 0, rest.output
    assert "You go on where you were." in rest.output
    assert "Looking back" in rest.output


def test_what_cannot_be_read_is_asked_again(pack: Path) -> None:
    done = run(pack, "practise", CASE, typed="7\nperhaps\n?\n!\n1\n90\nq\n")
    assert done.output.count("Point 1. Does this matter?") == 5
    assert "112" in done.output
    assert "Point 2" in done.output


def test_a_mark_stands_on_one_line_and_its_help_comes_back_when_asked_for(pack: Path) -> None:
    words = phrases("en")
    helped, beside = (
        words("practice.ask.mark.help")[:30],
        f"1 {words('practice.ask.yes')}.  2 {words('practice.ask.no')}.",
    )
    done = run(pack, "practise", CASE, typed="1 90\n?\n2 60\nq\n")
    assert done.output.count(helped) == 2, "at the first point, and once more after ?"
    assert done.output.count(beside) == 4
    rest = run(pack, "practise", typed="".join(line + "\n" for line in ROUND.splitlines()[2:11]) + "q\n")
    drivers = rest.output.rpartition(words("practice.ask.drivers")[:20])[2].splitlines()
    assert [line[:4] for line in drivers if line[:4].strip().isdigit()] == [" 1  ", " 2  ", " 3  ", " 4  ", " 0  "]


@pytest.mark.parametrize(
    ("text", "options", "played"),
    [
        ("marks: {clothes: no}\n", ("friend_a", "--mode", "simulation"), ("friend_a", "simulation")),
        ("case: friend_b\nmode: simulation\nmarks: {clothes: no}\n", (), ("friend_b", "simulation")),
        ("case: friend_b\nmode: simulation\nmarks: {clothes: no}\n", ("friend_a",), ("friend_a", "simulation")),
        ("case: friend_a\nmarks: {clothes: no}\n", (), ("friend_a", "practice")),
        ("case: friend_a\nline: b\n", ("--mode", "worked"), ("friend_a", "worked")),
    ],
)
def test_what_is_asked_for_goes_before_what_the_file_says(
    pack: Path, tmp_path: Path, text: str, options: tuple[str, ...], played: tuple[str, str]
) -> None:
    (tmp_path / "answers.yaml").write_text(text, "utf-8")
    done = run(pack, "practise", *options, "--answers", str(tmp_path / "answers.yaml"), "--format", "json")
    data = json.loads(done.stdout)
    assert (data["case"], data["mode"]) == played


def test_playing_on_from_a_point(pack: Path) -> None:
    done = run(pack, "practise", CASE, typed=ROUND + "6\n1 90\nq\n")
    assert "Play on from a point? Type the number (6)" in done.output
    assert done.output.count("You noticed point 6.") == 1


def test_another_variant_right_after_is_refused(pack: Path) -> None:
    run(pack, "practise", CASE, typed=ROUND + "\n")
    refused = run(pack, "practise", "friend_b", typed=ROUND)
    assert refused.exit_code == 2
    assert "a story like this one" in refused.output
    assert run(pack, "practise", "friend_b", "--anyway", typed=ROUND + "\n").exit_code == 0


def test_in_a_terminal_the_app_opens_with_what_was_asked(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    monkeypatch.setattr("assistant.settings.has_screen", lambda: True)
    monkeypatch.setattr("assistant.cli.practice.open_app", lambda *_, **wish: asked.append(wish) or exit(0))
    run(pack, "practise")
    run(pack, "practise", CASE, "--mode", "simulation", "--code", "AAAA")
    assert asked == [
        {"code": "", "asked": True, "case": "", "mode": ""},
        {"code": "AAAA", "asked": True, "case": CASE, "mode": "simulation"},
    ]
    assert run(pack, "practise", "frend_a").exit_code == 2
    assert "Looking back" in run(pack, "practise", CASE, "--plain", typed=ROUND).output
    assert CASE in run(pack, "practise", "--list").output
    assert len(asked) == 2


def test_a_case_that_is_not_there_is_told_with_the_nearest(pack: Path) -> None:
    done = run(pack, "practise", "frend_a")
    assert done.exit_code == 2
    assert "Did you mean friend_a" in done.output


def test_the_list_says_what_is_due_and_done(pack: Path) -> None:
    run(pack, "practise", CASE, typed=ROUND + "\n")
    rows = {row["id"]: row for row in json.loads(run(pack, "practise", "--list", "--format", "json").output)}
    assert rows["friend_a"]["state"] == "done"
    assert rows["friend_b"]["state"] == ""


ANSWERS = """
case: friend_a
mode: simulation
marks: {best_friend_died: yes 90, clothes: no, habit: false, old_friends: ja 80, closed_group: no 50, matter: no 60,
        chair: no 60, cooks: yes, talks: yes, message: yes 100}
triggers: [death_confrontation, social_ties_broken]
drivers: []
step: contact_today
partner: suicide_113
forks: {closed_group: "1"}
"""


def test_a_round_from_a_file(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text(ANSWERS, "utf-8")
    data = json.loads(run(pack, "practise", "--answers", str(tmp_path / "answers.yaml"), "--format", "json").output)
    assert data["finished"]
    assert {row["cue"]: row["verdict"] for row in data["cues"]}["matter"] == "missed"
    lost = [row for row in data["reasoning"] if row["state"] == "lost"]
    assert {"driver:significance"} <= {row["conclusion"] for row in lost}
    assert not (settings.home() / NAME).exists()  # nothing is kept unasked
    text = run(pack, "practise", "--answers", str(tmp_path / "answers.yaml")).output
    assert "You noticed 2 of the 3 things that matter." in text


def test_an_incomplete_file_says_what_is_open(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("case: friend_a\nmarks: {clothes: no}\n", "utf-8")
    done = run(pack, "practise", "--answers", str(tmp_path / "answers.yaml"))
    assert done.exit_code == 0
    assert "Still open: mark.best_friend_died" in done.output


def test_wrong_answers_are_told_with_their_place(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("case: friend_a\nmarks: {cloths: no}\npartner: nobody\n", "utf-8")
    done = run(pack, "practise", "--answers", str(tmp_path / "answers.yaml"))
    assert done.exit_code == 2
    assert "answers.yaml:2:" in done.output
    assert "answers.yaml:3:" in done.output


@pytest.mark.parametrize(
    ("wrong", "known"),
    [
        *(("step: unknown", "talk_open"), ("partner: [colleague, suicide_113]", "")),
        *(("marks: {clothes: yes 101}", "yes 80"), ("drivers: [none, identity]", ""), ("triggers: [deth]", "")),
    ],
)
def test_an_answer_of_a_file_is_one_that_is_offered(pack: Path, tmp_path: Path, wrong: str, known: str) -> None:
    (tmp_path / "answers.yaml").write_text(f"case: friend_a\n{wrong}\n", "utf-8")
    done = run(pack, "practise", "--answers", str(tmp_path / "answers.yaml"))
    assert done.exit_code == 2
    assert "answers.yaml:2:" in done.output
    assert known in done.output


def test_progress_and_the_three_exports(pack: Path, tmp_path: Path) -> None:
    run(pack, "practise", CASE, typed=ROUND + "\n")
    told = run(pack, "progress").output
    assert "You noticed 2 of the 3 things that matter." in told
    assert "What comes back" in told
    for kind, name in (("csv", "mine.csv"), ("json", "mine.json"), ("xapi", "mine.xapi")):
        done = run(pack, "progress", "--export", kind, "--out", str(tmp_path / name))
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).stat().st_size
    assert (tmp_path / "mine-codebook.csv").exists()
    taken = run(pack, "progress", "--export", "csv", "--out", str(tmp_path / "mine.csv"))
    assert taken.exit_code == 2
    assert "already exists" in taken.output


def test_everything_of_a_person_can_be_removed(pack: Path) -> None:
    run(pack, "practise", CASE, typed=ROUND + "\n")
    assert "1 round." in run(pack, "progress", "--forget").output
    assert "not finished a round yet" in run(pack, "progress").output


def test_a_class_from_files(pack: Path, tmp_path: Path) -> None:
    files = []
    for number in range(5):
        code = f"CODE-{number:04}"
        run(pack, "practise", CASE, "--code", code, typed=ROUND + "\n")
        files.append(str(tmp_path / f"{number}.json"))
        run(pack, "progress", "--code", code, "--export", "json", "--out", files[-1])
    done = run(pack, "class", "collect", *files)
    assert done.exit_code == 0, done.output
    assert "Talk about first" in done.output
    assert "CODE-" not in done.output
    (tmp_path / "old.json").write_text('{"kind": "practice-results", "schema": 9}')
    partly = run(pack, "class", "collect", str(tmp_path), "--format", "html")
    assert partly.exit_code == 1  # told, and the rest counts
    assert "another version" in partly.stderr
    assert partly.stdout.startswith("<!DOCTYPE html>")
    nothing = run(pack, "class", "collect", str(tmp_path / "old.json"), str(tmp_path / "none.json"))
    assert nothing.exit_code == 2
    assert nothing.stdout == ""


def test_paper_and_hands(pack: Path, tmp_path: Path) -> None:
    assert "Answer sheet" in run(pack, "class", "print", CASE).output
    (tmp_path / "hands.yaml").write_text("case: friend_a\npeople: 9\nmarks: {best_friend_died: 9, clothes: 4}\n")
    done = run(pack, "class", "hands", str(tmp_path / "hands.yaml"))
    assert done.exit_code == 0, done.output
    assert "Counted in the room: 9 people." in done.output


def test_a_damaged_file_is_set_aside_and_said(pack: Path) -> None:
    settings.home().mkdir(parents=True, exist_ok=True)
    (settings.home() / NAME).write_bytes(b"x" * 9000)
    done = run(pack, "progress")
    assert done.exit_code == 0
    assert "practice-damaged-1.sqlite3" in done.output
    assert (settings.home() / "practice-damaged-1.sqlite3").read_bytes() == b"x" * 9000


def test_a_newer_file_is_left_alone_and_said(pack: Path) -> None:
    with Results(settings.home()) as results:
        results._db.execute("PRAGMA user_version=9")
    done = run(pack, "practise", CASE, typed=ROUND)
    assert done.exit_code == 2
    assert "newer version" in done.output


def test_without_a_place_to_keep_things_practice_goes_on(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in_the_way").write_text("")
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "in_the_way" / "home"))
    done = run(pack, "practise", CASE, typed=ROUND + "\n")
    assert done.exit_code == 0, done.output
    assert "Nothing is kept this time" in done.output
    assert "Looking back" in done.output
    stopped = run(pack, "practise", CASE, typed="q\n")
    assert "Nothing is kept. To begin again" in stopped.output
    assert "Your answers are kept" not in stopped.output


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_sentence_is_filled_in(pack: Path, lang: str) -> None:
    done = CliRunner().invoke(main, ["practise", CASE, "--pack", str(pack), "--lang", lang], input=ROUND + "\n")
    assert "{" not in done.output
    assert done.exit_code == 0


def test_broken_cases_are_told_and_the_rest_works(tmp_path: Path) -> None:
    """Practice with the other cases goes on, and so does everything that has nothing to do with cases."""
    for name in FOLDERS:
        shutil.copytree(Path(str(shipped())) / name, tmp_path / "pack" / name, dirs_exist_ok=True)
    cases = tmp_path / "pack" / "dialogues" / "cases"
    broken = {
        "quiet_year.yaml": ("case: ", "case: [ "),  # no YAML
        "three_checks.yaml": ("event: ", "event: nothing_like_"),  # an unknown fact
        "the_call.yaml": ("type: target", "type: ambiguous"),  # a worry without a target
    }
    for file, (old, new) in broken.items():
        text = (cases / file).read_text("utf-8")
        assert old in text
        (cases / file).write_text(text.replace(old, new), "utf-8")
    for words in (("practise", "--list"), ("find", "boos")):
        done = CliRunner().invoke(main, [*words, "--pack", str(tmp_path / "pack"), "--lang", "en"])
        assert done.exit_code == 0, done.output
        assert all(f"{file}:" in done.stderr for file in broken)
        assert "Everything else works" in done.stderr
        assert done.stdout
        assert "the_call" not in done.stdout
    assert CliRunner().invoke(main, ["check", str(tmp_path / "pack")]).exit_code == 1


@pytest.mark.parametrize("before", ["", "1 90\n", "1\n", ROUND, ROUND + "\n"])
@pytest.mark.parametrize("again", ["leave", "", "weg"])
def test_leaving_at_once_writes_nothing_more(pack: Path, before: str, again: str) -> None:
    done = run(pack, "practise", CASE, typed=f"{before}leave\n{again}\n1 90\n")
    assert done.exit_code == 0, done.output
    assert done.output.rstrip().endswith("stay.")
    assert "go on with" not in done.output


@pytest.mark.parametrize("other", ["1 90", "q", "x", "112"])
def test_anything_else_brings_the_practice_back_and_does_nothing_more(pack: Path, other: str) -> None:
    done = run(pack, "practise", CASE, typed=f"leave\n{other}\n1 90\nq\n")
    assert done.output.count("Point 1. Does this matter?") == 2
    assert "Point 2" in done.output
    assert ("112" in done.output.partition("The screen is empty")[2]) == (other == "112")
