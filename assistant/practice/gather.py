"""Joining what the people of a class handed in: files, folders and patterns in; rounds that can be counted, and remarks, out.

What cannot be used is told and left out; the rest counts. Nothing that was read is kept.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from assistant.content.model import Case, Pack
from assistant.content.regular import read_regular
from assistant.dialogue.session import Answer, Session
from assistant.errors import InputError
from assistant.practice.case_round import Changed, Round, changed_since, check, print_of, script_for
from assistant.practice.case_script import FORK_AT, MARK
from assistant.practice.export import read_export

_SAME = Changed()
LARGEST = 20_000_000
ENDING = ".json"
LEFT_OUT = frozenset(
    {"unreadable", "not-there", "no-match", "empty-folder", "too-large", "not-an-export", "version", "broken"}
)
"""Remarks about something that does not count; the others only tell how something was counted."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about what was handed in. `code` leads to its sentence, `class.remark.CODE`; `case` is a case id."""

    code: str
    files: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    case: str = ""
    changed: Changed = _SAME

    @property
    def left_out(self) -> bool:
        """Whether something does not count because of it."""
        return self.code in LEFT_OUT


@dataclass(frozen=True)
class Gathered:
    """Everything that could be read. `files` is how many files had rounds in them."""

    files: int
    rounds: tuple[Round, ...]
    remarks: tuple[Remark, ...]


def read_file(file: str) -> bytes:
    """The bytes of a file, as far as an export can be large."""
    return read_regular(file, LARGEST)


def gather(wanted: Iterable[str], pack: Pack, read: Callable[[str], bytes] = read_file) -> Gathered:
    """The rounds in these files; a folder stands for the exports in it, and a pattern for what fits it.

    `read` gives the bytes of one file and raises OSError when it cannot.
    """
    found = _Collector(pack, read)
    for file in found.expanded(wanted):
        found.take(file)
    return found.done()


def _path(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # the home of somebody who is not known here
        return Path(name)


class _Collector:
    def __init__(self, pack: Pack, read: Callable[[str], bytes]) -> None:
        self.pack = pack
        self.read = read
        self.prints = {case.id: {cue.id: print_of(cue) for cue in case.cues} for case in pack.cases.values()}
        self.remarks: list[Remark] = []
        self.rounds: list[Round] = []
        self.contents: dict[bytes, str] = {}
        self.people: dict[str, list[str]] = {}
        self.grouped: dict[tuple[str, str, str, Changed], list[str]] = {}

    def remark(self, code: str, *files: str, **values: str) -> None:
        self.remarks.append(Remark(code, files, values))

    def expanded(self, wanted: Iterable[str]) -> Iterator[str]:
        """The files, each once."""
        seen: set[str] = set()
        for name in wanted:
            for file in self._files(name):
                where = file if file == "-" else os.path.realpath(file)
                if where not in seen:
                    seen.add(where)
                    yield file

    def _files(self, name: str) -> list[str]:
        path = _path(name)
        if name != "-" and os.path.isdir(path):
            return self._in_folder(path, name)
        if name == "-" or os.path.exists(path) or not glob.has_magic(name):
            return [name if name == "-" else str(path)]
        fitting = sorted(each for each in glob.glob(str(path), recursive=True) if Path(each).is_file())
        if not fitting:
            self.remark("no-match", name)
        return fitting

    def _in_folder(self, path: Path, name: str) -> list[str]:
        try:
            inside = sorted(str(each) for each in path.iterdir() if each.suffix.lower() == ENDING and each.is_file())
        except OSError as error:
            self.remark("unreadable", name, reason=error.strerror or "?")
            return []
        if not inside:
            self.remark("empty-folder", name)
        return inside

    def take(self, file: str) -> None:
        """Read one file."""
        try:
            data = self.read(file)
        except FileNotFoundError:
            self.remark("not-there", file)
            return
        except (OSError, ValueError) as error:
            self.remark("unreadable", file, reason=getattr(error, "strerror", None) or "?")
            return
        if len(data) > LARGEST:
            self.remark("too-large", file)
        elif data in self.contents:
            self.remark("copy", file, self.contents[data])
        else:
            self._use(data, file)

    def _use(self, data: bytes, file: str) -> None:
        try:
            code, rounds, broken = read_export(data, file)
        except InputError as error:
            finding = error.findings[0]
            other = finding.code == "practice/export-version"
            self.remark("version" if other else "not-an-export", file, **dict(finding.values))
            return
        self.contents[data] = file
        if broken:
            self.remark("broken", file, number=str(broken))
        if not any(one.counts for one in rounds):
            self.remark("no-rounds", file)
            return
        self.people.setdefault(code, []).append(file)
        self.rounds += [self._sound(one, file) for one in rounds if one.counts]

    def _sound(self, one: Round, file: str) -> Round:
        """The round with only answers that are offered here; what is different about it is remembered."""
        case = self.pack.cases.get(one.case)
        if case is None:
            self._group("unknown-case", file, one.case)
            return one
        if one.cues and dict(one.cues) != self.prints[case.id]:
            self._group("changed", file, case.id, changed=changed_since(case, one))
        elif one.version != case.version:
            self._group("case-version", file, case.id, version=one.version)
        kept = {key: answer for key, answer in one.answers.items() if self._offered(case, one, key, answer)}
        if len(kept) == len(one.answers):
            return one
        if any(not key.startswith((MARK, FORK_AT)) for key in one.answers.keys() - kept.keys()):
            self._group("not-offered", file, case.id)
        return replace(one, session=Session(one.case, one.started, MappingProxyType(kept)))

    def _offered(self, case: Case, one: Round, key: str, answer: Answer) -> bool:
        if key.startswith(MARK):
            return key.removeprefix(MARK) in case.by_id
        try:
            check(script_for(self.pack, one), key, answer)
            return True
        except InputError:
            return False

    def _group(self, code: str, file: str, case: str, *, version: str = "", changed: Changed = _SAME) -> None:
        files = self.grouped.setdefault((code, case, version, changed), [])
        if file not in files:
            files.append(file)

    def done(self) -> Gathered:
        """All of it; remarks about one thing in several files are told once."""
        for files in self.people.values():
            if len(files) > 1:
                self.remark("same-person", *files)
        for (code, case, version, changed), files in self.grouped.items():
            self.remarks.append(Remark(code, tuple(files), {"version": version}, case, changed))
        return Gathered(len(self.contents), tuple(self.rounds), tuple(self.remarks))
