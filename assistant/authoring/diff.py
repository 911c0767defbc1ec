"""What an edit of a pack means: which conversations go another way, end otherwise or lead to other conclusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from itertools import islice

from assistant.authoring.course import in_danger
from assistant.authoring.script import Script
from assistant.authoring.shortest import shortened, size
from assistant.authoring.testing import run_tests
from assistant.authoring.walked import Path
from assistant.authoring.walker import Walker
from assistant.content.model import Case, Dialogue, Given, Pack
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.reasoning.situation import gather

EXAMPLES = 3
ALL = 10_000
"""So many conversations of a dialogue are all compared."""


@dataclass(frozen=True)
class Edit:
    """One thing that was added, removed or changed: `what` it is, and its name."""

    change: str
    what: str
    name: str


@dataclass(frozen=True)
class Example:
    """One conversation that means something else now."""

    dialogue: str
    session: Session
    questions: int
    path_before: tuple[str, ...]
    path_after: tuple[str, ...]
    ended_before: str
    ended_after: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def said(self) -> tuple[object, ...]:
        """What tells two examples apart for who reads them."""
        return (self.dialogue, *sorted(self.session.answers.items(), key=lambda pair: pair[0]))


@dataclass
class Meaning:
    """Everything an edit means, as far as exploring shows it."""

    edits: tuple[Edit, ...] = ()
    explored: int = 0
    sampled: tuple[str, ...] = ()
    """The dialogues of which not all conversations were compared, but so many by lot."""
    paths: int = 0
    endings: int = 0
    conclusions: int = 0
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether nothing means anything else."""
        return not (self.paths or self.endings or self.conclusions or self.tests or self.cases)


def diff(
    old: Guide, new: Guide, roots: tuple[Traversable, Traversable], today: str, *, number: int = ALL, seed: int = 1
) -> Meaning:
    """Compare two packs. Of every dialogue all conversations of both are compared when neither has more than `number`.

    Else so many are drawn by lot from each.
    """
    meaning = Meaning(tuple(edits(old.pack, new.pack)))
    shared = [name for name in old.pack.dialogues if name in new.pack.dialogues]
    found: list[_Changed] = []
    for name in shared:
        pair = _Pair(old, new, name)
        meaning.sampled += () if pair.fits(number) else (name,)
        for script, path in pair.paths(number, seed):
            changed = pair.compare(path)
            meaning.explored += 1
            if changed is None:
                continue
            meaning.paths += changed.path_before != changed.path_after
            meaning.endings += changed.ended_before != changed.ended_after
            meaning.conclusions += bool(changed.gained or changed.lost)
            meaning.gained.update(changed.gained)
            meaning.lost.update(changed.lost)
            found.append(_Changed(pair, script, path, changed))
    meaning.examples = _examples(found)
    meaning.tests = list(_tests(old, new, roots, today))
    meaning.cases = list(_cases(old, new))
    return meaning


class _Pair:
    """One dialogue in both packs."""

    def __init__(self, old: Guide, new: Guide, name: str) -> None:
        programs = old.reasoner.program, new.reasoner.program
        self.old, self.new = Script(old, old.dialogue(name), programs[1]), Script(new, new.dialogue(name), programs[0])
        self.walkers = Walker(self.old), Walker(self.new)
        self.name = name
        self.known: dict[tuple[int, bool, tuple[int, ...]], frozenset[str]] = {}

    def fits(self, number: int) -> bool:
        """Whether all conversations of both are compared."""
        return all(walker.fits(number) for walker in self.walkers)

    def paths(self, number: int, seed: int) -> Iterator[tuple[Script, Path]]:
        """The conversations of both packs, each once: all of them where that is no more than `number`, else so many by lot, the same ones
        for the same seed.
        """
        said: set[tuple[tuple[str, Answer], ...]] = set()
        for walker in self.walkers:
            for path in walker.every() if walker.fits(number) else islice(walker.by_lot(str(seed)), number):
                if path.answers not in said:
                    said.add(path.answers)
                    yield walker.script, path

    def compare(self, path: Path) -> Example | None:
        """How a conversation differs; None when it does not. A question without answer is answered with as little as possible."""
        answers = dict(path.answers)
        before, after = self.old.follow(answers), self.new.follow(answers)
        drawn, draws = self._drawn(0, self.old, before), self._drawn(1, self.new, after)
        keys = tuple(key for key, _ in before.answers), tuple(key for key, _ in after.answers)
        if keys[0] == keys[1] and before.ended == after.ended and drawn == draws:
            return None
        longest = after if len(after.answers) >= len(before.answers) else before
        return Example(
            self.name,
            longest.session(self.name),
            longest.questions,
            keys[0],
            keys[1],
            before.ended,
            after.ended,
            tuple(sorted(draws - drawn)),
            tuple(sorted(drawn - draws)),
        )

    def _drawn(self, side: int, script: Script, path: Path) -> frozenset[str]:
        base = tuple(sorted(set(script.atoms.base(path.state, reasoning=True))))
        danger = in_danger(path.state)
        found = self.known.get((side, danger, base))
        if found is None:
            names = script.program.shown
            drawn = script.drawn(base, danger=danger)
            found = frozenset(f"{kind}:{name}" for kind, name in map(names.__getitem__, drawn))
            self.known[side, danger, base] = found
        return found


@dataclass(frozen=True)
class _Changed:
    """A conversation that means something else, and what."""

    pair: _Pair
    script: Script
    path: Path
    example: Example


def _examples(found: list[_Changed]) -> list[Example]:
    """The three shortest that differ in what is gained, lost, asked or how it ends, and in what is said.

    One of them loses something when any conversation does, and one gains something when any does.
    """
    order = sorted(found, key=lambda each: size(each.path))
    firsts = [
        next(iter(order), None),
        next((each for each in order if each.example.lost), None),
        next((each for each in order if each.example.gained), None),
    ]
    examples: list[Example] = []
    for each in (*firsts, *order):
        if each is None or any(_kind(each.example) == _kind(other) for other in examples):
            continue
        short = _shortest(each)
        if all(short.said != other.said for other in examples):
            examples.append(short)
        if len(examples) == EXAMPLES:
            break
    return sorted(examples, key=lambda each: (each.questions, len(each.said)))


def _shortest(changed: _Changed) -> Example:
    """The shortest conversation of the same kind that leaving things out finds."""
    pair, kind = changed.pair, _kind(changed.example)
    short = shortened(changed.script, changed.path, lambda path: _kind(pair.compare(path)) == kind)
    return pair.compare(short) or changed.example


def _kind(example: Example | None) -> object:
    if example is None:
        return None
    asked = frozenset(example.path_after) ^ frozenset(example.path_before)
    return (example.gained, example.lost, example.ended_before, example.ended_after, asked)


# ---------------------------------------------------------------- what is written otherwise


def edits(old: Pack, new: Pack) -> Iterator[Edit]:
    """Everything that was added, removed or changed, whatever file it stands in."""
    yield from _edited("rule", _rules(old), _rules(new))
    yield from _edited("dialogue", _heads(old), _heads(new))
    yield from _edited("question", _questions(old.dialogues.values()), _questions(new.dialogues.values()))
    yield from _edited("case", old.cases, new.cases)
    for kind in {**old.entries, **new.entries}:
        yield from _edited(kind, old.kind(kind), new.kind(kind))


def _rules(pack: Pack) -> dict[str, object]:
    return {rule.id: (rule, pack.examples.get(rule.id)) for rule in pack.rules}


def _heads(pack: Pack) -> dict[str, object]:
    return {
        name: (d.title, d.minutes, d.intro, d.endings, [q.id for q in d.questions])
        for name, d in pack.dialogues.items()
    }


def _questions(dialogues: Iterable[Dialogue]) -> dict[str, object]:
    return {f"{dialogue.id}.{question.id}": question for dialogue in dialogues for question in dialogue.questions}


def _edited(what: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Edit]:
    for name in dict.fromkeys((*before, *after)):
        if name not in after:
            yield Edit("removed", what, name)
        elif name not in before:
            yield Edit("added", what, name)
        elif before[name] != after[name]:
            yield Edit("changed", what, name)


# ---------------------------------------------------------------- tests and cases


def _tests(old: Guide, new: Guide, roots: tuple[Traversable, Traversable], today: str) -> Iterator[str]:
    """Tests of the old pack that the new pack does not meet, and tests that were already broken and are no longer."""
    before, after = run_tests(old, roots[0], today), run_tests(new, roots[0], today)
    was = {(d.name, d.what, d.expected, d.found) for d in before.differences}
    now = {(d.name, d.what, d.expected, d.found) for d in after.differences}
    names = {name for name, *_ in was ^ now}
    names |= {finding.place.file for finding in after.broken} - {finding.place.file for finding in before.broken}
    yield from sorted(names)


def _cases(old: Guide, new: Guide) -> Iterator[str]:
    """Practice cases of which the rules make something else."""
    for name, case in new.pack.cases.items():
        earlier = old.pack.cases.get(name)
        if earlier is not None and any(_drawn(old, earlier, d) != _drawn(new, case, d) for d in (True, False)):
            yield name


def _drawn(guide: Guide, case: Case, danger: bool) -> frozenset[str]:
    facts = [("", Given("context", case.profession)), *(("", given) for given in case.given)]
    facts += [("", given) for cue in case.cues for given in cue.records if danger or given.kind != "danger"]
    return guide.reasoner.refs(gather(facts)[0])
