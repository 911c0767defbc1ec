"""What rules and questions ask for: conditions, what they mention, whether they hold, and how they are written.

The one place that knows which kinds of condition there are. Apart from it only two readings of rules do, on purpose: the compiler
(`reasoning.compile`), which gives conditions their meaning, and the oracle that checks it (`reasoning.naive`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from assistant.content.model.refs import NOWHERE, Ref
from assistant.errors import Place
from assistant.records import dataclass, field, replace

Quals = tuple[tuple[str, str], ...]
Pair = tuple[str, str]
"""The kind and the id of a fact."""


@dataclass(frozen=True, slots=True)
class FactIs:
    """Holds when the fact is present (or concluded) and carries all of `quals`."""

    kind: str
    id: str
    quals: Quals = ()
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def ref(self) -> str:
        """The fact it is about, `kind:id`."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Absent:
    """Holds when the observed fact was asked and denied."""

    kind: str
    id: str
    place: Place = field(default=NOWHERE, compare=False)
    state = "absent"

    @property
    def ref(self) -> str:
        """The fact it is about, `kind:id`."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Holds when the observed fact was asked and is not known. Only for `only_if` of a question, never in a rule."""

    kind: str
    id: str
    place: Place = field(default=NOWHERE, compare=False)
    state = "unknown"

    @property
    def ref(self) -> str:
        """The fact it is about, `kind:id`."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every one holds."""

    of: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)
    word = "all"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when at least one holds."""

    of: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)
    word = "any"


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Holds when not one of them holds, whatever the reason."""

    of: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)
    word = "none"


@dataclass(frozen=True, slots=True)
class Count:
    """Compares the number of distinct facts that hold. `kind` counts a whole kind, `listed` a list of facts."""

    at_least: bool
    count: int
    kind: str = ""
    listed: tuple[Pair, ...] = ()
    where: Quals = ()
    place: Place = field(default=NOWHERE, compare=False)
    listed_at: tuple[Place, ...] = field(default=(), compare=False)
    ref = ""

    @property
    def word(self) -> str:
        """How it is written in a file."""
        return "at_least" if self.at_least else "fewer_than"

    def over(self, ids: Mapping[str, Sequence[str]]) -> tuple[Pair, ...]:
        """The facts it counts, where `ids` are those of every kind."""
        return self.listed or tuple([(self.kind, name) for name in ids[self.kind]])

    def met(self, number: int) -> bool:
        """Whether so many that hold are what it asks for."""
        return (number >= self.count) == self.at_least


@dataclass(frozen=True, slots=True)
class NumberIs:
    """Compares a number answer. `tests` are pairs of a sign (`< <= = >= >`) and the bound times 1,000."""

    id: str
    tests: tuple[tuple[str, int], ...]
    place: Place = field(default=NOWHERE, compare=False)
    kind = "number"

    @property
    def ref(self) -> str:
        """The number it is about, `number:id`."""
        return f"number:{self.id}"


Leaf = FactIs | Absent | Unknown | Count | NumberIs
Group = All | AnyOf | NoneOf
Condition = FactIs | Absent | Unknown | All | AnyOf | NoneOf | Count | NumberIs


# ------------------------------------------------------------ what is in it


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that stand directly in this one; none in a single one."""
    return condition.of if isinstance(condition, Group) else ()


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and all conditions inside it, in the order of the file."""
    yield condition
    for inner in parts_of(condition):
        yield from walk(inner)


def leaves(conditions: Iterable[Condition]) -> Iterator[Leaf]:
    """Every single condition inside these, in the order of the file."""
    for condition in conditions:
        if isinstance(condition, Group):
            yield from leaves(condition.of)
        else:
            yield condition


def mentions(condition: Condition) -> Iterator[tuple[Ref, bool]]:
    """Every fact or number a condition mentions, with its place, and whether it stands under a negation or a count."""
    if isinstance(condition, Count):
        places = condition.listed_at or (condition.place,) * len(condition.listed)
        for (kind, name), place in zip(condition.listed, places, strict=True):
            yield Ref(kind, name, place), True
    elif isinstance(condition, Group):
        for inner in condition.of:
            yield from ((ref, closed or isinstance(condition, NoneOf)) for ref, closed in mentions(inner))
    else:
        yield Ref(condition.kind, condition.id, condition.place), False


def facts_in(condition: Condition) -> Iterator[Ref]:
    """Every fact or number a condition mentions, in the order of the file."""
    return (ref for ref, _ in mentions(condition))


def refs_in(*conditions: Condition) -> tuple[str, ...]:
    """Every fact or number that conditions mention, as `kind:id`, each once."""
    return tuple(dict.fromkeys(str(ref) for condition in conditions for ref in facts_in(condition)))


# ------------------------------------------------------------ whether it holds


class Known(Protocol):
    """What is known, as conditions ask for it."""

    def fact(self, kind: str, name: str, quals: Quals) -> bool:
        """Whether a fact is present, or concluded, with these qualifiers."""

    def state(self, ref: str) -> str:
        """The state of the observed fact `kind:id`."""

    def passes(self, number: NumberIs) -> bool:
        """Whether a number was given that passes the tests."""

    def counted(self, count: Count) -> int:
        """How many of the facts that it counts hold."""


def holds(condition: Condition, known: Known) -> bool:
    """Whether the condition holds in what is known; unknown satisfies nothing but `unknown`."""
    match condition:
        case FactIs():
            return known.fact(condition.kind, condition.id, condition.quals)
        case Absent() | Unknown():
            return known.state(condition.ref) == condition.state
        case NumberIs():
            return known.passes(condition)
        case Count():
            return condition.met(known.counted(condition))
        case All():
            return all(holds(inner, known) for inner in condition.of)
        case AnyOf():
            return any(holds(inner, known) for inner in condition.of)
        case NoneOf():
            return not any(holds(inner, known) for inner in condition.of)


# ------------------------------------------------------------ how it is written


@dataclass(frozen=True, slots=True)
class Style:
    """How a condition is written: templates, and what stands before, within and between."""

    quals: tuple[str, str]
    """Before the first qualifier, and before each other one."""
    state: str
    number: tuple[str, str, str]
    """Before all tests, each test, between two."""
    count: str = ""
    group: str = ""
    between: tuple[str, str] = ("", "")
    """Between listed facts, and between the conditions of a group."""
    most: int = 0
    """Of a longer list only so many are written; 0: all."""

    def listed(self, words: Sequence[str], between: str) -> str:
        """Words as a list; of a long one the first, and how many there are."""
        if not self.most or len(words) <= self.most:
            return between.join(words)
        return f"{between.join(words[: self.most])} … ({len(words)})"

    def details(self, quals: Quals) -> str:
        """Qualifiers as they stand behind a fact."""
        first, other = self.quals
        return first + other.join([f"{name}={value}" for name, value in quals]) if quals else ""


RESULT = Style(
    quals=("@", ","),
    state="{ref}={state}",
    number=("", "{ref}{sign}{bound}", ", "),
    count="{word} {count} of ({what}){where}",
    group="{word}({what})",
    between=(", ", ", "),
)
"""The short notation of results, such as `any(event:a@when=recent, change:b)`."""
NAME = replace(RESULT, number=("{ref}", "{sign}{bound}", ","), count="{word}:{count}:{what}{where}", between=("+", ""))
"""The names in a proof, such as `event:a@when=recent` and `number:n<6`; of a single condition only."""
FILE = Style(
    quals=(" ", " "),
    state="{state} {ref}",
    number=("{ref} ", "{sign} {bound}", " "),
    count="{word} {count} {what}{where}",
    group="{word} of [{what}]",
    between=(", ", "; "),
    most=3,
)
"""The words of the file, for authors."""
CLAIM = replace(FILE, state="{ref}={state}", number=("", "{ref} {sign} {bound}", " and "))
"""The same as something that is so, for the example in a finding."""


def in_words(condition: Condition, style: Style) -> str:
    """A condition in this style."""
    match condition:
        case FactIs():
            return condition.ref + style.details(condition.quals)
        case Absent() | Unknown():
            return style.state.format(ref=condition.ref, state=condition.state)
        case NumberIs():
            before, each, between = (text.replace("{ref}", condition.ref) for text in style.number)
            tests = [each.format(sign=sign, bound=f"{bound / 1000:g}") for sign, bound in condition.tests]
            return before + between.join(tests)
        case Count():
            what = condition.kind or style.listed([str(Ref(*pair)) for pair in condition.listed], style.between[0])
            where = style.details(condition.where)
            return style.count.format(word=condition.word, count=condition.count, what=what, where=where)
        case All() | AnyOf() | NoneOf():
            inner = style.listed([in_words(each, style) for each in condition.of], style.between[1])
            return style.group.format(word=condition.word, what=inner)


def said_when(leaf: Leaf) -> str:
    """What somebody said when a single condition holds: `kind:id`, `kind:id=absent` or `number:id`."""
    return in_words(leaf, NAME) if isinstance(leaf, Absent | Unknown) else leaf.ref


def names_of(condition: Condition) -> tuple[str, ...]:
    """The names of all that a condition rests on; of a number one for each test."""
    return tuple(in_words(each, NAME) for leaf in leaves((condition,)) for each in _tests(leaf))


def _tests(leaf: Leaf) -> Iterator[Leaf]:
    if isinstance(leaf, NumberIs):
        yield from (NumberIs(leaf.id, (test,), leaf.place) for test in leaf.tests)
    else:
        yield leaf
