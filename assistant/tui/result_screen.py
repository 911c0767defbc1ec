"""The result: an overview first, then what it may point to beside what helps, then what is not known, what to do and with whom."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.widget import Widget

from assistant.result.document import Document, Item, Part, document_of
from assistant.result.result import Result
from assistant.result.words import capital
from assistant.tui.base import BaseScreen
from assistant.tui.cards import Card, PartBox
from assistant.tui.keys import bindings
from assistant.tui.text import Words, joined, literal

BALANCE = ("concerns", "helps")
MORE = ("whynot", "open", "review", "save", "keep", "home")


class ResultScreen(BaseScreen[None]):
    """The result of a conversation, with what changed since the last time it was shown."""

    where = "result"
    BINDINGS = [
        *bindings("result"),
        Binding("up,k", "step(-1)", show=False),
        Binding("down,j", "step(1)", show=False),
        Binding("left,h", "across('concerns')", show=False),
        Binding("right,l", "across('helps')", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, result: Result, before: tuple[str, ...] | None = None) -> None:
        super().__init__()
        self.result = result
        self.before = before
        self._drawn: str = ""

    def body(self) -> ComposeResult:
        """One page that scrolls."""
        yield VerticalScroll(id="page", can_focus=False)

    def heading(self) -> str:
        """The title of the result."""
        return self.words("result.danger" if self.result.ended == "danger" else "result.title")

    def redraw(self) -> None:
        """The document in the language in use; nothing when it is there already."""
        if self._drawn != self.host.language:
            self._drawn = self.host.language
            document = document_of(self.result, self.host.language)
            self.call_later(self._fill, document)

    async def _fill(self, document: Document) -> None:
        page = self.query_one("#page", VerticalScroll)
        place = self._place()
        async with page.batch():
            await page.remove_children()
            await page.mount(*self._widgets(document))
        cards = list(self.query(Card))
        if cards:
            cards[min(place, len(cards) - 1)].focus(scroll_visible=place > 0)
        if place == 0:
            page.scroll_home(animate=False)

    def _place(self) -> int:
        cards = list(self.query(Card))
        return cards.index(self.focused) if isinstance(self.focused, Card) and self.focused in cards else 0

    def _widgets(self, document: Document) -> list[Widget]:
        found: list[Widget] = []
        if changed := self.changed():
            found.append(Words(literal("\n".join(changed)), id="changed"))
        if document.remark:
            found.append(Words(literal(document.remark), id="remark"))
        for label, text in document.overview:
            found.append(Words(joined((f"{label}. ", "bold"), text), classes="overview"))
        boxes = {part.id: PartBox(part, self._more_sources) for part in document.parts if part.id in BALANCE}
        if boxes:
            found.append(Container(*boxes.values(), id="balance"))
        found += [PartBox(part, self._more_sources) for part in document.parts if part.id not in BALANCE]
        return [*found, PartBox(self._more(), self._more_sources), Words(literal(document.footer), id="result-footer")]

    def _more(self) -> Part:
        names = MORE if self.result.ended == "complete" else ("review", "save", "keep", "home")
        items = tuple(Item(f"do:{name}", self.words(f"tui.result.{name}"), "", "") for name in names)
        return Part("more", self.words("tui.result.more"), "", items)

    def _more_sources(self, count: int) -> str:
        return self.words("tui.card.sources", count=count)

    def changed(self) -> list[str]:
        """What came and went since the result that was shown before, in names."""
        if self.before is None:
            return []
        now = self.result.outcome.conclusions
        lines = [self.words("tui.changed.title")]
        for key, refs in (
            ("tui.changed.added", [ref for ref in now if ref not in self.before]),
            ("tui.changed.removed", [ref for ref in self.before if ref not in now]),
        ):
            names = [f"{capital(self.result.name(ref, self.host.language))} ({self._kind(ref)})" for ref in refs]
            lines += [f"{self.words(key)} {name}." for name in names]
        return lines if len(lines) > 1 else [*lines, self.words("tui.changed.nothing")]

    def _kind(self, ref: str) -> str:
        return self.words(f"kind.{ref.partition(':')[0]}")

    def home_focus(self) -> None:
        """The first item."""
        for card in self.query(Card).results(Card):
            card.focus(scroll_visible=False)
            return

    # ------------------------------------------------------------ moving

    def action_step(self, step: int) -> None:
        """To the next or the previous item; at the top the page scrolls to its start."""
        cards = list(self.query(Card))
        if not cards:
            return
        place = self._place() + step
        if 0 <= place < len(cards):
            cards[place].focus()
        if place <= 0:
            self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        elif place >= len(cards) - 1:
            self.query_one("#page", VerticalScroll).scroll_end(animate=False)

    def action_across(self, side: str) -> None:
        """From the concerns to what helps, and back."""
        here = self.query(".part-concerns Card, .part-helps Card")
        if self.focused not in list(here):
            return
        boxes = {name: list(self.query(f".part-{name} Card").results(Card)) for name in BALANCE}
        own = next((cards for cards in boxes.values() if self.focused in cards), [])
        target = boxes[side]
        if target and own is not target and isinstance(self.focused, Card):
            target[min(own.index(self.focused), len(target) - 1)].focus()

    def action_edge(self, side: int) -> None:
        """To the start or the end of the page."""
        cards = list(self.query(Card))
        if cards:
            cards[0 if side < 0 else -1].focus(scroll_visible=False)
        page = self.query_one("#page", VerticalScroll)
        page.scroll_home(animate=False) if side < 0 else page.scroll_end(animate=False)

    def action_page(self, side: int) -> None:
        """A page up or down."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_page_up(animate=False) if side < 0 else page.scroll_page_down(animate=False)

    # ------------------------------------------------------------ choosing

    def on_card_chosen(self, message: Card.Chosen) -> None:
        """Why does it stand here; or one of the ways on."""
        message.stop()
        ref = message.item.ref
        if not self.on_top:
            return
        if ref.startswith("do:"):
            {
                "whynot": self.action_why_not,
                "open": self.action_still_open,
                "review": self.action_review,
                "save": self.action_save,
                "keep": self.action_keep,
                "home": self.host.go_home,
            }[ref.removeprefix("do:")]()
        elif ref in self.result.outcome.conclusions:
            self.host.show_why(ref, self.result)
        elif ref:
            self.host.show_ground(ref, self.result)
        else:
            self.app.clear_notifications()
            self.notify(self.words("tui.result.no_more"), markup=False, timeout=3)

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

    def action_save(self) -> None:
        """Save the result as a file."""
        self.host.show_save(self.result)
