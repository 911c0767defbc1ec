"""Which answers record which facts, and which facts can never come together because they are answers to one question."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content import model as m
from assistant.content.questions import kind_of
from assistant.records import dataclass


@dataclass(frozen=True, slots=True)
class Recorder:
    """One way to record a fact as present: an option of a question, at a position in a dialogue."""

    dialogue: str
    position: int
    question: m.Question
    option: m.Option | None


class Recorders:
    """All recorders of one pack. A fact that a dialogue does not record may still come from a case or a file: nothing excludes it."""

    def __init__(self, dialogues: Iterable[m.Dialogue]) -> None:
        self.by_ref: dict[str, list[Recorder]] = {}
        for dialogue in dialogues:
            for position, question in enumerate(dialogue.questions):
                for option in question.options:
                    for given in option.records:
                        if given.state == "present":
                            self._add(given, Recorder(dialogue.id, position, question, option))
                for given in question.records:
                    self._add(given, Recorder(dialogue.id, position, question, None))
        self._excluding: dict[tuple[str, str], str] = {}

    def _add(self, given: m.Given, recorder: Recorder) -> None:
        self.by_ref.setdefault(f"{given.kind}:{given.id}", []).append(recorder)

    def of(self, ref: str) -> list[Recorder]:
        """The recorders of `kind:id`."""
        return self.by_ref.get(ref, [])

    def exclude(self, first: str, second: str) -> str:
        """The question of which both facts are different single answers, so that they never come together; else empty."""
        key = (first, second)
        if key not in self._excluding:
            self._excluding[key] = self._why(first, second)
        return self._excluding[key]

    def _why(self, first: str, second: str) -> str:
        if first == second:
            return ""
        ones, twos = self.of(first), self.of(second)
        together = [(one, two) for one in ones for two in twos if one.dialogue == two.dialogue]
        if not together or any(_compatible(one, two) for one, two in together):
            return ""
        return together[0][0].question.id


def _compatible(one: Recorder, two: Recorder) -> bool:
    """Answers to two questions go together; an answer that ends the talk may still stand beside others in a case."""
    return one.position != two.position or kind_of(one.question).several or one.option is two.option


def add_states(states: dict[str, set[str]], question: m.Question) -> None:
    """Add the states that answers to this question can give each fact; an answer that ends the talk gives nothing to what follows."""
    for kind, name in question.recordable:
        found = states.setdefault(f"{kind}:{name}", set())
        found.add("unknown")
        if kind_of(question).several:
            found.add("absent" if question.unticked_absent else "not_reported")
            if question.none_of_these:
                found.add("absent")
    for option in question.options:
        if not option.ends:
            for given in option.records:
                states.setdefault(f"{given.kind}:{given.id}", set()).add(given.state)
    for given in question.records:
        states.setdefault(f"{given.kind}:{given.id}", set()).add("present")
