"""The ways to answer a question, one per control: which rows it has, and what choosing one does. Plain values, no widgets."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.content.interface import Phrases
from assistant.content.questions.typed import Entry
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, Answer
from assistant.present.conversation import (
    MORE,
    REFUSED_CHOICE,
    UNKNOWN_CHOICE,
    Choice,
    QuestionView,
    answer_of,
    answers_of,
    same_for_all,
)
from assistant.present.reading import read_entry
from assistant.records import dataclass
from assistant.tui.picklist import NOWHERE, Row

GO_ON, SAME, LEAVE = "go_on", "same", "leave"
SAME_KEY = "="
ONE, ONE_CHOSEN = "( )", "(•)"
MANY, MANY_CHOSEN = "[ ]", "[x]"
SPACE = "    "
"""Before a rare choice, which stands below another."""
PLAIN = ("end", "read")
"""Controls where a choice leads on at once: nothing is marked as chosen."""


@dataclass(frozen=True, slots=True)
class Done:
    """What choosing or typing did: an answer, answers by key, typed words, a wish to go elsewhere, something wrong, or a row to go to."""

    answer: Answer | None = None
    answers: Mapping[str, Answer] | None = None
    typed: str | None = None
    wanted: str = ""
    problem: str = ""
    point: str = ""


class Way:
    """One of several: a digit, Enter or a click answers at once. Also a text to read, and the end of the conversation."""

    writes = False
    """Whether there is a line to type on."""
    marks = (ONE, ONE_CHOSEN)

    def __init__(self, view: QuestionView, words: Phrases) -> None:
        self.view = view
        self.words = words

    @property
    def ticked(self) -> set[str]:
        """The choices that are marked."""
        return set(self.view.chosen)

    def rows(self) -> list[Row]:
        """The choices, and what leaves the earlier answer as it is."""
        return [*(self._row(choice) for choice in self.view.choices), *self._leave()]

    def _leave(self) -> list[Row]:
        return [Row(LEAVE, self.view.leave, "→ ")] if self.view.leave else []

    def _row(self, choice: Choice) -> Row:
        width = max((len(each.key) for each in self.view.choices if not each.under), default=1)
        if not choice.key and self.view.control in PLAIN:
            return Row(choice.id, choice.label, "→ ")
        mark = "" if choice.id == MORE else self._mark(choice.id)
        return Row(choice.id, choice.label, f"{choice.key:>{width}} {mark}".rstrip() + " ", choice.key)

    def _mark(self, choice: str) -> str:
        return "" if self.view.control in PLAIN else self.marks[choice in self.ticked]

    def start(self) -> str:
        """The row the cursor begins on: the earlier answer, if there is one; nowhere where a slip would end the conversation."""
        return next(iter(self.view.chosen), NOWHERE if self.view.careful else "")

    def bring_in_sight(self, choice_id: str) -> None:
        """Make sure that a choice is among the rows."""

    def picks(self) -> object:
        """What was picked so far and is no answer yet, for `put_back`."""
        return None

    def put_back(self, picks: object) -> None:
        """Make what was picked what it was."""

    @property
    def placeholder(self) -> str:
        """What stands where one types before anything is typed."""
        return ""

    def back(self) -> bool:
        """One step back within the question; whether there was one."""
        return False

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.one")

    def picked(self, row: Row, by: str) -> Done:
        """A row was chosen with Enter, a key or the mouse."""
        if self.view.control == "end" or row.id == "danger":
            return Done(wanted=row.id, point=self.view.choices[0].id)  # after it, Enter simply goes on
        if row.id == LEAVE:
            return Done(wanted=LEAVE)
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

    def __init__(self, view: QuestionView, words: Phrases) -> None:
        super().__init__(view, words)
        self._ticked: set[str] = set(view.chosen)
        self.opened = False
        """Whether what stands behind MORE is in sight."""

    @property
    def ticked(self) -> set[str]:
        """The choices that are on."""
        return self._ticked

    def picks(self) -> object:
        """The choices that are on."""
        return frozenset(self._ticked)

    def put_back(self, picks: object) -> None:
        """Turn on just these."""
        assert isinstance(picks, frozenset)
        self._ticked = set(picks)

    def rows(self) -> list[Row]:
        """The choices in sight with their marks, and a line to go on. Rare ones have no key, so that all others keep theirs."""
        rows = [
            Row(choice.id, choice.label, f"{SPACE}{self._mark(choice.id)} ") if choice.under else self._row(choice)
            for choice in self.view.choices
            if choice.in_sight(self._ticked, opened=self.opened)
        ]
        return [*rows, Row(GO_ON, self.words("tui.prompt.go_on"), "→ "), *self._leave()]

    def bring_in_sight(self, choice_id: str) -> None:
        """Open MORE when the choice stands behind it."""
        self.opened = self.opened or any(c.id == choice_id and c.under == MORE for c in self.view.choices)

    def start(self) -> str:
        """The first row."""
        return ""

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.many_chosen" if self._ticked else "tui.prompt.many")

    def picked(self, row: Row, by: str) -> Done:
        """Enter goes on once something is chosen; everything else turns on and off."""
        if row.id == MORE:
            return self.spaced(row)
        if row.id == LEAVE:
            return Done(wanted=LEAVE)
        if row.id == GO_ON or (by == "enter" and self._ticked):
            if not self._ticked:
                return Done(problem=self.words("tui.prompt.nothing"))
            return Done(answer=answer_of(self.view, tuple(self._ticked)))
        return self.spaced(row)

    def spaced(self, row: Row) -> Done:
        """Turn on or off."""
        alone = {choice.id for choice in self.view.choices if choice.alone}
        if row.id in (GO_ON, LEAVE):
            return Done()
        if row.id == MORE:
            self.opened = not self.opened
            behind = next((c.id for c in self.view.choices if c.under == MORE), MORE)
            return Done(point=behind if self.opened else MORE)
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
    """Short questions on one screen, about one thing or about several. What is left open counts as not known."""

    def __init__(self, view: QuestionView, words: Phrases) -> None:
        super().__init__(view, words)
        self.chosen: dict[str, str] = dict(view.chosen_rows)
        self.touched = ""
        """What was last told of: that is what *the same for all* takes over."""

    def picks(self) -> object:
        """What was chosen in the rows."""
        return dict(self.chosen)

    def put_back(self, picks: object) -> None:
        """Choose just this."""
        assert isinstance(picks, dict)
        self.chosen = dict(picks)

    @property
    def several(self) -> bool:
        """Whether the screen is about more than one thing."""
        return len({row.key for row in self.view.rows}) > 1

    def rows(self) -> list[Row]:
        """The short questions, each with its choices beside each other; the same for all, after the first thing; and a line to go on."""
        found: list[Row] = []
        first = self.view.rows[0].key if self.view.rows else ""
        offered = False
        for view in self.view.rows:
            if view.key != first and not offered:
                offered = True
                found.append(Row(SAME, self.words("tui.prompt.same"), f"{SAME_KEY} ", SAME_KEY))
            if view.about:
                found.append(Row(f"{view.key}!", view.about, enabled=False, style="group"))
            style = "" if self.several else "group"
            found.append(Row(f"{view.id}?", view.ask, enabled=False, style=style, spaced=not self.several))
            for choice in view.choices:
                mark = f"{choice.key} {self.marks[self.chosen.get(view.id) == choice.id]} "
                found.append(Row(f"{view.id}={choice.id}", choice.label, mark, choice.key, beside=True, group=view.id))
        return [*found, self.last_row()]

    def last_row(self) -> Row:
        """The line to go on."""
        return Row(GO_ON, self.words("tui.prompt.go_on"), "→ ")

    def start(self) -> str:
        """The first row that is about what is asked."""
        row = next((row for row in self.view.rows if row.key == self.view.key), None)
        return f"{row.id}={row.choices[0].id}" if row is not None else ""

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.rows_several" if self.several else "tui.prompt.rows")

    def picked(self, row: Row, by: str) -> Done:
        """Choose within a group and go to the next, take one over for all, or go on."""
        return self.finished() if row.id == GO_ON else self.spaced(row)

    def finished(self) -> Done:
        """The answers."""
        return Done(answers=answers_of(self.view, self.chosen))

    def spaced(self, row: Row) -> Done:
        """Choose within a group, or take one over for all."""
        if row.id == GO_ON:
            return Done()
        if row.id == SAME:
            return self._same()
        name, _, value = row.id.partition("=")
        self.chosen[name] = value
        names = [each.id for each in self.view.rows]
        place = names.index(name) + 1
        self.touched = self.view.rows[place - 1].key
        if place == len(names):
            return Done(point=GO_ON)
        return Done(point=f"{names[place]}={self.view.rows[place].choices[0].id}")

    def _same(self) -> Done:
        """Take over for all what was last told of; before anything was told of, the first thing of which something is known."""
        told = self.touched or next((row.key for row in self.view.rows if row.id in self.chosen), "")
        if not told:
            return Done(problem=self.words("tui.prompt.same.nothing"))
        self.chosen = same_for_all(self.view, self.chosen, told)
        return Done(point=GO_ON)


class MarkWay(Way):
    """One choice, then one short question about it below: one key each. The second answers."""

    def __init__(self, view: QuestionView, words: Phrases) -> None:
        super().__init__(view, words)
        self.half = ""
        """The choice of which the row is not told yet."""

    @property
    def ticked(self) -> set[str]:
        """What was chosen now, else earlier."""
        return {self.half} if self.half else super().ticked

    def picks(self) -> object:
        """The choice so far."""
        return self.half

    def put_back(self, picks: object) -> None:
        """Choose just this."""
        assert isinstance(picks, str)
        self.half = picks

    def rows(self) -> list[Row]:
        """The choices beside each other; once one is chosen the row about it too."""
        found = [self._beside(choice, choice.id, chosen=choice.id in self.ticked) for choice in self.view.choices]
        if not self.half:
            return [*found, *self._leave()]
        for view in self.view.rows:
            found.append(Row(f"{view.id}?", view.ask, enabled=False, style="group", spaced=False))
            earlier = dict(self.view.chosen_rows).get(view.id) if self.half in self.view.chosen else None
            found += [
                self._beside(choice, f"{view.id}={choice.id}", chosen=choice.id == earlier, group=view.id)
                for choice in view.choices
            ]
        return found

    def _beside(self, choice: Choice, row_id: str, *, chosen: bool, group: str = "") -> Row:
        mark = f"{choice.key} {self.marks[chosen]} "
        return Row(row_id, choice.label, mark, choice.key, beside=True, group=group)

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.mark.row" if self.half else "tui.prompt.mark")

    def picked(self, row: Row, by: str) -> Done:
        """First the choice, then the row about it, where the cursor goes to the middle."""
        if row.id == LEAVE:
            return Done(wanted=LEAVE)
        name, told, value = row.id.partition("=")
        if told:
            return Done(answer=answer_of(self.view, (self.half,), {name: value}))
        self.half = row.id
        about = self.view.rows[0]
        return Done(point=f"{about.id}={about.choices[(len(about.choices) - 1) // 2].id}")

    def spaced(self, row: Row) -> Done:
        """As Enter."""
        return self.picked(row, "space")

    def back(self) -> bool:
        """From the row to the choice."""
        had, self.half = bool(self.half), ""
        return had


class LineWay(Way):
    """A line to type on, with the ways to say that one does not know below it."""

    writes = True

    def __init__(self, view: QuestionView, words: Phrases, entry: Entry) -> None:
        super().__init__(view, words)
        self.entry = entry

    def rows(self) -> list[Row]:
        """Don't know and rather not say, without keys: digits are typed."""
        return [Row(c.id, c.label, f"{self._mark(c.id)} ") for c in self.view.choices]

    @property
    def placeholder(self) -> str:
        """What may be typed."""
        return self.entry.placeholder(self.words.language)

    def hint(self) -> str:
        """How to answer."""
        return self.entry.hint("app", self.words.language)

    def picked(self, row: Row, by: str) -> Done:
        """Don't know, or rather not say."""
        return Done(answer={UNKNOWN_CHOICE: DONT_KNOW, REFUSED_CHOICE: RATHER_NOT}[row.id])

    def entered(self, typed: str) -> Done:
        """Take the line, or say what is wrong with it."""
        answer = read_entry(self.view, self.entry, typed)
        if answer is not None:
            return Done(answer=answer)
        return Done(problem=self.entry.wrong("app", self.words.language))


class WordsWay(Way):
    """A box for own words. They are never kept."""

    writes = True

    def rows(self) -> list[Row]:
        """A line to go on, for the mouse."""
        return [Row(GO_ON, self.words("tui.prompt.go_on"), "→ ")]

    @property
    def placeholder(self) -> str:
        """No names."""
        return self.words("tui.prompt.text.placeholder")

    def hint(self) -> str:
        """How to answer."""
        return self.words("tui.prompt.text")

    def entered(self, typed: str) -> Done:
        """Take the words."""
        return Done(typed=typed)


def way_for(view: QuestionView, words: Phrases) -> Way:
    """The way to answer a question."""
    if view.entry is not None:
        return LineWay(view, words, view.entry)
    match view.control:
        case "words":
            return WordsWay(view, words)
        case "rows":
            return RowsWay(view, words)
        case "many":
            return ManyWay(view, words)
        case "mark":
            return MarkWay(view, words)
        case _:
            return Way(view, words)
