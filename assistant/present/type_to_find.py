"""Which choice somebody means who starts to type: by the words of the choices (see `reading`), else by everyday words for them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.content.model import Dialogue, Language, Option, Pack
from assistant.language.typed import YES_NO
from assistant.present.conversation import UNKNOWN_CHOICE, Choice
from assistant.present.reading import choices_meant, plain_line, row_number, said_not_known

ENOUGH = 2
"""With one letter everything would jump about."""
SHORTEST = 4
"""From this many letters on everyday words are looked up too: fewer say too little."""
LONGEST = 40
"""More letters than this are no search: only a label that begins so is found by them."""
SEVERAL = 3
"""So many words may be a story; fewer look for a choice."""


def is_story(text: str) -> bool:
    """Whether a typed text can be a story: longer than one or two words to find a choice by."""
    return len(text.split()) >= SEVERAL or len(text) > LONGEST


def choice_sought(
    pack: Pack, dialogue: Dialogue, key: str, choices: Sequence[Choice], text: str, language: Language
) -> str:
    """The id of the choice that fits `text` best, of `choices` in their order; empty when none does.

    A label comes first, then a yes, a no or a number in words, as they are read everywhere; then everyday words.
    """
    line = plain_line(text)
    if len(line) < ENOUGH:
        return ""
    offered = {choice.id for choice in choices}
    if said_not_known(line) and UNKNOWN_CHOICE in offered:
        return UNKNOWN_CHOICE
    meant = choices_meant(choices, line)
    if meant:
        return meant[0].id
    if YES_NO.get(line) in offered:
        return YES_NO[line]
    numbered = [choice.id for choice in choices if choice.key == str(row_number(line))]
    if row_number(line) and len(numbered) == 1:
        return numbered[0]
    question = dialogue.by_id.get(key.partition("@")[0])
    if (
        question is None
        or not SHORTEST <= len(text.strip()) <= LONGEST
        or not any(option.records for option in question.answerable)
    ):
        return ""
    from assistant.finder.finder import proposals  # its libraries are large: only where words are typed

    for each in proposals(pack, text, language):
        for option in question.answerable:
            if option.id in offered and (each.kind, each.id) in _records(option):
                return option.id
    return ""


def _records(option: Option) -> set[tuple[str, str]]:
    return {(given.kind, given.id) for given in option.records if given.state == "present"}
