"""The whole check of a pack: the loader, the meaning of the rules, the lints, and what comments switch off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from assistant.authoring.extend import Extended, lines_of, own_folder, placed, theirs_by_them
from assistant.authoring.lint import lint, lint_file
from assistant.authoring.lint.desk import Desk, Sheet
from assistant.authoring.promises import AS_LONG_AS_IT_TAKES, AT_ONCE
from assistant.authoring.sharper import sharper
from assistant.authoring.suppress import apply
from assistant.content.files import Unread, read_files, unread
from assistant.content.pack import Parser, load_pack
from assistant.content.source import parse
from assistant.dialogue.guide import Guide
from assistant.errors import Finding, InputError

More = Callable[[Guide], Iterable[Finding]]


def nothing(_guide: Guide) -> Iterable[Finding]:
    """No further checks."""
    return ()


@dataclass(frozen=True)
class Report:
    """Every finding, sorted by place; those that comments switched off; how many lints had to wait."""

    findings: tuple[Finding, ...]
    switched_off: tuple[Finding, ...] = ()
    waiting: bool = False
    lines: Mapping[str, list[str]] | None = None
    read: int = 0
    """How many files of the pack itself were read."""
    unread: tuple[Unread, ...] = ()

    def count(self, severity: str) -> int:
        """The number of findings of one severity."""
        return sum(1 for finding in self.findings if finding.severity == severity)

    def fails(self, *, strict: bool) -> bool:
        """Whether the pack may not be used: an error, or when strict a warning."""
        return bool(self.count("error") or (strict and self.count("warning")))


class Memory:
    """What is known of files by their contents, for who checks nearly the same pack again and again."""

    def __init__(self) -> None:
        self.parse: Parser = cache(parse)
        self._lints: dict[tuple[str, bytes], tuple[Finding, ...]] = {}

    def lint(self, sheet: Sheet, data: bytes) -> tuple[Finding, ...]:
        """The findings of one file, worked out once for each of its contents."""
        key = (sheet.name, data)
        if key not in self._lints:
            self._lints[key] = lint_file(sheet)
        return self._lints[key]


def check_pack(
    root: Traversable, today: str, memory: Memory | None = None, more: More = nothing, *, waits: bool = False
) -> Report:
    """Check the pack in folder `root`. `memory` is for checking it again; `more` are checks of other parts of the program.

    Who `waits` has the promises judged however long that takes; what then cannot be proven of danger is an error.
    """
    loaded = load_pack(root, memory.parse if memory else parse, fingerprinted=False)
    findings = list(loaded.readable)
    guide = None
    if loaded.pack is not None:
        try:
            guide = Guide(loaded.pack)
        except InputError as error:
            findings += error.findings
    if guide is not None:
        findings += theirs_by_them(root, more(guide))
    damaged = loaded.damaged
    trees = {name: tree for name, tree in loaded.trees.items() if name not in damaged}
    lines = {name: _lines(data) for name, data in loaded.files.items()}
    for name, tree in trees.items():
        sheet = Sheet(name, tree, lines[name])
        findings += memory.lint(sheet, loaded.files[name]) if memory else lint_file(sheet)
    limits = AS_LONG_AS_IT_TAKES if waits else AT_ONCE
    findings += lint(Desk(loaded.draft, trees, today, guide, limits, waits), whole=guide is not None)
    blocks = Desk(loaded.draft, trees, today).blocks
    findings = [sharper(finding, blocks) for finding in findings]
    unique = {finding.key(): finding for finding in findings}
    whole = {name: lines[name] for name in trees}
    stay, gone = apply(unique.values(), whole, waiting=guide is None)
    ordered = tuple(sorted(placed(root, _not_twice(stay)), key=lambda finding: finding.key()))
    off = [finding for finding in gone if not isinstance(root, Extended) or root.wrote(finding.place)]
    own = own_folder(root)
    read = len(loaded.files if own is root else read_files(own)[0])
    return Report(ordered, placed(root, off), guide is None, {**lines, **lines_of(root)}, read, unread(own))


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig", errors="replace").splitlines()


def _not_twice(findings: list[Finding]) -> list[Finding]:
    """Without warnings that repeat an error at the same place, such as a tab the loader already stumbled over."""
    seen = {(finding.place, finding.code.partition("/")[0]) for finding in findings if finding.severity == "error"}
    return [f for f in findings if f.severity == "error" or (f.place, f.code.partition("/")[0]) not in seen]
