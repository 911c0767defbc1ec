"""Texts in a workbook and back: an old sheet puts nothing back, bad rows are told with their number, and the others go on."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from authoring.fragments import BASE
from click.testing import CliRunner

from assistant.authoring.sheet import HEAD, export_sheet, read_sheet
from assistant.authoring.translate import export_csv, import_texts, read_csv, texts_of
from assistant.authoring.workbook import read_workbook, workbook
from assistant.cli.main import main
from assistant.content.pack import read_pack
from assistant.errors import InputError

Rows = list[list[str]]
KEY = ("dialogues/base.yaml", "title", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "pack"))


def changed(data: bytes, change: Callable[[Rows], None]) -> bytes:
    """A workbook as somebody would save it after this change."""
    rows = [[row.cells.get(column, "") for column in range(len(HEAD))] for row in read_workbook(data, "x")]
    change(rows)
    return workbook("x", rows[0], rows[1:], (10,) * len(HEAD), 3)


def the_title(rows: Rows) -> list[str]:
    return next(row for row in rows if row[:2] == ["dialogues/base.yaml", "title"])


def rewrite(words: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        the_title(rows)[4] = words

    return change


def inside(data: bytes, old: str, new: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with other XML in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == part:
                text, found = re.subn(old, new, text, count=1)
                assert found == 1
            after.writestr(name, text)
    return stream.getvalue()


def test_what_goes_out_comes_back_and_only_words_can_be_typed_over() -> None:
    data = export_sheet(BASE)
    assert data == export_sheet(BASE)
    found = read_sheet(data, "x.xlsx", BASE)
    assert (found.cells, found.findings, found.older) == ({}, (), 0)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert '<sheetProtection sheet="1"' in sheet
    assert re.search(r'<c r="C2" s="0"', sheet)  # locked
    assert re.search(r'<c r="D2" s="1"', sheet)  # not


def test_a_rewritten_text_is_written(folder: Path) -> None:
    data = changed(export_sheet(folder), rewrite('A "small"\ntalk <& more>  _x0041_ \t =1+1'))
    found = read_sheet(data, "x.xlsx", folder)
    assert dict(found.cells) == {KEY: 'A "small"\ntalk <& more>  _x0041_ \t =1+1'}
    assert import_texts(folder, found.cells).changed == (KEY,)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_old_sheet_never_puts_an_old_text_back(folder: Path, form: str) -> None:
    old = export_sheet(folder) if form == "xlsx" else export_csv(folder)
    file = folder / "dialogues" / "base.yaml"
    file.write_text(file.read_text("utf-8").replace("Small talk", "Newer talk"), "utf-8")
    if form == "xlsx":
        found = read_sheet(old, "x.xlsx", folder)
        assert (found.cells, found.findings, found.older) == ({}, (), 1)
        found = read_sheet(changed(old, rewrite("Other talk")), "x.xlsx", folder)
        assert (found.cells, [each.code for each in found.findings]) == ({}, ["sheet/both"])
    else:
        assert import_texts(folder, read_csv(old, "x.csv", texts_of(folder))).changed == ()
        with pytest.raises(InputError) as raised:
            read_csv(old.replace(b"Small talk", b"Other talk"), "x.csv", texts_of(folder))
        assert [each.code for each in raised.value.findings] == ["sheet/both"]


def _twice(rows: Rows) -> None:
    rows.insert(1, [*the_title(rows)[:4], "Other"])


def _set(column: int, words: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        the_title(rows)[column] = words

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_set(1, "titel"), "sheet/unknown"),
        (_set(2, "rubbish"), "sheet/mark"),
        (_set(2, ""), "sheet/mark"),
        (_set(4, " "), "sheet/emptied"),
        (_twice, "sheet/twice"),
    ],
)
def test_a_bad_row_is_told_with_its_number_and_the_others_go_on(
    folder: Path, change: Callable[[Rows], None], code: str
) -> None:
    other = ("dialogues/base.yaml", "endings.complete.title", "en")

    def both(rows: Rows) -> None:
        next(row for row in rows if tuple(row[:2]) == other[:2])[4] = "The end of it"
        change(rows)

    data = changed(export_sheet(folder), both)
    found = read_sheet(data, "x.xlsx", folder)
    assert [each.code for each in found.findings] == [code]
    row = next(each for each in read_workbook(data, "x") if each.number == found.findings[0].place.line)
    assert row.cells[0] == KEY[0]
    assert dict(found.cells) == {other: "The end of it"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (r'(<c r="E3" s="1") t="inlineStr">.*?</c>', r"\1><f>1+1</f><v>2</v></c>", "sheet/formula"),
        ("<sheetProtection", '<mergeCells><mergeCell ref="D3:E4"/></mergeCells><sheetProtection', "sheet/merged"),
    ],
)
def test_formulas_and_merged_cells_are_left_out(folder: Path, old: str, new: str, code: str) -> None:
    found = read_sheet(inside(export_sheet(folder), old, new), "x.xlsx", folder)
    assert {(each.code, each.place.line) for each in found.findings} >= {(code, 3)}
    assert found.cells == {}


def test_rows_that_were_deleted_change_nothing(folder: Path) -> None:
    def cut(rows: Rows) -> None:
        del rows[5:]

    found = read_sheet(changed(export_sheet(folder), cut), "x.xlsx", folder)
    assert (found.cells, found.findings) == ({}, ())


def test_shared_words_and_runs_are_read_as_programs_write_them() -> None:
    data = workbook("x", ("a", "b"), [("one", "two")], (9, 9), 1)
    data = inside(data, r'(<c r="B2" s="1") t="inlineStr">.*?</c>', r'\1 t="s"><v>1</v></c>')
    with zipfile.ZipFile(stream := io.BytesIO(data), "a") as packed:
        shared = "<si><t>x</t></si><si><r><t>tw</t></r><r><t>ee</t></r><rPh><t>no</t></rPh></si>"
        main_ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        packed.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main_ns}">{shared}</sst>')
    assert read_workbook(stream.getvalue(), "x")[1].cells == {0: "one", 1: "twee"}


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (lambda data: b"PK no zip", "sheet/unreadable"),
        (lambda data: data[: len(data) // 2], "sheet/unreadable"),
        (lambda data: inside(data, "<worksheet", "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"), "sheet/unreadable"),
        (lambda data: inside(data, "<sheetData>", "<sheetDat>"), "sheet/unreadable"),
        (lambda data: inside(data, ">mark<", ">merk<"), "sheet/columns"),
    ],
)
def test_what_is_no_sheet_of_ours_gets_a_sentence(broken: Callable[[bytes], bytes], code: str) -> None:
    with pytest.raises(InputError) as raised:
        read_sheet(broken(export_sheet(BASE)), "x.xlsx", BASE)
    assert [each.code for each in raised.value.findings] == [code]


def test_a_workbook_of_another_pack_is_refused_whole(folder: Path) -> None:
    info = next(file for file in (folder / "knowledge").glob("*.yaml") if "pack:" in file.read_text("utf-8"))
    info.write_text(re.sub(r"\bid: \w+", "id: another", info.read_text("utf-8"), count=1), "utf-8")
    with pytest.raises(InputError) as raised:
        read_sheet(export_sheet(BASE), "x.xlsx", folder)
    assert [each.code for each in raised.value.findings] == ["sheet/other-pack"]


def test_the_commands_write_a_case_out_and_in_again(folder: Path, tmp_path: Path) -> None:
    def run(*said: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, [*said, "--lang", "en"])
        return done.exit_code, done.output

    file = tmp_path / "x.xlsx"
    case = next((folder / "dialogues" / "cases").glob("*.yaml")).stem
    assert run("translate", "export", str(folder), "--case", case, "--out", str(file))[0] == 0
    rows = read_workbook(file.read_bytes(), "x")
    assert {row.cells[0] for row in rows[1:]} == {f"dialogues/cases/{case}.yaml"}
    assert run("translate", "export", str(folder), "--case", "nonsense", "--out", str(file), "--force")[0] == 2
    assert run("translate", "export", str(folder), "--out", str(file), "--force")[0] == 0

    def one_good_one_bad(rows: Rows) -> None:
        rewrite("A small talk")(rows)
        rows[1][2] = "rubbish"

    file.write_bytes(changed(file.read_bytes(), one_good_one_bad))
    code, told = run("translate", "import", str(file), str(folder))
    assert (code, "x.xlsx:2" in told) == (1, True)
    assert read_pack(folder).dialogues["small"].title.en == "A small talk"
