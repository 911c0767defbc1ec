"""A module that is imported when it is first used. Where a part has much work for few people, its modules stand once at the top of a file,
with what they cost, and not in each function. Counted as deferred imports by `tests/test_layers.py`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module; the first question for something in it imports it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        """What the module has by that name."""
        return getattr(import_module(self._name), name)


def later(name: str) -> Any:
    """The module with that name, imported when it is first used."""
    return Later(name)
