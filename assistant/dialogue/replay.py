"""Where a conversation stands: walk the script with the answers given, collect facts, stop at the first open question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import groupby

from assistant.content.model import Dialogue, Given, Option, Quals, Question
from assistant.content.questions import kind_of
from assistant.content.vocabulary import DANGER
from assistant.dialogue.session import KNOWN, NONE_OF_THESE, Answer, Session
from assistant.reasoning.situation import Conflict, Gathering, Situation
from assistant.records import dataclass, replace

Holds = Callable[[Question, Situation, Collection[str]], bool]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question on the path, with its answer. `item` is the chosen option a repeated question is about, `items` all of them."""

    key: str
    question: Question
    item: Option | None = None
    answer: Answer | None = None
    items: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Position:
    """Everything that follows from the answers about the course of the conversation.

    `current` is the open question (None at the end), `ended` is complete, danger, out_of_scope, several or "" while it goes on, `unused`
    the answers that are kept but not on the path now.
    """

    turns: tuple[Turn, ...]
    current: Turn | None
    ended: str
    situation: Situation
    conflicts: tuple[Conflict, ...] = ()
    unused: tuple[str, ...] = ()

    def turn(self, key: str) -> Turn | None:
        """The answered turn with that key."""
        return next((turn for turn in self.turns if turn.key == key), None)

    def screens(self) -> tuple[tuple[Turn, ...], ...]:
        """The answered turns by screen: all that a question is repeated for stands on one."""
        return tuple(tuple(group) for _, group in groupby(self.turns, lambda turn: turn.question.id))


def item_key(question: Question, item: Option) -> str:
    """The key of a repeated question about one thing."""
    return f"{question.id}@{item.id}"


def replay(dialogue: Dialogue, session: Session, holds: Holds, *, silent_stops: bool = False) -> Position:
    """Walk the dialogue. `holds` decides whether a question's `only_if` is met by the facts so far; it is also told which facts
    (`kind:id`) and numbers changed since it was last asked.

    With `silent_stops` the walk also stops at `say` and `text` questions that were not seen yet, as a person at a screen needs;
    without, they are passed over, as an answers file needs.
    """
    return _Walk(dialogue, session, holds, silent_stops).run()


class _Walk:
    def __init__(self, dialogue: Dialogue, session: Session, holds: Holds, silent_stops: bool) -> None:
        self.dialogue = dialogue
        self.session = session
        self.holds = holds
        self.silent_stops = silent_stops
        self.turns: list[Turn] = []
        self.gathered = Gathering()
        self.chosen: dict[str, tuple[Option, ...]] = {}

    def run(self) -> Position:
        skip_to = ""
        for question in self.dialogue.questions:
            if skip_to and question.id != skip_to:
                continue
            skip_to = ""
            if question.only_if and not self._asked(question):
                continue
            for turn in self._turns(question):
                if turn.answer is None:
                    if kind_of(question).silent and not self.silent_stops:
                        continue
                    return self._position(turn, "")
                self.turns.append(turn)
                kind_of(turn.question).record(turn.question, turn.answer, _Recording(self, turn))
                ends, skip_to = leads(question, self.chosen.get(turn.key, ()))
                if ends:
                    return self._position(None, ends)
        return self._position(None, "complete")

    def _asked(self, question: Question) -> bool:
        holds = self.holds(question, self.gathered.situation, self.gathered.changed)
        self.gathered.changed.clear()
        return holds

    def _position(self, current: Turn | None, ended: str) -> Position:
        situation, conflicts = self.gathered.situation, tuple(self.gathered.conflicts)
        used = {turn.key for turn in self.turns}
        unused = tuple(sorted(key for key in self.session.answers if key not in used))
        return Position(tuple(self.turns), current, ended, situation, conflicts, unused)

    # ------------------------------------------------------------ turns

    def _turns(self, question: Question) -> Iterator[Turn]:
        if kind_of(question).repeated:
            items = self._items(question)
            for item in items:
                key = item_key(question, item)
                yield Turn(key, question, item, self.session.answers.get(key), items)
            return
        if question.choose_from:
            question = replace(question, options=self.chosen_in(question.choose_from))
            if not question.options:
                return
        yield Turn(question.id, question, None, self._valid(question, self.session.answers.get(question.id)))

    def _valid(self, question: Question, answer: Answer | None) -> Answer | None:
        """The answer without options that are not offered now; None when nothing of it is left."""
        if answer is None or not answer.chosen:
            return answer
        offered = {option.id for option in question.answerable} | {NONE_OF_THESE}
        named = dict.fromkeys(question.formerly.get(option, option) for option in answer.chosen)
        chosen = tuple(option for option in named if option in offered)
        return replace(answer, chosen=chosen) if chosen else None

    def chosen_in(self, questions: tuple[str, ...]) -> tuple[Option, ...]:
        return tuple(option for name in questions for option in self.chosen.get(name, ()))

    def _items(self, question: Question) -> tuple[Option, ...]:
        items = self.chosen_in(question.for_each)
        if question.narrowed_by and question.narrowed_by in self.chosen:
            narrowed = {option.id for option in self.chosen[question.narrowed_by]}
            items = tuple(item for item in items if item.id in narrowed) or items
        return items[: question.at_most] if question.at_most else items


class _Recording:
    """Where the answer of one turn records what it means."""

    __slots__ = ("_walk", "about", "as_of", "key")

    def __init__(self, walk: _Walk, turn: Turn) -> None:
        self._walk = walk
        self.key = turn.key
        self.about = turn.item
        self.as_of = walk.session.as_of

    def give(self, given: Given) -> None:
        self._walk.gathered.give(self.key, given)

    def qualify(self, ref: str, quals: Quals) -> None:
        self._walk.gathered.qualify(self.key, ref, quals)

    def choose(self, ticked: tuple[Option, ...]) -> tuple[Option, ...]:
        held = self._walk.chosen[self.key] = joined(ticked)
        return held

    def chosen_in(self, questions: tuple[str, ...]) -> tuple[Option, ...]:
        return self._walk.chosen_in(questions)


def leads(question: Question, chosen: Iterable[Option]) -> tuple[str, str]:
    """How an answer with these options ends the conversation, or else which question it jumps to; both empty when it just goes on.

    An option that ends in danger wins over all others, whatever their order; an option that ends in another way wins over a jump. Options
    chosen from an earlier question led somewhere there, and do not so again.
    """
    if question.choose_from:
        return "", ""
    ends = [option.ends for option in chosen if option.ends]
    if ends:
        return (DANGER if DANGER in ends else ends[0]), ""
    return "", next((option.next for option in chosen if option.next), "")


def joined(ticked: tuple[Option, ...]) -> tuple[Option, ...]:
    """The ticked options, each with what its fine facts record too, so that what follows asks about them together.

    A fine fact whose own option is not ticked stays a tick of its own.
    """
    ids = {option.id for option in ticked}
    inside: dict[str, tuple[Given, ...]] = {}
    for option in ticked:
        if option.within in ids:
            inside[option.within] = inside.get(option.within, ()) + option.records
    whole = (option for option in ticked if option.within not in ids)
    return tuple(replace(o, records=o.records + inside[o.id]) if o.id in inside else o for o in whole)


def choices(position: Position) -> Mapping[str, tuple[Option, ...]]:
    """The options chosen on the path, by turn key."""
    found: dict[str, tuple[Option, ...]] = {}
    for turn in position.turns:
        if turn.answer and turn.answer.state == KNOWN and turn.answer.chosen != (NONE_OF_THESE,):
            found[turn.key] = turn.question.ticked(turn.answer.chosen)
    return found
