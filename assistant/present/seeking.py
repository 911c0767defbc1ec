"""Which choice somebody means who starts to type a word: by the words of the choices themselves, else by everyday words for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.content.model import Dialogue, Language, Option, Pack

_WORD = re.compile(r"\w+")
ENOUGH = 2
"""With one letter everything would jump about."""
SHORTEST = 4
"""From this many letters on everyday words are looked up too: fewer say too little."""


def choice_sought(
    pack: Pack, dialogue: Dialogue, key: str, choices: Sequence[tuple[str, str]], text: str, language: Language
) -> str:
    """The id of the choice that fits `text` best; empty when none does. `choices` are ids with their labels, in order."""
    begun = _WORD.findall(text.casefold())
    if len(text.strip()) < ENOUGH or not begun:
        return ""
    for choice, label in choices:
        words = _WORD.findall(label.casefold())
        if all(any(word.startswith(each) for word in words) for each in begun):
            return choice
    question = dialogue.by_id.get(key.partition("@")[0])
    if question is None or len(text) < SHORTEST:
        return ""
    from assistant.finder.finder import proposals  # its libraries are large: only where words are typed

    offered = {choice for choice, _ in choices}
    for each in proposals(pack, text, language):
        for option in question.answerable:
            if option.id in offered and (each.kind, each.id) in _records(option):
                return option.id
    return ""


def _records(option: Option) -> set[tuple[str, str]]:
    return {(given.kind, given.id) for given in option.records if given.state == "present"}
