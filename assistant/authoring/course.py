"""The course of a dialogue, worked out exactly: every way to answer is counted, without walking each one.

Conversations that can no longer differ in what matters are carried on as one. What matters is the course itself (conditions of later
questions, what is repeated later) and, when asked for, some conclusions. Facts that the rest treats alike count as alike.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.authoring.matters import Matters
from assistant.authoring.queries import cone
from assistant.authoring.script import Script, refs_of
from assistant.authoring.walked import Choice, Path, State
from assistant.content.model import Dialogue, Given, Option, Question, of_kind
from assistant.content.questions import kind_of
from assistant.content.vocabulary import DANGER, PRESENT, UNKNOWN
from assistant.dialogue.session import SEEN, Answer

MAX_STATES = 20_000
MAX_WORK = 400_000
_SEAL = object()
_NONE: frozenset[str] = frozenset()


class TooMany(Exception):
    """More different states than can be kept; `question` is where."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question


class Proven:
    """That something is so in every conversation of a dialogue, or that one exists: only an exact course makes one.

    `states` is how many different states were gone through for it.
    """

    __slots__ = ("states",)

    def __init__(self, seal: object, states: int) -> None:
        if seal is not _SEAL:
            raise TypeError("only an exact course proves anything")
        self.states = states

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Proven)

    __hash__ = None  # type: ignore[assignment]


@dataclass
class Node:
    """Conversations that go on alike: one of the shortest, how many there are, and how long they are (by number of questions)."""

    state: State
    before: Node | None
    said: tuple[str, Answer] | None
    asked: int
    lengths: dict[int, float]
    ways: int
    skip_to: str = ""
    last: dict[str, frozenset[str]] = field(default_factory=dict)
    """What was asked last, with the options of it that lead here: several where conversations were taken together."""
    into: Node | None = None
    """What it was taken together in."""
    key: object = None
    """What it has in common with all that go on alike, just after its last answer."""
    left: int = 1
    """In how many ways the conversation can go on from here; counted by a trace."""
    turns: dict[tuple[str, ...], Turned] = field(default_factory=dict)
    """The next screen, by what it is about; kept by a trace."""

    def now(self) -> Node:
        """The node that this one is part of in the end."""
        node = self
        while node.into is not None:
            node = node.into
        return node

    def answers(self) -> tuple[tuple[str, Answer], ...]:
        """The answers of the shortest."""
        found: list[tuple[str, Answer]] = []
        node: Node | None = self
        while node is not None:
            if node.said is not None:
                found.append(node.said)
            node = node.before
        return tuple(reversed(found))


@dataclass
class End:
    """All conversations that end in one way and agree on every goal, and on whether there is danger."""

    ended: str
    holds: frozenset[int]
    danger: bool
    path: Path
    asked: int
    ways: int = 0
    lengths: dict[int, float] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Which part of all conversations this is, if at each question every answer were equally likely."""
        return sum(self.lengths.values())


@dataclass(frozen=True)
class Course:
    """What was worked out: every kind of ending, which questions are ever asked, and how many states that took.

    Every way to answer is in it: each combination of ticks, and of numbers, months and days each stretch between two bounds that anything
    asks for. Only what can be said in own words alone is not; in a dialogue that has such (`Question.finer`) it is not `whole`.
    """

    ends: tuple[End, ...]
    asked: frozenset[str]
    options: frozenset[tuple[str, str]]
    states: int
    whole: bool
    moves: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """From which question a conversation can go to which question or ending, with the options of the first that lead there."""

    @property
    def proven(self) -> Proven | None:
        """The proof of what no conversation of this course contradicts; None when some conversations are not in it."""
        return Proven(_SEAL, self.states) if self.whole else None

    @property
    def counted(self) -> Proven:
        """The proof of what some conversation of this course shows: it exists, also when others are not in it."""
        return Proven(_SEAL, self.states)

    @property
    def by_ending(self) -> tuple[End, ...]:
        """The same by ending alone, whatever holds there."""
        found: dict[str, End] = {}
        for end in sorted(self.ends, key=lambda end: (end.ended, end.asked)):
            one = found.setdefault(end.ended, End(end.ended, frozenset(), False, end.path, end.asked))
            one.ways += end.ways
            for length, part in end.lengths.items():
                one.lengths[length] = one.lengths.get(length, 0.0) + part
        return tuple(found.values())

    @property
    def ways(self) -> int:
        """How many different conversations there are."""
        return sum(end.ways for end in self.ends)

    def first(self, which: Callable[[End], bool]) -> Path | None:
        """The shortest conversation of the endings that are meant; None when there is none, which is then proven."""
        return min((end.path for end in self.ends if which(end)), key=lambda path: path.questions, default=None)

    def shortest(self, *, having: int | None = None, lacking: int | None = None, ended: str = "") -> Path | None:
        """The shortest conversation with, or without, a goal."""
        return self.first(
            lambda end: (
                (having is None or having in end.holds)
                and (lacking is None or lacking not in end.holds)
                and ended in ("", end.ended)
            )
        )


def course(script: Script, goals: Sequence[int] = (), limit: int = MAX_STATES, work: int = MAX_WORK) -> Course:
    """Work out the whole course. Raises TooMany with more than `limit` states at one question, or `work` answers in all."""
    return _Course(script, tuple(goals), limit, work).run()


def traced(script: Script) -> tuple[Course, Trace]:
    """The course without goals, with what one needs to walk it evenly. Raises TooMany when it is too much."""
    working = _Course(script, (), MAX_STATES, MAX_WORK, trace=True)
    return working.run(), Trace(working)


@dataclass(frozen=True)
class Way:
    """One way to answer, or all that take so many of each sort of alike options; `ways` is how many."""

    choice: Choice
    ways: int
    likely: float
    sorts: tuple[tuple[tuple[Option, ...], int], ...] = ()


@dataclass
class Group:
    """Ways to answer that do the same as far as it matters."""

    choice: Choice
    ends: str
    ways: int = 0
    likely: float = 0.0
    members: list[Way] = field(default_factory=list)

    @cached_property
    def options(self) -> frozenset[str]:
        """The answers to a question with one choice; of others only that they are no such answers."""
        return frozenset(way.choice.answer.chosen[0] if way.choice.answer.chosen else UNKNOWN for way in self.members)


@dataclass(frozen=True)
class Turned:
    """A screen in one state: the groups of ways to answer it, and where each goes on; None where the conversation ends."""

    groups: list[Group]
    after: list[Node | None]

    @property
    def ways(self) -> list[int]:
        """In how many ways a conversation goes that takes each group."""
        pairs = zip(self.groups, self.after, strict=True)
        return [group.ways * (node.now().left if node else 1) for group, node in pairs]


class _Course:
    def __init__(self, script: Script, goals: tuple[int, ...], limit: int, work: int, *, trace: bool = False) -> None:
        self.work = work
        self.trace = trace
        self.expanded: list[tuple[Node, Turned]] = []
        self.ordered = trace or any(each.for_each and each.at_most for each in script.dialogue.questions)
        """Whether the order of what was chosen counts later, so that only options that stand together are taken together."""
        self.groups: dict[tuple[str, ...], list[Group]] = {}
        self.script = script
        self.goals = goals
        self.limit = limit
        self.questions = script.dialogue.questions
        self.program = cone(script.program, goals)
        self.asked: set[str] = set()
        self.options: set[tuple[str, str]] = set()
        self.states = 0
        self.moves: dict[tuple[str, str], frozenset[str]] = {}
        self.verdicts: dict[tuple[bool, tuple[int, ...]], frozenset[int]] = {}
        self.ends: dict[tuple[str, frozenset[int], bool], End] = {}
        tables = (self.program.observed, self.program.stated, self.program.numbers)
        self.relevant = {pair[0] for table in tables for pairs in table.values() for pair in pairs}
        self.matters = Matters(script, self.program, goals)

    # ------------------------------------------------------------ the walk

    def run(self) -> Course:
        nodes = [Node(State(), None, None, 0, {0: 1.0}, 1)]
        self.root = nodes[0]
        for position, question in enumerate(self.questions):
            passed: list[Node] = []
            here: list[Node] = []
            for node in nodes:
                if node.skip_to and node.skip_to != question.id:
                    passed.append(node)
                    continue
                node.skip_to = ""
                (here if self.script.asked(question, node.state) else passed).append(node)
            nodes = self._merged([*passed, *self._through(question, position, here)], position)
            self.states += len(nodes)
            if len(nodes) > self.limit:
                raise TooMany(question.id)
        for node in nodes:
            self._end(node, "complete")
        whole = not any(question.finer for question in self.questions)
        ends = tuple(sorted(self.ends.values(), key=lambda end: (end.ended, sorted(end.holds), end.danger)))
        return Course(ends, frozenset(self.asked), frozenset(self.options), self.states, whole, self.moves)

    def _through(self, question: Question, position: int, here: list[Node]) -> list[Node]:
        done: list[Node] = []
        number = 0
        while here:
            following: list[Node] = []
            for node in here:
                groups = self.grouped(question, number, node.state)
                if groups is None:
                    done.append(node)
                    continue
                self.asked.add(question.id)
                if number == 0:
                    self._moved(node.last, question.id)
                self.work -= len(groups[2])
                following += self._answered(node, question, number, *groups)
                if self.work < 0:
                    raise TooMany(question.id)
            alone = len(following) < 2 and not self.trace
            here = following if alone else self._merged(following, position, keep=question)
            if len(here) > self.limit:
                raise TooMany(question.id)
            number += 1
        return done

    def _turns(self, question: Question, state: State) -> list[tuple[str, list[Way]]]:
        """The screens of a question, with for every kind of answer how many there are and how likely they are."""
        if kind_of(question).several:
            options = self.script.offered(question.choose_from, state) if question.choose_from else question.options
            return [(question.id, self._subsets(question, options))] if options else []
        turns = []
        for key, ways in self.script.turns(question, state):
            turns.append((key, [Way(way, 1, 1 / len(ways)) for way in ways]))
        return turns

    def _subsets(self, question: Question, options: tuple[Option, ...]) -> list[Way]:
        """All ways to answer a list: one of each kind, options that are alike taken together."""
        script = self.script
        alike: dict[object, list[Option]] = {}
        run, last = 0, None
        for option in options:
            look = self.matters.option(option)
            if look != last and self.ordered and question.id in self.matters.chosen_until:
                run += 1
            last = look
            alike.setdefault((run, look), []).append(option)
        groups = list(alike.values())
        self.work -= math.prod(len(group) + 1 for group in groups)
        if self.work < 0:
            raise TooMany(question.id)
        limit = question.at_most or len(options)
        kinds: dict[str, list[Way]] = {}
        if not question.needs_answer:
            kinds[""] = [Way(script.not_known(question), 1, 1)]
        if question.none_of_these:
            kinds["none"] = [Way(script.none_of_these(question), 1, 1)]
        order = {option.id: number for number, option in enumerate(options)}
        for size in itertools.product(*(range(len(group) + 1) for group in groups)):
            if not 0 < sum(size) <= limit:
                continue
            picked = [option for group, number in zip(groups, size, strict=True) for option in group[:number]]
            picked.sort(key=lambda option: order[option.id])
            choice = script.pick(question, tuple(picked))
            ways = math.prod(math.comb(len(group), number) for group, number in zip(groups, size, strict=True))
            sorts = tuple((tuple(some), number) for some, number in zip(groups, size, strict=True) if number)
            kinds.setdefault(choice.many, []).append(Way(choice, ways, 1, sorts))
            self.options.update((question.id, option.id) for some, _ in sorts for option in some)
        found = []
        for some in kinds.values():
            total = sum(way.ways for way in some)
            found += [Way(way.choice, way.ways, way.ways / total / len(kinds), way.sorts) for way in some]
        return found

    def grouped(self, question: Question, number: int, state: State) -> tuple[str, tuple[str, ...], list[Group]] | None:
        """The key of one screen of a question, what it is about, and the ways to answer it, those that do the same taken together."""
        repeated = kind_of(question).repeated
        if repeated:
            items = self.script.items(question, state)
            if number >= len(items):
                return None
            key = f"{question.id}@{items[number].id}"
            known: tuple[str, ...] = (question.id, items[number].id, *refs_of(items[number : number + 1]))
        elif number:
            return None
        else:
            options = self.script.offered(question.choose_from or question.qualifies, state)
            if question.choose_from and not options:
                return None
            key, known = question.id, (question.id, *[option.id for option in options], *refs_of(options))
        if known not in self.groups:
            turns = self._turns(question, state)
            self.groups[known] = self._alike(question, turns[number if repeated else 0][1])
        return key, known, self.groups[known]

    def _alike(self, question: Question, ways: list[Way]) -> list[Group]:
        matters = self.matters
        grouped: dict[object, Group] = {}
        for way in ways:
            choice = way.choice
            for option in choice.chosen or ():
                self.options.add((question.id, option.id))
            effects = tuple(e for e in choice.effects if matters.kept(e[0], e[1]))
            extra = tuple(
                (ref, kept)
                for ref, quals in choice.extra
                if (kept := matters.needed(ref, quals)) and ref in matters.until
            )
            sides = tuple(
                (name, matters.side(name, value)) for name, value in choice.numbers if name in matters.numbers
            )
            chosen = choice.chosen if question.id in matters.chosen_until else None
            names = None if chosen is None else tuple(option.id for option in chosen)
            same = (effects, extra, sides, names, choice.ends, choice.next)
            kept_choice = Choice(choice.answer, effects, choice.numbers, extra, chosen, choice.ends, choice.next)
            found = grouped.setdefault(same, Group(kept_choice, choice.ends))
            found.ways += way.ways
            found.likely += way.likely
            found.members.append(way)
        return list(grouped.values())

    def _answered(
        self, node: Node, question: Question, number: int, key: str, known: tuple[str, ...], groups: list[Group]
    ) -> Iterator[Node]:
        says = kind_of(question).says
        counts = not says and number == 0  # all that a question is repeated for stands on one screen
        turned = Turned(groups, [])
        if self.trace:
            node.turns[known] = turned
            self.expanded.append((node, turned))
        for group in groups:
            state = node.state.copy()
            state.take(question.id, group.choice)
            lengths = {length + counts: part * group.likely for length, part in node.lengths.items()}
            said = (key, SEEN if says else group.choice.answer)
            last = {question.id: group.options}
            ways = node.ways * group.ways
            after = Node(state, node, said, node.asked + counts, lengths, ways, group.choice.next, last)
            turned.after.append(None if group.ends else after)
            if group.ends:
                self._end(after, group.ends)
            else:
                yield after

    # ------------------------------------------------------------ taken together

    def _merged(self, nodes: list[Node], position: int, keep: Question | None = None) -> list[Node]:
        matters = self.matters
        kept: dict[object, Node] = {}
        for node in nodes:
            matters.forget(node.state, position, chosen=keep is None)
            key = (node.skip_to, matters.key(node.state))
            node.key = node.key or key
            old = kept.get(key)
            if old is None:
                kept[key] = node
                continue
            lengths = dict(old.lengths)
            for length, part in node.lengths.items():
                lengths[length] = lengths.get(length, 0.0) + part
            best = node if node.asked < old.asked else old
            last = {name: old.last.get(name, _NONE) | node.last.get(name, _NONE) for name in (*old.last, *node.last)}
            node.into = old.into = kept[key] = Node(
                best.state, best.before, best.said, best.asked, lengths, old.ways + node.ways, best.skip_to, last
            )
        return list(kept.values())

    def _moved(self, last: Mapping[str, frozenset[str]], to: str) -> None:
        """Note that what was asked last leads to this question or ending."""
        for name, options in last.items():
            self.moves[name, to] = self.moves.get((name, to), _NONE) | options

    def _end(self, node: Node, ended: str) -> None:
        self._moved(node.last, ended)
        holds = self._verdict(node.state)
        danger = in_danger(node.state)
        key = (ended, holds, danger)
        end = self.ends.get(key)
        if end is None or node.asked < end.asked:
            path = Path(node.answers(), ended, node.state)
            if end is None:
                end = self.ends[key] = End(ended, holds, danger, path, node.asked)
            end.path, end.asked = path, node.asked
        end.ways += node.ways
        for length, part in node.lengths.items():
            end.lengths[length] = end.lengths.get(length, 0.0) + part

    def _verdict(self, state: State) -> frozenset[int]:
        """Which goals hold at the end."""
        if not self.goals:
            return frozenset()
        atoms = self.script.atoms.base(state, reasoning=True)
        base = tuple(sorted({atom for atom in atoms if atom in self.relevant}))
        key = (in_danger(state), base)
        found = self.verdicts.get(key)
        if found is None:
            drawn = self.script.drawn(base, danger=key[0], program=self.program)
            found = self.verdicts[key] = drawn.intersection(self.goals)
        return found


class Trace:
    """A course that was worked out, to be walked: in how many ways a conversation can go on from each point."""

    def __init__(self, working: _Course) -> None:
        self._working = working
        for node, turned in reversed(working.expanded):
            node.left = sum(turned.ways)

    @property
    def start(self) -> Node:
        """Where every conversation begins."""
        return self._working.root.now()

    def turned(self, node: Node, question: Question, number: int, state: State) -> Turned:
        """The screen that comes at a point, as it is with what was really said; other things may have been said at that point before."""
        working = self._working
        found = working.grouped(question, number, state)
        assert found is not None, question.id
        _, known, groups = found
        turned = node.turns.get(known)
        if turned is None:
            by_key = {after.key: after for other in node.turns.values() for after in other.after if after is not None}
            turned = Turned(groups, [self._after(group, question, state, by_key) for group in groups])
            node.turns[known] = turned
        return turned

    def _after(self, group: Group, question: Question, state: State, by_key: dict[object, Node]) -> Node | None:
        """The point to which a group of answers leads: the one that goes on alike."""
        if group.ends:
            return None
        working = self._working
        matters, position = working.matters, working.questions.index(question)
        chosen = {name: some for name, some in state.chosen.items() if name in matters.chosen_until}
        after = State(dict(state.facts), dict(state.extra), dict(state.numbers), chosen)
        for name in [name for name in after.chosen if matters.chosen_until[name] < position]:
            del after.chosen[name]
        after.take(question.id, group.choice)
        matters.forget(after, position, chosen=False)
        return by_key[group.choice.next, matters.key(after)]


def danger_ends(dialogue: Dialogue) -> Proven | None:
    """The proof that danger always ends a conversation of this dialogue, where it can be read from the answers alone.

    Danger is recorded by options only, each of which ends in danger, and such an option wins over all that is ticked beside it (`leads`).
    """
    for question in dialogue.questions:
        options = [option for option in question.answerable if any(map(_is_danger, option.records))]
        if any(map(_is_danger, question.records)) or not all(option.ends == DANGER for option in options):
            return None
    return Proven(_SEAL, len(dialogue.questions))


def questions_at_most(dialogue: Dialogue) -> tuple[int, Proven]:
    """A number of questions that no conversation exceeds: each is one screen at most, and what only says something does not count."""
    number = sum(1 for question in dialogue.questions if not kind_of(question).says)
    return number, Proven(_SEAL, len(dialogue.questions))


def _is_danger(given: Given) -> bool:
    return given.kind == DANGER and given.state == PRESENT


def in_danger(state: State) -> bool:
    """Whether any danger is present."""
    return any(not fact[0] and of_kind(ref, DANGER) for ref, fact in state.facts.items())


def median_length(lengths: dict[int, float]) -> int:
    """The length that half of all conversations do not exceed."""
    total, seen = sum(lengths.values()), 0.0
    for length in sorted(lengths):
        seen += lengths[length]
        if seen * 2 >= total:
            return length
    return 0
