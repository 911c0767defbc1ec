"""A dialogue made ready to be walked thousands of times: what every answer does, worked out once.

The same course as `dialogue.replay`, without proof, names and conflicts; tests hold the two against each other.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from assistant.content import model as m
from assistant.content.model import Dialogue, Given, Option, Quals, Question
from assistant.content.vocabulary import OBSERVED, QUALIFIERS
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, SEEN, Answer, Session
from assistant.reasoning import direct
from assistant.reasoning.literals import SIGNS
from assistant.reasoning.program import Program
from assistant.reasoning.situation import ABSENT, NOT_REPORTED, PRESENT, UNKNOWN

STRENGTH = {PRESENT: 0, ABSENT: 1, UNKNOWN: 2, NOT_REPORTED: 3}
STATES = (PRESENT, ABSENT, UNKNOWN, NOT_REPORTED)
DAY = "2026-11-24"
ENDING_SELDOM = 20  # random walks take an answer that ends the conversation once in so many times

Effect = tuple[str, int, Quals]


@dataclass(frozen=True)
class Choice:
    """One way to answer a question: the facts it records, what it qualifies, and where it leads."""

    answer: Answer
    effects: tuple[Effect, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    extra: tuple[tuple[str, Quals], ...] = ()
    chosen: tuple[Option, ...] | None = None
    ends: str = ""
    next: str = ""
    many: str = ""  # of a list: none, one, two or more


class Ways(tuple[Choice, ...]):
    """The ways to answer one question, sorted for who picks one at random."""

    lists: dict[str, tuple[Choice, ...]]
    going: tuple[Choice, ...]

    @classmethod
    def of(cls, found: Iterable[Choice]) -> Ways:
        """These ways."""
        ways = cls(found)
        ways.lists = {}
        for many in ("none", "one", "two", "more"):
            if some := tuple(way for way in ways if way.many == many):
                ways.lists[many] = some
        ways.going = tuple(way for way in ways if not way.ends)
        return ways

    def pick(self, chance: random.Random) -> Choice:
        """One of them: of a list nothing, one, two and all equally often; seldom one that ends the conversation."""
        if len(self) == 1:
            return self[0]
        choice = self[int(chance.random() * len(self))]
        if self.lists:
            some = self.lists.get(("none", "one", "two", "more", "")[int(chance.random() * 5)])
            if some:
                choice = some[int(chance.random() * len(some))]
        if choice.ends and self.going and chance.random() * ENDING_SELDOM > 1:
            choice = self.going[int(chance.random() * len(self.going))]
        return choice


@dataclass
class State:
    """What was said so far: facts as (strength, qualifiers), qualifiers given afterwards, numbers, chosen options."""

    facts: dict[str, tuple[int, Quals]] = field(default_factory=dict)
    extra: dict[str, Quals] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    chosen: dict[str, tuple[Option, ...]] = field(default_factory=dict)

    def copy(self) -> State:
        """A copy that can go its own way."""
        return State(dict(self.facts), dict(self.extra), dict(self.numbers), dict(self.chosen))

    def take(self, key: str, choice: Choice) -> None:
        """Add what an answer says."""
        facts = self.facts
        for ref, strength, quals in choice.effects:
            old = facts.get(ref)
            if old is None or strength < old[0]:
                facts[ref] = (strength, quals)
            elif strength == old[0] and quals != old[1]:
                facts[ref] = (strength, _joined(old[1], quals))
        for name, value in choice.numbers:
            self.numbers.setdefault(name, value)
        for ref, quals in choice.extra:
            self.extra[ref] = _joined(self.extra.get(ref, ()), quals)
        if choice.chosen is not None:
            self.chosen[key] = choice.chosen

    def fact(self, ref: str) -> tuple[int, Quals] | None:
        """State and qualifiers of a fact, those given afterwards included."""
        found = self.facts.get(ref)
        if found is None or found[0] or ref not in self.extra:
            return found
        return (0, _joined(found[1], self.extra[ref]))


def _joined(first: Quals, second: Quals) -> Quals:
    """Both sets of qualifiers; the first goes before the second."""
    if not first or not second:
        return first or second
    return tuple(sorted((dict(second) | dict(first)).items()))


@dataclass(frozen=True)
class Path:
    """One complete conversation: its answers in order, how it ended, and what was said in it."""

    answers: tuple[tuple[str, Answer], ...]
    ended: str
    state: State

    @property
    def questions(self) -> int:
        """How many questions were asked; screens that only say something do not count."""
        return sum(1 for _, answer in self.answers if answer is not SEEN)

    def session(self, dialogue: str) -> Session:
        """The same as a session that can be replayed."""
        kept = {key: answer for key, answer in self.answers if answer is not SEEN}
        return Session(dialogue, DAY, kept)


class Atoms:
    """From facts to the atoms of a program, each combination looked up once."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.known: dict[tuple[str, int, Quals], tuple[int, ...]] = {}

    def of(self, ref: str, strength: int, quals: Quals) -> tuple[int, ...]:
        """The atoms one fact makes true."""
        key = (ref, strength, quals)
        found = self.known.get(key)
        if found is None:
            program = self.program
            atoms = [atom for atom, state in program.stated.get(ref, ()) if state == STATES[strength]]
            if strength == 0:
                known = set(quals)
                atoms += [atom for atom, need in program.observed.get(ref, ()) if known.issuperset(need)]
            found = self.known[key] = tuple(atoms)
        return found

    def number(self, name: str, value: int) -> tuple[int, ...]:
        """The atoms one number makes true."""
        tests = self.program.numbers.get(name, ())
        return tuple(atom for atom, sign, bound in tests if SIGNS[sign](value, bound))

    def base(self, state: State, *, reasoning: bool) -> Iterator[int]:
        """The atoms of a whole state; for reasoning, with danger only danger and context count."""
        only = reasoning and any(not fact[0] and ref.startswith("danger:") for ref, fact in state.facts.items())
        return self.some(state, state.facts, state.numbers, only=only)

    def some(self, state: State, refs: Iterable[str], numbers: Iterable[str], *, only: bool) -> Iterator[int]:
        """The atoms of these facts and numbers in a state; `only` danger and context when danger is there."""
        for ref in refs:
            if only and not ref.startswith(("danger:", "context:")):
                continue
            fact = state.fact(ref)
            if fact is not None:
                yield from self.of(ref, *fact)
        if not only:
            for name in numbers:
                if name in state.numbers:
                    yield from self.number(name, state.numbers[name])


def cone(program: Program, goals: Iterable[int]) -> Program:
    """The part of a program that some atoms rest on."""
    needed: set[int] = set()
    closures = {closure.atom: closure for stratum in program.strata for closure in stratum}
    heads: dict[int, list[tuple[int, ...]]] = {}
    for clause in program.clauses:
        heads.setdefault(clause.head, []).append(clause.body)
    work = list(goals)
    while work:
        atom = work.pop()
        if atom in needed:
            continue
        needed.add(atom)
        if atom in closures:
            work += closures[atom].of
        for body in heads.get(atom, ()):
            work += body
    clauses = tuple(clause for clause in program.clauses if clause.head in needed)
    uses: list[list[int]] = [[] for _ in program.atoms]
    for number, clause in enumerate(clauses):
        for atom in clause.body:
            uses[atom].append(number)

    def inside(table: Mapping[str, tuple[tuple[int, object], ...]]) -> dict[str, tuple[tuple[int, object], ...]]:
        kept = {ref: tuple(pair for pair in pairs if pair[0] in needed) for ref, pairs in table.items()}
        return {ref: pairs for ref, pairs in kept.items() if pairs}

    numbers = {name: tuple(test for test in tests if test[0] in needed) for name, tests in program.numbers.items()}
    return replace(
        program,
        clauses=clauses,
        strata=tuple(tuple(c for c in stratum if c.atom in needed) for stratum in program.strata),
        uses=tuple(tuple(use) for use in uses),
        sizes=tuple(len(clause.body) for clause in clauses),
        observed=inside(program.observed),  # type: ignore[arg-type]
        stated=inside(program.stated),  # type: ignore[arg-type]
        numbers={name: tests for name, tests in numbers.items() if tests},
    )


class Query:
    """The `only_if` of one question, answered from the few facts it reads; every combination of them is worked out once."""

    def __init__(self, program: Program, goal: int, dangers: tuple[str, ...] = ()) -> None:
        """`dangers` are the facts that stand for danger: with one of them most others no longer count."""
        self.goal = goal
        self.dangers = dangers
        self.program = cone(program, [goal])
        self.refs = tuple(sorted({*self.program.observed, *self.program.stated}))
        self.numbers = tuple(sorted(self.program.numbers))
        self.atoms = Atoms(self.program)
        self.known: dict[tuple[object, ...], bool] = {}

    def holds(self, state: State) -> bool:
        """Whether the condition is met by what was said so far."""
        fact, facts, numbers = state.fact, state.facts, state.numbers
        danger = any(ref in facts and not facts[ref][0] for ref in self.dangers)
        key = (danger, *[fact(ref) for ref in self.refs], *[numbers.get(name) for name in self.numbers])
        found = self.known.get(key)
        if found is None:
            base = self.atoms.some(state, self.refs, self.numbers, only=danger)
            true, _ = direct.run(self.program, sorted(set(base)))
            found = self.known[key] = bool(true[self.goal])
        return found


Test = Callable[[State], bool]


def tested(conditions: Iterable[m.Condition], pack: m.Pack) -> Test | None:
    """A test of whether all of these hold, for conditions that read only what was answered; None when one reads a conclusion."""
    tests = [_test(condition, pack) for condition in conditions]
    known = [test for test in tests if test is not None]
    return (lambda state: all(test(state) for test in known)) if len(known) == len(tests) else None


def _test(condition: m.Condition, pack: m.Pack) -> Test | None:
    match condition:
        case m.FactIs() if condition.kind in OBSERVED:
            return _present(f"{condition.kind}:{condition.id}", condition.quals)
        case m.Absent():
            return _stated(f"{condition.kind}:{condition.id}", 1)
        case m.Unknown():
            return _stated(f"{condition.kind}:{condition.id}", 2)
        case m.Count():
            listed = condition.listed or tuple((condition.kind, each) for each in pack.observed_ids[condition.kind])
            if any(kind not in OBSERVED for kind, _ in listed):
                return None
            each = [_present(f"{kind}:{name}", condition.where) for kind, name in listed]
            return lambda state: (sum(test(state) for test in each) >= condition.count) == condition.at_least
        case _:
            return None


def _present(ref: str, quals: Quals) -> Test:
    if not quals:
        return lambda state: (found := state.facts.get(ref)) is not None and not found[0]
    need = set(quals)
    return lambda state: (found := state.fact(ref)) is not None and not found[0] and need <= set(found[1])


def _stated(ref: str, strength: int) -> Test:
    return lambda state: (found := state.facts.get(ref)) is not None and found[0] == strength


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
        key = (question.id, *[option.id for option in options])
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
            chosen=options,
            ends=ends.ends if ends else "",
            next=ends.next if ends and not ends.ends else "",
            many=("one", "two", "more")[min(len(options), 3) - 1],
        )

    def _lists(self, question: Question, options: tuple[Option, ...]) -> Iterable[Choice]:
        """The ways to answer a list: none of these, don't know, each one, each pair, all."""
        found = [self.none_of_these(question)] if question.none_of_these else []
        found.append(self.not_known(question))
        limit = question.at_most or len(options)
        for size in (1, 2):
            if size <= limit:
                found += [self.pick(question, pair) for pair in itertools.combinations(options, size)]
        if len(options) > 2:
            found += [self.pick(question, options[:limit])] if limit > 2 else []
        return found

    def _rows(self, question: Question, item: Option) -> Ways:
        """The ways to fill in the rows about one thing."""
        key = (question.id, item.id)
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


def distinct(ways: Iterable[Choice]) -> list[Choice]:
    """Ways to answer of which some record the same: one of each."""
    kept: dict[tuple[object, ...], Choice] = {}
    for way in ways:
        chosen = tuple(option.id for option in way.chosen or ())
        kept.setdefault((way.effects, way.numbers, way.extra, chosen, way.ends, way.next), way)
    return list(kept.values())


def weight(answer: Answer) -> tuple[int, int]:
    """How much an answer says: nothing of it, not known, or how many things."""
    if answer.state != "known":
        return (1, 0)
    if answer.chosen == (NONE_OF_THESE,) or answer.chosen in (("no",), ("none",)):
        return (0, 0)
    return (2, len(answer.chosen) + len(answer.rows))


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
