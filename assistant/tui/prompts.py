"""The question on screen, one widget per kind of question. A prompt knows its question and says `Answered`; it keeps no session."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from assistant.content.interface import Phrases
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, Answer
from assistant.present.conversation import REFUSED_CHOICE, UNKNOWN_CHOICE, QuestionView, answer_of
from assistant.tui.picklist import PickList, Row
from assistant.tui.text import Words, literal

GO_ON = "go_on"
ONE, ONE_CHOSEN = "( )", "(•)"
MANY, MANY_CHOSEN = "[ ]", "[x]"
_NUMBER = re.compile(r"\d{1,6}([.,]\d{1,3})?\Z")
_MONTH = re.compile(r"(?:(?P<y>\d{4})-(?P<m>0?[1-9]|1[0-2])|(?P<m2>0?[1-9]|1[0-2])-(?P<y2>\d{4}))\Z")


class Prompt(Vertical):
    """A question with its help. Subclasses add where the answer is given."""

    class Answered(Message):
        """The question `key` was answered."""

        def __init__(self, key: str, answer: Answer) -> None:
            super().__init__()
            self.key = key
            self.answer = answer

    class Typed(Message):
        """Words were typed at the question `key`. They live in this message only."""

        def __init__(self, key: str, text: str) -> None:
            super().__init__()
            self.key = key
            self.text = text

    class Wanted(Message):
        """The user wants to go somewhere else: danger, result or review."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, view: QuestionView, words: Phrases, note: str = "") -> None:
        super().__init__(classes=f"prompt {view.kind}")
        self.view = view
        self.words = words
        self.note = note
        self.problem = ""

    def compose(self) -> ComposeResult:
        """Note, question, help, the place for the answer, and a line that says how to answer."""
        for name, text in self._texts():
            widget = Words(literal(text), classes=name)
            widget.display = bool(text)
            yield widget
        yield from self.place()
        yield Words(literal(self.problem or self.hint()), classes="hint")

    def place(self) -> ComposeResult:
        """Where the answer is given."""
        yield from ()

    def _texts(self) -> tuple[tuple[str, str], ...]:
        return (("note", self.note), ("ask", self.view.ask), ("help", self.view.help))

    def put(self, view: QuestionView, words: Phrases, note: str = "") -> None:
        """The same question in other words (another language): what was picked so far stays."""
        self.view, self.words, self.note, self.problem = view, words, note, ""
        if self.query(".hint"):
            self.draw()

    def draw(self) -> None:
        """Put the words on screen."""
        for name, text in self._texts():
            widget = self.query_one(f".{name}", Words)
            widget.say(literal(text))
            widget.display = bool(text)
        self.draw_place()
        self.draw_hint()

    def draw_place(self) -> None:
        """Put the words of the choices on screen."""

    def hint(self) -> str:
        """How to answer, in one line."""
        return ""

    def draw_hint(self) -> None:
        """How to answer, or what is still wrong with the answer."""
        widget = self.query_one(".hint", Words)
        widget.say(literal(self.problem or self.hint()))
        widget.set_class(bool(self.problem), "problem")

    def complain(self, problem: str) -> None:
        """Say what is still wrong; an empty text takes that back."""
        self.problem = problem
        self.draw_hint()

    def take_focus(self) -> None:
        """Give the focus to where the answer is given."""
        for widget in self.query(".picklist, Input").results(Widget):
            widget.focus()
            return

    def answer(self, answer: Answer) -> None:
        """Hand over the answer."""
        self.post_message(self.Answered(self.view.key, answer))


class OnePrompt(Prompt):
    """One of several: a digit, Enter or a click answers at once. Also a text to read, and the end of the conversation."""

    def place(self) -> ComposeResult:
        """The choices."""
        yield PickList(self._rows(), start=next(iter(self.view.chosen), ""))

    def _rows(self) -> list[Row]:
        return [
            Row(c.id, c.label, f"{c.key} {ONE_CHOSEN if c.id in self.view.chosen else ONE} ", c.key)
            for c in self.view.choices
        ]

    def draw_place(self) -> None:
        """The choices; the cursor on the earlier answer, if there is one."""
        self.query_one(PickList).show(self._rows())

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.one")

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """Answer at once."""
        message.stop()
        chosen = message.row.id
        if self.view.kind == "end" or chosen == "danger":
            self.query_one(PickList).point_at(self.view.choices[0].id)  # after it, Enter simply goes on
            self.post_message(self.Wanted(chosen))
            return
        self.answer(answer_of(self.view, (chosen,)))


class ManyPrompt(Prompt):
    """Several at once: digits, space and clicks turn on and off, Enter goes on."""

    BINDINGS = [Binding("space", "tick", show=False)]

    def __init__(self, view: QuestionView, words: Phrases, note: str = "") -> None:
        super().__init__(view, words, note)
        self.ticked: set[str] = set(view.chosen)

    def place(self) -> ComposeResult:
        """The choices, and a line to go on."""
        yield PickList(self._rows())

    def _rows(self) -> list[Row]:
        rows = [
            Row(c.id, c.label, f"{c.key} {MANY_CHOSEN if c.id in self.ticked else MANY} ", c.key)
            for c in self.view.choices
        ]
        return [*rows, Row(GO_ON, self.words("tui.prompt.go_on"), "→ ")]

    def draw_place(self) -> None:
        """The choices with their marks."""
        self.query_one(PickList).show(self._rows())

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.many_chosen" if self.ticked else "tui.prompt.many")

    def action_tick(self) -> None:
        """Space turns the row under the cursor on or off."""
        row = self.query_one(PickList).current
        if row is not None and row.id != GO_ON:
            self._toggle(row.id)

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """Enter goes on once something is chosen; everything else turns on and off."""
        message.stop()
        if message.row.id == GO_ON or (message.by == "enter" and self.ticked):
            self._go_on()
        else:
            self._toggle(message.row.id)

    def _toggle(self, choice_id: str) -> None:
        alone = {choice.id for choice in self.view.choices if choice.alone}
        if choice_id in self.ticked:
            self.ticked.discard(choice_id)
        elif choice_id in alone:
            self.ticked = {choice_id}
        elif self.view.at_most and len(self.ticked - alone) >= self.view.at_most:
            self.complain(self.words("tui.prompt.at_most", count=self.view.at_most))
            return
        else:
            self.ticked = (self.ticked - alone) | {choice_id}
        self.problem = ""
        self.draw_place()
        self.draw_hint()

    def _go_on(self) -> None:
        if not self.ticked:
            self.complain(self.words("tui.prompt.nothing"))
            return
        self.answer(answer_of(self.view, tuple(self.ticked)))


class RowList(PickList):
    """Choices in groups; a digit chooses within the group where the cursor is."""

    def group(self) -> str:
        """The group where the cursor is."""
        return self.current.id.partition("=")[0] if self.current else ""

    def row_for(self, character: str) -> int | None:
        """The row of this group that carries the digit."""
        here = self.group()
        places = (p for p, row in enumerate(self.rows) if row.key == character and row.id.partition("=")[0] == here)
        return next(places, None)


class RowsPrompt(Prompt):
    """Three short questions on one screen. What is left open counts as not known."""

    BINDINGS = [Binding("space", "tick", show=False)]

    def __init__(self, view: QuestionView, words: Phrases, note: str = "") -> None:
        super().__init__(view, words, note)
        self.picked: dict[str, str] = dict(view.chosen_rows)
        if view.chosen or view.chosen_rows:
            for row in view.rows:
                self.picked.setdefault(row.qualifier, UNKNOWN_CHOICE)

    def place(self) -> ComposeResult:
        """The short questions with their choices, and a line to go on."""
        yield RowList(self._rows())

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        for view in self.view.rows:
            rows.append(Row(f"{view.qualifier}?", view.ask, enabled=False, style="group", spaced=False))
            for choice in view.choices:
                glyph = ONE_CHOSEN if self.picked.get(view.qualifier) == choice.id else ONE
                rows.append(Row(f"{view.qualifier}={choice.id}", choice.label, f"{choice.key} {glyph} ", choice.key))
        return [*rows, Row(GO_ON, self.words("tui.prompt.go_on"), "→ ")]

    def draw_place(self) -> None:
        """The choices with their marks."""
        self.query_one(RowList).show(self._rows())

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.rows")

    def action_tick(self) -> None:
        """Space chooses the row under the cursor."""
        row = self.query_one(RowList).current
        if row is not None and row.id != GO_ON:
            self._pick(row.id)

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """Choose within a group and go to the next, or go on."""
        message.stop()
        if message.row.id == GO_ON:
            self.answer(answer_of(self.view, (), self.picked))
        else:
            self._pick(message.row.id)

    def _pick(self, row_id: str) -> None:
        qualifier, _, value = row_id.partition("=")
        self.picked[qualifier] = value
        self.draw_place()
        names = [row.qualifier for row in self.view.rows]
        place = names.index(qualifier) + 1
        following = f"{names[place]}={self.view.rows[place].choices[0].id}" if place < len(names) else GO_ON
        self.query_one(RowList).point_at(following)


class WritePrompt(Prompt):
    """A line to type on: a note for oneself, a number or a month. The note is never kept."""

    BINDINGS = [Binding("down", "app.focus_next", show=False), Binding("up", "app.focus_previous", show=False)]

    def __init__(self, view: QuestionView, words: Phrases, note: str = "", limits: tuple[int, int] = (0, 600)) -> None:
        super().__init__(view, words, note)
        self.limits = limits

    def place(self) -> ComposeResult:
        """The line, and for numbers and months the ways to say that one does not know."""
        placeholder = self.words(f"tui.prompt.{self.view.kind}.placeholder")
        yield Input(select_on_focus=False, max_length=2000, placeholder=placeholder)
        if self.view.choices:
            yield PickList(self._rows())

    def _rows(self) -> list[Row]:
        return [Row(c.id, c.label, f"{ONE_CHOSEN if c.id in self.view.chosen else ONE} ") for c in self.view.choices]

    def draw_place(self) -> None:
        """The words of the choices."""
        self.query_one(Input).placeholder = self.words(f"tui.prompt.{self.view.kind}.placeholder")
        for rows in self.query(PickList).results(PickList):
            rows.show(self._rows())

    def hint(self) -> str:
        """How to answer."""
        return self.words(f"tui.prompt.{self.view.kind}")

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """Don't know, or rather not say."""
        message.stop()
        self.answer({UNKNOWN_CHOICE: DONT_KNOW, REFUSED_CHOICE: RATHER_NOT}[message.row.id])

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter: take the line, or say what is wrong with it."""
        message.stop()
        if self.view.kind == "text":
            typed = message.value
            message.input.clear()
            self.post_message(self.Typed(self.view.key, typed))
        elif self.view.kind == "number":
            self._number(message.value.strip())
        else:
            self._month(message.value.strip())

    def _number(self, typed: str) -> None:
        low, high = self.limits
        value = round(float(typed.replace(",", ".")) * 1000) if _NUMBER.match(typed) else -1
        if low * 1000 <= value <= high * 1000:
            self.answer(Answer(number=value))
        else:
            self.complain(self.words("tui.prompt.number.wrong", low=low, high=high))

    def _month(self, typed: str) -> None:
        found = _MONTH.match(typed)
        if found is None:
            self.complain(self.words("tui.prompt.month.wrong"))
            return
        year, month = found["y"] or found["y2"], found["m"] or found["m2"]
        self.answer(Answer(month=f"{year}-{int(month):02d}"))


def prompt_for(view: QuestionView, words: Phrases, note: str = "", limits: tuple[int, int] = (0, 600)) -> Prompt:
    """The widget for a question."""
    if view.kind in ("text", "number", "month"):
        return WritePrompt(view, words, note, limits)
    if view.kind == "qualifiers":
        return RowsPrompt(view, words, note)
    return ManyPrompt(view, words, note) if view.multiple else OnePrompt(view, words, note)
