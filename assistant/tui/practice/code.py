"""Which code one practises under: several people can share a device, and none is named."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.widgets import Input

from assistant.content.model import Ref
from assistant.result.first_names import FIRST_NAMES
from assistant.result.privacy import traces
from assistant.store.results import drawn
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.picklist import PickList, Row
from assistant.tui.practice.base import PracticeScreenBase
from assistant.tui.text import Words, literal

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{3,19}\Z")


class CodeScreen(PracticeScreenBase):
    """Gives back a code."""

    where = "code"
    BINDINGS = bindings("code")

    def __init__(self) -> None:
        super().__init__()
        self.problem = ""
        self._drawn = drawn()

    def body(self) -> ComposeResult:
        """The codes of this device, a new one, and a line to type one."""
        yield Words(classes="intro padded")
        yield PickList(classes="roomy")
        yield Line(max_length=40)
        yield Words(classes="hint padded")

    def heading(self) -> str:
        """The title."""
        return self.say("code.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        now = self.room.desk.code
        self.query_one(".intro", Words).say(literal(self.say("code.intro")))
        rows = [Row("new", self.say("code.new"), "1 ", "1")]
        for number, code in enumerate(dict.fromkeys((now, *self.room.desk.codes())), 2):
            told = f"{code} ({self.say('code.now')})" if code == now else code
            rows.append(Row(f"code:{code}", told, f"{number} ", str(number) if number < 10 else ""))
        self.query_one(PickList).show(rows)
        self.query_one(".hint", Words).say(literal(self.problem or self.say("code.type")))

    def home_focus(self) -> None:
        """The codes."""
        self.query_one(PickList).focus()

    def picked(self, row: Row) -> None:
        """A code of this device, or a new one."""
        self.dismiss(self._drawn if row.id == "new" else Ref.parse(row.id).id)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """A typed code; one that is there already in whatever capitals."""
        message.stop()
        if not self.on_top:
            return
        typed = message.value.strip()
        known = {code.casefold(): code for code in self.room.desk.codes()}
        if typed.casefold() in known:
            self.dismiss(known[typed.casefold()])
        elif not _CODE.match(typed):
            self._complain("code.bad")
        elif _names(typed):
            self._complain("code.name")
        else:
            self.dismiss(typed.upper())

    def _complain(self, key: str) -> None:
        self.problem = self.say(key)
        self.draw()


def _names(code: str) -> bool:
    """Whether it has somebody's first name or number in it."""
    parts = re.split(r"[-\d]+", code.casefold())
    return bool(traces(code)) or any(part in FIRST_NAMES for part in parts if len(part) > 2)
