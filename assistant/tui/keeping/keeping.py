"""Keeping a conversation on this device, for the app: what the top line says, and what each key, screen and answer does with it.

Nothing is kept unless the user asked. From then on every answer is on disk before the next question is drawn: `talk_changed` is called
by the app for every move. What goes wrong with the disk is told in a sentence, and the conversation goes on in memory.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import settings
from assistant.content.interface import Phrases, phrases
from assistant.later import later
from assistant.present.talk import Talk
from assistant.result.words import date_in_words
from assistant.store.problems import StoreProblem
from assistant.tui.picklist import Row
from assistant.tui.router import made

if TYPE_CHECKING:
    from assistant.present import keeping as on_shelf
    from assistant.present.keeping import Resumed, ShelfView
    from assistant.store import kept as kept_here
    from assistant.store.kept import Shelf
    from assistant.store.kept_file import Kept
    from assistant.tui.host import Host
else:
    on_shelf = later("assistant.present.keeping")  # 40 ms, with the library of databases: only for who keeps something
    kept_here = later("assistant.store.kept")  # in the same 40 ms

WORDS = "keeping"
FOLDER = "sessions"
PATIENCE = 1.0
"""Seconds to wait for another program that is writing: the app does not answer meanwhile."""
MOST_AT_HOME = 3


class Keeping:
    """What is kept of the conversation under way, if anything."""

    def __init__(self, app: Host) -> None:
        self.app = app
        self.kept: Kept | None = None
        self.trouble = ""
        self.remarks: list[str] = []

    @property
    def words(self) -> Phrases:
        """The words about keeping, in the language in use."""
        return phrases(self.app.language, WORDS)

    @property
    def safe(self) -> bool:
        """Whether nothing is lost when the conversation under way is left."""
        talk = self.app.talk
        if self.app.unkept_waits:
            return False
        return talk is None or not talk.session.answers or (self.kept is not None and not self.trouble)

    def state(self) -> str:
        """What the top line says: in memory only, kept until a day, or that the last answer was not kept."""
        if self.app.talk is None:
            return ""
        if self.kept is None:
            return self.words("state.memory")
        if self.trouble:
            return self.words("state.trouble")
        day = date_in_words(self.kept.expires, self.app.language).rpartition(" ")[
            0
        ]  # at most 90 days: the year is clear
        return self.words("state.kept", day=day)

    def fault_sentence(self) -> str:
        """What is safe when the program itself broke."""
        if self.app.talk is None:
            return self.words("fault.nothing")
        return self.words("fault.kept" if self.kept is not None and not self.trouble else "fault.memory")

    def shelf(self) -> Shelf:
        """The folder with kept conversations, on the day of today."""
        return kept_here.Shelf(settings.home(), settings.today(), PATIENCE)

    # ------------------------------------------------------------ every answer

    def talk_changed(self, talk: Talk | None) -> None:
        """Put the answers on disk when this conversation is kept and they are not there yet."""
        if self.kept is None or talk is None or talk.session is self.kept.session:
            return
        try:
            self.kept, remark = on_shelf.keep_on(self.shelf(), self.kept, talk.session, self.app.language)
        except StoreProblem as problem:
            self._troubled(problem)
        else:
            self.trouble = ""
            if remark:
                self.tell(remark)

    def _troubled(self, problem: StoreProblem) -> None:
        """Say what is the matter, once; the conversation goes on in memory."""
        before, self.trouble = self.trouble, problem.code
        if problem.code == "gone":
            self.let_go()
        if problem.code != before:
            self.tell(self.sentence(problem))

    def sentence(self, problem: StoreProblem) -> str:
        """What went wrong, and what is safe."""
        return on_shelf.problem_sentence(problem, self.app.language)

    def tell(self, *sentences: str) -> None:
        """Show something that the user must know, on a page that waits until it was read."""
        lines = [("", sentence) for sentence in sentences]
        self.app.call_later(self.app.show_page, lambda: self.words("title"), lambda: lines)

    def let_go(self) -> None:
        """The conversation under way is no longer kept, or another one begins; what is on disk stays as it is."""
        self.kept, self.trouble = None, ""

    # ------------------------------------------------------------ beginning and stopping

    def ask(self) -> None:
        """Ask for how long to keep the conversation under way; or what to do with one that is kept already."""
        if self.app.talk is None:
            self.show_shelf()
        elif self.kept is not None:
            self.app.push_screen(made("kept", self.kept.id))
        else:
            self.app.push_screen(made("keep"), lambda wish: self.begin(*wish) if wish else None)

    def begin(self, days: int, passphrase: str) -> None:
        """Keep the conversation under way from now on."""
        if self.app.talk is None or self.kept is not None:
            return
        session = self.app.talk.session
        try:
            self.kept, _ = on_shelf.begin_keeping(
                self.app.guide, self.shelf(), session, days, self.app.language, passphrase
            )
        except StoreProblem as problem:
            self.tell(self.words("not_begun"), self.sentence(problem))
            return
        self.trouble = ""
        self.app.redraw()
        day = date_in_words(self.kept.expires, self.app.language)
        self.app.notify(self.words("begun", day=day), markup=False, timeout=4)

    def delete(self, name: str) -> None:
        """Take one kept conversation off this device. When it is the one under way, that goes on in memory."""
        if self.kept is not None and self.kept.id == name:
            self.let_go()
        try:
            self.shelf().delete(name)
        except StoreProblem as problem:
            if problem.code != "unknown":  # gone already: what was asked for
                self.tell(self.sentence(problem))
        self.app.redraw()

    def purge(self) -> None:
        """Take everything that is kept off this device."""
        self.let_go()
        self.remarks.clear()
        try:
            self.shelf().purge(everything=True)
        except StoreProblem as problem:
            self.tell(self.sentence(problem))
        self.app.redraw()

    def restorable(self) -> tuple[str, ...]:
        """What a date took away, or what was set aside, and may come back."""
        return self.shelf().restorable()

    def restore(self) -> None:
        """Bring all of that back that can be read; what cannot is named."""
        problems = []
        for name in self.restorable():
            try:
                self.shelf().restore(name)
            except StoreProblem as problem:
                problems.append(self.sentence(problem))
        self.app.redraw()
        if problems:
            self.tell(*problems)

    # ------------------------------------------------------------ what is there

    def view(self) -> ShelfView | None:
        """What is kept on this device; None when nothing ever was. What must be said is said as long as the app is open."""
        if not (settings.home() / FOLDER).is_dir():
            return None
        view = on_shelf.shelf_view(self.app.guide, self.shelf(), self.app.language)
        self.remarks += [remark for remark in view.remarks if remark not in self.remarks]
        return view

    def home_rows(self) -> list[tuple[str, str]]:
        """The rows of home: the latest conversations to go on with, and the way to all that is kept."""
        view = self.view()
        if view is None:
            return []
        here = self.kept.id if self.kept is not None and self.app.talk is not None else ""
        others = [line for line in view.lines if line.id != here]
        rows = [
            (f"kept:{line.id}", self.words("home.resume", title=line.title, told=line.told))
            for line in others[:MOST_AT_HOME]
        ]
        if view.lines or view.aside or self.remarks or self.restorable():
            rows.append(("shelf", self.words("home.shelf.remarks" if self.remarks else "home.shelf")))
        return rows

    def show_shelf(self) -> None:
        """The screen with everything that is kept."""
        self.app.push_screen(made("shelf"))

    # ------------------------------------------------------------ going on

    def resume(self, name: str) -> None:
        """Go on with a kept conversation; asks first when that costs answers, then for the passphrase."""
        if self.safe:
            self._unlock(name)
        else:
            self.app.push_screen(made("confirm", "replace", WORDS), lambda yes: self._unlock(name) if yes else None)

    def _unlock(self, name: str) -> None:
        problem = self.open(name)
        if problem == "locked":
            self.app.push_screen(made("unlock", name))

    def open(self, name: str, passphrase: str = "") -> str:
        """Open a kept conversation and show it. Gives `locked` or `passphrase` when that is what is missing, else nothing."""
        try:
            found = on_shelf.resume(self.app.guide, self.shelf(), name, self.app.language, passphrase)
        except StoreProblem as problem:
            if problem.code in ("locked", "passphrase"):
                return problem.code
            self.app.go_home()
            self.app.redraw()
            self.tell(self.sentence(problem))
            return ""
        self._resumed(found)
        return ""

    def _resumed(self, found: Resumed) -> None:
        self.trouble = ""
        # nothing is written before the next answer: an answer of an older version stays on disk until then
        self.kept = replace(found.kept, session=found.session)
        self.app.compared = None
        self.app.talk = Talk(found.session)
        self.app.show_talk()
        if found.renewed:
            self.tell(*found.remarks)


def numbered(rows: list[tuple[str, str]]) -> list[Row]:
    """Rows with a digit to choose them by, as far as there are digits."""
    return [
        Row(name, text, f"{n} " if n < 10 else "  ", str(n) if n < 10 else "") for n, (name, text) in enumerate(rows, 1)
    ]
