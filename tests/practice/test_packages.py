"""Stories for a learning system: packages of SCORM 1.2 that tell only that a story was completed, and question banks of Moodle."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.present.practice.packages import _script, package
from assistant.present.practice.sheet import sheet_of

IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
SCRIPT = "completed.js"


@pytest.fixture(scope="module")
def ten(guide: Guide) -> tuple[str, ...]:
    """One case of ten families."""
    first = {case.family: case.id for case in reversed(guide.pack.cases.values())}
    return tuple(first.values())[:10]


@pytest.fixture(scope="module")
def files(guide: Guide, ten: tuple[str, ...]) -> dict[str, str]:
    made = package(guide, ten, "scorm", "nl")
    assert len(made) < 1_000_000
    with zipfile.ZipFile(io.BytesIO(made)) as found:
        assert found.testzip() is None
        return {name: found.read(name).decode() for name in found.namelist()}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_answer_is_told_about_as_in_a_round(gym: Guide, language: Language) -> None:
    sheet = sheet_of(gym, gym.pack.cases["friend_a"], language)
    assert [question.key for question in sheet.questions[-2:]] == ["step", "partner"]
    for question in sheet.questions:
        assert len(question.answers) >= 2
        assert any(answer.fits for answer in question.answers)
        assert all(answer.told for answer in question.answers), question.key


def test_the_manifest_keeps_the_rules_of_scorm(files: dict[str, str], ten: tuple[str, ...]) -> None:
    """What SCORM 1.2 asks of a manifest: it stands on top, names its version, and every file and reference is there, once."""
    root = ET.fromstring(files["imsmanifest.xml"])
    assert root.tag == f"{IMS}manifest"
    assert [child.tag for child in root] == [f"{IMS}metadata", f"{IMS}organizations", f"{IMS}resources"]
    assert root.findtext(f"{IMS}metadata/{IMS}schema") == "ADL SCORM"
    assert root.findtext(f"{IMS}metadata/{IMS}schemaversion") == "1.2"
    organizations = root.find(f"{IMS}organizations")
    assert organizations is not None
    assert organizations.get("default") == organizations[0].get("identifier")
    resources = {each.get("identifier"): each for each in root.iter(f"{IMS}resource")}
    items = [each.get("identifierref") for each in root.iter(f"{IMS}item")]
    assert items == list(resources)
    assert len(items) == len(ten)
    identifiers = [each.get("identifier") for each in root.iter() if each.get("identifier")]
    assert len(set(identifiers)) == len(identifiers)
    for each in resources.values():
        assert (each.get("type"), each.get(f"{ADL}scormtype")) == ("webcontent", "sco")
        named = [file.get("href") for file in each.iter(f"{IMS}file")]
        assert each.get("href") in named
        assert set(named) <= set(files)
    assert set(files) == {"imsmanifest.xml", "practice.css", SCRIPT, *(f"{name}.html" for name in ten)}


def test_nothing_but_completed_can_leave_a_package(files: dict[str, str]) -> None:
    script = files[SCRIPT]
    assert re.findall(r"LMS\w+\(([^)]*)\)", script) == ['""', '"cmi.core.lesson_status", "completed"', '""', '""']
    assert set(re.findall(r"cmi\.[\w.]+", "".join(files.values()))) == {"cmi.core.lesson_status"}
    everything = "".join(files.values())
    for word in ("fetch", "XMLHttpRequest", "sendBeacon", "localStorage", "cookie", "<form", "<input", "http://www.w3"):
        assert word not in everything, word
    links = re.findall(
        r'(?:src|href)="([^"]+)"', "".join(text for name, text in files.items() if name.endswith("html"))
    )
    assert set(links) == {SCRIPT, "practice.css"}, "no page leads or asks elsewhere"


def test_every_page_has_danger_first_and_says_what_is_sent(files: dict[str, str]) -> None:
    pages = [text for name, text in files.items() if name.endswith("html")]
    for page in pages:
        assert page.index("112") < page.index("<h1>")
        assert "113" in page
        assert "gaan nergens heen" in page
        assert "{" not in re.sub(r"<[^>]+>", "", page), "a gap that was not filled"


LEARNING_SYSTEM = """
var line = {textContent: ""}, button = {hidden: true, addEventListener: function (_, f) { this.press = f; }};
var document = {getElementById: function (name) { return name === "done" ? button : line; }}, calls = [];
var window = {addEventListener: function (_, f) { this.leave = f; }, opener: null};
window.parent = {parent: null}; window.parent.parent = window.parent;
function says(answers) { var api = {}; ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"].forEach(function (name) {
  api[name] = function () { calls.push([name].concat([].slice.call(arguments)).join(" ").trim());
    if (answers === "breaks") { throw new Error(name); } return answers; }; }); return api; }
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node to run the script of a package")
@pytest.mark.parametrize(
    ("way", "calls", "reached"),
    [
        ("window.parent.API = says('true'); run(); button.press(); window.leave();", 4, True),
        ("run(); button.press(); window.leave();", 0, False),
        ("window.parent.API = says('false'); run(); button.press();", 2, False),
        ("window.parent.API = says('breaks'); run(); button.press();", 2, False),
        ("run(); button.press(); window.parent.API = says('true'); button.press();", 3, True),
    ],
)
def test_a_learning_system_that_answers_late_or_never_loses_nothing(way: str, calls: int, reached: bool) -> None:
    script = _script("nl")
    told = "console.log([calls.length, button.hidden, line.textContent].join('|'));"
    program = f"{LEARNING_SYSTEM}\nfunction run() {{ {script} }}\n{way}\n{told}"
    node = shutil.which("node") or ""
    done = subprocess.run([node, "-e", program], capture_output=True, text=True, timeout=20, check=True)
    number, hidden, told = done.stdout.strip().split("|")
    assert (int(number), hidden) == (calls, "true" if reached else "false")
    assert ("weet nu" in told) == reached
    assert ("Er is niets kwijt" in told) != reached


def test_the_question_bank_is_as_moodle_reads_it(guide: Guide, ten: tuple[str, ...]) -> None:
    """What Moodle asks of its XML: a category first, names, one right answer at least, and a fraction it knows; nothing gives a mark."""
    root = ET.fromstring(package(guide, ten, "moodle", "en"))
    assert root.tag == "quiz"
    kinds = [question.get("type") for question in root]
    assert kinds[0] == "category"
    assert kinds.count("category") == len(ten)
    assert set(kinds) == {"category", "description", "multichoice"}
    names = []
    for question in root:
        if question.get("type") == "category":
            assert (question.findtext("category/text") or "").startswith("$course$/top/")
            names = []
            continue
        names.append(question.findtext("name/text"))
        assert question.findtext("questiontext/text")
        assert question.findtext("defaultgrade") == "0"
        if question.get("type") == "multichoice":
            assert question.findtext("single") == "true"
            fractions = [answer.get("fraction") for answer in question.iter("answer")]
            assert "100" in fractions
            assert set(fractions) <= {"0", "100"}
            assert all(answer.findtext("feedback/text") for answer in question.iter("answer"))
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("form", ["scorm", "moodle"])
def test_the_same_stories_give_the_same_bytes(gym: Guide, form: str) -> None:
    made = [package(gym, ("friend_a", "calm"), form, "nl") for _ in range(2)]  # type: ignore[arg-type]
    assert made[0] == made[1]


def test_the_command_writes_a_package_and_refuses_an_unknown_story(tmp_path: Path) -> None:
    out = tmp_path / "stories.zip"
    words = ["class", "package", "lost_friend_a", "the_salute", "--lang", "nl"]
    done = CliRunner().invoke(main, [*words, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "2 verhalen" in done.output
    assert zipfile.is_zipfile(out)
    assert CliRunner().invoke(main, [*words, "--out", str(out)]).exit_code == 2, "an existing file stays"
    wrong = CliRunner().invoke(main, ["class", "package", "lost_frend_a", "--lang", "nl"])
    assert wrong.exit_code == 2
    assert "lost_friend_a" in wrong.output
