"""What is shown when something cannot be kept: what is wrong, what is safe, and how to go on."""

from __future__ import annotations

from assistant.present.practice.desk import ELSEWHERE, problem_text
from assistant.store.problems import StoreProblem
from assistant.tui.keys import bindings
from assistant.tui.list_screens import ListScreen
from assistant.tui.picklist import Row
from assistant.tui.practice.base import PracticeScreenBase


class StoreScreen(ListScreen, PracticeScreenBase):
    """Gives back `again`, `without` (keeping) or None."""

    where = "store"
    BINDINGS = bindings("store")

    def __init__(self, problem: StoreProblem) -> None:
        super().__init__()
        self.problem = problem

    @property
    def _elsewhere(self) -> bool:
        return self.problem.code in ELSEWHERE

    def heading(self) -> str:
        """The title."""
        return self.say("gone.title" if self._elsewhere else "store.title")

    def introduction(self) -> str:
        """What is wrong, and what is safe."""
        told = problem_text(self.problem, self.host.language)
        return told if self._elsewhere else f"{told}\n{self.say('store.safe')}\n{self.say('store.without.help')}"

    def rows(self) -> list[Row]:
        """The ways on."""
        names = ("back",) if self._elsewhere else ("again", "without", "back")
        return [Row(name, self.say(f"store.{name}"), f"{n} ", str(n)) for n, name in enumerate(names, 1)]

    def picked(self, row: Row) -> None:
        """Give back the choice."""
        self.dismiss(None if row.id == "back" else row.id)
