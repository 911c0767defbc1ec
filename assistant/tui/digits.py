"""112, typed digit by digit where every digit is an answer."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")
CALLED = "112"
APART = 0.6
"""Seconds between two digits of one number. Who reads a question before answering it takes longer."""


class DigitsTyped(Generic[T]):
    """The last keys, each with what stood before it was pressed."""

    def __init__(self) -> None:
        self._last: deque[tuple[str, float, T]] = deque(maxlen=len(CALLED))

    def called(self, character: str, at: float, before: T) -> T | None:
        """What stood before the first digit, when this key makes 112 complete; None for every other key. `at` is in seconds."""
        if self._last and not 0 <= at - self._last[-1][1] <= APART:
            self._last.clear()
        self._last.append((character, at, before))
        if "".join(digit for digit, _, _ in self._last) != CALLED:
            return None
        first = self._last[0][2]
        self._last.clear()
        return first
