"""The texts of a pack, or of one case, as a workbook, and back: a row remembers what it was made from.

The mark of a row holds a fingerprint of each of its texts as they were. Read back, a cell that nobody touched changes nothing, however old
the sheet is; a cell that was rewritten while its text stayed the same in the files is written; and where both changed, both are told and
nothing is written over. A row that cannot be used is told with its number, and the others go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable

from assistant.authoring.translate import LANGUAGES, Words, fingerprint, mark_of, pack_id, texts_of, words_now
from assistant.authoring.workbook import SheetRow, read_workbook, workbook
from assistant.content.nodes import printable
from assistant.content.reader import Notes
from assistant.errors import Finding, InputError, Place
from assistant.records import dataclass

HEAD = ("file", "field", "mark", *LANGUAGES)
_WIDTHS = (24, 30, 10, 60, 60)


@dataclass(frozen=True, slots=True)
class Received:
    """What a sheet changes, by (file, field, language); what is told of its rows; and how many older cells were left alone."""

    cells: Mapping[tuple[str, str, str], str]
    findings: tuple[Finding, ...]
    older: int = 0


def export_sheet(root: Traversable, case: str = "") -> bytes:
    """Every text of a pack, or only of the file of one case. Raises InputError when there is no such case."""
    pack, texts = pack_id(root), texts_of(root)
    wanted = f"dialogues/cases/{case}.yaml"
    shown = [words for words in texts.values() if not case or words.file == wanted]
    if not shown:
        known = sorted({file.rpartition("/")[2].removesuffix(".yaml") for file, _ in texts if "/cases/" in file})
        notes = Notes()
        notes.unknown("sheet/no-case", Place(wanted), case, known)
        raise InputError(notes.findings)
    rows = [
        (words.file, words.field, mark_of(pack, words), *(words_now(words, language) for language in LANGUAGES))
        for words in shown
    ]
    return workbook(pack, HEAD, rows, _WIDTHS, 3)


def read_sheet(data: bytes, file: str, root: Traversable) -> Received:
    """What a workbook changes in a pack. Raises InputError when it is no sheet of this pack at all."""
    rows = read_workbook(data, file)
    head = {words.strip().lower(): column for column, words in rows[0].cells.items()} if rows else {}
    missing = [name for name in HEAD if name not in head]
    if missing:
        raise InputError(
            [Finding("sheet/columns", Place(file, 1), {"word": ", ".join(missing), "known": ", ".join(HEAD)})]
        )
    return _Receiving(file, head, texts_of(root), pack_id(root)).received(rows[1:])


class _Receiving:
    def __init__(self, file: str, head: Mapping[str, int], texts: Mapping[tuple[str, str], Words], pack: str) -> None:
        self.file, self.head, self.texts, self.pack = file, head, texts, pack
        self.notes = Notes()
        self.cells: dict[tuple[str, str, str], str] = {}
        self.seen: dict[tuple[str, str], SheetRow] = {}
        self.older = 0

    def received(self, rows: list[SheetRow]) -> Received:
        marks = [self._said(row, "mark").split() for row in rows]
        if rows and all(mark and mark[0] != self.pack for mark in marks):
            told = {"word": printable(marks[0][0]), "pack": self.pack}
            raise InputError([Finding("sheet/other-pack", Place(self.file, rows[0].number), told)])
        for row, mark in zip(rows, marks, strict=True):
            self._row(row, mark)
        return Received(self.cells, tuple(self.notes.findings), self.older)

    def _said(self, row: SheetRow, column: str) -> str:
        return row.cells.get(self.head[column], "")

    def _row(self, row: SheetRow, mark: list[str]) -> None:
        place = Place(self.file, row.number)
        key = (self._said(row, "file"), self._said(row, "field"))
        told = printable(" ".join(key))
        if row.formulas:
            self.notes.add("sheet/formula", place)
        elif row.merged:
            self.notes.add("sheet/merged", place)
        elif key not in self.texts:
            self.notes.unknown("sheet/unknown", place, told, [field for file, field in self.texts if file == key[0]])
        elif len(mark) != 1 + len(LANGUAGES) or mark[0] != self.pack:
            self.notes.add("sheet/mark", place, word=told)
        elif key in self.seen:
            if self.seen[key].cells != row.cells:
                first = self.seen[key].number
                self.notes.add("sheet/twice", place, word=told, first=str(first))
                for language in LANGUAGES:
                    self.cells.pop((*key, language), None)
        else:
            self.seen[key] = row
            for language, was in zip(LANGUAGES, mark[1:], strict=True):
                self._cell(place, key, language, was, self._said(row, language))

    def _cell(self, place: Place, key: tuple[str, str], language: str, was: str, said: str) -> None:
        now = words_now(self.texts[key], language)
        told = printable(" ".join((*key, language)))
        if said == now:
            return
        if fingerprint(said) == was:  # nobody touched it: what is in the files is newer
            self.older += 1
        elif not said.strip():
            self.notes.add("sheet/emptied", place, word=told)
        elif fingerprint(now) != was:
            self.notes.add("sheet/both", place, word=told, now=printable(now), said=printable(said))
        else:
            self.cells[(*key, language)] = said
