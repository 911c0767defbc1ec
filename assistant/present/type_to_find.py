"""Which choice somebody means who starts to type: by the words of the choices (see `reading`), else by everyday words for them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.content.model import Dialogue, Language, Option, Pack
from assistant.present.conversation import UNKNOWN_CHOICE, Choice
from assistant.present.reading import choices_meant, plain_line, said_not_known

ENOUGH = 2
"""With one letter everything would jump about."""
SHORTEST = 4
"""From this many letters on everyday words are looked up too: fewer say too little."""


def choice_sought(
    pack: Pack, dialogue: Dialogue, key: str, choices: Sequence[tuple[str, str]], text: str, language: Language
) -> str:
    """The id of the choice that fits `text` best; empty when none does. `choices` are ids with their labels, in order."""
    line = plain_line(text)
    if len(line) < ENOUGH:
        return ""
    if said_not_known(line) and any(choice == UNKNOWN_CHOICE for choice, _ in choices):
        return UNKNOWN_CHOICE
    meant = choices_meant([Choice(choice, "", label) for choice, label in choices], line)
    if meant:
        return meant[0].id
    question = dialogue.by_id.get(key.partition("@")[0])
    if question is None or len(text) < SHORTEST or not any(option.records for option in question.answerable):
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
