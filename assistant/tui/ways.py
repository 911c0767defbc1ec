"""The ways to answer a question, one per kind: which rows it has, and what choosing one does. Plain values, no widgets."""

from __future__ import annotations

from assistant.content.interface import Phrases
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, Answer
from assistant.present.conversation import REFUSED_CHOICE, UNKNOWN_CHOICE, QuestionView, answer_of
from assistant.present.reading import read_measure
from assistant.records import dataclass
from assistant.tui.picklist import NOWHERE, Row

GO_ON = "go_on"
ONE, ONE_CHOSEN = "( )", "(•)"
MANY, MANY_CHOSEN = "[ ]", "[x]"
PLAIN = ("end", "say")
"""Kinds where a choice leads on at once: nothing is marked as chosen."""


@dataclass(frozen=True, slots=True)
class Done:
    """What choosing or typing did: an answer, typed words, a wish to go elsewhere, something wrong, or a row to go to."""

    answer: Answer | None = None
    typed: str | None = None
    wanted: str = ""
    problem: str = ""
    point: str = ""


def keys_as_wide(view: QuestionView) -> list[str]:
    """The keys of the choices. With more than nine all have two digits: a first digit is then never an answer."""
    width = max((len(choice.key) for choice in view.choices), default=1)
    return [choice.key.zfill(width) if choice.key.isdecimal() else choice.key for choice in view.choices]


class Way:
    """One of several: a digit, Enter or a click answers at once. Also a text to read, and the end of the conversation."""

    writes = False
    """Whether there is a line to type on."""
    marks = (ONE, ONE_CHOSEN)

    def __init__(self, view: QuestionView, words: Phrases, limits: tuple[int, int] = (0, 600)) -> None:
        self.view = view
        self.words = words
        self.limits = limits

    @property
    def ticked(self) -> set[str]:
        """The choices that are marked."""
        return set(self.view.chosen)

    def rows(self) -> list[Row]:
        """The choices."""
        keys = keys_as_wide(self.view)
        width, rows = max(map(len, keys), default=1), zip(keys, self.view.choices, strict=True)
        return [Row(c.id, c.label, f"{key:>{width}} {self._mark(c.id)}".rstrip() + " ", key) for key, c in rows]

    def _mark(self, choice: str) -> str:
        return "" if self.view.kind in PLAIN else self.marks[choice in self.ticked]

    def start(self) -> str:
        """The row the cursor begins on: the earlier answer, if there is one; nowhere where a slip would end the conversation."""
        return next(iter(self.view.chosen), NOWHERE if self.view.careful else "")

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.one")

    def picked(self, row: Row, by: str) -> Done:
        """A row was chosen with Enter, a key or the mouse."""
        if self.view.kind == "end" or row.id == "danger":
            return Done(wanted=row.id, point=self.view.choices[0].id)  # after it, Enter simply goes on
        return Done(answer=answer_of(self.view, (row.id,)))

    def spaced(self, row: Row) -> Done:
        """Space was pressed on a row."""
        return Done()

    def entered(self, typed: str) -> Done:
        """A line was typed."""
        return Done()


class ManyWay(Way):
    """Several at once: digits, space and clicks turn on and off, Enter goes on."""

    marks = (MANY, MANY_CHOSEN)

    def __init__(self, view: QuestionView, words: Phrases, limits: tuple[int, int] = (0, 600)) -> None:
        super().__init__(view, words, limits)
        self._ticked: set[str] = set(view.chosen)

    @property
    def ticked(self) -> set[str]:
        """The choices that are on."""
        return self._ticked

    def rows(self) -> list[Row]:
        """The choices with their marks, and a line to go on."""
        return [*super().rows(), Row(GO_ON, self.words("tui.prompt.go_on"), "→ ")]

    def start(self) -> str:
        """The first row."""
        return ""

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.many_chosen" if self._ticked else "tui.prompt.many")

    def picked(self, row: Row, by: str) -> Done:
        """Enter goes on once something is chosen; everything else turns on and off."""
        if row.id == GO_ON or (by == "enter" and self._ticked):
            if not self._ticked:
                return Done(problem=self.words("tui.prompt.nothing"))
            return Done(answer=answer_of(self.view, tuple(self._ticked)))
        return self.spaced(row)

    def spaced(self, row: Row) -> Done:
        """Turn on or off."""
        alone = {choice.id for choice in self.view.choices if choice.alone}
        if row.id == GO_ON:
            return Done()
        if row.id in self._ticked:
            self._ticked.discard(row.id)
        elif row.id in alone:
            self._ticked = {row.id}
        elif self.view.at_most and len(self._ticked - alone) >= self.view.at_most:
            return Done(problem=self.words("tui.prompt.at_most", count=self.view.at_most))
        else:
            self._ticked = (self._ticked - alone) | {row.id}
        return Done()


class RowsWay(Way):
    """Short questions on one screen. What is left open counts as not known."""

    def __init__(self, view: QuestionView, words: Phrases, limits: tuple[int, int] = (0, 600)) -> None:
        super().__init__(view, words, limits)
        self.chosen: dict[str, str] = dict(view.chosen_rows)
        if view.chosen or view.chosen_rows:
            for row in view.rows:
                self.chosen.setdefault(row.qualifier, UNKNOWN_CHOICE)

    def rows(self) -> list[Row]:
        """The short questions, each with its choices beside each other, and a line to go on."""
        found: list[Row] = []
        for view in self.view.rows:
            name = view.qualifier
            found.append(Row(f"{name}?", view.ask, enabled=False, style="group", spaced=False))
            for choice in view.choices:
                mark = f"{choice.key} {self.marks[self.chosen.get(name) == choice.id]} "
                found.append(Row(f"{name}={choice.id}", choice.label, mark, choice.key, beside=True, group=name))
        return [*found, self.last_row()]

    def last_row(self) -> Row:
        """The line to go on."""
        return Row(GO_ON, self.words("tui.prompt.go_on"), "→ ")

    def start(self) -> str:
        """The first row."""
        return ""

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.rows")

    def picked(self, row: Row, by: str) -> Done:
        """Choose within a group and go to the next, or go on."""
        if row.id == GO_ON:
            return self.finished()
        return self.spaced(row)

    def finished(self) -> Done:
        """The answer."""
        return Done(answer=answer_of(self.view, (), self.chosen))

    def spaced(self, row: Row) -> Done:
        """Choose within a group."""
        if row.id == GO_ON:
            return Done()
        name, _, value = row.id.partition("=")
        self.chosen[name] = value
        names = [each.qualifier for each in self.view.rows]
        place = names.index(name) + 1
        return Done(point=f"{names[place]}={self.view.rows[place].choices[0].id}" if place < len(names) else GO_ON)


class WriteWay(Way):
    """A line to type on: a note for oneself, a number or a month. The note is never kept."""

    writes = True

    def rows(self) -> list[Row]:
        """For numbers and months the ways to say that one does not know; below own words a line to go on, for the mouse."""
        if self.view.kind == "text":
            return [Row(GO_ON, self.words("tui.prompt.go_on"), "→ ")]
        return [Row(c.id, c.label, f"{self._mark(c.id)} ") for c in self.view.choices]

    def hint(self) -> str:
        """How to answer."""
        return self.words(f"tui.prompt.{self.view.kind}")

    def picked(self, row: Row, by: str) -> Done:
        """Don't know, or rather not say."""
        return Done(answer={UNKNOWN_CHOICE: DONT_KNOW, REFUSED_CHOICE: RATHER_NOT}[row.id])

    def entered(self, typed: str) -> Done:
        """Take the line, or say what is wrong with it."""
        if self.view.kind == "text":
            return Done(typed=typed)
        answer = read_measure(self.view, typed, self.limits)
        if answer is not None:
            return Done(answer=answer)
        low, high = self.limits
        return Done(problem=self.words(f"tui.prompt.{self.view.kind}.wrong", low=low, high=high))


def way_for(view: QuestionView, words: Phrases, limits: tuple[int, int] = (0, 600)) -> Way:
    """The way to answer a question."""
    if view.kind in ("text", "number", "month"):
        return WriteWay(view, words, limits)
    if view.kind == "qualifiers":
        return RowsWay(view, words, limits)
    return ManyWay(view, words, limits) if view.multiple else Way(view, words, limits)
