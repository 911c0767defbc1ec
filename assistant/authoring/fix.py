"""Mending what can be mended without thinking: quotes around dates and yes or no, tabs, and slips of the pen in a word.

A change is kept only when the file still parses, its own finding is gone and no finding is new. Files are replaced whole, or not at all.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from assistant.authoring.checking import Memory, More, Report, check_pack, nothing
from assistant.authoring.overlay import Overlay
from assistant.authoring.slips import ids_of, is_slip
from assistant.content.pack import load_pack
from assistant.errors import Finding, InputError

QUOTED = ("yaml/unquoted-date", "yaml/date-in-text", "yaml/boolean", "yaml/boolean-text", "yaml/boolean-key")
TABS = ("yaml/tab", "yaml/tab-inside")
TAB_WIDTHS = (2, 4, 8)
Mend = Callable[[str], str]
Whole = Callable[[Traversable], Traversable]


@dataclass(frozen=True)
class Fixed:
    """New contents by file name, what they mend, and the report on the pack as it would then be."""

    files: Mapping[str, bytes]
    before: Mapping[str, bytes]
    mended: tuple[Finding, ...]
    report: Report

    def diff(self) -> str:
        """The changes as a unified diff."""
        return "".join(line for name in sorted(self.files) for line in self._of(name))

    def _of(self, name: str) -> Iterator[str]:
        old, new = (data.decode("utf-8").splitlines(keepends=True) for data in (self.before[name], self.files[name]))
        for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", n=1):
            yield line if line.endswith("\n") else line + "\n"


def fixed(root: Path, today: str, more: More = nothing, whole: Whole = lambda own: own) -> Fixed:
    """Everything that can be mended in the pack in `root`; nothing is written yet. `whole` adds what the pack extends."""
    memory = Memory()
    before: dict[str, bytes] = {}
    over: dict[str, bytes] = {}
    report = check_pack(whole(root), today, memory, more)
    ids = ids_of(load_pack(whole(root), memory.parse, fingerprinted=False).draft)
    mended: list[Finding] = []
    tried: set[tuple[object, ...]] = set()
    while True:
        finding = next((f for f in report.findings if _can(f, ids) and _key(f) not in tried), None)
        if finding is None:
            return Fixed(over, before, tuple(mended), report)
        tried.add(_key(finding))
        name = finding.place.file
        try:
            data = over.get(name) or (root / name).read_bytes()
            text = data.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        for change in _changes(finding):
            new = change(text)
            if new == text:
                continue
            try:
                tried_pack = whole(Overlay(root, {**over, name: new.encode()}))
            except InputError:
                continue
            trial = check_pack(tried_pack, today, memory, more)
            if _better(report, trial, finding):
                before.setdefault(name, data)
                over[name], report = new.encode(), trial
                mended.append(finding)
                break


def write(root: Path, fix: Fixed) -> None:
    """Put the mended files in place, each in one step. Raises OSError; a file that changed meanwhile is left alone."""
    for name, data in fix.files.items():
        target = root / name
        if target.read_bytes() != fix.before[name]:
            raise OSError(f"{name} changed meanwhile")
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".mend-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(temporary, target.stat().st_mode & 0o777)
            os.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.place.file, finding.place.line, finding.code, finding.values.get("word"))


def _can(finding: Finding, ids: Collection[str]) -> bool:
    """Whether it needs no thinking: quotes, tabs, and a word that is a slip for one other and no id of its own."""
    word, near = finding.values.get("word", ""), finding.values.get("near", "")
    return finding.code in (*QUOTED, *TABS) or (bool(word) and word not in ids and is_slip(word, near))


def _better(old: Report, new: Report, finding: Finding) -> bool:
    """Whether the finding is gone and none came in its place.

    When the last error goes, checks that waited come too; of what they find only what touches the mended entry counts as new.
    """
    before, after = _counted(old), _counted(new)
    same = _told(finding)
    if after[same] >= before[same]:
        return False
    fresh = after - before
    if old.waiting and not new.waiting:
        entry = _entry(new, finding)
        return not any(_told(f) in fresh and (f.severity == "error" or _touches(f, entry)) for f in new.findings)
    return not fresh


def _entry(report: Report, finding: Finding) -> tuple[str, int, int]:
    """The file and the lines of the list item around a finding."""
    lines = (report.lines or {}).get(finding.place.file, [])
    starts = [number for number, line in enumerate(lines, 1) if re.match(r" {0,2}- ", line)]
    first = max((number for number in starts if number <= finding.place.line), default=1)
    last = min((number for number in starts if number > finding.place.line), default=len(lines) + 1)
    return finding.place.file, first, last


def _touches(finding: Finding, entry: tuple[str, int, int]) -> bool:
    file, first, last = entry
    places = (finding.place, finding.also) if finding.also else (finding.place,)
    return any(place.file == file and first <= place.line < last for place in places)


def _counted(report: Report) -> Counter[tuple[str, str, str, str]]:
    return Counter(_told(finding) for finding in report.findings if finding.severity != "note")


def _told(finding: Finding) -> tuple[str, str, str, str]:
    return finding.place.file, finding.severity, finding.code, str(sorted(finding.values.items()))


# ---------------------------------------------------------------- changes


def _changes(finding: Finding) -> Iterator[Mend]:
    if finding.code in QUOTED:
        yield lambda text: _replaced(text, finding, finding.values["word"], f'"{finding.values["word"]}"')
    elif finding.code in TABS:
        for width in TAB_WIDTHS:
            yield lambda text, width=width: _untabbed(text, finding, width)  # type: ignore[misc]
    else:
        yield lambda text: _replaced(text, finding, finding.values["word"], finding.values["near"])


def _untabbed(text: str, finding: Finding, width: int) -> str:
    lines = text.splitlines(keepends=True)
    line = finding.place.line - 1
    if 0 <= line < len(lines):
        lines[line] = lines[line].replace("\t", " " * width)
    return "".join(lines)


def _replaced(text: str, finding: Finding, word: str, by: str) -> str:
    """The text with the first `word` at or after the place of the finding, on that line or the three after it, replaced."""
    lines = text.splitlines(keepends=True)
    pattern = re.compile(rf"(?<![\w\"'-]){re.escape(word)}(?![\w\"'-])")
    for offset in range(4):
        number = finding.place.line - 1 + offset
        if not 0 <= number < len(lines):
            break
        start = finding.place.column - 1 if offset == 0 else 0
        match = pattern.search(lines[number], max(0, start))
        if match:
            lines[number] = lines[number][: match.start()] + by + lines[number][match.end() :]
            break
    return "".join(lines)
