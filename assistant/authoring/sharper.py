"""A finding on the line where the mistake was made, where its check only knows in which block it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.content.nodes import Map, Node, Scalar, Seq
from assistant.errors import Finding, Place
from assistant.records import replace

WITHIN: Mapping[str, tuple[str, ...]] = {
    "question/not-earlier": ("for_each", "choose_from", "narrowed_by", "qualifies"),
    "dialogue/next-back": ("next",),
    "dialogue/next-unknown": ("next",),
    "partner/reach": ("reach",),
    "text/placeholder": (),
}
"""By code: under which keys of the block the word stands; none for anywhere in it."""


AT_KEY: Mapping[str, tuple[str, ...]] = {
    "field/number-range": ("minimum",),
    "rule/circle": ("unless", "when"),
    "rule/concern-on-absence": ("unless", "when"),
}
"""By code: the field of the block that it is about, the first of these that is there."""


def sharper(finding: Finding, blocks: Mapping[Place, Map]) -> Finding:
    """The same finding at the word it is about; unchanged where that is not known."""
    block = blocks.get(finding.place)
    if block is not None and (key := next((k for k in AT_KEY.get(finding.code, ()) if k in block.entries), "")):
        return replace(finding, place=block.keys[key])
    keys = WITHIN.get(finding.code)
    word = finding.values.get("word", "")
    if block is None or keys is None or not word:
        return finding
    inside = (value for key, value in block.entries.items() if not keys or key in keys)
    for scalar in (scalar for node in inside for scalar in _scalars(node)):
        if scalar.value == word or (not keys and f"{{{word}}}" in scalar.value):
            return replace(finding, place=scalar.place)
    return finding


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    else:
        for each in node.items if isinstance(node, Seq) else node.entries.values():
            yield from _scalars(each)
