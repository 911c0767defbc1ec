"""Home: what this is, and the ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from assistant.content.model import Ref
from assistant.tui.base import BaseScreen
from assistant.tui.keys import bindings
from assistant.tui.picklist import PickList, Row
from assistant.tui.text import Words, joined, literal

if TYPE_CHECKING:
    from assistant.present.practice.practising import Glance


KEYS = (*"1234567890", "-")
"""Of the rows of home, from the first."""
GOES_ON = "→"
"""Before what one can go on with: it has no digit, for digits would move."""


class HomeScreen(BaseScreen[None]):
    """The first screen."""

    where = "home"
    dressed = True
    BINDINGS = bindings("home")

    def __init__(self) -> None:
        super().__init__()
        self._practised = ("", 0)
        """The round to go on with, and how many things come back now."""
        self._offered = False
        """Whether a conversation to go on with was on the list."""

    def compose(self) -> ComposeResult:
        """Nothing while the conversation is to stand on top from the start: that is drawn first."""
        if self.on_top and not self.host.starts_above:
            yield from super().compose()

    async def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Seen for the first time, it may still have to be put together; back from practice other things may be due."""
        if self.on_top and self.is_mounted and not self.standing and not self.host.starts_above:
            await self.recompose()
        if self.host.practice.is_open:
            self._look_at_practice()

    def body(self) -> ComposeResult:
        """Title, what this is, and the ways to begin."""
        yield Words(id="welcome")
        yield Words(id="promise")
        yield PickList(id="menu")

    def on_mount(self) -> None:
        """What is to be said of practice comes after the first drawing."""
        self.call_after_refresh(self._look_at_practice)

    def _look_at_practice(self) -> None:
        room = self.host.practice
        if room.is_open:
            self._told_of_practice(room.glance())
        elif not room.untouched:
            self.run_worker(self._read_practice, thread=True, exit_on_error=False)

    def _read_practice(self) -> None:
        found = self.host.practice.glance()
        self.host.practice.problems += found.problems
        self.app.call_from_thread(self._told_of_practice, found)

    def _told_of_practice(self, found: Glance) -> None:
        self._practised = (found.resume, found.due)
        if self.standing:
            self.guarded(self.redraw)

    def redraw(self) -> None:
        """Everything in the language in use."""
        self.query_one("#welcome", Words).say(
            joined((self.words("app.title"), "bold"), "\n", self.words("app.subtitle"))
        )
        self.query_one("#promise", Words).say(literal(self.words("tui.home.promise")))
        menu, offered = self.query_one(PickList), self.host.talk is not None
        menu.show(self.rows())
        if offered and not self._offered:
            menu.point_at("resume")  # Enter goes on; beginning anew is a choice
        self._offered = offered

    def rows(self) -> list[Row]:
        """Start, look up, help, stop; below them what one can go on with, so that every row and digit keeps its place."""
        host = self.host
        options: list[tuple[str, str]] = []
        for dialogue in host.dialogues():
            title = dialogue.title.in_(host.language)
            options.append(
                (f"start:{dialogue.id}", self.words("tui.home.start", title=title, minutes=dialogue.minutes))
            )
        options += self._practice()
        names = ("lookup", "class", "help", "quit", "self", "language")
        options += [(name, self.words(f"tui.home.{name}")) for name in names]
        keys = [*KEYS, *([""] * len(options))][: len(options)]
        rows = [Row(name, text, f"{key or ' '}  ", key) for key, (name, text) in zip(keys, options, strict=True)]
        kept = [("resume", self.words("tui.home.resume"))] if host.talk is not None else []
        kept += [("earlier", self.words("tui.home.earlier"))] if host.results.waiting is not None else []
        kept += host.keeping.home_rows()
        if kept:
            rows.append(Row("goes_on", self.words("tui.home.goes_on"), enabled=False, style="group", spaced=False))
        return [*rows, *(Row(name, text, f"{GOES_ON}  ") for name, text in kept)]

    def _practice(self) -> list[tuple[str, str]]:
        """Practise, with the round that waits or with how much is due, and one's own progress.

        What is read after the first drawing changes words only: a digit never comes to mean something else under somebody's finger.
        """
        room, (resume, due) = self.host.practice, self._practised
        if not room.offered:
            return []
        told = "home.practise.due" if due else "home.practise"
        practise = room.words("home.resume", told=resume) if resume else room.words(told, number=due)
        return [("practise", practise), ("progress", room.words("home.progress"))]

    def home_focus(self) -> None:
        """The menu; nothing while it is still to be put together."""
        for menu in self.query(PickList).results(PickList):
            menu.focus()

    def picked(self, row: Row) -> None:
        """Begin."""
        name, dialogue = Ref.parse(row.id).pair
        if name == "start":
            self.host.ask_to_start(dialogue)
        elif name == "resume":
            self.host.show_talk()
        elif name == "earlier":
            self.host.results.back_to_waiting()
        elif name == "kept":
            self.host.keeping.resume(dialogue)
        elif name == "shelf":
            self.action_shelf()
        elif name == "quit":
            self.host.action_leave_politely()
        elif name == "practise":
            self.host.practice.open()
        elif name == "progress":
            self.host.practice.show_progress()
        else:
            {
                "lookup": self.action_lookup,
                "class": self.action_trainer,
                "self": self.action_about_self,
                "language": self.host.action_language,
                "help": self.host.action_help,
            }[name]()

    def action_shelf(self) -> None:
        """What is kept on this device."""
        self.host.keeping.show_shelf()

    def action_about_self(self) -> None:
        """Whom one can call for oneself."""
        self.host.action_danger(about_self=True)

    def action_trainer(self) -> None:
        """The results of a class, for its trainer."""
        self.host.class_desk.ask_for_files()

    def action_step_out(self) -> None:
        """Stop; asks first when there are answers."""
        self.host.action_leave_politely()
