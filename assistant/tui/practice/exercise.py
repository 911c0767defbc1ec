"""Short exercises in the app: the list of them, and one under way. Nothing of them is kept."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content.model import Ref
from assistant.dialogue.session import NONE_OF_THESE, Answer, Session
from assistant.practice.exercise import Exercise, exercise_named
from assistant.present.practice.exercise import (
    ExerciseView,
    begun,
    exercise_lines,
    exercise_view,
    next_exercise,
)
from assistant.tui.keys import bindings
from assistant.tui.list_screens import ListScreen
from assistant.tui.picklist import PickList, Row
from assistant.tui.practice.base import PracticeScreenBase

READ, ASK, TOLD = "read", "ask", "told"


class ExercisesScreen(ListScreen, PracticeScreenBase):
    """The conversations, or the reports."""

    where = "exercises"
    BINDINGS = bindings("exercises")

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def heading(self) -> str:
        """What they are."""
        return self.say(f"exercises.title.{self.kind}")

    def introduction(self) -> str:
        """What one does."""
        return self.say(f"exercises.intro.{self.kind}")

    def rows(self) -> list[Row]:
        """Every one, by digit."""
        found = exercise_lines(self.host.guide, self.host.language, self.kind)
        return [
            Row(each.id, f"{each.title} ({each.about})", f"{n} ", str(n) if n < 10 else "")
            for n, each in enumerate(found, 1)
        ]

    def picked(self, row: Row) -> None:
        """Begin it."""
        exercise = exercise_named(self.host.guide.pack, row.id)
        if exercise is not None:
            self.app.push_screen(ExerciseScreen(exercise))


class ExerciseScreen(ListScreen, PracticeScreenBase):
    """One exercise: what is read first, a question, what is said after it, and at the end the look back and what comes next."""

    where = "exercise"
    BINDINGS = bindings("exercise")

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self._anew(exercise)

    def _anew(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.session: Session = begun(exercise, "")
        self.stage = READ
        self.ticked: set[str] = set()

    @property
    def view(self) -> ExerciseView:
        """How it stands."""
        return exercise_view(self.host.guide, self.exercise, self.session, self.host.language)

    def heading(self) -> str:
        """The title."""
        return self.view.title

    def rows(self) -> list[Row]:
        """What is read, and below it what can be chosen."""
        read = [Row(f"read:{n}", text, enabled=False, style=style) for n, (text, style) in enumerate(self._told())]
        return [*read, *self._ways()]

    def redraw(self) -> None:
        """Everything in the language in use, with the first choice pointed at."""
        super().redraw()
        menu = self.query_one(PickList)
        first = next((row.id for row in menu.rows if row.enabled), "")
        if first and not self.ticked:
            menu.point_at(first)

    def _told(self) -> Iterator[tuple[str, str]]:
        view = self.view
        if self.stage == READ:
            yield view.remark, ""
            yield from ((text, "") for text in view.reading)
        elif self.stage == TOLD:
            last = view.lines[-1]
            yield self.say("exercise.you", chosen=last.chosen), "group"
            yield from ((text, "") for text in last.told)
        elif view.question is not None:
            yield view.question.ask, "group"
        else:
            yield self.say("exercise.end"), "group"
            yield from ((text, "") for text in (*view.back, *view.sources))

    def _ways(self) -> Iterator[Row]:
        question = self.view.question
        if self.stage != ASK:
            name = "exercise.begin" if self.stage == READ else "round.go_on"
            yield Row("on", self.say(name), "1 ", "1")
        elif question is not None:
            for choice in question.choices:
                mark = ("● " if choice.id in self.ticked else "○ ") if question.multiple else ""
                yield Row(f"choice:{choice.id}", choice.label, f"{choice.key} {mark}", choice.key)
            if question.multiple and self.ticked:
                yield Row("done", self.say("round.go_on"), "→ ", "")
        else:
            following = next_exercise(self.host.guide, self.exercise, self.host.language)
            ways = [("next", self.say("exercise.next", title=following.title))] if following else []
            ways += [("again", self.say("exercise.again")), ("list", self.say("exercise.list"))]
            for number, (name, text) in enumerate(ways, 1):
                yield Row(name, text, f"{number} ", str(number))

    def picked(self, row: Row) -> None:
        """On, a choice, or what comes next."""
        kind, name = Ref.parse(row.id).pair if ":" in row.id else (row.id, "")
        if kind == "choice":
            self._chosen(name)
        elif kind == "done":
            self._answer(tuple(self.ticked))
        elif kind == "on":
            self.stage = ASK
        elif kind == "again":
            self._anew(self.exercise)
        elif kind == "next":
            self._to_next()
        else:
            self.dismiss()
            return
        self.draw()

    def _chosen(self, name: str) -> None:
        question = self.view.question
        if question is not None and question.multiple and name != NONE_OF_THESE:
            self.ticked ^= {name}
        else:
            self._answer((name,))

    def _answer(self, chosen: tuple[str, ...]) -> None:
        question = self.view.question
        if question is None:
            return
        ordered = tuple(choice.id for choice in question.choices if choice.id in chosen)
        self.session = self.session.answered(question.key, Answer(chosen=ordered))
        self.ticked = set()
        self.stage = TOLD

    def _to_next(self) -> None:
        following = next_exercise(self.host.guide, self.exercise, self.host.language)
        exercise = exercise_named(self.host.guide.pack, following.id) if following else None
        if exercise is not None:
            self._anew(exercise)
