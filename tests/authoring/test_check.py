"""`assistant check`: forms of output, suppression, mending, and that every finding comes in one run."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from authoring.fragments import BASE, ROOT, TODAY
from click.testing import CliRunner, Result

from assistant.authoring import output
from assistant.authoring.checking import check_pack
from assistant.authoring.codes import explained_codes
from assistant.authoring.fix import fixed
from assistant.authoring.lint.severities import SEVERITIES
from assistant.cli.main import main
from assistant.content.interface import phrases

RULE = """rules:
  - rule: mine
    when: [{event: dismisal}]
    then: [{inquiry: how_is_work}]
    because: {nl: "Een reden.", en: "A reason."}
    source: [study]
    review_by: 2099-01-01
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "pack")
    return tmp_path / "pack"


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--today", TODAY, "--lang", "en", *arguments])


def add_rule(pack: Path, text: str = RULE) -> Path:
    file = pack / "rules" / "mine.yaml"
    file.write_text(text, "utf-8")
    return file


def test_every_code_of_a_lint_has_a_message_and_a_page() -> None:
    assert set(SEVERITIES) <= explained_codes()
    for language in ("nl", "en"):
        texts = phrases(language, "findings").texts
        for code in explained_codes():
            assert texts[code], code
            assert texts[code + "!"], code


def test_checking_loads_no_screens_and_no_engine() -> None:
    code = (
        "import sys; from assistant.cli.main import main\n"
        "try: main(['check', sys.argv[1]])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert not {'textual', 'durable', 'sqlite3'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(BASE)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_small_pack_passes(pack: Path) -> None:
    result = check(str(pack), "--strict")
    assert result.exit_code == 0
    assert result.stdout == "Errors: 0, warnings: 0.\n"


def test_an_error_is_told_with_line_caret_near_word_and_how_to_mend(pack: Path) -> None:
    add_rule(pack)
    result = check(str(pack))
    assert result.exit_code == 1
    assert "rules/mine.yaml:3:12: error: event dismisal is not in the knowledge" in result.stdout
    assert "Did you mean dismissal?" in result.stdout
    assert "  3 |     when: [{event: dismisal}]\n    |            ^\n" in result.stdout
    assert "→ Correct the name" in result.stdout
    assert "More checks follow" in result.stdout


def test_warnings_fail_only_when_strict(pack: Path) -> None:
    add_rule(pack, RULE.replace("dismisal", "bereavement, when: recent").replace("2099-01-01", '"2099-01-01"'))
    assert check(str(pack)).exit_code == 0
    assert check(str(pack), "--strict").exit_code == 1


def test_all_findings_come_in_one_run(pack: Path) -> None:
    add_rule(pack)
    (pack / "knowledge" / "more.yaml").write_text(
        'glossary:\n  - term: a\n    name: {nl: "x", en: "y"}\n    text: {nl: "Dit is **vet**.", en: "Bold."}\n',
        "utf-8",
    )
    codes = {finding.code for finding in check_pack(pack, TODAY).findings}
    assert {"reference/unknown", "yaml/unquoted-date", "field/missing", "text/markup", "rule/no-basis"} <= codes


def test_an_example_of_answers_stands_with_a_finding(pack: Path) -> None:
    add_rule(
        pack,
        RULE.replace("{event: dismisal}", "{context: teacher}, {context: care_worker}").replace(
            "2099-01-01", '"2099-01-01"'
        ),
    )
    told = check(str(pack)).stdout
    assert "two answers to role" in told
    assert "For example: context:teacher, context:care_worker" in told


def test_json_has_everything(pack: Path) -> None:
    add_rule(pack)
    data = json.loads(check(str(pack), "--format", "json").stdout)
    assert data["errors"] == 1
    error = next(finding for finding in data["findings"] if finding["severity"] == "error")
    assert (error["code"], error["file"], error["line"], error["column"]) == (
        "reference/unknown",
        "rules/mine.yaml",
        3,
        12,
    )
    assert error["near"] == ["dismissal"]
    assert error["page"] == "docs/checks/reference-unknown.md"
    assert error["message"]
    assert error["mend"]


def test_sarif_names_rule_place_and_help(pack: Path) -> None:
    add_rule(pack)
    data = json.loads(check(str(pack), "--format", "sarif").stdout)
    assert data["version"] == "2.1.0"
    run = data["runs"][0]
    result = next(one for one in run["results"] if one["ruleId"] == "reference/unknown")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "reference/unknown"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("rules/mine.yaml")
    assert place["region"] == {"startLine": 3, "startColumn": 12}
    assert result["level"] == "error"
    assert all("helpUri" not in rule for rule in run["tool"]["driver"]["rules"])  # only whole addresses may stand there
    report = check_pack(pack, TODAY)
    uris = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in json.loads(output.to_sarif(report, "en", "our cases"))["runs"][0]["results"]
    }
    assert "our%20cases/rules/mine.yaml" in uris


def test_github_annotations_are_escaped(pack: Path) -> None:
    add_rule(pack, RULE.replace("dismisal", "50%"))
    lines = check(str(pack), "--format", "github").stdout.splitlines()
    assert any(line.startswith("::error file=") and "line=3,col=" in line for line in lines)
    assert all("50%," not in line and "50% " not in line for line in lines)


@pytest.mark.parametrize("where", ["above", "beside"])
def test_a_comment_with_a_reason_switches_off(pack: Path, where: str) -> None:
    good = RULE.replace("dismisal", "bereavement, when: recent").replace("2099-01-01", '"2099-01-01"')
    comment = "# check: off rule/no-basis an old rule"
    text = good.replace(
        "  - rule: mine", f"  {comment}\n  - rule: mine" if where == "above" else f"  - rule: mine  {comment}"
    )
    add_rule(pack, text)
    report = check_pack(pack, TODAY)
    assert "rule/no-basis" not in {finding.code for finding in report.findings}
    assert [finding.code for finding in report.switched_off] == ["rule/no-basis"]
    assert "1 switched off by a comment." in check(str(pack)).stdout
    sarif = json.loads(output.to_sarif(report, "en"))["runs"][0]["results"]
    assert [one["ruleId"] for one in sarif if "suppressions" in one] == ["rule/no-basis"]


def test_a_comment_is_not_called_needless_while_checks_wait(pack: Path) -> None:
    add_rule(pack, RULE.replace("  - rule: mine", "  # check: off rule/subsumed on purpose\n  - rule: mine"))
    assert "check/needless" not in {finding.code for finding in check_pack(pack, TODAY).findings}


def test_the_day_decides_what_is_past_its_date(pack: Path) -> None:
    assert check(str(pack), "--today", "2098-12-31").stdout.startswith("Errors: 0, warnings: 0")
    assert "entry/expired" in check(str(pack), "--today", "2099-01-02").stdout
    assert check(str(pack), "--today", "yesterday").exit_code == 2


# ---------------------------------------------------------------- --fix


def test_fix_mends_and_shows_what_it_did(pack: Path) -> None:
    file = add_rule(pack, RULE.replace("inquiry: how_is_work", "step: talk"))
    file.chmod(0o640)
    result = check(str(pack), "--fix")
    assert 'review_by: "2099-01-01"' in file.read_text()
    assert "{event: dismissal}" in file.read_text()
    assert "-    when: [{event: dismisal}]" in result.stderr
    assert "+    when: [{event: dismissal}]" in result.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(found.name for found in file.parent.iterdir()) == ["base.yaml", "mine.yaml"]
    assert check(str(pack), "--fix").stderr == "0 mended." + "\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("review_by: 2099-01-01", 'review_by: "2099-01-01"'),
        ("then: [{inquiry: how_is_wrk}]", "then: [{inquiry: how_is_work}]"),
        ("source:\t[study]", "source:  [study]"),
        ("basis: infrence", "basis: inference"),
    ],
)
def test_fix_mends_one_thing(pack: Path, wrong: str, right: str) -> None:
    good = (
        RULE.replace("dismisal", "bereavement, when: recent").replace("2099-01-01", '"2099-01-01"')
        + "    basis: inference\n"
    )
    assert right.replace("  [", " [") in good
    file = add_rule(pack, good.replace(right.replace("  [", " ["), wrong))
    mended = fixed(pack, TODAY)
    assert len(mended.mended) == 1
    assert mended.files["rules/mine.yaml"].decode() == good.replace(right.replace("  [", " ["), right)
    assert file.read_text() != good


def test_fix_leaves_alone_what_has_two_near_words(pack: Path) -> None:
    (pack / "knowledge" / "more.yaml").write_text(
        'events:\n  - event: dismissals\n    name: {nl: "meer ontslag", en: "more dismissals"}\n    background: true\n'
        '    basis: inference\n    review_by: "2099-01-01"\n',
        "utf-8",
    )
    file = add_rule(pack, RULE.replace("2099-01-01", '"2099-01-01"'))
    before = file.read_text()
    assert fixed(pack, TODAY).files == {}
    assert file.read_text() == before


def test_fix_makes_no_new_finding(pack: Path) -> None:
    """The near word would make a rule that says the same as another; so it stays as it is."""
    rule = RULE.replace("[{event: dismisal}]", "[{cue: wants_to_mater}]").replace("2099-01-01", '"2099-01-01"')
    add_rule(pack, rule.replace("{inquiry: how_is_work}", "{driver: significance}") + "    basis: inference\n")
    mended = fixed(pack, TODAY)
    assert mended.files == {}
    assert "reference/unknown" in {finding.code for finding in mended.report.findings}


def test_fix_writes_nothing_over_a_file_that_changed(pack: Path) -> None:
    from assistant.authoring.fix import write

    file = add_rule(pack)
    mended = fixed(pack, TODAY)
    file.write_text(RULE + "# mine\n", "utf-8")
    with pytest.raises(OSError, match="changed meanwhile"):
        write(pack, mended)
    assert file.read_text() == RULE + "# mine\n"


@pytest.mark.parametrize(
    ("word", "near", "slip"),
    [
        *(("dismisal", "dismissal", True), ("dimsissal", "dismissal", True), ("berevaement", "bereavement", True)),
        *(("infrence", "inference", True), ("trsuted_adult", "trusted_adult", True), ("yse", "yes", True)),
        *(("not_detained", "detained", False), ("detained", "not_detained", False), ("geen_werk", "een_werk", False)),
        *(
            ("unsafe", "safe", False),
            ("onveilig", "veilig", False),
            ("disable", "able", False),
            ("safe", "unsafe", False),
        ),
        *(("loss_of_work", "loss_work", False), ("work", "at_work", False), ("dismisses_late", "dismissal", False)),
        *(
            ("no_work", "on_work", False),
            ("event_a", "event_b", False),
            ("dog", "cat", False),
            ("dismissal", "dismissal", False),
        ),
    ],
)
def test_a_slip_is_a_letter_or_two_and_never_another_meaning(word: str, near: str, slip: bool) -> None:
    from assistant.authoring.slips import is_slip

    assert is_slip(word, near) == slip


@pytest.mark.parametrize("word", ["not_dismissal", "undismissal", "dismissals_later", "how_is_work", "teacher"])
def test_fix_proposes_and_leaves_alone_what_is_no_slip(pack: Path, word: str) -> None:
    """Not an id that exists as something else either."""
    file = add_rule(pack, RULE.replace("dismisal", word).replace("2099-01-01", '"2099-01-01"'))
    before = file.read_text()
    assert fixed(pack, TODAY).files == {}
    assert file.read_text() == before
    assert "reference/" in check(str(pack)).stdout
