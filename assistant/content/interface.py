"""The words of the interface itself: per language a file for each part, flat keys. `{name}` is filled in; `{name:day|days}` is the first
word when the number in `name` is 1, else the second.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assistant.content import cache_files
from assistant.content.model import Language
from assistant.content.nodes import Map, Scalar
from assistant.records import dataclass

_NUMBERED = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")
INTERFACE = Path(__file__).parents[1] / "interface"


@dataclass(frozen=True)
class Phrases:
    """Interface texts of one language. Call it with a key and the values for the gaps."""

    language: Language
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text for `key`; KeyError for a key that does not exist (a programming error)."""
        text = self.texts[key]
        if "|" in text:
            text = _NUMBERED.sub(lambda gap: gap[2] if str(values.get(gap[1])) == "1" else gap[3], text)
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text


@cache
def phrases(language: Language, part: str = "") -> Phrases:
    """The interface texts in `language`, read once. `part` names a file apart: `findings` has what is said of problems."""
    name = f"{part}.{language}.yaml" if part else f"{language}.yaml"
    return Phrases(language, _texts(name, (INTERFACE / name).read_bytes()))


def keep_in(folder: Path | None) -> None:
    """Keep what is read in the cache folder from now on, so that the next start need not read YAML."""
    global _folder
    _folder = folder


_folder: Path | None = None


def _texts(name: str, data: bytes) -> Mapping[str, str]:
    """The texts in a file with these bytes, from the cache when the same bytes were read before."""
    if _folder is None:
        return _parsed(name, data)
    key = f"words-{hashlib.sha256(data).hexdigest()[:32]}.json"
    body = cache_files.read(_folder, key)
    if body is None:
        texts = _parsed(name, data)
        cache_files.write(_folder, key, json.dumps(texts, ensure_ascii=False).encode())
        return texts
    found: dict[str, str] = json.loads(body)
    return found


def _parsed(name: str, data: bytes) -> dict[str, str]:
    from assistant.content.source import parse  # and with it the YAML library

    nodes, findings = parse(data, f"interface/{name}")
    if findings or len(nodes) != 1 or not isinstance(nodes[0], Map):
        raise RuntimeError(f"interface/{name} is damaged: {findings[:1]}")
    return {key: node.value.strip() for key, node in nodes[0].entries.items() if isinstance(node, Scalar)}
