"""A round: the story with its numbered points, and the question beside or below it. Every answer is kept before the next is drawn."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll

from assistant.content.model import Case
from assistant.dialogue.session import Answer
from assistant.practice.case_round import Round, keys_of, open_key, settled
from assistant.practice.case_script import LINE, MARK, PRACTICE, WORKED
from assistant.practice.sentences import Teller
from assistant.present.practice.practising import answer_lines, answer_text, where
from assistant.present.practice.story import asked, play_view
from assistant.records import replace
from assistant.tui.keys import Key, bindings
from assistant.tui.list_screens import ListScreen
from assistant.tui.picklist import PickList, Row
from assistant.tui.practice.room import PracticeScreenBase
from assistant.tui.practice.story import Story
from assistant.tui.text import Words, joined, literal, quiet
from assistant.tui.ways import GO_ON, Way, way_for

BAR, SHORT_BAR = 20, 8
COMMIT, REVIEW, KEEP = "commit", "review", "keep"


class RoundScreen(PracticeScreenBase):
    """One round under way. What is on screen: the story to read first, a question, the explanation of a point, or the end."""

    where = "round"
    BINDINGS = [
        *bindings("round"),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("enter", "to_question", show=False),
        Binding("space", "tick", show=False),
    ]

    def __init__(self, one: Round) -> None:
        super().__init__()
        self.one = one
        self.reading = not one.answers
        self.at = ""
        """The question one went back to; empty for the first that is open."""
        self.explained = ""
        """The key whose explanation is on screen."""
        self.way: Way | None = None
        self._shown = ""

    def body(self) -> ComposeResult:
        """Progress, story, and question."""
        yield Words(id="progress")
        with Horizontal(id="round"):
            yield Story(id="story")
            with VerticalScroll(id="asked", can_focus=False), Vertical(id="asked-inside"):
                yield Words(classes="note changed")
                yield Words(classes="ask")
                yield Words(classes="help")
                yield Words(classes="told")
                yield PickList()
                yield Words(classes="hint")

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
        return keys_of(self.host.guide.pack, self.one)

    @property
    def key(self) -> str:
        """What is on screen: the key that is told about, one that was gone back to, or the first open one. Empty at the end."""
        return self.explained or self.at or open_key(self.host.guide.pack, self.one)

    # ------------------------------------------------------------ drawing

    def redraw(self) -> None:
        """Draw everything from the answers."""
        host, key = self.host, self.key
        view = play_view(host.guide, self.one, host.language, last=self.explained, at=key)
        teller = Teller(host.guide.pack, self.case, host.language)
        marks = self.one.marks
        told = {cue: answer_text(teller, self.one, MARK + cue) for cue in marks}
        self._draw_progress(key)
        story = tuple(replace(part, state="") for part in view.story) if self.reading else view.story
        self.query_one(Story).show(story, marks, told)
        self._say(".changed", view.changed)
        if self.reading:
            self._draw_reading(view.worked[0] if view.worked else view.remark)
        elif self.explained or (key and settled(self.one, key)):
            self._draw_told(teller, key, play_view(host.guide, self.one, host.language, last=key).feedback)
        elif key:
            self._draw_question(teller, key)
        else:
            self._draw_end()
        self._shown = f"{key}/{bool(self.explained)}/{self.reading}"
        self.take_focus()

    def _draw_progress(self, key: str) -> None:
        keys = self.keys
        done = sum(1 for each in keys if each in self.one.answers)
        width = BAR if self.size.width >= 80 else SHORT_BAR
        filled = round(width * done / len(keys)) if keys else width
        bar = "━" * filled + "─" * (width - filled)
        place = where(self.host.guide, self.one, key, self.host.language)
        mode = self.say(f"mode.short.{self.one.mode}")
        text = f"{place[:1].upper()}{place[1:]}"
        self.query_one("#progress", Words).say(joined(text, (f"  {bar}  {mode}", quiet(self))))

    def _draw_reading(self, remark: str) -> None:
        ask = self.say("round.read.worked" if self.one.mode == WORKED else "round.read")
        self._put(ask, remark, "", [Row(GO_ON, self.say("round.begin"), "→ ")], self.say("hint.read"))

    def _draw_told(self, teller: Teller, key: str, feedback: tuple[str, ...]) -> None:
        cue = self.case.by_id.get(key.removeprefix(MARK))
        head = self.say("round.told", number=cue.number if cue else "", mark=answer_text(teller, self.one, key))
        again = "" if self.explained else self.say("round.settled")
        rows = [Row(GO_ON, self.say("round.go_on"), "→ ")]
        self._put(head, again, "\n\n".join(feedback), rows, self.say("hint.told"))

    def _draw_question(self, teller: Teller, key: str) -> None:
        view = asked(teller, self.one, key)
        if self.way is None or self.way.view.key != key:
            self.way = way_for(view, self.words)
        else:  # the same question, perhaps in another language: what was chosen so far stays
            self.way.view, self.way.words = view, self.words
        helped = "" if key.startswith(MARK) and key != self.keys[0] else view.help  # about each point the same
        above, below = (self.way.hint(), "") if view.multiple else (helped, self.way.hint())  # above a long list
        stays = [Row(KEEP, self.say("round.keep"), "→ ")] if key in self.one.answers else []
        self._put(view.ask, above, "", [*self.way.rows(), *stays], below, self.way.start())

    def _draw_end(self) -> None:
        rows = [
            Row(COMMIT, self.say("round.done.commit"), "1 ", "1"),
            Row(REVIEW, self.say("round.done.review"), "2 ", "2"),
        ]
        told = "round.done.help.practice" if self.one.mode == PRACTICE else "round.done.help"
        self._put(self.say("round.done.ask"), self.say(told), "", rows, self.say("hint.one"))

    def _put(self, ask: str, helped: str, told: str, rows: list[Row], hint: str, start: str = "") -> None:
        """Put a question on screen; the cursor starts anew only for another question."""
        for name, text in (
            (".ask", ask),
            (".help", helped),
            (".told", told),
            (".hint", hint),
        ):
            self._say(name, text)
        choices = self.query_one(PickList)
        if self._shown == f"{self.key}/{bool(self.explained)}/{self.reading}":
            choices.show(rows)
        else:
            choices.renew(rows, start)
            self.query_one("#asked", VerticalScroll).scroll_home(animate=False)

    def _say(self, name: str, text: str) -> None:
        words = self.query_one(name, Words)
        words.say(literal(text))
        words.display = bool(text)

    def take_focus(self) -> None:
        """The story while it is read first, else the choices."""
        if self.on_top and self.roomy:
            target = self.query_one(Story) if self.reading else self.query_one(PickList)
            if self.focused is not target:
                target.focus(scroll_visible=False)

    def home_focus(self) -> None:
        """Where one works."""
        self.take_focus()

    # ------------------------------------------------------------ answering

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """A row was chosen; a choice made for the question before this one counts for nothing."""
        message.stop()
        if self.on_top and message.serial == message.picklist.serial:
            self._take(message.row, message.by)
        message.picklist.draw_rows()

    def on_pick_list_begun(self, message: PickList.Begun) -> None:
        """The first digit of two: say that the second is awaited."""
        message.stop()
        if self.way is not None:
            self._say(".hint", self.words("tui.wrong.second", first=message.text) if message.text else self.way.hint())

    def _take(self, row: Row, by: str) -> None:
        if self.reading:
            self.reading = False
            self.draw()
        elif row.id == COMMIT:
            self.room.finish(self.one)
        elif row.id == REVIEW:
            self.action_review()
        elif (row.id == GO_ON and (self.explained or settled(self.one, self.key))) or row.id == KEEP:
            self._on_from(self.key)
        elif self.way is not None:
            done = self.way.picked(row, by)
            if done.answer is not None:
                self._answer(self.key, done.answer)
            else:
                self.draw()
                if done.problem:
                    self._say(".hint", done.problem)
                if done.point:
                    self.query_one(PickList).point_at(done.point)

    def _answer(self, key: str, answer: Answer) -> None:
        """Keep an answer. Only when it is on disk the round goes on; else it is asked again what to do."""
        before = self.one

        def kept(one: Round) -> None:
            self.one = one
            had = play_view(self.host.guide, one, self.host.language, last=key).feedback if key != LINE else ()
            if had and one is not before:
                self.explained, self.way = key, None
                self.draw()
            else:
                self._on_from(key)

        self.room.keep(lambda: self.room.desk.answer(before, key, answer), kept)

    def _on_from(self, key: str) -> None:
        """To the next question: after one that was gone back to the one that follows it, until the first open one."""
        keys = self.keys
        following = keys[keys.index(key) + 1 :] if key in keys else ()
        was_back = bool(self.at)
        self.explained, self.way, self.at = "", None, ""
        first = open_key(self.host.guide.pack, self.one)
        if was_back and following and following[0] != first:
            self.at = following[0]
        self.draw()

    def action_tick(self) -> None:
        """Space: turn on and off, or go on."""
        row = self.query_one(PickList).current
        if row is not None and self.on_top and self.focused is self.query_one(PickList):
            self._take(row, "space")

    # ------------------------------------------------------------ moving

    def action_back(self) -> None:
        """One step back: from how sure to yes or no, else to the question before. What was explained stays as it is."""
        if self.reading:
            return
        if self.way is not None and not self.explained and self.way.back():
            self._shown = ""
            self.draw()
            return
        keys = self.keys
        place = keys.index(self.key) if self.key in keys else len(keys)
        if place == 0:
            self.reading, self.explained = True, ""
        else:
            self.at, self.explained, self.way = keys[place - 1], "", None
        self.draw()

    def go_to(self, key: str | None) -> None:
        """Show one question again."""
        if key and key in self.one.answers:
            self.reading, self.explained, self.way, self.at = False, "", None, key
            self.draw()

    def on_story_chosen(self, message: Story.Chosen) -> None:
        """A point was clicked."""
        message.stop()
        if self.on_top:
            self.go_to(MARK + message.cue)

    def action_to_question(self) -> None:
        """Enter while reading: to the question."""
        if self.focused is self.query_one(Story):
            self.reading = False
            self.draw()

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
