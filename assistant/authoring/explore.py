"""Walk the conversations of a dialogue: all of them where that can be done, else very many, and say which and why.

The course (which questions, how long, which endings) is counted exactly; what follows from the answers is worked out for every walked
conversation. Promises and goals come back with the shortest conversation that shows them; what is proven, the course proves.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from assistant.authoring.course import Course, Proven, TooMany, course, in_danger
from assistant.authoring.promises import (
    A_MOMENT,
    AT_ONCE,
    DANGER_EXIT,
    HUMAN_AT_END,
    Verdict,
    Walked,
    about_of,
    draws,
    goals_of,
    human_goals,
    judged,
    shown,
)
from assistant.authoring.resuming import Kept
from assistant.authoring.script import Script
from assistant.authoring.tally import BATCH, Tally
from assistant.authoring.walked import DAY, Path
from assistant.authoring.walker import Walker
from assistant.authoring.written import answer_words, quoted
from assistant.content.model import Dialogue, Ref
from assistant.content.questions import kind_of
from assistant.content.reader import nearest
from assistant.content.vocabulary import DANGER, EXACTLY_ONE_OF, GROUPS, NUMBER
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.errors import Finding, InputError, Place

PATHS = 20_000

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Wish:
    """What an author asks: `reach` finds a conversation with a conclusion, `always` and `never` are to hold in every complete one."""

    kind: str
    ref: str


@dataclass(frozen=True)
class Alike:
    """Options of one question that no condition and no conclusion tells apart."""

    question: str
    options: tuple[str, ...]


@dataclass
class Explored:
    """What is known of a dialogue after exploring it, as far as it came."""

    dialogue: Dialogue
    exhaustive: bool = False
    even: bool = False
    too_many: int = 0
    seed: int = 0
    walked: int = 0
    stopped: bool = False
    seconds: float = 0.0
    walking: float = 0.0
    earlier: int = 0
    course: Course | None = None
    course_stopped_at: str = ""
    endings: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
    alike: tuple[Alike, ...] = ()
    verdicts: list[Verdict] = field(default_factory=list)
    never_asked: tuple[str, ...] = ()
    never_drawn: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything promised and asked for is so."""
        return all(verdict.met for verdict in self.verdicts)

    def median(self) -> int:
        """The number of questions that half of the walked complete conversations do not exceed."""
        total, seen = sum(self.lengths.values()), 0
        for length in sorted(self.lengths):
            seen += self.lengths[length]
            if seen * 2 >= total:
                return length
        return 0


def wishes_of(pairs: Iterable[tuple[str, str]], guide: Guide) -> list[Wish]:
    """The wishes in (kind, KIND:ID) pairs. Raises InputError for a conclusion that no rule can draw."""
    shown = {f"{kind}:{name}" for kind, name in guide.reasoner.program.shown.values()}
    found: list[Wish] = []
    wrong: list[Finding] = []
    for kind, ref in pairs:
        if ref in shown:
            found.append(Wish(kind, ref))
        else:
            values = {"word": ref, "near": nearest(ref, shown), "kind": Ref.parse(ref).kind or "trigger"}
            wrong.append(Finding("reference/unknown", Place(f"--{kind}"), values))
    if wrong:
        raise InputError(wrong)
    return found


def explore(
    guide: Guide,
    dialogue: Dialogue,
    wishes: Iterable[Wish] = (),
    *,
    number: int = PATHS,
    seed: int = 1,
    seconds: float = 0.0,
    tally: Tally | None = None,
    tell: Tell = lambda done, of: None,
    kept: Kept | None = None,
    keep: Callable[[Kept], None] = lambda kept: None,
    stop: Callable[[], bool] = lambda: False,
) -> Explored:
    """Explore one dialogue. `stop` is asked after every part of the walk: when it says so, one gets what is known by then.

    `kept` is how far an earlier exploration came; this one goes on from there. `keep` is given how far it is after every part.
    """
    return _Explorer(guide, dialogue, tuple(wishes), number, seed, seconds, tally, tell, kept, keep, stop).run()


class _Explorer:
    def __init__(
        self,
        guide: Guide,
        dialogue: Dialogue,
        wishes: tuple[Wish, ...],
        number: int,
        seed: int,
        seconds: float,
        tally: Tally | None,
        tell: Tell,
        kept: Kept | None,
        keep: Callable[[Kept], None],
        stop: Callable[[], bool],
    ) -> None:
        self.guide = guide
        self.dialogue = dialogue
        self.script = Script(guide, dialogue)
        self.walker = Walker(self.script)
        self.wishes = wishes
        self.number = number
        self.seconds = seconds
        self.tally = tally or Tally(guide)
        self.tell = tell
        self.keep = keep
        self.stop = stop
        self.kept = kept or Kept(seed, tuple((wish.kind, wish.ref) for wish in wishes))
        self.found = Explored(dialogue, seed=seed)
        self.index = guide.reasoner.program.index
        self.best: dict[tuple[str, str], Path] = self.kept.paths(self.script)
        self.human = human_goals(self.script)

    def run(self) -> Explored:
        begun = time.perf_counter()
        found = self.found
        found.walked = found.earlier = self.kept.walked
        found.endings, found.lengths = Counter(self.kept.endings), Counter(self.kept.lengths)
        self.tally.settle()
        before = Counter(self.tally.refs)
        found.course, found.course_stopped_at, found.even = self.walker.course, self.walker.stopped_at, self.walker.even
        walking = time.perf_counter()
        self._walk(begun, before)
        found.walking = time.perf_counter() - walking
        found.seconds = time.perf_counter() - begun
        drawn = self._drawn(before)
        asked = found.course.asked if found.course else frozenset()
        if found.course and found.course.whole:
            found.never_asked = tuple(q.id for q in self.dialogue.questions if q.id not in asked)
        found.never_drawn = tuple(
            ref for ref in sorted(f"{k}:{n}" for k, n in self.script.program.shown.values()) if not drawn[ref]
        )
        found.alike = tuple(self._alike())
        self._judge()
        return found

    # ------------------------------------------------------------ walking

    def _batches(self) -> Iterator[list[Path]]:
        """Every path when there are not too many, else random ones, from where an earlier exploration stopped.

        Every batch of random ones begins anew with the seed and its own number: how often one stopped makes no difference.
        """
        self.found.exhaustive = self.walker.fits(self.number)
        done, size = self.found.walked, BATCH - 1
        if self.found.course and self.found.exhaustive:
            self.number = self.found.course.ways
            paths = islice(self.walker.every(), done, None)
            while batch := list(islice(paths, size)):
                yield batch
            return
        self.found.too_many = self.found.course.ways if self.found.course else 0
        for number in range(done // size, -(-self.number // size)):
            batch = list(islice(self.walker.by_lot(f"{self.found.seed}:{number}"), size))
            yield batch[max(0, done - number * size) : self.number - number * size]

    def _walk(self, begun: float, before: Counter[str]) -> None:
        for batch in self._batches():
            self._settle(batch)
            self.tell(self.found.walked, self.number)
            self.keep(self._so_far(before))
            if self.found.walked < self.number and (
                self.stop() or (self.seconds and time.perf_counter() - begun > self.seconds)
            ):
                self.found.stopped = True
                break

    def _drawn(self, before: Counter[str]) -> Counter[str]:
        """How often each conclusion was drawn, earlier explorations included."""
        return self.tally.refs - before + self.kept.refs

    def _so_far(self, before: Counter[str]) -> Kept:
        found, drawn = self.found, self._drawn(before)
        best = {key: dict(path.answers) for key, path in self.best.items()}
        endings, lengths = Counter(found.endings), Counter(found.lengths)
        return Kept(found.seed, self.kept.wishes, found.walked, endings, lengths, drawn, best)

    def _settle(self, paths: list[Path]) -> None:
        for path in paths:
            self.tally.add_path(self.script, path)
        true, width = self.tally.settle()
        full = (1 << width) - 1
        self.found.walked += len(paths)
        complete = 0
        for number, path in enumerate(paths):
            self.found.endings[path.ended] += 1
            if path.ended == "complete":
                complete |= 1 << number
                self.found.lengths[path.questions] += 1
            if path.ended != DANGER and in_danger(path.state):
                self._shows((DANGER_EXIT, ""), path)
        human = self._lanes(self.human, true, paths)
        self._first((HUMAN_AT_END, ""), complete & full & ~human, paths)
        for group in self.dialogue.one_of:
            none, several = full, 0
            for goal in goals_of(self.script, group):
                lanes = self._lanes([goal], true, paths)
                several |= ~none & lanes
                none &= ~lanes
            wrong = none | (several if group.word == EXACTLY_ONE_OF else 0)
            self._first((group.word, about_of(group)), complete & full & wrong, paths)
        for wish in self.wishes:
            lanes = self._lanes([self.index[wish.ref]], true, paths)
            if wish.kind == "always":
                lanes = complete & full & ~lanes
            self._first((wish.kind, wish.ref), lanes, paths)

    def _lanes(self, goals: list[int], true: list[int], paths: list[Path]) -> int:
        """The conversations, as bits, in which any of these conclusions is shown."""
        lanes = 0
        for goal in goals:
            lanes |= true[goal]
        if self.script.all_shown:
            return lanes
        some = (number for number in range(len(paths)) if lanes >> number & 1)
        return sum(1 << number for number in some if draws(self.script, paths[number], goals))

    def _first(self, key: tuple[str, str], lanes: int, paths: list[Path]) -> None:
        while lanes:
            lowest = lanes & -lanes
            self._shows(key, paths[lowest.bit_length() - 1])
            lanes ^= lowest

    def _shows(self, key: tuple[str, str], path: Path) -> None:
        old = self.best.get(key)
        if old is None or path.questions < old.questions:
            self.best[key] = path

    # ------------------------------------------------------------ judging

    def _judge(self) -> None:
        found = self.found
        breaks = {kind: path for kind in (DANGER_EXIT, HUMAN_AT_END) if (path := self.best.get((kind, "")))}
        breaks |= {f"{word} {about}": path for (word, about), path in self.best.items() if word in GROUPS}
        limits = AT_ONCE if found.stopped else A_MOMENT
        walked = Walked(breaks, max(found.lengths, default=0))
        found.verdicts += judged(self.script, limits, walked, lambda: found.course)
        found.verdicts += [self._wish(wish) for wish in self.wishes]

    def _wish(self, wish: Wish) -> Verdict:
        """A conversation that was walked or worked out shows it; only the exact course proves that there is none."""
        goal = self.index[wish.ref]
        path = self.best.get((wish.kind, wish.ref))

        def shows(path: Path) -> bool:
            drawn = draws(self.script, path, [goal])
            return path.ended == "complete" and not drawn if wish.kind == "always" else drawn

        proof = None
        if path is None and not self.found.stopped:
            path, proof = self._exactly(wish, goal)
        if path is None:
            return Verdict(wish.kind, wish.ref, wish.kind != "reach", proof)
        return shown(self.script, wish.kind, wish.ref, path, shows, met=wish.kind == "reach")

    def _exactly(self, wish: Wish, goal: int) -> tuple[Path | None, Proven | None]:
        """What is not seen among those walked: shown or ruled out by the course, where that can be done in a moment."""
        try:
            worked = course(self.script, [goal], A_MOMENT.states, A_MOMENT.work)
        except TooMany:
            return None, None
        path = (
            worked.shortest(lacking=goal, ended="complete") if wish.kind == "always" else worked.shortest(having=goal)
        )
        return (self.script.follow(dict(path.answers)), None) if path else (None, worked.proven)

    # ------------------------------------------------------------ alike

    def _alike(self) -> Iterator[Alike]:
        """Options that record the same, or nothing that any condition or conclusion reads."""
        program = self.script.program
        read = {*program.observed, *program.stated}
        later = {
            name
            for question in self.dialogue.questions
            for name in (*question.for_each, *question.choose_from, *question.qualifies, question.narrowed_by)
        }
        for question in self.dialogue.questions:
            if question.id in later or not kind_of(question).chooses:
                continue
            same: dict[object, list[str]] = {}
            for option in question.options:
                kept = tuple(
                    (given.kind, given.id, given.state, given.quals)
                    for given in option.records
                    if f"{given.kind}:{given.id}" in read or given.kind == NUMBER
                )
                same.setdefault((kept, option.sets, option.ends, option.next), []).append(option.id)
            for options in same.values():
                if len(options) > 1:
                    yield Alike(question.id, tuple(options))


def playable(session: Session) -> str:
    """A session as an answers file that `assistant run DIALOGUE --answers` plays."""
    lines = [f"# assistant run {session.dialogue} --answers …", f'as_of: "{DAY}"', "answers:"]
    lines += [f"  {quoted(key)}: {answer_words(key, answer)}" for key, answer in session.answers.items()]
    return "\n".join(lines) + "\n"
