"""All texts of a pack as CSV for a spreadsheet, and back into its files without touching anything else.

A text is known by its file and its way in that file: ids where there are ids, numbers where there are none. Only the words themselves are
written over, at the places the parser gives, so comments, order and line ends stay.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from assistant.authoring.extend import placed
from assistant.authoring.overlay import Overlay
from assistant.content.files import read_files
from assistant.content.nodes import Map, Node, Scalar, Seq, printable
from assistant.content.pack import load_pack
from assistant.content.reader import Notes
from assistant.content.source import parse
from assistant.errors import Finding, InputError, Place

COLUMNS = ("file", "field", "nl", "en", "mark")
LANGUAGES = ("nl", "en")
MAX_BYTES = 16_000_000
_STEERS = ("=", "+", "-", "@", "\t", "\r", "'")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_NAMES = (
    "source", "trigger", "driver", "event", "change", "cue", "context", "protective", "explanation", "danger", "number", "signal",
    "inquiry", "step", "partner", "term", "law", "help_page", "rule", "dialogue", "section", "question", "option", "qualifier", "case",
    "variant", "line", "phase", "at", "group",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """One text: where it is, and its words in both languages as nodes of the file."""

    file: str
    field: str
    nodes: Mapping[str, Scalar]

    @property
    def key(self) -> tuple[str, str]:
        """File and way."""
        return (self.file, self.field)


@dataclass(frozen=True)
class Imported:
    """The new bytes of every file that changes, and which texts (file, field, language) got other words."""

    files: Mapping[str, bytes]
    changed: tuple[tuple[str, str, str], ...]


def texts_of(root: Traversable) -> dict[tuple[str, str], Words]:
    """Every text in the files of a pack. Raises InputError when a file cannot be read."""
    files, findings = read_files(root)
    found: dict[tuple[str, str], Words] = {}
    for _, name, data in files:
        nodes, problems = parse(data, name)
        findings += problems
        for node in nodes:
            for words in _in(node, name, ""):
                found[words.key] = words
    if findings:
        raise InputError(findings)
    return found


def _in(node: Node, file: str, way: str) -> Iterator[Words]:
    if isinstance(node, Map):
        if node.entries and set(node.entries) <= set(LANGUAGES):
            scalars = {key: value for key, value in node.entries.items() if isinstance(value, Scalar)}
            if scalars:
                yield Words(file, way, scalars)
            return
        for key, value in node.entries.items():
            yield from _in(value, file, f"{way}.{key}" if way else key)
    elif isinstance(node, Seq):
        seen: dict[str, int] = {}
        for number, item in enumerate(node.items, 1):
            name = _name(item) or str(number)
            seen[name] = seen.get(name, 0) + 1
            again = f"~{seen[name]}" if seen[name] > 1 else ""
            yield from _in(item, file, f"{way}[{name}{again}]")


def _name(item: Node) -> str:
    if isinstance(item, Map):
        for key in _NAMES:
            value = item.entries.get(key)
            if isinstance(value, Scalar):
                return value.value
    return ""


# ---------------------------------------------------------------- what a row was made from


def fingerprint(text: str) -> str:
    """Tells whether a text is still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def words_now(words: Words, language: str) -> str:
    """The text as it is in the file, empty when it is not there in this language."""
    return words.nodes[language].value if language in words.nodes else ""


def pack_id(root: Traversable) -> str:
    """The id that a pack gives itself, in whichever of its files; `-` when it gives none."""
    for _, name, data in read_files(root)[0]:
        for node in parse(data, name)[0] if name.startswith("knowledge/") and b"pack:" in data else ():
            info = node.entries.get("pack") if isinstance(node, Map) else None
            told = info.entries.get("id") if isinstance(info, Map) else None
            if isinstance(told, Scalar) and told.value:
                return told.value
    return "-"


def mark_of(pack: str, words: Words) -> str:
    """Which pack, and a fingerprint of the text in each language."""
    return " ".join((pack, *(fingerprint(words_now(words, language)) for language in LANGUAGES)))


# ---------------------------------------------------------------- out


def export_csv(root: Traversable) -> bytes:
    """Every text with its words in both languages: semicolons, Windows line ends, a byte order mark; no cell acts as a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    pack = pack_id(root)
    for words in texts_of(root).values():
        cells = [words_now(words, language) for language in LANGUAGES]
        writer.writerow([_harmless(cell) for cell in (words.file, words.field, *cells, mark_of(pack, words))])
    return stream.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STEERS) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STEERS) else cell


# ---------------------------------------------------------------- in


def read_csv(data: bytes, file: str, known: Mapping[tuple[str, str], Words]) -> dict[tuple[str, str, str], str]:
    """The words by (file, field, language) in a CSV. Raises InputError with every problem in it."""
    notes = Notes()
    if len(data) > MAX_BYTES:
        raise InputError([Finding("support/too-large", Place(file), {"limit": f"{MAX_BYTES // 1_000_000} MB"})])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            [Finding("support/encoding", Place(file, data.count(b"\n", 0, error.start) + 1, 1))]
        ) from error
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    found: dict[tuple[str, str, str], str] = {}
    columns: dict[str, int] = {}
    line = 1
    try:
        for row in reader:
            place, line = Place(file, line, 1), reader.line_num + 1
            if not columns:
                columns = {name.strip().lower(): number for number, name in enumerate(row)}
                missing = [name for name in COLUMNS[:2] if name not in columns]
                if missing or not any(language in columns for language in LANGUAGES):
                    notes.add(
                        "support/column-missing", place, word=", ".join(missing or LANGUAGES), known=";".join(COLUMNS)
                    )
                    break
            elif any(row):
                _row(row, columns, known, place, notes, found)
    except csv.Error:
        notes.add("support/quotes", Place(file, line, 1))
    if not found and not notes.findings:
        notes.add("support/empty", Place(file, 1, 1))
    if notes.findings:
        raise InputError(notes.findings)
    return found


def _row(
    row: list[str],
    columns: Mapping[str, int],
    known: Mapping[tuple[str, str], Words],
    place: Place,
    notes: Notes,
    found: dict[tuple[str, str, str], str],
) -> None:
    if len(row) <= max(columns[name] for name in COLUMNS if name in columns):
        notes.add("support/width", place, found=str(len(row)), wanted=str(len(columns)))
        return
    key = (_plain(row[columns["file"]]), _plain(row[columns["field"]]))
    if key not in known:
        near = [f"{file} {field}" for file, field in known if file == key[0]]
        notes.unknown("translate/unknown", place, printable(" ".join(key)), near)
        return
    mark = _plain(row[columns["mark"]]).split()[1:] if "mark" in columns else []
    marks = dict(zip(LANGUAGES, mark, strict=False))
    for language in LANGUAGES:
        if language in columns:
            cell = _plain(row[columns[language]]).replace("\r\n", "\n")
            if language not in known[key].nodes and not cell:
                continue
            now, was = words_now(known[key], language), marks.get(language, "")
            if was and cell != now and fingerprint(cell) == was:
                continue  # nobody touched it: what is in the file is newer
            if was and cell != now and fingerprint(now) != was:
                told = printable(" ".join((*key, language)))
                notes.add("sheet/both", place, word=told, now=printable(now), said=printable(cell))
            if (*key, language) in found:
                notes.add("translate/twice", place, word=printable(" ".join(key)))
            found[(*key, language)] = cell


def import_texts(
    root: Traversable,
    cells: Mapping[tuple[str, str, str], str],
    whole: Callable[[Traversable], Traversable] = lambda root: root,
) -> Imported:
    """The files with these words, tried out. `whole` gives a pack with what it extends, for it may not load without.

    Raises InputError when the pack would not load; nothing has been written.
    """
    known = texts_of(root)
    data = {name: content for _, name, content in read_files(root)[0]}
    edits: dict[str, list[tuple[Scalar, str]]] = {}
    added: dict[str, list[tuple[Scalar, str, str]]] = {}
    changed: list[tuple[str, str, str]] = []
    for (file, field, language), words in cells.items():
        node = known[file, field].nodes.get(language)
        if node is None:
            other = next(iter(known[file, field].nodes.values()))
            added.setdefault(file, []).append((other, language, words))
            changed.append((file, field, language))
        elif node.value != words:
            edits.setdefault(file, []).append((node, words))
            changed.append((file, field, language))
    files = {
        name: _written(data[name], name, edits.get(name, []), added.get(name, []))
        for name in dict.fromkeys((*edits, *added))
    }
    _must_agree(Overlay(root, files), cells, whole)
    return Imported(files, tuple(changed))


def _must_agree(
    root: Traversable, cells: Mapping[tuple[str, str, str], str], whole: Callable[[Traversable], Traversable]
) -> None:
    """The new files must load, and hold exactly these words."""
    complete = whole(root)
    errors = placed(complete, load_pack(complete).errors)
    if errors:
        raise InputError(errors)
    now = texts_of(root)
    for (file, field, language), words in cells.items():
        if now[file, field].nodes[language].value != words:
            raise InputError([Finding("translate/lost", Place(file), {"word": field})])


def _written(data: bytes, file: str, edits: list[tuple[Scalar, str]], added: list[tuple[Scalar, str, str]]) -> bytes:
    bom = data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]
    changes: list[tuple[int, int, str]] = []
    for node, words in edits:
        start = starts[node.place.line - 1] + node.place.column - 1
        end = _end(text, start, node)
        if end is None:
            raise InputError([Finding("translate/place", node.place, {"word": printable(node.value[:40])})])
        block = text[start] in "|>"
        changes.append((start, end, _quoted(words) + ("\n" if block else "")))
    for node, language, words in added:
        start = starts[node.place.line - 1] + node.place.column - 1
        end = _end(text, start, node)
        if end is None or text[start] in "|>":
            raise InputError([Finding("translate/place", node.place, {"word": printable(node.value[:40])})])
        before = text[text.rfind("\n", 0, start) + 1 : start]
        inline = "{" in before
        joint = ", " if inline else "\n" + before[: len(before) - len(before.lstrip())]
        changes.append((end, end, f"{joint}{language}: {_quoted(words)}"))
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text.encode("utf-8-sig" if bom else "utf-8")


def _end(text: str, start: int, node: Scalar) -> int | None:
    """Where a value ends: quoted over any number of lines, a block of indented lines, or plain on one line."""
    first = text[start : start + 1]
    if first == '"':
        found = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL).match(text, start)
        return found.end() if found else None
    if first == "'":
        found = re.compile(r"'(?:[^']|'')*'").match(text, start)
        return found.end() if found else None
    if first in "|>":
        line = text[text.rfind("\n", 0, start) + 1 : start]
        indent = len(line) - len(line.lstrip(" "))
        end = text.find("\n", start) + 1
        while 0 < end < len(text):
            stop = text.find("\n", end)
            stop = len(text) if stop < 0 else stop + 1
            row = text[end:stop]
            if row.strip() and len(row) - len(row.lstrip(" ")) <= indent:
                break
            end = stop
        return end or len(text)
    return start + len(node.value) if node.value and text.startswith(node.value, start) else None


def _quoted(words: str) -> str:
    for character, code in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        words = words.replace(character, code)
    return f'"{words}"'
