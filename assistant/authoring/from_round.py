"""A new case out of a round with a case. A self-check never becomes one: nothing here takes a session, only a case of a pack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources.abc import Traversable

from assistant.authoring.overlay import Overlay
from assistant.authoring.telltale import Telltale, replaced, telltales
from assistant.authoring.translate import LANGUAGES, Words, import_texts, texts_of
from assistant.content.model import Case


class HasVariants(Exception):
    """One file holds several cases: which of them was played, is not the whole of it."""


def _texts(root: Traversable, case: Case) -> dict[tuple[str, str], Words]:
    return {key: words for key, words in texts_of(root).items() if words.file == case.place.file}


def looked_at(root: Traversable, case: Case) -> tuple[Telltale, ...]:
    """What in the texts of a case may lead to a real person. Raises HasVariants."""
    texts = _texts(root, case)
    if any(field.startswith("variants") for _, field in texts):
        raise HasVariants(case.id)
    return telltales(node.value for words in texts.values() for node in words.nodes.values())


def case_from_round(root: Traversable, case: Case, name: str, instead: Mapping[str, str]) -> bytes:
    """The file of a new case `name`: the one that was played, with other words. Raises InputError when it would not load."""
    cells = {}
    for (file, field), words in _texts(root, case).items():
        for language in LANGUAGES:
            if language in words.nodes:
                cells[file, field, language] = replaced(words.nodes[language].value, instead)
    file = case.place.file
    written = import_texts(root, cells).files.get(file) or root.joinpath(*file.split("/")).read_bytes()
    text = re.sub(r"(?m)^# yaml-language-server:.*\n", "", written.decode("utf-8-sig"))
    text = re.sub(r"(?m)^family:.*\n", "", text)
    return re.sub(r"(?m)^case: .*$", f"case: {name}", text, count=1).encode()


def tried(root: Traversable, place: str, data: bytes) -> Traversable:
    """The pack with the new file in it."""
    return Overlay(root, {place: data})
