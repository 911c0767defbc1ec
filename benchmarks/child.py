"""An empty Textual app with one word, to compare with; as a process of its own: python -m benchmarks.child."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.widgets import Static

WORD = "empty-app-drawn"


class Empty(App[None]):
    BINDINGS = [("f8", "quit", "")]  # noqa: RUF012 - as Textual has it

    def compose(self) -> Any:
        yield Static(WORD)


if __name__ == "__main__":
    Empty().run()
