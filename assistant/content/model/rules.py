"""Rules, and the facts that examples and answers state."""

from __future__ import annotations

from assistant.content.model.conditions import Condition, Quals
from assistant.content.model.refs import NOWHERE, Ref
from assistant.content.model.texts import NO_TEXT, Citation, Text
from assistant.errors import Place
from assistant.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Given:
    """One fact as somebody states it: in an example, a facts file or the record of an option."""

    kind: str
    id: str
    state: str = "present"
    quals: Quals = ()
    value: int = 0
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Example:
    """A test that lives with its rule."""

    given: tuple[Given, ...]
    expect: tuple[Ref, ...] = ()
    expect_not: tuple[Ref, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


Alternative = tuple[str, int]
"""What of a rule fired: its id, and 0 for the rule itself, or the number of an alternative of its choices, in the order of the file."""


@dataclass(frozen=True)
class Rule:
    """If all of `when` and none of `unless` hold, then all of `then`, `because` of one sentence from the field."""

    id: str
    when: tuple[Condition, ...]
    then: tuple[Ref, ...]
    unless: tuple[Condition, ...] = ()
    because: Text = NO_TEXT
    basis: str = "seen"
    sources: tuple[Citation, ...] = ()
    review_by: str = ""
    place: Place = field(default=NOWHERE, compare=False)
