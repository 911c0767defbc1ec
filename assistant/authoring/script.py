"""A dialogue made ready to be walked thousands of times: what every answer does, worked out once.

The same course as `dialogue.replay`, without proof, names and conflicts; tests hold the two against each other.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from assistant.authoring.queries import Atoms, Query, tested
from assistant.authoring.walked import DAY, STRENGTH, Choice, Effect, Path, State, Ways, weight
from assistant.content.model import Dialogue, Given, Observation, Option, Pack, Quals, Question, of_kind
from assistant.content.questions import kind_of
from assistant.content.vocabulary import NUMBER, QUALIFIERS
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import joined, leads
from assistant.dialogue.session import DONT_KNOW, KNOWN, NONE_OF_THESE, SEEN, Answer
from assistant.reasoning import direct
from assistant.reasoning.edits import borders_of
from assistant.reasoning.program import Model, Program
from assistant.reasoning.proof import View
from assistant.reasoning.situation import PRESENT
from assistant.result.shown import Shown


class Script:
    """One dialogue of a pack, ready to be walked."""

    def __init__(self, guide: Guide, dialogue: Dialogue, beside: Program | None = None) -> None:
        """`beside` is another program whose bounds of numbers count too."""
        self.guide = guide
        self.dialogue = dialogue
        self.program = guide.reasoner.program
        self.atoms = Atoms(self.program)
        asked = [
            (each.id, question.id)
            for each in guide.pack.dialogues.values()
            for question in each.questions
            if question.only_if
        ]
        dangers = tuple(f"danger:{name}" for name in guide.pack.observed_ids["danger"])
        self.queries = {  # in the order in which the guide compiled them
            question: Query(self.program, self.program.queries[number], dangers)
            for number, (name, question) in enumerate(asked)
            if name == dialogue.id
        }
        self.tests = {question.id: tested(question.only_if, guide.pack) for question in dialogue.questions}
        self._exploring = _Exploring(guide.pack, (self.program, beside) if beside else (self.program,))
        self._shown = Shown(guide.pack, dialogue.about)
        self._plain: dict[str, list[tuple[str, Ways]]] = {}
        self._known: dict[tuple[str, ...], Ways] = {}

    # ------------------------------------------------------------ what follows

    @property
    def all_shown(self) -> bool:
        """Whether everything that follows is shown too."""
        return self._shown.everything

    def drawn(self, base: Iterable[int], *, danger: bool, program: Program | None = None) -> frozenset[int]:
        """The conclusions that are shown when these atoms hold; `program` is the part of the rules that matters, where that is known."""
        if self.all_shown or danger:
            program = program or self.program
            true, _ = direct.run(program, base)
            return frozenset(atom for atom in program.shown if true[atom])
        true, fired = direct.run(self.program, base)
        model = Model(frozenset(atom for atom, holds in enumerate(true) if holds), frozenset(fired))
        because = View(self.program, model, self.guide.pack).becauses()
        return frozenset(self.program.index[ref] for ref in self._shown.because(because, in_danger=False))

    # ------------------------------------------------------------ what can be answered

    def asked(self, question: Question, state: State) -> bool:
        """Whether the condition of a question is met."""
        if not question.only_if:
            return True
        test = self.tests[question.id]
        return test(state) if test is not None else self.queries[question.id].holds(state)

    def turns(self, question: Question, state: State) -> list[tuple[str, Ways]]:
        """The screens of a question in this state: key and ways to answer, of lists by none, singles, pairs and all."""
        plain = self._plain.get(question.id)
        if plain is not None:
            return plain
        if kind_of(question).repeated:
            return [(f"{question.id}@{item.id}", self._about(question, item)) for item in self.items(question, state)]
        options = self.offered(question.choose_from or question.qualifies, state)
        if question.choose_from and not options:
            return []
        key = (question.id, *[o.id for o in options], *refs_of(options))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Ways.of(self._ways(question, options))
            if not question.choose_from and not question.qualifies:
                self._plain[question.id] = [(question.id, found)]
        return [(question.id, found)]

    def offered(self, names: tuple[str, ...], state: State) -> tuple[Option, ...]:
        """What was chosen in those questions."""
        return tuple(option for name in names for option in state.chosen.get(name, ()))

    def items(self, question: Question, state: State) -> tuple[Option, ...]:
        """What a repeated question is asked about."""
        items = self.offered(question.for_each, state)
        if question.narrowed_by and question.narrowed_by in state.chosen:
            narrowed = {option.id for option in state.chosen[question.narrowed_by]}
            items = tuple(item for item in items if item.id in narrowed) or items
        return items[: question.at_most] if question.at_most else items

    def _ways(self, question: Question, earlier: tuple[Option, ...]) -> Iterator[Choice]:
        """Every way to answer that is worth trying; `earlier` is what the question chooses from, or qualifies."""
        offered = replace(question, options=earlier) if question.choose_from else question
        for answer in self._answers(offered):
            yield self._does(offered, answer, targets=earlier)

    def _answers(self, question: Question) -> Iterator[Answer]:
        """The answers that are worth trying; where one is needed, not that it is not known."""
        for answer in kind_of(question).ways(question, self._exploring):
            if answer.state == KNOWN or not question.needs_answer:
                yield answer

    def _about(self, question: Question, item: Option) -> Ways:
        """The ways to answer about one thing."""
        key = (question.id, item.id, *refs_of((item,)))  # with a fine fact ticked too, an option records more
        if key not in self._known:
            answers = self._answers(question)
            self._known[key] = Ways.of(self._does(question, answer, about=item) for answer in answers)
        return self._known[key]

    def _does(
        self, question: Question, answer: Answer, *, about: Option | None = None, targets: tuple[Option, ...] = ()
    ) -> Choice:
        """What an answer does; `targets` is what it qualifies."""
        doing = _Doing(about, targets)
        kind_of(question).record(question, answer, doing)
        ends, skip_to = leads(question, doing.chosen or ())
        denied = answer.chosen == (NONE_OF_THESE,)
        return Choice(
            answer,
            () if question.choose_from else tuple(doing.effects),
            tuple(doing.numbers),
            tuple(doing.extra),
            doing.chosen,
            ends,
            skip_to,
            "none" if denied else ("", "one", "two", "more")[min(len(answer.chosen), 3)],
        )

    def not_known(self, question: Question) -> Choice:
        """Don't know; rather not say does exactly the same."""
        return self._does(question, DONT_KNOW)

    def _all(self, question: Question, state: State) -> Iterator[Choice]:
        """Every way to answer a list."""
        options = self.offered(question.choose_from, state) if question.choose_from else question.answerable
        if question.none_of_these:
            yield self.none_of_these(question)
        for size in range(1, (question.at_most or len(options)) + 1):
            for picked in itertools.combinations(options, size):
                yield self.pick(question, picked)
        if not question.needs_answer:
            yield self.not_known(question)

    def none_of_these(self, question: Question) -> Choice:
        """None of these."""
        return self._does(question, Answer(chosen=(NONE_OF_THESE,)))

    def pick(self, question: Question, options: tuple[Option, ...]) -> Choice:
        """Choosing these options."""
        offered = replace(question, options=options) if question.choose_from else question
        return self._does(offered, Answer(chosen=tuple(option.id for option in options)))

    # ------------------------------------------------------------ walking

    def walks(self, chance: random.Random, branches: int = 1) -> Iterator[Path]:
        """Random complete conversations; each `branches` of them share their first half, which is walked once."""
        half = len(self.dialogue.questions) // 2
        while True:
            state = State()
            answers: list[tuple[str, Answer]] = []
            at, skip_to, ended = self._along(0, half if branches > 1 else None, "", state, answers, chance)
            if ended:
                yield Path(tuple(answers), ended, state)
                continue
            for _ in range(branches):
                after, said = state.copy(), list(answers)
                _, _, ended = self._along(at, None, skip_to, after, said, chance)
                yield Path(tuple(said), ended, after)

    def _along(
        self,
        at: int,
        until: int | None,
        skip_to: str,
        state: State,
        answers: list[tuple[str, Answer]],
        chance: random.Random,
    ) -> tuple[int, str, str]:
        for question in self.dialogue.questions[at:until]:
            if skip_to and question.id != skip_to:
                continue
            skip_to = ""
            if not self.asked(question, state):
                continue
            for key, ways in self.turns(question, state):
                choice = ways.pick(chance)
                answers.append((key, choice.answer))
                state.take(key, choice)
                if choice.ends:
                    return 0, "", choice.ends
                skip_to = choice.next
        return (until or 0), skip_to, "" if until is not None else "complete"

    def follow(self, answers: Mapping[str, Answer]) -> Path:
        """The walk that these answers give; what they leave open is answered as little as possible."""
        state = State()
        said: list[tuple[str, Answer]] = []
        skip_to = ""
        for question in self.dialogue.questions:
            if skip_to and question.id != skip_to:
                continue
            skip_to = ""
            if not self.asked(question, state):
                continue
            for key, ways in self.turns(question, state):
                choice = self._meant(question, answers.get(key), ways)
                said.append((key, choice.answer))
                state.take(key, choice)
                if choice.ends:
                    return Path(tuple(said), choice.ends, state)
                skip_to = choice.next
        return Path(tuple(said), "complete", state)

    def _meant(self, question: Question, answer: Answer | None, ways: Ways) -> Choice:
        if answer is not None and answer is not SEEN:
            for way in ways:
                if way.answer == answer:
                    return way
            if kind_of(question).several and answer.chosen:
                offered = {option.id: option for way in ways for option in way.chosen or ()}
                picked = tuple(offered[name] for name in offered if name in answer.chosen)
                picked = picked if question.choose_from else question.ticked(answer.chosen)
                if picked:
                    return self.pick(question, picked)
            if self._accepted(question, answer):
                return self._does(question, answer)
        return min(ways.going or ways, key=lambda way: (bool(way.next), weight(way.answer)))

    def _accepted(self, question: Question, answer: Answer) -> bool:
        """Whether a typed answer that is not among the ways to answer is one all the same."""
        typed = kind_of(question).typed
        if typed is None or answer.state != KNOWN or not typed.fits_known(question, answer, ()):
            return False
        low, high = typed.span(*self._exploring.limits(question.records), DAY)
        return low <= typed.value(answer, DAY) <= high

    def every(self) -> Iterator[Path]:
        """Every complete conversation, with every combination of ticks. Prefixes are walked once."""
        yield from self._from(0, State(), (), "")

    def _from(self, at: int, state: State, answers: tuple[tuple[str, Answer], ...], skip_to: str) -> Iterator[Path]:
        questions = self.dialogue.questions
        while at < len(questions):
            question = questions[at]
            if (not skip_to or question.id == skip_to) and self.asked(question, state):
                yield from self._screens(at, 0, state, answers, "")
                return
            at, skip_to = at + 1, skip_to if question.id != skip_to else ""
        yield Path(answers, "complete", state)

    def _screens(
        self, at: int, number: int, state: State, answers: tuple[tuple[str, Answer], ...], skip_to: str
    ) -> Iterator[Path]:
        question = self.dialogue.questions[at]
        turns = self.turns(question, state)
        if number >= len(turns):
            yield from self._from(at + 1, state, answers, skip_to)
            return
        key, ways = turns[number]
        for choice in self._all(question, state) if kind_of(question).several else ways:
            after = state.copy()
            after.take(key, choice)
            said = (*answers, (key, choice.answer))
            if choice.ends:
                yield Path(said, choice.ends, after)
            else:
                yield from self._screens(at, number + 1, after, said, choice.next)


class _Doing:
    """Notes what an answer records, without names and origins."""

    as_of = DAY

    def __init__(self, about: Option | None, targets: tuple[Option, ...]) -> None:
        self.about = about
        self.targets = targets
        self.effects: list[Effect] = []
        self.numbers: list[tuple[str, int]] = []
        self.extra: list[tuple[str, Quals]] = []
        self.chosen: tuple[Option, ...] | None = None

    def give(self, given: Given) -> None:
        if given.kind != NUMBER:
            quals = given.quals if given.state == PRESENT else ()
            self.effects.append((_ref(given), STRENGTH[given.state], quals))
        elif given.state == PRESENT:
            self.numbers.append((given.id, given.value))

    def qualify(self, ref: str, quals: Quals) -> None:
        known = _known(quals)
        if known and not of_kind(ref, NUMBER):
            self.extra.append((ref, known))

    def choose(self, ticked: tuple[Option, ...]) -> tuple[Option, ...]:
        self.chosen = joined(ticked)
        return self.chosen

    def chosen_in(self, questions: tuple[str, ...]) -> tuple[Option, ...]:
        return self.targets


class _Exploring:
    """What a kind may know when it says which answers are worth trying."""

    as_of = DAY

    def __init__(self, pack: Pack, programs: tuple[Program, ...]) -> None:
        self.pack = pack
        self.programs = programs

    def limits(self, records: Iterable[Given]) -> tuple[int, int]:
        """The smallest and largest value of all numbers that are recorded."""
        entries = [self.pack.entry(given.kind, given.id) for given in records]
        numbers = [entry for entry in entries if isinstance(entry, Observation)]
        return max((n.minimum for n in numbers), default=0), min((n.maximum for n in numbers), default=0)

    def values(self, records: Iterable[Given], low: int, high: int, unit: int) -> Iterator[int]:
        """One number from every stretch between two bounds, in thousandths: a whole one where there is one."""
        names = [given.id for given in records if given.kind == NUMBER]
        borders = {border for program in self.programs for name in names for border in borders_of(program, name)}
        starts = [low, *sorted(border for border in borders if low < border <= high)]
        for start, after in zip(starts, [*starts[1:], high + 1], strict=True):
            first = [-(-start // step) * step for step in (max(unit, 1000), unit)]
            found = next((value for value in first if value < after), None)
            if names and found is not None:
                yield found


def refs_of(options: Iterable[Option]) -> tuple[str, ...]:
    """What options record, as `kind:id`; with a fine fact ticked too, an option records more than its id says."""
    return tuple(_ref(given) for option in options for given in option.records)


def _ref(given: Given) -> str:
    return f"{given.kind}:{given.id}"


def _known(quals: Quals) -> Quals:
    return tuple(pair for pair in quals if pair[1] in QUALIFIERS.get(pair[0], ()))
