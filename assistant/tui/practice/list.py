"""Where practice begins: what is due, rounds to go on with, sets, and every case; and the page before a case."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from assistant.content.model import Case, Ref
from assistant.present.practice.cases import CaseLine
from assistant.present.practice.exercise import REPORT, TALK, exercise_lines
from assistant.present.practice.practising import Doorway, Lobby, doorway, lobby, take_along
from assistant.present.practice.week import points_now
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.picklist import PickList, Row
from assistant.tui.practice.base import PracticeScreenBase
from assistant.tui.seek_screen import ARROWS
from assistant.tui.text import Words, literal


class PracticeScreen(PracticeScreenBase):
    """The list of cases, with what is due first. F3 narrows it by words."""

    where = "practice"
    BINDINGS = [*bindings("practice"), Binding("slash", "find", show=False), *ARROWS]
    _begun = ""
    """The round to go on with that stood on top of the list."""

    def body(self) -> ComposeResult:
        """What is to be known, a line to search on, and the list."""
        yield Words(classes="intro padded")
        line = Line(max_length=60, id="find")
        line.display = False
        yield line
        yield PickList()

    def heading(self) -> str:
        """The title."""
        return self.say("list.title")

    def redraw(self) -> None:
        """Everything in the language in use."""
        view = lobby(self.room.desk, self.host.language)
        last = take_along(self.host.guide, self.room.desk.finished[-1:], self.host.language)
        told = self.say("along", told=last) if last else ""
        parts = [self.room.notice(), view.due or self.say("list.intro"), told]
        self.query_one(".intro", Words).say(literal("\n".join(part for part in parts if part)))
        line = self.query_one("#find", Input)
        line.placeholder = self.say("find.hint")
        self._view = view
        menu = self.query_one(PickList)
        menu.show(self.rows(view, line.value if line.display else ""))
        first = f"round:{view.resume[0].uid}" if view.resume else ""
        if first and first != self._begun:
            menu.point_at(first)  # a round that was left just now: Enter goes on
        self._begun = first

    def rows(self, view: Lobby, wanted: str) -> list[Row]:
        """Go on, sets, the rest and all cases; with words to search for only the cases that have them."""
        if wanted.strip():
            found = [row for row in map(self._row, view.lines) if _has(row.text, wanted)]
            return found or [Row("none", self.say("find.none"), enabled=False)]
        rows: list[Row] = []
        choices = [("group.resume", [(f"round:{line.uid}", line.told) for line in view.resume[:3]])]
        points = points_now(self.room.desk, self.host.language)
        sets = [(f"set:{n}", offer.told) for n, offer in enumerate(view.sets)]
        sets += [("points", self.say("points.offer", told=points.told))] if points.points else []
        choices.append(("group.sets", sets))
        there = {line.kind for line in exercise_lines(self.host.guide, self.host.language)}
        choices.append(
            ("group.exercises", [(f"kind:{k}", self.say(f"exercises.{k}")) for k in (TALK, REPORT) if k in there])
        )
        choices.append(("group.more", [("progress", self.say("list.progress")), ("find", self.say("list.find"))]))
        number = 0
        for group, items in choices:
            if items:
                rows.append(Row(group, self.say(group), enabled=False, style="group"))
            for name, text in items:
                number += 1
                rows.append(Row(name, text, f"{number} ", str(number) if number < 10 else ""))
        rows.append(Row("group.cases", self.say("group.cases"), enabled=False, style="group"))
        rows += [self._row(line) for line in view.lines]
        return rows if view.lines else [Row("none", self.words("practice.list.none"), enabled=False)]

    def _row(self, line: CaseLine) -> Row:
        notes = [line.about]
        notes += [self.words(f"practice.list.{line.state}")] if line.state else []
        notes += [self.words("practice.list.due")] if line.due else []
        glyph = {"open": "◐", "done": "●"}.get(line.state, "○")
        return Row(f"case:{line.id}", f"{line.title} ({', '.join(notes)})", f"{glyph} ")

    def home_focus(self) -> None:
        """The list."""
        self.query_one(PickList).focus()

    def picked(self, row: Row) -> None:
        """Go on, begin, or look."""
        kind, name = Ref.parse(row.id).pair
        if kind == "round":
            one = self.room.desk.find(name)
            if one is not None:
                self.room.go_on(one)
        elif kind == "set":
            self.room.begin_set(self._view.sets[int(name)].cases)
        elif kind == "kind":
            self.room.show_exercises(name)
        elif kind == "points":
            self.room.leave_set()
            self.room.begin_points()
        elif kind == "case":
            self.room.door(self.host.guide.pack.cases[name])
        elif kind == "progress":
            self.room.show_progress()
        elif kind == "find":
            self.action_find()

    # ------------------------------------------------------------ finding

    def action_find(self) -> None:
        """To the line to search on."""
        line = self.query_one("#find", Input)
        line.display = True
        line.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Narrow the list."""
        message.stop()
        self.query_one(PickList).show(self.rows(self._view, message.value))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter takes the row under the cursor; before anything was typed it goes to the list."""
        message.stop()
        choices = self.query_one(PickList)
        if message.value.strip():
            choices.action_pick()
        else:
            choices.focus()

    def action_list(self, step: int) -> None:
        """To the next or previous row, while the line to search on keeps the focus."""
        self.query_one(PickList).action_move(step)

    def action_progress(self) -> None:
        """One's own progress."""
        self.room.show_progress()

    def action_step_out(self) -> None:
        """First out of the search, then to home."""
        line = self.query_one("#find", Input)
        if line.display:
            line.display = False
            line.clear()
            self.home_focus()
            self.draw()
        else:
            self.dismiss()


def _has(text: str, wanted: str) -> bool:
    return all(word in text.casefold() for word in wanted.casefold().split())


class DoorScreen(PracticeScreenBase):
    """One case before it begins: what it is, and how to play it."""

    where = "door"
    BINDINGS = bindings("door")

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case

    def body(self) -> ComposeResult:
        """What it is, and the ways."""
        yield Words(classes="intro padded")
        yield Words(classes="ask padded")
        yield PickList(classes="roomy")

    def heading(self) -> str:
        """The title of the case."""
        return self._view().title

    def _view(self) -> Doorway:
        return doorway(self.room.desk, self.case, self.host.language)

    def redraw(self) -> None:
        """Everything in the language in use."""
        view = self._view()
        self.query_one(".intro", Words).say(literal("\n".join(part for part in (view.about, view.caution) if part)))
        self.query_one(".ask", Words).say(literal(self.say("door.ask")))
        ways = [("open", self.say("door.resume"))] if view.open else []
        ways += [(f"mode:{mode}", told) for mode, told in view.modes]
        ways += [("done", self.say("door.back"))] if view.done else []
        self.query_one(PickList).show(Row(name, text, f"{n} ", str(n)) for n, (name, text) in enumerate(ways, 1))

    def home_focus(self) -> None:
        """The ways."""
        self.query_one(PickList).focus()

    def picked(self, row: Row) -> None:
        """Begin, go on, or look back."""
        kind, mode = Ref.parse(row.id).pair
        if kind == "mode":
            self.room.begin(self.case, mode)
            return
        view = self._view()
        one = self.room.desk.find(view.open if kind == "open" else view.done)
        if one is not None and kind == "open":
            self.room.go_on(one)
        elif one is not None:
            self.room.leave_set()
            self.room.look_back(one)
