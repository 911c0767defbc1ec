"""A sheet of text as a workbook (.xlsx) that Excel and LibreOffice open, and back: only words, no formulas, no macros, nothing to run.

Written and read here, for what is needed of the format is small (ECMA-376: a zip of XML), and a workbook comes from strangers.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from assistant.errors import Finding, InputError, Place
from assistant.records import dataclass

MAX_BYTES = 16_000_000
MAX_OPENED = 100_000_000
"""No part of a workbook is read that says it is larger when opened."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DAY = (1980, 1, 1, 0, 0, 0)  # the same texts give the same bytes
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\r\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")
_AT = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as the program shows it, its words by column (from 0), and columns where no plain words stand."""

    number: int
    cells: dict[int, str]
    formulas: frozenset[int] = frozenset()
    merged: bool = False


# ---------------------------------------------------------------- out


def workbook(
    name: str, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], open_from: int
) -> bytes:
    """A workbook of one protected sheet. Columns before `open_from` and the head are locked; the others may be typed in."""
    lines = [_row(1, head, len(head), 2)]
    lines += [_row(number, cells, open_from, 0) for number, cells in enumerate(rows, 2)]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1" style="{int(n > open_from)}"/>'
        for n, width in enumerate(widths, 1)
    )
    sheet = (
        f'{_HEAD}<worksheet xmlns="{_MAIN[1:-1]}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(lines)}</sheetData>"
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" autoFilter="0"/></worksheet>'
    )
    styles = (
        f'{_HEAD}<styleSheet xmlns="{_MAIN[1:-1]}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
        '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1" applyProtection="1"><alignment vertical="top" wrapText="1"/>'
        '<protection locked="0"/></xf><xf fontId="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SPREADSHEET}.styles+xml"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN[1:-1]}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(name[:31], {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": styles,
        "xl/worksheets/sheet1.xml": sheet,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, text in parts.items():
            info = zipfile.ZipInfo(part, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, text)
    return stream.getvalue()


def _relations(*told: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(told, 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _row(number: int, cells: Sequence[str], open_from: int, style: int) -> str:
    told = "".join(
        f'<c r="{chr(65 + column)}{number}" s="{style if column < open_from else 1}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_written(cell)}</t></is></c>'
        for column, cell in enumerate(cells)
    )
    return f'<row r="{number}">{told}</row>'


def _written(cell: str) -> str:
    return escape(_UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", cell))


# ---------------------------------------------------------------- in


def read_workbook(data: bytes, file: str) -> list[SheetRow]:
    """The rows of the first sheet that are not empty. Raises InputError when it is no workbook, or one that cannot be trusted."""
    if len(data) > MAX_BYTES:
        raise InputError([Finding("support/too-large", Place(file), {"limit": f"{MAX_BYTES // 1_000_000} MB"})])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            book = _part(packed, "xl/workbook.xml")
            first = book.find(f"{_MAIN}sheets/{_MAIN}sheet")
            names = {each.get("Id"): each.get("Target", "") for each in _part(packed, "xl/_rels/workbook.xml.rels")}
            target = names[first.get(_REL)] if first is not None else ""
            sheet = _part(packed, target.lstrip("/") if target.startswith("/") else f"xl/{target}")
            shared = (
                [_text(each) for each in _part(packed, "xl/sharedStrings.xml")]
                if "xl/sharedStrings.xml" in packed.namelist()
                else []
            )
            return list(_rows(sheet, shared))
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, IndexError, OSError, NotImplementedError,
            RuntimeError, EOFError) as error:  # fmt: skip
        raise InputError([Finding("sheet/unreadable", Place(file))]) from error


def _part(packed: zipfile.ZipFile, name: str) -> ElementTree.Element:
    info = packed.getinfo(name)
    if info.file_size > MAX_OPENED:
        raise ValueError(name)
    with packed.open(info) as stream:
        data = stream.read(MAX_OPENED + 1)
    if len(data) > MAX_OPENED or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError(name)
    return ElementTree.fromstring(data)


def _text(node: ElementTree.Element) -> str:
    """The words of a text, in one piece or in runs of their own make-up; how they sound (Japanese) is left out."""
    found = [each.text or "" for each in (*node.findall(f"{_MAIN}t"), *node.findall(f"{_MAIN}r/{_MAIN}t"))]
    return _WRITTEN.sub(lambda code: chr(int(code[1], 16)), "".join(found))


def _rows(sheet: ElementTree.Element, shared: Sequence[str]) -> Iterator[SheetRow]:
    merged = [_lines(each.get("ref", "")) for each in sheet.iter(f"{_MAIN}mergeCell")]
    number = 0
    for row in sheet.iter(f"{_MAIN}row"):
        number = int(row.get("r", number + 1))
        cells: dict[int, str] = {}
        formulas: set[int] = set()
        column = -1
        for cell in row.findall(f"{_MAIN}c"):
            at = _AT.fullmatch(cell.get("r", ""))
            column = _column(at[1]) if at else column + 1
            kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v") or ""
            if cell.find(f"{_MAIN}f") is not None or kind == "e":
                formulas.add(column)
            inline = cell.find(f"{_MAIN}is")
            text = shared[int(value)] if kind == "s" and value else _text(inline) if inline is not None else value
            if text:
                cells[column] = text.replace("\r\n", "\n")
        if cells or formulas:
            yield SheetRow(number, cells, frozenset(formulas), any(first <= number <= last for first, last in merged))


def _column(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1


def _lines(area: str) -> tuple[int, int]:
    found = [int(line) for _, line in _AT.findall(area)]
    return (found[0], found[-1]) if found else (0, 0)
