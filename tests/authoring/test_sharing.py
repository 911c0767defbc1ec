"""Packs in one file, packs that extend another, texts to a spreadsheet and back."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.authoring.extend import Extended, extended
from assistant.authoring.packs import MANIFEST, build, finder, install, installed, read
from assistant.authoring.translate import export_csv, import_texts, read_csv, texts_of
from assistant.cli.main import main
from assistant.content.files import read_files
from assistant.content.pack import FOLDERS, read_pack, shipped
from assistant.errors import InputError, Place

BASE = Path(__file__).parent.parent / "authoring" / "base"
PACK = """\
pack:
  id: gemeente_voorbeeld
  extends: triggerfactoren_nl
  version: "0.1.0"
  title: {nl: "Gemeente Voorbeeld", en: "Example municipality"}
  licence: "CC0"
"""
EXTRA = """\
# Three questions of our own.
extends: self_check
after: protective
questions:
  - question: local_club
    ask: {nl: "Is er een club in de buurt?", en: "Is there a club nearby?"}
    why: {nl: "Een club kan houvast geven.", en: "A club can give support."}
    kind: yes_no
    "yes": {label: {nl: "Ja", en: "Yes"}, records: [{protective: club_or_community}]}
    "no": {label: {nl: "Nee", en: "No"}}

  # a remark inside
  - question: local_note
    kind: say
    text: {nl: "Goed om te weten.", en: "Good to know."}
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--lang", "en"])


def own(folder: Path, *, extra: str = EXTRA, pack: str = PACK) -> Path:
    (folder / "knowledge").mkdir(parents=True)
    (folder / "dialogues").mkdir()
    (folder / "knowledge" / "pack.yaml").write_text(pack, "utf-8")
    (folder / "dialogues" / "extra.yaml").write_text(extra, "utf-8")
    return folder


def small(folder: Path) -> Path:
    for name in filter(lambda each: (BASE / each).is_dir(), FOLDERS):
        shutil.copytree(BASE / name, folder / name, dirs_exist_ok=True)
    return folder


# ---------------------------------------------------------------- extending


def test_questions_are_added_where_they_belong(tmp_path: Path) -> None:
    pack = read_pack(extended(own(tmp_path / "own"), finder(tmp_path / "home")))
    before, after = ([q.id for q in p.dialogues["self_check"].questions] for p in (read_pack(shipped()), pack))
    at = before.index("protective") + 1
    assert after == [*before[:at], "local_club", "local_note", *before[at:]]
    added = pack.dialogues["self_check"].by_id["local_club"]
    assert (added.section, pack.info.id) == ("seeks_and_helps", "gemeente_voorbeeld")
    assert pack.rules == read_pack(shipped()).rules


@pytest.mark.parametrize("place", ["danger_now", "own_frame", "seen_another_way", "about_event", "role"])
def test_after_any_question(place: str, tmp_path: Path) -> None:
    folder = own(tmp_path / "own", extra=EXTRA.replace("after: protective", f"after: {place}"))
    names = [q.id for q in read_pack(extended(folder, finder(tmp_path))).dialogues["self_check"].questions]
    assert names[names.index(place) + 1] == "local_club"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("after: protective", "after: protectiv", "extend/question"),
        ("extends: self_check", "extends: self_chek", "extend/dialogue"),
        ("after: protective\n", "", "field/missing"),
    ],
)
def test_what_does_not_fit_is_told(old: str, new: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        extended(own(tmp_path / "own", extra=EXTRA.replace(old, new)), finder(tmp_path))
    assert code in [finding.code for finding in raised.value.findings]


def test_a_pack_that_is_not_here_is_told_without_a_trace(tmp_path: Path) -> None:
    folder = own(tmp_path / "own", pack=PACK.replace("triggerfactoren_nl", "elsewhere"))
    done = run("run", "self_check", "--pack", str(folder), "--answers", "/dev/null")
    assert (done.exit_code, "extend/pack" in done.stderr) == (2, True)


# ---------------------------------------------------------------- one file


@pytest.mark.long
def test_built_installed_and_used_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))
    file = tmp_path / "own.zip"
    assert run("pack", "build", str(own(tmp_path / "own")), "--out", str(file)).exit_code == 0
    assert run("pack", "install", str(file)).exit_code == 0
    assert run("pack", "install", str(file)).exit_code == 2
    assert run("pack", "install", str(file), "--force").exit_code == 0
    assert "gemeente_voorbeeld 0.1.0 + triggerfactoren_nl" in run("pack", "list").stdout
    assert "local_club" in run("graph", "self_check", "--pack", "gemeente_voorbeeld").stdout
    assert sorted(path.name for path in (tmp_path / "home" / "packs").iterdir()) == ["gemeente_voorbeeld"]


def test_the_same_pack_gives_the_same_file(tmp_path: Path) -> None:
    find = finder(tmp_path)
    (first, one), (_, two) = build(BASE, find), build(small(tmp_path / "copy"), find)
    assert one == two
    manifest, files = read(one, "x.zip")
    assert (manifest.id, manifest.digest) == (first.id, read_pack(BASE).digest)
    assert {name for _, name, _ in read_files(BASE)[0]} <= set(files)


def tampered(data: bytes, change: dict[str, bytes | None], *, sums: bool = False) -> bytes:
    """The file with entries put in, changed or left out; with `sums` the list of fingerprints is made to fit."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files = {name: value for name, value in {**files, **change}.items() if value is not None}
    if sums:
        manifest = json.loads(files[MANIFEST])
        manifest["files"] = {n: hashlib.sha256(v).hexdigest() for n, v in files.items() if n != MANIFEST}
        files[MANIFEST] = json.dumps(manifest).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in files.items():
            archive.writestr(name, value)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "sums", "code"),
    [
        ({"../outside.yaml": b"x: 1"}, True, "packfile/entry"),
        ({"/etc/x.yaml": b"x: 1"}, True, "packfile/entry"),
        ({"knowledge/../../x.yaml": b"x: 1"}, True, "packfile/entry"),
        ({"knowledge\\x.yaml": b"x: 1"}, True, "packfile/entry"),
        ({"rules/run.py": b"print()"}, True, "packfile/entry"),
        ({"rules/base.yaml": b"rules: []"}, False, "packfile/sum"),
        ({"rules/new.yaml": b"rules: []"}, False, "packfile/sum"),
        ({"rules/base.yaml": None}, False, "packfile/sum"),
        ({"rules/base.yaml": b"rules: [{}]"}, True, "field/missing"),
        ({"rules/base.yaml": None}, True, ""),
        ({MANIFEST: b"{"}, False, "packfile/manifest"),
        ({MANIFEST: None}, False, "packfile/manifest"),
        ({MANIFEST: b"[]"}, False, "packfile/manifest"),
        ({"rules/big.yaml": b" " * 5_000_000}, True, "packfile/size"),
    ],
)
def test_what_was_changed_is_not_accepted(
    change: dict[str, bytes | None], sums: bool, code: str, tmp_path: Path
) -> None:
    home = tmp_path / "packs"
    with pytest.raises(InputError) as raised:
        install(tampered(build(BASE, finder(home))[1], change, sums=sums), "x.zip", home)
    assert not code or code in [finding.code for finding in raised.value.findings]
    assert list(installed(home)) == []
    assert not home.exists() or list(home.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_pack_file_is_told(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="packfile/zip"):
        install(data, "x.zip", tmp_path)


def test_a_link_is_not_accepted(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("rules/link.yaml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(InputError, match="packfile/entry"):
        install(stream.getvalue(), "x.zip", tmp_path)


def test_the_shipped_pack_cannot_be_replaced(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="packfile/taken"):
        install(build(shipped(), finder(tmp_path))[1], "x.zip", tmp_path, replace=True)


# ---------------------------------------------------------------- spreadsheet


def test_out_and_in_again_changes_nothing() -> None:
    data = export_csv(shipped())
    assert data.startswith(b"\xef\xbb\xbf")
    assert b";" in data.split(b"\r\n")[0]
    cells = read_csv(data, "x.csv", texts_of(shipped()))
    done = import_texts(shipped(), cells)
    assert (done.files, done.changed) == ({}, ())
    assert len(cells) > 5000


def test_new_words_are_written_and_nothing_else() -> None:
    cells = read_csv(export_csv(BASE), "x.csv", texts_of(BASE))
    changed = {key: f'{words} · "é\\' for key, words in cells.items() if "{" not in words}
    done = import_texts(BASE, changed)
    for name, data in done.files.items():
        before = (BASE / name).read_bytes().decode().splitlines()
        after = data.decode().splitlines()
        assert len(before) == len(after)
        assert [line.split("#")[-1] for line in before if line.strip().startswith("#")] == [
            line.split("#")[-1] for line in after if line.strip().startswith("#")
        ]
    assert set(done.changed) == set(changed)


BLOCK = "        two\n        lines"


@pytest.mark.parametrize("form", ["'It''s so'", "plain words", '"quoted \\" words"', f"|\n{BLOCK}", f">-\n{BLOCK}"])
def test_every_way_to_write_a_text(form: str, tmp_path: Path) -> None:
    folder = small(tmp_path / "own")
    title = f"title:\n      nl: {form}\n      en: other  # remark"
    text = f"# first\nsources:\n  - source: extra\n    {title}\n    read: whole\n    publisher: X\n"
    (folder / "knowledge" / "more.yaml").write_text(text, "utf-8")
    cells = read_csv(export_csv(folder), "x.csv", texts_of(folder))
    key = ("knowledge/more.yaml", "sources[extra].title", "nl")
    assert key in cells
    done = import_texts(folder, {key: "Nieuw: 'zo'\nen zo"})
    written = done.files["knowledge/more.yaml"].decode()
    assert "# first" in written
    assert "# remark" in written
    assert done.changed == (key,)


def test_a_formula_stays_text(tmp_path: Path) -> None:
    folder = small(tmp_path / "own")
    file = folder / "dialogues" / "base.yaml"
    file.write_text(file.read_text("utf-8").replace('"Is there danger now?"', '"=1+1"'), "utf-8")
    data = export_csv(folder)
    assert b";'=1+1" in data
    cells = read_csv(data, "x.csv", texts_of(folder))
    assert "=1+1" in cells.values()
    assert import_texts(folder, cells).changed == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"file;field", b"fil;field", "support/column-missing"),
        (b"dialogues/base.yaml;title", b"dialogues/base.yaml;titel", "translate/unknown"),
        (b"\xef\xbb\xbf", b"\xff\xfe", "support/encoding"),
    ],
)
def test_bad_spreadsheets_are_told(old: bytes, new: bytes, code: str) -> None:
    data = export_csv(BASE).replace(old, new, 1)
    with pytest.raises(InputError) as raised:
        read_csv(data, "x.csv", texts_of(BASE))
    assert code in [finding.code for finding in raised.value.findings]


def test_words_that_the_pack_may_not_have_are_not_written() -> None:
    cells = read_csv(export_csv(BASE), "x.csv", texts_of(BASE))
    key = next(key for key, words in cells.items() if key[0].startswith("dialogues") and words)
    with pytest.raises(InputError):
        import_texts(BASE, {key: ""})


def test_the_commands(tmp_path: Path) -> None:
    folder, file = small(tmp_path / "own"), tmp_path / "texts.csv"
    assert run("translate", "export", str(folder), "--out", str(file)).exit_code == 0
    assert run("translate", "export", str(folder), "--out", str(file)).exit_code == 2
    file.write_bytes(file.read_bytes().replace(b"Small talk", b"A small talk"))
    assert "1 text would" in run("translate", "import", str(file), str(folder), "--check").stderr
    assert run("translate", "import", str(file), str(folder)).exit_code == 0
    assert read_pack(folder).dialogues["small"].title.en == "A small talk"
    assert "different" in run("translate", "import", str(file), str(folder)).stderr


def test_texts_of_a_pack_that_extends_another_come_back(tmp_path: Path) -> None:
    folder, file = tmp_path / "ours", tmp_path / "texts.csv"
    assert run("new", "pack", "ours", "--out", str(folder)).exit_code == 0
    assert run("new", "case", "first", "--pack", str(folder), "--set", "title_en=First case").exit_code == 0
    assert run("translate", "export", str(folder), "--out", str(file)).exit_code == 0
    file.write_bytes(file.read_bytes().replace(b"First case", b"The first case"))
    done = run("translate", "import", str(file), str(folder))
    assert done.exit_code == 0, done.stderr
    assert b"The first case" in (folder / "dialogues" / "cases" / "first.yaml").read_bytes()


@pytest.mark.long
def test_the_shipped_pack_can_be_named_by_its_id(tmp_path: Path) -> None:
    assert run("new", "pack", "ours", "--out", str(tmp_path / "ours")).exit_code == 0
    done = run("diff", "triggerfactoren_nl", str(tmp_path / "ours"), "--number", "2")
    assert done.exit_code == 0, done.stderr


def test_a_pack_that_adds_a_question_is_tested_by_its_own_tests(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", "pack", "ours", "--out", str(tmp_path / "ours")]).exit_code == 0
    (tmp_path / "ours" / "dialogues" / "more.yaml").write_text(
        "extends: self_check\nafter: role\nquestions:\n"
        '  - {question: more, ask: {nl: "Wilt u verder?", en: "Go on?"}, why: {nl: "Tijd.", en: "Time."}, kind: one_of, '
        'options: [{option: "yes", label: {nl: "Ja.", en: "Yes."}}, {option: "no", label: {nl: "Nee.", en: "No."}}]}\n',
        "utf-8",
    )
    story = 'case: one\ndialogue: self_check\nanswers: {danger_now: "no", urgent_today: "none", role: teacher, more: "yes"}\n'
    (tmp_path / "ours" / "tests" / "one.yaml").write_text(
        story + "path: [danger_now, urgent_today, role, more]\n", "utf-8"
    )
    done = CliRunner().invoke(main, ["test", str(tmp_path / "ours"), "--format", "json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["numbers"]["story"] == 1


@pytest.mark.long
def test_a_finding_in_an_added_question_stands_where_it_was_written(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", "pack", "ours", "--out", str(tmp_path / "ours")]).exit_code == 0
    text = (
        "extends: self_check\nafter: role\nquestions:\n  # of our town\n  - question: more\n"
        '    ask: {nl: "Wilt u verder?", en: "Go on?"}\n    kind: one_off\n    why: {nl: "Tijd.", en: "Time."}\n'
        '    options: [{option: go, label: {nl: "Ja.", en: "Yes."}}, {option: stop, '
        'records: [{absent: {event: dismissal}}], label: {nl: "Nee.", en: "No."}}]\n'
    )
    file = tmp_path / "ours" / "dialogues" / "more.yaml"
    file.write_text(text, "utf-8")
    found = json.loads(CliRunner().invoke(main, ["check", str(tmp_path / "ours"), "--format", "json"]).stdout)
    places = {
        (each["file"], each["line"], each["column"]) for each in found["findings"] if each["code"] == "field/choice"
    }
    assert places == {("dialogues/more.yaml", 7, 11)}
    told = CliRunner().invoke(main, ["test", str(tmp_path / "ours"), "--lang", "en"])
    assert "dialogues/more.yaml:7:11" in told.stderr
    assert "  7 |     kind: one_off" in told.stderr
    file.write_text(
        text.replace("one_off", "one_of").replace("[{option: go,", "[{option: go, records: [{event: dismisal}],"),
        "utf-8",
    )
    mended = CliRunner().invoke(main, ["check", str(tmp_path / "ours"), "--fix", "--lang", "en"])
    assert "1 mended." in mended.stderr
    assert "{event: dismissal}" in file.read_text("utf-8")


def test_every_line_of_a_conversation_knows_where_it_was_written(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", "pack", "ours", "--out", str(tmp_path / "ours")]).exit_code == 0
    for name, after in (("one", "role"), ("two", "cues"), ("three", "danger_now")):
        question = f'  - question: {name}\n    ask: {{nl: "{name}", en: "{name}"}}\n    kind: yes_no\n'
        (tmp_path / "ours" / "dialogues" / f"{name}.yaml").write_text(
            f"extends: self_check\nafter: {after}\nquestions:\n{question}", "utf-8"
        )
    whole = extended(tmp_path / "ours", finder(tmp_path))
    assert isinstance(whole, Extended)
    path = "dialogues/self_check.yaml"
    lines = whole.joinpath(path).read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        place = whole.place(Place(path, number, 1))
        root = shipped() if place.file == path else tmp_path / "ours"
        written = root.joinpath(*place.file.split("/")).read_text("utf-8").splitlines()
        if line.strip():
            assert written[place.line - 1].strip() == line.strip()
