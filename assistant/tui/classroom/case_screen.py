"""One case with a group, step by step: story, what people chose, the key; the questions stand where the talk needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from assistant.content.interface import Phrases
from assistant.practice.classroom import CaseReport
from assistant.practice.sentences import base_rates
from assistant.present.class_view import CaseView, case_view
from assistant.present.practice.key import key_view
from assistant.present.practice.steps import Step, steps_of
from assistant.tui.base import Tap
from assistant.tui.classroom import pages
from assistant.tui.classroom.paper import BLANK, Line, Sheet
from assistant.tui.classroom.screen import ClassBase
from assistant.tui.keys import bindings
from assistant.tui.text import Words, joined, literal

if TYPE_CHECKING:
    from assistant.tui.classroom.desk import ClassController


class ClassCaseScreen(ClassBase[None]):
    """The steps of one case. Enter goes on, F7 goes back, a digit goes to a step."""

    where = "classcase"
    BINDINGS = bindings("classcase")
    CSS = """
    ClassCaseScreen #case-step { height: 1; padding: 0 2; background: $surface; }
    ClassCaseScreen #case-ways { height: 1; padding: 0 2; }
    ClassCaseScreen #case-back { width: auto; }
    ClassCaseScreen #case-on { width: 1fr; text-align: right; text-style: bold; }
    ClassCaseScreen #case-back:hover, ClassCaseScreen #case-on:hover { text-style: bold underline; }
    """

    def __init__(self, desk: ClassController, report: CaseReport) -> None:
        super().__init__(desk)
        self.report = report
        self.place = 0
        self.sources = False
        self._views: dict[str, CaseView] = {}

    @property
    def view(self) -> CaseView:
        """The case in the language in use."""
        language = self.host.language
        if language not in self._views:
            self._views[language] = case_view(self.desk.guide, self.report, language)
        return self._views[language]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this case."""
        return steps_of(self.view)

    def body(self) -> ComposeResult:
        """Where one is, the page, and the way on."""
        yield Words(id="case-step")
        yield Sheet()
        with Horizontal(id="case-ways"):
            yield Tap("back", id="case-back")
            yield Tap("next", id="case-on")

    def heading(self) -> str:
        """The title of the case, without the ideology of the variant: the room should not be steered by it."""
        people = self.class_words("screen.people", number=self.view.people)
        return f"{self.view.title} – {people}"

    def home_focus(self) -> None:
        """The page."""
        self.query_one(Sheet).focus()

    def redraw(self) -> None:
        """The step in the language in use."""
        self._draw(again=True)

    def _draw(self, *, again: bool = False) -> None:
        steps, told = self.steps, self.class_words
        here = told("case.step", number=self.place + 1, whole=len(steps), name="")
        dots = "●" * (self.place + 1) + "○" * (len(steps) - self.place - 1)
        name = self._step_name(steps[self.place], told)
        self.query_one("#case-step", Words).say(joined(f"{dots}  ", here, (name, "bold")))
        before = self._step_name(steps[self.place - 1], told) if self.place else ""
        self.query_one("#case-back", Tap).say(literal(f"‹ {told('case.back', name=before)}" if before else " "))
        after = self._step_name(steps[self.place + 1], told) if self.place + 1 < len(steps) else ""
        self.query_one("#case-on", Tap).say(
            literal(f"{told('case.next', name=after)} ›" if after else told("case.last"))
        )
        self.query_one(Sheet).put(self.page, again=again)

    def _step_name(self, step: Step, told: Phrases) -> str:
        return step.question.name if step.question else told(f"case.{step.name}")

    def page(self, width: int) -> list[Line]:
        """The lines of the step."""
        step, told = self.steps[self.place], self.class_words
        if step.question:
            return pages.question_page(step.question, told, width, self.query_one(Sheet).size.height)
        if step.name == "story":
            lines = pages.story_page(self.view, told, width)
        elif step.name == "choices":
            lines = pages.choices_page(self.view, told, width)
        elif step.name == "key":
            key = key_view(self.desk.guide, self.report.case, self.host.language)
            lines = pages.key_page(self.view, key, told, width, sources=self.sources)
        else:
            lines = pages.card_page(base_rates(self.host.language), width)
        return [BLANK, *lines]

    # ------------------------------------------------------------ moving

    def go(self, place: int) -> None:
        """To a step, as far as there is one."""
        if 0 <= place < len(self.steps) and place != self.place:
            self.place = place
            self.guarded(self._draw)

    def action_next(self) -> None:
        """On; the key only after the choices."""
        self.go(self.place + 1)

    def action_back(self) -> None:
        """One step back."""
        self.go(self.place - 1)

    def action_sources(self) -> None:
        """Where the reasons in the key come from: shown or not; it goes to the key."""
        key = [step.name for step in self.steps].index("key")
        self.sources = not self.sources or self.place != key
        self.place = key
        self.guarded(self._draw)

    def on_key(self, event: events.Key) -> None:
        """A digit goes to a step."""
        if event.character and event.character in "123456789":
            event.stop()
            self.go(int(event.character) - 1)

    def on_resize(self, event: events.Resize) -> None:
        """A question stands in the middle of the height there is."""
        super().on_resize(event)
        self.call_after_refresh(self.draw)
