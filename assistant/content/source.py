"""YAML text to a tree of plain values that remember where they stand. The only module that touches the YAML library.

Nothing is constructed from the text but strings, lists and mappings: tags, anchors, aliases and doubled keys are findings.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

from assistant.content.layout import slip
from assistant.content.nodes import MAX_BYTES, MAX_DEPTH, MAX_NODES, Map, Node, Scalar, Seq, hidden
from assistant.errors import Finding, Place

REMEMBERED = 50_000
HARD_SPACES = dict.fromkeys((0x00A0, 0x2007, 0x202F), " ")
_FAR_IN = re.compile(rf"[ \-?:]{{{8 * MAX_DEPTH + 1}}}")
_ScalarNode = yaml.ScalarNode
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = {f"tag:yaml.org,2002:{name}": name for name in ("str", "int", "float", "bool", "null", "timestamp")}


class _TooMany(Exception):
    """More values than a file may hold."""


class _Loader(_Base):  # type: ignore[misc]
    """The same loader, which works out only once what YAML would make of a word, and knows no tags that depend on the path."""

    known: ClassVar[dict[str, str]] = {}

    nodes = 0

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Called for each node: counts them. No tag depends on the path."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _TooMany

    def ascend_resolver(self) -> None:
        """Nothing: no tag depends on the path."""

    def resolve(self, kind: type, value: Any, implicit: Any) -> str:
        """The tag of a node that has none of its own."""
        if kind is not _ScalarNode or not implicit[0]:
            return _PLAIN[kind]
        tag = self.known.get(value)
        if tag is None:
            tag = str(super().resolve(kind, value, implicit))
            if value.isidentifier() and len(self.known) < REMEMBERED:
                self.known[value] = tag
        return tag


_PLAIN = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


def parse(data: bytes, file: str) -> tuple[list[Node], list[Finding]]:
    """Read the documents in `data`. Returns what could be read and every problem found; never raises for bad input."""
    if len(data) > MAX_BYTES:
        return [], [Finding("yaml/too-large", Place(file), {"limit": f"{MAX_BYTES // 1_000_000} MB"})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [], [Finding("yaml/encoding", Place(file, line, 1))]
    deep = _too_deep(text)
    if deep:
        return [], [Finding("yaml/too-deep", Place(file, deep, 1), {"limit": str(MAX_DEPTH)})]
    findings: list[Finding] = []
    nodes: list[Node] = []
    try:
        for document in yaml.compose_all(text, Loader=_Loader):
            nodes.append(_Tree(file, findings, anchors="&" in text).convert(document, 0))
    except yaml.MarkedYAMLError as error:
        findings.append(_syntax(error, text, file))
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        findings.append(Finding("yaml/character", Place(file, text.count("\n", 0, position) + 1, 1)))
    except _TooMany:
        return [], [Finding("yaml/too-large", Place(file), {"limit": f"{MAX_NODES} items"})]
    except RecursionError:
        findings.append(Finding("yaml/too-deep", Place(file), {"limit": str(MAX_DEPTH)}))
    return nodes, findings


def _too_deep(text: str) -> int:
    """The line where text nests hopelessly deep, or 0: guards the stack of the library, which goes down one call a level.

    Only a text with that many brackets, or that far to the right, can; of such a text the events say how deep it is, one by one.
    """
    if _FAR_IN.search(text) is None and text.count("[") + text.count("{") <= 8 * MAX_DEPTH:
        return 0
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Base):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > 8 * MAX_DEPTH:
                    return event.start_mark.line + 1 if event.start_mark else 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return 0  # up to there it is not deep; what is wrong is told by who reads it
    return 0


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = text.splitlines()
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    problem = str(error.problem or error.context or "")
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in problem:
        return Finding("yaml/tab", place)
    if "escape character" in problem:
        return Finding("yaml/backslash", place)
    if "undefined alias" in problem:
        return Finding("yaml/alias", place)
    if found := slip(text, place.line):
        code, number, column = found
        return Finding(code, Place(file, number, column))
    if "mapping values are not allowed" in problem:
        return Finding("yaml/colon", place)
    if "end of stream" in problem or "unexpected end" in problem:
        return Finding("yaml/unfinished", place)
    return Finding("yaml/syntax", place)


class _Tree:
    """Converts one composed document, and reports what a pack may not contain."""

    def __init__(self, file: str, findings: list[Finding], *, anchors: bool) -> None:
        """`anchors`: the text may have them, so that a node may come back."""
        self.file = file
        self.findings = findings
        self.anchors = anchors
        self.seen: set[int] = set()

    def convert(self, node: yaml.Node, depth: int) -> Node:
        mark = node.start_mark
        place = Place(self.file, mark.line + 1, mark.column + 1)
        if self.anchors:
            if id(node) in self.seen:
                self._report("yaml/alias", place)
                return Scalar("", "null", place)
            self.seen.add(id(node))
        if depth > MAX_DEPTH:
            self._report("yaml/too-deep", place, limit=str(MAX_DEPTH))
            return Scalar("", "null", place)
        if type(node) is _ScalarNode:
            return self._scalar(node, place)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place, depth)
        self._check_tag(node, "tag:yaml.org,2002:seq", place)
        return Seq(tuple([self.convert(item, depth + 1) for item in node.value]), place)

    def _scalar(self, node: yaml.ScalarNode, place: Place) -> Scalar:
        value: str = node.value
        if not (value.isascii() and value.isprintable()):
            for character in hidden(value):
                self._report("text/control-character", place, character=character)
        known = _TAGS.get(node.tag)
        if known is None:
            self._report("yaml/tag", place, tag=str(node.tag))
        return Scalar(value, known or "str", place)

    def _mapping(self, node: yaml.MappingNode, place: Place, depth: int) -> Map:
        self._check_tag(node, "tag:yaml.org,2002:map", place)
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        plain = not self.anchors and depth < MAX_DEPTH
        for key_node, value_node in node.value:
            name = self._name(key_node, depth)
            if plain and type(value_node) is _ScalarNode:  # most are: not through `convert`
                mark = value_node.start_mark
                value: Node = self._scalar(value_node, Place(self.file, mark.line + 1, mark.column + 1))
            else:
                value = self.convert(value_node, depth + 1)
            if name is None:
                continue
            word, at = name
            if word in entries:
                self._report("yaml/duplicate-key", at, also=keys[word], key=word)
            elif word == "<<":
                self._report("yaml/alias", at)
            else:
                entries[word], keys[word] = value, at
        return Map(entries, keys, place)

    def _name(self, node: yaml.Node, depth: int) -> tuple[str, Place] | None:
        """The word to the left of a colon, and where it stands."""
        if type(node) is _ScalarNode and not self.anchors and node.tag in _TAGS:
            word: str = node.value
            if word.isascii() and word.isprintable():
                mark = node.start_mark
                return word, Place(self.file, mark.line + 1, mark.column + 1)
        key = self.convert(node, depth + 1)
        if isinstance(key, Scalar):
            clean = key.value.translate(HARD_SPACES).strip()
            if clean != key.value and key.value.strip(" ") != clean:
                self._report("yaml/hard-space", key.place)
                return clean, key.place
            return key.value, key.place
        self._report("yaml/key", key.place)
        return None

    def _check_tag(self, node: yaml.Node, usual: str, place: Place) -> None:
        if node.tag != usual:
            self._report("yaml/tag", place, tag=str(node.tag))

    def _report(self, code: str, place: Place, *, also: Place | None = None, **values: str) -> None:
        self.findings.append(Finding(code, place, values, also))
