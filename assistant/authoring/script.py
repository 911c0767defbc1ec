"""A dialogue made ready to be walked thousands of times: what every answer does, worked out once.

The same course as `dialogue.replay`, without proof, names and conflicts; tests hold the two against each other.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from assistant.authoring.queries import Atoms, Query, tested
from assistant.authoring.walked import DAY, STRENGTH, Choice, Effect, Path, State, Ways, distinct, weight
from assistant.content.model import Dialogue, Given, Option, Quals, Question
from assistant.content.vocabulary import QUALIFIERS
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import joined
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, SEEN, Answer
from assistant.reasoning.situation import PRESENT


class Script:
    """One dialogue of a pack, ready to be walked."""

    def __init__(self, guide: Guide, dialogue: Dialogue) -> None:
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
        self._plain: dict[str, list[tuple[str, Ways]]] = {}
        self._known: dict[tuple[str, ...], Ways] = {}

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
        if question.kind == "qualifiers":
            return [(f"{question.id}@{item.id}", self._rows(question, item)) for item in self.items(question, state)]
        options = self.offered(question.choose_from or question.qualifies, state)
        if question.choose_from and not options:
            return []
        key = (question.id, *[o.id for o in options], *[_ref(given) for o in options for given in o.records])
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Ways.of(self._choices(question, options))
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

    def _choices(self, question: Question, earlier: tuple[Option, ...]) -> Iterable[Choice]:
        match question.kind:
            case "say" | "text":
                return (Choice(SEEN),)
            case "number" | "month":
                return self._numbers(question)
            case "any_of":
                return self._lists(question, earlier if question.choose_from else question.options)
            case _:
                return self._single(question, earlier if question.qualifies else ())

    def _single(self, question: Question, targets: tuple[Option, ...]) -> Iterable[Choice]:
        found = []
        for option in question.options:
            extra = tuple(
                (_ref(given), sets)
                for target in targets
                for given in target.records
                if (sets := _known(option.sets)) and given.kind != "number"
            )
            found.append(replace(self.pick(question, (option,)), extra=extra))
        return (*found, self.not_known(question))

    def not_known(self, question: Question) -> Choice:
        """Don't know; rather not say does exactly the same."""
        return Choice(DONT_KNOW, _all(question, 2))

    def none_of_these(self, question: Question) -> Choice:
        """None of these."""
        return Choice(Answer(chosen=(NONE_OF_THESE,)), _all(question, 1), many="none")

    def pick(self, question: Question, options: tuple[Option, ...]) -> Choice:
        """Choosing these options."""
        effects: list[Effect] = []
        ends = next((o for o in options if o.ends or o.next), None)
        if not question.choose_from:
            effects = [
                (_ref(given), STRENGTH[given.state], given.quals if given.state == PRESENT else ())
                for option in options
                for given in option.records
                if given.kind != "number"
            ]
            if question.kind == "any_of":
                recorded = {(given.kind, given.id) for option in options for given in option.records}
                rest = 1 if question.unticked_absent else 3
                said = {f"{kind}:{name}" for kind, name in recorded}
                effects += [effect for effect in _all(question, rest) if effect[0] not in said]
        numbers = tuple(
            (given.id, given.value)
            for option in options
            for given in option.records
            if given.kind == "number" and given.state == PRESENT and not question.choose_from
        )
        return Choice(
            Answer(chosen=tuple(option.id for option in options)),
            tuple(effects),
            numbers,
            chosen=joined(options),
            ends=ends.ends if ends else "",
            next=ends.next if ends and not ends.ends else "",
            many=("one", "two", "more")[min(len(options), 3) - 1],
        )

    def _lists(self, question: Question, options: tuple[Option, ...]) -> Iterable[Choice]:
        """The ways to answer a list: none of these, don't know, each one, each pair, all; and each fine fact with what holds it."""
        found = [self.none_of_these(question)] if question.none_of_these else []
        found.append(self.not_known(question))
        limit = question.at_most or len(options)
        for size in (1, 2):
            if size <= limit:
                found += [self.pick(question, pair) for pair in itertools.combinations(options, size)]
        if len(options) > 2:
            found += [self.pick(question, options[:limit])] if limit > 2 else []
        finer = () if question.choose_from else question.finer
        found += [self.pick(question, (fine,)) for fine in finer if not fine.within]
        found += [self.pick(question, question.ticked((fine.within, fine.id))) for fine in finer if fine.within]
        return found

    def _rows(self, question: Question, item: Option) -> Ways:
        """The ways to fill in the rows about one thing."""
        key = (question.id, item.id, *map(_ref, item.records))  # with a fine fact ticked too, an option records more
        if key not in self._known:
            ways = [[*((row.qualifier, option.id) for option in row.options), None] for row in question.rows]
            found = []
            for picked in itertools.product(*ways):
                rows: Quals = tuple(sorted(pair for pair in picked if pair is not None))
                extra = tuple((_ref(g), _known(rows)) for g in item.records if g.kind != "number" and _known(rows))
                found.append(Choice(Answer(rows=rows), extra=extra))
            self._known[key] = Ways.of(found)
        return self._known[key]

    def _numbers(self, question: Question) -> Iterable[Choice]:
        """One number on each side of every bound, and don't know."""
        found: dict[tuple[int, ...], Choice] = {}
        for given in question.records:
            entry = self.guide.pack.entry("number", given.id)
            low, high = getattr(entry, "minimum", 0) * 1000, getattr(entry, "maximum", 1_000_000) * 1000
            bounds = [bound for _, _, bound in self.program.numbers.get(given.id, ())]
            whole = {low, *(b // 1000 * 1000 + step for b in bounds for step in (-1000, 0, 1000))}
            for value in sorted(whole):
                if low <= value <= high and value >= 0:
                    answer = Answer(number=value) if question.kind == "number" else Answer(month=_month(value // 1000))
                    numbers = tuple((each.id, value) for each in question.records if each.kind == "number")
                    found.setdefault(self.atoms.number(given.id, value), Choice(answer, numbers=numbers))
        return (*found.values(), Choice(DONT_KNOW))

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
            if question.kind == "any_of" and answer.chosen:
                offered = {option.id: option for way in ways for option in way.chosen or ()}
                picked = tuple(offered[name] for name in offered if name in answer.chosen)
                picked = picked if question.choose_from else question.ticked(answer.chosen)
                if picked:
                    return self.pick(question, picked)
        return min(ways.going or ways, key=lambda way: (bool(way.next), weight(way.answer)))

    def every(self) -> Iterator[Path]:
        """Every complete conversation, of lists by none, singles, pairs and all. Prefixes are walked once."""
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
        turns = self.turns(self.dialogue.questions[at], state)
        if number >= len(turns):
            yield from self._from(at + 1, state, answers, skip_to)
            return
        key, ways = turns[number]
        for choice in distinct(ways):
            after = state.copy()
            after.take(key, choice)
            said = (*answers, (key, choice.answer))
            if choice.ends:
                yield Path(said, choice.ends, after)
            else:
                yield from self._screens(at, number + 1, after, said, choice.next)


def _all(question: Question, strength: int) -> tuple[Effect, ...]:
    """The same state for every fact a question can record."""
    if question.choose_from:
        return ()
    return tuple((f"{kind}:{name}", strength, ()) for kind, name in question.recordable if kind != "number")


def _ref(given: Given) -> str:
    return f"{given.kind}:{given.id}"


def _known(quals: Quals) -> Quals:
    return tuple(pair for pair in quals if pair[1] in QUALIFIERS.get(pair[0], ()))


def _month(months: int) -> str:
    whole = int(DAY[:4]) * 12 + int(DAY[5:7]) - 1 - months
    return f"{whole // 12:04d}-{whole % 12 + 1:02d}"
