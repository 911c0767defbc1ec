"""The words of the interface itself: one YAML file per language, flat keys, `{name}` for what is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.content.model import Language
from assistant.content.source import Map, Scalar, parse


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
def phrases(language: Language) -> Phrases:
    """The interface texts in `language`, read once."""
    file = resources.files("assistant") / "interface" / f"{language}.yaml"
    nodes, findings = parse(file.read_bytes(), f"interface/{language}.yaml")
    if findings or len(nodes) != 1 or not isinstance(nodes[0], Map):
        raise RuntimeError(f"interface/{language}.yaml is damaged: {findings[:1]}")
    texts = {key: node.value.strip() for key, node in nodes[0].entries.items() if isinstance(node, Scalar)}
    return Phrases(language, texts)
