"""Counting raised hands: a number per point and per choice, then the same case screen. Kept in memory until it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input

from assistant.content.model import Case
from assistant.practice.classroom import SMALLEST, case_report
from assistant.practice.files import MOST_PEOPLE, hands_of, hands_yaml
from assistant.practice.sentences import Teller
from assistant.present.practice.story import hands
from assistant.tui.classroom.screen import ClassBase
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.page_screens import ConfirmScreen
from assistant.tui.picklist import PickList, Row
from assistant.tui.seek_screen import ARROWS
from assistant.tui.text import Words, literal

if TYPE_CHECKING:
    from assistant.tui.classroom.desk import ClassController

PEOPLE = "people"
ACTIONS = ("show", "save", "paper")


class HandsScreen(ClassBase[None]):
    """A list of all there is to count, and a line for the number of the row under the cursor."""

    where = "hands"
    BINDINGS = [
        *bindings("hands"),
        *ARROWS,
    ]
    CSS = """
    HandsScreen Input { border: tall $panel; height: 3; margin: 0 1; }
    HandsScreen Input:focus { border: tall $primary; }
    HandsScreen PickList { height: 1fr; padding: 0 1; }
    HandsScreen .intro { padding: 0 2; color: $quiet; }
    HandsScreen .asked { padding: 0 2; text-style: bold; height: auto; max-height: 4; }
    """

    def __init__(self, desk: ClassController, case: Case) -> None:
        super().__init__(desk)
        self.case = case
        self.people = 0
        self.counted: dict[str, int] = {}
        self.unsaved = False
        self.problem = ""

    def body(self) -> ComposeResult:
        """How it works, the list, what is asked now, and the line."""
        yield Words(classes="intro")
        yield PickList()
        yield Words(classes="asked")
        yield Line(number=True, max_length=4)

    def heading(self) -> str:
        """The title of the case."""
        return f"{self.class_words('screen.hands.title')}: {self._teller().say(self.case.title)}"

    def _teller(self) -> Teller:
        return Teller(self.desk.guide.pack, self.case, self.host.language)

    # ------------------------------------------------------------ drawing

    def redraw(self) -> None:
        """Everything in the language in use."""
        self.query_one(".intro", Words).say(literal(self.class_words("hands.intro")))
        self.query_one(PickList).show(self.rows())
        self._ask()

    def rows(self) -> list[Row]:
        """How many people, then every point and choice with what was counted, then what can be done with it."""
        told, teller = self.class_words, self._teller()
        found = [Row(PEOPLE, told("hands.people"), f"{self.people or told('hands.open'):>4} ")]
        for group, choices in hands(teller).items():
            found.append(Row(f"group:{group}", told(f"hands.{group}"), enabled=False, style="group"))
            found += [Row(name, text, f"{self.counted.get(name, told('hands.open')):>4} ") for name, text in choices]
        found.append(Row("group:ready", told("screen.more"), enabled=False, style="group"))
        return [*found, *(Row(name, told(f"hands.{'ready' if name == 'show' else name}"), "   → ") for name in ACTIONS)]

    def _ask(self) -> None:
        row = self.query_one(PickList).current
        text = self.problem
        if not text and row:
            group, _, name = row.id.partition("/")
            if group == "marks":
                text = self.class_words("hands.asked.point", number=self.case.by_id[name].number)
            else:
                text = self.class_words("hands.asked", name=row.text) if name else row.text
        self.query_one(".asked", Words).say(literal(text))

    def home_focus(self) -> None:
        """The line."""
        self.query_one(Input).focus()

    def action_list(self, step: int) -> None:
        """The arrows move in the list, also while typing."""
        self.query_one(PickList).action_move(step)

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        """Ask for the row under the cursor."""
        message.stop()
        self.problem = ""
        self._ask()

    # ------------------------------------------------------------ counting

    def picked(self, row: Row) -> None:
        """A click: to the line, or what the row does."""
        self.query_one(Input).focus()
        if row.id in ACTIONS:
            self._do(row.id)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the number and go on to the next row; without a number only go on."""
        message.stop()
        row = self.query_one(PickList).current
        if not self.on_top or row is None:
            return
        typed = message.value.strip()
        if not typed and row.id in ACTIONS:
            self._do(row.id)
            return
        self.problem = self._counted(row.id, typed) if typed else ""
        if not self.problem:
            self.query_one(Input).value = ""
            self.query_one(PickList).show(self.rows())
            self.query_one(PickList).action_move(1)
        self._ask()

    def _counted(self, name: str, typed: str) -> str:
        """Keep a number in memory; gives what is wrong with it."""
        told = self.class_words
        number = int(typed) if typed.isascii() and typed.isdigit() else -1
        if name == PEOPLE:
            most = max(self.counted.values(), default=0)
            if not 1 <= number <= MOST_PEOPLE:
                return told("hands.people.wrong", most=MOST_PEOPLE)
            if number < most:
                return told("hands.people.fewer", number=most)
            self.people = number
        elif name in ACTIONS:
            return ""
        elif not self.people:
            return told("hands.people.first")
        elif not 0 <= number <= self.people:
            return told("hands.wrong", most=self.people)
        else:
            self.counted[name] = number
        self.unsaved = True
        return ""

    # ------------------------------------------------------------ what can be done with it

    def _do(self, name: str) -> None:
        if name == "paper":
            self.desk.save_paper(self.case)
        elif name == "show":
            self.action_show()
        else:
            self.action_save()

    def action_show(self) -> None:
        """The case screen with these hands."""
        if self._ready():
            self.desk.open_case(case_report(self.case, hands_of(self.case, self.people, self.counted)))

    def action_save(self) -> None:
        """A file of hands."""
        if self._ready():
            self.desk.save_hands(self.case.id, lambda: hands_yaml(self.case, self.people, self.counted), self._kept)

    def _kept(self) -> None:
        self.unsaved = False

    def _ready(self) -> bool:
        """Whether there is a number of people; else asks for it."""
        if not self.people:
            self.problem = self.class_words("hands.people.first")
            self.query_one(PickList).point_at(PEOPLE)
        elif self.people < SMALLEST:
            self.app.notify(self.class_words("hands.small", smallest=SMALLEST), markup=False)
        self._ask()
        return bool(self.people)

    def action_step_out(self) -> None:
        """Close; asks first when something was counted and not saved."""
        if self.unsaved:
            self.app.push_screen(ConfirmScreen("tui.hands.leave"), self._leave)
        else:
            self.dismiss()

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self.dismiss()
