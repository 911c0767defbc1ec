"""What a lint looks at: the pack, the trees of its files, and every text with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from assistant.authoring.lint.severities import SEVERITIES, WARNING
from assistant.authoring.promises import AT_ONCE, Limits
from assistant.content import model as m
from assistant.content.nodes import Map, Node, Scalar, Seq
from assistant.content.vocabulary import ABOUT
from assistant.dialogue.guide import Guide
from assistant.errors import Finding, Place
from assistant.records import dataclass

WORDS_OF_USERS = (
    "word_groups",
    "word_lists",
    "word_forms",
    "wordings",
    "lexicon",
    "danger_families",
)  # what people may type, never shown


@dataclass(frozen=True, slots=True)
class Said:
    """One text of the pack in both languages. `trail` are the keys that lead to it, `block` the mapping around it."""

    nl: Scalar
    en: Scalar
    trail: tuple[str, ...]
    block: Map

    @property
    def field(self) -> str:
        """The name of the field that holds the text."""
        return self.trail[-1] if self.trail else ""

    def within(self, *keys: str) -> bool:
        """Whether one of these keys leads to the text."""
        return any(key in self.trail for key in keys)

    def each(self) -> tuple[tuple[str, Scalar], ...]:
        """The two languages with their words."""
        return ("nl", self.nl), ("en", self.en)


@dataclass(frozen=True)
class Sheet:
    """One file as it lies before the lints that need no more than that."""

    name: str
    tree: Map
    lines: list[str]

    @cached_property
    def texts(self) -> tuple[Said, ...]:
        """Every text in the file, in its order."""
        return tuple(_texts(self.tree, (), self.tree))

    @cached_property
    def person(self) -> bool:
        """Whether it may be about a person: anything but a conversation that says it is about something else."""
        about = self.tree.entries.get("about")
        return not (isinstance(about, Scalar) and "dialogue" in self.tree.entries and about.value in ABOUT[1:])


@dataclass(frozen=True)
class Desk:
    """One pack as it lies before the lints. `pack` may be a draft with errors; `guide` is there only when it has none."""

    pack: m.Pack
    trees: Mapping[str, Map]
    today: str
    guide: Guide | None = None
    limits: Limits = AT_ONCE
    waits: bool = False
    """Whether whoever asked waits for proofs: then what cannot be proven of danger is an error."""

    @cached_property
    def blocks(self) -> Mapping[Place, Map]:
        """Every mapping by the place where it begins."""
        found: dict[Place, Map] = {}
        for tree in self.trees.values():
            for node in maps(tree):
                found.setdefault(node.place, node)
        return found

    def key_place(self, place: Place, key: str) -> Place:
        """Where `key` stands in the mapping that begins at `place`; else that place itself."""
        block = self.blocks.get(place)
        return block.keys.get(key, place) if block else place

    def value_place(self, place: Place, key: str) -> Place:
        """Where the value of `key` stands in the mapping that begins at `place`; else that place itself."""
        block = self.blocks.get(place)
        value = block.entries.get(key) if block else None
        return value.place if value else place


def found(code: str, place: Place, *, also: Place | None = None, **values: str) -> Finding:
    """A finding of a lint, as heavy as its code."""
    return Finding(code, place, values, also, SEVERITIES[code])


def lighter(finding: Finding, when: bool) -> Finding:
    """The finding as a warning, which can be switched off with a reason, `when` that fits; else as it is."""
    return Finding(finding.code, finding.place, finding.values, finding.also, WARNING) if when else finding


def maps(node: Node) -> Iterator[Map]:
    """Every mapping in a tree, in the order of the file."""
    stack = [node]
    while stack:
        current = stack.pop()
        inside: Iterable[Node]
        if type(current) is Map:
            yield current
            inside = current.entries.values()
        elif type(current) is Seq:
            inside = current.items
        else:
            continue
        stack += [each for each in reversed(tuple(inside)) if type(each) is not Scalar]


def _texts(node: Node, trail: tuple[str, ...], block: Map) -> Iterator[Said]:
    if trail and trail[0] in WORDS_OF_USERS:
        return
    if isinstance(node, Seq):
        for item in node.items:
            yield from _texts(item, trail, block)
    elif isinstance(node, Map):
        nl, en = node.entries.get("nl"), node.entries.get("en")
        if isinstance(nl, Scalar) or isinstance(en, Scalar):
            empty = Scalar("", "null", node.place)
            yield Said(nl if isinstance(nl, Scalar) else empty, en if isinstance(en, Scalar) else empty, trail, block)
            return
        for key, value in node.entries.items():
            if not isinstance(value, Scalar):
                yield from _texts(value, (*trail, key), node)
