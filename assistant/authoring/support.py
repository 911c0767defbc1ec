"""Completing the degree of support from the study: all cells as CSV for a spreadsheet, and back into `knowledge/triggers.yaml`.

Only the values of cells are written over, at the places the parser gives; comments, order and line ends stay as they are. A grade is
one of the study's own words with its page, written as `veel steun; p. 31`. It is background reading with a trigger factor: no rule
can read it.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.content.interface import phrases
from assistant.content.model import Language, Pack, Trigger
from assistant.content.nodes import Map, Node, Scalar, Seq, printable
from assistant.content.pack import FOLDERS, load_pack
from assistant.content.reader import Notes
from assistant.content.source import parse
from assistant.content.support import MAX_GRADE, NOT_ENTERED, PAGE, grade_and_page
from assistant.content.vocabulary import SUPPORT_CELLS
from assistant.errors import Finding, InputError, Place

COLUMNS = ("trigger", "name", "cell", "grade", "page")
NEEDED = ("trigger", "cell", "grade", "page")
TRIGGERS = "knowledge/triggers.yaml"
MAX_BYTES = 1_000_000
_STEERS = ("=", "+", "-", "@", "\t", "\r")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

Cells = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Imported:
    """The new bytes of `knowledge/triggers.yaml`, and which cells (trigger, cell) got another value."""

    data: bytes
    filled: tuple[tuple[str, str], ...]
    emptied: tuple[tuple[str, str], ...]


# ---------------------------------------------------------------- out


def export_csv(pack: Pack, language: Language) -> bytes:
    """Every cell of every trigger factor, as CSV that a Dutch spreadsheet opens at once."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    for trigger in pack.kind("trigger").values():
        if isinstance(trigger, Trigger):
            name = trigger.name.in_(language)
            for cell in SUPPORT_CELLS:
                grade, page = grade_and_page(trigger.support.get(cell, NOT_ENTERED))
                # "p. 3-12", for a spreadsheet makes a date of 3-12
                rows.append((trigger.id, name, cell, grade, page and f"p. {page}"))
    return _csv(rows)


def codebook_csv(language: Language) -> bytes:
    """What the columns and cells of the CSV mean, as a second CSV."""
    words = phrases(language)
    rows = [tuple(words(f"support.book.{head}") for head in ("column", "value", "meaning"))]
    rows += [(column, "", words(f"support.column.{column}")) for column in COLUMNS]
    rows += [("cell", cell, words(f"support.cell.{cell}")) for cell in SUPPORT_CELLS]
    rows += [("grade", NOT_ENTERED, words("support.grade.not_entered"))]
    rows += [("grade", words("support.grade.word"), words("support.grade.meaning"))]
    return _csv(rows)


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Semicolons, Windows line ends and a byte order mark; no cell can act as a formula."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(
        [_harmless(cell) for cell in row] for row in rows
    )
    return stream.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STEERS) else cell


# ---------------------------------------------------------------- in


def read_csv(data: bytes, file: str, pack: Pack) -> dict[tuple[str, str], str]:
    """The values by (trigger, cell) in a CSV. Raises InputError with every problem in it, each with its row."""
    reader = _Rows(file, pack)
    cells = reader.read(data)
    if reader.notes.findings:
        raise InputError(reader.notes.findings)
    return cells


class _Rows:
    def __init__(self, file: str, pack: Pack) -> None:
        self.file = file
        self.known = pack.kind("trigger")
        self.notes = Notes()
        self.first: dict[tuple[str, str], Place] = {}

    def read(self, data: bytes) -> dict[tuple[str, str], str]:
        if len(data) > MAX_BYTES:
            self.notes.add("support/too-large", Place(self.file), limit=f"{MAX_BYTES // 1_000_000} MB")
            return {}
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.notes.add("support/encoding", Place(self.file, data.count(b"\n", 0, error.start) + 1, 1))
            return {}
        if "\0" in text:
            self.notes.add("support/encoding", Place(self.file, 1, 1))
            return {}
        lines = self._lines(text)
        head = next(lines, None)
        columns = self._columns(*head) if head else {}
        if head is None:
            self.notes.add("support/empty", Place(self.file, 1, 1))
        found: dict[tuple[str, str], str] = {}
        if columns:
            for place, row in lines:
                if any(row):
                    self._row(place, row, columns, found)
            if not found and not self.notes.findings:
                self.notes.add("support/empty", Place(self.file, 1, 1))
        return found

    def _lines(self, text: str) -> Iterator[tuple[Place, list[str]]]:
        """Rows with the line each begins on, cells without the mark that keeps them from acting as a formula."""
        first = text.lstrip("\r\n").partition("\n")[0]
        delimiter = max(";,\t", key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        while True:
            place = Place(self.file, reader.line_num + 1, 1)
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                self.notes.add("support/quotes", place)
                return
            yield place, [_plain(cell) for cell in row]

    def _columns(self, place: Place, row: list[str]) -> dict[str, int]:
        heads = [head.lower() for head in row]
        while heads and not heads[-1]:
            heads.pop()
        for number, head in enumerate(heads):
            if head not in COLUMNS:
                known = ", ".join(COLUMNS)
                self.notes.unknown("support/column-unknown", place, printable(head), COLUMNS, known=known)
            elif head in heads[:number]:
                self.notes.add("support/column-twice", place, word=head)
        missing = [column for column in NEEDED if column not in heads]
        if missing:
            self.notes.add("support/column-missing", place, word=", ".join(missing), known=";".join(COLUMNS))
            return {}
        return {column: heads.index(column) for column in COLUMNS if column in heads}

    def _row(self, place: Place, row: list[str], columns: Mapping[str, int], found: dict[tuple[str, str], str]) -> None:
        width = max(columns.values()) + 1
        if len(row) < width or any(row[width:]):
            self.notes.add("support/width", place, found=str(len(row)), wanted=str(width))
            return
        trigger, cell, grade, page = (row[columns[name]] for name in NEEDED)
        key = (trigger, cell)
        good = True
        if trigger not in self.known:
            self.notes.unknown("support/trigger", place, printable(trigger), self.known)
            good = False
        if cell not in SUPPORT_CELLS:
            self.notes.unknown("support/cell", place, printable(cell), SUPPORT_CELLS, known=", ".join(SUPPORT_CELLS))
            good = False
        if good and key in self.first:
            self.notes.add("support/twice", place, also=self.first[key], trigger=trigger, cell=cell)
            good = False
        self.first.setdefault(key, place)
        value = self._value(place, grade, page)
        if good and value:
            found[key] = value

    def _value(self, place: Place, grade: str, page: str) -> str:
        """What a cell will hold; nothing when a finding says what is wrong with it."""
        page = re.sub(r"^(pp?|pag|blz)\.?\s*", "", page, flags=re.IGNORECASE)
        page = re.sub(r"\s*(t/m|tot en met|to|-|–)\s*", "-", page)
        if grade in ("", NOT_ENTERED):
            if page:
                self.notes.add("support/page-alone", place, page=printable(page))
                return ""
            return NOT_ENTERED
        if len(grade) > MAX_GRADE or "\n" in grade or "\r" in grade or ";" in grade or printable(grade) != grade:
            self.notes.add("support/grade", place, limit=str(MAX_GRADE))
            return ""
        if not page:
            self.notes.add("support/no-page", place, word=grade)
            return ""
        if not PAGE.match(page):
            self.notes.add("support/page", place, word=printable(page))
            return ""
        return f"{grade}; p. {page}"


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:].strip() if cell.startswith("'") and cell[1:].startswith(_STEERS) else cell


# ---------------------------------------------------------------- into the file


def with_cells(data: bytes, cells: Cells) -> Imported:
    """The text of `knowledge/triggers.yaml` with these cells. Raises InputError when a place in it cannot be found."""
    bom = data.startswith(b"\xef\xbb\xbf")
    nodes, problems = parse(data, TRIGGERS)
    if problems:
        raise InputError(problems)
    surgery = _Surgery(data.decode("utf-8-sig"), nodes)
    for (trigger, cell), value in cells.items():
        surgery.put(trigger, cell, value)
    if surgery.notes.findings:
        raise InputError(surgery.notes.findings)
    changed = surgery.changed
    return Imported(
        surgery.result().encode("utf-8-sig" if bom else "utf-8"),
        tuple(key for key in changed if cells[key] != NOT_ENTERED),
        tuple(key for key in changed if cells[key] == NOT_ENTERED),
    )


class _Surgery:
    """Replaces single values in a YAML text."""

    def __init__(self, text: str, nodes: list[Node]) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        self.notes = Notes()
        self.edits: list[tuple[int, int, str]] = []
        self.added: dict[str, list[tuple[str, str]]] = {}
        self.changed: list[tuple[str, str]] = []
        self.triggers: dict[str, Map] = {}
        root = nodes[0] if nodes else None
        listed = root.entries.get("triggers") if isinstance(root, Map) else None
        for item in listed.items if isinstance(listed, Seq) else ():
            name = item.entries.get("trigger") if isinstance(item, Map) else None
            if isinstance(item, Map) and isinstance(name, Scalar):
                self.triggers[name.value] = item

    def put(self, trigger: str, cell: str, value: str) -> None:
        """Give one cell its value."""
        entry = self.triggers.get(trigger)
        if entry is None:
            self.notes.add("support/elsewhere", Place(TRIGGERS), word=trigger)
            return
        support = entry.entries.get("support")
        old = support.entries.get(cell) if isinstance(support, Map) else None
        if isinstance(old, Scalar):
            if old.value != value:
                span = self._span(old)
                self.changed.append((trigger, cell))
                if span is None:
                    self.notes.add("support/place", old.place, trigger=trigger, cell=cell)
                else:
                    self.edits.append((*span, _yaml(value)))
        elif value != NOT_ENTERED:
            self.changed.append((trigger, cell))
            self.added.setdefault(trigger, []).append((cell, value))

    def result(self) -> str:
        """The text after all edits."""
        for trigger, cells in self.added.items():
            self.edits.append(self._insertion(self.triggers[trigger], cells))
        text = self.text
        for start, end, new in sorted(self.edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _offset(self, place: Place) -> int:
        return self.starts[place.line - 1] + place.column - 1

    def _span(self, node: Scalar) -> tuple[int, int] | None:
        """Where a value stands in the text; None when it is not written in one of the ordinary ways on one line."""
        start = self._offset(node.place)
        quote = self.text[start : start + 1]
        if quote == '"':
            found = re.compile(r'"(?:[^"\\\n\r]|\\.)*"').match(self.text, start)
        elif quote == "'":
            found = re.compile(r"'(?:[^'\n\r]|'')*'").match(self.text, start)
        else:
            found = re.compile(re.escape(node.value)).match(self.text, start) if node.value else None
        return found.span() if found else None

    def _insertion(self, entry: Map, cells: list[tuple[str, str]]) -> tuple[int, int, str]:
        """Cells the file does not mention yet: in front of the first of its kind, or a `support` of their own."""
        pairs = [f"{cell}: {_yaml(value)}" for cell, value in cells]
        support = entry.entries.get("support")
        if isinstance(support, Map) and support.keys:
            first = next(iter(support.keys.values()))
            start = self._offset(first)
            joint = ", " if self._flow(support) else "\n" + " " * (first.column - 1)
            return start, start, "".join(pair + joint for pair in pairs)
        mapping = "{" + ", ".join(pairs) + "}"
        if isinstance(support, Map):
            start = self._offset(support.place)
            return start, self.text.index("}", start) + 1, mapping
        if support is not None:
            start = self._offset(entry.keys["support"]) + len("support:")
            return start, start, " " + mapping
        last = list(entry.keys.values())[-1]
        start = self._offset(last)
        joint = ", " if self._flow(entry) else "\n" + " " * (last.column - 1)
        return start, start, f"support: {mapping}{joint}"

    def _flow(self, node: Map) -> bool:
        return self.text.startswith("{", self._offset(node.place))


def _yaml(value: str) -> str:
    if value == NOT_ENTERED:
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def import_cells(root: Path, pack: Pack, cells: Cells) -> Imported:
    """The new `knowledge/triggers.yaml` of the pack in `root`, tried out. Raises InputError, and nothing has been written.

    What would come of it is loaded first, and must be the same pack but for these cells.
    """
    done = with_cells((root / TRIGGERS).read_bytes(), cells)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "pack"
        for name in FOLDERS:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, dirs_exist_ok=True)
        (copy / TRIGGERS).write_bytes(done.data)
        loaded = load_pack(copy)
    errors = [finding for finding in loaded.findings if finding.severity == "error"]
    if loaded.pack is None or replace(loaded.pack, digest="") != replace(_expected(pack, cells), digest=""):
        raise InputError(errors or [Finding("support/not-loading", Place(TRIGGERS))])
    return done


def _expected(pack: Pack, cells: Cells) -> Pack:
    """The pack as it should be afterwards."""
    triggers = {}
    for name, trigger in pack.kind("trigger").items():
        if isinstance(trigger, Trigger):
            own = {cell: value for (of, cell), value in cells.items() if of == name}
            own = {cell: value for cell, value in own.items() if value != NOT_ENTERED or cell in trigger.support}
            triggers[name] = replace(trigger, support={**trigger.support, **own})
    return replace(pack, entries={**pack.entries, "trigger": triggers})
