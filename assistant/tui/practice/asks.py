"""The ways to answer in a round: which rows a question has, and what choosing one does. Plain values, no widgets."""

from __future__ import annotations

from assistant.content.interface import Phrases
from assistant.present.practice.round import AskView
from assistant.records import dataclass
from assistant.tui.picklist import Row
from assistant.tui.ways import GO_ON, MANY, MANY_CHOSEN, ONE, ONE_CHOSEN

KEEP = "keep"
SURE = "sure="
USUAL = f"{SURE}70"
COMMIT, REVIEW = "commit", "review"


@dataclass(frozen=True, slots=True)
class Done:
    """What choosing did: an answer to keep, a row to go to, or a wish to go elsewhere."""

    value: str | None = None
    point: str = ""
    wanted: str = ""


class OneAsk:
    """One of several: a digit, Enter or a click answers at once."""

    hint = "hint.one"

    def __init__(self, view: AskView, given: str | None, words: Phrases) -> None:
        self.view = view
        self.given = given
        self.words = words

    def rows(self) -> list[Row]:
        """The choices; the earlier answer is marked."""
        found = []
        for number, option in enumerate(self.view.options, 1):
            mark = ONE_CHOSEN if option.value == self.given else ONE
            key = str(number) if number < 10 else ""
            found.append(Row(option.value, option.label, f"{key or ' '} {mark} ", key))
        return [*found, *self._leave()]

    def _leave(self) -> list[Row]:
        return [Row(KEEP, self.words("round.keep"), "→ ")] if self.given is not None else []

    def start(self) -> str:
        """The row the cursor begins on."""
        return self.given or ""

    def picked(self, row: Row, by: str) -> Done:
        """A row was chosen with Enter, a key or the mouse."""
        return Done(wanted=KEEP) if row.id == KEEP else Done(row.id)

    def back(self) -> bool:
        """One step back within the question; whether there was one."""
        return False


class ManyAsk(OneAsk):
    """Several at once: digits, space and clicks turn on and off, the arrow confirms. None is an answer too."""

    hint = "hint.many"

    def __init__(self, view: AskView, given: str | None, words: Phrases) -> None:
        super().__init__(view, given, words)
        self.ticked = set((given or "").split())

    def rows(self) -> list[Row]:
        """The choices with their marks, and a line to confirm."""
        found = []
        for number, option in enumerate(self.view.options, 1):
            mark = MANY_CHOSEN if option.value in self.ticked else MANY
            key = str(number) if number < 10 else ""
            found.append(Row(option.value, option.label, f"{key or ' '} {mark} ", key))
        number = len(self.ticked)
        told = self.words("round.commit_many", number=number) if number else self.words("round.nothing")
        return [*found, Row(GO_ON, told, "0 → ", "0")]

    def start(self) -> str:
        """The first row."""
        return ""

    def picked(self, row: Row, by: str) -> Done:
        """The arrow confirms, as Enter does once something is chosen; everything else turns on and off."""
        if row.id == GO_ON or (by == "enter" and row.id in self.ticked):
            return Done(" ".join(option.value for option in self.view.options if option.value in self.ticked))
        self.ticked ^= {row.id}
        return Done()


class MarkAsk(OneAsk):
    """Whether a point matters, then how sure one is: one key each. The second answers."""

    def __init__(self, view: AskView, given: str | None, words: Phrases) -> None:
        super().__init__(view, given, words)
        self.half = ""
        self._word, _, self._sure = (given or "").partition(" ")

    @property
    def hint(self) -> str:  # type: ignore[override]
        """How to answer."""
        return "hint.sure" if self.half else "hint.mark"

    def rows(self) -> list[Row]:
        """Yes or no; once that is chosen how sure, all beside each other where they fit."""
        chosen = self.half or self._word
        found = []
        for number, option in enumerate(self.view.options, 1):
            mark = ONE_CHOSEN if option.value == chosen else ONE
            found.append(Row(option.value, option.label, f"{number} {mark} ", str(number), beside=True))
        if self.half:
            found.append(Row("sure?", self.words("round.sure"), enabled=False, style="group", spaced=False))
            for number, option in enumerate(self.view.sure, 1):
                mark = ONE_CHOSEN if option.value == self._sure and self.half == self._word else ONE
                row = Row(
                    f"{SURE}{option.value}", option.label, f"{number} {mark} ", str(number), beside=True, group="sure"
                )
                found.append(row)
            return found
        return [*found, *self._leave()]

    def start(self) -> str:
        """Yes or no as it was."""
        return self._word

    def picked(self, row: Row, by: str) -> Done:
        """First yes or no, then how sure."""
        if row.id == KEEP:
            return Done(wanted=KEEP)
        if row.id.startswith(SURE):
            return Done(f"{self.half} {row.id.removeprefix(SURE)}")
        self.half = row.id
        return Done(point=USUAL)

    def back(self) -> bool:
        """From how sure to yes or no."""
        had, self.half = bool(self.half), ""
        return had


def ask_for(view: AskView, given: str | None, words: Phrases) -> OneAsk:
    """The way to answer a question; `given` is the earlier answer."""
    kinds = {"mark": MarkAsk, "many": ManyAsk}
    return kinds.get(view.kind, OneAsk)(view, given, words)
