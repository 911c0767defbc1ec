"""After a set: the one thing to take along, and what to do now."""

from __future__ import annotations

from textual.app import ComposeResult

from assistant.practice.case_script import POINT
from assistant.present.practice.practising import lobby, take_along
from assistant.tui.keys import bindings
from assistant.tui.picklist import PickList, Row
from assistant.tui.practice.base import PracticeScreenBase
from assistant.tui.text import Words, joined


class SetEndScreen(PracticeScreenBase):
    """The end of a set."""

    where = "set_end"
    BINDINGS = bindings("set_end")

    def body(self) -> ComposeResult:
        """What to take along, and the ways on."""
        yield Words(classes="reading")
        yield PickList(classes="roomy")

    def heading(self) -> str:
        """The title."""
        return self.say("set_end.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        desk = self.room.desk
        rounds = [one for uid in self.room.set_rounds if (one := desk.find(uid)) is not None and one.committed]
        points = sum(one.mode == POINT for one in rounds)
        told = [("set_end", len(rounds) - points)] if points < len(rounds) or not rounds else []
        told += [("points", points)] if points else []
        done = " ".join(self.say(f"{kind}.done", number=n) for kind, n in told)
        along = take_along(self.host.guide, rounds, self.host.language)
        self.query_one(".reading", Words).say(
            joined(done, "\n\n", (f"▶ {self.say('set_end.along')}", "bold"), f"\n{along}\n\n{self.say('set_end.when')}")
        )
        ways = ("more", "progress", "list", "home")
        self.query_one(PickList).show(
            Row(name, self.say(f"set_end.{name}"), f"{n} ", str(n)) for n, name in enumerate(ways, 1)
        )

    def home_focus(self) -> None:
        """The ways on."""
        self.query_one(PickList).focus()

    def picked(self, row: Row) -> None:
        """On."""
        if row.id == "more":
            sets = lobby(self.room.desk, self.host.language).sets
            if sets:
                self.room.begin_set(sets[-1].cases)
        elif row.id == "progress":
            self.room.show_progress()
        elif row.id == "home":
            self.room.leave_set()
            self.host.go_home()
        else:
            self.room.leave_set()
            self.dismiss()
