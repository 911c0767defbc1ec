"""JSON without anything unusual in it, read by the JSON library: programs hand in facts so, and reading YAML costs more than concluding."""

from __future__ import annotations

import json
from typing import Any

from assistant.content.nodes import MAX_BYTES, MAX_DEPTH, Map, Node, Scalar, Seq
from assistant.errors import Place

_NOWHERE = Place("")
_MOST = 128
"""Letters of a key: YAML takes no endless ones."""


class _Unusual(Exception):
    """For the YAML reader, which knows where it stands and what is wrong with it."""


def tree_of(data: bytes) -> Map | None:
    """The same tree as the YAML reader makes of `data`, without places; None when it is not plain JSON with a mapping at the top.

    Not plain: doubled keys, other than printable ASCII in texts, numbers with an exponent, deep nesting, any fault.
    """
    if len(data) > MAX_BYTES or data[:1] not in (b"{", b"\n", b" "):
        return None
    try:
        found = json.loads(
            data.decode("ascii"), object_pairs_hook=_mapping, parse_int=_int, parse_float=_float, parse_constant=_no
        )
        return _checked(found, 0) if isinstance(found, Map) else None
    except (ValueError, RecursionError, _Unusual):
        return None


def _mapping(pairs: list[tuple[str, Any]]) -> Map:
    entries = {key: _node(value) for key, value in pairs}
    if len(entries) != len(pairs) or "<<" in entries or not all(_plain(key) and len(key) <= _MOST for key in entries):
        raise _Unusual
    return Map(entries, dict.fromkeys(entries, _NOWHERE), _NOWHERE)


def _plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _node(value: Any) -> Node:
    if isinstance(value, str):
        if not _plain(value):
            raise _Unusual
        return Scalar(value, "str", _NOWHERE)
    if isinstance(value, list):
        return Seq(tuple([_node(item) for item in value]), _NOWHERE)
    if value is None or isinstance(value, bool):
        return Scalar(json.dumps(value), "null" if value is None else "bool", _NOWHERE)
    made: Node = value  # by one of the hooks
    return made


def _int(text: str) -> Scalar:
    return Scalar(text, "int", _NOWHERE)


def _float(text: str) -> Scalar:
    if not text.lstrip("-").replace(".", "").isdigit():
        raise _Unusual
    return Scalar(text, "float", _NOWHERE)


def _no(text: str) -> Any:
    raise _Unusual


def _checked(node: Node, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise _Unusual
    inner = node.entries.values() if isinstance(node, Map) else node.items if isinstance(node, Seq) else ()
    for one in inner:
        _checked(one, depth + 1)
    return node
