"""Load a content pack: read every file, check it as a whole, and give either a pack or all that is wrong with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.content import model as m
from assistant.content.cases import CaseChecker, read_cases
from assistant.content.check import Checker
from assistant.content.collecting import nothing_thrown_away
from assistant.content.damage import damaged, readable
from assistant.content.danger_words import DangerWordsChecker, read_cues, read_families
from assistant.content.dialogues import read_dialogue
from assistant.content.exercises import ExerciseChecker, read_report, read_talk
from assistant.content.files import FOLDERS, read_files, shipped
from assistant.content.knowledge import LISTS, read_info, read_list
from assistant.content.lexicon import LexiconChecker, read_forms, read_groups, read_lexicon, read_lists
from assistant.content.nodes import Map, Node
from assistant.content.places import PlaceChecker, with_fine_facts
from assistant.content.reader import Fields, Notes
from assistant.content.rules import read_rules
from assistant.content.source import parse
from assistant.content.vocabulary import FACT_KINDS
from assistant.errors import Finding, InputError, Place
from assistant.records import PLAIN, dataclass, fields, is_dataclass, replace

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["FOLDERS", "Loaded", "digest", "load_pack", "read_pack", "shipped"]
Parser = Callable[[bytes, str], tuple[list[Node], list[Finding]]]
MAX_RULES = 20_000


@dataclass(frozen=True)
class Loaded:
    """What loading gave: the pack (None when there are errors) and every finding, warnings too.

    For tools that check: `draft` is the pack even with errors, `files` and `trees` are what was read, by name.
    """

    pack: m.Pack | None
    findings: tuple[Finding, ...]
    draft: m.Pack
    files: Mapping[str, bytes]
    trees: Mapping[str, Map]

    @property
    def damaged(self) -> set[str]:
        """The files of which little or nothing could be read."""
        return damaged(self.findings, self.files, self.trees)

    @property
    def readable(self) -> tuple[Finding, ...]:
        """The findings to tell: where a file cannot be read, only that."""
        return readable(self.findings, self.damaged, self.trees)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Why the pack cannot be used."""
        return tuple(finding for finding in self.readable if finding.severity == "error")


def read_pack(root: Traversable, without: Collection[str] = ()) -> m.Pack:
    """The pack in folder `root`, as if the files in `without` were not there. Raises InputError with every error in it."""
    loaded = load_pack(root, without=without)
    if loaded.pack is None:
        raise InputError(loaded.errors)
    return loaded.pack


CASES = ("dialogues/cases/", "dialogues/talks/", "dialogues/reports/")
"""Where practice stands: a broken file there is left out, and everything else works."""


def read_without_broken_cases(
    root: Traversable, error: InputError
) -> tuple[m.Pack, tuple[Finding, ...], tuple[str, ...]]:
    """The pack without the case files that have an error, when `error` is about nothing else; with what is wrong, and those files.

    Raises `error`, or what comes to light without those files.
    """
    findings, aside = list(error.findings), set[str]()
    while True:
        files = {finding.place.file for finding in findings if finding.severity == "error"} - aside
        if not files or not all(name.startswith(CASES) for name in files):
            raise error
        aside |= files
        try:
            return read_pack(root, without=aside), tuple(findings), tuple(sorted(aside))
        except InputError as more:
            findings += more.findings


def load_pack(
    root: Traversable, parser: Parser = parse, *, fingerprinted: bool = True, without: Collection[str] = ()
) -> Loaded:
    """Read and check the pack in folder `root`. Never raises for what the files hold.

    `parser` may remember what it parsed before, for who loads the same files again and again.
    """
    with nothing_thrown_away():
        return _loaded(root, parser, fingerprinted=fingerprinted, without=without)


def _loaded(root: Traversable, parser: Parser, *, fingerprinted: bool, without: Collection[str]) -> Loaded:
    notes = Notes()
    builder = _Builder(notes, parser)
    files, unread = read_files(root)
    files = [file for file in files if file[1] not in without]
    notes.findings += unread
    for folder, name, data in files:
        builder.add(folder, name, data)
    if not any(name == "knowledge/triggers.yaml" for _, name, _ in files) and not notes.findings:
        notes.add("pack/no-triggers", Place("knowledge/triggers.yaml"))
    pack = builder.build()
    checker = Checker(pack, notes)
    checker.run()
    CaseChecker(checker).run()
    ExerciseChecker(checker).run()
    LexiconChecker(checker).run()
    PlaceChecker(checker).run()
    DangerWordsChecker(checker).run()
    findings = tuple(sorted({f.key(): f for f in notes.findings}.values(), key=lambda f: f.key()))
    broken = any(finding.severity == "error" for finding in findings)
    whole = None if broken else replace(pack, digest=digest(pack) if fingerprinted else "")
    return Loaded(whole, findings, pack, {name: data for _, name, data in files}, builder.trees)


class _Builder:
    """Gathers the values of all files into one pack."""

    def __init__(self, notes: Notes, parser: Parser = parse) -> None:
        self.notes = notes
        self.parser = parser
        self.trees: dict[str, Map] = {}
        self.entries: dict[str, dict[str, m.Entry]] = {
            kind: {} for kind in (*FACT_KINDS, "source", "term", "law", "help_page")
        }
        self.rules: dict[str, m.Rule] = {}
        self.examples: dict[str, tuple[m.Example, ...]] = {}
        self.dialogues: dict[str, m.Dialogue] = {}
        self.cases: dict[str, m.Case] = {}
        self.talks: dict[str, m.Talk] = {}
        self.reports: dict[str, m.Report] = {}
        self.groups: dict[str, m.WordGroup] = {}
        self.wordings: dict[str, m.Wording] = {}
        self.word_lists: dict[str, m.WordList] = {}
        self.word_forms: dict[str, m.WordForms] = {}
        self.families: dict[str, m.WordFamily] = {}
        self.cues: dict[str, m.DangerCue] = {}
        self.info = m.PackInfo()

    def add(self, folder: str, name: str, data: bytes) -> None:
        """Read one file."""
        nodes, findings = self.parser(data, name)
        self.notes.findings += findings
        if len(nodes) > 1 and not findings:
            self.notes.add("file/shape", _second(data, name), folder=folder)
            return
        if len(nodes) != 1 or not isinstance(nodes[0], Map):
            if not findings:
                self.notes.add("file/shape", Place(name, 1, 1), folder=folder)
            return
        if not findings and (home := _belongs(nodes[0])) not in ("", folder):
            self.notes.add("file/folder", nodes[0].place, folder=folder, home=home)
            return
        self.trees[name] = nodes[0]
        fields = Fields(nodes[0], self.notes)
        if folder == "knowledge":
            self._knowledge(fields)
        elif folder == "rules":
            self._rules(fields)
        elif folder == "dialogues/cases":
            for case in read_cases(fields):
                self._keep("case", self.cases, case.id, case)
        elif folder == "dialogues/talks":
            talk = read_talk(fields)
            self._keep("dialogue", self.talks, talk.id, talk)
        elif folder == "dialogues/reports":
            report = read_report(fields)
            self._keep("report", self.reports, report.id, report)
        else:
            dialogue = read_dialogue(fields)
            self._keep("dialogue", self.dialogues, dialogue.id, dialogue)

    def _knowledge(self, fields: Fields) -> None:
        if info := fields.mapping("pack"):
            self.info = read_info(Fields(info, self.notes))
        for name, (kind, _) in LISTS.items():
            for entry in read_list(name, fields):
                self._keep(kind, self.entries[kind], entry.id, entry)
        for group in read_groups(fields):
            self._keep("group", self.groups, group.id, group)
        for words in read_lists(fields):
            self._keep("list", self.word_lists, words.id, words)
        for forms in read_forms(fields):
            self._keep("forms", self.word_forms, f"{forms.language}:{forms.word}", forms)
        for wording in read_lexicon(fields):
            self._keep("lexicon", self.wordings, f"{wording.kind}:{wording.id}", wording)
        for family in read_families(fields):
            self._keep("family", self.families, family.id, family)
        for cue in read_cues(fields):
            self._keep("cue", self.cues, cue.id, cue)
        fields.done()

    def _rules(self, fields: Fields) -> None:
        items = fields.items("rules")
        if len(items) + len(self.rules) > MAX_RULES:
            self.notes.add("pack/too-many-rules", fields.at("rules"), limit=f"{MAX_RULES:_}".replace("_", "."))
            return
        for rule, examples in read_rules(fields):
            self._keep("rule", self.rules, rule.id, rule)
            self.examples.setdefault(rule.id, examples)
        fields.done()

    def _keep(self, kind: str, kept: dict[str, Any], name: str, value: Any) -> None:
        if name in kept:
            self.notes.add("pack/duplicate", value.place, also=kept[name].place, kind=kind, word=name)
        elif name:
            kept[name] = value

    def build(self) -> m.Pack:
        """The pack, with rules and dialogues in an order that does not depend on files."""
        rules = tuple(rule for _, rule in sorted(self.rules.items()))
        dialogues, cases = dict(sorted(self.dialogues.items())), dict(sorted(self.cases.items()))
        groups = tuple(group for _, group in sorted(self.groups.items()))
        lexicon = m.Lexicon(
            groups,
            tuple(wording for _, wording in sorted(self.wordings.items())),
            tuple(words for _, words in sorted(self.word_lists.items())),
            tuple(forms for _, forms in sorted(self.word_forms.items())),
        )
        pack = m.Pack(
            self.info,
            self.entries,
            rules,
            dialogues,
            cases=cases,
            lexicon=lexicon,
            danger_words=m.DangerWords(
                tuple(family for _, family in sorted(self.families.items())),
                tuple(cue for _, cue in sorted(self.cues.items())),
            ),
            examples=dict(sorted(self.examples.items())),
            talks=dict(sorted(self.talks.items())),
            reports=dict(sorted(self.reports.items())),
        )
        return replace(pack, dialogues=with_fine_facts(pack))


def digest(pack: m.Pack) -> str:
    """A fingerprint of what the pack says: the same wherever its entries stand, another when any word changes."""
    entries = {
        kind: (list(found) if kind == "step" else sorted(found), [found[name] for name in sorted(found)])
        for kind, found in pack.entries.items()
    }
    parts = [pack.info, entries, pack.rules, pack.dialogues, pack.cases, pack.lexicon, pack.danger_words, pack.examples]
    return fingerprint([*parts, pack.talks, pack.reports])


def fingerprint(value: Any) -> str:
    """A short fingerprint of a value of the pack, whatever its place."""
    text = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """A value without its places, as JSON can hold it."""
    cls = value.__class__
    if cls in PLAIN:
        return value
    if cls is tuple or cls is list:
        return [one if one.__class__ in PLAIN else _plain(one) for one in value]
    if (shown := _shown(cls)) is not None:
        said = [getattr(value, name) for name in shown]
        return [cls.__name__, *[one if one.__class__ in PLAIN else _plain(one) for one in said]]
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in sorted(value.items())}
    return value


@cache
def _shown(cls: type) -> tuple[str, ...] | None:
    """The fields of a class of the model that say something; None for other classes."""
    return tuple(f.name for f in fields(cls) if f.compare and f.name != "place") if is_dataclass(cls) else None


def _belongs(node: Map) -> str:
    """The folder that a file belongs in, going by what stands on top in it; empty when that does not tell."""
    keys = node.entries.keys()
    if "dialogue" in keys and "sections" in keys:
        return "dialogues/talks" if "sources" in keys else "dialogues"
    if "report" in keys and "parts" in keys:
        return "dialogues/reports"
    if "cues" in keys and "case" in keys:
        return "dialogues/cases"
    if "rules" in keys:
        return "rules"
    return "knowledge" if keys & LISTS.keys() else ""


def _second(data: bytes, name: str) -> Place:
    """Where the second document of a file begins: at its line of dashes."""
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    begun = next((number for number, line in enumerate(lines) if line.strip() not in ("", "---")), 0)
    at = next((number for number, line in enumerate(lines) if number > begun and line.startswith("---")), 0)
    return Place(name, at + 1, 1)
