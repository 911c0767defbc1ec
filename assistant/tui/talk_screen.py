"""The conversation: what was said stays on screen, the question stands below it, the side panel beside it."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll

from assistant.content.interface import phrases
from assistant.content.model import Dialogue, Ref
from assistant.content.vocabulary import ENDINGS
from assistant.present.conversation import Choice, Line, Panel, QuestionView, panel_view
from assistant.present.own_words import warm
from assistant.present.talk import (
    Talk,
    TalkView,
    answered_all,
    proposal_answered,
    revisited,
    stepped_back,
    stepped_out,
    talk_view,
    told_early,
    typed,
    waits_for_words,
)
from assistant.result.result import fill, noun_of
from assistant.tui.ask_screen import AskScreen
from assistant.tui.base import Tap
from assistant.tui.keys import bindings
from assistant.tui.lines import danger as danger
from assistant.tui.options import Options
from assistant.tui.picklist import PickList, Row
from assistant.tui.prompts import Prompt
from assistant.tui.text import Words, hanging, joined, literal, quiet
from assistant.tui.transcript import History, Transcript
from assistant.tui.ways import way_for

BAR = 24
SPACES = 6
"""Cells around the pieces of the top line."""
PANEL_WIDTH = 35
"""Cells for a line of the side panel, beside its edge, its margins and its scroll bar."""
PANEL_FROM = 120
"""Columns: from here on the side panel is displayed; see `BaseScreen.HORIZONTAL_BREAKPOINTS` and the stylesheet."""


class PanelBox(VerticalScroll, can_focus=False):
    """What was said so far, and what it may point to once there is an own impression."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._said, self._points = Words(classes="said"), PickList(classes="points")

    def show(self, panel: Panel, said: str, points: str) -> None:
        """Draw the panel."""
        parts: list[str | tuple[str, str]] = [(f"{said}\n", "bold")]
        for title, items in panel.said:
            parts.append((f"\n{title}\n", quiet(self)))
            parts += [f"{line}\n" for item in items for line in hanging("- ", item, PANEL_WIDTH)]
        parts += [("\n", ""), (f"{points}\n\n", "bold"), panel.hint] if panel.hint else [("\n", ""), (points, "bold")]
        self._said.say(joined(*parts))
        self._points.show(point_rows(panel))
        # Neither is there before it says something: the first question waits for less.
        if not self._said.is_attached:
            self.mount(self._said)
        if self._points.rows and not self._points.is_attached:
            self.mount(self._points)


def point_rows(panel: Panel) -> list[Row]:
    """The points of a panel as rows."""
    return [Row(point.ref, f"{point.title} ({point.label})", "? ") for point in panel.points]


class TalkScreen(AskScreen[None]):
    """The conversation."""

    where = "talk"
    dressed = True
    BINDINGS = [
        *bindings("talk"),
        Binding("pageup", "history(-1)", show=False, priority=True),
        Binding("pagedown", "history(1)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, bool] | None = None
        self._view: TalkView | None = None
        self._below = Tap("history(1)", id="below")

    def body(self) -> ComposeResult:
        """Progress, transcript, question, and the side panel."""
        if self._panel_fits():
            yield PanelBox(id="panel")
        yield Words(id="progress")
        with History(id="transcript"):
            yield Words(id="intro")
            yield Transcript()
        with VerticalScroll(id="question", can_focus=False):
            yield Prompt()

    def _panel_fits(self) -> bool:
        return self.app.size.width >= PANEL_FROM

    def on_resize(self, event: events.Resize) -> None:
        """The side panel is put together when there is room for it."""
        if self.standing and self._panel_fits() and not self.query(PanelBox):
            self.call_later(self._add_panel)

    async def _add_panel(self) -> None:
        await self.query_one("#body").mount(PanelBox(id="panel"), before=0)
        self.guarded(self._draw_panel)

    def heading(self) -> str:
        """The title of the conversation and its part; the part alone where there is no room for both."""
        if self._view is None:
            return self.words("app.title")
        whole = self._view.whole
        if not (whole.section and self._view.question):
            return whole.title
        both = f"{whole.title} · {whole.section}"
        beside = cell_len(self.host.keeping.state()) + cell_len(self.words("tui.danger.button")) + SPACES
        return both if cell_len(both) + beside <= self.app.size.width else whole.section

    # ------------------------------------------------------------ drawing

    def _show_position(self) -> None:
        """Draw what an answer can change."""
        if self.standing:
            self.guarded(self._draw_state)
            self.guarded(self.redraw)

    def redraw(self) -> None:
        """Draw everything from the answers."""
        talk = self.host.talk
        if talk is None:
            return
        view = self._view = talk_view(self.host.guide, talk, self.host.language)
        self.widget_at("#heading", Words).say(literal(self.heading()))
        self._draw_progress(view)
        self._draw_lines(view.lines)
        self._draw_question(view)
        # After what the question stands on has asked to be drawn: the question does not wait for what it may point to.
        drawn = self.prompt.query_one(".ask", Words)
        drawn.call_after_refresh(drawn.call_later, self.call_after_refresh, self.guarded, self._draw_panel)

    def _draw_progress(self, view: TalkView) -> None:
        filled = round(BAR * view.whole.fraction)
        bar = "━" * filled + "─" * (BAR - filled)
        self.widget_at("#progress", Words).say(joined(view.whole.progress, (f"  {bar}", quiet(self))))

    def _draw_lines(self, lines: tuple[Line, ...]) -> None:
        transcript = self.widget_at("#transcript", VerticalScroll)
        if not transcript.is_anchored:  # who scrolled up to read stays there; the end follows by itself for all others
            transcript.anchor()
            self.watch(transcript, "scroll_y", self._tell_below, init=False)
        intro = self.widget_at("#intro", Words)
        if intro.display != (not lines):
            intro.display = not lines
        if not lines:
            dialogue = self.host.dialogue()
            noun = noun_of(self.host.guide.pack, self.host.position().situation)
            intro.say(literal("\n".join(fill(text, self.host.language, noun) for text in dialogue.intro)))
        self.widget_at("Transcript", Transcript).show(lines)

    def _tell_below(self) -> None:
        """Say that there is more below, while somebody reads back."""
        transcript = self.widget_at("#transcript", VerticalScroll)
        reading_back = isinstance(transcript, History) and transcript.reading_back
        if reading_back and not self._below.is_attached:
            self.widget_at("#body", Vertical).mount(self._below, after=transcript)
        self._below.display = reading_back
        if reading_back:
            self._below.say(literal(phrases(self.host.language, "result")("tui.talk.below")))

    def action_history(self, side: int) -> None:
        """A page up or down: in a list that goes on out of sight, else in what was said. At its end the newest line stays in view."""
        box = self.widget_at("#question", VerticalScroll)
        choices = self.prompt.query_one(Options)
        if choices.has_focus and (box.scroll_offset.y < box.max_scroll_y if side > 0 else box.scroll_offset.y > 0):
            choices.action_page(side)
            return
        transcript = self.widget_at("#transcript", VerticalScroll)
        step = side * max(1, transcript.size.height - 1)
        if transcript.scroll_offset.y + step >= transcript.max_scroll_y:
            transcript.anchor()
            transcript.scroll_end(animate=False)
        else:
            transcript.scroll_relative(y=step, animate=False)
        self.call_after_refresh(self._tell_below)

    def _draw_panel(self) -> None:
        talk, words = self.host.talk, self.words
        for box in self.query(PanelBox):
            if talk is not None and self.standing:
                panel = panel_view(self.host.guide, talk.session, self.host.language)
                box.show(panel, words("tui.panel.said"), words("tui.panel.points"))

    def _draw_question(self, view: TalkView) -> None:
        """Put the question on screen and give it the focus."""
        question = self.question_on_screen(view)
        prompt, shown = self.prompt, (question.key, view.revisiting)
        if shown != self._shown:
            self._shown = shown
            prompt.again()
            self.widget_at("#question", VerticalScroll).scroll_home(animate=False)
            self.call_after_refresh(self._from_the_top)
            if question.control == "words":
                # After the question is drawn: a thread that works meanwhile would slow that down.
                self.call_after_refresh(self.run_worker, self._warm, thread=True, exit_on_error=False)
        prompt.show(way_for(question, self.words), self._note(view, question.key))
        if self.on_top and self.roomy:
            prompt.take_focus()

    def _warm(self) -> None:
        warm(self.host.guide.pack, self.host.language)

    def _from_the_top(self) -> None:
        """A question is read from its first word: the list below may have moved it while it was laid out."""
        choices = self.prompt.query_one(PickList)
        if choices.cursor <= next((place for place, row in enumerate(choices.rows) if row.enabled), 0):
            self.widget_at("#question", VerticalScroll).scroll_home(animate=False)

    def _note(self, view: TalkView, key: str) -> str:
        """What stands above the question: what a change would touch, that words told nothing, or that something is ticked already."""
        if view.revisiting and self.host.talk is not None:
            from assistant.present.impact import touched  # only when an answer is changed

            touches = touched(self.host.guide, self.host.talk.session, key, self.host.language)
            return f"{self.words('tui.talk.again')} {touches}".strip()
        if view.question is not None and self.host.talk is not None:
            if view.question.control == "words" and self.host.talk.shown:
                return self.words("tui.proposal.still")
            if self.host.talk.early:
                return self.words("tui.early.here" if view.question.typed else "tui.early.waits")
        if view.unfound:
            return self.words("tui.proposal.none")
        return self.words("tui.proposal.ticked") if view.beforehand else ""

    def question_on_screen(self, view: TalkView) -> QuestionView:
        """The open question; a text to read gets a way to go on, the end gets its own choices."""
        question = view.question
        if question is None:
            return self._end(view)
        if question.control != "read":
            return question
        choices = [Choice("go_on", "1", self.words("tui.prompt.go_on"))]
        if question.offers_danger_page:
            choices.append(Choice("danger", "2", self.words("tui.prompt.show_danger")))
        return QuestionView(question.key, "read", question.ask, question.help, question.why, tuple(choices))

    def _end(self, view: TalkView) -> QuestionView:
        words, noun = self.words, noun_of(self.host.guide.pack, self.host.position().situation)
        page = self.host.dialogue().endings.get(view.whole.ended) if view.whole.ended == "complete" else None
        ask = fill(page.title, self.host.language, noun) if page else words("tui.end.title")
        told = " ".join(fill(line, self.host.language, noun) for line in page.lines) if page else ""
        names = ("result", "review") if self.host.keeping.kept else ("result", "review", "keep")
        choices = tuple(Choice(name, str(n), words(f"tui.end.{name}")) for n, name in enumerate(names, 1))
        return QuestionView("", "end", ask, told, "", choices)

    # ------------------------------------------------------------ answers

    async def on_prompt_answered(self, message: Prompt.Answered) -> None:
        """Take the answer and go on."""
        message.stop()
        host = self.host
        if host.talk is None or not self.on_top:
            return
        asked = self._view.question if self._view is not None else None
        if asked is not None and asked.proposes:
            ref = asked.proposes
            self._go_on(proposal_answered(host.guide, host.talk, ref, "".join(message.answers[message.key].chosen)))
        else:
            self._go_on(answered_all(host.guide, host.talk, message.key, message.answers))

    async def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Look up what the words may mean, and forget them. Danger comes before everything: whom to call is shown at once."""
        message.stop()
        host = self.host
        if host.talk is None or not self.on_top:
            return
        if danger.asks_for_danger(message.text):
            host.action_danger()  # nothing is answered: one comes back to the same question
        elif danger.asks_for_help(message.text):
            host.action_help()
        else:
            self._go_on(typed(host.guide, host.talk, message.key, message.text, host.language))

    def hears(self, text: str, choice: str) -> bool:
        """Danger in what was typed comes first; a story waits for the question that asks for own words."""
        talk = self.host.talk
        told = told_early(self.host.guide, talk, text, self.host.language, choice) if talk is not None else None
        if told is None or told is talk:
            return False
        if not choice:
            self.prompt.seek_nothing()
        self._go_on(told)
        return True

    def keeps_story(self) -> bool:
        """Whether a story that is typed here can wait for the question that asks for own words."""
        return self.host.talk is not None and waits_for_words(self.host.guide, self.host.talk)

    def _go_on(self, talk: Talk) -> None:
        """Show the talk after an answer; its result when that was what one was after."""
        host = self.host
        if talk is host.talk:
            self._show_position()  # nothing was taken: what was pressed must not look as if it was
            return
        host.talk = talk
        self._show_position()
        if talk.urgent:
            kinds = tuple(Ref.parse(meant.ref).id for meant in talk.urgent)
            host.action_danger(written=True, about_self=any(meant.about_self for meant in talk.urgent), kinds=kinds)
            return
        ended = host.position().ended
        if ended in ENDINGS or (ended and host.compared is not None):
            host.show_result()

    def script(self) -> Dialogue:
        """The conversation under way."""
        return self.host.dialogue()

    def typing_begins(self) -> None:
        """From the fourth letter on everyday words count: they are made ready meanwhile."""
        self.run_worker(self._warm, thread=True, exit_on_error=False)

    async def on_prompt_wanted(self, message: Prompt.Wanted) -> None:
        """Go to the danger page, the result or the review."""
        message.stop()
        if not self.on_top:
            return
        if message.what == "danger":
            self.host.action_danger()
        elif message.what == "result":
            self.host.show_result()
        elif message.what == "keep":
            self.host.keeping.ask()
        else:
            self.action_review()

    def picked(self, row: Row) -> None:
        """A point in the side panel: why does it stand there?"""
        self.host.show_why(row.id)

    def on_transcript_chosen(self, message: Transcript.Chosen) -> None:
        """A line was clicked."""
        message.stop()
        if self.on_top:
            self.revisit(message.key)

    def revisit(self, key: str) -> None:
        """Show an earlier question again."""
        if self.host.talk is not None:
            self.host.talk = revisited(self.host.guide, self.host.talk, key)
            self._show_position()

    # ------------------------------------------------------------ keys

    def told(self) -> str:
        """The question, with all that belongs to it."""
        if self._view is None:
            return ""
        question = self.question_on_screen(self._view)
        labels = [choice.label for choice in question.choices]
        return " ".join((question.ask, question.help, question.why, *labels))

    def action_back(self) -> None:
        """One question back; all answers stay."""
        if self.host.talk is not None:
            self.host.talk = stepped_back(self.host.guide, self.host.talk)
            self._show_position()

    def step_out(self) -> None:
        """Away from an earlier question, else to home; all answers stay."""
        talk = self.host.talk
        if talk is not None and talk.revisiting:
            back, self.host.compared = self.host.compared, None
            self.host.talk = stepped_out(talk)
            if back is not None and self.host.position().ended:
                self.host.show_result()  # the change began at the result, and there it ends
            else:
                self._show_position()
        else:
            self.host.talk = stepped_out(talk) if talk is not None else None
            self.dismiss()

    def action_why_asked(self) -> None:
        """Why is this asked? Names the theme only."""
        self.host.show_page(lambda: self.words("tui.why_asked.title"), self._why_lines)

    def _why_lines(self) -> list[tuple[str, str]]:
        host = self.host
        if host.talk is None:
            return []
        question = self.question_on_screen(talk_view(host.guide, host.talk, host.language))
        return [(question.ask, ""), ("", question.why or self.words("tui.why_asked.none"))]

    def action_review(self) -> None:
        """All answers on one list."""
        self.host.show_review()

    def action_panel(self) -> None:
        """What was said so far, on a screen of its own."""
        if self._view is not None:
            self.host.show_panel()
