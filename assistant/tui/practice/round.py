"""A round: the story with its numbered points, and the question beside or below it. Every answer is kept before the next is drawn."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll

from assistant.content.interface import Phrases
from assistant.content.model import Case, Dialogue
from assistant.dialogue.session import Answer
from assistant.practice.case_round import Round, open_key, script_for, settled
from assistant.practice.case_script import LINE, MARK, POINT, PRACTICE, WORKED
from assistant.practice.sentences import Teller
from assistant.present.conversation import Choice, QuestionView
from assistant.present.practice.practising import answer_lines, answer_text, where
from assistant.present.practice.story import PlayView, asked, play_view
from assistant.records import replace
from assistant.tui.ask_screen import AskScreen
from assistant.tui.keys import Key, bindings
from assistant.tui.list_screens import ListScreen
from assistant.tui.picklist import Row
from assistant.tui.practice.base import PracticeScreenBase
from assistant.tui.practice.story import Story
from assistant.tui.prompts import Prompt
from assistant.tui.text import Words, joined, quiet
from assistant.tui.ways import GO_ON, Way, way_for

BAR, SHORT_BAR = 20, 8
COMMIT, REVIEW = "commit", "review"
LONG = 9
READ = {WORKED: "round.read.worked", POINT: "points.read"}
"""What is said before reading, where that differs."""
"""Choices of a list that may go on out of sight, and with it the line that says how to answer."""


class PageWay(Way):
    """A page of a round: something to read or to decide, with the ways on below it."""

    def __init__(self, view: QuestionView, words: Phrases, hint: str) -> None:
        super().__init__(view, words)
        self._hint = hint

    def hint(self) -> str:
        """How to go on."""
        return self._hint


class RoundScreen(AskScreen[str], PracticeScreenBase):
    """One round under way. What is on screen: the story to read first, a question, the explanation of a point, or the end."""

    where = "round"
    BINDINGS = [
        *bindings("round"),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("enter", "to_question", show=False),
    ]

    def __init__(self, one: Round) -> None:
        super().__init__()
        self.one = one
        self.reading = not one.answers
        self.at = ""
        """The question one went back to; empty for the first that is open."""
        self.explained = ""
        """The key whose explanation is on screen."""
        self._shown: tuple[str, bool, bool] | None = None

    def body(self) -> ComposeResult:
        """Progress, story, and question."""
        yield Words(id="progress")
        with Horizontal(id="round"):
            yield Story(id="story")
            with VerticalScroll(id="asked", can_focus=False):
                yield Prompt()

    def heading(self) -> str:
        """The title of the story, and which of a set it is."""
        return " · ".join(part for part in (self.room.title_of(self.case), self.room.set_place()) if part)

    def applies(self, key: Key) -> bool:
        """While the story is read first there is nothing to go back to."""
        return not (self.reading and key.name in ("back", "review"))

    @property
    def case(self) -> Case:
        """The case that is played."""
        return self.host.guide.pack.cases[self.one.case]

    @property
    def keys(self) -> tuple[str, ...]:
        """What is asked, in order."""
        return tuple(self.script().by_id)

    @property
    def key(self) -> str:
        """What is on screen: the key that is told about, one that was gone back to, or the first open one. Empty at the end."""
        return self.explained or self.at or open_key(self.host.guide.pack, self.one)

    def script(self) -> Dialogue:
        """The questions about this story."""
        return script_for(self.host.guide.pack, self.one)

    # ------------------------------------------------------------ drawing

    def redraw(self) -> None:
        """Draw everything from the answers."""
        host, key = self.host, self.key
        view = play_view(host.guide, self.one, host.language, last=key if self._tells else "", at=key)
        teller = Teller(host.guide.pack, self.case, host.language)
        marks = self.one.marks
        told = {cue: answer_text(teller, self.one, MARK + cue) for cue in marks}
        self._draw_progress(view.done, key)
        story = (
            tuple(replace(part, state="") for part in view.story)
            if self.reading and self.one.mode != POINT
            else view.story
        )
        self.query_one(Story).show(story, marks, told)
        self._draw_question(self._way(view, teller, key), view.changed)
        self.take_focus()

    def _draw_progress(self, done: int, key: str) -> None:
        keys = self.keys
        width = BAR if self.size.width >= 80 else SHORT_BAR
        filled = round(width * done / len(keys)) if keys else width
        bar = "━" * filled + "─" * (width - filled)
        place = where(self.host.guide, self.one, key, self.host.language)
        mode = self.say(f"mode.short.{self.one.mode}")
        text = f"{place[:1].upper()}{place[1:]}"
        self.query_one("#progress", Words).say(joined(text, (f"  {bar}  {mode}", quiet(self))))

    def _draw_question(self, way: Way, note: str) -> None:
        """Put a question or a page on screen; the cursor starts anew only for another one."""
        shown = (self.key, bool(self.explained), self.reading)
        box = self.query_one("#asked", VerticalScroll)
        if shown != self._shown:
            self._shown = shown
            self.prompt.again()
            box.scroll_home(animate=False)
        box.set_class(self._tells, "-tells")
        self.prompt.show(way, note)

    @property
    def _tells(self) -> bool:
        """Whether a point is told about, and nothing is asked."""
        return not self.reading and bool(self.explained or (self.key and settled(self.one, self.key)))

    def _way(self, view: PlayView, teller: Teller, key: str) -> Way:
        """What is on screen, as a question."""
        if self.reading:
            ask = self.say(READ.get(self.one.mode, "round.read"))
            return self._page(
                "hint.read", ask, view.worked[0] if view.worked else view.remark, ("", GO_ON, "round.begin")
            )
        if self._tells:
            cue = self.case.by_id.get(key.removeprefix(MARK))
            ask = self.say("round.told", number=cue.number if cue else "", mark=answer_text(teller, self.one, key))
            again = () if self.explained else (self.say("round.settled"),)
            return self._page("hint.told", ask, "\n\n".join((*again, *view.feedback)), ("", GO_ON, "round.go_on"))
        if view.question is None:
            told = self.say("round.done.help.practice" if self.one.mode == PRACTICE else "round.done.help")
            ways = (("1", COMMIT, "round.done.commit"), ("2", REVIEW, "round.done.review"))
            return self._page("hint.one", self.say("round.done.ask"), told, *ways)
        leave = self.say("round.keep") if key in self.one.answers else ""
        return way_for(replace(view.question, help=self._help(view.question), leave=leave), self.words)

    def _help(self, question: QuestionView) -> str:
        """What stands above the choices: about each point the same, so only once; above a long list how to confirm it."""
        if question.multiple and len(question.choices) > LONG:
            return self.say("hint.many")
        return "" if question.key.startswith(MARK) and question.key != self.keys[0] else question.help

    def _page(self, hint: str, ask: str, told: str, *ways: tuple[str, str, str]) -> Way:
        """A page, with its ways on: a key, a name and its text each."""
        choices = tuple(Choice(name, key, self.say(text)) for key, name, text in ways)
        return PageWay(QuestionView(self.key, "end", ask, told, "", choices), self.words, self.say(hint))

    def take_focus(self) -> None:
        """The story while it is read first, else the choices."""
        if self.on_top and self.roomy and self.reading:
            self.query_one(Story).focus(scroll_visible=False)
        elif self.on_top and self.roomy:
            self.prompt.take_focus()

    def home_focus(self) -> None:
        """Where one works."""
        self.take_focus()

    # ------------------------------------------------------------ answering

    def on_prompt_wanted(self, message: Prompt.Wanted) -> None:
        """A way on was chosen."""
        message.stop()
        if not self.on_top:
            return
        if message.what == COMMIT:
            self.room.finish(self.one)
        elif message.what == REVIEW:
            self.action_review()
        elif self.reading:
            self._read()
        else:
            self._on_from(self.key)

    def on_prompt_answered(self, message: Prompt.Answered) -> None:
        """Keep an answer; one to the question before this one counts for nothing."""
        message.stop()
        if self.on_top and message.key == self.key:
            self._answer(message.key, message.answers[message.key])

    def _answer(self, key: str, answer: Answer) -> None:
        """Keep an answer. Only when it is on disk the round goes on; else it is asked again what to do."""
        before = self.one

        def kept(one: Round) -> None:
            self.one = one
            had = play_view(self.host.guide, one, self.host.language, last=key).feedback if key != LINE else ()
            if had and one is not before:
                self.explained = key
                self.draw()
            else:
                self._on_from(key)

        self.room.keep(lambda: self.room.desk.answer(before, key, answer), kept)

    def _on_from(self, key: str) -> None:
        """To the next question: after one that was gone back to the one that follows it, until the first open one."""
        keys = self.keys
        following = keys[keys.index(key) + 1 :] if key in keys else ()
        was_back = bool(self.at)
        self.explained, self.at = "", ""
        first = open_key(self.host.guide.pack, self.one)
        if not first and self.one.mode == POINT:
            self.room.finish_point(self.one)
            return
        if was_back and following and following[0] != first:
            self.at = following[0]
        self.draw()

    def _read(self) -> None:
        self.reading = False
        self.draw()

    # ------------------------------------------------------------ moving

    def action_back(self) -> None:
        """One step back: from how sure to yes or no, else to the question before. What was explained stays as it is."""
        if self.reading:
            return
        if self.prompt.back():
            return
        keys = self.keys
        place = keys.index(self.key) if self.key in keys else len(keys)
        if place == 0:
            self.reading, self.explained = True, ""
        else:
            self.at, self.explained = keys[place - 1], ""
        self.draw()

    def go_to(self, key: str | None) -> None:
        """Show one question again."""
        if key and key in self.one.answers:
            self.reading, self.explained, self.at = False, "", key
            self.draw()

    def on_story_chosen(self, message: Story.Chosen) -> None:
        """A point was clicked."""
        message.stop()
        if self.on_top:
            self.go_to(MARK + message.cue)

    def action_to_question(self) -> None:
        """Enter while reading: to the question."""
        if self.focused is self.query_one(Story):
            self._read()

    def action_turn(self, side: int) -> None:
        """A page of the story up or down."""
        box = self.query_one(Story)
        box.scroll_page_up(animate=False) if side < 0 else box.scroll_page_down(animate=False)

    def action_review(self) -> None:
        """All answers so far."""
        self.app.push_screen(AnswersScreen(self.one), self.go_to)

    def action_why_asked(self) -> None:
        """Why is this asked? Names the theme only."""
        self.host.show_page(lambda: self.words("tui.why_asked.title"), self._why_lines)

    def _why_lines(self) -> list[tuple[str, str]]:
        if not self.key:
            return [("", self.say("why.end"))]
        view = asked(Teller(self.host.guide.pack, self.case, self.host.language), self.one, self.key)
        return [("", view.why), *([("", view.help)] if self.key.startswith(MARK) else [])]


class AnswersScreen(ListScreen, PracticeScreenBase):
    """All answers of a round; choosing one gives back its key."""

    where = "review"
    BINDINGS = bindings("review")

    def __init__(self, one: Round) -> None:
        super().__init__()
        self.one = one

    def heading(self) -> str:
        """The title."""
        return self.say("review.title")

    def introduction(self) -> str:
        """What one can do here."""
        return self.say("review.intro")

    def rows(self) -> list[Row]:
        """The answers in the order of the questions."""
        found = []
        for line in answer_lines(self.host.guide, self.one, self.host.language):
            found.append(Row(f"{line.key}?", line.ask, enabled=False))
            found.append(Row(line.key, line.answer, "    = " if line.fixed else "    → "))
        return found
