"""Practice in the app: opens what is kept when it is needed, moves between the screens, and tells what goes wrong with keeping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Case
from assistant.later import later
from assistant.records import dataclass
from assistant.store.problems import StoreProblem
from assistant.store.remembered import remember, remembered
from assistant.tui.router import made, screen_class

if TYPE_CHECKING:
    from assistant.authoring import saving
    from assistant.practice import sentences
    from assistant.practice.case_round import Round
    from assistant.present.practice import desk as rounds
    from assistant.present.practice import next_story, week
    from assistant.present.practice import practising as seen
    from assistant.present.practice.desk import PracticeDesk
    from assistant.present.practice.practising import Glance
    from assistant.tui.host import Host
else:  # 200 ms together: only for who practises
    rounds = later("assistant.present.practice.desk")
    seen = later("assistant.present.practice.practising")
    sentences = later("assistant.practice.sentences")
    week = later("assistant.present.practice.week")
    next_story = later("assistant.present.practice.next_story")
    saving = later("assistant.authoring.saving")  # 300 ms: only for authors

T = TypeVar("T")
KEPT = "practice.sqlite3"
"""The file of the results; named here too, so that home loads nothing of practice when there is none."""
PATIENCE = 0.2
"""Seconds to wait for another window that is writing, which takes milliseconds: the screen stands still meanwhile."""


@dataclass(frozen=True, slots=True)
class Practise:
    """How practice was asked for: where rounds are kept (None: in memory only), under which code, and whether to begin with it at once,
    with which case and mode. `pack` is the folder of a pack of one's own, where a round can be saved as a test.
    """

    folder: Path | None = None
    code: str = ""
    asked: bool = False
    case: str = ""
    mode: str = ""
    pack: Path | None = None


class PracticeController:
    """What the app knows of practice. Nothing is opened, and no module of practice loaded, before it is needed."""

    def __init__(self, app: Host) -> None:
        self.app = app
        self.wish = Practise()
        self.set: tuple[str, ...] = ()
        """The cases of the set under way."""
        self.set_rounds: list[str] = []
        """The uids of its rounds so far."""
        self.problems: list[StoreProblem] = []
        """What home already met when it looked: a file that was set aside is only met once."""
        self._sector = ""
        self._desk: PracticeDesk | None = None

    @property
    def words(self) -> Phrases:
        """The words of practice in the language in use."""
        return phrases(self.app.language, "trainee")

    @property
    def offered(self) -> bool:
        """Whether there is anything to practise with."""
        return bool(self.app.guide.pack.cases)

    @property
    def desk(self) -> PracticeDesk:
        """The rounds of this device."""
        if self._desk is None:
            self._desk = rounds.PracticeDesk(self.app.guide, self.wish.folder, self.app.as_of, self.wish.code, PATIENCE)
        return self._desk

    def close(self) -> None:
        """Close the file."""
        if self._desk is not None:
            self._desk.close()

    # ------------------------------------------------------------ what screens show

    @property
    def untouched(self) -> bool:
        """Whether nothing was ever kept here, nor practised in this window."""
        folder = self.wish.folder
        return self._desk is None and (folder is None or not (folder / KEPT).exists())

    def glance(self) -> Glance:
        """What home says. Reads the file when it is not open, which may take a thread of its own; makes none."""
        app, wish = self.app, self.wish
        if self._desk is not None and self._desk.is_open:
            return seen.glance(self._desk, app.language)
        return seen.glance_at(app.guide, wish.folder, app.as_of, app.language, wish.code)

    @property
    def is_open(self) -> bool:
        """Whether the rounds are in memory."""
        return self._desk is not None and self._desk.is_open

    def notice(self) -> str:
        """What is to be known about keeping; empty when all is well."""
        found = (*self.problems, *self.desk.problems)
        told = [rounds.problem_text(problem, self.app.language) for problem in found]
        if self.wish.folder is not None and not self.desk.keeps:
            told.append(self.words("store.memory"))
        return " ".join(dict.fromkeys(told))

    def title_of(self, case: Case) -> str:
        """The title of a case."""
        return sentences.Teller(self.app.guide.pack, case, self.app.language).say(case.title)

    def set_place(self) -> str:
        """Which story of the set this is; empty outside a set of several."""
        if len(self.set) < 2:
            return ""
        return self.words("round.set", number=len(self.set_rounds), total=len(self.set))

    @property
    def sector(self) -> str:
        """Where one works, when that was said here; empty when it was not."""
        if not self._sector and self.wish.folder is not None:
            self._sector = remembered(self.wish.folder, next_story.SECTOR, next_story.ANSWERS)
        return self._sector

    def works_in(self, sector: str) -> None:
        """Remember where one works."""
        self._sector = sector
        if self.wish.folder is not None:
            remember(self.wish.folder, next_story.SECTOR, sector)

    # ------------------------------------------------------------ keeping

    def keep(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do some work with what is kept and go on with what it gives. A problem is told; the work can then be done again,
        or go on without keeping. Nothing that was chosen is lost.
        """
        try:
            found = work()
        except StoreProblem as caught:
            problem = caught

            def chosen(what: str | None) -> None:
                if problem.code in rounds.ELSEWHERE:
                    self._changed_elsewhere()
                elif what == "again":
                    self.keep(work, then)
                elif what == "without":
                    self.desk.without_keeping(problem)
                    self.keep(work, then)

            self.app.push_screen(made("store", problem), chosen)
            return
        then(found)

    def _changed_elsewhere(self) -> None:
        self.app.go_home()
        self.open()

    # ------------------------------------------------------------ ways

    def open(self) -> None:
        """The list of cases, on top of home."""

        def show(_: object) -> None:
            self.app.go_home()
            self.app.push_screen(made("practice"))

        self.keep(self.desk.refresh, show)

    def begin_as_asked(self) -> None:
        """What the command line asked for: the list, a case, or at once a round when a mode was named too."""
        wish = self.wish
        if not wish.asked:
            return
        self.open()
        case = self.app.guide.pack.cases.get(wish.case)
        if case is None or not self.is_open:
            return
        begun = next((one for one in self.desk.resumable if one.case == case.id), None)
        if begun is not None:
            self.go_on(begun)
        elif wish.mode:
            self.begin(case, wish.mode)
        else:
            self.door(case)

    def go_on(self, one: Round) -> None:
        """A round that was begun; a set it does not belong to is over."""
        if one.uid not in self.set_rounds[-1:]:
            self.leave_set()
        self.play(one)

    def door(self, case: Case) -> None:
        """The page before a case."""
        self.app.push_screen(made("door", case))

    def begin(self, case: Case, mode: str) -> None:
        """A new round, outside any set."""
        self.set, self.set_rounds = (), []
        self.keep(lambda: self.desk.begin(case, mode), self.play)

    def begin_points(self) -> None:
        """The first of the single points of today that are left; the end of a set when there is none."""
        left = week.points_now(self.desk, self.app.language).points
        self.set = ()
        if not left:
            self._end_set()
            return
        case = self.app.guide.pack.cases[left[0].case]
        self.keep(lambda: self.desk.point(case, left[0].cue), lambda one: self.play(one, of_set=True))

    def finish_point(self, one: Round) -> None:
        """Fix a single point, which was explained already, and go to the next one."""
        self.keep(lambda: self.desk.commit(one), lambda _: self.begin_points())

    def begin_set(self, cases: tuple[str, ...]) -> None:
        """Several cases one after the other."""
        self.set, self.set_rounds = cases, []
        self.next_case()

    def next_case(self) -> None:
        """The next case of the set; after the last the end of it."""
        case = self._following()
        if case is None:
            self._end_set()
            return
        known = next((one for one in self.desk.resumable if one.case == case.id), None)
        if known is not None:
            self.play(known, of_set=True)
        else:
            self.keep(lambda: self.desk.begin(case, "practice"), lambda one: self.play(one, of_set=True))

    def _following(self) -> Case | None:
        place = len(self.set_rounds)
        return self.app.guide.pack.cases.get(self.set[place]) if place < len(self.set) else None

    @property
    def following(self) -> Case | None:
        """The case that comes next in the set."""
        return self._following()

    def play(self, one: Round, *, of_set: bool = False) -> None:
        """The screen of a round, above the list."""
        if of_set:
            self.set_rounds.append(one.uid)
        self._to_list()
        self.app.push_screen(made("round", one))

    def finish(self, one: Round) -> None:
        """Fix a round and look back on it."""
        self.keep(lambda: self.desk.commit(one), self.look_back)

    def look_back(self, one: Round) -> None:
        """The debrief of a round, above the list."""
        self._to_list()
        self.app.push_screen(made("debrief", one))

    def again(self, one: Round, cue: str) -> None:
        """A second reading from a point on."""
        self.keep(lambda: self.desk.again(one, cue), self.play)

    def _end_set(self) -> None:
        self._to_list()
        self.app.push_screen(made("set_end"))

    def _to_list(self) -> None:
        """Close what stands above the list."""
        the_list = screen_class("practice")
        while len(self.app.screen_stack) > self.app.ground and not isinstance(self.app.screen, the_list):
            self.app.pop_screen()
        if not isinstance(self.app.screen, the_list):
            self.app.push_screen(made("practice"))

    def leave_set(self) -> None:
        """No set any more."""
        self.set, self.set_rounds = (), []

    def save_test(self, one: Round) -> None:
        """A round as a test of the pack: these points, these outcomes. Only in a pack of one's own."""
        if self.wish.pack is None:
            self.app.notify(self.words("test.shipped"), markup=False, timeout=8)
            return
        guide = self.app.guide
        story = saving.story_of_case(guide, guide.pack.cases[one.case], one.marked, self.app.as_of)
        try:
            path = saving.keep(self.wish.pack, saving.name_for("round", one.case), story)
        except OSError as error:
            told = self.words("test.failed", reason=error.strerror or "?")
        else:
            told = self.words("test.done", path=path)
        self.app.notify(told, markup=False, timeout=8)

    def show_progress(self) -> None:
        """One's own progress."""
        self.keep(self.desk.refresh, lambda _: self.app.push_screen(made("progress")))

    def ask_sector(self, then: Callable[[], object]) -> None:
        """Where one works: asked when it is needed first, or when one wants to choose anew; `then` goes on when it was said."""

        def chosen(sector: str | None) -> None:
            if sector is not None:
                self.works_in(sector)
                then()

        self.app.push_screen(made("sector"), chosen)

    def to_story(self, case: str) -> None:
        """The page before another story; a set is over."""
        self.leave_set()
        self._to_list()
        self.door(self.app.guide.pack.cases[case])

    def show_exercises(self, kind: str) -> None:
        """The short exercises of a kind; a set is over."""
        self.leave_set()
        self.app.push_screen(made("exercises", kind))

    def show_export(self) -> None:
        """Results as a file."""
        self.app.push_screen(made("export"), self._exported)

    def _exported(self, path: Path | None) -> None:
        if path is not None:
            told = self.words("export.done", rounds=len(self.desk.finished), path=path)
            self.app.notify(told, markup=False, timeout=10)

    def show_codes(self) -> None:
        """Another code."""
        self.app.push_screen(made("code"), self._coded)

    def _coded(self, code: str | None) -> None:
        def told(_: object) -> None:
            self.leave_set()
            self.app.notify(self.words("code.done", code=code), markup=False, timeout=5)
            self.app.redraw()

        if code is not None:
            self.keep(lambda: self.desk.use(code), told)
