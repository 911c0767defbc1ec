"""The result in parts: the overview first, and the rest one key away. Concerns and what helps are equally large everywhere."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widget import Widget

from assistant.content.interface import phrases
from assistant.content.model import Ref, of_kind
from assistant.present.changed import changed_lines
from assistant.present.look_again import can_look_again
from assistant.present.result_pages import WORDS, Block, Lines, Pair, Tab, result_pages
from assistant.result.page import Part
from assistant.result.result import Result
from assistant.tui.base import BaseScreen, Tap
from assistant.tui.keys import Key, bindings
from assistant.tui.opening import open_file, opener
from assistant.tui.result.cards import Card, PartBox
from assistant.tui.scrolled import MOVES, Scrolled, pointed_at
from assistant.tui.text import Words, joined, literal

PARTS = 5


class ResultScreen(BaseScreen[None]):
    """The result of a conversation, with what changed since the last time it was shown."""

    where = "result"
    BINDINGS = [
        *bindings("result"),
        *(Binding(str(number), f"part({number})", show=False) for number in range(1, PARTS + 1)),
        Binding("left,h", "turn(-1)", show=False),
        Binding("right,l", "turn(1)", show=False),
        *MOVES,
    ]

    def __init__(self, result: Result, before: tuple[str, ...] | None = None) -> None:
        super().__init__()
        self.result = result
        self.before = before
        self.saved = ""
        self.place = 0
        self.pages: tuple[Tab, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._at: dict[int, int] = {}

    # ------------------------------------------------------------ drawing

    def body(self) -> ComposeResult:
        """The names of the parts, and the part in view, which scrolls."""
        with Horizontal(id="parts"):
            for number in range(1, PARTS + 1):
                yield Tap(f"part({number})", classes="part-name")
        yield Scrolled(id="page")

    def heading(self) -> str:
        """The title, and in words which part is in view."""
        title = self.words("result.danger" if self.result.ended == "danger" else "result.title")
        if len(self.pages) < 2:
            return title
        here = self.pages[self.place]
        return self.say("result.page.here", title=title, number=self.place + 1, count=len(self.pages), page=here.title)

    def applies(self, key: Key) -> bool:
        """There are no parts to go to when all is on one page, and there is not always something to look at again."""
        return len(self.pages) != 1 if key.name == "parts" else key.name != "plan" or can_look_again(self.result)

    def action_open_saved(self) -> None:
        """Open the file that was saved last."""
        if not self.saved or not open_file(Path(self.saved)):
            self.say_at_keys(self.words("tui.open_saved.not"))

    def say(self, key: str, **values: object) -> str:
        """Words of the result, in the language in use."""
        return phrases(self.host.language, WORDS)(key, **values)

    def redraw(self) -> None:
        """The part in view, in the language in use; nothing when it is there already."""
        wanted = (self.host.language, self.place, self.host.own, self.saved)
        if self._drawn == wanted:
            return
        if self._drawn:
            self._at[self._drawn[1] if isinstance(self._drawn[1], int) else 0] = self._where()
        if not self._drawn or (self._drawn[0], self._drawn[2]) != (wanted[0], wanted[2]):
            waits = self.host.results.waiting is not None
            self.pages = result_pages(self.result, self.host.language, self.host.own, waits=waits)
        self._drawn = wanted
        self.query_one("#heading", Words).say(literal(self.heading()))
        self._draw_names()
        self._fit_keys()
        self.call_later(self._fill, self.pages[self.place], self._at.get(self.place, 0))

    def _draw_names(self) -> None:
        several = len(self.pages) > 1
        self.query_one("#parts").display = several
        for number, tap in enumerate(self.query(".part-name").results(Tap)):
            if several and number < len(self.pages):
                here = number == self.place
                told = f"{number + 1} {self.pages[number].title}"
                tap.say(joined((f"[{told}]", "bold")) if here else literal(f" {told} "))

    async def _fill(self, page: Tab, at: int) -> None:
        box = self.query_one("#page", VerticalScroll)
        box.set_class(page.id == "overview", "brief")
        async with box.batch():
            await box.remove_children()
            await box.mount(*self._widgets(page))
        cards = self._cards()
        if cards:
            cards[min(at, len(cards) - 1)].focus(scroll_visible=at > 0)
        else:
            self.set_focus(None)
        if at == 0:
            box.scroll_home(animate=False)

    def _widgets(self, page: Tab) -> list[Widget]:
        found: list[Widget] = []
        if self.saved:
            found.append(Words(literal(self.say("result.saved", path=self.saved)), id="saved"))
            if opener():
                tap = Tap("open_saved", id="open-saved")
                tap.say(literal(self.words("tui.key.open_saved")))
                found.append(tap)
        if self.place == 0 and (changed := self.changed()):
            found.append(Words(literal("\n".join(changed)), id="changed"))
        return found + [self._block(block) for block in page.blocks]

    def _block(self, block: Block) -> Widget:
        if isinstance(block, Part):
            return PartBox(block, self._more_sources)
        if isinstance(block, Pair):
            boxes = (PartBox(part, self._more_sources) for part in (block.left, block.right))
            return Container(*boxes, classes="balance close" if block.close else "balance")
        return self._lines(block)

    def _lines(self, block: Lines) -> Widget:
        parts: list[str | tuple[str, str]] = []
        for label, text in block.lines:
            if parts:
                parts.append("\n")
            if label:
                parts.append((f"{label}: ", "bold"))
            parts.append(text)
        return Words(joined(*parts), classes="overview" if any(label for label, _ in block.lines) else "aside")

    def _more_sources(self, count: int) -> str:
        return self.words("tui.card.sources", count=count)

    def changed(self) -> list[str]:
        """What came and went since the result that was shown before, in names; in danger nothing stands above whom to call."""
        if self.before is None or self.result.ended == "danger":
            return []
        return [self.words("tui.changed.title"), *changed_lines(self.result, self.before, self.host.language)]

    def home_focus(self) -> None:
        """The first item."""
        for card in self._cards()[:1]:
            card.focus(scroll_visible=False)

    # ------------------------------------------------------------ moving

    def _cards(self) -> list[Card]:
        return list(self.query(Card).results(Card))

    def _where(self) -> int:
        return pointed_at(self._cards(), self.focused)

    def action_part(self, number: int) -> None:
        """To a part, by its number."""
        if number > len(self.pages) > 0:
            self.wrong_key(str(number))
        elif 1 <= number <= len(self.pages) and self.place != number - 1:
            self.place = number - 1
            self.redraw()

    def action_turn(self, step: int) -> None:
        """To the part before or after this one."""
        if self.place + step < len(self.pages):
            self.action_part(self.place + 1 + step)

    def action_next_part(self) -> None:
        """To the next part; after the last comes the first."""
        self.action_part((self.place + 1) % max(1, len(self.pages)) + 1)

    def action_step(self, step: int) -> None:
        """To the next or the previous item; beyond the first and the last one the page scrolls on."""
        cards, box = self._cards(), self.query_one("#page", VerticalScroll)
        place = self._where() + step
        if not 0 <= place < len(cards):
            box.scroll_relative(y=2 * step, animate=False)
            return
        target = cards[place]
        gap = target.region.y - box.region.y if step > 0 else box.region.bottom - target.region.bottom
        if gap > box.size.height:  # nothing between here and there is ever skipped unread
            box.scroll_relative(y=step * (box.size.height - 2), animate=False)
            return
        target.focus()
        if place == 0:
            box.scroll_home(animate=False)
        elif place == len(cards) - 1:
            box.scroll_end(animate=False)

    def action_edge(self, side: int) -> None:
        """To the start or the end of the part."""
        self.query_one("#page", Scrolled).to_edge(self._cards(), side)

    def action_page(self, side: int) -> None:
        """A page up or down, and the pointer goes along to the first item in view."""
        box = self.query_one("#page", VerticalScroll)
        box.scroll_relative(y=side * max(1, box.size.height - 2), animate=False, immediate=True)
        self.call_after_refresh(self._point_in_view, side)

    def _point_in_view(self, side: int) -> None:
        box = self.query_one("#page", VerticalScroll)
        seen = [card for card in self._cards() if box.region.y <= card.region.y < box.region.bottom]
        if seen:
            at_end = box.scroll_offset.y >= box.max_scroll_y and side > 0
            seen[-1 if at_end else 0].focus(scroll_visible=False)

    # ------------------------------------------------------------ choosing

    def on_card_chosen(self, message: Card.Chosen) -> None:
        """Why does it stand here; or one of the ways on."""
        message.stop()
        ref = message.item.ref
        if not self.on_top:
            return
        if of_kind(ref, "do"):
            self._do(Ref.parse(ref).id)
        elif ref in self.result.outcome.conclusions:
            self.host.show_why(ref, self.result)
        elif ref:
            self.host.show_ground(ref, self.result)
        else:
            item = message.item
            told = " ".join(filter(None, (item.title, item.text)))
            self.host.show_page(self.heading, lambda: [("", told), ("", self.words("tui.result.no_more"))])

    def _do(self, name: str) -> None:
        {
            "whynot": self.action_why_not,
            "open": self.action_still_open,
            "review": self.action_review,
            "save": self.action_save,
            "keep": self.action_keep,
            "plan": self.action_plan,
            "home": self.host.go_home,
            "share": self.action_share,
            "earlier": self.host.results.back_to_waiting,
            "lookup": self.action_lookup,
            "note": self.action_note,
            "write": self.action_write,
            "save_note": self.action_save_note,
        }[name]()

    def told(self) -> str:
        """All names in the result."""
        refs = self.result.outcome.conclusions
        return "; ".join(self.result.name(ref, self.host.language) for ref in refs)

    def action_why(self) -> None:
        """Why does the item in focus stand here?"""
        if isinstance(self.focused, Card):
            self.focused.action_choose()

    def action_why_not(self) -> None:
        """Why is something not there?"""
        self.host.show_why_not(self.result)

    def action_still_open(self) -> None:
        """What is worth finding out?"""
        self.host.show_open(self.result)

    def action_review(self) -> None:
        """All answers on one list."""
        self.host.show_review(self.result)

    def action_back(self) -> None:
        """Back to the last question."""
        self.host.back_from_result(self.result)

    def action_note(self) -> None:
        """The note to take along: its part of the result, or at once the page to complete it."""
        if len(self.pages) == PARTS:
            self.action_part(PARTS)
        else:
            self.action_write()

    def action_share(self) -> None:
        """May I share this? This conversation waits. Not with danger: that comes first."""
        if len(self.pages) == PARTS:
            self.host.results.ask_about_sharing()

    def action_write(self) -> None:
        """Complete the note in own words."""
        self.host.results.write_note(self.result)

    def action_save(self) -> None:
        """Save the result as a file."""
        self.host.results.save(self)

    def action_plan(self) -> None:
        """Plan to look again; not where there is nothing to come back to."""
        if can_look_again(self.result):
            self.host.results.plan(self)

    def action_save_note(self) -> None:
        """Save the note as a file."""
        self.host.results.save(self, form="note")
