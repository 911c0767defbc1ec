"""The question on screen. One widget for every question: it is filled anew, not put together anew, so that the next question is quick."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from assistant.content.interface import phrases
from assistant.content.model import Dialogue, Pack
from assistant.dialogue.session import Answer
from assistant.present.conversation import Choice, QuestionView
from assistant.present.type_to_find import LONGEST, choice_sought, is_story
from assistant.tui.lines import Line
from assistant.tui.options import MOST, Options
from assistant.tui.picklist import PickList
from assistant.tui.text import Words, literal
from assistant.tui.ways import GO_ON, Done, Way

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from assistant.tui.box import Box

__all__ = ["GO_ON", "Prompt"]


class Prompt(Vertical):
    """A note, the question with its help, a line to type on, the choices, and a line that says how to answer. It keeps no session."""

    BINDINGS = [
        Binding("space", "tick", show=False),
        Binding("down", "to_list", show=False),
    ]

    class Answered(Message):
        """The screen `key` was answered; with several short questions, each of its `answers` by its own key."""

        def __init__(self, key: str, answers: Mapping[str, Answer]) -> None:
            super().__init__()
            self.key = key
            self.answers = answers

    class Typed(Message):
        """Words were typed at the question `key`. They live in this message only."""

        def __init__(self, key: str, text: str) -> None:
            super().__init__()
            self.key = key
            self.text = text

    class OutOfSight(Message):
        """What was said about an answer is below what one sees."""

        def __init__(self, told: str) -> None:
            super().__init__()
            self.told = told

    class Wanted(Message):
        """The user wants to go somewhere else: danger, result or review."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self) -> None:
        super().__init__(classes="prompt")
        self.way: Way | None = None
        self.note = ""
        self.problem = ""
        self.seeking = ""
        self._note, self._ask, self._help, self._hint = (
            Words(classes=name) for name in ("note", "ask", "help", "hint")
        )
        self._line = Line(max_length=40, number=True)
        self._line.display = False
        self._box: Box | None = None
        """Where own words are typed; there from the first question that asks for them."""
        self._choices = Options()

    @property
    def view(self) -> QuestionView:
        """The question on screen."""
        assert self.way is not None
        return self.way.view

    @property
    def ticked(self) -> set[str]:
        """The choices that are on."""
        return self.way.ticked if self.way else set()

    def compose(self) -> ComposeResult:
        """What every question needs; a note and a line to type on come when there is time, or when they are needed."""
        yield from (self._ask, self._help, self._choices, self._hint)

    def on_mount(self) -> None:
        """The rest: the first question need not wait for it."""
        self.call_after_refresh(self._complete)

    def _complete(self) -> None:
        if self.is_attached and not self._line.is_attached:
            self.mount(self._note, before=self._ask)
            self.mount(self._line, before=self._choices)

    # ------------------------------------------------------------ drawing

    def show(self, way: Way, note: str = "") -> None:
        """Show a question. The same question in other words (another language) keeps what was picked so far."""
        same = (
            self.way is not None
            and (self.way.view.key, type(self.way)) == (way.view.key, type(way))
            and (self.way.view.control == way.view.control)
        )
        self.problem, self.note = "", note
        if not same:
            self.seek_nothing()
        if same and self.way is not None:
            self.way.view, self.way.words = way.view, way.words
        else:
            self.way = way
        self._draw(fresh=not same)

    def picks(self) -> tuple[str, object]:
        """The question on screen, and what was picked at it so far."""
        return (self.way.view.key, self.way.picks()) if self.way is not None else ("", None)

    def put_back(self, picks: tuple[str, object]) -> None:
        """Make what was picked what it was, where the same question is on screen. A key that is still under way counts for nothing."""
        key, picked = picks
        if self.way is not None and self.way.view.key == key:
            self.way.put_back(picked)
            self._choices.renew(self.way.rows(), self.way.start())
            self._draw_hint()

    def back(self) -> bool:
        """One step back within the question; whether there was one."""
        stepped = self.way is not None and self.way.back()
        if stepped:
            self.seek_nothing()
            self._draw(fresh=True)
        return stepped

    def again(self) -> None:
        """Forget what was picked so far: the next question counts as new, even when it has the same key."""
        self.way = None

    def _draw(self, *, fresh: bool) -> None:
        way = self.way
        if way is None or not self.is_mounted:
            return
        texts = (self.note, way.view.ask, way.view.help)
        for words, text in zip((self._note, self._ask, self._help), texts, strict=True):
            words.say(literal(text))
            if words.display != bool(text):
                words.display = bool(text)
        choices = self._choices
        self._draw_typing(way, fresh=fresh)
        rows = way.rows()
        if choices.display != bool(rows):
            choices.display = bool(rows)
        if fresh:
            choices.renew(rows, way.start())
        else:
            choices.show(rows)
        self._draw_hint()

    def _draw_typing(self, way: Way, *, fresh: bool) -> None:
        """The line or the box to type in. What was typed for the question before is gone."""
        own_words = way.view.control == "words"
        if way.writes or self.note:
            self._complete()
        if own_words and self._box is None:
            from assistant.tui.box import Box  # only where own words are typed

            self._box = Box(most=MOST, sends=True)
            self.mount(self._box, before=self._choices)
        line, box = self._line, self._box
        line.display = way.writes and not own_words
        if fresh and line.value:
            line.clear()
        if box is not None:
            box.display = own_words
            if fresh and box.text != way.view.typed:
                box.load_text(way.view.typed)  # and with it what an undo would bring back goes
                box.move_cursor(box.document.end)
        if own_words and box is not None:
            box.placeholder = way.placeholder
        elif way.writes:
            line.placeholder = way.placeholder
            line.number = way.view.entry is not None and way.view.entry.numeric

    def _draw_hint(self) -> None:
        """How to answer, or what is still wrong with the answer."""
        widget = self._hint
        widget.say(literal(self.problem or self.seeking or (self.way.hint() if self.way else "")))
        if widget.has_class("problem") != bool(self.problem):
            widget.set_class(bool(self.problem), "problem")
        if self.problem or self.seeking:
            self.call_after_refresh(self._tell_in_sight)

    def _tell_in_sight(self) -> None:
        """What was said stands below a list that may be longer than its place: then it is said where one sees it."""
        told, box = (
            self.problem or self.seeking,
            next(b for b in self.ancestors if isinstance(b, VerticalScroll | Screen)),
        )
        if told and not box.region.contains_region(self._hint.region):
            self.post_message(self.OutOfSight(told.splitlines()[-1]))

    def take_focus(self) -> None:
        """Give the focus to where the answer is given."""
        target: Widget = self._choices
        if self.way and self.way.writes:
            target = self._box if self.way.view.control == "words" and self._box is not None else self._line
        if not target.is_mounted:
            if self.is_attached:
                self.call_after_refresh(self.take_focus)
        elif self.screen.focused is not target:
            target.focus()

    # ------------------------------------------------------------ looking for a choice by typing

    @property
    def sought(self) -> str:
        """What was typed to find a choice."""
        return self._choices.sought

    def seek_nothing(self) -> None:
        """Forget what was typed."""
        self.seeking = ""
        for options in self.query(Options):
            options.sought = ""

    def found(self, row_id: str, told: str) -> None:
        """Point at what was found, and say so in the line that says how to answer."""
        self.seeking, self.problem = told, ""
        options = self._choices
        options.hit = bool(row_id)
        if row_id:
            if self.way is not None:
                self.way.bring_in_sight(row_id)
                options.show(self.way.rows())
            options.point_at(row_id)
        self._draw_hint()

    def seek(self, pack: Pack, dialogue: Dialogue, text: str, *, keeps: bool = False) -> None:
        """Point at the choice that typed letters mean; nothing is sought any more when there are none. `keeps`: a story can wait."""
        way = self.way
        if way is None or not text:
            self.found("", "")
            return
        choices = [Choice(row.id, row.key, row.text) for row in self._choices.rows if row.enabled]
        in_sight = {choice.id for choice in choices}
        choices += [choice for choice in way.view.choices if choice.under and choice.id not in in_sight]
        language = way.words.language
        found = choice_sought(pack, dialogue, way.view.key, choices, text, language)
        told = "seek.found" if found else "seek.story" if keeps and is_story(text) else "seek.nothing"
        shown = " ".join(text.split()) if len(text) <= LONGEST else f"… {' '.join(text[-LONGEST:].split())}"
        self.found(found, phrases(language, "result")(told, text=shown))

    # ------------------------------------------------------------ answering

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """A row was chosen; a choice made for the question before this one counts for nothing."""
        message.stop()
        if self.way is not None and message.serial == message.picklist.serial:
            if message.row.id == GO_ON and self.way.view.control == "words" and self._box is not None:
                self._take(self.way.entered(self._box.text))
            else:
                self._take(self.way.picked(message.row, message.by))
        else:
            message.picklist.draw_rows()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """While own words are typed: say so when something in them may show who a person is. The words go nowhere else."""
        message.stop()
        if self.way is not None and self.way.view.control == "words":
            from assistant.result.privacy import privacy_warning  # only where words are typed

            warning = privacy_warning(message.text_area.text, self.way.words.language)
            told = "\n".join((warning.title, *warning.lines, warning.advice)) if warning else ""
            if told != self.problem:
                self.problem = told
                self._draw_hint()

    def on_pick_list_nowhere(self, message: PickList.Nowhere) -> None:
        """Enter without a row: say how to choose one."""
        message.stop()
        self.wrong("tui.wrong.nowhere")

    def on_pick_list_begun(self, message: PickList.Begun) -> None:
        """The first digit of two: say that the second is awaited."""
        message.stop()
        words = self.way.words if self.way is not None else None
        self.problem = words("tui.wrong.second", first=message.text) if words is not None and message.text else ""
        self._draw_hint()

    def wrong(self, key: str, **gaps: str) -> None:
        """Say in the line that tells how to answer that a key did nothing, and how to answer."""
        if self.way is not None:
            self.problem = f"{self.way.words(key, **gaps)} {self.way.hint()}".strip()
            self._draw_hint()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """A line was typed."""
        message.stop()
        if self.way is not None and self.way.writes:
            self._take(self.way.entered(message.value))

    def on_box_sent(self, message: Box.Sent) -> None:
        """Own words were handed over. They stay in sight until the question is left."""
        message.stop()
        if self.way is not None and self.way.view.control == "words":
            self._take(self.way.entered(message.text))

    def on_box_left(self, message: Box.Left) -> None:
        """From the last line of the box to the choices below it."""
        message.stop()
        self.action_to_list()

    def action_tick(self) -> None:
        """Space on the row under the cursor."""
        row = self._choices.current
        if self.sought:
            self._choices.seek(self.sought + " ")
        elif self.way is not None and row is not None:
            self._take(self.way.spaced(row))

    def action_to_list(self) -> None:
        """From the line to type on to the choices below it."""
        if self._choices.display:
            self._choices.focus()

    def _take(self, done: Done) -> None:
        if self.sought and not self._choices.hit:  # a choice by mouse, after a story: the story is not lost
            self.post_message(Options.Told(self._choices, self.sought))
        self.seek_nothing()
        key = self.view.key
        if done.answer is not None:
            self.post_message(self.Answered(key, {key: done.answer}))
        elif done.answers is not None:
            self.post_message(self.Answered(key, done.answers))
        elif done.typed is not None:
            self.post_message(self.Typed(key, done.typed))
        else:
            self.problem = done.problem
            if self.way is not None:
                self._choices.show(self.way.rows())
            self._draw_hint()
        if done.point:
            self._choices.point_at(done.point)
        if done.wanted:
            self.post_message(self.Wanted(done.wanted))
