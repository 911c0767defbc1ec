"""The kinds of question. Nothing else in the program knows which there are: it asks a kind what it needs to know.

A new kind is a module here with one class, one line in `_ALL`, and its texts in the interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.content.model import Question
from assistant.content.questions.any_of import AnyOf
from assistant.content.questions.date import Date
from assistant.content.questions.kind import Kind
from assistant.content.questions.mark import CERTAIN, GUESS, HOW_SURE, Mark
from assistant.content.questions.month import Month
from assistant.content.questions.number import Number
from assistant.content.questions.one_of import OneOf
from assistant.content.questions.qualifiers import Qualifiers
from assistant.content.questions.say import Say
from assistant.content.questions.text import OwnWords
from assistant.content.questions.yes_no import YesNo

__all__ = ["CERTAIN", "GUESS", "HOW_SURE", "IN_PACKS", "KINDS", "kind_of"]

_ALL: tuple[type[Kind], ...] = (OneOf, AnyOf, YesNo, Number, Month, Date, Qualifiers, OwnWords, Say, Mark)
KINDS: Mapping[str, Kind] = MappingProxyType({each.name: each() for each in _ALL})
"""Every kind by its name."""
IN_PACKS: Mapping[str, Kind] = MappingProxyType({name: kind for name, kind in KINDS.items() if kind.in_packs})
"""Those that an author may use, by their word in YAML."""


def kind_of(question: Question) -> Kind:
    """The kind of a question."""
    return KINDS[question.kind]
