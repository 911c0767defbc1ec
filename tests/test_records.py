"""The quick frozen values behave as those of the standard library do."""

from __future__ import annotations

import copy
import dataclasses
import operator
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import records

Maker = Callable[..., Any]
OPTIONS = [
    {"frozen": True, "slots": slots, "eq": eq, "order": eq and order}
    for slots in (False, True)
    for eq in (False, True)
    for order in (False, True)
]


def made_by(maker: Maker, **options: bool) -> tuple[type, type]:
    """A class and one that inherits from it, put together by a decorator."""

    @maker(**options)
    class Base:
        """A base."""

        name: str
        count: int = 0
        place: str = dataclasses.field(default="nowhere", compare=False)

        def __str__(self) -> str:
            return f"<{self.name}>"

    @maker(**options)
    class Leaf(Base):
        """A leaf."""

        parts: list[str] = dataclasses.field(default_factory=list, hash=False)
        hidden: int = dataclasses.field(default=3, repr=False)

        @property
        def double(self) -> int:
            return self.count * 2

    Base.__qualname__, Leaf.__qualname__ = "Base", "Leaf"
    return Base, Leaf


def outcome(act: Callable[[], object]) -> object:
    """What an action gives, or the kind of error it raises."""
    try:
        return act()
    except Exception as error:
        return type(error)


short = st.text("ab", max_size=2)
leaves = st.tuples(short, st.integers(0, 2), short, st.lists(short, max_size=2), st.integers(0, 1))


@pytest.mark.parametrize("options", OPTIONS)
@given(one=leaves, two=leaves)
def test_values_compare_hash_and_show_as_usual(options: dict[str, bool], one: Any, two: Any) -> None:
    seen = []
    for maker in (dataclasses.dataclass, records.dataclass):
        base, leaf = made_by(maker, **options)
        a, b, c = leaf(*one), leaf(*two), base(*one[:3])
        compared = [outcome(lambda a=a, b=b, of=of: of(a, b)) for of in (operator.eq, operator.lt, operator.ge)]
        d = base(*one[:3])
        hashes = [outcome(lambda x=x, y=y: hash(x) == hash(y)) for x, y in ((a, b), (c, d))]
        told = (repr(a), str(a), repr(c), a.double, dataclasses.astuple(a), base.__match_args__, leaf.__match_args__)
        moved = dataclasses.replace(a, count=9)
        seen.append((compared, a == c, c == d, hashes, told, dataclasses.asdict(moved), leaf(one[0]).parts))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("options", OPTIONS)
def test_nothing_can_be_set_and_wrong_arguments_are_refused(options: dict[str, bool]) -> None:
    for maker in (dataclasses.dataclass, records.dataclass):
        _, leaf = made_by(maker, **options)
        value = leaf("a", parts=["x"])
        for act in (
            lambda v=value: setattr(v, "name", "b"),
            lambda v=value: delattr(v, "name"),
            lambda leaf=leaf: leaf(),
            lambda leaf=leaf: leaf("a", other=1),
        ):
            assert outcome(act) in (dataclasses.FrozenInstanceError, TypeError)
        assert (value.name, value.parts, leaf("b").parts) == ("a", ["x"], [])
        assert copy.copy(value).parts is value.parts
        assert copy.deepcopy(value).parts == ["x"]
        assert hasattr(value, "__dict__") != options["slots"]


@records.dataclass(frozen=True, slots=True)
class Kept:
    """Stands in a module, as pickle wants it."""

    name: str
    size: int = 1


@records.dataclass(frozen=True)
class Lazy:
    """Works something out once."""

    size: int

    @cached_property
    def twice(self) -> int:
        """Twice the size."""
        return self.size * 2


def test_values_travel_between_processes_and_keep_what_they_worked_out() -> None:
    assert pickle.loads(pickle.dumps(Kept("a", 2))) == Kept("a", 2)
    value = Lazy(4)
    assert (value.twice, value.__dict__["twice"]) == (8, 8)


def test_what_is_not_plain_is_left_to_the_standard_library() -> None:
    @records.dataclass
    class Open:
        """Can be changed."""

        size: int = 1

    @records.dataclass(frozen=True)
    class Checked:
        """Looks at itself."""

        size: int

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError

    changed = Open()
    changed.size = 2
    assert changed == Open(2)
    with pytest.raises(ValueError):  # noqa: PT011 - it has no words
        Checked(-1)
    with pytest.raises(ValueError, match="mutable default"):
        records.dataclass(frozen=True)(type("Bad", (), {"__annotations__": {"of": "list"}, "of": []}))
