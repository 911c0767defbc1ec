"""Rules, the conditions they consist of, and the facts they are about."""

from __future__ import annotations

from assistant.content.model.refs import NOWHERE, Ref
from assistant.content.model.texts import NO_TEXT, Citation, Text
from assistant.errors import Place
from assistant.records import dataclass, field

Quals = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FactIs:
    """Holds when the fact is present (or concluded) and carries all of `quals`."""

    kind: str
    id: str
    quals: Quals = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Absent:
    """Holds when the observed fact was asked and denied."""

    kind: str
    id: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Holds when the observed fact was asked and is not known. Only for `only_if` of a question, never in a rule."""

    kind: str
    id: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every one holds."""

    of: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when at least one holds."""

    of: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Holds when not one of them holds, whatever the reason."""

    of: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """Compares the number of distinct facts that hold. `kind` counts a whole kind, `listed` a list of facts."""

    at_least: bool
    count: int
    kind: str = ""
    listed: tuple[tuple[str, str], ...] = ()
    where: Quals = ()
    place: Place = field(default=NOWHERE, compare=False)
    listed_at: tuple[Place, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class NumberIs:
    """Compares a number answer. `tests` are pairs of a sign (`< <= = >= >`) and the bound times 1,000."""

    id: str
    tests: tuple[tuple[str, int], ...]
    place: Place = field(default=NOWHERE, compare=False)


Condition = FactIs | Absent | Unknown | All | AnyOf | NoneOf | Count | NumberIs


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
