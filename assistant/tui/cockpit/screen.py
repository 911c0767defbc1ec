"""The cockpit: the live conversation, beside it what follows from it, below it what is wrong with the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input

from assistant.present import cockpit as view
from assistant.present.talk import Talk, TalkView, revisited, stepped_out
from assistant.tui.base import Tap
from assistant.tui.keys import bindings
from assistant.tui.lines import Line
from assistant.tui.picklist import PickList, Row
from assistant.tui.prompts import Prompt
from assistant.tui.router import made
from assistant.tui.seek_screen import ARROWS, SeekScreen
from assistant.tui.talk_screen import TalkScreen
from assistant.tui.text import Words, joined, literal
from assistant.tui.transcript import Transcript

if TYPE_CHECKING:
    from assistant.tui.cockpit.host import Cockpit

TALK, FOLLOWS, FINDINGS = PARTS = ("talk", "follows", "findings")
BESIDE, BELOW = 120, 30
"""From this many columns what follows stands beside the conversation; from this many rows the findings stand below it."""


class CockpitScreen(TalkScreen):
    """A conversation as in the app, with all an author wants to see of it. It is no self-check: nothing here is about a person."""

    where = "cockpit"
    dressed = False
    CSS_PATH = "cockpit.tcss"
    BINDINGS = bindings("cockpit")

    def __init__(self) -> None:
        super().__init__()
        self.part = TALK

    @property
    def cockpit(self) -> Cockpit:
        """The app, as this screen knows it."""
        return cast("Cockpit", self.app)

    def body(self) -> ComposeResult:
        """How the files are; the tabs; conversation, what follows, findings."""
        yield Words(id="status")
        yield Words(id="lost")
        yield Words(id="told")
        with Horizontal(id="tabs"):
            for part in PARTS:
                yield Tap(part, classes="tab")
        with Vertical(id="cockpit"):
            with Horizontal(id="columns"):
                with Vertical(id="main"):
                    with VerticalScroll(id="transcript", can_focus=False):
                        yield Words(id="intro")
                        yield Transcript()
                    with VerticalScroll(id="question", can_focus=False):
                        yield Prompt()
                with Vertical(id="follows"):
                    yield PickList(id="follows-list")
            with Vertical(id="findings"):
                yield Words(id="findings-title")
                yield PickList(id="findings-list")

    # ------------------------------------------------------------ drawing

    def redraw(self) -> None:
        """Everything, from the answers and the files as they are now."""
        super().redraw()
        self._draw_files()
        self._lay_out()

    def _draw_progress(self, _view: TalkView) -> None:
        status = view.status(self.cockpit.seen, self.cockpit.report, self.host.language, watching=self.cockpit.watching)
        files = self.query_one("#status", Words)
        files.set_class(status.wrong, "wrong")
        files.say(literal(f"{status.glyph} {status.text}"))
        lost = view.lost(self.cockpit.seen, self.host.language)
        for name, told in (("#lost", f"! {lost}" if lost else ""), ("#told", self.cockpit.note)):
            words = self.query_one(name, Words)
            words.display = bool(told)
            words.say(literal(told))

    def _panel_fits(self) -> bool:
        return False  # what follows stands in its place

    def _draw_panel(self) -> None:
        seen = self.cockpit.seen
        items = view.follows(seen, self.cockpit.before, self.host.guide.pack, self.host.language)
        rows = [
            Row(
                item.id or f"line:{number}",
                item.text,
                "" if item.head else "+ " if item.new else "  ",
                enabled=bool(item.id),
                style="group" if item.head else "",
            )
            for number, item in enumerate(items)
        ]
        self.query_one("#follows-list", PickList).show(rows)

    def _draw_files(self) -> None:
        """The findings: of the last complete check, until the next one is there."""
        words, language = view.part(self.host.language), self.host.language
        rows = []
        for number, finding in enumerate(self.cockpit.findings):
            glyph, text = view.finding_line(finding, language)
            rows.append(Row(f"finding|{number}", text, glyph))
        title = words("findings.title", number=len(rows))
        if self.cockpit.report is None:
            title = f"{title} {words('findings.earlier')}"
        self.query_one("#findings-title", Words).say(joined((title, "bold")))
        none = Row("none", words("findings.none"), "✓ ", enabled=False)
        self.query_one("#findings-list", PickList).show(rows or [none])
        for part, tap in zip(PARTS, self.query(".tab").results(Tap), strict=True):
            count = f" ({len(rows)})" if part == FINDINGS else ""
            mark = ("[", "]") if part == self.part else (" ", " ")
            tap.say(joined((f"{mark[0]}{words(f'tab.{part}')}{count}{mark[1]}", "bold" if part == self.part else "")))

    def _lay_out(self) -> None:
        """Which parts are on screen: all where there is room, else the one that was asked for."""
        beside, below = self.size.width >= BESIDE, self.size.height >= BELOW
        shown = {self.part} | ({TALK, FOLLOWS} if beside else set()) | ({FINDINGS} if below else set())
        if self.part == FINDINGS and below:
            shown.add(TALK)
        if self.part == FINDINGS and not below:
            shown = {FINDINGS}
        self.query_one("#tabs").display = not (beside and below)
        self.query_one("#columns").display = bool(shown & {TALK, FOLLOWS})
        self.query_one("#main").display = TALK in shown
        self.query_one("#follows").display = FOLLOWS in shown
        self.query_one("#follows").set_class(beside, "beside")
        findings = self.query_one("#findings")
        findings.display = FINDINGS in shown
        findings.set_class(TALK in shown or FOLLOWS in shown, "below")

    def on_resize(self, event: events.Resize) -> None:
        """Another division of the window."""
        if self.standing:
            self._lay_out()

    def heading(self) -> str:
        """The title of the conversation, and that this is a preview."""
        return view.part(self.host.language)("heading", title=super().heading())

    def home_focus(self) -> None:
        """The part that was asked for."""
        if self.part == TALK:
            super().home_focus()
        else:
            self.query_one(f"#{self.part}-list", PickList).focus()

    def _draw_question(self, talk_view: TalkView) -> None:
        super()._draw_question(talk_view)
        if self.part != TALK and self.on_top and self.roomy:
            self.home_focus()

    # ------------------------------------------------------------ answers

    def _go_on(self, talk: Talk) -> None:
        """Show the talk after an answer; also at an ending one stays here."""
        if talk is not self.host.talk:
            self.cockpit.go_on(talk)

    def revisit(self, key: str) -> None:
        """Show an earlier question again."""
        if self.host.talk is not None:
            self.host.talk = revisited(self.host.guide, self.host.talk, key)
            self.show(TALK)

    def picked(self, row: Row) -> None:
        """A finding, a rule or a conclusion: more about it."""
        what, _, name = row.id.partition("|")
        language = self.host.language
        if what == "finding":
            finding = self.cockpit.findings[int(name)]
            self.host.show_page(
                lambda: view.part(self.host.language)("tab.findings"),
                lambda: view.finding_page(finding, self.cockpit.lines, self.host.language),
            )
        elif what == "rule":
            rule = next(rule for rule in self.host.guide.pack.rules if rule.id == name)
            self.host.show_page(lambda: name, lambda: view.rule_page(rule, language))
        elif what == "ref":
            self.host.show_why(name)

    # ------------------------------------------------------------ keys

    def show(self, part: str) -> None:
        """One of the parts; asked for again, the conversation."""
        self.part = part if part != self.part else TALK
        self.draw()
        self.home_focus()

    def action_talk(self) -> None:
        """The conversation."""
        self.show(TALK)

    def action_findings(self) -> None:
        """What is wrong."""
        self.show(FINDINGS)

    def action_follows(self) -> None:
        """What follows."""
        self.show(FOLLOWS)

    def action_step_out(self) -> None:
        """Back to the conversation, and there to the open question."""
        if self.part != TALK:
            self.show(TALK)
        elif self.host.talk is not None and self.host.talk.revisiting:
            self.host.talk = stepped_out(self.host.talk)
            self.draw()

    def action_jump(self) -> None:
        """To any question."""
        self.app.push_screen(JumpScreen(), self._jumped)

    def _jumped(self, question: str | None) -> None:
        if question:
            self.part = TALK
            self.cockpit.jump(question)

    def action_save_test(self) -> None:
        """Keep this conversation as a test of the pack."""
        self.cockpit.save_test(transcript=False)

    def action_save_transcript(self) -> None:
        """Keep this conversation, turn by turn."""
        self.cockpit.save_test(transcript=True)

    def action_names(self) -> None:
        """How things are called in the files."""
        self.app.push_screen(made("names"))

    def action_restart(self) -> None:
        """Begin again; the answers here are about nobody."""
        self.cockpit.restart()

    def action_reload(self) -> None:
        """Read the files now."""
        self.cockpit.watcher.soon()


class JumpScreen(SeekScreen[str]):
    """Every question of the conversation; choosing one goes there. Typing narrows the list."""

    where = "jump"
    CSS_PATH = "cockpit.tcss"
    BINDINGS = [*bindings("jump"), *ARROWS]

    def body(self) -> ComposeResult:
        """A line to search on, and the list."""
        yield Line(max_length=100, searches=True)
        yield PickList()

    def heading(self) -> str:
        """The title."""
        return self.words("tui.key.jump.help")

    def redraw(self) -> None:
        """The list in the language in use."""
        field = self.query_one(Input)
        field.placeholder = self.words("tui.lookup.search")
        self.narrow(field.value)

    def narrow(self, wanted: str) -> None:
        """Show the questions that fit."""
        asked = wanted.casefold().split()
        rows = []
        for item in view.questions(self.host.dialogue(), self.host.position(), self.host.language):
            if item.head and not asked:
                rows.append(Row(f"group:{item.text}", item.text, enabled=False, style="group"))
            elif not item.head and all(word in item.text.casefold() for word in asked):
                rows.append(Row(item.id, item.text, item.mark))
        self.query_one(PickList).show(rows or [Row("none", self.words("tui.lookup.nothing"), enabled=False)])

    def picked(self, row: Row) -> None:
        """Give back where to go."""
        self.dismiss(row.id)
