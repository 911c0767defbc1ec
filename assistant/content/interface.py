"""The words of the interface itself: one YAML file per language (and one for findings), flat keys, `{name}` for what is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from assistant.content.model import Language
from assistant.content.source import Map, Scalar, parse
from assistant.records import dataclass


@dataclass(frozen=True)
class Phrases:
    """Interface texts of one language. Call it with a key and the values for the gaps."""

    language: Language
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text for `key`; KeyError for a key that does not exist (a programming error)."""
        text = self.texts[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text


@cache
def phrases(language: Language, part: str = "") -> Phrases:
    """The interface texts in `language`, read once. `part` names a file apart: `findings` has what is said of problems."""
    name = f"{part}.{language}.yaml" if part else f"{language}.yaml"
    file = resources.files("assistant") / "interface" / name
    nodes, findings = parse(file.read_bytes(), f"interface/{name}")
    if findings or len(nodes) != 1 or not isinstance(nodes[0], Map):
        raise RuntimeError(f"interface/{name} is damaged: {findings[:1]}")
    texts = {key: node.value.strip() for key, node in nodes[0].entries.items() if isinstance(node, Scalar)}
    return Phrases(language, texts)
