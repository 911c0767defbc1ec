"""The rounds of one person on this device, for every way to practise: each answer is on disk before the round goes on.

Opened only when it is needed. What goes wrong with the file is told, and nothing that was kept is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from assistant.content.interface import phrases
from assistant.content.model import Case, Language
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer
from assistant.practice.case_round import Round, again, answered, begin, begin_point, commit, round_of
from assistant.practice.case_script import POINT
from assistant.practice.progress import Keys, history
from assistant.practice.schedule import Due, Played, agenda
from assistant.records import replace
from assistant.store.people import OwnRounds
from assistant.store.problems import StoreProblem
from assistant.store.results import NAME, Record, Results

WITHOUT_FOLDER = ("folder", "unreadable")
"""There is no place to keep anything: practice goes on without, and says so."""
ELSEWHERE = ("finished", "gone")
"""Another window did something to this very round."""


def problem_text(problem: StoreProblem, language: Language) -> str:
    """What is the matter, in words."""
    return phrases(language)(f"practice.store.{problem.code}", **problem.values)


def has_file(folder: Path | None) -> bool:
    """Whether anything was ever kept there."""
    return folder is not None and (folder / NAME).exists()


class PracticeDesk:
    """The rounds of one code, in memory as they are on disk. Every writing method raises StoreProblem, and then nothing has changed."""

    def __init__(
        self,
        guide: Guide,
        folder: Path | None,
        today: str,
        code: str = "",
        patience: float | None = None,
        own: OwnRounds | None = None,
    ) -> None:
        """`folder` None keeps everything in memory only; an empty `code` is the one of the device.

        `own` are the rounds of one person in a store that others use too; then there is no folder.
        """
        self.guide = guide
        self.today = today
        self.problems: list[StoreProblem] = []
        self.keeps = folder is not None or own is not None
        self._folder = folder
        self._patience = patience
        self._code = code
        self._own = own
        self._results: Results | OwnRounds | None = None
        self._rounds: dict[str, Round] = {}
        self._keys: Keys | None = None
        self._hurt: set[str] = set()

    # ------------------------------------------------------------ opening and closing

    @property
    def is_open(self) -> bool:
        """Whether the file was opened."""
        return self._results is not None

    def open(self) -> None:
        """Open the file and read the rounds; nothing when that was done before. Raises StoreProblem.

        Without a place to keep things it goes on in memory; `problems` then says so, as it does of a file that was set aside.
        """
        if self._results is not None:
            return
        try:
            results = self._own or Results(self._folder, self._patience)
        except StoreProblem as problem:
            if problem.code not in WITHOUT_FOLDER:
                raise
            self._keep_nothing(problem)
            results = Results(None)
        if results.set_aside:
            self.problems.append(StoreProblem("aside", path=results.set_aside))
        with _closed_on_problem(results):
            self._code = self._code or results.code()
            self._read(results)
        self._results = results

    def refresh(self) -> None:
        """Read the rounds again: another window may have written too."""
        if self._results is None:
            self.open()
        else:
            self._read(self._results)

    def without_keeping(self, problem: StoreProblem) -> None:
        """Go on in memory, with all that was read so far. `problem` is why."""
        self.close()
        results = Results(None)
        self._code = self._code or results.code()
        for one in self.unfinished:
            results.begin(_record(one))
        self._keep_nothing(problem)
        self._results = results

    def close(self) -> None:
        """Close the file."""
        if self._results is not None:
            self._results.close()
        self._results = None

    def _keep_nothing(self, problem: StoreProblem) -> None:
        self.keeps = False
        self.problems.append(problem)

    def _read(self, results: Results | OwnRounds) -> None:
        found = (*results.finished(self._code), *results.unfinished(self._code))
        if not self.keeps and self._rounds:
            return  # memory is all there is
        self._rounds = {}
        for record in found:
            try:
                self._rounds[record.uid] = round_of(vars(record))
            except ValueError:
                results.hurt.add(record.case)
        new = sorted(results.hurt - self._hurt)
        if new:
            self._hurt |= results.hurt
            self.problems.append(StoreProblem("row", cases=", ".join(new)))
        self._changed()

    def _changed(self) -> None:
        self.__dict__.pop("played", None)
        self.__dict__.pop("agenda", None)

    @property
    def _store(self) -> Results | OwnRounds:
        self.open()
        assert self._results is not None
        return self._results

    # ------------------------------------------------------------ reading

    @property
    def code(self) -> str:
        """The pseudonym of who practises."""
        self.open()
        return self._code

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Every round, the finished ones first."""
        return (*self.finished, *self.unfinished)

    @property
    def finished(self) -> tuple[Round, ...]:
        """The finished rounds, in the order in which they were begun."""
        return tuple(one for one in self._rounds.values() if one.committed)

    @property
    def unfinished(self) -> tuple[Round, ...]:
        """The rounds that were begun and not finished, the last one first."""
        return tuple(one for one in self._rounds.values() if not one.committed)

    @property
    def resumable(self) -> tuple[Round, ...]:
        """The unfinished rounds with something answered, whose case is still there, the last one first."""
        cases = self.guide.pack.cases
        return tuple(one for one in self.unfinished if one.answers and one.case in cases and one.mode != POINT)

    def find(self, uid: str) -> Round | None:
        """One round as it is kept."""
        return self._rounds.get(uid)

    def codes(self) -> tuple[str, ...]:
        """The codes on this device."""
        return self._store.codes()

    @property
    def keys(self) -> Keys:
        """What each case can show, worked out once."""
        self._keys = self._keys or Keys(self.guide.pack)
        return self._keys

    @cached_property
    def played(self) -> tuple[Played, ...]:
        """The finished rounds as the schedule sees them."""
        return history(self.keys, self.guide.pack.cases, self.rounds)

    @cached_property
    def agenda(self) -> tuple[Due, ...]:
        """Every topic to come back to, with its day."""
        return agenda(self.played)

    # ------------------------------------------------------------ writing

    def begin(self, case: Case, mode: str) -> Round:
        """Keep a new round. One that was only looked at today, and is the same for the rest, is taken again."""
        return self._same_or_begun(begin(case, mode, self.today, code=self.code))

    def _same_or_begun(self, fresh: Round) -> Round:
        same = (one for one in self.unfinished if replace(fresh, uid=one.uid) == one)
        return next(same, None) or self._begun(fresh)

    def point(self, case: Case, cue: str) -> Round:
        """Keep a new round about one point. One that was only looked at today is taken again."""
        return self._same_or_begun(begin_point(case, cue, self.today, code=self.code))

    def again(self, one: Round, cue: str) -> Round:
        """Keep a second reading from a cue on."""
        return self._begun(again(self.guide.pack.cases[one.case], one, cue, self.today))

    def keep(self, one: Round) -> Round:
        """Keep a round that came from a file, finished or not."""
        done = one.committed
        one = self._begun(replace(one, code=one.code or self.code, committed=""))
        return self.commit(one, done) if done else one

    def answer(self, one: Round, key: str, answer: Answer) -> Round:
        """Keep one answer, and give the round with it. Raises InputError for what cannot be answered."""
        after = answered(self.guide.pack, one, key, answer)
        if after is not one:
            self._store.answer(one.uid, key, after.kept[key])
            self._rounds[one.uid] = after
        return after

    def commit(self, one: Round, day: str = "") -> Round:
        """Finish a round; the same round comes back while something is open."""
        after = commit(self.guide.pack, one, day or self.today)
        if after is not one:
            self._store.commit(one.uid, after.committed)
            self._rounds.pop(one.uid, None)
            self._rounds[one.uid] = after  # among the finished ones it is the last
            self._changed()
        return after

    def forget(self) -> int:
        """Remove every round of this code; how many there were."""
        number = self._store.forget(self.code)
        self._rounds = {}
        self._changed()
        return number

    def use(self, code: str) -> None:
        """Practise under another code from now on."""
        self._store.use(code)
        self._code, self._rounds = code, {}
        self._read(self._store)

    def _begun(self, one: Round) -> Round:
        begun = replace(one, uid=self._store.begin(_record(one)).uid)
        self._rounds = {begun.uid: begun, **self._rounds}
        return begun


def _record(one: Round) -> Record:
    return Record(**one.data)


@contextmanager
def _closed_on_problem(results: Results | OwnRounds) -> Iterator[None]:
    try:
        yield
    except BaseException:
        results.close()
        raise
