"""Anything a text editor can produce: told in one sentence, quickly, and never as a traceback."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from authoring.fragments import BASE, TODAY
from click.testing import CliRunner

from assistant.authoring.checking import check_pack
from assistant.authoring.overlay import Overlay
from assistant.cli.main import main

RULES = (BASE / "rules" / "base.yaml").read_bytes()
DIALOGUE = (BASE / "dialogues" / "base.yaml").read_bytes()
RULE_ON_A_LINE = (
    b"{rule: NAME, when: [{event: dismissal}], then: [{step: talk}], because: {nl: x, en: y}, source: [study]}"
)
LIMIT = 2.0  # seconds, a generous bound: these take a few hundredths


def nested(levels: int, *, flow: bool) -> bytes:
    if flow:
        return b"rules: " + b"[" * levels + b"]" * levels
    return b"".join(b"  " * level + b"a:\n" for level in range(levels)) + b"  " * levels + b"b: c\n"


BAD = {
    "binary": (bytes(range(256)) * 40, {"yaml/encoding", "yaml/character"}),
    "zeros": (bytes(5000), {"yaml/character"}),
    "control": (b"rules: \x07\n", {"yaml/character"}),
    "fifty megabytes": (b"# a line of a comment\n" * 2_400_000, {"yaml/too-large"}),
    "one long line": (b"rules: [" + b"a, " * 1_400_000 + b"]", {"yaml/too-large"}),
    "cut in half": (RULES[: len(RULES) // 2 - 3] + b'"', {"yaml/unfinished", "yaml/syntax"}),
    "cut in a word": (RULES[: RULES.index(b"De verandering")], {"yaml/unfinished"}),
    "latin-1": ("rules: # \u00e9\u00e9n\n".encode("latin-1"), {"yaml/encoding"}),
    "utf-16": ("rules: []\n".encode("utf-16"), {"yaml/encoding"}),
    "utf-32": ("rules: []\n".encode("utf-32"), {"yaml/encoding", "yaml/character"}),
    "half a character": (b"rules: [] # \xc3", {"yaml/encoding"}),
    "a hundred levels": (nested(100, flow=False), {"yaml/too-deep"}),
    "a hundred brackets": (nested(100, flow=True), {"yaml/too-deep"}),
    "ten thousand brackets": (nested(10_000, flow=True), {"yaml/too-deep"}),
    "a bomb of aliases": (b"a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nrules: []\n", {"yaml/alias"}),
    "an archive": (b"PK\x03\x04" + bytes(range(200)) * 9, {"yaml/encoding", "yaml/character"}),
    "two documents": (b"rules: []\n---\nrules: []\n", {"file/shape"}),
    "a list": (b"- rules\n", {"file/shape"}),
    "a word": (b"rules", {"file/shape"}),
    "empty": (b"", {"file/shape"}),
    "object": (b"!!python/object/apply:os.system [ls]\n", {"yaml/tag", "file/shape"}),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("file", ["rules/bad.yaml", "knowledge/bad.yaml", "dialogues/bad.yaml"])
def test_one_bad_file_gives_one_sentence(name: str, file: str) -> None:
    data, codes = BAD[name]
    start = time.perf_counter()
    findings = check_pack(Overlay(BASE, {file: data}), TODAY).findings
    assert time.perf_counter() - start < LIMIT
    told = [finding for finding in findings if finding.severity == "error"]
    if name == "a bomb of aliases":
        assert {finding.code for finding in told if finding.code.startswith("yaml/")} == codes
        return
    assert len(told) == 1, [(finding.code, str(finding.place)) for finding in told]
    assert told[0].code in codes
    assert told[0].place.file == file


@pytest.mark.parametrize("data", [RULES[: len(RULES) * part // 10] for part in range(1, 10)], ids=range(1, 10))
def test_a_file_cut_anywhere_is_no_fault(data: bytes) -> None:
    report = check_pack(Overlay(BASE, {"rules/base.yaml": data}), TODAY)
    assert report.findings


def test_many_blocks_on_one_line_are_not_deep() -> None:
    rules = b"rules: [" + b", ".join(RULE_ON_A_LINE.replace(b"NAME", b"r%d" % n) for n in range(600)) + b"]"
    report = check_pack(Overlay(BASE, {"rules/line.yaml": rules}), TODAY)
    assert [finding.code for finding in report.findings if finding.severity == "error"] == []


def test_a_damaged_file_does_not_make_others_wrong() -> None:
    """What the rules miss because the knowledge cannot be read is not told."""
    report = check_pack(Overlay(BASE, {"knowledge/base.yaml": b"events: [\x00"}), TODAY)
    assert [finding.code for finding in report.findings if finding.severity == "error"] == ["yaml/character"]


def test_no_folder_no_triggers_no_pack(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere") == {"pack/missing"}
    assert codes(tmp_path) == {"pack/no-folder"}
    for folder in ("knowledge", "dialogues"):
        (tmp_path / folder).mkdir()
    assert codes(tmp_path) == {"pack/no-triggers"}
    assert CliRunner().invoke(main, ["check", str(tmp_path / "nowhere")]).exit_code == 2


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("knowledge", "dialogues"):
        (tmp_path / folder).mkdir()
    (tmp_path / "knowledge" / "triggers.yaml").write_text("triggers: []\n")
    (tmp_path / "knowledge" / "loop.yaml").symlink_to("loop.yaml")
    assert codes(tmp_path) == set()
    real = Path.open

    def deny(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "triggers.yaml":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", deny)
    assert codes(tmp_path) == {"pack/unreadable"}


def test_too_much_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    many = b"rules:\n  - rule: many\n    when:\n" + b"      - {event: dismissal}\n" * 501
    assert "rule/too-many-conditions" in codes(Overlay(BASE, {"rules/many.yaml": many}))
    monkeypatch.setattr("assistant.content.pack.MAX_RULES", 3)
    assert "pack/too-many-rules" in codes(BASE)
    monkeypatch.setattr("assistant.content.files.MAX_PACK_BYTES", 1000)
    assert "pack/too-large" in codes(BASE)


def codes(root: object) -> set[str]:
    return {f.code for f in check_pack(root, TODAY).findings if f.severity == "error"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["binary", "fifty megabytes", "cut in half", "latin-1", "a hundred levels", "a hundred brackets"]
)
def test_every_command_tells_a_bad_file_in_one_sentence(name: str, tmp_path: Path) -> None:
    pack = shutil.copytree(BASE, tmp_path / "pack")
    data, _ = BAD[name]
    (pack / "dialogues" / "base.yaml").write_bytes(data)
    alone = tmp_path / "alone.yaml"
    alone.write_bytes(data)
    calls = [
        ("preview", "small", "--once", "--pack", str(pack)),
        ("preview", "small", "--once", "--pack", str(BASE), "--answers", str(alone)),
        ("test", str(pack)),
        ("explore", str(pack)),
        ("diff", str(BASE), str(pack)),
        ("pack", "build", str(pack), "--out", str(tmp_path / "made.zip")),
        ("pack", "install", str(alone)),
    ]
    for call in calls:
        started = time.process_time()
        done = CliRunner().invoke(main, [*call, "--lang", "en"])
        assert time.process_time() - started < LIMIT
        assert done.exit_code == 2, call
        assert done.stdout == ""
        assert done.stderr.count("error: ") == 1, done.stderr
        assert "�" not in done.stderr
    assert not (tmp_path / "made.zip").exists()
