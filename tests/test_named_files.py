"""A file that somebody names: whatever it is, a sentence comes at once, and nothing is read without end.

R9, R12, R13, R14 and R22 of the list of faults.
"""

from __future__ import annotations

import errno
import io
import json
import os
import random
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.authoring.packs import read
from assistant.cli.main import main
from assistant.content import regular
from assistant.content.nodes import printable
from assistant.content.regular import private_folder, read_regular
from assistant.content.source import parse
from assistant.content.telling import MOST_TOLD, tell_all
from assistant.errors import Finding, InputError, Place

COMMANDS = (
    ("infer", "{}"),
    ("run", "self_check", "--answers", "{}"),
    ("practise", "--answers", "{}"),
    ("pack", "install", "{}"),
    ("class", "collect", "{}"),
    ("class", "hands", "{}"),
    ("support", "import", "{}"),
    ("translate", "import", "{}"),
    ("infer", "--directory", "{}", "facts.json"),
)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path.parent / "cache"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
@pytest.mark.parametrize("what", ["fifo", "/dev/zero", "folder", "n" * 300])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_no_file_is_refused_at_once(command: tuple[str, ...], what: str, tmp_path: Path) -> None:
    name = what if what.startswith("/") else str(tmp_path / what)
    if what == "fifo":
        os.mkfifo(name)
    elif what == "folder":
        Path(name).mkdir()
    begun = time.process_time()
    done = CliRunner().invoke(main, [part.replace("{}", name) for part in command])
    assert done.exit_code == 2, done.output
    assert time.process_time() - begun < 5
    assert "Traceback" not in done.output


def test_a_disk_that_falters_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"whole")
    real, left = os.read, [errno.EIO, errno.EAGAIN]

    def falters(handle: int, most: int) -> bytes:
        if left:
            raise OSError(left.pop(), "no")
        return real(handle, most)

    monkeypatch.setattr(regular, "PAUSE", 0)
    monkeypatch.setattr(os, "read", falters)
    assert read_regular(tmp_path / "file", 100) == b"whole"
    left += [errno.EIO] * regular.TRIES
    with pytest.raises(OSError, match="no"):
        read_regular(tmp_path / "file", 100)


def test_no_more_is_read_than_wanted_and_folders_are_for_their_owner(tmp_path: Path) -> None:
    private_folder(tmp_path / "a" / "b")
    (tmp_path / "a" / "b" / "file").write_bytes(b"123456")
    assert read_regular(tmp_path / "a" / "b" / "file", 3) == b"1234"
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")] == [0o700, 0o700]


@pytest.mark.parametrize(
    "text",
    ["facts:\n" + ' ["]",\n' * 25_000 + " 1" + "]" * 25_000, "[ # ]]]]\n" * 25_000, '{"}":\n' * 25_000, "? " * 9_000],
    ids=["quotes", "comments", "braces", "marks"],
)
def test_depth_that_is_hidden_from_a_reader_of_text_ends_nothing(text: str) -> None:
    assert [finding.code for finding in parse(text.encode(), "e.yaml")[1]] == ["yaml/too-deep"]


@pytest.mark.parametrize(
    "text",
    ["facts:\n" + "".join(f"  key{n}: 1\n" for n in range(300_000))[:3_000_000], "a: [" + "1," * 1_000_000 + "]"],
    ids=["keys", "items"],
)
def test_megabytes_of_nonsense_cost_under_two_seconds(text: str) -> None:
    begun = time.process_time()
    assert [finding.code for finding in parse(text.encode(), "e.yaml")[1]] == ["yaml/too-large"]
    assert time.process_time() - begun < 2


def test_at_most_so_many_findings_are_told_and_errors_first() -> None:
    many = [Finding("yaml/duplicate-key", Place("a.yaml", number, 1), {"key": "a"}) for number in range(1000)]
    told = tell_all(many, "en")
    assert told.count("yaml/duplicate-key") == MOST_TOLD
    assert "800" in told
    assert "1000" in told


def packed(**changed: object) -> bytes:
    stream = io.BytesIO()
    manifest = {"format": 1, "id": "fine", "files": {}, **changed}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.json", json.dumps(manifest) + " " * 200)
        for name in changed.get("names", ()):  # type: ignore[attr-defined]
            archive.writestr(name, "rules: []\n" * 50)
    return stream.getvalue()


def test_a_damaged_pack_file_is_told_wherever_it_is_damaged() -> None:
    data = packed(names=["rules/a.yaml"])
    draw = random.Random(19)
    for _ in range(400):
        hurt = bytearray(data)
        hurt[draw.randrange(len(hurt))] ^= 1 << draw.randrange(8)
        with suppress(InputError):  # anything else fails the test
            assert read(bytes(hurt), "a.zip")[0].id


@pytest.mark.parametrize("data", [packed(id="a" * 10_000), packed(names=["rules/" + "a" * 300 + ".yaml"])])
def test_names_that_no_system_takes_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="packfile"):
        read(data, "a.zip")


def test_marks_that_turn_or_hide_text_are_shown_as_signs(tmp_path: Path) -> None:
    (tmp_path / "hands.json").write_text('{"case": "lost\\u200b_friend"}', encoding="utf-8")
    done = CliRunner().invoke(main, ["class", "hands", str(tmp_path / "hands.json")])
    assert "<U+200B>" in done.output
    assert printable("a\u202eb") == "a<U+202E>b"
    (tmp_path / "export.json").write_text(
        json.dumps({"kind": "practice-results", "schema": "\u202eabc", "rounds": []}), encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["class", "collect", str(tmp_path / "export.json")])
    assert "\u202e" not in done.output
