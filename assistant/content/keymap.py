"""A file with keys of one's own: `name: keys` on each line, as in docs/keys.md. Read here, judged by who knows the keys."""

from __future__ import annotations

from pathlib import Path

from assistant.content.nodes import MAX_BYTES, Map, Scalar
from assistant.content.regular import read_regular
from assistant.content.source import parse


def read_keymap(path: Path) -> dict[str, str] | None:
    """The keys in the file, by name: empty when there is no file, None when it cannot be read as lines `name: keys`."""
    try:
        data = read_regular(path, MAX_BYTES)
    except FileNotFoundError:
        return {}
    except OSError:
        return None
    nodes, findings = parse(data, path.name)
    if not nodes and not findings:
        return {}
    if findings or len(nodes) != 1 or not isinstance(nodes[0], Map):
        return None
    entries = nodes[0].entries
    if not all(isinstance(node, Scalar) for node in entries.values()):
        return None
    return {name: node.value.strip() for name, node in entries.items() if isinstance(node, Scalar)}
