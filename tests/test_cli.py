"""The command line: what comes out, where, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli.common import open_guide
from assistant.cli.main import main
from assistant.dialogue.guide import Guide

ANSWERS = """
as_of: 2026-11-23
answers:
  danger_now: no
  urgent_today: none
  role: teacher_mbo
  age_band: age_16_17
  events: [dismissal]
  events_around: unknown
  about_event@dismissal: {when: recent, impact: strong, origin: seen}
  changes: [withdraws, us_them]
  changes_since: after
  heard_how: seen
  cues: [matter]
  protective: [club, family, talks]
  explanations: [reaction]
  own_impression: unclear
  own_frame: same
"""
FACTS = "as_of: 2026-11-23\nfacts: [{event: dismissal, when: recent, impact: strong}, {change: withdraws}]\n"


@pytest.fixture(autouse=True)
def load_once(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped content is loaded once for all these tests; another pack is loaded as always."""
    for module in ("conclude", "opening"):
        monkeypatch.setattr(
            f"assistant.cli.{module}.open_guide", lambda pack_dir: open_guide(pack_dir) if pack_dir else guide
        )


def call(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def test_run_json_is_the_contract() -> None:
    result = call("run", "self_check", "--answers", "-", "--format", "json", given=ANSWERS)
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["schema"] == 1
    assert data["as_of"] == "2026-11-23"
    assert data["dialogue"]["id"] == "self_check"
    assert data["ended"] == "complete"
    assert data["unused"] == []
    assert {"question": "events_around", "answer": [], "state": "unknown"} in data["path"]
    assert {"question": "danger_now", "answer": ["no"], "state": "known"} in data["path"]
    trigger = next(c for c in data["conclusions"] if c["id"] == "loss_school_work")
    assert trigger["kind"] == "trigger"
    because = trigger["because"][0]
    assert because["facts"] == ["event:dismissal"]
    assert "events" in because["answers"]
    assert because["not"] == []
    assert because["sources"]
    assert ["event:dismissal=absent"] in trigger["would_change_if"]
    dismissal = next(f for f in data["facts"] if f["id"] == "dismissal")
    assert dismissal["when"] == "recent"
    assert dismissal["from"][0] == "events"


@pytest.mark.parametrize("form", ["text", "md", "json"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_same_input_gives_the_same_bytes(form: str, lang: str) -> None:
    first = call("run", "self_check", "--answers", "-", "--format", form, "--lang", lang, given=ANSWERS)
    again = call("run", "self_check", "--answers", "-", "--format", form, "--lang", lang, given=ANSWERS)
    assert first.exit_code == 0
    assert first.stdout == again.stdout


def test_json_given_as_json_is_the_same_as_yaml() -> None:
    data = {
        "as_of": "2026-11-23",
        "facts": [{"event": "dismissal", "when": "recent", "impact": "strong"}, {"change": "withdraws"}],
    }
    yaml = call("infer", "-", "--format", "json", given=FACTS)
    as_json = call("infer", "-", "--format", "json", given=json.dumps(data))
    assert yaml.exit_code == as_json.exit_code == 0
    assert yaml.stdout == as_json.stdout


def test_infer_has_no_dialogue() -> None:
    data = json.loads(call("infer", "-", "--format", "json", given=FACTS).stdout)
    assert (data["dialogue"], data["path"], data["ended"]) == (None, [], None)


def test_infer_with_danger_reads_only_danger_and_context() -> None:
    facts = "facts: [{danger: suicide_thoughts}, {event: dismissal, when: recent, impact: strong}]"
    data = json.loads(call("infer", "-", "--format", "json", given=facts).stdout)
    assert data["ended"] == "danger"
    assert not any(c["kind"] in ("trigger", "driver", "signal") for c in data["conclusions"])
    assert any(c["id"] == "suicide_113" for c in data["conclusions"])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("- facts: []\n- facts: []\n", "input/one-situation"),
        ("facts: []\n---\nfacts: []\n", "input/one-situation"),
        ("facts: []\n---\n", "input/one-situation"),
        ("---\n---\nfacts: []", "input/one-situation"),
        ("%YAML 1.2\n---\nfacts: []\n---\n- 1\n", "input/one-situation"),
        ("facts: []\n...\nfacts: []\n", "input/one-situation"),
        ('[{"facts": [{"event": "dismissal"}]}]', "input/one-situation"),
        ('{"facts": []}\n{"facts": []}\n', "input/one-situation"),
        ('\ufeff {"facts": []}{"facts": []}', "input/one-situation"),
        ('{"facts": []}, {"facts": []}', "input/one-situation"),
        ("[]", "input/one-situation"),
        ("facts: [[{event: dismissal}], [{event: dismissal}]]", "input/one-situation"),
        ("facts: [{facts: [{event: dismissal}]}]", "input/one-situation"),
        ("facts: {one: [{event: dismissal}], two: []}", "input/one-situation"),
        ("facts: []\nfacts: []\n", "yaml/duplicate-key"),
        ("a: &x [{event: dismissal}]\nfacts: *x\n", "yaml/alias"),
        ("<<: {facts: []}\n", "yaml/alias"),
        ("facts: []\nsituations: [{facts: []}]\n", "field/unknown"),
        ('{"facts": []', "yaml/"),
        ("facts: [{trigger: marriage}]", "fact/derived"),
        ("facts: [{event: dismisal}]", "dismissal"),
        ("facts: [{evnt: dismissal}]", "fact/kind"),
        ("facts: [{event: dismissal, when: yesterday}]", "field/choice"),
        ("facts: [{number: months_since, value: 99999}]", "input/range"),
        ("", "input/shape"),
        ("facts: !!python/object/apply:os.system [x]", "yaml/tag"),
        ("facts: [", "yaml/"),
        ("\x00", "yaml/character"),
    ],
)
def test_bad_facts_are_told_with_a_place_and_exit_2(given: str, told: str) -> None:
    result = call("infer", "-", given=given)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{danger_now: no}\n---\n{danger_now: no}\n", "input/one-situation"),
        ('[{"danger_now": "no"}, {"danger_now": "yes"}]', "input/one-situation"),
        ("answers: [{danger_now: no}, {danger_now: yes}]", "input/one-situation"),
        ('{"answers": {"danger_now": "no"}} {"answers": {}}', "input/one-situation"),
        ("answers: {danger_now: no}\nanswers: {danger_now: yes}\n", "yaml/duplicate-key"),
        ("danger_now: no\ndanger_now: yes\n", "yaml/duplicate-key"),
        ("answers: {one: {danger_now: no}, two: {danger_now: yes}}", "input/question"),
    ],
)
def test_answers_are_those_of_one_situation(given: str, told: str) -> None:
    result = call("run", "self_check", "--answers", "-", given=given)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_refusal_says_why(language: str) -> None:
    result = call("infer", "-", "--lang", language, given="[{facts: []}, {facts: []}]")
    assert {"nl": "geen middel om mensen te screenen", "en": "no tool to screen people"}[language] in result.stderr


@pytest.mark.parametrize("command", [("infer", "a.yaml", "b.yaml", "c.yaml"), ("sessions", "show", "1", "2")])
def test_one_file_and_one_session_at_a_time(command: tuple[str, ...]) -> None:
    result = call(*command)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_all_problems_come_in_one_run() -> None:
    given = "answers: {danger_nw: no, role: teecher, events: [dismissal, nonsense], age_band: [age_16_17]}"
    result = call("run", "self_check", "--answers", "-", given=given)
    assert result.exit_code == 2
    for word in ("danger_now", "teacher", "nonsense", "age_band"):
        assert word in result.stderr


def test_unknown_dialogue_names_the_nearest() -> None:
    result = call("run", "self_chek", "--answers", "-", given="answers: {}")
    assert result.exit_code == 2
    assert "self_check" in result.stderr


def test_answers_off_the_path_are_listed_and_warned_about() -> None:
    given = "answers: {danger_now: no, violence_talk: approves}"
    result = call("run", "self_check", "--answers", "-", "--format", "json", given=given)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["unused"] == ["violence_talk"]
    assert json.loads(result.stdout)["ended"] == "partial"
    assert "violence_talk" in result.stderr


def test_missing_file_and_missing_pack() -> None:
    assert call("infer", "/nowhere/facts.yaml").exit_code == 2
    result = call("infer", "-", "--pack", "/nowhere", given=FACTS)
    assert result.exit_code == 2
    assert "pack/missing" in result.stderr


def test_out_never_overwrites_unasked(tmp_path: Path) -> None:
    target = tmp_path / "note.md"
    arguments = ("run", "self_check", "--answers", "-", "--format", "md", "--out", str(target))
    assert call(*arguments, given=ANSWERS).exit_code == 0
    written = target.read_text()
    target.write_text("mine")
    assert call(*arguments, given=ANSWERS).exit_code == 2
    assert target.read_text() == "mine"
    assert call(*arguments, "--force", given=ANSWERS).exit_code == 0
    assert target.read_text() == written
    assert [file.name for file in tmp_path.iterdir()] == ["note.md"]


@pytest.mark.parametrize("explain", ["how", "why-not", "change", "open"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_explanations(explain: str, lang: str) -> None:
    text = call("infer", "-", "--explain", explain, "--lang", lang, given=FACTS)
    assert text.exit_code == 0
    assert text.stdout.strip()
    data = json.loads(call("infer", "-", "--explain", explain, "--format", "json", "--lang", lang, given=FACTS).stdout)
    assert data["explain"] == explain
    assert data["items"]


def test_explaining_something_unknown_names_the_nearest() -> None:
    result = call("infer", "-", "trigger:marrige", "--explain", "why-not", given=FACTS)
    assert result.exit_code == 2
    assert "trigger:marriage" in result.stderr


def test_check_finds_nothing_in_the_shipped_content() -> None:
    assert call("check").exit_code == 0


def test_check_tells_place_line_and_caret(tmp_path: Path) -> None:
    for folder in ("knowledge", "rules", "dialogues"):
        (tmp_path / folder).mkdir()
    text = "triggers:\n  - trigger: marriage\n    levl: micro\n"
    (tmp_path / "knowledge" / "triggers.yaml").write_text(text)
    result = call("check", str(tmp_path), "--lang", "en")
    assert result.exit_code == 1
    assert "knowledge/triggers.yaml:3:5" in result.stdout
    assert "level" in result.stdout
    assert "    ^" in result.stdout


def test_app_without_a_terminal_says_so() -> None:
    result = call()
    assert result.exit_code == 2
    assert "--answers" in result.stderr


def test_a_closed_pipe_is_no_fault() -> None:
    command = f"{sys.executable} -m assistant infer - --format json | head -c 10"
    done = subprocess.run(command, shell=True, input=FACTS.encode(), capture_output=True, check=False)
    assert done.stdout == b'{\n "schema'
    assert b"Traceback" not in done.stderr


def test_markdown_shows_markup_as_text() -> None:
    from assistant.report.markdown import escape

    assert escape("[x](http://a) <b> # * `c`") == r"\[x\](http://a) \<b\> \# \* \`c\`"


def test_what_is_not_known_stays_possible_in_every_form_and_is_no_conclusion() -> None:
    given = ANSWERS.replace("{when: recent, impact: strong, origin: seen}", "{impact: strong, origin: seen}")
    data = json.loads(call("run", "self_check", "--answers", "-", "--format", "json", given=given).stdout)
    item = next(item for item in data["possible"] if item["id"] == "loss_school_work")
    assert (item["kind"], item["needs"]) == ("trigger", [["event:dismissal.when=recent"]])
    drawn = {(c["kind"], c["id"]) for c in data["conclusions"]}
    assert not drawn & {(item["kind"], item["id"]) for item in data["possible"]}
    known = json.loads(call("run", "self_check", "--answers", "-", "--format", "json", given=ANSWERS).stdout)
    assert known["possible"] == []
    assert {item["kind"] for item in data["possible"]} <= {"trigger", "driver", "signal"}
    for form in ("text", "md", "html"):
        for lang, word in (("nl", "u weet nog niet sinds wanneer"), ("en", "you do not know yet since when")):
            out = call("run", "self_check", "--answers", "-", "--format", form, "--lang", lang, given=given).stdout
            assert word in " ".join(out.split()), (form, lang)


@pytest.mark.parametrize("when", ["recent", "ongoing"])
def test_what_still_goes_on_counts_as_recent(when: str) -> None:
    given = ANSWERS.replace("when: recent", f"when: {when}")
    data = json.loads(call("run", "self_check", "--answers", "-", "--format", "json", given=given).stdout)
    assert "loss_school_work" in {c["id"] for c in data["conclusions"]}
    assert next(f for f in data["facts"] if f["id"] == "dismissal")["when"] == when


def test_an_answers_file_of_before_with_three_chosen_events_still_runs_to_the_end() -> None:
    events = "events: [bereavement, dismissal, clash, detained]\n  events_focus: [dismissal, clash, detained]"
    about = "about_event@clash: {when: older}\n  about_event@detained: unknown\n  changes: [withdraws"
    given = ANSWERS.replace("events: [dismissal]", events).replace("changes: [withdraws", about)
    done = call("run", "self_check", "--answers", "-", "--format", "json", given=given)
    assert done.exit_code == 0
    data = json.loads(done.stdout)
    assert data["ended"] == "complete"
    assert {"question": "about_event@bereavement", "answer": [], "state": "unknown"} in data["path"]
    assert data["unused"] == []
